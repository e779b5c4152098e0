"""A forecast as it is shown and kept: made on a day, from named files, by a named rule, with what resolves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from casus.outlook.forecast.laws import COUNTS, EVENT, Laws, chance_of, quantiles
from casus.outlook.forecast.months import month_name
from casus.outlook.forecast.panel import Floats, Panel, Source, cases_from
from casus.outlook.forecast.pool import learn
from casus.records import CasusError

HORIZONS = 12
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Ends of the 90 % and 50 % intervals, and the median."""
MODEL = "casus pool 1"
RULE = (
    "Deaths are the best estimate of UCDP GED for state-based conflict (type_of_violence 1) in the country that UCDP "
    "gives, in the month in which the event ended. A month is resolved once the files given to `casus forecast score` "
    "cover it, with the figures of those files."
)
ONSET = f"at least {EVENT} deaths in the month, where none of the 12 months to the origin had {EVENT}"
ESCALATION = f"at least twice the monthly mean of the 12 months to the origin, and at least {EVENT} deaths"
_LEAST_MONTHS = 96
"""Three years to learn the weights from, and five before them for the model that they judge."""
_KEPT_STEP = 0.01
"""Steps of a law smaller than this are kept together with the next."""

Steps = tuple[tuple[int, float], ...]
"""(count, chance of at most so many), rising; between two counts the chance is that of the lower."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthAhead:
    """One month of one country. quantiles: deaths at LEVELS. event: chance of 25 deaths; escalation: see ESCALATION."""

    month: str
    quantiles: tuple[int, ...]
    event: float
    escalation: float
    law: Steps


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryAhead:
    """recent: deaths of the 12 months to the origin. is_quiet: none of them had 25, so an event would be an onset.

    escalates_at: deaths that count as escalation.
    """

    country: str
    recent: tuple[int, ...]
    is_quiet: bool
    escalates_at: int
    months: tuple[MonthAhead, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """made: the day, YYYY-MM-DD. origin: the last month that was seen, YYYY-MM. weights: of the pool's members."""

    made: str
    origin: str
    model: str
    weights: Mapping[str, float]
    rule: str
    sources: tuple[Source, ...]
    countries: tuple[CountryAhead, ...]

    def of(self, country: str) -> CountryAhead:
        """Raises CasusError for a country that was no state at the origin."""
        found = next((one for one in self.countries if one.country == country), None)
        if found is None:
            raise CasusError(f"{country} was no state in {self.origin}, so nothing is forecast for it.")
        return found


def make_forecast(panel: Panel, *, made: str, threads: int = 1) -> Forecast:
    """Learn from a panel and forecast the twelve months after it for every country.

    Raises CasusError for a panel too short to learn from.
    """
    if len(panel.deaths) < _LEAST_MONTHS:
        raise CasusError(
            f"The history to {month_name(panel.last)} has {len(panel.deaths)} months and forecasts need "
            f"{_LEAST_MONTHS}; add older files, such as the whole of UCDP GED."
        )
    pool = learn(panel.deaths, panel.countries, threads=threads)
    cases = cases_from(np.array([len(panel.deaths) - 1]), panel.deaths, HORIZONS)
    laws, columns = pool.laws(cases), cases.country.reshape(-1, HORIZONS)[:, 0]
    countries = tuple(
        _country_ahead(panel, int(column), laws[at * HORIZONS : (at + 1) * HORIZONS])
        for at, column in enumerate(columns)
    )
    return Forecast(
        made=made, origin=month_name(panel.last), model=MODEL, weights=pool.weights, rule=RULE, sources=panel.sources,
        countries=countries,
    )  # fmt: skip


def _country_ahead(panel: Panel, column: int, laws: Laws) -> CountryAhead:
    recent = np.nan_to_num(panel.deaths[-12:, column])
    doubled = max(EVENT, int(np.ceil(2 * recent.mean())))
    chances, escalates = chance_of(laws, EVENT), chance_of(laws, doubled)
    middle = quantiles(laws, np.array(LEVELS))
    months = tuple(
        MonthAhead(
            month=month_name(panel.last + ahead + 1), quantiles=tuple(map(int, middle[ahead])),
            event=round(float(chances[ahead]), 4), escalation=round(float(escalates[ahead]), 4),
            law=steps_of(laws[ahead]),
        )
        for ahead in range(len(laws))
    )  # fmt: skip
    return CountryAhead(
        country=panel.countries[column], recent=tuple(map(int, recent)), is_quiet=bool(recent.max() < EVENT),
        escalates_at=doubled, months=months,
    )  # fmt: skip


def steps_of(law: Floats) -> Steps:
    """A law as the steps worth keeping: the chance of no deaths, of fewer than 25, and then one every hundredth."""
    kept = [0]
    for at in range(1, len(law)):
        if law[at] - law[kept[-1]] >= _KEPT_STEP or (COUNTS[at] == EVENT - 1 and law[at] > law[kept[-1]]):
            kept.append(at)
    top = int(np.argmax(law >= law[-1] - 1e-4))
    if top > kept[-1]:
        kept.append(top)
    ends = [round(float(law[at]), 4) for at in kept[:-1]] + [1.0]
    return tuple((int(COUNTS[at]), end) for at, end in zip(kept, ends, strict=True))


def law_of(steps: Steps) -> Floats:
    """The law on COUNTS that the steps tell."""
    counts, ends = zip(*steps, strict=True)
    at = np.searchsorted(counts, COUNTS, side="right") - 1
    return np.asarray(ends, np.float32)[at]
