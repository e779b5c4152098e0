"""Truces and what became of them, step by step, from what reports say of them.

Statements are of one truce if they name the day it took effect, or the next one; what names no day is about the newest
truce known when it was said. A proposal belongs to the truce that is agreed on within two weeks. What is derived and
not stated (a breach from reports of force, the end from a new truce) says so. The rules: docs/situation.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from casus.knowledge.sides import Side, sides_of
from casus.ledger.days import days_of
from casus.records import Actor, Event, Statement, Truce
from casus.situation.cited import Cited, apart, origins

_SURE = 0.5
"""Confidence from which on a statement may begin a truce; one below only adds to a truce that is known."""
_TALKS = 14
"""Days in which a proposal may lead to an agreement."""
_FRESH = 5
"""Days after which an agreement told without a day is a new one, and not the last once more."""
_BREACH = 2
"""Independent origins of reports of force that make a breach."""
_SILENCE = 30
"""Days after which a proposal of which nothing more is told has lapsed."""
_ORDER = (
    "proposed", "accepted", "agreed", "in force", "violated", "collapsed", "expired", "superseded", "lapsed",
)  # fmt: skip
"""States in the order in which a truce goes through them. Accepted: one side says that it is ready, no more."""
_MADE = ("agreed", "in force")
_ONLY_TALK = ("proposed", "accepted")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that befell a truce.

    day: ISO date on which it did, or on which it was told. told: day of the first report. is_claimed: only voices in
    the reports say so, none in its own. by: the sides that say so, or that broke it. because: what it was derived from;
    None when it was stated.
    """

    state: str
    day: str
    told: str
    is_claimed: bool
    by: tuple[Side, ...]
    because: str | None
    statements: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class TruceLife:
    """One truce. mediators, proposers: as the reports name them. steps: in order.

    effective: the day it took or takes effect, None when not told.
    """

    parties: tuple[Side, ...]
    mediators: tuple[str, ...]
    proposers: tuple[str, ...]
    effective: str | None
    steps: tuple[Step, ...]

    @property
    def state(self) -> str:
        """How it stands after its last step."""
        return self.steps[-1].state

    @property
    def since(self) -> str:
        """The day of the last step."""
        return self.steps[-1].day


@dataclass(slots=True)
class _Draft:
    """A truce while its statements are gathered.

    agreed: the day on which it was agreed on, or first told as more than proposed. effective: on which it took effect.
    until: the end of its stated term.
    """

    effective: str | None = None
    agreed: str | None = None
    until: str | None = None
    said: list[tuple[str, Cited]] = field(default_factory=list)

    @property
    def first(self) -> str:
        return self.said[0][1].told

    @property
    def last(self) -> str:
        return self.said[-1][1].told

    @property
    def start(self) -> str:
        return self.effective or self.agreed or self.first

    @property
    def statements(self) -> list[Cited]:
        return [one for _, one in self.said]


def truces(statements: Sequence[Cited], sides: Sequence[Side], day: str) -> list[TruceLife]:
    """The truces of one conflict as they stand on a day, the newest first.

    statements: those told until that day. sides: the belligerents, who are the parties of a truce that names none.
    """
    drafts: list[_Draft] = []
    for state, one in _sayings(statements, sides):
        _add(drafts, state, one)
    made = sorted((draft for draft in drafts if draft.agreed), key=lambda draft: draft.start)
    following = dict(zip(map(id, made), made[1:], strict=False))
    lives = [_life(draft, following.get(id(draft)), statements, sides, day) for draft in drafts]
    return sorted(lives, key=lambda life: (life.effective or life.steps[0].day, life.steps[0].day), reverse=True)


def _sayings(statements: Sequence[Cited], sides: Sequence[Side]) -> Iterator[tuple[str, Cited]]:
    """(state, statement) of all that is said of truces, in the order it was told; of one day, proposals first."""
    said = {(one.report.id, one.record.sentence) for one in statements if isinstance(one.record, Truce)}
    found = [(_state(one.record), one) for one in statements if isinstance(one.record, Truce)]
    for one in statements:
        if _is_ceasefire(one.record, sides) and (one.report.id, one.record.sentence) not in said:
            found.append(("in force", one))
    yield from sorted(found, key=lambda its: (its[1].told, _ORDER.index(its[0]), its[1].key))


