"""One learned model for the whole law: the chance of at least x deaths, h months ahead, by gradient boosting.

Rows are (origin, country, horizon, threshold), the target whether at least so many died; the threshold enters through
columns along which the chance may only fall (or, for shares of past months that reached it, rise), so the answers at
all thresholds make one law (distribution regression, Foresi and Peracchi 1995). Thresholds are drawn by logarithm:
the log loss over them is then a cousin of the CRPS of log(1 + deaths), which the pool is scored by.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import lightgbm as lgb
import numpy as np

from casus.outlook.forecast.features import THRESHOLDS, Features
from casus.outlook.forecast.laws import COUNTS, FROM, Laws
from casus.outlook.forecast.panel import Cases, Floats, Ints

# Chosen on targets 2011-2016, never on later ones: fewer leaves and slower learning beat more of either; forgetting
# with a half-life of ten years, and starting from the shares of past months instead of from nothing, did worse.
_SETTINGS = {
    "objective": "binary", "learning_rate": 0.03, "num_leaves": 8, "min_data_in_leaf": 200, "feature_fraction": 0.6,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5.0, "monotone_constraints_method": "basic",
    "max_bin": 127, "verbose": -1, "seed": 3, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
_ROUNDS = 400
_FIRST_ORIGIN = 24
"""Months of past that a training case has at least."""
_HORIZONS, _THRESHOLDS = 4, 5
"""Cases drawn for each origin and country that had deaths in five years."""
_THIN = 4
"""Of countries without, one origin in so many is kept, at one horizon, with the weight of those left out."""
_NEAR = 1.2
"""Half of the thresholds are drawn around the level of the last year, with this deviation of the logarithm."""
_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Boosted:
    """A fitted model, with the features of the panel it is asked about."""

    trees: lgb.Booster
    features: Features

    def laws(self, cases: Cases) -> Laws:
        parts = (cases.only(np.arange(at, min(at + _AT_ONCE, len(cases)))) for at in range(0, len(cases), _AT_ONCE))
        return np.concatenate([_laws(self._exceeding(part)) for part in parts])

    def _exceeding(self, cases: Cases) -> Floats:
        """(cases, thresholds): log-odds of at least so many deaths."""
        size, each = len(cases), len(THRESHOLDS)
        rows = self.features.rows(cases.only(np.repeat(np.arange(size), each)), np.tile(np.arange(each), size))
        odds = np.asarray(self.trees.predict(rows, raw_score=True)).reshape(size, each)
        return np.minimum.accumulate(odds, axis=1)


def fit(features: Features, deaths: Floats, last: int, *, seed: int = 5, threads: int = 1) -> Boosted:
    """Learn from outcomes up to the row `last` of deaths, (months, countries), and from none after it."""
    cases, threshold, weight = _drawn(features, deaths, last, np.random.default_rng(seed))
    hit = deaths[cases.target, cases.country] >= THRESHOLDS[threshold]
    data = lgb.Dataset(features.rows(cases, threshold), hit.astype(float), weight=weight)
    settings = {**_SETTINGS, "monotone_constraints": features.monotone, "num_threads": threads}
    return Boosted(lgb.train(settings, data, _ROUNDS), features)


def _drawn(features: Features, deaths: Floats, last: int, rng: np.random.Generator) -> tuple[Cases, Ints, Floats]:
    """Training cases, the place of each one's threshold, and its weight."""
    origin, country = np.nonzero(np.isfinite(deaths[: last + 1]))
    late = origin >= _FIRST_ORIGIN
    cases = Cases(origin[late], np.ones(int(late.sum()), int), country[late])
    known = np.nan_to_num(deaths[: last + 1])
    fought = np.stack([known[max(0, row - 59) : row + 1].any(axis=0) for row in range(last + 1)])
    hot = fought[cases.origin, cases.country]
    kept = np.flatnonzero(hot | (rng.random(len(cases)) < 1 / _THIN))
    copies = np.where(hot[kept], _HORIZONS, 1)
    weight = np.repeat(np.where(hot[kept], 1.0, _THIN * _HORIZONS), copies)
    cases = cases.only(np.repeat(kept, copies))
    cases = replace(cases, horizon=rng.integers(1, 13, len(cases)))
    inside = np.flatnonzero(cases.target <= last)
    inside = inside[np.isfinite(deaths[cases.target[inside], cases.country[inside]])]
    chosen = np.repeat(inside, _THRESHOLDS)
    cases = cases.only(chosen)
    return cases, _thresholds(features.level(cases), rng), weight[chosen]


def _thresholds(level: Floats, rng: np.random.Generator) -> Ints:
    """Places of thresholds: every second one near the level of the last year, the others anywhere."""
    near = np.searchsorted(np.log(THRESHOLDS), level + rng.normal(0, _NEAR, len(level)))
    anywhere = rng.integers(0, len(THRESHOLDS), len(level))
    return np.where(np.arange(len(level)) % 2 == 0, np.minimum(near, len(THRESHOLDS) - 1), anywhere)


def _laws(odds: Floats) -> Laws:
    """(cases, thresholds) of log-odds as laws: straight lines in the logarithm of deaths, drawn on beyond the last."""
    at, log = np.log(FROM[1:]), np.log(THRESHOLDS)
    left = np.clip(np.searchsorted(log, at, side="right") - 1, 0, len(log) - 2)
    share = (at - log[left]) / (log[left + 1] - log[left])
    between = odds[:, left] + (odds[:, left + 1] - odds[:, left]) * share
    found = np.ones((len(odds), len(COUNTS)), np.float32)
    found[:, :-1] = 1 / (1 + np.exp(np.clip(between, -30, 30)))
    return np.maximum.accumulate(found, axis=1)
