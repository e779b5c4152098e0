"""UCDP GED files with invented rows, for tests of forecasts."""

import csv
from pathlib import Path

import numpy as np

from casus.exports.data_sets import UCDP_GED

MALI, NIGER = 432, 436


def row(number: int, month: str, best: object, country: int = MALI, **cells: object) -> dict[str, object]:
    day = f"{month}-15 00:00:00.000"
    return {
        "id": number, "type_of_violence": 1, "country_id": country, "date_start": day, "date_end": day, "best": best,
        "low": best, "high": best, **cells,
    }  # fmt: skip


def write(path: Path, rows: list[dict[str, object]], columns: tuple[str, ...] = UCDP_GED.columns) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def long_history(path: Path, years: int = 10, first: int = 2010) -> Path:
    """Mali: about forty deaths in every month; Niger: one now and then."""
    rng, rows = np.random.default_rng(2), []
    for at in range(years * 12):
        month = f"{first + at // 12}-{at % 12 + 1:02d}"
        rows.append(row(2 * at, month, int(rng.poisson(40))))
        rows.append(row(2 * at + 1, month, int(rng.poisson(0.3)), NIGER))
    return write(path, rows)
