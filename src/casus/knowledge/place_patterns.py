"""Names of places that end in a kind of place ("Jamsil Stadium", "Osun State"), and unknown names beside one."""

import re
from collections import Counter

from casus.knowledge import place_words as words
from casus.knowledge.place_spotting import Scene, Sighting, Word, points_before

LONGEST_RUN = 6  # words of one name
_OF = words.BUILDINGS | frozenset(("Bank", "Port", "Gulf", "Bay", "Isle", "Cape"))  # "University of X" is one name
_FIRST = frozenset(
    "Mount Fort Camp Lake Cape Jabal Jebel Wadi Tal Tell Tel Kafr Khirbet Beit Deir Ain Umm Bir Rue Barangay".split()
)
"""Capitalised words that begin the name of a place."""
_BEFORE = frozenset("village town hamlet settlement suburb kibbutz moshav district neighbourhood neighborhood".split())
"""Kinds of place that stand straight before a name ("the village Tal Maskin")."""
_VAGUE = frozenset(("state", "states", "border", "capital", "republic", "area", "region", "department", "port"))
"""Kinds of place whose names are more often a state's, a ministry's or a person's."""


def runs(scene: Scene) -> list[tuple[int, int]]:
    """First and last word of every unbroken run of two to six capitalised words, words that only open a sentence left
    out."""
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(scene.words):
        if scene.words[i].key in words.FUNCTION or scene.words[i].key in words.TITLES:
            i += 1
            continue
        last = i
        while last + 1 < len(scene.words) and last - i + 1 < LONGEST_RUN and _joined(scene.words[last], scene.words[last + 1]):
            last += 1
        if last > i:
            found.append((i, last))
        i = last + 1
    return found


def _joined(one: Word, other: Word) -> bool:
    """Whether two words belong to one name of the kind read here."""
    return other.gap in (" ", "-") or (other.gap == " of " and one.text in _OF)


def longer_names(scene: Scene, sightings: list[Sighting]) -> list[Sighting]:
    """The sightings, with known names and unknown ones drawn out to the kind of place they end in."""
    by_first = {one.first: one for one in sightings if not _is_street(scene, one)}
    sightings = list(by_first.values())
    drawn: list[Sighting] = []
    for first, last in runs(scene):
        end = next((i for i in range(last, first, -1) if scene.words[i].text in words.HEADS), None)
        if end is None or end < last - 1 or (end < last and scene.words[last].key not in words.COMPASS):
            continue
        inside = [by_first[i] for i in range(first, last + 1) if i in by_first]
        if any(one.last >= end for one in inside):
            continue
        one = _drawn(scene, first, last, inside)
        if one is not None:
            drawn.append(one)
    covered = [(one.first, one.last) for one in drawn]
    kept = [one for one in sightings if not any(first <= one.first <= last for first, last in covered)]
    return sorted([*kept, *drawn], key=lambda one: one.start)


def _is_street(scene: Scene, one: Sighting) -> bool:
    """Whether a name in the index is more likely a street or a square of the same name elsewhere."""
    several = one.last > one.first and scene.words[one.last].text in words.STREETS
    return several and one.spots[0].kind == "city" and one.spots[0].fame < 5


def _drawn(scene: Scene, first: int, last: int, inside: list[Sighting]) -> Sighting | None:
    """One sighting for a run that ends in a kind of place, or None where it hardly names one."""
    head = next(word.text for word in reversed(scene.words[first : last + 1]) if word.text in words.HEADS)
    base = inside[0] if inside and inside[0].first == first else None
    trap = words.traps().get(scene.words[first].key)
    unsure = base is None or base.spots[0].people or head in words.STREETS or (trap == "word" and base.last == first)
    known = () if base is None or unsure else base.spots
    if head in ("State", "City") and (not known or known[0].kind not in ("province", "city") or known[0].country == "USA"):
        return None
    one = Sighting(
        scene.words[first].start, scene.words[last].end, _key(scene, first, last), first, last, known, drawn=True,
        evidence=2, wants_province=head.lower() in words.PROVINCES,
    )  # fmt: skip
    one.before = scene.before(one)
    named_after = last == first + 1 and trap == "given"
    if head in ("Centre", "Center") and scene.text.startswith((" for ", " of "), scene.words[last].end):
        return None  # an institute
    needs = head in words.BUILDINGS or named_after  # "Sally Lane" is a person unless something is in it
    return None if needs and points_before(one.before) < 1 else one


