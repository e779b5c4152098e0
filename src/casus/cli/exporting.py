"""Ledgers into files of other formats, and such files into ledgers."""

from __future__ import annotations

import sys
from pathlib import Path

from casus.cli.wording import counted, printable
from casus.exports.formats import SIDE_FILE, export
from casus.ledger import open_ledger


def write_export(form: str, where: str, to: str, *, since: str | None, until: str | None, country: str | None) -> None:
    """Write the events of a ledger to a file and say on standard error what was written and what was not.

    Raises CasusError for a ledger that is not there or a file that cannot be written.
    """
    ledger = open_ledger(where, create=False)
    try:
        done = export(ledger, form, Path(to), since=since, until=until, country=country)
    finally:
        ledger.close()
    _say(f"casus: {counted(done.rows, 'row')} in {to}; sources, voices and bounds in {to}{SIDE_FILE}")
    for reason, times in sorted(done.left_out.items(), key=lambda its: (-its[1], its[0])):
        _say(f"casus: left out {counted(times, 'told event')}: {reason}")


def _say(words: str) -> None:
    sys.stderr.write(printable(words) + "\n")
