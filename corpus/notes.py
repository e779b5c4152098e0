"""From an annotator's notes (GUIDELINES.md, section 1) to stand-off records, with every slip named by its line.

    python -m corpus.notes NOTES... [--texts TEXTS.jsonl] [--into OUT.jsonl]

NOTES are files in the annotators' line format. TEXTS.jsonl ({"id", "text"} a line) gives the words of sentences of
public sets, which the notes name by id only; what is written for them holds offsets and no words. Prints each slip as
FILE:LINE and exits 1 if there was one; sentences without a slip are written all the same.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TYPES = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}
SECTORS = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC IGO NGO MNC "
    "INT".split()
)
STATUSES = set("actual historical future conditional requested possible negated".split())
CHANNELS = set("tweet telephone television radio statement speech briefing interview letter report".split()) | {
    "social media",
    "news agency",
}
EFFECTS = set("killed wounded missing captured displaced abducted".split())
TRUCE_STATES = {"proposed", "agreed", "in force", "violated", "collapsed"}
PLEDGE_STATES = set("open triggered honoured broken withdrawn".split())
TIES = set("ally backs rival belligerent mediates claims".split())
GROUPS = set("all civilians combatants".split())

_FIELDS = {
    "E": {
        "a": "actors",
        "r": "recipients",
        "p": "place",
        "t": "time",
        "v": "voice",
        "c": "channel",
        "if": "condition",
        "in": "within",
    },
    "K": {
        "g": "group",
        "of": "of",
        "by": "by",
        "p": "place",
        "t": "time",
        "v": "voice",
        "c": "channel",
        "cav": "caveat",
    },
    "C": {"a": "parties", "m": "mediators", "p": "place", "t": "time", "v": "voice", "c": "channel"},
    "P": {
        "a": "guarantors",
        "b": "beneficiaries",
        "if": "condition",
        "on": "trigger_type",
        "v": "voice",
        "c": "channel",
    },
    "R": {"a": "a", "b": "b", "p": "place", "v": "voice", "c": "channel"},
}
_KINDS = {"E": "event", "K": "toll", "C": "truce", "P": "pledge", "R": "tie"}
_ACTORS = {"actors", "recipients", "voice", "of", "by", "parties", "mediators", "guarantors", "beneficiaries", "a", "b"}
_VALUE = re.compile(r"^(?P<words>[^={}]*?)\s*(?:=\s*(?P<name>[^{}]+?))?\s*(?:\{(?P<codes>[^}]*)\})?$")
_COUNT = re.compile(r"^(?:(?P<exact>\d+)|(?P<low>\d+)-(?P<high>\d+)?|-(?P<most>\d+)|~(?P<about>\d+)|(?P<none>\?))$")


class Slip(ValueError):
    """Something in the notes that cannot be read."""


@dataclass
class Book:
    """The actors of one document: name -> (country or None, sectors)."""

    codes: dict[str, tuple[str | None, list[str]]] = field(default_factory=dict)


def find_words(text: str, words: str) -> tuple[int, int]:
    """Where words stand in a sentence; "word#2" is the second whole-word occurrence. Raises Slip if nowhere."""
    words, _, nth = words.partition("#")
    words = words.strip()
    pattern = (
        (r"(?<!\w)" if words[:1].isalnum() else "") + re.escape(words) + (r"(?!\w)" if words[-1:].isalnum() else "")
    )
    hits = list(re.finditer(pattern, text))
    wanted = int(nth) if nth.isdigit() else 1
    if not words or len(hits) < wanted:
        raise Slip(f"{words!r} does not stand in the sentence" + (f" {wanted} times" if wanted > 1 else ""))
    return hits[wanted - 1].span()


def read_actor(text: str, value: str, book: Book) -> dict[str, Any]:
    """An actor: its words in the sentence (or none), its name, its country and sectors."""
    if value == "unidentified":
        return {"span": None, "name": "unidentified", "country": None, "sectors": ["UNK"]}
    match = _VALUE.match(value)
    if match is None:
        raise Slip(f"cannot read the actor {value!r}")
    words, name, codes = match["words"].strip(), match["name"], match["codes"]
    span = find_words(text, words) if words else None
    name = name or words.partition("#")[0]
    if not name:
        raise Slip(f"an actor needs words or a name: {value!r}")
    if codes is not None:
        country, *sectors = codes.replace(",", " ").split() or ["-"]
        if country != "-" and not re.fullmatch("[A-Z]{3}", country):
            raise Slip(f"country {country!r} of {name!r} is no ISO 3166 alpha-3 code nor '-'")
        if country in SECTORS:
            raise Slip(f"{name!r}: the country comes first, then sectors ('-' where it has none)")
        if unknown := [one for one in sectors if one not in SECTORS]:
            raise Slip(f"unknown sector {unknown[0]!r} of {name!r}")
        book.codes[name.casefold()] = (None if country == "-" else country, sectors)
    if name.casefold() not in book.codes:
        raise Slip(f"{name!r} has no codes yet in this document; write {name}{{ISO SECTOR}} at its first use")
    country, sectors = book.codes[name.casefold()]
    return {"span": list(span) if span else None, "name": name, "country": country, "sectors": sectors}


def read_count(words: str) -> dict[str, int | None]:
    """Bounds of a count in the notes' short form."""
    match = _COUNT.match(words)
    if match is None:
        raise Slip(f"cannot read the count {words!r}: write 3, 1251-, -40, 5-7, ~30 or ?")
    if match["exact"]:
        number = int(match["exact"])
        return {"low": number, "best": number, "high": number}
    whole = {key: int(value) if value else None for key, value in match.groupdict().items() if key not in ("none",)}
    return {"low": whole["low"], "best": whole["about"], "high": whole["high"] if whole["low"] else whole["most"]}


