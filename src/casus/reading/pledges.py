"""Promises with a stated condition: "will help if asked", "threatened to strike unless", "bound to defend it if"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from casus.knowledge.actors import actor_book
from casus.reading.clauses import Clause
from casus.reading.drafts import Draft, Stance
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.settings import find_place
from casus.reading.stances import Stances
from casus.reading.words import VERB_TAGS, Word
from casus.records import Actor, EventType, Place, Span
from casus.records.pledge import PledgeState, Trigger

_CUE = re.compile(
    r"\b(?:if|unless|once|when|should|as soon as|as long as|so long as|in case|in the event"
    r"|provid(?:ed|ing) that|(?<=, )provided|on (?:the )?condition)\b",
    re.IGNORECASE,
)
_TEMPORAL = {"once", "when", "as soon as"}
"""Cues of a condition only where something lies ahead: "will leave once the war ends"."""
_NO_CONDITION = re.compile(
    r"if (?:necessary|possible|any|so|not|anything|ever|only)\b|as long as (?:it takes|necessary|needed|possible)"
    r"|in (?:the|any) case[,.]|once (?:again|more|and)\b",
    re.IGNORECASE,
)
_STOPS = {",", ";", ":", ".", "”", '"', "–", "—"}
_FRONTS = {",", ";", ":", ".", "“", '"', "–", "—", "--", "CC", "SC"}
_LONGEST = 45
"""Words of the longest condition; more than that is a sentence that was not split."""
_ASIDE_BEFORE = set("even as what ask know wonder see unclear decide determine doubt".split())
"""Words before "if" with which it opens a question or a concession ("even if", "asked if")."""

_WILL = {"will", "would", "'ll"}
_PROMISES = frozenset(
    "promise pledge vow threaten offer undertake commit guarantee swear agree bind oblige obligate require".split()
)
_PROMISE_NOUNS = frozenset("promise pledge vow threat offer guarantee commitment obligation undertaking".split())
_READY = frozenset("ready prepared willing bound obliged obligated committed".split())
_ACTS: tuple[tuple[EventType, str], ...] = (
    ("AID", "defend protect help assist aid rescue contribute provide supply offer give render"),
    ("ASSAULT", "intervene retaliate respond strike fight bomb invade avenge attack hit destroy"),
    ("RETREAT", "withdraw leave release free disarm demobilise demobilize surrender stop halt cease end pull"),
    ("CONCEDE", "lift ease suspend waive spare"),
    ("SANCTION", "impose reimpose sanction punish"),
    ("MOBILIZE", "send deploy dispatch mobilise mobilize"),
    ("CONSULT", "resume negotiate meet talk"),
    ("SUPPORT", "recognise recognize support back join sign ratify"),
    ("COERCE", "close blockade block"),
)
_BY_VERB: dict[str, EventType] = {verb: act for act, verbs in _ACTS for verb in verbs.split()}
_SURE_VERBS = frozenset("defend protect help assist aid".split())
"""Verbs that promise help whatever else they may mean ("defended the decision")."""
_OBJECTS: dict[str, EventType] = {
    **dict.fromkeys("help assistance aid support money relief".split(), "AID"),
    **dict.fromkeys("force strike missile attack firepower weapon".split(), "ASSAULT"),
    **dict.fromkeys("sanction embargo".split(), "SANCTION"),
    **dict.fromkeys("troop soldier peacekeeper".split(), "MOBILIZE"),
    **dict.fromkeys("talks negotiation".split(), "CONSULT"),
}
"""What an act is by its object, where its verb does not tell ("use force", "give help")."""
_UNSURE = ("conditional", "requested", "possible", "negated")
_RESCUE = frozenset("defence defense aid help rescue assistance".split())
_CUTTING = frozenset("cut halt stop suspend reduce withhold freeze".split())
"""Verbs that turn what is given into a punishment: "will cut aid"."""
_PROMISED = frozenset(
    "AGREE AID SUPPORT COOPERATE RETREAT CONCEDE CONSULT ASSAULT SANCTION COERCE MOBILIZE REJECT".split()
)
_FRIENDLY = frozenset("AGREE AID SUPPORT COOPERATE CONSULT CONCEDE RETREAT MOBILIZE".split())
_FORCE_WORDS = frozenset(
    "attack fight fighting war invasion aggression clash strike assault shelling offensive".split()
)
_WHERE = frozenset("in near at inside across into to of".split())
_ASKING = frozenset("ask request want".split())
_BODIES = frozenset("alliance bloc union army military government country".split())
"""What the speaker's own side is called where it has no name ("the alliance would ...")."""
_SPOKESMEN = frozenset(
    "ministry minister president spokesman spokeswoman government army military commander chief official".split()
)
_LANDS = frozenset("land territory soil side ground".split())
_STATES: tuple[tuple[PledgeState, str], ...] = (
    ("withdrawn", "withdraw retract drop rescind revoke"),
    ("honoured", "honour honor keep fulfil fulfill"),
    ("broken", "break breach violate abandon betray"),
    ("triggered", "invoke trigger activate"),
)
_STATE_OF: dict[str, PledgeState] = {verb: state for state, verbs in _STATES for verb in verbs.split()}
_OFFICIAL = set("GOV MIL REB IGO PRM PRE UAF OPP LEG COP SPY PTY".split())
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
                if stop > cue.end() and text.count(" ", cue.start(), stop) < _LONGEST:
                    yield cue.start(), stop

    def _opens_condition(self, at: int, cue: str) -> bool:
        index = next((word.index for word in self.passage.words if word.end > at), 0)
        before = self.passage.words[index - 1] if index else None
        if before is not None and (before.lemma in _ASIDE_BEFORE or before.low in _ASIDE_BEFORE):
            return False
        following = self.passage.words[index + 1 : index + 2]
        if cue in _TEMPORAL:
            return not (following and following[0].tag in VERB_TAGS)  # "once told reporters"
        if cue != "should":
            return True
        # "should Iran attack": the subject comes behind
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
            if word.start > first and word.tag in _STOPS:
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
        helped = self._beneficiaries(promise, act, draft, trigger)
        if trigger.type == "ASSAULT" and helped and not _others(trigger.recipients, promise.guarantors):
            trigger = replace(trigger, recipients=helped if trigger.recipients else ())  # "defend X if it is attacked"
        first, last = sorted((promise.governor.verb.words[0].start, promise.clause.verb.main.end))
        return PledgeDraft(
            span=(first, max(last, promise.governor.verb.main.end)),
            stance=promise.stance,
            guarantors=promise.guarantors,
            beneficiaries=helped,
            act=act,
            condition=" ".join(self.passage.report.text[slice(*condition)].split()).strip(" ,."),
            trigger=trigger,
            state=self._state(promise),
            confidence=0.7 if trigger.type is not None else 0.6,
        )

    def _promise(self, condition: Span) -> _Promise | None:
        """The promise that a condition hangs on: the one just before it, else the first behind it."""
        before = [one for one in self.passage.clauses if one.verb.main.start < condition[0]]
        for clause in reversed(before):
            promise = self._promised(clause)
            if promise is not None and self._reaches(promise, condition):
                return promise
        if not self._is_fronted(condition):
            return None
        behind = [one for one in self.passage.clauses if one.verb.main.start >= condition[1]]
        for promise in (self._promised(clause) for clause in behind):
            aside = promise is not None and promise.governor.relation in ("relative", "reduced")
            if promise is not None and not aside and self._lies_ahead(promise, condition):
                return promise
        return None

    def _is_fronted(self, condition: Span) -> bool:
        """ "If X, Y will ...": nothing stands before the condition that it could belong to; "when" is left out."""
        before = [word for word in self.passage.words if word.start < condition[0]]
        opens = not before or before[-1].tag in _FRONTS or before[-1].low == "then"
        return opens and not self.passage.report.text[condition[0] :].lower().startswith("when")

    def _reaches(self, promise: _Promise, condition: Span) -> bool:
        """Whether nothing but what belongs to the promise stands between it and the condition behind it."""
        end = promise.clause.verb.main.end
        between = [word for word in self.passage.words if end <= word.start < condition[0]]
        only = bool(between) and between[-1].low == "only"  # "but only if"
        if any(word.low in (";", ".") or (word.low == "but" and not only) for word in between):
            return False
        clauses = [one for one in self.passage.clauses if end <= one.verb.main.start < condition[0]]
        own = all(_descends(one, promise.clause) or _descends(one, promise.governor) for one in clauses)
        return own and self._lies_ahead(promise, condition)

    def _lies_ahead(self, promise: _Promise, condition: Span) -> bool:
        """Of "when" and "once": a condition only of what is still to come."""
        cue = self.passage.report.text[slice(*condition)].lower()
        if not any(cue.startswith(word) for word in _TEMPORAL):
            return True
        ahead = promise.clause.verb.modal in _WILL or promise.clause.relation == "infinitive"
        inside = [one for one in self.passage.clauses if self._holds(condition, one.verb.main.start)]
        past = bool(inside) and inside[0].verb.past
        return ahead and bool(inside) and (not past or promise.governor.verb.modal == "would")

    def _promised(self, clause: Clause) -> _Promise | None:
        """The promise that a clause states or carries out: "will help", "vowed to help", "its threat to strike"."""
        if clause.relation == "infinitive":
            return self._of_infinitive(clause)
        verb = clause.verb
        if verb.modal in _WILL and not verb.negated and verb.main.lemma != "be":
            return self._foretold(clause, clause)
        if verb.main.lemma in ("promise", "threaten", "offer", "pledge") and clause.objects and not verb.passive:
            return self._by(clause, clause, clause.subject) if self._is_stated(clause) else None
        return None

    def _of_infinitive(self, clause: Clause) -> _Promise | None:
        parent, host = clause.parent, clause.host
        if clause.verb.negated or parent is None:
            return None
        if host is not None and host.head.lemma in _PROMISE_NOUNS and host.words[0].low != "no":
            return self._by_noun(clause, host, parent)
        lemma = parent.verb.main.lemma
        if parent.verb.modal in _WILL and lemma == "hesitate":
            return self._foretold(clause, parent) if parent.verb.negated else None
        if lemma in ("bind", "oblige", "obligate", "require", "commit") and not parent.verb.passive and parent.objects:
            return self._by(clause, parent, parent.objects[0]) if self._is_stated(parent) else None
        ready = self._is_ready(parent, clause)
        if (lemma in _PROMISES or ready) and self._is_stated(parent):
            return self._by(clause, parent, parent.subject)
        return None

    def _is_stated(self, clause: Clause) -> bool:
        """A promise was made: not refused, doubted, or itself only possible."""
        return not clause.verb.negated and clause.verb.modal is None and clause.subject is not None

    def _is_ready(self, parent: Clause, clause: Clause) -> bool:
        """ "is ready to", "stands prepared to"; the adjective may have been read as part of the verb."""
        between = self.passage.words[parent.verb.words[0].index : clause.verb.main.index]
        stands = any(word.lemma in ("be", "stand", "remain") for word in parent.verb.words)
        return stands and any(word.low in _READY for word in between)

    def _by(self, clause: Clause, governor: Clause, subject: NounPhrase | None) -> _Promise | None:
        """A promise made by its own word: who makes it says so."""
        stance = self.stances.of(governor)
        guarantors = _official(self._meant(subject, stance))
        if not guarantors or stance.status in _UNSURE:
            return None
        said = _lemma(governor) in _PROMISES and not governor.verb.passive and subject is governor.subject
        told = stance.voice or (guarantors if said else ())
        channel = stance.channel or self.stances.channel(governor)
        return _Promise(clause, governor, guarantors, Stance(None, told, channel))

    def _meant(self, subject: NounPhrase | None, stance: Stance) -> tuple[Actor, ...]:
        """Who a subject names; a pronoun means who speaks, else the last one named, if not named only behind it."""
        if subject is None or subject.head.tag != "PRP":
            return self.resolve(subject)
        if stance.voice:
            return stance.voice
        later = [one.subject for one in self.passage.clauses if one.verb.main.index > subject.head.index]
        named = [
            one for phrase in later if phrase is not None and phrase.head.tag != "PRP" for one in self.resolve(phrase)
        ]
        return tuple(one for one in self.resolve(subject) if all(one.name != other.name for other in named))

    def _by_noun(self, clause: Clause, host: NounPhrase, parent: Clause) -> _Promise | None:
        """ "repeated its threat to close the strait"."""
        owner = host.owner if host.owner is not None else parent.subject
        return self._by(clause, parent, owner)

    def _foretold(self, clause: Clause, governor: Clause) -> _Promise | None:
        """ "will help", told by the one who would help or by the report; what others foresee is no promise."""
        stance = self.stances.of(governor)
        warned = stance.status == "possible" and any(_lemma(one) == "warn" for one in self.passage.clauses)
        if stance.status in _UNSURE and not warned:
            return None
        guarantors = () if clause.verb.passive else self._doers(clause, governor, stance)
        if clause.verb.passive and not any(one.preposition == "by" for one in clause.circumstances):
            known = clause.verb.main.lemma in _BY_VERB
            guarantors = (
                _official(state_of(one) for one in stance.voice) if known else ()
            )  # "sanctions would be imposed, the council said"
        if not guarantors or (governor.verb.modal == "would" and not stance.voice):
            return None
        if stance.voice and not any(_speaks_for(one, other) for one in stance.voice for other in guarantors):
            return None
        return _Promise(clause, governor, _at_home(guarantors, stance), Stance(None, stance.voice, stance.channel))

    def _doers(self, clause: Clause, governor: Clause, stance: Stance) -> tuple[Actor, ...]:
        """Who would act; a pronoun means who its act was read with, else the one who speaks."""
        subject = governor.subject
        if subject is None or subject.head.tag != "PRP":
            body = subject is not None and subject.words[0].low == "the" and subject.head.lemma in _BODIES
            return _official(self.resolve(subject)) or (_official(stance.voice) if body else ())
        if not stance.voice:
            return ()  # "if they leave, it will ...": a forecast more often than a promise
        read = next(
            (one.actors for one in self.drafts if one.clause is clause and one.phrase is None and one.actors), ()
        )
        own = [one for one in _official(read) if any(_speaks_for(voice, one) for voice in stance.voice)]
        return tuple(own) or _official(stance.voice) or _official(read or self.resolve(subject))

    # ------------------------------------------------------------------ the act
    def _act(self, promise: _Promise, condition: Span) -> tuple[EventType | None, Draft | None]:
        """What is promised, and the act it was read as."""
        lemma = promise.clause.verb.main.lemma
        if lemma in _SURE_VERBS or self._rescued(promise.clause) is not None:
            return "AID", None
        read = [one for one in self.drafts if one.clause is promise.clause and not self._holds(condition, one.span[0])]
        draft = next((one for one in read if one.type in _PROMISED and one.phrase is None), None)
        by_object = next((_OBJECTS[o.head.lemma] for o in promise.clause.objects if o.head.lemma in _OBJECTS), None)
        if by_object == "AID" and lemma in _CUTTING:
            by_object, draft = "SANCTION", None
        if by_object is not None and lemma not in _BY_VERB:
            return by_object, draft or next(iter(read), None)
        if promise.governor is promise.clause and lemma in _PROMISES:  # "threatens Belgrade with air strikes"
            draft = next((one for one in read if one.type in _PROMISED and one.type != "AGREE"), draft)
        if draft is not None and draft.type != "AGREE":
            return draft.type, draft
        act = by_object or _BY_VERB.get(lemma) or (draft.type if draft is not None else None)
        return act or self._promised_as(promise), draft

    def _promised_as(self, promise: _Promise) -> EventType | None:
        """Of an act that no word list knows, that it was agreed to: "offered to found a party"."""
        own = promise.governor is promise.clause or promise.governor.verb.modal is not None
        return None if own or promise.governor.verb.main.lemma == "threaten" else "AGREE"

    def _rescued(self, clause: Clause) -> NounPhrase | None:
        """ "come to the aid of X", "come to X's defence": the noun of help."""
        to = (one for one in clause.circumstances if one.preposition == "to" and one.head.low in _RESCUE)
        return next(to, None) if clause.verb.main.lemma in ("come", "go", "rush", "spring", "leap") else None

    def _beneficiaries(
        self, promise: _Promise, act: EventType, draft: Draft | None, trigger: Trigger
    ) -> tuple[Actor, ...]:
        """Whom the promise helps: who is defended or given to, who asks, who would be attacked; none of a threat."""
        if act not in _FRIENDLY:
            return ()
        clause = promise.clause
        helped: tuple[Actor, ...] = ()
        if clause.verb.main.lemma in _SURE_VERBS and clause.objects:
            saved = clause.objects[0]
            helped = self._named_or_meant(saved, promise.guarantors) or self.resolve(saved.owner)
        elif (rescue := self._rescued(clause)) is not None:
            whose = rescue.owner or next((one for one in rescue.after if one.preposition == "of"), None)
            helped = self._named_or_meant(whose, promise.guarantors) if whose is not None else ()
        if not helped and draft is not None:
            helped = tuple(one for one in draft.recipients if one.name != "unidentified")
        if not helped and act in ("AID", "SUPPORT", "MOBILIZE", "AGREE"):
            helped = trigger.actors if trigger.type == "REQUEST" else trigger.recipients
        return tuple(one for one in helped if not any(is_one(one, other) for other in promise.guarantors))

    def _named_or_meant(self, phrase: NounPhrase, guarantors: Sequence[Actor]) -> tuple[Actor, ...]:
        """Who a phrase names; "it" is never the one who acts, so it is the last other side named before it."""
        found = self.resolve(phrase)
        if phrase.head.tag != "PRP" or not any(is_one(one, other) for one in found for other in guarantors):
            return found
        for word in reversed(self.passage.words[: phrase.head.index]):
            if word.names and word.names[0].kind in _NAMED:
                actor = word.names[0].actor((word.start, word.end))
                if not any(is_one(actor, other) for other in guarantors):
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
        inner = [one for one in self.drafts if self._holds(condition, one.span[0]) and one.sense is not None]
        drafts = [one for one in inner if one.clause is not promise.clause]
        drafts += self._nominal(condition)
        found = min(drafts, key=lambda draft: (draft.phrase is not None, draft.span), default=None)
        place = self._place(inside, found)
        own = promise.guarantors
        if found is None:
            force = any(word.lemma in _FORCE_WORDS and word.tag in ("NN", "JJ", "VBG") for word in inside)
            clause = next((one for one in self.passage.clauses if self._holds(condition, one.verb.main.start)), None)
            subject = _official(self.resolve(clause.subject)) if clause is not None else ()
            asks = clause is not None and _lemma(clause) in _ASKING and not clause.verb.negated
            kind: EventType | None = "ASSAULT" if force else "REQUEST" if asks and subject else None
            return Trigger(type=kind, actors=() if force else _others(subject, own), place=place)
        return Trigger(
            type=found.type, actors=_others(found.actors, own), recipients=_known(found.recipients), place=place
        )

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
        for before, word, following in zip([None, *inside], inside, [*inside[1:], None], strict=False):
            land = following is not None and following.low.rstrip("s") in _LANDS
            if word.place is not None and (land or (before is not None and before.low in _WHERE)):
                return word.place.place
        return found.place if found is not None else None


