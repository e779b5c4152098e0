"""Readings go into a ledger and come back as they were; loading again changes nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from made_readings import READINGS
from sqlalchemy import func, select, text

from casus.ledger import Ledger, open_ledger, schema
from casus.ledger.days import days_of
from casus.reading import get_reader
from casus.records import LedgerError, Reading, Report, Time, report_id

TEXT = (
    "Shelling killed at least 12 civilians in Goma on Monday, the army said. Iran backs Hezbollah. "
    "Russia promised to help Armenia if its territory was attacked. The two sides agreed a ceasefire on Tuesday."
)


def report(text: str = TEXT, **known: Any) -> Report:
    return Report(id=report_id(text), text=text, language="en", **known)


def rows(ledger: Ledger) -> dict[str, int]:
    """How many rows each table holds."""
    with ledger.asking() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in schema.metadata.tables.items()
        }


@pytest.fixture(scope="module")
def reading() -> Reading:
    return get_reader("lexicon").read(report(source="Example Wire", published="2025-02-04", title="Goma"))


def storable(reading: Reading) -> Reading:
    """The reading with ids that differ, as every reader's do."""
    numbers = count(1)
    changed = {
        name: tuple(replace(one, id=f"x{next(numbers)}") for one in getattr(reading, name))
        for name in ("events", "tolls", "truces", "pledges", "ties", "quotes")
    }
    its = reading.report
    return replace(reading, report=replace(its, id=report_id(its.text)), reader="a test", **changed)


class TestOverBothDatabases:
    def test_a_reading_comes_back_as_it_was(self, ledger: Ledger, reading: Reading) -> None:
        assert len(reading.events) >= 2 and reading.tolls and reading.truces and reading.ties
        stored = ledger.store(reading)
        assert stored.is_new_report and stored.statements == len(list(reading.statements()))
        assert ledger.reading(reading.report.id) == reading
        assert ledger.reading("0" * 20) is None

    def test_any_reading_comes_back_as_it_was(self, ledger: Ledger) -> None:
        @settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
        @given(READINGS.map(storable))
        def check(made: Reading) -> None:
            stored = ledger.store(made)
            if stored.is_new_report:
                assert ledger.reading(made.report.id) == made

        check()

    def test_loading_again_changes_nothing(self, ledger: Ledger, reading: Reading) -> None:
        ledger.store(reading)
        before = rows(ledger)
        again = ledger.store(reading)
        assert (again.is_new_report, again.is_new_reading, again.statements) == (False, False, 0)
        assert rows(ledger) == before

    def test_a_newer_reader_retires_the_older_reading_and_keeps_it(self, ledger: Ledger, reading: Reading) -> None:
        ledger.store(reading)
        newer = replace(reading, reader="lexicon 99", events=reading.events[:1], tolls=())
        stored = ledger.store(newer)
        assert not stored.is_new_report and stored.is_new_reading
        assert ledger.reading(reading.report.id) == newer
        table = schema.statement
        with ledger.asking() as connection:
            kept = connection.execute(select(func.count()).select_from(table)).scalar_one()
            current = connection.execute(select(func.count()).select_from(table).where(table.c.is_current)).scalar_one()
        assert kept == len(list(reading.statements())) + len(list(newer.statements()))
        assert current == len(list(newer.statements()))

    def test_the_same_words_in_two_papers_are_one_report_that_appeared_twice(
        self, ledger: Ledger, reading: Reading
    ) -> None:
        ledger.store(reading)
        reprint = replace(reading, report=replace(reading.report, source="Northern Courier", published="2025-02-05"))
        stored = ledger.store(reprint)
        assert not stored.is_new_report and not stored.is_new_reading
        ledger.store(reprint)
        assert rows(ledger)["report"] == 1 and rows(ledger)["appearance"] == 2
        assert ledger.reading(reading.report.id) == reading

    def test_a_reading_that_cannot_be_kept_whole_is_not_kept_at_all(self, ledger: Ledger, reading: Reading) -> None:
        twice = replace(reading, events=(reading.events[0], reading.events[0]))
        with pytest.raises(LedgerError, match="failed"):
            ledger.store(twice)
        assert not any(rows(ledger).values())
        assert ledger.store(reading).is_new_report

    def test_nothing_in_a_report_is_taken_for_sql(self, ledger: Ledger) -> None:
        bad = "'; DROP TABLE report; --\"\\ %s :name {0} \x1a"
        made = Reading(report=report(bad, source=bad, title=bad, url=bad), reader=bad)
        ledger.store(made)
        assert ledger.reading(made.report.id) == made

    def test_a_nul_character_is_refused_in_one_sentence(self, ledger: Ledger) -> None:
        with pytest.raises(LedgerError, match="NUL character"):
            ledger.store(Reading(report=report("a\0b")))

    def test_the_tables_are_those_of_the_schema(self, ledger: Ledger) -> None:
        from alembic.autogenerate import compare_metadata
        from alembic.migration import MigrationContext

        with ledger.asking() as connection:
            assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []

    def test_opening_again_finds_what_is_there(self, where: str, reading: Reading) -> None:
        first = open_ledger(where)
        first.store(reading)
        first.close()
        second = open_ledger(where, create=False)
        assert second.reading(reading.report.id) == reading
        second.close()

    def test_a_ledger_of_a_newer_casus_is_not_touched(self, where: str) -> None:
        ledger = open_ledger(where)
        with ledger.writing() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        ledger.close()
        with pytest.raises(LedgerError, match="newer casus"):
            open_ledger(where)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2020-09-27", "2020-09-27", ("2020-09-27", "2020-09-27")),
        ("2020-02", "2020-02", ("2020-02-01", "2020-02-29")),
        ("2014~", None, ("2014-01-01", None)),
        ("2016-22", "2016-22", ("2016-01-01", "2016-12-31")),
        ("XXXX-09-27", "XXXX-09-27", (None, None)),
        (None, "2020-11-10~", (None, "2020-11-10")),
    ],
)
def test_days_that_a_time_may_mean(start: str | None, end: str | None, days: tuple[str | None, str | None]) -> None:
    assert days_of(Time(start=start, end=end)) == days


def test_days_of_no_time() -> None:
    assert days_of(None) == (None, None)
