"""Lines and the paragraphs they make."""

import textwrap

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casus.intake.lines import Line, ends_sentence, split_lines, unwrap

PARAGRAPHS = [
    "The army command reported that about fifty people of various ages were taken from their homes in the eastern"
    " department on Friday. According to the garrison, they were led to a place that nobody knows.",
    "Meanwhile, three soldiers were killed and seven others were wounded during clashes yesterday near the river."
    " The battalion said that the fighting went on until the morning, when the rebels left the town for the hills.",
]


def paragraphs_of(text: str) -> list[str]:
    return [line.text for line in unwrap(split_lines(text))]


@pytest.mark.parametrize("width", [60, 68, 76, 85])
@pytest.mark.parametrize("between", ["\n\n", "\n   "])
@pytest.mark.parametrize("is_upper", [False, True])
def test_hard_wrapped_text_is_unwrapped(width: int, between: str, is_upper: bool) -> None:
    wanted = [paragraph.upper() if is_upper else paragraph for paragraph in PARAGRAPHS]
    assert paragraphs_of(between.join(textwrap.fill(paragraph, width) for paragraph in wanted)) == wanted


def test_a_first_line_cut_short_by_its_dateline_is_joined() -> None:
    wrapped = "   " + textwrap.fill(PARAGRAPHS[0].upper(), 70, initial_indent=" " * 25).strip()
    assert paragraphs_of(wrapped) == [PARAGRAPHS[0].upper()]


def test_headlines_one_a_line_stay_apart() -> None:
    headlines = [
        "Rebels seize town in north, residents flee",
        "Army says convoy was ambushed, six dead",
        "Talks to resume in the capital on Monday",
        "Monitors withdraw from the coast road",
    ]
    assert paragraphs_of("\n".join(headlines)) == headlines
    assert paragraphs_of("\n".join(headlines).upper()) == [one.upper() for one in headlines]
    assert paragraphs_of("\n".join(headlines).lower()) == [one.lower() for one in headlines]


def test_headline_and_author_above_wrapped_text_stay_apart() -> None:
    text = "Rebels leave the town\nJane Doe\n" + textwrap.fill(PARAGRAPHS[1], 72)
    assert paragraphs_of(text) == ["Rebels leave the town", "Jane Doe", PARAGRAPHS[1]]


def test_a_line_that_starts_in_lower_case_goes_on() -> None:
    assert paragraphs_of("The ministry said that\nthe truce holds.\nIt gave no date.") == [
        "The ministry said that the truce holds.",
        "It gave no date.",
    ]


def test_paragraphs_flattened_into_one_line_are_split() -> None:
    assert paragraphs_of("The town fell.    Two died. • The army left") == [
        "The town fell.",
        "Two died.",
        "The army left",
    ]


def test_bullets_go_and_mark_items() -> None:
    assert split_lines("• Two died\n- Three left") == [Line("Two died", "item", True), Line("Three left", "item")]


@given(st.text())
def test_no_letter_is_lost(text: str) -> None:
    kept = "".join(paragraphs_of(text))
    assert [char for char in kept if char.isalnum()] == [char for char in text if char.isalnum()]


@given(
    st.lists(st.sampled_from("the army and rebels took a small town near River Kagera on Friday".split()), min_size=30)
)
def test_wrapping_a_sentence_changes_nothing(words: list[str]) -> None:
    sentence = "It said " + " ".join(words) + "."
    wrapped = textwrap.fill(sentence, 70)
    assume(sum(line[0].islower() for line in wrapped.split("\n")[1:]) * 2 > wrapped.count("\n"))
    assert paragraphs_of(wrapped) == [sentence]


@pytest.mark.parametrize(
    ("text", "ends"), [("He left.", True), ("“He left.”", True), ("(He left.)", True), ("He left", False)]
)
def test_quotes_and_brackets_do_not_hide_the_stop(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends
