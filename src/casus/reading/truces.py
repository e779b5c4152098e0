"""Truces and how they stand, as a sentence says.

A truce is named by a noun ("the ceasefire", "a halt to the fighting", "it" or "the deal" once told) or by a verb
("agreed to stop fighting"). How it stands is said by the noun it hangs on ("violations of the truce"), or by the verb
whose subject, object or prepositional phrase it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casus.reading.clauses import Clause
from casus.reading.drafts import Draft, Stance
from casus.reading.frames import chain
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.settings import find_place, find_time, place_of
from casus.reading.stances import Stances
from casus.reading.truce_sides import (
    Mediation,
    hyphenated,
    is_echo,
    is_exchange,
    is_same,
    joined,
    names_both,
    pair_told,
    sides_among,
)
from casus.reading.truce_words import (
    ALSO_TRANSITIVE,
    BROKERED,
    BROKERS,
    CHARGING,
    DONE_HOLDERS,
    ECHO_DEALS,
    ECHO_STRAYS,
    ECHOES,
    ENDING,
    FEARED,
    FIGHTING,
    FOLLOWED,
    GRANTING,
    HEADS,
    HOLDERS,
    HOLDING,
    NAMED,
    OBJECT,
    ONLOOKERS,
    ORDINALS,
    OTHER_MATTERS,
    OWN_TRUCE,
    PARTICLES,
    PREDICATES,
    PREPOSITIONAL,
    REPORTING,
    SEEMING,
    STANDING,
    SUBJECT,
    SURE_FIGHTING,
    TOLD,
    TRUCE_VERBS,
    UNFULFILLED,
    WARS,
    WISHING,
    naming,
)
from casus.reading.words import Word
from casus.records import Actor, Place, Span, Status, Time, TruceState

_TOLD_REACH = 700
"""How many characters back a truce may have been named for "it" and "the deal" to mean it."""
_HAPPENED = ("actual", "historical")
_WHERE = set("in at near around across along inside outside on over throughout".split())
_FINENESS = {"point": 4, "city": 4, "district": 3, "province": 2, "country": 1}
_OPEN = {"if", "unless", "whether", "lest", "how", "why"}
"""What opens clauses that leave open whether the act takes place."""
_SPANS = {"day", "week", "month", "hour"}


@dataclass(slots=True, eq=False)
class TruceDraft:
    """A truce in the making."""

    span: Span
    state: TruceState
    stance: Stance
    parties: tuple[Actor, ...] = ()
    mediators: tuple[Actor, ...] = ()
    times: int = 1
    place: Place | None = None
    time: Time | None = None
    confidence: float = 0.7


@dataclass(slots=True, eq=False)
class _Statement:
    """What one clause says of a truce.

    phrase: the words that name it; holder: the noun it hangs on ("violations of ..."); echo: named by "it", "the deal".
    """

    state: TruceState
    clause: Clause | None
    phrase: NounPhrase
    holder: NounPhrase | None = None
    echo: bool = False


def find_truces(passage: Passage, drafts: Sequence[Draft], stances: Stances) -> list[TruceDraft]:
    """The truces of one sentence; one for each state and voice they are told with."""
    start, end = passage.span
    text = passage.report.text
    named = NAMED.search(text, start, end) is not None
    told = TOLD.search(text, max(0, start - _TOLD_REACH), start) is not None
    if not (named or told) or OTHER_MATTERS.search(text, start, end):
        return []
    statements = _States(passage, drafts, stances, told=told).statements()
    return _Records(passage, drafts, stances).of(statements) if statements else []


def _held(phrases: Sequence[NounPhrase]) -> dict[int, NounPhrase]:
    """id of a phrase -> the phrase it hangs on by a preposition."""
    return {id(member): phrase for phrase in phrases for behind in phrase.after for member in behind.members()}


# ---------------------------------------------------------------------- states
class _States:
    """Finds what the clauses of one sentence say of truces. told: a truce was named shortly before it."""

    def __init__(self, passage: Passage, drafts: Sequence[Draft], stances: Stances, *, told: bool) -> None:
        self.passage, self.drafts, self.stances, self.told = passage, drafts, stances, told
        self.phrases = list(passage.phrases())
        self.held = _held(self.phrases)

    def statements(self) -> list[_Statement]:
        """All statements, those by nouns first."""
        found = [*self._named(), *self._verbal()]
        return found or (list(self._echoed()) if self.told else [])

    def _named(self) -> Iterator[_Statement]:
        for phrase in self.phrases:
            kind = naming(phrase)
            if kind is None or phrase.words[0].low in ("no", "neither"):
                continue
            if kind != "peace" or self._ends_war(phrase):
                yield from self._overridden(phrase, list(self._of_phrase(phrase, kind)))

    def _ends_war(self, phrase: NounPhrase) -> bool:
        """Whether the words behind a peace accord say that it ends fighting."""
        following = {word.low for word in self.passage.words[phrase.head.index + 1 : phrase.head.index + 14]}
        return bool(following & ENDING and following & WARS)

    def _overridden(self, phrase: NounPhrase, stated: Sequence[_Statement]) -> Iterator[_Statement]:
        """ "... agreed to a ceasefire three times, but they did not last": the end is what counts."""
        for clause in self.passage.clauses:
            subject = clause.subject
            if subject is None or subject.head.low not in ECHOES or clause.verb.main.index < phrase.head.index:
                continue
            if clause.relation in ("adverbial", "gerund", "infinitive", "that"):
                continue
            state = self._as_subject(clause)
            if state in ("collapsed", "violated"):
                yield _Statement(state, stated[0].clause if stated else clause, phrase)
                return
        yield from stated

    def _of_phrase(self, phrase: NounPhrase, kind: str) -> Iterator[_Statement]:
        """What the sentence says of a truce that a phrase names."""
        if kind == "compound":
            yield from self._of_compound(phrase, HEADS[phrase.head.lemma])
            return
        holder = self._holder(phrase)
        if holder is not None:
            yield from self._of_holder(phrase, holder)
            return
        roles = list(self._roles(phrase))
        finite = [(clause, state) for clause, state in roles if clause.relation not in ("reduced", "participle")]
        for clause, state in finite or roles:
            yield _Statement(state, clause, phrase)
        if not roles and kind == "truce":
            yield from self._bare(phrase)

    # ------------------------------------------------------------------ by a noun
    def _holder(self, phrase: NounPhrase) -> NounPhrase | None:
        """The noun that a truce hangs on and that says how it stands; names of those who call for it are skipped."""
        current, preposition = phrase, phrase.preposition
        for _ in range(3):
            above = self.held.get(id(current)) or self._before_time(current)
            if above is None or preposition not in HOLDING:
                return None
            if above.head.lemma in HOLDERS:
                return above
            if above.head.tag != "NNP" and above.head.time is None:
                return None
            current = above
        return None

    def _before_time(self, phrase: NounPhrase) -> NounPhrase | None:
        """The noun before a time: "the collapse in 2017 of a truce"."""
        at = phrase.first.index - 2  # the word before the preposition
        if phrase.preposition != "of" or at < 1 or self.passage.words[at].time is None:
            return None
        while at > 0 and (self.passage.words[at].time is not None or self.passage.words[at].tag == "IN"):
            at -= 1
        return next((one for one in self.phrases if one.head.index == at), None)

    def _of_holder(self, phrase: NounPhrase, holder: NounPhrase) -> Iterator[_Statement]:
        """ "violations of the truce", "a call for a ceasefire", "the extension of the truce"."""
        state, clause = HOLDERS[holder.head.lemma], self._clause_of(holder)
        roles = list(self._roles(holder)) if holder.head.lemma in DONE_HOLDERS else []
        for one, told in roles:
            yield _Statement(told, one, phrase, holder)
        if roles or holder.words[0].low == "no":
            return
        if state in ("violated", "collapsed") and not self._happened(clause):
            return
        yield _Statement(state, clause, phrase, holder)

    def _of_compound(self, phrase: NounPhrase, state: TruceState) -> Iterator[_Statement]:
        """ "ceasefire talks", "a truce proposal", "ceasefire violations"."""
        clause = self._clause_of(phrase)
        verb = clause.verb if clause is not None else None
        if state == "proposed" and verb is not None:
            lemma = verb.main.lemma
            if lemma in ("accept", "approve", "endorse", "adopt") and not verb.negated and verb.modal is None:
                state = "agreed"
            elif phrase.head.lemma in ("talks", "talk") and lemma in ("suspend", "end", "abandon", "quit", "leave"):
                return
        if state in ("violated", "collapsed") and not self._happened(clause):
            return
        yield _Statement(state, clause, phrase, phrase)

    def _happened(self, clause: Clause | None) -> bool:
        """Whether what a noun names took place: "feared a collapse", "would punish violations" do not say so."""
        if clause is None:
            return True
        lemma = clause.verb.main.lemma
        if lemma in FEARED or (clause.verb.negated and not self.passage.lexicon.is_voice(lemma)):
            return False
        return self.stances.status(clause, self.stances.of(clause)) in _HAPPENED

    def _bare(self, phrase: NounPhrase) -> Iterator[_Statement]:
        """A truce only mentioned is a record if it names who made it; words before it in a headline may be a verb."""
        verb = next((word for word in phrase.words[:-1] if word.readings and word.lemma in OBJECT), None)
        clause = self._clause_of(phrase)
        if not self.passage.clauses and verb is not None:
            yield _Statement(OBJECT[verb.lemma], None, phrase)
        elif phrase.preposition in ("despite", "notwithstanding") and self._fighting_goes_on():
            yield _Statement("violated", clause, phrase)
        elif phrase.preposition != "without" and _names_makers(phrase):
            yield _Statement("in force" if phrase.preposition == "since" else "agreed", clause, phrase)

    def _fighting_goes_on(self) -> bool:
        return any(
            draft.type == "ASSAULT"
            and draft.status == "actual"
            and (draft.phrase is None or draft.phrase.head.lemma not in ("war", "conflict"))
            for draft in self.drafts
        )

    def _clause_of(self, phrase: NounPhrase) -> Clause | None:
        return self._governor(phrase) or self.passage.clause_of(phrase)

    # ------------------------------------------------------------------ by a verb
    def _roles(self, phrase: NounPhrase) -> Iterator[tuple[Clause, TruceState]]:
        """The clauses in which a phrase is subject, object or prepositional phrase, with the state each gives it."""
        governing, seen = self._governor(phrase), False
        for clause in self.passage.clauses:
            state: TruceState | None = None
            if clause.subject is not None and phrase in clause.subject.members():
                raised = clause.relation != "infinitive" or not seen or clause.parent is not governing
                state = self._as_subject(clause) if raised else None
            elif clause is governing:
                state = self._as_object(clause, phrase)
            state = self._in_stance(state, clause) if state is not None else None
            if state is not None:
                seen = True
                yield clause, state

    def _governor(self, phrase: NounPhrase) -> Clause | None:
        """The clause a phrase is object or circumstance of."""
        for clause in self.passage.clauses:
            if any(phrase in one.members() for one in clause.objects):
                return clause
        holding = [c for c in self.passage.clauses if any(phrase in one.members() for one in c.circumstances)]
        return min(holding, key=lambda clause: abs(clause.verb.main.index - phrase.head.index), default=None)

    def _as_subject(self, clause: Clause) -> TruceState | None:
        """ "The truce held", "was agreed", "is in force", "failed to hold", "appears to be holding"."""
        verb, lemma = clause.verb, clause.verb.main.lemma
        negated = verb.negated != _is_unfulfilled(clause) or _is_none(clause.subject)
        if verb.passive:
            return self._passive(clause, negated=negated)
        if lemma in ("be", "remain", "lie") and (state := self._predicated(clause)) is not None:
            return _negated(state, lemma) if negated else state
        if lemma == "be":
            return None
        if clause.objects and lemma in ALSO_TRANSITIVE:
            ends_war = lemma == "end" and any(_is_fighting(one) for one in clause.objects)
            return "in force" if ends_war else None  # "the truce that ended two weeks of fighting"
        state = self._looked_up(SUBJECT, clause)
        if state is None:
            return "collapsed" if lemma == "come" and self._follows(clause, "end", reach=3) else None
        if clause.relation == "infinitive" and clause.parent is not None and clause.parent.verb.main.lemma == "have":
            return "agreed"  # "has yet to take effect"
        return _negated(state, lemma) if negated else state

    def _passive(self, clause: Clause, *, negated: bool) -> TruceState | None:
        state = self._looked_up(OBJECT, clause)
        if state == "agreed" and any(word.low == "being" for word in clause.verb.words):
            state = "proposed"
        return _negated(state, clause.verb.main.lemma) if negated and state is not None else state

    def _predicated(self, clause: Clause) -> TruceState | None:
        """ "is in force", "is over", "is in tatters"."""
        at = clause.verb.words[-1].index + 1
        for word in self.passage.words[at : at + 5]:
            if word.tag in (",", ";", "CC", "SC", "."):
                return None
            if word.low in PREDICATES:
                return PREDICATES[word.low]
        return None

    def _as_object(self, clause: Clause, phrase: NounPhrase) -> TruceState | None:
        """ "signed a truce", "agreed to a truce", "violating the truce", "called for a truce"."""
        verb, lemma = clause.verb, clause.verb.main.lemma
        if phrase.preposition is None:
            state = None if phrase.head.index < verb.main.index else self._taken(clause, phrase)
        else:
            state = self._behind(clause, phrase)
        if state == "agreed" and verb.form == "finite" and verb.main.tag == "VBG":
            return "proposed"  # "are negotiating a truce"
        if state is None:
            return None
        return _negated(state, lemma) if verb.negated != _is_unfulfilled(clause) else state

    def _taken(self, clause: Clause, phrase: NounPhrase) -> TruceState | None:
        """What a verb makes of its object."""
        lemma = clause.verb.main.lemma
        if clause.verb.passive:
            return None
        if lemma == "be":  # "there is a ceasefire"
            return "in force" if clause.subject in (None, phrase) and not clause.verb.negated else None
        called = phrase.words[0].low in ("a", "an") or phrase.words[0] is phrase.head or self._follows(clause, "off")
        return self._looked_up(OBJECT, clause) if lemma != "call" or called else None

    def _behind(self, clause: Clause, phrase: NounPhrase) -> TruceState | None:
        """What a verb makes of a phrase behind a preposition; "ready for a truce"."""
        if phrase.preposition == "off":
            return OBJECT.get(f"{clause.verb.main.lemma} off")
        behind, state = PREPOSITIONAL.get(clause.verb.main.lemma, (frozenset(), None))
        if phrase.preposition not in behind or state is None:
            return None
        if clause.verb.main.lemma != "be":
            return state
        before = self.passage.words[max(0, phrase.first.index - 3) : phrase.first.index]
        return state if any(word.low in ("ready", "prepared", "open", "willing") for word in before) else None

    def _looked_up(self, table: Mapping[str, TruceState], clause: Clause) -> TruceState | None:
        """The state a verb gives, with the particle behind it where one belongs to it."""
        main = clause.verb.main
        for word in self.passage.words[main.index + 1 : main.index + 7]:
            if word.tag in (",", ";", "SC"):
                break
            near = word.index <= main.index + 3 or word.low == "off"
            if near and word.low in PARTICLES and (state := table.get(f"{main.lemma} {word.low}")) is not None:
                return state
            if word.tag == "IN" and word.low not in PARTICLES:
                break
        return table.get(main.lemma)

    def _follows(self, clause: Clause, *wanted: str, reach: int = 2) -> bool:
        at = clause.verb.main.index + 1
        return any(word.low in wanted for word in self.passage.words[at : at + reach])

    # ------------------------------------------------------------------ what holds the clause
    def _in_stance(self, state: TruceState, clause: Clause) -> TruceState | None:
        """The state, given whether what is told was demanded, planned, feared or denied; None if nothing is left."""
        status = self.stances.status(clause, self.stances.of(clause))
        parent = _parent(clause)
        if status == "conditional" or clause.marker in _OPEN or _is_any(clause.subject) or self._is_inverted(clause):
            return None
        told = clause.verb.modal is None and (clause.relation != "infinitive" or clause.verb.perfect)
        if (clause.relation == "infinitive" and parent in SEEMING) or parent == "allege" or self._is_charged(clause):
            return state
        if state in ("violated", "collapsed"):
            decided = parent in ("decide", "order", "vote", "announce", "fail", "refuse")
            happened = told and status in (*_HAPPENED, "negated") and not _is_denied(clause)
            return state if decided or happened or (state == "collapsed" and _announces_end(clause)) else None
        if state == "proposed" or (told and status in _HAPPENED):
            return state
        return _ahead(state, clause, status)

    def _is_inverted(self, clause: Clause) -> bool:
        """ "should the truce collapse" is a condition."""
        first = clause.subject.first.index if clause.subject is not None else 0
        return first > 0 and self.passage.words[first - 1].low == "should"

    def _is_charged(self, clause: Clause) -> bool:
        outer = self.stances.of(clause).within
        return outer is not None and outer.type == "ACCUSE"

    # ------------------------------------------------------------------ truces told by verbs
    def _verbal(self) -> Iterator[_Statement]:
        """ "agreed to stop fighting", "urged both sides to lay down their arms", "the guns fell silent"."""
        for clause in self.passage.clauses:
            target = self._stopped(clause)
            state = self._stopping(clause) if target is not None else None
            if target is not None and state is not None:
                yield _Statement(state, clause.parent if clause.relation == "infinitive" else clause, target)

    def _stopped(self, clause: Clause) -> NounPhrase | None:
        """The fighting that a clause says is stopped, or the arms laid down."""
        lemma, first = clause.verb.main.lemma, next(iter(clause.objects), None)
        if lemma == "fall":
            guns = clause.subject is not None and clause.subject.head.lemma == "gun" and self._follows(clause, "silent")
            return clause.subject if guns else None
        if lemma == "lay":
            return first if first is not None and first.head.low in ("arms", "weapons") else None
        if lemma not in ("stop", "halt", "end", "cease", "suspend", "pause"):
            return None
        if first is not None and any(_is_stoppable(one, lemma) for one in (first, *chain(first))):
            return first
        if lemma in ("stop", "cease") and self._follows(clause, "fighting", "shooting", "fire", "firing"):
            at = clause.verb.main.index + 1
            return NounPhrase(self.passage.words[at : at + 1])
        return None

    def _stopping(self, clause: Clause) -> TruceState | None:
        """What the verb above an end of fighting makes of it."""
        verb, parent = clause.verb, clause.parent
        if verb.main.lemma == "fall":
            return None if verb.negated or verb.modal is not None else "in force"
        if verb.negated or parent is None or clause.relation not in ("infinitive", "that") or clause.marker == "if":
            return None
        lemma, within = parent.verb.main.lemma, self.stances.of(clause).within
        if lemma in UNFULFILLED or parent.verb.negated:
            return "proposed" if lemma in ("refuse", "agree") else None
        if lemma in GRANTING and parent.verb.modal is None:
            return "agreed"
        asked = lemma in WISHING or (within is not None and within.type == "REQUEST")
        return "proposed" if asked else None

    # ------------------------------------------------------------------ "it", "the deal"
    def _echoed(self) -> Iterator[_Statement]:
        """ "It was agreed last week", "Norway brokered the deal", "both had violated it", of a truce told before."""
        for clause in self.passage.clauses:
            if clause.verb.main.lemma in ECHO_STRAYS or clause.relation == "adverbial":
                continue
            phrase, state = self._echo(clause)
            if phrase is not None and state is not None and (state := self._in_stance(state, clause)) is not None:
                yield _Statement(state, clause, phrase, echo=True)

    def _echo(self, clause: Clause) -> tuple[NounPhrase | None, TruceState | None]:
        subject, verb = clause.subject, clause.verb
        if subject is not None and is_echo(subject):
            state = self._as_subject(clause)
            sure = verb.passive or state != "in force" or verb.main.lemma == "hold"
            return subject, state if sure or self._is_idiom(clause) else None
        for phrase in (*clause.objects[:1], *clause.circumstances):
            sure = phrase.head.low in ECHO_DEALS or verb.main.lemma in TRUCE_VERBS
            if sure and is_echo(phrase) and phrase.head.index > verb.main.index and not verb.passive:
                return phrase, self._as_object(clause, phrase)
        return None, None

    def _is_idiom(self, clause: Clause) -> bool:
        """ "took effect", "came into force": said of agreements only."""
        at = clause.verb.main.index
        return any(word.low in ("effect", "force", "hold") for word in self.passage.words[at : at + 4])


def _parent(clause: Clause) -> str:
    return clause.parent.verb.main.lemma if clause.parent is not None else ""


def _is_unfulfilled(clause: Clause) -> bool:
    """ "failed to hold", "refused to sign"."""
    return clause.relation == "infinitive" and _parent(clause) in UNFULFILLED


def _is_none(phrase: NounPhrase | None) -> bool:
    return phrase is not None and phrase.words[0].low in ("none", "neither", "no")


def _is_any(phrase: NounPhrase | None) -> bool:
    """ "any party that violates the truce" is nobody yet."""
    return phrase is not None and phrase.words[0].low in ("any", "anyone", "anybody", "whoever")


def _is_denied(clause: Clause) -> bool:
    return clause.relation in ("that", "gerund") and _parent(clause) in ("deny", "dismiss", "reject")


def _is_fighting(phrase: NounPhrase) -> bool:
    return phrase.head.lemma in _SPANS or any(one.head.low in FIGHTING for one in (phrase, *chain(phrase)))


def _is_stoppable(phrase: NounPhrase, verb: str) -> bool:
    return phrase.head.low in SURE_FIGHTING or (phrase.head.low == "war" and verb == "end")


def _names_makers(phrase: NounPhrase) -> bool:
    """ "a truce between A and B", "the A-B truce", "a Moscow-brokered truce"."""
    between = any(behind.preposition == "between" for behind in chain(phrase))
    return between or any(hyphenated(word) or BROKERED.match(word.text) for word in phrase.words[:-1])


def _negated(state: TruceState, lemma: str) -> TruceState | None:
    """What is left of a state when its verb is negated."""
    if state == "in force" and lemma in FOLLOWED:
        return "violated"
    if state == "in force":
        return "agreed" if lemma in ("begin", "start", "commence", "take", "come", "go", "enter") else "collapsed"
    if state == "agreed":
        return "proposed"
    return "in force" if state == "collapsed" else None


def _announces_end(clause: Clause) -> bool:
    """ "the rebels said they would end the truce": who may end it says so himself."""
    ahead = clause.verb.modal in ("will", "would") and not clause.verb.negated and not clause.verb.passive
    told = clause.relation == "that" and _parent(clause) in ("say", "announce", "declare", "state", "tell", "confirm")
    return ahead and told and bool(clause.objects)


def _ahead(state: TruceState, clause: Clause, status: Status) -> TruceState | None:
    """A truce that is to come: agreed where somebody grants it, proposed where somebody wants it."""
    lemma, parent = clause.verb.main.lemma, _parent(clause)
    if _is_denied(clause):
        return "proposed" if state == "agreed" else None
    if parent in GRANTING:
        return "in force" if lemma in ("extend", "prolong", "renew") else "agreed"
    if lemma in STANDING:
        return "in force"
    will = clause.verb.modal in ("will", "would") or status == "future"
    return "agreed" if state == "in force" and will else "proposed"


# ---------------------------------------------------------------------- records
class _Records:
    """Turns the statements of one sentence into records: voice, parties, mediators, times, place."""

    def __init__(self, passage: Passage, drafts: Sequence[Draft], stances: Stances) -> None:
        self.passage, self.drafts, self.stances = passage, drafts, stances
        self.resolve = passage.referents.all_of
        self.phrases = list(passage.phrases())
        self.mediators = Mediation(passage, self.phrases, _held(self.phrases)).mediators()

    def of(self, statements: Sequence[_Statement]) -> list[TruceDraft]:
        """The records in the order of the text, repetitions left out; the sides are remembered."""
        found: list[TruceDraft] = []
        for told in statements:
            draft = self._draft(told)
            if draft is not None:
                _keep(found, draft)
        for draft in found:
            if len(draft.parties) == 2 and draft.state != "proposed":
                self.passage.scene.sides = draft.parties
        if not found:
            self._remember_talks()
        return sorted(found, key=lambda draft: draft.span)

    def _remember_talks(self) -> None:
        """ "the army left ceasefire talks with the rebels": no truce, but the sides of one."""
        for phrase in self.phrases:
            if naming(phrase) is None or len(self.passage.scene.sides) == 2:
                continue
            clause = next((one for one in self.passage.clauses if one.verb.main.index < phrase.head.index), None)
            own = self.resolve(clause.subject) if clause is not None else ()
            named = self._between(phrase)
            sides = named if len(named) == 2 else sides_among(joined(own[:1], named))
            if len(sides) == 2:
                self.passage.scene.sides = sides

    def _draft(self, told: _Statement) -> TruceDraft | None:
        stance = self._stance(told)
        parties = tuple(one for one in self._parties(told) if not any(is_same(one, other) for other in self.mediators))
        where = Draft(type="RETREAT", span=told.phrase.span, sense=None, clause=told.clause)
        time = find_time(self.passage, where) if told.clause is not None else None
        place = self._place(told, where)
        if told.state in ("proposed", "agreed") and not (parties or self.mediators or place or time or stance.voice):
            return None
        confidence = 0.75 if len(parties) >= 2 else 0.65 if parties else 0.5
        return TruceDraft(
            span=_span(told),
            state=told.state,
            stance=Stance(None, stance.voice, stance.channel),
            parties=parties,
            mediators=self.mediators if told.state != "proposed" else (),
            times=self._times(told),
            place=place,
            time=time,
            confidence=confidence - 0.1 if told.echo else confidence,
        )

    # ------------------------------------------------------------------ voice
    def _stance(self, told: _Statement) -> Stance:
        """In whose voice the state is told; of "accused X of violations" the accuser's."""
        clause = told.clause
        stance = self.stances.of(clause)
        if stance.within is not None and stance.within.type == "REJECT":
            return Stance()  # who rejects a truce does not say that there is one
        if told.state != "violated" or clause is None:
            return stance
        charge = _charge(clause)
        if charge is not None:
            channel = self.stances.channel(charge) or stance.channel
            return Stance(None, self.resolve(charge.subject) or stance.voice, channel)
        lemma, subject = clause.verb.main.lemma, clause.subject
        reporting = lemma in REPORTING or self.passage.lexicon.is_voice(lemma)
        if told.holder is not None and subject is not None and subject is not told.holder and reporting:
            return Stance(None, self.resolve(subject) or stance.voice, self.stances.channel(clause) or stance.channel)
        return stance

    # ------------------------------------------------------------------ parties
    def _parties(self, told: _Statement) -> tuple[Actor, ...]:
        """ "between A and B", "A's truce with B", those who agree on it or break it; else the sides told before."""
        named = self._between(told.phrase) or (self._between(told.holder) if told.holder is not None else ())
        if len(named) >= 2:
            return named
        found = sides_among(joined(self._doers(told), self._owners(told.phrase), named))
        if told.state == "violated" and not found:
            found = sides_among(self._movers())
        return self._completed(found, told)

    def _completed(self, found: tuple[Actor, ...], told: _Statement) -> tuple[Actor, ...]:
        """One side alone or none: the other is that of the fighting told before, if the one is among them."""
        sides = self.passage.scene.sides
        if len(sides) < 2 and any(names_both(phrase) for phrase in self.phrases):
            sides = pair_told(self.passage)
        found = tuple(next((side for side in sides if is_same(one, side)), one) for one in found)
        if found:
            own = any(word.low in ("unilateral", "one-sided", "own") for word in self.passage.words)
            return joined(found, sides) if len(found) == 1 and found[0] in sides and not own else found
        ready = told.state == "proposed" and told.clause is not None and told.clause.verb.main.lemma == "be"
        voice = sides_among(self.stances.of(told.clause).voice) if ready else ()
        stranger = not any(is_same(one, side) for one in voice for side in sides)
        return voice if voice and stranger else sides

    def _between(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """ "between A and B", "with B", "by A and B", "the A-B truce"."""
        behind = [one for one in chain(phrase) if one.preposition in ("between", "with", "among", "by")]
        if not behind:
            later = [one for clause in self.passage.clauses if _has(clause, phrase) for one in clause.circumstances]
            behind = [one for one in later if one.preposition == "between" and one.head.index > phrase.head.index]
        compounds = (hyphenated(word) for word in phrase.words[:-1])
        return sides_among(joined(*(self.resolve(one) for one in behind), *compounds))

    def _owners(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """ "the FARC's truce", "a unilateral ceasefire of the FARC", "its truce with Hamas"."""
        if phrase.owner is not None:
            return self.resolve(phrase.owner)
        if phrase.words[0].tag == "PRP$":
            return self.passage.referents.possessor(phrase.words[0])
        return next((found for one in phrase.after if one.preposition == "of" and (found := self.resolve(one))), ())

    def _doers(self, told: _Statement) -> tuple[Actor, ...]:
        """Who makes, breaks, rejects or is asked for the truce."""
        clause = told.clause
        if clause is None:  # "A and B sign ceasefire", of which nothing but a phrase was seen
            before = self.passage.words[: told.phrase.head.index]
            return tuple(word.names[0].actor((word.start, word.end)) for word in before if word.names)
        if told.state == "violated":
            return self._violators(told, clause)
        if clause.subject is None or told.phrase in clause.subject.members():
            return self._agents(clause) if clause.verb.passive else ()
        lemma = clause.verb.main.lemma
        subject = tuple(one for one in self._actors(clause) if "IGO" not in one.sectors)
        between_them = lemma in ("negotiate", "arrange") and len(subject) == 2
        if (lemma in BROKERS | ONLOOKERS and not between_them) or told.holder is clause.subject:
            return self._addressed(clause)
        if told.state == "proposed":
            asked = self._addressed(clause)
            own = lemma in OWN_TRUCE or (lemma == "agree" and not asked)
            return joined(subject if own else (), asked, self._offerers(told))
        if lemma == "announce" and not any(is_same(one, side) for one in subject for side in self.passage.scene.sides):
            return () if self.passage.scene.sides else subject
        return subject

    def _actors(self, clause: Clause) -> tuple[Actor, ...]:
        """Who acts in a clause: its subject; where one verb lends its own to another, as the act was read."""
        acts = (draft.actors for draft in self.drafts if draft.clause is clause and draft.phrase is None)
        read = next((actors for actors in acts if actors), ())
        lent = clause.relation in ("infinitive", "gerund")
        return (lent and read) or self.resolve(clause.subject) or read

    def _offerers(self, told: _Statement) -> tuple[Actor, ...]:
        """ "the government's offer of a truce" is an offer to be a party."""
        offer = told.holder is not None and told.holder.head.lemma in ("offer", "proposal")
        return self._noun_doers(told.holder) if offer and told.holder is not None else ()

    def _agents(self, clause: Clause) -> tuple[Actor, ...]:
        """ "was signed by A and B"; brokers and those who propose are no parties."""
        if clause.verb.main.lemma in BROKERS | ONLOOKERS | {"propose", "suggest"}:
            return ()
        return next((self.resolve(one) for one in clause.circumstances if one.preposition == "by"), ())

    def _addressed(self, clause: Clause) -> tuple[Actor, ...]:
        """ "urged A and B to agree on a truce", "called on both sides to stop fighting"."""
        for child in self.passage.clauses:
            if child.parent is clause and child.relation == "infinitive" and child.subject is not clause.subject:
                return self.resolve(child.subject)
        if clause.relation == "infinitive" and clause.parent is not None and _parent(clause) in WISHING:
            return self.resolve(clause.subject) if clause.subject is not clause.parent.subject else ()
        objects = [one for one in clause.objects if one.preposition is None and naming(one) is None]
        calling = clause.verb.main.lemma in ("call", "press")
        called = [one for one in clause.circumstances if one.preposition == "on" and calling]
        return next((found for one in (*objects, *called) if (found := self.resolve(one))), ())

    def _violators(self, told: _Statement, clause: Clause) -> tuple[Actor, ...]:
        """Who breaks it: the accused, the subject, "violations by X", "X's violations"."""
        charge = _charge(clause)
        if charge is not None:
            each = is_exchange(self.passage.words, charge)
            accused = [one for one in charge.objects if one is not told.phrase and one is not told.holder]
            return joined(*(self.resolve(one) for one in accused[:1]), self.resolve(charge.subject) if each else ())
        if told.holder is not None:
            return self._noun_doers(told.holder) or self._subject_of_breach(told.holder, clause)
        if clause.verb.passive:
            return next((self.resolve(one) for one in clause.circumstances if one.preposition == "by"), ())
        if clause.subject is None or told.phrase in clause.subject.members():
            return ()
        return self._actors(clause)

    def _noun_doers(self, holder: NounPhrase) -> tuple[Actor, ...]:
        """ "Israeli violations", "the army's breach", "violations by the rebels"."""
        for behind in chain(holder):
            if behind.preposition in ("by", "from") and (found := self.resolve(behind)):
                return found
        if holder.owner is not None:
            return self.resolve(holder.owner)
        return tuple(word.names[0].actor((word.start, word.end)) for word in holder.words[:-1] if word.names)

    def _subject_of_breach(self, holder: NounPhrase, clause: Clause) -> tuple[Actor, ...]:
        """ "fired on the town in breach of the truce": whoever does what is done in breach of it."""
        constitutes = clause.verb.main.lemma in ("be", "constitute", "commit") and holder is not clause.subject
        if holder.preposition != "in" and not constitutes:
            return ()
        doers = next((draft.actors for draft in self.drafts if draft.clause is clause and draft.actors), ())
        return doers or self.resolve(clause.subject)

    def _movers(self) -> tuple[Actor, ...]:
        """Whose doings a relative clause calls a violation: "movements of the Polisario, which are a violation"."""
        for clause in self.passage.clauses:
            host = clause.host if clause.relation == "relative" else None
            if host is None or clause.verb.main.lemma not in ("be", "constitute", "violate", "break", "breach"):
                continue
            behind = (one for one in chain(host) if one.preposition == "of")
            found = self.resolve(host) or next((actors for one in behind if (actors := self.resolve(one))), ())
            if found:
                return found
        return ()

    # ------------------------------------------------------------------ place and number
    def _place(self, told: _Statement, where: Draft) -> Place | None:
        """Where the truce holds or was made; the parties' own names are no places."""
        around = told.clause.circumstances if told.clause is not None else []
        behind = [phrase for phrase in (*chain(told.phrase), *around) if phrase.preposition in _WHERE]
        found = [place for phrase in behind for one in phrase.members() if (place := place_of(one.head)) is not None]
        if found:
            return max(found, key=lambda place: _FINENESS.get(place.precision or "", 2))
        where.phrase = told.phrase
        place = find_place(self.passage, where)
        others = [phrase for phrase in self.phrases if phrase.preposition not in _WHERE]
        return None if place in [place_of(word) for phrase in others for word in phrase.words] else place

    def _times(self, told: _Statement) -> int:
        """ "three times" 3, "twice" 2, "three truces" 3, "the third truce" 3, "21 violations" 21."""
        words = self.passage.words
        for word, following in zip(words, [*words[1:], None], strict=True):
            if word.low == "twice":
                return 2
            if _number(word) and (word.low.endswith(" times") or (following is not None and following.low == "times")):
                return _number(word)
        breaches = told.holder if told.state == "violated" else None
        return max(_count(told.phrase.words), _count(breaches.words) if breaches is not None else 1)


def _has(clause: Clause, phrase: NounPhrase) -> bool:
    return phrase in clause.objects or (clause.subject is not None and phrase in clause.subject.members())


def _charge(clause: Clause) -> Clause | None:
    """The clause that charges somebody with a breach: "accused X of breaking", "blamed X for violations"."""
    if clause.verb.main.lemma in CHARGING:
        return clause
    parent = clause.parent
    charged = parent is not None and clause.relation == "gerund" and parent.verb.main.lemma in CHARGING
    return parent if charged else None


def _span(told: _Statement) -> Span:
    """The words that name the truce, with the noun it hangs on."""
    words = [*told.phrase.words, *(told.holder.words if told.holder is not None else ())]
    return min(word.start for word in words), max(word.end for word in words)


def _number(word: Word) -> int:
    """The number a word gives, the least where it gives a range; 0 for none."""
    return (word.quantity.best or word.quantity.low or 0) if word.quantity is not None else 0


def _count(words: Sequence[Word]) -> int:
    """How many of them a phrase counts: "three truces", "the third truce"."""
    if words[-1].low != words[-1].lemma:
        return max([1, *(_number(word) for word in words[:-1])])
    return next((ORDINALS[word.low] for word in words[:-1] if word.low in ORDINALS), 1)


def _keep(found: list[TruceDraft], draft: TruceDraft) -> None:
    """Add a record unless its state is told already in the same voice; the one with more parties stays."""
    for at, known in enumerate(found):
        same_voice = [one.name for one in known.stance.voice] == [one.name for one in draft.stance.voice]
        if known.state == draft.state and same_voice:
            if len(draft.parties) > len(known.parties):
                found[at] = draft
            return
    found.append(draft)
