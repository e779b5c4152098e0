"""A reading into rows. One transaction a report: all of it is kept, or nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, update

from casus.ledger import schema
from casus.ledger.days import days_of
from casus.ledger.origins import place_origin
from casus.records import Actor, LedgerError, Place, Reading, Report, Statement, as_json

Row = dict[str, Any]
ROLES = ("actors", "recipients", "voice", "of", "by", "parties", "mediators", "guarantors", "beneficiaries", "a", "b")
"""Fields of records that hold actors."""
_TYPES = ("type", "effect", "state", "act", "kind")
_COLUMNS = {"id", "source", "title", "url", "published", "language", "agency", "text"}
"""Fields of a report that have a column of their own."""


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
        """Add what is not there yet of a reading, its report and where that appeared."""
        report, reader = reading.report, reading.reader or "unknown"
        if any("\0" in (value or "") for value in (report.text, report.title, report.source, report.url)):
            raise LedgerError(f"Report {report.id} holds a NUL character, which no ledger keeps; remove it.")
        is_new = self._add_report(connection, report)
        table = schema.reading
        known = select(table.c.id).where(table.c.report_id == report.id, table.c.reader == reader)
        if not is_new and connection.execute(known).first() is not None:
            return Stored(report.id, False, False, 0)
        if not is_new:
            _retire(connection, report.id)
        number = next_number(connection, table)
        connection.execute(insert(table), {"id": number, "report_id": report.id, "reader": reader, "is_current": True})
        return Stored(report.id, is_new, True, self._add_statements(connection, number, reading))

    def _add_report(self, connection: Connection, report: Report) -> bool:
        """Whether the text was new. A text that is there already may have appeared in one more place."""
        source = None
        if report.source is not None:
            key = key_of(report.source)
            source = self._sources.of(connection, {key: {"key": key, "name": report.source, "family": report.source}})[
                key
            ]
        seen = {"source_id": source, "title": report.title, "url": report.url, "published": report.published}
        is_new = connection.execute(select(schema.report.c.id).where(schema.report.c.id == report.id)).first() is None
        if is_new:
            rest = {name: value for name, value in as_json(report).items() if name not in _COLUMNS}
            own = {"id": report.id, "language": report.language, "agency": report.agency, "text": report.text}
            connection.execute(insert(schema.report), {**own, "origin_id": report.id, "rest": dumped(rest), **seen})
            place_origin(connection, report.id, report.text)
        table = schema.appearance
        same = [table.c[name].is_not_distinct_from(value) for name, value in seen.items()]
        if (
            is_new
            or connection.execute(select(table.c.id).where(table.c.report_id == report.id, *same)).first() is None
        ):
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
                    "is_current": True,
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


def _retire(connection: Connection, report_id: str) -> None:
    """An earlier reading of a report counts no longer; it stays."""
    for table in (schema.reading, schema.statement):
        old = (table.c.report_id == report_id, table.c.is_current)
        connection.execute(update(table).where(*old).values(is_current=False))


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
