"""Two readings of one report side by side: what both say, what they say otherwise, and what only one of them says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from casus.records import Actor, Event, Place, Quote, Reading, Statement, Tie, Time, Toll

_ASIDE = frozenset(("id", "span", "sentence", "confidence", "contexts", "within", "part_of", "speakers"))
"""Fields in which records are not compared: names within a reading, where words start and end, and what follows from
others."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of the same words. fields: the names of the fields in which they differ, none for the same."""

    first: Statement
    second: Statement
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two readings of one report. same, otherwise: records of both; only_first, only_second: those without another."""

    same: tuple[Pair, ...]
    otherwise: tuple[Pair, ...]
    only_first: tuple[Statement, ...]
    only_second: tuple[Statement, ...]


def compare(first: Reading, second: Reading) -> Comparison:
    """Match the records of two readings: of one kind and type, with words in common, each with one other.

    Where several would fit, those with the most words in common and the fewest fields that differ are matched. Raises
    ValueError for readings of different texts.
    """
    if first.report.text != second.report.text:
        raise ValueError("Readings of different texts cannot be compared.")
    pairs: list[Pair] = []
    mine, theirs = list(first.statements()), list(second.statements())
    for pair in sorted(_candidates(mine, theirs), key=_fit):
        if any(pair.first is one for one in mine) and any(pair.second is one for one in theirs):
            pairs.append(pair)
            mine = [one for one in mine if one is not pair.first]
            theirs = [one for one in theirs if one is not pair.second]
    pairs.sort(key=lambda pair: pair.first.span)
    return Comparison(
        same=tuple(pair for pair in pairs if not pair.fields),
        otherwise=tuple(pair for pair in pairs if pair.fields),
        only_first=tuple(sorted(mine, key=lambda one: one.span)),
        only_second=tuple(sorted(theirs, key=lambda one: one.span)),
    )


def _candidates(mine: Sequence[Statement], theirs: Sequence[Statement]) -> Iterator[Pair]:
    by_kind: dict[object, list[Statement]] = {}
    for other in theirs:
        by_kind.setdefault(_kind(other), []).append(other)
    for one in mine:
        for other in by_kind.get(_kind(one), ()):
            if _shared(one, other) > 0:
                yield Pair(one, other, differences(one, other))


def _kind(one: Statement) -> object:
    """What two records must have in common to be one: an act its type, a toll its effect, a tie its kind."""
    of = one.type if isinstance(one, Event) else one.effect if isinstance(one, Toll) else None
    return type(one), one.kind if isinstance(one, Tie) else of


def _shared(one: Statement, other: Statement) -> int:
    """Characters that the words of two records have in common."""
    return min(one.span[1], other.span[1]) - max(one.span[0], other.span[0])


def _fit(pair: Pair) -> tuple[int, int]:
    return len(pair.fields), -_shared(pair.first, pair.second)


def differences(one: Statement, other: Statement) -> tuple[str, ...]:
    """The names of the fields in which two records of one kind say something else."""
    aside = _ASIDE | {"text"} if isinstance(one, Quote) else _ASIDE
    names = [name for name in one.__dataclass_fields__ if name not in aside]
    return tuple(name for name in names if _meant(getattr(one, name)) != _meant(getattr(other, name)))


def _meant(value: Any) -> object:
    """What a field says, however it is worded: of actors and places who and where they are, of times when."""
    if isinstance(value, tuple):
        return frozenset(_meant(one) for one in value)
    if isinstance(value, Actor):
        return value.name, value.country
    if isinstance(value, Place):
        return value.name, value.country
    if isinstance(value, Time):
        return value.start, value.end
    fields = getattr(value, "__dataclass_fields__", None)
    return value if fields is None else tuple(_meant(getattr(value, name)) for name in fields)
