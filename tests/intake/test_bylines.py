"""Who wrote it and when, as lines above the body say."""

import pytest

from casus.intake.bylines import take_credits, take_fields
from casus.intake.lines import split_lines

BODY = "The army and the rebels fought over the bridge for three days, the governor said on Friday."


def credits_of(text: str) -> tuple[list[str], str | None, str | None]:
    kept, credits = take_credits(split_lines(text))
    return [line.text for line in kept], credits.byline, credits.published


@pytest.mark.parametrize(
    ("line", "byline", "published"),
    [
        ("By Jane Doe", "Jane Doe", None),
        ("By Jane Doe and Juan de la Cruz, Example News", "Jane Doe and Juan de la Cruz, Example News", None),
        ("Jane Doe in Kyiv", "Jane Doe", None),
        ("October 30, 2020", None, "2020-10-30"),
        ("Published: 30 October 2020 10:15 GMT", None, "2020-10-30"),
        ("Example News Published Friday, October 30, 2020 1:19PM CST", None, "2020-10-30"),
        ("Last updated: 31 October 2020", None, None),
    ],
)
def test_lines_between_title_and_body_are_facts(line: str, byline: str | None, published: str | None) -> None:
    assert credits_of(f"Rebels take bridge\n{line}\n{BODY}") == (["Rebels take bridge", BODY], byline, published)


@pytest.mark.parametrize(
    "line", ["By the river", "By Monday the town had fallen", "Heavy Fighting in Goma", "In March 2020", "May 2020"]
)
def test_other_short_lines_stay(line: str) -> None:
    assert credits_of(f"Rebels take bridge\n{line}\n{BODY}")[0] == ["Rebels take bridge", line, BODY]


def test_dates_of_a_timeline_are_no_publication_dates() -> None:
    text = f"The war so far\n3 May 2019\n{BODY}\n4 June 2019\n{BODY}\n5 July 2019\n{BODY}"
    assert credits_of(text)[2] is None


def test_the_date_of_an_archive_goes_from_the_first_paragraph() -> None:
    assert credits_of(f"This story is from March 9, 2002 {BODY}") == ([BODY], None, "2002-03-09")


def test_fields_above_the_text_are_facts() -> None:
    assert take_fields("Title: Rebels take bridge\nDate: 2020-10-30\n\nText.") == (
        {"title": "Rebels take bridge", "published": "2020-10-30"},
        "\nText.",
    )
    assert take_fields("---\nlayout: news\nauthor: Jane Doe\n---\nText.") == ({"byline": "Jane Doe"}, "Text.")


def test_one_such_line_may_be_a_sentence() -> None:
    assert take_fields("Source: rebels took the town\nText.") == ({}, "Source: rebels took the town\nText.")
