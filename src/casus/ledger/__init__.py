"""The ledger: every reading kept, with the statements of all reports to be asked together."""

from casus.ledger.database import Ledger, open_ledger
from casus.ledger.rows import Entry, entry_of
from casus.ledger.writing import Stored

__all__ = ["Entry", "Ledger", "Stored", "entry_of", "open_ledger"]
