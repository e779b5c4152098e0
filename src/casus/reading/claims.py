"""Who claims what land: "X claims the island", "the region is part of our country", "regards it as its territory"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casus.reading.clauses import Clause
from casus.reading.drafts import Stance
from casus.reading.frames import chain
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.stances import Stances
from casus.reading.words import Word
from casus.records import Actor, Place, Span

_LAND = frozenset("part area territory land province region sovereignty soil district governorate republic".split())
_REGARDING = frozenset("consider regard view see treat call proclaim declare describe deem".split())
_CLAIMING = frozenset("claim reclaim".split())
_ENDS = {",", ";", "CC", "SC", "WP", "."}


@dataclass(slots=True, eq=False)
class Claim:
    """A claim to land in the making."""

    span: Span
    claimant: tuple[Actor, ...]
    place: Place
    stance: Stance


def find_claims(passage: Passage, stances: Stances) -> Iterator[Claim]:
    """The claims of one sentence, each in the claimant's own voice."""
    for clause in passage.clauses:
        if clause.verb.negated or clause.subject is None:
            continue
        if clause.verb.main.lemma == "be":
            yield from _belonging(passage, stances, clause)
        elif clause.verb.main.lemma in _CLAIMING:
            yield from _claimed(passage, stances, clause)
    yield from _regarded(passage, stances)
    for phrase in passage.phrases():
        if phrase.head.lemma == "claim" and phrase.head.tag == "NN":
            yield from _called_claim(passage, stances, phrase)


def _belonging(passage: Passage, stances: Stances, clause: Clause) -> Iterator[Claim]:
    """ "X is part of our territory", "it is Iraqi for all time": in the voice of the state that would own it."""
    told = stances.of(clause)
    predicate = clause.objects[0] if clause.objects else None
    insisted = told.status == "requested" and clause.verb.modal is None  # "insists that it is ours"
    if predicate is None or not told.voice or clause.subject is None or not (told.status is None or insisted):
        return
    home = told.voice[0].country
    place = _place_meant(passage, clause.subject, home)
    owner: tuple[Actor, ...] = ()
    if predicate.head.lemma in _LAND and predicate is not clause.subject:
        owner = tuple(one for one in _owners(passage, clause) if one.country == home)[:1]
        if not owner and any(_is_own(word, home) for word in predicate.words[:-1]):
            owner = told.voice[:1]  # "Azerbaijani territory", "our land"
    elif predicate.head.names and predicate.head.names[0].kind == "adjective" and len(predicate.words) == 1:
        owner = tuple(one for one in told.voice if predicate.head.names[0].country == home)[:1]
    if place is not None and home is not None and owner:
        span = (clause.subject.words[0].start, predicate.head.end)
        yield Claim(span, owner, place, Stance(None, told.voice, told.channel))


def _is_own(word: Word, home: str | None) -> bool:
    return word.low == "our" or (bool(word.names) and word.names[0].country == home)


def _owners(passage: Passage, clause: Clause) -> tuple[Actor, ...]:
    """Whose territory: the states named behind "part of", "within the territory of"."""
    found: list[Actor] = []
    for phrase in (*clause.objects, *clause.circumstances):
        for one in (phrase, *chain(phrase)):
            found += passage.referents.all_of(one)
            if one.owner is not None:
                found += passage.referents.all_of(one.owner)
    return tuple(found)


def _claimed(passage: Passage, stances: Stances, clause: Clause) -> Iterator[Claim]:
    """ "claims the island", "claims sovereignty over the island", "is claimed by China"."""
    if any(other.parent is clause and other.relation in ("that", "infinitive") for other in passage.clauses):
        return  # "claims to have taken the town"
    target, claimants = (clause.objects[0] if clause.objects else None), clause.subject
    if clause.verb.passive:
        target, claimants = clause.subject, next((p for p in clause.circumstances if p.preposition == "by"), None)
    elif target is not None and target.head.lemma in _LAND and _place_named(target.words, None) is None:
        target = next((one for one in chain(target) if one.preposition in ("over", "of", "in")), target)
    if target is None:
        return
    sure = clause.verb.passive or any(one.preposition == "as" for one in clause.circumstances)
    for actor in passage.referents.all_of(claimants):
        place = _place_named(target.words, actor.country)
        # a whole state is claimed only where the words leave no doubt
        if place is not None and (sure or place.precision != "country" or place.disputed_by):
            span = (clause.verb.main.start, max(target.head.end, clause.verb.main.end))
            yield from _claim(span, actor, place, stances, clause)


