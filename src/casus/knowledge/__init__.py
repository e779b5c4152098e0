"""Who and where they are: names of actors and places, times, numbers, and the PLOVER tables, as data with sources."""
