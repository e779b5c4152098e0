"""What is shown of a situation, in words. Computed here once, so that terminal and page cannot differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from casus.knowledge.sides import name_of
from casus.ledger.events import Telling, ToldEvent
from casus.records import Event, Place, Toll
from casus.situation import Situation
from casus.situation.cited import Cited
from casus.situation.disputes import Dispute
from casus.situation.phases import Phase
from casus.situation.pledges import PledgeLife, PledgeStep
from casus.situation.ties import Outsider, Standing
from casus.situation.timeline import Entry
from casus.situation.tolls import Band, Count, Incident, Series
from casus.situation.truces import Step, TruceLife
from casus.wording import terms
from casus.wording.terms import counted, joined

_TRUCES = 3
"""Truces shown step by step, the newest; of the others only how they ended."""
_INCIDENTS = 8
"""Incidents shown, the newest; the rest is counted."""
_DISPUTES = 6
"""Disputes shown, the newest; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line. label: what stands at its left; limits: in whose voice, how sure; keys: names for `casus why`.

    depth: 1 for a line that belongs to the one above it. is_claim: only voices say so, no report in its own.
    """

    label: str
    words: str
    limits: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    depth: int = 0
    is_claim: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Lines under one heading. kind: of the statements that they rest on; None: of several."""

    title: str
    lines: tuple[Line, ...]
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A situation in words."""

    title: str
    facts: tuple[str, ...]
    parts: tuple[Part, ...]


def shown(found: Situation) -> Shown:
    """The situation of one conflict in words."""
    conflict = found.conflict
    rests = f"{counted(found.reports, 'report')}, {counted(found.origins, 'independent text')}"
    parts = (
        ("PHASES", "event", _phases(found)),
        ("TRUCES", "truce", _truces(found.truces)),
        ("PLEDGES", "pledge", _pledges(found.pledges)),
        ("TOLLS, COUNTED ON", "toll", _bands(found.tolls.bands)),
        ("TOLLS OF SINGLE EVENTS", "toll", _incidents(found.tolls.incidents)),
        ("NUMBERS WITHOUT A PERIOD OR PLACE", "toll", _unplaced(found.tolls.unplaced)),
        ("TIES", "tie", _standings(found.standings)),
        ("DRAWN IN", None, _outsiders(found.outsiders)),
        ("ASSERTED AND DENIED", "event", _disputes(found.disputes)),
    )
    where = joined([name_of(code) for code in conflict.theatre])
    facts = (f"on {found.day}", f"force told of in {where}" if where else "", rests, f"read by {joined(found.readers)}")
    told = [Part(title=title, lines=its, kind=kind) for title, kind, lines in parts if (its := tuple(lines))]
    made = Shown(title=conflict.name, facts=tuple(fact for fact in facts if fact), parts=tuple(told))
    return terms.all_printable(made)


def key_of(one: Cited | Telling) -> str:
    """The name of a statement for `casus why`."""
    report_id, label = one.key
    return f"{report_id[:8]}/{label}"


def headline(what: TruceLife | PledgeLife | Standing) -> tuple[str, tuple[str, ...]]:
    """A truce, pledge or tie in one sentence without a full stop, and how it stands."""
    if isinstance(what, TruceLife):
        return _truce(what), (what.state,)
    if isinstance(what, PledgeLife):
        return _promise(what), (what.state, *(("claimed",) if what.is_claimed and what.state != "open" else ()))
    return _relation(what), what.caveats


def stated(record: Event | Toll) -> str:
    """What happened, or how many were harmed, as one sentence without a full stop."""
    if isinstance(record, Event):
        return terms.stated(record)
    victims = f" of {terms.names(record.of)}" if record.of else ""
    return terms.capitalised(f"{terms.bounds(record)} {terms.harmed(record)}{victims}")


def happened(record: Event | Toll) -> str:
    """The same with the place."""
    place = terms.where(record.place)
    return stated(record) + (f", {place}" if place else "")


def _keys(statements: Iterable[Cited | Telling]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(key_of, statements)))


def _sides(sides: Sequence[str]) -> str:
    return joined([name_of(side) for side in sides])


def _phases(found: Situation) -> Iterator[Line]:
    for phase in found.phases:
        period, words = phase_words(phase)
        told = f", told of in {counted(phase.reports, 'report')}" if phase.reports else ""
        yield Line(label=period, words=words + told)


def phase_words(phase: Phase) -> tuple[str, str]:
    """The period of a phase and what it is: ("since 2020-09-27", "Fighting")."""
    start = f"{phase.start} or earlier" if phase.is_cut else phase.start
    period = f"since {start}" if phase.end is None else f"{start} to {phase.end}"
    return period, {"fighting": "Fighting", "truce": "Truce, no breach told of", "quiet": "No force told of"}[
        phase.kind
    ]


def _truces(lives: Sequence[TruceLife]) -> Iterator[Line]:
    for at, life in enumerate(lives):
        limits = ("claimed",) if life.steps[-1].is_claimed else ()
        label = terms.capitalised(life.state)
        if at < _TRUCES:
            yield Line(label=label, words=_truce(life), limits=limits, is_claim=bool(limits))
            yield from map(_truce_step, life.steps)
        else:
            its = [one for step in life.steps for one in step.statements]
            limits = tuple(part for part in (f"since {life.since}", *limits, _translated(its)) if part)
            keys = _keys(its)
            yield Line(label=label, words=_truce(life), limits=limits, keys=keys, is_claim=life.steps[-1].is_claimed)


def _truce(life: TruceLife) -> str:
    helped = f", mediated by {joined(life.mediators)}" if life.mediators else ""
    called = f", called for by {joined(life.proposers)}" if life.proposers and not life.mediators else ""
    when = f" of {life.effective}" if life.effective else ""
    return f"Truce{when}: {_sides(life.parties) or 'parties not told'}{helped}{called}"


def _truce_step(step: Step) -> Line:
    who = _sides(step.by)
    said = (f"by {who}" if step.because else f"according to {who}") if who else ""
    claimed = "claimed" if step.is_claimed and not (said and not step.because) else ""
    words = step.state + (f" ({step.because})" if step.because else "")
    own = "told by reports" if said and not (step.because or step.is_claimed) else ""
    limits = tuple(part for part in (own, said, claimed, _translated(step.statements)) if part)
    keys = _keys(step.statements)
    return Line(label=step.day, words=words, limits=limits, keys=keys, depth=1, is_claim=step.is_claimed)


def _pledges(lives: Sequence[PledgeLife]) -> Iterator[Line]:
    for life in lives:
        pledge = life.pledge
        state = terms.capitalised(life.state) + (" (claimed)" if life.is_claimed and life.state != "open" else "")
        set_off = terms.trigger(pledge.trigger)
        if life.can_compare:
            looked = f"set off by {set_off}"
        else:
            looked = "its case is in words alone: no event of the ledger is compared with it"
        limits = (*terms.limits(pledge), looked)
        is_claim = bool(pledge.voice)
        yield Line(label=state, words=_promise(life), limits=limits, keys=_keys([life.first]), is_claim=is_claim)
        yield from map(_pledge_step, life.steps[1:])
        if life.earlier:
            words = "its case was told of before the pledge was"
            yield _resting("before", words, life.earlier, depth=1)
        if life.denied:
            yield _resting("", "denied", life.denied, depth=1)


def _promise(life: PledgeLife) -> str:
    condition = f" “{life.pledge.condition}”" if life.pledge.condition else ""
    return f"{terms.promised(life.pledge)}{condition}"


def _pledge_step(step: PledgeStep) -> Line:
    words = step.state + (f" ({step.because})" if step.because else "")
    its = step.statements
    return Line(label=step.day, words=words, limits=_voiced(its), keys=_keys(its), depth=1, is_claim=step.is_claimed)


def _translated(statements: Iterable[Cited | Telling]) -> str:
    return terms.translated(one.record for one in statements)


def _voiced(statements: Iterable[Cited | Telling]) -> tuple[str, ...]:
    """Who says so; a statement of a report in its own voice is told as such."""
    records = [one.record for one in statements]
    voices = {actor.name: actor for record in records for actor in record.voice}
    own = any(not record.voice for record in records)
    said = f"according to {terms.names(list(voices.values()))}" if voices else ""
    return tuple(part for part in ("told by reports" if own else "", said, terms.translated(records)) if part)


def _resting(
    label: str,
    words: str,
    its: Sequence[Cited | Telling],
    *,
    before: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
    depth: int = 0,
) -> Line:
    """A line on some statements: who says so, and a claim where nobody but voices does."""
    limits = (*before, *_voiced(its), *after)
    is_claim = all(one.record.voice for one in its)
    return Line(label=label, words=words, limits=limits, keys=_keys(its), depth=depth, is_claim=is_claim)


def _bands(bands: Sequence[Band]) -> Iterator[Line]:
    for band in bands:
        clash = ("counters exclude each other",) if band.disagree else ()
        is_claim = all(one.counter is not None for one in band.series)
        words = terms.capitalised(whom(band))
        yield Line(label=span(band.least, band.most), words=words, limits=clash, is_claim=is_claim)
        yield from map(_series, band.series)


def whom(its: Band | Series) -> str:
    """Whom a toll counts and what befell them: "combatants killed of Nagorno-Karabakh"."""
    what = its.effect if its.group == "all" else f"{its.group} {its.effect}"
    return f"{what} of {name_of(its.of)}" if its.of else what


def counter(one: Series) -> str:
    """Whose count it is, and since when: "counted by Azerbaijan since 2020-09-27"."""
    whose = f"counted by {name_of(one.counter)}" if one.counter else "told by reports"
    return f"{whose} since {one.since}" if one.since else f"{whose}, first day not told"


def span(least: int | None, most: int | None) -> str:
    """From the least to the most: "36 to 45", "more than 130,000"."""
    if least is None:
        return f"up to {most:,}" if most is not None else "open"
    if most is None:
        return terms.at_least(least)
    return f"{least:,}" if least == most else f"{least:,} to {most:,}"


def _series(one: Series) -> Line:
    left = ("left behind by a new count",) if one.is_left else ()
    path = " → ".join(f"{_number(count)} ({count.day})" for count in one.counts[-4:])
    before = "… → " if len(one.counts) > 4 else ""
    keys = tuple(key for count in reversed(one.counts) for key in _keys(count.statements))
    caveat = (one.last.caveat,) if one.last.caveat else ()
    through = (told,) if (told := _translated(its for count in one.counts[-4:] for its in count.statements)) else ()
    words = f"{counter(one)}: {before}{path}"
    return Line(
        label="", words=words, limits=(*caveat, *left, *through), keys=keys, depth=1, is_claim=one.counter is not None
    )


def _number(count: Count) -> str:
    toll = count.statements[0].record
    assert isinstance(toll, Toll)
    return terms.bounds(toll)


def _incidents(found: Sequence[Incident]) -> Iterator[Line]:
    for one in found[:_INCIDENTS]:
        group = one.group.removesuffix("s") if one.low == one.high == 1 else one.group
        what = one.effect if one.group == "all" else f"{group} {one.effect}"
        where = f", {terms.where(one.place)}" if one.place else ""
        support = counted(one.origins, "independent text")
        words = f"{span(one.low, one.high)} {what}{where}"
        its = one.statements
        is_claim = all(statement.record.voice for statement in its)
        limits = (support, *_voiced(its))
        yield Line(label=one.day, words=words, limits=limits, keys=_keys(its), is_claim=is_claim)
    if len(found) > _INCIDENTS:
        yield Line(label="", words=f"and {counted(len(found) - _INCIDENTS, 'earlier event')}")


def _unplaced(found: Sequence[Cited]) -> Iterator[Line]:
    if found:
        words = f"{counted(len(found), 'number')} not used above"
        yield Line(label="", words=words, keys=_keys(reversed(found)))


_RELATIONS = {
    "backs": ("Backing", "backs"), "ally": ("Allies", "and"), "rival": ("Rivals", "and"),
    "belligerent": ("At war", "and"), "mediates": ("Mediation", "mediates for"), "claims": ("Claim", "claims"),
}  # fmt: skip
"""Kind of a tie -> what stands at its left, and between its sides."""
_OF_MANY = {"backs": "back", "mediates for": "mediate for", "claims": "claim"}


def _standings(found: Sequence[Standing]) -> Iterator[Line]:
    for one in found:
        yield _resting(_RELATIONS[one.kind][0], _relation(one), one.statements, after=one.caveats)


def _relation(one: Standing) -> str:
    other = _sides(one.b) if one.b else _place(one.place)
    verb = _RELATIONS[one.kind][1]
    return f"{_sides(one.a)} {_OF_MANY.get(verb, verb) if len(one.a) > 1 else verb} {other}"


def _place(place: Place | None) -> str:
    return terms.where(place) or "a place not told"


def _outsiders(found: Sequence[Outsider]) -> Iterator[Line]:
    for one in found:
        yield Line(label=name_of(one.side), words="is no belligerent, but")
        kinds = (
            ("has given a pledge that may fall due", [life.first for life in one.pledges]),
            ("stands with or against a belligerent", [its for stand in one.stands for its in stand.statements]),
            ("is told to have helped or moved forces", list(one.helped)),
            ("is told to have used force", list(one.forced)),
            ("is told not to have used force", list(one.denied)),
        )
        for words, its in kinds:
            if its:
                yield _resting("", words, its, depth=1)


def _disputes(found: Sequence[Dispute]) -> Iterator[Line]:
    for one in found[:_DISPUTES]:
        record = one.record
        where = terms.where(record.place)
        told = terms.stated(record) if not isinstance(record, Toll) else terms.bounds(record)
        changed = (f"{_sides(one.changed)} said both",) if one.changed else ()
        when = terms.when(record.time) or f"told {one.asserted[0].report.published}"
        yield Line(
            label=when, words=told + (f", {where}" if where else ""), limits=changed, keys=_keys(one.asserted[:1])
        )
        yield _resting("", "asserted", one.asserted, depth=1)
        yield _resting("", "denied", one.denied, depth=1)
    if len(found) > _DISPUTES:
        yield Line(label="", words=f"and {counted(len(found) - _DISPUTES, 'earlier dispute')}")


def told_entry(entry: Entry) -> Line:
    """One entry of a timeline in words."""
    what, at = entry.what, entry.at
    if isinstance(what, TruceLife) and isinstance(at, Step):
        step = _truce_step(at)
        return replace(step, words=f"{_truce(what)} – {step.words}", depth=0)
    if isinstance(what, PledgeLife):
        state = f" – {at.state}" if isinstance(at, PledgeStep) else ""
        words = f"Pledge: {_promise(what)}{state}"
    elif isinstance(what, Series) and isinstance(at, Count):
        since = f" since {what.since}" if what.since else ""
        words = terms.capitalised(f"{_number(at)} {whom(what)}{since}")
    else:
        assert isinstance(what, ToldEvent) and isinstance(what.first.record, Event)
        words = happened(what.first.record)
        origins = counted(what.origins, "independent origin")
        return _resting(entry.day, words, entry.statements, before=(origins,))
    return _resting(entry.day, words, entry.statements)


def with_timeline(made: Shown, entries: Sequence[Entry]) -> Shown:
    """The same with what happened, day by day, at the end."""
    part = Part(title="WHAT HAPPENED", lines=tuple(map(told_entry, entries)))
    return terms.all_printable(replace(made, parts=(*made.parts, part))) if entries else made
