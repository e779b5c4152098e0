"""Whether two statements are about the same event: the rules that speak for and against it (docs/identity.md).

The rules see only the two statements, their reports' words and dates, so the answer never depends on what else is known
or on the order in which reports came. Which statements form one event is decided over these answers in `joining.py`;
`reasons.py` puts the rules into words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from casus.ledger.grid import EARTH, beside
from casus.ledger.mentions import AREA, ASSERTED, Mention, Side
from casus.records import Place

SAME = 0.0
"""Points from which on two statements are taken for the same event."""
NOT_APART = -0.3
"""Points that a statement must have with the head of an event that it joins, at least."""
POINTS = {
    "base": -1.1,
    "same day": 1.8,
    "a day apart": -1.7,
    "days that meet": 0.3,
    "days that do not meet": -1.2,
    "same town": 0.7,
    "same area": 0.7,
    "same country": 0.8,
    "town in area": 0.2,
    "towns close": -0.7,
    "towns apart": -1.7,
    "place told elsewhere": 0.5,
    "doer of one name": 0.3,
    "doer of one kind": 0.1,
    "doer of one country": -0.3,
    "another doer": -0.4,
    "sufferer of one name": 1.0,
    "sufferer of one kind": 0.3,
    "sufferer of one country": -0.1,
    "another target": -1.0,
    "same mode": 1.2,
    "another mode": -0.3,
    "numbers agree": 1.7,
    "numbers may have risen": 0.9,
    "numbers apart": -0.6,
    "each name shared": 0.5,
    "each word shared": 0.5,
    "told and hypothetical": -1.5,
    "told by another side": -1.5,
    "one report": -2.8,
}
"""Points of each rule: weights of a logistic model over pairs of statements (python -m bench.identity --fit), to a
tenth. "towns close": neighbouring towns are usually two events."""
_DOER = ("doer of one name", "doer of one kind", "doer of one country", "another doer")
_SUFFERER = ("sufferer of one name", "sufferer of one kind", "sufferer of one country", "")
_TIME = ("", "same day", "a day apart", "days that meet", "days that do not meet")
_PLACE = (
    "same town", "same area", "same country", "town in area", "towns close", "towns apart", "place told elsewhere",
)  # fmt: skip
_NUMBER = ("numbers agree", "numbers may have risen", "numbers apart")
_MOST = 4
"""Shared names, and shared words, that count."""
_LOOSE = 8
"""Days of the longest period that says something by meeting another."""
LONGEST_WAIT = 14
"""Days after an event within which reports without a date of their own may still be about it."""
REACH = 21
"""Days between the days that two statements are looked for by (Mention.day), at most."""
_NEAR, _APART, _REACH = 15.0, 60.0, 160.0
"""Kilometres: two names of one town; towns that a report may mix up; a town and the area that holds it."""


def agreement(one: Mention, other: Mention) -> float:
    """The points of all rules together; minus infinity where something rules the pair out."""
    if one.topic != other.topic or not _is_near(one, other):
        return -math.inf
    found = agreeing(one, [other], -math.inf)
    return found[0][0] if found else -math.inf


def agreeing(one: Mention, others: Iterable[Mention], least: float) -> list[tuple[float, int]]:
    """Which of others agree with a mention: (points, number among them) of each that has so many points at least.

    others: near it and of its topic. The points are those of `rules`, only quicker where many are compared: what has no
    chance after the rules looked at first is put aside, and a place that many name is compared once.
    """
    found, most = [], _most(one)
    names, words, mode, where = one.names, one.words, one.mode, one.place
    by_time = {time: POINTS["base"] + POINTS.get(time, 0.0) for time in _TIME}
    each_name, each_word = POINTS["each name shared"], POINTS["each word shared"]
    same_mode, another_mode = POINTS["same mode"], POINTS["another mode"]
    places = dict[int, str | None]()  # by the identity of a place, which lives as long as its mention
    for at, other in enumerate(others):
        time = _time(one, other)
        if time is None or _are_others(one, other):
            continue
        its_names, its_words = len(names & other.names), len(words & other.words)
        chance = by_time[time]
        if its_names or its_words:
            its_names, its_words = min(its_names, _MOST), min(its_words, _MOST)
            chance += its_names * each_name + its_words * each_word
        if mode is not None and other.mode is not None:
            chance += same_mode if mode == other.mode else another_mode
        if chance + most[other.numbers is not None] < least:
            continue
        if where is None or other.place is None:
            place = _place(one, other)
        elif (place := places.get(id(other.place), _UNKNOWN)) is _UNKNOWN:
            place = places[id(other.place)] = _place(one, other)
        if place is not None and (points := _points(one, other, by_time[time], place, its_names, its_words)) >= least:
            found.append((points, at))
    return found


_UNKNOWN = "unknown"


def _most(one: Mention) -> tuple[float, float]:
    """What the rules that are not looked at first may add: beside a statement without a number, and one with one."""
    place = max(0.0, *map(POINTS.__getitem__, _PLACE))
    doer = max(0.0, *(POINTS[rule] for rule in _DOER if rule)) if one.doers.actors else 0.0
    sufferer = max(0.0, *(POINTS[rule] for rule in _SUFFERER if rule)) if one.sufferers.actors else 0.0
    others = sum(max(0.0, POINTS[rule]) for rule in ("told and hypothetical", "another target", "one report"))
    number = max(0.0, *map(POINTS.__getitem__, _NUMBER)) if one.numbers is not None else 0.0
    rest = place + doer + sufferer + others + 1e-9  # sums are not exact
    return rest, rest + number


def _points(one: Mention, other: Mention, points: float, place: str, names: int, words: int) -> float:
    """The points of all rules, added in the order of `rules`, so that not even the last digit differs.

    points: of their days. names, words: how many they share that count.
    """
    if place:
        points += POINTS[place]
    if one.doers.actors and other.doers.actors and (rule := _side(_DOER, one.doers, other.doers)):
        points += POINTS[rule]
    if one.sufferers.actors and other.sufferers.actors and (rule := _side(_SUFFERER, one.sufferers, other.sufferers)):
        points += POINTS[rule]
    if (one.status == "conditional") != (other.status == "conditional"):
        points += POINTS["told and hypothetical"]
    if _is_of_another_side(one, other):
        points += POINTS["told by another side"]
    if one.targets and other.targets and one.targets.isdisjoint(other.targets):
        points += POINTS["another target"]
    if one.mode is not None and other.mode is not None:
        points += POINTS["same mode" if one.mode == other.mode else "another mode"]
    if one.numbers is not None and other.numbers is not None:
        points += POINTS[_numbers(one, other)]
    for _ in range(names):
        points += POINTS["each name shared"]
    for _ in range(words):
        points += POINTS["each word shared"]
    return points + POINTS["one report"] if one.key[0] == other.key[0] else points


def rules(one: Mention, other: Mention) -> list[str] | None:
    """The rules that speak, as POINTS calls them, each as often as it does, always in one order.

    None where something rules out that the two are one event.
    """
    if one.topic != other.topic or not _is_near(one, other) or _are_others(one, other):
        return None
    time = _time(one, other)
    if time is None:
        return None
    place = _place(one, other)
    if place is None:
        return None
    found = ["base"]
    if time:
        found.append(time)
    if place:
        found.append(place)
    if one.doers.actors and other.doers.actors and (rule := _side(_DOER, one.doers, other.doers)):
        found.append(rule)
    if one.sufferers.actors and other.sufferers.actors and (rule := _side(_SUFFERER, one.sufferers, other.sufferers)):
        found.append(rule)
    if (one.status == "conditional") != (other.status == "conditional"):
        found.append("told and hypothetical")
    if _is_of_another_side(one, other):
        found.append("told by another side")
    if one.targets and other.targets and one.targets.isdisjoint(other.targets):
        found.append("another target")
    if one.mode is not None and other.mode is not None:
        found.append("same mode" if one.mode == other.mode else "another mode")
    if one.numbers is not None and other.numbers is not None:
        found.append(_numbers(one, other))
    if names := one.names & other.names:
        found += ["each name shared"] * min(_MOST, len(names))
    if words := one.words & other.words:
        found += ["each word shared"] * min(_MOST, len(words))
    if one.key[0] == other.key[0]:
        found.append("one report")
    return found


def _is_of_another_side(one: Mention, other: Mention) -> bool:
    """Whether two sides each assert something: unless they name one place, each tells of what befell itself."""
    if not one.speakers or not other.speakers:
        return False
    if one.place is not None and other.place is not None and one.place.name == other.place.name:
        return False
    are_asserted = one.status in ASSERTED and other.status in ASSERTED
    return are_asserted and one.speakers.isdisjoint(other.speakers)


def _are_others(one: Mention, other: Mention) -> bool:
    """Whether two tolls count different people: civilians and combatants."""
    return one.group is not None and other.group is not None and one.group != other.group


def _is_near(one: Mention, other: Mention) -> bool:
    """Whether their days are not far apart and they have a name, a target, or a part of a country in common."""
    if one.day is None or other.day is None or abs(one.day - other.day) > REACH:
        return False
    if not one.marks.isdisjoint(other.marks):
        return True
    return any(_may_meet(one, other, country) for country in one.countries & other.countries)


def _may_meet(one: Mention, other: Mention, country: str) -> bool:
    """Whether two may have been at one place in a country: unless both say where in it, and far apart."""
    mine = [cell for its, cell in one.regions if its == country]
    its = {cell for its, cell in other.regions if its == country}
    return not mine or not its or any(not its.isdisjoint(beside(cell)) for cell in mine)


def _time(one: Mention, other: Mention) -> str | None:
    """The rule about their days; empty where there is nothing to say, None where the two cannot be one event."""
    first, last, its_first, its_last = one.first, one.last, other.first, other.last
    if first is None or last is None or its_first is None or its_last is None:
        return ""
    gap = (first if first > its_first else its_first) - (last if last < its_last else its_last)
    if not one.is_day and not other.is_day:
        if gap > 0:
            return "days that do not meet" if gap <= LONGEST_WAIT else None
        return "" if last - first > _LOOSE or its_last - its_first > _LOOSE else "days that meet"
    if one.is_day and other.is_day and gap > 1:
        return None
    is_early = other.is_day and one.published is not None and its_first > one.published + 1
    is_late = one.is_day and other.published is not None and first > other.published + 1
    if is_early or is_late:  # told before it happened: only by what was ahead
        is_told = not (is_early and not is_ahead(one)) and not (is_late and not is_ahead(other))
        return "days that do not meet" if is_told else None
    if one.is_day and other.is_day:
        return "same day" if gap == 0 else "a day apart"
    if gap <= 0:
        return "" if last - first > _LOOSE or its_last - its_first > _LOOSE else "days that meet"
    return "days that do not meet" if gap <= LONGEST_WAIT else None


def is_ahead(one: Mention) -> bool:
    """Whether a statement tells of what may lie ahead of its report."""
    return one.last is not None and one.published is not None and one.last > one.published


def told_elsewhere(one: Mention, other: Mention) -> str | None:
    """The place of one that the other's report names, where the other has no place of its own."""
    for mine, its in ((one, other), (other, one)):
        if its.place is None and mine.place is not None and mine.place.name in its.towns:
            return mine.place.name
    return None


