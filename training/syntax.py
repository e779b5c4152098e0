"""Teaches the encoder English syntax before it learns conflict: parts of speech and dependencies of UD English EWT.

    python -m training.syntax [--shared ../shared] [--into build/syntax] [--epochs 8]

all-MiniLM-L6-v2 was made to compare whole sentences; what a reader needs first is who hangs on whom. Uses the
newsgroups and weblogs of EWT (CC BY-SA 4.0). Writes the encoder's weights, from which training/train.py starts.
"""

from __future__ import annotations

import argparse
import gzip
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn
from transformers import AutoModel

from casus.reading.pieces import Pieces
from training.model import ENCODER

_SIZE = 128


@dataclass
class Parse:
    """One sentence: words, parts of speech, the 1-based head of each word (0 for the root), its relation without
    subtype.
    """

    words: list[str]
    tags: list[str]
    heads: list[int]
    relations: list[str]


def read_parses(path: Path) -> list[Parse]:
    """Sentences of a gzipped CoNLL-U file."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for block in file.read().split("\n\n"):
            cells = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
            cells = [row for row in cells if row[0].isdigit()]
            if 1 < len(cells) < 80:
                found.append(
                    Parse(
                        [row[1] for row in cells],
                        [row[3] for row in cells],
                        [int(row[6]) for row in cells],
                        [row[7].split(":")[0] for row in cells],
                    )
                )
    return found


class Parser(nn.Module):
    """Biaffine heads over the encoder (Dozat & Manning 2017), kept small."""

    def __init__(self, n_tags: int, n_relations: int) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(ENCODER, attn_implementation="eager")
        width = self.encoder.config.hidden_size
        self.drop = nn.Dropout(0.2)
        self.tags = nn.Linear(width, n_tags)
        self.child, self.parent = nn.Linear(width, _SIZE), nn.Linear(width, _SIZE)
        self.child_label, self.parent_label = nn.Linear(width, _SIZE), nn.Linear(width, _SIZE)
        self.labels = nn.Sequential(nn.Linear(2 * _SIZE, _SIZE), nn.GELU(), nn.Linear(_SIZE, n_relations))

    def forward(self, ids: torch.Tensor, first: torch.Tensor, heads: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """ids (B, T), first (B, 1 + W) with the root at 0, heads (B, W) gold -> tags, arcs (B, W, 1 + W), labels (B,
        W, n).
        """
        hidden = self.encoder(input_ids=ids, attention_mask=(ids != 0).long()).last_hidden_state
        words = self.drop(hidden.gather(1, first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])))
        arcs = self.child(words[:, 1:]) @ self.parent(words).transpose(1, 2) / _SIZE**0.5
        above = words.gather(1, heads.unsqueeze(-1).expand(-1, -1, words.shape[-1]))
        return (
            self.tags(words[:, 1:]),
            arcs,
            self.labels(torch.cat([self.child_label(words[:, 1:]), self.parent_label(above)], -1)),
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--into", type=Path, default=Path("build/syntax"))
    parser.add_argument("--epochs", type=int, default=8)
    args = parser.parse_args()
    torch.manual_seed(1)
    rng = random.Random(1)
    known = read_parses(args.shared / "bench/ud/ewt_news.train.conllu.gz")
    asked = read_parses(args.shared / "bench/ud/ewt_news.dev.conllu.gz")
    tags = sorted({tag for one in known for tag in one.tags})
    relations = sorted({name for one in known for name in one.relations})
    pieces = Pieces(ENCODER / "tokenizer.json")
    model = Parser(len(tags), len(relations))
    adam = torch.optim.AdamW(
        [
            {"params": model.encoder.parameters(), "lr": 2e-4},
            {"params": [p for name, p in model.named_parameters() if not name.startswith("encoder")], "lr": 2e-3},
        ]
    )
    steps = args.epochs * (len(known) // 16 + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        adam, lambda step: min(1, step / (0.1 * steps)) * max(0.02, 1 - step / steps)
    )

    def run(batch: list[Parse]) -> tuple[torch.Tensor, torch.Tensor, tuple[torch.Tensor, ...]]:
        cut = [pieces.cut(one.words) for one in batch]
        t, w = max(len(one.ids) for one in cut), max(len(one.words) for one in batch)
        ids, first = torch.zeros(len(batch), t, dtype=torch.long), torch.zeros(len(batch), w + 1, dtype=torch.long)
        heads, mask = torch.zeros(len(batch), w, dtype=torch.long), torch.zeros(len(batch), w, dtype=torch.bool)
        for at, (one, its) in enumerate(zip(batch, cut, strict=True)):
            ids[at, : len(its.ids)], n = torch.tensor(its.ids), len(one.words)
            first[at, 1 : n + 1], heads[at, :n], mask[at, :n] = torch.tensor(its.first), torch.tensor(one.heads), True
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = model(ids, first, heads)
        return heads, mask, tuple(part.float() for part in found)

    for epoch in range(args.epochs):
        model.train()
        start = time.time()
        order = sorted(known, key=lambda one: len(one.words) + 4 * rng.random())
        batches = [order[at : at + 16] for at in range(0, len(order), 16)]
        rng.shuffle(batches)
        for batch in batches:
            heads, mask, (tag, arc, label) = run(batch)
            gold_tag = torch.tensor([tags.index(name) for one in batch for name in one.tags])
            gold_label = torch.tensor([relations.index(name) for one in batch for name in one.relations])
            arc = arc.masked_fill(~torch.cat([torch.ones(len(batch), 1, dtype=torch.bool), mask], 1).unsqueeze(1), -1e4)
            cross = nn.functional.cross_entropy
            loss = cross(tag[mask], gold_tag) + cross(arc[mask], heads[mask]) + cross(label[mask], gold_label)
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            adam.step()
            schedule.step()
        model.eval()
        right = labelled = total = 0
        with torch.no_grad():
            for at in range(0, len(asked), 32):
                batch = asked[at : at + 32]
                heads, mask, (tag, arc, label) = run(batch)
                arc = arc.masked_fill(
                    ~torch.cat([torch.ones(len(batch), 1, dtype=torch.bool), mask], 1).unsqueeze(1), -1e4
                )
                gold_label = torch.tensor(
                    [relations.index(name) if name in relations else -1 for one in batch for name in one.relations]
                )
                hit = arc.argmax(-1)[mask] == heads[mask]
                right, total = right + int(hit.sum()), total + len(hit)
                labelled += int((hit & (label.argmax(-1)[mask] == gold_label)).sum())
        print(
            f"epoch {epoch + 1}: UAS {right / total:.3f}, relation right as well {labelled / total:.3f}, "
            f"{time.time() - start:.0f} s",
            flush=True,
        )
    args.into.mkdir(parents=True, exist_ok=True)
    torch.save(model.encoder.state_dict(), args.into / "encoder.pt")


if __name__ == "__main__":
    main()
