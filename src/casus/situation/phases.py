"""Phases of a conflict: spells of fighting as reports tell of them, truces that hold, and quiet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casus.situation.cited import Cited, apart
from casus.situation.truces import TruceLife

_QUIET = 14
"""Days without a report of force after which a spell of fighting is over."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A period, both days inclusive; end is None while it lasts. reports: that tell of force in it."""

    kind: Literal["fighting", "truce", "quiet"]
    start: str
    end: str | None
    reports: int


def phases(statements: Sequence[Cited], lives: Sequence[TruceLife], day: str) -> list[Phase]:
    """The phases until a day, the first one first. A truce is a phase of its own as long as no breach is told."""
    held = next((life for life in lives if life.state == "in force" and life.effective is not None), None)
    started = held.effective if held is not None else None
    force = sorted({(one.day, one.report.id) for one in statements if one.is_force()})
    days = [(when, report) for when, report in force if started is None or when <= started]
    spells: list[list[tuple[str, str]]] = []
    for when, report in days:
        if spells and apart(spells[-1][-1][0], when) <= _QUIET:
            spells[-1].append((when, report))
        else:
            spells.append([(when, report)])
    found: list[Phase] = []
    for spell in spells:
        if found:
            found.append(Phase("quiet", _next(str(found[-1].end)), _next(spell[0][0], -1), 0))
        found.append(Phase("fighting", spell[0][0], spell[-1][0], len({report for _, report in spell})))
    if found:
        found = _until_today(found, started, day)
    return found


def _until_today(found: list[Phase], started: str | None, day: str) -> list[Phase]:
    last = found[-1]
    if started is not None:
        ended = Phase("fighting", last.start, min(str(last.end), started), last.reports)
        return [*found[:-1], ended, Phase("truce", started, None, 0)]
    if apart(str(last.end), day) <= _QUIET:
        return [*found[:-1], Phase("fighting", last.start, None, last.reports)]
    return [*found, Phase("quiet", _next(str(last.end)), None, 0)]


def _next(day: str, by: int = 1) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() + by).isoformat()
