"""What one side asserts and another denies, and who changed their story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casus.knowledge.sides import Side, sides_of
from casus.ledger.events import Telling, ToldEvent, status_of
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


def disputes(events: Iterable[ToldEvent], day: str) -> list[Dispute]:
    """The events that are asserted and denied in reports until a day, the newest first."""
    found = []
    for event in events:
        known = [one for one in event.tellings if (one.report.published or "") <= day]
        asserted = tuple(one for one in known if status_of(one.record) in ASSERTED)
        denied = tuple(one for one in known if status_of(one.record) == "negated")
        if asserted and denied:
            found.append(Dispute(event, asserted, denied, _changed(asserted, denied)))
    return sorted(found, key=lambda one: (one.last, one.event.first.key), reverse=True)


def _changed(asserted: Sequence[Telling], denied: Sequence[Telling]) -> tuple[Side, ...]:
    """Sides that assert at one time and deny at another what names the same town; less is no ground for saying so."""
    said, unsaid = _by_side(asserted), _by_side(denied)
    return tuple(
        sorted(side for side, place in said if (side, place) in unsaid and said[side, place] != unsaid[side, place])
    )


def _by_side(tellings: Sequence[Telling]) -> dict[tuple[Side, str], str]:
    """(side, town) -> the first day on which the side says so of it, with more than a guess of the reader's."""
    found: dict[tuple[Side, str], str] = {}
    for one in sorted(tellings, key=lambda its: its.report.published or ""):
        place = one.record.place
        if place is not None and place.precision in ("point", "city") and one.record.confidence >= _SURE:
            for side in sides_of(one.record.voice):
                found.setdefault((side, place.name), one.report.published or "")
    return found
