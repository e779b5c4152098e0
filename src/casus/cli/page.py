"""Briefs as one self-contained page: the brief beside the article, each line tied to its words."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import count

from jinja2 import Environment, StrictUndefined, Template

from casus import __version__
from casus.records import Reading
from casus.wording.article import Paragraph, paragraphs
from casus.wording.brief import Brief, EventGroup, Section
from casus.wording.lines import EventLine, Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A line with its place on the page. key: its id there; numbers: those of its sentences."""

    key: str
    line: Fact | EventLine
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSection:
    """A section, or a group of events, of one report."""

    key: str
    title: str
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReport:
    """One report as the template gets it. key: "r1" for the first; targets: the key of the line of each record."""

    key: str
    brief: Brief
    language: str | None
    before: tuple[ShownSection, ...]
    events: tuple[ShownSection, ...]
    after: tuple[ShownSection, ...]
    paragraphs: tuple[Paragraph, ...]
    targets: Mapping[str, str]


def page(reports: Sequence[ShownReport]) -> str:
    """The page of these reports; the same reports give the same text."""
    style, script = _resource("page.css"), _resource("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return _template().render(
        reports=reports,
        title=reports[0].brief.title if len(reports) == 1 else f"{len(reports)} reports",
        version=__version__,
        style=style,
        script=script,
        policy=policy,
    )


def shown_report(number: int, brief: Brief, reading: Reading) -> ShownReport:
    """A report ready for the page. number: its place there, from 1."""
    keys = (f"r{number}-f{line}" for line in count(1))
    before = _shown(brief, brief.before, keys)
    events = _shown(brief, brief.events, keys)
    after = _shown(brief, brief.after, keys)
    return ShownReport(
        key=f"r{number}",
        brief=brief,
        language=reading.report.language,
        before=before,
        events=events,
        after=after,
        paragraphs=paragraphs(reading.report, reading.statements(), brief.cited),
        targets=_targets((*before, *events, *after)),
    )


def _shown(brief: Brief, sections: Iterable[Section | EventGroup], keys: Iterator[str]) -> tuple[ShownSection, ...]:
    return tuple(
        ShownSection(
            key=section.key,
            title=section.title,
            lines=tuple(ShownLine(key=next(keys), line=line, numbers=brief.numbers(line)) for line in _lines(section)),
        )
        for section in sections
    )


def _lines(section: Section | EventGroup) -> Sequence[Fact | EventLine]:
    return section.facts if isinstance(section, Section) else section.lines


def _targets(sections: Sequence[ShownSection]) -> dict[str, str]:
    """For each record the line that rests on the fewest others beside it."""
    lines = [shown for section in sections for shown in section.lines]
    targets: dict[str, str] = {}
    for shown in sorted(lines, key=lambda shown: len(shown.line.records)):
        for record in shown.line.records:
            targets.setdefault(record, shown.key)
    return targets


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    return environment.from_string(_resource("page.html"))


def _resource(name: str) -> str:
    return (files("casus.cli") / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The source expression that allows exactly this inline style or script."""
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()
