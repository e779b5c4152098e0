"""What a codebook names is read by both readers, and nothing else is read differently."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from short_reports import report_on

from casus.knowledge.codebook import Codebook, CodebookType, codebook_of, load_codebook
from casus.reading import READERS, Reader, get_reader
from casus.records import CasusError, Event, Reading, as_json, from_json

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/codebook.yaml"
CHANGED = """
name: changes
version: 1
changes:
  - {verbs: [shell], type: COERCE, mode: restrict}
  - {nouns: [roadblock], type: PROTEST, mode: obstruct}
"""
both = pytest.mark.parametrize("name", ["lexicon", "trained"])


@cache
def example() -> Codebook:
    return load_codebook(str(EXAMPLE))


@cache
def by_example(name: str) -> Reader:
    return get_reader(name, example())


@cache
def without(name: str) -> Reader:
    return get_reader(name)


def read(reader: Reader, text: str) -> tuple[Event, ...]:
    return reader.read(report_on(text)).events


@both
@pytest.mark.parametrize("its", example().types, ids=lambda its: its.name)
def test_the_examples_come_out_and_the_others_do_not(name: str, its: CodebookType) -> None:
    for said in its.examples:
        coded = [event for event in read(by_example(name), said) if event.code == its.name]
        assert coded and {event.type for event in coded} == {its.parent}, said
        assert its.mode is None or {event.mode for event in coded} == {its.mode}, said
    for said in its.not_:
        assert all(event.code != its.name for event in read(by_example(name), said)), said


@both
def test_an_act_that_a_codebook_names_comes_once(name: str) -> None:
    events = read(by_example(name), "Three people were killed in a drone attack on a market in Khartoum.")
    assert [event.code for event in events] == ["DRONE_STRIKE"]


@both
def test_what_happened_beside_a_drone_strike_is_none(name: str) -> None:
    said = "Rebels attacked the army base in Goma hours after a drone strike."
    assert [event.code for event in read(by_example(name), said) if said[slice(*event.span)] == "attacked"] == [None]


@both
def test_voice_and_status_of_a_code_are_read_as_of_all_else(name: str) -> None:
    (event,) = read(by_example(name), "Ukraine said that Russian drone strikes on Odesa killed three people.")
    assert (event.code, [voice.country for voice in event.voice]) == ("DRONE_STRIKE", ["UKR"])
    events = read(by_example(name), "Russia will carry out drone strikes on Kharkiv.")
    assert [event.status for event in events if event.code == "DRONE_STRIKE"] == ["future"]


@both
def test_a_change_overrules_the_lexicon_and_the_model(name: str) -> None:
    said = "Russian artillery shelled Kherson."
    (event,) = read(get_reader(name, codebook_of(CHANGED, "changes.yaml")), said)
    assert (event.type, event.mode, event.code) == ("COERCE", "restrict", None)
    assert read(without(name), said)[0].type == "ASSAULT"


@both
def test_without_a_word_of_the_codebook_a_text_is_read_as_without_it(name: str) -> None:
    text = (
        "Azerbaijan shelled Stepanakert on Friday, officials said. Armenia called for talks. "
        "The two sides agreed on a ceasefire that begins at noon. At least 12 civilians were killed."
    )
    ours, theirs = without(name).read(report_on(text)), by_example(name).read(report_on(text))
    assert as_json(ours)["events"] == as_json(theirs)["events"] and ours.tolls == theirs.tolls


@both
def test_a_reading_without_a_codebook_knows_of_none(name: str) -> None:
    made = without(name).read(report_on("Russian forces carried out drone strikes on Kharkiv."))
    assert made.events and "codebook" not in (made.reader or "")
    assert all("code" not in event for event in as_json(made)["events"])
    assert from_json(Reading, as_json(made)) == made


def test_a_reading_says_by_which_codebook_and_keeps_its_codes() -> None:
    made = by_example("lexicon").read(report_on("Russian forces carried out drone strikes on Kharkiv."))
    assert (made.reader or "").endswith(f" codebook {example().label}")
    assert as_json(made)["events"][0]["code"] == "DRONE_STRIKE" and from_json(Reading, as_json(made)) == made


def test_a_reader_that_takes_no_codebook_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(READERS, "other", lambda: by_example("lexicon"))
    with pytest.raises(CasusError, match="'other' reads by no codebook; use one of: lexicon, trained"):
        get_reader("other", example())
