"""The trained reader: a model says what a sentence states, rules and knowledge say of whom, where and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING, Protocol, TypeVar

from casus import __version__
from casus.knowledge.tokens import TOKEN
from casus.reading import fit
from casus.reading.ahead import ahead
from casus.reading.assembly import Assembly
from casus.reading.composition import Cast, Composer, cast_of
from casus.reading.fit import Fit, log_odds, probability
from casus.reading.lexicon_reader import LexiconReader, Sketch, body_of, versioned
from casus.reading.model import Model, Verdict
from casus.reading.promises import distinct, find_promises
from casus.reading.quotes import Quotation, find_quotations
from casus.reading.reader import in_another_language, reads
from casus.reading.sentences import Sentence, split_sentences, within_reach
from casus.reading.signals import Rows
from casus.records import Reading, Report, Span

if TYPE_CHECKING:
    from casus.knowledge.codebook import Codebook

MOST_WORDS = 256
"""Words of a sentence that are judged: what is longer is no prose, and arcs between all its words would fill memory."""
_BLOCK, _WORDS_BESIDES = 1_000_000, 20
"""Size of a block: the pairs of words in its sentences, each a few words longer than it is, as short ones take their
time too. That is some 60,000 characters of prose, and 40 MB of arcs."""
_LONG = 60_000
"""Characters from which on a report is read alone, not beside another long one: it keeps the cores busy by itself, and
several would fill memory."""
_BLOCKS_AT_ONCE = 1
"""With the model while the rules read the next; fixed, as the rules must be equally far ahead on every machine for the
same reading."""
Sketched = tuple[Sketch, Rows, Cast]
"""What the rules make of a sentence, its words, and whom they stand for."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One sentence: what the rules make of it, whom its words stand for, and the model's verdict."""

    sketch: Sketch
    rows: Rows
    cast: Cast
    verdict: Verdict


class TrainedReader:
    """Reads English news with the model over the lexicon reader's sketches; codebook: as there."""

    languages = frozenset({"en"})

    def __init__(self, codebook: Codebook | None = None) -> None:
        self.lexicon = LexiconReader(codebook)
        self.model = Model()
        self.fit = fit.shipped()
        self._one_long = Lock()
        self.version = versioned(f"trained {__version__} {self.model.digest}", codebook)

    def read(self, report: Report) -> Reading:
        """All statements found in a report; empty, with a note, for a language it does not read."""
        with self._one_long if len(report.text) > _LONG else nullcontext():
            return self._read(report)

    def _read(self, report: Report) -> Reading:
        if not reads(self, report):
            return in_another_language(report, self)
        report, sentences = within_reach(report, split_sentences(report))
        quotes = find_quotations(report)
        body = body_of(report, sentences)
        prose = [one for one in body if words_in(report.text, one) <= MOST_WORDS]
        if len(prose) < len(body):
            note = f"not judged: {len(body) - len(prose)} stretches of over {MOST_WORDS} words without a stop"
            report = replace(report, notes=(*report.notes, note))
        return self.assemble(report, self.judge(report, prose, quotes)).reading(sentences, quotes)

    def judge(self, report: Report, sentences: Sequence[Sentence], quotes: Sequence[Quotation]) -> Iterator[Judged]:
        """The model's verdict on each sentence that may state something; tells the quotations their speakers.

        The sentences of a long report are judged a block at a time, while the rules read the next ones.
        """
        found = (
            (sketch, Rows(sketch), cast_of(sketch))
            for sketch in self.lexicon.sketches(report, sentences, quotes)
            if sketch.seen and sketch.passage.words
        )
        for block in ahead(self._judge, blocks(found), at_once=_BLOCKS_AT_ONCE):
            yield from block

    def _judge(self, block: Sequence[Sketched]) -> list[Judged]:
        verdicts = self.model.judge([rows for _, rows, _ in block])
        return [Judged(*parts, verdict) for parts, verdict in zip(block, verdicts, strict=True)]

    def assemble(self, report: Report, judged: Iterable[Judged]) -> Assembly:
        """The records that the verdicts amount to."""
        assembly, labels = Assembly(report, self.version), self.model.labels
        for one in judged:
            sketch = one.sketch
            composer = Composer(sketch, one.rows, one.verdict, one.cast, labels, self.fit)
            drafts = composer.drafts()
            pledges = distinct([*sketch.pledges, *find_promises(composer)])
            assembly.add(
                sketch.passage,
                drafts,
                rated(one, "toll", sketch.tolls, labels["others"], self.fit),
                rated(one, "truce", sketch.truces, labels["others"], self.fit),
                rated(one, "pledge", pledges, labels["others"], self.fit),
                rated(one, "tie", sketch.ties, labels["others"], self.fit),
            )
        return assembly


def blocks(found: Iterable[Sketched]) -> Iterator[list[Sketched]]:
    """Sentences in stretches that bound what the model gives at a time; a report of ordinary length is one."""
    block: list[Sketched] = []
    size = 0
    for one in found:
        block.append(one)
        size += (len(one[1].words) + _WORDS_BESIDES) ** 2
        if size >= _BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block


def words_in(text: str, sentence: Sentence) -> int:
    """How many words and signs a sentence has."""
    return sum(1 for _ in TOKEN.finditer(text, sentence.start, sentence.end))


class _Other(Protocol):
    span: Span
    confidence: float


Other = TypeVar("Other", bound=_Other)


def rated(one: Judged, kind: str, drafts: Sequence[Other], labels: Sequence[str], its: Fit) -> list[Other]:
    """The rules' tolls, truces, pledges or ties, with the confidence that model and rules have in them together."""
    kept = []
    for draft in drafts:
        if kind in its.others:
            model, rules, constant = its.others[kind]
            sure = model * log_odds(support(one, draft, labels)) + rules * log_odds(draft.confidence) + constant
            draft.confidence = round(probability(sure), 2)
        if draft.confidence >= its.other:
            kept.append(draft)
    return kept


def support(one: Judged, draft: _Other, labels: Sequence[str]) -> float:
    """The model's highest probability that such a record is stated by one of its words."""
    label = next(
        (value for name in ("effect", "kind", "state") if (value := getattr(draft, name, None)) in labels), "pledge"
    )
    inside = [word.index for word in one.rows.words if word.start < draft.span[1] and draft.span[0] < word.end]
    return max((float(one.verdict.others[at, labels.index(label)]) for at in inside), default=0.0)
