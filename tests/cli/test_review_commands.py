"""`casus confirm`, `reject`, `correct`, `take-back` and `corrections` as an analyst runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from casus.cli.main import app
from casus.ledger import open_ledger
from casus.reading import get_reader
from casus.records import Report, report_id
from corpus.check import check
from corpus.sentences import load_corpus

TEXT = "Rebels shelled Goma on Monday, killing 14 people, doctors said. Rwanda denied that its troops had shelled Goma."
REPORT = Report(
    id=report_id(TEXT), text=TEXT, published="2025-02-05", source="Example Wire", language="en", title="Goma shelled"
)
NAME = f"{REPORT.id[:8]}/e1"


@pytest.fixture
def where(tmp_path: Path) -> str:
    """A ledger of one report."""
    ledger = open_ledger(tmp_path / "casus.db")
    ledger.store(get_reader("lexicon").read(REPORT))
    ledger.close()
    return str(tmp_path / "casus.db")


def casus(where: str, *args: str, code: int = 0) -> Result:
    done = CliRunner().invoke(app, [*args, "--ledger", where])
    assert done.exit_code == code, done.output
    return done


def test_a_correction_is_told_with_what_was_read(where: str) -> None:
    done = casus(where, "correct", NAME, "--set", "place.name=Sake", "--set", "status=possible", "--author", "Ada",
                 "--why", "Sake, says the ministry")  # fmt: skip
    assert f"{REPORT.id}/e1.1 counts in the place of {NAME}" in done.stderr
    told = " ".join(casus(where, "why", f"{REPORT.id[:8]}/e1.1").stdout.split())
    assert f"{NAME} corrected as e1.1 by Ada on 20" in told and "(Sake, says the ministry)" in told
    assert "status: actual → possible; place: Goma → Sake" in told
    assert "corrected as e1.1" in casus(where, "why", NAME).stdout
    casus(where, "take-back", NAME, "--author", "Ben")
    assert "as it was read by Ben" in " ".join(casus(where, "why", NAME).stdout.split())


def test_a_rejected_statement_says_so(where: str) -> None:
    casus(where, "reject", NAME, "--author", "Ada", "--why", "a drill")
    told = casus(where, "why", NAME).stdout
    assert "does not count" in told and "rejected by Ada on" in told and "Rebels shelled Goma" in told
    listed = json.loads(casus(where, "corrections", "--json").stdout)
    assert (listed["statement"], listed["says"], listed["why"]) == (f"{REPORT.id}/e1", "rejected", "a drill")
    assert "rejected by Ada" in casus(where, "corrections").stdout
    assert "0 words" in casus(where, "corrections", "--open").stdout


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("status=promised", "status cannot be"),
        ("staus=future", "is no field to change; Event has: "),
        ("id=e9", "is no field to change"),
        ("actors=nobody", "write a number, or JSON"),
        ('actors=[{"name": 5}]', "event.actors.name cannot be 5"),
        ("confidence=2", "must lie between 0 and 1"),
        ("span=[5000, 5001]", "outside its sentence"),
        ("place.lat=north", "write a number, or JSON"),
    ],
)
def test_a_change_that_does_not_fit_is_told(where: str, change: str, told: str) -> None:
    assert told in casus(where, "correct", NAME, "--set", change, code=1).stderr
    assert casus(where, "corrections", "--json").stdout == ""


def test_a_record_is_given_whole(where: str, tmp_path: Path) -> None:
    ledger = open_ledger(where)
    reading = ledger.reading(REPORT.id)
    ledger.close()
    assert reading is not None
    file = tmp_path / "record.json"
    its = {name: getattr(reading.events[0], name) for name in ("id", "span", "sentence", "confidence", "type")}
    file.write_text(json.dumps({**its, "status": "negated"}), encoding="utf-8")
    casus(where, "correct", NAME, "--record", str(file))
    file.write_text("{", encoding="utf-8")
    assert "is no JSON" in casus(where, "correct", NAME, "--record", str(file), code=1).stderr
    file.write_text("[]", encoding="utf-8")
    assert "JSON object" in casus(where, "correct", NAME, "--record", str(file), code=1).stderr
    assert "cannot be read" in casus(where, "correct", NAME, "--record", str(tmp_path / "none"), code=1).stderr
    for wrong in (["--set", "status"], []):
        casus(where, "correct", NAME, *wrong, code=2)


def test_what_was_reviewed_is_training_data(where: str, tmp_path: Path) -> None:
    casus(where, "confirm", NAME)
    casus(where, "correct", f"{REPORT.id}/t1", "--set", "low=14", "--set", "best=15", "--set", "high=15")
    folder = tmp_path / "corpus"
    folder.mkdir()
    bare, full = folder / "bare.jsonl", folder / "full.jsonl"
    casus(where, "corrections", "--export", str(bare))
    casus(where, "corrections", "--export", str(full), "--with-text")
    for path in (bare, full):
        assert list(check(path, {})) == []
    [row], [whole] = (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in (bare, full)
    )
    assert "text" not in row and "title" not in row and "Goma" not in row["id"]
    assert TEXT[slice(*map(int, row["id"].split(":")[2:]))] == whole["text"] == TEXT.split(" Rwanda")[0]
    assert {**row, "text": whole["text"], "title": "Goma shelled"} == whole
    toll = next(one for one in row["records"] if one["kind"] == "toll")
    assert (toll["low"], toll["best"]) == (14, 15)
    event = row["records"][row["reviewed"][0]]
    assert whole["text"][slice(*event["trigger"])] == "shelled" and event["place"] == {"span": [15, 19]}
    assert len(row["reviewed"]) == 2 < len(row["records"])
    assert [one["text"] for one in load_corpus(folder, tmp_path)] == [whole["text"]]
    assert "is the ledger itself" in casus(where, "corrections", "--export", where, code=1).stderr
