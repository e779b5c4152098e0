"""Reports in languages that a reader does not read: through a translator, or kept unread, but never misread."""

from casus.reading.translation.reading_through import read_report
from casus.reading.translation.translator import Translator, get_translator

__all__ = ["Translator", "get_translator", "read_report"]
