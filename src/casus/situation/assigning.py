"""Which conflict a statement is about: by its sides and place, else by what the rest of its report is about.

One belligerent alone does not tell: Russia at war in one country calls for a truce in another. Such a statement goes
with the clear ones of its report.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TypeVar

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
    fitting = _Fitting(found)
    subjects: dict[str, Counter[int]] = defaultdict(Counter)
    for one in everything:
        subjects[one.key[0]].update({at: fit for at, fit in fitting.of(one.bearing).items() if fit >= _CLEAR})
    parts: dict[Conflict, list[T]] = {conflict: [] for conflict in found}
    for one in everything:
        subject = subjects[one.key[0]]
        near = {at: times for at, times in subject.items() if not fitting.is_elsewhere(at, one.bearing)}
        home = _home(fitting.of(one.bearing), near)
        if home is not None:
            parts[found[home]].append(one)
    return parts


class _Fitting:
    """How statements fit some conflicts; few statements differ in what they bear on, so each answer is kept."""

    def __init__(self, found: Sequence[Conflict]) -> None:
        self._found = found
        self._mains = {conflict.theatre[0] for conflict in found if conflict.theatre}
        self._whose: dict[str, list[int]] = defaultdict(list)
        for at, conflict in enumerate(found):
            for name in {*conflict.sides, *conflict.theatre}:
                self._whose[name].append(at)
        self._fits: dict[Bearing, _Fits] = {}

    def of(self, bearing: Bearing) -> _Fits:
        """How clearly a statement is about each of the conflicts it may be about."""
        known = self._fits.get(bearing)
        if known is None:
            named = (*bearing.sides, bearing.country)
            near = sorted({at for name in named if name is not None for at in self._whose.get(name, ())})
            fits = {at: _fit(self._found[at], bearing) for at in near if not self.is_elsewhere(at, bearing)}
            known = self._fits[bearing] = {at: fit for at, fit in fits.items() if fit > 0}
        return known

    def is_elsewhere(self, at: int, bearing: Bearing) -> bool:
        """Whether a statement cannot be about a conflict."""
        return _is_elsewhere(self._found[at], bearing, self._mains)


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


def _fit(conflict: Conflict, bearing: Bearing) -> int:
    country = bearing.country
    if not conflict.sides:
        return _CLEAR if country in conflict.theatre else 0
    known = 2 * len(bearing.sides & set(conflict.sides))
    return known + (country in conflict.theatre) + (conflict.theatre[:1] == (country,))


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
