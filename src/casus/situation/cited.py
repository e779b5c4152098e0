"""Statements with what a citation needs: the report, its day and its origin."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import Connection, select

from casus.ledger import schema
from casus.ledger.bearings import Bearing, bearing_of, is_force
from casus.ledger.days import days_of
from casus.ledger.reading_back import statement_of
from casus.ledger.sql import ask, chunks
from casus.records import Event, Statement, Time

Key = tuple[str, str]
"""(report id, label) of a statement."""


@dataclass(frozen=True, slots=True)
class Head:
    """A report without its text. origin: the same for reports that repeat one another. reader: by which it was read."""

    id: str
    published: str
    source: str | None
    title: str | None
    origin: str
    reader: str


@dataclass(frozen=True, slots=True)
class Cited:
    """One statement of the ledger, by the reading in force."""

    key: Key
    record: Statement
    report: Head

    @property
    def told(self) -> str:
        """The day on which its report was published."""
        return self.report.published

    @property
    def day(self) -> str:
        """The one day that it names, no later than its report's; else the report's."""
        first, last = period_of(self.record)
        return min(first, self.told) if first is not None and first == last else self.told

    @property
    def force(self) -> Event | None:
        """The event, if it asserts that force was used, in whatever voice, and not long ago."""
        record = self.record
        return record if isinstance(record, Event) and is_force(record) else None

    @property
    def origin(self) -> str:
        """The origin of its report."""
        return self.report.origin

    @property
    def bearing(self) -> Bearing:
        """What it bears on."""
        return bearing_of(self.record)


def period_of(record: Statement) -> tuple[str | None, str | None]:
    """The first and the last day of the time that a statement names, as `days_of` gives them."""
    time: Time | None = getattr(record, "time", None)
    return (None, None) if time is None else _days_of(time)


_days_of = lru_cache(maxsize=4096)(days_of)
"""Few days are named very often."""


def in_order(statements: Iterable[Cited]) -> list[Cited]:
    """Statements by the day they were told on and their keys: the same however they arrived."""
    return sorted(statements, key=lambda one: (one.told, one.key))


def apart(one: str, other: str) -> int:
    """Days from one ISO date to another."""
    return _number(other) - _number(one)


@lru_cache(maxsize=4096)
def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def cited(connection: Connection, numbers: Sequence[int]) -> list[Cited]:
    """Statements of reports with a date, by their numbers in the ledger, in order."""
    asked = (
        "SELECT s.label, s.kind, s.record, s.report_id, s.published, r.title, r.origin_id, source.name, reading.reader "
        "FROM statement s JOIN report r ON r.id = s.report_id JOIN reading ON reading.id = s.reading_id "
        "LEFT JOIN source ON source.id = r.source_id WHERE s.id IN (*)"
    )
    heads: dict[str, Head] = {}
    found = []
    for some in chunks(sorted(numbers)):
        for label, kind, record, report_id, published, title, origin, name, reader in ask(connection, asked, (), some):
            head = heads.setdefault(report_id, Head(report_id, published, name, title, origin, reader))
            found.append(Cited((report_id, label), statement_of(kind, record), head))
    return in_order(found)


def origins(statements: Iterable[Cited]) -> int:
    """How many independent origins some statements have: reports that repeat one another count once.

    This counts texts alone; `casus why` also knows agencies and families of publishers.
    """
    return len({one.report.origin for one in statements})


def key_at(connection: Connection, number: int) -> Key:
    """The key of a statement by its number."""
    statement = schema.statement
    asked = select(statement.c.report_id, statement.c.label).where(statement.c.id == number)
    report_id, label = connection.execute(asked).one()
    return report_id, label


def words_of(connection: Connection, keys: Iterable[Key]) -> dict[Key, str]:
    """The sentence behind each statement, on one line."""
    wanted = set(keys)
    statement, report = schema.statement, schema.report
    asked = select(statement.c.report_id, statement.c.label, statement.c.record, report.c.text).join(
        report, report.c.id == statement.c.report_id
    )
    asked = asked.where(statement.c.is_current, statement.c.report_id.in_({report_id for report_id, _ in wanted}))
    found = {}
    for report_id, label, record, text in connection.execute(asked):
        if (report_id, label) in wanted:
            start, end = json.loads(record)["sentence"]
            found[report_id, label] = " ".join(text[start:end].split())
    return found
