"""Which statements of a ledger tell of one event (docs/identity.md).

Every statement joins the one it agrees with best among those that say more, if it agrees well enough with it and with
what says most of that event; the statements that hang together so are one event. This is density-peaks clustering
(Rodriguez and Laio, Science 344, 2014) with "says more" in the place of density: whom a statement joins depends on
what all say, never on the order of arrival.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from casus.ledger import schema
from casus.ledger.identity import LONGEST_WAIT, SAME, Mention, Reason, compare, mentions_of, points
from casus.ledger.origins import independent
from casus.ledger.reading_back import reading_of
from casus.records import Event, LedgerError, Reading, Report, Toll

ASSERTED = ("actual", "historical")
"""Statuses of what is told as happened, by the report or by a voice in it."""
_FEWEST_DIGITS = 4
Key = tuple[str, str]
"""(report id, label) of a statement."""


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
    """

    tellings: tuple[Telling, ...]
    origins: int

    @property
    def first(self) -> Telling:
        """What says most."""
        return self.tellings[0]

    def told_as(self, *statuses: str) -> tuple[Telling, ...]:
        """The statements that tell it with one of these statuses; a toll is told as actual."""
        return tuple(one for one in self.tellings if status_of(one.record) in statuses)


def status_of(record: Event | Toll) -> str:
    """Of an event; a toll is told as actual."""
    return record.status if isinstance(record, Event) else "actual"


def says_more(one: Mention) -> tuple[object, ...]:
    """What orders statements by how much they pin down: those that assert first, then by day, place and sides.

    The last parts only keep the order the same everywhere.
    """
    in_town = one.place is not None and one.place.precision in ("point", "city")
    return (
        one.status in ASSERTED, one.is_day, in_town, one.place is not None, sum(map(bool, one.sides)),
        one.first is not None, -(one.published or 0), one.key,
    )  # fmt: skip


def joined(mentions: Iterable[Mention]) -> dict[Key, tuple[Key | None, list[Reason]]]:
    """For each statement the one it joins, with the reasons; None for those that begin an event."""
    kinds: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for one in sorted({one.key: one for one in mentions}.values(), key=says_more, reverse=True):
        kinds[one.kind, one.type].append(one)
    found: dict[Key, tuple[Key | None, list[Reason]]] = {}
    for its in kinds.values():
        heads: dict[Key, Mention] = {}
        for at, one in enumerate(its):
            other, reasons = _best(one, its[:at], heads)
            heads[one.key] = heads[other.key] if other is not None else one
            found[one.key] = (other.key if other is not None else None, reasons)
    return found


def _best(one: Mention, fuller: Sequence[Mention], heads: Mapping[Key, Mention]) -> tuple[Mention | None, list[Reason]]:
    """The statement that one agrees with best, if well enough with it and with the head of its event.

    Without the second, vague statements would lead from one day's event to the next day's.
    """
    ranked = []
    for at, other in enumerate(fuller):
        reasons = compare(one, other)
        if points(reasons) >= SAME:
            ranked.append((-points(reasons), at, reasons or []))
    for _, at, reasons in sorted(ranked, key=lambda its: its[:2]):
        if points(compare(one, heads[fuller[at].key])) >= SAME:
            return fuller[at], reasons
    return None, []


def groups(joins: Mapping[Key, tuple[Key | None, list[Reason]]]) -> list[list[Key]]:
    """The statements of each event, the one that says most first."""
    found: dict[Key, list[Key]] = {}
    head: dict[Key, Key] = {}
    for key, (other, _) in joins.items():  # fuller ones come first, so a head is always known
        head[key] = head[other] if other is not None else key
        found.setdefault(head[key], []).append(key)
    return list(found.values())


def events_between(connection: Connection, since: str, until: str) -> list[ToldEvent]:
    """The events and tolls that reports published in a period tell, by day. since, until: ISO dates, inclusive.

    Reports from around the period count as well for an event that one within it tells.
    """
    found = told(connection, _readings(connection, since, until))
    return [one for one in found if any(since <= (its.report.published or "") <= until for its in one.tellings)]


def event_of(connection: Connection, key: str) -> ToldEvent | None:
    """The event that a statement tells, None where there is no such statement. key: REPORT/LABEL.

    Of the report the first digits are enough. Raises LedgerError for fewer than four, or where two reports share them.
    """
    prefix, _, label = key.partition("/")
    if len(prefix) < _FEWEST_DIGITS:
        raise LedgerError(f"{key!r} is too short a name; give at least {_FEWEST_DIGITS} digits of the report.")
    report = schema.report
    asked = select(report.c.id, report.c.published).where(report.c.id.startswith(prefix, autoescape=True)).limit(2)
    rows = connection.execute(asked.order_by(report.c.id)).all()
    if len(rows) > 1:
        raise LedgerError(f"Two reports begin with {prefix}: {rows[0].id} and {rows[1].id}; give more digits.")
    if not rows:
        return None
    published = rows[0].published
    if published is None:
        readings = [one] if (one := reading_of(connection, rows[0].id)) is not None else []
    else:
        readings = _readings(connection, published, published)
    wanted = (rows[0].id, label)
    return next((one for one in told(connection, readings) if any(its.key == wanted for its in one.tellings)), None)


def newest_day(connection: Connection) -> str | None:
    """The day of the newest report that has one."""
    found: str | None = connection.execute(select(func.max(schema.report.c.published))).scalar_one()
    return found


def undated(connection: Connection) -> int:
    """How many reports have no date."""
    report = schema.report
    return int(connection.execute(select(func.count()).where(report.c.published.is_(None))).scalar_one())


def _readings(connection: Connection, since: str, until: str) -> list[Reading]:
    """The readings of the reports of a period and of the time around it in which others may tell the same."""
    report = schema.report
    around = report.c.published.between(shifted(since, -LONGEST_WAIT), shifted(until, LONGEST_WAIT))
    ids = connection.execute(select(report.c.id).where(around).order_by(report.c.id)).scalars().all()
    return [one for found in ids if (one := reading_of(connection, found)) is not None]


def shifted(day: str, days: int) -> str:
    """A day some days later or earlier, no further than the calendar goes."""
    number = date.fromisoformat(day).toordinal() + days
    return date.fromordinal(min(max(number, 1), date.max.toordinal())).isoformat()


def told(connection: Connection, readings: Sequence[Reading]) -> list[ToldEvent]:
    """The events and tolls of some readings, by the day of what says most."""
    records: dict[Key, tuple[Event | Toll, Report]] = {}
    for one in readings:
        its: list[Event | Toll] = [*one.events, *one.tolls]
        records |= {(one.report.id, record.id): (record, one.report) for record in its}
    mentions = {mention.key: mention for one in readings for mention in mentions_of(one)}
    joins = joined(mentions.values())
    found = []
    for keys in groups(joins):
        tellings = tuple(Telling(key, *records[key], joins[key][0], tuple(joins[key][1])) for key in keys)
        asserting = {one.key[0] for one in tellings if status_of(one.record) in ASSERTED}
        found.append(ToldEvent(tellings, len(independent(connection, asserting)) if asserting else 0))
    return sorted(found, key=lambda event: _when(mentions[event.first.key]))


def _when(one: Mention) -> tuple[int, bool, Key]:
    """By day; what has none, by the day on which it was told, behind what happened then."""
    return (one.first or 0, False, one.key) if one.is_day else (one.published or 0, True, one.key)
