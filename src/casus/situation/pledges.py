"""Pledges: what was promised on a condition, and whether the case has come about.

Statements are of one pledge if they have the same guarantor, an act of one kind, and no different beneficiary or
trigger. Events of the ledger are compared with what a trigger describes: type, sides and place, with what casus knows
of them (Vardenis lies in Armenia). That its case is told of does not make a pledge due: what its condition means is for
those who gave it to say, so "triggered" is only what a report calls so. A trigger that is words alone is not compared,
and says so. The rules: docs/situation.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from casus.knowledge.sides import Side, belongs_to, side_of, sides_of
from casus.ledger.identity import kilometres
from casus.records import Actor, Event, EventType, Place, Pledge, Statement, Trigger
from casus.situation.cited import Cited, apart, in_order, origins

_SURE = 0.5
"""Confidence of an event that may be the case of a pledge, or its fulfilment."""
_TOLD = 2
"""Independent origins of reports that tell so in their own voice: fewer, and what voices say, make a claim."""
_SILENCE = 365
"""Days after which a pledge of which nothing more is told has lapsed."""
_NEARBY = 25.0
"""Kilometres between a trigger's town and an event's."""
_KINDS: dict[EventType, str] = {
    "AID": "help", "SUPPORT": "help", "COOPERATE": "help", "AGREE": "help",
    "ASSAULT": "force", "THREATEN": "force", "MOBILIZE": "troops",
    "RETREAT": "yield", "CONCEDE": "yield",
}  # fmt: skip
"""Acts that are told in different words: to help or to support, to stop or to concede."""
_NOT = re.compile(r"\b(?:not|no|never|unless|without|until|fail\w*|refus\w*)\b|n['’]t\b", re.IGNORECASE)
"""Words of a condition that something does not happen."""
_ORDER = (
    "open", "case claimed", "case told of", "triggered", "honoured", "broken", "withdrawn", "lapsed",
)  # fmt: skip
"""States; those of one day in this order. The case: an event that the trigger describes, compared by casus."""
_FINAL = ("honoured", "broken", "withdrawn")
LIVE = ("open", "case claimed", "case told of", "triggered")
"""States of a pledge that may still fall due."""


@dataclass(frozen=True, slots=True)
class PledgeStep:
    """One thing that befell a pledge. is_claimed: only voices say so, or what casus derives rests on one origin."""

    state: str
    day: str
    told: str
    is_claimed: bool
    because: str | None
    statements: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class PledgeLife:
    """One pledge. first: the statement that says most of it. can_compare: its trigger says what event to look for.

    earlier: statements that its case had come about before the pledge was told of. denied: that it has.
    """

    guarantors: tuple[Side, ...]
    beneficiaries: tuple[Side, ...]
    first: Cited
    can_compare: bool
    earlier: tuple[Cited, ...]
    denied: tuple[Cited, ...]
    steps: tuple[PledgeStep, ...]

    @property
    def pledge(self) -> Pledge:
        """The promise as its fullest statement has it."""
        assert isinstance(self.first.record, Pledge)
        return self.first.record

    @property
    def state(self) -> str:
        """How it stands after its last step."""
        return self.steps[-1].state

    @property
    def is_claimed(self) -> bool:
        """Whether the last step rests on claims alone, which its state does not say itself."""
        return self.steps[-1].is_claimed and self.state not in ("open", "case claimed")


def pledges(statements: Iterable[Cited], day: str) -> list[PledgeLife]:
    """The pledges of one conflict as they stand on a day, the newest first. statements: those told until that day."""
    everything = in_order(statements)
    events = _Events(everything)
    lives = [_life(group, events, day) for group in _grouped(everything)]
    return sorted(lives, key=lambda life: (life.steps[-1].day, life.first.key), reverse=True)


class _Events:
    """The events that may be a pledge's case or fulfilment, by their kind, doers and land; others are too unsure."""

    def __init__(self, statements: Iterable[Cited]) -> None:
        self._all: dict[str, list[Cited]] = defaultdict(list)
        self._by: dict[tuple[str, str], list[Cited]] = defaultdict(list)
        self._in: dict[tuple[str, str | None], list[Cited]] = defaultdict(list)
        for one in statements:
            record = one.record
            if isinstance(record, Event) and record.confidence >= _SURE:
                kind = _kind(record.type)
                self._all[kind].append(one)
                for doer in _who(record.actors):
                    self._by[kind, doer].append(one)
                if record.place is not None:
                    self._in[kind, record.place.country].append(one)

    def like(self, trigger: Trigger) -> list[Cited]:
        """Those that a trigger may describe."""
        if trigger.type is None:
            return []
        if trigger.place is not None and trigger.place.precision == "country":
            return self._in[_kind(trigger.type), trigger.place.country]
        doers = sides_of(trigger.actors)
        return self.of(trigger.type, doers) if doers and trigger.place is None else self._all[_kind(trigger.type)]

    def of(self, type_: EventType, doers: Iterable[str]) -> list[Cited]:
        """Those of one kind by some, each once."""
        found = {one.key: one for doer in doers for one in self._by[_kind(type_), doer]}
        return in_order(found.values())


