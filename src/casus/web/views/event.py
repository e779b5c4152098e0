"""An event: its statements side by side, who asserts and who denies it, and why they are taken for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Path
from sqlalchemy import Connection

from casus.ledger.codes import codes_in
from casus.ledger.credibility import credibility
from casus.ledger.decisions import Decision
from casus.ledger.events import Telling, ToldEvent, codes_told, event_of, status_of
from casus.ledger.mentions import ASSERTED
from casus.ledger.reasons import DECIDED, Reason
from casus.ledger.sources import sources
from casus.records import Toll
from casus.web.addresses import report_at, search_at, statement_at
from casus.web.desk import NotThere
from casus.web.given import GivenDesk
from casus.web.views.records import RecordLine, line_of
from casus.web.views.told import shortened
from casus.wording.codes import explained
from casus.wording.terms import bounds, counted, printable

_MOST = 60
"""Statements of each side that stand on the page; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Why a statement is taken for the same event as another. reasons: each with its points, but what users said.

    key: REPORT/LABEL; name: the same, short.
    """

    key: str
    name: str
    href: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One statement of the event. reliability: letter of its source, None where nobody has judged it.

    key: REPORT/LABEL; name: the same, short.
    """

    key: str
    name: str
    line: RecordLine
    sentence: str
    reliability: str | None
    joined: Joined | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The statements that tell the event in one way, the newest last. more: left out."""

    title: str
    told: tuple[Told, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How many one statement of a toll gives. report: its words."""

    day: str
    bounds: str
    voice: str
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLine:
    """A code of a user's codebook with its gloss. href: all that has it."""

    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """One event. key, name: of what says most; codes: those of any of its statements; digit: credibility, with its
    rule. moved: of a toll, how it was told.
    """

    key: str
    name: str
    line: RecordLine
    codes: tuple[CodeLine, ...]
    support: tuple[str, ...]
    digit: int
    meaning: str
    because: str
    sides: tuple[Side, ...]
    moved: tuple[Moved, ...]
    decisions: tuple[str, ...]


def event(desk: GivenDesk, report_id: Annotated[str, Path()], label: Annotated[str, Path()]) -> EventPage:
    """The event that a statement tells."""
    key = f"{report_id}/{label}"
    return desk.derived(("event", key), lambda connection: _page(connection, key))


def _page(connection: Connection, key: str) -> EventPage:
    found = event_of(connection, key)
    if found is None:
        raise NotThere("This is no statement of an event or toll in force.")
    letters = {one.name: one.reliability for one in sources(connection)}
    judged = credibility(connection, found)
    first, codes = found.first, codes_in(connection)
    sides = (
        ("Asserted", found.told_as(*ASSERTED)),
        ("Denied", found.told_as("negated")),
        ("Demanded, promised, feared or possible", found.told_as("future", "conditional", "requested", "possible")),
    )
    return EventPage(
        key="/".join(first.key),
        name=_name(first.key),
        line=_line(first),
        codes=tuple(
            CodeLine(words=printable(explained(codes[name])), href=search_at(type=name))
            for name in codes_told(found.tellings)
            if name in codes
        ),
        support=_support(found),
        digit=judged.digit,
        meaning=judged.words,
        because=judged.because,
        sides=tuple(_side(title, its, letters) for title, its in sides if its),
        moved=tuple(_moved(found)),
        decisions=tuple(map(_decided, found.decided)),
    )


def _support(found: ToldEvent) -> tuple[str, ...]:
    asserting = {one.key[0] for one in found.tellings if status_of(one.record) in ASSERTED}
    told = counted(len(asserting), "report")
    return (
        (f"asserted by {told}", counted(found.origins, "independent origin")) if asserting else ("asserted by nobody",)
    )


def _name(key: tuple[str, str]) -> str:
    return f"{key[0][:8]}/{key[1]}"


def _line(one: Telling) -> RecordLine:
    kind = "toll" if isinstance(one.record, Toll) else "event"
    its = one.report
    return line_of(one.record, one.key, kind=kind, about=(its.published, its.source, its.title), event=None)


def _side(title: str, tellings: tuple[Telling, ...], letters: dict[str, str | None]) -> Side:
    ordered = sorted(tellings, key=lambda one: (one.report.published or "", one.key))
    return Side(
        title=title, told=tuple(_told(one, letters) for one in ordered[:_MOST]), more=max(0, len(ordered) - _MOST)
    )


def _told(one: Telling, letters: dict[str, str | None]) -> Told:
    joined = None
    if one.joins is not None:
        reasons = tuple(printable(_reason(reason)) for reason in one.reasons if reason.rule != "base")
        joined = Joined(key="/".join(one.joins), name=_name(one.joins), href=statement_at(*one.joins), reasons=reasons)
    return Told(
        key="/".join(one.key),
        name=_name(one.key),
        line=_line(one),
        sentence=shortened(printable(one.report.text[slice(*one.record.sentence)])),
        reliability=letters.get(one.report.source or ""),
        joined=joined,
    )


def _reason(reason: Reason) -> str:
    return reason.words if reason.rule == DECIDED else f"{reason.words} ({reason.points:+.1f})"


def _moved(found: ToldEvent) -> list[Moved]:
    """The numbers of a toll, by the day on which each was told; of an event none."""
    told = sorted((one.report.published or "", one.key, one) for one in found.tellings if isinstance(one.record, Toll))
    return [
        Moved(
            day=day or "undated",
            bounds=bounds(one.record),
            voice=printable(", ".join(actor.name for actor in one.record.voice) or "the report itself"),
            report=report_at(*one.key),
        )
        for day, _, one in told[:_MOST]
        if isinstance(one.record, Toll)
    ]


def _decided(one: Decision) -> str:
    said = "one event" if one.is_same else "two events"
    by = f" by {one.author}" if one.author else ""
    return printable(f"{_name(one.one)} and {_name(one.other)} are {said}: said{by} on {one.decided[:10]}")
