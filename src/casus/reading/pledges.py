"""Promises with a stated condition: "will help if asked", "threatened to strike unless ...", "bound to defend it if ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casus.reading.clauses import Clause
from casus.reading.drafts import Draft, Stance
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.settings import find_place, place_of
from casus.reading.stances import Stances
from casus.reading.words import Word
from casus.records import Actor, EventType, Place, Span
from casus.records.pledge import PledgeState, Trigger

_CUE = re.compile(
    r"\b(?:if|unless|once|when|whenever|should|as soon as|as long as|so long as|in case|in the (?:event|case)"
    r"|provid(?:ed|ing) that|provided|on (?:the )?condition|in (?:exchange|return) for)\b",
    re.IGNORECASE,
)
_NO_CONDITION = re.compile(
    r"if (?:necessary|possible|any|so|not|anything|ever|only)\b|as long as (?:it takes|necessary|needed|possible)"
    r"|in (?:the|any) case[,.]|when (?:asked|pressed|reached) (?:about|by|for|whether)|once (?:again|more|and)",
    re.IGNORECASE,
)
_ASIDE_BEFORE = {
    "even",
    "as",
    "what",
    "only",
    "ask",
    "know",
    "wonder",
    "see",
    "unclear",
    "decide",
    "determine",
    "doubt",
}
"""Words before "if" with which it opens a question or a concession ("even if", "asked if")."""

_WILL = {"will", "would", "'ll"}
_PROMISES = frozenset(
    "promise pledge vow threaten offer undertake commit guarantee swear agree bind oblige obligate require".split()
)
_PROMISE_NOUNS = frozenset("promise pledge vow threat offer guarantee commitment obligation undertaking".split())
_READY = frozenset("ready prepared willing bound obliged obligated committed determined".split())
_ACTS: tuple[tuple[EventType, str], ...] = (
    ("AID", "defend protect help assist aid rescue contribute provide supply"),
    ("ASSAULT", "intervene retaliate respond strike fight bomb invade avenge attack hit destroy"),
    ("RETREAT", "withdraw leave release free disarm demobilise demobilize surrender stop halt cease end pull"),
    ("CONCEDE", "lift ease suspend waive spare"),
    ("SANCTION", "reimpose sanction punish"),
    ("MOBILIZE", "send deploy dispatch mobilise mobilize"),
    ("CONSULT", "resume negotiate meet talk"),
    ("SUPPORT", "recognise recognize support back join sign ratify"),
    ("COERCE", "close blockade block"),
)
_BY_VERB: dict[str, EventType] = {verb: act for act, verbs in _ACTS for verb in verbs.split()}
_SURE_VERBS = frozenset("defend protect help assist aid".split())
"""Verbs that promise help whatever else they may mean ("defended the decision")."""
_OBJECTS: dict[str, EventType] = {
    **dict.fromkeys("help assistance aid support weapon arm money relief".split(), "AID"),
    **dict.fromkeys("force strike missile attack firepower".split(), "ASSAULT"),
    **dict.fromkeys("sanction embargo".split(), "SANCTION"),
    **dict.fromkeys("troop soldier force peacekeeper".split(), "MOBILIZE"),
    **dict.fromkeys("talks negotiation".split(), "CONSULT"),
}
"""What an act is by its object, where its verb does not tell ("use force", "give help")."""
_PROMISED = frozenset(
    "AGREE AID SUPPORT COOPERATE RETREAT CONCEDE CONSULT ASSAULT SANCTION COERCE MOBILIZE REJECT".split()
)
_FRIENDLY = frozenset("AGREE AID SUPPORT COOPERATE CONSULT CONCEDE RETREAT MOBILIZE".split())
_FORCE_WORDS = frozenset(
    "attack fight fighting war invasion aggression clash strike assault shelling offensive".split()
)
_LANDS = frozenset("land territory soil side ground".split())
_STATES: tuple[tuple[PledgeState, str], ...] = (
    ("withdrawn", "withdraw retract drop rescind revoke"),
    ("honoured", "honour honor keep fulfil fulfill"),
    ("broken", "break breach violate abandon betray"),
    ("triggered", "invoke trigger activate"),
)
_STATE_OF: dict[str, PledgeState] = {verb: state for state, verbs in _STATES for verb in verbs.split()}
_OFFICIAL = {"GOV", "MIL", "REB", "IGO", "PRM", "PRE", "UAF", "OPP", "LEG", "COP", "SPY", "PTY"}
_NAMED = {"state", "group", "capital", "organisation"}


@dataclass(slots=True, eq=False)
class PledgeDraft:
    """A pledge in the making."""

    span: Span
    stance: Stance
    guarantors: tuple[Actor, ...]
    beneficiaries: tuple[Actor, ...]
    act: EventType
    condition: str
    trigger: Trigger
    state: PledgeState = "open"
    confidence: float = 0.65


@dataclass(slots=True, eq=False)
class _Promise:
    """Who promises what. clause: the act's; governor: the clause that promises it, the same for "will help"."""

    clause: Clause
    governor: Clause
    guarantors: tuple[Actor, ...]
    stance: Stance


