"""How many people an incident harmed: what each report counts, and bounds over all reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casus.exports.incidents import Incident
from casus.records import Effect, Toll


@dataclass(frozen=True, slots=True)
class Count:
    """Bounds on people, inclusive. None: nobody gave that bound, which is not zero.

    least: the most conservative figure told, a low bound or a best figure; None where only a high bound is told.
    """

    low: int | None = None
    best: int | None = None
    high: int | None = None
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """The tolls of one effect that one report tells of an incident. published: the day of the report, "" if unknown."""

    published: str
    report_id: str
    tolls: tuple[Toll, ...]

    @property
    def wholes(self) -> list[Toll]:
        """Those that are no part of another; figures for all people outweigh those for civilians and combatants."""
        known = {toll.id for toll in self.tolls}
        found = [toll for toll in self.tolls if toll.part_of not in known]
        return [toll for toll in found if toll.group == "all"] or found


def accounts_of(incident: Incident, effect: Effect) -> list[Account]:
    """What each report counts, by day. An incident that is a toll counts itself."""
    reports: dict[tuple[str, str], dict[str, Toll]] = defaultdict(dict)
    for told in (incident.told, *incident.tolls):
        for one in told.tellings:
            is_its = told is incident.told or one.key in incident.counted
            if is_its and isinstance(one.record, Toll) and one.record.effect == effect:
                reports[one.report.published or "", one.report.id][one.record.id] = one.record
    return [Account(*report, tuple(tolls.values())) for report, tolls in sorted(reports.items())]


def total(accounts: Sequence[Account]) -> Count | None:
    """Bounds that hold every report's figure: the smallest low, the largest high, the best of the newest report.

    None for no reports: nobody counted, which differs from nobody died. Best figures widen bounds, but make none; a
    report that gives a low bound alone ("at least") leaves the high side open for all. Reports that count all people
    outweigh those that count civilians or combatants alone.
    """
    whole = [one for one in accounts if any(toll.group == "all" for toll in one.wholes)] or accounts
    counts = [added(account.wholes) for account in whole]
    if not counts:
        return None
    least = min((one.least for one in counts if one.least is not None), default=None)
    most = [_first(one.high, one.best) for one in counts]
    known = [number for number in most if number is not None]
    has_high = any(one.high is not None for one in counts) and len(known) == len(most)
    return Count(
        low=least if any(one.low is not None for one in counts) else None,
        best=next((one.best for one in reversed(counts) if one.best is not None), None),
        high=max(known) if has_high else None,
        least=least,
    )


def added(tolls: Iterable[Toll]) -> Count:
    """The people of several tolls of one report: of figures for the same people the larger, of others the sum."""
    peoples: dict[tuple[str, tuple[str, ...]], Count] = {}
    for toll in tolls:
        people = toll.group, tuple(sorted(actor.name for actor in toll.of))
        count = Count(toll.low, toll.best, toll.high, _first(toll.low, toll.best))
        peoples[people] = max(peoples.get(people, count), count, key=lambda one: (one.least or 0, one.high or 0))
    found = list(peoples.values())
    return Count(*(_sum([getattr(count, name) for count in found]) for name in ("low", "best", "high", "least")))


def _sum(numbers: list[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def _first(*numbers: int | None) -> int | None:
    return next((number for number in numbers if number is not None), None)
