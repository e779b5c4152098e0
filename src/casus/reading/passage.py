"""One sentence with all that is known while it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from casus.reading.clauses import Clause, find_clauses
from casus.reading.drafts import Draft, Stance
from casus.reading.lexicon import Lexicon
from casus.reading.phrases import Item, NounPhrase, find_phrases
from casus.reading.quotes import Quotation
from casus.reading.referents import Referents
from casus.reading.scene import Scene
from casus.reading.sentences import Sentence
from casus.reading.words import Word
from casus.records import Report, Span


@dataclass(slots=True)
class Passage:
    """A sentence of a report: words, phrases, clauses, quotations in it, and the memory of the report.

    drafts: the acts found so far by the clause whose verb states them. root: how the sentence as a whole is told;
    quoted: how what stands between quotation marks is told.
    """

    report: Report
    sentence: Sentence
    words: list[Word]
    scene: Scene
    lexicon: Lexicon
    referents: Referents
    quotes: Sequence[Quotation] = ()
    items: list[Item] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    drafts: dict[Clause, list[Draft]] = field(default_factory=dict)
    root: Stance = field(default_factory=Stance)
    quoted: Stance = field(default_factory=Stance)
    _phrases: list[NounPhrase] = field(default_factory=list)

    def parse(self) -> None:
        """Find phrases and clauses; does nothing the second time."""
        if not self.items:
            self.items = find_phrases(self.words)
            self.clauses = find_clauses(self.items)

    @property
    def span(self) -> Span:
        """The sentence's offsets in the report."""
        return self.sentence.start, self.sentence.end

    def phrases(self) -> list[NounPhrase]:
        """All noun phrases, coordinated ones, possessors and appositions included, in no promised order."""
        if not self._phrases:
            self._phrases = [one for item in self.items if isinstance(item, NounPhrase) for one in _unfold(item)]
        return self._phrases

    def clause_of(self, phrase: NounPhrase) -> Clause | None:
        """The clause a noun phrase stands in: the last one whose verb comes before it, else the first after it."""
        before = None
        for clause in self.clauses:
            if clause.subject is not None and _hangs_on(clause.subject, phrase):
                return clause
            if clause.verb.main.index < phrase.head.index:
                before = clause
        return before or (self.clauses[0] if self.clauses else None)


def _hangs_on(subject: NounPhrase, phrase: NounPhrase, depth: int = 4) -> bool:
    """Whether a phrase is the subject, coordinated with it, or hangs on it by prepositions."""
    for member in subject.members():
        if member is phrase or member.owner is phrase:
            return True
        if depth and any(_hangs_on(behind, phrase, depth - 1) for behind in member.after):
            return True
    return False


def _unfold(phrase: NounPhrase) -> Iterator[NounPhrase]:
    for member in phrase.members():
        yield member
        if member.owner is not None:
            yield from _unfold(member.owner)
        for other in member.other_names:
            yield from _unfold(other)
            for behind in other.after:
                yield from _unfold(behind)
