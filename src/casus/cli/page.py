"""Briefs as one self-contained page: the brief beside the article, each line tied to its words."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from casus import __version__
from casus.cli.brief import Brief, EventGroup, Section
from casus.cli.lines import Line
from casus.cli.wording import printable
from casus.records import Reading, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A line with its place on the page. key: its id there; numbers: those of its sentences."""

    key: str
    line: Line
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSection:
    """A section, or a group of events, of one report."""

    key: str
    title: str
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Words of the article on which the same records rest. target: key of the line that says most about them."""

    words: str
    records: tuple[str, ...]
    target: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Segments of the same cited sentences, mostly one or none. starts: those of them that begin here."""

    numbers: tuple[int, ...]
    starts: tuple[int, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A line of the article."""

    is_heading: bool
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReport:
    """One report on the page. key: "r1" for the first."""

    key: str
    brief: Brief
    language: str | None
    before: tuple[ShownSection, ...]
    events: tuple[ShownSection, ...]
    after: tuple[ShownSection, ...]
    paragraphs: tuple[Paragraph, ...]


def page(reports: Sequence[ShownReport]) -> str:
    """The page of these reports; the same reports give the same text."""
    style, script = _resource("page.css"), _resource("page.js")
    title = reports[0].brief.title if len(reports) == 1 else f"{len(reports)} reports"
    return _template().render(
        reports=reports,
        title=title,
        version=__version__,
        style=Markup(style),
        script=Markup(script),
        policy=(
            f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
    )


def shown_report(number: int, brief: Brief, reading: Reading) -> ShownReport:
    """A report as the page shows it. number: its place on the page, from 1."""
    key = f"r{number}"
    keys = (f"{key}-f{count}" for count in range(1, 1 + sum(1 for _ in _lines(brief))))
    before, events, after = (
        tuple(_shown_section(brief, section, keys) for section in sections)
        for sections in (brief.before, brief.events, brief.after)
    )
    return ShownReport(
        key=key,
        brief=brief,
        language=reading.report.language,
        before=before,
        events=events,
        after=after,
        paragraphs=tuple(_paragraphs(brief, reading, _targets((*before, *events, *after)))),
    )


def _lines(brief: Brief) -> Iterator[Line]:
    for section in (*brief.before, *brief.after):
        yield from section.facts
    for group in brief.events:
        yield from group.lines


def _shown_section(brief: Brief, section: Section | EventGroup, keys: Iterator[str]) -> ShownSection:
    lines: Sequence[Line] = section.facts if isinstance(section, Section) else section.lines
    shown = (ShownLine(key=next(keys), line=line, numbers=brief.numbers(line)) for line in lines)
    return ShownSection(key=section.key, title=section.title, lines=tuple(shown))


def _targets(sections: Iterable[ShownSection]) -> dict[str, str]:
    """For each record the line that rests on the fewest others beside it."""
    lines = [line for section in sections for line in section.lines]
    targets: dict[str, str] = {}
    for shown in sorted(lines, key=lambda shown: len(shown.line.records)):
        for record in shown.line.records:
            targets.setdefault(record, shown.key)
    return targets


# The article, cut where records and cited sentences begin and end


def _paragraphs(brief: Brief, reading: Reading, targets: dict[str, str]) -> Iterator[Paragraph]:
    report = reading.report
    pieces = _pieces(reading, brief)
    start = 0
    for line in report.text.split("\n"):
        end = start + len(line)
        inside = [piece for piece in pieces.get(start, ())]
        if line.strip():
            is_heading = any(first <= start and end <= last for first, last in report.headings)
            yield Paragraph(is_heading=is_heading, stretches=tuple(_stretches(report.text, inside, brief, targets)))
        start = end + 1
