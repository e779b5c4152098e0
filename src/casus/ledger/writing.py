"""Readings into rows. What is written in one transaction is kept, each report whole, or nothing of it.

Of the readings of a report, the one stored last is in force (current): storing one that is known puts it back in force.
But a reading by another kind of reader (the first word of its name) never takes the place of a trained one, and a
report that came unread takes the place of no reading. The row of a report says what the reading in force has of its
title, date and so on. A known reading with another date in the same source is a correction, stored as a new reading;
with another source it is a reprint, and adds an appearance alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from casus.ledger.bearings import COLUMNS
from casus.ledger.codes import learn_codes
from casus.ledger.corrections import counting, words_on_report
from casus.ledger.joining import Joiner
from casus.ledger.origins import place_origins
from casus.ledger.reading_back import reading_with, translation_of
from casus.ledger.rows import ANALYSTS, STATEMENT, ActorKey, Entry, Line, entry_of, key_of, rest_of
from casus.ledger.sql import add, ask, change, chunks
from casus.records import UNREAD, Place, Report, from_json

_TRAINED = "trained"
_READING = ("id", "report_id", "reader", "is_current", "report")
"""Columns of a reading."""
_SEEN = ("source_id", "title", "url", "published")
_DESCRIBED = ("language", "agency", "rest", *_SEEN)
"""Columns of a report."""
_REMEMBERED = 200_000
"""Numbers of names kept in memory."""
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a reading. is_new_report: the text was not there. statements: how many were added."""

    report_id: str
    is_new_report: bool
    is_new_reading: bool
    statements: int


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """Things that are told apart by `parts` and kept once, with the values of `row` in `columns`."""

    table: str
    columns: tuple[str, ...]
    parts: Callable[[T], tuple[Any, ...]]
    row: Callable[[T], tuple[Any, ...]]


def _located(place: Place) -> tuple[Any, ...]:
    return place.name, place.country, place.lat, place.lon, place.geonames_id, place.precision


_SOURCES: Kind[str] = Kind("source", ("name", "family"), lambda name: (name,), lambda name: (name, name))
_ACTORS: Kind[ActorKey] = Kind(
    "actor", ("name", "country", "sectors"), lambda actor: actor, lambda actor: (*actor[:2], " ".join(actor[2]))
)
_PLACES: Kind[Place] = Kind(
    "place", ("name", "country", "lat", "lon", "geonames_id", "precision"),
    lambda place: (*_located(place), place.disputed_by), _located,
)  # fmt: skip


class Names(Generic[T]):
    """Numbers of the rows of a table; remembered, since a row is never changed.

    A number learned in a transaction is believed once the transaction is kept.
    """

    def __init__(self, kind: Kind[T]) -> None:
        self._kind = kind
        self._kept: dict[T, int] = {}
        self._new: dict[T, int] = {}

    def learn(self, connection: Connection, values: Iterable[T]) -> None:
        """Find the numbers of some values; those that are not there are added."""
        unknown = {
            key_of(*self._kind.parts(value)): value
            for value in dict.fromkeys(values)
            if value not in self._kept and value not in self._new
        }
        for some in chunks(list(unknown)):
            asked = f"SELECT key, id FROM {self._kind.table} WHERE key IN (*)"
            self._new |= {unknown[key]: number for key, number in ask(connection, asked, (), some)}
        missing = [(key, value) for key, value in unknown.items() if value not in self._new]
        if missing:
            first = next_number(connection, self._kind.table)
            rows = [(number, key, *self._kind.row(value)) for number, (key, value) in enumerate(missing, first)]
            add(connection, self._kind.table, ("id", "key", *self._kind.columns), rows)
            self._new |= {value: number for number, (_, value) in enumerate(missing, first)}

    def __getitem__(self, value: T) -> int:
        """The number of a value that was learned."""
        return self._kept[value] if value in self._kept else self._new[value]

    def keep(self) -> None:
        """The transaction was kept."""
        if len(self._kept) > _REMEMBERED:
            self._kept.clear()
        self._kept |= self._new
        self._new.clear()

    def forget(self) -> None:
        """The transaction was undone."""
        self._new.clear()


def next_number(connection: Connection, table: str) -> int:
    """The next free number of a table; nobody else takes it while this transaction holds the lock."""
    return int(ask(connection, f"SELECT coalesce(max(id), 0) FROM {table}")[0][0]) + 1


