"""A conflict as of a day: everything on it is derived for that day, and each line opens to the words it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from casus.ledger.events import shifted
from casus.records import CasusError
from casus.situation import Situation
from casus.situation.timeline import Entry, everything
from casus.web.addresses import conflict_at, overview_at, search_at, whatif_at
from casus.web.desk import NotThere
from casus.web.given import Day, GivenDesk
from casus.web.views import drawings, maps, networks
from casus.web.views.charts import BandsData, LanesData, MapData, NetworkData, TrucesData
from casus.web.views.days import Days, days_around
from casus.web.views.overview import NEWS, news_of
from casus.web.views.told import ToldPart, sources_of, told_parts
from casus.web.views.whatif import between
from casus.wording.shown import Part, shown, told_entry
from casus.wording.terms import all_printable

_PERIOD = 30
"""Days that the timeline goes back, where the address does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A link to the timeline of a longer or shorter period."""

    words: str
    href: str
    is_shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictPage:
    """One conflict on one day.

    facts: day, theatre, what it rests on, who read it. news: what was first told in the last week. parts: the situation
    in words, as `casus situation` tells it. search: where all statements on the main theatre are found. periods: links
    to other timelines. overview: the first page on that day. whatif: where to suppose an act between its sides; None
    where they are not two states. A drawing is None where there is nothing to draw.
    """

    slug: str
    name: str
    href: str
    facts: tuple[str, ...]
    days: Days
    news: ToldPart
    parts: tuple[ToldPart, ...]
    lanes: LanesData
    periods: tuple[Period, ...]
    map: MapData
    network: NetworkData | None
    tolls: BandsData | None
    truces: TrucesData | None
    search: str
    overview: str
    whatif: str | None


def conflict(desk: GivenDesk, slug: str, on: Day | None = None, since: Day | None = None) -> ConflictPage:
    """A conflict as of a day; without one, as of that of the newest report.

    slug: as the overview has it, or whatever `casus situation` takes. since: first day of the timeline.
    """
    day = desk.day(on)
    first = min(since or shifted(day, -_PERIOD), day)
    return desk.derived(("conflict", slug, day, first), lambda connection: _conflict(connection, slug, day, first))


def _conflict(connection: Connection, slug: str, day: str, first: str) -> ConflictPage:
    try:
        told = list(everything(connection, min(first, shifted(day, -NEWS)), day, slug))
    except CasusError as error:
        raise NotThere(str(error)) from error
    if not told:
        raise NotThere(f"The reports until {day} tell of no conflict.")
    return _page(connection, *told[0], first)


def _page(connection: Connection, found: Situation, entries: Sequence[Entry], first: str) -> ConflictPage:
    its, day = found.conflict, found.day
    words = shown(found)
    new = Part(title="NEWS", lines=tuple(all_printable(told_entry(one)) for one in news_of(entries, day)))
    country = its.theatre[0] if its.theatre else None

    def search(kind: str | None) -> str:
        return search_at(kind=kind, country=country, until=day)

    news, *parts = told_parts(connection, (new, *words.parts), sources_of(found, entries), search)
    return ConflictPage(
        slug=its.slug,
        name=words.title,
        href=conflict_at(its.slug, day),
        facts=words.facts,
        days=days_around(connection, day, lambda there: conflict_at(its.slug, there)),
        news=news,
        parts=tuple(parts),
        lanes=drawings.lanes(entries, first, day),
        periods=tuple(_periods(its.slug, day, first)),
        map=maps.theatre(connection, day, its.countries, its.theatre),
        network=networks.network(found),
        tolls=drawings.bands(found),
        truces=drawings.truces(found),
        search=search(None),
        overview=overview_at(day),
        whatif=whatif_at(supposed, day) if (supposed := between(its.sides)) else None,
    )


def _periods(slug: str, day: str, first: str) -> list[Period]:
    """The last month, quarter and year."""
    made = []
    for words, days in (("30 days", _PERIOD), ("90 days", 90), ("a year", 365)):
        since = shifted(day, -days)
        made.append(Period(words=words, href=f"{conflict_at(slug, day)}&since={since}", is_shown=since == first))
    return made
