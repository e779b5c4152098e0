"""Whether two statements are about the same event: points for and against, each with its reason (docs/identity.md).

The rules see only the two statements, their reports' words and dates, so the answer never depends on what else is known
or on the order in which reports came. Which statements form one event is decided over these answers in `events.py`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from casus.knowledge.tables import rows, values
from casus.ledger.days import days_of
from casus.records import Actor, Event, Place, Reading, Time, Toll

SAME = 0.0
"""Points from which on two statements are taken for the same event."""
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
    "one report": -2.8,
}
"""Points of each rule: weights of a logistic model over pairs of statements (python -m bench.identity --fit), to a
tenth. "towns close": neighbouring towns are usually two events."""
_LATEST = 4
"""Days before publication in which an act without a date is taken to lie, if it is told as news."""
_LOOSE = 8
"""Days of the longest period that says something by meeting another."""
LONGEST_WAIT = 14
"""Days after an event within which reports without a date of their own may still be about it."""
_TOWN, _AREA = ("point", "city"), ("district", "province")
_NEAR, _APART, _REACH = 15.0, 60.0, 160.0
"""Kilometres: two names of one town; towns that a report may mix up; a town and the area that holds it."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december northern southern eastern western""".split()
)
"""Written with a capital, and no names."""
_TARGETS = frozenset(
    word[:6]
    for word in """airport airfield ambulance bakery bank barracks base bridge building buses camp camps cathedral
    checkpoint church clinic convoy consulate courthouse crossing depot embassy factory farm ferry funeral garrison
    headquarters helicopter hospital hostel hotel hotels house houses island mall market mosque monastery motorcade
    office outpost palace parade parliament pipeline plant plane port post prison railway refinery restaurant school
    ship station studio tanker temple theatre tower train truck university vessel warehouse wedding""".split()
)
"""What may be attacked: two attacks that name different targets are two."""
_COMMON = frozenset(
    """about according after again against also among another army because been before being between both city could day
    days dead death died down during each evening first forces from government have having injured into its killed last
    least less made military minister ministry more morning most month near next night north official officials only
    other others over people police province region report reported said same says several since some south spokesman
    state statement still such than that their them then there these they this those three through told took town troops
    under until village week were west what when where which while who whom will with without would wounded year
    yesterday""".split()
)
"""Words that sharing says nothing about."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One statement as identity sees it.

    key: (report id, label). type: of the event, or the effect of a toll. status: of the
    event; a toll is told as actual. first, last: days it may mean, as ordinals,
    None when nothing is known; is_day: it names one day; published: of the report. place: None when the statement and
    its sentence name none; towns: names of places in the whole report. sides: those who do and those who suffer it.
    numbers: (low, high) of a toll. names, words: of the sentence and the title.
    """

    key: tuple[str, str]
    kind: str
    type: str
    mode: str | None
    status: str
    first: int | None
    last: int | None
    is_day: bool
    published: int | None
    place: Place | None
    towns: frozenset[str]
    sides: tuple[tuple[Actor, ...], tuple[Actor, ...]]
    numbers: tuple[int, int] | None
    names: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that spoke: its name in POINTS, how often, and the words for a reader."""

    rule: str
    words: str
    times: int = 1

    @property
    def points(self) -> float:
        """For (positive) or against the same event."""
        return POINTS[self.rule] * self.times


def mentions_of(reading: Reading) -> Iterator[Mention]:
    """The events and tolls of a reading; what a statement leaves open is taken from others of its sentence."""
    report = reading.report
    published = date.fromisoformat(report.published).toordinal() if report.published else None
    statements: list[Event | Toll] = [*reading.events, *reading.tolls]
    towns = frozenset(one.place.name for one in statements if one.place is not None and one.place.precision in _TOWN)
    title = _names(report.title or ""), _words(report.title or "")
    for one in statements:
        beside = [other for other in statements if other.sentence == one.sentence]
        place = one.place or next((other.place for other in beside if other.place is not None), None)
        first, last, is_day = _days(one, _time_of(one, beside), published)
        text = report.text[slice(*one.sentence)]
        is_event = isinstance(one, Event)
        sides = (one.actors, one.recipients) if isinstance(one, Event) else (one.by, one.of)
        yield Mention(
            key=(report.id, one.id),
            kind="event" if is_event else "toll",
            type=one.type if isinstance(one, Event) else one.effect,
            mode=one.mode if isinstance(one, Event) else None,
            status=one.status if isinstance(one, Event) else "actual",
            first=first,
            last=last,
            is_day=is_day,
            published=published,
            place=place,
            towns=towns,
            sides=(_known(sides[0]), _known(sides[1])),
            numbers=_numbers_of(one, beside),
            names=_names(text) | title[0],
            words=_words(text) | title[1],
        )


def _time_of(one: Event | Toll, beside: Sequence[Event | Toll]) -> Time | None:
    """Its own time, else the one that its sentence names, if it names one only."""
    if one.time is not None:
        return one.time
    times = {(other.time.start, other.time.end): other.time for other in beside if other.time is not None}
    return next(iter(times.values())) if len(times) == 1 else None


def _numbers_of(one: Event | Toll, beside: Sequence[Event | Toll]) -> tuple[int, int] | None:
    """The bounds of a toll; of an attack, those of the dead that its sentence counts."""
    if isinstance(one, Event):
        counted = [other for other in beside if isinstance(other, Toll) and other.effect == "killed"]
        if one.type != "ASSAULT" or not counted:
            return None
        one = counted[0]
    known = [n for n in (one.low, one.best, one.high) if n is not None]
    return min(known), max(known)


def _days(one: Event | Toll, time: Time | None, published: int | None) -> tuple[int | None, int | None, bool]:
    first, last = days_of(time)
    status = one.status if isinstance(one, Event) else "actual"
    if first is not None and last is not None:
        start, end = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
        about = time is not None and "~" in f"{time.start}{time.end}"
        return (start - 2, end + 2, False) if about and end - start < 3 else (start, end, start == end)
    if published is None or status == "historical":
        return None, None, False
    if first is None and last is not None:
        end = date.fromisoformat(last).toordinal()
        return min(end, published - _LATEST), end, False
    if first is not None:
        return date.fromisoformat(first).toordinal(), max(published, date.fromisoformat(first).toordinal()), False
    ahead = status in ("future", "conditional", "requested")
    return published - _LATEST, published + (_LATEST if ahead else 0), False


def _known(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(one for one in actors if one.name != "unidentified")


@cache
def _not_names() -> frozenset[str]:
    """Words with a capital that say little: days, months, and whole countries, which all reports on a war name."""
    cells = (row[column] for row in rows("states.csv") for column in ("name", "names", "adjectives", "people"))
    return _CALENDAR | {word.casefold() for cell in cells for name in values(cell) for word in name.split()}


def _names(text: str) -> frozenset[str]:
    found = (match.group() for match in _WORD.finditer(text))
    return frozenset(word for name in found if name[0].isupper() and (word := name.casefold()) not in _not_names())


def _words(text: str) -> frozenset[str]:
    found = (match.group() for match in _WORD.finditer(text))
    return frozenset(word[:6] for word in found if word[0].islower() and word not in _COMMON)


def compare(one: Mention, other: Mention) -> list[Reason] | None:
    """Reasons for and against the same event; None where something rules it out."""
    if one.kind != other.kind or one.type != other.type:
        return None
    time, place = _time(one, other), _place(one, other)
    if time is None or place is None:
        return None
    found = [Reason("base", "nothing known"), *time, *place]
    found += _side("doer", one.sides[0], other.sides[0]) + _side("sufferer", one.sides[1], other.sides[1])
    if (one.status == "conditional") != (other.status == "conditional"):
        found.append(Reason("told and hypothetical", "one tells it, for one it hangs on a condition"))
    found += _target(one, other) + _mode(one, other) + _numbers(one, other) + _shared(one, other)
    if one.key[0] == other.key[0]:
        found.append(Reason("one report", "both in one report"))
    return found


def points(reasons: Sequence[Reason] | None) -> float:
    """The sum; far below zero where something rules it out."""
    return -math.inf if reasons is None else sum(one.points for one in reasons)


def _time(one: Mention, other: Mention) -> list[Reason] | None:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return []
    for mine, its in ((one, other), (other, one)):
        if mine.published is not None and its.is_day and its.first is not None and its.first > mine.published + 1:
            return None if not _is_ahead(mine) else [Reason("days that do not meet", "told before it was due")]
    gap = max(one.first, other.first) - min(one.last, other.last)
    if one.is_day and other.is_day:
        if gap == 0:
            return [Reason("same day", "the same day")]
        return [Reason("a day apart", "a day apart")] if gap == 1 else None
    if gap <= 0:
        is_loose = max(one.last - one.first, other.last - other.first) > _LOOSE
        return [] if is_loose else [Reason("days that meet", "times that meet")]
    return [Reason("days that do not meet", "times that do not meet")] if gap <= LONGEST_WAIT else None


def _is_ahead(one: Mention) -> bool:
    return one.last is not None and one.published is not None and one.last > one.published


def _place(one: Mention, other: Mention) -> list[Reason] | None:
    mine, its = one.place, other.place
    if mine is None or its is None:
        told = next((a.name for a, b in ((mine, other), (its, one)) if a is not None and a.name in b.towns), None)
        return [] if told is None else [Reason("place told elsewhere", f"both reports name {told}")]
    disputed = set(mine.disputed_by) & set(its.disputed_by)
    if mine.country is not None and its.country is not None and mine.country != its.country and not disputed:
        return None
    if mine.name == its.name or (mine.geonames_id is not None and mine.geonames_id == its.geonames_id):
        rule = {"country": "same country", "province": "same area", "district": "same area"}.get(mine.precision or "")
        return [Reason(rule or "same town", f"both in {mine.name}")]
    if "country" in (mine.precision, its.precision):
        shared = mine.country is not None and mine.country == its.country
        return [Reason("same country", "one in the other's country")] if shared else []
    far = kilometres(mine, its)
    if far is None:
        return [Reason("towns apart", f"{mine.name} and {its.name}")]
    if mine.precision in _AREA or its.precision in _AREA:
        return [Reason("town in area", f"{mine.name} and {its.name} are one area")] if far <= _REACH else None
    if far <= _NEAR:
        return [Reason("towns close", f"{mine.name} lies by {its.name}")]
    return [Reason("towns apart", f"{mine.name} is not {its.name}")] if far <= _APART else None


def kilometres(one: Place, other: Place) -> float | None:
    """Great-circle distance (haversine, mean radius 6,371 km)."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    a, b = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))


