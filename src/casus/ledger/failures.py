"""What goes wrong in a database, in one sentence that says what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from casus.records import LedgerError

_KNOWN = (
    ("is locked", "is being written by somebody else and did not come free in time; run the command again later"),
    ("readonly database", "cannot be written; give yourself the right to write the file and its folder"),
    ("disk is full", "found no space left on its disk; make room and run the command again, what was kept stays kept"),
    ("No space left", "found no space left on its disk; make room and run the command again, what was kept stays kept"),
    ("disk I/O error", "cannot be read or written (the disk reports an error); check the disk and its free space"),
    ("unable to open", "cannot be opened; the folder must exist and you need the right to write in it"),
    ("file is not a database", "is no database; name another file"),
    ("malformed", "is damaged; restore the file from a copy"),
    ("connection", "cannot be reached; check the address, and that the server runs and lets you in"),
    ("read-only transaction", "cannot be written; the database is read-only"),
)
"""Words of a database's message -> what is told."""


@contextmanager
def told_plainly(name: str) -> Iterator[None]:
    """Turns the database's errors into LedgerError. name: of the ledger, as the user knows it."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, UnicodeEncodeError) as error:
        message = str(error.orig if isinstance(error, DBAPIError) else error)
        first = message.strip().splitlines()[0][:200] if message.strip() else type(error).__name__
        what = next((told for words, told in _KNOWN if words in message), f"failed ({first})")
        raise LedgerError(f"The ledger {name} {what}.") from error
