"""What the clauses of a sentence say of truces: which are named, and how they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from casus.reading.clauses import Clause
from casus.reading.drafts import Draft
from casus.reading.frames import chain
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.stances import Stances
from casus.reading.truce_sides import hyphenated, is_echo
from casus.reading.truce_words import (
    ALSO_TRANSITIVE,
    BROKERED,
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
    KEPT_TO,
    OBJECT,
    PARTICLES,
    PREDICATES,
    PREPOSITIONAL,
    RESTORING,
    SEEMING,
    STANDING,
    SUBJECT,
    SURE_FIGHTING,
    TRUCE_VERBS,
    UNFULFILLED,
    WARS,
    WISHING,
    naming,
)
from casus.records import Status, TruceState

_HAPPENED = ("actual", "historical")
_OPEN = {"if", "unless", "whether", "lest", "how", "why", "without"}
"""What opens clauses that leave open whether the act takes place."""
_ASIDES = {"reduced", "participle", "relative"}
_SPANS = {"day", "week", "month", "hour"}


@dataclass(slots=True, eq=False)
class Statement:
    """What one clause says of a truce.

    phrase: the words that name it; holder: the noun it hangs on ("violations of ..."); echo: named by "it", "the deal".
    """

    state: TruceState
    clause: Clause | None
    phrase: NounPhrase
    holder: NounPhrase | None = None
    echo: bool = False


def held_by(phrases: Sequence[NounPhrase]) -> dict[int, NounPhrase]:
    """id of a phrase -> the phrase it hangs on by a preposition."""
    return {id(member): phrase for phrase in phrases for behind in phrase.after for member in behind.members()}


class States:
    """Finds what the clauses of one sentence say of truces. told: a truce was named shortly before it."""

    def __init__(self, passage: Passage, drafts: Sequence[Draft], stances: Stances, *, told: bool) -> None:
        self.passage, self.drafts, self.stances, self.told = passage, drafts, stances, told
        self.phrases = list(passage.phrases())
        self.held = held_by(self.phrases)

    def statements(self) -> list[Statement]:
        """All statements, those by nouns first."""
        found = [*self._named(), *self._verbal()]
        if found:
            named = min(one.phrase.head.index for one in found)
            breaches = [one for one in self._echoed() if one.state == "violated" and one.phrase.head.index > named]
            return found + [one for one in breaches if all(one.clause is not other.clause for other in found)]
        return found or (list(self._echoed()) if self.told else [])

    def _named(self) -> Iterator[Statement]:
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

    def _overridden(self, phrase: NounPhrase, stated: Sequence[Statement]) -> Iterator[Statement]:
        """ "... agreed to a ceasefire three times, but they did not last": the end is what counts."""
        for clause in self.passage.clauses:
            subject = clause.subject
            if subject is None or subject.head.low not in ECHOES or clause.verb.main.index < phrase.head.index:
                continue
            if clause.relation in ("adverbial", "gerund", "infinitive", "that"):
                continue
            state = self._as_subject(clause)
            if state in ("collapsed", "violated"):
                yield Statement(state, stated[0].clause if stated else clause, phrase)
                return
        yield from stated

    def _of_phrase(self, phrase: NounPhrase, kind: str) -> Iterator[Statement]:
        """What the sentence says of a truce that a phrase names."""
        if kind == "compound":
            yield from self._of_compound(phrase, HEADS[phrase.head.lemma])
            return
        holder = self._holder(phrase)
        if holder is not None:
            yield from self._of_holder(phrase, holder)
            return
        stated = list(self._stated(phrase))
        roles = [(clause, told) for clause, state in stated if (told := self._in_stance(state, clause)) is not None]
        main = [(clause, state) for clause, state in roles if clause.relation not in _ASIDES]
        kept = [state == "in force" and clause.verb.main.lemma in STANDING for clause, state in main]
        if any(kept) and (over := [one for one in roles if one[1] in ("violated", "collapsed")]):
            main = over  # "urged them to keep the ceasefire that began on Monday and did not hold"
        for clause, state in main or roles:
            yield Statement(state, clause, phrase)
        if not stated and kind == "truce":
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
                ended = HOLDERS[above.head.lemma] == "collapsed" and preposition not in ("of", "to")
                return None if ended else above  # "ends with a truce"
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

    def _of_holder(self, phrase: NounPhrase, holder: NounPhrase) -> Iterator[Statement]:
        """ "violations of the truce", "a call for a ceasefire", "the extension of the truce"."""
        state, clause = HOLDERS[holder.head.lemma], self._clause_of(holder)
        stated = list(self._stated(holder)) if holder.head.lemma in DONE_HOLDERS else []
        for one, raw in stated:
            if (told := self._in_stance(raw, one)) is not None:
                yield Statement(told, one, phrase, holder)
        if stated or holder.words[0].low == "no":
            return
        if state in ("violated", "collapsed") and not self._happened(clause):
            return
        yield Statement(state, clause, phrase, holder)

    def _of_compound(self, phrase: NounPhrase, state: TruceState) -> Iterator[Statement]:
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
        yield Statement(state, clause, phrase, phrase)

    def _happened(self, clause: Clause | None) -> bool:
        """Whether what a noun names took place: "feared a collapse", "would punish violations" do not say so."""
        if clause is None:
            return True
        lemma = clause.verb.main.lemma
        if lemma in FEARED or (clause.verb.negated and not self.passage.lexicon.is_voice(lemma)):
            return False
        return self.stances.status(clause, self.stances.of(clause)) in _HAPPENED

    def _bare(self, phrase: NounPhrase) -> Iterator[Statement]:
        """A truce only mentioned is a record if it names who made it; words before it in a headline may be a verb."""
        verb = next((word for word in phrase.words[:-1] if word.readings and word.lemma in OBJECT), None)
        clause = self._clause_of(phrase)
        if not self.passage.clauses and verb is not None:
            yield Statement(OBJECT[verb.lemma], None, phrase)
        elif phrase.preposition in ("despite", "notwithstanding") and self._fighting_goes_on():
            yield Statement("violated", clause, phrase)
        elif clause is not None and clause.verb.main.lemma in ("deny", "dismiss", "reject", "doubt"):
            return  # "dismissed reports of a truce with the government"
        elif phrase.preposition != "without" and _names_makers(phrase):
            yield Statement("in force" if phrase.preposition == "since" else "agreed", clause, phrase)

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
    def _stated(self, phrase: NounPhrase) -> Iterator[tuple[Clause, TruceState]]:
        """The clauses a phrase is subject, object or prepositional phrase of, with the state their verbs give it."""
        phrase = self._unquoted(phrase)
        governing, seen = self._governor(phrase), False
        for clause in self.passage.clauses:
            state: TruceState | None = None
            cut_off = clause.subject is None and governing is None and clause.verb.form == "finite"
            if cut_off and clause.verb.main.index > phrase.head.index:  # "a truce that X had brokered took effect"
                state = self._as_subject(clause)
            elif clause.subject is not None and phrase in clause.subject.members():
                raised = clause.relation != "infinitive" or not seen or clause.parent is not governing
                state = self._as_subject(clause) if raised else None
            elif clause is governing:
                state = self._as_object(clause, phrase)
            elif _is_kept_by_nobody(clause, phrase):
                state = "violated"
            elif self._goes_on_about(clause, phrase):
                state = self._as_subject(clause)
            if state is not None:
                seen = True
                yield clause, state

    def _goes_on_about(self, clause: Clause, phrase: NounPhrase) -> bool:
        """ "the truce that began on Monday and did not hold": what a second verb of a relative clause says of it."""
        at = self.passage.clauses.index(clause)
        before = self.passage.clauses[at - 1] if at else None
        if before is None or before.relation != "relative" or before.subject is None or clause.objects:
            return False
        own = clause.subject is not None and clause.subject.head.index > phrase.head.index
        return phrase in before.subject.members() and not own and clause.verb.main.lemma in SUBJECT

    def _unquoted(self, phrase: NounPhrase) -> NounPhrase:
        """Of 'an "immediate" ceasefire' the determiner's phrase, which has the place of the whole in the sentence."""
        words, at = self.passage.words, phrase.first.index - 1
        if at < 3 or words[at].tag not in ("”", '"'):
            return phrase
        opened = next((n for n in range(at - 1, -1, -1) if words[n].tag in ("“", '"')), 0)
        return next((one for one in self.phrases if one.head.index == opened - 1 and one.head.tag == "DT"), phrase)

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
        if lemma == "be":  # "there is a ceasefire", "there have been 14 ceasefires"
            there = bool(clause.objects) and clause.objects[0] is clause.subject and not negated
            return ("agreed" if verb.perfect else "in force") if there else None
        if clause.objects and lemma in ALSO_TRANSITIVE:
            ends_war = lemma == "end" and any(_is_fighting(one) for one in clause.objects)
            return "in force" if ends_war else None  # "the truce that ended two weeks of fighting"
        state = self._looked_up(SUBJECT, clause)
        if state is None:
            return "collapsed" if lemma == "come" and self._follows(clause, "end", reach=3) else None
        if clause.relation == "infinitive" and clause.parent is not None and clause.parent.verb.main.lemma == "have":
            return "agreed"  # "has yet to take effect"
        state = _timed(state, clause)
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
        negated = verb.negated != _is_unfulfilled(clause) or _is_none(clause.subject)
        return _negated(state, lemma) if negated else state

    def _taken(self, clause: Clause, phrase: NounPhrase) -> TruceState | None:
        """What a verb makes of its object."""
        lemma = clause.verb.main.lemma
        if clause.verb.passive:
            return None
        if lemma == "be":  # "there is a ceasefire"
            return "in force" if clause.subject in (None, phrase) and not clause.verb.negated else None
        if lemma in ("declare", "pronounce", "consider") and self._is_called_off(phrase):
            return "collapsed"
        if lemma == "include":
            return "proposed" if clause.subject is not None and clause.subject.head.lemma in HEADS else "agreed"
        called = phrase.words[0].low in ("a", "an") or phrase.words[0] is phrase.head or self._follows(clause, "off")
        return self._looked_up(OBJECT, clause) if lemma != "call" or called else None

    def _is_called_off(self, phrase: NounPhrase) -> bool:
        """ "declared the truce over", "the truce with X at an end"."""
        following = self.passage.words[phrase.head.index + 1 : phrase.head.index + 8]
        if "at an end" in " ".join(word.low for word in following):
            return True
        closing = (word for word, after in pairwise(following) if after.tag in (",", ".", "CC"))
        return any(PREDICATES.get(word.low) == "collapsed" for word in closing)

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
        parent = parent_verb(clause)
        if parent == "doubt" or _is_any(clause.subject) or self._is_inverted(clause):
            return None
        status = self.stances.status(clause, self.stances.of(clause))
        if status == "conditional" or clause.marker in _OPEN:
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
    def _verbal(self) -> Iterator[Statement]:
        """ "agreed to stop fighting", "urged both sides to cease fire", "the guns fell silent"."""
        for clause in self.passage.clauses:
            target = self._stopped(clause)
            state = self._stopping(clause) if target is not None else None
            if target is not None and state is not None:
                yield Statement(state, clause.parent if clause.relation == "infinitive" else clause, target)

    def _stopped(self, clause: Clause) -> NounPhrase | None:
        """The fighting that a clause says is stopped."""
        lemma, first = clause.verb.main.lemma, next(iter(clause.objects), None)
        if lemma == "fall":
            guns = clause.subject is not None and clause.subject.head.lemma == "gun" and self._follows(clause, "silent")
            return clause.subject if guns else None
        if lemma == "cease" and clause.subject is not None and clause.subject.head.low in SURE_FIGHTING:
            return clause.subject
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
        if verb.main.lemma == "fall" or (clause.subject is not None and clause.subject.head.low in SURE_FIGHTING):
            told = verb.form == "finite" and not verb.negated and verb.modal is None
            return "in force" if told and clause.marker not in _OPEN else None
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
    def _echoed(self) -> Iterator[Statement]:
        """ "It was agreed last week", "Norway brokered the deal", "both had violated it", of a truce told before."""
        for clause in self.passage.clauses:
            if clause.verb.main.lemma in ECHO_STRAYS or clause.relation == "adverbial":
                continue
            phrase, state = self._echo(clause)
            if phrase is not None and state is not None and (state := self._in_stance(state, clause)) is not None:
                yield Statement(state, clause, phrase, echo=True)

    def _echo(self, clause: Clause) -> tuple[NounPhrase | None, TruceState | None]:
        subject, verb = clause.subject, clause.verb
        if subject is not None and is_echo(subject):
            state = self._as_subject(clause)
            sure = verb.passive or state != "in force" or verb.main.lemma == "hold"
            return subject, state if sure or self._is_idiom(clause) else None
        for phrase in (*clause.objects[:1], *clause.circumstances):
            verbs = TRUCE_VERBS if phrase.preposition is None else KEPT_TO
            sure = phrase.head.low in ECHO_DEALS or verb.main.lemma in verbs
            if sure and is_echo(phrase) and phrase.head.index > verb.main.index and not verb.passive:
                return phrase, self._as_object(clause, phrase)
        return None, None

    def _is_idiom(self, clause: Clause) -> bool:
        """ "took effect", "came into force": said of agreements only."""
        at = clause.verb.main.index
        return any(word.low in ("effect", "force", "hold") for word in self.passage.words[at : at + 4])


