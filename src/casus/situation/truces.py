"""Truces and what became of them, step by step, from what reports say of them.

Statements are of one truce if they name the day it took effect, or the next one, and parties that do not differ; what
names no day is about the newest truce known when it was said. A proposal belongs to the truce that is agreed on within
two weeks. What is derived and not stated (a breach from reports of force, the end from a new truce or from a term)
says so. The rules: docs/situation.md.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from casus.knowledge.sides import Side, sides_of
from casus.ledger.bearings import is_ceasefire
from casus.records import Actor, Event, Statement, Truce
from casus.situation.cited import Cited, Key, apart, in_order, origins, period_of

_SURE = 0.5
"""Confidence from which on a statement may begin a truce; one below only adds to a truce that is known."""
_TALKS = 14
"""Days in which a proposal may lead to an agreement."""
_FRESH = 5
"""Days after which an agreement told without a day is a new one, and not the last once more."""
BREACH = 2
"""Independent origins of reports of force that make a breach."""
_SILENCE = 30
"""Days after which a proposal of which nothing more is told has lapsed."""
_ORDER = (
    "proposed", "accepted", "agreed", "in force", "extended",
    "violated", "collapsed", "expired", "superseded", "lapsed",
)  # fmt: skip
"""States in the order in which a truce goes through them. Accepted: one side says that it is ready, no more."""
_OLD = 730
"""Days after which a truce is left to the ledger, and what still names it is background."""
_MADE = ("agreed", "in force")
_ONLY_TALK = ("proposed", "accepted")
HOLDS = ("in force", "extended")
"""States of a truce that holds as far as reports tell."""


_Force = dict[Side, list[Cited]]


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

    parties: one where a side declared it alone; none where no report names them and they cannot be told.
    effective: the day it took or takes effect, until: the last one of its stated term; None when not told.
    """

    parties: tuple[Side, ...]
    mediators: tuple[str, ...]
    proposers: tuple[str, ...]
    effective: str | None
    until: str | None
    steps: tuple[Step, ...]

    @property
    def state(self) -> str:
        """How it stands after its last step."""
        return self.steps[-1].state

    @property
    def since(self) -> str:
        """The day of the last step."""
        return self.steps[-1].day


@dataclass(frozen=True, slots=True)
class _Saying:
    """What a statement says of a truce.

    day: that it names, on which the truce was agreed on or took effect. until: the end of the term that it names.
    within: the month or other time in which the truce lies, where no day is named.
    """

    state: str
    one: Cited
    parties: frozenset[Side]
    day: str | None = None
    until: str | None = None
    within: tuple[str, str] | None = None

    @property
    def told(self) -> str:
        return self.one.told


@dataclass(slots=True, eq=False)
class _Draft:
    """A truce while its statements are gathered.

    agreed: the day on which it was agreed on, or first told as more than proposed. effective: on which it took effect.
    """

    effective: str | None = None
    agreed: str | None = None
    until: str | None = None
    parties: frozenset[Side] = frozenset()
    said: list[_Saying] = field(default_factory=list)

    @property
    def last(self) -> str:
        return self.said[-1].told

    @property
    def start(self) -> str:
        return self.effective or self.agreed or self.said[0].told


def truces(statements: Sequence[Cited], sides: Sequence[Side], day: str) -> list[TruceLife]:
    """The truces of one conflict as they stand on a day, the newest first.

    statements: those told until that day. sides: the belligerents; where they are two, a truce that names no parties is
    theirs; where they are more, it is between those of the other truces, if these all have the same.
    """
    drafts: list[_Draft] = []
    for saying in _sayings(statements, sides):
        _add(drafts, saying)
    made = sorted((draft for draft in drafts if draft.agreed), key=lambda draft: draft.start)
    force = _force_by_side(statements)
    pairs = {draft.parties for draft in made if draft.parties}
    usual = tuple(sides) if len(sides) == 2 else tuple(pairs.pop()) if len(pairs) == 1 else ()
    lives = []
    for draft in drafts:
        at = made.index(draft) + 1 if draft.agreed else len(made)
        following = next((one for one in made[at:] if _is_between(one, draft.parties)), None)
        lives.append(_life(draft, following, force, _parties(draft, usual), day))
    return sorted(lives, key=lambda life: (life.effective or life.steps[0].day, life.steps[0].day), reverse=True)


