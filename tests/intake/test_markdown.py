"""Markdown to lines."""

import time

import pytest

from casus.intake.markdown import markdown_lines


def test_markup_is_read_and_dropped() -> None:
    text = (
        "# Truce signed\n\nThe **two sides** signed a [truce](http://x.example/a_(b)) on *Friday*.\n\n"
        "![bridge](data:image/png;base64,AAAA)\n\nWhat it says\n------------\n\n- Guns fall silent\n"
        "1. Prisoners go\n\n"
        "> “We are tired,” he said. snake_case stays.\n\n```\ncode\n```\n"
    )
    assert [(line.text, line.mark) for line in markdown_lines(text)] == [
        ("Truce signed", "heading"),
        ("The two sides signed a truce on Friday.", None),
        ("What it says", "heading"),
        ("Guns fall silent", "item"),
        ("Prisoners go", "item"),
        ("“We are tired,” he said. snake_case stays.", None),
        ("code", None),
    ]


@pytest.mark.parametrize(
    "unit", ["[a](", "![a](", "[a]((", "**a", "_a ", "# a", "`", "> ", "\\*", "<!--", " ", "[a][b"]
)
def test_hostile_markup_takes_no_time(unit: str) -> None:
    start = time.perf_counter()
    markdown_lines("# a" + unit * (200_000 // len(unit)) + "b")
    assert time.perf_counter() - start < 5