def _side(role: str, mine: Sequence[Actor], its: Sequence[Actor]) -> list[Reason]:
    """What the actors of one role say: one name, one kind (country and sector), one country, or others."""
    pairs = [(one, other) for one in mine for other in its]
    if not pairs:
        return []
    for rule, holds in (("of one name", _one_name), ("of one kind", _one_kind), ("of one country", _one_country)):
        found = next(((one, other) for one, other in pairs if holds(one, other)), None)
        if found is not None:
            names = " and ".join(sorted({found[0].name, found[1].name}))
            return [Reason(f"{role} {rule}", f"{role}: {names}")]
    if role == "doer" and all(one.country is not None and other.country is not None for one, other in pairs):
        return [Reason("another doer", " is not ".join(sorted((mine[0].name, its[0].name))))]
    return []


def _one_name(one: Actor, other: Actor) -> bool:
    return one.name == other.name


def _one_kind(one: Actor, other: Actor) -> bool:
    return _one_country(one, other) and bool(set(one.sectors) & set(other.sectors))


def _one_country(one: Actor, other: Actor) -> bool:
    return one.country is not None and one.country == other.country


def _target(one: Mention, other: Mention) -> list[Reason]:
    mine, its = one.words & _TARGETS, other.words & _TARGETS
    if not mine or not its or mine & its:
        return []
    return [Reason("another target", f"{min(mine)}, not {min(its)}")]


