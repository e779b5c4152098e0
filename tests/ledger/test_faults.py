"""What goes wrong around a ledger is told in one sentence, and never costs what was kept."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from sqlalchemy import func, select, text

from casus.cli.inputs import Found
from casus.cli.into import IntoLedger
from casus.cli.run import _write_all
from casus.ledger import Ledger, database, open_ledger, schema
from casus.reading import get_reader
from casus.records import LedgerError, Reading, Report, as_json, from_json, report_id

LOAD = Path(__file__).with_name("load.py")


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of 120 small readings."""
    reader, path = get_reader("lexicon"), tmp_path_factory.mktemp("readings") / "readings.jsonl"
    with open(path, "w", encoding="utf-8") as file:
        for day in range(1, 31):
            for town in ("Goma", "Bukavu", "Kavumu", "Minova"):
                words = f"Rebels attacked {town} on 2 May and killed {day} soldiers, the army said. Rwanda denied it."
                its = Report(id=report_id(words), text=words, published=f"2025-05-{day:02}", source="Example Wire")
                file.write(json.dumps(as_json(reader.read(its))) + "\n")
    return path


def expected(readings: Path) -> dict[str, int]:
    """Report -> number of statements."""
    made = [from_json(Reading, json.loads(line)) for line in readings.read_text(encoding="utf-8").splitlines()]
    return {one.report.id: len(list(one.statements())) for one in made}


def found(ledger: Ledger) -> dict[str, int]:
    """The same, of a ledger; checks that each report has one reading and each statement its roles."""
    report, statement = schema.report, schema.statement
    joined = report.outerjoin(statement)
    with ledger.asking() as connection:
        asked = select(report.c.id, func.count(statement.c.id)).select_from(joined).group_by(report.c.id)
        counts = {row[0]: row[1] for row in connection.execute(asked)}
        readings = connection.execute(select(func.count()).select_from(schema.reading)).scalar_one()
        bare = select(func.count()).where(
            statement.c.kind == "event",
            ~select(schema.role).where(schema.role.c.statement_id == statement.c.id).exists(),
        )
        assert readings == len(counts) and connection.execute(bare).scalar_one() == 0
    return counts


