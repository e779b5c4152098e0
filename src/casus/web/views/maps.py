"""Maps of force: countries shaded by how many events are told of in them, places only as exactly as they are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from casus.knowledge.sides import name_of
from casus.ledger.events import shifted
from casus.ledger.scenes import Scene, scenes
from casus.web.addresses import place_at, search_at
from casus.web.views.charts import Country, MapData, Spot
from casus.wording.terms import printable

DAYS = 30
"""Days before the day that a map looks back on."""
_SPOTS = 60
"""Places on a map, those of most events."""


def world(connection: Connection, day: str) -> MapData:
    """Force in the world, as reports of the last 30 days tell of it; of places, only countries."""
    found = scenes(connection, since(day), day)
    unplaced = sum(one.events for one in found if one.country is None)
    return MapData(countries=_countries(found, day), places=(), unplaced=unplaced, focus=())


def theatre(connection: Connection, day: str, codes: Sequence[str], focus: Sequence[str]) -> MapData:
    """Force in some countries, whoever used it. codes: ISO codes; focus: those of them that are shown whole."""
    found = scenes(connection, since(day), day, codes)
    exact = [one for one in found if one.lat is not None and one.precision != "country"]
    unplaced = sum(one.events for one in found if one not in exact)
    return MapData(
        countries=_countries(found, day), places=tuple(_spots(exact[:_SPOTS])), unplaced=unplaced, focus=tuple(focus)
    )


def since(day: str) -> str:
    """The first day that a map of a day looks back on."""
    return shifted(day, 1 - DAYS)


def _countries(found: Iterable[Scene], day: str) -> tuple[Country, ...]:
    told: Counter[str] = Counter()
    for one in found:
        if one.country is not None:
            told[one.country] += one.events
    return tuple(
        Country(code=code, name=name_of(code), events=events, href=_search(code, day))
        for code, events in told.most_common()
    )


def _search(code: str, day: str) -> str:
    return search_at(kind="event", type="ASSAULT", country=code, since=since(day), until=day)


def _spots(found: Iterable[Scene]) -> Iterable[Spot]:
    for one in found:
        if one.name is not None and one.lat is not None and one.lon is not None:
            yield Spot(
                name=printable(one.name),
                lat=one.lat,
                lon=one.lon,
                precision=one.precision or "not known",
                events=one.events,
                href=place_at(one.country, one.name),
            )
