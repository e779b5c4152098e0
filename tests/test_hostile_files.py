"""Untrusted files: a small part of bench/hostile.py, whose large files are made smaller here."""

import random
from collections import defaultdict
from functools import cache

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
