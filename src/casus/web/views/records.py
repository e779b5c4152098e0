"""One record as any page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casus.ledger.about import Listed
from casus.ledger.mentions import Key
from casus.records import Event, Statement
from casus.web.addresses import event_at, report_at, statement_at
from casus.wording.lines import record_line
from casus.wording.terms import all_printable, printable

KIND_WORDS = {
    "event": "Event", "toll": "Toll", "truce": "Truce", "pledge": "Pledge", "tie": "Tie", "quote": "Quote",
}  # fmt: skip
"""Kinds of record, as headings have them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """A record in one line.

    label: its id within its reading; lead, words, limits: as a brief has them. is_claim: only a voice says so.
    status: of an event, else None. about: day, source and title of its report. href: its page; report: its words in
    the report; event: the page of its event, None for what is none. is_translated: it was read in a translation.
    """

    label: str
    kind: str
    lead: str
    words: str
    limits: tuple[str, ...]
    is_claim: bool
    status: str | None
    about: str
    roles: tuple[str, ...]
    href: str
    report: str
    event: str | None
    is_translated: bool


def line_of(record: Statement, key: Key, *, kind: str, about: Iterable[str | None] = (), event: Key | None = None,
            roles: tuple[str, ...] = ()) -> RecordLine:  # fmt: skip
    """A record in one line. about: parts of what is said of its report, None for what is not known."""
    told = record_line(record)
    is_asserted = not isinstance(record, Event) or record.status in ("actual", "historical")
    made = RecordLine(
        label=key[1],
        kind=KIND_WORDS[kind],
        lead=told.lead,
        words=told.words,
        limits=told.limits,
        is_claim=told.is_claim or not is_asserted,
        status=record.status if isinstance(record, Event) else None,
        about=printable(" · ".join(part for part in about if part)),
        roles=roles,
        href=statement_at(*key),
        report=report_at(*key),
        event=event_at(*key) if event is not None else None,
        is_translated=record.translated is not None,
    )
    return all_printable(made)


def listed_line(one: Listed) -> RecordLine:
    """A statement of a list in one line."""
    about = (one.published, one.source, one.title)
    return line_of(one.record, one.key, kind=one.kind, about=about, event=one.event, roles=one.roles)