def read_head(kind: str, head: str) -> dict[str, Any]:
    """What stands behind the trigger: type and status, effect and count, state or kind."""
    words = head.split()
    if kind == "E":
        if len(words) != 2:
            raise Slip(f"an event needs TYPE[/mode] status, not {head!r}")
        event_type, _, mode = words[0].partition("/")
        if event_type not in TYPES or (mode and mode not in TYPES[event_type].split()):
            raise Slip(f"unknown type or mode {words[0]!r}")
        if words[1] not in STATUSES:
            raise Slip(f"unknown status {words[1]!r}")
        return {"type": event_type, "mode": mode or None, "status": words[1]}
    if kind == "K":
        if len(words) != 2 or words[0] not in EFFECTS:
            raise Slip(f"a toll needs an effect and a count, not {head!r}")
        return {"effect": words[0], **read_count(words[1])}
    if kind == "C":
        state, _, times = head.partition(" x")
        if state.strip() not in TRUCE_STATES or (times and not times.isdigit()):
            raise Slip(f"unknown truce state {head!r}")
        return {"state": state.strip(), "times": int(times or 1)}
    if kind == "P":
        if len(words) != 2 or words[0] not in TYPES or words[1] not in PLEDGE_STATES:
            raise Slip(f"a pledge needs ACT state, not {head!r}")
        return {"act": words[0], "state": words[1]}
    if head not in TIES:
        raise Slip(f"unknown tie {head!r}")
    return {"tie": head}


def read_record(text: str, line: str, book: Book) -> dict[str, Any]:
    """One record line. Raises Slip."""
    kind, rest = line[0], line[1:]
    parts = [part.strip() for part in rest.split("|")]
    if len(parts) < 2:
        raise Slip("a record needs a trigger and, behind a bar, what it is")
    record: dict[str, Any] = {
        "kind": _KINDS[kind],
        "trigger": list(find_words(text, parts[0])),
        **read_head(kind, parts[1]),
    }
    for part in parts[2:]:
        if not part:
            continue
        key, _, value = part.partition(" ")
        name = _FIELDS[kind].get(key)
        if name is None:
            raise Slip(f"unknown field {key!r} of a {_KINDS[kind]}")
        record[name] = read_field(text, name, value.strip(), book)
    if kind == "P" and "condition" not in record:
        raise Slip("a pledge needs the words of its trigger (if ...)")
    return record


def read_field(text: str, name: str, value: str, book: Book) -> Any:
    """The value of one field. Raises Slip."""
    if not value:
        raise Slip(f"the field {name!r} is empty; leave it out instead")
    if name in _ACTORS:
        return [read_actor(text, one.strip(), book) for one in value.split(";") if one.strip()]
    if name in ("place", "time", "condition", "within"):
        if name == "place" and value.startswith("="):
            return {"span": None, "name": value[1:].strip()}
        return {"span": list(find_words(text, value))}
    allowed = {"channel": CHANNELS, "group": GROUPS, "trigger_type": set(TYPES)}.get(name)
    if allowed is not None and value not in allowed:
        raise Slip(f"{name} {value!r} is none of {', '.join(sorted(allowed))}")
    return value


Finished = tuple[dict[str, Any] | None, list[tuple[int, str]]]
"""A sentence, None where it has slips, and its slips: line number, what is wrong."""