def _state(record: Truce) -> str:
    """What is said of a truce. That one side alone is ready for it, in its own words, is no agreement yet."""
    parties = sides_of(record.parties)
    is_own = len(parties) == 1 and parties == sides_of(record.voice)
    return "accepted" if record.state == "agreed" and is_own else str(record.state)


def _is_ceasefire(record: Statement, sides: Sequence[Side]) -> bool:
    """Whether an event is a ceasefire of two belligerents put into effect (PLOVER's RETREAT, ceasefire)."""
    if not isinstance(record, Event) or record.mode != "ceasefire" or record.status != "actual":
        return False
    return len(set(sides_of(record.actors)) & set(sides)) > 1


def _add(drafts: list[_Draft], state: str, one: Cited) -> None:
    """Add a statement to the truce it is about, or begin one; what can be neither is left out."""
    first, last = days_of(getattr(one.record, "time", None))
    named = first if first is not None and first == last else None
    home = _about(drafts, state, one, named, (first, last))
    if home is None:
        if one.record.confidence < _SURE or (state in ("violated", "collapsed") and named is None):
            return
        home = _Draft()
        drafts.append(home)
    home.said.append((state, one))
    if state in _ONLY_TALK:
        return
    home.agreed = home.agreed or (named if state == "agreed" else None) or one.told
    if state == "in force":
        home.effective = home.effective or named or one.told
    if state in _MADE:
        is_period = first is not None and last is not None and first < last
        home.until = max(home.until or "", last) if is_period and last is not None else home.until


def _about(
    drafts: Sequence[_Draft], state: str, one: Cited, named: str | None, period: tuple[str | None, str | None]
) -> _Draft | None:
    """The truce a statement is about; None for a new one. named: the day it gives, if it gives one."""
    made = sorted((draft for draft in drafts if draft.agreed), key=lambda draft: draft.start)
    open_ones = [draft for draft in drafts if not draft.agreed and _gap(draft.last, one.told) <= _TALKS]
    if state in _ONLY_TALK:
        return open_ones[-1] if open_ones else None
    if named is not None:
        near = [draft for draft in made if _gap(draft.start, named) <= 1]
        if not near and state not in _MADE:
            near = [draft for draft in made if draft.start <= named]
        return near[-1] if near else _led_to(open_ones, named)
    if None not in period:
        within = [draft for draft in made if str(period[0]) <= draft.start <= str(period[1])]
        return within[-1] if within else None
    if state == "agreed" or isinstance(one.record, Event):
        fresh = [draft for draft in made if _gap(draft.agreed or draft.start, one.told) <= _FRESH]
        return fresh[-1] if fresh else _led_to(open_ones, one.told)
    return made[-1] if made else _led_to(open_ones, one.told)


def _led_to(open_ones: Sequence[_Draft], day: str) -> _Draft | None:
    """The proposal that a truce of a day may have come from."""
    return open_ones[-1] if open_ones and _gap(open_ones[-1].last, day) <= _TALKS else None


def _life(
    draft: _Draft, following: _Draft | None, statements: Sequence[Cited], sides: Sequence[Side], day: str
) -> TruceLife:
    parties = _parties(draft.statements) or tuple(sorted(sides[:2]))
    steps = list(_stated(draft))
    over = next((step.day for step in steps if step.state == "collapsed"), None)
    if draft.agreed:
        steps += _breach(draft, over or (following.start if following is not None else "9999"), statements, parties)
    if draft.agreed and over is None:
        steps += _end(draft, following, any(step.state == "violated" for step in steps), day)
    elif not draft.agreed and _gap(draft.last, day) > _SILENCE:
        over = date.fromordinal(date.fromisoformat(draft.last).toordinal() + _SILENCE).isoformat()
        steps.append(Step("lapsed", over, over, False, (), f"nothing told of it for {_SILENCE} days", ()))
    steps.sort(key=lambda step: (step.day, _ORDER.index(step.state)))
    mediators, proposers = _mediators(draft.statements), _proposers(draft.statements, parties)
    return TruceLife(parties, mediators, proposers, draft.effective, tuple(steps))


