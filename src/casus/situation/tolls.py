"""Tolls: how many were harmed, as each voice counts, never summed.

A count since a day that goes on ("1,166 since September 27") is a running count; one counter's running counts of the
same victims are one series, whose last number is its state. A count of one day or place stands alone. Counts that
overlap are never added. Where a counter begins anew (a lower number), the old series stays as it was, beside the new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from casus.knowledge.sides import Side, belongs_to
from casus.ledger.days import days_of
from casus.records import EFFECTS, Effect, Group, Place, Toll
from casus.situation.cited import Cited, apart, origins

_SHORT = 3
"""Days of the longest period that still counts one event."""
_JUMP = 3
"""Times the last number: a count without a period that is higher is not taken for the same running count."""
_NEAR = 1.5
"""The same for a number that leaves more open."""
_LOOSE = 7
"""Days by which the first day of one running count may be told differently."""
_CLOSED = ("point", "city", "district")
"""Places that make a count one of a single event."""
ADDED = "added to an earlier count"
"""Caveat of a number that is the rise of a count, and no count."""


@dataclass(frozen=True, slots=True)
class Count:
    """One number of one day. low, best, high: inclusive; None where the words give no such bound."""

    day: str
    low: int | None
    best: int | None
    high: int | None
    caveat: str | None
    statements: tuple[Cited, ...]

    @property
    def least(self) -> int | None:
        """What is counted at the least; None where only an upper bound is told."""
        return self.low if self.low is not None else self.best

    @property
    def most(self) -> int | None:
        """What is counted at the most; None where it is open."""
        return self.high


@dataclass(frozen=True, slots=True)
class Series:
    """What one counter says of one group of victims over one period.

    counter: whose count it is, a side or a name; None: the reports' own. of: the side that the victims belong to, None
    when not told. since: first day of the period, None when not told. counts: by day, the last one is in force. The
    series that the counter has left behind say so (is_left).
    """

    effect: Effect
    group: Group
    of: Side | None
    counter: str | None
    since: str | None
    counts: tuple[Count, ...]
    is_left: bool = False

    @property
    def last(self) -> Count:
        """The newest number."""
        return self.counts[-1]


@dataclass(frozen=True, slots=True)
class Incident:
    """The number of one day or place, as each voice has it. low, high: over all voices; None: open."""

    effect: Effect
    group: Group
    place: Place | None
    day: str
    low: int | None
    high: int | None
    origins: int
    statements: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """What all counters say together of one group of victims: from the least to the most, never a sum.

    least: over the counters' newest numbers; most: None where a counter leaves it open. disagree: the numbers of two
    counters exclude each other.
    """

    effect: Effect
    group: Group
    of: Side | None
    least: int | None
    most: int | None
    disagree: bool
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Tolls:
    """All that is counted. unplaced: numbers that say neither what period nor what place they count."""

    bands: tuple[Band, ...]
    incidents: tuple[Incident, ...]
    unplaced: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class _Counted:
    """A toll with whose count it is, whose people it counts, and since when."""

    one: Cited
    toll: Toll
    counter: str | None
    of: Side | None
    since: str | None

    @property
    def value(self) -> int:
        return next(n for n in (self.toll.low, self.toll.best, self.toll.high) if n is not None)


def tolls(statements: Iterable[Cited]) -> Tolls:
    """The running counts, incidents and loose numbers of one conflict. statements: those told until the day."""
    counted = [_counted(one, one.record) for one in statements if isinstance(one.record, Toll)]
    counted.sort(key=lambda its: (its.one.told, its.one.key))
    running: list[_Running] = []
    single: list[_Counted] = []
    unplaced: list[Cited] = []
    for its in counted:
        home = _home(running, its)
        if home is not None:
            _append(home.counts, its)
        elif _is_single(its.toll):
            single.append(its)
        elif its.since is None or its.toll.caveat == ADDED:
            unplaced.append(its.one)
        else:
            running.append(_Running(its, [_count(its)]))
    return Tolls(tuple(_bands(_series(running))), tuple(_incidents(single)), tuple(unplaced))


@dataclass(slots=True)
class _Running:
    """A running count while its numbers are gathered. first: the one that began it."""

    first: _Counted
    counts: list[Count]


def _home(running: Sequence[_Running], its: _Counted) -> _Running | None:
    """The running count that a number continues; None for one that begins or stands alone."""
    if its.toll.caveat == ADDED:
        return None
    is_local = its.toll.place is not None and its.toll.place.precision in _CLOSED
    same = [one for one in running if _is_same_count(one.first, its)]
    same.sort(key=lambda one: (one.first.toll.group == its.toll.group, one.counts[-1].day), reverse=True)
    if its.since is not None and not _is_single(its.toll):
        same = [one for one in same if _same_start(one.first.since, its.since)]
        # a number as high as the whole is no part of it: the place is where the counter sits
        return next((one for one in same if not is_local or _goes_on(one, its)), None)
    return None if is_local else next((one for one in same if _goes_on(one, its)), None)


def _is_same_count(one: _Counted, other: _Counted) -> bool:
    """Whether two numbers may be of one counter's count of the same victims; what one leaves open fits."""
    groups = {one.toll.group, other.toll.group}
    return (
        one.toll.effect == other.toll.effect
        and one.counter == other.counter
        and (len(groups) == 1 or "all" in groups)
        and (one.of is None or other.of is None or one.of == other.of)
    )


