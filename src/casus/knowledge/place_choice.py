"""Which place a name means, judged over the whole report: what it says contains what, what else it speaks of,
size."""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import pairwise

from casus.knowledge import place_words as words
from casus.knowledge.place_index import Spot, abbreviations, kilometres
from casus.knowledge.place_spotting import Scene, Sighting

# COUNTRY to CITY_FIRST were swept on geowebnews: halving or doubling any of them costs at most 0.7 points of the
# places within 161 km.
COUNTRY = 2.5  # what it adds, at most, that the report speaks of the country
PROVINCE = 1.5  # and of the province
NEARBY = 1.5  # and of another place close by
HINT = 3.0  # mentions of a country that one hint stands for
CITY_FIRST = 3.0  # what a province loses when a city has its name and the text does not say "province"
LITTLE_KNOWN = 5.2  # a place of fewer people than this (150,000) is not looked for outside the countries spoken of
SAME_TOWN_KM = 60
SAME_PROVINCE_KM = 300


# ------------------------------------------------------------------ "X, Y": what lies in what
_SHORT = re.compile(r",\s+([A-Z](?:[a-z]{1,5}|\.?[A-Z]?)\.?[A-Z]?[a-z]{0,2}\.?)(?!\w)")


def lies_in(spot: Spot, larger: Spot) -> bool:
    """Whether one place lies in another, as far as the index tells."""
    if spot is larger or spot.people or larger.people or spot.name == larger.name:
        return False
    if larger.kind == "state":
        return spot.kind != "state" and spot.country == larger.country
    if larger.kind == "city":
        inner = spot.kind in ("city", "site") and spot.fame < larger.fame and not spot.second
        return inner and kilometres(spot, larger) < SAME_TOWN_KM
    if spot.kind in ("state", "region") or larger.kind in ("site", "seat"):
        return False
    if spot.kind == larger.kind == "province" and (spot.precision, larger.precision) != ("district", "province"):
        return False
    if larger.kind == "province" and spot.admin1 and larger.admin1:
        return (spot.country, spot.admin1) == (larger.country, larger.admin1)
    return kilometres(spot, larger) < SAME_PROVINCE_KM and larger.country in (None, spot.country)


def pair(inner: Sighting, outer: Sighting) -> tuple[Spot, Spot] | None:
    """The best reading of "inner, outer" as a place and what it lies in; None when there is none."""
    if not inner.spots or not outer.spots or inner.spots[0].people or outer.spots[0].people:
        return None
    plain_state = inner.spots[0].kind == "state"
    pairs = [
        (spot, larger)
        for larger in outer.spots
        for spot in inner.spots
        if lies_in(spot, larger)
        and not (plain_state and larger.kind != "province")
        and not (larger.kind == "city" and spot.fame < inner.spots[0].fame - 1)  # "Washington, New York" is a list
    ]
    return max(pairs, key=lambda both: both[0].fame + both[1].fame, default=None)


_TOWN_OF = re.compile(
    r"\s+(?:[a-z-]+\s+)?(?:town|city|village|province|region|district|port|capital|enclave|hamlet) of\s+"
)


def settle_in_country(people: Sighting, place: Sighting, chosen: dict[int, Spot]) -> None:
    """Read "the Syrian town of X" as a place in Syria."""
    country = people.spots[0].country
    if country is None:
        return
    within = [spot for spot in place.spots if spot.country == country and spot.kind != "state"]
    if within:
        chosen.setdefault(id(place), within[0])
    elif not place.spots or place.spots[0].fame < LITTLE_KNOWN:
        place.spots, place.container = (), people


_INSIDE = re.compile(r"\bin\b|[a-z] of\b")
_ENUMERATED = re.compile(r",?\s+(?:and|or)\s|,\s+[A-Z]")


def is_elsewhere(inner: Sighting, outer: Sighting) -> bool:
    """Whether a name is in the index only for small places elsewhere than the text puts it ("Omar in Syria")."""
    if not outer.spots or outer.spots[0].kind not in ("state", "province", "territory"):
        return False
    named = inner.evidence >= 3 or inner.key not in words.traps()  # "the town of Omar", not "Most in Syria"
    return named and inner.spots[0].kind == "city" and inner.spots[0].fame < LITTLE_KNOWN


