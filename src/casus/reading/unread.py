"""Reports in a language that their reader does not read: kept as they are, so that a later reader finds them."""

from __future__ import annotations

from dataclasses import replace

from casus.reading.reader import Reader
from casus.records import Reading, Refused, Report

UNREAD = "unread"
"""Stands where a reading names its reader. Any reader's reading takes its place in a ledger."""


class Unread(Refused):
    """A report that is not read for its language. reading: of no statements, with a note that says why."""

    def __init__(self, name: str, reason: str, reading: Reading) -> None:
        self.reading = reading
        super().__init__(name, reason)

    def __reduce__(self) -> tuple[type[Refused], tuple[str, str]]:
        """Where it travels between processes it is a plain refusal."""
        return Refused, (self.name, self.reason)


def can_read(reader: Reader, report: Report) -> bool:
    """Whether a report is in a language that a reader reads; one whose language cannot be told is taken to be."""
    return report.language is None or report.language in reader.languages


def unread(report: Report) -> Reading:
    """The reading of a report that nobody read."""
    note = f"is in language {report.language!r}, which the reader does not read: nothing in it was read"
    return Reading(report=replace(report, notes=(*report.notes, note)), reader=UNREAD)
