"""The first page: what changed in the conflicts of a day, and what is open in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from casus.ledger.events import ToldEvent, newest_day, shifted, undated
from casus.ledger.mentions import Key
from casus.ledger.scenes import force_heads
from casus.situation import Situation
from casus.situation.pledges import LIVE, PledgeLife
from casus.situation.timeline import Entry, everything
from casus.situation.tolls import Series
from casus.situation.truces import HOLDS, TruceLife
from casus.web.addresses import conflict_at, overview_at, search_at, statement_at
from casus.web.given import Day, GivenDesk
from casus.web.views import maps
from casus.web.views.charts import DaysData, MapData
from casus.web.views.days import Days, days_around
from casus.web.views.told import shortened
from casus.wording import terms
from casus.wording.shown import counter, headline, phase_words, span, told_entry, whom

NEWS = 7
"""Days in which something was first told that is shown as new."""
_CARDS = 24
"""Conflicts shown with their news; the rest stands in a list."""
_NEWS_SHOWN = 3
_TOLLS_SHOWN = 3
_LETTERS = 240
"""Letters of a line on a card."""
_WEIGHT = (TruceLife, Series, PledgeLife, ToldEvent)
"""Kinds of news, what weighs most first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words with an address that leads to what they rest on. limits: in whose voice, how sure."""

    words: str
    limits: tuple[str, ...] = ()
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictCard:
    """One conflict: what is new and what is open. changes: how many things were first told in the last days.

    truce: how the newest one stands; pledges: those that may still fall due; tolls: bounds over all voices.
    """

    slug: str
    name: str
    href: str
    phase: str
    reports: int
    origins: int
    changes: int
    news: tuple[Said, ...]
    force: DaysData
    truce: Said | None
    pledges: int
    tolls: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The conflicts that the reports until a day tell of, those with most news first.

    days: None in a ledger without a dated report. undated: reports that belong to no day. quiet: those without news.
    search: where the events of the map are found.
    """

    days: Days | None
    undated: int
    conflicts: tuple[ConflictCard, ...]
    quiet: tuple[ConflictCard, ...]
    map: MapData | None
    search: str


def overview(desk: GivenDesk, on: Day | None = None) -> Overview:
    """What changed in the week before a day; without one, before that of the newest report."""
    day = on or desk.derived("newest day", newest_day)
    return desk.derived(("overview", day), lambda connection: _overview(connection, day))


def _overview(connection: Connection, day: str | None) -> Overview:
    if day is None:
        return Overview(days=None, undated=undated(connection), conflicts=(), quiet=(), map=None, search="/search")
    heads = force_heads(connection, maps.since(day), day)
    told = everything(connection, shifted(day, -NEWS), day, None)
    cards = [_card(found, entries, heads) for found, entries in told]
    cards.sort(key=lambda one: -one.changes)
    new = [one for one in cards if one.changes][:_CARDS]
    return Overview(
        days=days_around(connection, day, overview_at),
        undated=undated(connection),
        conflicts=tuple(new),
        quiet=tuple(one for one in cards if one not in new),
        map=maps.world(connection, day),
        search=search_at(kind="event", type="ASSAULT", since=maps.since(day), until=day),
    )


def _card(found: Situation, entries: Sequence[Entry], heads: Mapping[Key, int]) -> ConflictCard:
    conflict, href = found.conflict, conflict_at(found.conflict.slug, found.day)
    new = news_of(entries, found.day)
    return ConflictCard(
        slug=conflict.slug,
        name=terms.printable(conflict.name),
        href=href,
        phase=_phase(found),
        reports=found.reports,
        origins=found.origins,
        changes=len(new),
        news=tuple(map(_said, new[:_NEWS_SHOWN])),
        force=days_of_force(found, heads),
        truce=_truce(found, href),
        pledges=sum(life.state in LIVE for life in found.pledges),
        tolls=_tolls(found, href),
    )


def _phase(found: Situation) -> str:
    if not found.phases:
        return ""
    period, words = phase_words(found.phases[-1])
    return f"{words} {period}"


def news_of(entries: Sequence[Entry], day: str) -> list[Entry]:
    """What was first told in the last week: the newest first, of one day truces before tolls, pledges and events."""
    new = [one for one in entries if shifted(day, -NEWS) < one.told <= day]
    new.sort(key=lambda one: _WEIGHT.index(type(one.what)))
    return sorted(new, key=lambda one: (one.told, one.day), reverse=True)


def _said(entry: Entry) -> Said:
    line = terms.all_printable(told_entry(entry))
    words = shortened(f"{line.label}: {line.words}", _LETTERS)
    return Said(words=words, limits=line.limits, href=statement_at(*entry.statements[0].key))


def _truce(found: Situation, href: str) -> Said | None:
    if not found.truces:
        return None
    life = found.truces[0]
    when = "since" if life.state in HOLDS else "on"
    words, claimed = headline(life)[0], ("claimed",) if life.steps[-1].is_claimed else ()
    made = f"{terms.capitalised(life.state)} {when} {life.since}. {words}"
    return Said(words=shortened(terms.printable(made), _LETTERS), limits=claimed, href=f"{href}#truces")


def _tolls(found: Situation, href: str) -> tuple[Said, ...]:
    """Bounds over the voices that count on, with their period."""
    made = []
    for band in found.tolls.bands[:_TOLLS_SHOWN]:
        standing = [one for one in band.series if not one.is_left]
        voices = {one.counter for one in standing}
        limits = (counter(standing[0]),) if len(voices) == 1 else (terms.counted(len(voices), "voice"),)
        clash = ("counters exclude each other",) if band.disagree else ()
        words = shortened(f"{span(band.least, band.most)} {whom(band)}", _LETTERS)
        made.append(Said(words=words, limits=(*limits, *clash), href=f"{href}#tolls-counted-on"))
    return terms.all_printable(tuple(made))


def days_of_force(found: Situation, heads: Mapping[Key, int]) -> DaysData:
    """Events of force by the day on which they were first told of within a month. heads: as `force_heads` has them."""
    first: dict[int, str] = {}
    for one in found.statements:
        head = heads.get(one.key)
        if head is not None:
            first[head] = min(one.told, first.get(head, one.told))
    counts = Counter(first.values())
    days = [shifted(found.day, back) for back in range(1 - maps.DAYS, 1)]
    return DaysData(days=tuple(days), counts=tuple(counts[day] for day in days))
