"""The 31 columns of ACLED (docs/exports.md, codebook of 2024): one row an event of a type that ACLED has.

What decides: the act's type and mode, who does it and who suffers it. An attack whose target nobody names has no type
of ACLED's and is left out, unless its means alone decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from casus.exports.cells import listed
from casus.exports.codes import state
from casus.exports.counts import Count, accounts_of, total
from casus.exports.data_sets import ACLED, rows_told_by
from casus.exports.incidents import Days, Incident, Sides, sides_of
from casus.exports.kinds import is_armed, is_civilian, is_state
from casus.exports.rows import NO_DAY, LeftOut, Row, last_told, names, no_act, point, quoted, sources, voices
from casus.ledger.events import Telling, codes_told
from casus.records import Actor, Event, Place, Toll

COLUMNS = ACLED.columns
TYPES: dict[str, tuple[str, str]] = {
    "Armed clash": ("Battles", "Political violence"),
    "Excessive force against protesters": ("Protests", "Political violence; Demonstrations"),
    "Protest with intervention": ("Protests", "Demonstrations"),
    "Peaceful protest": ("Protests", "Demonstrations"),
    "Violent demonstration": ("Riots", "Demonstrations"),
    "Air/drone strike": ("Explosions/Remote violence", "Political violence"),
    "Suicide bomb": ("Explosions/Remote violence", "Political violence"),
    "Shelling/artillery/missile attack": ("Explosions/Remote violence", "Political violence"),
    "Remote explosive/landmine/IED": ("Explosions/Remote violence", "Political violence"),
    "Sexual violence": ("Violence against civilians", "Political violence"),
    "Attack": ("Violence against civilians", "Political violence"),
    "Abduction/forced disappearance": ("Violence against civilians", "Political violence"),
    "Agreement": ("Strategic developments", "Strategic developments"),
    "Arrests": ("Strategic developments", "Strategic developments"),
    "Change to group/activity": ("Strategic developments", "Strategic developments"),
    "Looting/property destruction": ("Strategic developments", "Strategic developments"),
}
"""Sub-type -> (type, disorder type), in ACLED's order of precedence."""
_MEANS = {
    "aerial": "Air/drone strike", "drone": "Air/drone strike", "suicide-attack": "Suicide bomb",
    "heavy-weapons": "Shelling/artillery/missile attack", "explosives": "Remote explosive/landmine/IED",
}  # fmt: skip
"""Modes of ASSAULT that decide alone, where only one side uses force."""
_ACTS: dict[tuple[str, str | None], str] = {
    ("ASSAULT", "sexual"): "Sexual violence",
    ("ASSAULT", "abduct"): "Abduction/forced disappearance",
    ("ASSAULT", "torture"): "Attack",
    ("ASSAULT", "beat"): "Attack",
    ("ASSAULT", "destroy"): "Looting/property destruction",
    ("PROTEST", None): "Peaceful protest",
    ("PROTEST", "demo"): "Peaceful protest",
    ("PROTEST", "obstruct"): "Peaceful protest",
    ("PROTEST", "riot"): "Violent demonstration",
    ("PROTEST", "vandalize"): "Violent demonstration",
    ("COERCE", "arrest"): "Arrests",
    ("COERCE", "seize"): "Looting/property destruction",
    ("RETREAT", "ceasefire"): "Agreement",
    ("RETREAT", "withdraw"): "Change to group/activity",
    ("RETREAT", "disarm"): "Change to group/activity",
    ("MOBILIZE", "troops"): "Change to group/activity",
    ("MOBILIZE", "weapons"): "Change to group/activity",
    ("MOBILIZE", "militia"): "Change to group/activity",
}
INTER = (
    "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians",
    "External/Other forces",
)  # fmt: skip
"""Kinds of actors in the order of their old numbers, 1 to 8."""
_MONTH = 31
_NO_MONTH = LeftOut("it is known to no month, the longest time that ACLED has")
_NO_TYPE = LeftOut("its kind of act or its target fits no type of ACLED's")


def rows(incident: Incident) -> list[tuple[str, Row]] | LeftOut:
    """(id, row) of an incident: one, or those of ACLED's own that tell of it."""
    own = rows_told_by(incident, ACLED)
    if own:
        return [(row["event_id_cnty"], dict(row)) for row in own]
    event, days = incident.event, incident.days
    if event is None:
        return no_act(incident)
    if days is None:
        return NO_DAY
    if days.length > _MONTH:
        return _NO_MONTH
    killed = total(accounts_of(incident, "killed"))
    found = _by_codebook(incident) or _by_precedence(incident, killed)
    if found is None:
        return _NO_TYPE
    return [(incident.id, _row(incident, *found, days, killed))]


@dataclass(frozen=True, slots=True)
class AcledType:
    """What ACLED calls an act."""

    disorder: str | None
    event_type: str
    sub_event_type: str


def _by_codebook(incident: Incident) -> tuple[Telling, AcledType] | None:
    """What the user's codebook says that ACLED calls it, with the statement that has the code."""
    for code in incident.codes:
        told = code.exports.get("acled")
        decisive = next((one for one in incident.asserted if codes_told([one]) == (code.name,)), None)
        if told is not None and decisive is not None:
            event_type, disorder = told["event_type"], told.get("disorder_type")
            usual = next((its for name, its in TYPES.values() if name == event_type), None)
            return decisive, AcledType(disorder or usual, event_type, told["sub_event_type"])
    return None


def _by_precedence(incident: Incident, killed: Count | None) -> tuple[Telling, AcledType] | None:
    """The first in ACLED's order of what the statements say, with the statement that says so."""
    kinds = {kind: one for one in reversed(incident.asserted) if (kind := _kind(one.record, killed))}
    kind = next((kind for kind in TYPES if kind in kinds), None)
    if kind is None:
        return None
    event_type, disorder = TYPES[kind]
    return kinds[kind], AcledType(disorder, event_type, kind)


