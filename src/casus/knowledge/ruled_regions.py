"""Regions with authorities of their own that no state, or hardly any, recognises."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from casus.knowledge.tables import rows, values
from casus.knowledge.tokens import fold


@dataclass(frozen=True, slots=True)
class RuledRegion:
    """A region that rules itself. country: ISO3 of the state it is counted to. adds: sectors its authorities have.

    since, until: the years of that rule, "" when open.
    """

    name: str
    country: str
    adds: tuple[str, ...]
    since: str
    until: str

    def rules_on(self, day: str | None) -> bool:
        """Whether it ruled itself on an ISO date; on an unknown one only if it still does."""
        return not self.until if day is None else self.since <= day[:4] and (not self.until or day[:4] <= self.until)


def ruled_region(name: str, day: str | None, *, seats: bool = True) -> RuledRegion | None:
    """The region that a name, an adjective ("Abkhaz") or, with `seats`, a town its authorities sit in stands for."""
    region, is_seat = _by_name().get(fold(name), (None, False))
    return region if region is not None and region.rules_on(day) and (seats or not is_seat) else None


def region_in(name: str) -> RuledRegion | None:
    """The region that stands at the end of an actor's name: "Defence Ministry of Abkhazia"."""
    _, of, region = name.rpartition(" of ")
    return _by_name().get(fold(region), (None, False))[0] if of else None


def region_of_force(name: str) -> RuledRegion | None:
    """The region that stands at the beginning of a force's name: "Artsakh Defence Army"."""
    words = name.split()
    starts = (_by_name().get(fold(" ".join(words[:n]))) for n in range(len(words) - 1, 0, -1))
    return next((found[0] for found in starts if found is not None and not found[1]), None)


@cache
def _by_name() -> dict[str, tuple[RuledRegion, bool]]:
    """Folded name -> its region and whether the name is only a seat's."""
    found: dict[str, tuple[RuledRegion, bool]] = {}
    for name, region, is_seat in _names():
        found.setdefault(fold(name), (region, is_seat))
    return found


def _names() -> Iterator[tuple[str, RuledRegion, bool]]:
    for row in rows("ruled_regions.csv"):
        region = RuledRegion(row["name"], row["country"], tuple(values(row["adds"])), row["from"], row["to"])
        for name in (row["name"], *values(row["names"])):
            yield name, region, False
        for name in values(row["seats"]):
            yield name, region, True
