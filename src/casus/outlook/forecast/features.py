"""What the learned model sees of a country at an origin: its own past, and that of the countries around it.

Every number uses months up to the origin only. Levels are logarithms of 1 + deaths a month and end at `_CAP`: above
it a war looks like any other large war, and only how a threshold compares with its own past tells them apart. Without
that, wars larger than any seen before would be forecast to shrink to the largest one known.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from casus.knowledge.tables import rows
from casus.outlook.forecast.laws import EVENT
from casus.outlook.forecast.panel import Bools, Cases, Floats, Ints
from casus.outlook.forecast.simple import exceedance

THRESHOLDS = np.unique(np.r_[1, 2, 3, 4, 5, 7, 10, 14, 18, 25, 35, 50, np.round(50 * 1.45 ** np.arange(1, 23))])
"""Deaths whose exceedance is learned; between them the log-odds are taken for straight in the logarithm."""
_LOG = np.log(THRESHOLDS)
_CAP = 5.0
_WINDOWS = (3, 6, 12, 24, 60, 120)
_SHARES = (1, 3, 6, 12, 24, 60, 120)
_COMPARED = ("mean12", "mean3", "lag0", "max60", "mean60")
_REACH_KM = 700.0
"""Distance at which a neighbour's deaths weigh a third; between middles of countries."""
_LONG_AGO = 240


class Features:
    """deaths: (months, countries), NaN where a country was no state. Made once, read for any cases."""

    def __init__(self, deaths: Floats, countries: Sequence[str]) -> None:
        self._past = np.nan_to_num(deaths)
        levels = self._levels()
        self._level = levels["mean12"]
        self._compared = np.stack([levels[name] for name in _COMPARED], axis=2)
        capped = [np.minimum(its, _CAP) for its in levels.values()]
        parts = (*capped, *self._changes(levels), *self._rhythm(), *self._around(nearness(countries)))
        self._seen = np.stack(parts, axis=2).astype(np.float32)  # (months, countries, features)
        each = exceedance(self._past, THRESHOLDS).astype(np.float32)
        self._shares = np.stack([rolling(each, months) for months in _SHARES], axis=3)

    @property
    def monotone(self) -> list[int]:
        """How the chance of at least a threshold must move with each column: the higher the threshold, the lower."""
        return [0] * self._seen.shape[2] + [0] + [-1] * (1 + len(_COMPARED)) + [1] * len(_SHARES)

    def level(self, cases: Cases) -> Floats:
        """log(1 + mean deaths a month in the last twelve)."""
        return self._level[cases.origin, cases.country]

    def rows(self, cases: Cases, threshold: Ints) -> Floats:
        """(cases, columns). threshold: a place in THRESHOLDS for each case."""
        at, log = (cases.origin, cases.country), _LOG[threshold][:, None]
        return np.concatenate(
            [self._seen[at], cases.horizon[:, None], np.minimum(log, _CAP), np.clip(log - self._compared[at], -5, 5),
             self._shares[*at, threshold]], axis=1, dtype=np.float32,
        )  # fmt: skip

    def _levels(self) -> dict[str, Floats]:
        past = self._past
        found = {f"lag{ago}": np.log1p(_shifted(past, ago)) for ago in (0, 1, 2)}
        found |= {f"mean{months}": np.log1p(rolling(past, months)) for months in _WINDOWS}
        found |= {f"log{months}": rolling(np.log1p(past), months) for months in (6, 12, 60)}
        return found | {f"max{months}": np.log1p(_highest(past, months)) for months in (12, 60)}

    def _changes(self, levels: dict[str, Floats]) -> list[Floats]:
        pairs = (("lag0", "mean12"), ("mean3", "mean12"), ("mean12", "mean60"), ("max12", "mean12"))
        spread = rolling(np.log1p(self._past) ** 2, 12) - levels["log12"] ** 2
        return [*(levels[one] - levels[other] for one, other in pairs), np.sqrt(np.maximum(spread, 0))]

    def _rhythm(self) -> list[Floats]:
        fought, large = self._past > 0, self._past >= EVENT
        shares = [rolling(fought, 12), rolling(fought, 60), *(rolling(large, months) for months in (12, 60, 240))]
        return [*shares, np.log1p(_since(fought)), np.log1p(_since(large))]

    def _around(self, near: Floats) -> list[Floats]:
        deaths = [np.log1p(rolling(self._past, months) @ near) for months in (3, 12)]
        return [*deaths, rolling(self._past >= EVENT, 12) @ near]


def rolling(values: Floats | Bools, months: int) -> Floats:
    """Mean over the last months along the first axis, over fewer at its start."""
    total = np.concatenate([np.zeros((1, *values.shape[1:])), np.cumsum(values, axis=0, dtype=float)])
    until = np.arange(1, len(values) + 1)
    since = np.maximum(until - months, 0)
    length = (until - since).reshape(-1, *[1] * (values.ndim - 1))
    mean: Floats = ((total[until] - total[since]) / length).astype(np.float32)
    return mean


def _shifted(values: Floats, ago: int) -> Floats:
    return np.concatenate([np.zeros((ago, values.shape[1])), values])[: len(values)]


def _highest(values: Floats, months: int) -> Floats:
    return np.stack([values[max(0, row - months + 1) : row + 1].max(axis=0) for row in range(len(values))])


def _since(hit: Bools) -> Floats:
    """Months since the last hit, 0 in its month; `_LONG_AGO` where there was none within that time."""
    ago, found = np.full(hit.shape[1], float(_LONG_AGO)), np.empty(hit.shape)
    for row, now in enumerate(hit):
        ago = np.where(now, 0, np.minimum(ago + 1, _LONG_AGO))
        found[row] = ago
    return found


def nearness(countries: Sequence[str]) -> Floats:
    """(countries, countries): exp(-distance / 700 km), 0 for a country with itself or without a known middle."""
    points = {row["code"]: (float(row["lat"]), float(row["lon"])) for row in rows("country_points.csv")}
    here = np.radians([points.get(code, (np.nan, np.nan)) for code in countries])
    lat, lon = here[:, 0], here[:, 1]
    half = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat)[:, None] * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    )
    km = 2 * 6371 * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    near: Floats = np.nan_to_num(np.exp(-km / _REACH_KM))
    near[km < 1] = 0  # itself, and states that followed one another on the same ground
    return near
