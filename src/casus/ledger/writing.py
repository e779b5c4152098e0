"""A reading into rows. One transaction a report: all of it is kept, or nothing.

Of the readings of a report, the one stored last is in force (current): storing one that is known puts it back in force.
But a reading by another kind of reader (the first word of its name) never takes the place of a trained one. The row of
a report says what the reading in force has of its title, date and so on. A known reading with another date in the same
source is a correction, stored as a new reading; with another source it is a reprint, and adds an appearance alone.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, update

from casus.ledger import schema
from casus.ledger.days import days_of
from casus.ledger.origins import place_origin
from casus.records import Actor, BadRecord, Place, Reading, Report, Statement, as_json, from_json

Row = dict[str, Any]
ROLES = ("actors", "recipients", "voice", "of", "by", "parties", "mediators", "guarantors", "beneficiaries", "a", "b")
"""Fields of records that hold actors."""
_TYPES = ("type", "effect", "state", "act", "kind")
_COLUMNS = {"id", "source", "title", "url", "published", "language", "agency", "text"}
"""Fields of a report that have a column of their own."""
_TRAINED = "trained"
_UNFIT = re.compile(r"[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a reading. is_new_report: the text was not there. statements: how many were added."""

    report_id: str
    is_new_report: bool
    is_new_reading: bool
    statements: int


def dumped(value: Any) -> str:
    """JSON, the same for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def key_of(*values: Any) -> str:
    """32 hex digits for what tells a row apart."""
    return hashlib.sha256(dumped(values).encode()).hexdigest()[:32]


class Names:
    """Numbers of the rows of a table by their key; remembered, since a row is never changed.

    A number learned in a transaction is believed once the transaction is kept.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._kept: dict[str, int] = {}
        self._new: dict[str, int] = {}

    def of(self, connection: Connection, rows: dict[str, Row]) -> dict[str, int]:
        """The number of each key; rows that are not there are added. rows: key -> the row without its number."""
        found = {key: number for key in rows if (number := self._kept.get(key) or self._new.get(key)) is not None}
        missing = [key for key in rows if key not in found]
        if missing:
            asked = select(self._table.c.key, self._table.c.id).where(self._table.c.key.in_(missing))
            found |= {row.key: row.id for row in connection.execute(asked)}
            added = [key for key in missing if key not in found]
            if added:
                first = next_number(connection, self._table)
                found |= {key: first + n for n, key in enumerate(added)}
                connection.execute(insert(self._table), [{**rows[key], "id": found[key]} for key in added])
            self._new |= {key: found[key] for key in missing}
        return found

    def keep(self) -> None:
        """The transaction was kept."""
        self._kept |= self._new
        self._new.clear()

    def forget(self) -> None:
        """The transaction was undone."""
        self._new.clear()


