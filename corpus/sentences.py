"""The corpus as other programs read it: sentences with their words, their documents, and which are held out."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from casus.reading.sentences import Sentence
from casus.records import Report

_FILES = {
    "articles": "articles.jsonl.gz",
    "muc4": "muc4/train.jsonl.gz",
    "cameo_class": "cameo_class/train.jsonl",
    "plover_gsr": "plover_gsr/all.jsonl",
    "re3d": "re3d/train.jsonl",
    "satp": "satp/train.jsonl",
    "indiapolice": "indiapolice_docs/train.jsonl.gz",
    "geowebnews": "geowebnews/all.jsonl",
    "ewt": "ud/ewt_news.train.conllu.gz",
}
Row = dict[str, Any]


def read_lines(path: Path) -> list[Row]:
    """Rows of a JSON Lines file, plain or gzipped."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def read_parsed(path: Path) -> list[Row]:
    """Id and text of the sentences of a gzipped CoNLL-U file."""
    found: list[Row] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            name, _, value = line.partition(" = ")
            if name == "# sent_id":
                found.append({"id": value.strip()})
            elif name == "# text":
                found[-1]["text"] = value.strip()
    return found


def set_of(row: Row) -> str:
    """The set a corpus sentence is from; "own" for the sentences written for casus."""
    return "own" if "text" in row and row["doc"].startswith("own-") else str(row["id"].split(":")[0])


def texts_of(shared: Path, wanted: Iterable[str]) -> dict[str, str]:
    """set:doc -> text of the public documents that sentence ids name."""
    by_set: dict[str, set[str]] = {}
    for key in wanted:
        name, doc = key.split(":")[:2]
        if name not in (*_FILES, "ged_headlines"):  # sentences of somebody's ledger: their words are there
            continue
        by_set.setdefault(name, set()).add(doc)
    found = {}
    for name, docs in by_set.items():
        path = shared / "data/ged_headlines.jsonl.gz" if name == "ged_headlines" else shared / "bench" / _FILES[name]
        for row in read_parsed(path) if name == "ewt" else read_lines(path):
            if str(row["id"]) in docs:
                text = row["source_headline"] if name == "ged_headlines" else row.get("text") or " ".join(row["tokens"])
                found[f"{name}:{row['id']}"] = text
    return found


def load_corpus(folder: Path, shared: Path) -> list[Row]:
    """All sentences of the corpus with their words; those of public sets only where the sets are at hand."""
    rows = [row for path in sorted(folder.glob("*.jsonl")) for row in read_lines(path)]
    bare = [row for row in rows if "text" not in row]
    texts = texts_of(shared, [row["id"] for row in bare]) if (shared / "bench").exists() else {}
    for row in bare:
        name, doc, start, end = row["id"].split(":")
        if f"{name}:{doc}" in texts:
            row["text"] = texts[f"{name}:{doc}"][int(start) : int(end)]
    return [row for row in rows if "text" in row]


def is_held_out(doc: str) -> bool:
    """Whether a document is of the 15 % that are never trained on: by its name, so that it stays so as the corpus
    grows.
    """
    return _draw(doc) < 15


def is_for_tuning(doc: str) -> bool:
    """Whether a document is of the 6 % on which training is stopped and thresholds and confidence are fitted."""
    return 15 <= _draw(doc) < 21


def _draw(doc: str) -> int:
    return int(hashlib.sha256(doc.encode()).hexdigest(), 16) % 100


def documents(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Sentences of one document together, in their order."""
    by_doc: dict[str, list[Row]] = {}
    for row in rows:
        by_doc.setdefault(row["doc"], []).append(row)
    yield from by_doc.values()


def report_of(rows: list[Row]) -> tuple[Report, list[Sentence]]:
    """A report made of the given sentences, a line each, and where they stand in it."""
    text, sentences = "", []
    for row in rows:
        text += "\n" if text else ""
        sentences.append(Sentence(len(text), len(text) + len(row["text"])))
        text += row["text"].replace("\n", " ")
    published = rows[0]["published"]
    published = published if published and len(published) == 10 else None
    report = Report(
        id=rows[0]["doc"], title=None, source=None, url=None, published=published, language="en", text=text, notes=()
    )
    return report, sentences
