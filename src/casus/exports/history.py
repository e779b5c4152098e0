"""Files of UCDP GED and its Candidate releases as deaths by month and country, which forecasts are learned from.

Counted are rows of state-based conflict (type_of_violence 1), with the best estimate and its bounds, in the month in
which the event ended: before then nobody could know its toll. The country is that which UCDP gives.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from casus.exports.codes import State, state_called, state_of_number, states
from casus.exports.data_sets import UCDP_GED
from casus.exports.from_ucdp import OLDER
from casus.exports.statements import day, whole
from casus.exports.their_rows import TheirRow, read_rows
from casus.outlook.forecast.months import month_name, month_of
from casus.outlook.forecast.panel import Panel, Source
from casus.records import BadRecord, CasusError, Refused

_NEEDED = ("id", "type_of_violence", "country_id", "date_end", "best", "low", "high")
_STATE_BASED = 1


@dataclass(frozen=True, slots=True)
class _Toll:
    """One row. country: None for one that is not counted, which still shows that its month is covered."""

    key: str
    month: int
    country: str | None
    best: int
    low: int
    high: int


def read_history(paths: Sequence[Path]) -> Panel:
    """The months that the files cover together; a country and month without a row had no deaths.

    Raises CasusError for a row that cannot be read, a row that occurs twice, a month that two files cover, and a month
    between the first and the last that none does; Refused for a file that is none of UCDP GED, OSError where it cannot
    be read.
    """
    seen: dict[str, str] = {}
    covered: dict[int, Path] = {}
    tolls, sources = [], []
    for path in paths:
        found = list(_tolls(path, seen))
        if not found:
            raise CasusError(f"{path} has no row; give a file of UCDP GED or its Candidate releases.")
        for month in {one.month for one in found}:
            if month in covered:
                raise CasusError(
                    f"{covered[month]} and {path} both have rows in {month_name(month)}; give each month once."
                )
            covered[month] = path
        tolls += [one for one in found if one.country is not None]
        sources.append(_source(path, found))
    if not covered:
        raise CasusError("No file of past deaths was given; give UCDP GED as CSV with --history.")
    missing = sorted(set(range(min(covered), max(covered) + 1)) - set(covered))
    if missing:
        raise CasusError(f"No file has a row in {month_name(missing[0])}; add the file of that month to --history.")
    return _panel(tolls, min(covered), max(covered), tuple(sources))


def _tolls(path: Path, seen: dict[str, str]) -> Iterator[_Toll]:
    wanted = (*_NEEDED, "country")
    for found in read_rows(path, UCDP_GED, needed=_NEEDED, older=OLDER, wanted=wanted):
        if isinstance(found, Refused):
            raise found
        number, row = found
        where = f"{path} line {number}"
        try:
            toll = _toll(row)
        except BadRecord as error:
            raise CasusError(f"{where} {error}; mend or remove the row.") from error
        if toll.key in seen:
            raise CasusError(f"{where} has the id {toll.key} of {seen[toll.key]}; give each row once.")
        seen[toll.key] = where
        yield toll


def _toll(row: TheirRow) -> _Toll:
    if not row["id"]:
        raise BadRecord("has no id")
    end = day(row["date_end"], "date_end")
    kind = whole(row["type_of_violence"], "type_of_violence")
    if kind not in (1, 2, 3):
        raise BadRecord(f"has {row['type_of_violence']!r} for type_of_violence, which is 1, 2 or 3")
    if kind != _STATE_BASED:
        return _Toll(row["id"], month_of(end), None, 0, 0, 0)
    best, low, high = (whole(row[name], name) for name in ("best", "low", "high"))
    if best is None or best < 0:
        raise BadRecord("has no number of deaths for best")
    # Some rows have a low bound above the best figure, or a high one below it: such a bound bounds nothing.
    low = low if low is not None and 0 <= low <= best else best
    high = high if high is not None and high >= best else best
    return _Toll(row["id"], month_of(end), _country(row, int(end[:4])).code, best, low, high)


def _country(row: TheirRow, year: int) -> State:
    number = row["country_id"].partition(".")[0]
    known = number.isascii() and number.isdecimal() and len(number) < 5
    found = (state_of_number(int(number), year) if known else None) or state_called(row.get("country", ""))
    if found is None:
        raise BadRecord(f"has {row['country_id']!r} for country_id, which is no Gleditsch-Ward number of a state")
    return found


def _source(path: Path, found: Sequence[_Toll]) -> Source:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    months = [one.month for one in found]
    return Source(path.name, digest, len(found), month_name(min(months)), month_name(max(months)))


def _panel(tolls: Sequence[_Toll], first: int, last: int, sources: tuple[Source, ...]) -> Panel:
    """Every state of those years, NaN outside its own, unless someone was counted there."""
    year = first // 12
    listed = {one.code: one for one in states().values() if one.gw is not None and one.until >= year}
    listed |= {one.country: states()[one.country] for one in tolls if one.country is not None}
    countries = tuple(sorted(listed))
    column = {code: at for at, code in enumerate(countries)}
    counted = np.zeros((3, last - first + 1, len(countries)))
    at = [one.month - first for one in tolls], [column[one.country] for one in tolls if one.country is not None]
    for layer, name in enumerate(("best", "low", "high")):
        np.add.at(counted[layer], at, [getattr(one, name) for one in tolls])
    years = np.arange(first, last + 1) // 12
    for code, one in listed.items():
        outside = (years < one.since) | (years > one.until)
        its = counted[:, :, column[code]]
        its[:, outside & (its[2] == 0)] = np.nan
    return Panel(first, countries, counted[0], sources, low=counted[1], high=counted[2])
