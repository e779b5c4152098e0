"""Scores of laws agree with an independent implementation, and laws say what they were made from."""

import numpy as np
import pytest
import scoringrules

from casus.outlook.forecast.laws import COUNTS, LOG_COUNTS, chance_of, laws_of_samples, means, samples
from casus.outlook.forecast.outlook import law_of, steps_of
from casus.outlook.forecast.pool import best_weights
from casus.outlook.forecast.scores import auroc, calibration, coverage, crps
from casus.outlook.forecast.simple import SIMPLE
from casus.outlook.forecast.words import about, percent, word_of

RNG = np.random.default_rng(1)
DRAWS = RNG.choice(COUNTS[:80], (60, 12))
OUTCOME = RNG.choice([0.0, 1, 7, 24, 25, 333, 12_345], 60)


def test_crps_on_the_grid_is_that_of_the_draws() -> None:
    laws = laws_of_samples(DRAWS)
    expected = scoringrules.crps_ensemble(OUTCOME, DRAWS, estimator="qd")
    assert crps(laws, OUTCOME) == pytest.approx(expected, rel=1e-4)
    logs = scoringrules.crps_ensemble(np.log1p(OUTCOME), np.log1p(DRAWS), estimator="qd")
    assert crps(laws, np.log1p(OUTCOME), LOG_COUNTS) == pytest.approx(logs, rel=1e-4)


def test_the_chance_of_25_deaths_is_exact() -> None:
    assert chance_of(laws_of_samples(DRAWS), 25) == pytest.approx((DRAWS >= 25).mean(axis=1), abs=1e-6)


def test_intervals_of_right_laws_cover_what_they_say() -> None:
    truth = RNG.poisson(0.7, 4000).astype(float)
    laws = np.repeat(laws_of_samples(RNG.poisson(0.7, (1, 4000)).astype(float)), len(truth), axis=0)
    assert coverage(laws, truth, 0.5).mean() == pytest.approx(0.5, abs=0.02)
    assert coverage(laws, truth, 0.9).mean() == pytest.approx(0.9, abs=0.02)


def test_draws_of_a_law_are_spread_as_it_says() -> None:
    laws = laws_of_samples(np.array([[0.0, 0, 3, 9], [5, 5, 5, 5]]))
    drawn = samples(laws, 4000, np.random.default_rng(4))
    assert set(drawn[0]) == {0, 3, 9}
    assert set(drawn[1]) == {5}
    assert drawn.mean(axis=1) == pytest.approx(means(laws), rel=0.1)


@pytest.mark.parametrize("name", SIMPLE)
def test_every_simple_forecast_is_a_law(name: str) -> None:
    past = RNG.poisson([[0, 0.2, 5, 800]], (70, 4)).astype(float)
    laws = SIMPLE[name](past)
    assert laws.shape == (4, len(COUNTS))
    assert (np.diff(laws, axis=1) >= 0).all()
    assert laws[:, -1] == pytest.approx(1)


def test_kept_steps_give_the_law_back() -> None:
    law = laws_of_samples(RNG.negative_binomial(1, 0.01, (1, 500)).astype(float))[0]
    again = law_of(steps_of(law))
    assert np.abs(again - law).max() < 0.0101
    assert chance_of(again[None], 25) == pytest.approx(chance_of(law[None], 25), abs=1e-4)


def test_weights_go_to_the_forecast_that_was_right() -> None:
    right, wrong = laws_of_samples(OUTCOME[:, None]), laws_of_samples(OUTCOME[:, None] * 3 + 50)
    assert best_weights([wrong, right], OUTCOME) == pytest.approx([0, 1], abs=0.05)


def test_auroc_shares_ties_and_knows_when_it_says_nothing() -> None:
    assert auroc(np.array([0.1, 0.1, 0.1]), np.array([True, False, False])) == 0.5
    assert auroc(np.array([0.1, 0.9]), np.array([False, False])) is None


def test_calibration_counts_every_forecast_once() -> None:
    found = calibration(np.array([0.0, 0.03, 0.5, 1.0]), np.array([False, False, True, True]))
    assert sum(one.cases for one in found) == 4
    assert found[-1].came_true == 1


@pytest.mark.parametrize(
    ("chance", "word"),
    [
        (0.0, "almost no chance"), (0.049, "almost no chance"), (0.05, "very unlikely"), (0.2, "unlikely"),
        (0.45, "roughly even chance"), (0.55, "roughly even chance"), (0.56, "likely"), (0.8, "likely"),
        (0.95, "very likely"), (0.96, "almost certain"), (1.0, "almost certain"),
    ],
)  # fmt: skip
def test_chances_have_the_words_of_the_directive(chance: float, word: str) -> None:
    assert word_of(chance) == word


def test_numbers_are_shown_as_finely_as_they_are_known() -> None:
    assert [about(number) for number in (0, 7, 43, 167, 117_476)] == ["0", "7", "43", "170", "120,000"]
    assert [percent(chance) for chance in (0.0004, 0.43, 0.9999)] == ["under 1 %", "43 %", "over 99 %"]
