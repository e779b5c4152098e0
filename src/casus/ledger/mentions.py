"""A statement as identity sees it: what two of them are compared by, made once when a reading is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from casus.knowledge.sides import belongs_to
from casus.knowledge.tables import rows, values
from casus.ledger.days import days_of
from casus.ledger.grid import Region, regions_of
from casus.records import Actor, Event, Place, Reading, Report, Span, Time, Toll

Key = tuple[str, str]
"""(report id, label) of a statement."""
ASSERTED = ("actual", "historical")
"""Statuses of what is told as happened, by the report or by a voice in it."""
LATEST = 4
"""Days before publication in which an act without a date is taken to lie, if it is told as news."""
_LONGEST = 31
"""Days of the longest period that says when something was; what took longer is looked for by its publication."""
TOWN, AREA = ("point", "city"), ("district", "province")
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
class Side:
    """The known actors of one role. kinds: (country, sector); is_known: the country of each is."""

    actors: tuple[Actor, ...]
    names: frozenset[str]
    kinds: frozenset[tuple[str, str]]
    countries: frozenset[str]
    is_known: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """One statement as identity sees it.

    key: (report id, label). topic: events of a type or tolls of an effect, which alone are compared with one another.
    group: civilians or combatants, of a toll that says so. status: of the event; a toll is told as actual.
    first, last: days it may mean, as ordinals, None when nothing is known; is_day: it names one day; published: of the
    report. place: None when the statement and its sentence name none; towns: names of places in the whole report.
    countries: of its place and sides; without a place also of its report. speakers: sides in whose voice it is told.
    doers, sufferers: those who do and those who suffer it. numbers: (low, high) of a toll. names, words, targets: of
    the sentence and the title. day, marks, countries, regions: what it is looked for by, None and empty if nothing is
    known; marks: names and targets; regions: where in its countries it was, by its place, else by the towns of its
    report. fullness: orders statements by how much they pin down.
    """

    key: Key
    topic: str
    group: str | None
    mode: str | None
    status: str
    first: int | None
    last: int | None
    is_day: bool
    published: int | None
    place: Place | None
    towns: frozenset[str]
    countries: frozenset[str]
    speakers: frozenset[str]
    doers: Side
    sufferers: Side
    numbers: tuple[int, int] | None
    names: frozenset[str]
    words: frozenset[str]
    targets: frozenset[str]
    day: int | None
    marks: frozenset[str]
    regions: frozenset[Region]
    fullness: tuple[object, ...]


def mentions_of(reading: Reading) -> Iterator[Mention]:
    """The events and tolls of a reading; what a statement leaves open is taken from others of its sentence."""
    report = reading.report
    statements: list[Event | Toll] = [*reading.events, *reading.tolls]
    sentences: dict[tuple[int, int], list[Event | Toll]] = {}
    for one in statements:
        sentences.setdefault(one.sentence, []).append(one)
    about = _About.of(report, statements)
    for sentence, beside in sentences.items():
        names, words = _told_in(_english(reading, sentence))
        for one in beside:
            yield _mention(one, beside, about, names | about.names, words | about.words)


def _english(reading: Reading, sentence: Span) -> str:
    """The words of a sentence as they were read: words of two languages cannot be compared."""
    translation = reading.translation
    return reading.report.text[slice(*sentence)] if translation is None else translation.words(sentence)


@dataclass(frozen=True, slots=True)
class _About:
    """What all mentions of a report share."""

    report_id: str
    published: int | None
    towns: frozenset[str]
    countries: frozenset[str]
    regions: frozenset[Region]
    names: frozenset[str]
    words: frozenset[str]

    @staticmethod
    def of(report: Report, statements: Sequence[Event | Toll]) -> _About:
        places = [one.place for one in statements if one.place is not None]
        names, words = _told_in(report.title or "")
        actors = [actor for one in statements for side in (*_sides(one), one.voice) for actor in side]
        return _About(
            report_id=report.id,
            published=_ordinal(report.published),
            towns=frozenset(place.name for place in places if place.precision in TOWN),
            regions=frozenset(its for place in places if place.precision in TOWN for its in regions_of(place)),
            countries=frozenset(
                {one.country for one in places if one.country is not None}
                | {one.country for one in actors if one.country is not None}
            ),
            names=names,
            words=words,
        )


def _ordinal(published: str | None) -> int | None:
    """The number of a day; None where there is none, or none that a calendar has."""
    try:
        return date.fromisoformat(published).toordinal() if published is not None else None
    except ValueError:
        return None


def _sides(one: Event | Toll) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    return (one.actors, one.recipients) if isinstance(one, Event) else (one.by, one.of)


def _mention(
    one: Event | Toll, beside: Sequence[Event | Toll], about: _About, names: frozenset[str], words: frozenset[str]
) -> Mention:
    place = one.place or next((other.place for other in beside if other.place is not None), None)
    first, last, is_day = _days(one, _time_of(one, beside), about.published)
    doers, sufferers = (_side(tuple((a.name, a.country, a.sectors) for a in side)) for side in _sides(one))
    return _whole(
        key=(about.report_id, one.id),
        topic=f"event {one.type}" if isinstance(one, Event) else f"toll {one.effect}",
        group=one.group if isinstance(one, Toll) and one.group != "all" else None,
        mode=one.mode if isinstance(one, Event) else None,
        status=one.status if isinstance(one, Event) else "actual",
        first=first,
        last=last,
        is_day=is_day,
        published=about.published,
        place=place,
        towns=about.towns,
        countries=_countries(place, doers, sufferers, about),
        regions=about.regions if place is None else frozenset(regions_of(place)),
        speakers=frozenset(side for actor in one.voice if (side := belongs_to(actor)) is not None),
        doers=doers,
        sufferers=sufferers,
        numbers=_numbers_of(one, beside),
        names=names,
        words=words,
    )


def _whole(**known: Any) -> Mention:
    """A mention with what follows from the rest of it."""
    place, first, last = known["place"], known["first"], known["last"]
    is_short = first is not None and last is not None and last - first <= _LONGEST
    # those that assert first, then by day, place and sides; the last parts only keep the order the same everywhere
    fullness = (
        known["status"] in ASSERTED, known["is_day"], place is not None and place.precision in TOWN, place is not None,
        bool(known["doers"].actors) + bool(known["sufferers"].actors), first is not None, -(known["published"] or 0),
        known["key"],
    )  # fmt: skip
    day = (first + last) // 2 if is_short else known["published"]
    targets = known["words"] & _TARGETS
    return Mention(**known, targets=targets, day=day, marks=known["names"] | targets, fullness=fullness)


@lru_cache(20_000)
def _side(actors: tuple[tuple[str, str | None, tuple[str, ...]], ...]) -> Side:
    known = tuple(
        Actor(name=name, country=country, sectors=sectors)
        for name, country, sectors in actors
        if name != "unidentified"
    )
    return Side(
        actors=known,
        names=frozenset(one.name for one in known),
        kinds=frozenset((one.country, sector) for one in known if one.country is not None for sector in one.sectors),
        countries=frozenset(one.country for one in known if one.country is not None),
        is_known=all(one.country is not None for one in known),
    )


def _countries(place: Place | None, doers: Side, sufferers: Side, about: _About) -> frozenset[str]:
    sides = doers.countries | sufferers.countries
    if place is None:
        return sides | about.countries
    own = {place.country} if place.country is not None else set()
    return frozenset(sides | own | set(place.disputed_by))


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
        return min(end, published - LATEST), end, False
    if first is not None:
        return date.fromisoformat(first).toordinal(), max(published, date.fromisoformat(first).toordinal()), False
    ahead = status in ("future", "conditional", "requested")
    return published - LATEST, published + (LATEST if ahead else 0), False


@cache
def _not_names() -> frozenset[str]:
    """Words with a capital that say little: days, months, and whole countries, which all reports on a war name."""
    cells = (row[column] for row in rows("states.csv") for column in ("name", "names", "adjectives", "people"))
    return _CALENDAR | {word.casefold() for cell in cells for name in values(cell) for word in name.split()}


def _told_in(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names and the other words of a text that say something."""
    found = set(_WORD.findall(text))
    names = {word.casefold() for word in found if word[0].isupper()}
    words = {word[:6] for word in found if word not in _COMMON and word[0].islower()}
    return frozenset(names - _not_names() - _COMMON), frozenset(words)


