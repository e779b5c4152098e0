"""Pledges: what was promised on a condition, and whether the case has come about.

Statements are of one pledge if they have the same guarantor, an act of one kind, and no different beneficiary or
trigger. A pledge is triggered when the ledger tells of an event that its trigger describes: type, sides and place are
compared with what casus knows of them (Vardenis lies in Armenia). What only voices tell stays a claim. A trigger that
is words alone cannot be compared, and says so. The rules: docs/situation.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from casus.knowledge.sides import Side, belongs_to, side_of, sides_of
from casus.ledger.identity import kilometres
from casus.records import Actor, Event, EventType, Place, Pledge, Statement, Trigger
from casus.situation.cited import Cited, apart

_SURE = 0.5
"""Confidence of an event that may trigger, honour or break a pledge."""
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


@dataclass(frozen=True, slots=True)
class PledgeStep:
    """One thing that befell a pledge. is_claimed: only voices say so, none of the reports in its own."""

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
        """Whether the last step rests on claims alone."""
        return self.steps[-1].is_claimed


def pledges(statements: Sequence[Cited], day: str) -> list[PledgeLife]:
    """The pledges of one conflict as they stand on a day, the newest first. statements: those told until that day."""
    groups: list[list[Cited]] = []
    for one in statements:
        if isinstance(one.record, Pledge) and _who(one.record.guarantors):
            home = next((group for group in groups if _is_one(group[0].record, one.record)), None)
            if home is None:
                groups.append([one])
            else:
                home.append(one)
    events = [one for one in statements if isinstance(one.record, Event) and one.record.confidence >= _SURE]
    lives = [_life(group, events, day) for group in groups]
    return sorted(lives, key=lambda life: (life.steps[-1].day, life.first.key), reverse=True)


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


def _life(said: Sequence[Cited], events: Sequence[Cited], day: str) -> PledgeLife:
    first = max(said, key=_fullness)
    pledge = first.record
    assert isinstance(pledge, Pledge)
    guarantors = _who(pledge.guarantors)
    beneficiaries = tuple(side for side in _who(pledge.beneficiaries) if side not in guarantors)
    start, last = said[0].told, said[-1].told
    voiced = all(one.record.voice for one in said)
    steps = [PledgeStep("open", start, start, voiced, None, tuple(said))]
    steps += _stated(said)
    can_compare = _limits(pledge.trigger, beneficiaries)
    after = [one for one in events if one.day >= start]
    its_case = [one for one in events if can_compare and _triggers(one.record, pledge.trigger, beneficiaries)]
    found = [one for one in its_case if one.day >= start]
    earlier = tuple(one for one in its_case if one.day < start and _status(one) == "actual")
    told = [one for one in found if _status(one) == "actual"]
    denied = tuple(one for one in found if _status(one) == "negated")
    if told:
        steps.append(_step("triggered", "its case is told of", told))
        steps += _outcome(guarantors, beneficiaries, pledge, [one for one in after if one.day >= steps[-1].day])
    elif apart(last, day) > _SILENCE:
        over = date.fromordinal(date.fromisoformat(last).toordinal() + _SILENCE).isoformat()
        steps.append(PledgeStep("lapsed", over, over, False, "nothing told of it for a year", ()))
    steps.sort(key=lambda step: step.day)
    return PledgeLife(guarantors, beneficiaries, first, can_compare, earlier, denied, tuple(steps))


def _fullness(one: Cited) -> tuple[object, ...]:
    pledge = one.record
    assert isinstance(pledge, Pledge)
    trigger = pledge.trigger
    parts = (trigger.type, trigger.actors, trigger.recipients, trigger.place, pledge.beneficiaries)
    return sum(map(bool, parts)), pledge.confidence, one.key


def _stated(said: Sequence[Cited]) -> Iterator[PledgeStep]:
    """What reports themselves say of the pledge's fate."""
    for state in ("triggered", "honoured", "broken", "withdrawn"):
        its = [one for one in said if isinstance(one.record, Pledge) and one.record.state == state]
        if its:
            yield PledgeStep(state, its[0].told, its[0].told, all(one.record.voice for one in its), None, tuple(its))


def _limits(trigger: Trigger, beneficiaries: Sequence[Side]) -> bool:
    """Whether a trigger says enough to look for: what kind of event, and by whom, to whom or where."""
    is_attack = trigger.type == "ASSAULT" and bool(beneficiaries)
    named = bool(sides_of(trigger.actors)) or bool(trigger.recipients) or trigger.place is not None
    return trigger.type is not None and (named or is_attack)


def _triggers(record: Statement, trigger: Trigger, beneficiaries: Sequence[Side]) -> bool:
    """Whether an event is the one a trigger describes."""
    assert isinstance(record, Event)
    if trigger.type is None or _kind(record.type) != _kind(trigger.type) or record.mode == "ceasefire":
        return False
    doers = sides_of(trigger.actors)
    if trigger.place is not None:
        # who is named beside a place is often whose land it is, not who would attack it
        return _lies_in(record.place, trigger.place)
    if doers and not set(doers) & set(sides_of(record.actors)):
        return False
    sufferers = tuple(filter(None, map(belongs_to, trigger.recipients))) or (() if doers else tuple(beneficiaries))
    if not sufferers:
        return True
    struck = set(filter(None, map(belongs_to, record.recipients)))
    land = record.place.country if record.place is not None else None
    return bool(struck & set(sufferers)) or land in sufferers


def _lies_in(place: Place | None, larger: Place) -> bool:
    """Whether a place lies in the one a trigger names; contested land is in neither claimant's own."""
    if place is None:
        return False
    if larger.precision == "country":
        return place.country == larger.country and not (place.disputed_by and larger.name not in place.name)
    same = larger.geonames_id is not None and place.geonames_id == larger.geonames_id
    far = kilometres(place, larger)
    return same or place.name == larger.name or (far is not None and far <= _NEARBY)


def _outcome(
    guarantors: Sequence[Side], beneficiaries: Sequence[Side], pledge: Pledge, after: Sequence[Cited]
) -> Iterator[PledgeStep]:
    """Whether the guarantor then did what was promised, or refused."""
    its = [
        one for one in after if set(_who(_actors(one))) & set(guarantors) and _helps(one.record, pledge, beneficiaries)
    ]
    done = [one for one in its if _status(one) == "actual"]
    refused = [one for one in its if _status(one) == "negated"]
    if done:
        yield _step("honoured", "the guarantor is told to have done it", done)
    elif refused:
        yield _step("broken", "the guarantor is told not to do it", refused)


def _helps(record: Statement, pledge: Pledge, beneficiaries: Sequence[Side]) -> bool:
    """Whether an event is the promised act, done for those it was promised to."""
    if not isinstance(record, Event) or _kind(record.type) != _kind(pledge.act) or record.type == "AGREE":
        return False
    if not beneficiaries:
        return True
    land = record.place.country if record.place is not None else None
    return bool(set(_who(record.recipients)) & set(beneficiaries)) or land in beneficiaries


def _actors(one: Cited) -> tuple[Actor, ...]:
    return one.record.actors if isinstance(one.record, Event) else ()


def _status(one: Cited) -> str:
    return str(one.record.status) if isinstance(one.record, Event) else ""


def _step(state: str, because: str, its: Sequence[Cited]) -> PledgeStep:
    is_claimed = all(one.record.voice for one in its)
    return PledgeStep(state, min(one.day for one in its), min(one.told for one in its), is_claimed, because, tuple(its))
