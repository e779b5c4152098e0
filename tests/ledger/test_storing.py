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
from casus.records import BadRecord, LedgerError, Reading, Report, Time, report_id

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


def current(ledger: Ledger) -> int:
    """How many statements are in force."""
    table = schema.statement
    with ledger.asking() as connection:
        return connection.execute(select(func.count()).select_from(table).where(table.c.is_current)).scalar_one()


@pytest.fixture(scope="module")
def reading() -> Reading:
    return get_reader("lexicon").read(report(source="Example Wire", published="2025-02-04", title="Goma"))


def storable(reading: Reading) -> Reading:
    """The reading with ids that differ, as every reader's do."""
    numbers = count(1)
    changed: dict[str, Any] = {
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

    def test_the_reading_stored_last_is_in_force(self, ledger: Ledger, reading: Reading) -> None:
        other = replace(reading, reader="lexicon 99", events=reading.events[:1])
        for one, is_new in ((reading, True), (other, True), (reading, False), (other, False), (reading, False)):
            stored = ledger.store(one)
            assert (stored.is_new_reading, stored.statements > 0) == (is_new, is_new)
            assert ledger.reading(reading.report.id) == one
            assert current(ledger) == len(list(one.statements()))

    def test_another_kind_of_reader_never_retires_a_trained_reading(self, ledger: Ledger, reading: Reading) -> None:
        trained = replace(reading, reader="trained 2", events=reading.events[:1])
        newer = replace(trained, reader="trained 3", tolls=())
        for one, kept in (
            (reading, reading), (trained, trained), (reading, trained),
            (replace(reading, reader="lexicon 99"), trained), (newer, newer), (trained, trained),
        ):  # fmt: skip
            ledger.store(one)
            assert ledger.reading(reading.report.id) == kept
            assert current(ledger) == len(list(kept.statements()))

    def test_a_lexicon_reading_beside_a_trained_one_is_kept(self, ledger: Ledger, reading: Reading) -> None:
        trained = replace(reading, reader="trained 2", events=reading.events[:1])
        ledger.store(trained)
        stored = ledger.store(reading)
        assert stored.is_new_reading and stored.statements == len(list(reading.statements()))
        assert ledger.reading(reading.report.id) == trained

    def test_a_newer_reading_brings_its_own_report(self, ledger: Ledger, reading: Reading) -> None:
        ledger.store(reading)
        its = replace(
            reading.report, published="2025-02-06", title="Goma shelled", agency="Example Agency", source="Other Wire",
            url="https://example.org/1", headings=((0, 8),), notes=("cut",), byline="A. Writer",
        )  # fmt: skip
        newer = replace(reading, report=its, reader="lexicon 99")
        for one in (newer, reading, newer):
            ledger.store(one)
            assert ledger.reading(its.id) == one

    @pytest.mark.parametrize("source", ["Example Wire", None])
    def test_another_date_in_the_same_source_is_a_correction(
        self, ledger: Ledger, reading: Reading, source: str | None
    ) -> None:
        first = replace(reading, report=replace(reading.report, source=source))
        mended = replace(first, report=replace(first.report, published="2024-02-04"))
        ledger.store(first)
        assert ledger.store(mended).is_new_reading
        assert ledger.reading(reading.report.id) == mended
        assert current(ledger) == len(list(mended.statements()))
        again = ledger.store(mended)
        assert (again.is_new_reading, rows(ledger)["reading"]) == (False, 2)

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
        with pytest.raises(BadRecord, match=f"2 statements called {reading.events[0].id};"):
            ledger.store(twice)
        assert not any(rows(ledger).values())
        assert ledger.store(reading).is_new_report

    def test_nothing_in_a_report_is_taken_for_sql(self, ledger: Ledger) -> None:
        bad = "'; DROP TABLE report; --\"\\ %s :name {0} \x1a"
        made = Reading(report=report(bad, source=bad, title=bad, url=bad), reader=bad)
        ledger.store(made)
        assert ledger.reading(made.report.id) == made

    @pytest.mark.parametrize(("character", "told"), [("\0", "NUL character"), ("\udc80", "half a character")])
    def test_what_no_ledger_keeps_is_refused_in_one_sentence(self, ledger: Ledger, character: str, told: str) -> None:
        unfit: list[dict[str, Any]] = [{"title": character}, {"agency": character}, {"text": f"a{character}b"}]
        for known in unfit:
            with pytest.raises(BadRecord, match=told):
                ledger.store(Reading(report=replace(report("a b"), **known)))
        assert not any(rows(ledger).values())

    @pytest.mark.filterwarnings("ignore:.*expression-based index")  # which SQLite cannot show; PostgreSQL does
    def test_the_tables_are_those_of_the_schema(self, ledger: Ledger) -> None:
        from alembic.autogenerate import compare_metadata
        from alembic.migration import MigrationContext

        def counts(name: str | None, *_: object) -> bool:
            return not (name or "").removeprefix("ix_").startswith("report_words")  # each database's own kind of index

        with ledger.asking() as connection:
            context = MigrationContext.configure(connection, opts={"include_name": counts})
            assert compare_metadata(context, schema.metadata) == []

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
        ("2020-00", "2020-12", (None, "2020-12-31")),
        ("2020-02-30", "2020-13-40", (None, None)),
        ("2020-04-00", "2020-04-31", (None, None)),
        ("2020-21-05", "2020-13", (None, None)),
        ("0000", "0000-01-01", (None, None)),
    ],
)
def test_days_that_a_time_may_mean(start: str | None, end: str | None, days: tuple[str | None, str | None]) -> None:
    assert days_of(Time(start=start, end=end)) == days


def test_days_of_no_time() -> None:
    assert days_of(None) == (None, None)
