"""One test body over both databases: a file of SQLite's, and a PostgreSQL server started for the run."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pgserver.postgres_server import get_server

from casus.ledger import Ledger, open_ledger

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
