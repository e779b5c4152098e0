"""CSV with a second header row of HXL tags. +min and +max are bounds, for which HXL has no tag (docs/exports.md)."""

from __future__ import annotations

from casus.exports.cells import listed
from casus.exports.codes import state
from casus.exports.counts import Count, accounts_of, total
from casus.exports.incidents import Incident, sides_of
from casus.exports.rows import LeftOut, Row, names, no_act, point, quoted, sources, voices

TAGS = {
    "event_id": "#event+code",
    "date": "#date+occurred",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "type": "#event+type",
    "mode": "#event+type+mode",
    "status": "#event+status",
    "actor1": "#group+name+first",
    "actor2": "#group+name+second",
    "country": "#country+name",
    "iso3": "#country+code",
    "adm1": "#adm1+name",
    "adm2": "#adm2+name",
    "location": "#loc+name",
    "place_precision": "#geo+precision",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "killed_min": "#affected+killed+min",
    "killed": "#affected+killed",
    "killed_max": "#affected+killed+max",
    "injured_min": "#affected+injured+min",
    "injured": "#affected+injured",
    "injured_max": "#affected+injured+max",
    "claimed_by": "#meta+voice",
    "reports": "#meta+reports+num",
    "origins": "#meta+origins+num",
    "source": "#meta+source",
    "description": "#description",
}
COLUMNS = tuple(TAGS)


def rows(incident: Incident) -> list[tuple[str, Row]] | LeftOut:
    """(id, row) of an act that somebody tells as happened."""
    event, days, place = incident.event, incident.days, incident.place
    if event is None:
        return no_act(incident)
    sides, found, (lat, lon) = sides_of(event), state(place.country if place else None), point(place)
    is_day = days is not None and days.is_stated and days.length == 1 and not days.is_about
    row: Row = dict.fromkeys(COLUMNS)
    row |= {
        "event_id": incident.id,
        "date": days.first if days and is_day else None,
        "date_start": days.first if days and days.is_stated else None,
        "date_end": days.last if days and days.is_stated else None,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "actor1": listed(names(sides.first)),
        "actor2": listed(names(sides.second)),
        "country": found.name if found else None,
        "iso3": place.country if place else None,
        "latitude": lat,
        "longitude": lon,
        **_counts("killed", total(accounts_of(incident, "killed"))),
        **_counts("injured", total(accounts_of(incident, "wounded"))),
        "claimed_by": listed(voices(incident.asserted)),
        "reports": len({one.key[0] for one in incident.asserted}),
        "origins": incident.told.origins,
        "source": listed(sources(incident.asserted)),
        "description": quoted(incident.told.first),
    }
    if place is not None:
        area = {"province": "adm1", "district": "adm2", "country": None}.get(place.precision or "", "location")
        row |= {"place_precision": place.precision} | ({area: place.name} if area else {})
    return [(incident.id, row)]


def _counts(name: str, count: Count | None) -> Row:
    """Empty where nobody counted: unknown is not zero."""
    return {f"{name}_min": count.low, name: count.best, f"{name}_max": count.high} if count is not None else {}
