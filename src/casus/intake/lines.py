"""Lines of a text and the paragraphs they make.

A `Line` is one line of a page; once unwrapped, one paragraph. White space inside it is single spaces.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

Mark = Literal["heading", "item"]
LONGEST_WRAP = 100
"""Hard-wrapped text is narrower than this, in characters."""


class Line(NamedTuple):
    """One line or paragraph.

    mark: "heading" where the markup says so, "item" for an entry of a list or a caption, which is never a heading.
    apart: a blank line, an indent or the markup sets it apart from the line before.
    """

    text: str
    mark: Mark | None = None
    apart: bool = False


_BULLET = re.compile(r"[•·▪◦‣●■►*]\s+|-\s+(?=\S)")
_INNER_BREAK = re.compile(r"(?<=[.!?\"'”’)])\s{3,}|\s+•\s+")
_SENTENCE_CLOSERS = "\"'”’)]» "
_WORD_END = re.compile(r"\s")


def split_lines(text: str) -> list[Line]:
    """The lines of plain text that are not blank.

    A full stop and three spaces or a bullet inside a line is a paragraph break that somebody flattened.
    """
    lines: list[Line] = []
    blank_before = True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if not stripped:
            blank_before = True
            continue
        lines += _pieces(stripped, blank_before or raw[0].isspace())
        blank_before = False
    return lines


def _pieces(stripped: str, apart: bool) -> Iterator[Line]:
    bullet = _BULLET.match(stripped)
    if bullet:
        stripped = stripped[bullet.end() :]
    parts = _INNER_BREAK.split(stripped) if "   " in stripped or "•" in stripped else [stripped]
    for number, part in enumerate(parts):
        if words := " ".join(part.split()):
            first = number == 0
            yield Line(words, "item" if bullet and first else None, apart or not first)


def ends_sentence(text: str) -> bool:
    """Does the line end in the punctuation of a sentence, quotes and brackets apart?"""
    return text.rstrip(_SENTENCE_CLOSERS)[-1:] in (".", "!", "?", "…", ":", ";", "؟", "。")


def unwrap(lines: Sequence[Line]) -> list[Line]:
    """Paragraphs out of lines: those of hard-wrapped text joined, others left as they are.

    In hard-wrapped text a paragraph ends at a line that stands apart, or at a line with room for the next word that
    ends a sentence. Elsewhere a line that starts in lower case goes on from one that ends no sentence.
    """
    width = wrap_width(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Line(" ".join(part.text for part in group), group[0].mark, group[0].apart) for group in groups]


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The column at which the text was wrapped, or None where it was not.

    Wrapped text shows it twice: hardly a line has room for the first word of the next one, and lines end inside
    sentences. A list of headlines, one a line, has room.
    """
    pairs = [(one, two) for one, two in pairwise(lines) if _may_go_on(one, two)]
    width = max((len(line.text) for line in lines), default=0)
    if not pairs or width > LONGEST_WRAP:
        return None
    # The first line is often short because its dateline was taken out.
    rest = pairs[1:] if pairs[0][0] is lines[0] and len(pairs) > 1 else pairs
    full = sum(not _has_room(one.text, two.text, width - 4) for one, two in rest)
    inside = sum(not ends_sentence(one.text) for one, _ in pairs)
    lower = sum(two.text[0].islower() for _, two in pairs)
    if inside < 0.5 * len(pairs):
        return None
    is_wrapped = full >= 0.75 * len(rest) or (lower >= 0.5 * len(pairs) and _is_cased(lines))
    return width if is_wrapped else None


def _may_go_on(one: Line, two: Line) -> bool:
    return not two.apart and two.mark is None and one.mark != "heading"


def _goes_on(one: Line, two: Line, width: int | None) -> bool:
    if not _may_go_on(one, two):
        return False
    if width is None:
        return two.text[0].islower() and not ends_sentence(one.text)
    return not (ends_sentence(one.text) and _has_room(one.text, two.text, width))


def _has_room(text: str, following: str, width: int) -> bool:
    """Would the first word of the following line have fitted?"""
    first_word = _WORD_END.split(following, maxsplit=1)[0]
    return len(text) + 1 + len(first_word) <= width


def _is_cased(lines: Sequence[Line]) -> bool:
    """Most lines that stand apart start with a capital: lower case then means something."""
    starts = [line.text[0] for line in lines if line.apart]
    return sum(start.isupper() for start in starts) * 2 > len(starts)
