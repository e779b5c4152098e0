"""Scores forecasts of monthly deaths by country beside the reference forecasts, on months they had not seen.

    python -m bench.outlook forecast [--window 2018-01 2019-12 ...] [--json FILE]

Every month of a window is forecast at horizons 1 to 12 from data up to and including the month that lies so far before
it. What is learned is learned once a year: forecasts made in a year rest on a model, and on weights of the pool, of
outcomes to December of the year before. Rows marked "samples" are the reference forecasts as draws, scored by
scoringrules; the others are laws on the grid of casus.outlook.forecast.laws. Coverage is that of the randomised
probability integral transform, on average (see casus.outlook.forecast.scores.coverage).
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
import scoringrules

from bench.outlook.panel_file import PANEL, load_panel
from casus.outlook.forecast.boosted import Boosted, fit
from casus.outlook.forecast.features import Features
from casus.outlook.forecast.laws import EVENT, Laws, chance_of, laws_of_samples
from casus.outlook.forecast.months import month_name, month_of
from casus.outlook.forecast.panel import Cases, Floats, Ints, Panel, cases_from, with_outcome
from casus.outlook.forecast.pool import MEMBERS, PAST_MONTHS, member_laws, mixture, simple_laws, weights_of
from casus.outlook.forecast.scores import Parts, Scores, calibration, known_at_origin, parts_of, summed_up
from casus.outlook.forecast.simple import BENCHMARK, SIMPLE

WINDOWS = (("2018-01", "2019-12"), ("2021-01", "2022-12"))
_DRAWS = 1000
POOL = "pool"


class Yearly:
    """Models by the last month they learned from; the one that gives weights is an earlier year's."""

    def __init__(self, panel: Panel, threads: int = 1) -> None:
        self._features, self._deaths, self._threads = Features(panel.deaths, panel.countries), panel.deaths, threads
        self._fitted: dict[int, Boosted] = {}
        self.learned: dict[int, dict[str, float]] = {}

    def boosted(self, last: int) -> Boosted:
        if last not in self._fitted:
            self._fitted[last] = fit(self._features, self._deaths, last, threads=self._threads)
        return self._fitted[last]

    def weights(self, last: int) -> dict[str, float]:
        if last not in self.learned:
            self.learned[last] = weights_of(self.boosted(last - PAST_MONTHS), self._deaths, last)
        return self.learned[last]


def window_cases(panel: Panel, first: str, last: str) -> Cases:
    """Forecasts of the months of a window."""
    start, end = month_of(first) - panel.first, month_of(last) - panel.first
    found = with_outcome(cases_from(np.arange(start - 12, end), panel.deaths[: end + 1]), panel.deaths[: end + 1])
    return found.only(found.target >= start)


def learned_laws(panel: Panel, yearly: Yearly, cases: Cases) -> dict[str, Laws]:
    """Laws of the members and the pool."""
    parts: dict[str, list[Laws]] = {}
    year = (cases.origin + panel.first) // 12
    for one in np.unique(year):  # cases are ordered by origin
        last = int(one) * 12 - 1 - panel.first
        its = cases.only(year == one)
        members = member_laws(yearly.boosted(last), panel.deaths, its)
        members[POOL] = mixture(yearly.weights(last), members)
        for name, laws in members.items():
            parts.setdefault(name, []).append(laws)
    return {name: np.concatenate(its) for name, its in parts.items()}


def reference_parts(panel: Panel, cases: Cases, outcome: Floats) -> Iterator[tuple[str, Parts]]:
    """Scores of the reference forecasts as samples."""
    for name in ("zeros", "last month", BENCHMARK, "conflictology 6", "history 60", "negative binomial"):
        rng = np.random.default_rng(11)
        found = [_sampled(name, panel.deaths[: origin + 1], rng) for origin in np.unique(cases.origin)]
        place = np.searchsorted(np.unique(cases.origin), cases.origin)
        yield f"{name} (samples)", _sample_parts(found, place, cases.country, outcome)


def _sampled(name: str, past: Floats, rng: np.random.Generator) -> Floats:
    """Draws of one reference forecast, (countries, draws)."""
    recent = np.nan_to_num(past)
    if name == "zeros":
        return np.zeros((past.shape[1], 1))
    if name == "last month":
        return rng.poisson(recent[-1][:, None], (past.shape[1], _DRAWS)).astype(float)
    if name == "negative binomial":
        mean, var = recent[-12:].mean(0), recent[-12:].var(0, ddof=1)
        over = np.maximum(var - mean, 1e-9)
        shape, chance = np.maximum(mean**2 / over, 1e-9), np.clip(mean / np.maximum(mean + over, 1e-9), 1e-9, 1)
        draws = rng.negative_binomial(shape[:, None], chance[:, None], (len(mean), _DRAWS))
        return np.where((mean > 0)[:, None], draws, 0).astype(float)
    return recent[-int(name.split()[1]) :].T


