"""Several forecasts as one: a mixture whose weights are what would have scored best in the years before.

The CRPS of a mixture is a quadratic in its weights, mean over cases of the area of (sum_i w_i F_i - 1{y <= x})^2, so
the best weights on past cases are the minimum of w'Gw with weights from 0 that sum to 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from casus.outlook.forecast.boosted import Boosted, fit
from casus.outlook.forecast.features import Features
from casus.outlook.forecast.laws import LOG_COUNTS, Laws
from casus.outlook.forecast.panel import Cases, Floats, cases_from, with_outcome
from casus.outlook.forecast.simple import SIMPLE

BOOSTED = "boosted"
MEMBERS = ("conflictology 12", "conflictology 6", "history 36", "negative binomial", "hurdle", BOOSTED)
PAST_MONTHS = 36
"""Months of forecasts, made by models that had not seen them, that the weights are learned from."""
_EVERY = 4
"""Origins between two that the weights are learned from; neighbouring months say nearly the same."""
_PRIOR = 0.02
"""What putting everything on one member costs, as a share of the mean score: luck in three years is not skill."""


@dataclass(frozen=True, slots=True)
class Pool:
    """weights: of each member, from 0, summing to 1."""

    weights: Mapping[str, float]
    boosted: Boosted
    deaths: Floats

    def laws(self, cases: Cases) -> Laws:
        """The mixture, (cases, counts)."""
        return mixture(self.weights, member_laws(self.boosted, self.deaths, cases))


def mixture(weights: Mapping[str, float], members: Mapping[str, Laws]) -> Laws:
    """One law a case from those of the members."""
    mixed = sum(weight * members[name] for name, weight in weights.items())
    return np.asarray(mixed, np.float32)


def learn(deaths: Floats, countries: Sequence[str], *, threads: int = 1) -> Pool:
    """Learn from all months of a panel; the weights from forecasts of its last three years by a model that ends before.

    deaths: (months, countries).
    """
    features, last = Features(deaths, countries), len(deaths) - 1
    earlier = fit(features, deaths, last - PAST_MONTHS, threads=threads)
    return Pool(weights_of(earlier, deaths, last), fit(features, deaths, last, threads=threads), deaths)


def weights_of(earlier: Boosted, deaths: Floats, last: int) -> dict[str, float]:
    """Weights that would have been best over the months before `last`. earlier: fitted until PAST_MONTHS before it."""
    seen = deaths[: last + 1]
    cases = with_outcome(cases_from(np.arange(last - PAST_MONTHS, last, _EVERY), seen), seen)
    members = member_laws(earlier, seen, cases)
    return dict(
        zip(MEMBERS, best_weights([members[name] for name in MEMBERS], seen[cases.target, cases.country]), strict=True)
    )


def member_laws(boosted: Boosted, deaths: Floats, cases: Cases) -> dict[str, Laws]:
    """What each member says of each case."""
    found = {name: simple_laws(name, deaths, cases) for name in MEMBERS if name != BOOSTED}
    return found | {BOOSTED: boosted.laws(cases)}


def simple_laws(name: str, deaths: Floats, cases: Cases) -> Laws:
    """What a forecast of SIMPLE says of each case, from the months to its origin."""
    parts = np.empty((len(cases), len(LOG_COUNTS)), np.float32)
    for origin in np.unique(cases.origin):
        here = cases.origin == origin
        parts[here] = SIMPLE[name](deaths[: origin + 1])[cases.country[here]]
    return parts


def best_weights(members: Sequence[Laws], outcome: Floats) -> Floats:
    """The weights of the mixture with the smallest CRPS of log(1 + deaths). members: (cases, counts) each."""
    step = np.sqrt(np.diff(LOG_COUNTS))
    after = np.log1p(outcome)[:, None] <= LOG_COUNTS[:-1]
    missed = [(laws[:, :-1] - after) * step for laws in members]
    area = np.array([[float(np.vdot(one, other)) for other in missed] for one in missed]) / len(outcome)
    size = len(members)
    area = area / area.diagonal().mean() + _PRIOR * np.eye(size)
    found = minimize(
        lambda w: w @ area @ w, np.full(size, 1 / size), jac=lambda w: 2 * area @ w, bounds=[(0, 1)] * size,
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1, "jac": lambda w: np.ones(size)}, method="SLSQP",
    )  # fmt: skip
    weights: Floats = np.clip(found.x, 0, 1)
    shares: Floats = np.round(weights / weights.sum(), 4)
    return shares
