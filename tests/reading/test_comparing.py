"""Two readings of one text side by side."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_readings import READINGS
from short_reports import read

from casus.reading.comparing import compare
from casus.records import Actor, Reading

TEXT = "Turkey attacked Syria on Sunday, killing 12 soldiers. France condemned the attack."
ONE = read(TEXT)


def changed(**fields: Any) -> Reading:
    """The reading with fields of its first event changed."""
    first, *others = ONE.events
    return replace(ONE, events=(replace(first, **fields), *others))


def test_a_reading_is_the_same_as_itself() -> None:
    found = compare(ONE, ONE)
    assert len(found.same) == len(list(ONE.statements())) > 2
    assert not (found.otherwise or found.only_first or found.only_second)


def test_records_that_differ_in_fields_are_told_with_their_names() -> None:
    (pair,) = compare(ONE, changed(status="possible", actors=(Actor(name="Somebody"),))).otherwise
    assert pair.fields == ("actors", "status")


def test_other_words_for_the_same_act_and_other_sureness_are_no_difference() -> None:
    first = ONE.events[0]
    wider = changed(span=first.sentence, confidence=0.1, actors=tuple(replace(a, mention=None) for a in first.actors))
    assert not compare(ONE, wider).otherwise


def test_an_act_of_another_type_is_another_record() -> None:
    found = compare(ONE, changed(type="COERCE", mode=None))
    assert [one.id for one in found.only_first] == ["e1"]
    assert [one.id for one in found.only_second] == ["e1"]


def test_what_one_reader_misses_stands_alone() -> None:
    found = compare(ONE, replace(ONE, events=ONE.events[1:]))
    assert [one.id for one in found.only_first] == ["e1"] and found.only_second == ()


def test_readings_of_different_texts_are_not_compared() -> None:
    with pytest.raises(ValueError, match="different texts"):
        compare(ONE, read("It rained."))


@given(READINGS, st.data())
def test_every_record_is_told_once_whoever_found_it(first: Reading, data: st.DataObject) -> None:
    events = tuple(one for one in first.events if data.draw(st.booleans()))
    second = replace(first, events=events)
    found = compare(first, second)
    pairs = (*found.same, *found.otherwise)
    mine = [id(one) for one in (*(pair.first for pair in pairs), *found.only_first)]
    theirs = [id(one) for one in (*(pair.second for pair in pairs), *found.only_second)]
    assert sorted(mine) == sorted(map(id, first.statements()))
    assert sorted(theirs) == sorted(map(id, second.statements()))
