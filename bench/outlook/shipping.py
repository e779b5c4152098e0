"""Writing what `casus whatif` reads: the estimates, how disputes end, and the newest years of the record of states."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from bench.outlook.estimating import QUANTILES, Fit
from bench.outlook.opportunities import Records, Row, number, rows
from casus.knowledge.tables import rows as known_rows
from casus.outlook.whatif.graph import FEATURES, PACTS, SHOW, WAR, Floats

_DATA = Path(__file__).parents[2] / "src/casus/outlook/whatif/data"
_FIRST = 1989
"""First year of the pacts that are shipped."""
_ENDS = {"1": "agreed", "2": "imposed"}
"""How a dispute was settled; all else ended without a settlement."""


def write(records: Records, made: Fit, drawn: Floats) -> None:
    """Write every file of data. drawn: coefficients of the same model on other draws of disputes."""
    iso = _codes(records)
    names = ["intercept", *FEATURES]
    estimates = {
        "features": names,
        "coefficients": [round(float(one), 4) for one in made.coefficients],
        "shape": round(made.shape, 3),
        "frailty": {str(level): round(one, 3) for level, one in made.frailty.items()},
        "endings": _endings(records),
    }
    (_DATA / "joining.json").write_text(json.dumps(estimates, indent=1) + "\n", encoding="utf-8")
    _table("joining_draws.csv.gz", names, ([f"{cell:.4f}" for cell in line] for line in drawn))
    _table("obligations.csv.gz", ["guarantor", "beneficiary", "kinds", "first", "last"], _obligations(records.folder))
    near = [row for row in rows(records.folder / "contiguity.csv.gz") if number(row["conttype"]) in (1, 2)]
    recent = (row for row in near if row["enddate"] >= f"{_FIRST}")
    spells = sorted(
        {(*sorted((_iso(iso, row, 1), _iso(iso, row, 2))), row["stdate"], row["enddate"]) for row in recent}
    )
    _table("borders.csv", ["one", "other", "first", "last"], spells)
    rivals = [row for row in rows(records.folder / "rivalries.csv.gz") if number(row["end"] or "9999") >= _FIRST - 1]
    _table("rivalries.csv", ["one", "other", "first", "last"], map(list, _spells(rivals, iso)))
    majors = rows(records.folder / "major_powers.csv")
    _table(
        "major_powers.csv",
        ["state", "first", "last"],
        (
            [row["iso3"], number(row["styear"]), number(row["endyear"])]
            for row in majors
            if number(row["endyear"]) >= _FIRST
        ),
    )
    _table("disputes.csv", ["dispute", "state", "side", "begins"], _disputes(records, iso))
    _table("capabilities.csv", ["state", "first", "last", "share"], _capabilities(records.folder))


def _table(name: str, header: Sequence[str], lines: Iterable[Iterable[object]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    data = out.getvalue().encode()
    (_DATA / name).write_bytes(gzip.compress(data, mtime=0) if name.endswith(".gz") else data)


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