def _key(scene: Scene, first: int, last: int) -> str:
    return " ".join(word.key for word in scene.words[first : last + 1])


# ------------------------------------------------------------------ unknown names
_KIND_AFTER = re.compile(r"\s+([a-z]+)\b(?:\s+(camp)\b)?")


def unknown_names(scene: Scene, sightings: list[Sighting]) -> list[Sighting]:
    """Sightings of names in no table that the text itself calls a village, a district or the like."""
    taken = {i: one for one in sightings for i in range(one.first, one.last + 1)}
    found: list[Sighting] = []
    i = 0
    while i < len(scene.words):
        if i in taken or scene.words[i].key in words.FUNCTION or scene.words[i].key in words.TITLES:
            i += 1
            continue
        last = i
        while last + 1 < len(scene.words) and last + 1 not in taken and scene.words[last + 1].gap in (" ", "-"):
            last += 1
        one = Sighting(
            scene.words[i].start, scene.words[last].end, _key(scene, i, last), i, last, (), drawn=True, evidence=2
        )
        one.before = scene.before(one)
        found.append(one)
        i = last + 1
    led = Counter(one.key for one in found if _is_led(scene, one))
    inside = {one.key for one in found if one.before[:1] and one.before[0] in words.IN}
    return [
        one
        for one in found
        if _is_called_a_place(scene, one)
        or _is_put_in_one(scene, one, taken.get(one.last + 1))
        or (led[one.key] >= 2 and one.key in inside)
    ]


def _is_led(scene: Scene, one: Sighting) -> bool:
    """Whether something is in, at or near a name that nothing says is a person's or a word ("in Khayelitsha")."""
    name = scene.words[one.first].text
    nearest = one.before[0] if one.before else ""
    led = nearest in words.IN or nearest in ("at", "from", "to")
    bare = led and not scene.text[: one.start].endswith(("the ", "The ")) and one.first == one.last
    return bare and len(name) > 4 and name[1:].islower() and one.key not in scene.persons and one.key not in words.traps()


def _is_called_a_place(scene: Scene, one: Sighting) -> bool:
    """Whether the words around an unknown name say that it is a place."""
    nearest, further = [*one.before, "", ""][:2]
    if one.key in words.traps() or any(word.text in words.ORGANISATIONS for word in scene.words[one.first : one.last + 1]):
        return False
    if nearest in _BEFORE or (nearest == "of" and further in words.SETTLEMENTS - _VAGUE):
        return True
    led = nearest in words.IN or nearest in words.AT or nearest in words.COMPASS
    match = _KIND_AFTER.match(scene.text, one.end)
    if match is not None and (match[2] or match[1]) in words.SETTLEMENTS - _VAGUE:
        return led or nearest == "the"
    return led and one.last > one.first and scene.words[one.first].text in _FIRST


def _is_put_in_one(scene: Scene, one: Sighting, larger: Sighting | None) -> bool:
    """Whether something is in or near an unknown name, and that name in or near a known place ("in X, Idlib province")."""
    nearest = one.before[0] if one.before else ""
    name = scene.text[one.start : one.end]
    if nearest not in words.IN or one.key in scene.persons or words.traps().get(scene.words[one.first].key) == "word" or len(name) < 4 or name.isupper() != scene.shouted:
        return False
    if nearest in ("near", "outside"):
        return True
    if larger is None or not larger.spots or larger.spots[0].people or larger.spots[0].kind == "region":
        return False
    return words.CONTAINED.fullmatch(scene.text, one.end, larger.start) is not None
