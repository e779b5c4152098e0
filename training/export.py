"""Writes the trained model as the file the package ships: ONNX, weights in eight bits, with its labels beside it.

    python -m training.export [--model build/model] [--into src/casus/reading/data/model] [--corpus corpus]
        [--shared ../shared]

Prints what the held-out sentences lose by it.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from casus.reading.pieces import Pieces
from casus.reading.signals import ROLES, SIGNALS, STATUSES, TYPES
from corpus.sentences import is_held_out, load_corpus
from training.data import OTHERS, examples
from training.model import ENCODER, MODES, SECTORS, SPANS, Batch, Scores, SentenceModel
from training.train import measure


class Plain(nn.Module):
    """The model with plain tensors in and out, as ONNX wants it."""

    def __init__(self, model: SentenceModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, *parts: torch.Tensor) -> tuple[torch.Tensor, ...]:
        return tuple(self.model(Batch(*parts)))


class Exported(nn.Module):
    """An exported file in the place of the model, to be measured."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        self.nothing = nn.Parameter(torch.zeros(1))  # measure() asks where a model's weights are

    def forward(self, batch: Batch) -> Scores:
        found = self.session.run(None, {name: part.numpy() for name, part in batch._asdict().items()})
        return Scores(*(torch.from_numpy(part) for part in found))


def example_batch() -> Batch:
    """Any batch: its sizes are left open in the file."""
    pieces = torch.tensor([[101, 2000, 2001, 2002, 102], [101, 2003, 102, 0, 0]])
    word_of = torch.tensor([[0, 1, 2, 3, 0], [0, 1, 0, 0, 0]])
    ends = torch.tensor([[1, 2, 3], [1, 0, 0]])
    return Batch(
        pieces,
        word_of,
        ends,
        ends.clone(),
        torch.zeros(2, 3, len(SIGNALS), dtype=torch.long),
        torch.zeros(2, len(ROLES), 3, 3),
    )


def export(model: SentenceModel, path: Path) -> None:
    """Write the model in full precision."""
    names = list(Batch._fields)
    axes: dict[str, dict[int, str]] = {
        "pieces": {0: "b", 1: "t"},
        "word_of": {0: "b", 1: "t"},
        "first": {0: "b", 1: "w"},
        "last": {0: "b", 1: "w"},
        "signals": {0: "b", 1: "w"},
        "rules": {0: "b", 2: "w", 3: "w"},
        **{name: {0: "b", 1: "w"} for name in Scores._fields if name != "arcs"},
        "arcs": {0: "b", 2: "w", 3: "w"},
    }
    torch.onnx.export(
        Plain(model).eval(), tuple(example_batch()), str(path), input_names=names, output_names=list(Scores._fields),
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    onnx.checker.check_model(str(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=Path("build/model"))
    parser.add_argument("--into", type=Path, default=Path("src/casus/reading/data/model"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    args = parser.parse_args()
    model = SentenceModel()
    model.load_state_dict(torch.load(args.model / "model.pt", map_location="cpu"))
    args.into.mkdir(parents=True, exist_ok=True)
    full = args.model / "full.onnx"
    export(model, full)
    # seven of the eight bits: products then fit everywhere, and processors without VNNI give the same sums
    quantize_dynamic(full, args.into / "reader.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    shutil.copy(ENCODER / "tokenizer.json", args.into / "tokenizer.json")
    labels: dict[str, Any] = {
        "types": list(TYPES), "statuses": list(STATUSES), "modes": MODES, "others": OTHERS, "spans": SPANS,
        "sectors": SECTORS, "roles": list(ROLES),
    }  # fmt: skip
    (args.into / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    for path in (full, *sorted(args.into.iterdir())):
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    held = [one for one in examples(load_corpus(args.corpus, args.shared)) if is_held_out(one.doc)]
    for name, path in (("full precision", full), ("eight bits", args.into / "reader.onnx")):
        rates = measure(Exported(path), held, Pieces(ENCODER / "tokenizer.json"))
        shown = "  ".join(f"{what} {rates[what]:.3f}" for what in ("types", "status", "actor", "recipient", "voice"))
        print(f"{name}, held-out words: {shown}", flush=True)


if __name__ == "__main__":
    main()
