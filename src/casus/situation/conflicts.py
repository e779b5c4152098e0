"""Conflicts: a view of who uses force against whom, and where; nothing in the ledger is keyed by it.

Two sides are belligerents when reports of three origins tell of force or a truce between them, or when reports of two
do and one of them calls them so. Pairs that share a side and fight mostly in the same country are one conflict. Force
whose sides nobody can tell makes a conflict of its theatre alone. The rules: docs/situation.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casus.knowledge.sides import Side, is_state, name_of
from casus.ledger.bearings import FORCE, WAR, Pair
from casus.situation.outlines import Outlined

_ENOUGH = 3
"""Origins that make two sides belligerents, or a country a theatre."""
_NAMED = 2
"""The same where a report calls the two sides belligerents."""
_SHARE = 0.15
"""Of the strongest: what a further pair, or country, needs to be part of a conflict."""
_NAMES = 3
"""Sides named in the name of a conflict."""


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
        """For a reader: "Armenia and Azerbaijan (Nagorno-Karabakh)"; of many sides, those most told of."""
        names = self._names
        shown = [*names, "others"] if len(self.sides) > _NAMES else names
        who = ", ".join(shown[:-1]) + " and " + shown[-1] if len(shown) > 1 else "".join(shown) or "Sides not told"
        where = self.place or next((name_of(code) for code in self.theatre if code not in self.sides), None)
        where = where or (name_of(self.theatre[0]) if self.theatre and len(self.sides) < 2 else None)
        return f"{who} ({where})" if where and where not in names else who

    @property
    def slug(self) -> str:
        """The sides as an address, and as the command line takes it."""
        words = "-".join(self._names) or "-".join(self.theatre)
        return "-".join("".join(c if c.isalnum() else " " for c in words).lower().split())

    @property
    def countries(self) -> tuple[str, ...]:
        """ISO codes of the countries that statements about it concern: of the theatre and of its states."""
        return tuple(dict.fromkeys((*self.theatre, *(side for side in self.sides if is_state(side)))))

    @property
    def _names(self) -> list[str]:
        """By the alphabet: which side is told of most often changes from day to day."""
        return sorted(name_of(side) for side in self.sides[:_NAMES])


@dataclass(frozen=True, slots=True)
class _Pair:
    """What is told of force between two sides. theatre: the country where most of it happens."""

    statements: tuple[Outlined, ...]
    origins: int
    theatre: str | None


def conflicts(statements: Iterable[Outlined]) -> list[Conflict]:
    """The conflicts that statements of force, ties and truces tell of, the most told of first."""
    everything = list(statements)
    pairs = _pairs(everything)
    found = [_conflict(group, pairs) for group in _grouped(pairs)]
    known = {code for one in found for code in one.theatre}
    return found + _theatres(everything, known)


def _pairs(statements: Iterable[Outlined]) -> dict[Pair, _Pair]:
    """The belligerent pairs, those told of by most origins first."""
    told: dict[Pair, list[Outlined]] = defaultdict(list)
    named: set[Pair] = set()
    for one in statements:
        bearing = one.bearing
        for pair in bearing.pairs:
            told[pair].append(one)
        if bearing.shows == WAR:
            named.update(bearing.pairs)
    origins = {pair: len({one.origin for one in its}) for pair, its in told.items()}
    kept = [pair for pair in told if origins[pair] >= (_NAMED if pair in named else _ENOUGH)]
    kept.sort(key=lambda pair: (-origins[pair], pair))
    return {pair: _Pair(tuple(told[pair]), origins[pair], _main(told[pair], pair)) for pair in kept}


def _main(its: Iterable[Outlined], pair: Pair) -> str | None:
    """The country where most of it happens; without any place, the one side that is a state."""
    countries = Counter(country for one in its if (country := _force_in(one)) is not None)
    if countries:
        return _most(countries)
    states = [side for side in pair if is_state(side)]
    return states[0] if len(states) == 1 else None


def _force_in(one: Outlined) -> str | None:
    """ISO code of the country in which a statement tells of force; where a truce was talked about is no theatre."""
    return one.bearing.country if one.bearing.shows == FORCE else None


def _grouped(pairs: Mapping[Pair, _Pair]) -> list[list[Pair]]:
    """Pairs that share a side and the main theatre, each group with its strongest pair first.

    One told of much less than that is a stray clash: it is no conflict of its own, and its sides do not join.
    """
    groups: list[list[Pair]] = []
    for pair, its in pairs.items():
        home = next((group for group in groups if _joins(pair, its, group, pairs)), None)
        if home is None:
            groups.append([pair])
        elif its.origins >= _SHARE * pairs[home[0]].origins:
            home.append(pair)
    return groups


def _joins(pair: Pair, its: _Pair, group: Sequence[Pair], pairs: Mapping[Pair, _Pair]) -> bool:
    return any(set(pair) & set(other) for other in group) and its.theatre in (None, pairs[group[0]].theatre)


def _conflict(group: Sequence[Pair], pairs: Mapping[Pair, _Pair]) -> Conflict:
    told: Counter[Side] = Counter()
    for pair in group:
        told.update(dict.fromkeys(pair, pairs[pair].origins))
    sides = tuple(sorted(told, key=lambda side: (-told[side], side)))
    its = {one.key: one for pair in group for one in pairs[pair].statements}.values()
    main = pairs[group[0]].theatre
    return Conflict(sides, _theatre(its) or ((main,) if main else ()), _contested(its), max(one.told for one in its))


def _theatre(its: Iterable[Outlined]) -> tuple[str, ...]:
    """Countries in which force is told of, the main one first, but for those in which hardly any is."""
    told: dict[str, set[str]] = defaultdict(set)
    for one in its:
        if (country := _force_in(one)) is not None:
            told[country].add(one.origin)
    most = max(map(len, told.values()), default=0)
    kept = [code for code, origins in told.items() if len(origins) >= _SHARE * most]
    return tuple(sorted(kept, key=lambda code: (-len(told[code]), code)))


def _contested(its: Iterable[Outlined]) -> str | None:
    """The contested region most often named."""
    names: Counter[str] = Counter()
    for one in its:
        if one.bearing.region is not None:
            names[one.bearing.region] += 1
    return _most(names)


def _most(counter: Counter[str]) -> str | None:
    return min(counter, key=lambda name: (-counter[name], name)) if counter else None


def _theatres(statements: Iterable[Outlined], known: set[str]) -> list[Conflict]:
    """Countries where force is told of whose sides cannot be told, beside the theatres that are known."""
    told: dict[str, list[Outlined]] = defaultdict(list)
    for one in statements:
        country = _force_in(one)
        if country is not None and country not in known:
            told[country].append(one)
    origins = {code: len({one.origin for one in its}) for code, its in told.items()}
    ranked = sorted((code for code in told if origins[code] >= _ENOUGH), key=lambda code: (-origins[code], code))
    return [Conflict((), (code,), None, max(one.told for one in told[code])) for code in ranked]
