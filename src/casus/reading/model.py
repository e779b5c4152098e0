"""The trained model at run time: words and signals in, probabilities out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt
import onnxruntime

from casus.reading.pieces import Cut, Pieces
from casus.reading.signals import ROLES, SIGNALS, Rows

Floats = npt.NDArray[np.float32]
Arrays = Mapping[str, npt.NDArray[np.int64] | Floats]
"""Name of an input of the model -> its values."""
_PIECES_A_BATCH = 1024
"""Pieces of a batch, padding included: more makes batches of long sentences slow and large, fewer wastes calls."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the model thinks of one sentence, as probabilities. W words.

    types: (W, 1 + event types), the first of them "no event". statuses, modes: (W, n). others, sectors: (W, n), each by
    itself. spans: (W, tags). arcs: (roles, W, W), from trigger to word, each by itself.
    """

    types: Floats
    statuses: Floats
    modes: Floats
    others: Floats
    spans: Floats
    sectors: Floats
    arcs: Floats


class Model:
    """The shipped file, loaded once; may be asked by several threads. labels: names of the outputs, by head.

    digest: eight hex digits that change with the weights.
    """

    def __init__(self) -> None:
        folder = files("casus.reading") / "data" / "model"
        self.labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # reports are read side by side instead (ahead.py)
        options.log_severity_level = 3
        weights = (folder / "reader.onnx").read_bytes()
        self.digest = hashlib.blake2b(weights, digest_size=4).hexdigest()
        self._session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        with as_file(folder / "tokenizer.json") as path:
            self._pieces = Pieces(path)

    def judge(self, sentences: Sequence[Rows]) -> list[Verdict]:
        """A verdict a sentence, in their order. Sentences of like length are judged together."""
        cuts = [self.cut(rows) for rows in sentences]
        found: list[Verdict | None] = [None] * len(sentences)
        for batch in batches(cuts):
            for at, verdict in zip(
                batch, self._run([sentences[at] for at in batch], [cuts[at] for at in batch]), strict=True
            ):
                found[at] = verdict
        return [verdict for verdict in found if verdict is not None]

    def cut(self, rows: Rows) -> Cut:
        """The pieces of a sentence."""
        return self._pieces.cut([word.text for word in rows.words])

    def run(self, arrays: Arrays) -> list[Floats]:
        """The model's raw scores for one batch, by output."""
        return [np.asarray(part) for part in self._session.run(None, dict(arrays))]

    def _run(self, sentences: Sequence[Rows], cuts: Sequence[Cut]) -> Iterator[Verdict]:
        outputs = self.run(inputs(sentences, cuts))
        for at, rows in enumerate(sentences):
            n = len(rows.words)
            types, statuses, modes, others, spans, sectors, arcs = (part[at] for part in outputs)
            yield Verdict(
                _softmax(types[:n]),
                _softmax(statuses[:n]),
                modes[:n],
                _sigmoid(others[:n]),
                spans[:n],
                _sigmoid(sectors[:n]),
                _sigmoid(arcs[:, :n, :n]),
            )


def batches(cuts: Sequence[Cut]) -> Iterator[list[int]]:
    """Positions of sentences to be judged together."""
    batch: list[int] = []
    for at in sorted(range(len(cuts)), key=lambda at: (len(cuts[at].ids), at)):
        if batch and (len(batch) + 1) * len(cuts[at].ids) > _PIECES_A_BATCH:
            yield batch
            batch = []
        batch.append(at)
    if batch:
        yield batch


def inputs(sentences: Sequence[Rows], cuts: Sequence[Cut]) -> Arrays:
    """Arrays the model takes, padded to the longest sentence of the batch."""
    t, w = max(len(cut.ids) for cut in cuts), max(len(rows.words) for rows in sentences)
    rules = np.zeros((len(cuts), len(ROLES), w, w), dtype=np.float32)
    signals = np.zeros((len(cuts), w, len(SIGNALS)), dtype=np.int64)
    for at, rows in enumerate(sentences):
        signals[at, : len(rows.words)] = rows.signals
        for role, trigger, other in rows.arcs:
            rules[at, role, trigger, other] = 1
    return {
        "pieces": _padded((cut.ids for cut in cuts), len(cuts), t),
        "word_of": _padded((cut.word_of for cut in cuts), len(cuts), t),
        "first": _padded((cut.first for cut in cuts), len(cuts), w),
        "last": _padded((cut.last for cut in cuts), len(cuts), w),
        "signals": signals,
        "rules": rules,
    }


def _padded(lines: Iterable[list[int]], n: int, width: int) -> npt.NDArray[np.int64]:
    found = np.zeros((n, width), dtype=np.int64)
    for at, line in enumerate(lines):
        found[at, : len(line)] = line
    return found


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), dtype=np.float32)


def _sigmoid(scores: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)
