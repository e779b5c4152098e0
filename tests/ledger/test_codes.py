"""Codes in both kinds of ledger: definitions that last, statements that are found, events that are told by them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_incidents import event, reading, toll

from casus.knowledge.codebook import Codebook, codebook_of
from casus.ledger import Ledger, finding
from casus.ledger.changed_records import changed
from casus.ledger.codes import check_type, codes_in
from casus.ledger.events import codes_told, events_between, is_asked
from casus.ledger.finding import Wanted, facets_of, numbers_found, statements_found
from casus.records import BadRecord, CasusError, Event

BOOK = """
name: {name}
version: {version}
types:
  - name: DRONE_STRIKE
    gloss: {gloss}
    parent: ASSAULT
    examples: [A drone strike hit Orvil.]
    entries: [{{nouns: [drone strike]}}]
"""


def book(name: str = "drones", version: str = "1", gloss: str = "By an uncrewed aircraft.") -> Codebook:
    return codebook_of(BOOK.format(name=name, version=version, gloss=gloss), "book.yaml")


def coded() -> Event:
    return replace(event(), code="DRONE_STRIKE")


def fill(ledger: Ledger) -> None:
    """An attack told by two reports, of which the second knows that it was a drone's; and another attack."""
    for one in (
        reading(event(), toll()),
        reading(coded(), more=" It was a drone, said another paper.", source="Second Example"),
        reading(event(mode="firearms", time=None), more=" Shots fell elsewhere.", published="2020-12-01"),
    ):
        ledger.store(replace(one, reader="made 1"))


def test_the_definition_kept_last_holds_and_none_is_lost(ledger: Ledger) -> None:
    first, second = book(), book(version="2", gloss="By a drone.")
    for one in (first, first, second):
        ledger.keep_codebook(one)
    with ledger.asking() as connection:
        assert [code.gloss for code in codes_in(connection).values()] == ["By a drone."]
    ledger.keep_codebook(first)
    with ledger.asking() as connection:
        code = codes_in(connection)["DRONE_STRIKE"]
        assert (code.gloss, code.codebook, code.parent) == ("By an uncrewed aircraft.", "drones 1", "ASSAULT")
        assert connection.exec_driver_sql("SELECT count(*) FROM code").scalar_one() == 2


def test_keeping_what_is_known_writes_nothing(ledger: Ledger) -> None:
    ledger.keep_codebook(book())
    asked = "SELECT number FROM turn"
    with ledger.asking() as connection:
        before = connection.exec_driver_sql(asked).scalar_one()
    ledger.keep_codebook(book())
    with ledger.asking() as connection:
        assert connection.exec_driver_sql(asked).scalar_one() == before


def test_a_code_that_came_without_its_codebook_is_known_by_name(ledger: Ledger) -> None:
    fill(ledger)
    with ledger.asking() as connection:
        code = codes_in(connection)["DRONE_STRIKE"]
        assert (code.parent, code.gloss, code.codebook) == ("ASSAULT", None, None)
    ledger.keep_codebook(book())
    fill(ledger)
    with ledger.asking() as connection:
        assert codes_in(connection)["DRONE_STRIKE"].gloss == "By an uncrewed aircraft."


def test_statements_are_found_and_counted_by_code(ledger: Ledger) -> None:
    fill(ledger)
    with ledger.asking() as connection:
        drones = Wanted(type="DRONE_STRIKE")
        others = replace(drones, words="Orvil"), replace(drones, country="AZE"), replace(drones, kind="event")
        for wanted in (drones, *others, replace(drones, source="Second Example")):
            found = statements_found(connection, wanted).items
            assert [getattr(one.record, "code", None) for one in found] == ["DRONE_STRIKE"], wanted
        everything = [number for _, number in numbers_found(connection, Wanted(), limit=50).items]
        counts = facets_of(connection, everything)
        assert (counts["type"], counts["code"]) == ({"ASSAULT": 3, "killed": 1}, {"DRONE_STRIKE": 1})
        assert len(statements_found(connection, Wanted(type="ASSAULT")).items) == 3
        assert not statements_found(connection, Wanted(type="DRONE_STRIK")).items
        assert not statements_found(connection, Wanted(type="DRONE%STRIKE")).items


def test_a_rare_code_is_found_behind_any_number_of_others(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_LOOKED", 2)
    fill(ledger)
    for day in range(1, 7):
        other = reading(event(), more=f" It was told again on day {day}.", published=f"2021-01-0{day}")
        ledger.store(replace(other, reader="made 1"))
    with ledger.asking() as connection:
        found = statements_found(connection, Wanted(type="DRONE_STRIKE"), limit=1)
        assert [one.published for one in found.items] == ["2020-10-05"] and found.after is None


def test_an_event_has_the_codes_of_all_who_tell_it(ledger: Ledger) -> None:
    fill(ledger)
    with ledger.asking() as connection:
        found = events_between(connection, "2020-01-01", "2020-12-31")
    asked = [one for one in found if is_asked(one, None, "DRONE_STRIKE")]
    assert [codes_told(one.tellings) for one in asked] == [("DRONE_STRIKE",)]
    assert len(asked[0].tellings) == 2 and asked[0] in [one for one in found if is_asked(one, None, "ASSAULT")]


def test_names_of_types_are_those_that_the_ledger_knows(ledger: Ledger) -> None:
    said = "'DRONE_STRIKE' is none of: .*ASSAULT.*killed"
    with ledger.asking() as connection, pytest.raises(CasusError, match=said):
        check_type(connection, "DRONE_STRIKE")
    ledger.keep_codebook(book())
    with ledger.asking() as connection:
        for name in ("DRONE_STRIKE", "ASSAULT", "killed"):
            check_type(connection, name)
        with pytest.raises(CasusError, match=r"none of: .*DRONE_STRIKE"):
            check_type(connection, "DRONE_STRIK")


def test_a_corrected_type_drops_the_code_that_was_its_child() -> None:
    assert changed(coded(), {"type": "COERCE", "mode": "null"}).code is None
    assert changed(coded(), {"mode": "drone"}).code == "DRONE_STRIKE"
    assert changed(event(), {"code": "DRONE_STRIKE"}).code == "DRONE_STRIKE"


@pytest.mark.parametrize("code", ["drone", "ASSAULT", "X", "A" * 41, "DRONE STRIKE", "DRONE_STRIKE\n", ""])
def test_no_event_has_a_code_that_could_be_another_thing(code: str) -> None:
    with pytest.raises(BadRecord, match="write capitals"):
        event(code=code)
