"""Archives read by several processes: the same readings in the same order, and runs that go on where they were."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from made_work import TEXTS, archive, maker, reader_dying, reader_dying_once, shelved, wanted

from casus.archives import blocks
from casus.archives.blocks import Shelf, blocks_of, shelves
from casus.archives.plan import Plan, begin, is_whole
from casus.archives.reading import keep_here, read_here
from casus.archives.tables import files_in, rows_of
from casus.cli.archiving import keep_archive, readings_by_engine
from casus.cli.inputs import Engine, Found, readings
from casus.records import CasusError, Refused
from casus.records.lines import json_line


def told(one: Found | Refused) -> str:
    return str(one) if isinstance(one, Refused) else f"{one.name} {json_line(one.reading)}"


def silent(_: object) -> None:
    pass


def kept_lines(folder: Path) -> list[str]:
    return [
        f"{one['name']} {one['reading']}" for path in files_in(folder) for one in rows_of(path, ("name", "reading"))
    ]


def test_many_processes_tell_the_same_as_one_in_the_same_order(tmp_path: Path) -> None:
    asked = wanted(archive(tmp_path, 130), str(tmp_path / "gone.txt"), archive(tmp_path, 20, start=200))
    plain = [told(one) for one in readings(asked)]
    assert sum("no text" in one or "is not valid JSON" in one for one in plain) == 2
    assert [told(one) for one in readings_by_engine(asked, Engine("local", 2), tell=silent)] == plain


def test_a_folder_holds_the_readings_in_order_and_names_what_was_refused(tmp_path: Path) -> None:
    asked, refused = wanted(archive(tmp_path, 430)), list[str]()
    assert not keep_archive(asked, tmp_path / "out", Engine("local", 2), tell=refused.append, count=silent)
    plain = [told(one) for one in readings(asked)]
    assert kept_lines(tmp_path / "out") == [one for one in plain if "is not valid JSON" not in one]
    assert refused[:-1] == [one for one in plain if "is not valid JSON" in one]
    assert refused[-1].startswith("422 reports in ")
    assert len(files_in(tmp_path / "out")) == 3


def test_a_run_that_was_broken_off_reads_only_what_is_missing(tmp_path: Path) -> None:
    asked, folder, said = wanted(archive(tmp_path, 610)), tmp_path / "out", list[str]()
    keep_archive(asked, folder, Engine("local", 1), tell=said.append, count=silent)
    first, before = files_in(folder)[1], {path: path.read_bytes() for path in files_in(folder)}
    written = {path: path.stat().st_mtime_ns for path in files_in(folder)}
    first.unlink()
    again: list[str] = []
    keep_archive(asked, folder, Engine("local", 1), tell=again.append, count=silent)
    assert again[:-1] == said[:-1]
    assert "402 of them read before" in again[-1]
    assert {path: path.read_bytes() for path in files_in(folder)} == before
    assert [path for path in files_in(folder) if path.stat().st_mtime_ns != written[path]] == [first]


def test_a_worker_that_is_killed_changes_no_row(tmp_path: Path) -> None:
    path = archive(tmp_path, 500)
    list(keep_here(shelved(path), tmp_path / "whole", TEXTS, maker(path), workers=1, tell=silent))
    said: list[str] = []
    dying = reader_dying_once(tmp_path / "died", "Report 230 ", path)
    list(keep_here(shelved(path), tmp_path / "killed", TEXTS, dying, workers=2, tell=said.append))
    assert said == ["A worker died; another one reads its block again."]
    assert [one.read_bytes() for one in files_in(tmp_path / "killed")] == [
        one.read_bytes() for one in files_in(tmp_path / "whole")
    ]


def test_a_worker_that_is_killed_while_readings_are_told_changes_none(tmp_path: Path) -> None:
    path = archive(tmp_path, 90)
    dying = reader_dying_once(tmp_path / "died", "Report 33 ", path)
    found = [told(one) for one in read_here(shelved(path), TEXTS, dying, workers=2, tell=silent)]
    assert found == [told(one) for one in readings(wanted(path))]


def test_a_block_that_no_worker_survives_is_left_for_the_next_run(tmp_path: Path) -> None:
    path, said = archive(tmp_path, 300), list[str]()
    kept = list(keep_here(shelved(path), tmp_path, TEXTS, reader_dying(path), workers=2, tell=said.append))
    assert [(one.readings, len(one.refused), one.is_lost) for one in kept] == [(0, 200, True), (98, 2, False)]
    assert "died three times" in kept[0].refused[0][1]
    assert len(files_in(tmp_path)) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_leaves_whole_files_and_no_process(tmp_path: Path, number: signal.Signals) -> None:
    path, folder = archive(tmp_path, 6000), tmp_path / "out"
    command = [sys.executable, "-m", "casus", "read", path, "--to", str(folder), "--reader", "lexicon"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    until = time.monotonic() + 60
    while not files_in(folder) and time.monotonic() < until:
        time.sleep(0.05)
    process.send_signal(number)
    process.wait(30)
    while _alive(process.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _alive(process.pid)
    assert all(list(rows_of(one, ("report",))) for one in files_in(folder))
    assert 0 < len(files_in(folder)) < 30
    assert not is_whole(folder)


def _alive(group: int) -> bool:
    """Whether a process of a group lives."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_folder_of_other_readings_is_not_gone_on_with(tmp_path: Path) -> None:
    path = archive(tmp_path, 30)
    plan = Plan("lexicon 1", None, None, tuple(shelved(path)))
    begin(tmp_path / "out", plan)
    begin(tmp_path / "out", plan)
    for other in (
        Plan("lexicon 2", None, None, plan.shelves),
        Plan("lexicon 1", "2020-10-31", None, plan.shelves),
        Plan("lexicon 1", None, None, ()),
    ):
        with pytest.raises(CasusError, match="holds readings of other files"):
            begin(tmp_path / "out", other)
    with pytest.raises(CasusError, match="is not empty and holds no readings"):
        begin(tmp_path, plan)
    with pytest.raises(CasusError, match="cannot be written"):
        begin(Path(path) / "out", plan)


def test_blocks_are_bounded_by_texts_and_characters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [shelf] = shelved(archive(tmp_path, 410))
    assert [len(block.documents) for block in blocks_of(shelf, TEXTS)] == [200, 200, 10]
    monkeypatch.setattr(blocks, "LARGEST", 1000)
    assert max(len(block.documents) for block in blocks_of(shelf, TEXTS)) < 10


def test_single_texts_share_a_shelf_and_archives_have_their_own(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text("words")
    archive(tmp_path, 1)
    found = list(shelves([str(tmp_path), str(tmp_path / "gone")], most=3))
    assert [len(one.paths) for one in found if isinstance(one, Shelf)] == [3, 2, 1, 1]
    assert [one.number for one in found if isinstance(one, Shelf)] == [0, 1, 2, 3]
