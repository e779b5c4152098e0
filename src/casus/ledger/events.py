"""Which statements of a ledger tell of one event (docs/identity.md).

Every statement joins the one it agrees with best among those that say more, if it agrees well enough; the statements
that hang together so are one event. This is density-peaks clustering (Rodriguez and Laio, Science 344, 2014) with
"says more" in the place of density: whom a statement joins depends on the two alone, never on the order of arrival.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from casus.ledger import schema
from casus.ledger.identity import SAME, Mention, Reason, compare, mentions_of, points
from casus.ledger.origins import independent
from casus.ledger.reading_back import reading_of
from casus.records import Event, Reading, Report, Toll

_AROUND = timedelta(days=30)
"""Before and after a report, in which others tell of its events."""
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
    """One event, or one toll of one, with all that tells of it, what says most first; origins: independent ones."""

    tellings: tuple[Telling, ...]
    origins: int

    @property
    def first(self) -> Telling:
        """What says most."""
        return self.tellings[0]


def says_more(one: Mention) -> tuple[object, ...]:
    """What orders statements by how much they pin down; the last parts only keep the order the same everywhere."""
    in_town = one.place is not None and one.place.precision in ("point", "city")
    return (
        one.is_day, in_town, one.place is not None, sum(map(bool, one.sides)), one.first is not None,
        -(one.published or 0), one.key,
    )  # fmt: skip


def joined(mentions: Iterable[Mention]) -> dict[Key, tuple[Key | None, list[Reason]]]:
    """For each statement the one it joins, with the reasons; None for those that begin an event."""
    kinds: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for one in sorted({one.key: one for one in mentions}.values(), key=says_more, reverse=True):
        kinds[one.kind, one.type].append(one)
    found: dict[Key, tuple[Key | None, list[Reason]]] = {}
    for its in kinds.values():
        for at, one in enumerate(its):
            found[one.key] = _best(one, its[:at])
    return found


def _best(one: Mention, fuller: Sequence[Mention]) -> tuple[Key | None, list[Reason]]:
    best, joins, why = SAME, None, list[Reason]()
    for other in fuller:
        reasons = compare(one, other)
        if reasons is not None and (points(reasons) > best or (joins is None and points(reasons) >= best)):
            best, joins, why = points(reasons), other.key, reasons
    return joins, why


def groups(joins: Mapping[Key, tuple[Key | None, list[Reason]]]) -> list[list[Key]]:
    """The statements of each event, the one that says most first."""
    found: dict[Key, list[Key]] = {}
    head: dict[Key, Key] = {}
    for key, (other, _) in joins.items():  # fuller ones come first, so a head is always known
        head[key] = head[other] if other is not None else key
        found.setdefault(head[key], []).append(key)
    return list(found.values())


def events_between(connection: Connection, since: str, until: str) -> list[ToldEvent]:
    """The events and tolls that reports published in a period tell, by day. since, until: ISO dates, inclusive."""
    report = schema.report
    ids = connection.execute(select(report.c.id).where(report.c.published.between(since, until)).order_by(report.c.id))
    readings = [one for (found,) in ids if (one := reading_of(connection, found)) is not None]
    return told(connection, readings)


def newest_day(connection: Connection) -> str | None:
    """The day of the newest report that has one."""
    found: str | None = connection.execute(select(func.max(schema.report.c.published))).scalar_one()
    return found


def reports_around(connection: Connection, key: str) -> list[ToldEvent]:
    """The events told around the day of a report. key: REPORT/LABEL, the report by its first digits."""
    report = schema.report
    named = select(report.c.published).where(report.c.id.startswith(key.partition("/")[0], autoescape=True))
    published = connection.execute(named.limit(1)).scalar()
    if published is None:
        return []
    day = date.fromisoformat(published)
    return events_between(connection, (day - _AROUND).isoformat(), (day + _AROUND).isoformat())


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
        found.append(ToldEvent(tellings, len(independent(connection, {key[0] for key in keys}))))
    return sorted(found, key=lambda event: _when(mentions[event.first.key]))


def _when(one: Mention) -> tuple[int, bool, Key]:
    """By day; what has none, by the day on which it was told, behind what happened then."""
    return (one.first or 0, False, one.key) if one.is_day else (one.published or 0, True, one.key)
