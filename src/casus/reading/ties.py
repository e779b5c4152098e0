"""Who stands with or against whom, as a sentence says; claims to land are read in `claims`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casus.knowledge.actors import actor_book
from casus.reading.claims import find_claims
from casus.reading.clauses import Clause
from casus.reading.drafts import Draft, Stance
from casus.reading.frames import chain
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.stances import Stances
from casus.reading.truce_sides import both_of, is_same, joined
from casus.reading.words import Word
from casus.records import Actor, Place, Span, TieKind

_KINDS: tuple[tuple[TieKind, str], ...] = (
    ("ally", "ally"),
    ("backs", "backer supporter patron sponsor protector benefactor financier"),
    ("rival", "rival foe enemy adversary archenemy arch-enemy archrival arch-rival arch-foe archfoe nemesis"),
    ("mediates", "mediator intermediary go-between"),
)
_NOUNS: dict[str, TieKind] = {noun: kind for kind, nouns in _KINDS for noun in nouns.split()}
_BACKED_NOUNS = frozenset("proxy surrogate client".split())
"""Nouns for the side that is backed: "Iran's proxy"."""
_PARTNERS = frozenset("military security coalition strategic".split())
"""What makes a partner an ally."""
_SHARED = frozenset("ally rival foe enemy adversary archenemy arch-enemy archrival arch-rival arch-foe archfoe".split())
"""Nouns that two sides are of each other: "the allies A and B", "A and B are rivals"."""
_BACKING = frozenset("support back sponsor arm fund finance bankroll".split())
_GIVING = frozenset("supply provide give send ship deliver".split())
_ARMS = frozenset("weapon arm arms weaponry ammunition missile drone jet tank training troop soldier backing".split())
_COMPOUND: dict[str, TieKind] = {
    **dict.fromkeys("backed supported sponsored funded armed trained financed bankrolled".split(), "backs"),
    **dict.fromkeys("allied aligned".split(), "ally"),
}
_SIDES = {"GOV", "MIL", "REB", "PRM", "UAF", "PRE", "OPP", "SPY", "CRM"}
_ARMED = {"MIL", "REB", "PRM", "UAF"}
_BYSTANDERS = {"NGO", "CVL", "JRN", "BUS", "MED", "EDU", "LAB", "REF", "JUD", "MNC"}
_PACTS = {"treaty", "pact", "alliance", "agreement"}
_OF_DEFENCE = {"defence", "defense", "assistance", "military", "security"}
_BESIDE = {"alongside", "beside"}


@dataclass(slots=True, eq=False)
class TieDraft:
    """A tie in the making."""

    span: Span
    kind: TieKind
    a: tuple[Actor, ...]
    b: tuple[Actor, ...]
    stance: Stance
    place: Place | None = None
    confidence: float = 0.7


def find_ties(passage: Passage, drafts: Sequence[Draft], stances: Stances) -> list[TieDraft]:
    """The ties of one sentence; a tie that is only possible, demanded or denied is left out."""
    reading = _Reading(passage, drafts, stances)
    found = [*reading.by_nouns(), *reading.by_verbs(), *reading.by_compounds(), *reading.by_fighting()]
    for claim in find_claims(passage, stances):
        found.append(TieDraft(claim.span, "claims", claim.claimant, (), claim.stance, claim.place))
    kept = [tie for tie in found if tie.stance.status is None and tie.a and (tie.b or tie.kind == "claims")]
    for tie in kept:
        sides = tie.b if tie.kind == "mediates" else (*tie.a, *tie.b) if tie.kind == "belligerent" else ()
        if len(sides) == 2 and not passage.scene.sides:
            passage.scene.sides = sides
    return _distinct(kept)


def _distinct(ties: Sequence[TieDraft]) -> list[TieDraft]:
    """Each tie once; an alliance, rivalry or war is the same from either end."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for tie in ties:
        ends = (frozenset(one.name for one in tie.a), frozenset(one.name for one in tie.b))
        place = tie.place.name if tie.place is not None else None
        key = (tie.kind, frozenset(ends) if tie.kind in ("ally", "rival", "belligerent") else ends, place)
        if key not in seen:
            seen.add(key)
            kept.append(tie)
    return kept