def _sayings(statements: Sequence[Cited], sides: Sequence[Side]) -> list[_Saying]:
    """All that is said of truces, in the order it was told; of one day, proposals and what names a day first."""
    said = {(one.report.id, one.record.sentence) for one in statements if isinstance(one.record, Truce)}
    found = [_saying(_state(one.record), one, sides) for one in statements if isinstance(one.record, Truce)]
    for one in statements:
        if _is_ceasefire(one.record, sides) and (one.report.id, one.record.sentence) not in said:
            found.append(_saying("in force", one, sides))
    known = [saying for saying in found if apart(saying.day or saying.told, saying.told) <= _OLD]
    return sorted(known, key=_by_content)


def _by_content(its: _Saying) -> tuple[object, ...]:
    """By day, and of one day by what they say, so that the keys of reports, which are chance, decide nothing."""
    said = (its.day is None, its.day or "", its.until or "", its.within or (), sorted(its.parties))
    return its.told, _ORDER.index(its.state), its.one.record.confidence < _SURE, *said, its.one.key


def _state(record: Truce) -> str:
    """What is said of a truce. That one side alone is ready for it, in its own words, is no agreement yet."""
    parties = sides_of(record.parties)
    is_own = len(parties) == 1 and parties == sides_of(record.voice)
    return "accepted" if record.state == "agreed" and is_own else str(record.state)


def _saying(state: str, one: Cited, sides: Sequence[Side]) -> _Saying:
    """What a statement says of a truce; one that is to take effect on a day ahead is agreed on, and not in force."""
    first, last = period_of(one.record)
    parties = frozenset(_party_sides(one.record, sides))
    day, until, within = None, None, None
    if first is not None and last is not None and first < last:
        if _is_term(one.record) and state in _MADE and last >= one.told:
            day, until = first, last
        else:
            within = (first, last)
    elif first is not None:
        day = first
    elif state in _MADE:
        until = last
    if state == "in force" and day is not None and day > one.told:
        state = "agreed"
    return _Saying(state, one, parties, day, until, within)


def _is_term(record: Statement) -> bool:
    """Whether a time goes from one day to another, and is not just a month or a week."""
    time = record.time if isinstance(record, (Truce, Event)) else None
    return time is not None and time.start != time.end


def _party_sides(record: Statement, sides: Sequence[Side]) -> tuple[Side, ...]:
    """The sides that a statement names as parties, if they are two; those who broker it are none."""
    found = [side for side in sides_of(_cast(record)) if side not in _brokers(record)]
    fighting = [side for side in found if side in sides]
    its = fighting if len(fighting) > 1 else found
    return tuple(its) if len(its) > 1 else ()


def _brokers(record: Statement) -> tuple[Side, ...]:
    return sides_of(record.mediators) if isinstance(record, Truce) else ()


def _is_ceasefire(record: Statement, sides: Sequence[Side]) -> bool:
    """Whether an event is a ceasefire of two belligerents put into effect."""
    if not isinstance(record, Event) or not is_ceasefire(record):
        return False
    return len(set(sides_of(record.actors)) & set(sides)) > 1


def _add(drafts: list[_Draft], saying: _Saying) -> None:
    """Add a statement to the truce it is about, or begin one; what can be neither is left out."""
    home = _about(drafts, saying)
    if home is None:
        if not _can_begin(saying):
            return
        home = _Draft()
        drafts.append(home)
    if home.until is not None and saying.until is not None and saying.until > home.until:
        saying = replace(saying, state="extended")
    home.said.append(saying)
    if saying.state in _ONLY_TALK:
        return
    home.parties = home.parties or saying.parties
    if saying.state in (*_MADE, "extended"):
        home.until = max(home.until or "", saying.until or "") or None
        home.effective = home.effective or _effect(home, saying)
    home.agreed = home.agreed or (min(saying.day, saying.told) if saying.day else saying.told)


def _effect(home: _Draft, saying: _Saying) -> str | None:
    """The day on which a truce takes effect, as a statement has it.

    A day ahead is that of its effect. Of a truce that is in force, without a day, it is the day of the report if the
    agreement was news then; else it is not known.
    """
    if saying.state == "in force" or (saying.day is not None and saying.day > saying.told):
        is_news = home.agreed is not None and apart(home.agreed, saying.told) <= _FRESH
        return saying.day or (saying.told if is_news else None)
    return None