class NotesReader:
    """Reads notes line by line; the state is the document and the sentence it is in."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.document: dict[str, Any] = {}
        self.book = Book()
        self.count = 0
        self.sentence: dict[str, Any] | None = None
        self.line = 0
        self.marked = False
        self.slips: list[tuple[int, str]] = []

    def take(self, number: int, line: str) -> None:
        """Read one line; what is wrong with it becomes a slip."""
        try:
            self._take(number, line)
        except Slip as slip:
            self.slips.append((number, str(slip)))

    def _take(self, number: int, line: str) -> None:
        mark, rest = line[0], line[1:].strip()
        if mark == "@":
            self._open_document(rest)
        elif mark == "=":
            self.count += 1
            self._open_sentence(number, f"{self.document.get('doc')}:{self.count}", rest)
        elif mark == "#":
            if rest not in self.texts:
                raise Slip(f"no sentence has the id {rest!r}")
            self._open_sentence(number, rest, self.texts[rest])
            assert self.sentence is not None
            self.sentence["public"] = True
        elif line.strip() == "-":
            self.marked = True
        elif mark in _FIELDS and self.sentence is not None:
            self.marked = True
            self.sentence["records"].append(read_record(self.sentence["text"], line, self.book))
        else:
            raise Slip(f"cannot read the line {line!r}")

    def _open_document(self, rest: str) -> None:
        parts = [part.strip() for part in rest.split("|")]
        if len(parts) != 4:
            raise Slip("a document line is @ id | date | style | title")
        doc, published, style, title = parts
        self.document = {
            "doc": doc,
            "published": None if published == "?" else published,
            "style": style,
            "title": None if title == "-" else title,
        }
        self.book, self.count = Book(), 0

    def _open_sentence(self, number: int, key: str, text: str) -> None:
        if not self.document:
            raise Slip("no document line (@) stands before this")
        self.sentence, self.line = {"id": key, **self.document, "text": text, "records": []}, number

    def finish(self) -> Finished | None:
        """The sentence read last, if any, and a fresh start for the next."""
        sentence, slips = self.sentence, self.slips
        if sentence is not None:
            if not self.marked:
                slips.append((self.line, "no records and no '-' below this sentence"))
            slips += [(self.line, what) for what in link(sentence["records"])]
        self.sentence, self.slips, self.marked = None, [], False
        return (None if slips else sentence, slips) if sentence is not None or slips else None


def link(records: list[dict[str, Any]]) -> Iterator[str]:
    """Turn the words of `within` into the place of the act they name among the records; yields what names none."""
    for at, record in enumerate(records):
        if "within" not in record:
            continue
        start = record["within"]["span"][0]
        outer = [
            n for n, one in enumerate(records) if n != at and one["kind"] == "event" and one["trigger"][0] == start
        ]
        if outer:
            record["within"] = outer[0]
        else:
            yield "'in' names no trigger of an event of this sentence"


def read_notes(lines: list[str], texts: dict[str, str]) -> Iterator[Finished]:
    """The sentences of some notes with their slips. texts: words of the public sentences that ids name."""
    reader = NotesReader(texts)
    for number, raw in enumerate(lines, 1):
        line = raw.rstrip()
        if not line.strip():
            continue
        if line[0] in "@=#" and (done := reader.finish()) is not None:
            yield done
        reader.take(number, line)
    if (done := reader.finish()) is not None:
        yield done


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notes", nargs="+", type=Path)
    parser.add_argument("--texts", type=Path, help="words of the public sets' sentences, JSON Lines with id and text")
    parser.add_argument("--into", type=Path, help="write the sentences here as JSON Lines")
    args = parser.parse_args()
    texts = {}
    if args.texts:
        texts = {row["id"]: row["text"] for row in map(json.loads, args.texts.read_text(encoding="utf-8").splitlines())}
    found, n_slips, n_records, n_empty = [], 0, 0, 0
    for path in args.notes:
        for sentence, slips in read_notes(path.read_text(encoding="utf-8").splitlines(), texts):
            for number, what in slips:
                print(f"{path}:{number}: {what}")
            n_slips += len(slips)
            if sentence is not None:
                n_records += len(sentence["records"])
                n_empty += not sentence["records"]
                found.append(sentence)
    print(
        f"{len(found)} sentences without a slip ({n_empty} of them report nothing), {n_records} records, "
        f"{n_slips} slips"
    )
    if args.into:
        with args.into.open("w", encoding="utf-8") as file:
            for sentence in found:
                if sentence.pop("public", False):
                    sentence = {key: value for key, value in sentence.items() if key not in ("text", "title")}
                file.write(json.dumps(sentence, ensure_ascii=False) + "\n")
    return 1 if n_slips else 0


if __name__ == "__main__":
    sys.exit(main())
