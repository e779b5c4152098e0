"""Repeats of an archive: each report marked with the first of its group."""

import json
from pathlib import Path

import pyarrow.parquet
import pytest
from made_work import maker, sentence, shelved

from casus.archives import repeats
from casus.archives.reading import keep_here
from casus.archives.repeats import Marked, mark_repeats
from casus.archives.tables import files_in, rows_of
from casus.cli.inputs import documents
from casus.records import CasusError

STORY = " ".join(map(sentence, range(0, 300, 31)))
OTHER = " ".join(sentence(number).replace("Shelling", "A mine") for number in range(7, 300, 37))


def marked(folder: Path, *rows: tuple[str, str | None]) -> list[int]:
    """For each text, with its day, the number of the text that it is taken to repeat; its own for none."""
    path = folder / "a.jsonl"
    path.write_text("".join(json.dumps({"text": text, "published": day}) + "\n" for text, day in rows))
    list(keep_here(shelved(str(path)), folder / "read", documents, maker(), workers=1, tell=print))
    mark_repeats(folder / "read")
    names = [one["report"] for path in files_in(folder / "read") for one in rows_of(path, ("report",))]
    table = pyarrow.parquet.read_table(folder / "read" / "origins.parquet").to_pylist()
    assert [one["report"] for one in table] == names
    return [names.index(one["origin"]) for one in table]


def test_reprints_lead_to_the_first_report_by_day(tmp_path: Path) -> None:
    found = marked(
        tmp_path,
        (f"{STORY} Printed in the evening.", "2020-10-31"),
        (OTHER, "2020-10-01"),
        (f"By our own staff, who were there. {STORY}", "2020-10-30"),
        (f"{STORY[: len(STORY) // 2]} The rest was cut.", None),
        (sentence(5), "2020-10-01"),
    )
    assert found == [2, 1, 2, 2, 4]


def test_the_same_words_are_one_report(tmp_path: Path) -> None:
    assert marked(tmp_path, ("They met in Doha.", "2020-10-31"), ("They met in Doha.", "2020-10-30")) == [0, 0]


def test_bands_sorted_in_parts_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repeats, "_SORTED", 10)
    rows = [(f"{story} Paper {number}.", None) for number, story in enumerate([STORY, OTHER] * 4)]
    assert marked(tmp_path, *rows) == [0, 1] * 4


def test_a_folder_without_readings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CasusError, match="holds no readings"):
        mark_repeats(tmp_path)


def test_an_archive_of_short_texts_has_no_repeats(tmp_path: Path) -> None:
    assert marked(tmp_path, ("They met in Doha.", None), ("They met in Doha today.", None)) == [0, 1]
    assert mark_repeats(tmp_path / "read") == Marked(2, 0)
