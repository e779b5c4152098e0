"""Checks every file of the corpus: labels known, offsets inside their sentence, records well formed, ids once only.

    python -m corpus.check [FILES] [--shared ../shared]

Prints each fault as FILE:LINE and exits 1 if there was one. Where the public sets are at hand, sentences that the
corpus names only by set, document and offsets are looked up as well.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from corpus.notes import CHANNELS, EFFECTS, GROUPS, PLEDGE_STATES, SECTORS, STATUSES, TIES, TRUCE_STATES, TYPES
from corpus.sentences import Row, texts_of

FOLDER = Path(__file__).parent
_ACTORS = {
    "event": ("actors", "recipients", "voice"),
    "toll": ("of", "by", "voice"),
    "truce": ("parties", "mediators", "voice"),
    "pledge": ("guarantors", "beneficiaries", "voice"),
    "tie": ("a", "b", "voice"),
}
_LABELS = {
    "type": set(TYPES),
    "act": set(TYPES),
    "trigger_type": set(TYPES),
    "status": STATUSES,
    "effect": EFFECTS,
    "group": GROUPS,
    "channel": CHANNELS,
    "tie": TIES,
}
_NEEDED = {
    "event": ("type", "status"),
    "toll": ("effect", "low", "best", "high"),
    "truce": ("state", "times"),
    "pledge": ("act", "state", "condition"),
    "tie": ("tie",),
}


def faults_of(row: Row, length: int) -> Iterator[str]:
    """What is wrong with one sentence of so many characters."""
    for key in ("id", "doc", "style", "records"):
        if key not in row:
            yield f"the field {key!r} is missing"
            return
    for record in row["records"]:
        kind = record.get("kind")
        if kind not in _NEEDED:
            yield f"unknown kind of record {kind!r}"
            continue
        for key in _NEEDED[kind]:
            if key not in record:
                yield f"a {kind} without {key!r}"
        for key, known in _LABELS.items():
            if record.get(key) is not None and record[key] not in known:
                yield f"{key} {record[key]!r} is unknown"
        yield from _detail_faults(record, kind)
        spans = [
            record.get("trigger"),
            *(record[key]["span"] for key in ("place", "time", "condition") if key in record),
        ]
        for name in _ACTORS[kind]:
            for actor in record.get(name, ()):
                yield from _actor_faults(actor)
                spans.append(actor.get("span"))
        for span in spans[1:]:
            if span is not None and not 0 <= span[0] < span[1] <= length:
                yield f"span {span} lies outside a sentence of {length} characters"
        if spans[0] is None or not 0 <= spans[0][0] < spans[0][1] <= length:
            yield f"trigger {spans[0]} lies outside a sentence of {length} characters"
        within = record.get("within")
        if within is not None and (not 0 <= within < len(row["records"]) or row["records"][within]["kind"] != "event"):
            yield f"'within' names record {within}, which is no event of this sentence"


def _detail_faults(record: Row, kind: str) -> Iterator[str]:
    if kind == "event" and record.get("mode") and record["mode"] not in TYPES.get(record.get("type", ""), "").split():
        yield f"mode {record['mode']!r} is none of {record.get('type')}"
    states = {"truce": TRUCE_STATES, "pledge": PLEDGE_STATES}.get(kind)
    if states is not None and record.get("state") not in states:
        yield f"unknown state {record.get('state')!r} of a {kind}"
    if kind == "toll":
        low, high = record.get("low"), record.get("high")
        if low is not None and high is not None and low > high:
            yield f"a toll from {low} to {high}"


def _actor_faults(actor: Row) -> Iterator[str]:
    if not actor.get("name"):
        yield "an actor without a name"
    if unknown := [code for code in actor.get("sectors", ()) if code not in SECTORS]:
        yield f"unknown sector {unknown[0]!r}"
    country = actor.get("country")
    if country is not None and not (len(country) == 3 and country.isupper()):
        yield f"country {country!r} is no ISO 3166 alpha-3 code"


def own_lengths() -> dict[str, int]:
    """Characters of our own sentences by id, for their second annotations."""
    lines = (FOLDER / "own.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: len(row["text"]) for row in map(json.loads, lines)}


def check(path: Path, texts: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Line numbers and faults of one file. texts: set:document -> text, of the public sets at hand."""
    seen: set[str] = set()
    lengths = own_lengths()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        if row.get("id") in seen:
            yield number, f"the id {row['id']!r} stands twice"
        seen.add(row.get("id"))
        if "text" in row:
            length = len(row["text"])
        elif row["id"] in lengths:
            length = lengths[row["id"]]
        else:
            name, doc, start, end = row["id"].split(":")
            length = int(end) - int(start)
            text = texts.get(f"{name}:{doc}")
            if text is not None and not 0 <= int(start) < int(end) <= len(text):
                yield number, f"{row['id']} lies outside its document of {len(text)} characters"
        for fault in faults_of(row, length):
            yield number, fault


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "files", nargs="*", type=Path, default=sorted(FOLDER.glob("*.jsonl")) + sorted(FOLDER.glob("second/*.jsonl"))
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    args = parser.parse_args()
    n_faults = n_sentences = n_records = 0
    for path in args.files:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        bare = [row["id"] for row in rows if "text" not in row and row["id"].count(":") == 3]
        texts = texts_of(args.shared, bare) if (args.shared / "bench").exists() else {}
        for number, fault in check(path, texts):
            print(f"{path}:{number}: {fault}")
            n_faults += 1
        n_sentences, n_records = n_sentences + len(rows), n_records + sum(len(row["records"]) for row in rows)
    print(f"{n_sentences} sentences, {n_records} records, {n_faults} faults in {len(args.files)} files")
    return 1 if n_faults else 0


if __name__ == "__main__":
    sys.exit(main())
