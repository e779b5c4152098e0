"""Untrusted files: a small part of bench/hostile.py, whose large files are made smaller here."""

import random
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from bench import hostile
from bench.hostile_files import KINDS, Kind

FILES = 150
SCALE = 0.02
SEED = 20


@cache
def outcome() -> tuple[list[str], dict[str, hostile.Score]]:
    scores: dict[str, hostile.Score] = defaultdict(hostile.Score)
    problems = hostile.check(hostile.plan(FILES, SEED), scores, seed=SEED, scale=SCALE)
    return problems, scores


def test_casus_keeps_its_promises_on_hostile_files() -> None:
    problems, _ = outcome()
    assert problems == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_was_tried(kind: Kind) -> None:
    _, scores = outcome()
    assert scores[kind.name].files > 0


@pytest.mark.parametrize("name", ["empty", "random bytes", "zip named as text", "gzip of a page, unknown suffix"])
def test_what_holds_no_text_is_refused(name: str) -> None:
    _, scores = outcome()
    assert scores[name].refused == scores[name].files


@pytest.mark.parametrize("name", ["shuffled words", "a sentence of 10,000 words", "gzip of a text"])
def test_what_is_only_strange_is_read(name: str) -> None:
    _, scores = outcome()
    assert scores[name].refused == 0


def test_same_seed_makes_the_same_files() -> None:
    planned = hostile.plan(FILES, SEED)
    assert planned == hostile.plan(FILES, SEED)
    for number, kind in planned[:40]:
        made = [kind.make(random.Random(f"{SEED}-{number}"), SCALE) for _ in range(2)]
        assert made[0] == made[1]


def test_a_reading_that_points_outside_its_text_is_a_problem() -> None:
    record = b'{"sentence": [0, 6], "span": [0, 5]}'
    lists = b'"tolls": [], "truces": [], "pledges": [], "ties": [], "quotes": []'
    good = b'{"report": {"text": "Talks."}, "events": [' + record + b"], " + lists + b"}"
    assert list(hostile.reading_problems(good)) == []
    assert list(hostile.reading_problems(good.replace(b"[0, 5]", b"[0, 7]")))
    assert list(hostile.reading_problems(good.replace(b"Talks", b"Talk\xff")))
    assert list(hostile.reading_problems(b"[]"))


def test_a_slow_row_is_a_problem_and_a_text_only_when_it_takes_as_long_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = next(kind for kind in KINDS if kind.rows)
    texts = next(kind for kind in KINDS if not kind.rows)
    for kind, alone, problems in ((rows, 0.0, 1), (texts, 3.0, 0), (texts, 30.0, 1)):
        monkeypatch.setattr(hostile, "processor_seconds", lambda path, alone=alone: alone)
        file = hostile.File(0, kind, tmp_path / "00000-a")
        slow, fast = (hostile.Run(0.0, 0, [(seconds, True, b"casus: /00000-a: x")]) for seconds in (20.0, 1.0))
        found = [one for one in hostile.problems_of([file], slow, slow) if "took" in one]
        assert len(found) == problems
        assert not [one for one in hostile.problems_of([file], slow, fast) if "took" in one]
