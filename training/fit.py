"""Fits thresholds and confidence of the exported model on the tuning part of the corpus, and writes them beside it.

    python -m training.fit [--corpus corpus] [--shared ../shared] [--into src/casus/reading/data/model]

First the probabilities from which on an event and each of its roles are believed, one after the other, so that the F1
of whole events is highest; then a logistic model of whether an event, toll, truce, pledge or tie is right.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from bench.accuracy import Tally, agreement, f1, gold_label, label_of, pair, score_document, total
from casus.reading.composition import Composer
from casus.reading.fit import Fit, log_odds
from casus.reading.promises import find_promises
from casus.reading.quotes import find_quotations
from casus.reading.sentences import Sentence
from casus.reading.trained_reader import Judged, TrainedReader, support
from casus.records import Report
from corpus.sentences import Row, documents, is_for_tuning, load_corpus, report_of, set_of
from training.train import SHIPPED

_GRIDS = {
    "event": (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7),
    "agreed": (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5),
    "trust": (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0),
    "told": (0.01, 0.03, 0.06, 0.1, 0.2, 0.3, 0.4),
    "actor": (0.2, 0.3, 0.4, 0.5, 0.6),
    "also": (0.3, 0.4, 0.5, 0.6, 0.7, 0.8),
    "recipient": (0.2, 0.25, 0.3, 0.4, 0.5),
    "heard": (0.0, 0.02, 0.05, 0.1, 0.2),
    "voice": (0.2, 0.3, 0.4, 0.5, 0.6),
    "pledge": (0.2, 0.3, 0.4, 0.5, 0.6, 0.7),
}


_GOALS = {
    "event": {"type": 1.0, "event": 0.5},
    "agreed": {"type": 1.0, "event": 0.5},
    "voice": {"voice": 1.0},
    "heard": {"voice": 1.0},
    "pledge": {"pledge": 1.0},
}
"""What each threshold is to raise; those not named here raise the F1 of whole events."""


_SLACK = {"event": 0.008, "agreed": 0.008, "voice": 0.01, "actor": 0.01, "recipient": 0.01}
"""What may be lost of the best rate for a lower threshold: a doubtful record or side with a low confidence is better
than none, and a claim that is shown as one better than a claim shown as a fact."""


@dataclass
class Case:
    """One document with its verdicts."""

    rows: list[Row]
    report: Report
    sentences: list[Sentence]
    judged: list[Judged]


def cases(reader: TrainedReader, rows: Sequence[Row]) -> Iterator[Case]:
    """The documents, judged once."""
    for document in documents(rows):
        report, sentences = report_of(document)
        yield Case(document, report, sentences, list(reader.judge(report, sentences, find_quotations(report))))


def tallied(reader: TrainedReader, data: Sequence[Case]) -> dict[str, list[int]]:
    """Counts over all documents under the reader's present fit."""
    found: list[Tally] = []
    for case in data:
        reading = reader.assemble(case.report, case.judged).reading(case.sentences, ())
        found.append(score_document(case.rows, reading, [one.start for one in case.sentences]))
    return total(found)


def with_bar(fit: Fit, name: str, bar: float) -> Fit:
    """The fit with one threshold set."""
    changed: dict[str, Any] = {name: bar}
    return replace(fit, **changed)


def fit_bars(reader: TrainedReader, data: Sequence[Case]) -> None:
    """Set the reader's thresholds, each in turn, twice over."""
    for _ in range(2):
        for name, grid in _GRIDS.items():
            tries = []
            for bar in grid:
                reader.fit = with_bar(reader.fit, name, bar)
                counts = tallied(reader, data)
                rate = sum(weight * f1(counts[what]) for what, weight in _GOALS.get(name, {"event": 1.0}).items())
                tries.append((rate, bar))
            best = max(tries)[0]
            bar = min(bar for rate, bar in tries if rate >= best - _SLACK.get(name, 0.0))
            reader.fit = with_bar(reader.fit, name, bar)
            print(f"{name}: {bar} (best {best:.3f})", flush=True)


