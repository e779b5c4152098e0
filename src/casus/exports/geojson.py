"""GeoJSON features (RFC 7946). What is known only to an area has no geometry: its point is where nothing happened."""

from __future__ import annotations

from typing import Any

from casus.exports.counts import accounts_of, total
from casus.exports.incidents import Incident, sides_of
from casus.exports.rows import LeftOut, Row, names, no_act, quoted, sources, voices
from casus.records import EFFECTS, Place, as_json

_PLACES = ("point", "city")
"""Precision of a place that is somewhere in particular."""


def rows(incident: Incident) -> list[tuple[str, Row]] | LeftOut:
    """(id, feature) of an act that somebody tells as happened."""
    event, days, place = incident.event, incident.days, incident.place
    if event is None:
        return no_act(incident)
    sides = sides_of(event)
    properties: dict[str, Any] = {
        "type": event.type,
        "mode": event.mode,
        "codes": [one.name for one in incident.codes],
        "status": event.status,
        "actors": names(sides.first),
        "recipients": names(sides.second),
        "is_directed": sides.is_directed,
        "first_day": days.first if days else None,
        "last_day": days.last if days else None,
        "is_day_stated": days is not None and days.is_stated,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "place_precision": place.precision if place else None,
        "geonames_id": place.geonames_id if place else None,
        "disputed_by": list(place.disputed_by) if place else [],
        "counts": {name: as_json(count) for name in EFFECTS if (count := total(accounts_of(incident, name)))},
        "claimed_by": voices(incident.asserted),
        "reports": len({one.key[0] for one in incident.asserted}),
        "origins": incident.told.origins,
        "sources": sources(incident.asserted),
        "words": quoted(incident.told.first),
    }
    geometry = _geometry(place)
    return [(incident.id, {"type": "Feature", "id": incident.id, "geometry": geometry, "properties": properties})]


def _geometry(place: Place | None) -> dict[str, Any] | None:
    if place is None or place.precision not in _PLACES or place.lat is None or place.lon is None:
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}
