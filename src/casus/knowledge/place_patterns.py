"""Names of places that end in a kind of place ("Jamsil Stadium", "Osun State"), and unknown names beside one."""

import re

from casus.knowledge import place_words as words
from casus.knowledge.place_index import look_up
from casus.knowledge.place_spotting import Scene, Sighting, Word

LONGEST_RUN = 6  # words of one name
_PLAIN_GAPS = (" ", "-", " of ", " al-", " el-")
_HEAD_OF = words.BUILDINGS | frozenset(("Bank", "Port", "Gulf", "Bay", "Isle", "Cape", "Mount", "Fort", "Camp", "Lake"))
_FRONT = frozenset(("Mount", "Fort", "Camp", "Lake", "Cape", "Port", "Jabal", "Jebel", "Wadi", "Tal", "Tell", "Kafr", "Khirbet",
                    "Beit", "Deir", "Ain", "Umm", "Bir", "Tel", "Khan", "Rue", "Barangay", "Kampung"))  # fmt: skip


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
    return other.gap == " " or (other.gap == " of " and one.text in _HEAD_OF)


def longer_names(scene: Scene, sightings: list[Sighting]) -> list[Sighting]:
    """The sightings, with known names and unknown ones drawn out to the kind of place they end in."""
    by_first = {one.first: one for one in sightings}
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


def _drawn(scene: Scene, first: int, last: int, inside: list[Sighting]) -> Sighting | None:
    """One sighting for a run that ends in a kind of place, or None where it hardly names one."""
    head = next(word.text for word in reversed(scene.words[first : last + 1]) if word.text in words.HEADS)
    base = inside[0] if inside and inside[0].first == first else None
    known = () if base is None or base.spots[0].people or head in words.STREETS else base.spots
    if head in ("State", "City") and (not known or known[0].kind not in ("province", "city") or known[0].country == "USA"):
        return None
    one = Sighting(
        scene.words[first].start, scene.words[last].end, "", first, last, known, need=1 + (head in words.BUILDINGS),
    )  # fmt: skip
    one.key = " ".join(word.key for word in scene.words[first : last + 1])
    one.wants_province = head.lower() in words.PROVINCES
    one.drawn = True
    return one


# ------------------------------------------------------------------ unknown names
_KIND_AFTER = re.compile(r"\s+([a-z]+)\b(?:\s+(camp)\b)?")


def unknown_names(scene: Scene, sightings: list[Sighting]) -> list[Sighting]:
    """Sightings of names in no table that the text itself calls a village, a district or the like."""
    taken = {i for one in sightings for i in range(one.first, one.last + 1)}
    found: list[Sighting] = []
    i = 0
    while i < len(scene.words):
        if i in taken or scene.words[i].key in words.FUNCTION or scene.words[i].key in words.TITLES:
            i += 1
            continue
        last = i
        while last + 1 < len(scene.words) and last + 1 not in taken and scene.words[last + 1].gap in (" ", "-"):
            last += 1
        one = Sighting(scene.words[i].start, scene.words[last].end, "", i, last, ())
        if _is_called_a_place(scene, one):
            one.key = " ".join(word.key for word in scene.words[i : last + 1])
            found.append(one)
        i = last + 1
    return found


def _is_called_a_place(scene: Scene, one: Sighting) -> bool:
    """Whether the words around an unknown name say what kind of place it is."""
    before = scene.before(one)
    if len(before) > 1 and before[0] == "of" and before[1] in words.SETTLEMENTS - {"state", "capital", "border", "area"}:
        return True
    if before and before[0] in ("village", "town", "hamlet", "settlement", "suburb", "neighbourhood", "neighborhood", "district"):
        return True
    match = _KIND_AFTER.match(scene.text, one.end)
    kind = "" if match is None else match[2] or match[1]
    called = kind in words.SETTLEMENTS - {"state", "states", "border", "capital", "republic", "area", "region", "department", "port"}
    return called and bool(before) and (before[0] in words.IN or before[0] in words.AT or before[0] in words.COMPASS or before[0] == "the")
