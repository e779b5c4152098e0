"""The panel of country-months that forecasts are measured on; it is reference data and no part of this repository."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from casus.outlook.forecast.months import month_of
from casus.outlook.forecast.panel import Panel

PANEL = Path(__file__).resolve().parents[3] / "shared" / "data" / "forecast" / "country_month.parquet"


def load_panel(path: Path = PANEL) -> Panel:
    """State-based deaths by month and country, January 1989 on."""
    columns = ["year", "month", "iso3", "sb"]
    table = pq.read_table(path, columns=columns)
    year, month, code, deaths = (table[name].to_numpy() for name in columns)
    months = year.astype(int) * 12 + month - 1
    first, countries = month_of("1989-01"), sorted(set(code))
    places = {code: at for at, code in enumerate(countries)}
    found = np.full((months.max() - first + 1, len(countries)), np.nan)
    found[months - first, [places[one] for one in code]] = deaths
    return Panel(first, tuple(countries), found)