def _grouped(statements: Iterable[Cited]) -> list[list[Cited]]:
    """The statements of each pledge, what says most of it first: what says less joins the fullest that it fits."""
    said = [one for one in statements if isinstance(one.record, Pledge) and _who(one.record.guarantors)]
    groups: list[list[Cited]] = []
    for one in sorted(said, key=_fullest):
        home = next((group for group in groups if _is_one(group[0].record, one.record)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def _is_one(one: Statement, other: Statement) -> bool:
    """Whether two statements are of one pledge; what one leaves open fits."""
    assert isinstance(one, Pledge) and isinstance(other, Pledge)
    places = [_land(record.trigger.place) for record in (one, other)]
    return (
        bool(set(_who(one.guarantors)) & set(_who(other.guarantors)))
        and _kind(one.act) == _kind(other.act)
        and _fits(_who(one.beneficiaries), _who(other.beneficiaries))
        and (one.trigger.type is None or other.trigger.type is None or one.trigger.type == other.trigger.type)
        and (None in places or places[0] == places[1])
        and (None not in places or _fits(sides_of(one.trigger.actors), sides_of(other.trigger.actors)))
    )


def _kind(act: EventType) -> str:
    return _KINDS.get(act, act)


def _who(actors: Iterable[Actor]) -> tuple[str, ...]:
    """The sides of actors; of those that are none (an alliance), the names."""
    return tuple(dict.fromkeys(side_of(actor) or actor.name for actor in actors))


def _fits(one: Sequence[str], other: Sequence[str]) -> bool:
    return not one or not other or bool(set(one) & set(other))


def _land(place: Place | None) -> str | None:
    return None if place is None else place.country if place.precision == "country" else place.name


def _life(group: Sequence[Cited], events: _Events, day: str) -> PledgeLife:
    first, said = group[0], in_order(group)
    pledge = first.record
    assert isinstance(pledge, Pledge)
    guarantors = _who(pledge.guarantors)
    beneficiaries = tuple(side for side in _who(pledge.beneficiaries) if side not in guarantors)
    start, last = said[0].told, said[-1].told
    steps = [PledgeStep("open", start, start, all(one.record.voice for one in said), None, tuple(said)), *_stated(said)]
    can_compare = _limits(pledge, beneficiaries)
    over = min((step.day for step in steps if step.state in _FINAL), default=day)
    near = events.like(pledge.trigger) if can_compare else []
    its_case = [one for one in near if _is_case(one.record, pledge.trigger, beneficiaries)]
    found = [one for one in its_case if start <= one.day <= over]
    earlier = tuple(one for one in its_case if one.day < start and _status(one) == "actual")
    denied = tuple(one for one in found if _status(one) == "negated")
    cases = list(_cases([one for one in found if _status(one) == "actual"]))
    steps += cases
    is_over = any(step.state in _FINAL for step in steps)
    if not is_over and (due := min((step.day for step in steps if step.state != "open"), default=None)) is not None:
        steps += _fulfilled(pledge, guarantors, beneficiaries, events, due)
    elif not is_over and apart(last, day) > _SILENCE:
        lapsed = date.fromordinal(date.fromisoformat(last).toordinal() + _SILENCE).isoformat()
        steps.append(PledgeStep("lapsed", lapsed, lapsed, False, "nothing told of it for a year", ()))
    steps.sort(key=lambda step: (step.day, _ORDER.index(step.state)))
    return PledgeLife(guarantors, beneficiaries, first, can_compare, earlier, denied, tuple(steps))


def _cases(told: Sequence[Cited]) -> Iterator[PledgeStep]:
    """The case of a pledge: claimed, or told of by reports of two origins, or first the one and then the other."""
    own = [one for one in told if not one.record.voice]
    if origins(own) >= _TOLD:
        first = min(one.told for one in own)
        claimed = [one for one in told if one.record.voice and one.told < first]
        yield _step("case told of", "reports tell of what it hangs on", own)
    else:
        claimed = list(told)
    if claimed:
        yield _step("case claimed", "claims, or one report, of what it hangs on", claimed)


def _fullest(one: Cited) -> tuple[object, ...]:
    """Orders by how much a statement says of its pledge; then by day and content, so that keys decide nothing."""
    pledge = one.record
    assert isinstance(pledge, Pledge)
    trigger, place = pledge.trigger, pledge.trigger.place
    parts = (trigger.type, trigger.actors, trigger.recipients, place, pledge.beneficiaries)
    whose = (_who(pledge.guarantors), _who(pledge.beneficiaries), sides_of(trigger.actors))
    content = (pledge.act, trigger.type or "", _land(place) or "", *whose)
    return -sum(map(bool, parts)), -pledge.confidence, one.told, content, one.key


def _stated(said: Sequence[Cited]) -> Iterator[PledgeStep]:
    """What reports themselves say of the pledge's fate."""
    for state in ("triggered", "honoured", "broken", "withdrawn"):
        its = [one for one in said if isinstance(one.record, Pledge) and one.record.state == state]
        if its:
            yield PledgeStep(state, its[0].told, its[0].told, all(one.record.voice for one in its), None, tuple(its))


def _limits(pledge: Pledge, beneficiaries: Sequence[Side]) -> bool:
    """Whether a trigger says enough to look for: what kind of event, and by whom, to whom or where.

    A case that the guarantor alone would bring about is none: who does and who suffers were mixed up. An event is no
    sign of a condition that something does not happen.
    """
    trigger = pledge.trigger
    doers = set(sides_of(trigger.actors))
    is_own = bool(doers) and doers <= set(_who(pledge.guarantors))
    if trigger.type is None or is_own or _NOT.search(pledge.condition or ""):
        return False
    is_attack = trigger.type == "ASSAULT" and bool(beneficiaries)
    return bool(doers) or bool(trigger.recipients) or trigger.place is not None or is_attack


def is_case_of(event: Event, life: PledgeLife) -> bool:
    """Whether an event, told or supposed, is what a pledge hangs on; False where its trigger cannot be compared."""
    trigger = life.pledge.trigger
    is_kind = trigger.type is not None and _kind(trigger.type) == _kind(event.type)
    return life.can_compare and is_kind and _is_case(event, trigger, life.beneficiaries)


def _is_case(record: Statement, trigger: Trigger, beneficiaries: Sequence[Side]) -> bool:
    """Whether an event of the kind that a trigger names is the one it describes."""
    if not isinstance(record, Event) or record.mode == "ceasefire":
        return False
    doers = sides_of(trigger.actors)
    if trigger.place is not None:
        # who is named beside a place is often whose land it is, not who would attack it
        return _lies_in(record.place, trigger.place) and not _is_at_home(record, trigger.place)
    if doers and not set(doers) & set(sides_of(record.actors)):
        return False
    sufferers = tuple(filter(None, map(belongs_to, trigger.recipients))) or (() if doers else tuple(beneficiaries))
    if not sufferers:
        return True
    struck = set(filter(None, map(belongs_to, record.recipients)))
    land = record.place.country if record.place is not None and not record.place.disputed_by else None
    return bool(struck & set(sufferers)) or (land in sufferers and set(sides_of(record.actors)).isdisjoint(sufferers))


def _is_at_home(record: Event, place: Place) -> bool:
    """Whether all who are told to have done it are of the country itself: a riot is no attack on it."""
    doers = {belongs_to(actor) for actor in record.actors}
    return bool(doers) and doers == {place.country}


def _lies_in(place: Place | None, larger: Place) -> bool:
    """Whether a place lies in the one a trigger names; contested land is in neither claimant's own."""
    if place is None:
        return False
    if larger.precision == "country":
        return place.country == larger.country and (place.precision == "country" or not place.disputed_by)
    same = larger.geonames_id is not None and place.geonames_id == larger.geonames_id
    far = kilometres(place, larger)
    return same or place.name == larger.name or (far is not None and far <= _NEARBY)


def _fulfilled(
    pledge: Pledge, guarantors: Sequence[Side], beneficiaries: Sequence[Side], events: _Events, due: str
) -> Iterator[PledgeStep]:
    """Whether the guarantor is told to have done what it promised, and not to have done so before.

    That it denies having done it, or has not yet, breaks no pledge: only a report can say that.
    """
    near = events.of(pledge.act, guarantors)
    its = [one for one in near if _status(one) == "actual" and _is_promised(one.record, pledge, beneficiaries)]
    done = [one for one in its if one.day >= due]
    if done and len(done) == len(its):
        yield _step("honoured", "the guarantor is told to have done it", done)


def _is_promised(record: Statement, pledge: Pledge, beneficiaries: Sequence[Side]) -> bool:
    """Whether an event is the promised act, done for those it was promised to."""
    if not isinstance(record, Event) or _kind(record.type) != _kind(pledge.act) or record.type == "AGREE":
        return False
    if not beneficiaries:
        return True
    land = record.place.country if record.place is not None else None
    return bool(set(_who(record.recipients)) & set(beneficiaries)) or land in beneficiaries


def _status(one: Cited) -> str:
    return str(one.record.status) if isinstance(one.record, Event) else ""


def _step(state: str, because: str, its: Sequence[Cited]) -> PledgeStep:
    is_claimed = origins(one for one in its if not one.record.voice) < _TOLD
    return PledgeStep(state, min(one.day for one in its), min(one.told for one in its), is_claimed, because, tuple(its))
