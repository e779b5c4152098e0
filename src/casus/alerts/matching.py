"""What a rule finds in a ledger, whether or not it was found before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from casus.alerts.rules import Rule, is_meant
from casus.ledger.events import Telling, ToldEvent, events_after, is_asked, newest_day, reports_until
from casus.situation import Situation, situations
from casus.situation.cited import Cited, Key
from casus.situation.pledges import PledgeLife
from casus.situation.timeline import Entry
from casus.situation.tolls import Band
from casus.situation.truces import TruceLife
from casus.wording.shown import happened, told_entry
from casus.wording.terms import counted, printable

_COMPARED = "case told of"
_TRIGGERED = ("triggered", _COMPARED)
"""A report says that the case of a pledge has come about, or reports of two origins tell of an event like it."""


@dataclass(frozen=True, slots=True)
class Match:
    """Something that a rule asks for.

    thing: what it befell; step: what befell it; both of content alone, so that everybody computes the same. words: one
    sentence; limits: in whose voice, how sure. bounds: (least, most) of a toll, None for all else.
    """

    thing: tuple[str, ...]
    step: tuple[str, ...]
    conflict: str | None
    day: str
    words: str
    limits: tuple[str, ...]
    statements: tuple[Key, ...]
    bounds: tuple[int | None, int | None] | None = None

    def key(self, alert: str, rule: Rule) -> str:
        """The identity of the notice: the same rule never tells the same step of the same thing twice."""
        packed = json.dumps([alert, rule.written(), self.thing, self.step], ensure_ascii=False)
        return hashlib.sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def states(connection: Connection) -> list[Situation]:
    """Every conflict on the day of the newest report, for `in_states`; none in a ledger without dates."""
    day = newest_day(connection)
    return [] if day is None else situations(connection, day)


def in_states(rule: Rule, found: Iterable[Situation]) -> list[Match]:
    """The violated truces, triggered pledges or bounds of tolls, as they stand."""
    meant = [one for one in found if is_meant(one.conflict, rule.conflict)]
    match rule.kind:
        case "truce violated":
            return [match for one in meant for match in _violations(one)]
        case "pledge triggered":
            return [match for one in meant for match in _triggered(one)]
        case "toll moved":
            return [match for one in meant for band in one.tolls.bands if (match := _bounds(one, band)) is not None]
    return []


def new_events(connection: Connection, rule: Rule, mark: int) -> list[Match]:
    """The events that nothing told, as the rule asks for them, when the ledger held no statement above a number.

    A report that was there then and is read again tells nothing new.
    """
    found = [one for one in events_after(connection, mark) if is_asked(one, rule.country, rule.type)]
    asked = [(one, one.told_as(rule.status) if rule.status is not None else one.tellings) for one in found]
    known = reports_until(connection, mark, {its.report.id for _, tellings in asked for its in tellings})
    return [
        _event(one, tellings)
        for one, tellings in asked
        if tellings and known.isdisjoint(telling.report.id for telling in tellings)
    ]


def _event(one: ToldEvent, tellings: Sequence[Telling]) -> Match:
    """Named after the smallest key: who says most of it may change, and an event found once has its notice."""
    first = tellings[0]
    day = min((its.report.published for its in tellings if its.report.published), default="")
    limits = [counted(one.origins, "independent origin")] if one.origins else ["asserted by no report"]
    voices = {actor.name for its in tellings for actor in its.record.voice}
    limits += [f"according to {', '.join(sorted(voices))}"] if voices else []
    keys = tuple(its.key for its in tellings)
    words, said = printable(happened(first.record)), tuple(map(printable, limits))
    return Match(("event", "/".join(min(keys))), ("told",), None, day, words, said, keys)


def _violations(found: Situation) -> Iterator[Match]:
    for life in found.truces:
        thing = ("truce", found.conflict.slug, life.effective or life.steps[0].day, *life.parties)
        for step in life.steps:
            if step.state == "violated" and step.statements:
                yield _step(found, thing, (step.state,), Entry(step.day, step.told, life, step, step.statements))


def _triggered(found: Situation) -> Iterator[Match]:
    for life in found.pledges:
        thing = ("pledge", found.conflict.slug, "/".join(life.first.key))
        for step in life.steps:
            if step.state in _TRIGGERED:
                yield _step(found, thing, (step.state,), Entry(step.day, step.told, life, step, step.statements))


def _step(found: Situation, thing: tuple[str, ...], step: tuple[str, ...], entry: Entry) -> Match:
    line, keys = told_entry(entry), tuple(one.key for one in entry.statements)
    limits = tuple(map(printable, line.limits))
    if step == (_COMPARED,):
        limits = (*limits, "compared by casus, no report calls the pledge due")
    if isinstance(entry.what, (TruceLife, PledgeLife)) and line.is_claim and "claimed" not in limits:
        limits = (*limits, "claimed")
    return Match(thing, step, found.conflict.slug, entry.day, printable(line.words), limits, keys)


def _bounds(found: Situation, band: Band) -> Match | None:
    """The bounds of one group of victims as they stand; None where nobody gives any."""
    if band.least is None and band.most is None:
        return None
    live = [series for series in band.series if not series.is_left]
    newest = max(live, key=lambda series: (series.last.day, series.counter or ""))
    behind: list[Cited] = [one for series in live for one in series.last.statements]
    alone = newest.counter or "" if band.of is None else ""
    thing = ("toll", found.conflict.slug, band.effect, band.group, band.of or "", alone)
    keys = tuple(dict.fromkeys(one.key for one in behind))
    step = (_number(band.least), _number(band.most), *sorted("/".join(key) for key in keys))
    entry = Entry(newest.last.day, newest.last.day, newest, newest.last, newest.last.statements)
    line = told_entry(entry)
    limits = (*line.limits, *(("counts exclude one another",) if band.disagree else ()))
    day, words = newest.last.day, printable(line.words)
    bounds = (band.least, band.most)
    return Match(thing, step, found.conflict.slug, day, words, tuple(map(printable, limits)), keys, bounds)


def _number(value: int | None) -> str:
    return "open" if value is None else str(value)


def body_of(match: Match, before: tuple[int | None, int | None] | None) -> dict[str, Any]:
    """What a notice says, but for its citations. before: the bounds of a toll as they were told last."""
    told: dict[str, Any] = {
        "conflict": match.conflict, "day": match.day or None, "words": match.words, "limits": list(match.limits),
    }  # fmt: skip
    if match.bounds is not None:
        told["before"] = None if before is None else _as_bounds(before)
        told["after"] = _as_bounds(match.bounds)
        was = "none was told" if before is None else _range(before)
        told["words"] += f" (bounds over all counters: {was} before, {_range(match.bounds)} now)"
    return told


def _as_bounds(bounds: tuple[int | None, int | None]) -> dict[str, int | None]:
    return {"least": bounds[0], "most": bounds[1]}


def _range(bounds: tuple[int | None, int | None]) -> str:
    least, most = bounds
    if least is None or most is None:
        return f"at most {most:,}" if most is not None else f"at least {least:,}"
    return f"{least:,}" if least == most else f"{least:,} to {most:,}"
