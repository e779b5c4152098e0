"""Who makes a truce, who breaks it, and who brings it about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from casus.knowledge.actors import NameHit, actor_book
from casus.knowledge.tokens import TOKEN
from casus.reading.clauses import Clause
from casus.reading.frames import chain
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.truce_words import (
    AUSPICES,
    BROKER_NOUNS,
    BROKERED,
    BROKERS,
    ECHO_DEALS,
    LEADERS,
    NAMED,
    SURE_BROKERS,
    TALKS,
    naming,
)
from casus.reading.words import Word
from casus.records import Actor

_SIDE_SECTORS = set("GOV MIL REB PRM UAF PRE CRM SPY OPP LEG".split())
_NO_STATE = {"REB", "PRE", "UAF", "OPP", "PRM", "CRM"}
_BOTH = frozenset(
    "side sides party parties country countries nation nations neighbour neighbours neighbor neighbors faction "
    "factions leader leaders rival rivals foe foes enemy enemies belligerent belligerents".split()
)
"""Names of actors that stand for sides not named here."""


class Mediation:
    """Who mediates, as one sentence says. held: of each phrase, the one it hangs on."""

    def __init__(self, passage: Passage, phrases: Sequence[NounPhrase], held: dict[int, NounPhrase]) -> None:
        self.passage, self.phrases, self.held = passage, phrases, held
        self.resolve = passage.referents.all_of

    def mediators(self) -> tuple[Actor, ...]:
        """ "brokered by X", "X-brokered", "with X as mediator", "talks by X", "under X's auspices", "X brokered it"."""
        of_clauses = (self._brokers(clause) for clause in self.passage.clauses)
        of_phrases = (self._of_talks(phrase) for phrase in self.phrases)
        return joined(*of_clauses, *of_phrases)

    def _brokers(self, clause: Clause) -> tuple[Actor, ...]:
        """Who brokers in a clause that is about a truce or talks."""
        lemma, subject = clause.verb.main.lemma, clause.subject
        if lemma not in BROKERS | LEADERS or subject is None:
            return ()
        if clause.verb.passive:
            agent = next((one for one in clause.circumstances if one.preposition == "by"), None)
            return self.resolve(agent) if self._is_about_peace(subject) else ()
        if lemma not in SURE_BROKERS:
            return ()
        about = lemma == "mediate" or any(self._is_about_peace(one) for one in clause.objects)
        own = self._antecedent(subject) if clause.relation == "relative" else subject
        return self.resolve(own) if about else ()

    def _is_about_peace(self, phrase: NounPhrase) -> bool:
        """A truce, talks, or a phrase that hangs on them ("talks in Cairo mediated by ...")."""
        for _ in range(3):
            if naming(phrase) is not None or phrase.head.lemma in TALKS or is_echo(phrase):
                return True
            above = self.held.get(id(phrase))
            if above is None:
                return False
            phrase = above
        return False

    def _antecedent(self, subject: NounPhrase) -> NounPhrase:
        """All of "Russia and Turkey" in "Russia and Turkey, which brokered", "with Russia and Turkey as guarantors"."""
        return next((one for one in self.phrases if subject in one.also), subject)

    def _of_talks(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """ "talks by X", "under the auspices of X", "under Egyptian mediation", "with X as mediator", "X mediators"."""
        lemma = phrase.head.lemma
        if lemma in BROKER_NOUNS:
            return self._called_brokers(phrase)
        if lemma in TALKS or naming(phrase) is not None:
            compounds = joined(*(_compound_brokers(self.passage.words, word) for word in phrase.words[:-1]))
            if compounds or lemma not in TALKS:
                return compounds
        if lemma not in TALKS:
            return ()
        prepositions = ("of", "by") if lemma in AUSPICES else ("by",)
        for behind in chain(phrase):
            if behind.preposition in prepositions and (found := self.resolve(behind)):
                return found
        if lemma not in AUSPICES:
            return ()
        return self.resolve(phrase.owner) if phrase.owner is not None else tuple(_named_in(phrase))

    def _called_brokers(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        if phrase.preposition != "as":
            home = next((one for one in phrase.after if one.preposition in ("from", "of", "for")), None)
            return tuple(_named_in(phrase)) or self.resolve(home)
        above = self.held.get(id(phrase))
        return self.resolve(self._antecedent(above)) if above is not None else ()


def _named_in(phrase: NounPhrase) -> Iterator[Actor]:
    """The actors that words before the head name: "Qatari mediators"."""
    for word in phrase.words[:-1]:
        if word.names:
            yield word.names[0].actor((word.start, word.end))


def _compound_brokers(words: Sequence[Word], word: Word) -> tuple[Actor, ...]:
    """The mediators in "Moscow-brokered", "US- and Saudi-brokered", "African Union-mediated"."""
    match = BROKERED.match(word.text) if "-" in word.text else None
    if match is None:
        return ()
    names = [match.group(1)]
    at = word.index
    if at >= 2 and words[at - 1].tag == "CC" and words[at - 2].text.endswith("-"):
        lone = words[at - 2].text == "-" and at >= 3
        names.insert(0, words[at - 3].text if lone else words[at - 2].text.rstrip("-"))
    elif at and words[at - 1].tag == "NNP" and not words[at - 1].names:
        names = [f"{words[at - 1].text} {names[0]}"]
    hits = [hit for name in names for hit in actor_book().find(re.split(r"[-–\s]", name)) or actor_book().find([name])]
    return tuple(hit.entries[0].actor((word.start, word.end)) for hit in hits)


def is_echo(phrase: NounPhrase) -> bool:
    """ "it", "the deal", "a first one": what may stand for a truce told before."""
    first, head = phrase.words[0].low, phrase.head
    if head.low in ("it", "first") or (head.low == "one" and len(phrase.words) > 1):
        return True
    pointed = first in ("the", "this", "that") and len(phrase.words) <= 3 and not phrase.after
    other = any(word.low in ("peace", "nuclear", "trade", "grain", "arms") for word in phrase.words)
    return pointed and head.low in ECHO_DEALS and not other


def hyphenated(word: Word) -> tuple[Actor, ...]:
    """The sides in "Israel-Hamas", "Armenian-Azerbaijani"."""
    parts = re.split(r"[-–]", word.text)
    if len(parts) != 2 or BROKERED.match(word.text):
        return ()
    hits = [actor_book().find([part]) for part in parts]
    return tuple(hit[0].entries[0].actor((word.start, word.end)) for hit in hits) if all(hits) else ()


def is_same(one: Actor, other: Actor) -> bool:
    """Whether two actors are one side: the same name, or both of one state and not two of its leaders."""
    if one.name == other.name:
        return True
    of_state = not {*one.sectors, *other.sectors} & _NO_STATE
    return one.country == other.country is not None and of_state and not (_is_leader(one) and _is_leader(other))


def _is_leader(actor: Actor) -> bool:
    hits = actor_book().find(actor.name.split())
    return bool(hits) and hits[0].entries[0].kind == "leader"


def joined(*lots: Iterable[Actor]) -> tuple[Actor, ...]:
    """All actors of some lists, each side once."""
    found: list[Actor] = []
    for actor in (actor for lot in lots for actor in lot):
        if not any(is_same(actor, one) for one in found):
            found.append(actor)
    return tuple(found)


def sides_among(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Those of the actors that can make a truce: states and armed or political groups, no bystanders, no "side"."""
    return tuple(
        one
        for one in actors
        if not (one.name.split()[-1] in _BOTH and one.name.islower())
        and "CVL" not in one.sectors[:1]
        and (one.country is not None or set(one.sectors) & _SIDE_SECTORS or _is_unknown_name(one))
    )


