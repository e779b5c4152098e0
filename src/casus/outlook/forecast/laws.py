"""Laws of chance over counts of deaths, all on one grid, so that any two can be mixed, compared and scored alike.

A law is a row of a matrix: the chance of at most COUNTS[k] deaths. Counts to 30 stand for themselves; above, a grid
point stands for the counts nearest to it by the logarithm, 8 % apart: finer than anyone can count the dead of a war.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from casus.outlook.forecast.panel import Floats

Laws = NDArray[np.float32]
"""(cases, counts), each row rising to 1."""

_SINGLE = 30
_MOST = 250_000
_STEP = 0.08

COUNTS: Floats = np.unique(
    np.r_[np.arange(_SINGLE + 1), np.round(np.exp(np.arange(np.log(_SINGLE + 1), np.log(_MOST), _STEP)))]
)
"""Deaths in a month that laws give a chance to; more than 200,000 in one country and month has none."""
LOG_COUNTS: Floats = np.log1p(COUNTS)
_BORDERS = (LOG_COUNTS[1:] + LOG_COUNTS[:-1]) / 2
FROM: Floats = np.r_[0, COUNTS[1 : _SINGLE + 1], np.exp(_BORDERS[_SINGLE:]) - 1]
"""The smallest number that a grid point stands for."""
EVENT = 25
"""Deaths in a month from which it counts as an event; also a year's threshold of an armed conflict at UCDP."""


def nearest(deaths: Floats) -> NDArray[np.intp]:
    """The place in COUNTS that stands for each number of deaths."""
    return np.searchsorted(_BORDERS, np.log1p(deaths))


def laws_of_samples(samples: Floats) -> Laws:
    """samples: (cases, draws), each draw equally likely."""
    mass = np.zeros((len(samples), len(COUNTS)), np.float32)
    np.add.at(mass, (np.arange(len(samples))[:, None], nearest(samples)), 1 / samples.shape[1])
    return np.minimum(np.cumsum(mass, axis=1), 1)


def chance_of(laws: Laws, least: int | Floats) -> Floats:
    """The chance of at least so many deaths: one number for all laws, or one a law. Exact up to 30 deaths."""
    below = np.broadcast_to(nearest(np.asarray(least, float)) - 1, len(laws))
    return np.where(below < 0, 1.0, 1 - laws[np.arange(len(laws)), np.maximum(below, 0)])


def quantiles(laws: Laws, levels: Floats) -> Floats:
    """Deaths at each level, (cases, levels): the smallest count whose chance of being reached or not exceeded is it."""
    found = [(laws < level - 1e-6).sum(axis=1) for level in levels]
    deaths: Floats = COUNTS[np.minimum(np.stack(found, axis=1), len(COUNTS) - 1)]
    return deaths


def means(laws: Laws) -> Floats:
    """Expected deaths of each law; in wars a few large counts make most of it."""
    expected: Floats = np.diff(laws, axis=1, prepend=0) @ COUNTS
    return expected


def samples(laws: Laws, draws: int, rng: np.random.Generator) -> Floats:
    """(cases, draws) of deaths. Months and countries are drawn apart from each other: only single cells are right."""
    chance = rng.random((len(laws), draws))
    drawn = np.stack([np.searchsorted(law, its) for law, its in zip(laws, chance, strict=True)])
    deaths: Floats = COUNTS[drawn.clip(max=len(COUNTS) - 1)]
    return deaths