def event_lines(reader: TrainedReader, data: Sequence[Case]) -> tuple[list[list[float]], list[bool]]:
    """Evidence for each event that is read, and whether it is right as a whole."""
    evidence: list[list[float]] = []
    right: list[bool] = []
    for case in data:
        seen: dict[tuple[int, int], list[float]] = {}
        for one in case.judged:
            composer = Composer(one.sketch, one.rows, one.verdict, one.cast, reader.model.labels, reader.fit)
            composer.drafts()
            seen |= composer.noted
        reading = reader.assemble(case.report, case.judged).reading(case.sentences, ())
        for row, sentence in zip(case.rows, case.sentences, strict=True):
            events = [event for event in reading.events if sentence.start <= event.span[0] < sentence.end]
            gold = [record for record in row["records"] if record["kind"] == "event"]
            whole = {
                id(one)
                for one, other in pair(events, gold, sentence.start)
                if all(agreement(one, other, sentence.start))
            }
            for event in events:
                if event.span in seen:
                    evidence.append(seen[event.span])
                    right.append(id(event) in whole)
    return evidence, right


def drafts_of(reader: TrainedReader, one: Judged, kind: str) -> Sequence[Any]:
    """The tolls, truces, pledges or ties of a sentence."""
    if kind != "pledge":
        return getattr(one.sketch, {"toll": "tolls", "truce": "truces", "tie": "ties"}[kind])
    composer = Composer(one.sketch, one.rows, one.verdict, one.cast, reader.model.labels, reader.fit)
    composer.drafts()
    return [*one.sketch.pledges, *find_promises(composer)]


def other_lines(reader: TrainedReader, data: Sequence[Case], kind: str) -> tuple[list[list[float]], list[bool]]:
    """The model's and the rules' log odds for each toll, truce, pledge or tie, and whether it is right."""
    evidence: list[list[float]] = []
    right: list[bool] = []
    for case in data:
        by_start = {one.sketch.passage.sentence.start: one for one in case.judged}
        for row, sentence in zip(case.rows, case.sentences, strict=True):
            one = by_start.get(sentence.start)
            if one is None:
                continue
            wanted = [gold_label(record) for record in row["records"] if record["kind"] == kind]
            for draft in drafts_of(reader, one, kind):
                evidence.append(
                    [log_odds(support(one, draft, reader.model.labels["others"])), log_odds(draft.confidence)]
                )
                hit = label_of(draft) in wanted
                if hit:
                    wanted.remove(label_of(draft))
                right.append(hit)
    return evidence, right


def fitted(evidence: Sequence[Sequence[float]], right: Sequence[bool], strength: float = 0.3) -> tuple[float, ...]:
    """Weights and constant of a logistic model, held small."""
    model = LogisticRegression(C=strength, max_iter=1000).fit(np.array(evidence), np.array(right))
    return tuple(round(float(value), 4) for value in (*model.coef_[0], model.intercept_[0]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--into", type=Path, default=Path("src/casus/reading/data/model"))
    args = parser.parse_args()
    rows = [
        row for row in load_corpus(args.corpus, args.shared) if is_for_tuning(row["doc"]) and set_of(row) in SHIPPED
    ]
    reader = TrainedReader()
    reader.fit = Fit(least=0.0)
    data = list(cases(reader, rows))
    fit_bars(reader, data)
    others: dict[str, Any] = {}
    for kind in ("toll", "truce", "pledge", "tie"):
        evidence, right = other_lines(reader, data, kind)
        if sum(right) > 4 and len(right) - sum(right) > 4:
            others[kind] = fitted(evidence, right)
        print(f"{kind}: {sum(right)} of {len(right)} right, {others.get(kind)}")
    weights = fitted(*event_lines(reader, data))
    reader.fit = replace(reader.fit, weights=weights, others=others, least=Fit().least)
    (args.into / "fit.json").write_text(json.dumps(asdict(reader.fit), indent=1) + "\n", encoding="utf-8")
    print(f"weights {weights}")


if __name__ == "__main__":
    main()
