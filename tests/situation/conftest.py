"""A ledger of the war of 2020 over Nagorno-Karabakh (examples/karabakh-2020), as the trained reader reads it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from casus.intake import read_reports
from casus.ledger import Ledger, open_ledger
from casus.reading import get_reader
from casus.records import Report
from casus.situation import Situation, situations

FOLDER = Path(__file__).resolve().parents[2] / "examples/karabakh-2020"


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
