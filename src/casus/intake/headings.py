"""Which lines are the title and the headings between paragraphs."""

from collections.abc import Sequence

from casus.intake.lines import Line, ends_sentence

LONGEST_HEADING = 90
LONGEST_TITLE = 200
"""Characters."""
_HEADING_WORDS, _TITLE_WORDS = 12, 25


def mark_headings(paragraphs: Sequence[Line]) -> tuple[list[Line], bool]:
    """The paragraphs with headings marked, and whether the first is the title of the report.

    A heading is a short line without final punctuation between paragraphs. Lists of such lines, a report of one line
    and a short last line are body: each line may be news.
    """
    if not _has_body(paragraphs):
        return [line._replace(mark=None) if line.mark == "heading" else line for line in paragraphs], False
    marked = [
        line._replace(mark="heading") if _is_heading(paragraphs, number) else line
        for number, line in enumerate(paragraphs)
    ]
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


def _is_heading(paragraphs: Sequence[Line], number: int) -> bool:
    line = paragraphs[number]
    if line.mark is not None:
        return line.mark == "heading"
    if not _looks_like_heading(line):
        return False
    following = next((other for other in paragraphs[number + 1 :] if not _looks_like_heading(other)), None)
    return following is not None and _run_length(paragraphs, number) <= 2


def _looks_like_heading(line: Line) -> bool:
    if line.mark == "item" or len(line.text) > LONGEST_HEADING or ends_sentence(line.text):
        return line.mark == "heading"
    return line.text[-1] != "," and len(line.text.split()) <= _HEADING_WORDS and _starts_like_heading(line.text)


def _starts_like_heading(text: str) -> bool:
    first = text.lstrip("\"'“‘«[(¿")[:1]
    return (first.isupper() or first.isdigit()) and any(char.isalpha() for char in text)


def _run_length(paragraphs: Sequence[Line], number: int) -> int:
    """How many lines that look like headings stand together around this one."""
    start = end = number
    while start > 0 and _looks_like_heading(paragraphs[start - 1]):
        start -= 1
    while end + 1 < len(paragraphs) and _looks_like_heading(paragraphs[end + 1]):
        end += 1
    return end - start + 1
