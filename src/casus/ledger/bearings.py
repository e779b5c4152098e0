"""What a statement bears on: whose sides and which country it names, and who it shows as fighting whom.

Kept beside the statements in force, so that conflicts are found, and statements given to them, without reading records.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from casus.knowledge.sides import Side, belongs_to, side_of, sides_of
from casus.records import Actor, Event, Place, Pledge, Statement, Tie, Toll, Truce

Pair = tuple[Side, Side]
"""Two sides, by the alphabet."""
FORCE, CEASEFIRE, TRUCE, PROPOSAL, WAR = "force", "ceasefire", "truce", "proposal", "war"
_SURE = 0.5
"""Confidence of a statement that calls two sides belligerents."""
COLUMNS = ("kind", "published", "statement_id", "report_id", "shows", "sides", "pairs", "country", "region")
"""Columns of the table of bearings."""


@dataclass(frozen=True, slots=True, eq=False)
class Bearing:
    """What a statement bears on.

    shows: FORCE that is told as used, a CEASEFIRE as put into effect, a TRUCE that is more than a PROPOSAL, a WAR that
    the report itself is sure of; else None. sides: in its own roles; who says it is none of them. pairs: those it shows
    as using force against each other, or as ending it. country: ISO code, of its place. region: its place, if that is a
    contested region.
    """

    shows: str | None
    sides: frozenset[Side]
    pairs: tuple[Pair, ...]
    country: str | None
    region: str | None


def bearing_of(record: Statement) -> Bearing:
    """What a statement bears on."""
    place = _place(record)
    is_region = place is not None and bool(place.disputed_by) and place.precision in ("province", "district")
    return Bearing(
        shows=_shows(record),
        sides=frozenset(_sides(record)),
        pairs=tuple(sorted(_pairs(record))),
        country=place.country if place is not None else None,
        region=place.name if place is not None and is_region else None,
    )


def written(its: Bearing) -> tuple[str | None, ...]:
    """The last columns of a row."""
    return its.shows, _json(sorted(its.sides)), _json(its.pairs), its.country, its.region


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@lru_cache(50_000)
def bearing_written(shows: str | None, sides: str, pairs: str, country: str | None, region: str | None) -> Bearing:
    """What was written in the last columns of a row; few things are told very often, and are then one object."""
    its = tuple((one, other) for one, other in json.loads(pairs))
    return Bearing(shows, frozenset(json.loads(sides)), its, country, region)


def is_force(record: Statement) -> bool:
    """Whether an event asserts that force was used, in whatever voice, and not long ago."""
    return isinstance(record, Event) and record.type == "ASSAULT" and record.status == "actual"


def is_ceasefire(record: Statement) -> bool:
    """Whether an event is a ceasefire put into effect (PLOVER's RETREAT, ceasefire)."""
    return isinstance(record, Event) and record.mode == "ceasefire" and record.status == "actual"


def _shows(record: Statement) -> str | None:
    if isinstance(record, Truce):
        return TRUCE if record.state != "proposed" else PROPOSAL
    if isinstance(record, Tie):
        is_sure = not record.voice and record.confidence >= _SURE
        return WAR if _is_war(record) and is_sure else None
    return FORCE if is_force(record) else CEASEFIRE if is_ceasefire(record) else None


def _is_war(record: Tie) -> bool:
    return record.kind == "belligerent" and record.caveat is None


def _place(record: Statement) -> Place | None:
    """Where it is; of a pledge, where its case would be."""
    if isinstance(record, Pledge):
        return record.trigger.place
    place: Place | None = getattr(record, "place", None)
    return place


def _sides(record: Statement) -> Iterator[Side]:
    """The sides in a statement's own roles."""
    for actor in _cast(record):
        side = belongs_to(actor) if isinstance(record, (Event, Toll)) else side_of(actor)
        if side is not None:
            yield side


def _cast(record: Statement) -> tuple[Actor, ...]:
    if isinstance(record, Event):
        return (*record.actors, *record.recipients)
    if isinstance(record, Toll):
        return (*record.of, *record.by)
    if isinstance(record, Truce):
        return record.parties
    if isinstance(record, Pledge):
        trigger = record.trigger
        return (*record.guarantors, *record.beneficiaries, *trigger.actors, *trigger.recipients)
    return (*record.a, *record.b) if isinstance(record, Tie) else ()


def _pairs(record: Statement) -> set[Pair]:
    """The pairs of sides that a statement shows as using force against each other, or as ending it."""
    if isinstance(record, Tie):
        return _across(sides_of(record.a), sides_of(record.b)) if _is_war(record) else set()
    if isinstance(record, Truce):  # who calls for one, or brokers it, does not fight
        brokers = sides_of(record.mediators)
        parties = [side for side in sides_of(record.parties) if side not in brokers]
        return _among(parties) if record.state != "proposed" else set()
    if not isinstance(record, Event) or not is_force(record):
        return set()
    doers = sides_of(record.actors)
    suffer = tuple(dict.fromkeys(side for actor in record.recipients if (side := belongs_to(actor)) is not None))
    if suffer:
        return _across(doers, suffer)
    if len(doers) > 1:
        return _among(doers)
    country = record.place.country if record.place is not None else None
    return _across(doers, (country,)) if country is not None else set()


def _across(some: Sequence[Side], others: Sequence[Side]) -> set[Pair]:
    return {_ordered(one, other) for one in some for other in others if one != other}


def _among(sides: Sequence[Side]) -> set[Pair]:
    return {_ordered(one, other) for one, other in combinations(sides, 2)}


def _ordered(one: Side, other: Side) -> Pair:
    return (one, other) if one < other else (other, one)
