"""The questions: each asks what a command of casus asks, and answers with citations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from casus.ledger.events import ToldEvent, codes_told, event_of, events_between, is_asked, newest_day, shifted
from casus.ledger.mentions import ASSERTED
from casus.ledger.searching import Hit, search
from casus.mcp.answers import Answer, Told, answer
from casus.records import CasusError, Event, Statement
from casus.situation import Situation, situations
from casus.situation.behind import behind
from casus.situation.cited import Key
from casus.situation.timeline import Entry, changes, timelines
from casus.wording.shown import Line, happened, headline, key_of, shown, stated, told_entry
from casus.wording.terms import counted, limits, where

_DAYS = 30
"""Days up to the last that are told when no first day is given."""
_HITS = 200
"""Reports that a search looks at, the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which part of an answer is wanted. limit: lines."""

    limit: int
    cursor: str | None


def tell_conflicts(connection: Connection, on: str | None, page: Page) -> Answer:
    """Every conflict on a day, with the newest reports of force."""
    day = _day(connection, on)
    found = situations(connection, day)
    return answer(connection, f"conflicts on {day}", found, _conflict, limit=page.limit, cursor=page.cursor)


def tell_situation(connection: Connection, conflict: str, on: str | None, page: Page) -> Answer:
    """How one conflict stands, line by line, as `casus situation` tells it. Raises CasusError for one unknown."""
    day = _day(connection, on)
    lines = [told for found in situations(connection, day, conflict) for told in _standing(found)]
    return answer(connection, f"situation on {day}", lines, lambda one: one, limit=page.limit, cursor=page.cursor)


def tell_timeline(
    connection: Connection, conflict: str | None, since: str | None, until: str | None, page: Page
) -> Answer:
    """What happened, day by day."""
    last = _day(connection, until)
    first = since or shifted(last, -_DAYS)
    _check(first, last)
    found = [(one, entry) for one, its in timelines(connection, first, last, conflict) for entry in its]
    return answer(connection, f"timeline of {first} to {last}", found, _entry, limit=page.limit, cursor=page.cursor)


def tell_changed(connection: Connection, since: str, conflict: str | None, on: str | None, page: Page) -> Answer:
    """What was first told after a day."""
    last = _day(connection, on)
    _check(since, last)
    found = [(one, entry) for one, its in changes(connection, since, last, conflict) for entry in its]
    return answer(
        connection, f"first told after {since}, until {last}", found, _entry, limit=page.limit, cursor=page.cursor
    )


def tell_events(
    connection: Connection, since: str | None, until: str | None, country: str | None, kind: str | None, page: Page
) -> Answer:
    """Events and tolls that the reports of a period tell."""
    last = _day(connection, until)
    first = since or shifted(last, -_DAYS)
    _check(first, last)
    events = events_between(connection, first, last, countries=[country] if country else None)
    found = [one for one in events if is_asked(one, country, kind)]
    about = f"events told by reports of {first} to {last}"
    return answer(connection, about, found, _event, limit=page.limit, cursor=page.cursor)


def tell_search(connection: Connection, words: str, since: str | None, until: str | None, page: Page) -> Answer:
    """Reports that hold all words, with their statements in the sentences that hold some."""
    found = search(connection, words, since=since, until=until, most=_HITS)
    about = f"reports that hold {words!r}"
    return answer(connection, about, found, _hit, limit=page.limit, cursor=page.cursor)


def tell_why(connection: Connection, key: str, page: Page) -> Answer:
    """Every statement of what one statement tells. Raises CasusError where no such statement is."""
    event = event_of(connection, key)
    if event is not None:
        lines = list(_behind_event(event))
        about = happened(event.first.record)
    elif (other := behind(connection, key)) is not None:
        about, states = headline(other.what)
        about = " · ".join((about, *states, other.conflict))
        lines = [
            Told(words=state or "told", day=one.told, limits=tuple(limits(one.record)), keys=(one.key,))
            for state, one, _ in other.statements
        ]
    else:
        raise CasusError(f"Nothing that can be told of is called {key!r}; other answers give keys in their citations.")
    return answer(connection, about, lines, lambda one: one, limit=page.limit, cursor=page.cursor)


def _day(connection: Connection, asked: str | None) -> str:
    day = asked or newest_day(connection)
    if day is None:
        raise CasusError("The ledger holds no report with a date; nothing can be told of a day.")
    return day


def _check(first: str, last: str) -> None:
    if first > last:
        raise CasusError(f"{first} comes after {last}; give the earlier day first.")


def _conflict(found: Situation) -> Told:
    force = tuple(one.key for one in reversed(found.statements) if one.force is not None)
    newest = found.phases[-1] if found.phases else None
    phase = f"{newest.kind} since {newest.start}" if newest is not None else "no phase told"
    rests = (counted(found.reports, "report"), counted(found.origins, "independent text"))
    name = f"{found.conflict.name}: {phase}"
    return Told(words=name, conflict=found.conflict.slug, day=found.day, limits=rests, keys=force)


def _standing(found: Situation) -> Iterator[Told]:
    keys = {key_of(one): one.key for one in found.statements}
    keys |= {key_of(its): its.key for one in found.disputes for its in one.event.tellings}
    for part in shown(found).parts:
        for line in part.lines:
            yield _line(found, part.title, line, keys)


def _line(found: Situation, part: str, line: Line, keys: Mapping[str, Key]) -> Told:
    its = tuple(keys[name] for name in line.keys if name in keys)
    claim = ("claimed",) if line.is_claim and "claimed" not in line.limits else ()
    return Told(
        words=line.words,
        conflict=found.conflict.slug,
        part=part,
        day=line.label,
        limits=(*line.limits, *claim),
        keys=its,
    )


def _entry(pair: tuple[Situation, Entry]) -> Told:
    found, entry = pair
    line, its = told_entry(entry), tuple(one.key for one in entry.statements)
    return Told(words=line.words, conflict=found.conflict.slug, day=entry.day, limits=line.limits, keys=its)


def _event(one: ToldEvent) -> Told:
    denied = {its.key[0] for its in one.told_as("negated")}
    said = [counted(one.origins, "independent origin")] if one.told_as(*ASSERTED) else ["asserted by no report"]
    said += [f"denied in {counted(len(denied), 'report')}"] if denied else []
    first = one.first
    day = first.record.time.start if first.record.time is not None else None
    keys = tuple(its.key for its in one.tellings)
    own = first.record.code if isinstance(first.record, Event) else None
    codes = tuple(f"coded {code} by another statement" for code in codes_told(one.tellings) if code != own)
    return Told(words=happened(first.record), day=day, limits=(*said, *limits(first.record), *codes), keys=keys)


def _hit(hit: Hit) -> Told:
    report = hit.reading.report
    words = report.title or f"report {report.id}"
    keys = tuple((report.id, one.id) for one in hit.statements)
    return Told(
        words=words, day=report.published, limits=(f"report {report.id}", report.source or "no source"), keys=keys
    )


def _behind_event(event: ToldEvent) -> Iterator[Told]:
    for one in event.tellings:
        reasons = "; ".join(reason.words for reason in one.reasons if reason.rule != "base")
        joined = (f"one event with {'/'.join(one.joins)}: {reasons}",) if one.joins is not None else ()
        yield Told(
            words=stated(one.record), day=one.report.published, limits=(*limits(one.record), *joined), keys=(one.key,)
        )


def tell_report(connection: Connection, report_id: str, statements: list[Statement], page: Page) -> Answer:
    """The statements of a report, in its order, each with its sentence."""
    its = sorted(statements, key=lambda one: (one.span, one.id))
    about = f"statements of report {report_id}"

    def told(one: Statement) -> Told:
        place = where(getattr(one, "place", None))
        words = f"{type(one).__name__.lower()}" + (f", {place}" if place else "")
        return Told(words=words, limits=tuple(limits(one)), keys=((report_id, one.id),))

    return answer(connection, about, its, told, limit=page.limit, cursor=page.cursor)
