"""Truces and how they stand, as a sentence says.

A truce is named by a noun ("the ceasefire", "a halt to the fighting", "it" or "the deal" once told) or by a verb
("agreed to stop fighting"). How it stands is said by the noun it hangs on ("violations of the truce"), or by the verb
whose subject, object or prepositional phrase it is.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    both_of,
    hyphenated,
    is_exchange,
    is_same,
    joined,
    names_both,
    pair_told,
    sides_among,
)
from casus.reading.truce_states import Statement, States, held_by, parent_verb
from casus.reading.truce_words import (
    BROKERS,
    CHARGING,
    NAMED,
    OBJECT,
    ONLOOKERS,
    ORDINALS,
    OTHER_MATTERS,
    OWN_TRUCE,
    REPORTING,
    TOLD,
    WISHING,
    naming,
)
from casus.reading.words import Word
from casus.records import Actor, Place, Span, Time, TruceState

_TOLD_REACH = 700
"""How many characters back a truce may have been named for "it" and "the deal" to mean it."""
_WHERE = {"in", "at", "near", "around", "across", "along", "inside", "outside", "on", "over", "throughout"}
_MANY = 3
"""So many who call for a truce together are hardly those who fight."""
_CALLING = set("call propose suggest urge appeal demand press ask request".split())
_READY = {"ready", "prepared", "open", "willing"}
_FINENESS = {"point": 4, "city": 4, "district": 3, "province": 2, "country": 1}


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


def find_truces(passage: Passage, drafts: Sequence[Draft], stances: Stances) -> list[TruceDraft]:
    """The truces of one sentence; one for each state and voice they are told with."""
    start, end = passage.span
    text = passage.report.text
    named = NAMED.search(text, start, end) is not None
    told = TOLD.search(text, max(0, start - _TOLD_REACH), start) is not None
    if not (named or told) or OTHER_MATTERS.search(text, start, end):
        return []
    statements = States(passage, drafts, stances, told=told).statements()
    return _Records(passage, drafts, stances).of(statements) if statements else []


class _Records:
    """Turns the statements of one sentence into records: voice, parties, mediators, times, place."""

    def __init__(self, passage: Passage, drafts: Sequence[Draft], stances: Stances) -> None:
        self.passage, self.drafts, self.stances = passage, drafts, stances
        self.resolve = passage.referents.all_of
        self.phrases = list(passage.phrases())
        self.mediators = Mediation(passage, self.phrases, held_by(self.phrases)).mediators()

    def of(self, statements: Sequence[Statement]) -> list[TruceDraft]:
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

    def _draft(self, told: Statement) -> TruceDraft | None:
        stance = self._stance(told)
        parties = tuple(one for one in self._parties(told) if not any(is_same(one, other) for other in self.mediators))
        callers = self._callers(told, parties)
        if callers:
            parties = tuple(one for one in parties if one not in callers) or self._completed((), told)
        where = Draft(type="RETREAT", span=told.phrase.span, sense=None, clause=told.clause)
        time = find_time(self.passage, where) if told.clause is not None else None
        place = self._place(told, where)
        if told.state in ("proposed", "agreed") and not (
            parties or callers or self.mediators or place or time or stance.voice
        ):
            return None
        confidence = 0.75 if len(parties) >= 2 else 0.65 if parties else 0.5
        return TruceDraft(
            span=_span(told),
            state=told.state,
            stance=Stance(None, stance.voice, stance.channel),
            parties=parties,
            mediators=self.mediators if told.state != "proposed" else callers,
            times=self._times(told),
            place=place,
            time=time,
            confidence=confidence - 0.1 if told.echo else confidence,
        )

    # ------------------------------------------------------------------ voice
    def _stance(self, told: Statement) -> Stance:
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
    def _parties(self, told: Statement) -> tuple[Actor, ...]:
        """ "between A and B", "A's truce with B", those who agree on it or break it; else the sides told before."""
        named = self._between(told.phrase) or (self._between(told.holder) if told.holder is not None else ())
        if len(named) >= 2:
            return named
        found = sides_among(joined(self._doers(told), self._owners(told.phrase), named))
        if told.state == "violated" and not found:
            found = sides_among(self._movers())
        return self._completed(found, told)

    def _completed(self, found: tuple[Actor, ...], told: Statement) -> tuple[Actor, ...]:
        """One side alone or none: the other is that of the fighting told before, if the one is among them."""
        sides = self.passage.scene.sides
        if len(sides) < 2 and any(names_both(phrase) for phrase in self.phrases):
            sides = pair_told(self.passage)
        if len(sides) < 2 and not self._is_called_by(told, self.passage.scene.two):
            sides = self.passage.scene.two
        found = tuple(next((side for side in sides if is_same(one, side)), one) for one in found)
        if found:
            own = any(word.low in ("unilateral", "one-sided", "own") for word in self.passage.words)
            return joined(found, sides) if len(found) == 1 and found[0] in sides and not own else found
        ready = told.state == "proposed" and any(word.low in _READY for word in self.passage.words)
        voice = sides_among(self.stances.of(told.clause).voice) if ready else ()
        stranger = not any(is_same(one, side) for one in voice for side in sides)
        return voice if voice and stranger else sides

    def _callers(self, told: Statement, parties: Sequence[Actor]) -> tuple[Actor, ...]:
        """Who calls for a truce or proposes one between others, where the two sides are known: states and the like."""
        sides = self.passage.scene.sides if len(self.passage.scene.sides) == 2 else self.passage.scene.two
        callers = self._calling(told)
        if self._is_called_by(told, sides) or (len(sides) != 2 and len(callers) < _MANY):
            return ()
        strangers = (one for one in callers if set(one.sectors) & {"GOV", "IGO", "ELI"})
        known = [*sides, *(one for one in parties if one not in callers)]
        return tuple(one for one in strangers if not any(is_same(one, side) for side in known))

    def _calling(self, told: Statement) -> tuple[Actor, ...]:
        """Those who call for or propose a truce that is only proposed."""
        clause = told.clause
        if told.state != "proposed" or clause is None:
            return ()
        if clause.verb.main.lemma not in _CALLING and (told.holder is None or told.holder.head.lemma not in _CALLING):
            return ()
        return self._actors(clause) or self.stances.of(clause).voice

    def _is_called_by(self, told: Statement, sides: Sequence[Actor]) -> bool:
        """Whether one of two states calls for a truce: then they need not be those who fight."""
        return any(is_same(one, side) for one in self._calling(told) for side in sides)

    def _between(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """ "between A and B", "with B", "by A and B", "the A-B truce"."""
        behind = [one for one in chain(phrase) if one.preposition in ("between", "with", "among", "by")]
        if not behind:
            later = [one for clause in self.passage.clauses if _has(clause, phrase) for one in clause.circumstances]
            behind = [one for one in later if one.preposition == "between" and one.head.index > phrase.head.index]
        compounds = (hyphenated(word) for word in phrase.words[:-1])
        return sides_among(joined(*(both_of(self.passage, one) for one in behind), *compounds))

    def _owners(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """ "the FARC's truce", "a unilateral ceasefire of the FARC", "its truce with Hamas"."""
        if phrase.owner is not None:
            return self.resolve(phrase.owner)
        if phrase.words[0].tag == "PRP$":
            return self.passage.referents.possessor(phrase.words[0])
        return next((found for one in phrase.after if one.preposition == "of" and (found := self.resolve(one))), ())

    def _doers(self, told: Statement) -> tuple[Actor, ...]:
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
        if lemma == "include":  # "signed a declaration that includes a truce"
            signing = clause.parent is not None and OBJECT.get(parent_verb(clause)) == "agreed"
            return self.resolve(clause.parent.subject) if clause.parent is not None and signing else ()
        subject = tuple(one for one in self._actors(clause) if "IGO" not in one.sectors)
        between_them = lemma in ("negotiate", "arrange") and len(subject) == 2
        if (lemma in BROKERS | ONLOOKERS and not between_them) or told.holder is clause.subject:
            return self._addressed(clause)
        if told.state == "proposed":
            asked = self._addressed(clause)
            own = lemma in OWN_TRUCE or (lemma == "agree" and not asked)
            return joined(subject if own else (), asked, self._offerers(told))
        if lemma == "announce" and self._is_herald(subject, told.phrase):
            return ()
        return subject

    def _is_herald(self, announcer: Sequence[Actor], phrase: NounPhrase) -> bool:
        """Whether who announces a truce is no party: none of the sides told, or of another country than its place."""
        sides = self.passage.scene.sides
        where = (_named_place(one) for one in phrase.after if one.preposition in _WHERE)
        there = next((place.country for place in where if place is not None), None)
        abroad = there is not None and all(one.country not in (None, there) for one in announcer)
        return abroad or (bool(sides) and not any(is_same(one, side) for one in announcer for side in sides))

    def _actors(self, clause: Clause) -> tuple[Actor, ...]:
        """Who acts in a clause: its subject; where one verb lends its own to another, as the act was read."""
        if clause.subject is not None and clause.subject.head.tag == "PRP" and clause.relation == "that":
            return self.stances.of(clause).voice or self.resolve(clause.subject)
        acts = (draft.actors for draft in self.drafts if draft.clause is clause and draft.phrase is None)
        read = next((actors for actors in acts if actors), ())
        lent = clause.relation in ("infinitive", "gerund")
        return (lent and read) or self.resolve(clause.subject) or read

    def _offerers(self, told: Statement) -> tuple[Actor, ...]:
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
        if clause.relation == "infinitive" and clause.parent is not None and parent_verb(clause) in WISHING:
            return self.resolve(clause.subject) if clause.subject is not clause.parent.subject else ()
        objects = [one for one in clause.objects if one.preposition is None and naming(one) is None]
        calling = clause.verb.main.lemma in ("call", "press")
        called = [one for one in clause.circumstances if one.preposition == "on" and calling]
        return next((found for one in (*objects, *called) if (found := self.resolve(one))), ())

    def _violators(self, told: Statement, clause: Clause) -> tuple[Actor, ...]:
        """Who breaks it: the accused, the subject, "violations by X", "X's violations"."""
        charge = _charge(clause)
        if charge is not None:
            each = is_exchange(self.passage.words, charge)
            accused = [one for one in charge.objects if one is not told.phrase and one is not told.holder]
            named = joined(*(self.resolve(one) for one in accused[:1]), self.resolve(charge.subject) if each else ())
            return named or (self._noun_doers(told.holder) if told.holder is not None else ())
        if told.holder is not None:
            return self._noun_doers(told.holder) or self._subject_of_breach(told.holder, clause)
        if clause.verb.passive:
            return next((self.resolve(one) for one in clause.circumstances if one.preposition == "by"), ())
        if clause.subject is None or told.phrase in clause.subject.members():
            return ()
        if clause.subject.head.low in ("other", "nobody", "none"):  # "each side said that the other had broken it"
            return self._completed((), told)
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
    def _place(self, told: Statement, where: Draft) -> Place | None:
        """Where the truce holds or was made; the parties' own names are no places."""
        said = [one for one in self.passage.clauses if one is told.clause or one.host is told.phrase]
        around = [phrase for clause in said for phrase in clause.circumstances]
        behind = [phrase for phrase in (*chain(told.phrase), *around) if phrase.preposition in _WHERE]
        found = [place for phrase in behind for one in phrase.members() if (place := _named_place(one)) is not None]
        if found:
            return max(found, key=lambda place: _FINENESS.get(place.precision or "", 2))
        where.phrase = told.phrase
        place = find_place(self.passage, where)
        others = [phrase for phrase in self.phrases if phrase.preposition not in _WHERE]
        return None if place in [place_of(word) for phrase in others for word in phrase.words] else place

    def _times(self, told: Statement) -> int:
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


def _named_place(phrase: NounPhrase) -> Place | None:
    """The place that "in Galkayo" or "in the town of Galkayo" names."""
    of = (one for one in phrase.after if one.preposition == "of")
    return place_of(phrase.head) or next((place for one in of if (place := place_of(one.head)) is not None), None)


def _charge(clause: Clause) -> Clause | None:
    """The clause that charges somebody with a breach: "accused X of breaking", "blamed X for violations"."""
    if clause.verb.main.lemma in CHARGING:
        return clause
    parent = clause.parent
    charged = parent is not None and clause.relation == "gerund" and parent.verb.main.lemma in CHARGING
    return parent if charged else None


def _span(told: Statement) -> Span:
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