def _can_begin(saying: _Saying) -> bool:
    """Whether a statement can be the first of a truce: a sure one, and not just of how a truce fared."""
    if saying.one.record.confidence < _SURE or saying.within is not None:
        return False
    return saying.day is not None or saying.state not in ("violated", "collapsed")


def _about(drafts: Sequence[_Draft], saying: _Saying) -> _Draft | None:
    """The truce a statement is about; None for a new one."""
    mine = [draft for draft in drafts if _is_between(draft, saying.parties)]
    if saying.state in _ONLY_TALK:
        return _last(_open(mine, saying))
    made = [draft for draft in mine if draft.agreed]
    if saying.until is not None and (extended := _extended(made, saying)) is not None:
        return extended
    if saying.day is not None:
        near = [draft for draft in made if abs(apart(draft.start, saying.day)) <= 1]
        if not near and saying.state not in _MADE:
            near = [draft for draft in made if draft.start <= saying.day]
        return _newest(near) or _last(_led_to(_open(mine, saying), saying.day))
    if saying.within is not None:
        first, last = saying.within
        return _newest([draft for draft in made if first <= draft.start <= last])
    if saying.state == "agreed" or isinstance(saying.one.record, Event):
        fresh = [draft for draft in made if abs(apart(draft.agreed or draft.start, saying.told)) <= _FRESH]
        return _newest(fresh) or _last(_open(mine, saying))
    if _counts_others(saying, made):
        return None
    return _newest(made) or _last(_open(mine, saying))


def _newest(drafts: Sequence[_Draft]) -> _Draft | None:
    """The truce that was made last; of those of one day, the one begun last."""
    return max(reversed(drafts), key=_start, default=None)


def _start(draft: _Draft) -> str:
    return draft.start


def _last(drafts: Sequence[_Draft]) -> _Draft | None:
    return drafts[-1] if drafts else None


def _open(drafts: Iterable[_Draft], saying: _Saying) -> list[_Draft]:
    """The proposals that something said may be about."""
    return [draft for draft in drafts if not draft.agreed and apart(draft.last, saying.told) <= _TALKS]


def _is_between(draft: _Draft, parties: frozenset[Side]) -> bool:
    """Whether a truce may be one between certain parties; where they are not told, it may."""
    return not draft.parties or not parties or len(draft.parties & parties) > 1


def _extended(made: Sequence[_Draft], saying: _Saying) -> _Draft | None:
    """The truce whose term a new term extends: one that is told while the other runs, or begins where it ends."""
    begins = saying.day or saying.told
    return _newest([draft for draft in made if draft.until and draft.start <= begins <= _shifted(draft.until, 1)])


def _counts_others(saying: _Saying, made: Sequence[_Draft]) -> bool:
    """Whether a statement counts truces ("two truces failed", "the second") and the newest need not be among them."""
    record = saying.one.record
    is_fate = saying.state in ("violated", "collapsed")
    return is_fate and isinstance(record, Truce) and record.times > 1 and record.times != len(made)


def _led_to(open_ones: Sequence[_Draft], day: str) -> list[_Draft]:
    """The proposals that a truce of a day may have come from."""
    return [draft for draft in open_ones if abs(apart(draft.last, day)) <= _TALKS]


def _shifted(day: str, days: int) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() + days).isoformat()


def _life(draft: _Draft, following: _Draft | None, force: _Force, parties: tuple[Side, ...], day: str) -> TruceLife:
    steps = list(_stated(draft))
    over = next((step.day for step in steps if step.state == "collapsed"), None)
    if draft.agreed:
        ends = (over, draft.until, following.start if following is not None else None)
        steps += _breach(draft, min(end for end in (*ends, day) if end is not None), force, parties)
        if over is None:
            steps += _end(draft, following, any(step.state == "violated" for step in steps), day)
    elif apart(draft.last, day) > _SILENCE:
        lapsed = _shifted(draft.last, _SILENCE)
        steps.append(Step("lapsed", lapsed, lapsed, False, (), f"nothing told of it for {_SILENCE} days", ()))
    steps.sort(key=lambda step: (step.day, _ORDER.index(step.state)))
    mediators, proposers = _mediators(draft.said), _proposers(draft.said, parties)
    return TruceLife(parties, mediators, proposers, draft.effective, draft.until, tuple(steps))


