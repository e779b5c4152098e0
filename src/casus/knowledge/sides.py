"""Sides: whom the actors of statements stand for in a conflict.

The Government, the army and the president of a state are one side, named by the state's ISO code. An armed group that
is no state's, and the authorities of a breakaway region, are sides of their own, named as the reports name them.
Civilians, journalists, mediators of no state and the like take no side.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from casus.knowledge.ruled_regions import region_in, region_of_force
from casus.knowledge.tables import rows
from casus.records import Actor

Side = str
"""ISO 3166 code of a state ("AZE"), or the name of a group ("Hezbollah")."""
_OF_STATE = frozenset(("GOV", "MIL", "COP", "SPY", "JUD", "LEG", "ELI"))
_OF_NONE = frozenset(("REB", "PRM"))
_ALLIANCES = frozenset(("IGO", "UNO", "NGO", "ISM", "IMG", "MNC"))


def side_of(actor: Actor) -> Side | None:
    """The side an actor stands for; None for those who take none and those who cannot be told."""
    return _side_of(actor.name, actor.country, actor.sectors)


@lru_cache(20_000)
def _side_of(name: str, country: str | None, its_sectors: tuple[str, ...]) -> Side | None:
    """As `side_of`; few actors are named very often."""
    sectors = set(its_sectors)
    if name == "unidentified" or sectors & _ALLIANCES:
        return None
    region = region_in(name) or (region_of_force(name) if "PRE" in sectors else None)
    if region is not None and sectors & (_OF_STATE | _OF_NONE):  # it has the code of the state it is counted to
        return region.name
    if sectors & _OF_NONE:
        return name if any(letter.isupper() for letter in name) else None
    return country if sectors & _OF_STATE else None


def sides_of(actors: Iterable[Actor]) -> tuple[Side, ...]:
    """The sides of several actors, each once, in their order."""
    return tuple(dict.fromkeys(side for actor in actors if (side := side_of(actor)) is not None))


def belongs_to(actor: Actor) -> Side | None:
    """The side whose people an actor is of: as `side_of`, and civilians by their country."""
    return side_of(actor) or (None if set(actor.sectors) & _ALLIANCES else actor.country)


@cache
def _states() -> dict[str, str]:
    return {row["code"]: row["name"] for row in rows("states.csv")}


def is_state(side: Side) -> bool:
    """Whether a side is a state."""
    return side in _states()


def name_of(side: Side) -> str:
    """The side's name for a reader: "Azerbaijan", "Hezbollah"."""
    return _states().get(side, side)
