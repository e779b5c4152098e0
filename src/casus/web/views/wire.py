"""How the wire that fills this ledger fares: its feeds, what became of their articles, and how late they were kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil

from casus.web.addresses import source_at
from casus.web.desk import Desk
from casus.web.given import GivenDesk
from casus.wire import Health, beside, health
from casus.wire.health import FeedHealth
from casus.wording.terms import all_printable, counted

_TOLD = {"kept": "in the ledger", "unchanged": "new versions with the same text"}
_ORDER = ("broken", "failing", "new", "fine")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """One feed. href: what the ledger has of its publisher, None before its first report. due: until it is asked."""

    name: str
    address: str
    state: str
    trouble: str
    answered: str
    due: str
    kept: int
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """An article that was not read, and why."""

    address: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WirePage:
    """A wire. is_there: whether one ever filled this ledger. feeds: those in trouble first."""

    is_there: bool
    facts: tuple[str, ...]
    feeds: tuple[FeedLine, ...]
    missed: tuple[Missed, ...]


def wire(desk: GivenDesk) -> WirePage:
    """How the wire fares now."""
    found = _health(desk)
    if found is None:
        return WirePage(is_there=False, facts=(), feeds=(), missed=())
    lines = sorted(map(_line, found.feeds), key=lambda one: (_ORDER.index(one.state), one.name))
    missed = tuple(Missed(address=address, why=why) for address, why in found.troubles)
    return all_printable(WirePage(is_there=True, facts=tuple(_facts(found)), feeds=tuple(lines), missed=missed))


def _health(desk: Desk) -> Health | None:
    return health(beside(desk.ledger.name))


def _facts(found: Health) -> list[str]:
    facts = [f"{counted(number, 'article')} {_TOLD.get(fate, fate)}" for fate, number in found.fates.items()]
    facts.append(f"{counted(found.waiting, 'article')} waiting")
    if found.delay is not None:
        facts.append(f"95 of 100 of the newest were in the ledger within {_span(found.delay)} of being found")
    return facts


def _line(feed: FeedHealth) -> FeedLine:
    answered = None if feed.answered is None else datetime.fromtimestamp(feed.answered, UTC)
    return FeedLine(
        name=feed.name,
        address=feed.address,
        state=feed.state,
        trouble=feed.trouble or "",
        answered="never" if answered is None else f"{answered:%Y-%m-%d %H:%M} UTC",
        due="now" if feed.due < 1 else f"in {_span(feed.due)}",
        kept=feed.kept,
        href=source_at(feed.name) if feed.kept else None,
    )


def _span(seconds: float) -> str:
    """ "40 seconds", "5 minutes", "3 hours", rounded up."""
    whole = max(1, ceil(seconds))
    for unit, size in (("hour", 3600), ("minute", 60)):
        if whole >= size:
            return counted(ceil(whole / size), unit)
    return counted(whole, "second")
