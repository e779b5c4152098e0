"""From a report to its reading: readers behind one contract, the lexicon reader first."""

from casus.reading.ahead import ahead
from casus.reading.reader import READERS, Reader, get_reader
from casus.reading.unread import Unread, can_read, unread

__all__ = ["READERS", "Reader", "Unread", "ahead", "can_read", "get_reader", "unread"]
