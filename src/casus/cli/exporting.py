"""Ledgers into files of other formats, and such files into ledgers."""

from __future__ import annotations

import sys
from pathlib import Path

from casus.exports.formats import SIDE_FILE, export
from casus.exports.importing import Imported, bring_in
from casus.ledger import open_ledger
from casus.records import CasusError
from casus.wording.terms import counted, printable


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


def bring_file(form: str, file: str, where: str) -> bool:
    """Bring a file of another data set into a ledger; each row that cannot be is named. Returns whether all were.

    Raises CasusError for a file that is none of that data set or cannot be read, and for a ledger that takes no more.
    """
    ledger, done, bad = open_ledger(where), Imported(), 0
    try:
        for refused in bring_in(ledger, Path(file), form, done):
            bad += 1
            _say(f"casus: {refused}")
    except OSError as error:
        raise CasusError(f"{file} cannot be read ({error.strerror or error}).") from error
    finally:
        ledger.close()
    known = f", {done.known:,} known already" if done.known else ""
    _say(f"casus: {counted(done.new, 'new row')}{known}{f', {bad:,} not read' if bad else ''}; in {where}")
    for reason, times in sorted(done.left_out.items()):
        _say(f"casus: left out {counted(times, 'row')}: {reason}")
    return bad == 0


def _say(words: str) -> None:
    sys.stderr.write(printable(words) + "\n")
