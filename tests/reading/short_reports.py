"""Short texts on their way through the reader, for the tests of this folder."""

from functools import cache

from casus.reading import Reader, get_reader
from casus.reading.clauses import Clause, find_clauses
from casus.reading.lexicon_reader import find_labels
from casus.reading.phrases import Item, NounPhrase, find_phrases
from casus.reading.words import Word, read_words
from casus.records import Actor, Reading, Report, report_id

PUBLISHED = "2020-06-15"
"""A Monday."""


def report_on(text: str, *, published: str | None = PUBLISHED, language: str | None = "en") -> Report:
    return Report(id=report_id(text), text=text, published=published, language=language)


def words_of(text: str, *, cased: bool = True) -> list[Word]:
    """The tagged words of one sentence."""
    return read_words(text, 0, len(text), find_labels(report_on(text), cased=cased), cased=cased)


def items_of(text: str) -> list[Item]:
    return find_phrases(words_of(text))


def clauses_of(text: str) -> list[Clause]:
    return find_clauses(items_of(text))


def heads(phrase: NounPhrase | None) -> str | None:
    """The heads of a phrase and of those coordinated with it: "army+police"; nouns in the singular."""
    if phrase is None:
        return None
    return "+".join(one.head.lemma if one.head.tag == "NN" else one.head.text for one in phrase.members())


@cache
def reader() -> Reader:
    return get_reader("lexicon")


def read(text: str, *, published: str | None = PUBLISHED) -> Reading:
    return reader().read(report_on(text, published=published))


def names(actors: tuple[Actor, ...]) -> tuple[str, ...]:
    return tuple(actor.name for actor in actors)
