"""From located records to drafts: sides, places, times and counts resolved, and checked against the sentence.

A record is dropped where it would say more than its words do: without its speaker, its number or any side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from casus.reading.assembly import Assembly
from casus.reading.clauses import Clause
from casus.reading.drafts import Draft, Stance
from casus.reading.lexicon_reader import Sketch
from casus.reading.llm.answer import Told, ToldEvent, ToldPledge, ToldQuote, ToldTie, ToldToll, ToldTruce
from casus.reading.llm.locating import Located
from casus.reading.llm.question import modes_of
from casus.reading.llm.resolving import Resolver, says_something
from casus.reading.passage import Passage
from casus.reading.pledges import PledgeDraft
from casus.reading.quotes import Quotation, worth_recording
from casus.reading.sentence_reader import UNIDENTIFIED, at_home
from casus.reading.settings import is_ahead, is_history
from casus.reading.ties import TieDraft
from casus.reading.toll_totals import is_added
from casus.reading.tolls import TollDraft
from casus.reading.truces import TruceDraft
from casus.records import Actor, Span, Status, Trigger
from casus.records.toll import ADDED

CONFIDENCE = 0.5
"""Of every record: how often this model on this server is right was measured by nobody."""
_MOST_TIMES = 1_000
"""Truces that a passage may count; a larger number counts something else."""
_SPEECH_ACTS = frozenset("AGREE REQUEST ACCUSE REJECT THREATEN SUPPORT CONCEDE".split())
Key = tuple[int, str, int]
"""Passage, kind and number of a record in an answer."""


class Dropped(Exception):
    """A record that is not kept. The message ends "records told by the model were dropped: 3 ..."."""


@dataclass(slots=True)
class Kept:
    """What one sentence states."""

    events: list[Draft] = field(default_factory=list)
    tolls: list[TollDraft] = field(default_factory=list)
    truces: list[TruceDraft] = field(default_factory=list)
    pledges: list[PledgeDraft] = field(default_factory=list)
    ties: list[TieDraft] = field(default_factory=list)


class Composition:
    """Composes the records of one report, sentence by sentence. quotes: all quotations of the report."""

    def __init__(self, assembly: Assembly, quotes: Sequence[Quotation], dropped: Counter[str]) -> None:
        self._assembly, self.quotes, self.dropped = assembly, quotes, dropped
        self.quoted: list[Quotation] = []
        self.resolver = Resolver()
        self.events: dict[Key, Draft] = {}
        self.tolls: dict[Key, TollDraft] = {}
        self.within: list[tuple[Draft, Key]] = []
        self.part_of: list[tuple[TollDraft, Key]] = []

    def add(self, sketch: Sketch, located: Iterable[Located]) -> None:
        """Compose what a sentence states; to be called while the memory of the report is at it."""
        if not sketch.seen or not sketch.passage.words:
            self.dropped["in a sentence that tells of a game"] += sum(1 for _ in located)
            return
        self.resolver.hear(sketch)
        kept = Kept()
        for one in located:
            try:
                _Sentence(self, sketch, one).compose(kept)
            except Dropped as reason:
                self.dropped[str(reason)] += 1
        self._assembly.add(sketch.passage, kept.events, kept.tolls, kept.truces, kept.pledges, kept.ties)

    def settle(self) -> None:
        """Hang acts on the speech acts that hold them, and parts on their wholes; nothing in a circle."""
        for draft, key in self.within:
            outer, stance = self.events.get(key), draft.stance
            if outer is not None and stance is not None and not _holds(draft, outer):
                stance.within = outer
        for toll, key in self.part_of:
            whole = self.tolls.get(key)
            if whole is not None and whole.effect == toll.effect and not _is_part(whole, toll):
                toll.whole = whole


def _holds(draft: Draft, other: Draft | None) -> bool:
    while other is not None and other is not draft:
        other = other.stance.within if other.stance is not None else None
    return other is draft


def _is_part(toll: TollDraft | None, of: TollDraft) -> bool:
    while toll is not None and toll is not of:
        toll = toll.whole
    return toll is of


class _Sentence:
    """Composes one record of one sentence."""

    def __init__(self, composition: Composition, sketch: Sketch, located: Located) -> None:
        self.all, self.sketch, self.passage = composition, sketch, sketch.passage
        self.told, self.span, self.at = located.told, located.span, located.passage
        self.resolver = composition.resolver

    def compose(self, kept: Kept) -> None:
        """Add the record. Raises Dropped."""
        told = self.told
        if not says_something(self.passage, self.span):
            raise Dropped("whose words say nothing by themselves")
        if self.passage.words[-1].text == "?":
            raise Dropped("in a question, which states nothing")
        if isinstance(told, ToldEvent):
            kept.events.append(self._event(told))
        elif isinstance(told, ToldToll):
            kept.tolls.append(self._toll(told))
        elif isinstance(told, ToldTruce):
            kept.truces.append(self._truce(told))
        elif isinstance(told, ToldPledge):
            kept.pledges.append(self._pledge(told))
        elif isinstance(told, ToldTie):
            kept.ties.append(self._tie(told))
        elif isinstance(told, ToldQuote):
            self.all.quoted.append(self._quote(told))

    # ------------------------------------------------------------------ kinds
    def _event(self, told: ToldEvent) -> Draft:
        actors, status = self._actors(told.actors), self._status(told.status)
        stance = self._stance(told, actors if told.type in _SPEECH_ACTS else ())
        place = self.resolver.place(told.place, self.span)
        time = self.resolver.time(told.time, self.span, ahead=status in ("future", "conditional", "requested"))
        published = self.passage.scene.published
        if status == "actual" and is_history(time, published):
            status = "historical"
        elif status == "actual" and is_ahead(time, published):
            status = "future"
        if place is not None and place.country is not None and not place.disputed_by:
            actors = tuple(at_home(actor, place.country) for actor in actors)
        names = {actor.name for actor in actors}
        recipients = tuple(actor for actor in self._actors(told.recipients) if actor.name not in names)
        if told.type == "ASSAULT" and not actors:
            actors = (UNIDENTIFIED,)
        if not actors and not recipients:
            raise Dropped("that name no side")
        mode = told.mode if told.mode in modes_of(told.type) else None
        draft = Draft(
            type=told.type,
            span=self.span,
            sense=None,
            mode=mode,
            actors=actors,
            recipients=recipients,
            stance=stance,
            status=status,
            place=place,
            time=time,
            confidence=CONFIDENCE,
        )
        self.all.events.setdefault((self.at, "event", told.n), draft)
        if told.within is not None:
            self.all.within.append((draft, (self.at, "event", told.within)))
        return draft

    def _toll(self, told: ToldToll) -> TollDraft:
        counted = self.resolver.quantity(told.number, self.span)
        if counted is None:
            raise Dropped("whose number does not stand in their sentence")
        number, word = counted
        caveat = self._words(told.caveat)
        if is_added(self.passage.words, word.index):
            caveat = "; ".join(note for note in (caveat, ADDED) if note)
        toll = TollDraft(
            span=self.span,
            effect=told.effect,
            low=number.low,
            best=number.best,
            high=number.high,
            group=told.group,
            stance=self._stance(told),
            of=self._actors(told.of),
            by=self._actors(told.by),
            place=self.resolver.place(told.place, self.span),
            time=self.resolver.time(told.time, self.span, ahead=False),
            caveat=caveat,
            confidence=CONFIDENCE,
        )
        self.all.tolls.setdefault((self.at, "toll", told.n), toll)
        if told.part_of is not None:
            self.all.part_of.append((toll, (self.at, "toll", told.part_of)))
        return toll

    def _truce(self, told: ToldTruce) -> TruceDraft:
        counted = self.resolver.quantity(told.times, self.span) if told.times is not None else None
        times = counted[0].best if counted is not None else None
        parties = self._actors(told.parties)
        return TruceDraft(
            span=self.span,
            state=told.state,
            stance=self._stance(told, parties),
            parties=parties,
            mediators=self._actors(told.mediators),
            times=times if times is not None and 1 <= times <= _MOST_TIMES else 1,
            place=self.resolver.place(told.place, self.span),
            time=self.resolver.time(told.time, self.span, ahead=told.state == "proposed"),
            confidence=CONFIDENCE,
        )

    def _pledge(self, told: ToldPledge) -> PledgeDraft:
        condition, guarantors = self._words(told.condition), self._actors(told.guarantors)
        if condition is None:
            raise Dropped("whose condition does not stand in their sentence")
        if not guarantors:
            raise Dropped("that name no side")
        trigger = told.trigger
        return PledgeDraft(
            span=self.span,
            stance=self._stance(told),
            guarantors=guarantors,
            beneficiaries=self._actors(told.beneficiaries),
            act=told.act,
            condition=condition,
            trigger=Trigger()
            if trigger is None
            else Trigger(
                type=trigger.type,
                actors=self._actors(trigger.actors),
                recipients=self._actors(trigger.recipients),
                place=self.resolver.place(trigger.place, self.span),
            ),
            state=told.state,
            confidence=CONFIDENCE,
        )

    def _tie(self, told: ToldTie) -> TieDraft:
        a = self._actors(told.a)
        names = {actor.name for actor in a}
        b = tuple(actor for actor in self._actors(told.b) if actor.name not in names) if told.kind != "claims" else ()
        place = self.resolver.place(told.place, self.span)
        if not a or (place is None if told.kind == "claims" else not b):
            raise Dropped("that name no side")
        return TieDraft(
            span=self.span, kind=told.kind, a=a, b=b, stance=self._stance(told), place=place, confidence=CONFIDENCE
        )

    def _quote(self, told: ToldQuote) -> Quotation:
        around = self._quotation()
        if around is None:
            raise Dropped("that are no quotation")
        speakers = self._voice(told.voice) or around.speakers
        if not speakers:
            raise Dropped("whose speaker is not in the text")
        return replace(around, speakers=speakers, channel=told.channel or around.channel)

    # ------------------------------------------------------------------ parts
    def _words(self, words: str | None) -> str | None:
        """Words of this sentence as they stand there, None where they do not."""
        span = self.resolver.span(words, self.span) if words is not None else None
        return self.passage.report.text[slice(*span)] if span is not None else None

    def _actors(self, names: Sequence[str]) -> tuple[Actor, ...]:
        """Whom names stand for, each once; those that stand nowhere are left out and counted."""
        found: dict[tuple[str, str | None], Actor] = {}
        for name in names:
            actors = self.resolver.actors(name, self.span)
            if actors is None:
                self.all.dropped[NAME_LEFT_OUT] += 1
            for actor in actors or ():
                found.setdefault((actor.name, actor.country), actor)
        return tuple(found.values())

    def _voice(self, names: Sequence[str]) -> tuple[Actor, ...]:
        """The speakers. Raises Dropped where one is not found: without a voice a claim would look like a fact."""
        found: dict[str, Actor] = {}
        for name in names:
            actors = self.resolver.actors(name, self.span)
            if actors is None:
                raise Dropped("whose speaker is not in the text")
            for actor in actors:
                found.setdefault(actor.name, actor)
        return tuple(found.values())

    def _stance(self, told: Told, own: Sequence[Actor] = ()) -> Stance:
        """Who says it, and how: as the model tells, else as quotation marks and grammar do.

        own: the sides whose act of speech it is; that they say so needs no voice.
        """
        voice = self._voice(told.voice)
        channel: str | None = told.channel
        quotation = self._quotation()
        if not voice and quotation is not None and worth_recording(self.passage.report, quotation):
            if not quotation.speakers:
                raise Dropped("that stand in a quotation without a speaker")
            voice, channel = quotation.speakers, channel or quotation.channel
        by_rule, names = self._by_rule()[0], {actor.name for actor in own}
        heard = tuple(actor for actor in by_rule.voice if actor.country or actor.sectors)
        if not voice and not names & {actor.name for actor in heard}:
            voice, channel = heard, channel or by_rule.channel
        return Stance(voice=voice, channel=channel)

    def _status(self, told: Status) -> Status:
        """What the model calls actual is so only where grammar does not tell that it is demanded, denied or to come."""
        stance, clause = self._by_rule()
        if told != "actual" or self.sketch.stances is None:
            return told
        if clause is not None:
            return self.sketch.stances.status(clause, stance)
        return "negated" if stance.status == "negated" else told

    def _by_rule(self) -> tuple[Stance, Clause | None]:
        """How grammar says that these words are told, and the clause whose verb is among them."""
        stances = self.sketch.stances
        if stances is None:
            return Stance(), None
        for clause in self.passage.clauses:
            if self._has(clause.verb.main.start):
                return stances.of(clause), clause
        phrase = next((one for one in self.passage.phrases() if self._has(one.head.start)), None)
        return (stances.of_phrase(phrase, self.passage.clause_of(phrase)) if phrase is not None else Stance()), None

    def _has(self, offset: int) -> bool:
        return self.span[0] <= offset < self.span[1]

    def _quotation(self) -> Quotation | None:
        """The quotation that the words stand in, its marks aside."""
        start, end = _without_marks(self.passage, self.span)
        return next((one for one in self.all.quotes if one.start <= start < end <= one.end), None)


NAME_LEFT_OUT = "names left out"
"""Under this reason sides are counted that stand nowhere; their records are kept."""
_MARKS = "\"“”„«»'‘’"


def _without_marks(passage: Passage, span: Span) -> Span:
    text, (start, end) = passage.report.text, span
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return start, end
