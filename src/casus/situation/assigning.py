"""Which conflict a statement is about: by its sides and place, else by what the rest of its report is about.

One belligerent alone does not tell: Russia at war in one country calls for a truce in another. Such a statement goes
with the clear ones of its report.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TypeVar

from casus.knowledge.sides import Side
from casus.ledger.bearings import PROPOSAL, TRUCE, Bearing
from casus.situation.conflicts import Conflict
from casus.situation.outlines import Outlined

_CLEAR = 3
"""Fit of a statement that names two sides, or one side and the theatre."""
_SIDE = 2
"""Fit of one that names a side, or the main theatre."""
_Fits = dict[int, int]
"""Number of a conflict -> how clearly a statement is about it."""
T = TypeVar("T", bound=Outlined)


def assigned(found: Sequence[Conflict], statements: Iterable[T]) -> dict[Conflict, list[T]]:
    """The statements of each conflict; those of none are left out."""
    everything = list(statements)
    whose = _whose(found)
    mains = {conflict.theatre[0] for conflict in found if conflict.theatre}
    fits = [_fits(found, whose, one.bearing, mains) for one in everything]
    subjects: dict[str, Counter[int]] = defaultdict(Counter)
    for one, its in zip(everything, fits, strict=True):
        subjects[one.key[0]].update({at: fit for at, fit in its.items() if fit >= _CLEAR})
    parts: dict[Conflict, list[T]] = {conflict: [] for conflict in found}
    for one, its in zip(everything, fits, strict=True):
        subject = [at for at in subjects[one.key[0]] if not _is_elsewhere(found[at], one.bearing, mains)]
        home = _home(its, {at: subjects[one.key[0]][at] for at in subject})
        if home is not None:
            parts[found[home]].append(one)
    return parts


def _whose(found: Sequence[Conflict]) -> dict[str, list[int]]:
    """Side or country -> the conflicts it is part of."""
    whose: dict[str, list[int]] = defaultdict(list)
    for at, conflict in enumerate(found):
        for name in {*conflict.sides, *conflict.theatre}:
            whose[name].append(at)
    return whose


def _home(fits: _Fits, subject: Mapping[int, int]) -> int | None:
    """The conflict that a statement is about, if it or its report says so clearly, or no other can be meant.

    subject: how clearly the rest of the report is about each conflict that the statement may be about.
    """
    ranked = {*subject, *(at for at, fit in fits.items() if fit >= _CLEAR)}
    if ranked:
        return max(ranked, key=lambda at: (_clear(fits, at), subject.get(at, 0), fits.get(at, 0), -at))
    alone = [at for at, fit in fits.items() if fit >= _SIDE]
    return alone[0] if len(alone) == 1 else None


def _clear(fits: _Fits, at: int) -> int:
    fit = fits.get(at, 0)
    return fit if fit >= _CLEAR else 0


def _fits(
    found: Sequence[Conflict], whose: Mapping[str, Sequence[int]], bearing: Bearing, mains: Container[str]
) -> _Fits:
    """How clearly a statement is about each of the conflicts it may be about."""
    sides, country = bearing.sides, bearing.country
    near = {at for name in (*sides, country) if name is not None for at in whose.get(name, ())}
    near = {at for at in near if not _is_elsewhere(found[at], bearing, mains)}
    return {at: fit for at in near if (fit := _fit(found[at], sides, country)) > 0}


def _fit(conflict: Conflict, sides: frozenset[Side], country: str | None) -> int:
    if not conflict.sides:
        return _CLEAR if country in conflict.theatre else 0
    return 2 * len(sides & set(conflict.sides)) + (country in conflict.theatre) + (conflict.theatre[:1] == (country,))


def _is_elsewhere(conflict: Conflict, bearing: Bearing, mains: Container[str]) -> bool:
    """Whether a statement names a place outside the theatre and the sides' own countries, or is of others' truce.

    mains: the main theatres of all conflicts. Of a truce the place is often where it was talked about, and says little
    unless it is one of them.
    """
    country = bearing.country
    is_abroad = country is not None and country not in conflict.theatre and country not in conflict.sides
    if bearing.shows not in (TRUCE, PROPOSAL):
        return is_abroad
    parties = bearing.sides if bearing.shows == TRUCE else frozenset()
    is_others = len(parties) > 1 and len(parties & {*conflict.sides, conflict.place}) < 2
    return is_others or (is_abroad and country in mains)