def _is_unknown_name(actor: Actor) -> bool:
    """A name in no table, of which nothing is said; "Cessation of Hostilities" is none."""
    return not actor.sectors and actor.name[0].isupper() and not NAMED.search(actor.name)


def names_both(phrase: NounPhrase | None) -> bool:
    """ "the two countries", "both sides", "each side"."""
    return (
        phrase is not None
        and phrase.head.low in _BOTH
        and any(word.low in ("two", "both", "each", "warring", "either", "neither") for word in phrase.words)
    )


def pair_told(passage: Passage, end: int | None = None) -> tuple[Actor, ...]:
    """The two that "the two sides" means where no fight was told: the last "X and Y" before the sentence, or `end`."""
    return next(reversed(list(_pairs(passage.report.text[: passage.sentence.start if end is None else end]))), ())


def _pairs(text: str) -> Iterator[tuple[Actor, ...]]:
    """Pairs of states or armed groups joined by "and", longer lists left out."""
    tokens: list[str] = TOKEN.findall(text)
    hits = actor_book().find(tokens)
    for at, (first, second) in enumerate(pairwise(hits)):
        joined_by = [token.lower() for token in tokens[first.end : second.start]]
        listed = first.start > 0 and tokens[first.start - 1] == "," and at > 0 and hits[at - 1].end == first.start - 1
        if joined_by in (["and"], ["and", "the"]) and not listed and _is_side(first) and _is_side(second):
            pair = tuple(hit.entries[0].actor() for hit in (first, second))
            if not is_same(*pair):
                yield pair


def _is_side(hit: NameHit) -> bool:
    return hit.entries[0].kind in ("state", "group", "capital")


def both_of(passage: Passage, between: NounPhrase | None) -> tuple[Actor, ...]:
    """The sides behind "between": A and B; of "the government of A and B" B too, wherever it was hung."""
    if between is None:
        return ()
    nested = [other for one in between.after for other in one.also]
    found = joined(passage.referents.all_of(between), *(passage.referents.one(one) for one in nested))
    at = between.members()[-1].head.index + 1
    if len(found) == 1 and at < len(passage.words) and passage.words[at].low == "and":
        other = next((one for one in passage.phrases() if one.first.index == at + 1), None)
        return joined(found, passage.referents.one(other) if other is not None else ())
    return found


def is_exchange(words: Sequence[Word], charge: Clause) -> bool:
    """ "accused each other of": both are accused."""
    at = charge.verb.main.index
    return [word.low for word in words[at + 1 : at + 3]] in (["each", "other"], ["one", "another"])