def loading(where: str, readings: Path, first: int = 0, step: int = 1) -> subprocess.Popen[str]:
    command = [sys.executable, str(LOAD), where, str(readings), str(first), str(step)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("writers", [2, 8])
def test_several_writers_lose_nothing(where: str, readings: Path, writers: int) -> None:
    running = [loading(where, readings, first, writers // 2) for first in [*range(writers // 2)] * 2]
    assert [one.wait(120) for one in running] == [0] * writers
    for one in running:
        assert one.stdout is not None
        one.stdout.close()
    ledger = open_ledger(where, create=False)
    assert found(ledger) == expected(readings)
    ledger.close()


def fresh(where: str, number: int, request: pytest.FixtureRequest) -> str:
    """The address of one more ledger that does not exist yet, beside another."""
    if "://" not in where:
        return f"{where}.{number}"
    server = request.getfixturevalue("server")
    server.psql(f"CREATE DATABASE killed{number}")
    return str(server.get_uri(f"killed{number}"))


def test_a_killed_load_loses_and_doubles_nothing(where: str, readings: Path, request: pytest.FixtureRequest) -> None:
    rng, there, whole = random.Random(7), list[int](), expected(readings)
    for number in range(6):
        one = fresh(where, number, request)
        there.append(killed(one, readings, rng.uniform(0, 0.15), whole))
        with loading(one, readings) as process:
            process.communicate(timeout=60)
        ledger = open_ledger(one, create=False)
        assert found(ledger) == whole
        ledger.close()
    assert any(0 < count < len(whole) for count in there), f"no kill fell into the middle of a load: {there}"


def killed(where: str, readings: Path, after: float, whole: dict[str, int]) -> int:
    """How many reports are there after a load that is killed some seconds behind its first report."""
    with loading(where, readings) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        kept = [line.strip(), *(one.strip() for one in process.stdout if len(one) == 21)]
    ledger = open_ledger(where, create=False)
    there = found(ledger)
    ledger.close()
    assert set(kept) <= set(there), "a reading that was told as kept is gone"
    assert all(whole[key] == n for key, n in there.items()), "a report is there in part"
    return len(there)


def one_reading(text: str = "Rebels attacked Goma on Monday.") -> Reading:
    return get_reader("lexicon").read(Report(id=report_id(text), text=text, language="en"))


def test_a_full_disk_is_told_and_costs_nothing(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "casus.db")
    ledger.store(one_reading())
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, limits[1]))
        with pytest.raises(LedgerError, match="disk"):
            for n in range(200):
                ledger.store(one_reading(f"Rebels attacked Goma on Monday. {n} " + "The town is on a lake. " * 400))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert ledger.reading(one_reading().report.id) == one_reading()
    assert sqlite3.connect(tmp_path / "casus.db").execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert ledger.store(one_reading("Rebels left Goma on Tuesday.")).is_new_report
    ledger.close()


def test_a_locked_ledger_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_PATIENCE", 0.1)
    ledger, other = open_ledger(tmp_path / "casus.db"), sqlite3.connect(tmp_path / "casus.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerError, match="being written by somebody else"):
        ledger.store(one_reading())
    other.execute("COMMIT")
    assert ledger.store(one_reading()).is_new_report
    ledger.close()


def test_a_file_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    open_ledger(folder / "casus.db").close()
    os.chmod(folder / "casus.db", 0o444)
    folder.chmod(0o555)
    for above in (tmp_path, *tmp_path.parents[:3]):
        if os.geteuid() == 0:
            above.chmod(above.stat().st_mode | 0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)  # nobody: the superuser may write everything
    try:
        with pytest.raises(LedgerError, match=r"cannot be (written|opened)"):
            open_ledger(folder / "casus.db").store(one_reading())
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o755)


def test_what_is_no_ledger_is_told(tmp_path: Path) -> None:
    notes, other = tmp_path / "notes.txt", tmp_path / "other.db"
    notes.write_text("not a database " * 100)
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE mine (n)")
    connection.commit()
    connection.close()
    with pytest.raises(LedgerError, match="is no database"):
        open_ledger(notes)
    with pytest.raises(LedgerError, match="no ledger of casus"):
        open_ledger(other)
    with pytest.raises(LedgerError, match="There is no ledger"):
        open_ledger(tmp_path / "none.db", create=False)
    with pytest.raises(LedgerError, match="cannot be opened"):
        open_ledger(tmp_path / "no" / "folder.db")
    with pytest.raises(LedgerError, match="not mysql"):
        open_ledger("mysql://somewhere/x")
    with pytest.raises(LedgerError, match=r"cannot be reached") as told:
        open_ledger("postgresql://me:secret@localhost:1/x")
    assert "secret" not in str(told.value)


def test_what_is_no_ledger_stays_as_it_is(tmp_path: Path) -> None:
    other, empty = tmp_path / "other.db", tmp_path / "empty.db"
    empty.touch()
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE mine (n)")
    connection.close()
    before = other.read_bytes()
    for create in (True, False):
        with pytest.raises(LedgerError, match="no ledger of casus"):
            open_ledger(other, create=create)
    assert other.read_bytes() == before
    with pytest.raises(LedgerError, match="There is no ledger"):
        open_ledger(empty, create=False)
    assert empty.read_bytes() == b""
    assert open_ledger(empty).store(one_reading()).is_new_report
    assert sqlite3.connect(empty).execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_asking_an_empty_database_makes_no_tables(server: Any) -> None:
    server.psql("CREATE DATABASE nothing")
    with pytest.raises(LedgerError, match="There is no ledger"):
        open_ledger(server.get_uri("nothing"), create=False)
    assert "alembic_version" not in server.psql("SELECT tablename FROM pg_tables")


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("postgresql://u@h:abc/x", "is not understood"),
        ("postgresql://me:secret@localhost:1/x", "cannot be reached"),
        ("postgresql://me@localhost:1/x?password=secret", "cannot be reached"),
    ],
)
def test_a_bad_address_is_told_without_its_password(where: str, told: str) -> None:
    with pytest.raises(LedgerError, match=told) as error:
        open_ledger(where)
    assert "secret" not in str(error.value)


def test_writers_to_postgresql_see_what_was_kept_while_they_waited(server: Any) -> None:
    server.psql("CREATE DATABASE strict")
    server.psql("ALTER DATABASE strict SET default_transaction_isolation TO 'serializable'")
    ledger = open_ledger(server.get_uri("strict"))
    with ledger.writing() as connection:
        assert connection.execute(text("SHOW transaction_isolation")).scalar_one() == "read committed"
    ledger.close()


def test_one_report_that_cannot_be_kept_does_not_end_the_batch(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, good = one_reading("a\0b"), one_reading()
    kept = IntoLedger(str(tmp_path / "casus.db"))
    found = [Found(name="bad.txt", reading=bad), Found(name="good.txt", reading=good)]
    assert not _write_all(found, [kept], Console(stderr=True, highlight=False))
    kept.close()
    told = capsys.readouterr().err
    assert f"casus: bad.txt: was not kept. Report {bad.report.id} holds a NUL character" in told
    assert "1 new report with" in told


def test_who_asks_sees_one_state_and_does_not_wait_for_who_writes(where: str) -> None:
    ledger, other = open_ledger(where), open_ledger(where)
    ledger.store(one_reading())
    with other.asking() as connection:
        count = select(func.count()).select_from(schema.report)
        assert connection.execute(count).scalar_one() == 1
        ledger.store(one_reading("Rebels left Goma on Tuesday."))
        assert connection.execute(count).scalar_one() == 1
    with other.asking() as connection:
        assert connection.execute(count).scalar_one() == 2
        assert connection.execute(text("SELECT 1")).scalar_one() == 1
    ledger.close()
    other.close()
