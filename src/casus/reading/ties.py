"""Who stands with or against whom, and who claims what, as a sentence says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casus.knowledge.actors import actor_book
from casus.reading.clauses import Clause
from casus.reading.drafts import Draft, Stance
from casus.reading.frames import chain
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.settings import place_of
from casus.reading.stances import Stances
from casus.records import Actor, Place, Span, TieKind

_NOUNS: dict[str, TieKind] = {
    "ally": "ally",
    "partner": "ally",
    "backer": "backs",
    "supporter": "backs",
    "patron": "backs",
    "sponsor": "backs",
    "protector": "backs",
    "rival": "rival",
    "foe": "rival",
    "enemy": "rival",
    "adversary": "rival",
    "archenemy": "rival",
    "arch-foe": "rival",
    "nemesis": "rival",
    "mediator": "mediates",
    "guarantor": "backs",
}
_BACKING = {"support", "back", "sponsor", "arm", "fund", "finance", "aid"}
_COMPOUND: dict[str, TieKind] = {
    "backed": "backs",
    "supported": "backs",
    "sponsored": "backs",
    "funded": "backs",
    "armed": "backs",
    "allied": "ally",
    "aligned": "ally",
    "trained": "backs",
}
_CLAIM_NOUNS = {"part", "area", "territory", "land", "province", "region", "sovereignty"}


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
    found = [
        *_from_explanations(passage, stances),
        *_from_clauses(passage, stances),
        *_from_compounds(passage, stances),
    ]
    found += [*_from_fighting(drafts), *_claims(passage, stances)]
    return [tie for tie in found if tie.stance.status is None and tie.a and (tie.b or tie.kind == "claims")]


def _from_explanations(passage: Passage, stances: Stances) -> Iterator[TieDraft]:
    """ "Russia, an ally of Yerevan"; "Iran's ally Hezbollah"; "as an ally of the PKK"."""
    for phrase in passage.phrases():
        for other in phrase.other_names:
            kind = _NOUNS.get(other.head.lemma)
            if kind is not None:
                yield from _tie(passage, kind, phrase, other, stances, other)
        if phrase.preposition == "as" and phrase.head.lemma in _NOUNS:
            clause = passage.clause_of(phrase)
            seen = clause.objects[0] if clause is not None and clause.objects else None
            if clause is not None and seen is not None:
                voice = (
                    stances.speakers(clause)
                    if passage.lexicon.is_voice(clause.verb.main.lemma)
                    else stances.of(clause).voice
                )
                b = _of_whom(passage, phrase)
                yield TieDraft(
                    phrase.span, _NOUNS[phrase.head.lemma], passage.referents.all_of(seen), b, Stance(None, voice)
                )


def _tie(
    passage: Passage, kind: TieKind, subject: NounPhrase, noun: NounPhrase, stances: Stances, where: NounPhrase
) -> Iterator[TieDraft]:
    a, b = passage.referents.one(subject), _of_whom(passage, noun)
    if a and b:
        yield TieDraft(
            (noun.words[0].start, noun.head.end), kind, _without(a, b), b, stances.of(passage.clause_of(where))
        )


def _of_whom(passage: Passage, noun: NounPhrase) -> tuple[Actor, ...]:
    """Whose ally: "of Yerevan", "Iran's", "Iranian"."""
    for behind in chain(noun):
        if behind.preposition in ("of", "to", "in") and (found := passage.referents.all_of(behind)):
            return found
    if noun.owner is not None:
        return passage.referents.all_of(noun.owner)
    return tuple(
        word.names[0].actor((word.start, word.end)) for word in noun.words[:-1] if word.names and word.names[0].country
    )


def _without(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> tuple[Actor, ...]:
    return tuple(one for one in a if all((one.name, one.country) != (other.name, other.country) for other in b))


def _from_clauses(passage: Passage, stances: Stances) -> Iterator[TieDraft]:
    """ "Turkey, which supports Baku"; "Russia is an ally of Yerevan"."""
    for clause in passage.clauses:
        verb = clause.verb
        if verb.negated or verb.modal is not None or clause.subject is None:
            continue
        if verb.main.lemma in _BACKING and clause.objects and not verb.past and verb.form in ("finite", "gerund"):
            yield from _backing(passage, clause, clause.subject, clause.objects[0], stances)
        elif verb.main.lemma in _BACKING and verb.passive and clause.relation == "reduced":
            agent = next((phrase for phrase in clause.circumstances if phrase.preposition == "by"), None)
            if agent is not None:
                yield from _backing(passage, clause, agent, clause.subject, stances)
        elif verb.main.lemma == "be" and clause.objects and clause.objects[0].head.lemma in _NOUNS:
            yield from _tie(
                passage,
                _NOUNS[clause.objects[0].head.lemma],
                clause.subject,
                clause.objects[0],
                stances,
                clause.objects[0],
            )


def _backing(
    passage: Passage, clause: Clause, backer: NounPhrase, backed: NounPhrase, stances: Stances
) -> Iterator[TieDraft]:
    a, b = passage.referents.all_of(backer), passage.referents.all_of(backed)
    if a and b and _are_sides(a) and _are_sides(b):
        yield TieDraft(
            (clause.verb.main.start, clause.verb.main.end), "backs", _without(a, b), b, stances.inside(clause)
        )


def _are_sides(actors: Sequence[Actor]) -> bool:
    """States and armed or political groups; not a person or a crowd."""
    return all(actor.country is not None or set(actor.sectors) & {"REB", "MIL", "PRM", "GOV"} for actor in actors)


def _from_compounds(passage: Passage, stances: Stances) -> Iterator[TieDraft]:
    """ "a US-backed Kurdish militia": the first half backs the head."""
    for phrase in passage.phrases():
        for at, word in enumerate(phrase.words):
            first, _, last = word.text.rpartition("-")
            before = first
            if last.lower() not in _COMPOUND:
                continue
            hit = actor_book().find(before.split(), cased=True)
            backer = hit[0].entries[0].actor((word.start, word.start + len(first))) if hit else None
            if first.lower() == "government" or first.lower().endswith(" government"):
                backer = _government_before(passage, phrase, at)
            a = (backer,) if backer is not None else ()
            if first.lower() == "government" and at and not a:
                continue
            b = passage.referents.one(phrase) if phrase.head is not word else ()
            named = _explained(passage, phrase)
            b = named or b
            if (a and b and b[0].country is None) or (
                a and b and (b[0].country != a[0].country or "GOV" not in b[0].sectors)
            ):
                yield TieDraft(
                    (word.start, phrase.head.end), _COMPOUND[last.lower()], a, b, stances.of(passage.clause_of(phrase))
                )


def _government_before(passage: Passage, phrase: NounPhrase, at: int) -> Actor | None:
    """The state in "Iraqi government-backed"."""
    before = phrase.words[at - 1] if at else None
    if before is None or not before.names or before.names[0].country is None:
        return None
    state = actor_book().by_country.get(before.names[0].country)
    return state.actor((before.start, before.end)) if state is not None else None


def _explained(passage: Passage, phrase: NounPhrase) -> tuple[Actor, ...]:
    """The name that an apposition explains: "the SDF, a US-backed militia"."""
    for other in passage.phrases():
        if phrase in other.other_names:
            return passage.referents.one(other)
    return ()


def _from_fighting(drafts: Sequence[Draft]) -> Iterator[TieDraft]:
    """Two named sides that fight are belligerents."""
    for draft in drafts:
        if (
            draft.type != "ASSAULT"
            or draft.status != "actual"
            or draft.sense is None
            or not draft.sense.sides
            or draft.stance is None
        ):
            continue
        sides = [actor for actor in draft.actors if set(actor.sectors) & {"GOV", "MIL", "REB", "PRM", "UAF"}]
        if len(sides) >= 2 and len({(actor.country, actor.name) for actor in sides}) >= 2:
            yield TieDraft(
                draft.span,
                "belligerent",
                (sides[0],),
                (sides[1],),
                Stance(None, draft.stance.voice, draft.stance.channel),
            )


def _claims(passage: Passage, stances: Stances) -> Iterator[TieDraft]:
    """ "X is part of our territory", in somebody's voice; "X claims the island"."""
    for clause in passage.clauses:
        if (
            clause.verb.main.lemma == "be"
            and clause.subject is not None
            and clause.objects
            and clause.objects[0].head.lemma in _CLAIM_NOUNS
        ):
            place, voice = place_of(clause.subject.head), stances.of(clause).voice
            owners = _owners(passage, clause)
            claimant = tuple(one for one in owners if voice and one.country == voice[0].country)[:1]
            if place is not None and voice and claimant and not clause.verb.negated:
                yield TieDraft(
                    (clause.subject.words[0].start, clause.objects[0].head.end),
                    "claims",
                    claimant,
                    (),
                    Stance(None, voice, stances.of(clause).channel),
                    place,
                )
        elif clause.verb.main.lemma == "claim" and clause.objects and clause.subject is not None:
            place = place_of(clause.objects[0].head)
            if place is not None and place.precision != "country":
                yield TieDraft(
                    (clause.verb.main.start, clause.objects[0].head.end),
                    "claims",
                    passage.referents.all_of(clause.subject),
                    (),
                    stances.of(clause),
                    place,
                )


def _owners(passage: Passage, clause: Clause) -> tuple[Actor, ...]:
    """Whose territory: the states named behind "part of", "within the territory of"."""
    found: list[Actor] = []
    for phrase in (*clause.objects, *clause.circumstances):
        for one in (phrase, *chain(phrase)):
            found += passage.referents.all_of(one)
            if one.owner is not None:
                found += passage.referents.all_of(one.owner)
    return tuple(found)
