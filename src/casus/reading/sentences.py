"""Sentences of a report, with offsets."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from casus.records import Report, Span

# A stop that may end a sentence, what may close after it, and the space before the next one.
_STOP = re.compile(r"(?:[.!?…]+|(?<=[.!?])[”\"’')\]])[”\"’')\]]*(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Cmdr|Sen|Rep|Gov|Rev|St|Prof|Brig|Adm|Hon|Pres|Supt|Insp|Cpl|Pvt|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|vs|etc|cf|approx|Inc|Ltd|Co|Corp|Jr|Sr|No|Nos|Art|Fig|"
    r"e\.g|i\.e|a\.k\.a)|\b[A-Za-z]|\b(?:[A-Za-z]\.)+[A-Za-z])\.$",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.)+[A-Za-z]\.$")
_OPENER = re.compile(
    r"[“\"]?(?:The|A|An|In|On|At|He|She|It|They|But|And|Two|Three|This|That|There|Its|His|Their|We|I|No|One|Some|Many|As|For)\b"
)
_NUMBER = re.compile(r"\b[Nn]os?\.$")
_LONGEST = 1200
"""Characters after which a sentence is cut at the next space, so that no text can make one sentence of everything."""
MOST_SENTENCES = 5_000
"""Sentences of a report that are read. The longest text that is taken in has about 2,000 of them when it is prose."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """[start, end) of one sentence in `report.text`. heading: it is a heading of the report."""

    start: int
    end: int
    heading: bool = False


def split_sentences(report: Report) -> list[Sentence]:
    """All sentences in order; lines are never joined, blank ones are left out."""
    text, found = report.text, []
    headings = sorted(report.headings)
    at = 0
    for line in text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        if line.strip():
            before = bisect_right(headings, (start, len(text))) - 1
            heading = before >= 0 and end <= headings[before][1]
            found += [
                Sentence(a, b, heading) for a, b in ([_trim(text, start, end)] if heading else _split(text, start, end))
            ]
    return found


def within_reach(report: Report, sentences: list[Sentence]) -> tuple[Report, list[Sentence]]:
    """The sentences that are read; the report says in a note how many are not."""
    beyond = len(sentences) - MOST_SENTENCES
    if beyond <= 0:
        return report, sentences
    note = f"read only up to sentence {MOST_SENTENCES:,}: the last {beyond:,} were not; split the text into articles"
    return replace(report, notes=(*report.notes, note)), sentences[:MOST_SENTENCES]


def _split(text: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    first = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() <= first or not _ends_here(text, first, stop.start(), stop.end(), end):
            continue
        spans += _cut(text, first, stop.end())
        first = stop.end()
    spans += _cut(text, first, end)
    return [(a, b) for a, b in (_trim(text, *span) for span in spans) if a < b]


def _ends_here(text: str, first: int, stop: int, after: int, end: int) -> bool:
    """Whether the stop at `stop` ends a sentence: the next word opens one, and the word before is no abbreviation."""
    at = after
    while at < end and text[at].isspace():
        at += 1
    if at >= end:
        return True
    following = text[at]
    if following in "“\"‘'([" and at + 1 < end:
        following = text[at + 1]
    if following.islower():
        return False
    before = text[max(first, stop - 12) : stop + 1]
    if _DOTTED.search(before) and _OPENER.match(text, at):
        return True  # "left for the U.S. The army stayed"
    if _NUMBER.search(before):
        return not following.isdigit()  # "He said no. They left." but "No. 4"
    return not (text[stop] == "." and after == stop + 1 and _ABBREVIATION.search(before))


def _cut(text: str, start: int, end: int) -> list[Span]:
    spans = []
    while end - start > _LONGEST:
        at = text.find(" ", start + _LONGEST, end)
        at = min(start + 2 * _LONGEST, end) if at < 0 or at > start + 2 * _LONGEST else at
        spans.append((start, at))
        start = at
    return [*spans, (start, end)]


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