def _mode(one: Mention, other: Mention) -> list[Reason]:
    if one.mode is None or other.mode is None:
        return []
    if one.mode == other.mode:
        return [Reason("same mode", f"both {one.mode}")]
    return [Reason("another mode", f"{one.mode}, not {other.mode}")]


def _numbers(one: Mention, other: Mention) -> list[Reason]:
    if one.numbers is None or other.numbers is None:
        return []
    (low, high), (its_low, its_high) = one.numbers, other.numbers
    if low <= its_high and its_low <= high:
        return [Reason("numbers agree", "numbers that agree")]
    later, earlier = (low, its_high) if (one.published or 0) >= (other.published or 0) else (its_low, high)
    if one.published == other.published:
        later, earlier = max(low, its_low), min(high, its_high)
    if earlier < later <= 2 * earlier + 2:
        return [Reason("numbers may have risen", "numbers that may have risen")]
    return [Reason("numbers apart", "numbers far apart")]


def _shared(one: Mention, other: Mention) -> list[Reason]:
    names, words = sorted(one.names & other.names), one.words & other.words
    found = []
    if names:
        said = ", ".join(name.capitalize() for name in names[:4])
        found.append(Reason("each name shared", f"both say {said}", min(4, len(names))))
    if words:
        found.append(Reason("each word shared", f"{len(words)} more words in common", min(4, len(words))))
    return found
