"""Which statements are one event, decided over their agreement (docs/identity.md).

Every statement joins the one it agrees with best among those that say more, if it agrees well enough with it and does
not speak against what says most of that event; the statements that hang together so are one event. This is
density-peaks clustering (Rodriguez and Laio, Science 344, 2014) with "says more" in the place of density: whom a
statement joins depends on what all say, never on the order of arrival.

`joined` says so over all statements at once; `Joiner` keeps the same up to date as statements come and go, by looking
again only at those for whom something has changed.
"""

from __future__ import annotations

from bisect import insort
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import Connection

from casus.ledger.decisions import parted
from casus.ledger.grid import Cell, beside
from casus.ledger.identity import NOT_APART, REACH, SAME, agreeing, agreement
from casus.ledger.mentions import Key, Mention, packed, unpacked
from casus.ledger.sql import add, ask, change, chunks

Spot = tuple[int, str, str]
"""(period, topic, anchor): what a mention is looked for by. anchor: a name, a kind of target, a country of which the
mention does not say where in it, a cell of one, or a country of which it does say so, with `_SOMEWHERE` behind it."""
_SOMEWHERE = " somewhere"
_REMEMBERED, _SPOTS = 40_000, 200_000
"""Mentions kept in memory, some 4 kB each, and spots that were looked at, some 0.4 kB; from either number on the half
that was looked at longest ago is forgotten."""


def joined(mentions: Iterable[Mention]) -> dict[Key, Key | None]:
    """For each statement the one it joins, None for those that begin an event; those that say more come first."""
    topics: dict[str, list[Mention]] = defaultdict(list)
    for one in sorted({one.key: one for one in mentions}.values(), key=lambda one: one.fullness, reverse=True):
        topics[one.topic].append(one)
    found: dict[Key, Key | None] = {}
    for its in topics.values():
        heads: dict[Key, Mention] = {}
        for at, one in enumerate(its):
            other = _best(one, its[:at], heads)
            heads[one.key] = heads[other.key] if other is not None else one
            found[one.key] = other.key if other is not None else None
    return found


def _best(one: Mention, fuller: Sequence[Mention], heads: Mapping[Key, Mention]) -> Mention | None:
    """The statement that one agrees with best, if well enough, and if the head of its event does not speak against it.

    Without the second, vague statements would lead from one day's event to the next day's.
    """
    ranked = [(-points, at) for at, other in enumerate(fuller) if (points := agreement(one, other)) >= SAME]
    for _, at in sorted(ranked):
        if agreement(one, heads[fuller[at].key]) >= NOT_APART:
            return fuller[at]
    return None


def groups(joins: Mapping[Key, Key | None]) -> list[list[Key]]:
    """The statements of each event, the one that says most first."""
    found: dict[Key, list[Key]] = {}
    head: dict[Key, Key] = {}
    for key, other in joins.items():  # fuller ones come first, so a head is always known
        head[key] = head[other] if other is not None else key
        found.setdefault(head[key], []).append(key)
    return list(found.values())


@dataclass(slots=True, eq=False)
class Joined:
    """A mention in force. id: of its statement; joins: of the one it joins, None for a head; head: of its head."""

    id: int
    mention: Mention
    joins: int | None
    head: int
    day: int = field(init=False)
    is_day: bool = field(init=False)

    def __post_init__(self) -> None:
        """Of the mention, at hand: all that are near another are asked for their day."""
        self.day, self.is_day = self.mention.day or 0, self.mention.is_day


_NOBODY = set[Joined]()
"""Who is at most spots, as most names are one report's alone: one set for all of them, always empty."""


