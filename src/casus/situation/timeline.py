"""What happened in a conflict, day by day, and what is new since a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from casus.ledger.days import days_of
from casus.ledger.events import Telling, ToldEvent
from casus.ledger.mentions import ASSERTED
from casus.situation.cited import Cited
from casus.situation.pledges import PledgeLife, PledgeStep
from casus.situation.state import Situation, situations
from casus.situation.told import events_until
from casus.situation.tolls import Count, Series
from casus.situation.truces import Step, TruceLife

_ORIGINS = 2
"""Independent origins from which on an event stands in the timeline."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened, or came to be known. day: on which it happened; told: of the first report of it.

    what: the truce, pledge, running count or event; at: the step or number of it, None for an event.
    """

    day: str
    told: str
    what: TruceLife | PledgeLife | Series | ToldEvent
    at: Step | PledgeStep | Count | None
    statements: tuple[Cited | Telling, ...]


def timelines(connection: Connection, since: str, until: str, asked: str | None) -> list[tuple[Situation, list[Entry]]]:
    """What happened in each conflict from one day to another, in order.

    since, until: ISO dates, inclusive. asked: as for `situations`. Raises CasusError where no conflict is meant.
    """
    return [
        (found, [one for one in entries if since <= one.day <= until])
        for found, entries in everything(connection, since, until, asked)
    ]


def changes(connection: Connection, since: str, day: str, asked: str | None) -> list[tuple[Situation, list[Entry]]]:
    """What was first told after one day and until another, whenever it happened; conflicts without news are left out.

    Raises CasusError where no conflict is meant.
    """
    told = [
        (found, [one for one in entries if since < one.told <= day])
        for found, entries in everything(connection, since, day, asked)
    ]
    return [(found, entries) for found, entries in told if entries]


def everything(
    connection: Connection, since: str, until: str, asked: str | None
) -> Iterator[tuple[Situation, list[Entry]]]:
    """Each conflict with all entries of its truces, pledges and tolls, and of the events told of in a period.

    What `timelines` and `changes` choose from. since, until, asked: as for `timelines`.
    """
    found = situations(connection, until, asked, acts_since=since)
    countries = None if asked is None else sorted({code for one in found for code in one.conflict.countries})
    events = events_until(connection, since, until, countries) if found else []
    for one in found:
        mine = {its.key for its in one.statements}
        entries = [*_steps(one), *_counts(one), *_events([its for its in events if its.first.key in mine])]
        yield (
            one,
            sorted(entries, key=lambda entry: (entry.day, entry.told)),
        )  # what befell one thing stays in its order


def _steps(found: Situation) -> Iterator[Entry]:
    for life in found.truces:
        yield from (Entry(step.day, step.told, life, step, step.statements) for step in life.steps if step.statements)
    for given in found.pledges:
        yield from (Entry(step.day, step.told, given, step, step.statements) for step in given.steps if step.statements)


def _counts(found: Situation) -> Iterator[Entry]:
    for band in found.tolls.bands:
        for series in band.series:
            for count in series.counts:
                yield Entry(count.day, count.day, series, count, count.statements)


def _events(events: list[ToldEvent]) -> Iterator[Entry]:
    """Events that reports of two origins assert; tolls stand there as counts already."""
    for event in events:
        tellings = event.told_as(*ASSERTED)
        if not tellings or event.origins < _ORIGINS or event.first.key[1].startswith("t"):
            continue
        told = min(one.report.published or "" for one in tellings)
        yield Entry(min(_day(one, told) for one in tellings), told, event, None, tellings)


def _day(one: Telling, told: str) -> str:
    """The one day that a statement gives, else that of the first report."""
    first, last = days_of(one.record.time)
    return first if first is not None and first == last else told