class Writer:
    """Writes through connections that hold the lock; remembers numbers of names, and the newest statements' events."""

    def __init__(self) -> None:
        self._sources, self._actors, self._places = Names(_SOURCES), Names(_ACTORS), Names(_PLACES)
        self._joiner = Joiner()
        self._turn = -1

    def begin(self, connection: Connection) -> None:
        """A transaction has begun; what was remembered of events holds if nobody else has written since the last."""
        change(connection, "UPDATE turn SET number = number + 1 WHERE id = ?", [(1,)])
        found = ask(connection, "SELECT number FROM turn WHERE id = 1")
        if not found:
            add(connection, "turn", ("id", "number"), [(1, 1)])
        number = found[0][0] if found else 1
        if number != self._turn + 1:
            self._joiner.forget()
        self._turn = number

    def keep(self) -> None:
        """The last transaction was kept."""
        for names in (self._sources, self._actors, self._places):
            names.keep()

    def forget(self) -> None:
        """The last transaction was undone."""
        for names in (self._sources, self._actors, self._places):
            names.forget()
        self._turn = -1

    def store(self, connection: Connection, entries: Sequence[Entry]) -> list[Stored]:
        """Add what is not there yet of readings, their reports and where these appeared; put the readings in force."""
        self._learn(connection, entries)
        there = _there(connection, [entry.report.id for entry in entries])
        fresh: dict[str, Entry] = {}
        for entry in entries:
            if entry.report.id not in there:
                fresh.setdefault(entry.report.id, entry)
        if fresh:
            self._add_reports(connection, list(fresh.values()))
        return [
            Stored(entry.report.id, True, True, len(entry.lines))
            if fresh.get(entry.report.id) is entry
            else self._store_again(connection, entry)
            for entry in entries
        ]

    def settle_again(self, connection: Connection, statement_ids: Sequence[int]) -> None:
        """Decide anew which events some statements in force tell: the user has spoken."""
        self._joiner.settle(connection, again=statement_ids)

    def add_of_analysts(self, connection: Connection, entry: Entry) -> int:
        """Add the one statement of a reading to those of analysts, not in force yet. Returns its number."""
        self._learn(connection, [entry])
        asked = "SELECT id FROM reading WHERE report_id = ? AND reader = ?"
        found = ask(connection, asked, (entry.report.id, entry.reader))
        number = found[0][0] if found else next_number(connection, "reading")
        if not found:
            row = (number, entry.report.id, entry.reader, False, entry.about)
            add(connection, "reading", _READING, [row])
        return self._add_statements(connection, [(number, entry, entry.lines[0])], is_current=False)[0][0]

    def count_again(self, connection: Connection, report_id: str) -> None:
        """Put in force what counts of a report as analysts left it, and bring all that is made of it up to date."""
        self._retire_statements(connection, report_id)
        asked = "SELECT reader, report FROM reading WHERE report_id = ? AND is_current"
        [(reader, about)] = ask(connection, asked, (report_id,))
        text = ask(connection, "SELECT text FROM report WHERE id = ?", (report_id,))[0][0]
        self._count(connection, reader, replace(from_json(Report, json.loads(about)), text=text))

    def _count(self, connection: Connection, reader: str, report: Report) -> None:
        """Put in force what counts of a report, of which nothing is in force but its reading, and take it in."""
        counted = [(True, report.published, number) for number in counting(connection, report.id)]
        change(connection, "UPDATE statement SET is_current = ?, published = ? WHERE id = ?", counted)
        told = [(published, number) for _, published, number in counted]
        change(connection, "UPDATE role SET published = ? WHERE statement_id = ?", told)
        self.take_in_again(connection, [(reader, report)])

    def _learn(self, connection: Connection, entries: Sequence[Entry]) -> None:
        lines = [line for entry in entries for line in entry.lines]
        self._sources.learn(connection, (its for entry in entries if (its := entry.report.source) is not None))
        self._actors.learn(connection, (actor for line in lines for _, _, actor in line.cast))
        self._places.learn(connection, (line.place for line in lines if line.place is not None))

    def _add_reports(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Add reports that are not there, each with its reading, which is in force."""
        reports = [
            (entry.report.id, entry.report.id, entry.report.text, *self._described(entry.report)) for entry in entries
        ]
        add(connection, "report", ("id", "origin_id", "text", *_DESCRIBED), reports)
        self._add_appearances(connection, [entry.report for entry in entries])
        place_origins(connection, [(entry.report.id, entry.report.text, entry.fingerprint) for entry in entries])
        self._add_readings(connection, entries, is_current=True)

    def _add_appearances(self, connection: Connection, reports: Sequence[Report]) -> None:
        first = next_number(connection, "appearance")
        rows = [(number, one.id, *self._seen(one)) for number, one in enumerate(reports, first)]
        add(connection, "appearance", ("id", "report_id", *_SEEN), rows)

    def _add_readings(self, connection: Connection, entries: Sequence[Entry], *, is_current: bool) -> None:
        first = next_number(connection, "reading")
        rows = [
            (number, entry.report.id, entry.reader, is_current, entry.about)
            for number, entry in enumerate(entries, first)
        ]
        add(connection, "reading", _READING, rows)
        its = [(number, entry, line) for number, entry in enumerate(entries, first) for line in entry.lines]
        kept = self._add_statements(connection, its, is_current=is_current)
        if is_current:
            self._take_in(connection, kept)

    def _add_statements(
        self, connection: Connection, its: Sequence[tuple[int, Entry, Line]], *, is_current: bool
    ) -> list[tuple[int, Entry, Line]]:
        """Add statements with their roles. its: (number of the reading, reading, statement) of each; returns the same
        with the number of the statement.
        """
        learn_codes(connection, {code for _, entry, _ in its for code in entry.codes})
        statements, roles, kept = list[tuple[Any, ...]](), list[tuple[Any, ...]](), list[tuple[int, Entry, Line]]()
        for number, (reading_id, entry, line) in enumerate(its, next_number(connection, "statement")):
            place = self._places[line.place] if line.place is not None else None
            statements.append((number, reading_id, entry.report.id, place, is_current, *line.columns))
            cast = ((role, position, self._actors[actor]) for role, position, actor in line.cast)
            roles += [(number, *part, entry.report.published) for part in cast]
            kept.append((number, entry, line))
        columns = ("id", "reading_id", "report_id", "place_id", "is_current", *STATEMENT)
        add(connection, "statement", columns, statements)
        add(connection, "role", ("statement_id", "role", "position", "actor_id", "published"), roles)
        return kept

    def _take_in(self, connection: Connection, kept: Sequence[tuple[int, Entry, Line]]) -> None:
        """Statements are in force: note what they concern and bear on, and bring the events up to date."""
        concerns = [
            (number, country, line.kind, entry.report.published)
            for number, entry, line in kept
            for country in line.countries
        ]
        add(connection, "concern", ("statement_id", "country", "kind", "published"), concerns)
        _add_bearings(connection, ((number, entry.report, line) for number, entry, line in kept))
        added = [(number, its) for number, entry, line in kept if (its := entry.mentions.get(line.label)) is not None]
        self._joiner.settle(connection, added=added)

    def _store_again(self, connection: Connection, entry: Entry) -> Stored:
        """A reading of a report that is there."""
        report = entry.report
        self._add_appearance(connection, report)
        earlier = _readings(connection, report.id)
        known = _known(earlier, entry.reader, report)
        wins = not any(one.is_current and _outranks(one.reader, entry.reader) for one in earlier)
        if known is not None and (known.is_current or not wins):
            return Stored(report.id, False, False, 0)
        if wins:
            self._retire(connection, report.id)
        if known is not None:
            self._put_in_force(connection, known)
            return Stored(report.id, False, False, 0)
        self._add_readings(connection, [entry], is_current=wins)
        if wins:
            self._describe(connection, report)
            if words_on_report(connection, report.id):
                self.count_again(connection, report.id)
        return Stored(report.id, False, True, len(entry.lines))

    def _add_appearance(self, connection: Connection, report: Report) -> None:
        """A text that is there already may have appeared in one more place."""
        there = ask(connection, f"SELECT {', '.join(_SEEN)} FROM appearance WHERE report_id = ?", (report.id,))
        if self._seen(report) not in [tuple(row) for row in there]:
            self._add_appearances(connection, [report])

    def _retire(self, connection: Connection, report_id: str) -> None:
        """Take the reading in force out of force; it stays."""
        self._retire_statements(connection, report_id)
        change(connection, "UPDATE reading SET is_current = ? WHERE report_id = ? AND is_current", [(False, report_id)])

    def _retire_statements(self, connection: Connection, report_id: str) -> None:
        """Take the statements in force of a report out of force."""
        asked = "SELECT kind, published, id FROM statement WHERE report_id = ? AND is_current"
        known = [tuple(row) for row in ask(connection, asked, (report_id,))]
        numbers = [number for _, _, number in known]
        change(connection, "DELETE FROM concern WHERE statement_id = ?", [(number,) for number in numbers])
        its_row = "DELETE FROM bearing WHERE kind = ? AND published = ? AND statement_id = ?"
        change(connection, its_row, [row for row in known if row[1] is not None])
        self._joiner.settle(connection, removed=numbers)
        its = "UPDATE statement SET is_current = ? WHERE report_id = ? AND is_current"
        change(connection, its, [(False, report_id)])

    def take_in_again(self, connection: Connection, readings: Iterable[tuple[str, Report]]) -> None:
        """Note what is made of the statements in force of reports: (reader, report) of each, of which nothing is noted
        yet.
        """
        kept: list[tuple[int, Entry, Line]] = []
        for reader, report in readings:
            entry, numbers = kept_entry(connection, report, reader)
            kept += [(numbers[line.label], entry, line) for line in entry.lines]
        self._take_in(connection, kept)

    def _put_in_force(self, connection: Connection, known: Earlier) -> None:
        """A reading that was retired counts again, and the report is described as it has it."""
        change(connection, "UPDATE reading SET is_current = ? WHERE id = ?", [(True, known.id)])
        text = ask(connection, "SELECT text FROM report WHERE id = ?", (known.report.id,))[0][0]
        report = replace(known.report, text=text)
        self._sources.learn(connection, [report.source] if report.source is not None else [])
        self._describe(connection, report)
        self._count(connection, known.reader, report)

    def _describe(self, connection: Connection, report: Report) -> None:
        """Let the row of a report say what a reading has of it."""
        columns = ", ".join(f"{name} = ?" for name in _DESCRIBED)
        change(connection, f"UPDATE report SET {columns} WHERE id = ?", [(*self._described(report), report.id)])

    def _described(self, report: Report) -> tuple[Any, ...]:
        """The columns of a report that a later reading may correct."""
        return report.language, report.agency, rest_of(report), *self._seen(report)

    def _seen(self, report: Report) -> tuple[Any, ...]:
        """Where and when a report appeared."""
        source = self._sources[report.source] if report.source is not None else None
        return source, report.title, report.url, report.published


def _add_bearings(connection: Connection, kept: Iterable[tuple[int, Report, Line]]) -> None:
    """Note what statements bear on. kept: (number, report, statement) of each."""
    rows = [
        (line.kind, report.published, number, report.id, *line.bearing)
        for number, report, line in kept
        if line.bearing is not None
    ]
    add(connection, "bearing", COLUMNS, rows)


def _there(connection: Connection, report_ids: Sequence[str]) -> set[str]:
    """Those of some reports that are there."""
    asked = "SELECT id FROM report WHERE id IN (*)"
    return {found for some in chunks(report_ids) for (found,) in ask(connection, asked, (), some)}


def kept_entry(connection: Connection, report: Report, reader: str) -> tuple[Entry, dict[str, int]]:
    """What is in force of a report made ready again, and the numbers of its statements by label."""
    asked = "SELECT id, label, kind, record FROM statement WHERE report_id = ? AND is_current ORDER BY id"
    rows = ask(connection, asked, (report.id,))
    records = [(kind, record) for _, _, kind, record in rows]
    reading = reading_with(report, reader, records, translation_of(connection, report.id))
    return entry_of(reading), {label: number for number, label, _, _ in rows}


@dataclass(frozen=True, slots=True)
class Earlier:
    """A reading that is there already. report: as it has it, without the text."""

    id: int
    reader: str
    is_current: bool
    report: Report


def _readings(connection: Connection, report_id: str) -> list[Earlier]:
    """The readings of a report by readers, the newest first."""
    asked = "SELECT id, reader, is_current, report FROM reading WHERE report_id = ? AND reader <> ? ORDER BY id DESC"
    return [
        Earlier(number, reader, bool(is_current), from_json(Report, json.loads(report)))
        for number, reader, is_current, report in ask(connection, asked, (report_id, ANALYSTS))
    ]


def _known(earlier: Iterable[Earlier], reader: str, report: Report) -> Earlier | None:
    """The reading by this reader that makes a new one needless; None where there is none.

    Another date in the same source is a correction, and needs a new one; another source is a reprint.
    """
    same = [one for one in earlier if one.reader == reader]
    here = [one for one in same if one.report.source == report.source]
    dated = [one for one in here if one.report.published == report.published]
    return next(iter(dated if here else same), None)


def _outranks(current: str, reader: str) -> bool:
    """Whether a reading in force stays so when another reader's is stored: a trained one does beside other kinds, and
    any where the other is none.
    """
    if UNREAD in (current, reader):
        return current != UNREAD
    return _kind(current) == _TRAINED and _kind(reader) != _TRAINED


def _kind(reader: str) -> str:
    return reader.partition(" ")[0]
