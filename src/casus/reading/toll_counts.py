"""Numbers of people: where they stand, who is counted, whether people are counted at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from casus.knowledge.numbers import Quantity
from casus.reading.lexicon import Lexicon
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.referents import role_of, roles
from casus.reading.toll_words import (
    CONTAINERS,
    COUNTED_ALONE,
    HARMING,
    LOSABLE,
    STATE_NOUNS,
    STATES,
    SUFFERING,
    THING_CLASSES,
    THINGS,
)
from casus.reading.words import VERB_TAGS, Word, noun_lemma
from casus.records import Effect, Group

_NOTHING: frozenset[str] = frozenset()
_AT_LARGE = {"people", "person", "man", "woman"}
_MANY = {"people", "police", "personnel", "staff", "crew", "youth"}


@dataclass(slots=True, eq=False)
class Count:
    """A number of people where it stands, or one person without a number.

    phrase: the noun phrase of the number. number: the number, or the last word of one person. noun: the words behind
    it that say who they are, empty for a bare number. state: the word of the phrase that says what befell them
    ("dead" in "12 dead"); modifies: it stands before their noun ("12 dead soldiers"). end: index of the first word
    behind all that.
    """

    phrase: NounPhrase
    number: Word
    noun: Sequence[Word]
    end: int
    state: Word | None = None
    modifies: bool = False

    @property
    def quantity(self) -> Quantity:
        """How many; one for a person without a number."""
        return self.number.quantity or _ONE

    @property
    def start(self) -> int:
        """Index of its first word."""
        return min(self.phrase.first.index, self.number.index)

    @property
    def size(self) -> int:
        """The largest number its words give."""
        return max(one for one in (self.quantity.low, self.quantity.best, self.quantity.high, 0) if one is not None)

    @property
    def is_none(self) -> bool:
        """ "nobody", "no casualties"."""
        return self.quantity.high == 0

    def who(self) -> NounPhrase:
        """The words that say who is counted: "soldiers" of "12 soldiers", "its soldiers" of "498 of its soldiers"."""
        if self.noun and self.noun[-1].lemma not in CONTAINERS:
            return NounPhrase(self.noun, owner=self.phrase.owner, after=self.phrase.members()[-1].after)
        for behind in self.phrase.after or self.phrase.members()[-1].after:
            if behind.preposition in ("of", "among") and behind.head.tag != "PRP":
                stated = len(behind.words) > 1 and behind.head.low in STATES and behind.head.low not in STATE_NOUNS
                return NounPhrase(behind.words[:-1], owner=behind.owner) if stated else behind
        return NounPhrase(self.noun or [self.number], owner=self.phrase.owner)

    def role(self) -> tuple[str, dict[str, Any]] | None:
        """The role that names them, and what is known of it."""
        return role_in(self.who().words)


_ONE = Quantity(start=0, end=0, low=1, best=1, high=1, word_start=0, word_end=0, approximate=False)


def read_counts(passage: Passage, phrases: Sequence[NounPhrase]) -> Iterator[Count]:
    """The numbers of a sentence in order, of people or not."""
    holders = {word.index: phrase for phrase in phrases for word in phrase.words if word.quantity is not None}
    for word in passage.words:
        if word.quantity is not None:
            yield _read_count(word, holders.get(word.index) or _phrase_at(passage.words, word.index))


def person(phrase: NounPhrase) -> Count:
    """One person as a count."""
    return Count(phrase, phrase.head, phrase.words, phrase.head.index + 1)


def _phrase_at(words: Sequence[Word], start: int) -> NounPhrase:
    """The phrase of a number that stands in brackets, which the clauses leave out."""
    end = start + 1
    while end < len(words) and words[end].tag in ("NN", "NNP", "JJ"):
        end += 1
    return NounPhrase(words[start:end])


def _read_count(number: Word, phrase: NounPhrase) -> Count:
    behind = phrase.words[number.index - phrase.words[0].index + 1 :]
    for at, word in enumerate(behind):
        if not _tells_state(word, behind, at):
            continue
        rest = [one for one in behind[at + 1 :] if one.tag in ("NN", "NNP")]
        if rest and word.tag in ("NN", "JJ") and word.low in STATES and word.low not in STATE_NOUNS:
            noun = [*behind[:at], *behind[at + 1 :]]
            return Count(phrase, number, noun, phrase.head.index + 1, state=word, modifies=True)
        return Count(phrase, number, behind[:at], word.index + 1, state=word)
    return Count(phrase, number, behind, phrase.head.index + 1)


def _tells_state(word: Word, behind: Sequence[Word], at: int) -> bool:
    """Whether a word behind a number says what befell the counted; headlines put the verb there too ("10 Die")."""
    if word.low in STATE_NOUNS and word is not behind[-1]:
        return False  # "12 death sentences"
    if word.low in ("prisoner", "hostage", "captive"):  # "40 soldiers prisoner", but "a prisoner exchange"
        return at > 0 and noun_lemma(behind[at - 1].low) != behind[at - 1].low
    if word.low in STATES:
        return True
    if word.tag == "JJ":
        return False
    return as_verb(word, SUFFERING) is not None or (is_participle(word) and as_verb(word, HARMING) is not None)


# ------------------------------------------------------------------ words as verbs
def lemmas(word: Word) -> set[str]:
    """What a word may be the form of; headlines write verbs like names and nouns."""
    return {word.lemma, *(lemma for lemma, _ in word.readings)}


def as_verb(word: Word, table: dict[str, Effect]) -> Effect | None:
    """The effect of a word that is or may be a verb of the table."""
    if word.names or word.place is not None or not (word.readings or word.tag in VERB_TAGS):
        return None
    if word.lemma in table:
        return table[word.lemma]
    return next((table[lemma] for lemma, _ in word.readings if lemma in table), None)


def is_participle(word: Word) -> bool:
    """Whether a form can be a past participle."""
    return any("VBN" in tags for _, tags in word.readings)


# ------------------------------------------------------------------ who may be meant
def role_in(words: Sequence[Word]) -> tuple[str, dict[str, Any]] | None:
    """The role that names people; the last word of a known name counts ("United Nations peacekeepers")."""
    role = role_of(words)
    if role is not None or not words[-1].names or " " not in words[-1].low:
        return role
    last = noun_lemma(words[-1].low.split()[-1])
    return (last, roles()[last]) if last in roles() else None


def is_losable(count: Count) -> bool:
    """Soldiers, fighters, or people told as such: those that a side can be said to lose."""
    role = count.role()
    return role is not None and (bool(role[1].get("armed")) or role[0] in LOSABLE)


def is_surely_people(count: Count) -> bool:
    """Whether the words say that people are counted, or say nothing but the number."""
    words = count.who().words
    if words[-1] is count.number:
        return True
    if (
        words[-1].lemma in COUNTED_ALONE
        or role_in(words) is not None
        or any(role_of([one]) is not None for one in words)
    ):
        return True
    return any(word.names and word.names[0].kind in ("people", "ethnic") for word in words)


def is_people(count: Count, lexicon: Lexicon) -> bool:
    """Whether a number may count people: nothing in its words names a thing."""
    words, head = count.who().words, count.who().head
    if head is count.number or head.lemma in COUNTED_ALONE or head.low in STATES or role_in(words) is not None:
        return True
    if head.names:
        return head.names[0].kind in ("people", "ethnic", "group", "adjective", "state", "institution")
    return head.lemma not in THINGS and not any(
        head.lemma in lexicon.classes.get(name, _NOTHING) for name in THING_CLASSES
    )


def is_person(phrase: NounPhrase) -> bool:
    """Whether a phrase without number is one person."""
    head = phrase.head
    if head.tag == "PRP" or any(word.quantity is not None for word in phrase.words):
        return False
    if head.tag == "NN" and head.lemma != head.low:
        return role_of([head]) is None and _is_titled(phrase)  # a plural, or a name where capitals say nothing
    if head.names and head.names[0].kind == "leader":
        return True
    role = role_of(phrase.words) or next((one for word in phrase.words if (one := role_of([word])) is not None), None)
    if role is not None and (head.tag == "NN" or phrase.words[0].low in ("a", "an")):
        return role[1].get("kind") == "person" and head.low not in _MANY
    return head.tag == "NNP" and not head.names and head.place is None and sum(w.tag == "NNP" for w in phrase.words) > 1


def _is_titled(phrase: NounPhrase) -> bool:
    """ "INSPECTOR EULOGIO FLORES": a name behind what the person is."""
    role = role_of(phrase.words[:1])
    return len(phrase.words) > 1 and role is not None and role[1].get("kind") in ("person", "group")


def group_of(phrase: NounPhrase) -> Group:
    """Whether a phrase names civilians, combatants, or people at large."""
    role = role_in(phrase.words)
    if role is not None and role[1].get("civilian"):
        return "civilians"
    if role is not None and role[1].get("armed"):
        return "combatants"
    if phrase.head.names and phrase.head.names[0].kind == "group":
        return "combatants"
    return "civilians" if any(word.low in ("civilian", "civilians") for word in phrase.words) else "all"
