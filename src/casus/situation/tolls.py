"""Tolls: how many were harmed, as each voice counts, never summed.

A count since a day that goes on ("1,166 since September 27") is a running count; one counter's running counts of the
same victims are one series, whose last number is its state. A count of one day or place stands alone. Counts that
overlap are never added. Where a counter begins anew (a later first day), the old series stays as it was, beside the
new. How many people are displaced is counted on like that without a first day. The rules: docs/situation.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from casus.knowledge.sides import Side, belongs_to
from casus.records import ADDED, EFFECTS, Effect, Group, Place, Toll
from casus.situation.cited import Cited, apart, origins, period_of

_SHORT = 3
"""Days of the longest period that still counts one event."""
_JUMP = 3
"""Times the last number: a count without a period that is higher is not taken for the same running count."""
_NEAR = 1.5
"""The same for a number that leaves more open."""
_LARGE = 30
"""The last number from which on one that names a day may be the next: a smaller one may be the day's own."""
_CLOSE = 1.25
"""Times the lower number: the higher one of two that may be of one event though no place says so."""
_LOOSE = 7
"""Days by which the first day of one running count may be told differently."""
_PAST = 60
"""Days after which a period that ended is told of as background, and counts nothing that goes on."""
_OLD = 730
"""Days after which the number of one day is left to the ledger."""
_CLOSED = ("point", "city", "district")
"""Places that make a count one of a single event."""
_STOCK = "displaced"
"""What is told as it stands: it goes up and down, and its first day says little."""


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
        """What is counted at the least, or about; None where only an upper bound is told."""
        return self.low if self.low is not None else self.best

    @property
    def most(self) -> int | None:
        """What is counted at the most, or about; None where it is open ("at least 130")."""
        return self.high if self.high is not None or self.low is not None else self.best


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

    least, most: over the newest numbers of those who count from the earliest day on; most: None where one of them
    leaves it open. disagree: the numbers of two of them exclude each other.
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
    """All that is counted. unplaced: numbers that are neither.

    They do not say what period or place they count, or are the rise of a count, a part of another number, or of
    a period that was over long before.
    """

    bands: tuple[Band, ...]
    incidents: tuple[Incident, ...]
    unplaced: tuple[Cited, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Counted:
    """A toll with whose count it is, whose people it counts, and since when.

    is_single: it counts one event. is_local: it names a place of one.
    """

    one: Cited
    toll: Toll
    count: Count
    counter: str | None
    of: Side | None
    since: str | None
    is_single: bool
    is_local: bool

    @property
    def value(self) -> int:
        return next(n for n in (self.toll.low, self.toll.best, self.toll.high) if n is not None)


@dataclass(slots=True, eq=False)
class _Running:
    """A running count while its numbers are gathered. first: the one that began it."""

    first: _Counted
    counts: list[Count]


def tolls(statements: Iterable[Cited]) -> Tolls:
    """The running counts, incidents and loose numbers of one conflict. statements: those told until the day."""
    counted = [_counted(one, one.record) for one in statements if isinstance(one.record, Toll)]
    counted.sort(key=lambda its: (its.one.told, its.since or "", its.value, its.toll.group, its.of or "", its.one.key))
    wholes = {(its.one.report.id, its.toll.id): its.toll for its in counted}
    running: dict[tuple[str, str | None], list[_Running]] = defaultdict(list)
    single: list[_Counted] = []
    unplaced: list[Cited] = []
    for its in counted:
        same = running[its.toll.effect, its.counter]
        if _is_loose(its, wholes.get((its.one.report.id, its.toll.part_of or ""))):
            unplaced.append(its.one)
        elif (home := _home(same, its)) is not None:
            _append(home.counts, its.count)
        elif its.is_single and not _may_be_total(running, its):
            single.append(its)
        elif its.is_single or (its.since is None and its.toll.effect != _STOCK):
            unplaced.append(its.one)
        else:
            same.append(_Running(its, [its.count]))
    series = [one for same in running.values() for one in _series(same)]
    return Tolls(tuple(_bands(series)), tuple(_incidents(single)), tuple(unplaced))


def _is_loose(its: _Counted, whole: Toll | None) -> bool:
    """Whether a number is no count: the rise of one, a part of one of the same group, or one of long ago."""
    _, last = period_of(its.toll)
    is_part = whole is not None and whole.effect == its.toll.effect and whole.group == its.toll.group
    is_past = last is not None and apart(last, its.one.told) > (_OLD if its.is_single else _PAST)
    return ADDED in (its.toll.caveat or "") or is_part or is_past


def _may_be_total(running: Mapping[tuple[str, str | None], Sequence[_Running]], its: _Counted) -> bool:
    """Whether a number of a town, without a day, is as high as somebody's running count: it may be no event's."""
    if period_of(its.toll) != (None, None):
        return False
    same = [one for (effect, _), known in running.items() for one in known if effect == its.toll.effect]
    return any(_is_same_count(one.first, its) and _LARGE <= (one.counts[-1].least or 0) <= its.value for one in same)


def _home(running: Iterable[_Running], its: _Counted) -> _Running | None:
    """The running count that a number continues; None for one that begins or stands alone."""
    same = [one for one in running if _is_same_count(one.first, its)]
    same.sort(key=lambda one: (_is_same_group(one, its), one.counts[-1].day), reverse=True)
    if its.toll.effect == _STOCK and not its.is_single:
        return next((one for one in same if _is_same_group(one, its)), None)
    if its.since is not None and not its.is_single:
        same = [one for one in same if _same_start(one.first.since, its.since)]
        return next((one for one in same if _is_next(one, its)), None)
    return None if its.is_local else next((one for one in same if _goes_on(one, its)), None)


def _is_same_group(one: _Running, its: _Counted) -> bool:
    return one.first.toll.group == its.toll.group


def _is_same_count(one: _Counted, other: _Counted) -> bool:
    """Whether two numbers of one counter may be of the same victims; what one leaves open fits."""
    mine, its = one.toll.group, other.toll.group
    return (mine == its or "all" in (mine, its)) and (one.of is None or other.of is None or one.of == other.of)


def _is_next(one: _Running, its: _Counted) -> bool:
    """Whether a number of the same first day is the next of a running count; it may have been corrected downwards.

    One of a town is a part of it, unless it is as high as the whole: then the town is where the counter sits.
    """
    if not _is_same_group(one, its):
        return _goes_on(one, its)
    return not its.is_local or its.value >= (one.counts[-1].least or 0)


def _goes_on(one: _Running, its: _Counted) -> bool:
    """Whether a number without a period may be the next of a running count: no lower, and not much higher.

    One that counts another group, or names a day, must come closer, and one that names a day follows large ones only.
    """
    last = one.counts[-1]
    value = last.least if last.least is not None else last.most
    if value is None or (its.is_single and value < _LARGE):
        return False
    is_vague = its.is_single or not _is_same_group(one, its)
    return value <= its.value <= (_NEAR if is_vague else _JUMP) * value


def _counted(one: Cited, toll: Toll) -> _Counted:
    of = next((side for actor in toll.of if (side := belongs_to(actor)) is not None), None)
    place = toll.place
    if of is None and place is not None and place.precision == "country":
        of = place.country
    elif of is None and place is not None and place.precision == "province" and place.disputed_by:
        of = place.name
    first, last = period_of(toll)
    is_local = place is not None and place.precision in _CLOSED
    if first is None and last is None:
        is_single = is_local
    else:
        is_single = first is not None and last is not None and apart(first, last) <= _SHORT
    since = None if toll.effect == _STOCK else first
    count = Count(one.told, toll.low, toll.best, toll.high, toll.caveat, (one,))
    return _Counted(one, toll, count, counter_of(one), of, since, is_single, is_local)


def counter_of(one: Cited) -> str | None:
    """Whose count a toll is: the side of its voice, else its name; None for the report's own."""
    for actor in one.record.voice:
        return belongs_to(actor) or actor.name
    return None


def _series(running: Sequence[_Running]) -> list[Series]:
    """One counter's running counts as series. Who began anew has left the count before."""
    found = []
    for at, one in enumerate(running):
        first, day = one.first, one.counts[-1].day
        is_left = any(
            _is_same_group(other, first) and other.first.of == first.of and other.counts[-1].day > day
            for other in running[at + 1 :]
        )
        counts = tuple(one.counts)
        found.append(Series(first.toll.effect, first.toll.group, first.of, first.counter, first.since, counts, is_left))
    return found


def _same_start(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one == other
    return abs(apart(one, other)) <= _LOOSE


def _append(counts: list[Count], new: Count) -> None:
    """Add a number to a running count; the same number told again adds its statement."""
    last = counts[-1]
    if (last.low, last.best, last.high) == (new.low, new.best, new.high):
        counts[-1] = replace(last, statements=(*last.statements, *new.statements))
    else:
        counts.append(new)


def _bands(series: Iterable[Series]) -> list[Band]:
    """Series of the same victims side by side; those whose victims are not named stand alone."""
    groups: dict[tuple[str, ...], list[Series]] = defaultdict(list)
    for one in series:
        alone = one.counter or "" if one.of is None else ""
        groups[one.effect, one.group, one.of or "", alone].append(one)
    found = [_band(its) for its in groups.values()]
    return sorted(
        found,
        key=lambda band: (
            EFFECTS.index(band.effect), -(band.least or band.most or 0), band.group, band.of or "",
            band.series[0].counter or "",
        ),
    )  # fmt: skip


def _band(its: Sequence[Series]) -> Band:
    live = [one for one in its if not one.is_left]
    earliest = min((one.since for one in live if one.since is not None), default=None)
    whole = [one for one in live if one.since is None or _same_start(one.since, earliest)]
    leasts = [one.last.least for one in whole if one.last.least is not None]
    mosts = [one.last.most for one in whole]
    most = None if None in mosts else max(n for n in mosts if n is not None)
    first = its[0]
    return Band(
        first.effect, first.group, first.of, min(leasts, default=None), most, _exclude_each_other(whole), tuple(its)
    )


def _exclude_each_other(series: Iterable[Series]) -> bool:
    """Whether the newest number of one counter is, at the most, lower than another's at the least."""
    lasts = [one.last for one in series]
    highs = [last.high for last in lasts if last.high is not None]
    lows = [last.low for last in lasts if last.low is not None]
    return bool(highs) and bool(lows) and min(highs) < max(lows)


def _incidents(single: Iterable[_Counted]) -> list[Incident]:
    """Numbers of one event each, by effect, group, place and day; the newest first."""
    groups: dict[tuple[str, ...], list[list[_Counted]]] = defaultdict(list)
    for its in single:
        place = its.toll.place
        near = groups[its.toll.effect, its.toll.group, place.name if place is not None else ""]
        home = next((group for group in reversed(near) if _is_one_event(group[0], its)), None)
        if home is None:
            near.append([its])
        else:
            home.append(its)
    found = [_incident(group) for near in groups.values() for group in near]
    return sorted(found, key=lambda one: (one.day, one.low or one.high or 0, one.statements[0].key), reverse=True)


def _is_one_event(one: _Counted, other: _Counted) -> bool:
    """Whether two numbers of one place may be of one event: of one day, or a day apart where one names none.

    Of a wide place, or of none, the numbers must come close: there is more than one event a day.
    """
    days = (period_of(one.toll)[0], period_of(other.toll)[0])
    far = abs(apart(_day(one), _day(other)))
    is_near = far == 0 if None not in days else far <= 1
    return is_near and (one.is_local or _come_close(one, other))


def _come_close(one: _Counted, other: _Counted) -> bool:
    low, high = sorted((one.value, other.value))
    return high <= _CLOSE * low and (one.of is None or other.of is None or one.of == other.of)


def _day(its: _Counted) -> str:
    return period_of(its.toll)[0] or its.one.told


def _incident(group: Sequence[_Counted]) -> Incident:
    toll = group[0].toll
    lows = [least for its in group if (least := its.count.least) is not None]
    highs = [its.count.most for its in group]
    high = None if None in highs else max(n for n in highs if n is not None)
    its = tuple(one.one for one in group)
    day = min(map(_day, group))
    return Incident(toll.effect, toll.group, toll.place, day, min(lows, default=None), high, origins(its), its)
