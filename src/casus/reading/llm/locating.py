"""Which words of the report each record of an answer rests on; those without any are dropped and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from casus.reading.llm.answer import Misfit, Told, ToldQuote
from casus.reading.llm.finding import Plain, nearest, plain, spans_of
from casus.reading.sentences import Sentence
from casus.records import Report, Span

NOT_IN_TEXT = "whose words are not in the text"
AMBIGUOUS = "whose words stand in several sentences, none of them the one it names"
MISFIT = "that do not fit the schema"


@dataclass(frozen=True, slots=True)
class Located:
    """A record and its words. passage: of which passage's answer it is a part."""

    told: Told
    span: Span
    passage: int


@dataclass(slots=True)
class Findings:
    """by_sentence: what each sentence states, by its position. dropped: how many records were not kept, by reason."""

    by_sentence: dict[int, list[Located]] = field(default_factory=dict)
    dropped: Counter[str] = field(default_factory=Counter)


class Locator:
    """Finds the words of one report's records."""

    def __init__(self, report: Report, sentences: Sequence[Sentence]) -> None:
        self._report, self._sentences = report, sentences
        self.findings = Findings()

    def add(self, passage: int, positions: range, records: Sequence[Told | Misfit]) -> None:
        """Locate what one answer tells about the sentences at some positions."""
        plains = {at: self._plain(self._sentences[at].start, self._sentences[at].end) for at in positions}
        whole = self._plain(self._sentences[positions[0]].start, self._sentences[positions[-1]].end)
        for told in records:
            if isinstance(told, Misfit):
                self.findings.dropped[MISFIT] += 1
                continue
            found = self._quoted(told, whole, positions) if isinstance(told, ToldQuote) else _stated(told, plains)
            if isinstance(found, str):
                self.findings.dropped[found] += 1
            else:
                at, span = found
                self.findings.by_sentence.setdefault(at, []).append(Located(told, span, passage))

    def _plain(self, start: int, end: int) -> Plain:
        return plain(self._report.text, start, end)

    def _quoted(self, told: ToldQuote, whole: Plain, positions: range) -> tuple[int, Span] | str:
        """A quotation may run over several sentences: it belongs to the one where its words start."""
        near = self._sentences[min(max(told.sentence - 1, positions[0]), positions[-1])]
        span = nearest(spans_of(told.words, whole), (near.start, near.end))
        if span is None:
            return NOT_IN_TEXT
        return max(at for at in positions if self._sentences[at].start <= span[0]), span


def _stated(told: Told, plains: dict[int, Plain]) -> tuple[int, Span] | str:
    """The sentence and the words of a record, or why there are none.

    The sentence that the record names comes first, then the nearest one, unless two are equally near.
    """
    named = told.sentence - 1
    if named in plains:
        here = spans_of(told.words, plains[named])
        if here:
            return named, here[0]
    ranked = sorted(_elsewhere(told.words, plains), key=lambda found: abs(found[0] - named))
    if not ranked:
        return NOT_IN_TEXT
    if len(ranked) == 1:
        return ranked[0]
    first, second = (abs(at - named) for at, _ in ranked[:2])
    return ranked[0] if named in plains and first < second else AMBIGUOUS


def _elsewhere(words: str, plains: dict[int, Plain]) -> Iterator[tuple[int, Span]]:
    for at, one in plains.items():
        spans = spans_of(words, one)
        if spans:
            yield at, spans[0]
