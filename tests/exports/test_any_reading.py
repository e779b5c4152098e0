"""Whatever a ledger holds goes out in every format, in rows that can be read again."""

from __future__ import annotations

import csv
import importlib.util
import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_readings import READINGS

from casus.exports import acled, gdelt, hxl, polecat, ucdp
from casus.exports.formats import FORMATS, export
from casus.ledger import open_ledger
from casus.records import BadRecord, Reading

COLUMNS = {
    "acled": (acled.COLUMNS, ","), "ucdp-ged": (ucdp.COLUMNS, ","), "hxl": (hxl.COLUMNS, ","),
    "polecat": (polecat.COLUMNS, "\t"), "gdelt": (gdelt.COLUMNS, "\t"),
}  # fmt: skip
WRITABLE = [name for name in FORMATS if name != "parquet" or importlib.util.find_spec("pyarrow") is not None]


@pytest.mark.parametrize("name", WRITABLE)
@settings(deadline=None, max_examples=25)
@given(readings=st.lists(READINGS, max_size=3), day=st.dates().map(str))
def test_any_ledger_goes_out(name: str, readings: list[Reading], day: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger, to = open_ledger(Path(folder) / "casus.db"), Path(folder) / "out"
        for n, one in enumerate(readings):
            try:
                ledger.store(replace(one, report=replace(one.report, id=f"{n:020}", published=day)))
            except BadRecord:
                continue  # two statements of one label, which no ledger keeps
        done = export(ledger, name, to)
        ledger.close()
        assert _rows(name, to) == done.rows
        assert len((Path(folder) / "out.provenance.jsonl").read_text().splitlines()) == done.rows + 1


def _rows(name: str, to: Path) -> int:
    if name in COLUMNS:
        columns, delimiter = COLUMNS[name]
        with to.open(newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file, delimiter=delimiter))
        assert all(len(row) == len(columns) for row in rows)
        return len(rows) - {"gdelt": 0, "hxl": 2}.get(name, 1)
    if name == "plover":
        return len([json.loads(line) for line in to.read_text().splitlines()])
    if name == "geojson":
        return len(json.loads(to.read_text())["features"])
    import pyarrow.parquet

    return int(pyarrow.parquet.read_metadata(to).num_rows)
