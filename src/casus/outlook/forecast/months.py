"""Months as numbers, so that they can be counted and subtracted."""

from __future__ import annotations

import re

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def month_of(text: str) -> int:
    """Months since year 0 of a day or month that begins YYYY-MM. Raises ValueError for anything else."""
    found = _MONTH.match(text)
    if found is None:
        raise ValueError(f"{text!r} does not begin with a month written YYYY-MM")
    return int(found[1]) * 12 + int(found[2]) - 1


def month_name(month: int) -> str:
    """YYYY-MM."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"
