"""Readings into a ledger."""

import sys
import time

from casus.cli.inputs import Found
from casus.ledger import Entry, entry_of, open_ledger
from casus.records import LedgerError
from casus.wording.terms import counted, printable

_MOST, _LONGEST = 50, 0.5
"""Reports that are kept together, which is quicker than one by one; seconds that the first of them waits for others."""


class IntoLedger:
    """Keeps readings in a ledger and says on standard error what became of them. where: its file or address.

    A run that is killed loses the few reports that wait to be kept, each of them whole; the next run keeps them.
    """

    keeps_unread = True

    def __init__(self, where: str) -> None:
        self._ledger = open_ledger(where)
        self._name = self._ledger.name if "://" in where else where
        self._new = self._again = self._known = self._statements = 0
        self._waiting: list[Entry] = []
        self._since = 0.0

    def add(self, found: Found) -> None:
        entry = entry_of(found.reading)
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append(entry)
        if len(self._waiting) >= _MOST or time.monotonic() - self._since > _LONGEST:
            self._keep()

    def close(self) -> None:
        try:
            self._keep()
        finally:
            self._ledger.close()
        told = f"{counted(self._new, 'new report')} with {counted(self._statements, 'statement')}"
        told += f", {self._again:,} read again by this reader" if self._again else ""
        told += f", {self._known:,} known already" if self._known else ""
        print(f"casus: {told}; in {printable(self._name)}", file=sys.stderr)

    def _keep(self) -> None:
        """Keep what waits. Where that fails, all before the one that cannot be kept are."""
        waiting, self._waiting = self._waiting, []
        try:
            self._store(waiting)
        except LedgerError:
            for entry in waiting:
                self._store([entry])

    def _store(self, entries: list[Entry]) -> None:
        if entries:
            for stored in self._ledger.store_all(entries):
                self._new += stored.is_new_report
                self._again += stored.is_new_reading and not stored.is_new_report
                self._known += not stored.is_new_reading
                self._statements += stored.statements
