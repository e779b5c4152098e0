"""Who could have joined whom: every outside state of every side of 2,110 disputes, 1816-2010, with what bears on it.

The file of opportunities leaves out pairs with no pact, border or major power, none of which joined. They are made
again from the states that other files show in the system in that year, so that rates are those of all states.
"""

from __future__ import annotations

import csv
import gzip
import io
from bisect import bisect_left
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from casus.outlook.whatif.graph import PACTS, Floats, Graph, features

TEN_YEARS = 3652
"""Days in which disputes count as past ones."""
_NEAR = (1, 2)
"""Kinds of contiguity that count as a border: by land, or within 12 miles of water."""
_NEWEST_BORDERS = "2016-12-01"
Row = dict[str, str]
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Party:
    """One spell of a state in a dispute. begins, ends: days as ordinals."""

    dispute: int
    state: int
    side: int
    is_originator: bool
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Opportunities:
    """One line an outside state and side of a dispute. days: to its joining, else to the end of the dispute.

    weight: how many states the line stands for: those without any tie to the parties are alike.
    originators: how many the side has, each of which is one line in the reference.
    """

    features: Floats  # (lines, features)
    joined: Floats
    days: Floats
    weight: Floats
    originators: Floats
    year: NDArray[np.int_]
    level: NDArray[np.int_]
    is_target: NDArray[np.bool_]
    dispute: NDArray[np.int_]
    lasted: Floats


def rows(path: Path) -> list[Row]:
    """The rows of a CSV file, packed or not."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    return list(csv.DictReader(io.StringIO(text)))


def number(cell: str) -> int:
    """A whole number that a file writes as 365 or 365.0."""
    return int(float(cell))


class Records:
    """The files of disputes, pacts, borders, rivalries and major powers. State codes are those of COW."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.opportunities = rows(folder / "join_opportunities.csv.gz")
        self.parties = list(_parties(rows(folder / "interstate_dispute_participants.csv.gz")))
        self._borders = rows(folder / "contiguity.csv.gz")
        self._rivals = rows(folder / "rivalries.csv.gz")
        self._majors = rows(folder / "major_powers.csv")

    @cached_property
    def by_dispute(self) -> dict[int, list[Party]]:
        """The parties of each dispute."""
        found: dict[int, list[Party]] = defaultdict(list)
        for party in self.parties:
            found[party.dispute].append(party)
        return found

    @cached_property
    def states(self) -> dict[int, set[int]]:
        """The states of the system by year, as far as the files show."""
        found: dict[int, set[int]] = defaultdict(set)
        for row in self._borders:
            for year in range(int(row["stdate"][:4]), int(row["enddate"][:4]) + 1):
                found[year] |= {number(row["ccode1"]), number(row["ccode2"])}
        for row in self.opportunities:
            found[int(row["year"])] |= {int(row["originator"]), int(row["third_party"])}
        for party in self.parties:
            for year in range(date.fromordinal(party.begins).year, date.fromordinal(party.ends).year + 1):
                found[year].add(party.state)
        return found

    def bordering(self, day: str) -> set[tuple[int, int]]:
        """Pairs that border on a day, each both ways."""
        last = min(day, _NEWEST_BORDERS)
        pairs = {
            (number(row["ccode1"]), number(row["ccode2"]))
            for row in self._borders
            if number(row["conttype"]) in _NEAR and row["stdate"] <= last <= row["enddate"]
        }
        return pairs | {(b, a) for a, b in pairs}

    def rivals(self, year: int) -> set[tuple[int, int]]:
        """Strategic rivals in a year, each both ways."""
        its = [row for row in self._rivals if number(row["start"]) <= year <= number(row["end"] or "9999")]
        pairs = {(number(row["ccode1"]), number(row["ccode2"])) for row in its}
        return pairs | {(b, a) for a, b in pairs}

    def majors(self, year: int) -> set[int]:
        """Major powers in a year."""
        return {number(row["ccode"]) for row in self._majors if number(row["styear"]) <= year <= number(row["endyear"])}

    @cached_property
    def _past(self) -> tuple[dict[tuple[int, int], list[int]], dict[tuple[int, int], list[int]], dict[int, list[int]]]:
        """Days of disputes between two states on other sides, on the same, and of each state."""
        opposed: dict[tuple[int, int], list[int]] = defaultdict(list)
        together: dict[tuple[int, int], list[int]] = defaultdict(list)
        own: dict[int, list[int]] = defaultdict(list)
        for its in self.by_dispute.values():
            for one in its:
                own[one.state].append(one.begins)
                for other in its:
                    if one.state != other.state:
                        kind = together if one.side == other.side else opposed
                        kind[one.state, other.state].append(max(one.begins, other.begins))
        for days in (*opposed.values(), *together.values(), *own.values()):
            days.sort()
        return opposed, together, own

    def past(self, day: int) -> tuple[Counter[tuple[int, int]], Counter[tuple[int, int]], Counter[int]]:
        """Disputes that began in the ten years before a day: opposed, together, and of each state."""
        opposed, together, own = self._past
        return _within(opposed, day), _within(together, day), _within(own, day)

    def graph(self, codes: Sequence[int], pacts: Mapping[tuple[int, int], Sequence[bool]], day: int) -> Graph:
        """The graph of some states on a day, with the pacts given. Years are those before, as pacts must be."""
        at = {code: i for i, code in enumerate(codes)}
        year = date.fromordinal(day).year
        many = len(codes)
        owed = np.zeros((many, many, len(PACTS)), dtype=np.bool_)
        for (guarantor, beneficiary), kinds in pacts.items():
            if guarantor in at and beneficiary in at:
                owed[at[guarantor], at[beneficiary]] |= np.asarray(kinds, dtype=np.bool_)
        opposed, together, own = self.past(day)
        return Graph(
            states=tuple(map(str, codes)),
            pacts=owed,
            borders=_matrix(at, dict.fromkeys(self.bordering(date.fromordinal(day).isoformat()), 1)) > 0,
            rivals=_matrix(at, dict.fromkeys(self.rivals(year - 1), 1)) > 0,
            opposed=_matrix(at, opposed),
            together=_matrix(at, together),
            disputes=np.array([own[code] for code in codes], dtype=np.float64),
            major=np.array([code in self.majors(year) for code in codes]),
            world=len(self.states[year]),
        )


