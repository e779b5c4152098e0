"""A ledger written by the first version opens, keeps all it has, and tells its events."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from casus.ledger import open_ledger, schema
from casus.ledger.events import events_between
from casus.ledger.joining import joined
from casus.ledger.mentions import mentions_of
from casus.ledger.searching import search
from casus.reading import get_reader
from casus.records import Reading

FIRST = Path(__file__).with_name("first_version.sql")
"""Twelve reports of examples/karabakh-2020, the first of them read twice, as the first version wrote them."""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A ledger of the first version."""
    connection = sqlite3.connect(tmp_path / "casus.db")
    connection.executescript(FIRST.read_text(encoding="utf-8"))
    connection.close()
    return tmp_path / "casus.db"


def readings(path: Path) -> dict[str, Reading]:
    ledger = open_ledger(path, create=False)
    with ledger.asking() as connection:
        ids = [found for (found,) in connection.execute(text("SELECT id FROM report"))]
    found = {one: ledger.reading(one) for one in ids}
    ledger.close()
    return {key: one for key, one in found.items() if one is not None}


def test_it_opens_with_all_readings_and_their_events(old: Path) -> None:
    found = readings(old)
    mentions = [mention for one in found.values() for mention in mentions_of(one)]
    ledger = open_ledger(old, create=False)
    with ledger.asking() as connection:
        tables = {name for name in inspect(connection).get_table_names() if not name.startswith("report_words")}
        assert tables == {*schema.metadata.tables, "alembic_version"}
        assert len(search(connection, "armenia", since=None, until=None, most=100)) > 5
        told = events_between(connection, "2020-09-01", "2020-10-31")
        concern = connection.execute(text("SELECT count(*) FROM concern WHERE country = 'AZE'")).scalar_one()
        borne = connection.execute(text("SELECT count(DISTINCT report_id) FROM bearing")).scalar_one()
        sketches = connection.execute(text("SELECT count(*) FROM sketch")).scalar_one()
        bands = connection.execute(text("SELECT count(DISTINCT report_id) FROM fingerprint")).scalar_one()
    ledger.close()
    assert len(found) == 12 == bands == borne == sketches and concern > 50
    joins = {telling.key: telling.joins for event in told for telling in event.tellings}
    assert joins == joined(mentions) and len(told) < len(joins)


def test_it_takes_in_the_same_reports_and_knows_them(old: Path) -> None:
    first = next(iter(readings(old).values()))
    ledger = open_ledger(old)
    stored = ledger.store(first)
    assert not stored.is_new_report and not stored.is_new_reading
    with ledger.asking() as connection:
        before = [tuple(row) for row in connection.execute(text("SELECT name, key FROM actor ORDER BY id"))]
    other = get_reader("lexicon").read(first.report)
    ledger.store(other)
    with ledger.asking() as connection:
        after = [tuple(row) for row in connection.execute(text("SELECT name, key FROM actor ORDER BY id"))]
    assert after[: len(before)] == before
    ledger.close()
