"""From the corpus to what the model learns from: words, signals of the rules, and gold labels by word.

The corpus holds sentences with records (corpus/GUIDELINES.md); the sentences of one document are read here in order
by the lexicon pass, exactly as at run time, so that the model learns from the signals it will see.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from casus.reading.lexicon_reader import LexiconReader
from casus.reading.quotes import find_quotations
from casus.reading.signals import EFFECTS, ROLES, STATUSES, TIES, TRUCE_STATES, TYPES, Rows
from corpus.sentences import Row, documents, report_of, set_of

OTHERS = [*EFFECTS, *TRUCE_STATES, *TIES, "pledge", "condition"]
"""Records other than events, by their trigger, in the order of the model's output; last the words of a condition."""
CONDITION = OTHERS.index("condition")


@dataclass
class Example:
    """One sentence: input and gold.

    words: the lexicon pass's words. signals: (words, signals). arcs: (role, trigger, word) that the rules see.
    types, statuses, modes: by word, None where there is no event. others: (word, index in OTHERS).
    spans: BIO tag by word (A actor, P place, T time). sectors: word -> sector codes. gold_arcs: like arcs.
    """

    id: str
    doc: str
    set: str
    words: list[str]
    signals: list[list[int]]
    arcs: list[tuple[int, int, int]]
    types: list[str | None] = field(default_factory=list)
    statuses: list[str | None] = field(default_factory=list)
    modes: list[str | None] = field(default_factory=list)
    others: list[tuple[int, int]] = field(default_factory=list)
    spans: list[str] = field(default_factory=list)
    sectors: dict[int, list[str]] = field(default_factory=dict)
    gold_arcs: list[tuple[int, int, int]] = field(default_factory=list)


def examples(rows: Iterable[Row]) -> list[Example]:
    """What the model learns from, in the order of the documents."""
    reader, found = LexiconReader(), []
    for document in documents(rows):
        report, sentences = report_of(document)
        for row, sketch in zip(document, reader.sketches(report, sentences, find_quotations(report)), strict=True):
            if sketch.passage.words:
                found.append(example(row, Rows(sketch), sketch.passage.sentence.start))
    return found


def example(row: Row, rows: Rows, offset: int) -> Example:
    """One sentence with its gold records turned into labels by word."""
    n = len(rows.words)
    one = Example(
        row["id"], row["doc"], set_of(row), [word.text for word in rows.words], rows.signals, sorted(rows.arcs)
    )
    one.types, one.statuses, one.modes, one.spans = [None] * n, [None] * n, [None] * n, ["O"] * n
    gold_arcs: set[tuple[int, int, int]] = set()
    triggers = [rows.at((record["trigger"][0] + offset, record["trigger"][1] + offset)) for record in row["records"]]

    def mark(part: Row, letter: str) -> int | None:
        """Tag the words of a span and give the index of its last one."""
        if part.get("span") is None:
            return None
        span = (part["span"][0] + offset, part["span"][1] + offset)
        inside = [word.index for word in rows.words if word.start < span[1] and span[0] < word.end]
        for at in inside:
            if one.spans[at] == "O":
                one.spans[at] = ("B-" if at == inside[0] else "I-") + letter
        return inside[-1] if inside else None

    for record, at in zip(row["records"], triggers, strict=True):
        if at is None:
            continue
        if record["kind"] == "event" and one.types[at] is None:
            one.types[at], one.statuses[at], one.modes[at] = record["type"], record["status"], record["mode"]
        elif record["kind"] != "event":
            one.others.append((at, OTHERS.index(_label(record))))
        if record.get("condition"):
            first, last = (edge + offset for edge in record["condition"]["span"])
            one.others += [(word.index, CONDITION) for word in rows.words if first <= word.start < last]
        for name, role in _ROLES[record["kind"]].items():
            for actor in record.get(name, ()):
                to = mark(actor, "A")
                if to is not None:
                    gold_arcs.add((role, at, to))
                    one.sectors[to] = actor["sectors"]
        for name, letter, role in (("place", "P", 4), ("time", "T", 5)):
            if name in record and (to := mark(record[name], letter)) is not None:
                gold_arcs.add((role, at, to))
        if record.get("within") is not None and (outer := triggers[record["within"]]) is not None and outer != at:
            gold_arcs.add((3, at, outer))
    one.gold_arcs = sorted(gold_arcs)
    return one


def _label(record: Row) -> str:
    return str(
        record.get("effect") or record.get("tie") or ("pledge" if record["kind"] == "pledge" else record["state"])
    )


_ROLES: dict[str, dict[str, int]] = {
    "event": {"actors": 0, "recipients": 1, "voice": 2},
    "toll": {"of": 6, "by": 7, "voice": 2},
    "truce": {"parties": 8, "voice": 2},
    "pledge": {"guarantors": 8, "beneficiaries": 9, "voice": 2},
    "tie": {"a": 8, "b": 9, "voice": 2},
}
assert ROLES[8] == "side" and len(TYPES) == 16 and len(STATUSES) == 7
