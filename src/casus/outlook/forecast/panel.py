"""Deaths by month and country: what forecasts are learned from and resolved with."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from casus.outlook.forecast.months import month_name
from casus.records import CasusError

Floats = NDArray[np.floating]
Ints = NDArray[np.integer]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Source:
    """One file that a panel was made of. first, last: months it covers, YYYY-MM."""

    name: str
    sha256: str
    rows: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Panel:
    """deaths: best estimate of people killed in state-based conflict, (months, countries); NaN before a country was
    a state and after it ceased to be one. low, high: the bounds of the same, None where the source has none.

    first: number of the first month. countries: ISO3 codes.
    """

    first: int
    countries: tuple[str, ...]
    deaths: Floats
    sources: tuple[Source, ...] = ()
    low: Floats | None = None
    high: Floats | None = None

    def __post_init__(self) -> None:
        if self.deaths.shape[1] != len(self.countries) or len(set(self.countries)) != len(self.countries):
            raise CasusError("The panel of deaths needs one column for each country, and each country once.")
        if np.nanmin(self.deaths, initial=0) < 0:
            raise CasusError("The panel of deaths holds a number below zero; nobody can count fewer than none.")

    @property
    def last(self) -> int:
        """Number of the last month."""
        return self.first + len(self.deaths) - 1

    def until(self, month: int) -> Panel:
        """What was to be seen at the end of a month. Raises CasusError for a month outside the panel."""
        if not self.first <= month <= self.last:
            span = f"{month_name(self.first)} to {month_name(self.last)}"
            raise CasusError(f"The history covers {span}, which has no {month_name(month)}; give a month within it.")
        keep = month - self.first + 1
        low, high = (None if one is None else one[:keep] for one in (self.low, self.high))
        return replace(self, deaths=self.deaths[:keep], low=low, high=high)


@dataclass(frozen=True, slots=True)
class Cases:
    """What is to be forecast, one entry a case: the row of the last month seen, the horizon, the column.

    Rows and columns are those of a panel; horizon in months from 1.
    """

    origin: Ints
    horizon: Ints
    country: Ints

    def __len__(self) -> int:
        return len(self.origin)

    @property
    def target(self) -> Ints:
        """The row of the month that is forecast."""
        return self.origin + self.horizon

    def only(self, chosen: Bools | Ints) -> Cases:
        return Cases(self.origin[chosen], self.horizon[chosen], self.country[chosen])


def cases_from(origins: Ints, deaths: Floats, horizons: int = 12) -> Cases:
    """Every country that was a state at each origin, at horizons from 1."""
    at, country = np.nonzero(np.isfinite(deaths[origins]))
    origin, ahead = np.asarray(origins)[at], np.arange(1, horizons + 1)
    return Cases(np.repeat(origin, horizons), np.tile(ahead, len(origin)), np.repeat(country, horizons))


def with_outcome(cases: Cases, deaths: Floats) -> Cases:
    """Those whose month lies in the panel and whose country was a state then."""
    inside = cases.only(cases.target < len(deaths))
    return inside.only(np.isfinite(deaths[inside.target, inside.country]))