def packed(one: Mention) -> str:
    """A mention as JSON, short: what `unpacked` makes it of again."""
    place = one.place
    sides = [[[a.name, a.country, a.sectors] for a in side.actors] for side in (one.doers, one.sufferers)]
    where = place and [place.name, place.country, place.lat, place.lon, place.geonames_id, place.precision,
                       place.disputed_by]  # fmt: skip
    sets = [sorted(its) for its in (one.towns, one.countries, one.names, one.words, one.speakers)]
    known = [*one.key, one.topic, one.mode, one.status, one.first, one.last, one.is_day, one.published]
    regions = sorted(one.regions) if place is None else None
    return _written([*known, where, *sides, one.numbers, *sets, one.group, regions])


_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def unpacked(written: str) -> Mention:
    """The mention that was packed."""
    (
        report_id, label, topic, mode, status, first, last, is_day, published, where, doers, sufferers, numbers,
        towns, countries, names, words, speakers, group, regions,
    ) = json.loads(written)  # fmt: skip
    place = _place(*where[:6], tuple(where[6])) if where else None
    its = regions_of(place) if place is not None else ((country, tuple(cell)) for country, cell in regions)
    return _whole(
        key=(report_id, label), topic=topic, mode=mode, status=status, first=first, last=last, is_day=is_day,
        published=published, place=place, towns=frozenset(towns), regions=frozenset(its),
        countries=frozenset(countries), doers=_side(_tuples(doers)), sufferers=_side(_tuples(sufferers)),
        numbers=tuple(numbers) if numbers else None, names=frozenset(names), words=frozenset(words),
        speakers=frozenset(speakers), group=group,
    )  # fmt: skip


def _tuples(side: Iterable[Any]) -> tuple[tuple[str, str | None, tuple[str, ...]], ...]:
    return tuple((name, country, tuple(sectors)) for name, country, sectors in side)


@lru_cache(20_000)
def _place(
    name: str, country: str | None, lat: float, lon: float, number: int, precision: Any, disputed_by: tuple[str, ...]
) -> Place:
    return Place(
        name=name, country=country, lat=lat, lon=lon, geonames_id=number, precision=precision, disputed_by=disputed_by
    )
