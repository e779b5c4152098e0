"""Records as lines of a brief: what is stated, all that limits it, and the sentences it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casus.records import Actor, Event, Pledge, Quote, Span, Statement, Tie, Toll, Truce
from casus.wording import terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What every line has.

    limits: voice, channel, caveat, doubt: what must be shown beside it. records: ids of the records it rests on;
    sentences: where they stand, sorted. is_claim: only somebody says so, not the report.
    """

    limits: tuple[str, ...] = ()
    records: tuple[str, ...]
    sentences: tuple[Span, ...]
    is_claim: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Line):
    """A line of words. lead: the first ones, set apart, may be empty. depth: 1 = part of the one above."""

    lead: str = ""
    words: str
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine(Line):
    """One event, once as cells (empty = unknown) and once as a sentence. number: its place in the reading."""

    number: int
    when: str
    who: str
    did: str
    whom: str
    where: str
    sentence: str


def fact(
    rest_on: Sequence[Statement], *, words: str, lead: str = "", limits: Iterable[str] = (), depth: int = 0
) -> Fact:
    """A line that rests on these records; empty limits are dropped."""
    return Fact(
        lead=lead,
        words=words,
        limits=tuple(limit for limit in limits if limit),
        records=tuple(one.id for one in rest_on),
        sentences=tuple(sorted({one.sentence for one in rest_on})),
        is_claim=all(one.voice for one in rest_on),
        depth=depth,
    )


def truce_line(truce: Truce) -> Fact:
    """State, parties, mediators, place and time of a truce."""
    words = _listed(
        terms.names(truce.parties) or "parties not named",
        f"{truce.times} times" if truce.times > 1 else "",
        f"mediated by {terms.names(truce.mediators)}" if truce.mediators else "",
        terms.where(truce.place),
        terms.when(truce.time),
    )
    return fact([truce], lead=truce.state.capitalize(), words=words, limits=terms.limits(truce))


def pledge_line(pledge: Pledge) -> Fact:
    """A promise, its condition in the words of the report, and what would set it off."""
    condition = f" “{pledge.condition}”" if pledge.condition else ""
    trigger = terms.trigger(pledge.trigger)
    set_off = f"set off by {trigger}" if trigger else "what sets it off is left open"
    return fact(
        [pledge],
        lead=pledge.state.capitalize(),
        words=terms.promised(pledge) + condition,
        limits=(set_off, *terms.limits(pledge)),
    )


def toll_lines(tolls: Sequence[Toll]) -> tuple[Fact, ...]:
    """Every toll, its parts under it; one whose whole is missing stands alone."""
    parts: dict[str | None, list[Toll]] = {}
    known = {toll.id for toll in tolls}
    for toll in tolls:
        parts.setdefault(toll.part_of if toll.part_of in known else None, []).append(toll)
    ordered: list[tuple[Toll, int]] = []
    waiting = [(toll, 0) for toll in reversed(parts.get(None, []))]
    while waiting:
        toll, depth = waiting.pop()
        ordered.append((toll, depth))
        waiting += [(part, depth + 1) for part in reversed(parts.get(toll.id, []))]
    shown = {toll.id for toll, _ in ordered}
    ordered += [(toll, 0) for toll in tolls if toll.id not in shown]
    return tuple(_toll_line(toll, depth) for toll, depth in ordered)


def _toll_line(toll: Toll, depth: int) -> Fact:
    words = _listed(
        terms.harmed(toll),
        f"victims: {terms.names(toll.of)}" if toll.of else "",
        f"by {terms.names(toll.by)}" if toll.by else "",
        terms.where(toll.place),
        terms.when(toll.time),
    )
    lead = f"of them {terms.bounds(toll)}" if depth else terms.capitalised(terms.bounds(toll))
    return fact([toll], lead=lead, words=words, limits=(toll.caveat or "", *terms.limits(toll)), depth=depth)


_TIE_LEADS = {
    "ally": "Allies", "backs": "Backing", "rival": "Rivals", "belligerent": "At war", "mediates": "Mediation",
    "claims": "Claim",
}  # fmt: skip


def tie_line(tie: Tie) -> Fact:
    """Who stands with or against whom, or claims what."""
    a, b, place = terms.names(tie.a), terms.names(tie.b), terms.where(tie.place)
    ending = "s" if len(tie.a) == 1 else ""
    verb = {"backs": f"back{ending}", "mediates": f"mediate{ending} with"}.get(tie.kind)
    if tie.kind == "claims":
        words = f"{a} claim{ending} {place or 'a place not named'}"
    else:
        words = _listed(f"{a} {verb} {b}" if verb else between(tie.a, tie.b), place)
    return fact([tie], lead=_TIE_LEADS[tie.kind], words=words, limits=(tie.caveat or "", *terms.limits(tie)))


def between(a: Sequence[Actor], b: Sequence[Actor]) -> str:
    """Two sides in one phrase; several actors of a side stay together."""
    return terms.names((*a, *b)) if len(a) == len(b) == 1 else f"{terms.names(a)} and {terms.names(b)}"


def quote_line(quote: Quote) -> Fact:
    """Words as they were said, with their speaker; of a translation it is told that they were not said so."""
    speaker = terms.names(quote.speakers) or "speaker not named"
    own = "not in the words of the speaker" if quote.translated is not None else ""
    return fact([quote], words=f"“{quote.text}” — {speaker}", limits=(own, *terms.limits(quote, is_quote=True)))


def event_line(event: Event, numbers: Mapping[str, int]) -> EventLine:
    """An event as a row. numbers: the number of each event by its id."""
    outer = numbers.get(event.within) if event.within else None
    earlier = "earlier" if event.status == "historical" and event.voice else ""
    limits = (earlier, *terms.limits(event), f"within event {outer}" if outer else "")
    return EventLine(
        number=numbers[event.id],
        when=terms.when(event.time),
        who=terms.names(event.actors),
        did=terms.did(event),
        whom=terms.names(event.recipients),
        where=terms.where(event.place, has_claimants=False),
        sentence=terms.stated(event),
        limits=tuple(limit for limit in limits if limit),
        records=(event.id,),
        sentences=(event.sentence,),
        is_claim=bool(event.voice),
    )


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def record_line(one: Statement) -> Fact:
    """Any record in one line by itself."""
    if isinstance(one, Event):
        words = _listed(terms.stated(one), terms.where(one.place), terms.when(one.time))
        return fact([one], lead=STATUS_WORDS[one.status], words=words, limits=terms.limits(one))
    if isinstance(one, Toll):
        return _toll_line(one, 0)
    if isinstance(one, Truce):
        return truce_line(one)
    if isinstance(one, Pledge):
        return pledge_line(one)
    if isinstance(one, Tie):
        return tie_line(one)
    if isinstance(one, Quote):
        return quote_line(one)
    raise TypeError(f"{type(one).__name__} is no kind of statement.")


STATUS_WORDS = {
    "actual": "Told as done",
    "historical": "Told as earlier",
    "future": "Ahead",
    "conditional": "On a condition",
    "requested": "Demanded",
    "possible": "Possible or feared",
    "negated": "Denied",
}
"""How a report tells of an event, in words."""
