"""Writing what `casus whatif` reads: the estimates, how disputes end, and the newest years of the record of states."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from bench.outlook.estimating import QUANTILES, Fit, fit
from bench.outlook.joining import draws
from bench.outlook.opportunities import Opportunities, Records, Row, number, opportunities, rows
from casus.knowledge.tables import rows as known_rows
from casus.outlook.whatif.graph import FEATURES, PACTS, SHOW, WAR

_DATA = Path(__file__).parents[2] / "src/casus/outlook/whatif/data"
_FIRST = 1989
"""First year of the pacts that are shipped."""
_SPELLS = ("one", "other", "first", "last")
_DRAWS, _SEED = 200, 20261123
_ENDS = {"1": "agreed", "2": "imposed"}
"""How a dispute was settled; all else ended without a settlement."""


def main() -> None:
    """Write every file, or the one of the name given, to the path given.

    python -m bench.outlook.shipping SHARED [PATH]
    """
    folder = Path(sys.argv[1]) / "data"
    records = Records(folder)
    for path in map(Path, sys.argv[2:] or [str(_DATA / name) for name in _FILES]):
        data = _FILES[path.name](records).encode()
        path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)


def _joining(records: Records) -> str:
    made = _whole(records)[1]
    estimates = {
        "features": _names(),
        "coefficients": [round(float(one), 4) for one in made.coefficients],
        "shape": round(made.shape, 3),
        "frailty": {str(level): round(one, 3) for level, one in made.frailty.items()},
        "endings": _endings(records),
    }
    return json.dumps(estimates, indent=1) + "\n"


def _draws(records: Records) -> str:
    drawn = draws(*_whole(records), _DRAWS, _SEED)
    return _table(_names(), ([f"{cell:.4f}" for cell in line] for line in drawn))


def _names() -> list[str]:
    return ["intercept", *FEATURES]


@cache
def _whole(records: Records) -> tuple[Opportunities, Fit]:
    """All opportunities, and the fit on all years."""
    data = opportunities(records)
    return data, fit(data, data.year > 0)


def _borders(records: Records) -> str:
    iso = _codes(records)
    near = [row for row in rows(records.folder / "contiguity.csv.gz") if number(row["conttype"]) in (1, 2)]
    recent = (row for row in near if row["enddate"] >= f"{_FIRST}")
    pairs = ((sorted((_iso(iso, row, 1), _iso(iso, row, 2))), row) for row in recent)
    return _table(_SPELLS, sorted({(*pair, row["stdate"], row["enddate"]) for pair, row in pairs}))


def _rivalries(records: Records) -> str:
    told = rows(records.folder / "rivalries.csv.gz")
    rivals = [row for row in told if number(row["end"] or "9999") >= _FIRST - 1]
    return _table(_SPELLS, _spells(rivals, _codes(records)))


def _major_powers(records: Records) -> str:
    majors = [row for row in rows(records.folder / "major_powers.csv") if number(row["endyear"]) >= _FIRST]
    powers = ([row["iso3"], number(row["styear"]), number(row["endyear"])] for row in majors)
    return _table(["state", "first", "last"], powers)


def _table(header: Sequence[str], lines: Iterable[Iterable[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    return out.getvalue()


def _codes(records: Records) -> dict[int, str]:
    """ISO codes of COW states; of those with several, the one in use."""
    found = {int(row["cow"]): row["code"] for row in known_rows("state_codes.csv") if row["cow"]}
    for row in records.opportunities:
        found |= {int(row["third_party"]): row["third_party_iso3"]} if row["third_party_iso3"] else {}
    return found


def _iso(iso: dict[int, str], row: Row, i: int) -> str:
    return row[f"iso3_{i}"] or iso.get(number(row[f"ccode{i}"]), "")


def _spells(lines: Iterable[Row], iso: dict[int, str]) -> Iterator[tuple[object, ...]]:
    for row in lines:
        one, other = sorted((_iso(iso, row, 1), _iso(iso, row, 2)))
        yield one, other, number(row["start"]), number(row["end"] or "9999")


def _obligations(folder: Path) -> Iterator[tuple[object, ...]]:
    """Spells of years in which one state owed another the same."""
    years: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for row in rows(folder / "alliances.csv.gz"):
        kinds = "".join("1" if row[kind] == "1" else "0" for kind in PACTS)
        if row["iso3_1"] and row["iso3_2"]:
            years[row["iso3_1"], row["iso3_2"], kinds].append(int(row["year"]))
    for (guarantor, beneficiary, kinds), its in sorted(years.items()):
        spell: list[int] = []
        for year in sorted(set(its)):
            if spell and year > spell[-1] + 1:
                yield guarantor, beneficiary, kinds, spell[0], spell[-1]
                spell = []
            spell.append(year)
        yield guarantor, beneficiary, kinds, spell[0], spell[-1]


def _disputes(records: Records, iso: dict[int, str]) -> Iterator[tuple[object, ...]]:
    """Parties of disputes since ten years before the first pacts."""
    for party in sorted(records.parties, key=lambda one: (one.dispute, one.state, one.begins)):
        begins = date.fromordinal(party.begins)
        if begins.year >= _FIRST - 10 and iso.get(party.state):
            yield party.dispute, iso[party.state], party.side, begins.isoformat()


def _capabilities(folder: Path) -> Iterator[tuple[object, ...]]:
    """The years of each state since 1989, and its share of the world's capabilities in the last of them."""
    years: dict[str, dict[int, str]] = defaultdict(dict)
    for row in rows(folder / "capabilities.csv.gz"):
        if row["iso3"] and row["cinc"]:
            years[row["iso3"]][number(row["year"])] = row["cinc"]
    for code, its in sorted(years.items()):
        yield code, min(its), max(its), f"{float(its[max(its)]):.5f}"


def _endings(records: Records) -> dict[str, dict[str, object]]:
    """How disputes of each level end, with its share and the days it takes at `QUANTILES`."""
    settled = {int(row["dispnum"]): row["settle"] for row in rows(records.folder / "interstate_disputes.csv.gz")}
    level = {int(row["dispnum"]): int(row["hostlev_originators"]) for row in records.opportunities}
    found: dict[str, dict[str, object]] = {}
    for one in range(SHOW, WAR + 1):
        days: dict[str, list[int]] = defaultdict(list)
        for dispute in sorted(level):
            if level[dispute] == one:
                its = records.by_dispute[dispute]
                begins = min(party.begins for party in its if party.is_originator)
                kind = _ENDS.get(settled.get(dispute, ""), "without a settlement")
                days[kind].append(max(party.ends for party in its) - begins + 1)
        total = Counter({kind: len(its) for kind, its in days.items()})
        found[str(one)] = {
            kind: {
                "share": round(total[kind] / total.total(), 4),
                "days": [round(float(day)) for day in np.quantile(its, QUANTILES)],
            }
            for kind, its in sorted(days.items())
        }
    return found


_FILES: dict[str, Callable[[Records], str]] = {
    "joining.json": _joining,
    "joining_draws.csv.gz": _draws,
    "obligations.csv.gz": lambda records: _table(
        ["guarantor", "beneficiary", "kinds", "first", "last"], _obligations(records.folder)
    ),
    "borders.csv": _borders,
    "rivalries.csv": _rivalries,
    "major_powers.csv": _major_powers,
    "disputes.csv": lambda records: _table(["dispute", "state", "side", "begins"], _disputes(records, _codes(records))),
    "capabilities.csv": lambda records: _table(["state", "first", "last", "share"], _capabilities(records.folder)),
}

if __name__ == "__main__":
    main()
