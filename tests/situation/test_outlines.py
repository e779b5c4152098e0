"""What a ledger keeps of whom statements bear on tells the same as reading all their records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete, select
from test_properties import LAST, drawn

from casus.ledger import Ledger, schema
from casus.ledger.bearings import bearing_of, written
from casus.ledger.events import shifted
from casus.ledger.rebuilding import rebuild
from casus.records import Reading, Report
from casus.situation import overview, situations
from casus.situation.assigning import assigned
from casus.situation.cited import Cited, Head
from casus.situation.conflicts import conflicts
from casus.situation.state import conflicts_on

_LISTS = {"Event": "events", "Toll": "tolls", "Truce": "truces", "Pledge": "pledges", "Tie": "ties"}


def told(seed: int) -> list[Reading]:
    """The statements of a small world as readings, each report with one day."""
    by_report: dict[str, list[Cited]] = defaultdict(list)
    for one in drawn(seed):
        by_report[one.report.id].append(one)
    readings = []
    for name, its in by_report.items():
        lists: dict[str, Any] = defaultdict(tuple)
        for one in its:
            lists[_LISTS[type(one.record).__name__]] += (one.record,)
        report = Report(id=name, text=f"Report {name}.", published=its[0].told, source="Example Wire")
        readings.append(Reading(report=report, reader="made 1", **lists))
    return readings


def whole(readings: Sequence[Reading], since: str) -> list[Cited]:
    """Every statement with its record, of reports since a day; short reports are origins of their own."""
    return [
        Cited(
            (its.id, one.id),
            one,
            Head(its.id, its.published or "", its.source, its.title, its.id, reading.reader or ""),
        )
        for reading in readings
        if ((its := reading.report).published or "") >= since
        for one in reading.statements()
    ]


def rows(ledger: Ledger) -> list[Any]:
    with ledger.asking() as connection:
        return sorted(map(tuple, connection.execute(select(schema.bearing))), key=lambda row: row[2])


@pytest.mark.parametrize("seed", range(12))
def test_conflicts_and_their_statements_are_those_of_whole_records(ledger: Ledger, seed: int) -> None:
    readings = told(seed)
    for one in readings:
        ledger.store(one)
    for day in (shifted(LAST, -20), LAST, shifted(LAST, 75), shifted(LAST, 200)):
        until = [one for one in readings if (one.report.published or "") <= day]
        force = [one for one in whole(until, shifted(day, -90)) if one.force is not None]
        others = [one for one in whole(until, "") if type(one.record).__name__ in ("Truce", "Tie")]
        expected = conflicts([*force, *others])
        looked_at = [
            one for one in whole(until, "") if one.told >= shifted(day, -90) or type(one.record).__name__ != "Event"
        ]
        parts = assigned(expected, looked_at)
        with ledger.asking() as connection:
            assert conflicts_on(connection, day) == expected
            found = situations(connection, day)
            glances = overview(connection, day)
        assert [{one.key for one in its.statements} for its in found] == [
            {one.key for one in parts[conflict]} for conflict in expected
        ]
        assert [(one.conflict, one.phase, one.statements, one.reports, one.origins) for one in glances] == [
            (its.conflict, its.phases[-1] if its.phases else None, len(its.statements), its.reports, its.origins)
            for its in found
        ]


def test_an_overview_of_the_story_says_what_its_situations_say(story: Ledger) -> None:
    with story.asking() as connection:
        for day in ("2020-09-28", "2020-10-10", "2020-10-19", "2020-11-11"):
            found = situations(connection, day)
            said = [(one.conflict, one.phases[-1], len(one.statements), one.reports, one.origins) for one in found]
            glances = overview(connection, day)
            assert said == [(one.conflict, one.phase, one.statements, one.reports, one.origins) for one in glances]


def test_only_statements_in_force_bear_on_anything(ledger: Ledger) -> None:
    readings = told(3)
    for one in readings:
        ledger.store(one)
    before = rows(ledger)
    first = readings[0]
    ledger.store(replace(first, reader="made 2", events=(), truces=first.truces[:1]))
    changed = {row[2] for row in before} - {row[2] for row in rows(ledger)}
    assert len(changed) == len(list(first.statements()))
    ledger.store(first)
    assert rows(ledger) == before
    assert [row[4:] for row in before] == [
        written(bearing_of(one)) for reading in readings for one in reading.statements()
    ]


def test_reports_without_a_day_bear_on_nothing(ledger: Ledger) -> None:
    for one in told(4):
        ledger.store(replace(one, report=replace(one.report, published=None)))
    assert rows(ledger) == []


def test_a_ledger_of_an_earlier_version_gets_them(ledger: Ledger) -> None:
    for one in told(5):
        ledger.store(one)
    before = rows(ledger)
    with ledger.writing() as connection:
        for table in (schema.bearing, schema.sketch, schema.whereabouts, schema.mention):
            connection.execute(delete(table))
        rebuild(connection, "0003")
    assert rows(ledger) == before != []
