"""Titles and headings."""

from casus.intake.headings import mark_headings
from casus.intake.lines import split_lines

BODY = "The army and the rebels fought over the bridge for three days, the governor said on Friday."


def headings_of(text: str) -> tuple[list[str], bool]:
    marked, has_title = mark_headings(split_lines(text))
    return [line.text for line in marked if line.mark == "heading"], has_title


def test_a_first_line_before_a_blank_one_is_the_title() -> None:
    assert headings_of(f"Rebels take bridge\n\n{BODY}\n{BODY}") == (["Rebels take bridge"], True)


def test_a_title_may_ask() -> None:
    assert headings_of(f"Who holds the bridge?\n\n{BODY}") == (["Who holds the bridge?"], True)


def test_short_lines_between_paragraphs_are_headings() -> None:
    text = f"{BODY}\nObjections of the neighbours\n{BODY}\n1,250 dead and more feared\n{BODY}"
    assert headings_of(text) == (["Objections of the neighbours", "1,250 dead and more feared"], False)


def test_a_sentence_on_its_own_line_is_body() -> None:
    assert headings_of(f"{BODY}\nThe bridge fell.\n{BODY}") == ([], False)


def test_a_short_last_line_is_body() -> None:
    assert headings_of(f"{BODY}\nTwo more were killed") == ([], False)


def test_a_list_of_short_lines_is_body() -> None:
    assert headings_of(f"{BODY}\nUpper Valley\nLower Valley\nRiver Town\n{BODY}") == ([], False)


def test_a_report_of_one_line_has_no_title() -> None:
    assert headings_of("Rebels take bridge") == ([], False)


def test_headlines_one_a_line_are_body() -> None:
    assert headings_of("Rebels take bridge\nArmy leaves town\nTalks to resume on Monday") == ([], False)
