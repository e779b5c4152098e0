"""Scores event identity on clusters of own-words reports: B-cubed precision, recall and F1.

    python -m bench.identity [--reader trained] [--fit] [--errors N]

reports.jsonl holds 543 short reports in 50 scenes, mentions.jsonl which words of them tell of which event; neighbours
of an event (the next day's strike on the same town, the second attack, the reprisal) are events of their own. The
reports are read; a mention counts as read if a record of its kind overlaps its words. B-cubed is taken over the
mentions that were read, and again over all, where one that was not read stands alone. --fit prints weights for the
rules fitted on all scenes, and the score of weights fitted on one half of the scenes and used on the other; it needs
scikit-learn (requirements/training.txt).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from casus.ledger.identity import POINTS, agreement, rules
from casus.ledger.joining import groups, joined
from casus.ledger.mentions import Mention, mentions_of
from casus.ledger.reasons import compare
from casus.reading import ahead, get_reader
from casus.records import Event, Report, report_id

FOLDER = Path(__file__).parent
Row = dict[str, Any]


class Told:
    """One gold mention. gold: the event, with the effect for a toll; seen: what was read of it, None if nothing."""

    def __init__(self, row: Row, seen: Mention | None) -> None:
        self.row, self.seen = row, seen
        self.scene = row["report"].rsplit("-", 1)[0]
        self.gold = row["event"] + (f":{row['type']}" if row["kind"] == "toll" else "")


def load(name: str) -> list[Row]:
    """Rows of a file beside this one."""
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def read(reader_name: str) -> list[Told]:
    """The gold mentions with what a reader makes of them."""
    reader, rows = get_reader(reader_name), load("reports.jsonl")
    reports = [
        Report(id=report_id(f"{row['id']} {row['text']}"), title=row["title"], source=row["source"],
               published=row["published"], language="en", text=row["text"])
        for row in rows
    ]  # fmt: skip
    readings = {row["id"]: reading for row, reading in zip(rows, ahead(reader.read, reports), strict=True)}
    seen = {key: {one.key[1]: one for one in mentions_of(reading)} for key, reading in readings.items()}
    found = []
    for row in load("mentions.jsonl"):
        reading = readings[row["report"]]
        start = reading.report.text.index(row["words"])
        end = start + len(row["words"])
        records = reading.tolls if row["kind"] == "toll" else reading.events
        over = [one for one in records if one.span[0] < end and start < one.span[1]]
        over.sort(key=lambda one: (one.type if isinstance(one, Event) else one.effect) != row["type"])
        found.append(Told(row, seen[row["report"]][over[0].id] if over else None))
    return found


def clustered(told: Sequence[Told]) -> list[int]:
    """The number of the event each mention was put into."""
    joins = joined([one.seen for one in told if one.seen is not None])
    number = {key: n for n, keys in enumerate(groups(joins)) for key in keys}
    return [number[one.seen.key] if one.seen is not None else -1 - at for at, one in enumerate(told)]


def b_cubed(gold: Sequence[str], found: Sequence[int]) -> tuple[float, float, float]:
    """Precision, recall and F1 over items (Bagga and Baldwin, 1998)."""
    by_gold, by_found = defaultdict(set), defaultdict(set)
    for at, (one, other) in enumerate(zip(gold, found, strict=True)):
        by_gold[one].add(at)
        by_found[other].add(at)
    pairs = [(by_gold[one], by_found[other]) for one, other in zip(gold, found, strict=True)]
    precision = sum(len(one & other) / len(other) for one, other in pairs) / len(pairs)
    recall = sum(len(one & other) / len(one) for one, other in pairs) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def show(what: str, told: Sequence[Told]) -> None:
    """Print the score of some mentions."""
    p, r, f = b_cubed([one.gold for one in told], clustered(told))
    alone = b_cubed([one.gold for one in told], range(len(told)))[2]
    print(f"{what:44} P {p:.3f}  R {r:.3f}  F1 {f:.3f}   (each alone: {alone:.3f})")


def fit(told: Sequence[Told]) -> Mapping[str, float]:
    """Weights of the rules: a logistic model of whether two mentions of one scene tell one event."""
    from sklearn.linear_model import LogisticRegression

    names, lines, right = [name for name in POINTS if name != "base"], [], []
    scenes = defaultdict(list)
    for one in told:
        scenes[one.scene].append(one)
    for its in scenes.values():
        for one, other in combinations(its, 2):
            spoken = rules(one.seen, other.seen) if one.seen is not None and other.seen is not None else None
            if spoken is not None:
                spoke = Counter(spoken)
                lines.append([spoke[name] for name in names])
                right.append(one.gold == other.gold)
    model = LogisticRegression(max_iter=1000).fit(lines, right)
    # half a point to the base: joining the best of many candidates asks for less than even odds with each
    return {"base": float(model.intercept_[0]) + 0.5, **dict(zip(names, map(float, model.coef_[0]), strict=True))}


def cross(told: Sequence[Told]) -> None:
    """Print the score of each half of the scenes under weights fitted on the other, and weights fitted on all."""
    shipped = dict(POINTS)
    for half, other in (("a", "b"), ("b", "a")):
        POINTS.update(fit([one for one in told if one.scene.startswith(other)]))
        show(f"half {half}, weights fitted on half {other}", [one for one in told if one.scene.startswith(half)])
    POINTS.update(shipped)
    print("fitted on all:", {name: round(value, 1) for name, value in fit(told).items()})


def errors(told: Sequence[Told], most: int) -> None:
    """Print pairs that were wrongly parted or joined, with the reasons."""
    found, shown = clustered(told), 0
    for (i, one), (j, other) in combinations(enumerate(told), 2):
        if one.scene != other.scene or one.seen is None or other.seen is None or shown >= most:
            continue
        if (one.gold == other.gold) != (found[i] == found[j]):
            reasons = compare(one.seen, other.seen)
            shown += 1
            print("parted" if one.gold == other.gold else "joined", f"{agreement(one.seen, other.seen):.1f}",
                  [(reason.words, round(reason.points, 1)) for reason in reasons or ()])  # fmt: skip
            for its in (one.row, other.row):
                print(f"    {its['report']}: {its['words']!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", default="trained")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    told = read(args.reader)
    there = [one for one in told if one.seen is not None]
    print(f"{len(told)} mentions of {len({one.gold for one in told})} events and tolls, {len(there)} read")
    show("mentions that were read", there)
    show("all mentions", told)
    if args.fit:
        cross(there)
    errors(told, args.errors)


if __name__ == "__main__":
    main()
