"""How well the readers read: the held-out part of the corpus, and every visible set, side by side.

    python -m bench.accuracy [--readers lexicon trained] [--sets own articles ...] [--part held|all]
        [--shared ../shared] [--json OUT] [--errors N]

An event that was read is right in its type if the gold sentence has an event of that type not yet taken by another.
It is right as a whole ("event") if besides its status is equal and both sides are: everybody who was read belongs
there, and somebody was read where a word of the sentence names any (an unidentified doer counts as nobody). Two
actors are the same if their words overlap, their names agree, or they are of one country and share a sector. Voice is
scored on events right in type. Intervals are 95 % from 1,000 draws of documents.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casus.reading.reader import Reader, get_reader
from casus.records import Actor, Event, Reading
from corpus.sentences import Row, documents, is_held_out, load_corpus, report_of, set_of

_OTHERS = {"toll": "tolls", "truce": "truces", "pledge": "pledges", "tie": "ties"}


@dataclass
class Tally:
    """Counts of one document: what -> [hits, gold, read]."""

    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))

    def add(self, what: str, hits: int, gold: int, read: int) -> None:
        """Count some."""
        one = self.counts[what]
        one[0], one[1], one[2] = one[0] + hits, one[1] + gold, one[2] + read


def f1(counts: Sequence[int]) -> float:
    """F1 of [hits, gold, read]."""
    return 2 * counts[0] / (counts[1] + counts[2]) if counts[1] + counts[2] else 0.0


# ------------------------------------------------------------------ what is the same
def same_actor(read: Actor, gold: Row, offset: int) -> bool:
    """Whether an actor that was read is the gold one."""
    if gold["span"] is not None and read.mention is not None:
        start, end = gold["span"][0] + offset, gold["span"][1] + offset
        if read.mention[0] < end and start < read.mention[1]:
            return True
    mine, its = read.name.casefold(), gold["name"].casefold()
    if mine == its or (len(mine.split()[-1]) > 3 and mine.split()[-1] == its.split()[-1]):
        return True
    return (
        read.country is not None and read.country == gold["country"] and bool(set(read.sectors) & set(gold["sectors"]))
    )


def same_side(read: Sequence[Actor], gold: Sequence[Row], offset: int) -> bool:
    """Whether everybody who was read is of the gold side, and somebody of it was read if a word of the sentence names
    any.
    """
    mine = [actor for actor in read if actor.name != "unidentified"]
    its = [actor for actor in gold if actor["name"] != "unidentified"]
    if not mine:
        return all(actor["span"] is None for actor in its)
    return all(any(same_actor(one, other, offset) for other in its) for one in mine)


def agreement(read: Event, gold: Row, offset: int) -> tuple[bool, bool, bool]:
    """Whether status, actors and recipients are right."""
    return (
        read.status == gold["status"],
        same_side(read.actors, gold.get("actors", ()), offset),
        same_side(read.recipients, gold.get("recipients", ()), offset),
    )


def pair(read: Sequence[Event], gold: Sequence[Row], offset: int) -> list[tuple[Event, Row]]:
    """Events of one type paired one to one, those that agree most and overlap first."""
    ranked = []
    for i, one in enumerate(read):
        for j, other in enumerate(gold):
            if one.type == other["type"]:
                start, end = other["trigger"][0] + offset, other["trigger"][1] + offset
                overlap = one.span[0] < end and start < one.span[1]
                ranked.append((-sum(agreement(one, other, offset)) - 1.5 * overlap, i, j))
    pairs, used_read, used_gold = [], set(), set()
    for _, i, j in sorted(ranked):
        if i not in used_read and j not in used_gold:
            pairs.append((read[i], gold[j]))
            used_read.add(i)
            used_gold.add(j)
    return pairs


# ------------------------------------------------------------------ one document
def score_document(
    rows: Sequence[Row], reading: Reading, starts: Sequence[int], sink: list[dict[str, Any]] | None = None
) -> Tally:
    """Counts of one document. sink: takes one line an event that was read (confidence, right, ...)."""
    tally = Tally()
    for row, offset in zip(rows, starts, strict=True):
        end = offset + len(row["text"])
        events = [event for event in reading.events if offset <= event.span[0] < end]
        gold = [record for record in row["records"] if record["kind"] == "event"]
        score_events(tally, events, gold, offset, row, sink)
        for kind, name in _OTHERS.items():
            mine = [record for record in getattr(reading, name) if offset <= record.span[0] < end]
            wanted = [record for record in row["records"] if record["kind"] == kind]
            labels_read, labels_gold = (
                Counter(label_of(one) for one in mine),
                Counter(gold_label(one) for one in wanted),
            )
            tally.add(kind, (labels_read & labels_gold).total(), len(wanted), len(mine))
        if not row["records"]:
            tally.add("nothing", int(not events), 1, 1)
    return tally


def label_of(record: Any) -> str:
    """What a toll, truce, pledge or tie is, for comparison: effect with its lower bound or best, state, kind, act."""
    if hasattr(record, "effect"):
        return f"{record.effect} {record.best if record.best is not None else record.low}"
    return str(getattr(record, "kind", None) or (getattr(record, "act", None) or record.state))


def gold_label(record: Row) -> str:
    """The same of a gold record."""
    if record["kind"] == "toll":
        return f"{record['effect']} {record['best'] if record['best'] is not None else record['low']}"
    return str(record.get("tie") or record.get("act") or record["state"])


def score_events(
    tally: Tally, events: Sequence[Event], gold: Sequence[Row], offset: int, row: Row, sink: list[dict[str, Any]] | None
) -> None:
    """Counts of the events of one sentence."""
    pairs = pair(events, gold, offset)
    tally.add("type", len(pairs), len(gold), len(events))
    whole = {id(one) for one, other in pairs if all(agreement(one, other, offset))}
    tally.add("event", len(whole), len(gold), len(events))
    for one, other in pairs:
        status, actors, recipients = agreement(one, other, offset)
        tally.add("status of right types", int(status), 1, 1)
        tally.add("actor of right types", int(actors), 1, 1)
        tally.add("recipient of right types", int(recipients), 1, 1)
        tally.add(f"status {other['status']}", int(status), 1, 1)
        tally.add("mode of right types", int((one.mode or None) == other["mode"]), 1, 1)
        told, heard = bool(other.get("voice")), bool(one.voice)
        tally.add("voice", int(told and heard and same_side(one.voice, other["voice"], offset)), int(told), int(heard))
    for kind in {event.type for event in events} | {record["type"] for record in gold}:
        tally.add(
            f"type {kind}",
            sum(one.type == kind for one, _ in pairs),
            sum(record["type"] == kind for record in gold),
            sum(event.type == kind for event in events),
        )
    if sink is not None:
        paired = {id(one): other for one, other in pairs}
        for event in events:
            found = paired.get(id(event))
            sink.append(
                {
                    "id": row["id"],
                    "text": row["text"],
                    "confidence": event.confidence,
                    "right": id(event) in whole,
                    "read": shown(event, row["text"], offset),
                    "gold": "no such act" if found is None else shown_gold(found, row["text"]),
                }
            )


def shown(event: Event, text: str, offset: int) -> str:
    """An event in a line."""
    words = text[event.span[0] - offset : event.span[1] - offset]
    sides = [" and ".join(actor.name for actor in side) or "nobody" for side in (event.actors, event.recipients)]
    return f"{words!r} {event.type} {event.status}, {sides[0]} -> {sides[1]}"


def shown_gold(record: Row, text: str) -> str:
    """A gold event in a line."""
    sides = [
        " and ".join(actor["name"] for actor in record.get(name, ())) or "nobody" for name in ("actors", "recipients")
    ]
    return f"{text[slice(*record['trigger'])]!r} {record['type']} {record['status']}, {sides[0]} -> {sides[1]}"


# ------------------------------------------------------------------ all of them
def score(reader: Reader, rows: Iterable[Row], sink: list[dict[str, Any]] | None = None) -> dict[str, list[Tally]]:
    """Tallies of the documents by set."""
    found: dict[str, list[Tally]] = defaultdict(list)
    for document in documents(rows):
        report, sentences = report_of(document)
        tally = score_document(document, reader.read(report), [one.start for one in sentences], sink)
        found[set_of(document[0])].append(tally)
    return found


def total(tallies: Iterable[Tally]) -> dict[str, list[int]]:
    """The sum of some tallies."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for tally in tallies:
        for what, counts in tally.counts.items():
            found[what] = [a + b for a, b in zip(found[what], counts, strict=True)]
    return found


