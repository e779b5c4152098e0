"""Futures: drawn from a seed, ending always, and as likely as the hazards say."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.outlook.whatif.futures import Chances, Runs, paths, run_futures
from casus.outlook.whatif.graph import Floats
from casus.outlook.whatif.record import Ending

_ENDINGS = (Ending("agreed", 0.5, np.array([10.0, 100.0])), Ending("imposed", 0.5, np.array([5.0, 400.0])))


def chances(log_rate: Floats, gains: Floats | None = None, draws: int = 4, frailty: float = 0.0) -> Chances:
    """The same hazards in every draw."""
    columns = len(log_rate)
    gain = np.zeros((columns, columns)) if gains is None else gains
    return Chances(np.tile(log_rate, (draws, 1)), np.tile(gain, (draws, 1, 1)), 0.6, frailty, _ENDINGS)


def share(runs: Runs, column: int) -> float:
    """Share of the futures in which a column joined."""
    return float((runs.column == column).sum() / runs.futures)


def test_one_seed_gives_the_same_bytes_and_another_does_not() -> None:
    its = chances(np.full(6, -3.0), np.full((6, 6), 0.5), draws=30)
    one, again, other = (run_futures(its, 3000, seed) for seed in (7, 7, 8))
    for name in Runs.__slots__:
        assert np.array_equal(getattr(one, name), getattr(again, name))
    assert not np.array_equal(one.days, other.days)


def test_joining_is_as_likely_as_the_hazard_says() -> None:
    rate, days = 0.02, np.concatenate([one.days for one in _ENDINGS])
    runs = run_futures(chances(np.array([np.log(rate), -50.0])), 200_000, 1)
    expected = (1 - np.exp(-rate * days**0.6)).mean()
    assert abs(share(runs, 0) - expected) < 0.004
    assert abs(runs.expected.mean(axis=0)[0] - expected) < 0.004
    assert share(runs, 1) == 0


def test_half_of_the_joinings_come_before_the_median_of_the_hazard() -> None:
    forever = Chances(
        np.full((1, 2), np.log(0.5)), np.zeros((1, 2, 2)), 0.5, 0.0, (Ending("never", 1.0, np.array([1e9])),)
    )
    runs = run_futures(forever, 40_000, 3)
    assert len(runs.column) == runs.futures  # who has joined one side cannot join the other
    assert abs(np.median(runs.days) - np.log(2) ** 2) < 0.02  # two columns: a hazard of 1 in all


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 6), st.floats(-6, 3), st.floats(-4, 8), st.integers(0, 1000))
def test_chains_end_and_each_state_joins_once(states: int, rate: float, gain: float, seed: int) -> None:
    runs = run_futures(chances(np.full(2 * states, rate), np.full((2 * states, 2 * states), gain)), 40, seed)
    assert len(runs.column) <= states * runs.futures
    joined = runs.future * states + runs.column % states
    assert len(np.unique(joined)) == len(joined)
    assert (runs.days <= runs.lasted[runs.future] * (1 + 1e-5)).all()


def test_a_joining_that_makes_another_likelier_is_its_parent() -> None:
    gains = np.zeros((4, 4))
    gains[0, 1] = 6.0
    runs = run_futures(chances(np.array([-2.0, -9.0, -50.0, -50.0]), gains), 20_000, 1)
    without = run_futures(chances(np.array([-2.0, -9.0, -50.0, -50.0])), 20_000, 1)
    assert share(runs, 1) > 10 * share(without, 1)
    assert abs(share(runs, 0) - share(without, 0)) < 0.02
    after = runs.parent[runs.column == 1]
    assert (after == 0).mean() > 0.9
    chains = dict(paths(runs, 4))
    assert chains[(0, 1)] == (after == 0).sum()
    assert sum(chains.values()) == len(runs.column)


def test_nobody_joins_where_there_is_no_hazard() -> None:
    runs = run_futures(chances(np.full(4, -60.0)), 1000, 1)
    assert len(runs.column) == 0 and paths(runs, 4) == []


def test_what_is_not_seen_makes_joinings_come_together() -> None:
    log_rate = np.full(12, -4.0)
    apart, close = (run_futures(chances(log_rate, frailty=one), 100_000, 1) for one in (0.0, 5.0))
    counts = [np.bincount(one.future, minlength=one.futures) for one in (apart, close)]
    assert (counts[1] == 0).mean() > (counts[0] == 0).mean() + 0.1
    assert counts[1].var() / counts[1].mean() > counts[0].var() / counts[0].mean() + 0.3
    assert abs(close.expected.mean() - share(close, 0)) < 0.005