def find_containers(scene: Scene, sightings: list[Sighting], chosen: dict[int, Spot]) -> None:
    """Join places with what the text says they lie in, and fix what both mean."""
    for inner, outer in pairwise(sightings):
        between = scene.text[inner.end : outer.start]
        if len(between) <= 40 and inner.spots and inner.spots[0].people and _TOWN_OF.fullmatch(between):
            settle_in_country(inner, outer, chosen)
        if len(between) > 40 or not words.CONTAINED.fullmatch(between):
            continue
        both = pair(inner, outer)
        if both is None:
            if not inner.spots or (_INSIDE.search(between) and is_elsewhere(inner, outer)):
                inner.spots, inner.container, inner.evidence = (), outer, inner.evidence + 3
            continue
        if both[0].kind == both[1].kind and _ENUMERATED.match(scene.text, outer.end):
            continue
        inner.container = outer
        inner.evidence += 3
        outer.evidence += 2
        chosen[id(inner)], chosen[id(outer)] = both


def add_abbreviations(scene: Scene, sightings: list[Sighting], chosen: dict[int, Spot]) -> list[Sighting]:
    """Sightings with the abbreviated provinces after a comma among them ("Fresno, Calif.")."""
    added: list[Sighting] = []
    for sighting in sightings:
        added.append(sighting)
        match = _SHORT.match(scene.text, sighting.end)
        if match is None:
            continue
        short, end = match[1], match.end(1)
        larger = abbreviations().get(short)
        if larger is None and short.endswith("."):
            larger, end = abbreviations().get(short[:-1]), end - 1
        if larger is None:
            continue
        inside = next((spot for spot in sighting.spots if lies_in(spot, larger)), None)
        if inside is None and sighting.spots:
            continue
        outer = Sighting(match.start(1), end, short, sighting.last, sighting.last, (larger,), evidence=3)
        sighting.container = outer
        sighting.evidence += 3
        chosen[id(outer)] = larger
        if inside is not None:
            chosen[id(sighting)] = inside
        added.append(outer)
    return added


# ------------------------------------------------------------------ what the report speaks of
class Context:
    """Countries, provinces and points that the report speaks of, apart from the name in question."""

    def __init__(self, hints: Collection[str]) -> None:
        self.countries: dict[str, float] = defaultdict(float)
        self.provinces: dict[tuple[str, str], float] = defaultdict(float)
        self.anchors: dict[Spot, None] = {}
        for code in hints:
            self.countries[code] += HINT

    def add(self, spot: Spot) -> None:
        """Take in a place that is certain."""
        if spot.country is None:
            return
        self.countries[spot.country] += 0.5 if spot.people else 1.0
        if spot.admin1:
            self.provinces[spot.country, spot.admin1] += 1.0
        if spot.kind in ("city", "province", "territory", "site") and not spot.people and spot.lat is not None:
            self.anchors[spot] = None

    def speaks_of(self, spots: Sequence[Spot]) -> bool:
        """Whether the report speaks of the country of one of them more than in passing; says nothing of a seat."""
        if not spots or spots[0].kind == "seat":
            return False
        return any(spot.country is not None and self.countries.get(spot.country, 0.0) >= 2 for spot in spots)

    def best(self, sighting: Sighting) -> Spot | None:
        """What a name most likely means; None for a little-known place in a country that the report leaves out."""
        spots = sighting.spots
        found = spots[0] if len(spots) == 1 else max(spots, key=lambda spot: self.score(spot, sighting))
        if found.kind != "city" or found.fame >= LITTLE_KNOWN or found.country in self.countries:
            return found
        return None if sum(self.countries.values()) >= 2 else found

    def score(self, spot: Spot, sighting: Sighting) -> float:
        """How likely a name means that place."""
        total = spot.fame
        if spot.country is not None:
            said = self.countries.get(spot.country, 0.0)
            # a province takes more from its country, for it competes with states ("Georgia")
            total += COUNTRY * said / (said + 0.75) * (1.5 if spot.kind == "province" else 1.0)
            if spot.admin1:
                said = self.provinces.get((spot.country, spot.admin1), 0.0)
                total += PROVINCE * said / (said + 1.0)
        if spot.kind != "state" and self.anchors:
            nearest = min((kilometres(spot, anchor) for anchor in self.anchors), default=math.inf)
            total += NEARBY * math.exp(-nearest / 100)
        if spot.kind == "province":
            total += 3.0 if sighting.wants_province else -CITY_FIRST * _has_city(spot, sighting)
        return total


