"""The article of a page, cut where records and cited sentences begin and end: each part can be pointed at."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from casus.records import Report, Span, Statement
from casus.wording.brief import CitedSentence
from casus.wording.terms import printable


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Printable words on which the same records rest, given by their ids; none for most words."""

    words: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Segments in the same cited sentences, mostly one or none. starts: the numbers of those that begin here."""

    numbers: tuple[int, ...]
    starts: tuple[int, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A line of the article."""

    is_heading: bool
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """[start, end) of the text, the cited sentences and the records that cover all of it."""

    start: int
    end: int
    numbers: tuple[int, ...]
    records: tuple[str, ...]


def paragraphs(report: Report, records: Iterable[Statement], cited: Iterable[CitedSentence]) -> tuple[Paragraph, ...]:
    """All lines of the report that hold words; each word stands in exactly one segment."""
    found: list[Paragraph] = []
    seen: set[int] = set()
    pieces = _pieces(report.text, records, cited)
    for is_break, line in groupby(pieces, key=lambda piece: report.text[piece.start] == "\n"):
        if not is_break:
            inside = list(line)
            first, last = inside[0].start, inside[-1].end
            is_heading = any(start <= first and last <= end for start, end in report.headings)
            found.append(Paragraph(is_heading=is_heading, stretches=_stretches(report.text, inside, seen)))
    return tuple(found)


def _stretches(text: str, pieces: Sequence[_Piece], seen: set[int]) -> tuple[Stretch, ...]:
    """seen: the sentences begun so far; those that begin here are added."""
    stretches = []
    for numbers, inside in groupby(pieces, key=lambda piece: piece.numbers):
        segments = (Segment(words=printable(text[one.start : one.end]), records=one.records) for one in inside)
        starts = tuple(number for number in numbers if number not in seen)
        stretches.append(Stretch(numbers=numbers, starts=starts, segments=tuple(segments)))
        seen.update(starts)
    return tuple(stretches)


def _pieces(text: str, records: Iterable[Statement], cited: Iterable[CitedSentence]) -> Iterator[_Piece]:
    """The whole text in order; every line break is a piece of its own."""
    opening, closing = defaultdict[int, list[int | str]](list), defaultdict[int, list[int | str]](list)
    marks: list[tuple[Span, int | str]] = [(one.span, one.id) for one in records]
    marks += [(one.span, one.number) for one in cited]
    for (start, end), mark in marks:
        opening[start].append(mark)
        closing[min(end, len(text))].append(mark)
    breaks = {place for place, char in enumerate(text) if char == "\n"}
    cuts = {0, len(text), *opening, *closing, *breaks, *(place + 1 for place in breaks)}
    active: dict[int | str, None] = {}
    for start, end in pairwise(sorted(cuts)):
        for ended in closing[start]:
            del active[ended]
        active |= dict.fromkeys(opening[start])
        numbers = sorted(mark for mark in active if isinstance(mark, int))
        ids = [mark for mark in active if isinstance(mark, str)]
        yield _Piece(start=start, end=end, numbers=tuple(numbers), records=tuple(ids))