def parent_verb(clause: Clause) -> str:
    return clause.parent.verb.main.lemma if clause.parent is not None else ""


def _timed(state: TruceState, clause: Clause) -> TruceState:
    """What "lasted" was is over; what "expires on Friday" still stands."""
    verb = clause.verb
    over = verb.past and not verb.perfect and not verb.negated and clause.relation != "infinitive"
    if verb.main.lemma == "last" and over:
        return "collapsed"
    ahead = verb.main.lemma in ("expire", "end", "lapse") and verb.main.tag in ("VBZ", "VBP")
    return "in force" if ahead and clause.relation != "infinitive" else state


def _is_unfulfilled(clause: Clause) -> bool:
    """ "failed to hold", "refused to sign"."""
    return clause.relation == "infinitive" and parent_verb(clause) in UNFULFILLED


def _is_none(phrase: NounPhrase | None) -> bool:
    return phrase is not None and phrase.words[0].low in ("none", "neither", "no")


def _is_kept_by_nobody(clause: Clause, phrase: NounPhrase) -> bool:
    """ "the truce made in October nobody observes"."""
    subject = clause.subject
    if subject is None or clause.objects or clause.verb.main.lemma not in FOLLOWED:
        return False
    return subject.head.low in ("nobody", "none", "neither") and phrase.head.index < subject.first.index