def _place(one: Mention, other: Mention) -> str | None:
    """The rule about their places; empty where there is nothing to say, None where the two cannot be one event."""
    mine, its = one.place, other.place
    if mine is None or its is None:
        return "place told elsewhere" if told_elsewhere(one, other) is not None else ""
    is_elsewhere = mine.country != its.country and mine.country is not None and its.country is not None
    if is_elsewhere and set(mine.disputed_by).isdisjoint(its.disputed_by):
        return None
    far = kilometres(mine, its)
    is_one_name = mine.name == its.name and (far is None or far <= _REACH)
    if is_one_name or (mine.geonames_id is not None and mine.geonames_id == its.geonames_id):
        if mine.precision == "country":
            return "same country"
        return "same area" if mine.precision in AREA else "same town"
    if "country" in (mine.precision, its.precision):
        return "same country" if mine.country is not None and mine.country == its.country else ""
    if far is None:
        return "towns apart"
    if mine.precision in AREA or its.precision in AREA:
        return "town in area" if far <= _REACH else None
    if far <= _NEAR:
        return "towns close"
    return "towns apart" if far <= _APART else None


def kilometres(one: Place, other: Place) -> float | None:
    """Great-circle distance (haversine, mean radius 6,371 km)."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    a, b = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(half))


def _side(role: tuple[str, str, str, str], mine: Side, its: Side) -> str:
    """What the actors of one role say: one name, one kind (country and sector), one country, or others; else empty."""
    if not mine.names.isdisjoint(its.names):
        return role[0]
    if not mine.kinds.isdisjoint(its.kinds):
        return role[1]
    if not mine.countries.isdisjoint(its.countries):
        return role[2]
    return role[3] if mine.is_known and its.is_known else ""


def _numbers(one: Mention, other: Mention) -> str:
    (low, high), (its_low, its_high) = one.numbers or (0, 0), other.numbers or (0, 0)
    if low <= its_high and its_low <= high:
        return "numbers agree"
    later, earlier = (low, its_high) if (one.published or 0) >= (other.published or 0) else (its_low, high)
    if one.published == other.published:
        later, earlier = max(low, its_low), min(high, its_high)
    return "numbers may have risen" if earlier < later <= 2 * earlier + 2 else "numbers apart"