def next_number(connection: Connection, table: Table) -> int:
    """The next free number of a table; nobody else takes it while this transaction holds the lock."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()) + 1


class Writer:
    """Writes readings through connections that hold the lock; remembers the numbers of actors, places and sources."""

    def __init__(self) -> None:
        self._sources = Names(schema.source)
        self._actors = Names(schema.actor)
        self._places = Names(schema.place)

    def keep(self) -> None:
        """The last transaction was kept."""
        for names in (self._sources, self._actors, self._places):
            names.keep()

    def forget(self) -> None:
        """The last transaction was undone."""
        for names in (self._sources, self._actors, self._places):
            names.forget()

    def store(self, connection: Connection, reading: Reading) -> Stored:
        """Add what is not there yet of a reading, its report and where that appeared; put the reading in force.

        Raises BadRecord for content that no ledger keeps.
        """
        _check(reading)
        report, reader = reading.report, reading.reader or "unknown"
        is_new = self._add_report(connection, report)
        earlier = [] if is_new else _readings(connection, report.id)
        known = _known(earlier, reader, report)
        wins = not any(one.is_current and _outranks(one.reader, reader) for one in earlier)
        if known is not None:
            if wins and not known.is_current:
                self._put_in_force(connection, known.id, known.report)
            return Stored(report.id, False, False, 0)
        number = next_number(connection, schema.reading)
        row = {"id": number, "report_id": report.id, "reader": reader, "is_current": False}
        about = dumped(as_json(replace(report, text="")))
        connection.execute(insert(schema.reading), {**row, "report": about})
        added = self._add_statements(connection, number, reading)
        if wins:
            self._put_in_force(connection, number, report)
        return Stored(report.id, is_new, True, added)

    def _put_in_force(self, connection: Connection, reading_id: int, report: Report) -> None:
        """Retire the other reading of a report, which stays, and describe the report as this one has it."""
        for table, number in ((schema.reading, schema.reading.c.id), (schema.statement, schema.statement.c.reading_id)):
            its = table.c.report_id == report.id
            connection.execute(update(table).where(its, table.c.is_current).values(is_current=False))
            connection.execute(update(table).where(its, number == reading_id).values(is_current=True))
        row = self._described(connection, report)
        connection.execute(update(schema.report).where(schema.report.c.id == report.id).values(row))

    def _described(self, connection: Connection, report: Report) -> Row:
        """The columns of a report that a later reading may correct."""
        rest = {name: value for name, value in as_json(report).items() if name not in _COLUMNS}
        known = {"language": report.language, "agency": report.agency, "rest": dumped(rest)}
        return {**known, **self._seen(connection, report)}

    def _seen(self, connection: Connection, report: Report) -> Row:
        """Where and when a report appeared."""
        source = None
        if report.source is not None:
            key = key_of(report.source)
            row = {"key": key, "name": report.source, "family": report.source}
            source = self._sources.of(connection, {key: row})[key]
        return {"source_id": source, "title": report.title, "url": report.url, "published": report.published}

    def _add_report(self, connection: Connection, report: Report) -> bool:
        """Whether the text was new. A text that is there already may have appeared in one more place."""
        is_new = connection.execute(select(schema.report.c.id).where(schema.report.c.id == report.id)).first() is None
        if is_new:
            own = {"id": report.id, "origin_id": report.id, "text": report.text}
            connection.execute(insert(schema.report), {**own, **self._described(connection, report)})
            place_origin(connection, report.id, report.text)
        table, seen = schema.appearance, self._seen(connection, report)
        same = [table.c[name].is_not_distinct_from(value) for name, value in seen.items()]
        there = select(table.c.id).where(table.c.report_id == report.id, *same)
        if is_new or connection.execute(there).first() is None:
            connection.execute(insert(table), {"id": next_number(connection, table), "report_id": report.id, **seen})
        return is_new

    def _add_statements(self, connection: Connection, reading_id: int, reading: Reading) -> int:
        statements = list(reading.statements())
        if not statements:
            return 0
        actors = {key: row for one in statements for _, _, key, row in _cast(one)}
        places = {
            key: row for one in statements if (place := getattr(one, "place", None)) for key, row in (_place(place),)
        }
        actor_ids, place_ids = self._actors.of(connection, actors), self._places.of(connection, places)
        first = next_number(connection, schema.statement)
        rows, roles = [], []
        for number, one in enumerate(statements, first):
            place = getattr(one, "place", None)
            rows.append(
                {
                    "id": number,
                    "reading_id": reading_id,
                    "report_id": reading.report.id,
                    "published": reading.report.published,
                    "place_id": place_ids[_place(place)[0]] if place is not None else None,
                    "is_current": False,
                    **_looked_up(one),
                }
            )
            roles += [
                {"statement_id": number, "role": role, "position": position, "actor_id": actor_ids[key]}
                for role, position, key, _ in _cast(one)
            ]
        connection.execute(insert(schema.statement), rows)
        if roles:
            connection.execute(insert(schema.role), roles)
        return len(rows)


@dataclass(frozen=True, slots=True)
class _Earlier:
    """A reading that is there already. report: as it has it, without the text."""

    id: int
    reader: str
    is_current: bool
    report: Report


def _readings(connection: Connection, report_id: str) -> list[_Earlier]:
    """The readings of a report, the newest first."""
    table = schema.reading
    rows = select(table.c.id, table.c.reader, table.c.is_current, table.c.report).where(table.c.report_id == report_id)
    return [
        _Earlier(number, reader, is_current, from_json(Report, json.loads(report)))
        for number, reader, is_current, report in connection.execute(rows.order_by(table.c.id.desc()))
    ]


def _known(earlier: Iterable[_Earlier], reader: str, report: Report) -> _Earlier | None:
    """The reading by this reader that makes a new one needless; None where there is none.

    Another date in the same source is a correction, and needs a new one; another source is a reprint.
    """
    same = [one for one in earlier if one.reader == reader]
    here = [one for one in same if one.report.source == report.source]
    dated = [one for one in here if one.report.published == report.published]
    return next(iter(dated if here else same), None)


def _outranks(current: str, reader: str) -> bool:
    """Whether a reading in force stays so when another reader's is stored: a trained one does beside other kinds."""
    return _kind(current) == _TRAINED and _kind(reader) != _TRAINED


def _kind(reader: str) -> str:
    return reader.partition(" ")[0]


def _check(reading: Reading) -> None:
    """Raises BadRecord for what cannot be kept: NUL, half a character (a lone surrogate), a label that comes twice."""
    report = reading.report
    written = (getattr(report, field.name) for field in fields(report))
    for value in (reading.reader, *written):
        found = _UNFIT.search(value) if isinstance(value, str) else None
        if found is not None:
            what = "a NUL character" if found[0] == "\0" else "half a character (a lone surrogate)"
            raise BadRecord(f"Report {report.id} holds {what}, which no ledger keeps; remove it.")
    label, times = next(iter(Counter(one.id for one in reading.statements()).most_common(1)), ("", 0))
    if times > 1:
        raise BadRecord(f"Report {report.id} has {times} statements called {label}; give each an id of its own.")


def _looked_up(one: Statement) -> Row:
    """The columns that a statement is looked up by, and the whole of it."""
    first, last = days_of(getattr(one, "time", None))
    return {
        "label": one.id,
        "kind": type(one).__name__.lower(),
        "type": next((str(getattr(one, name)) for name in _TYPES if hasattr(one, name)), None),
        "mode": getattr(one, "mode", None),
        "status": getattr(one, "status", None),
        "first_day": first,
        "last_day": last,
        "confidence": one.confidence,
        "record": dumped(as_json(one)),
    }


def _cast(one: Statement) -> Iterator[tuple[str, int, str, Row]]:
    """Each actor of a statement: (role, position, key, row)."""
    for role in ROLES:
        actors: Iterable[Actor] = getattr(one, role, ())
        for position, actor in enumerate(actors):
            key = key_of(actor.name, actor.country, actor.sectors)
            yield role, position, key, {
                "key": key, "name": actor.name, "country": actor.country, "sectors": " ".join(actor.sectors),
            }  # fmt: skip


def _place(place: Place) -> tuple[str, Row]:
    row = {field.name: getattr(place, field.name) for field in fields(place) if field.name != "disputed_by"}
    key = key_of(*row.values(), place.disputed_by)
    return key, {"key": key, **row}
