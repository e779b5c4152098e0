"""Forecasts are kept for ever, one line a forecast in a file that is only ever added to.

A file of its own, not tables of the ledger: what was forecast must stay readable and comparable when the ledger is
rebuilt, moved to another database or deleted, and a line that is only added can be checked by anyone with a text tool.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from casus.outlook.forecast.outlook import CountryAhead, Forecast, MonthAhead
from casus.outlook.forecast.panel import Source
from casus.records import CasusError


def keep(forecast: Forecast, path: Path) -> None:
    """Add a forecast as one line, all of it or nothing, also where others add at the same time.

    Raises CasusError where the file cannot be written, or ends in half a line that something else left there.
    """
    line = json.dumps(asdict(forecast), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"
    try:
        with path.open("ab+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            size = file.seek(0, os.SEEK_END)
            _check_end(file.fileno(), size, path)
            try:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                os.ftruncate(file.fileno(), size)
                raise
    except OSError as error:
        raise CasusError(f"The forecast could not be kept in {path} ({error.strerror}).") from error


def _check_end(number: int, size: int, path: Path) -> None:
    if size and os.pread(number, 1, size - 1) != b"\n":
        raise CasusError(f"{path} ends in half a line; move its last line away, then forecast again.")


def kept(path: Path) -> Iterator[Forecast]:
    """The forecasts of a file, in the order they were made. Raises CasusError for a file or line that is none."""
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                yield _forecast(line, f"{path} line {number}")
    except OSError as error:
        raise CasusError(f"{path} cannot be read ({error.strerror}); `casus forecast` makes one.") from error
    except UnicodeDecodeError as error:
        raise CasusError(f"{path} is no text in UTF-8, so it holds no forecasts.") from error


def _forecast(line: str, where: str) -> Forecast:
    try:
        row: dict[str, Any] = json.loads(line)
        sources = tuple(Source(**one) for one in row.pop("sources"))
        countries = tuple(_country(one) for one in row.pop("countries"))
        return Forecast(**row, sources=sources, countries=countries)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise CasusError(f"{where} is no forecast as casus keeps them; take the file from its last copy.") from error


def _country(row: dict[str, Any]) -> CountryAhead:
    months = tuple(_month(one) for one in row.pop("months"))
    return CountryAhead(**{**row, "recent": tuple(row["recent"])}, months=months)


def _month(row: dict[str, Any]) -> MonthAhead:
    law = tuple((int(count), float(chance)) for count, chance in row["law"])
    return MonthAhead(**{**row, "quantiles": tuple(row["quantiles"]), "law": law})
