"""`casus export` as a user runs it."""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import sys
from pathlib import Path

import pytest
from made_incidents import DORN, REBELS, event, ledger_of, reading, toll
from typer.testing import CliRunner, Result

from casus.cli.main import app
from casus.exports.formats import FORMATS

HAS_PYARROW = importlib.util.find_spec("pyarrow") is not None
WRITABLE = [
    pytest.param(name, marks=pytest.mark.skipif(name == "parquet" and not HAS_PYARROW, reason="pyarrow is an extra"))
    for name in FORMATS
]
FEARED = event(status="possible", place=DORN, time=None, actors=(REBELS,), recipients=())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a ledger of two reports of one attack, and one that fears another."""
    ledger_of(
        tmp_path,
        reading(event(), toll()),
        reading(event(), toll(low=7), more=" So said another paper.", source="Second Example", published="2020-10-06"),
        reading(FEARED, more=" It may happen elsewhere.", published="2020-12-01"),
    ).close()
    return tmp_path


def export(folder: Path, name: str, *options: str) -> tuple[Result, Path]:
    to = folder / f"out.{name}"
    args = ["export", name, "--ledger", str(folder / "casus.db"), "--to", str(to), *options]
    return CliRunner().invoke(app, args), to


@pytest.mark.parametrize("name", WRITABLE)
def test_every_format_writes_a_row_with_what_is_behind_it(folder: Path, name: str) -> None:
    done, to = export(folder, name, "--until", "2020-11-01")
    assert done.exit_code == 0, done.output
    assert done.stdout == "" and "casus: " in done.stderr and str(to) in done.stderr
    heading, first, *_ = (json.loads(line) for line in Path(f"{to}.provenance.jsonl").read_text().splitlines())
    assert heading["format"] == name and heading["until"] == "2020-11-01"
    assert [one["source"] for one in first["tellings"]] == ["Example Wire", "Second Example"]
    assert first["tellings"][0]["words"] == "Shells" and first["origins"] == 2
    assert first["counts"]["killed"] == {"low": 5, "best": 5, "high": None, "least": 5}


@pytest.mark.parametrize("name", WRITABLE)
def test_the_same_ledger_gives_the_same_bytes(folder: Path, name: str) -> None:
    _, to = export(folder, name)
    before = to.read_bytes(), Path(f"{to}.provenance.jsonl").read_bytes()
    _, to = export(folder, name)
    assert (to.read_bytes(), Path(f"{to}.provenance.jsonl").read_bytes()) == before


def test_what_has_no_row_is_counted_with_its_reason(folder: Path) -> None:
    done, _ = export(folder, "acled")
    assert "left out 1 told event: nobody tells it as happened" in done.stderr


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        (["--country", "AZE"], 1),
        (["--country", "PER"], 0),
        (["--since", "2020-10-06"], 1),
        (["--since", "2020-10-07"], 0),
        (["--until", "2020-10-04"], 0),
    ],
)
def test_rows_are_chosen_by_country_and_period(folder: Path, options: list[str], rows: int) -> None:
    done, to = export(folder, "acled", *options)
    assert done.exit_code == 0
    with to.open(newline="") as file:
        assert len(list(csv.DictReader(file))) == rows


def test_a_file_is_written_whole_or_not_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, to = export(folder, "acled")
    before = to.read_bytes()

    def broken(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("casus.exports.formats.behind", broken)
    done, _ = export(folder, "acled", "--since", "2020-10-06")
    assert done.exit_code == 1 and done.stderr.count("\n") == 1
    assert "could not be written (No space left on device); nothing there was changed" in done.stderr
    assert to.read_bytes() == before
    assert {path.name for path in folder.iterdir() if "partial" in path.name} == set()


def test_the_ledger_is_not_written_over(folder: Path) -> None:
    before = (folder / "casus.db").read_bytes()
    ledger = str(folder / "casus.db")
    done = CliRunner().invoke(
        app, ["export", "acled", "--ledger", ledger, "--to", os.path.join(folder, ".", "casus.db")]
    )
    assert done.exit_code == 1 and "is the ledger itself" in done.stderr
    assert (folder / "casus.db").read_bytes() == before


def test_a_folder_that_is_not_there_is_told_in_one_sentence(folder: Path) -> None:
    ledger, to = str(folder / "casus.db"), str(folder / "none/out.csv")
    done = CliRunner().invoke(app, ["export", "acled", "--ledger", ledger, "--to", to])
    assert done.exit_code == 1 and done.stderr.count("\n") == 1 and "No such file or directory" in done.stderr


@pytest.mark.parametrize("args", [["xml"], ["acled", "--since", "2020-13-01"], ["acled", "--country", "aze"]])
def test_wrong_choices_are_wrong_usage(folder: Path, args: list[str]) -> None:
    name, *options = args
    done, to = export(folder, name, *options)
    assert done.exit_code == 2 and not to.exists()


def test_hostile_text_stays_in_its_cell(tmp_path: Path) -> None:
    bad = '=HYPERLINK("http://x")\t\r\n"quoted", \x1b[2J\u202e;--'
    ledger_of(tmp_path, reading(event(), toll(), source=bad, title=bad)).close()
    done, to = export(tmp_path, "acled")
    assert done.exit_code == 0
    with to.open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert len(row) == 31 and row["source"].startswith("'=HYPERLINK")
    assert not set("\x1b\u202e\t\r\n") & set(to.read_text().replace("\n", "", 2))


def test_without_pyarrow_parquet_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done, to = export(folder, "parquet")
    assert done.exit_code == 1 and "pip install 'casus[parquet]'" in done.stderr and done.stderr.count("\n") == 1
    assert not to.exists()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_help_and_a_place_in_the_docs(name: str) -> None:
    shown = CliRunner().invoke(app, ["export", "--help"]).stdout
    told = (Path(__file__).resolve().parents[2] / "docs/exports.md").read_text(encoding="utf-8")
    assert name in shown and f"| `{name}` |" in told
