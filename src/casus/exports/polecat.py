"""The 40 columns of POLECAT, tab-separated: acts that somebody tells as happened, in PLOVER's types and modes."""

from __future__ import annotations

from collections.abc import Iterable

from casus import __version__
from casus.exports.cells import listed
from casus.exports.codes import state
from casus.exports.incidents import Incident, sides_of
from casus.exports.plover import intensity, types
from casus.exports.rows import NO_DAY, LeftOut, Row, names, no_act, point, sources
from casus.ledger.events import Telling
from casus.records import Actor, Place

_SIDE = (
    "{0} Name", "{0} Country", "{0} COW", "Primary {0} Sector", "{0} Sectors", "{0} Title", "{0} Name Raw",
    "Wikipedia {0} ID",
)  # fmt: skip
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(name.format("Actor") for name in _SIDE), *(name.format("Recipient") for name in _SIDE),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
MISSING = "None"


def rows(incident: Incident) -> list[tuple[str, Row]] | LeftOut:
    """(id, row) of an act that somebody tells as happened."""
    event, days, first = incident.event, incident.days, incident.told.first
    if event is None:
        return no_act(incident)
    if days is None:
        return NO_DAY
    sides = sides_of(event)
    row: Row = dict.fromkeys(COLUMNS)
    row |= {
        "Event ID": incident.id,
        "Event Date": days.first,
        "Event Type": event.type,
        "Event Mode": event.mode,
        "Intensity": intensity(event),
        "Quad Code": types()[event.type]["quad"].upper(),
        "Contexts": _several(event.contexts),
        **_side("Actor", event.actors, first),
        **_side("Recipient", sides.second if sides.is_directed else (), first),
        **(_where(incident.place) if incident.place is not None else {}),
        "Source": next(iter(sources([first])), None),
        "Publication Date": first.report.published,
        "Language": first.report.language,
        "Version": f"casus {__version__}",
    }
    return [(incident.id, row)]


def _side(role: str, actors: tuple[Actor, ...], telling: Telling) -> Row:
    """The eight cells of one side; titles and Wikipedia pages are not known."""
    sectors = [sector for actor in actors for sector in actor.sectors]
    numbers = [str(found.cow) for actor in actors if (found := state(actor.country)) is not None and found.cow]
    raw = [telling.report.text[slice(*actor.mention)] for actor in actors if actor.mention is not None]
    return {
        f"{role} Name": _several(names(actors)),
        f"{role} Country": _several(actor.country for actor in actors if actor.country),
        f"{role} COW": _several(numbers),
        f"Primary {role} Sector": sectors[0] if sectors else None,
        f"{role} Sectors": _several(sectors),
        f"{role} Name Raw": _several(raw),
    }


def _where(place: Place) -> Row:
    lat, lon = point(place)
    area = {"district": "District", "province": "Province", "country": None}.get(place.precision or "", "City")
    cells: Row = {
        "Placename": place.name,
        "Country": place.country,
        "Latitude": lat,
        "Longitude": lon,
        "GeoNames ID": place.geonames_id,
    }
    return {**cells, area: place.name} if area and place.precision is not None else cells


def _several(values: Iterable[str]) -> str | None:
    return listed(list(values), "; ")
