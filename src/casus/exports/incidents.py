"""The events of a ledger with what belongs to them, as every exporter takes them.

An incident is one told event, with the tolls told in the same sentences, and its place and days: those of what says
most, else of another statement or of its sentence, as identity takes them (docs/identity.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select

from casus.ledger import schema
from casus.ledger.codes import Code, codes_in
from casus.ledger.days import days_of
from casus.ledger.events import Telling, ToldEvent, codes_told, events_between, newest_day, shifted, status_of
from casus.ledger.identity import LONGEST_WAIT
from casus.ledger.mentions import ASSERTED, Key
from casus.ledger.origins import independent
from casus.records import Actor, Event, Place, Span, Time, Toll

_WINDOW = 60
"""Days of reports taken at a time: what is held in memory."""
_HARMFUL = ("ASSAULT", "PROTEST", "COERCE")
"""Types of acts that harm people: tolls of their sentences are theirs."""

Beside = dict[tuple[str, Span], list[Event | Toll]]
"""(report id, sentence) -> the statements of that sentence."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days in which something happened, ISO dates, both inclusive.

    is_about: the words say so ("about"), or one end was open and is the day of the report. is_stated: False where no
    day was told, and the days are those of the report that told it as news.
    """

    first: str
    last: str
    is_about: bool = False
    is_stated: bool = True

    @property
    def length(self) -> int:
        """How many days."""
        return date.fromisoformat(self.last).toordinal() - date.fromisoformat(self.first).toordinal() + 1


@dataclass(frozen=True, slots=True)
class Incident:
    """One told event or toll. tolls: what the same sentences count, each told toll with one incident alone.

    counted: those statements of the tolls that count the days of the incident, and no longer time.
    place, days: None when no statement and no sentence of it says; days of the report stand in for news.
    counted_with: the id of the act that has this toll among its tolls, None for acts and for tolls told alone.
    codes: the types of users' codebooks that its statements have.
    """

    told: ToldEvent
    tolls: tuple[ToldEvent, ...] = ()
    counted: frozenset[Key] = frozenset()
    place: Place | None = None
    days: Days | None = None
    counted_with: str | None = None
    codes: tuple[Code, ...] = ()

    @property
    def id(self) -> str:
        """REPORT/LABEL of the statement that says most, as `casus why` takes it."""
        return "/".join(self.told.first.key)

    @property
    def record(self) -> Event | Toll:
        """What the statement that says most says."""
        return self.told.first.record

    @property
    def asserted(self) -> tuple[Telling, ...]:
        """The statements that tell it as happened."""
        return self.told.told_as(*ASSERTED)

    @property
    def event(self) -> Event | None:
        """Of an act that somebody tells as happened; None for a toll, and for what is only feared, denied or such."""
        record = self.record
        return record if isinstance(record, Event) and record.status in ASSERTED else None


@dataclass(frozen=True, slots=True)
class Sides:
    """Who did it and who suffered it; is_directed: False for two-sided acts, where neither is the doer alone."""

    first: tuple[Actor, ...]
    second: tuple[Actor, ...]
    is_directed: bool


def sides_of(record: Event | Toll) -> Sides:
    """The two sides of a statement; of several in a two-sided act, the first against the others."""
    if isinstance(record, Toll):
        return Sides(record.by, record.of, True)
    if record.recipients or len(record.actors) < 2:
        return Sides(record.actors, record.recipients, True)
    return Sides(record.actors[:1], record.actors[1:], False)


def incidents_between(connection: Connection, since: str | None, until: str | None) -> Iterator[Incident]:
    """The events and tolls that reports of a period tell. since, until: ISO dates; None: the first, the last report.

    Reports are taken some weeks at a time. Each statement comes once: which statements are one event may look another
    way from the next weeks, and what has come already is then left out.
    """
    end = until or newest_day(connection)
    published = schema.report.c.published
    start = _first_day(connection, published >= (since or ""))
    seen: dict[Key, str] = {}
    codes = codes_in(connection)
    while start is not None and end is not None and start <= end:
        stop = min(shifted(start, _WINDOW - 1), end)
        yield from _window(connection, start, stop, seen, codes)
        edge, start = shifted(stop, -2 * LONGEST_WAIT), _first_day(connection, published > stop)
        for key in [key for key, newest in seen.items() if newest < edge]:
            del seen[key]


def _first_day(connection: Connection, condition: ColumnElement[bool]) -> str | None:
    """The day of the first report for which a condition holds; None where there is none."""
    found: str | None = connection.execute(select(func.min(schema.report.c.published)).where(condition)).scalar_one()
    return found


def _window(
    connection: Connection, start: str, stop: str, seen: dict[Key, str], codes: Mapping[str, Code]
) -> Iterator[Incident]:
    """What reports of a window tell and has not come yet. seen: what has, with the newest day of its event."""
    around = events_between(connection, shifted(start, -LONGEST_WAIT), shifted(stop, LONGEST_WAIT))
    beside = _beside(around)
    tolls: dict[Key, list[_Counted]] = defaultdict(list)
    acts: dict[Key, ToldEvent] = {}
    for counted in _counted(around, beside):
        tolls[counted.act.first.key].append(counted)
        acts[counted.toll.first.key] = counted.act
    for told in around:
        new = _new(connection, told, seen)
        if any(start <= (one.report.published or "") <= stop for one in new.tellings):
            newest = max(one.report.published or "" for one in told.tellings)
            seen |= {one.key: newest for one in told.tellings}
            act = acts.get(told.first.key)
            tellings = new.told_as(*ASSERTED) or new.tellings
            yield Incident(
                new,
                tuple(its.toll for its in tolls[told.first.key]),
                frozenset(key for its in tolls[told.first.key] for key in its.keys),
                _place(tellings, beside),
                _days(tellings, beside),
                counted_with="/".join(act.first.key) if act is not None else None,
                codes=tuple(codes[name] for name in codes_told(tellings)),
            )


def _new(connection: Connection, told: ToldEvent, seen: Container[Key]) -> ToldEvent:
    """The event without the statements that have come already."""
    if not any(one.key in seen for one in told.tellings):
        return told
    new = ToldEvent(tuple(one for one in told.tellings if one.key not in seen), 0)
    reports = {one.key[0] for one in new.told_as(*ASSERTED)}
    return replace(new, origins=len(independent(connection, reports)) if reports else 0)


def _beside(around: Sequence[ToldEvent]) -> Beside:
    found: Beside = defaultdict(list)
    for told in around:
        for telling in told.tellings:
            found[telling.key[0], telling.record.sentence].append(telling.record)
    return found


def _place(tellings: Sequence[Telling], beside: Beside) -> Place | None:
    for telling in tellings:
        record = telling.record
        others = beside.get((telling.key[0], record.sentence), [])
        for one in (record, *others):
            if one.place is not None:
                return one.place
    return None


def _days(tellings: Sequence[Telling], beside: Beside) -> Days | None:
    """The days of the first statement that has some; of news without any, the day of its first report."""
    for telling in tellings:
        time = telling.record.time or _only_time(beside.get((telling.key[0], telling.record.sentence), []))
        if (found := _stated(time, telling.report.published)) is not None:
            return found
    news = sorted(one.report.published for one in tellings if one.report.published and _is_news(one))
    return Days(news[0], news[0], is_about=True, is_stated=False) if news else None


def _is_news(telling: Telling) -> bool:
    return status_of(telling.record) != "historical"


def _only_time(others: Sequence[Event | Toll]) -> Time | None:
    times = {(one.time.start, one.time.end): one.time for one in others if one.time is not None}
    return next(iter(times.values())) if len(times) == 1 else None


def _stated(time: Time | None, published: str | None) -> Days | None:
    first, last = days_of(time)
    if time is None or (first is None and last is None) or (first and last and last < first):
        return None
    is_about = "~" in f"{time.start}{time.end}" or first is None or last is None
    last = last or max(published or "", first or "")
    return Days(first or last, last, is_about)


@dataclass(frozen=True, slots=True)
class _Counted:
    """A toll with the act it belongs to. keys: its statements that count the act's own days."""

    toll: ToldEvent
    act: ToldEvent
    keys: frozenset[Key]


