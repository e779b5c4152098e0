"""Places named in English text: where they stand in it, and which places they are.

    find_places("Shelling hit Mosul, in northern Iraq.")     mentions of Mosul and Iraq, with their points
    resolve_place("Birmingham", hints=["USA"])              Birmingham, Alabama

A name is believed to be a place for what it is (a state, a large city), for the words around it ("in",
"village of", ", Alabama") or for the rest of the report; which of several places it means is judged over the
whole report at once. The parts: place_index (what there is), place_words and place_spotting (names in text),
place_patterns (names that end in a kind of place), place_choice (which one is meant).
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from casus.knowledge import place_words as words
from casus.knowledge.place_choice import Context, Meaning, choose, lies_in
from casus.knowledge.place_index import Spot, fold_name, look_up, name_key
from casus.knowledge.place_patterns import longer_names, unknown_names
from casus.knowledge.place_spotting import Scene, Sighting, known_names, person_words, weigh, weigh_uncased, words_of
from casus.records import Place


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """One name of a place in a text, [start, end) in code points.

    place: None never stands for an unknown place: a name in no table has a Place with that name, and with the
        country and the point of what it lies in where the text tells. associative: the words do not say that
        something is there; they are a people, an adjective or a language ("Nigerian", "Iraqis"), or part of a
        longer name ("Washington Post").
    """

    start: int
    end: int
    place: Place | None
    associative: bool
    _spots: tuple[Spot, ...] = field(default=(), repr=False, compare=False)


def find_places(
    text: str, *, hints: Collection[str] = (), cased: bool = True, taken: Sequence[tuple[int, int]] = ()
) -> list[PlaceMention]:
    """Every place named in a text, in order; none overlap.

    hints: ISO3 codes of the states that the report is about. cased: False for a text in capitals or in lower case
        throughout, of which only names that are hardly anything else are taken. taken: spans of the names of
        persons and organisations, in which no place is looked for.
    """
    if cased:
        found = words_of(text, words.TOKEN, taken)
        scene = Scene(text, found, person_words(text, found))
        sightings = longer_names(scene, weigh(scene, known_names(scene.words)))
        sightings = sorted([*sightings, *unknown_names(scene, sightings)], key=lambda one: one.start)
    else:
        scene = Scene(text, words_of(text, words.ANY_TOKEN, taken), set())
        sightings = weigh_uncased(scene, known_names(scene.words))
    return list(_mentions(text, choose(scene, sightings, hints), hints))


def _mentions(text: str, meanings: list[Meaning], hints: Collection[str]) -> Iterator[PlaceMention]:
    around = _Surroundings(meanings)
    unlisted: dict[str, Place] = {}
    for i, (one, spot) in enumerate(meanings):
        if spot is None or (one.drawn and not _is_itself(one, spot)):
            if one.key not in unlisted:
                name = text[one.start : one.end]
                unlisted[one.key] = _place_within(name, spot or around.container(i), hints)
            yield PlaceMention(one.start, one.end, unlisted[one.key], False, one.spots)
        else:
            yield PlaceMention(one.start, one.end, spot.place(), spot.people or one.embedded, one.spots)


def _is_itself(one: Sighting, spot: Spot) -> bool:
    """Whether "X Province", "X City" is the place X itself, not something in it."""
    if one.wants_province and spot.kind in ("province", "territory"):
        return True
    return spot.kind != "state" and one.key.rpartition(" ")[2] in _SELF


_SELF = frozenset("city town village state island islands valley district".split())
"""Kinds of place that add nothing to the name before them: "Imphal City" is Imphal, Imphal Hospital is not."""


class _Surroundings:
    """The known places of a text in their order, to put unknown ones among them."""

    def __init__(self, meanings: list[Meaning]) -> None:
        self._meanings = meanings
        self._spots = {id(one): spot for one, spot in meanings}
        known = [(i, spot) for i, (one, spot) in enumerate(meanings) if spot and not spot.people and not one.embedded]
        self._towns = [i for i, spot in known if spot.kind in ("city", "site", "province", "territory")]
        self._states = [i for i, spot in known if spot.kind == "state"]

    def container(self, i: int) -> Spot | None:
        """What the i-th place lies in: what the text says, else the last place named before it, else the next."""
        said = self._spots.get(id(self._meanings[i][0].container))
        if said is not None:
            return said
        places = self._towns or self._states
        if not places:
            return None
        return self._meanings[places[max(0, bisect_left(places, i) - 1)]][1]


def _place_within(name: str, container: Spot | None, hints: Collection[str]) -> Place:
    """A place in no table, with what is known of it from the place it lies in; a state's point would mislead."""
    if container is None:
        return Place(name=name, country=next(iter(hints)) if len(hints) == 1 else None)
    around = container.place()
    if container.kind == "state":
        return Place(name=name, country=around.country, disputed_by=around.disputed_by)
    return replace(around, name=name, geonames_id=None)


def resolve_place(name: str, *, hints: Collection[str] = ()) -> Place | None:
    """The place of one name, with or without what it lies in ("Moscow", "Moscow, Idaho", "Idlib province").

    None for a name in no table, or for a people ("Iraqi"). hints: ISO3 codes of states it may lie in.
    """
    first, _, larger = name.partition(",")
    spots, wants_province = _spots_of(first)
    outer = _spots_of(larger)[0]
    within = tuple(inner for inner in spots if any(lies_in(inner, spot) for spot in outer))
    if not spots:
        return None
    one = Sighting(0, len(name), "", 0, 0, within or spots, wants_province=wants_province)
    context = Context(hints)
    return max(one.spots, key=lambda spot: context.score(spot, one)).place()


def _spots_of(name: str) -> tuple[tuple[Spot, ...], bool]:
    """What a name may mean, and whether it is called a province."""
    bare = name.strip().removeprefix("the ").removeprefix("The ")
    spots = look_up(name_key(bare)) or look_up(fold_name(bare))
    before, _, kind = bare.rpartition(" ")
    if not spots and before and kind.lower() in words.SETTLEMENTS | {"river", "mountains"}:
        spots = look_up(fold_name(before))
    return tuple(spot for spot in spots if not spot.people), kind.lower() in words.PROVINCES
