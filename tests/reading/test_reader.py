"""What holds for every reading, whatever the text."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from short_reports import read, reader, report_on

from casus.intake.reports import read_reports
from casus.knowledge.tables import document
from casus.reading import READERS, get_reader
from casus.records import (
    UNREAD,
    Actor,
    CasusError,
    Event,
    Pledge,
    Reading,
    Refused,
    Report,
    Statement,
    Toll,
    as_json,
    from_json,
)

EXAMPLES = sorted(
    path for path in (Path(__file__).resolve().parents[2] / "examples").iterdir() if path.name[0].isdigit()
)
CHANNELS = {
    *"tweet telephone television radio statement speech briefing interview letter report".split(),
    "social media",
    "news agency",
    None,
}
"""How something can have been said, by the reading contract."""


# --- the invariants --------------------------------------------------------------------------------------------------


def problems(reading: Reading) -> list[str]:
    """What is wrong with a reading, in words; empty for a good one."""
    statements = list(reading.statements())
    found = [f"id {one} stands twice" for one in _repeated([statement.id for statement in statements])]
    ids = {kind: {one.id for one in statements if isinstance(one, kind)} for kind in (Event, Toll)}
    for statement in statements:
        found += [f"{statement.id}: {problem}" for problem in _own_problems(statement, reading.report.text)]
        if isinstance(statement, Event) and statement.within not in {None, *ids[Event]} - {statement.id}:
            found.append(f"{statement.id}: within {statement.within} is no other event")
        if isinstance(statement, Toll) and statement.part_of not in {None, *ids[Toll]} - {statement.id}:
            found.append(f"{statement.id}: part of {statement.part_of} is no other toll")
    return found


def _repeated(ids: list[str]) -> list[str]:
    return sorted({one for one in ids if ids.count(one) > 1})


def _own_problems(statement: Statement, text: str) -> Iterator[str]:
    (first, last), (start, end) = statement.sentence, statement.span
    if not (0 <= first <= start < end <= last <= len(text) and text[start:end].strip()):
        yield f"span {statement.span} and sentence {statement.sentence} in a text of {len(text)}"
    if statement.channel not in CHANNELS:
        yield f"channel {statement.channel!r}"
    for actor in _actors_of(statement):
        if not actor.name.strip() or set(actor.sectors) - _sectors():
            yield f"actor {actor}"
        if actor.mention is not None and not 0 <= actor.mention[0] < actor.mention[1] <= len(text):
            yield f"{actor.name} is mentioned at {actor.mention} in a text of {len(text)}"
    if isinstance(statement, Event):
        known = document_types()[statement.type]["modes"]
        if statement.mode is not None and statement.mode not in known:
            yield f"mode {statement.mode!r} of {statement.type}"
        if not (statement.actors or statement.recipients) and statement.type not in ("PROTEST", "MOBILIZE", "COERCE"):
            yield f"{statement.type} of nobody to nobody"
        if statement.type == "ASSAULT" and not statement.actors:
            yield "force without a doer, not even an unidentified one"


def _actors_of(statement: Statement) -> Iterator[Actor]:
    names = (
        "voice",
        "actors",
        "recipients",
        "of",
        "by",
        "parties",
        "mediators",
        "guarantors",
        "beneficiaries",
        "a",
        "b",
    )
    for name in names:
        yield from getattr(statement, name, ())
    if isinstance(statement, Pledge):
        yield from (*statement.trigger.actors, *statement.trigger.recipients)


@cache
def document_types() -> dict[str, Any]:
    types: dict[str, Any] = document("plover.json")["types"]
    return types


@cache
def _sectors() -> set[str]:
    return set(document("plover.json")["sectors"])


# --- the examples ----------------------------------------------------------------------------------------------------


@cache
def reports(path: Path) -> tuple[Report, ...]:
    found = list(read_reports([str(path)]))
    assert not any(isinstance(one, Refused) for one in found)
    return tuple(one for one in found if isinstance(one, Report))


def as_lines(path: Path) -> bytes:
    lines = [json.dumps(as_json(reader().read(report)), ensure_ascii=False) for report in reports(path)]
    return "\n".join(lines).encode()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_record_of_an_example_points_at_words_inside_its_sentence(path: Path) -> None:
    for report in reports(path):
        assert problems(reader().read(report)) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_same_example_gives_the_same_bytes(path: Path) -> None:
    assert as_lines(path) == as_lines(path)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_new_reader_reads_an_example_alike(path: Path) -> None:
    """Nothing of one report is remembered for the next."""
    for report in reversed(reports(path)):
        assert get_reader("lexicon").read(report) == reader().read(report)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_reading_of_an_example_survives_its_json(path: Path) -> None:
    for report in reports(path):
        reading = reader().read(report)
        assert from_json(Reading, json.loads(json.dumps(as_json(reading)))) == reading


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_says_something_unless_it_is_about_a_game(path: Path) -> None:
    for report in reports(path):
        assert bool(reader().read(report).events) is ("football" not in path.name)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 10


# --- which reader ----------------------------------------------------------------------------------------------------


def test_an_unknown_reader_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(CasusError, match=r"^No reader is called 'oracle'; use one of: .*lexicon"):
        get_reader("oracle")


def test_the_trained_reader_is_the_default_and_those_that_need_no_server_read_english() -> None:
    assert set(READERS) == {"lexicon", "llm", "trained"}
    assert type(get_reader()) is type(get_reader("trained"))
    assert get_reader().languages == get_reader("lexicon").languages == {"en"}


def test_a_report_in_another_language_gives_an_empty_reading_with_a_note() -> None:
    report = replace(report_on("Los rebeldes atacaron la ciudad.", language="es"), notes=("kept",))
    reading = reader().read(report)
    assert list(reading.statements()) == []
    assert reading.report.text == report.text
    kept, note = reading.report.notes
    assert kept == "kept"
    assert "in Spanish" in note and "reads English" in note
    assert reading.reader == UNREAD


def test_a_report_of_unknown_language_is_read() -> None:
    assert reader().read(report_on("Rebels attacked the town.", language=None)).events


# --- what is read and what is not ------------------------------------------------------------------------------------


def test_a_heading_yields_no_record() -> None:
    text = "Rebels bomb port\nThe army left Harn."
    report = replace(report_on(text), headings=((0, 16),))
    assert [event.type for event in reader().read(report).events] == ["RETREAT"]


def test_a_report_of_headings_alone_is_read() -> None:
    report = replace(report_on("Rebels attacked the town"), headings=((0, 24),))
    assert [event.type for event in reader().read(report).events] == ["ASSAULT"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "“”", "…", "1", "—", "\u200b", "\U0001f4a5"])
def test_a_text_that_says_nothing_gives_an_empty_reading(text: str) -> None:
    assert list(read(text).statements()) == []


@pytest.mark.parametrize(
    ("published", "office", "name"),
    [
        ("1990-06-13", "Sri Lankan president", "Ranasinghe Premadasa"),
        ("2002-02-23", "Sri Lankan president", "Chandrika Kumaratunga"),
        ("2020-10-31", "Azerbaijani president", "Ilham Aliyev"),
        ("2020-10-31", "Armenian prime minister", "Nikol Pashinyan"),
        ("1990-11-30", "US president", "George H. W. Bush"),
    ],
)
def test_an_office_is_its_holder_on_the_day(published: str, office: str, name: str) -> None:
    (event,) = read(f"The {office} rejected the offer.", published=published).events
    assert [actor.name for actor in event.actors] == [name]


def test_a_name_of_two_states_is_the_one_of_the_day() -> None:
    countries = {
        day: [
            actor.country
            for event in read("Moscow rejected the offer.", published=day).events
            for actor in event.actors
        ]
        for day in ("1985-03-11", "2020-10-31")
    }
    assert countries == {"1985-03-11": ["SUN"], "2020-10-31": ["RUS"]}


def test_offsets_count_code_points() -> None:
    text = "\U0001f4a5\U0001f4a5 Здравствуйте. Rebels bombed the port."
    (event,) = read(text).events
    assert text[slice(*event.span)] == "bombed"


# --- any text --------------------------------------------------------------------------------------------------------

WORDS = (
    "rebels the army attacked attack killed killing wounded soldiers civilians town said says denied that if unless "
    "will would not never no of in on by with from to and or who which agreed ceasefire truce talks between accused "
    "threatened promised help send troops withdraw withdrew demanded released hostages support ally backed claims "
    "fear may they he its was were been had is there"
).split()
NAMES = [
    "Armenia",
    "Azerbaijan",
    "Vladimir Putin",
    "Moscow",
    "the United Nations",
    "PKK",
    "U.S.",
    "Ganja",
    "Pashinyan",
    "Sri Lankan",
]
NUMBERS = [
    "130",
    "at least 12",
    "more than 1,250",
    "dozens",
    "two",
    "3 May 2020",
    "on Monday",
    "since 1994",
    "5 to 7",
    "half of 40",
]
MARKS = [*",.;:!?()“”\"'’—-", "...", "\n", "\n\n", "’s", "(SDF)", "--", "%", "$5", "@", "\u00a0", "é"]
TEXTS = st.lists(st.sampled_from(WORDS) | st.sampled_from(NAMES + NUMBERS + MARKS), max_size=60).map(" ".join)


@given(TEXTS, st.sampled_from([None, "2020-06-15", "1990-01-01"]))
@settings(deadline=None)
def test_any_row_of_words_is_read_without_breaking_a_promise(text: str, published: str | None) -> None:
    assert problems(read(text, published=published)) == []


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_text_is_read_without_breaking_a_promise(text: str) -> None:
    assert problems(read(text)) == []


@given(TEXTS.map(str.upper) | TEXTS.map(str.lower))
@settings(deadline=None, max_examples=30)
def test_text_without_meaningful_capitals_is_read_too(text: str) -> None:
    assert problems(read(text)) == []