def _stated(draft: _Draft) -> Iterator[Step]:
    """One step a state that is told of, with everything that tells it."""
    for state in _ORDER:
        its = [one for told, one in draft.said if told == state]
        if not its:
            continue
        first = its[0].told
        day = draft.effective if state == "in force" and draft.effective else first
        if state in ("violated", "collapsed") and draft.effective:
            day = max(day, draft.effective)
        voices = [sides_of(one.record.voice) for one in its if one.record.voice]
        is_claimed = len(voices) == len(its)
        by = tuple(dict.fromkeys(side for its_sides in voices for side in its_sides))
        yield Step(state, day, first, is_claimed, by, None, tuple(its))


def _breach(draft: _Draft, until: str, statements: Sequence[Cited], parties: Sequence[Side]) -> Iterator[Step]:
    """Force by a party told of after the truce took effect and before its end: a breach, though not called so."""
    found = [one for one in statements if _is_force(one, parties) and draft.start < one.day <= one.told <= until]
    if draft.effective is None or origins(found) < _BREACH:
        return
    doers = {side for one in found if isinstance(one.record, Event) for side in sides_of(one.record.actors)}
    day = min(one.day for one in found)
    told = min(one.told for one in found)
    is_claimed = all(one.record.voice for one in found)
    by = tuple(sorted(doers & set(parties)))
    yield Step("violated", day, told, is_claimed, by, "reports of force while it was in force", tuple(found))


def _is_force(one: Cited, parties: Sequence[Side]) -> bool:
    """Whether a party is told, with more than a guess of the reader's, to have used force."""
    its = one.record.actors if isinstance(one.record, Event) else ()
    return one.is_force() and one.record.confidence >= _SURE and bool(set(sides_of(its)) & set(parties))


def _gap(one: str, other: str) -> int:
    """Days between two days."""
    return abs(apart(one, other))


def _end(draft: _Draft, following: _Draft | None, was_broken: bool, day: str) -> Iterator[Step]:
    """The end that a later truce or a term that is over shows, though no report calls it one."""
    if draft.until is not None and draft.until < day:
        yield Step("expired", draft.until, draft.until, False, (), "its stated term ended", ())
    elif following is not None:
        state = "collapsed" if was_broken else "superseded"
        its = [one for told, one in following.said if told in _MADE]
        told = following.agreed or following.first
        its = [one for one in its if one.told == its[0].told]
        yield Step(state, max(told, draft.start), told, False, (), "a new truce was made", tuple(its))


def _parties(said: Iterable[Cited]) -> tuple[Side, ...]:
    """The sides that statements name as parties, if they name two."""
    found = {side for one in said for side in sides_of(_cast(one.record))}
    return tuple(sorted(found)) if len(found) > 1 else ()


def _cast(record: Statement) -> tuple[Actor, ...]:
    if isinstance(record, Truce) and record.state != "proposed":
        return record.parties
    return record.actors if isinstance(record, Event) else ()


def _mediators(said: Iterable[Cited]) -> tuple[str, ...]:
    records = [one.record for one in said if isinstance(one.record, Truce)]
    return tuple(dict.fromkeys(actor.name for record in records for actor in record.mediators))


def _proposers(said: Iterable[Cited], parties: Sequence[Side]) -> tuple[str, ...]:
    """Who called for it without being a party: as "parties" of the call, or in whose voice it is told."""
    records = [one.record for one in said if isinstance(one.record, Truce) and one.record.state == "proposed"]
    callers = [actor for record in records for actor in (*record.parties, *record.voice)]
    return tuple(
        dict.fromkeys(
            actor.name for actor in callers if sides_of([actor]) and not set(sides_of([actor])) & set(parties)
        )
    )