class Joiner:
    """Keeps a ledger's events; what it has read it remembers until `forget`, to be called when others have written."""

    def __init__(self) -> None:
        self._known: dict[int, Joined] = {}
        self._spots = OrderedDict[Spot, set[Joined]]()

    def forget(self) -> None:
        """Believe nothing that was read before."""
        self._known.clear()
        self._spots.clear()

    def settle(
        self,
        connection: Connection,
        *,
        added: Sequence[tuple[int, Mention]] = (),
        removed: Sequence[int] = (),
        again: Sequence[int] = (),
    ) -> None:
        """Bring the events up to date. added: statements now in force; removed: no more; again: to be decided anew."""
        _Settling(connection, self._known, self._spots).run(added, removed, again)
        if len(self._known) > _REMEMBERED or len(self._spots) > _SPOTS:
            self._forget_half()

    def _forget_half(self) -> None:
        while len(self._known) > _REMEMBERED // 2 or len(self._spots) > _SPOTS // 2:
            for _ in range(len(self._spots) // 2 + 1):
                self._spots.popitem(last=False)
            kept = {one.id: one for its in self._spots.values() for one in its}
            self._known = kept


class _Settling:
    """One change of a ledger's events. spots: the one looked at last at the end."""

    def __init__(self, connection: Connection, known: dict[int, Joined], spots: OrderedDict[Spot, set[Joined]]) -> None:
        self._connection, self._known, self._spots = connection, known, spots
        self._parted = parted(connection)
        self._due: list[tuple[tuple[object, ...], int]] = []  # by fullness; what says most is looked at first
        self._waiting: set[int] = set()
        self._new: set[int] = set()
        self._changed: dict[int, Joined] = {}

    def run(self, added: Sequence[tuple[int, Mention]], removed: Sequence[int], again: Sequence[int]) -> None:
        self._new = {number for number, _ in added}
        for one in self._loaded(removed):
            self._take_out(one)
        self._look_around(mention for _, mention in added)
        for number, mention in added:
            self._put_in(Joined(number, mention, None, number))
        for one in self._loaded(again):
            self._push(one)
        while self._due:
            number = self._due.pop()[1]
            self._waiting.discard(number)
            self._look_at(self._known[number])
        self._write()

    def _look_at(self, one: Joined) -> None:
        """Decide whom a statement joins; all that say more are settled."""
        before, head = one.joins, one.head
        fuller, less = self._agreeing(one)
        best = self._best_of(one, fuller)
        one.joins, one.head = (best.id, best.head) if best is not None else (None, one.id)
        if one.joins != before or one.head != head:
            self._changed[one.id] = one
        if one.head != head or one.id in self._new:
            for points, other in less:
                if other.id not in self._waiting and self._minds(other, one, points):
                    self._push(other)
            self._push_parted(one)

    def _agreeing(self, one: Joined) -> tuple[list[tuple[float, Joined]], list[tuple[float, Joined]]]:
        """Those that agree with a statement, with their points: those that say more, and those that say less."""
        fuller, less = list[tuple[float, Joined]](), list[tuple[float, Joined]]()
        fullness, waiting = one.mention.fullness, self._waiting
        near = [other for other in self._near(one) if other.id not in waiting or other.mention.fullness > fullness]
        for points, at in agreeing(one.mention, [other.mention for other in near], SAME):
            other = near[at]
            (fuller if other.mention.fullness > fullness else less).append((points, other))
        return fuller, less

    def _best_of(self, one: Joined, fuller: list[tuple[float, Joined]]) -> Joined | None:
        fuller.sort(key=lambda its: (its[0], its[1].mention.fullness), reverse=True)
        barred = self._barred(one)
        return next((other for _, other in fuller if other.head not in barred and self._fits(one, other)), None)

    def _fits(self, one: Joined, other: Joined) -> bool:
        """Whether the head of the other's event does not speak against it."""
        return agreement(one.mention, self._of(other.head).mention) >= NOT_APART

    def _minds(self, less: Joined, one: Joined, points: float) -> bool:
        """Whether it may matter to a statement that says less that this one is new or has another head."""
        if less.joins == one.id:
            return True
        if less.joins is not None:
            now = self._of(less.joins).mention
            if (agreement(less.mention, now), now.fullness) > (points, one.mention.fullness):
                return False
        return self._fits(less, one)

    def _barred(self, one: Joined) -> set[int]:
        """Heads of the events of those that say more and that the user said to be another event."""
        others = self._loaded_keys(self._parted.get(one.mention.key, ()))
        return {other.head for other in others if other.mention.fullness > one.mention.fullness}

    def _push_parted(self, one: Joined) -> None:
        others = self._loaded_keys(self._parted.get(one.mention.key, ()))
        self._push_all(other for other in others if other.mention.fullness < one.mention.fullness)

    def _push_all(self, found: Iterable[Joined]) -> None:
        for one in list(found):
            self._push(one)

    def _push(self, one: Joined) -> None:
        if one.id not in self._waiting:
            self._waiting.add(one.id)
            insort(self._due, (one.mention.fullness, one.id))

    def _take_out(self, one: Joined) -> None:
        self._push_all(less for less in self._near(one) if less.joins == one.id)
        self._push_parted(one)
        for spot in _spots_of(one.mention):
            self._spots.get(spot, _NOBODY).discard(one)
        del self._known[one.id]
        if one.id in self._waiting:  # others that go may have had it looked at again
            self._waiting.discard(one.id)
            self._due.remove((one.mention.fullness, one.id))
        self._changed.pop(one.id, None)
        change(self._connection, "DELETE FROM whereabouts WHERE period = ? AND topic = ? AND anchor = ? AND "
               "statement_id = ?", [(*spot, one.id) for spot in _spots_of(one.mention)])  # fmt: skip
        change(self._connection, "DELETE FROM mention WHERE statement_id = ?", [(one.id,)])

    def _put_in(self, one: Joined) -> None:
        self._known[one.id] = one
        self._put_at_its_spots(one)
        self._changed[one.id] = one
        self._push(one)

    def _unwritten(self) -> list[Joined]:
        """Those that are new and that the ledger does not hold yet."""
        return [one for number, one in self._changed.items() if number in self._new]

    def _write(self) -> None:
        new = self._unwritten()
        old = [one for number, one in self._changed.items() if number not in self._new]
        rows = [(one.id, one.joins, one.head, packed(one.mention)) for one in new]
        add(self._connection, "mention", ("statement_id", "joins_id", "head_id", "features"), rows)
        where = sorted((*spot, one.id) for one in new for spot in _spots_of(one.mention))
        add(self._connection, "whereabouts", ("period", "topic", "anchor", "statement_id"), where)
        its = [(one.joins, one.head, one.id) for one in old]
        change(self._connection, "UPDATE mention SET joins_id = ?, head_id = ? WHERE statement_id = ?", its)

    def _near(self, one: Joined) -> list[Joined]:
        """All that may be compared with a statement, without itself."""
        self._look_around([one.mention])
        found = set[Joined]().union(*(self._spots[spot] for spot in _spots_around(one.mention)))
        found.discard(one)
        first, last = one.day - REACH, one.day + REACH
        near = [other for other in found if first <= other.day <= last]
        if one.is_day:  # two days that are known lie a day apart at most
            near = [other for other in near if not other.is_day or -1 <= other.day - one.day <= 1]
        return near

    def _put_at_its_spots(self, one: Joined) -> None:
        """At those that are remembered; the others are read when they are looked at."""
        for spot in _spots_of(one.mention):
            if spot in self._spots:
                self._put_at(spot, one)

    def _put_at(self, spot: Spot, one: Joined) -> None:
        if self._spots[spot] is _NOBODY:
            self._spots[spot] = set()
        self._spots[spot].add(one)

    def _look_around(self, mentions: Iterable[Mention]) -> None:
        """Read all mentions that some may be compared with."""
        missing: dict[tuple[int, str], set[str]] = defaultdict(set)
        for spot in {spot for one in mentions for spot in _spots_around(one)}:
            if spot in self._spots:
                self._spots.move_to_end(spot)
            else:
                missing[spot[:2]].add(spot[2])
        found = list[tuple[Spot, int]]()
        asked = "SELECT anchor, statement_id FROM whereabouts WHERE period = ? AND topic = ? AND anchor IN (*)"
        for (period, topic), anchors in missing.items():
            self._spots.update(dict.fromkeys(((period, topic, anchor) for anchor in anchors), _NOBODY))
            for some in chunks(sorted(anchors)):
                rows = ask(self._connection, asked, (period, topic), some)
                found += [((period, topic, anchor), number) for anchor, number in rows]
        self._load(number for _, number in found)
        for spot, number in found:
            self._put_at(spot, self._known[number])
        if missing:
            for one in self._unwritten():
                self._put_at_its_spots(one)

    def _load(self, numbers: Iterable[int]) -> None:
        missing = sorted({number for number in numbers if number not in self._known})
        for some in chunks(missing):
            asked = "SELECT statement_id, joins_id, head_id, features FROM mention WHERE statement_id IN (*)"
            for number, joins, head, features in ask(self._connection, asked, (), some):
                self._known[number] = Joined(number, unpacked(features), joins, head)

    def _loaded(self, numbers: Sequence[int]) -> list[Joined]:
        """Those of some statements that are in force."""
        self._load(numbers)
        return [self._known[number] for number in numbers if number in self._known]

    def _of(self, number: int) -> Joined:
        self._load([number])
        return self._known[number]

    def _loaded_keys(self, keys: Iterable[Key]) -> list[Joined]:
        found = []
        for key in keys:
            asked = "SELECT id FROM statement WHERE report_id = ? AND label = ? AND is_current"
            found += self._loaded([number for (number,) in ask(self._connection, asked, key)])
        return found


def _spots_of(one: Mention) -> list[Spot]:
    """Where a mention is found; nowhere if it is compared with no other."""
    if one.day is None:
        return []
    period, its = one.day // REACH, set(one.marks)
    for country in one.countries:
        cells = _cells_in(country, one)
        its.update((country + _SOMEWHERE, *(_written(country, cell) for cell in cells)) if cells else (country,))
    return [(period, one.topic, anchor) for anchor in its]


def _spots_around(one: Mention) -> list[Spot]:
    """Where the mentions are found that it may be compared with: `identity` says which."""
    if one.day is None:
        return []
    period, its = one.day // REACH, set(one.marks)
    for country in one.countries:
        its.add(country)
        cells = _cells_in(country, one)
        its.update(_written(country, near) for cell in cells for near in beside(cell))
        if not cells:
            its.add(country + _SOMEWHERE)
    return [(period + near, one.topic, anchor) for anchor in its for near in (-1, 0, 1)]


def _cells_in(country: str, one: Mention) -> list[Cell]:
    return [cell for its, cell in one.regions if its == country]


@lru_cache(50_000)
def _written(country: str, cell: Cell) -> str:
    return f"{country} {cell[0]} {cell[1]} {cell[2]}"
