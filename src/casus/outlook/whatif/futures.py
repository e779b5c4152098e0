"""Futures: who joins a dispute before it ends, drawn many times over.

The hazard that state i joins side s is exp(log_rate) * shape * t ** (shape - 1) at t days. Each future draws when the
dispute ends and, for each state and side, how much hazard it stands before it joins (an exponential). Whoever joins
changes the hazards of the others from that day on. Parameters differ from draw to draw. Method: docs/whatif.md
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv

from casus.outlook.whatif.graph import Floats
from casus.outlook.whatif.record import Ending

Ints = NDArray[np.int64]
Singles = NDArray[np.float32]
DIRECT = -1
"""The parent of a joining that no other had made likelier."""
_BLOCK = 10
"""Draws worked on at a time: what fits in the memory next to a core. Results do not depend on the number of cores."""


@dataclass(frozen=True, slots=True)
class Chances:
    """What the futures hang on. A column is a side and a state: side * states + state.

    log_rate: (draws, columns). gains: (draws, columns, columns), what a joining (the first) adds to the log rate of
    another; of several joinings the highest gain and the deepest loss count, they are not added up. frailty: variance
    of the factor, of mean 1, that all hazards of one future have in common: joinings come together.
    """

    log_rate: Floats
    gains: Floats
    shape: float
    frailty: float
    endings: tuple[Ending, ...]


@dataclass(frozen=True, slots=True)
class Runs:
    """What happened. One line a joining: future, column, days, and the column whose joining raised its hazard most.

    expected: (draws, columns), the hazard that was stood, whose mean is the probability without most of the chance.
    lasted: days to the end by future; ended: which of the endings.
    """

    futures: int
    future: Ints
    column: Ints
    days: Floats
    parent: Ints
    expected: Floats
    lasted: Floats
    ended: Ints


def run_futures(chances: Chances, futures: int, seed: int) -> Runs:
    """Draw futures; as many of each draw of the parameters, so their number is rounded up."""
    draws = len(chances.log_rate)
    each = -(-futures // draws)
    starts = range(0, draws, _BLOCK)
    seeds = np.random.SeedSequence(seed).spawn(len(starts))

    def work(i: int) -> Runs:
        its = slice(starts[i], starts[i] + _BLOCK)
        return _block(chances, its, each, np.random.default_rng(seeds[i]))

    with ThreadPoolExecutor(min(len(starts), os.cpu_count() or 1)) as pool:
        parts = list(pool.map(work, range(len(starts))))
    return _together(parts)


def _together(parts: Sequence[Runs]) -> Runs:
    before = np.cumsum([0, *(part.futures for part in parts)])
    return Runs(
        futures=int(before[-1]),
        future=np.concatenate([part.future + first for part, first in zip(parts, before[:-1], strict=True)]),
        column=np.concatenate([part.column for part in parts]),
        days=np.concatenate([part.days for part in parts]),
        parent=np.concatenate([part.parent for part in parts]),
        expected=np.concatenate([part.expected for part in parts]),
        lasted=np.concatenate([part.lasted for part in parts]),
        ended=np.concatenate([part.ended for part in parts]),
    )


def _block(chances: Chances, its: slice, each: int, random: np.random.Generator) -> Runs:
    """The futures of some draws."""
    rate = np.exp(chances.log_rate[its]).astype(np.float32)  # (draws, columns)
    gains = chances.gains[its].astype(np.float32)
    draws, columns = rate.shape
    ended, lasted = _ends(chances.endings, draws, each, random)
    unseen = _unseen(chances.frailty, draws, each, random)  # a common factor of all hazards is a faster clock
    until = (unseen * lasted**chances.shape).astype(np.float32)
    bears = random.standard_exponential((draws * each, columns), dtype=np.float32)
    whose = np.repeat(np.arange(draws), each)
    touched = np.flatnonzero((bears < rate[whose] * until[:, None]).any(axis=1))
    joinings, stood = _joinings(rate, gains, whose[touched], until[touched], bears[touched])
    still = np.ones(draws * each, dtype=np.bool_)
    still[touched] = False
    quiet = np.bincount(whose, weights=until * still, minlength=draws)
    expected = (rate * quiet[:, None] + stood) / each
    line, column, at, parent = joinings
    days = (at / unseen[touched[line]]) ** (1 / chances.shape)
    return Runs(draws * each, touched[line], column, days, parent, expected, lasted, ended)


def _unseen(frailty: float, draws: int, each: int, random: np.random.Generator) -> Floats:
    """The factor of each future, of a gamma distribution; never nothing, so that the clock can be turned back."""
    if frailty == 0:
        return np.ones(draws * each)
    found: Floats = frailty * gammaincinv(1 / frailty, _evenly(draws, each, random))
    return np.maximum(found, 1e-12)


def _evenly(draws: int, each: int, random: np.random.Generator) -> Floats:
    """Numbers between 0 and 1 in no order, spread evenly within each draw, so that draws can be compared."""
    at = random.permuted(np.tile(np.arange(each), (draws, 1)), axis=1) + random.random((draws, each))
    return at.ravel() / each


def _ends(endings: Sequence[Ending], draws: int, each: int, random: np.random.Generator) -> tuple[Ints, Floats]:
    """Which ending each future has, and after how many days."""
    days = np.concatenate([one.days for one in endings])
    share = np.concatenate([np.full(len(one.days), one.share / len(one.days)) for one in endings])
    which = np.repeat(np.arange(len(endings)), [len(one.days) for one in endings])
    order = np.argsort(days, kind="stable")
    found = np.searchsorted(np.cumsum(share[order]), _evenly(draws, each, random) * share.sum())
    chosen = order[np.minimum(found, len(order) - 1)]
    return which[chosen], np.maximum(days[chosen], 1.0)


def _joinings(
    first_rate: Singles, gains: Singles, whose: Ints, until: Singles, bears: Singles
) -> tuple[tuple[Ints, Ints, Floats, Ints], Floats]:
    """Joinings of the futures in which somebody joins (line, column, t ** shape, parent), and the hazard stood.

    Each round takes the next joining of every future that has one left. At most one round a state.
    """
    draws, columns = first_rate.shape
    states = columns // 2
    line = np.arange(len(whose))
    rate, stood, now = first_rate[whose], np.zeros_like(bears), np.zeros_like(until)
    free = np.ones_like(bears)
    highest, deepest = np.zeros_like(bears), np.zeros_like(bears)
    parents = np.full(bears.shape, DIRECT, dtype=np.int16)
    total = np.zeros((draws, columns))
    found: list[tuple[Ints, Ints, Floats, Ints]] = []
    while len(line):
        with np.errstate(divide="ignore", invalid="ignore"):
            waits = np.where(rate > 0, (bears - stood) / rate, np.float32(np.inf))
        next_ = waits.argmin(axis=1)
        at = now + np.maximum(waits[np.arange(len(line)), next_], 0)
        goes_on = at < until
        stood += rate * (np.where(goes_on, at, until) - now)[:, None]
        done = ~goes_on
        total += _by_draw(whose[done], stood[done], draws)
        line, whose, until, bears, next_ = (one[goes_on] for one in (line, whose, until, bears, next_))
        stood, now, free = stood[goes_on], at[goes_on], free[goes_on]
        highest, deepest, parents = highest[goes_on], deepest[goes_on], parents[goes_on]
        rows = np.arange(len(line))
        found.append((line, next_, now.astype(np.float64), parents[rows, next_].astype(np.int64)))
        free[rows, next_] = free[rows, (next_ + states) % columns] = 0
        gain = gains[whose, next_]
        parents = np.where(gain > highest, next_[:, None].astype(np.int16), parents)
        highest, deepest = np.maximum(highest, gain), np.minimum(deepest, gain)
        rate = first_rate[whose] * np.exp(highest + deepest) * free
    line, column, at, parent = (np.concatenate([one[i] for one in found]) for i in range(4)) if found else _NONE
    return (line, column, at, parent), total


_NONE = (np.array([], dtype=np.int64), np.array([], dtype=np.int64), np.array([]), np.array([], dtype=np.int64))


def _by_draw(whose: Ints, stood: Singles, draws: int) -> Floats:
    """Sums of the lines of each draw: (draws, columns)."""
    mine = (np.arange(draws)[:, None] == whose).astype(np.float32)
    summed: Floats = (mine @ stood).astype(np.float64)
    return summed


def paths(runs: Runs, columns: int) -> list[tuple[tuple[int, ...], int]]:
    """Chains of joinings, each made likelier by the one before it, with the number of futures they occur in.

    A chain stands as its columns, the first joining first; of one longer than three, the last three stand.
    """
    keys = runs.future * columns + runs.column
    order = np.argsort(keys)
    before = np.full(len(keys), -1)
    has = np.flatnonzero(runs.parent >= 0)
    wanted = runs.future[has] * columns + runs.parent[has]
    before[has] = order[np.searchsorted(keys[order], wanted)]
    code, at = runs.column + 1, before
    for power in (1, 2):
        its = at >= 0
        code = code + np.where(its, (runs.column[at] + 1) * (columns + 1) ** power, 0)
        at = np.where(its, before[at], -1)
    found, many = np.unique(code, return_counts=True)
    digits = [[int(one) // (columns + 1) ** power % (columns + 1) for power in (2, 1, 0)] for one in found]
    chains = [tuple(digit - 1 for digit in its if digit) for its in digits]
    return sorted(zip(chains, map(int, many), strict=True), key=lambda one: (-one[1], one[0]))
