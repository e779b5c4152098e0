"""How fast futures are drawn: 100,000 of a 40-state what-if, beside the same model in Mesa, measured in one run.

    python -m bench.outlook.whatif_speed

Mesa is no dependency of casus; where it cannot be imported its half is left out and says so. There every state is an
agent that steps day by day, as models are written in Mesa, with the same hazards, chains and endings.
"""

from __future__ import annotations

import os
import time
from importlib import import_module
from importlib.util import find_spec

from casus.outlook.whatif.futures import Chances, run_futures
from casus.outlook.whatif.graph import WAR
from casus.outlook.whatif.record import estimates, graph_on
from casus.outlook.whatif.run import chances_of, setting_of

_FUTURES = 100_000
_IN_MESA = 100
"""Futures drawn in Mesa; its time grows with their number."""


def main() -> None:
    """Print the measurements."""
    known = estimates()
    setting = setting_of(graph_on("2020-10-31"), (("AZE",), ("ARM",)), WAR, (), known)
    chances = chances_of(setting, known, 1)
    run_futures(chances, 1000, 1)
    best = min((_timed(chances, seed) for seed in (1, 2, 3)), key=lambda one: one[0])
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(f"{len(setting.outside)} outside states, a war, {_FUTURES:,} futures, {cores} cores")
    print(f"casus                {best[0]:8.2f} s, {best[1]:.2f} s of processor time, {best[2]:.2f} joinings a future")
    if find_spec("mesa") is None:
        print("Mesa is not installed (pip install mesa, in an environment of its own): not compared.")
        return
    dispute = import_module("bench.outlook.mesa_model").Dispute
    start, joined = time.perf_counter(), 0
    for i in range(_IN_MESA):
        one = dispute(chances, i)
        one.run_model()
        joined += one.joined
    whole = (time.perf_counter() - start) / _IN_MESA * _FUTURES
    print(f"Mesa                 {whole:8,.0f} s, from {_IN_MESA} futures, {joined / _IN_MESA:.2f} joinings a future")
    print(f"                     {whole / best[0]:8,.0f} times as long")


def _timed(chances: Chances, seed: int) -> tuple[float, float, float]:
    wall, processor = time.perf_counter(), time.process_time()
    runs = run_futures(chances, _FUTURES, seed)
    return time.perf_counter() - wall, time.process_time() - processor, len(runs.column) / runs.futures


if __name__ == "__main__":
    main()
