"""The trained reader's speed beside bare language models, on the same sentences in one run.

    python -m bench.reader_speed [--shared ../shared] [--articles 120] [--rounds 3]

Needs the training environment (requirements/training.txt): torch and transformers are there for comparison only.
Times, in wall seconds with two threads each, medians of rounds:
  whole reading   from raw text to the line of JSON, by the trained reader own encoder     the bare forward pass of
  MiniLM-L6 in eight bits, over the batches of all sentences of these articles own model       the shipped file over
  the same batches, heads included BERT-base       a model of BERT-base's size (its weights do not matter for time),
  onnxruntime in eight bits and PyTorch in full
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import AutoModel, BertConfig, BertModel

from bench.speed import articles
from casus.cli.inputs import Found, Wanted, readings
from casus.intake import read_reports
from casus.reading import model as runtime
from casus.reading.lexicon_reader import body_of
from casus.reading.quotes import find_quotations
from casus.reading.sentences import split_sentences
from casus.reading.trained_reader import TrainedReader
from casus.records import Report, as_json
from training.model import ENCODER

THREADS = 2


class Bare(nn.Module):
    """An encoder with plain tensors in and out."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state


def session(encoder: nn.Module, folder: Path) -> onnxruntime.InferenceSession:
    """The encoder in eight bits under onnxruntime."""
    full, small = folder / "full.onnx", folder / "small.onnx"
    ids = torch.tensor([[101, 2000, 102], [101, 102, 0]])
    axes = {"ids": {0: "b", 1: "t"}, "mask": {0: "b", 1: "t"}, "hidden": {0: "b", 1: "t"}}
    torch.onnx.export(
        Bare(encoder).eval(), (ids, (ids != 0).long()), str(full), input_names=["ids", "mask"], output_names=["hidden"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    return onnxruntime.InferenceSession(str(small), options, providers=["CPUExecutionProvider"])


def timed(work: Callable[[], object], rounds: int) -> float:
    """Median wall seconds."""
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return median(found)


def peak_memory(arguments: list[str]) -> float:
    """MB that one run of the command line takes at most, in a process that never loads torch.

    The kernel's figure for the memory of that program alone (VmHWM): what it says of a child counts the moment
    before the child's program replaced ours.
    """
    code = (
        "import sys\nfrom casus.cli.main import main\n"
        "try:\n    main()\nfinally:\n    print(open('/proc/self/status').read(), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, *arguments]
    told = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True).stderr
    return int(told.rpartition("VmHWM:")[2].split()[0]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--articles", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    torch.set_num_threads(THREADS)
    reader = TrainedReader()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = []
        for at, text in zip(range(args.articles), articles(args.shared / "bench/articles.jsonl.gz"), strict=False):
            paths.append(folder / f"{at:04}.txt")
            paths[-1].write_text(text, encoding="utf-8")
        reports = [report for report in read_reports([str(path) for path in paths]) if isinstance(report, Report)]

        def whole() -> None:
            wanted = Wanted(paths=[str(path) for path in paths], reader="trained", published=None, source=None)
            for found in readings(wanted, reader):
                if isinstance(found, Found):
                    json.dumps(as_json(found.reading), ensure_ascii=False)

        whole()  # warms the caches
        peak = peak_memory(["read", str(folder), "--json"])
        batches, n_sentences = [], 0
        for report in reports:
            judged = reader.judge(report, body_of(report, split_sentences(report)), find_quotations(report))
            rows = [one.rows for one in judged]
            cuts = [reader.model.cut(one) for one in rows]
            n_sentences += len(rows)
            for batch in runtime.batches(cuts):
                batches.append(runtime.inputs([rows[at] for at in batch], [cuts[at] for at in batch]))
        plain = [{"ids": one["pieces"], "mask": (one["pieces"] != 0).astype(np.int64)} for one in batches]
        tensors = [{name: torch.from_numpy(value) for name, value in one.items()} for one in plain]
        own = session(AutoModel.from_pretrained(ENCODER, attn_implementation="eager"), folder)
        base = BertModel(BertConfig(attn_implementation="eager"), add_pooling_layer=False).eval()
        small = session(base, folder)

        def in_torch() -> None:
            with torch.no_grad():
                for one in tensors:
                    base(input_ids=one["ids"], attention_mask=one["mask"])

        results = {
            "whole reading": timed(whole, args.rounds),
            "own encoder, onnxruntime int8": timed(lambda: [own.run(None, one) for one in plain], args.rounds),
            "own model, onnxruntime int8": timed(lambda: [reader.model.run(one) for one in batches], args.rounds),
            "BERT-base, onnxruntime int8": timed(lambda: [small.run(None, one) for one in plain], 1),
            "BERT-base, PyTorch fp32": timed(in_torch, 1),
        }
    for name, seconds in results.items():
        print(f"{name:32} {n_sentences / seconds:7.1f} sentences/s  {seconds:6.1f} s")
    times = results["BERT-base, PyTorch fp32"] / results["whole reading"]
    print(f"whole reading is {times:.1f} times as fast as BERT-base in PyTorch (bar 6)")
    share = results["whole reading"] / results["own encoder, onnxruntime int8"]
    print(f"whole reading takes {share:.2f} times its encoder's forward pass (bar 1.5)")
    print(f"peak memory of reading {peak:.0f} MB (bar 700), {len(reports)} articles, {n_sentences} sentences")


if __name__ == "__main__":
    main()
