"""The events that a ledger's statements tell (docs/identity.md): which are one is kept by `joining.py` as they come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Connection, func, select

from casus.ledger import schema
from casus.ledger.decisions import Bond, Decision, bonds_of, remember, united
from casus.ledger.garbage import no_collecting
from casus.ledger.mentions import ASSERTED, Key, Mention, unpacked
from casus.ledger.origins import Marks, grouped, marks_of
from casus.ledger.reading_back import reports_of, statement_of
from casus.ledger.reasons import DECIDED, Reason, compare
from casus.ledger.sql import ask, chunks
from casus.records import Event, LedgerError, Report, Toll, UnknownName

_FEWEST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Telling:
    """One statement of an event. joins: the statement it was joined to, None for the one that says most."""

    key: Key
    record: Event | Toll
    report: Report
    joins: Key | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """One event, or one toll of one, with all that tells of it, what says most first.

    origins: independent ones of the reports that assert it; those that deny, fear or demand it are no support.
    decided: what the user said of its statements.
    """

    tellings: tuple[Telling, ...]
    origins: int
    decided: tuple[Decision, ...] = ()

    @property
    def first(self) -> Telling:
        """What says most."""
        return self.tellings[0]

    def told_as(self, *statuses: str) -> tuple[Telling, ...]:
        """The statements that tell it with one of these statuses; a toll is told as actual."""
        return tuple(one for one in self.tellings if status_of(one.record) in statuses)


def is_asked(one: ToldEvent, country: str | None, kind: str | None) -> bool:
    """Whether what says most of an event has a country, as that of its place or a side, and is of a kind.

    country: ISO3; kind: a PLOVER type, the effect of a toll, or a code, which any of its statements may have; None:
    any.
    """
    record = one.first.record
    name, sides = (
        (record.type, (*record.actors, *record.recipients))
        if isinstance(record, Event)
        else (record.effect, (*record.of, *record.by))
    )
    there = {actor.country for actor in sides} | ({record.place.country} if record.place is not None else set())
    is_kind = kind is None or kind.casefold() == name.casefold() or kind in codes_told(one.tellings)
    return is_kind and (country is None or country in there)


def codes_told(tellings: Iterable[Telling]) -> tuple[str, ...]:
    """The codes that the user's codebook gives an event: those of any of its statements, each once."""
    records = (one.record for one in tellings)
    return tuple(sorted({its.code for its in records if isinstance(its, Event) and its.code is not None}))


def status_of(record: Event | Toll) -> str:
    """Of an event; a toll is told as actual."""
    return record.status if isinstance(record, Event) else "actual"


def events_between(
    connection: Connection, since: str, until: str, *, countries: Sequence[str] | None = None
) -> list[ToldEvent]:
    """The events and tolls that reports published in a period tell, by day. since, until: ISO dates, inclusive.

    Each comes with all its statements, whenever they were published. countries: ISO3; only events of which the
    statement that says most names one of them, as the country of an actor or of the place.
    """
    asked = (
        "SELECT DISTINCT m.head_id FROM statement s JOIN mention m ON m.statement_id = s.id "
        "WHERE s.kind IN ('event', 'toll') AND s.published BETWEEN ? AND ?"
    )
    if countries is not None:
        asked += " AND EXISTS (SELECT 1 FROM concern c WHERE c.statement_id = m.head_id AND c.country IN (*))"
    with no_collecting():
        return _told(connection, {head for (head,) in ask(connection, asked, (since, until), countries or ())})


def events_after(connection: Connection, number: int) -> list[ToldEvent]:
    """The events and tolls that statements in force tell whose number is higher than one."""
    asked = "SELECT DISTINCT head_id FROM mention WHERE statement_id > ?"
    with no_collecting():
        return _told(connection, {head for (head,) in ask(connection, asked, (number,))})


def reports_until(connection: Connection, number: int, report_ids: Iterable[str]) -> set[str]:
    """Those reports of which a statement was there, in force or not, when the ledger held no higher number."""
    asked = "SELECT DISTINCT report_id FROM statement WHERE id <= ? AND report_id IN (*)"
    return {found for some in chunks(sorted(report_ids)) for (found,) in ask(connection, asked, (number,), some)}