def _has_city(province: Spot, sighting: Sighting) -> bool:
    """Whether a city of some size in the same country shares the province's name."""
    return any(spot.kind == "city" and spot.fame > 4.6 and spot.country == province.country for spot in sighting.spots)


def is_certain(sighting: Sighting) -> bool:
    """Whether a name hardly needs its context: it means one place, or one that dwarfs the others."""
    if len(sighting.spots) == 1 or sighting.spots[0].people:
        return True
    return sighting.spots[0].fame - sighting.spots[1].fame >= 2.0 or sighting.spots[0].kind == "state"


def accepted(text: str, sightings: list[Sighting], context: Context, persons: set[str]) -> list[Sighting]:
    """The sightings that are believed: on their own, with the report's countries, or as a name already
    believed."""
    sure = [one for one in sightings if one.evidence >= one.need]
    for one in sure:
        if one.spots and is_certain(one) and one.spots[0].fame >= 4.6:
            context.add(one.spots[0])
    known = {one.key for one in sure if one.evidence >= 2 and one.spots and one.spots[0].kind != "seat"}
    contained = {one.key for one in sure if one.container is not None}
    names = {id(one) for one in sure}
    believed: list[Sighting] = []
    for before, one, after in zip([None, *sightings], sightings, [*sightings[1:], None], strict=False):
        points = one.evidence + context.speaks_of(one.spots)
        opens = not one.before and words.traps().get(one.key) == "word"  # "Reading is ...": a word before a town
        if one.key in known and (one.key not in persons or one.key in contained) and not opens:
            points += 4 if one.key in contained else 3
        points += is_listed(text, before, one, names) or is_listed(text, one, after, names)
        if points >= one.need:
            believed.append(one)
    return believed


_LISTED = re.compile(r",\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+")


def is_listed(text: str, one: Sighting | None, other: Sighting | None, sure: set[int]) -> bool:
    """Whether two names stand side by side in a list, one of them certainly a place ("Tal Afar and Mosul")."""
    if one is None or other is None or not one.spots or not other.spots or one.spots[0] == other.spots[0]:
        return False
    if not (id(one) in sure or id(other) in sure) or one.spots[0].people or other.spots[0].people:
        return False
    return _LISTED.fullmatch(text, one.end, other.start) is not None


Meaning = tuple[Sighting, Spot | None]
"""A sighting that is believed, and what it means; None for a name in no table."""


def choose(scene: Scene, sightings: list[Sighting], hints: Collection[str]) -> list[Meaning]:
    """The believed sightings with what they mean, in the order of the text; a name means one place all through."""
    chosen: dict[int, Spot] = {}
    find_containers(scene, sightings, chosen)
    sightings = add_abbreviations(scene, sightings, chosen)
    context = Context(hints)
    for certain in chosen.values():
        context.add(certain)
    believed = accepted(scene.text, sightings, context, scene.persons)
    senses: dict[tuple[str, bool], Spot] = {}
    for one in believed:
        if id(one) in chosen:
            senses.setdefault((one.key, one.wants_province), chosen[id(one)])
    result: list[Meaning] = []
    for one in believed:
        sense = (one.key, one.wants_province)
        spot = chosen.get(id(one)) or senses.get(sense)
        if spot is None and one.spots:
            spot = context.best(one)
            if spot is None and one.evidence < 2:
                continue
        if spot is not None and sense not in senses:
            senses[sense] = spot
            if spot.kind in ("city", "site"):
                context.anchors[spot] = None
        result.append((one, spot))
    return result
