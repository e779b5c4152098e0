"""What became of kept forecasts, and how they scored beside the benchmark made of the same months."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from casus.outlook.forecast.laws import EVENT, chance_of, laws_of_samples
from casus.outlook.forecast.months import month_of
from casus.outlook.forecast.outlook import Forecast, law_of
from casus.outlook.forecast.panel import Panel
from casus.outlook.forecast.scores import Class, Scores, calibration, parts_of, summed_up


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """forecasts: kept; open: country-months that the history does not cover yet.

    ours, benchmark: None where nothing is resolved. The benchmark is conflictology with the twelve months that each
    forecast had seen, in the figures of then.
    """

    forecasts: int
    open: int
    ours: Scores | None
    benchmark: Scores | None
    classes: tuple[Class, ...]


def resolve(forecasts: Iterable[Forecast], panel: Panel) -> Resolved:
    """Score every month that the panel covers. A month forecast twice counts twice."""
    laws, recent, outcome, still_open, number = [], [], [], 0, 0
    column = {code: at for at, code in enumerate(panel.countries)}
    for forecast in forecasts:
        number += 1
        for one in forecast.countries:
            for ahead in one.months:
                deaths = _deaths(panel, month_of(ahead.month), column.get(one.country))
                if deaths is None:
                    still_open += 1
                    continue
                laws.append(law_of(ahead.law))
                recent.append(one.recent)
                outcome.append(deaths)
    if not outcome:
        return Resolved(forecasts=number, open=still_open, ours=None, benchmark=None, classes=())
    ours, seen, deaths_then = np.stack(laws), np.array(recent, float), np.array(outcome)
    active, quiet = seen.sum(axis=1) > 0, seen.max(axis=1) < EVENT
    scores = [
        summed_up(parts_of(its, deaths_then), deaths_then, active, quiet) for its in (ours, laws_of_samples(seen))
    ]
    classes = calibration(chance_of(ours, EVENT), deaths_then >= EVENT)
    return Resolved(
        forecasts=number, open=still_open, ours=scores[0], benchmark=scores[1], classes=tuple(classes)
    )  # fmt: skip


def _deaths(panel: Panel, month: int, column: int | None) -> float | None:
    """Deaths in a month; None where the panel does not cover it, or the country was no state then."""
    if column is None or not panel.first <= month <= panel.last:
        return None
    found = float(panel.deaths[month - panel.first, column])
    return None if np.isnan(found) else found
