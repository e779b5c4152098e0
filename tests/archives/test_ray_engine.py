"""The cluster engine on two workers of this machine: the same files as without it, whatever dies."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_work import TEXTS, archive, maker, reader_dying_once, shelved

from casus.archives.cluster import keep_on_ray
from casus.archives.reading import keep_here
from casus.archives.tables import Kept, files_in
from casus.records import CasusError

pytest.importorskip("ray", reason="ray is not installed: pip install 'casus[ray]'")


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Workers find what tests import."""
    root = Path(__file__).resolve().parents[2]
    monkeypatch.setenv(
        "PYTHONPATH", os.pathsep.join((str(root), str(root / "tests"), os.environ.get("PYTHONPATH", "")))
    )
    yield


def test_ray_keeps_the_same_rows_whatever_dies(here: None, tmp_path: Path) -> None:
    path, other = archive(tmp_path, 500), archive(tmp_path, 30, start=1000)
    its = shelved(path, other)
    plain = list(keep_here(its, tmp_path / "plain", TEXTS, maker(), workers=1, tell=print))
    kept = list(
        keep_on_ray(
            its, tmp_path / "ray", TEXTS, reader_dying_once(tmp_path / "died", "Report 230 "), workers=2, address=None
        )
    )
    assert (tmp_path / "died").exists()
    assert kept == plain
    assert [one.read_bytes() for one in files_in(tmp_path / "ray")] == [
        one.read_bytes() for one in files_in(tmp_path / "plain")
    ]
    files_in(tmp_path / "ray")[1].unlink()
    again = list(keep_on_ray(its, tmp_path / "ray", TEXTS, maker(), workers=1, address=None))
    assert [one.is_new for one in again] == [False, True, False, False]
    assert [(one.readings, one.refused) for one in again] == [(one.readings, one.refused) for one in plain]
    assert isinstance(again[0], Kept)


def test_a_cluster_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CasusError, match="No Ray cluster answers"):
        list(keep_on_ray([], tmp_path, TEXTS, maker(), workers=1, address="127.0.0.1:1"))
