"""Sentences of a report in any script, as a translator is given them: by stops and line ends alone."""

import re
from bisect import bisect_right

from casus.records import Report, Span

# Stops that end a sentence wherever they stand, and those that do so before white space; closing marks stay with them.
_CLOSING = "(?:[”\"’'»)\\]」』）]|[ \u00a0\u202f]»)*"
_STOP = re.compile(rf"(?:[。！？｡]+|[.!?…؟۔।॥։።၊။]+(?={_CLOSING}\s)){_CLOSING}")
_INITIAL = re.compile(r"(?:^|[\W\d_])[^\W\d_]\.$")
_LONGEST = 1000
"""Characters after which a sentence is cut at the next space: translators lose their way in longer ones."""


def split_units(report: Report) -> list[Span]:
    """All sentences in order; no line is joined to another, a heading is one unit, and no word is left out."""
    text, spans, at = report.text, list[Span](), 0
    headings = sorted(report.headings)
    for line in text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        before = bisect_right(headings, (start, len(text))) - 1
        is_heading = before >= 0 and end <= headings[before][1]
        stops = [] if is_heading else _stops(text, start, end)
        for stop in (*stops, end):
            spans += _cut(text, start, stop)
            start = stop
    return [(a, b) for a, b in (_trimmed(text, *span) for span in spans) if a < b]


def _stops(text: str, start: int, end: int) -> list[int]:
    """Where sentences of a line end. Behind an initial ("г. Москва"), or before a small letter, none does."""
    found = []
    for stop in _STOP.finditer(text, start, end):
        following = text[stop.end() : min(end, stop.end() + 20)].lstrip()[:1]
        is_initial = stop.group() == "." and _INITIAL.search(text[max(start, stop.start() - 2) : stop.end()])
        if not following.islower() and not is_initial:
            found.append(stop.end())
    return found


def _cut(text: str, start: int, end: int) -> list[Span]:
    spans = []
    while end - start > _LONGEST:
        at = text.find(" ", start + _LONGEST, min(end, start + 2 * _LONGEST))
        at = start + _LONGEST if at < 0 else at
        spans.append((start, at))
        start = at
    return [*spans, (start, end)]


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())