def disputed_events(
    connection: Connection, since: str, until: str, countries: Sequence[str] | None = None
) -> list[ToldEvent]:
    """The events that reports of a period both assert and deny, as `events_between` gives them.

    countries: ISO codes; only events of which some statement in the period concerns one of them.
    """
    asked = (
        "SELECT m.head_id, s.status FROM statement s JOIN mention m ON m.statement_id = s.id "
        "WHERE s.kind = 'event' AND s.published BETWEEN ? AND ?"
    )
    if countries is None:
        rows = ask(connection, asked, (since, until))
    else:
        its = "SELECT statement_id FROM concern WHERE kind = 'event' AND published BETWEEN ? AND ? AND country IN (*)"
        rows = ask(connection, f"{asked} AND s.id IN ({its})", (since, until, since, until), countries)
    told: dict[int, set[str]] = defaultdict(set)
    for head, status in rows:
        told[head].add(status)
    return _told(connection, {head for head, its in told.items() if "negated" in its and not its.isdisjoint(ASSERTED)})


def event_of(connection: Connection, key: str) -> ToldEvent | None:
    """The event that a statement tells, None where there is no such statement. key: REPORT/LABEL.

    Of the report the first digits are enough. Raises LedgerError for fewer than four, or where two reports share them.
    """
    number = statement_number(connection, key)
    found = [] if number is None else ask(connection, "SELECT head_id FROM mention WHERE statement_id = ?", (number,))
    return _told(connection, {head for (head,) in found})[0] if found else None


def statement_number(connection: Connection, key: str) -> int | None:
    """The number of a statement in force, None where there is none. key, LedgerError: as for `event_of`."""
    report_id, label = report_named(connection, key), key.partition("/")[2]
    asked = "SELECT id FROM statement WHERE report_id = ? AND label = ? AND is_current"
    found = ask(connection, asked, (report_id, label)) if report_id is not None else []
    return int(found[0][0]) if found else None


def report_named(connection: Connection, key: str) -> str | None:
    """The report that the part of a key before the slash begins, None where there is none. LedgerError: as above."""
    prefix = key.partition("/")[0]
    if len(prefix) < _FEWEST_DIGITS:
        raise UnknownName(f"{key!r} is too short a name; give at least {_FEWEST_DIGITS} digits of the report.")
    asked = "SELECT id FROM report WHERE id >= ? AND id < ? ORDER BY id LIMIT 2"
    reports = [found for (found,) in ask(connection, asked, (prefix, prefix + "g"))]  # g: behind all digits
    if len(reports) > 1:
        raise UnknownName(f"Two reports begin with {prefix}: {reports[0]} and {reports[1]}; give more digits.")
    return str(reports[0]) if reports else None


def decided(connection: Connection, one: str, other: str, *, is_same: bool, author: str | None) -> list[int]:
    """Remember what the user says of two statements (Ledger.decide). Returns their numbers."""
    found = []
    for name in (one, other):
        number = statement_number(connection, name)
        rows = (
            [] if number is None else ask(connection, "SELECT features FROM mention WHERE statement_id = ?", (number,))
        )
        if number is None or not rows:
            raise UnknownName(f"No event or toll is called {name!r}; `casus events` and `casus why` show their names.")
        found.append((number, unpacked(rows[0][0])))
    (number, mine), (its_number, its) = found
    if number == its_number:
        raise LedgerError(f"{one!r} and {other!r} are one statement; name two.")
    if mine.topic != its.topic:
        raise LedgerError(f"{one!r} is {_named(mine.topic)}, {other!r} {_named(its.topic)}; they cannot be compared.")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    first, second = sorted((mine.key, its.key))
    remember(connection, Decision(first, second, is_same, author, now))
    return [number, its_number]


def _named(topic: str) -> str:
    kind, _, name = topic.partition(" ")
    return f"{'an event' if kind == 'event' else 'a toll'} of type {name}"


def newest_day(connection: Connection) -> str | None:
    """The day of the newest report that has one."""
    found: str | None = connection.execute(select(func.max(schema.report.c.published))).scalar_one()
    return found


def oldest_day(connection: Connection) -> str | None:
    """The day of the oldest report that has one."""
    found: str | None = connection.execute(select(func.min(schema.report.c.published))).scalar_one()
    return found


