"""The record of states that is shipped: obligations, borders, rivalries, major powers, disputes, capabilities."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casus.outlook.whatif.graph import FEATURES, PACTS, Floats, Graph
from casus.records import BadKnowledge, CasusError

_DATA = files("casus.outlook.whatif") / "data"
FIRST = "1990-01-01"
"""First day of which the record tells: pacts are counted where they were in force in the year before too."""
NEWEST = {"obligations": 2018, "borders": 2016, "major powers": 2016, "disputes": 2010, "capabilities": 2022}
"""Last year of each part of the record."""
_TEN_YEARS = 3652


@dataclass(frozen=True, slots=True)
class Ending:
    """One way in which disputes end. share: of all endings; days: at even quantiles of those that end so."""

    kind: str
    share: float
    days: Floats


@dataclass(frozen=True, slots=True)
class Estimates:
    """The hazard of joining. point: (1 + features,), the intercept first; draws: (draws, 1 + features).

    shape: the baseline is t ** shape, t in days. Of a show of force (3), a use of force (4) and a war (5): frailty, the
    variance of a factor of mean 1 that all hazards of a dispute have in common and nothing on record shows; endings.
    """

    point: Floats
    draws: Floats
    shape: float
    frailty: Mapping[int, float]
    endings: Mapping[int, tuple[Ending, ...]]


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one table of the record."""
    data = (_DATA / name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode()
    return iter(csv.DictReader(io.StringIO(text)))


@cache
def estimates() -> Estimates:
    """The fitted hazards. Raises BadKnowledge where they are of other features than the model has."""
    told: dict[str, Any] = json.loads((_DATA / "joining.json").read_text(encoding="utf-8"))
    names = ["intercept", *FEATURES]
    draws = np.array([[float(row[name]) for name in names] for row in table("joining_draws.csv.gz")])
    if told["features"] != names:
        raise BadKnowledge("joining.json is of other features than the model has; write it again (docs/whatif.md).")
    endings = {
        int(level): tuple(
            Ending(kind, its["share"], np.array(its["days"], dtype=np.float64)) for kind, its in kinds.items()
        )
        for level, kinds in told["endings"].items()
    }
    frailty = {int(level): float(one) for level, one in told["frailty"].items()}
    return Estimates(np.array(told["coefficients"]), draws, told["shape"], frailty, endings)


def graph_on(day: str) -> Graph:
    """The states and what lies between them on a day; of the newest year on record where the day is later.

    Raises CasusError for a day before the record.
    """
    if day < FIRST:
        raise CasusError(
            f"The record of pacts begins in 1989, so no what-if can be run before {FIRST}; {day} is earlier."
        )
    year = int(day[:4])
    listed = min(year, NEWEST["capabilities"])
    told = table("capabilities.csv")
    codes = sorted({row["state"] for row in told if int(row["first"]) <= listed <= int(row["last"])})
    at = {code: i for i, code in enumerate(codes)}
    majors = {
        row["state"]
        for row in table("major_powers.csv")
        if int(row["first"]) <= min(year, NEWEST["major powers"]) <= int(row["last"])
    }
    opposed, together, own = _past(at, min(day, f"{NEWEST['disputes']}-12-31"))
    borders_on = min(day, f"{NEWEST['borders']}-12-01")
    return Graph(
        states=tuple(codes),
        pacts=_pacts(at, min(year, NEWEST["obligations"])),
        borders=_pairs(at, "borders.csv", borders_on),
        rivals=_pairs(at, "rivalries.csv", str(year - 1)),
        opposed=opposed,
        together=together,
        disputes=own,
        major=np.array([code in majors for code in codes]),
        world=len(codes),
    )


def capabilities() -> dict[str, tuple[int, float]]:
    """The newest share of the world's capabilities of each state, with its year: shown, and no part of the model."""
    return {row["state"]: (int(row["last"]), float(row["share"])) for row in table("capabilities.csv")}


def _pacts(at: Mapping[str, int], year: int) -> NDArray[np.bool_]:
    """What is owed in a year and was in the year before."""
    found = np.zeros((2, len(at), len(at), len(PACTS)), dtype=np.bool_)
    for row in table("obligations.csv.gz"):
        if row["guarantor"] in at and row["beneficiary"] in at:
            kinds = [kind == "1" for kind in row["kinds"]]
            for back in (0, 1):
                if int(row["first"]) <= year - back <= int(row["last"]):
                    found[back, at[row["guarantor"]], at[row["beneficiary"]]] |= kinds
    both: NDArray[np.bool_] = found[0] & found[1]
    return both


def _pairs(at: Mapping[str, int], name: str, when: str) -> NDArray[np.bool_]:
    """The pairs of a table of spells that hold on a day or in a year."""
    found = np.zeros((len(at), len(at)), dtype=np.bool_)
    for row in table(name):
        if row["first"] <= when <= row["last"] and row["one"] in at and row["other"] in at:
            found[at[row["one"]], at[row["other"]]] = found[at[row["other"]], at[row["one"]]] = True
    return found


def _past(at: Mapping[str, int], day: str) -> tuple[Floats, Floats, Floats]:
    """Disputes of the ten years before a day: on other sides, on the same, and of each state."""
    since = (date.fromisoformat(day) - timedelta(days=_TEN_YEARS)).isoformat()
    parties: dict[str, list[tuple[int, str, str]]] = {}
    for row in table("disputes.csv"):
        if row["state"] in at:
            parties.setdefault(row["dispute"], []).append((at[row["state"]], row["side"], row["begins"]))
    many = len(at)
    opposed, together, own = np.zeros((many, many)), np.zeros((many, many)), np.zeros(many)
    for its in parties.values():
        for one, side, begins in its:
            own[one] += since <= begins < day
            for other, its_side, later in its:
                if one != other and since <= max(begins, later) < day:
                    (together if side == its_side else opposed)[one, other] += 1
    return opposed, together, own
