"""Which lines are the title and the headings between paragraphs."""

from collections.abc import Sequence
from itertools import groupby

from casus.intake.lines import Line, ends_sentence

LONGEST_HEADING = 90
LONGEST_TITLE = 200
"""Characters."""
_HEADING_WORDS, _TITLE_WORDS = 12, 25
_LONGEST_RUN = 2
"""Title and subtitle may follow each other; three short lines are a list."""


def mark_headings(paragraphs: Sequence[Line]) -> tuple[list[Line], bool]:
    """The paragraphs with headings marked, and whether the first is the title of the report.

    A heading is a short line without final punctuation between paragraphs. Lists of such lines, a report of one
    line and a short last line are body: each line may be news.
    """
    if not _has_body(paragraphs):
        return [line._replace(mark=None) if line.mark == "heading" else line for line in paragraphs], False
    marked: list[Line] = []
    for looks_so, group in groupby(paragraphs, _looks_like_heading):
        run = list(group)
        is_last = len(marked) + len(run) == len(paragraphs)
        are_headings = looks_so and len(run) <= _LONGEST_RUN and not is_last
        marked += [line._replace(mark="heading") for line in run] if are_headings else run
    has_title = marked[0].mark == "heading" or _is_title(paragraphs)
    if has_title:
        marked[0] = marked[0]._replace(mark="heading")
    return marked, has_title


def _has_body(paragraphs: Sequence[Line]) -> bool:
    """At least half of the characters stand in lines that end a sentence or are too long for a headline."""
    unmarked = [line.text for line in paragraphs if line.mark != "heading"]
    body = sum(len(text) for text in unmarked if ends_sentence(text) or len(text) > LONGEST_TITLE)
    return len(paragraphs) > 1 and 0 < sum(map(len, unmarked)) <= 2 * body


def _is_title(paragraphs: Sequence[Line]) -> bool:
    """A first line set apart from the body by a blank line, without a full stop."""
    first, second = paragraphs[0], paragraphs[1]
    return (
        second.apart
        and len(first.text) <= LONGEST_TITLE
        and len(first.text.split()) <= _TITLE_WORDS
        and first.mark is None
        and (not ends_sentence(first.text) or first.text[-1] in "?!")
        and len(second.text) > len(first.text) / 2
        and _starts_like_heading(first.text)
    )


def _looks_like_heading(line: Line) -> bool:
    if line.mark == "item" or len(line.text) > LONGEST_HEADING or ends_sentence(line.text):
        return line.mark == "heading"
    return line.text[-1] != "," and len(line.text.split()) <= _HEADING_WORDS and _starts_like_heading(line.text)


def _starts_like_heading(text: str) -> bool:
    first = text.lstrip("\"'“‘«[(¿")[:1]
    return (first.isupper() or first.isdigit()) and any(char.isalpha() for char in text)