def find_pledges(passage: Passage, drafts: Sequence[Draft], stances: Stances) -> list[PledgeDraft]:
    """The pledges of one sentence: a promised act together with its condition; a question pledges nothing."""
    text = passage.report.text
    if passage.words[-1].text == "?" or not _CUE.search(text, *passage.span):
        return []
    reading = _Reading(passage, drafts, stances)
    for condition in reading.conditions():
        pledge = reading.pledge(condition)
        if pledge is not None:
            return [pledge]
    return []


class _Reading:
    """Finds the pledge of one sentence."""

    def __init__(self, passage: Passage, drafts: Sequence[Draft], stances: Stances) -> None:
        self.passage, self.drafts, self.stances = passage, drafts, stances
        self.resolve = passage.referents.all_of

    # ------------------------------------------------------------------ the condition
    def conditions(self) -> Iterator[Span]:
        """The stretches of the sentence that state a condition, in the order of the text."""
        text, (start, end) = self.passage.report.text, self.passage.span
        for cue in _CUE.finditer(text, start, end):
            if not _NO_CONDITION.match(text, cue.start()) and self._opens_condition(cue.start(), cue.group().lower()):
                stop = self._end(cue.end())
                if stop > cue.end():
                    yield cue.start(), stop

    def _opens_condition(self, at: int, cue: str) -> bool:
        index = next((word.index for word in self.passage.words if word.end > at), 0)
        before = self.passage.words[index - 1] if index else None
        if before is not None and (before.lemma in _ASIDE_BEFORE or before.low in _ASIDE_BEFORE):
            return False
        if cue != "should":
            return True
        following = self.passage.words[index + 1 : index + 2]  # "should Iran attack": the subject comes behind
        opens = before is None or before.tag in (",", "NN", "NNP", "RB", "SC", "“", "CC")
        return opens and bool(following) and following[0].tag in ("NNP", "DT", "PRP", "PRP$", "NN", "JJ")

    def _end(self, start: int) -> int:
        """Up to the comma behind the condition's first verb, or the end of the sentence."""
        verbs = [one.verb.main.start for one in self.passage.clauses if one.verb.main.start >= start]
        first = min(verbs, default=start)
        commas = [word.start for word in self.passage.words if word.tag == "," and word.start >= start]
        if commas and commas[0] < first and not self._goes_on(commas[0], first):
            return commas[0]  # "in case of an attack, X will ..."
        for word in self.passage.words:
            if word.start > first and word.tag in (",", ";", "”", '"', "–", "—"):
                return word.start
        last = self.passage.words[-1]
        return last.start if last.tag == "." else last.end

    def _goes_on(self, comma: int, verb: int) -> bool:
        """Whether a comma before the first verb stands in a list of subjects: no modal follows."""
        clause = next(one for one in self.passage.clauses if one.verb.main.start == verb)
        subject = clause.subject
        return clause.verb.modal is None and subject is not None and subject.first.start < comma

    def _holds(self, condition: Span, at: int) -> bool:
        return condition[0] <= at < condition[1]

    # ------------------------------------------------------------------ the promise
    def pledge(self, condition: Span) -> PledgeDraft | None:
        """The pledge that hangs on a condition, None where nothing is promised."""
        promise = self._promise(condition)
        if promise is None:
            return None
        act, draft = self._act(promise, condition)
        if act is None:
            return None
        trigger = self._trigger(condition, promise)
        first, last = sorted((promise.governor.verb.words[0].start, promise.clause.verb.main.end))
        return PledgeDraft(
            span=(first, max(last, promise.governor.verb.main.end)),
            stance=promise.stance,
            guarantors=promise.guarantors,
            beneficiaries=self._beneficiaries(promise, act, draft, trigger),
            act=act,
            condition=" ".join(self.passage.report.text[slice(*condition)].split()).strip(" ,."),
            trigger=trigger,
            state=self._state(promise),
            confidence=0.7 if trigger.type is not None else 0.6,
        )

    def _promise(self, condition: Span) -> _Promise | None:
        """The promise nearest to the condition: before it, else behind it."""
        before = [one for one in self.passage.clauses if one.verb.main.start < condition[0]]
        behind = [one for one in self.passage.clauses if one.verb.main.start >= condition[1]]
        found = (self._promised(clause) for clause in (*reversed(before), *behind))
        return next((promise for promise in found if promise is not None), None)

    def _promised(self, clause: Clause) -> _Promise | None:
        """The promise that a clause states or carries out: "will help", "vowed to help", "its threat to strike"."""
        if clause.relation == "infinitive":
            return self._of_infinitive(clause)
        verb = clause.verb
        if verb.modal in _WILL and not verb.negated and verb.main.lemma != "be":
            return self._foretold(clause, clause)
        if verb.main.lemma in ("promise", "threaten", "offer", "guarantee", "pledge") and clause.objects:
            return self._by(clause, clause, clause.subject) if self._is_stated(clause) else None
        return None

    def _of_infinitive(self, clause: Clause) -> _Promise | None:
        parent, host = clause.parent, clause.host
        if clause.verb.negated or parent is None:
            return None
        if host is not None and host.head.lemma in _PROMISE_NOUNS:
            return self._by_noun(clause, host, parent)
        lemma = parent.verb.main.lemma
        if parent.verb.modal in _WILL and lemma == "hesitate":
            return self._foretold(clause, parent) if parent.verb.negated else None
        ready = lemma in ("be", "stand", "remain") and self._is_ready(parent, clause)
        if (lemma in _PROMISES or ready) and self._is_stated(parent):
            return self._by(clause, parent, parent.subject)
        return None

    def _is_stated(self, clause: Clause) -> bool:
        """A promise was made: not refused, doubted, or itself only possible."""
        return not clause.verb.negated and clause.verb.modal is None and clause.subject is not None

    def _is_ready(self, parent: Clause, clause: Clause) -> bool:
        between = self.passage.words[parent.verb.main.index : clause.verb.main.index]
        return any(word.low in _READY for word in between)

    def _by(self, clause: Clause, governor: Clause, subject: NounPhrase | None) -> _Promise | None:
        """A promise made by its own word: who makes it says so."""
        guarantors = _official(self.resolve(subject))
        if not guarantors:
            return None
        stance = self.stances.of(governor)
        told = stance.voice or (guarantors if governor.verb.main.lemma in _PROMISES else ())
        channel = stance.channel or self.stances.channel(governor)
        return _Promise(clause, governor, guarantors, Stance(None, told, channel))

    def _by_noun(self, clause: Clause, host: NounPhrase, parent: Clause) -> _Promise | None:
        """ "repeated its threat to close the strait"."""
        owner = host.owner if host.owner is not None else parent.subject
        return self._by(clause, parent, owner)

    def _foretold(self, clause: Clause, governor: Clause) -> _Promise | None:
        """ "will help", told by the one who would help or by the report; what others foresee is no promise."""
        stance = self.stances.of(governor)
        if stance.status in ("conditional", "requested"):
            return None
        guarantors = () if clause.verb.passive else _official(self.resolve(governor.subject))
        if clause.verb.passive and not any(one.preposition == "by" for one in clause.circumstances):
            guarantors = _official(stance.voice)  # "sanctions would be imposed, the council said"
        if not guarantors or (governor.verb.modal == "would" and not stance.voice):
            return None
        if stance.voice and not any(_speaks_for(one, other) for one in stance.voice for other in guarantors):
            return None
        return _Promise(clause, governor, guarantors, Stance(None, stance.voice, stance.channel))

    # ------------------------------------------------------------------ the act
    def _act(self, promise: _Promise, condition: Span) -> tuple[EventType | None, Draft | None]:
        """What is promised, and the act it was read as."""
        lemma = promise.clause.verb.main.lemma
        read = [one for one in self.drafts if one.clause is promise.clause and not self._holds(condition, one.span[0])]
        draft = next((one for one in read if one.type in _PROMISED and one.phrase is None), None)
        if lemma in _SURE_VERBS:
            return "AID", draft
        by_object = next((_OBJECTS[o.head.lemma] for o in promise.clause.objects if o.head.lemma in _OBJECTS), None)
        if by_object is not None and lemma not in _BY_VERB:
            return by_object, draft or next(iter(read), None)
        if promise.governor is promise.clause and lemma in _PROMISES:  # "threatens Belgrade with air strikes"
            draft = next((one for one in read if one.type in _PROMISED and one.type != "AGREE"), None)
        if draft is not None and draft.type != "AGREE":
            return draft.type, draft
        return by_object or _BY_VERB.get(lemma) or (draft.type if draft is not None else None), draft

    def _beneficiaries(
        self, promise: _Promise, act: EventType, draft: Draft | None, trigger: Trigger
    ) -> tuple[Actor, ...]:
        """Whom the promise helps: who is defended or given to, who would ask, who would be attacked; none of a threat."""
        if act not in _FRIENDLY:
            return ()
        clause = promise.clause
        helped: tuple[Actor, ...] = ()
        if clause.verb.main.lemma in _SURE_VERBS and clause.objects:
            helped = self._named_or_meant(clause.objects[0], promise.guarantors)
        if not helped and draft is not None:
            helped = tuple(one for one in draft.recipients if one.name != "unidentified")
        if not helped and act in ("AID", "SUPPORT", "MOBILIZE", "AGREE"):
            helped = trigger.actors if trigger.type == "REQUEST" else trigger.recipients
        return tuple(one for one in helped if not any(_is_one(one, other) for other in promise.guarantors))

    def _named_or_meant(self, phrase: NounPhrase, guarantors: Sequence[Actor]) -> tuple[Actor, ...]:
        """Who a phrase names; "it" is never the one who acts, so it is the last other side named before it."""
        found = self.resolve(phrase)
        if phrase.head.tag != "PRP" or not any(_is_one(one, other) for one in found for other in guarantors):
            return found
        for word in reversed(self.passage.words[: phrase.head.index]):
            if word.names and word.names[0].kind in _NAMED:
                actor = word.names[0].actor((word.start, word.end))
                if not any(_is_one(actor, other) for other in guarantors):
                    return (actor,)
        return ()

    def _state(self, promise: _Promise) -> PledgeState:
        """ "withdrew its offer to", "kept its promise to": else it is open."""
        host = promise.clause.host
        if host is None or host.head.lemma not in _PROMISE_NOUNS or promise.governor is promise.clause:
            return "open"
        return _STATE_OF.get(promise.governor.verb.main.lemma, "open")

    # ------------------------------------------------------------------ the trigger
    def _trigger(self, condition: Span, promise: _Promise) -> Trigger:
        """What would set the pledge off, read like any other act."""
        inside = [word for word in self.passage.words if self._holds(condition, word.start)]
        drafts = [
            one for one in self.drafts if self._holds(condition, one.span[0]) and one.clause is not promise.clause
        ]
        drafts += self._nominal(condition)
        found = min(drafts, key=lambda draft: (draft.phrase is not None, draft.span), default=None)
        force = any(word.lemma in _FORCE_WORDS and word.tag == "NN" for word in inside)
        place = self._place(inside, found)
        if found is None:
            return Trigger(type="ASSAULT" if force else None, place=place)
        actors = _known(found.actors)
        if found.type == "ASSAULT":
            actors = tuple(one for one in actors if not any(_is_one(one, other) for other in promise.guarantors))
        return Trigger(type=found.type, actors=actors, recipients=_known(found.recipients), place=place)

    def _nominal(self, condition: Span) -> Iterator[Draft]:
        """Acts named in a condition that were not worth a record of their own."""
        for phrase in self.passage.phrases():
            if self._holds(condition, phrase.head.start):
                sense = self.stances.frames.noun_sense(phrase)
                if sense is not None:
                    draft = self.stances.frames.noun_draft(phrase, sense, None)
                    draft.place = find_place(self.passage, draft)
                    yield draft

    def _place(self, inside: Sequence[Word], found: Draft | None) -> Place | None:
        """The place named in the condition, "Armenian territory" included."""
        for word, following in zip(inside, [*inside[1:], None], strict=True):
            place = place_of(word)
            adjective = word.place is not None and word.place.associative
            if place is None and adjective and following is not None and following.low.rstrip("s") in _LANDS:
                place = word.place.place if word.place is not None else None
            if place is not None and not _is_actor(word, found):
                return place
        return found.place if found is not None else None


def _is_actor(word: Word, draft: Draft | None) -> bool:
    """Whether a place name stands for one of the sides of an act ("if Israel attacks")."""
    sides = (*draft.actors, *draft.recipients) if draft is not None else ()
    return any(actor.mention is not None and actor.mention[0] == word.start for actor in sides)


def _known(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(one for one in actors if one.name != "unidentified")


def _official(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Those whose promises matter here: states, armed groups, organisations of states, politicians."""
    return tuple(one for one in actors if set(one.sectors) & _OFFICIAL)


def _is_one(one: Actor, other: Actor) -> bool:
    return one.name == other.name or (
        one.country is not None and one.country == other.country and "REB" not in (*one.sectors, *other.sectors)
    )


def _speaks_for(speaker: Actor, guarantor: Actor) -> bool:
    """Whether a promise in somebody's voice is his own side's."""
    both_international = speaker.country is None and guarantor.country is None and "IGO" in guarantor.sectors
    return _is_one(speaker, guarantor) or both_international or speaker.country == guarantor.country is not None
