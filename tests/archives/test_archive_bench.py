"""The archive bench's own arithmetic: a wrong figure there would pass or fail a bar that nobody checks again."""

import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from bench.archives import Run, articles, is_flat, is_reached, judged
from casus.archives.tables import file_of


def run(folder: Path, done: Sequence[float], *, workers: int) -> Run:
    """A run whose blocks of ten articles were done at some seconds."""
    for number, at in enumerate(done):
        path = file_of(folder, 0, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        pyarrow.parquet.write_table(pyarrow.table({"report": [f"{number}-{row}" for row in range(10)]}), path)
        os.utime(path, (1000 + at, 1000 + at))
    return Run(folder, done[-1], workers)


def grown(whole: Sequence[float]) -> Run:
    """A run with so many MB at each second."""
    return Run(Path(), float(len(whole)), 1, [(float(at), 100.0, one) for at, one in enumerate(whole)])


@pytest.mark.parametrize(
    ("done", "workers", "rate"),
    [
        ([5, 6, 7, 8, 9], 1, 10),
        ([5, 5, 6, 6, 7, 7, 8, 8], 2, 20),  # workers that end their blocks together
        ([5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5], 2, 20),  # in turn
        ([5, 5, 6, 6, 7, 7, 8, 8, 9], 2, 20),  # one has nothing to do at the end
        ([95, 95, 96, 96, 97, 97, 98, 98], 2, 20),  # slow to start
    ],
)
def test_articles_a_second_are_those_of_the_workers_at_work(
    tmp_path: Path, done: list[float], workers: int, rate: float
) -> None:
    assert run(tmp_path, done, workers=workers).rate == pytest.approx(rate)


def test_too_few_blocks_give_no_figure(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="7 blocks are too few for 2 workers"):
        _ = run(tmp_path, [1, 1, 2, 2, 3, 3, 4], workers=2).rate


def test_memory_that_grows_fails_and_memory_that_is_filled_at_the_start_does_not() -> None:
    filled = grown([min(300.0, 100.0 + 20 * at) for at in range(80)])
    growing = grown([300.0 + at for at in range(80)])
    assert is_flat(filled.quarters())
    assert not is_flat(growing.quarters())
    assert [whole for _, whole in growing.quarters()] == pytest.approx([309.5, 329.5, 349.5, 369.5])
    with pytest.raises(SystemExit, match="too short"):
        grown([300.0] * 11).quarters()


def test_either_memory_that_grows_fails() -> None:
    assert not is_flat([(1, 1), (100, 1000), (100, 1000), (106, 1000)])
    assert not is_flat([(1, 1), (100, 1000), (100, 1000), (100, 1060)])


def test_a_share_that_cannot_be_reaches_no_bar() -> None:
    assert is_reached(0.85, 0.85) and is_reached(1.02, 0.85) and not is_reached(0.84, 0.85)
    with pytest.raises(SystemExit, match="140% cannot be: the one worker was disturbed"):
        is_reached(25.2 / (2 * 9.0), 0.85)


def test_reprints_are_found_missed_or_wrongly_told() -> None:
    ids, firsts = ["a", "b", "a2", "b2", "c"], [None, None, 0, 1, None]
    assert judged(ids, firsts, {one: one for one in ids}) == (0, 2, 0)
    assert judged(ids, firsts, {"a": "a", "b": "b", "a2": "a", "b2": "b", "c": "c"}) == (2, 2, 0)
    assert judged(ids, firsts, {"a": "a", "b": "b", "a2": "a", "b2": "a", "c": "a"}) == (1, 2, 1)


def test_made_articles_are_as_long_as_told_and_reprint_what_is_told() -> None:
    made = list(articles(600, reprints=0.3))
    reprinted = [(text, first) for text, first in made if first is not None]
    assert 120 < len(reprinted) < 240
    for text, first in reprinted:
        words = text.removeprefix("By our own desk. ")
        assert made[first][1] is None and made[first][0].startswith(words[:-1])
        assert 0.7 * len(made[first][0]) < len(words) < len(made[first][0])
    lengths = [len(text.split()) for text, first in made if first is None]
    assert 150 <= min(lengths) < 180 and 380 < max(lengths) < 440
    assert len({text for text, first in made if first is None}) == len(lengths)
    assert list(islice(articles(10), 5)) == list(articles(5))
