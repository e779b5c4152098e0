"""What is said about a report, an actor, a place, a source: all of it, newest first, some at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from casus.ledger import Ledger
from casus.ledger.about import (
    DayCount,
    Listed,
    Page,
    actors_named,
    events_per_day,
    places_named,
    reports_of_source,
    statements_of_actor,
    statements_of_place,
    statements_of_report,
)
from casus.ledger.rows import ROLES
from casus.reading import get_reader
from casus.records import LedgerError, Reading, Report, Statement, report_id

TEXTS = (
    ("2025-02-04", "Rebels shelled Goma on Monday, killing 14 people, doctors said."),
    ("2025-02-05", "The rebels shelled Goma on Monday and killed 14 people, the ministry said."),
    ("2025-02-06", "Rwanda denied that its troops had shelled Goma."),
    (None, "Rebels attacked the airport of Bukavu."),
    ("2025-02-06", "Rebels attacked Bukavu on Thursday. Troops shelled Goma on Thursday."),
)


def read(published: str | None, text: str) -> Reading:
    report = Report(id=report_id(text), text=text, published=published, source="Example Wire", language="en", title="N")
    return get_reader("lexicon").read(report)


_GOMA = 216281
READINGS = [read(*its) for its in TEXTS]


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """A ledger of all readings, one of them retired by a later reader."""
    for one in READINGS:
        ledger.store(one)
    ledger.store(replace(READINGS[4], reader="lexicon 99", events=READINGS[4].events[1:], tolls=()))
    return ledger


def in_force() -> list[tuple[str, str]]:
    retired = {one.id for one in (*READINGS[4].events[:1], *READINGS[4].tolls)}
    return [
        (its.report.id, one.id)
        for its in READINGS
        for one in its.statements()
        if its is not READINGS[4] or one.id not in retired
    ]


def all_of(ask: Callable[[tuple[str, int] | None], Page[Listed]]) -> Iterator[Listed]:
    """Every statement, page by page."""
    after = None
    while True:
        page = ask(after)
        yield from page.items
        if page.after is None:
            return
        after = page.after


def test_a_report_has_its_statements_with_their_events(full: Ledger) -> None:
    with full.asking() as connection:
        found = statements_of_report(connection, READINGS[1].report.id)
        assert statements_of_report(connection, "0" * 20) == []
    assert [one.record for one in found] == list(READINGS[1].statements())
    first = READINGS[0].report.id
    events = {one.event for one in found if one.kind == "event"}
    assert events <= {key for key in in_force() if key[0] in (first, READINGS[1].report.id)} and None not in events


def naming(name: str) -> set[tuple[str, str]]:
    """The keys of the statements in force in which an actor of this name takes part."""
    return {
        (its.report.id, one.id)
        for its in READINGS
        for one in its.statements()
        if (its.report.id, one.id) in in_force() and played(one, name)
    }


def played(one: Statement, name: str) -> tuple[str, ...]:
    """The roles of an actor."""
    return tuple(sorted(role for role in ROLES if any(actor.name == name for actor in getattr(one, role, ()))))


@pytest.mark.parametrize("name", ["rebels", "Rebels", "Government of Rwanda"])
@pytest.mark.parametrize("limit", [1, 2, 50])
def test_an_actor_has_all_its_statements_newest_first(full: Ledger, limit: int, name: str) -> None:
    def ask(after: tuple[str, int] | None) -> Page[Listed]:
        return statements_of_actor(connection, name=name, limit=limit, after=after)

    with full.asking() as connection:
        found = list(all_of(ask))
    assert {one.key for one in found} == naming(name) and len(found) == len(naming(name)) >= 2
    days = [one.published or "" for one in found]
    assert days == sorted(days, reverse=True)
    assert all(one.roles == played(one.record, name) for one in found)


def test_an_actor_is_asked_for_by_code_and_role(full: Ledger) -> None:
    with full.asking() as connection:
        coded = statements_of_actor(connection, country="RWA", sector="GOV").items
        voices = statements_of_actor(connection, country="RWA", roles=["voice"]).items
        nobody = statements_of_actor(connection, country="RWA", name="rebels").items
        with pytest.raises(LedgerError, match="Say which actor"):
            statements_of_actor(connection)
    assert coded and voices and not nobody
    assert all("voice" in one.roles for one in voices)


def test_a_place_has_its_statements(full: Ledger) -> None:
    with full.asking() as connection:
        goma = statements_of_place(connection, name="Goma", country="COD").items
        numbered = statements_of_place(connection, geonames_id=_GOMA).items
        assert statements_of_place(connection, name="Goma", country="RWA").items == ()
        with pytest.raises(LedgerError, match="Say which place"):
            statements_of_place(connection)
    wanted = {
        (its.report.id, one.id)
        for its in READINGS
        for one in its.statements()
        if (place := getattr(one, "place", None)) is not None and place.name == "Goma"
    } & set(in_force())
    assert {one.key for one in goma} == wanted == {one.key for one in numbered}


def test_a_source_has_its_reports(full: Ledger) -> None:
    with full.asking() as connection:
        first = reports_of_source(connection, "Example Wire", limit=3)
        rest = reports_of_source(connection, "Example Wire", limit=3, after=first.after)
        assert reports_of_source(connection, "Nobody").items == ()
    found = [*first.items, *rest.items]
    assert [one.published for one in found] == ["2025-02-06", "2025-02-06", "2025-02-05", "2025-02-04", None]
    assert rest.after is None and sum(one.statements for one in found) == len(in_force())


def test_those_named_most_come_first(full: Ledger) -> None:
    with full.asking() as connection:
        actors = actors_named(connection, "2025-02-01", "2025-02-28")
        places = places_named(connection, "2025-02-01", "2025-02-28", country="COD")
        first = actors_named(connection, "2025-02-04", "2025-02-04", limit=1)
        assert places_named(connection, "2025-02-01", "2025-02-28", country="FRA") == []
    counts = [one.statements for one in actors]
    assert counts == sorted(counts, reverse=True) and len(first) == 1
    assert places[0].name == "Goma" and places[0].country == "COD" and places[0].statements >= 3


def test_events_count_once_on_their_day(full: Ledger) -> None:
    with full.asking() as connection:
        found = events_per_day(connection, "2025-02-01", "2025-02-28", types=["ASSAULT"])
        assert events_per_day(connection, "2025-02-04", "2025-02-28", types=["ASSAULT"]) == found[1:]
        assert sum(one.events for one in events_per_day(connection, "2025-02-01", "2025-02-28")) >= 2
    assert found[0] == DayCount("COD", "2025-02-03", 1)
