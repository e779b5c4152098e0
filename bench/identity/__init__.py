"""How well statements of one event are brought together: own-words reports in clusters, and their score."""
