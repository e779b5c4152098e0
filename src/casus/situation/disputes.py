"""What one side asserts and another denies, and who changed their story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casus.knowledge.sides import Side, sides_of
from casus.ledger.events import Telling, ToldEvent
from casus.ledger.mentions import ASSERTED
from casus.records import Event, Toll

_SURE = 0.7
"""Confidence of statements that show that a side changed its story."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """One event that some assert and some deny. changed: sides that did one and later the other."""

    event: ToldEvent
    asserted: tuple[Telling, ...]
    denied: tuple[Telling, ...]
    changed: tuple[Side, ...]

    @property
    def record(self) -> Event | Toll:
        """The event as the statement that says most has it."""
        return self.asserted[0].record

    @property
    def last(self) -> str:
        """Day of the newest report on it."""
        return max(one.report.published or "" for one in (*self.asserted, *self.denied))


def disputes(events: Iterable[ToldEvent]) -> list[Dispute]:
    """The events that are asserted and denied, the newest first."""
    found = []
    for event in events:
        asserted, denied = event.told_as(*ASSERTED), event.told_as("negated")
        if asserted and denied:
            found.append(Dispute(event, asserted, denied, _changed(asserted, denied)))
    return sorted(found, key=lambda one: (one.last, one.event.first.key), reverse=True)


def _changed(asserted: Sequence[Telling], denied: Sequence[Telling]) -> tuple[Side, ...]:
    """Sides that assert on one day and deny on another the same act of the same doers in the same town.

    Less is no ground for saying so: who asserts one strike on a town may deny another.
    """
    said, unsaid = _by_side(asserted), _by_side(denied)
    return tuple(sorted({one[0] for one in said if one in unsaid and said[one] != unsaid[one]}))


_Act = tuple[Side, str, tuple[Side, ...]]
"""Who says so, of what town, and of whose doing."""


def _by_side(tellings: Sequence[Telling]) -> dict[_Act, str]:
    """The first day on which a side says so, with more than a guess of the reader's."""
    found: dict[_Act, str] = {}
    for one in sorted(tellings, key=lambda its: its.report.published or ""):
        record = one.record
        place, doers = record.place, sides_of(record.actors) if isinstance(record, Event) else ()
        if place is None or place.precision not in ("point", "city") or not doers or record.confidence < _SURE:
            continue
        for side in sides_of(record.voice):
            found.setdefault((side, place.name, tuple(sorted(doers))), one.report.published or "")
    return found
