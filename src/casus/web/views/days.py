"""Going from a day to another: a field for a day and links to those around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from casus.ledger.events import newest_day, oldest_day, shifted

_AROUND = (
    ("a month earlier", -30), ("a week earlier", -7), ("a day earlier", -1),
    ("a day later", 1), ("a week later", 7), ("a month later", 30),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A link to another day."""

    words: str
    day: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The day of a page among those of the ledger. first, last: of its oldest and newest reports."""

    day: str
    first: str
    last: str
    steps: tuple[Step, ...]


def days_around(connection: Connection, day: str, address: Callable[[str], str]) -> Days:
    """The days of a ledger around a day. address: of the page on a day."""
    first, last = oldest_day(connection) or day, newest_day(connection) or day
    steps = [Step(words=words, day=there, href=address(there)) for words, by in _AROUND if (there := shifted(day, by))]
    return Days(day=day, first=first, last=last, steps=tuple(one for one in steps if first <= one.day <= last))
