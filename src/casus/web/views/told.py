"""Lines of words with the statements they rest on: the same lines as the terminal's, each opening to its sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from casus.ledger.events import Telling
from casus.situation import Situation
from casus.situation.cited import Cited, Key, words_of
from casus.situation.timeline import Entry
from casus.web.addresses import report_at, statement_at
from casus.wording.shown import Line, Part, key_of
from casus.wording.terms import printable

_LINES = 30
"""Lines of a part that stand on a page, the first ones; the rest is counted and found by the search."""
_QUOTED = 6
"""Statements of a line that stand with their sentences."""
_NAMED = 40
"""Statements of a line that stand by their names."""
_LONGEST = 600
"""Letters of a sentence that are shown."""

Sources = Mapping[str, Cited | Telling]
"""Statements by the names that lines carry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One statement. name: for `casus why`; about: day, source and title of its report; words: its sentence.

    words: None for one that only its name stands for. href: its own page; report: the place in its report.
    """

    name: str
    about: str
    words: str | None
    href: str
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """A line with what it rests on. statements: how many, of which the first are in evidence."""

    label: str
    words: str
    limits: tuple[str, ...]
    depth: int
    is_claim: bool
    statements: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPart:
    """Lines under one heading. id: its anchor; more: lines left out; search: where all statements are found."""

    id: str
    title: str
    lines: tuple[ToldLine, ...]
    more: int
    search: str


def sources_of(found: Situation, entries: Iterable[Entry]) -> dict[str, Cited | Telling]:
    """Every statement that a line on a situation or an entry of its timeline may name."""
    tellings = [one for dispute in found.disputes for one in (*dispute.asserted, *dispute.denied)]
    told = [one for entry in entries for one in entry.statements]
    return {key_of(one): one for one in (*tellings, *told, *found.statements)}


def told_parts(
    connection: Connection, parts: Sequence[Part], sources: Sources, search: Callable[[str | None], str]
) -> tuple[ToldPart, ...]:
    """Parts with the sentences that their first lines rest on. search: the address of all statements of a kind."""
    shown = [line for part in parts for line in part.lines[:_LINES]]
    quoted = [sources[name].key for line in shown for name in _known(line, sources)[:_QUOTED]]
    words = words_of(connection, quoted)
    return tuple(
        ToldPart(
            id=anchor(part.title),
            title=part.title.capitalize(),
            lines=tuple(_line(line, sources, words) for line in part.lines[:_LINES]),
            more=max(0, len(part.lines) - _LINES),
            search=search(part.kind),
        )
        for part in parts
    )


def anchor(title: str) -> str:
    """The name of a part in an address: "tolls-counted-on"."""
    return "-".join(re.findall(r"\w+", title.lower()))


def _known(line: Line, sources: Sources) -> list[str]:
    return [name for name in line.keys if name in sources]


def _line(line: Line, sources: Sources, words: Mapping[Key, str]) -> ToldLine:
    names = _known(line, sources)
    evidence = [_evidence(sources[name], words if at < _QUOTED else {}) for at, name in enumerate(names[:_NAMED])]
    return ToldLine(
        label=line.label,
        words=line.words,
        limits=line.limits,
        depth=line.depth,
        is_claim=line.is_claim,
        statements=len(line.keys),
        evidence=tuple(evidence),
    )


def _evidence(one: Cited | Telling, words: Mapping[Key, str]) -> Evidence:
    its = one.report
    sentence = words.get(one.key)
    return Evidence(
        name=key_of(one),
        about=printable(" · ".join(part for part in (its.published, its.source, its.title) if part)),
        words=None if sentence is None else shortened(printable(sentence)),
        href=statement_at(*one.key),
        report=report_at(*one.key),
    )


def shortened(text: str, letters: int = _LONGEST) -> str:
    """A text with its end cut where it is too long to stand on a page."""
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"