class _Reading:
    """Finds the ties of one sentence."""

    def __init__(self, passage: Passage, drafts: Sequence[Draft], stances: Stances) -> None:
        self.passage, self.drafts, self.stances = passage, drafts, stances
        self.resolve = passage.referents.all_of
        self.phrases = list(passage.phrases())

    # ------------------------------------------------------------------ nouns: "an ally of", "Iran's proxy"
    def by_nouns(self) -> Iterator[TieDraft]:
        """ "Russia, an ally of Yerevan"; "Iran's ally Hezbollah"; "as an ally of the PKK"; "rivals A and B"."""
        for phrase in self.phrases:
            for other in phrase.other_names:
                yield from self._explained(phrase, other)
            if (lead := self._apposed_to(phrase)) is not None:
                yield from self._explained(lead, phrase)
            elif _kind_of(phrase) is not None and (names := self._names_behind(phrase)):
                yield from self._tie(_kind_of(phrase) or "ally", names, phrase)
            if phrase.head.low != phrase.head.lemma and phrase.head.lemma in _BACKED_NOUNS:
                yield from self._tie("backs", self.resolve(phrase), phrase)  # "Iranian proxies"
            yield from self._before_name(phrase)
            if phrase.preposition == "as" and _kind_of(phrase) is not None:
                yield from self._seen_as(phrase)
        for clause in self.passage.clauses:
            yield from self._predicated(clause)

    def _explained(self, phrase: NounPhrase, other: NounPhrase) -> Iterator[TieDraft]:
        """A name and its explanation, in either order."""
        kind = _kind_of(other)
        if kind is not None:
            yield from self._tie(kind, self.passage.referents.one(phrase), other)
        elif (kind := _kind_of(phrase)) is not None:
            yield from self._tie(kind, self.resolve(other), phrase)

    def _apposed_to(self, phrase: NounPhrase) -> NounPhrase | None:
        """The name that an explanation with a possessor stands behind: "Hezbollah, Iran's main ally, ..."."""
        at = phrase.first.index
        if phrase.owner is None or _kind_of(phrase) is None or at < 2 or self.passage.words[at - 1].tag != ",":
            return None
        end = max([phrase.head.index, *(one.head.index for one in chain(phrase))])
        closed = end + 1 >= len(self.passage.words) or self.passage.words[end + 1].tag in (",", ".")
        name = next((one for one in self.phrases if one.head.index == at - 2), None)
        return name if closed and name is not None and name.head.tag == "NNP" and phrase not in name.also else None

    def _names_behind(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """Names right behind the noun: "Russia's ally Belarus", "its only ally, China," "its backers, A and B,"."""
        words, end = self.passage.words, phrase.head.index
        if phrase.also and phrase.head.low != phrase.head.lemma and all(one.head.tag == "NNP" for one in phrase.also):
            return joined(*(self.passage.referents.one(one) for one in phrase.also))
        comma = end + 1 < len(words) and words[end + 1].tag == ","
        start = end + 2 if comma else end + 1
        name = next((one for one in self.phrases if one.words[0].index == start and one.head.names), None)
        own = phrase.owner is not None or phrase.words[0].tag == "PRP$"
        if name is None or name in phrase.other_names or not (own or comma):
            return ()
        closed = not comma or (name.head.index + 1 < len(words) and words[name.head.index + 1].tag == ",")
        return self.passage.referents.one(name) if closed else ()

    def _tie(self, kind: TieKind, a: tuple[Actor, ...], noun: NounPhrase) -> Iterator[TieDraft]:
        """The tie between those named and those the noun is of."""
        b = self._of_whom(noun)
        if noun.head.lemma in _BACKED_NOUNS:
            a, b = b, a
        a = _without(a, b)
        if _are_sides(a) and _are_sides(b):
            yield TieDraft(_words_of(noun), kind, a, b, self.stances.of(self.passage.clause_of(noun)), confidence=0.75)

    def _of_whom(self, noun: NounPhrase) -> tuple[Actor, ...]:
        """Whose ally: "of Yerevan", "Iran's", "Iranian"; between whom a mediator stands."""
        wanted = ("between", "with") if _kind_of(noun) == "mediates" else ("of", "to")
        for behind in chain(noun):
            if behind.preposition in wanted and (found := both_of(self.passage, behind)):
                return found if behind.preposition == "between" else self.resolve(behind)
        if noun.owner is not None:
            return self.resolve(noun.owner)
        if noun.words[0].tag == "PRP$":
            return self._lead_of(noun)
        named = [word for word in noun.words[:-1] if word.names and word.names[0].country]
        return tuple(word.names[0].actor((word.start, word.end)) for word in named)

    def _lead_of(self, noun: NounPhrase) -> tuple[Actor, ...]:
        """Whose "its" is in "Syria and its ally Russia"; elsewhere it is too often somebody else's."""
        at = noun.words[0].index
        joined_on = at > 1 and self.passage.words[at - 1].low == "and"
        lead = next((one for one in self.phrases if one.head.index == at - 2 and one.head.names), None)
        return self.passage.referents.one(lead) if lead is not None and joined_on else ()

    def _before_name(self, phrase: NounPhrase) -> Iterator[TieDraft]:
        """A noun before the name in one phrase: "Iran's ally Hezbollah", "the rivals India and Pakistan"."""
        nouns = _BACKED_NOUNS | _NOUNS.keys()
        at = next((n for n, word in enumerate(phrase.words[:-1]) if word.lemma in nouns), None)
        if at is None or not phrase.head.names or not all(word.tag == "NNP" for word in phrase.words[at + 1 :]):
            return
        noun = phrase.words[at]
        stance = self.stances.of(self.passage.clause_of(phrase))
        of_others = phrase.owner is not None or any(word.names or word.tag == "PRP$" for word in phrase.words[:at])
        of_others = of_others or (noun.lemma == "ally" and phrase.preposition is not None)  # "with allies A and B"
        if noun.low != noun.lemma and noun.lemma in _SHARED and len(phrase.also) == 1 and not of_others:
            a, b = self.passage.referents.one(phrase), self.passage.referents.one(phrase.also[0])
            span = (noun.start, phrase.also[0].head.end)
            yield TieDraft(span, _NOUNS[noun.lemma], a, b, stance, confidence=0.75)
            return
        b = self._of_whom(NounPhrase(phrase.words[: at + 1], owner=phrase.owner))
        a = _without(self.resolve(phrase), b)
        if noun.lemma in _BACKED_NOUNS:
            a, b = b, a
        if _are_sides(a) and _are_sides(b):
            span = (phrase.first.start, phrase.head.end)
            yield TieDraft(span, _NOUNS.get(noun.lemma, "backs"), a, b, stance, confidence=0.75)

    def _seen_as(self, phrase: NounPhrase) -> Iterator[TieDraft]:
        """ "views the YPG as an ally of the PKK": in the voice of who sees it so."""
        clause, kind = self.passage.clause_of(phrase), _kind_of(phrase)
        seen = clause.objects[0] if clause is not None and clause.objects else None
        if clause is None or seen is None or kind is None:
            return
        speaks = self.passage.lexicon.is_voice(clause.verb.main.lemma)
        voice = self.stances.speakers(clause) if speaks else self.stances.of(clause).voice
        yield TieDraft(phrase.span, kind, self.resolve(seen), self._of_whom(phrase), Stance(None, voice))

    def _predicated(self, clause: Clause) -> Iterator[TieDraft]:
        """ "Russia is an ally of Yerevan"; "A and B are rivals", "are at war"."""
        verb, subject = clause.verb, clause.subject
        stands = verb.main.lemma in ("be", "remain", "become") and not verb.negated and verb.modal is None
        if not stands or subject is None:
            return
        noun = clause.objects[0] if clause.objects else None
        kind = _kind_of(noun) if noun is not None else None
        if noun is not None and kind is not None and noun is not subject:
            actors = self.resolve(subject)
            if noun.head.low != noun.head.lemma and len(actors) == 2 and not self._of_whom(noun):
                yield TieDraft(_words_of(noun), kind, actors[:1], actors[1:], self.stances.inside(clause))
            else:
                yield from self._tie(kind, actors, noun)
        if any(one.preposition == "at" and one.head.low == "war" for one in clause.circumstances):
            yield from self._at_war(clause, subject)

    def _at_war(self, clause: Clause, subject: NounPhrase) -> Iterator[TieDraft]:
        other = next((one for one in clause.circumstances if one.preposition == "with" and self.resolve(one)), None)
        sides = joined(self.resolve(subject), self.resolve(other))
        if len(sides) == 2 and _are_sides(sides):
            stance = self.stances.inside(clause)
            yield TieDraft(_verb_of(clause), "belligerent", sides[:1], sides[1:], stance, confidence=0.8)

    # ------------------------------------------------------------------ verbs: "Turkey, which supports Baku"
    def by_verbs(self) -> Iterator[TieDraft]:
        """Who backs, arms, mediates between or fights beside whom, as something that goes on."""
        for clause in self.passage.clauses:
            verb = clause.verb
            if verb.negated or verb.modal is not None or clause.subject is None or _is_denied(clause):
                continue
            lemma = verb.main.lemma
            if lemma in _BACKING:
                yield from self._backing(clause)
            elif lemma in _GIVING and _goes_on(clause):
                yield from self._giving(clause)
            elif lemma == "ally" and verb.passive:
                yield from self._allied(clause)
            elif lemma == "mediate" and not verb.passive:
                yield from self._mediating(clause)
            elif lemma in ("fight", "operate", "serve", "battle"):
                yield from self._beside(clause)
            elif lemma in ("stand", "be") and not verb.passive:
                yield from self._standing(clause)
            elif lemma == "have":
                yield from self._bound(clause)

    def _backing(self, clause: Clause) -> Iterator[TieDraft]:
        """ "supports Baku", "backed by Moscow", "accuses Rwanda of backing the rebels"."""
        reduced = clause.relation in ("reduced", "participle")
        if clause.verb.passive:
            agent = next((one for one in clause.circumstances if one.preposition == "by"), None)
            if agent is not None and (reduced or _goes_on(clause)):
                yield from self._backed(clause, self.resolve(agent), self.resolve(clause.subject))
        elif clause.objects and _goes_on(clause):
            backed = self.resolve(clause.objects[0])
            if clause.verb.form == "finite" or reduced:
                yield from self._backed(clause, self._doers(clause), backed)
            elif clause.relation == "gerund" and (charge := self._charge(clause)) is not None:
                yield from self._charged(clause, charge, backed)

    def _backed(self, clause: Clause, backers: tuple[Actor, ...], backed: tuple[Actor, ...]) -> Iterator[TieDraft]:
        a = _without(backers, backed)
        if _are_sides(a) and _are_backed(backed, a):
            yield TieDraft(_verb_of(clause), "backs", a, backed, self.stances.inside(clause))

    def _charged(self, clause: Clause, charge: Draft, backed: tuple[Actor, ...]) -> Iterator[TieDraft]:
        """Backing that somebody is accused of, in the voice of the accuser."""
        a = _without(charge.recipients, backed)
        if _are_sides(a) and _are_backed(backed, a):
            span = (clause.verb.main.start, clause.objects[0].head.end)
            yield TieDraft(span, "backs", a, backed, Stance(None, charge.actors, charge.channel), confidence=0.75)

    def _charge(self, clause: Clause) -> Draft | None:
        """The accusation that a clause is told in."""
        within = self.stances.of(clause).within
        return within if within is not None and within.type == "ACCUSE" else None

    def _doers(self, clause: Clause) -> tuple[Actor, ...]:
        """The subject; of ", which" all that is coordinated with it."""
        subject = clause.subject
        if subject is not None and clause.relation == "relative":
            subject = next((one for one in self.phrases if subject in one.also and subject is one.also[-1]), subject)
        return self.resolve(subject)

    def _giving(self, clause: Clause) -> Iterator[TieDraft]:
        """ "supplies the rebels with weapons", "sends arms to the rebels"."""
        given = [*clause.objects, *(one for one in clause.circumstances if one.preposition == "with")]
        if clause.verb.passive or not any(one.head.lemma in _ARMS for one in given):
            return
        takers = [*(one for one in clause.circumstances if one.preposition == "to"), *clause.objects[:1]]
        taker = next((actors for one in takers if one.head.lemma not in _ARMS and (actors := self.resolve(one))), ())
        charge = self._charge(clause) if clause.relation == "gerund" else None
        if charge is not None:
            yield from self._charged(clause, charge, taker)
        else:
            yield from self._backed(clause, self._doers(clause), taker)

    def _allied(self, clause: Clause) -> Iterator[TieDraft]:
        """ "is allied with the militia"."""
        others = next((self.resolve(one) for one in clause.circumstances if one.preposition in ("with", "to")), ())
        own = _without(self.resolve(clause.subject), others)
        if _are_sides(own) and _are_sides(others):
            yield TieDraft(_verb_of(clause), "ally", own, others, self.stances.inside(clause))

    def _mediating(self, clause: Clause) -> Iterator[TieDraft]:
        """ "Qatar mediates between Israel and Hamas", "which mediate between them"."""
        behind = (*clause.circumstances, *(one for obj in clause.objects for one in chain(obj)))
        between = next((one for one in behind if one.preposition == "between"), None)
        named = between is not None and between.head.tag != "PRP"
        sides = both_of(self.passage, between) if named else self.passage.scene.sides
        mediators = _without(self._doers(clause), sides)
        if len(sides) >= 2 and mediators:
            yield TieDraft(_verb_of(clause), "mediates", mediators, sides, self.stances.inside(clause))

    def _beside(self, clause: Clause) -> Iterator[TieDraft]:
        """ "are fighting alongside the rebels", "fought on the side of the army"."""
        friend: tuple[Actor, ...] = ()
        for one in clause.circumstances:
            if one.preposition in _BESIDE:
                friend = friend or self.resolve(one)
            elif one.preposition == "on" and one.head.low == "side":
                of = next((behind for behind in one.after if behind.preposition == "of"), None)
                friend = friend or self.resolve(one.owner or of)
        a = _without(self._sides_of(clause.subject), friend)
        if _are_sides(a) and _are_sides(friend):
            yield TieDraft(_verb_of(clause), "ally", a, friend, self.stances.inside(clause))

    def _standing(self, clause: Clause) -> Iterator[TieDraft]:
        """ "stands behind Baku", "stood by the side of Baku", "said it would be by the side of Baku"."""
        told = clause.relation == "that" or _goes_on(clause)
        friend: tuple[Actor, ...] = ()
        for at, one in enumerate(clause.circumstances if told else ()):
            if one.preposition in ("by", "on", "at") and one.head.low == "side":
                following = clause.circumstances[at + 1 : at + 2]
                of = [behind for behind in (*one.after, *following) if behind.preposition == "of"]
                friend = friend or self.resolve(one.owner or next(iter(of), None))
            elif clause.verb.main.lemma == "stand" and one.preposition in ("behind", "by", "with", *_BESIDE):
                friend = friend or self.resolve(one)
        for tie in self._backed(clause, self._doers(clause), friend):
            if clause.relation == "that" and clause.parent is not None and not tie.stance.voice:
                tie.stance = Stance(None, self.stances.speakers(clause.parent))  # "found that it stands by"
            yield tie

    def _bound(self, clause: Clause) -> Iterator[TieDraft]:
        """ "has a defence treaty with Yerevan": sworn to each other's defence, they are allies."""
        words = self.passage.words[clause.verb.main.index :]
        pact = next((word.index for word in words if word.lemma in _PACTS), None)
        if pact is None or not _goes_on(clause) or self.passage.words[pact - 1].low not in _OF_DEFENCE:
            return
        other = next((one for one in self.phrases if one.preposition == "with" and one.head.index > pact), None)
        if other is None or other.first.index > pact + 3:
            return
        a = self._doers(clause)
        b = self._named_before(other) if other.head.low == "it" else self.resolve(other)
        if _are_sides(a) and _are_sides(b) and not is_same(a[0], b[0]):
            yield TieDraft(_verb_of(clause), "ally", a, b, self.stances.inside(clause))

    def _named_before(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """The state last named before "it" in the sentence."""
        words = self.passage.words[: phrase.first.index]
        state = next((w for w in reversed(words) if w.names and w.names[0].kind in ("state", "capital")), None)
        return (state.names[0].actor((state.start, state.end)),) if state is not None else ()

    def _sides_of(self, subject: NounPhrase | None) -> tuple[Actor, ...]:
        """Who a subject is; "whose soldiers" are those of the name before it."""
        if subject is not None and subject.words[0].low == "whose":
            at = subject.words[0].index
            before = [one for one in self.phrases if one.head.index < at and one.head.names]
            return self.resolve(max(before, key=lambda one: one.head.index, default=None))
        return self.resolve(subject)

    # ------------------------------------------------------------------ compounds: "US-backed"
    def by_compounds(self) -> Iterator[TieDraft]:
        """ "a US-backed Kurdish militia": the first half backs the head."""
        for phrase in self.phrases:
            for at, word in enumerate(phrase.words):
                first, _, last = word.text.partition(" ")[0].rpartition("-")
                kind = _COMPOUND.get(last.lower())
                if kind is None or not first or (word is phrase.head and not word.names):
                    continue
                a = self._first_half(phrase, at, word, first)
                b = self._named_by(phrase) or self.passage.referents.one(phrase)
                if _are_sides(a) and _are_backed(b, a) and all(set(one.sectors) & _SIDES for one in b):
                    told = self.stances.of(self.passage.clause_of(phrase))
                    span = (word.start, phrase.head.end)
                    yield TieDraft(span, kind, a, b, Stance(None, told.voice, told.channel))

    def _first_half(self, phrase: NounPhrase, at: int, word: Word, first: str) -> tuple[Actor, ...]:
        """Who backs: "US-", "Iraqi government-", "African Union-"."""
        before = phrase.words[at - 1] if at else None
        if first.lower() == "government":
            home = before.names[0].country if before is not None and before.names else None
            state = actor_book().by_country.get(home or "")
            return (state.actor((word.start, word.end)),) if state is not None else ()
        hits = actor_book().find(first.split(), cased=True)
        if not hits and before is not None and before.tag == "NNP" and not before.names:
            hits = actor_book().find([before.text, first], cased=True)
        return (hits[0].entries[0].actor((word.start, word.start + len(first))),) if hits else ()

    def _named_by(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """The name that an apposition explains: "the SDF, a US-backed militia", "the peshmerga, the US-armed force"."""
        at = phrase.first.index
        before = self.passage.words[at - 1] if at > 1 else None
        behind_comma = before is not None and before.tag == "," and phrase.words[0].low in ("a", "an", "the")
        for one in self.phrases:
            if phrase in one.other_names or (behind_comma and one.head.index == at - 2 and phrase not in one.also):
                named = self.passage.referents.one(one)
                if phrase in one.other_names or all(set(actor.sectors) & _ARMED for actor in named):
                    return named
        return ()

    # ------------------------------------------------------------------ fighting
    def by_fighting(self) -> Iterator[TieDraft]:
        """Two named sides that fight are belligerents."""
        for draft in self.drafts:
            stance = draft.stance
            if draft.type != "ASSAULT" or draft.status != "actual" or draft.sense is None or stance is None:
                continue
            if not draft.sense.sides or _is_side_by_side(draft):
                continue
            sides = [actor for actor in self._fighters(draft) if set(actor.sectors) & _SIDES]
            if len(sides) >= 2 and not is_same(sides[0], sides[1]):
                told = Stance(None, stance.voice, stance.channel)
                yield TieDraft(draft.span, "belligerent", (sides[0],), (sides[1],), told)

    def _fighters(self, draft: Draft) -> tuple[Actor, ...]:
        """Who fights; of "fighting broke out between A and B" the verb's phrase tells."""
        around = draft.clause.circumstances if draft.clause is not None and draft.phrase is not None else ()
        between = next((one for one in around if one.preposition == "between"), None)
        return draft.actors if len(draft.actors) > 1 else joined(draft.actors, both_of(self.passage, between))


def _is_side_by_side(draft: Draft) -> bool:
    """ "fought with the army of", "on the side of": together as often as against each other."""
    clause = draft.clause
    if draft.sense is not None and _BESIDE & set(draft.sense.words):
        return True
    if clause is None or draft.phrase is not None or clause.verb.main.lemma != "fight" or clause.objects:
        return False
    behind = {one.preposition for one in clause.circumstances}
    on_side = any(one.preposition == "on" and one.head.low == "side" for one in clause.circumstances)
    return "against" not in behind and ("with" in behind or on_side)


def _kind_of(noun: NounPhrase) -> TieKind | None:
    """The tie that a noun names; a partner is an ally in arms only."""
    lemma = noun.head.lemma
    if lemma in _BACKED_NOUNS:
        return "backs"
    if lemma == "partner":
        return "ally" if any(word.low in _PARTNERS for word in noun.words) else None
    return _NOUNS.get(lemma)


def _words_of(noun: NounPhrase) -> Span:
    return noun.words[0].start, noun.head.end


def _verb_of(clause: Clause) -> Span:
    return clause.verb.main.start, clause.verb.main.end


def _goes_on(clause: Clause) -> bool:
    """Something that lasts: not told in the plain past."""
    return not clause.verb.past or clause.verb.perfect


def _is_denied(clause: Clause) -> bool:
    denying = clause.parent is not None and clause.parent.verb.main.lemma in ("deny", "reject", "dismiss", "doubt")
    return denying and clause.relation in ("that", "gerund")


def _without(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> tuple[Actor, ...]:
    return tuple(one for one in a if all((one.name, one.country) != (other.name, other.country) for other in b))


def _are_sides(actors: Sequence[Actor]) -> bool:
    """States and armed or political groups, at least one; no bystanders."""
    known = all(actor.country is not None or set(actor.sectors) & (_SIDES | {"IGO"}) for actor in actors)
    return bool(actors) and known and not any(set(actor.sectors[:1]) & _BYSTANDERS for actor in actors)


def _are_backed(backed: Sequence[Actor], backers: Sequence[Actor]) -> bool:
    """Whether some can be backed by others: sides, and not the backers' own government or army."""
    official = [one for one in backed if set(one.sectors[:1]) & {"GOV", "MIL"}]
    own = any(one.country == other.country is not None for one in official for other in backers)
    return _are_sides(backed) and not own
