"""The 49 columns of the UCDP Georeferenced Event Dataset (docs/exports.md): one row an event with deaths.

UCDP's definition: armed force by an organised actor with at least one direct death at a given place and date.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from casus.exports.cells import listed
from casus.exports.codes import state
from casus.exports.counts import Account, Count, accounts_of, added, total
from casus.exports.data_sets import UCDP_GED, rows_told_by
from casus.exports.incidents import Days, Incident, Sides, sides_of
from casus.exports.kinds import is_civilian, is_organised, is_state
from casus.exports.rows import LeftOut, Row, names, no_act, point, sources
from casus.ledger.events import Telling
from casus.records import Actor, Event, Place, Toll

COLUMNS = UCDP_GED.columns

_NO_FORCE = LeftOut("it is no armed force by a named organisation")
_NO_DEATH = LeftOut("no death is told for certain")
_NO_PLACE = LeftOut("no place is told")
_NO_DAY = LeftOut("no day is told")


@dataclass(frozen=True, slots=True)
class _Deaths:
    a: int
    b: int
    civilians: int
    unknown: int
    best: int
    high: int
    low: int


def rows(incident: Incident) -> list[tuple[str, Row]] | LeftOut:
    """(id, row) of an incident: one, or those of UCDP's own that tell of it."""
    own = rows_told_by(incident, UCDP_GED)
    if own:
        return [(row["id"], dict(row)) for row in own]
    sides = _sides(incident)
    accounts = accounts_of(incident, "killed")
    killed = total(accounts)
    place, days = incident.place, incident.days
    if incident.event is None and (not isinstance(incident.record, Toll) or incident.counted_with):
        return no_act(incident)
    if sides is None:
        return _NO_FORCE
    if killed is None or not killed.least:
        return _NO_DEATH
    if place is None or place.country is None:
        return _NO_PLACE
    is_alone = incident.event is None
    if days is None or not days.is_stated or (is_alone and (days.length > 1 or days.is_about)):
        return _NO_DAY
    number = number_of(incident.id)
    return [(str(number), _row(incident, sides, place, days, _deaths(accounts, killed, sides)) | {"id": number})]


def number_of(name: str) -> int:
    """A whole number below 2**53 that is the same for the same id everywhere, for formats without names."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") >> 11


def _sides(incident: Incident) -> Sides | None:
    """The sides of armed force by an organisation, a government first; None for anything else."""
    record = incident.record
    if isinstance(record, Event) and (incident.event is None or record.type != "ASSAULT"):
        return None
    sides = sides_of(record)
    if not any(map(is_organised, sides.first)):
        return None
    is_turned = not any(map(is_state, sides.first)) and any(map(is_state, sides.second))
    return Sides(sides.second, sides.first, sides.is_directed) if is_turned else sides


def _row(incident: Incident, sides: Sides, place: Place, days: Days, deaths: _Deaths) -> Row:
    side_a, side_b = _main(sides.first), _main(sides.second)
    asserted = _by_day(incident.asserted)
    offices = sources(asserted)
    row: Row = dict.fromkeys(COLUMNS)
    row |= {
        "year": int(days.first[:4]),
        "type_of_violence": _type(sides),
        "dyad_name": f"{side_a.name} - {side_b.name}" if side_a and side_b else None,
        "side_a": side_a.name if side_a else None,
        "side_b": side_b.name if side_b else None,
        "number_of_sources": len(offices) or -1,
        "source_article": listed([_article(one) for one in asserted]),
        "source_office": listed(offices),
        "source_date": listed([one.report.published or "" for one in asserted]),
        "source_headline": listed([one.report.title or "" for one in asserted]),
        "source_original": listed([name for one in asserted for name in names(one.record.voice)]),
        **_where(place),
        "event_clarity": 1 if days.length == 1 else 2,
        "date_prec": date_prec(days),
        "date_start": days.first,
        "date_end": days.last,
        "deaths_a": deaths.a,
        "deaths_b": deaths.b,
        "deaths_civilians": deaths.civilians,
        "deaths_unknown": deaths.unknown,
        "best": deaths.best,
        "high": deaths.high,
        "low": deaths.low,
        "gwnoa": _number(side_a),
        "gwnob": _number(side_b),
    }
    return row


def _main(side: tuple[Actor, ...]) -> Actor | None:
    """The actor a side is named after: the first that is organised, else the first."""
    return next((actor for actor in side if is_organised(actor)), side[0] if side else None)


def _type(sides: Sides) -> int | None:
    """1 state-based, 2 non-state, 3 one-sided; None where the other side is not known to be one of these."""
    if sides.second and all(map(is_civilian, sides.second)):
        return 3
    if not any(map(is_organised, sides.second)):
        return None
    return 1 if any(map(is_state, (*sides.first, *sides.second))) else 2


def _number(actor: Actor | None) -> int | None:
    """The Gleditsch-Ward number of a government; armed groups have none."""
    found = state(actor.country) if actor is not None and is_state(actor) else None
    return found.gw if found is not None else None


def _where(place: Place) -> Row:
    found, (lat, lon) = state(place.country), point(place)
    area = {"province": "adm_1", "district": "adm_2"}.get(place.precision or "")
    cells: Row = {
        "where_prec": where_prec(place),
        "where_coordinates": place.name,
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": f"POINT ({lon} {lat})" if lat is not None else None,
        "priogrid_gid": priogrid(lat, lon) if lat is not None and lon is not None else None,
        "country": found.name if found else None,
        "country_id": found.gw if found else None,
        "region": found.ucdp_region if found else None,
    }
    return {**cells, area: place.name} if area else cells


def where_prec(place: Place) -> int:
    """UCDP's class: 1 the place itself, 3 second-order and 4 first-order area, 5 elsewhere named, 6 the country."""
    return {"point": 1, "city": 1, "district": 3, "province": 4, "country": 6}.get(place.precision or "", 5)


