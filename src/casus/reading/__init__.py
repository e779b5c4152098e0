"""From a report to its reading: readers behind one contract, the lexicon reader first."""

from casus.reading.ahead import ahead
from casus.reading.reader import READERS, Reader, get_reader

__all__ = ["READERS", "Reader", "ahead", "get_reader"]
