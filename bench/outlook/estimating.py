"""Fitting the hazard of joining: proportional hazards on a baseline that falls with time, with bounds and a penalty."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from bench.outlook.opportunities import Opportunities
from casus.outlook.whatif.graph import FEATURES, FORCE, SHOW, WAR, Floats

PENALTY = 1.0
"""Half the penalty on a squared coefficient: a prior of standard deviation 1."""
_ROUNDS = 8
"""Turns between the coefficients and what is not seen of each dispute; more change little."""
_LEVELS = (SHOW, FORCE, WAR)
_FRAILTIES = np.exp(np.linspace(np.log(0.05), np.log(20), 60))
_SHAPES = np.arange(0.2, 1.01, 0.05)
QUANTILES = (np.arange(40) + 0.5) / 40
"""Where the length of disputes is read off."""


@dataclass(frozen=True, slots=True)
class Fit:
    """coefficients: the intercept, then one a feature. shape: of the baseline t ** shape, t in days.

    frailty: variance, by level, of what multiplies all hazards of a dispute and is not seen; its mean is 1. unseen: its
    expectation for each dispute of the fit, by number. lengths: quantiles of the days that disputes last, by level.
    """

    coefficients: Floats
    shape: float
    frailty: dict[int, float]
    unseen: dict[int, float]
    lengths: dict[int, Floats]


def fit(data: Opportunities, chosen: NDArray[np.bool_], shape: float | None = None) -> Fit:
    """Fit on some lines. The shape, if none is given, is the one most likely."""
    design = np.column_stack([np.ones(chosen.sum()), data.features[chosen]])
    joined, days, weight = data.joined[chosen], data.days[chosen], data.weight[chosen]
    if shape is None:
        shape = max(_SHAPES, key=lambda one: coefficients(design, joined, days, weight, one)[1])
    disputes, first, at = np.unique(data.dispute[chosen], return_index=True, return_inverse=True)
    level = data.level[chosen][first]
    came: Floats = np.bincount(at, joined).astype(np.float64)
    unseen, frailty = np.ones(len(disputes)), dict.fromkeys(_LEVELS, 0.0)
    for _ in range(_ROUNDS):
        best, _ = coefficients(design, joined, days, weight * unseen[at], shape)
        expected = np.bincount(at, weight * days**shape * np.exp(design @ best)).astype(np.float64)
        for one in _LEVELS:
            its = level == one
            found = [clustered(spread, came[its], expected[its]) for spread in _FRAILTIES]
            frailty[one] = float(_FRAILTIES[int(np.argmax(found))])
            size = 1 / frailty[one]
            unseen[its] = (size + came[its]) / (size + expected[its])
    known = dict(zip(map(int, disputes), map(float, unseen), strict=True))
    return Fit(best, float(shape), frailty, known, lengths(data, chosen))


def clustered(frailty: float, came: Floats, expected: Floats) -> float:
    """Log likelihood of how many joined each dispute where its hazards have a common gamma factor of that variance."""
    size = 1 / frailty
    likely = gammaln(came + size) - gammaln(size) + size * np.log(size / (size + expected))
    return float((likely + came * np.log(np.maximum(expected, 1e-300) / (size + expected))).sum())


def coefficients(design: Floats, joined: Floats, days: Floats, weight: Floats, shape: float) -> tuple[Floats, float]:
    """The best coefficients within their bounds, and the log likelihood. Newton steps, halved where they overshoot."""
    exposure = weight * days**shape
    low, high = np.array([(-np.inf, np.inf), *FEATURES.values()]).T
    penalty = np.array([1e-6] + [PENALTY] * len(FEATURES))
    constant = (joined * (np.log(shape) + (shape - 1) * np.log(days))).sum()

    def loss(beta: Floats) -> float:
        line = design @ beta
        return float((exposure * np.exp(line)).sum() - joined @ line + 0.5 * (penalty * beta**2).sum())

    beta = np.clip(np.zeros(design.shape[1]), low, high)
    beta[0] = np.log(joined.sum() / (exposure * np.exp(design @ beta)).sum())
    now = loss(beta)
    for _ in range(100):
        rate = exposure * np.exp(design @ beta)
        slope = design.T @ (rate - joined) + penalty * beta
        held = ((beta <= low) & (slope > 0)) | ((beta >= high) & (slope < 0))
        curve = (design * rate[:, None]).T @ design + np.diag(penalty)
        free = np.flatnonzero(~held)
        step = np.zeros_like(beta)
        step[free] = -np.linalg.solve(curve[np.ix_(free, free)], slope[free])
        length, before = 1.0, now
        while length > 1e-8 and (now := loss(np.clip(beta + length * step, low, high))) > before:
            length /= 2
        beta = np.clip(beta + length * step, low, high)
        if before - now < 1e-7:
            break
    return beta, float(constant - now)


def lengths(data: Opportunities, chosen: NDArray[np.bool_]) -> dict[int, Floats]:
    """How long disputes of each level last, in days at `QUANTILES`."""
    found: dict[int, Floats] = {}
    for level in _LEVELS:
        its = chosen & (data.level == level)
        _, first = np.unique(data.dispute[its], return_index=True)
        found[level] = np.quantile(data.lasted[its][first], QUANTILES)
    return found


def forecast(made: Fit, data: Opportunities, chosen: NDArray[np.bool_]) -> Floats:
    """The probability that each of some lines joins before the end of its dispute.

    How long it will last, and the unseen factor of its hazards, nobody knows yet: both are averaged over.
    """
    rate = np.exp(made.coefficients[0] + data.features[chosen] @ made.coefficients[1:])
    level = data.level[chosen]
    found = np.zeros(len(rate))
    for one, days in made.lengths.items():
        its = level == one
        spread = made.frailty[one]
        found[its] = 1 - ((1 + spread * rate[its, None] * days**made.shape) ** (-1 / spread)).mean(axis=1)
    return found
