"""Quotations: where they stand and whose words they are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casus.reading.sentences import Sentence
from casus.records import Actor, Report, Span

_CURLY = re.compile(r"“([^“”\n]*)(”|\n|$|(?=“))")
_STRAIGHT = re.compile(r'(?<![\w"])"([^"\n]{2,2000}?)"(?!\w)')
_FEWEST_WORDS = 3
"""A quotation of one or two words ("so-called", “terrorism propaganda”) is the report's distance, not a statement."""


@dataclass(slots=True, eq=False)
class Quotation:
    """Words between quotation marks: [start, end) without the marks. speakers, channel: found while reading."""

    start: int
    end: int
    speakers: tuple[Actor, ...] = ()
    channel: str | None = None


def find_quotations(report: Report) -> list[Quotation]:
    """All quotations of a report; one that runs over paragraphs, each opened again, is one."""
    text = report.text
    found = [Quotation(m.start(1), m.end(1)) for m in _STRAIGHT.finditer(text)]
    open_one: Quotation | None = None
    for match in _CURLY.finditer(text):
        if open_one is not None and not text[open_one.end : match.start()].strip():
            open_one.end = match.end(1)
        else:
            open_one = Quotation(match.start(1), match.end(1))
            found.append(open_one)
        if match.group(2) == "”":
            open_one = None
    return sorted(
        _joined(text, (quote for quote in found if text[quote.start : quote.end].strip())),
        key=lambda quote: quote.start,
    )


def _joined(text: str, quotes: Iterable[Quotation]) -> list[Quotation]:
    """Curly openings within an unclosed quotation ("“First. “Second.”") belong to the one before."""
    joined: list[Quotation] = []
    for quote in quotes:
        between = text[joined[-1].end : quote.start] if joined else "x"
        if joined and quote.start >= joined[-1].end and between.strip() == "“" and "”" not in between:
            joined[-1].end = quote.end
        else:
            joined.append(quote)
    return joined


def worth_recording(report: Report, quote: Quotation) -> bool:
    """Whether a quotation is long enough to be somebody's statement."""
    return len(report.text[quote.start : quote.end].split()) >= _FEWEST_WORDS


def quote_span(report: Report, quote: Quotation) -> Span:
    """The quotation without white space and the comma before the closing mark."""
    start, end = quote.start, quote.end
    while start < end and report.text[start].isspace():
        start += 1
    while end > start and (report.text[end - 1].isspace() or report.text[end - 1] == ","):
        end -= 1
    return start, end


def quotes_in(quotes: Iterable[Quotation], sentences: Sequence[Sentence]) -> list[list[Quotation]]:
    """The quotations that share a character with each sentence; both in the order of the text."""
    found: list[list[Quotation]] = [[] for _ in sentences]
    for quote in quotes:
        for at in held_by(quote.start, quote.end, sentences):
            found[at].append(quote)
    return found


def held_by(start: int, end: int, sentences: Sequence[Sentence]) -> range:
    """Positions of the sentences that share a character with [start, end)."""
    first = bisect_right(sentences, start, key=lambda one: one.end)
    return range(first, max(first, bisect_left(sentences, end, key=lambda one: one.start)))