def _sample_parts(found: list[Floats], place: Ints, country: Ints, outcome: Floats) -> Parts:
    """Exact scores of draws. found: by origin, (countries, draws); place, country: of each case in it."""
    chance, mean = (np.stack([do(its) for its in found])[place, country] for do in (_share_of_events, _mean))
    crps, crps_log = np.empty(len(outcome)), np.empty(len(outcome))
    cover = np.empty((2, len(outcome)))
    for at, draws in enumerate(found):
        here = place == at
        its, deaths = draws[country[here]], outcome[here]
        crps[here] = scoringrules.crps_ensemble(deaths, its, estimator="qd")
        crps_log[here] = scoringrules.crps_ensemble(np.log1p(deaths), np.log1p(its), estimator="qd")
        on_grid = parts_of(laws_of_samples(its), deaths)
        cover[:, here] = on_grid.cover_50, on_grid.cover_90
    return Parts(crps=crps, crps_log=crps_log, chance=chance, mean=mean, cover_50=cover[0], cover_90=cover[1])


def _share_of_events(draws: Floats) -> Floats:
    share: Floats = (draws >= EVENT).mean(axis=1)
    return share


def _mean(draws: Floats) -> Floats:
    mean: Floats = draws.mean(axis=1)
    return mean


def scored(panel: Panel, yearly: Yearly, first: str, last: str) -> tuple[dict[str, Scores], Laws, Cases]:
    """Scores of every forecast in a window, the reference ones first; the pool's laws, and the cases."""
    cases = window_cases(panel, first, last)
    outcome = panel.deaths[cases.target, cases.country]
    active, quiet = known_at_origin(cases, panel.deaths)
    found = {name: summed_up(parts, outcome, active, quiet) for name, parts in reference_parts(panel, cases, outcome)}
    laws = learned_laws(panel, yearly, cases)
    laws |= {name: simple_laws(name, panel.deaths, cases) for name in SIMPLE if name not in MEMBERS}
    found |= {name: summed_up(parts_of(its, outcome), outcome, active, quiet) for name, its in laws.items()}
    return found, laws[POOL], cases


COLUMNS = {
    "CRPS": "crps", "CRPS y<10k": "crps_under_10k", "log all": "crps_log", "log active": "crps_log_active",
    "Brier": "brier", "AUROC": "auroc", "onset": "auroc_onset", "50 %": "cover_50", "90 %": "cover_90",
    "50 % active": "cover_50_active", "90 % active": "cover_90_active",
}  # fmt: skip


def table(found: dict[str, Scores]) -> Iterator[str]:
    """The scores as a Markdown table, one forecast a row."""
    yield f"| forecast | {' | '.join(COLUMNS)} |"
    yield f"|---{'|---' * len(COLUMNS)}|"
    for name, its in found.items():
        values = [getattr(its, field) for field in COLUMNS.values()]
        cells = (f"{value:.2f}" if "crps" in field and "log" not in field else f"{value:.4f}"
                 for field, value in zip(COLUMNS.values(), values, strict=True))  # fmt: skip
        yield f"| {name} | {' | '.join(cells)} |"


def bars(found: dict[str, Scores]) -> Iterator[tuple[str, bool]]:
    """What the pool has to reach against conflictology as samples, and whether it does."""
    pool, reference = found[POOL], found[f"{BENCHMARK} (samples)"]
    for title, field, most in (
        ("log-CRPS, all", "crps_log", 0.95), ("log-CRPS, active", "crps_log_active", 0.95), ("Brier", "brier", 0.95),
        ("CRPS y<10k", "crps_under_10k", 1.0),
    ):  # fmt: skip
        share = getattr(pool, field) / getattr(reference, field)
        yield f"{title}: {100 * (share - 1):+.1f} % (at most {100 * (most - 1):+.0f} %)", share <= most
    onset = pool.auroc_onset
    yield f"onset AUROC {onset or 0:.3f} (at least 0.95)", onset is not None and onset >= 0.95
    yield f"50 % intervals cover {100 * pool.cover_50:.1f} % (45 to 55)", 0.45 <= pool.cover_50 <= 0.55
    yield f"90 % intervals cover {100 * pool.cover_90:.1f} % (86 to 94)", 0.86 <= pool.cover_90 <= 0.94


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.outlook forecast", description=__doc__.split("\n")[0])
    parser.add_argument("--panel", type=Path, default=PANEL)
    parser.add_argument("--window", nargs=2, action="append", metavar=("FIRST", "LAST"))
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(arguments)
    panel, results = load_panel(asked.panel), {}
    yearly = Yearly(panel, asked.threads)
    for first, last in asked.window or WINDOWS:
        began, worked = time.perf_counter(), time.process_time()
        found, laws, cases = scored(panel, yearly, first, last)
        took = f"{time.perf_counter() - began:.0f} s, {time.process_time() - worked:.0f} s of processor time"
        print(f"\n{first} to {last}: {len(cases):,} forecasts a model ({took})\n")
        print("\n".join(table(found)), "\n")
        for words, holds in bars(found):
            print(f"- {'holds' if holds else 'MISSED'}: {words}")
        _print_calibration(laws, panel.deaths[cases.target, cases.country])
        results[f"{first}..{last}"] = {name: asdict(its) for name, its in found.items()}
    for month, weights in yearly.learned.items():
        print(
            f"weights learned to {month_name(month + panel.first)}:",
            ", ".join(f"{k} {v:.2f}" for k, v in weights.items()),
        )
    if asked.json:
        asked.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def _print_calibration(laws: Laws, outcome: Floats) -> None:
    print("\nchance of 25 deaths: forecasts, mean chance, share that came true")
    for its in calibration(chance_of(laws, EVENT), outcome >= EVENT):
        print(f"  {its.low:.2f} to {its.high:.2f}: {its.cases:6,} {its.chance:.3f} {its.came_true:.3f}")
