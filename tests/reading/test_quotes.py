"""Quotations: where they stand, whose they are, and which are worth a record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from short_reports import names, read, report_on

from casus.reading.quotes import Quotation, find_quotations, quotes_in
from casus.reading.sentences import Sentence
from casus.records import Span

FOUND: list[tuple[str, list[str]]] = [
    ("“We want peace,” the minister said.", ["We want peace,"]),
    ('"We want peace," the minister said.', ["We want peace,"]),
    ("“No,” he said, “we will not leave.”", ["No,", "we will not leave."]),
    ("He spoke of “peace” and “war”.", ["peace", "war"]),
    ("“It is over. We won. They lost,” he said.", ["It is over. We won. They lost,"]),
    ("“First we talk.\n“Then we sign,” he said.", ["First we talk.\n“Then we sign,"]),
    ("“One.”\n“Two.”", ["One.", "Two."]),
    ("It is the army's own, the rebels' too.", []),
    ('The gun was 5" long and 3" wide.', []),
    ("“”, he said. “ ”", []),
    ("No quotation here.", []),
]


@pytest.mark.parametrize(("text", "found"), FOUND, ids=[text for text, _ in FOUND])
def test_quotations_are_found(text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in find_quotations(report_on(text))] == found


def test_a_quotation_without_an_end_stops_with_its_paragraph() -> None:
    text = "He said: “It is over.\nThe army left."
    (quote,) = find_quotations(report_on(text))
    assert text[quote.start : quote.end].strip() == "It is over."


QUOTES: list[tuple[str, list[tuple[str, str]]]] = [
    ("“We want peace,” the minister said.", [("minister", "We want peace")]),
    ("“We want peace”, the minister said.", [("minister", "We want peace")]),
    ("“We want peace,” said the minister.", [("minister", "We want peace")]),
    ('"We want peace," said the minister.', [("minister", "We want peace")]),
    ("The minister said: “Peace is near.” He left.", [("minister", "Peace is near.")]),
    ("The minister said “peace is very near” on Monday.", [("minister", "peace is very near")]),
    ("“We want peace,” Vladimir Putin told Ilham Aliyev.", [("Vladimir Putin", "We want peace")]),
    ("Vladimir Putin spoke on Monday. “We want peace,” he said.", [("Vladimir Putin", "We want peace")]),
    (
        "“We will not surrender,” said the commander, “and we will not leave.”",
        [("commander", "We will not surrender"), ("commander", "and we will not leave.")],
    ),
    (
        "“The war is over now,” the minister said. “It has ended well.”",
        [("minister", "The war is over now"), ("minister", "It has ended well.")],
    ),
    (
        "The minister said: “The war is over. We won it. They lost.”",
        [("minister", "The war is over. We won it. They lost.")],
    ),
    ("The army accused rebels of “crimes against all of us”.", [("army", "crimes against all of us")]),
    ("The minister called the attack “an act of pure terrorism”.", [("minister", "an act of pure terrorism")]),
]


@pytest.mark.parametrize(("text", "found"), QUOTES, ids=[text for text, _ in QUOTES])
def test_a_quotation_has_its_speaker(text: str, found: list[tuple[str, str]]) -> None:
    quotes = read(text).quotes
    assert [(*names(one.speakers), one.text) for one in quotes] == found


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “caliphate” fell.",
        "The minister called the attack “terrorism”.",
        "The minister spoke of “pure terrorism” on Monday.",
        "The sign read “no entry to the camp”.",
        "“We want peace.”",
    ],
)
def test_words_set_apart_or_said_by_nobody_are_no_quotes(text: str) -> None:
    assert read(text).quotes == ()


def test_a_quote_is_in_the_voice_of_its_speaker_and_its_text_are_the_words_of_its_span() -> None:
    text = "In Yerevan, Nikol Pashinyan wrote on Facebook: “The war is over now.”"
    (quote,) = read(text).quotes
    assert quote.voice == quote.speakers
    assert names(quote.speakers) == ("Nikol Pashinyan",)
    assert quote.channel == "social media"
    assert quote.text == text[slice(*quote.span)] == "The war is over now."


def test_a_quote_of_several_sentences_spans_them_all() -> None:
    text = "The army left. “The war is over. We won it,” the minister said. It rained."
    (quote,) = read(text).quotes
    assert text[slice(*quote.sentence)] == "“The war is over. We won it,” the minister said."


PIECES = st.sampled_from(['"', "“", "”", "\n", " ", "We want peace", "he said", ",", ".", "‘", "’", "x"])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_quotations_are_in_order_and_not_empty(text: str) -> None:
    found = find_quotations(report_on(text))
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(text[one.start : one.end].strip() for one in found)


edges = st.lists(st.integers(0, 60), unique=True, max_size=16).map(sorted)


@given(edges, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30))))
def test_each_sentence_gets_the_quotations_it_shares_a_character_with(at: list[int], spans: list[Span]) -> None:
    sentences = [Sentence(start, end) for start, end in zip(at[::2], at[1::2], strict=False)]
    quotes = [Quotation(start, start + length) for start, length in sorted(spans)]
    assert quotes_in(quotes, sentences) == [
        [quote for quote in quotes if quote.start < one.end and one.start < quote.end] for one in sentences
    ]
