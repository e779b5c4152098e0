"""What only all records of a reading show together: who fights whom and where, and what stayed open."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from casus.records import Actor, Event, Place, Reading, Statement, Tie, Time, Toll, Truce
from casus.wording import terms
from casus.wording.lines import Fact, between, fact

S = TypeVar("S", bound=Statement)
T = TypeVar("T")
_MOST_PLACES = 6
_MOST_PAIRS = 4
_REAL = ("actual", "historical")


def conflict_lines(reading: Reading) -> tuple[Fact, ...]:
    """Between whom, and where."""
    wars = [tie for tie in reading.ties if tie.kind == "belligerent"]
    return (*(_war_lines(wars) if wars else _force_lines(reading)), *_place_lines(reading))


def _war_lines(wars: Sequence[Tie]) -> Iterator[Fact]:
    for ties in _gathered(wars, lambda tie: frozenset((_names(tie.a), _names(tie.b)))):
        yield fact(ties, lead="Between", words=between(ties[0].a, ties[0].b), limits=_shared_limits(ties))


def _force_lines(reading: Reading) -> Iterator[Fact]:
    """Where no war is told: those told to use force against one another, the most frequent first."""
    force = [event for event in reading.events if event.type == "ASSAULT" and event.status in _REAL]
    pairs = _gathered(filter(_has_sides, force), lambda event: (_names(event.actors), _names(event.recipients)))
    for events in sorted(pairs, key=len, reverse=True)[:_MOST_PAIRS]:
        one = events[0]
        against = f" against {terms.names(one.recipients)}" if one.recipients else ""
        yield fact(events, lead="Force", words=terms.names(one.actors) + against, limits=_shared_limits(events))


def _has_sides(event: Event) -> bool:
    """Whether two sides are named."""
    is_open = any(terms.is_unidentified(actor) for actor in (*event.actors, *event.recipients))
    return not is_open and bool(event.actors) and (bool(event.recipients) or len(event.actors) > 1)


def _place_lines(reading: Reading) -> Iterator[Fact]:
    """Places of force, harm and truces that are told as real, the one named most often first."""
    force = [e for e in reading.events if e.type in ("ASSAULT", "MOBILIZE") and e.status in _REAL]
    settings: list[Event | Toll | Truce] = [*force, *reading.tolls, *reading.truces]
    found = [(one, place) for one in settings if (place := one.place)]
    places = sorted(_gathered(found, lambda pair: pair[1].name), key=len, reverse=True)
    for order, pairs in enumerate(places[:_MOST_PLACES]):
        rest_on = [one for one, _ in pairs]
        words = terms.where(pairs[0][1])
        yield fact(rest_on, lead="" if order else "Where", words=words, limits=_shared_limits(rest_on))


def _shared_limits(rest_on: Sequence[Statement]) -> tuple[str, ...]:
    """What limits a line with several records: the report's own voice tells for all, else every voice is named."""
    own = [one for one in rest_on if not one.voice]
    best = max(own or rest_on, key=lambda one: one.confidence)
    caveat = (best.caveat,) if isinstance(best, Tie) and best.caveat else ()
    if own:
        return caveat + terms.limits(best)
    voices = tuple(actor for one in rest_on for actor in one.voice)
    return caveat + terms.limits(replace(best, voice=voices, channel=None))


def unresolved_lines(reading: Reading) -> Iterator[Fact]:
    """Actors, times and places that the text, or casus, left open."""
    events = reading.events
    yield from _named(events, "No country", _stateless)
    unidentified = [event for event in events if any(map(terms.is_unidentified, event.actors))]
    if unidentified:
        yield _gap(unidentified, lead="No doer", words=terms.counted(len(unidentified), "event"))
    total = terms.counted(len(events), "event")
    for lead, found in (
        ("No time", [event for event in events if not terms.when(event.time)]),
        ("No place", [event for event in events if event.place is None]),
    ):
        if found:
            yield _gap(found, lead=lead, words=f"{len(found):,} of {total}")
    dated: list[Event | Toll | Truce] = [*events, *reading.tolls, *reading.truces]
    yield from _named(dated, "No year", lambda one: _yearless(one.time))
    yield from _named(events, "Not on the map", lambda event: _unmapped(event.place))


def _named(found: Iterable[S], lead: str, open_names: Callable[[S], Sequence[str]]) -> Iterator[Fact]:
    """One line with everything that is open in these records, or none."""
    rest_on = [one for one in found if open_names(one)]
    if rest_on:
        words = dict.fromkeys(name for one in rest_on for name in open_names(one))
        yield _gap(rest_on, lead=lead, words=", ".join(words))


def _gap(rest_on: Sequence[Statement], *, lead: str, words: str) -> Fact:
    """What casus says of its own reading, whoever said what it rests on."""
    return replace(fact(rest_on, lead=lead, words=words), is_claim=False)


def _stateless(event: Event) -> list[str]:
    """Names in the event that have no country and are not by their nature without one."""
    return [
        actor.name
        for actor in (*event.actors, *event.recipients)
        if actor.country is None and not {"IGO", "NGO", "MNC"} & set(actor.sectors) and not terms.is_unidentified(actor)
    ]


def _yearless(time: Time | None) -> list[str]:
    return [time.text or terms.when(time)] if time and "XXXX" in f"{time.start}{time.end}" else []


def _unmapped(place: Place | None) -> list[str]:
    return [place.name] if place and place.lat is None else []


def _gathered(found: Iterable[T], key: Callable[[T], object]) -> list[list[T]]:
    """Groups of the same key, in the order of their first members."""
    groups: dict[object, list[T]] = {}
    for one in found:
        groups.setdefault(key(one), []).append(one)
    return list(groups.values())


def _names(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(actor.name for actor in actors)
