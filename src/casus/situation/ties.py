"""Who stands with whom, and who else is drawn in: by promises, by backing, by force told of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from casus.knowledge.sides import Side, belongs_to, side_of, sides_of
from casus.records import Actor, Event, Place, Tie, TieKind
from casus.situation.cited import Cited
from casus.situation.pledges import LIVE, PledgeLife

_SURE = 0.5


@dataclass(frozen=True, slots=True)
class Standing:
    """A relation as reports tell it. a, b: sides, or names of those that are none; of `claims`, place is claimed."""

    kind: TieKind
    a: tuple[str, ...]
    b: tuple[str, ...]
    place: Place | None
    caveats: tuple[str, ...]
    statements: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Outsider:
    """A side that is no belligerent, and what ties it to the conflict.

    pledges: that it gave and that may fall due. stands: ties with a belligerent. helped: what it is told to have
    given or deployed. forced: force it is told to have used; denied: statements that it did not.
    """

    side: Side
    pledges: tuple[PledgeLife, ...]
    stands: tuple[Standing, ...]
    helped: tuple[Cited, ...]
    forced: tuple[Cited, ...]
    denied: tuple[Cited, ...]


def standings(statements: Sequence[Cited]) -> list[Standing]:
    """The relations that reports tell of, those told most often first."""
    groups: dict[tuple[object, ...], list[Cited]] = defaultdict(list)
    for one in statements:
        if isinstance(one.record, Tie):
            a, b, kind = _named(one.record.a), _named(one.record.b), one.record.kind
            if kind in ("ally", "rival", "belligerent") and b < a:  # these hold both ways
                a, b = b, a
            groups[kind, a, b, one.record.place.name if one.record.place else None].append(one)
    found = [_standing(its) for its in groups.values()]
    return sorted(found, key=lambda one: (-len(one.statements), one.kind, one.a, one.b))


def _named(actors: Sequence[Actor]) -> tuple[str, ...]:
    return tuple(sorted({side_of(actor) or actor.name for actor in actors}))


def _standing(its: Sequence[Cited]) -> Standing:
    first = its[0].record
    assert isinstance(first, Tie)
    records = [one.record for one in its]
    caveats = dict.fromkeys(record.caveat for record in records if isinstance(record, Tie) and record.caveat)
    return Standing(first.kind, _named(first.a), _named(first.b), first.place, tuple(caveats), tuple(its))


def outsiders(
    statements: Sequence[Cited], sides: Sequence[Side], given: Sequence[PledgeLife], stands: Sequence[Standing]
) -> list[Outsider]:
    """Sides beyond the belligerents that are tied to the conflict, those with most ties first."""
    helped: dict[Side, list[Cited]] = defaultdict(list)
    forced: dict[Side, list[Cited]] = defaultdict(list)
    denied: dict[Side, list[Cited]] = defaultdict(list)
    for one in statements:
        for side in _doers(one, sides):
            assert isinstance(one.record, Event)
            if one.record.status == "negated":
                if one.record.type == "ASSAULT":
                    denied[side].append(one)
            elif one.record.type == "ASSAULT":
                forced[side].append(one)
            elif _is_help(one.record, sides):
                helped[side].append(one)
    pledged: dict[Side, list[PledgeLife]] = defaultdict(list)
    for life in given:
        for side in life.guarantors:
            if side not in sides and life.state in LIVE:
                pledged[side].append(life)
    tied: dict[Side, list[Standing]] = defaultdict(list)
    for stand in stands:
        if stand.kind in ("ally", "backs", "rival"):
            for side in {*stand.a, *stand.b} - set(sides):
                if {*stand.a, *stand.b} & set(sides):
                    tied[side].append(stand)
    names = sorted({*helped, *forced, *pledged, *tied})
    found = [
        Outsider(
            side, tuple(pledged[side]), tuple(tied[side]), tuple(helped[side]), tuple(forced[side]), tuple(denied[side])
        )
        for side in names
    ]
    return sorted(found, key=lambda one: -len(one.pledges) * 3 - len(one.stands) - len(one.helped) - len(one.forced))


def _doers(one: Cited, sides: Sequence[Side]) -> tuple[Side, ...]:
    record = one.record
    if not isinstance(record, Event) or record.confidence < _SURE or record.status not in ("actual", "negated"):
        return ()
    return tuple(side for side in sides_of(record.actors) if side not in sides)


def _is_help(record: Event, sides: Sequence[Side]) -> bool:
    """Aid to a belligerent, or forces moved towards one."""
    return record.type in ("AID", "MOBILIZE", "COOPERATE") and bool(
        set(map(belongs_to, record.recipients)) & set(sides)
    )
