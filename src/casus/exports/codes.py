"""How other data sets name states: numbers and letters from a table, empty (None) where it has none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from casus.knowledge.tables import rows

_REGIONS = (
    (2, 199, "Americas"),
    (200, 399, "Europe"),
    (400, 629, "Africa"),
    (630, 699, "Middle East"),
    (700, 999, "Asia"),
)
"""UCDP's regions by Gleditsch-Ward number, from the codebook of the UCDP/PRIO Armed Conflict Dataset."""


@dataclass(frozen=True, slots=True)
class State:
    """One state. code: ISO 3166-1 alpha-3. cow, gw: Correlates of War and Gleditsch-Ward numbers. fips: FIPS 10-4.

    since, until: years, 0 and 9999 where the table has none.
    """

    code: str
    name: str
    iso_numeric: int | None
    cow: int | None
    gw: int | None
    fips: str | None
    cameo: str | None
    since: int
    until: int

    @property
    def ucdp_region(self) -> str | None:
        """One of the five regions of UCDP."""
        return next((name for first, last, name in _REGIONS if self.gw and first <= self.gw <= last), None)


def state(code: str | None) -> State | None:
    """The state of an ISO3 code; None for a code that is in no table."""
    return states().get(code or "")


def state_of_number(gw: int, year: int | None = None) -> State | None:
    """The state of a Gleditsch-Ward number; of several that had it, that of the year, else today's."""
    return _of_year([one for one in states().values() if one.gw == gw], year)


def state_of_iso_number(number: int, year: int | None = None) -> State | None:
    """The state of an ISO 3166-1 numeric code; of several, that of the year, else today's."""
    return _of_year([one for one in states().values() if one.iso_numeric == number], year)


def _of_year(found: list[State], year: int | None) -> State | None:
    then = [one for one in found if year is not None and one.since <= year <= one.until]
    return max(then or found, key=lambda one: (one.until, one.since), default=None)


def state_called(name: str) -> State | None:
    """The state of an English name as casus writes it; None for a name that is in no table."""
    return _by_name().get(name)


@cache
def _by_name() -> dict[str, State]:
    return {one.name: one for one in states().values()}


@cache
def states() -> dict[str, State]:
    """Every state by its ISO3 code."""
    known = {row["code"]: row for row in rows("states.csv")}
    return {row["code"]: _state(row, known[row["code"]]) for row in rows("state_codes.csv")}


def _state(row: dict[str, str], known: dict[str, str]) -> State:
    iso_numeric, cow, gw = (int(row[key]) if row[key] else None for key in ("iso_numeric", "cow", "gw"))
    since, until = int(known["from"] or 0), int(known["to"] or 9999)
    return State(
        row["code"], known["name"], iso_numeric, cow, gw, row["fips"] or None, row["cameo"] or None, since, until
    )