def _is_any(phrase: NounPhrase | None) -> bool:
    """ "any party that violates the truce" is nobody yet."""
    return phrase is not None and phrase.words[0].low in ("any", "anyone", "anybody", "whoever")


def _is_denied(clause: Clause) -> bool:
    return clause.relation in ("that", "gerund") and parent_verb(clause) in ("deny", "dismiss", "reject")


def _is_fighting(phrase: NounPhrase) -> bool:
    return phrase.head.lemma in _SPANS or any(one.head.low in FIGHTING for one in (phrase, *chain(phrase)))


def _is_stoppable(phrase: NounPhrase, verb: str) -> bool:
    return phrase.head.low in SURE_FIGHTING or (phrase.head.low == "war" and verb == "end")


def _names_makers(phrase: NounPhrase) -> bool:
    """ "a truce between A and B", "under a truce with A", "the A-B truce", "a Moscow-brokered truce"."""
    around = phrase.preposition is not None
    named = any(one.preposition == "between" or (one.preposition == "with" and around) for one in phrase.after)
    return named or any(hyphenated(word) or BROKERED.match(word.text) for word in phrase.words[:-1])


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
    saying = parent_verb(clause) in ("say", "announce", "declare", "state", "tell", "confirm")
    return ahead and saying and clause.relation == "that" and bool(clause.objects)


def _ahead(state: TruceState, clause: Clause, status: Status) -> TruceState | None:
    """A truce that is to come: agreed where somebody grants it, proposed where somebody wants it."""
    lemma, parent = clause.verb.main.lemma, parent_verb(clause)
    if _is_denied(clause):
        return "proposed" if state == "agreed" else None
    if parent in GRANTING:
        return "in force" if lemma in ("extend", "prolong", "renew") else "agreed"
    if clause.relation == "infinitive" and lemma in RESTORING:
        return "proposed"  # "is ready to work on restoring", "talks to reinstate"
    will = clause.verb.modal in ("will", "would") or status == "future"
    if lemma in STANDING:
        kept = clause.verb.modal in ("will", "would") and lemma in ("observe", "respect", "honour", "honor")
        return "agreed" if kept else "in force"
    return "agreed" if state == "in force" and will else "proposed"
