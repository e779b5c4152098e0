"""Names of places that end in a kind of place ("Jamsil Stadium", "Osun State"), and names in no table."""

import re
from collections import Counter
from collections.abc import Iterator

from casus.knowledge import place_words as words
from casus.knowledge.place_index import Spot
from casus.knowledge.place_spotting import Scene, Sighting, Word, points_before

LONGEST_RUN = 6  # words of one name


# ------------------------------------------------------------------ names that end in a kind of place
def runs(scene: Scene) -> Iterator[tuple[int, int]]:
    """First and last word of every unbroken run of two to six capitalised words that may be one name."""
    first = 0
    while first < len(scene.words):
        last = first
        if not _only_opens(scene.words[first]) and not scene.in_title(scene.words[first].start):
            while last - first + 1 < LONGEST_RUN and _goes_on(scene, last):
                last += 1
        if last > first:
            yield first, last
        first = last + 1


def _only_opens(word: Word) -> bool:
    """Whether a word is no part of the name of a place but may stand before one ("In", "President")."""
    return word.key in words.FUNCTION or word.key in words.TITLES


def _goes_on(scene: Scene, last: int) -> bool:
    """Whether the word after one belongs to the same name."""
    if last + 1 >= len(scene.words):
        return False
    gap = scene.words[last + 1].gap
    return gap in (" ", "-") or (gap == " of " and scene.words[last].text in words.BUILDINGS)


def longer_names(scene: Scene, sightings: list[Sighting]) -> list[Sighting]:
    """The sightings, with known names and unknown ones drawn out to the kind of place they end in."""
    by_first = {one.first: one for one in sightings if not _is_street(scene, one)}
    drawn: list[Sighting] = []
    for first, last in runs(scene):
        end = next((i for i in range(last, first, -1) if scene.words[i].text in words.HEADS), last + 1)
        if end < last - 1 or end > last or (end < last and scene.words[last].key not in words.COMPASS):
            continue
        inside = [by_first[i] for i in range(first, last + 1) if i in by_first]
        if not any(one.last >= end for one in inside):
            drawn += _draw(scene, first, last, inside[0] if inside else None, scene.words[end].text)
    covered = {i for one in drawn for i in range(one.first, one.last + 1)}
    kept = (one for one in by_first.values() if one.first not in covered)
    return sorted([*kept, *drawn], key=lambda one: one.start)


def _is_street(scene: Scene, one: Sighting) -> bool:
    """Whether a name in the index is more likely a street or a square of the same name elsewhere."""
    several = one.last > one.first and scene.words[one.last].text in words.STREETS
    return several and one.spots[0].kind == "city" and one.spots[0].fame < 5


def _draw(scene: Scene, first: int, last: int, inside: Sighting | None, head: str) -> list[Sighting]:
    """The sighting of a run that ends in a kind of place (head); nothing where it hardly names one."""
    known = _base(scene, first, inside, head)
    if head in ("State", "City") and (not known or known[0].country == "USA"):
        return []  # "Mississippi State" is a university
    if head in ("Centre", "Center") and scene.text.startswith((" for ", " of "), scene.words[last].end):
        return []  # an institute
    one = _sighting(scene, first, last, known)
    one.wants_province = head.lower() in words.PROVINCES
    surname = last == first + 1 and words.traps().get(scene.words[first].key) == "given"
    vague = not known and head in words.VAGUE_LAND
    if (head in words.BUILDINGS or surname or vague) and points_before(one.before) < 1:
        return []  # who, not where: "Sally Lane said", "the Supreme Court Library was closed"
    named = any(word.text not in _GENERIC for word in scene.words[first : last + 1])
    return [one] if named or head not in words.BUILDINGS else []  # "the Catholic Church" is not one building


_GENERIC = words.ORGANISATIONS | words.HEADS


def _base(scene: Scene, first: int, inside: Sighting | None, head: str) -> tuple[Spot, ...]:
    """What the name before the kind of place may mean, where the longer one lies in it: Oaxaca of "Oaxaca
    State"."""
    if inside is None or inside.first != first or inside.spots[0].people or head in words.STREETS:
        return ()
    ordinary = inside.last == first and words.traps().get(scene.words[first].key) == "word"
    other = head in ("State", "City") and inside.spots[0].kind not in ("province", "city")
    return () if ordinary or other else inside.spots


