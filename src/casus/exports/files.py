"""Files of an export: written beside their place and put there whole, or not at all."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from casus.exports.cells import written
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


def table(
    columns: Sequence[str], *, delimiter: str = ",", missing: str = "", headers: Sequence[Sequence[str]] | None = None
) -> Opened:
    """CSV or TSV. headers: the rows above the first; the names of the columns unless given."""

    @contextmanager
    def open_table(path: Path) -> Iterator[Add]:
        with opened(path) as file:
            writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
            writer.writerows([columns] if headers is None else headers)
            yield lambda row: writer.writerow([written(row[name], missing=missing) for name in columns])

    return open_table