def _row(incident: Incident, decisive: Telling, kind: AcledType, days: Days, killed: Count | None) -> Row:
    """decisive: the statement that gives the type, and with it the sides and the words."""
    sides, event_type = sides_of(decisive.record), kind.event_type
    row: Row = dict.fromkeys(COLUMNS)
    row |= {
        "event_id_cnty": incident.id,
        "event_date": days.first,
        "year": int(days.first[:4]),
        "time_precision": time_precision(days),
        "disorder_type": kind.disorder,
        "event_type": event_type,
        "sub_event_type": kind.sub_event_type,
        **_actors(sides, event_type, incident.place),
        "civilian_targeting": "Civilians targeted" if _is_against_civilians(sides, event_type) else None,
        **_where(incident.place),
        "source": listed(sources(incident.asserted)),
        "notes": quoted(decisive),
        "fatalities": (killed.least if killed is not None else None) or 0,
        "tags": listed(_tags(incident, days, killed), "; "),
        "timestamp": _seconds(last_told(incident)),
    }
    return row


def _kind(event: Event | Toll, killed: Count | None) -> str | None:
    """The sub-type of one statement; None where ACLED has none for it."""
    if isinstance(event, Toll):
        return None
    sides = sides_of(event)
    armed = [any(map(is_armed, side)) for side in (sides.first, sides.second)]
    if event.type == "AGREE":
        return "Agreement" if len(event.actors) > 1 else None
    if event.type == "ASSAULT" and event.mode not in ("sexual", "abduct", "torture", "beat", "destroy"):
        if event.mode == "crowd-control":
            return "Excessive force against protesters" if killed and killed.least else "Protest with intervention"
        if all(armed) and (not sides.is_directed or event.mode not in _MEANS):
            return "Armed clash"
        if event.mode in _MEANS:
            return _MEANS[event.mode]
        return "Attack" if sides.second and all(map(is_civilian, sides.second)) else None
    is_political = event.type in ("ASSAULT", "PROTEST") or armed[0]
    return _ACTS.get((event.type, event.mode)) if is_political else None


def _actors(sides: Sides, event_type: str, place: Place | None) -> Row:
    first, second = sides.first, sides.second
    inter = [_inter(side[0], event_type, place) if side else None for side in (first, second)]
    both = sorted((kind for kind in inter if kind), key=INTER.index)
    return {
        "actor1": first[0].name if first else None,
        "assoc_actor_1": listed(names(first[1:])),
        "inter1": inter[0],
        "actor2": second[0].name if second else None,
        "assoc_actor_2": listed(names(second[1:])),
        "inter2": inter[1],
        "interaction": "-".join(both) if len(both) == 2 else f"{both[0]} only" if both and not second else None,
    }


def _inter(actor: Actor, event_type: str, place: Place | None) -> str | None:
    """What kind of actor it is, in ACLED's words; None where its sectors do not say."""
    sectors = set(actor.sectors)
    if "IGO" in sectors:
        return "External/Other forces"
    if is_state(actor):
        is_abroad = place is not None and not place.disputed_by and None not in (place.country, actor.country)
        return "External/Other forces" if is_abroad and place and place.country != actor.country else "State forces"
    if "REB" in sectors:
        return "Rebel group"
    if sectors & {"PRM", "UAF"}:
        return "Political militia"
    if is_civilian(actor):
        return {"Protests": "Protesters", "Riots": "Rioters"}.get(event_type, "Civilians")
    return None


def _is_against_civilians(sides: Sides, event_type: str) -> bool:
    is_force = event_type in ("Violence against civilians", "Explosions/Remote violence", "Battles")
    return is_force and bool(sides.second) and is_civilian(sides.second[0])


def _where(place: Place | None) -> Row:
    """Country, areas and point: of a country alone no point, since nothing is known to have happened there."""
    if place is None:
        return {}
    found, (lat, lon) = state(place.country), point(place)
    level = {"province": "admin1", "district": "admin2", "country": "country"}.get(place.precision or "", "location")
    cells: Row = {
        "iso": found.iso_numeric if found else None,
        "country": found.name if found else None,
        "latitude": round(lat, 4) if lat is not None else None,
        "longitude": round(lon, 4) if lon is not None else None,
        "geo_precision": geo_precision(place),
    }
    return cells if level == "country" else {**cells, level: place.name, "location": place.name}


def time_precision(days: Days) -> int:
    """1 the day, 2 within a week, 3 within a month."""
    if not days.is_stated:
        return 3
    return 1 if days.length == 1 and not days.is_about else 2 if days.length <= 7 else 3


def geo_precision(place: Place) -> int | None:
    """1 the place itself, 2 a small area, 3 a province; None where only the country is known."""
    return {"point": 1, "city": 1, "district": 2, "province": 3}.get(place.precision or "")


def _tags(incident: Incident, days: Days, killed: Count | None) -> list[str]:
    """What no column of ACLED's says: bounds on the dead, whose claim it is, a day that is the report's, codes."""
    claimed = [f"according to={name}" for name in voices(incident.asserted)]
    codes = [f"code={one.name}" for one in incident.codes]
    return [*codes, *_bounds(killed), *claimed, *([] if days.is_stated else ["date=day of report"])]


def _bounds(killed: Count | None) -> Iterable[str]:
    if killed is None:
        return ["fatalities=unknown"]
    given = (("low", killed.low), ("best", killed.best), ("high", killed.high))
    return [f"fatalities {name}={number}" for name, number in given if number is not None]


def _seconds(day: str | None) -> int | None:
    """Midnight (UTC) of a day in Unix seconds."""
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()) if day else None