def undated(connection: Connection) -> int:
    """How many reports have no date."""
    report = schema.report
    return int(connection.execute(select(func.count()).where(report.c.published.is_(None))).scalar_one())


def shifted(day: str, days: int) -> str:
    """A day some days later or earlier, no further than the calendar goes."""
    number = date.fromisoformat(day).toordinal() + days
    return date.fromordinal(min(max(number, 1), date.max.toordinal())).isoformat()


@dataclass(frozen=True, slots=True)
class _Row:
    """A mention with its statement's record."""

    id: int
    joins: int | None
    head: int
    mention: Mention
    record: Event | Toll


def _told(connection: Connection, heads: Iterable[int]) -> list[ToldEvent]:
    """The events with some heads, and those that the user said to be one with them, by the day of what says most."""
    bonds = bonds_of(connection)
    above = united(bonds)
    wanted = {above.get(head, head) for head in heads}
    wanted |= {head for head, top in above.items() if top in wanted}
    rows = _rows(connection, sorted(wanted))
    events: dict[int, list[_Row]] = defaultdict(list)
    for row in rows.values():
        events[above.get(row.head, row.head)].append(row)
    reports = reports_of(connection, {row.mention.key[0] for row in rows.values()})
    marks = marks_of(connection, reports)
    told = [
        _event(sorted(its, key=lambda row: row.mention.fullness, reverse=True), rows, bonds, reports, marks)
        for its in events.values()
    ]
    return [one for _, one in sorted(told, key=lambda its: its[0])]


def _rows(connection: Connection, heads: Sequence[int]) -> dict[int, _Row]:
    asked = (
        "SELECT m.statement_id, m.joins_id, m.head_id, m.features, s.kind, s.record FROM mention m "
        "JOIN statement s ON s.id = m.statement_id WHERE m.head_id IN (*)"
    )
    found = {}
    for some in chunks(heads):
        for number, joins, head, features, kind, written in ask(connection, asked, (), some):
            record = statement_of(kind, written)
            if isinstance(record, (Event, Toll)):
                found[number] = _Row(number, joins, head, unpacked(features), record)
    return found


def _event(
    its: Sequence[_Row], rows: Mapping[int, _Row], bonds: Sequence[Bond], reports: Mapping[str, Report], marks: Marks
) -> tuple[tuple[int, bool, Key], ToldEvent]:
    """One event of its statements, what says most first, and what it is sorted by."""
    keys = {row.mention.key for row in its}
    touching = [bond for bond in bonds if bond.decision.one in keys or bond.decision.other in keys]
    tied = _tied(its[0].head, touching)
    tellings = []
    for row in its:
        joins, reasons = tied.get(row.id, (None, ()))
        if row.joins is not None:
            other = rows[row.joins].mention
            joins, reasons = other.key, tuple(compare(row.mention, other) or ())
        tellings.append(Telling(row.mention.key, row.record, reports[row.mention.key[0]], joins, reasons))
    asserting = sorted({one.key[0] for one in tellings if status_of(one.record) in ASSERTED})
    decided = tuple(bond.decision for bond in touching)
    event = ToldEvent(tuple(tellings), len(grouped(asserting, marks)), decided)
    return _when(its[0].mention), event


def _tied(first: int, bonds: Sequence[Bond]) -> dict[int, tuple[Key, tuple[Reason, ...]]]:
    """For each head that the user's word alone ties to another, what it is tied to and why. first: the head of all."""
    found: dict[int, tuple[Key, tuple[Reason, ...]]] = {}
    reached, due = {first}, [first]
    while due:
        here = due.pop()
        for bond in bonds:
            for head, key, other in ((bond.one_head, bond.decision.one, bond.other_head),
                                     (bond.other_head, bond.decision.other, bond.one_head)):  # fmt: skip
                if bond.decision.is_same and head == here and other not in reached:
                    reached.add(other)
                    due.append(other)
                    found[other] = key, (Reason(DECIDED, f"decided by the user on {bond.decision.decided[:10]}"),)
    return found


def _when(one: Mention) -> tuple[int, bool, Key]:
    """By day; what has none, by the day on which it was told, behind what happened then."""
    return (one.first or 0, False, one.key) if one.is_day else (one.published or 0, True, one.key)