def _claim(span: Span, actor: Actor, place: Place, stances: Stances, clause: Clause | None) -> Iterator[Claim]:
    """The claim of a state, in its own voice."""
    if actor.country is not None:
        yield Claim(span, (actor,), place, Stance(stances.inside(clause).status, (actor,), stances.of(clause).channel))


def _regarded(passage: Passage, stances: Stances) -> Iterator[Claim]:
    """ "considers Taiwan part of its territory", "has proclaimed Kuwait its nineteenth province".

    Read from the words, for the verb and the two names behind it are often parsed as one noun phrase.
    """
    for word in passage.words:
        if not any(lemma in _REGARDING for lemma, _ in word.readings):
            continue
        behind = passage.words[word.index + 1 : word.index + 12]
        behind = behind[: next((n for n, one in enumerate(behind) if one.tag in _ENDS), len(behind))]
        at = next((n for n, one in enumerate(behind[:4]) if _is_land(one)), None)
        clause = next((one for one in passage.clauses if one.verb.main is word), None)
        stated = clause is None or not (clause.verb.negated or clause.verb.modal or clause.verb.passive)
        if at is None or not stated or not _says_own(behind[at + 1 :]):
            continue
        for actor in passage.referents.all_of(clause.subject if clause is not None else _before(passage, word)):
            place = _place_named(behind[: at + 1], actor.country)
            if place is not None:
                yield from _claim((word.start, behind[at].end), actor, place, stances, clause)


def _before(passage: Passage, word: Word) -> NounPhrase | None:
    """The last phrase before a word that names somebody."""
    named = [one for one in passage.phrases() if one.head.index < word.index and one.head.names]
    return max(named, key=lambda one: one.head.index, default=None)


def _is_land(word: Word) -> bool:
    return word.place is not None and not word.place.associative


def _says_own(words: Sequence[Word]) -> bool:
    """ "as its own", "part of its territory", "a breakaway province"."""
    own = any(word.low in ("its", "their", "our", "his") for word in words)
    land = any(word.lemma in _LAND or word.low == "own" for word in words)
    return land and (own or any(word.low in ("breakaway", "renegade", "rebel") for word in words))


def _called_claim(passage: Passage, stances: Stances, phrase: NounPhrase) -> Iterator[Claim]:
    """ "renewed its claim to the Essequibo", "China's claims over the islands"."""
    target = next((one for one in phrase.after if one.preposition in ("to", "over", "on")), None)
    clause = passage.clause_of(phrase)
    if target is None or clause is None:
        return
    first = phrase.words[0]
    owners = passage.referents.all_of(phrase.owner)
    if not owners and first.names:
        owners = (first.names[0].actor((first.start, first.end)),)
    if not owners and (first.tag == "PRP$" or clause.verb.main.lemma in ("lay", "renew", "have", "make")):
        owners = passage.referents.all_of(clause.subject)
    for actor in owners:
        place = _place_named(target.words, actor.country)
        if place is not None:
            yield from _claim(phrase.span, actor, place, stances, clause)


def _place_named(words: Sequence[Word], home: str | None) -> Place | None:
    """The last place that words name, the claimant's own state left out."""
    for word in reversed(words):
        place = word.place.place if word.place is not None and not word.place.associative else None
        if place is not None and not (place.precision == "country" and place.country == home):
            return place
    return None


def _place_meant(passage: Passage, phrase: NounPhrase, home: str | None) -> Place | None:
    """The place a subject names; of "it" the last one named before that is not the speaker's own state."""
    words = passage.words[: phrase.head.index] if phrase.head.low == "it" else phrase.words
    return _place_named(words, home)
