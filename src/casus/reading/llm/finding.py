"""Where words stand in a text: as they are, or with other quotation marks, dashes and white space."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from casus.records import Span

_SAME = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}  # fmt: skip
_LONGEST = 10_000
"""Characters beyond which words are not looked for: a passage has fewer."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A stretch of text with its marks made alike and its white space made single. at: the offset of each letter."""

    text: str
    at: array[int]


def plain(text: str, start: int = 0, end: int | None = None) -> Plain:
    """The stretch [start, end) of a text, in the form in which words are compared."""
    letters: list[str] = []
    at = array("L")
    for offset in range(start, len(text) if end is None else end):
        letter = text[offset]
        if not letter.isspace():
            letters.append(_SAME.get(letter, letter))
            at.append(offset)
        elif letters and letters[-1] != " ":
            letters.append(" ")
            at.append(offset)
    if letters and letters[-1] == " ":
        letters.pop()
        at.pop()
    return Plain("".join(letters), at)


def spans_of(words: str, within: Plain) -> list[Span]:
    """Where some words stand, whole ones only, in the order of the text; empty for no words."""
    wanted = _wanted(words) if len(words) <= _LONGEST else ""
    found: list[Span] = []
    if not wanted or len(wanted) > len(within.text):
        return found
    at = within.text.find(wanted)
    while at >= 0:
        if _is_whole(within.text, at, at + len(wanted)):
            found.append((within.at[at], within.at[at + len(wanted) - 1] + 1))
        at = within.text.find(wanted, at + 1)
    return found


@lru_cache(maxsize=1_000)
def _wanted(words: str) -> str:
    return plain(words).text


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word is cut at either end."""
    cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    cut_behind = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not (cut_before or cut_behind)


def nearest(spans: Iterable[Span], to: Span) -> Span | None:
    """The span with the fewest characters between it and another, the first of equals."""
    return min(spans, key=lambda one: max(one[0] - to[1], to[0] - one[1], 0), default=None)
