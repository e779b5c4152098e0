"""PLOVER JSON, one event a line, of any status: auxiliary modes say what is denied, feared, demanded or to come."""

from __future__ import annotations

from functools import cache
from typing import Any

from casus import __version__
from casus.exports.counts import accounts_of, total
from casus.exports.incidents import Incident, sides_of
from casus.exports.rows import NO_DAY, TOLL_ALONE, LeftOut, Row, names, no_act, sources
from casus.knowledge.tables import document
from casus.ledger.events import Telling
from casus.records import Actor, Effect, Event, Place, Status

AUXILIARY: dict[Status, str] = {
    "historical": "historical", "future": "future", "conditional": "hypothetical", "requested": "hypothetical",
    "possible": "hypothetical", "negated": "negation",
}  # fmt: skip
"""Status -> PLOVER's auxiliary mode; what is told as actual has none."""
_RESOLUTION = {"point": 5, "city": 4, "district": 3, "province": 2, "country": 1}
_SIZES: tuple[tuple[str, Effect], ...] = (("dead", "killed"), ("injured", "wounded"), ("arrested", "captured"))
QUADS = {
    "verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4,
}  # fmt: skip


def rows(incident: Incident) -> list[tuple[str, Row]] | LeftOut:
    """(id, object) of an act, whatever its status."""
    event, days = incident.record, incident.days
    if not isinstance(event, Event):
        return TOLL_ALONE if incident.counted_with is None else no_act(incident)
    if days is None:
        return NO_DAY
    kind, place, first = types()[event.type], incident.place, incident.told.first
    mode = [part for part in (event.mode, AUXILIARY.get(event.status)) if part]
    sides = sides_of(event)
    recipients = sides.second if sides.is_directed else ()
    told: dict[str, Any] = {
        "id": incident.id,
        "date": days.first,
        "enddate": days.last if days.last != days.first else None,
        "actor": [_entity(one, first) for one in event.actors],
        "recipient": [_entity(one, first) for one in recipients],
        "event": [event.type],
        "mode": mode,
        "context": list(event.contexts),
        "quad_code": QUADS[kind["quad"]],
        "event_scale": intensity(event),
        "event_loc": _place(place) if place is not None else None,
        "event_text": [_text(one) for one in incident.told.tellings],
        "size": _size(incident),
        "cite_info": _citation(first),
        "coder": f"casus {__version__}",
        "comment": _comment(incident),
    }
    needed = ("id", "date", "actor", "event")
    return [(incident.id, {name: value for name, value in told.items() if name in needed or value})]


def intensity(event: Event) -> float:
    """PLOVER's score of an act: of its mode, else of its type."""
    kind = types()[event.type]
    of_mode = kind["modes"].get(event.mode)
    return float(of_mode if of_mode is not None else kind["score"])


@cache
def types() -> dict[str, Any]:
    """PLOVER's types with their quad category, score and modes."""
    found: dict[str, Any] = document("plover.json")["types"]
    return found


def _entity(actor: Actor, telling: Telling) -> dict[str, Any]:
    words = telling.report.text[slice(*actor.mention)] if actor.mention is not None else None
    known = {"code": actor.country, "sector": list(actor.sectors), "entity_text": words, "identifier_text": actor.name}
    return {name: value for name, value in known.items() if value}


def _place(place: Place) -> dict[str, Any]:
    known = {
        "resolved_place": place.name,
        "geonameid": place.geonames_id,
        "lat": place.lat,
        "lon": place.lon,
        "country_code": place.country,
        "resolution": _RESOLUTION.get(place.precision or ""),
    }
    area = {"province": "province", "district": "district", "city": "city"}.get(place.precision or "")
    return {name: value for name, value in known.items() if value is not None} | ({area: place.name} if area else {})


def _text(telling: Telling) -> dict[str, Any]:
    """Where the words stand: code points of the text of a report, which the object does not hold."""
    start, end = telling.record.span
    return {"start": start, "end": end, "text_story": telling.report.id}


def _size(incident: Incident) -> dict[str, int]:
    """The most conservative figures; bounds are in the side file."""
    counts = {name: total(accounts_of(incident, effect)) for name, effect in _SIZES}
    return {name: count.least for name, count in counts.items() if count is not None and count.least is not None}


def _citation(telling: Telling) -> dict[str, Any]:
    report = telling.report
    known = {
        "publication": report.source, "title": report.title, "url": report.url, "language": report.language,
    }  # fmt: skip
    return {name: value for name, value in known.items() if value}


def _comment(incident: Incident) -> str:
    """In whose voice it is told, how often, and what the date is."""
    first = incident.told.first.record
    asserted = incident.asserted or incident.told.tellings
    parts = [f"according to {', '.join(names(first.voice))}"] if first.voice else []
    parts += [f"told by {', '.join(sources(asserted))}"] if sources(asserted) else []
    parts += [f"independent origins: {incident.told.origins}"]
    parts += [f"coded {one.name} ({one.gloss})" if one.gloss else f"coded {one.name}" for one in incident.codes]
    parts += [] if incident.days is None or incident.days.is_stated else ["the date is that of the report"]
    return "; ".join(parts)
