"""What a folder of readings is made of, so that it is never gone on with by another reader or from other files."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casus.archives.blocks import LARGEST, MOST, Shelf
from casus.records import CasusError

_PLAN, _WHOLE = "plan.json", "whole.json"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is read and how. reader: its version."""

    reader: str
    published: str | None
    source: str | None
    shelves: tuple[Shelf, ...]


def begin(folder: Path, plan: Plan) -> None:
    """Note the plan in a folder, made where there is none; nothing changes where it stands there already.

    Raises CasusError where the folder holds something else, or cannot be written.
    """
    written = _written(plan)
    path = folder / _PLAN
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = path.read_text(encoding="utf-8") if path.exists() else None
        if there is None and any(not one.name.startswith(".") for one in folder.iterdir()):
            raise CasusError(f"{folder} is not empty and holds no readings; name another folder.")
        if there is not None and there != written:
            raise CasusError(
                f"{folder} holds readings of other files, or read in another way; name another folder, or remove it."
            )
        if there is None:
            _write(path, written)
    except OSError as error:
        raise CasusError(f"The folder {folder} cannot be written ({error.strerror or error}).") from error


def end(folder: Path, *, readings: int, refused: int) -> None:
    """Note that all was read."""
    _write(folder / _WHOLE, json.dumps({"readings": readings, "refused": refused}) + "\n")


def is_whole(folder: Path) -> bool:
    """Whether all was read."""
    return (folder / _WHOLE).exists()


def _write(path: Path, written: str) -> None:
    part = path.with_name(f".{path.name}")
    part.write_text(written, encoding="utf-8")
    part.replace(path)


def _written(plan: Plan) -> str:
    known = {
        "reader": plan.reader,
        "published": plan.published,
        "source": plan.source,
        "block": {"texts": MOST, "characters": LARGEST},
        "shelves": [{"paths": one.paths, "bytes": _bytes_of(one.paths)} for one in plan.shelves],
    }
    return json.dumps(known, indent=1) + "\n"


def _bytes_of(paths: Sequence[str]) -> int:
    """How large some files are together; one that is not there counts nothing, and is refused when it is read."""
    return sum(os.path.getsize(path) for path in paths if "\0" not in path and os.path.exists(path))
