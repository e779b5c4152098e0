"""What is the page and what is the report. To add a case, add a row."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.intake.cleaning import clean
from casus.intake.lines import Line, split_lines

BEFORE, AFTER = "The truce held for a second day.", "Both sides said so on Friday."


def cleaned(text: str) -> tuple[list[str], tuple[str, ...]]:
    paragraphs, notes = clean(split_lines(text))
    return [line.text for line in paragraphs], notes


FURNITURE = [
    "[ad_1]",
    "ADVERTISEMENT",
    "- Advertisement -",
    "Story continues below advertisement",
    "Share Tweet WhatsApp Email",
    "Share this article",
    "Facebook | Twitter | LinkedIn",
    "Share on Facebook",
    "Read also: Bridge reopened after three years",
    "READ MORE: Who are the monitors?",
    "Read more",
    "Also read | Bridge reopened",
    "Related: Ferry sinks off the coast",
    "See also",
    "Don't miss: our guide",
    "Follow us on Twitter",
    "Click here to subscribe",
    "Sign up for our morning newsletter.",
    "Join the debate – email letters@paper.example",
    "Do you have a photo you’d like to share with readers? Click here to upload it",
    "Leave a comment",
    "We use cookies to improve this site.",
    "Photo: Jane Doe/Reuters",
    "Image: Getty",
    "(Photo: Jane Doe/AFP)",
    "Getty Images",
    "© 2020 Example News",
    "Copyright 2021 Example Wire. All rights reserved.",
    "Tags: army, rebels, truce",
    "5 min read",
    "https://news.example.org/2020/10/30/truce",
    "Additional reporting by Jane Doe",
    "Jane Doe contributed to this report.",
    "* * *",
]


@pytest.mark.parametrize("furniture", FURNITURE)
def test_a_line_of_the_page_goes(furniture: str) -> None:
    assert cleaned(f"{BEFORE}\n{furniture}\n{AFTER}")[0] == [BEFORE, AFTER]


NEWS = [
    "Read my lips, the minister said, there will be no war.",
    "Related attacks killed four people in the north.",
    "Share prices fell after the coup.",
    "Facebook removed the accounts of the generals.",
    "Telegram",
    "Follow the money, the prosecutor said.",
    "Copyright law was suspended by the junta.",
    "Sign of a thaw: both sides exchanged prisoners.",
    "Comments by the general angered the neighbours.",
    "Registered voters were turned away at gunpoint.",
    "Source close to the rebels: the town will fall.",
    "Recommended by the council, the truce was signed.",
    "Photographs showed smoke over the port.",
    "Home to 40,000 people, the town fell on Friday.",
    "More on the way, the general warned.",
    "Watch towers were burned down along the border.",
    "The video, shared on Twitter, showed soldiers near the bridge.",
    "Reuters could not verify the report.",
]


@pytest.mark.parametrize("sentence", NEWS)
def test_a_sentence_of_the_report_stays(sentence: str) -> None:
    assert cleaned(f"{BEFORE}\n{sentence}\n{AFTER}") == ([BEFORE, sentence, AFTER], ())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The town fell. Read More The army left.", ["The town fell. The army left."]),
        ("The town fell. (Photo: Jane Doe) The army left.", ["The town fell.", "The army left."]),
        ("Smoke over the town (AP Photo/Jane Doe) The army left.", ["Smoke over the town", "The army left."]),
        ("Illustration/A bridge (Image: Wire) The army left.", ["The army left."]),
        ("The bridge (Photo: Wire) was blown up.", ["The bridge was blown up."]),
        ("The army left. Photo: Jane Doe.", ["The army left."]),
        ("The army left. (Reporting by Jane Doe; Editing by John Roe)", ["The army left."]),
        ("The army left. Additional reporting: Jane Doe", ["The army left."]),
        ("The army left. Copyright 2020 Wire. All rights reserved.", ["The army left."]),
        ("The army left. Facebook Twitter Linkedin Mail", ["The army left."]),
        ("The army left. Follow Jane Doe on Twitter at http://t.example/jd.", ["The army left."]),
        ("The army left. • Join the debate – email l@p.example • Read more letters – click here", ["The army left."]),
        ("The army [ad_1] left.", ["The army left."]),
        ("The army said it would le… [+2345 chars]", ["The army said it would le"]),
    ],
)
def test_phrases_of_the_page_inside_a_paragraph_go(text: str, left: list[str]) -> None:
    assert cleaned(text)[0] == left


def test_notes_count_what_went() -> None:
    assert cleaned("[ad_1]\nThe town fell.\nShare Tweet\n[ad_2]")[1] == (
        "removed 2 advertising placeholders",
        "removed 1 share bar",
    )


def test_a_correction_is_kept_as_a_note() -> None:
    left, notes = cleaned("The town fell. • This article was amended on 3 May 2020 to give the name of the town.")
    assert left == ["The town fell."]
    assert "to give the name of the town" in notes[0]


def test_a_single_network_name_counts_only_beside_another() -> None:
    assert cleaned("The army left.\nFacebook\nTwitter\nThe town fell.")[0] == ["The army left.", "The town fell."]


def test_the_first_line_is_a_headline_even_if_it_says_watch() -> None:
    assert cleaned("Watch: rebels enter the town\nThe army left.")[0][0] == "Watch: rebels enter the town"


def test_a_sentence_broken_over_lines_is_not_mistaken_for_furniture() -> None:
    text = (
        "The junta broke the rules of the press and of the courts and it changed what\n"
        "read more like a decree than a law on\nthe press."
    )
    assert "read more like a decree" in cleaned(text)[0][0]


@given(st.lists(st.text(alphabet="abc .,:•[](){}/|-©“”\"'", min_size=1), min_size=1, max_size=6))
def test_cleaning_twice_changes_nothing_more(texts: list[str]) -> None:
    lines = [Line(" ".join(text.split())) for text in texts if text.split()]
    once = clean(lines)[0]
    assert [line.text for line in clean(once)[0]] == [line.text for line in clean(clean(once)[0])[0]]


@pytest.mark.parametrize(
    "unit", ["a", " ", "[", "(", "((", "(Photo: ", "[ad_", ". ", "Read More ", "/", "a/AP", "Copyright 2018 ", "share "]
)
def test_a_long_line_of_one_thing_takes_no_time(unit: str) -> None:
    start = time.perf_counter()
    clean(split_lines("The town fell. " + unit * (200_000 // len(unit)) + " b."))
    assert time.perf_counter() - start < 5
