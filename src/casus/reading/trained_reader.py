"""The trained reader: a model says what a sentence states, rules and knowledge say of whom, where and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from casus import __version__
from casus.knowledge.tokens import TOKEN
from casus.reading import fit
from casus.reading.assembly import Assembly
from casus.reading.composition import Cast, Composer, cast_of
from casus.reading.fit import Fit, log_odds, probability
from casus.reading.lexicon_reader import LexiconReader, Sketch, body_of
from casus.reading.model import Model, Verdict
from casus.reading.promises import distinct, find_promises
from casus.reading.quotes import Quotation, find_quotations
from casus.reading.sentences import Sentence, split_sentences
from casus.reading.signals import Rows
from casus.records import Reading, Report, Span

MOST_WORDS = 256
"""Words of a sentence that are judged: what is longer is no prose, and arcs between all its words would fill memory."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One sentence: what the rules make of it, whom its words stand for, and the model's verdict."""

    sketch: Sketch
    rows: Rows
    cast: Cast
    verdict: Verdict


class TrainedReader:
    """Reads English news with the model over the lexicon reader's sketches."""

    languages = frozenset({"en"})

    def __init__(self) -> None:
        self.lexicon = LexiconReader()
        self.model = Model()
        self.fit = fit.shipped()
        self.version = f"trained {__version__} {self.model.digest}"

    def read(self, report: Report) -> Reading:
        """All statements found in a report; empty, with a note, for a language it does not read."""
        if report.language is not None and report.language not in self.languages:
            note = f"not read: the text is in language {report.language!r} and the trained reader reads English"
            return Reading(report=replace(report, notes=(*report.notes, note)), reader=self.version)
        sentences, quotes = split_sentences(report), find_quotations(report)
        body = body_of(report, sentences)
        prose = [one for one in body if words_in(report.text, one) <= MOST_WORDS]
        if len(prose) < len(body):
            note = f"not judged: {len(body) - len(prose)} stretches of over {MOST_WORDS} words without a stop"
            report = replace(report, notes=(*report.notes, note))
        return self.assemble(report, self.judge(report, prose, quotes)).reading(sentences, quotes)

    def judge(self, report: Report, sentences: Sequence[Sentence], quotes: Sequence[Quotation]) -> list[Judged]:
        """The model's verdict on each sentence that may state something; tells the quotations their speakers."""
        found: list[tuple[Sketch, Rows, Cast]] = []
        for sketch in self.lexicon.sketches(report, sentences, quotes):
            if sketch.seen and sketch.passage.words:
                found.append((sketch, Rows(sketch), cast_of(sketch)))
        verdicts = self.model.judge([rows for _, rows, _ in found])
        return [Judged(*parts, verdict) for parts, verdict in zip(found, verdicts, strict=True)]

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
