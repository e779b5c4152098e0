"""Who stands with whom, and who else is drawn in: by promises, by backing, by force told of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from casus.knowledge.sides import Side, belongs_to, side_of, sides_of
from casus.records import Actor, Event, Place, Tie, TieKind
from casus.situation.cited import Cited, in_order
from casus.situation.pledges import LIVE, PledgeLife

T = TypeVar("T")
_SURE = 0.5
"""Confidence of an event that shows an outsider at work."""


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


def standings(statements: Iterable[Cited]) -> list[Standing]:
    """The relations that reports tell of, those told most often first."""
    groups: dict[tuple[TieKind, tuple[str, ...], tuple[str, ...], str | None], list[Cited]] = defaultdict(list)
    for one in in_order(statements):
        if isinstance(one.record, Tie):
            a, b, kind = _named(one.record.a), _named(one.record.b), one.record.kind
            if kind in ("ally", "rival", "belligerent") and b < a:  # these hold both ways
                a, b = b, a
            groups[kind, a, b, one.record.place.name if one.record.place else None].append(one)
    found = [_standing(its, a, b) for (_, a, b, _), its in groups.items()]
    return sorted(found, key=lambda one: (-len(one.statements), one.kind, one.a, one.b, one.statements[0].key))


def _named(actors: Sequence[Actor]) -> tuple[str, ...]:
    return tuple(sorted({side_of(actor) or actor.name for actor in actors}))


def _standing(its: Sequence[Cited], a: tuple[str, ...], b: tuple[str, ...]) -> Standing:
    first = its[0].record
    assert isinstance(first, Tie)
    caveats = [one.record.caveat for one in its if isinstance(one.record, Tie) and one.record.caveat]
    return Standing(first.kind, a, b, first.place, tuple(dict.fromkeys(caveats)), tuple(its))


def outsiders(
    statements: Iterable[Cited], sides: Sequence[Side], given: Sequence[PledgeLife], stands: Sequence[Standing]
) -> list[Outsider]:
    """Sides beyond the belligerents that are tied to the conflict, those with most ties first.

    sides: the belligerents, and the region they fight over, whose authorities are no outsiders either.
    """
    done: dict[str, dict[Side, list[Cited]]] = {what: defaultdict(list) for what in ("helped", "forced", "denied")}
    for one in in_order(statements):
        what = _done(one, sides)
        if what is not None and isinstance(one.record, Event):
            for side in set(sides_of(one.record.actors)) - set(sides):
                done[what][side].append(one)
    pledged = _by_side((side, life) for life in given if life.state in LIVE for side in life.guarantors)
    tied = _by_side((side, stand) for stand in stands for side in _beside(stand, sides))
    found = [
        Outsider(
            side, tuple(pledged.get(side, ())), tuple(tied.get(side, ())),
            *(tuple(done[what].get(side, ())) for what in ("helped", "forced", "denied")),
        )
        for side in sorted({*done["helped"], *done["forced"], *pledged, *tied} - set(sides))
    ]  # fmt: skip
    return sorted(found, key=lambda one: -len(one.pledges) * 3 - len(one.stands) - len(one.helped) - len(one.forced))


def _by_side(ties: Iterable[tuple[Side, T]]) -> dict[Side, list[T]]:
    found: dict[Side, list[T]] = defaultdict(list)
    for side, what in ties:
        found[side].append(what)
    return found


def _beside(stand: Standing, sides: Sequence[Side]) -> set[Side]:
    """Who stands with or against a belligerent; a mediator does neither."""
    both = {*stand.a, *stand.b}
    return both - set(sides) if stand.kind in ("ally", "backs", "rival") and both & set(sides) else set()


def _done(one: Cited, sides: Sequence[Side]) -> Literal["helped", "forced", "denied"] | None:
    """What an event shows its doers to have done in the conflict, or not to have done.

    Aid counts if a belligerent itself gets it: relief for its people takes no side.
    """
    record = one.record
    if not isinstance(record, Event) or record.confidence < _SURE or record.status not in ("actual", "negated"):
        return None
    if record.type == "ASSAULT":
        struck = set(map(belongs_to, record.recipients)) - {None}
        if struck and not struck & set(sides):
            return None
        return "forced" if record.status == "actual" else "denied"
    is_help = record.type in ("AID", "MOBILIZE") and bool(set(sides_of(record.recipients)) & set(sides))
    return "helped" if is_help and record.status == "actual" else None