def _counted(around: Sequence[ToldEvent], beside: Beside) -> Iterator[_Counted]:
    """Each toll with the act that it shares most sentences with; a toll that shares none with any is left alone."""
    acts: dict[tuple[str, Span], list[tuple[ToldEvent, Telling]]] = defaultdict(list)
    for told in around:
        if isinstance(told.first.record, Event) and told.first.record.type in _HARMFUL:
            for telling in told.told_as(*ASSERTED):
                acts[telling.key[0], telling.record.sentence].append((told, telling))
    for told in around:
        if not isinstance(told.first.record, Toll):
            continue
        shared: dict[Key, list[Key]] = defaultdict(list)
        act_of: dict[Key, ToldEvent] = {}
        for one in told.tellings:
            place = one.key[0], one.record.sentence
            for act, telling in acts.get(place, []):
                if _counts_days_of(one, telling, beside[place]):
                    act_of[act.first.key] = act
                    shared[act.first.key].append(one.key)
        if shared:
            chosen = max(shared, key=lambda key: (len(shared[key]), _is_force(act_of[key])))
            yield _Counted(told, act_of[chosen], frozenset(shared[chosen]))


def _counts_days_of(toll: Telling, act: Telling, others: Sequence[Event | Toll]) -> bool:
    """Whether a toll counts the days of an act: both are of one day, or of the same days.

    A toll without a day, or with an open end ("104 dead so far", "since September 27"), may count a whole war.
    """
    time = toll.record.time or act.record.time or _only_time(others)
    if time is None or time.start is None or time.end is None:
        return False
    its = act.record.time
    return time.start == time.end or (its is not None and (its.start, its.end) == (time.start, time.end))


def _is_force(told: ToldEvent) -> bool:
    return isinstance(told.first.record, Event) and told.first.record.type == "ASSAULT"
