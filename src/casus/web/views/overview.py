"""The first page: the conflicts of a day."""

from __future__ import annotations

from dataclasses import dataclass

from casus.situation import situations
from casus.web.given import Day, GivenDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictCard:
    """One conflict in the list."""

    slug: str
    name: str
    reports: int
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The conflicts that the reports until a day tell of."""

    day: str
    conflicts: tuple[ConflictCard, ...]


def overview(desk: GivenDesk, on: Day | None = None) -> Overview:
    """The conflicts of a day; without one, of that of the newest report."""
    day = desk.day(on)
    found = desk.derived(("situations", day), lambda connection: situations(connection, day))
    cards = [
        ConflictCard(slug=one.conflict.slug, name=one.conflict.name, reports=one.reports, origins=one.origins)
        for one in found
    ]
    return Overview(day=day, conflicts=tuple(cards))