def _goes_on(one: _Running, its: _Counted) -> bool:
    """Whether a number without a period may be the next of a running count: no lower, and not much higher.

    One that counts another group, or names a day, must come closer.
    """
    last = one.counts[-1]
    value = last.least if last.least is not None else last.most
    is_vague = one.first.toll.group != its.toll.group or _is_single(its.toll)
    return value is not None and value <= its.value <= (_NEAR if is_vague else _JUMP) * value


def _counted(one: Cited, toll: Toll) -> _Counted:
    of = next((side for actor in toll.of if (side := belongs_to(actor)) is not None), None)
    if of is None and toll.place is not None and toll.place.precision == "country":
        of = toll.place.country
    elif of is None and toll.place is not None and toll.place.precision == "province" and toll.place.disputed_by:
        of = toll.place.name
    since, _ = days_of(toll.time)
    return _Counted(one, toll, counter_of(one), of, since)


def counter_of(one: Cited) -> str | None:
    """Whose count a toll is: the side of its voice, else its name; None for the report's own."""
    for actor in one.record.voice:
        return belongs_to(actor) or actor.name
    return None


def _is_single(toll: Toll) -> bool:
    """Whether a toll counts one event: a day or a few, or a town without a longer period."""
    first, last = days_of(toll.time)
    if first is not None or last is not None:
        return first is not None and last is not None and apart(first, last) <= _SHORT
    return toll.place is not None and toll.place.precision in _CLOSED


def _series(running: Sequence[_Running]) -> list[Series]:
    """Running counts as series. A counter who began anew has left the count before."""
    found = []
    for at, one in enumerate(running):
        later = running[at + 1 :]
        is_left = any(
            _is_same_count(one.first, other.first) and other.counts[-1].day > one.counts[-1].day for other in later
        )
        first = one.first
        found.append(
            Series(
                first.toll.effect, first.toll.group, first.of, first.counter, first.since, tuple(one.counts), is_left
            )
        )
    return found


def _same_start(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one == other
    return abs(apart(one, other)) <= _LOOSE


def _append(counts: list[Count], its: _Counted) -> None:
    """Add a number to a running count; the same number told again adds its statement."""
    last, new = counts[-1], _count(its)
    if (last.low, last.best, last.high) == (new.low, new.best, new.high):
        counts[-1] = replace(last, statements=(*last.statements, its.one))
    else:
        counts.append(new)


def _count(its: _Counted) -> Count:
    toll = its.toll
    return Count(its.one.told, toll.low, toll.best, toll.high, toll.caveat, (its.one,))


def _bands(series: Sequence[Series]) -> list[Band]:
    """Series of the same victims side by side; those whose victims are not named stand alone."""
    groups: dict[tuple[str, ...], list[Series]] = defaultdict(list)
    for one in series:
        alone = one.counter or "" if one.of is None else ""
        groups[one.effect, one.group, one.of or "", alone].append(one)
    found = []
    for its in groups.values():
        live = [one for one in its if not one.is_left]
        leasts = [one.last.least for one in live if one.last.least is not None]
        mosts = [one.last.most for one in live]
        most = None if None in mosts else max(n for n in mosts if n is not None)
        least = min(leasts) if leasts else None
        first = its[0]
        found.append(Band(first.effect, first.group, first.of, least, most, _disagree(live), tuple(its)))
    return sorted(found, key=lambda band: (EFFECTS.index(band.effect), -(band.least or band.most or 0), band.group))


def _disagree(series: Sequence[Series]) -> bool:
    """Whether two counters' newest numbers of one period exclude each other."""
    return any(
        _same_start(one.since, other.since)
        and one.last.most is not None and other.last.low is not None and one.last.most < other.last.low
        for one in series for other in series
    )  # fmt: skip


def _incidents(single: Sequence[_Counted]) -> list[Incident]:
    """Numbers of one event each, by effect, place and day; the newest first."""
    groups: list[list[_Counted]] = []
    for its in single:
        home = next((group for group in groups if _is_one_event(group[0], its)), None)
        if home is None:
            groups.append([its])
        else:
            home.append(its)
    found = [_incident(group) for group in groups]
    return sorted(found, key=lambda one: (one.day, one.low or one.high or 0), reverse=True)


def _is_one_event(one: _Counted, other: _Counted) -> bool:
    here, there = one.toll.place, other.toll.place
    return (
        one.toll.effect == other.toll.effect
        and one.toll.group == other.toll.group
        and (here.name if here else None) == (there.name if there else None)
        and abs(apart(_day(one), _day(other))) <= 1
    )


def _day(its: _Counted) -> str:
    first, _ = days_of(its.toll.time)
    return first or its.one.told


def _incident(group: Sequence[_Counted]) -> Incident:
    first = group[0].toll
    lows = [n for its in group if (n := its.toll.low if its.toll.low is not None else its.toll.best) is not None]
    highs = [its.toll.high for its in group]
    high = None if None in highs else max(n for n in highs if n is not None)
    place = next((its.toll.place for its in group if its.toll.place is not None), None)
    its = tuple(one.one for one in group)
    return Incident(
        first.effect, first.group, place, min(map(_day, group)), min(lows, default=None), high, origins(its), its
    )
