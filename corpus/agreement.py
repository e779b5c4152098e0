"""How far two annotators agree on the sentences that were annotated twice.

    python -m corpus.agreement [--first corpus] [--second corpus/second]

Trigger F1 counts events whose trigger words overlap. On those: Cohen's kappa of type and of status. Span F1: actors'
words that overlap. Arc F1: the same role from a shared trigger to overlapping words. "codable": kappa of whether a
sentence states anything.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]
FOLDER = Path(__file__).parent
_ROLES = ("actors", "recipients", "voice")


def kappa(pairs: Sequence[tuple[Any, Any]]) -> float:
    """Cohen's kappa of paired labels; 1 where both always say the same one thing."""
    if not pairs:
        return 0.0
    n = len(pairs)
    seen = sum(a == b for a, b in pairs) / n
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[label] * right[label] for label in left) / n**2
    return (seen - chance) / (1 - chance) if chance < 1 else 1.0


def overlap(a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether two half-open spans share a character."""
    return a[0] < b[1] and b[0] < a[1]


def match(first: Sequence[Row], second: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Events paired one to one by overlapping triggers, those of one type first."""
    ranked = sorted(
        (one["type"] != other["type"], i, j)
        for i, one in enumerate(first)
        for j, other in enumerate(second)
        if overlap(one["trigger"], other["trigger"])
    )
    pairs, left, right = [], set(), set()
    for _, i, j in ranked:
        if i not in left and j not in right:
            pairs.append((first[i], second[j]))
            left.add(i)
            right.add(j)
    return pairs


def words_of(record: Row, role: str) -> list[Sequence[int]]:
    """Spans of the actors of a role."""
    return [actor["span"] for actor in record.get(role, ()) if actor["span"] is not None]


def shared(first: Sequence[Sequence[int]], second: Sequence[Sequence[int]]) -> int:
    """How many spans of the first overlap one of the second."""
    return sum(any(overlap(a, b) for b in second) for a in first)


def measure(pairs: Sequence[tuple[Row, Row]]) -> dict[str, float]:
    """All figures over sentences annotated twice."""
    types: list[tuple[str, str]] = []
    statuses: list[tuple[str, str]] = []
    codable: list[tuple[bool, bool]] = []
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one, other in pairs:
        events = [[record for record in row["records"] if record["kind"] == "event"] for row in (one, other)]
        codable.append((bool(one["records"]), bool(other["records"])))
        matched = match(*events)
        counts["trigger"] = [
            a + b for a, b in zip(counts["trigger"], (len(matched), len(events[0]), len(events[1])), strict=True)
        ]
        typed = Counter(record["type"] for record in events[0]) & Counter(record["type"] for record in events[1])
        counts["type in sentence"] = [
            a + b
            for a, b in zip(counts["type in sentence"], (typed.total(), len(events[0]), len(events[1])), strict=True)
        ]
        types += [(a["type"], b["type"]) for a, b in matched]
        statuses += [(a["status"], b["status"]) for a, b in matched]
        spans = [
            sorted({tuple(s) for record in side for role in _ROLES for s in words_of(record, role)}) for side in events
        ]
        counts["span"] = [
            a + b for a, b in zip(counts["span"], (shared(*spans), len(spans[0]), len(spans[1])), strict=True)
        ]
        for a, b in matched:
            for role in _ROLES:
                left, right = words_of(a, role), words_of(b, role)
                counts[f"arc {role}"] = [
                    x + y
                    for x, y in zip(counts[f"arc {role}"], (shared(left, right), len(left), len(right)), strict=True)
                ]
        for kind in ("toll", "truce", "pledge", "tie"):
            sides = [
                Counter(_label(record) for record in row["records"] if record["kind"] == kind) for row in (one, other)
            ]
            counts[kind] = [
                x + y
                for x, y in zip(
                    counts[kind], ((sides[0] & sides[1]).total(), sides[0].total(), sides[1].total()), strict=True
                )
            ]
    found = {"kappa codable": kappa(codable), "kappa type": kappa(types), "kappa status": kappa(statuses)}
    found |= {f"F1 {name}": 2 * hit / (a + b) if a + b else 0.0 for name, (hit, a, b) in counts.items()}
    return found


def _label(record: Row) -> str:
    if record["kind"] == "toll":
        return f"{record['effect']} {record['low']} {record['best']} {record['high']}"
    return str(record.get("tie") or record.get("act") or record.get("state"))


def read(folder: Path) -> dict[str, Row]:
    """Sentences of a folder by id."""
    rows = [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return {row["id"]: row for row in rows}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", type=Path, default=FOLDER)
    parser.add_argument("--second", type=Path, default=FOLDER / "second")
    args = parser.parse_args()
    first, second = read(args.first), read(args.second)
    pairs = [(first[key], row) for key, row in second.items() if key in first]
    print(f"{len(pairs)} sentences annotated twice")
    for name, value in measure(pairs).items():
        print(f"  {name:22} {value:.3f}")


if __name__ == "__main__":
    main()