def interval(tallies: Sequence[Tally], what: str, draws: int = 1000) -> tuple[float, float]:
    """95 % interval of an F1 over documents drawn with replacement."""
    rng = random.Random(7)
    counts = [tally.counts.get(what, [0, 0, 0]) for tally in tallies]
    rates = []
    for _ in range(draws):
        drawn = rng.choices(counts, k=len(counts))
        rates.append(f1([sum(one[n] for one in drawn) for n in range(3)]))
    rates.sort()
    return rates[int(0.025 * draws)], rates[int(0.975 * draws)]


def calibration_error(lines: Sequence[dict[str, Any]], bins: int = 10) -> float:
    """Expected calibration error: mean gap between confidence and share right, in bins of equal size."""
    ranked = sorted(lines, key=lambda line: line["confidence"])
    size = max(1, len(ranked) // bins)
    parts = [ranked[at : at + size] for at in range(0, len(ranked), size)]
    gaps = [
        abs(sum(line["confidence"] for line in part) / len(part) - sum(line["right"] for line in part) / len(part))
        * len(part)
        for part in parts
    ]
    return float(sum(gaps) / max(1, len(ranked)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readers", nargs="+", default=["lexicon", "trained"])
    parser.add_argument("--sets", nargs="*", default=[])
    parser.add_argument("--part", choices=("held", "all"), default="held")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="also print so many wrong events, the surest first")
    args = parser.parse_args()
    rows = [row for row in load_corpus(args.corpus, args.shared) if args.part == "all" or is_held_out(row["doc"])]
    rows = [row for row in rows if not args.sets or set_of(row) in args.sets]
    results: dict[str, dict[str, list[Tally]]] = {}
    for name in args.readers:
        sink: list[dict[str, Any]] = []
        results[name] = score(get_reader(name), rows, sink)
        print(f"\n{name}: {len(rows)} sentences; calibration error {calibration_error(sink):.3f}")
        print_scores(results[name])
        for line in sorted((line for line in sink if not line["right"]), key=lambda line: -line["confidence"])[
            : args.errors
        ]:
            print(f"  {line['confidence']:.2f} {line['id']}\n       read {line['read']}\n       gold {line['gold']}")
            print(f"       {line['text']}")
    if args.json:
        args.json.write_text(json.dumps({n: {k: total(t) for k, t in r.items()} for n, r in results.items()}, indent=1))


def print_scores(by_set: dict[str, list[Tally]]) -> None:
    """A line a figure over all sets, the single types and statuses last, and a line a set."""
    everything = [tally for tallies in by_set.values() for tally in tallies]
    sums = total(everything)
    for what in sorted(sums, key=lambda what: (what.startswith(("type ", "status ")) and "right" not in what, what)):
        hits, gold, read = sums[what]
        low, high = interval(everything, what)
        print(
            f"  {what:28} F1 {f1(sums[what]):.3f} ({low:.3f}-{high:.3f})  P {hits / max(1, read):.3f}"
            f"  R {hits / max(1, gold):.3f}  of {gold}"
        )
    for kind, tallies in sorted(by_set.items()):
        its = total(tallies)
        figures = ("event", "type", "status of right types", "voice", "nothing")
        print(
            f"  {kind:14} {len(tallies):4} documents  " + "  ".join(f"{what} {f1(its[what]):.3f}" for what in figures)
        )


if __name__ == "__main__":
    main()
