"""Readings into a ledger."""

import sys

from casus.cli.inputs import Found
from casus.cli.wording import counted, printable
from casus.ledger import open_ledger


class IntoLedger:
    """Keeps readings in a ledger and says on standard error what became of them. where: its file or address."""

    def __init__(self, where: str) -> None:
        self._ledger = open_ledger(where)
        self._name = self._ledger.name if "://" in where else where
        self._new = self._again = self._known = self._statements = 0

    def add(self, found: Found) -> None:
        stored = self._ledger.store(found.reading)
        self._new += stored.is_new_report
        self._again += stored.is_new_reading and not stored.is_new_report
        self._known += not stored.is_new_reading
        self._statements += stored.statements

    def close(self) -> None:
        self._ledger.close()
        told = f"{counted(self._new, 'new report')} with {counted(self._statements, 'statement')}"
        told += f", {self._again:,} read again by this reader" if self._again else ""
        told += f", {self._known:,} known already" if self._known else ""
        print(f"casus: {told}; in {printable(self._name)}", file=sys.stderr)
