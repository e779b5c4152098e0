"""Lines of a text and the paragraphs they make.

A `Line` is one line of a page; once unwrapped, one paragraph. White space inside it is single spaces.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

Mark = Literal["heading", "item"]
NARROWEST_WRAP, LONGEST_WRAP = 45, 100
"""The widths that hard-wrapped text has, in characters."""


class Line(NamedTuple):
    """One line or paragraph.

    mark: "heading" where the markup says so, "item" for an entry of a list or a caption, which is never a heading.
    apart: a blank line, an indent or the markup sets it apart from the line before.
    """

    text: str
    mark: Mark | None = None
    apart: bool = False


_BULLET = re.compile(r"[•·▪◦‣●■►*]\s+|-\s+(?=\S)")
_INNER_BREAK = re.compile(r"(?<=[.!?\"'”’)])\s{3,}|\s•\s")
_SENTENCE_CLOSERS = "\"'”’)]» "
_INNER_STOP = re.compile(r"[.!?] +\w")
_NEVER_LAST = frozenset(
    ("the", "a", "an", "of", "and", "in", "to", "by", "for", "with", "at", "on", "from", "that", "was")
)
_SHORT = 0.6
"""Lines below this share of the width end paragraphs or are no running text."""
_RAGGED = 4
"""Characters by which wrapped lines may fall short of the width."""


def split_lines(text: str) -> list[Line]:
    """The lines of plain text that are not blank.

    A full stop and three spaces or a bullet inside a line is a paragraph break that somebody flattened.
    """
    lines: list[Line] = []
    blank_before = True
    depth = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if not stripped:
            blank_before = True
            continue
        deeper, depth = len(raw) - len(raw.lstrip()) > depth + 1, len(raw) - len(raw.lstrip())
        goes_on = bool(lines) and stripped[0].islower() and not ends_sentence(lines[-1].text)
        lines += _pieces(stripped, blank_before or (deeper and not goes_on))
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

    In hard-wrapped text a paragraph ends before a line that stands apart, or at a line with room for the next word
    that ends a sentence. Elsewhere a line that starts in lower case goes on from one that ends no sentence.
    """
    width = wrap_width(lines)
    is_cased = any(line.text[0].isupper() for line in lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1][-1], line, width, is_cased=is_cased):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Line(" ".join(part.text for part in group), group[0].mark, group[0].apart) for group in groups]


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The column at which the text was wrapped, or None where it was not.

    Wrapped lines, apart from the last of a paragraph, have no room for the first word of the next one; and they
    break inside sentences. In a list of headlines, one a line, each starts with a capital and few are full.
    """
    width = max((len(line.text) for line in lines), default=0)
    if not NARROWEST_WRAP <= width <= LONGEST_WRAP:
        return None
    pairs = [
        (one.text, two.text) for one, two in pairwise(lines) if _may_go_on(one, two) and len(one.text) >= _SHORT * width
    ]
    if len(pairs) > 1 and pairs[0][0] == lines[0].text:
        pairs = pairs[1:]  # the first line is often short because its dateline was taken out
    full = sum(not _has_room(one, two, width - _RAGGED) for one, two in pairs)
    is_wrapped = bool(pairs) and full >= 0.75 * len(pairs) and _breaks_sentences(pairs)
    return width if is_wrapped else None


def _breaks_sentences(pairs: Sequence[tuple[str, str]]) -> bool:
    """Do lines go on inside a sentence? Lower case shows it; where all is in one case, words at the break do."""
    text = " ".join(one for one, _ in pairs)
    if text.isupper() or text.islower():
        return any(one.lower().rsplit(" ", 1)[-1] in _NEVER_LAST or _INNER_STOP.search(one) for one, _ in pairs)
    return sum(two[0].islower() and not ends_sentence(one) for one, two in pairs) >= 0.3 * len(pairs)


def _may_go_on(one: Line, two: Line) -> bool:
    return not two.apart and two.mark is None and one.mark != "heading"


def _goes_on(one: Line, two: Line, width: int | None, *, is_cased: bool) -> bool:
    """Is the second line part of the same paragraph?"""
    if not _may_go_on(one, two):
        return False
    if is_cased and two.text[0].islower() and not ends_sentence(one.text):
        return True
    if width is None:
        return False
    if not _has_room(one.text, two.text, width):
        return True
    # Where capitals mean something, a short line before one is a headline or a name.
    is_short = len(one.text) < _SHORT * width and not one.text.isupper()
    return not ends_sentence(one.text) and not is_short


def _has_room(text: str, following: str, width: int) -> bool:
    """Would the first word of the following line have fitted?"""
    first_word = following.split(" ", 1)[0]
    return len(text) + 1 + len(first_word) <= width
