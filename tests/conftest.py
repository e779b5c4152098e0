"""Ledgers for tests: empty ones on both databases, and one of the war of 2020 over Nagorno-Karabakh."""

from __future__ import annotations

import itertools
import json
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from desk_browser import browser, complaints
from desk_served import address, client
from pgserver.postgres_server import get_server

from casus.intake import read_reports
from casus.ledger import Ledger, open_ledger
from casus.reading import get_reader
from casus.records import Report
from casus.situation import Situation, situations

__all__ = ["address", "browser", "client", "complaints"]  # fixtures of other files
_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    """A PostgreSQL server in a folder of its own, stopped and removed at the end."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        running = get_server(Path(folder) / "data", cleanup_mode="stop")
        yield running
        running.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a ledger that does not exist yet."""
    if request.param == "sqlite":
        return str(tmp_path / "casus.db")
    server, name = request.getfixturevalue("server"), f"ledger{next(_NUMBERS)}"
    server.psql(f"CREATE DATABASE {name}")
    return str(server.get_uri(name))


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    """A new ledger."""
    opened = open_ledger(where)
    yield opened
    opened.close()


FOLDER = Path(__file__).resolve().parents[1] / "examples/karabakh-2020"


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The whole story in one ledger."""
    ledger = open_ledger(tmp_path_factory.mktemp("story") / "casus.db")
    reader = get_reader("trained")
    for report in read_reports([str(FOLDER / "reports.jsonl")]):
        assert isinstance(report, Report)
        ledger.store(reader.read(report))
    yield ledger
    ledger.close()


@pytest.fixture(scope="session")
def on(story: Ledger) -> Callable[[str], Situation]:
    """The situation of the war on a day."""

    @cache
    def of(day: str) -> Situation:
        with story.asking() as connection:
            return situations(connection, day, "karabakh")[0]

    return of


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    """Day -> what an historian says of it (situation.json)."""
    found: dict[str, Any] = json.loads((FOLDER / "situation.json").read_text(encoding="utf-8"))["situations"]
    return found
