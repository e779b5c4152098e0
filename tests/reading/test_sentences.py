"""Where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.reading.sentences import MOST_SENTENCES, Sentence, split_sentences, within_reach
from casus.records import Report, Span, report_id


def sentences(text: str, headings: tuple[Span, ...] = ()) -> list[Sentence]:
    return split_sentences(Report(id=report_id(text), text=text, headings=headings))


@pytest.mark.parametrize(
    "parts",
    [
        ["Rebels took Harn.", "The army fled."],
        ["What now?", "Nothing!", "More…", "Then silence."],
        ["Gen. Amir Khan met Mr. Dorn in Washington D.C. on Monday.", "They agreed."],
        ["The U.S. army left.", "The U.N. stayed."],
        ["It began at 5 p.m. on Monday.", "Two died."],
        ["It began at 5 p.m.", "Two died."],
        ["He left for the U.S.", "The army stayed."],
        ["He said no.", "They left."],
        ["Dr. A. B. Smith spoke.", "He left."],
        ["No. 5 brigade left.", "The rest stayed."],
        ["He works for Acme Inc. in Dorn.", "It closed."],
        ["The camp is 3.5 km away.", "It is full."],
        ["It was 1990.", "Rebels came."],
        ["About 300 troops (of 3,000) left.", "12 stayed."],
        ["The truce (signed on Jan. 5) held.", "It broke later."],
        ["He fled... and came back.", "Then he left."],
        ["“We will fight,” he said.", "“We will win.”", "They left."],
        ['"We will fight."', "He left."],
        ['He asked: "Will you stop?"', "They did not."],
        ["The talks failed.", "“No,” he said."],
        ["“The war is over.”", "‘Yes.’", "Good."],
        ["A word without a stop"],
    ],
    ids=lambda parts: parts[0],
)
def test_a_text_falls_into_its_sentences(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [text[one.start : one.end] for one in sentences(text)] == parts


def test_lines_are_never_joined_and_blank_ones_left_out() -> None:
    text = "First line\n\n  \nSecond line. Third.\n"
    assert [text[one.start : one.end] for one in sentences(text)] == ["First line", "Second line.", "Third."]


def test_a_heading_is_one_sentence_and_says_so() -> None:
    text = "Talks fail. War looms\nRebels took Harn. The army fled."
    found = sentences(text, headings=((0, 21),))
    assert [(text[one.start : one.end], one.heading) for one in found] == [
        ("Talks fail. War looms", True),
        ("Rebels took Harn.", False),
        ("The army fled.", False),
    ]


def test_no_text_makes_one_sentence_of_everything() -> None:
    text = "the army went on " * 2000
    found = sentences(text)
    assert max(one.end - one.start for one in found) <= 4000
    assert " ".join(text[one.start : one.end] for one in found).split() == text.split()


def test_a_word_without_end_is_cut_too() -> None:
    found = sentences("x" * 10_000)
    assert max(one.end - one.start for one in found) <= 4000
    assert sum(one.end - one.start for one in found) == 10_000


PIECES = st.sampled_from(
    [
        "Harn",
        "the",
        "Gen.",
        "U.S.",
        " ",
        " ",
        " ",
        "\n",
        ".",
        "!",
        "?",
        "…",
        "”",
        "“",
        '"',
        "’",
        ")",
        "(",
        "5",
        ",",
        "\u2009",
    ]
)


@given(st.lists(PIECES).map("".join))
def test_sentences_are_in_order_trimmed_and_miss_nothing_but_space(text: str) -> None:
    found = sentences(text)
    at = 0
    for one in found:
        assert not text[at : one.start].strip()
        assert text[one.start : one.end] == text[one.start : one.end].strip() != ""
        assert "\n" not in text[one.start : one.end]
        at = one.end
    assert not text[at:].strip()


@pytest.mark.parametrize(("more", "notes"), [(0, 0), (1, 1), (7, 1)])
def test_sentences_beyond_the_most_are_left_out_and_the_report_says_so(more: int, notes: int) -> None:
    text = "The army left. " * (MOST_SENTENCES + more)
    report = Report(id=report_id(text), text=text)
    noted, kept = within_reach(report, split_sentences(report))
    assert len(kept) == MOST_SENTENCES
    assert len(noted.notes) == notes and all(f"the last {more} were not" in note for note in noted.notes)


def test_a_heading_is_known_by_its_span_in_whatever_order_the_spans_come() -> None:
    lines = ["Truce", "The army left.", "Talks", "Both sides met."]
    text = "\n".join(lines)
    spans = [(text.index(line), text.index(line) + len(line)) for line in ("Talks", "Truce")]
    assert [one.heading for one in sentences(text, tuple(spans))] == [True, False, True, False]
