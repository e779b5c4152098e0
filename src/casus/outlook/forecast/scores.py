"""How good forecasts were, once the months have passed. Lower is better but for AUROC and coverage.

CRPS: Gneiting and Raftery (2007), in deaths, and again in log(1 + deaths), where a war of hundreds weighs as much as
one of thousands. Brier score and AUROC are for months of at least 25 deaths; the onset's are for countries that had
no such month in the twelve before the forecast.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from casus.outlook.forecast.laws import COUNTS, EVENT, LOG_COUNTS, Laws, chance_of, means, nearest
from casus.outlook.forecast.panel import Bools, Cases, Floats

_HUGE = 10_000
"""Deaths above which one month would outweigh all others in a mean of CRPS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Means over cases. active: countries with a death in the twelve months to the origin. None: no such case."""

    cases: int
    crps: float
    crps_under_10k: float
    crps_log: float
    crps_log_active: float | None
    brier: float
    auroc: float | None
    auroc_onset: float | None
    cover_50: float
    cover_90: float
    cover_50_active: float | None
    cover_90_active: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What is scored of each case. chance: of 25 deaths; mean: only to rank equal chances."""

    crps: Floats
    crps_log: Floats
    chance: Floats
    mean: Floats
    cover_50: Floats
    cover_90: Floats


def crps(laws: Laws, outcome: Floats, counts: Floats = COUNTS) -> Floats:
    """Continuous ranked probability score of laws that step at `counts`, in its unit."""
    width = np.diff(counts)
    above = np.clip((counts[1:] - outcome[:, None]) / width, 0, 1)  # share of each step that lies above the outcome
    below = laws[:, :-1]
    inside: Floats = ((below**2 * (1 - above) + (1 - below) ** 2 * above) * width).sum(axis=1)
    beyond: Floats = np.maximum(outcome - counts[-1], 0)
    return inside + beyond


def coverage(laws: Laws, outcome: Floats, level: float) -> Floats:
    """How much of the outcome's chance falls into the middle `level` of its law.

    An outcome of y takes the stretch of the law from P(Y < y) to P(Y <= y); the share of that stretch within the
    central interval is counted. It is what a randomised probability integral transform gives on average, so that
    laws that are right cover 50 and 90 % also where most outcomes are zero.
    """
    at, row = nearest(outcome), np.arange(len(laws))
    upper = laws[row, at].astype(float)
    lower = np.where(at > 0, laws[row, np.maximum(at - 1, 0)], 0.0)
    tail, width = (1 - level) / 2, np.maximum(upper - lower, 1e-9)
    within: Floats = np.clip((np.minimum(lower + width, 1 - tail) - np.maximum(lower, tail)) / width, 0, 1)
    return within


def auroc(rank_by: Floats, hit: Bools) -> float | None:
    """Area under the ROC curve, equal ranks shared; None where all or none were hits."""
    hits = int(hit.sum())
    if hits in (0, len(hit)):
        return None
    above = rankdata(rank_by)[hit].sum() - hits * (hits + 1) / 2
    return float(above / (hits * (len(hit) - hits)))


def parts_of(laws: Laws, outcome: Floats) -> Parts:
    """Scores of each case. outcome: deaths, one a law."""
    return Parts(
        crps=crps(laws, outcome), crps_log=crps(laws, np.log1p(outcome), LOG_COUNTS), chance=chance_of(laws, EVENT),
        mean=means(laws), cover_50=coverage(laws, outcome, 0.5), cover_90=coverage(laws, outcome, 0.9),
    )  # fmt: skip


def summed_up(parts: Parts, outcome: Floats, active: Bools, quiet: Bools) -> Scores:
    """Means over cases. quiet: no month of 25 deaths in the twelve to the origin."""
    hit = outcome >= EVENT
    rank_by = parts.chance + 1e-6 * np.log1p(parts.mean)  # a nudge breaks ties among equal chances
    return Scores(
        cases=len(outcome), crps=float(parts.crps.mean()),
        crps_under_10k=float(parts.crps[outcome < _HUGE].mean()),
        crps_log=float(parts.crps_log.mean()), crps_log_active=_mean(parts.crps_log[active]),
        brier=float(((parts.chance - hit) ** 2).mean()), auroc=auroc(rank_by, hit),
        auroc_onset=auroc(rank_by[quiet], hit[quiet]),
        cover_50=float(parts.cover_50.mean()), cover_90=float(parts.cover_90.mean()),
        cover_50_active=_mean(parts.cover_50[active]), cover_90_active=_mean(parts.cover_90[active]),
    )  # fmt: skip


def _mean(values: Floats) -> float | None:
    return float(values.mean()) if len(values) else None


def known_at_origin(cases: Cases, deaths: Floats) -> tuple[Bools, Bools]:
    """Which countries were active and which quiet in the twelve months to each origin."""
    active, quiet = np.zeros(len(cases), bool), np.zeros(len(cases), bool)
    for origin in np.unique(cases.origin):
        year, here = np.nan_to_num(deaths[max(0, origin - 11) : origin + 1]), cases.origin == origin
        active[here] = (year.sum(axis=0) > 0)[cases.country[here]]
        quiet[here] = (year.max(axis=0) < EVENT)[cases.country[here]]
    return active, quiet


CALIBRATION = np.array([0, 0.01, 0.05, 0.2, 0.45, 0.55, 0.8, 0.95, 0.99, 1.0])
"""Borders of the classes of chances whose forecasts are compared with what happened: those of ICD 203, and the ends."""


@dataclass(frozen=True, slots=True)
class Class:
    """Forecasts of similar chances: how many, their mean chance, and the share that came true."""

    low: float
    high: float
    cases: int
    chance: float
    came_true: float


def calibration(chance: Floats, hit: Bools) -> list[Class]:
    """Chances beside the share that came true, for each class that has cases."""
    place = np.clip(np.searchsorted(CALIBRATION, chance, side="right") - 1, 0, len(CALIBRATION) - 2)
    found = []
    for at in np.unique(place):
        its = place == at
        low, high = float(CALIBRATION[at]), float(CALIBRATION[at + 1])
        found.append(Class(low, high, int(its.sum()), float(chance[its].mean()), float(hit[its].mean())))
    return found