def date_prec(days: Days) -> int:
    """UCDP's class: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 more."""
    if days.length == 1:
        return 2 if days.is_about else 1
    return next((prec for longest, prec in ((6, 2), (7, 3), (31, 4)) if days.length <= longest), 5)


def priogrid(lat: float, lon: float) -> int:
    """The number of the half-degree cell of PRIO-GRID: 720 cells a row, from the south-west corner of the globe."""
    row, column = min(int((lat + 90) * 2), 359), min(int((lon + 180) * 2), 719)
    return row * 720 + column + 1


def _deaths(accounts: list[Account], killed: Count, sides: Sides) -> _Deaths:
    """Deaths by side, as the newest report has them; the rest is unknown, and all where sides exceed the whole."""
    best = killed.best if killed.best is not None else killed.least or 0
    found = {"a": 0, "b": 0, "civilians": 0}
    for column in found:
        for account in accounts:
            its = added(toll for toll in account.tolls if _column(toll, sides) == column)
            found[column] = next((n for n in (its.best, its.least) if n is not None), found[column])
    if sum(found.values()) > best:
        found = dict.fromkeys(found, 0)
    high = max(best, killed.high or 0)
    low = min(best, killed.least or 0)
    return _Deaths(**found, unknown=best - sum(found.values()), best=best, high=high, low=low)


def _column(toll: Toll, sides: Sides) -> str | None:
    if toll.group == "civilians" or (toll.of and all(map(is_civilian, toll.of))):
        return "civilians"
    named = {actor.name for actor in toll.of}
    for column, side in (("a", sides.first), ("b", sides.second)):
        if named and named & {actor.name for actor in side}:
            return column
    return None


def _by_day(tellings: tuple[Telling, ...]) -> list[Telling]:
    """One statement of each report, by day."""
    reports = {one.key[0]: one for one in reversed(tellings)}
    return sorted(reports.values(), key=lambda one: (one.report.published or "", one.key))


def _article(telling: Telling) -> str:
    """Source, date and headline, as UCDP writes them."""
    report = telling.report
    return '"' + ",".join(part or "" for part in (report.source, report.published, report.title)) + '"'