def _descends(clause: Clause, ancestor: Clause) -> bool:
    """Whether a clause is another one or stands in it."""
    current: Clause | None = clause
    for _ in range(6):
        if current is None or current is ancestor:
            return current is ancestor
        current = current.parent
    return False


def _known(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(one for one in actors if one.name != "unidentified")


def _others(actors: Iterable[Actor], own: Sequence[Actor]) -> tuple[Actor, ...]:
    """The known actors, those who make the promise left out."""
    return tuple(one for one in _known(actors) if not any(is_one(one, other) for other in own))


def _official(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Those whose promises matter here: states, armed groups, organisations of states, politicians."""
    return tuple(one for one in actors if set(one.sectors) & _OFFICIAL)


def state_of(speaker: Actor) -> Actor:
    """The government that a politician without a listed office speaks for; anybody else as he is."""
    state = actor_book().by_country.get(speaker.country or "")
    return state.actor() if state is not None and speaker.sectors[:1] == ("ELI",) else speaker


def is_one(one: Actor, other: Actor) -> bool:
    return one.name == other.name or (
        one.country is not None and one.country == other.country and "REB" not in (*one.sectors, *other.sectors)
    )


def _speaks_for(speaker: Actor, guarantor: Actor) -> bool:
    """Whether a promise in somebody's voice is his own side's; a nameless ministry or army may be anybody's."""
    if is_one(speaker, guarantor) or speaker.country == guarantor.country is not None:
        return True
    if speaker.country is None and guarantor.country is None:
        return "IGO" in guarantor.sectors or speaker.name.split()[-1] in _SPOKESMEN
    nameless = guarantor if guarantor.country is None else speaker
    return nameless.country is None and nameless.name.split()[-1] in _SPOKESMEN


def _at_home(guarantors: tuple[Actor, ...], stance: Stance) -> tuple[Actor, ...]:
    """ "the army would intervene, the president said": his own."""
    home = stance.voice[0].country if stance.voice else None
    nameless = [one.country is None and one.name.islower() for one in guarantors]
    return tuple(replace(g, country=home) if bare else g for g, bare in zip(guarantors, nameless, strict=True))


def _lemma(clause: Clause) -> str:
    return clause.verb.main.lemma
