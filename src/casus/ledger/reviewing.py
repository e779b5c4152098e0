"""Taking an analyst's word on a statement into the ledger."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from casus.ledger.corrections import Says, Word, words_on, words_on_report
from casus.ledger.events import report_named
from casus.ledger.mentions import Key
from casus.ledger.reading_back import KINDS, reading_with, report_of, statement_of
from casus.ledger.rows import ANALYSTS, dumped, entry_of
from casus.ledger.sql import add, ask
from casus.ledger.writing import Writer, next_number
from casus.records import BadRecord, LedgerError, Report, Statement, UnknownName

_LONGEST = {"author": 200, "reason": 2000}
"""Characters."""
_A = {kind: f"an {kind}" if kind == "event" else f"a {kind}" for kind in KINDS}
_UNFIT = re.compile(r"[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Said:
    """What an analyst says of a statement. key: REPORT/LABEL. record: what counts instead, of a correction alone."""

    key: str
    says: Says
    author: str
    why: str | None = None
    record: Statement | None = None


@dataclass(frozen=True, slots=True)
class _Original:
    """A statement as a reader read it. by: the word whose record the key named, None if it named the statement."""

    number: int
    key: Key
    kind: str
    record: Statement
    by: Word | None
    words: tuple[Word, ...]


def take_word(connection: Connection, writer: Writer, said: Said) -> Key | None:
    """Keep a word and bring all that is derived up to date. Returns the key of what counts now, None if nothing does.

    Raises LedgerError where no such statement is or the word cannot be kept, BadRecord for a record that does not fit.
    """
    author, why = _fit(said.author, "author"), _fit(said.why, "reason") if said.why else None
    if author is None:
        raise LedgerError("Say who speaks: a word on a statement needs an author.")
    original = _original(connection, said.key)
    says, by = said.says, None
    if says == "corrected":
        by = _corrected(connection, writer, original, said)
    elif says == "confirmed":
        says, by = _confirmed(connection, writer, original)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    row = (next_number(connection, "correction"), original.number, says, by[0] if by is not None else None, author, why)
    add(connection, "correction", ("id", "statement_id", "says", "by_id", "author", "why", "said"), [(*row, now)])
    writer.count_again(connection, original.key[0])
    if says == "rejected":
        return None
    return by[1] if by is not None and says == "corrected" else original.key


def statement_named(connection: Connection, key: str) -> tuple[Report, Statement]:
    """A statement or a correction by its name, whether it counts or not, and its report. LedgerError: as above."""
    original = _original(connection, key)
    report = report_of(connection, original.key[0])
    if report is None:
        raise LedgerError(f"Report {original.key[0]} is not in the ledger; load it again.")
    its = original.by.by_record if original.by is not None else None
    return report, its if its is not None else original.record


def retired(connection: Connection, key: str) -> tuple[Report, Statement, list[Word]] | None:
    """A statement that analysts spoke of, its report, and what they said, the oldest first; None for any other."""
    report_id, label = report_named(connection, key), key.partition("/")[2]
    if report_id is None:
        return None
    words = words_on(connection, [(report_id, label)]).get((report_id, label), [])
    return (*statement_named(connection, key), words) if words else None


def _fit(words: str | None, what: str) -> str | None:
    """Words that a ledger keeps, without spaces around them; None for none."""
    words = (words or "").strip()
    if _UNFIT.search(words) or len(words) > _LONGEST[what]:
        raise LedgerError(f"The {what} cannot be kept: write up to {_LONGEST[what]:,} plain characters.")
    return words or None


def _original(connection: Connection, key: str) -> _Original:
    """The statement that a key names, or, where it names a correction, the one that was corrected."""
    report_id, label = report_named(connection, key), key.partition("/")[2]
    asked = (
        "SELECT s.id, s.kind, s.record, r.reader, r.is_current FROM statement s JOIN reading r ON r.id = s.reading_id "
        "WHERE s.report_id = ? AND s.label = ?"
    )
    found = ask(connection, asked, (report_id, label)) if report_id is not None else []
    if report_id is None or not found:
        raise UnknownName(f"No statement is called {key!r}; `casus events`, `casus search` and `casus why` show names.")
    number, kind, record, reader, _ = max(found, key=lambda row: (bool(row[4]), row[0]))
    words = words_on_report(connection, report_id)
    if reader != ANALYSTS:
        its = tuple(word for word in words if word.statement == number)
        return _Original(number, (report_id, label), kind, statement_of(kind, record), None, its)
    by = next(word for word in reversed(words) if word.by == number)
    its = tuple(word for word in words if word.statement == by.statement)
    return _Original(by.statement, by.key, kind, by.record, by, its)


def _confirmed(connection: Connection, writer: Writer, original: _Original) -> tuple[Says, tuple[int, Key]]:
    """What is said, and the record that outlives the reading: a copy of what was read; or a correction that another
    analyst agrees with.
    """
    agreed = original.by or next((word for word in original.words if word.says == "confirmed"), None)
    if agreed is not None and agreed.by is not None and agreed.by_key is not None:
        return agreed.says, (agreed.by, agreed.by_key)
    return "confirmed", _added(connection, writer, original, original.record)


def _corrected(connection: Connection, writer: Writer, original: _Original, said: Said) -> tuple[int, Key]:
    if said.record is None or type(said.record) is not type(original.record):
        raise LedgerError(f"{said.key!r} is {_A[original.kind]}; only a record of that kind can take its place.")
    return _added(connection, writer, original, said.record)


def _added(connection: Connection, writer: Writer, original: _Original, record: Statement) -> tuple[int, Key]:
    """Add a record under a label of its own, not in force yet. Returns its number and its key."""
    report = report_of(connection, original.key[0])
    if report is None:
        raise LedgerError(f"Report {original.key[0]} is not in the ledger; load it again.")
    taken = {label for (label,) in ask(connection, "SELECT label FROM statement WHERE report_id = ?", (report.id,))}
    count = 1
    while (label := f"{original.key[1]}.{count}") in taken:
        count += 1
    own = replace(record, id=label)
    check(own, report)
    entry = replace(entry_of(reading_with(report, "", [(original.kind, dumped(own))])), reader=ANALYSTS)
    return writer.add_of_analysts(connection, entry), (report.id, label)


def check(record: Statement, report: Report) -> None:
    """Raises BadRecord for a record that cannot be of a report: it points outside the text, or holds what no ledger
    keeps.
    """
    length = len(report.text)
    for value in _values(record):
        if isinstance(value, str) and _UNFIT.search(value):
            raise BadRecord(f"Record {record.id} holds a NUL or half a character; remove it.")
        is_span = isinstance(value, tuple) and len(value) == 2 and all(isinstance(edge, int) for edge in value)
        if is_span and not 0 <= value[0] < value[1] <= length:
            raise BadRecord(f"Record {record.id} points at {value}, outside its report of {length:,} characters.")


def _values(value: Any) -> list[Any]:
    """All that stands in a record, however deep."""
    if is_dataclass(value):
        return [value, *(one for field in fields(value) for one in _values(getattr(value, field.name)))]
    if isinstance(value, tuple):
        return [value, *(one for its in value for one in _values(its))]
    return [value]
