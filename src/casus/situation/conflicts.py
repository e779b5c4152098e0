"""Conflicts: a view of who uses force against whom, and where; nothing in the ledger is keyed by it.

Two sides are belligerents when reports of at least three origins tell of force between them, or when a report calls
them so. Pairs that share a side and fight mostly in the same country are one conflict. Force whose sides nobody
can tell makes a conflict of its theatre alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from casus.knowledge.sides import Side, belongs_to, is_state, name_of, side_of, sides_of
from casus.records import Actor, Event, Place, Pledge, Statement, Tie, Toll, Truce
from casus.situation.cited import Cited, Key

_ENOUGH = 3
"""Origins that make two sides belligerents, or a country a theatre."""
_SHARE = 0.15
"""Of the origins of a conflict's strongest pair: what a further pair needs to be part of it."""
_ASSERTED = ("actual", "historical")
Pair = tuple[Side, Side]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sides and theatre of one conflict as they appear from the reports of a period.

    sides: those most often told of first. theatre: ISO codes of the countries where force is told, the main one first.
    place: the contested region most often named, if any. last: day of the newest report that tells of force.
    """

    sides: tuple[Side, ...]
    theatre: tuple[str, ...]
    place: str | None
    last: str

    @property
    def name(self) -> str:
        """For a reader: "Armenia and Azerbaijan (Nagorno-Karabakh)"."""
        names = [name_of(side) for side in self.sides]
        who = ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else "".join(names) or "Sides not told"
        where = self.place or next((name_of(code) for code in self.theatre if code not in self.sides), None)
        where = where or (name_of(self.theatre[0]) if self.theatre and len(self.sides) < 2 else None)
        return f"{who} ({where})" if where and where not in names else who

    @property
    def slug(self) -> str:
        """The name as an address, and as the command line takes it."""
        words = "-".join(name_of(side) for side in self.sides) or "-".join(self.theatre)
        return "-".join("".join(c if c.isalnum() else " " for c in words).lower().split())


@dataclass(frozen=True, slots=True)
class _Pair:
    """What is told of force between two sides."""

    origins: frozenset[str]
    is_named: bool
    theatre: str | None


def conflicts(statements: Sequence[Cited]) -> list[Conflict]:
    """The conflicts that statements of force, ties and truces tell of, the most told of first."""
    pairs = _pairs(statements)
    found = [_conflict(group, pairs, statements) for group in _grouped(pairs)]
    known = {code for one in found for code in one.theatre}
    found += _theatres(statements, known)
    return found


def _pairs(statements: Sequence[Cited]) -> dict[Pair, _Pair]:
    """The belligerent pairs, those told of by most origins first."""
    origins: dict[Pair, set[str]] = defaultdict(set)
    places: dict[Pair, Counter[str]] = defaultdict(Counter)
    named: set[Pair] = set()
    for one in statements:
        its = _told_pairs(one.record)
        for pair in its:
            origins[pair].add(one.report.origin)
            place = getattr(one.record, "place", None)
            if place is not None and place.country is not None:
                places[pair][place.country] += 1
        if isinstance(one.record, Tie):
            named |= its
    kept = [pair for pair in origins if len(origins[pair]) >= _ENOUGH or pair in named]
    kept.sort(key=lambda pair: (-len(origins[pair]), pair))
    return {pair: _Pair(frozenset(origins[pair]), pair in named, _main(places[pair], pair)) for pair in kept}


def _main(places: Counter[str], pair: Pair) -> str | None:
    """The country where most of it happens; without any place, the one side that is a state."""
    if places:
        return min(places, key=lambda code: (-places[code], code))
    states = [side for side in pair if is_state(side)]
    return states[0] if len(states) == 1 else None


def _told_pairs(record: Statement) -> set[Pair]:
    """The pairs of sides that a statement shows as using force against each other."""
    if isinstance(record, Tie):
        return _across(sides_of(record.a), sides_of(record.b)) if record.kind == "belligerent" else set()
    if isinstance(record, Truce):
        return _among(sides_of(record.parties))
    if not isinstance(record, Event) or record.type != "ASSAULT" or record.status not in _ASSERTED:
        return set()
    doers = sides_of(record.actors)
    suffer = tuple(dict.fromkeys(side for actor in record.recipients if (side := belongs_to(actor)) is not None))
    if suffer:
        return _across(doers, suffer)
    if len(doers) > 1:
        return _among(doers)
    country = record.place.country if record.place is not None else None
    return _across(doers, (country,)) if country is not None else set()


def _across(some: Sequence[Side], others: Sequence[Side]) -> set[Pair]:
    return {_ordered(one, other) for one in some for other in others if one != other}


def _among(sides: Sequence[Side]) -> set[Pair]:
    return {_ordered(one, other) for one, other in combinations(sides, 2)}


def _ordered(one: Side, other: Side) -> Pair:
    return (one, other) if one < other else (other, one)


def _grouped(pairs: Mapping[Pair, _Pair]) -> list[list[Pair]]:
    """Pairs that share a side and the main theatre, each group with its strongest pair first."""
    groups: list[list[Pair]] = []
    for pair, its in pairs.items():
        home = next((group for group in groups if _joins(pair, its, group, pairs)), None)
        if home is None:
            groups.append([pair])
        elif len(its.origins) >= _SHARE * len(pairs[home[0]].origins) or its.is_named:
            home.append(pair)
    return groups


def _joins(pair: Pair, its: _Pair, group: Sequence[Pair], pairs: Mapping[Pair, _Pair]) -> bool:
    return any(set(pair) & set(other) for other in group) and its.theatre in (None, pairs[group[0]].theatre)


def _conflict(group: Sequence[Pair], pairs: Mapping[Pair, _Pair], statements: Sequence[Cited]) -> Conflict:
    told: Counter[Side] = Counter()
    for pair in group:
        told.update({side: len(pairs[pair].origins) for side in pair})
    sides = tuple(sorted(told, key=lambda side: (-told[side], side)))
    its = [one for one in statements if _told_pairs(one.record) & set(group)]
    theatre, place = _where(its)
    main = pairs[group[0]].theatre
    return Conflict(sides, theatre or ((main,) if main else ()), place, max(one.told for one in its))


def _where(its: Iterable[Cited]) -> tuple[tuple[str, ...], str | None]:
    """Countries in which force is told of, the main one first, and the contested region most often named."""
    countries: Counter[str] = Counter()
    contested: Counter[str] = Counter()
    for one in its:
        place: Place | None = getattr(one.record, "place", None)
        if place is not None and place.country is not None:
            countries[place.country] += 1
            if place.disputed_by and place.precision in ("province", "district"):
                contested[place.name] += 1
    return tuple(sorted(countries, key=lambda code: (-countries[code], code))), _most(contested)


def _most(counter: Counter[str]) -> str | None:
    return min(counter, key=lambda name: (-counter[name], name)) if counter else None


def _theatres(statements: Sequence[Cited], known: set[str]) -> list[Conflict]:
    """Countries where force is told of whose sides cannot be told, beside the theatres that are known."""
    told: dict[str, list[Cited]] = defaultdict(list)
    for one in statements:
        record = one.record
        if isinstance(record, Event) and record.type == "ASSAULT" and record.status in _ASSERTED:
            country = record.place.country if record.place is not None else None
            if country is not None and country not in known:
                told[country].append(one)
    found = {code: its for code, its in told.items() if len({one.report.origin for one in its}) >= _ENOUGH}
    ranked = sorted(found, key=lambda code: (-len(found[code]), code))
    return [Conflict((), (code,), None, max(one.told for one in found[code])) for code in ranked]


def assigned(found: Sequence[Conflict], statements: Iterable[Cited]) -> dict[Conflict, list[Cited]]:
    """The statements of each conflict: by their sides and place, else by what the rest of their report is about."""
    own: dict[Key, Conflict | None] = {}
    reports: dict[str, Counter[Conflict]] = defaultdict(Counter)
    everything = list(statements)
    for one in everything:
        best = max(found, key=lambda conflict: _fit(conflict, one.record), default=None)
        fits = best is not None and _fit(best, one.record) > 0
        own[one.key] = best if fits else None
        if best is not None and fits:
            reports[one.report.id][best] += 1
    parts: dict[Conflict, list[Cited]] = {conflict: [] for conflict in found}
    for one in everything:
        about = reports[one.report.id].most_common(1)
        home = own[one.key] or (about[0][0] if about and not _is_elsewhere(about[0][0], one.record) else None)
        if home is not None:
            parts[home].append(one)
    return parts


def _fit(conflict: Conflict, record: Statement) -> int:
    """How clearly a statement is about a conflict; 0: it does not say, or is about something else."""
    if _is_elsewhere(conflict, record):
        return 0
    sides = len(set(_sides(record)) & set(conflict.sides))
    country = _country(record)
    return 2 * sides + (country in conflict.theatre) + (conflict.theatre[:1] == (country,))


def _is_elsewhere(conflict: Conflict, record: Statement) -> bool:
    """Whether a statement names a place outside the theatre and the sides' own countries."""
    country = _country(record)
    return country is not None and country not in conflict.theatre and country not in conflict.sides


def _country(record: Statement) -> str | None:
    place: Place | None = record.trigger.place if isinstance(record, Pledge) else getattr(record, "place", None)
    return place.country if place is not None else None


def _sides(record: Statement) -> Iterator[Side]:
    """The sides in a statement's own roles; who says it is none of them."""
    for actor in _cast(record):
        side = belongs_to(actor) if isinstance(record, (Event, Toll)) else side_of(actor)
        if side is not None:
            yield side


def _cast(record: Statement) -> tuple[Actor, ...]:
    if isinstance(record, Event):
        return (*record.actors, *record.recipients)
    if isinstance(record, Toll):
        return (*record.of, *record.by)
    if isinstance(record, Truce):
        return record.parties
    if isinstance(record, Pledge):
        trigger = record.trigger
        return (*record.guarantors, *record.beneficiaries, *trigger.actors, *trigger.recipients)
    return (*record.a, *record.b) if isinstance(record, Tie) else ()
