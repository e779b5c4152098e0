"""Files of an export: written beside their place and put there whole, or not at all."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from casus.exports.cells import Cell, written
from casus.exports.rows import Row
from casus.records import CasusError

Add = Callable[[Row], None]
"""Takes one row."""
Opened = Callable[[Path], AbstractContextManager[Add]]
"""Opens a file of some format for its rows."""


@contextmanager
def replacing(*places: Path) -> Iterator[list[Path]]:
    """Paths to write to, moved to their places at the end; an error leaves the places as they were.

    Raises CasusError where a folder or file cannot be written.
    """
    drafts = [place.with_name(f".{place.name}.{os.getpid()}.partial") for place in places]
    with ExitStack() as stack:
        for draft in drafts:
            stack.callback(_removed, draft)
        try:
            yield drafts
            for draft, place in zip(drafts, places, strict=True):
                os.replace(draft, place)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise CasusError(f"{places[0]} could not be written ({reason}); nothing there was changed.") from error


def _removed(path: Path) -> None:
    with suppress(FileNotFoundError):
        path.unlink()


def opened(path: Path) -> IO[str]:
    """A new text file with plain line ends."""
    return path.open("x", encoding="utf-8", newline="")


@contextmanager
def json_lines(path: Path) -> Iterator[Add]:
    """One JSON object a line."""
    with opened(path) as file:
        yield lambda row: print(json.dumps(row, allow_nan=False), file=file)


@contextmanager
def feature_collection(path: Path) -> Iterator[Add]:
    """GeoJSON, one feature a line."""
    with opened(path) as file:
        file.write('{"type": "FeatureCollection", "features": [')
        between = "\n"

        def add(feature: Row) -> None:
            nonlocal between
            file.write(between + json.dumps(feature, allow_nan=False))
            between = ",\n"

        yield add
        file.write("\n]}\n")


def table(
    columns: Sequence[str], *, delimiter: str = ",", missing: str = "", headers: Sequence[Sequence[str]] | None = None
) -> Opened:
    """CSV, or TSV, where double quotes become single ones: many readers of it know no quoting, others do.

    headers: the rows above the first; the names of the columns unless given.
    """
    replaced = '"' if delimiter == "\t" else ""

    def cell(value: Cell) -> str:
        text = written(value, missing=missing)
        return text.replace(replaced, "'") if replaced else text

    @contextmanager
    def open_table(path: Path) -> Iterator[Add]:
        with opened(path) as file:
            writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
            writer.writerows([columns] if headers is None else headers)
            yield lambda row: writer.writerow([cell(row[name]) for name in columns])

    return open_table
