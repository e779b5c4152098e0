"""`casus read` on reports in other languages, as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from translating_server import serving, translates
from word_table import RUSSIAN, foreign

from casus.ledger import open_ledger
from casus.records import UNREAD, Reading

_CLEANED = RUSSIAN.replace("\n\n", "\n")
"""As intake leaves it."""
_ENGLISH = "Rebels shelled the city of Goma on Tuesday, and 12 people were killed, the army said."


def casus(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "200", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "casus", *args]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, cwd=cwd, env=environment, timeout=60
    )


def read(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return casus("read", *args, "--reader", "lexicon", cwd=cwd)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a report in Russian and one in English."""
    (tmp_path / "a.txt").write_text(RUSSIAN, encoding="utf-8")
    (tmp_path / "b.txt").write_text(_ENGLISH, encoding="utf-8")
    return tmp_path


def kept(folder: Path) -> Reading:
    """The reading of the report in Russian that is in force."""
    ledger = open_ledger(folder / "casus.db")
    reading = ledger.reading(foreign(_CLEANED, "ru").id)
    ledger.close()
    assert reading is not None
    return reading


def test_a_report_is_kept_unread_and_read_later_through_a_server(folder: Path) -> None:
    done = read("a.txt", "b.txt", "--into", "casus.db", cwd=folder)
    assert done.returncode == 1
    assert (
        "casus: a.txt: not read: it is in Russian, and the lexicon reader reads English; name a translator"
        in done.stderr
    )
    assert "2 new reports" in done.stderr and kept(folder).reader == UNREAD
    with serving(translates) as (url, _):
        done = read("a.txt", "b.txt", "--into", "casus.db", "--translator", url, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert kept(folder).translation is not None and kept(folder).tolls[0].low == 12
    done = read("a.txt", "--into", "casus.db", cwd=folder)
    assert done.returncode == 1 and kept(folder).translation is not None


def test_a_brief_says_what_was_translated_and_shows_the_original(folder: Path) -> None:
    with serving(translates) as (url, _):
        done = read("a.txt", "--translator", url, cwd=folder)
        shown = read("a.txt", "--translator", url, "--json", cwd=folder)
    assert done.returncode == shown.returncode == 0
    told = " ".join(done.stdout.split())
    assert "translated from Russian by 127.0.0.1" in told and "погибли 12 мирных жителей" in told
    assert "not in the words of the speaker" in told
    reading = json.loads(shown.stdout)
    assert reading["report"]["text"] == _CLEANED and reading["translation"]["language"] == "en"


def test_a_translator_that_cannot_be_used_is_told_before_anything_is_read(folder: Path) -> None:
    done = read("a.txt", "b.txt", "--translator", "nobody", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("casus: No translator is called 'nobody'; use argos, or the http(s) address")


def test_what_is_told_and_exported_says_that_it_was_translated(folder: Path) -> None:
    with serving(translates) as (url, _):
        read("a.txt", "--published", "2025-02-05", "--into", "casus.db", "--translator", url, cwd=folder)
    told = casus("events", "--since", "2025-02-01", "--until", "2025-02-10", cwd=folder).stdout
    assert " · translated · " in told
    name = next(word for word in told.split() if "/t" in word)
    why = casus("why", name, cwd=folder).stdout
    assert "погибли 12 мирных жителей" in why and "translated from Russian by 127.0.0.1" in " ".join(why.split())
    assert casus("export", "acled", "--to", "rows.csv", cwd=folder).returncode == 0
    assert "translated from Russian by 127.0.0.1" in (folder / "rows.csv").read_text(encoding="utf-8")
    rows = (folder / "rows.csv.provenance.jsonl").read_text(encoding="utf-8").splitlines()[1:]
    tellings = [one for row in rows for one in json.loads(row)["tellings"]]
    assert tellings and all(one["translated"]["language"] == "ru" and one["words"] in _CLEANED for one in tellings)
