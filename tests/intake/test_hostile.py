"""Mutated and hostile files: a report or one clear sentence, never a crash, never a hang, and the same twice."""

import gzip
import json
import random
import time
from pathlib import Path

import pytest

from casus.intake import read_reports
from casus.records import Refused, Report

SECONDS = 10
PARAGRAPH = "The army and the rebels fought over the café bridge for three days, the governor said on Friday."
SEEDS = {
    ".txt": (
        f"Rebels take bridge\nBy Jane Doe\n\nRIVER TOWN, Oct. 30 (Agency) — {PARAGRAPH}\n\n{PARAGRAPH}\n[ad_1]\n"
    ).encode(),
    ".html": (
        "<html><head><meta charset='utf-8'><title>Bridge</title><meta name='date' content='2020-10-30'></head>"
        "<body>"
        f"<nav><a href='/'>Home</a></nav><article><h1>Bridge</h1><p>{PARAGRAPH}</p><ul><li>{PARAGRAPH}</li></ul>"
        f"<p>{PARAGRAPH} Again.</p></article></body></html>"
    ).encode(),
    ".md": f"# Bridge\n\n**{PARAGRAPH}** [more](http://x.example)\n\n- one\n- two\n\n> {PARAGRAPH}\n".encode(),
    ".jsonl": b"\n".join(
        json.dumps({"text": PARAGRAPH, "date": "2020-10-30", "title": "Bridge"}).encode() for _ in range(3)
    ),
    ".csv": f'text,date\n"{PARAGRAPH}",2020-10-30\n"{PARAGRAPH}\nSo.",\n'.encode(),
    ".txt.gz": gzip.compress(PARAGRAPH.encode()),
}
SHARDS = [
    b"\x00", b"\xff", b"\xc3", b"\xe2\x80", b"\xed\xa0\x80", "\u202e".encode(), b"<div>" * 50, b"</p>", b"<!--",
    b"<script>", b"&#x202e;", b"[ad_1]", b"\r", b"\n" * 20, b'"', b"{", b"[", b"\\ud800", b",", b"(Photo: ", b"/AFP)",
    b" - ", b"A" * 3000, b" " * 3000, b". " * 500, b"\x1b[31m", b"\x1f\x8b", b"%PDF", b"```", b"---\n",
    b"\x80\x81\x8d", b"\xff\xfe",
]  # fmt: skip


def mutate(data: bytes, choice: random.Random) -> bytes:
    mutated = bytearray(data)
    for _ in range(choice.choice([1, 1, 2, 5, 20])):
        start = choice.randrange(len(mutated) + 1)
        end = min(len(mutated), start + choice.randrange(1, 200))
        match choice.randrange(5):
            case 0:
                mutated[start:end] = choice.randbytes(end - start)
            case 1:
                del mutated[start:end]
            case 2:
                mutated[start:start] = choice.choice(SHARDS)
            case 3:
                mutated[start:start] = mutated[start:end] * choice.choice([1, 2, 20])
            case 4:
                del mutated[start:]
    return bytes(mutated)


def check(path: Path) -> list[Report | str]:
    start = time.perf_counter()
    outcomes = list(read_reports([str(path)]))
    assert time.perf_counter() - start < SECONDS
    assert outcomes
    for outcome in outcomes:
        if isinstance(outcome, Refused):
            assert str(outcome).isprintable()
        else:
            outcome.text.encode("utf-8")
            assert outcome.text.strip() == outcome.text != ""
            assert all(outcome.text[start:end].strip() for start, end in outcome.headings)
    return [str(outcome) if isinstance(outcome, Refused) else outcome for outcome in outcomes]


@pytest.mark.parametrize("suffix", SEEDS)
def test_mutated_files_are_read_or_refused(tmp_path: Path, suffix: str) -> None:
    choice = random.Random(f"intake{suffix}")
    for number in range(100):
        path = tmp_path / f"{number}{choice.choice([suffix, suffix, '.html', '.txt', ''])}"
        path.write_bytes(mutate(SEEDS[suffix], choice))
        outcomes = check(path)
        if number % 10 == 0:
            assert outcomes == check(path)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"a" * 900_000),
        ("b.txt", ("The town fell. " + "(" * 900_000).encode()),
        ("c.txt", b"a\n" * 450_000),
        ("d.txt", ("a" + " " * 900_000 + "b").encode()),
        ("e.txt", ("e" + "\u0301\u0316" * 400_000).encode()),
        ("f.md", b"[a](" * 200_000),
        ("g.html", b"<div>" * 1_000_000),
        ("h.html", b"<p>" + b"&" * 4_000_000),
        ("i.html", b"<p>The town fell on Friday.</p>" * 40_000),
        ("j.jsonl", b'{"text": "' + b"a" * 19_000_000 + b'"}'),
        ("k.csv", b'text\n"' + b"a\n" * 3_000_000),
        ("l.txt", "\u202e".encode() * 300_000),
    ],
)
def test_one_thing_a_million_times_is_no_hang(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    check(tmp_path / name)