def _stated(draft: _Draft) -> Iterator[Step]:
    """One step a state that is told of, with everything that tells it."""
    for state in _ORDER:
        its = [saying.one for saying in draft.said if saying.state == state]
        if not its:
            continue
        first = its[0].told
        day = first
        if draft.effective is not None and state in ("in force", "violated", "collapsed"):
            day = draft.effective if state == "in force" else max(first, draft.effective)
        elif state == "agreed":
            day = min(first, draft.agreed or first, draft.effective or first)
        voices = [sides_of(one.record.voice) for one in its if one.record.voice]
        by = tuple(dict.fromkeys(side for its_sides in voices for side in its_sides))
        yield Step(state, day, first, len(voices) == len(its), by, None, tuple(its))


def _force_by_side(statements: Iterable[Cited]) -> _Force:
    """The reports of force by each side, by the day of it; a guess of the reader's shows no breach."""
    found: _Force = defaultdict(list)
    for one in sorted(statements, key=lambda one: (one.day, one.told, one.key)):
        if one.force is not None and one.record.confidence >= _SURE:
            for side in sides_of(one.force.actors):
                found[side].append(one)
    return found


def _breach(draft: _Draft, until: str, force: _Force, parties: Sequence[Side]) -> Iterator[Step]:
    """Force by a party told of after the day it took effect and before its end: a breach, though not called so."""
    if draft.effective is None:
        return
    found: dict[Key, Cited] = {}
    by = []
    for side in sorted(parties):
        its = force.get(side, [])
        after = its[bisect_right(its, draft.effective, key=_day) : bisect_right(its, until, key=_day)]
        told = {one.key: one for one in after if one.told <= until}
        by += [side] if told else []
        found |= told
    told_first = in_order(found.values())
    if origins(told_first) >= BREACH:
        day, is_claimed = min(map(_day, told_first)), all(one.record.voice for one in told_first)
        because = "reports of force while it was in force"
        yield Step("violated", day, told_first[0].told, is_claimed, tuple(by), because, tuple(told_first))


def _day(one: Cited) -> str:
    return one.day


def _end(draft: _Draft, following: _Draft | None, was_broken: bool, day: str) -> Iterator[Step]:
    """The end that a later truce or a term that is over shows, though no report calls it one."""
    made = following.start if following is not None else None
    if draft.until is not None and draft.until < day and (made is None or draft.until < made):
        yield Step("expired", draft.until, draft.until, False, (), "its stated term ended", ())
    elif following is not None:
        its = [saying.one for saying in following.said if saying.state not in _ONLY_TALK]
        told = its[0].told
        state = "collapsed" if was_broken else "superseded"
        first = tuple(one for one in its if one.told == told)
        yield Step(state, max(told, draft.start), told, False, (), "a new truce was made", first)


def _parties(draft: _Draft, usual: tuple[Side, ...]) -> tuple[Side, ...]:
    """The parties as statements name them, and else the usual ones. One side's own truce is its alone."""
    if draft.parties:
        return tuple(sorted(draft.parties))
    named = [set(sides_of(_cast(saying.one.record))) for saying in draft.said if saying.state in _MADE]
    if named and len(named[0]) == 1 and all(one == named[0] for one in named):
        return tuple(named[0])
    return tuple(sorted(usual))


def _cast(record: Statement) -> tuple[Actor, ...]:
    if isinstance(record, Truce) and record.state != "proposed":
        return record.parties
    return record.actors if isinstance(record, Event) else ()


def _mediators(said: Iterable[_Saying]) -> tuple[str, ...]:
    """Who brought the truce about, as told once it was more than proposed."""
    records = [saying.one.record for saying in said if saying.state not in _ONLY_TALK]
    return tuple(
        dict.fromkeys(actor.name for record in records if isinstance(record, Truce) for actor in record.mediators)
    )


def _proposers(said: Iterable[_Saying], parties: Sequence[Side]) -> tuple[str, ...]:
    """Who called for it without being a party, or in whose voice the call is told."""
    records = [saying.one.record for saying in said if saying.state == "proposed"]
    callers = [
        actor
        for record in records
        if isinstance(record, Truce)
        for actor in (*record.mediators, *record.parties, *record.voice)
    ]
    return tuple(
        dict.fromkeys(
            actor.name for actor in callers if sides_of([actor]) and not set(sides_of([actor])) & set(parties)
        )
    )
