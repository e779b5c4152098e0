"""Phases of a conflict: spells of fighting as reports tell of them, truces that hold, and quiet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from casus.situation.cited import Cited, apart, origins
from casus.situation.truces import BREACH, HOLDS, TruceLife

_QUIET = 14
"""Days without a report of force after which a spell of fighting is over."""
_SURE = 0.5
"""Confidence below which a statement is shown as unsure."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A period, both days inclusive; end is None while it lasts. reports: that tell of force in it.

    is_cut: what is looked at begins in its midst, so that it may have begun earlier.
    """

    kind: Literal["fighting", "truce", "quiet"]
    start: str
    end: str | None
    reports: int
    is_cut: bool = False


def phases(statements: Sequence[Cited], lives: Sequence[TruceLife], day: str) -> list[Phase]:
    """The phases until a day, the first one first. A truce is a phase of its own as long as nobody breaks it."""
    force = [one for one in statements if one.force is not None]
    started = _held(force, lives, day)
    spells: list[list[Cited]] = []
    for one in sorted(force, key=lambda one: one.day):
        if started is not None and one.day > started:
            continue
        if spells and apart(spells[-1][-1].day, one.day) <= _QUIET:
            spells[-1].append(one)
        else:
            spells.append([one])
    found: list[Phase] = []
    for spell in spells:
        if found:
            found.append(Phase("quiet", _next(str(found[-1].end)), _next(spell[0].day, -1), 0))
        found.append(Phase("fighting", spell[0].day, spell[-1].day, len({one.report.id for one in spell})))
    return _until_today(found, started, day) if found else []


def since_when(found: Sequence[Phase], first: str) -> tuple[Phase, ...]:
    """Phases, the first one marked as cut where it begins no later than two weeks behind the first day looked at."""
    head = tuple(replace(one, is_cut=apart(first, one.start) <= _QUIET) for one in found[:1])
    return (*head, *found[1:])


def _held(force: Sequence[Cited], lives: Sequence[TruceLife], day: str) -> str | None:
    """The day on which the newest truce that is in force took effect, if there is no force told of since.

    Force of whomever: a truce of two sides of three is no phase of a conflict that goes on. What casus itself is unsure
    of ends none.
    """
    held = next((life for life in lives if life.state in HOLDS and life.effective is not None), None)
    started = held.effective if held is not None else None
    if started is None or started > day:
        return None
    since = (one for one in force if one.day > started and one.record.confidence >= _SURE)
    return started if origins(since) < BREACH else None


def _until_today(found: list[Phase], started: str | None, day: str) -> list[Phase]:
    *before, last = found
    end = str(last.end)
    if started is not None:
        return [*found, *_between(end, started), Phase("truce", started, None, 0)]
    if apart(end, day) <= _QUIET:
        return [*before, Phase("fighting", last.start, None, last.reports)]
    return [*found, Phase("quiet", _next(end), None, 0)]


def _between(end: str, started: str) -> list[Phase]:
    """Quiet before a truce, if it lasted."""
    return [Phase("quiet", _next(end), _next(started, -1), 0)] if apart(end, started) > _QUIET else []


def _next(day: str, by: int = 1) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() + by).isoformat()