def _within(days: dict[K, list[int]], day: int) -> Counter[K]:
    return Counter({key: bisect_left(its, day) - bisect_left(its, day - TEN_YEARS) for key, its in days.items()})


def _matrix(at: dict[int, int], pairs: dict[tuple[int, int], int]) -> Floats:
    made = np.zeros((len(at), len(at)))
    for (a, b), value in pairs.items():
        if a in at and b in at:
            made[at[a], at[b]] = value
    return made


def _parties(lines: Sequence[Row]) -> Iterator[Party]:
    for row in lines:
        yield Party(
            dispute=int(row["dispnum"]),
            state=int(row["ccode"]),
            side=int(row["sidea"]),
            is_originator=row["orig"] == "1",
            begins=_day(row["styear"], row["stmon"], row["stday"]),
            ends=_day(row["endyear"], row["endmon"], row["endday"]),
        )


def _day(year: str, month: str, day: str) -> int:
    """A day as an ordinal; where it is unknown (-9), the middle of its month."""
    of_year, of_month = int(year), max(int(month), 1)
    known = int(day) if int(day) > 0 else 15
    return date(of_year, of_month, min(known, monthrange(of_year, of_month)[1])).toordinal()


def opportunities(records: Records) -> Opportunities:
    """Every side of every dispute, with the outside states that had a tie to it one by one and the others counted."""
    listed: dict[int, list[Row]] = defaultdict(list)
    for row in records.opportunities:
        listed[int(row["dispnum"])].append(row)
    parts = [part for dispute, its in sorted(listed.items()) for part in _of_dispute(records, dispute, its)]
    columns = [np.concatenate([part[i] for part in parts]) for i in range(len(parts[0]))]
    return Opportunities(*columns)


def _of_dispute(records: Records, dispute: int, listed: Sequence[Row]) -> Iterator[tuple[NDArray[np.generic], ...]]:
    parties = records.by_dispute[dispute]
    begins = min(one.begins for one in parties if one.is_originator)
    lasted = max(one.ends for one in parties) - begins + 1
    sides = [sorted({one.state for one in parties if one.is_originator and one.side == i}) for i in (0, 1)]
    pacts = {(int(row["third_party"]), int(row["originator"])): pacts_of(row) for row in listed}
    outside = sorted({int(row["third_party"]) for row in listed} - {*sides[0], *sides[1]})
    year, level = int(listed[0]["year"]), int(listed[0]["hostlev_originators"])
    far = max(len(records.states[year] - {*outside, *sides[0], *sides[1]}), 0)
    graph = records.graph([*sides[0], *sides[1], *outside, _ANY], pacts, begins)
    for i in (0, 1):
        if not sides[i]:
            continue
        side, opponents = graph.places(list(map(str, sides[i]))), graph.places(list(map(str, sides[1 - i])))
        its = features(graph, side, opponents, level=level, is_target=i == 0)[len(sides[0]) + len(sides[1]) :]
        came = {one.state: one.begins for one in parties if not one.is_originator and one.side == i}
        days = [came.get(state, begins + lasted) - begins + 1 for state in (*outside, _ANY)]
        many = len(days)
        yield (
            its,
            np.array([float(state in came) for state in (*outside, _ANY)]),
            np.maximum(np.array(days, dtype=np.float64), 1),
            np.array([*[1.0] * len(outside), float(far)]),
            np.full(many, float(len(sides[i]))),
            np.full(many, year),
            np.full(many, level),
            np.full(many, i == 0),
            np.full(many, dispute),
            np.full(many, float(lasted)),
        )


_ANY = -1
"""The code of a state without any tie to the parties."""


def pacts_of(row: Row) -> tuple[bool, ...]:
    """The kinds of obligation in a row of opportunities, in the order of `PACTS`."""
    return tuple(row[f"pact_{kind}"] == "1" for kind in PACTS)
