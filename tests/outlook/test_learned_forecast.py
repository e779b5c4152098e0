"""The learned model: nothing after the origin, laws that hold together, and a floor on real months."""

import numpy as np
import pytest

from bench.outlook.panel_file import PANEL, load_panel
from casus.outlook.forecast.boosted import fit
from casus.outlook.forecast.features import THRESHOLDS, Features, nearness
from casus.outlook.forecast.months import month_of
from casus.outlook.forecast.panel import Cases, Floats, cases_from, with_outcome
from casus.outlook.forecast.pool import simple_laws
from casus.outlook.forecast.scores import parts_of
from casus.outlook.forecast.simple import BENCHMARK

COUNTRIES = ("MLI", "NER", "FRA")


def made_deaths(months: int = 90) -> Floats:
    return np.random.default_rng(3).negative_binomial(0.5, [[0.02, 0.3, 0.9]], (months, 3)).astype(float)


def test_features_and_training_know_nothing_after_the_origin() -> None:
    deaths, last = made_deaths(), 70
    changed = deaths.copy()
    changed[last + 1 :] = 999
    cases = cases_from(np.array([40, last]), deaths)
    places = np.arange(len(cases)) % len(THRESHOLDS)
    one, other = Features(deaths, COUNTRIES), Features(changed, COUNTRIES)
    assert np.array_equal(one.rows(cases, places), other.rows(cases, places))
    laws = [fit(its, values, last).laws(cases) for its, values in ((one, deaths), (other, changed))]
    assert np.array_equal(laws[0], laws[1])
    assert (np.diff(laws[0], axis=1) >= 0).all()
    assert laws[0][:, -1] == pytest.approx(1)


def test_neighbours_are_those_nearby() -> None:
    near = nearness(COUNTRIES)
    assert near[0, 1] > 10 * near[0, 2] > 0
    assert near.diagonal().tolist() == [0, 0, 0]


def test_cases_end_where_the_data_end_and_begin_with_the_state() -> None:
    deaths = made_deaths(30)
    deaths[:20, 2] = np.nan
    cases = with_outcome(cases_from(np.array([10, 25]), deaths), deaths)
    assert cases.target.max() == 29
    assert set(cases.country[cases.origin == 10]) == {0, 1}
    assert set(cases.country[cases.origin == 25]) == {0, 1, 2}


@pytest.mark.skipif(not PANEL.exists(), reason="the panel of country-months is no part of the repository")
def test_real_months_are_forecast_better_than_by_the_benchmark() -> None:
    panel = load_panel()
    deaths = panel.deaths[: month_of("2016-12") - panel.first + 1]
    last = month_of("2014-12") - panel.first
    boosted = fit(Features(deaths, panel.countries), deaths, last)
    cases: Cases = with_outcome(cases_from(np.arange(last, len(deaths) - 1, 6), deaths), deaths)
    outcome = deaths[cases.target, cases.country]
    ours, benchmark = (parts_of(laws, outcome) for laws in (boosted.laws(cases), simple_laws(BENCHMARK, deaths, cases)))
    assert ours.crps_log.mean() < 0.96 * benchmark.crps_log.mean()
    hit = outcome >= 25
    assert ((ours.chance - hit) ** 2).mean() < 0.97 * ((benchmark.chance - hit) ** 2).mean()
