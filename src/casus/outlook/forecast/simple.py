"""Forecasts that need no learning: the same law at every horizon, from a country's own last months.

They are members of the pool, and the bar that anything learned has to clear: "conflictology", which says that a month
ahead is like one of the last twelve, is hard to beat (Hegre and others, VIEWS 2023/24 prediction challenge).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.special import ndtr
from scipy.stats import nbinom, poisson

from casus.outlook.forecast.laws import COUNTS, FROM, Laws, laws_of_samples
from casus.outlook.forecast.panel import Floats

Simple = Callable[[Floats], Laws]
"""Deaths until the origin, (months, countries), to one law a country."""

SPREAD = 0.5
"""Standard deviation of the logarithm of deaths around a recent month's, as the reference "recent 6 with spread"."""
_UP_TO = np.r_[np.ceil(FROM[1:]) - 1, np.inf]
"""The largest count that a grid point stands for."""


def zeros(past: Floats) -> Laws:
    """Nobody will be killed."""
    return np.ones((past.shape[1], len(COUNTS)), np.float32)


def last_month(past: Floats) -> Laws:
    """Poisson around the last month."""
    return _law(poisson.cdf(_UP_TO, np.nan_to_num(past[-1])[:, None]))


def history(months: int) -> Simple:
    """Conflictology: each of the last months is as likely as the others."""

    def forecast(past: Floats) -> Laws:
        return laws_of_samples(np.nan_to_num(past[-months:]).T)

    return forecast


def negative_binomial(past: Floats) -> Laws:
    """Negative binomial with mean and variance of the last twelve months; never fewer than Poisson's variance."""
    recent = np.nan_to_num(past[-12:])
    mean = recent.mean(axis=0)
    over = np.maximum(recent.var(axis=0, ddof=1) - mean, 1e-6)
    shape, chance = np.maximum(mean**2 / over, 1e-9), np.clip(mean / np.maximum(mean + over, 1e-9), 1e-9, 1)
    found = nbinom.cdf(_UP_TO, shape[:, None], chance[:, None])
    return _law(np.where(mean[:, None] > 0, found, 1.0))


def hurdle(past: Floats) -> Laws:
    """Whether anyone is killed, then how many: as in the last six months, each spread out by half a logarithm.

    A month without deaths among the six stands for what followed months without deaths anywhere in five years.
    """
    recent = np.nan_to_num(past[-6:])
    after = np.nan_to_num(past[-60:])[1:][np.nan_to_num(past[-60:])[:-1] == 0]
    calm = laws_of_samples(after[None]) if len(after) else zeros(past)[:1]
    fought = 1 - exceedance(recent, FROM[1:]).mean(axis=0)  # (countries, counts - 1), calm months count as zero
    none = (recent == 0).mean(axis=0)[:, None]
    return _law(np.c_[fought, np.ones(len(fought))] - none + none * calm)


def exceedance(deaths: Floats, least: Floats) -> Floats:
    """For each number of deaths the chance of at least each of `least`, were it spread by SPREAD; zero stays zero."""
    middle = np.log(np.maximum(deaths, 0.5))[..., None]
    found: Floats = ndtr((middle - np.log(least - 0.5)) / SPREAD)
    found[deaths == 0] = 0
    return found


def _law(cumulative: Floats) -> Laws:
    return np.clip(np.maximum.accumulate(cumulative, axis=1), 0, 1).astype(np.float32)


SIMPLE: dict[str, Simple] = {
    "zeros": zeros, "last month": last_month, "conflictology 12": history(12), "conflictology 6": history(6),
    "history 36": history(36), "negative binomial": negative_binomial, "hurdle": hurdle,
}  # fmt: skip
BENCHMARK = "conflictology 12"
