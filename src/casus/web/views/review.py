"""What an analyst should look at, and what analysts have said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query, Request
from sqlalchemy import Connection

from casus.ledger.corrections import Word, all_words, open_words
from casus.ledger.events import Telling, disputed_events, newest_day, shifted
from casus.ledger.finding import Wanted, statements_found
from casus.ledger.mentions import ASSERTED
from casus.web.addresses import event_at, report_at, statement_at
from casus.web.given import GivenDesk
from casus.web.views.lists import Cursor, more_at, parsed
from casus.web.views.records import RecordLine, line_of, listed_line
from casus.wording.reviewed import told_of
from casus.wording.terms import UNSURE_BELOW, counted, printable

_UNSURE, _DISPUTED, _OPEN, _SAID = 20, 20, 50, 30
"""How many of each stand on the page."""
_DOUBTFUL = Wanted(below=UNSURE_BELOW, is_unspoken=True)
_DAYS = 30
"""Days up to the newest report in which disputes are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A record that the reader was unsure of. name: REPORT/LABEL; confidence: 0..1."""

    name: str
    confidence: float
    line: RecordLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """An event that some assert and some deny. support: how many of each. href: its page."""

    line: RecordLine
    support: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLine:
    """A word of an analyst. href: the page of the statement; report: its words; counts: page of what counts instead."""

    words: str
    href: str
    report: str
    counts: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """The queue and the list. older, more: addresses of what stands behind the words and the unsure records."""

    unsure: tuple[Doubt, ...]
    more: str | None
    disputed: tuple[Disputed, ...]
    days: int
    open: tuple[SaidLine, ...]
    said: tuple[SaidLine, ...]
    older: str | None


def review(
    desk: GivenDesk, request: Request, after: Cursor = None, before: Annotated[int | None, Query(ge=1, le=2**53)] = None
) -> ReviewPage:
    """The records to look at and the words said. after, before: where their lists go on."""
    with desk.asking() as connection:
        unsure = statements_found(connection, _DOUBTFUL, limit=_UNSURE, after=parsed(after))
        said = all_words(connection, limit=_SAID + 1, before=before)
    older = said[_SAID - 1].number if len(said) > _SAID else None
    return ReviewPage(
        unsure=tuple(
            Doubt(name="/".join(one.key), confidence=one.record.confidence, line=listed_line(one))
            for one in unsure.items
        ),
        more=more_at(request, unsure.after),
        disputed=desk.derived("disputed events", _disputed),
        days=_DAYS,
        open=desk.derived("open words", lambda connection: tuple(map(said_line, open_words(connection)[:_OPEN]))),
        said=tuple(map(said_line, said[:_SAID])),
        older=f"/review?before={older}#said" if older is not None else None,
    )


def said_line(word: Word) -> SaidLine:
    """A word of an analyst with its links."""
    return SaidLine(
        words=printable(told_of(word)),
        href=statement_at(*word.key),
        report=report_at(*word.key),
        counts=statement_at(*word.by_key) if word.by_key is not None and word.says == "corrected" else None,
    )


def _disputed(connection: Connection) -> tuple[Disputed, ...]:
    last = newest_day(connection)
    if last is None:
        return ()
    found = disputed_events(connection, shifted(last, -_DAYS), last)
    newest = sorted(found, key=lambda one: one.first.report.published or "", reverse=True)[:_DISPUTED]
    return tuple(
        Disputed(
            line=_line(one.first),
            support=f"asserted in {counted(len(one.told_as(*ASSERTED)), 'statement')}, "
            f"denied in {len(one.told_as('negated')):,}",
            href=event_at(*one.first.key),
        )
        for one in newest
    )


def _line(one: Telling) -> RecordLine:
    its = one.report
    return line_of(one.record, one.key, kind="event", about=(its.published, its.source, its.title), event=one.key)
