"""Readings loaded many at a time: the ledger is the same as with single stores."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from made_work import line, maker, sentence, shelved, wanted
from typer.testing import CliRunner

from casus.archives.loading import files_behind
from casus.archives.plan import end
from casus.archives.reading import keep_here
from casus.archives.tables import files_in
from casus.cli.inputs import Found, documents, readings
from casus.cli.main import app
from casus.ledger import open_ledger
from casus.records import CasusError

STORY = str(Path(__file__).parents[2] / "examples/karabakh-2020/reports.jsonl")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive that was read, with reprints and the same text in two papers."""
    path = tmp_path / "reprints.jsonl"
    story = " ".join(map(sentence, range(0, 60, 10)))
    rows = [{"text": f"{story} Printed by paper {number}.", "source": f"Paper {number}"} for number in range(9)]
    again = [{"text": sentence(3), "source": "Another paper", "published": "2020-11-02"}]
    path.write_text("".join(json.dumps(row) + "\n" for row in [*rows, *again]), encoding="utf-8")
    paths = (STORY, str(path))
    list(keep_here(shelved(*paths), tmp_path / "read", documents, maker(*paths), workers=1, tell=print))
    end(tmp_path / "read", readings=0, refused=0)
    return tmp_path / "read"


def kept(where: Path) -> dict[str, list[str]]:
    """All rows of a ledger but the count of its transactions."""
    with sqlite3.connect(where) as ledger:
        tables = [name for (name,) in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        known = [name for name in tables if name != "turn" and not name.startswith("report_words_")]
        return {name: sorted(map(repr, ledger.execute(f"SELECT * FROM {name}"))) for name in known}


def load(*arguments: Any) -> tuple[int, str]:
    found = CliRunner().invoke(app, ["load", *map(str, arguments)])
    return found.exit_code, found.stderr


def test_a_loaded_ledger_is_that_of_single_stores(folder: Path, tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "single.db")
    paths = (STORY, str(tmp_path / "reprints.jsonl"))
    for one in readings(wanted(*paths)):
        if isinstance(one, Found):
            ledger.store(one.reading)
    ledger.close()
    code, said = load(folder, "--into", tmp_path / "loaded.db", "--workers", 2)
    assert code == 0
    assert "77 new reports with" in said
    loaded, single = kept(tmp_path / "loaded.db"), kept(tmp_path / "single.db")
    assert {name for name, rows in loaded.items() if rows != single[name]} == set()
    origins = {row.split(",")[1] for row in loaded["report"]}
    assert len(origins) < len(loaded["report"])


def test_loading_again_adds_nothing(folder: Path, tmp_path: Path) -> None:
    load(folder, "--into", tmp_path / "a.db")
    before = kept(tmp_path / "a.db")
    assert (
        "0 new reports with 0 statements, 77 known already" in load(*files_in(folder), "--into", tmp_path / "a.db")[1]
    )
    assert kept(tmp_path / "a.db") == before


def rows(path: Path, *, texts: list[str]) -> Path:
    names = [f"row {number}" for number in range(len(texts))]
    pyarrow.parquet.write_table(pyarrow.table({"name": names, "reading": texts}), path)
    return path


def test_a_row_that_is_no_reading_is_refused_alone(tmp_path: Path) -> None:
    report = {"id": "a" * 20, "title": None, "source": None, "url": None, "published": None, "language": "en"}
    good = json.dumps({"report": {**report, "text": "Words.", "notes": []}})
    bad = ["{", "[]", "7", json.dumps({"report": "x"}), json.dumps({"report": {**report, "text": "a\0b"}})]
    code, said = load(rows(tmp_path / "a.parquet", texts=[*bad, good]), "--into", tmp_path / "a.db")
    assert code == 1
    assert said.count("holds no reading") == 4
    assert "row 4: was not kept. Report" in said
    assert "1 new report with 0 statements, 0 known already, 5 refused" in said


def refused() -> Iterator[tuple[str, str]]:
    yield "empty", "holds no readings"
    yield "broken", "is not whole"
    yield "text.parquet", "is a damaged Parquet file, or none"
    yield "other.parquet", "is no Parquet of readings: it lacks name, reading"
    yield "gone.parquet", "cannot be read"


@pytest.mark.parametrize(("name", "reason"), refused())
def test_what_holds_no_readings_is_told(folder: Path, tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "empty").mkdir()
    folder.rename(tmp_path / "broken")
    (tmp_path / "broken" / "whole.json").unlink()
    (tmp_path / "text.parquet").write_text(line(1))
    pyarrow.parquet.write_table(pyarrow.table({"words": ["x"]}), tmp_path / "other.parquet")
    code, said = load(tmp_path / name, "--into", tmp_path / "a.db")
    assert code == 1
    assert reason in said
    assert said.count("\n") == 1


def test_files_of_a_folder_come_in_the_order_of_the_archive(folder: Path) -> None:
    assert files_behind([str(folder)]) == sorted(files_in(folder))
    with pytest.raises(CasusError, match="holds no readings"):
        files_behind([str(folder / "readings")])
