"""A report in another language than it was published in, sentence beside sentence."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from casus.records.actor import Span
from casus.records.errors import BadRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """One sentence. original: its place in `report.text`; translated: its place in the text of the translation."""

    original: Span
    translated: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """What a translator made of a report; the reader read this text.

    source: the language it was made from; language: that it is in (ISO 639-1 both). translator: name and version.
    sentences: in order, each with its place in both texts; whatever is no white space stands in one of them.

    Raises BadRecord where sentences are empty, overlap, are out of order or reach beyond the text.
    """

    source: str
    language: str = "en"
    translator: str
    text: str
    sentences: tuple[Aligned, ...]

    def __post_init__(self) -> None:
        for spans in ([one.original for one in self.sentences], [one.translated for one in self.sentences]):
            is_filled = all(0 <= start < end for start, end in spans)
            if not is_filled or any(one[1] > after[0] for one, after in pairwise(spans)):
                raise BadRecord("The sentences of a translation must be in order, none empty, none over another.")
        if self.sentences and self.sentences[-1].translated[1] > len(self.text):
            raise BadRecord(f"A translation of {len(self.text)} characters has a sentence that ends behind them.")

    def original(self, translated: Span) -> Span:
        """The whole sentences of the report behind some words of the translation. Raises BadRecord for no words."""
        its = self._touched(translated, lambda one: one.translated)
        if not its:
            raise BadRecord(f"No sentence of the translation stands at {translated}.")
        return its[0].original[0], its[-1].original[1]

    def words(self, original: Span) -> str:
        """The translation of the sentences that some words of the report stand in; empty for no words."""
        its = self._touched(original, lambda one: one.original)
        return self.text[its[0].translated[0] : its[-1].translated[1]] if its else ""

    def _touched(self, asked: Span, place: Callable[[Aligned], Span]) -> tuple[Aligned, ...]:
        first = bisect_right(self.sentences, asked[0], key=lambda one: place(one)[1])
        last = bisect_left(self.sentences, asked[1], key=lambda one: place(one)[0])
        return self.sentences[first:last]


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """That a statement was read in a translation.

    span: the words that state it in the text of the translation. language: translated from; translator: by whom.

    Raises BadRecord for an empty span.
    """

    span: Span
    language: str
    translator: str

    def __post_init__(self) -> None:
        if not 0 <= self.span[0] < self.span[1]:
            raise BadRecord(f"The words of a translation cannot stand at {self.span}.")
