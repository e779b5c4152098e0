"""What the desk keeps is what the ledger says."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection

from casus.ledger import Ledger, open_ledger
from casus.ledger.about import statements_of_report
from casus.records import Reading, Report, report_id
from casus.web.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk over a ledger of one report."""
    opened = open_ledger(tmp_path / "casus.db")
    write(opened, "The first report.")
    return Desk(opened)


def write(ledger: Ledger, text: str) -> None:
    """Keep a report of which nothing was read."""
    report = Report(id=report_id(text), text=text, title=None, source="Example", published="2024-01-01", language="en")
    ledger.store(Reading(report=replace(report), reader="test"))


def test_what_is_derived_is_made_once_and_again_after_a_change(desk: Desk) -> None:
    made: list[int] = []

    def make(connection: Connection) -> int:
        made.append(len(statements_of_report(connection, "x")))
        return len(made)

    assert [desk.derived("it", make) for _ in range(3)] == [1, 1, 1]
    write(desk.ledger, "The second report.")
    assert desk.derived("it", make) == 2


def test_one_makes_what_many_ask_for_at_once(desk: Desk) -> None:
    made: list[int] = []
    go = threading.Event()

    def make(_: Connection) -> int:
        go.wait(5)
        made.append(1)
        return len(made)

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(desk.derived, "it", make) for _ in range(8)]
        go.set()
        assert [one.result() for one in asked] == [1] * 8