def _sighting(scene: Scene, first: int, last: int, spots: tuple[Spot, ...]) -> Sighting:
    """A sighting that is believed for the kind of place in it or beside it."""
    key = " ".join(word.key for word in scene.words[first : last + 1])
    start, end = scene.words[first].start, scene.words[last].end
    one = Sighting(start, end, key, first, last, spots, evidence=2, drawn=True)
    one.before = scene.before(one)
    return one


# ------------------------------------------------------------------ names in no table
_KIND_AFTER = re.compile(r"\s+([a-z]+)\b(?:\s+(camp)\b)?")


def unknown_names(scene: Scene, sightings: list[Sighting]) -> list[Sighting]:
    """Sightings of names in no table that the text itself makes a place: a village, something in a known place."""
    taken = {i: one for one in sightings for i in range(one.first, one.last + 1)}
    found = list(_free_names(scene, taken))
    led = Counter(one.key for one in found if _is_led(scene, one))
    inside = {one.key for one in found if _nearest(one) in words.IN}
    return [
        one
        for one in found
        if _is_called_a_place(scene, one)
        or _is_put_in_one(scene, one, taken.get(one.last + 1))
        or (led[one.key] >= 2 and one.key in inside)
    ]


def _free_names(scene: Scene, taken: dict[int, Sighting]) -> Iterator[Sighting]:
    """Every unbroken run of capitalised words outside the names already seen."""
    first = 0
    while first < len(scene.words):
        if first in taken or _only_opens(scene.words[first]) or scene.in_title(scene.words[first].start):
            first += 1
            continue
        last = first
        while last + 1 < len(scene.words) and last + 1 not in taken and scene.words[last + 1].gap in (" ", "-"):
            last += 1
        yield _sighting(scene, first, last, ())
        first = last + 1


def _nearest(one: Sighting) -> str:
    """The word straight before a name, "the" left out."""
    return one.before[0] if one.before else ""


def _is_led(scene: Scene, one: Sighting) -> bool:
    """Whether something is in, at or near a name that is no person's and no word ("moved to Khayelitsha")."""
    name = scene.words[one.first].text
    if one.first < one.last or len(name) < 5 or not name[1:].islower():
        return False
    led = _nearest(one) in words.IN or _nearest(one) in ("at", "from", "to")
    bare = not scene.text[max(0, one.start - 4) : one.start].lower().endswith("the ")
    return led and bare and one.key not in scene.persons and one.key not in words.traps()


def _is_called_a_place(scene: Scene, one: Sighting) -> bool:
    """Whether the words around an unknown name say that it is a place."""
    name = scene.words[one.first : one.last + 1]
    if one.key in words.traps() or any(word.text in words.ORGANISATIONS for word in name):
        return False
    nearest, further = [*one.before, "", ""][:2]
    if nearest in words.CALLED or (nearest == "of" and further in words.NAMED_KINDS):
        return True
    led = nearest in words.IN or nearest in words.AT or nearest in words.COMPASS
    match = _KIND_AFTER.match(scene.text, one.end)
    if match is not None and (match[2] or match[1]) in words.NAMED_KINDS:
        return led or nearest == "the"
    return led and one.last > one.first and name[0].text in words.FIRSTS


def _is_put_in_one(scene: Scene, one: Sighting, larger: Sighting | None) -> bool:
    """Whether something is near an unknown name, or in it while it is in a known place ("in X, Idlib
    province")."""
    name = scene.text[one.start : one.end]
    if _nearest(one) not in words.IN or len(name) < 4 or name.isupper() != scene.shouted:
        return False
    if one.key in scene.persons or words.traps().get(scene.words[one.first].key) == "word":
        return False
    if _nearest(one) in ("near", "outside"):
        return True
    if larger is None or not larger.spots or larger.spots[0].people or larger.spots[0].kind == "region":
        return False
    return words.CONTAINED.fullmatch(scene.text, one.end, larger.start) is not None
