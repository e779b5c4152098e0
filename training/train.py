"""Trains the reader's model on the corpus and reports what it gets right on the held-out documents.

    python -m training.train [--corpus corpus] [--shared ../shared] [--into build/model] [--train-on shipped|all]
        [--epochs 14] [--seed 1] [--no-signals] [--start build/syntax/encoder.pt] [--resume MODEL] [--rate 2e-4]

--train-on shipped (the default) uses only sentences whose licence allows a shipped model: our own and UCDP GED
headlines (CC BY 4.0). "all" adds the public sets that state no licence; such a model is for the table of ablations
alone. Runs on the CPU (bfloat16 where the processor has it) or on an NVIDIA card when one is there.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from casus.reading.pieces import Pieces
from casus.reading.signals import ROLES, STATUSES, TYPES
from corpus.sentences import is_for_tuning, is_held_out, load_corpus
from training.data import CONDITION, Example, examples
from training.model import ENCODER, MODES, SECTORS, SPANS, Batch, Scores, SentenceModel, make_batch

SHIPPED = {"own", "ged_headlines", "ewt"}
"""Sets whose licences allow a model trained on them to be shipped."""
WEIGHTS = {"types": 1.0, "statuses": 0.6, "modes": 0.3, "others": 0.5, "spans": 0.5, "sectors": 0.2, "arcs": 1.0}


def batches(data: Sequence[Example], size: int, rng: random.Random | None) -> Iterator[list[Example]]:
    """Batches of sentences of like length, in random order when a generator is given."""
    jitter = rng.random if rng else lambda: 0.0
    order = sorted(data, key=lambda one: len(one.words) + 4 * jitter())
    parts = [order[at : at + size] for at in range(0, len(order), size)]
    if rng:
        rng.shuffle(parts)
    yield from parts


Pools = dict[int, list[str]]
"""Kind of a known name, place, time or number -> the words of that kind in the training data."""


def pools_of(data: Sequence[Example]) -> Pools:
    """Words that may stand for one another."""
    found: Pools = {}
    for one in data:
        for word, signals in zip(one.words, one.signals, strict=True):
            if signals[0]:
                found.setdefault(signals[0], []).append(word)
    return found


def varied(one: Example, pools: Pools, rng: random.Random) -> Example:
    """The sentence with other names of the same kinds and a few words hidden: what is stated does not hang on them."""
    words = list(one.words)
    for at, signals in enumerate(one.signals):
        if signals[0] and rng.random() < 0.4:
            words[at] = rng.choice(pools[signals[0]])
        elif one.types[at] is None and rng.random() < 0.06:
            words[at] = "[MASK]"
    return replace(one, words=words)


def losses(scores: Scores, batch: Sequence[Example]) -> dict[str, Tensor]:
    """One loss a head, each a mean over what the gold annotation speaks of."""
    device = scores.types.device
    b, w = scores.types.shape[:2]
    types = torch.full((b, w), -100)
    statuses, modes, spans = types.clone(), types.clone(), types.clone()
    others = torch.zeros(b, w, scores.others.shape[-1])
    arcs = torch.zeros(b, len(ROLES), w, w)
    asked = torch.zeros(b, len(ROLES), w, w, dtype=torch.bool)
    sector_rows: list[tuple[int, int]] = []
    sector_gold: list[list[float]] = []
    there = torch.zeros(b, w, dtype=torch.bool)
    for at, one in enumerate(batch):
        n = len(one.words)
        there[at, :n] = True
        types[at, :n] = torch.tensor([0 if name is None else 1 + TYPES.index(name) for name in one.types])
        spans[at, :n] = torch.tensor([SPANS.index(tag) for tag in one.spans])
        for word, (name, status, mode) in enumerate(zip(one.types, one.statuses, one.modes, strict=True)):
            if name is not None and status is not None:
                statuses[at, word] = STATUSES.index(status)
                modes[at, word] = MODES.index(f"{name}/{mode}") if mode else 0
                asked[at, :6, word, :n] = True
        for word, other in one.others:
            others[at, word, other] = 1
            if other != CONDITION:
                asked[at, 6:, word, :n] = True
                asked[at, 2, word, :n] = True
        for role, trigger, word in one.gold_arcs:
            arcs[at, role, trigger, word] = 1
        for word, codes in one.sectors.items():
            sector_rows.append((at, word))
            sector_gold.append([float(code in codes) for code in SECTORS])
    cross = nn.functional.cross_entropy
    binary = nn.functional.binary_cross_entropy_with_logits

    def by_word(values: Tensor, gold: Tensor) -> Tensor:
        return cross(values.flatten(0, 1), gold.flatten().to(device), ignore_index=-100)

    zero = scores.types.sum() * 0
    found = {
        "types": by_word(scores.types, types) * 4,
        "spans": by_word(scores.spans, spans),
        "statuses": by_word(scores.statuses, statuses) if (statuses >= 0).any() else zero,
        "modes": by_word(scores.modes, modes) if (modes >= 0).any() else zero,
        "others": binary(scores.others[there], others[there].to(device)) * 20,
        "arcs": binary(scores.arcs[asked], arcs[asked].to(device)) * 10 if asked.any() else zero,
    }
    if sector_rows:
        rows = scores.sectors[[at for at, _ in sector_rows], [word for _, word in sector_rows]]
        found["sectors"] = binary(rows, torch.tensor(sector_gold, device=device)) * 5
    return found


def resume(model: SentenceModel, earlier: dict[str, Tensor]) -> None:
    """Take the weights of an earlier model; a head that has gained labels since keeps its new rows as they are."""
    weights = model.state_dict()
    for name, value in earlier.items():
        weights[name][: len(value)] = value
    model.load_state_dict(weights)


def train(data: Sequence[Example], tuning: Sequence[Example], args: argparse.Namespace) -> SentenceModel:
    """Fit; keeps the weights of the epoch that does best on the tuning part."""
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    pieces = Pieces(ENCODER / "tokenizer.json")
    model = SentenceModel(use_signals=not args.no_signals).to(device)
    if args.start is not None:
        model.encoder.load_state_dict(torch.load(args.start, map_location=device))
    if args.resume is not None:
        resume(model, torch.load(args.resume, map_location=device))
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(
        False
    )  # half of all weights: slow, and soon overfitted
    body = [p for name, p in model.named_parameters() if name.startswith("encoder") and p.requires_grad]
    top = [p for name, p in model.named_parameters() if not name.startswith("encoder")]
    adam = torch.optim.AdamW(
        [{"params": body, "lr": args.rate}, {"params": top, "lr": 5 * args.rate}], weight_decay=0.01, fused=True
    )
    steps = args.epochs * (len(data) // args.batch + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        adam, lambda step: min(1, step / (0.08 * steps)) * max(0.02, 1 - step / steps)
    )
    best, kept, pools = -1.0, None, pools_of(data)
    for epoch in range(args.epochs):
        model.train()
        start, total = time.time(), 0.0
        for batch in batches(data, args.batch, rng):
            seen = [varied(one, pools, rng) for one in batch]
            with torch.autocast(device, dtype=torch.bfloat16):
                scores = model(Batch(*(part.to(device) for part in make_batch(seen, pieces))))
            scores = Scores(*(part.float() for part in scores))
            loss = sum(WEIGHTS[name] * value for name, value in losses(scores, batch).items())
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            adam.step()
            schedule.step()
            total += loss.item()
        if epoch < args.epochs - 4:
            print(
                f"epoch {epoch + 1} loss {total / (len(data) / args.batch):.3f} {time.time() - start:.0f} s", flush=True
            )
            continue
        rates = measure(model, tuning, pieces)
        shown = "  ".join(f"{name} {value:.3f}" for name, value in rates.items())
        print(
            f"epoch {epoch + 1} loss {total / (len(data) / args.batch):.3f} {time.time() - start:.0f} s  {shown}",
            flush=True,
        )
        if rates["sum"] > best:
            best, kept = rates["sum"], {name: value.detach().clone() for name, value in model.state_dict().items()}
    if kept is not None:
        model.load_state_dict(kept)
    return model


@torch.no_grad()
def measure(model: SentenceModel, held: Sequence[Example], pieces: Pieces) -> dict[str, float]:
    """F1 of triggers with type, of arcs by role, of spans and of other records; share of right statuses, by word."""
    model.eval()
    device = next(model.parameters()).device
    counts = {name: [0, 0, 0] for name in ("types", "others", "spans", *ROLES)}
    n_status = n_right = n_mode = n_mode_right = 0
    for batch in batches(held, 32, None):
        scores = Scores(
            *(part.float().cpu() for part in model(Batch(*(part.to(device) for part in make_batch(batch, pieces)))))
        )
        for at, one in enumerate(batch):
            n = len(one.words)
            guess = scores.types[at, :n].argmax(-1).tolist()
            gold = [0 if name is None else 1 + TYPES.index(name) for name in one.types]
            _count(
                counts["types"],
                set(enumerate(gold)) - {(i, 0) for i in range(n)},
                set(enumerate(guess)) - {(i, 0) for i in range(n)},
            )
            status = scores.statuses[at, :n].argmax(-1).tolist()
            mode = scores.modes[at, :n].argmax(-1).tolist()
            for word, name in enumerate(one.types):
                if name is not None and gold[word] == guess[word]:
                    n_status += 1
                    n_right += STATUSES[status[word]] == one.statuses[word]
                    n_mode += 1
                    n_mode_right += MODES[mode[word]] == (f"{name}/{one.modes[word]}" if one.modes[word] else "")
            _count(
                counts["others"], set(one.others), {tuple(x) for x in (scores.others[at, :n] > 0).nonzero().tolist()}
            )
            tags = scores.spans[at, :n].argmax(-1).tolist()
            _count(
                counts["spans"],
                {(i, t) for i, t in enumerate(one.spans) if t != "O"},
                {(i, SPANS[t]) for i, t in enumerate(tags) if t},
            )
            rows = {word for word, name in enumerate(one.types) if name}
            stated = {word for word, other in one.others if other != CONDITION}
            found = (scores.arcs[at, :, :n, :n] > 0).nonzero().tolist()
            for role, name in enumerate(ROLES):
                asked = stated if role >= 6 else rows if name in ("actor", "recipient", "within") else rows | stated
                _count(
                    counts[name],
                    {arc for arc in one.gold_arcs if arc[0] == role},
                    {tuple(arc) for arc in found if arc[0] == role and arc[1] in asked},
                )
    rates = {name: 2 * hit / (gold + guess) if gold + guess else 0.0 for name, (hit, gold, guess) in counts.items()}
    rates["status"] = n_right / max(1, n_status)
    rates["mode"] = n_mode_right / max(1, n_mode)
    rates["sum"] = (
        2 * rates["types"]
        + rates["status"]
        + rates["actor"]
        + rates["recipient"]
        + 0.5 * rates["voice"]
        + 0.5 * rates["others"]
    )
    return rates


def _count(into: list[int], gold: set[Any], guess: set[Any]) -> None:
    into[0] += len(gold & guess)
    into[1] += len(gold)
    into[2] += len(guess)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--into", type=Path, default=Path("build/model"))
    parser.add_argument("--train-on", choices=("shipped", "all"), default="shipped")
    parser.add_argument("--start", type=Path, help="weights of the encoder to start from (training/syntax.py)")
    parser.add_argument("--resume", type=Path, help="model.pt of an earlier run to go on from")
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-signals", action="store_true", help="leave the rules' signals out")
    args = parser.parse_args()
    everything = examples(load_corpus(args.corpus, args.shared))
    held = [one for one in everything if is_held_out(one.doc)]
    tuning = [one for one in everything if is_for_tuning(one.doc) and one.set in SHIPPED]
    known = [one for one in everything if not is_held_out(one.doc) and not is_for_tuning(one.doc)]
    data = [one for one in known if args.train_on == "all" or one.set in SHIPPED]
    print(f"{len(data)} sentences to learn from, {len(tuning)} to tune on, {len(held)} held out", flush=True)
    model = train(data, tuning, args)
    args.into.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), args.into / "model.pt")
    rates = {"all": measure(model, held, Pieces(ENCODER / "tokenizer.json"))}
    for name in sorted({one.set for one in held}):
        rates[name] = measure(model, [one for one in held if one.set == name], Pieces(ENCODER / "tokenizer.json"))
    (args.into / "rates.json").write_text(
        json.dumps({"arguments": {k: str(v) for k, v in vars(args).items()}, "rates": rates}, indent=1)
    )
    print(json.dumps({name: {k: round(v, 3) for k, v in its.items()} for name, its in rates.items()}))


if __name__ == "__main__":
    main()
