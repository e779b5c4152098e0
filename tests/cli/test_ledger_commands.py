"""`casus read --into`, `events`, `why`, `same` and `differ` as a user runs them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casus.ledger import open_ledger
from casus.reading import get_reader
from casus.records import Report, report_id

ROOT = Path(__file__).resolve().parents[2]
STORY = ROOT / "examples/karabakh-2020/reports.jsonl"


def casus(*args: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "120", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "casus", *map(str, args)]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, cwd=cwd, env=environment, timeout=120
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ledger of the story, as the lexicon reader reads it."""
    folder = tmp_path_factory.mktemp("ledger")
    done = casus("read", STORY, "--reader", "lexicon", "--into", "casus.db", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert re.search(r"67 new reports with \d+ statements", done.stderr)
    return folder


def test_reading_again_adds_nothing(folder: Path) -> None:
    done = casus("read", STORY, "--reader", "lexicon", "--into", "casus.db", cwd=folder)
    assert "0 new reports with 0 statements, 67 known already" in done.stderr


def test_events_of_a_period_stand_by_day_with_their_origins(folder: Path) -> None:
    done = casus("events", "--since", "2020-10-11", "--until", "2020-10-11", cwd=folder)
    assert done.returncode == 0
    strike = re.search(r"2020-10-11 +.*Ganja.*\n.*[23] reports, 1 independent origin [^/]*?(\w{8}/e\d+)", done.stdout)
    assert strike is not None, done.stdout  # the second report is a reprint of the first
    why = casus("why", strike[1], cwd=folder)
    assert why.returncode == 0
    assert "Example Wire" in why.stdout and "Baku Morning Example" in why.stdout
    assert "missile strike that Azerbaijan blamed on Armenia" in " ".join(why.stdout.split())
    assert "the same day (+1.8)" in why.stdout


def test_events_are_chosen_by_country_and_type(folder: Path) -> None:
    done = casus("events", "--since", "2020-10-01", "--until", "2020-10-20", "--type", "killed", cwd=folder)
    assert "killed" in done.stdout and "attacked" not in done.stdout
    none = casus("events", "--country", "PER", cwd=folder)
    assert none.stdout.startswith("0 events and tolls, told by reports of 2020-10-13 to 2020-11-12")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["why", "/e1"], "'/e1' is too short a name"),
        (["events", "--ledger", "none.db"], "There is no ledger at"),
        (["why", "ffff/e1"], "No statement of"),
        (["why", "x'; DROP TABLE report; --/e1"], "No statement of"),
        (["why", "%%%%%/e1"], "No statement of"),
    ],
)
def test_what_is_not_there_is_told_in_one_sentence(folder: Path, args: list[str], told: str) -> None:
    done = casus(*args, cwd=folder)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith(f"casus: {told}") and done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "args", [["--type", "assault"], ["--country", "aze"], ["--since", "2020-11-01", "--until", "2020-10-01"]]
)
def test_wrong_choices_are_wrong_usage(folder: Path, args: list[str]) -> None:
    done = casus("events", *args, cwd=folder)
    assert done.returncode == 2 and done.stdout == ""


def test_the_first_days_of_the_calendar_are_days_like_others(folder: Path) -> None:
    assert casus("events", "--until", "0001-01-05", cwd=folder).returncode == 0


def test_a_hostile_title_cannot_move_the_cursor(tmp_path: Path) -> None:
    bad = "\x1b[2J\x1b]0;title\x07\u202e"
    text = "Rebels attacked the town of Goma on Monday."
    made = get_reader("lexicon").read(
        Report(id=report_id(text), text=text, title=bad, source=bad, published="2025-02-04", language="en")
    )
    ledger = open_ledger(tmp_path / "casus.db")
    ledger.store(made)
    ledger.close()
    done = casus("why", f"{made.report.id}/e1", cwd=tmp_path)
    assert done.returncode == 0 and "Goma" in done.stdout
    assert not set("\x1b\x07\u202e") & set(done.stdout)


def test_the_situation_of_a_day_stands_in_parts_with_names_for_why(folder: Path) -> None:
    done = casus("situation", "azerbaijan", "--on", "2020-10-31", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Armenia and Azerbaijan")
    assert "PHASES" in done.stdout and "ASSERTED AND DENIED" in done.stdout
    name = re.search(r"\w{8}/c\d+", done.stdout)
    assert name is not None
    why = casus("why", name[0], cwd=folder)
    assert (why.returncode, why.stderr) == (0, "")
    assert "Armenia and Azerbaijan" in why.stdout and name[0] in why.stdout


def test_situations_timelines_and_changes_as_json(folder: Path) -> None:
    state = json.loads(casus("situation", "azerbaijan", "--on", "2020-10-31", "--json", cwd=folder).stdout)
    assert {"conflict", "day", "truces", "pledges", "tolls", "disputes", "readers"} <= set(state)
    period = ("--since", "2020-10-08", "--until", "2020-10-12", "--json")
    entries = [json.loads(line) for line in casus("timeline", *period, cwd=folder).stdout.splitlines()]
    assert entries and all("2020-10-08" <= one["day"] <= "2020-10-12" for one in entries)
    news = casus("changed", "--since", "2020-10-30", "--on", "2020-10-31", "--json", cwd=folder).stdout
    assert {json.loads(line)["told"] for line in news.splitlines()} == {"2020-10-31"}


def test_a_page_of_the_situation_holds_the_words(folder: Path) -> None:
    done = casus("brief", "azerbaijan", "--on", "2020-10-31", "--html", "brief.html", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    page = (folder / "brief.html").read_text(encoding="utf-8")
    assert "<script" not in page and "default-src &#39;none&#39;" in page
    assert "U.S.-brokered Karabakh truce in dispute the same morning" in page


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["situation", "atlantis"], "No conflict on 2020-11-12 is called 'atlantis'; the ledger tells of: armenia"),
        (["situation", "--on", "1990-01-01"], "tell of no conflict"),
        (["timeline", "--since", "2020-11-02", "--until", "2020-11-01"], "comes after"),
        (["brief", "--html", "casus.db"], "is also an input"),
        (["brief", "--html", "none/brief.html"], "cannot be written"),
    ],
)
def test_what_cannot_be_told_is_told_in_one_sentence(folder: Path, args: list[str], told: str) -> None:
    done = casus(*args, cwd=folder)
    assert done.returncode in (1, 2) and done.stdout == ""
    assert told in " ".join(done.stderr.split())


def test_what_the_user_decides_is_remembered_and_shown(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "casus.db", tmp_path)
    listed = casus("events", "--since", "2020-10-01", "--until", "2020-10-20", "--type", "killed", cwd=tmp_path)
    one, other = re.findall(r"\w{8}/t\d+", listed.stdout)[:2]
    same = casus("same", one, other, cwd=tmp_path)
    assert (same.returncode, same.stderr) == (0, f"casus: {one} and {other} are one event from now on.\n")
    why = " ".join(casus("why", one, cwd=tmp_path).stdout.split())
    assert " are one event: decided by the user on 20" in why and ": decided by the user on 20" in why and other in why
    assert casus("differ", one, other, cwd=tmp_path).returncode == 0
    why = " ".join(casus("why", one, cwd=tmp_path).stdout.split())
    assert " are two events: decided by the user on 20" in why and f"one event with {other}" not in why
    failed = casus("same", one, "ffff/t1", cwd=tmp_path)
    assert failed.returncode == 1 and failed.stderr.startswith("casus: No event or toll is called 'ffff/t1'")
