"""The corpus itself: well formed, as large and as mixed as it says."""

from collections import Counter
from pathlib import Path

from corpus import check
from corpus.agreement import measure, read
from corpus.notes import STATUSES, TYPES
from corpus.sentences import is_for_tuning, is_held_out

FOLDER = Path(__file__).parents[2] / "corpus"
SHARED = Path(__file__).parents[2] / "../shared"
ROWS = list(read(FOLDER).values())


def test_every_file_is_well_formed() -> None:
    for path in sorted(FOLDER.glob("*.jsonl")) + sorted(FOLDER.glob("second/*.jsonl")):
        assert list(check.check(path, {})) == []


def test_it_covers_what_it_should() -> None:
    types = Counter(record["type"] for row in ROWS for record in row["records"] if record["kind"] == "event")
    statuses = Counter(record["status"] for row in ROWS for record in row["records"] if record["kind"] == "event")
    assert len(ROWS) >= 6000
    assert set(types) == set(TYPES) and min(types.values()) >= 100
    assert set(statuses) == STATUSES and min(statuses.values()) >= 100
    assert sum(not row["records"] for row in ROWS) >= len(ROWS) / 4


def test_no_words_of_public_sets_are_copied() -> None:
    for row in ROWS:
        assert ("text" in row) == row["doc"].startswith("own-"), row["id"]


def test_a_sixth_is_held_out_and_none_of_it_tuned_on() -> None:
    held = sum(is_held_out(row["doc"]) for row in ROWS) / len(ROWS)
    assert 0.12 < held < 0.18
    assert not any(is_held_out(row["doc"]) and is_for_tuning(row["doc"]) for row in ROWS)


def test_annotators_agree() -> None:
    first, second = read(FOLDER), read(FOLDER / "second")
    rates = measure([(first[key], row) for key, row in second.items() if key in first])
    assert len(second) >= len(first) * 0.05
    assert rates["kappa type"] > 0.8 and rates["kappa status"] > 0.8 and rates["F1 trigger"] > 0.8
