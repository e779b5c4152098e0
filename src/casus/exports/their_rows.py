"""Rows of other data sets' CSV files, with the faults that such files are known for.

A missing header, columns in another order or more of them, a byte order mark, Windows Latin letters, semicolons or
tabs between cells, stray quotes. A row that cannot be told apart is named, and the next one is read.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from casus.exports.cells import plain, unguarded
from casus.exports.data_sets import DataSet
from casus.intake.decoding import check_magic
from casus.intake.rows import numbered_lines
from casus.records import Refused

TheirRow = dict[str, str]
"""Column -> cell on one line; empty cells are ""."""
_MOST_LINES = 50
"""Lines that one row may take: a quote without an end must not swallow the file."""

Lines = Iterator[tuple[int, str | Refused]]


def read_rows(
    path: Path,
    data_set: DataSet,
    *,
    needed: Sequence[str],
    older: Mapping[str, str],
    wanted: Collection[str] | None = None,
) -> Iterator[tuple[int, TheirRow] | Refused]:
    """(line, row) of a file, Refused in place of a row that is none.

    needed: columns without which the file is none of this data set. older: earlier name of a column -> its name.
    wanted: columns that rows are to hold, None for all; a few of many are read several times as fast.
    Raises Refused where the file is none of it, OSError where it cannot be read.
    """
    lines = _Lines(_texts(path))
    header, delimiter, has_header = _header(lines, path, data_set, needed, older)
    if has_header:
        lines.take()
    chosen = [(at, name) for at, name in enumerate(header) if name and (wanted is None or name in wanted)]
    while (first := lines.take()) is not None:
        number, line = first
        if isinstance(line, Refused):
            yield line
        elif line.strip():
            cells = _cells(line, lines, delimiter, len(header))
            if cells is None:
                reason = (
                    f"has not the {len(header)} cells of the other rows, or a quote without its second; mend the row"
                )
                yield Refused(f"{path} line {number}", reason)
            elif not _is_tags(cells):
                yield number, {name: _cell(cells[at]) for at, name in chosen}


class _Lines:
    """Lines that can be looked at before they are taken."""

    def __init__(self, texts: Lines) -> None:
        self._texts, self._ahead = texts, deque[tuple[int, str | Refused]]()

    def take(self) -> tuple[int, str | Refused] | None:
        return self._ahead.popleft() if self._ahead else next(self._texts, None)

    def look(self, at: int) -> str | None:
        """The text of the line some lines ahead, None behind the end and for a line that is no text."""
        while len(self._ahead) <= at and (line := next(self._texts, None)) is not None:
            self._ahead.append(line)
        found = self._ahead[at][1] if at < len(self._ahead) else None
        return None if isinstance(found, Refused) else found


def _texts(path: Path) -> Lines:
    name = str(path)
    with path.open("rb") as stream:
        first = stream.readline()
        check_magic(first, name)
        for number, line in numbered_lines(stream, first, name):
            yield number, line if isinstance(line, Refused) else _decoded(line)


def _decoded(line: bytes) -> str:
    """UTF-8, else Windows Latin: files put together from several have lines of either."""
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _header(
    lines: _Lines, path: Path, data_set: DataSet, needed: Sequence[str], older: Mapping[str, str]
) -> tuple[list[str], str, bool]:
    """The name of each column, "" for one of no use; what stands between cells; whether the first line names them."""
    line = lines.look(0)
    if line is None or not line.strip():
        raise Refused(str(path), "is empty, or its first line is no text")
    delimiter = max(",;\t", key=line.count)
    written = [cell.strip().lower() for cell in next(csv.reader([line], delimiter=delimiter))]
    names = [older.get(name, name) for name in written]
    found = [name if name in data_set.columns and name not in names[:at] else "" for at, name in enumerate(names)]
    missing = [name for name in needed if name not in found]
    if not missing:
        return found, delimiter, True
    cells = _cells(line, lines, delimiter, len(data_set.columns), is_taken=False)
    if len(missing) == len(needed) and cells is not None:
        return list(data_set.columns), delimiter, False
    raise Refused(str(path), f"is no file of {data_set.name}: it has no column {', '.join(missing)}")


def _cells(line: str, lines: _Lines, delimiter: str, width: int, *, is_taken: bool = True) -> list[str] | None:
    """The cells of a row that begins with a line; the further lines of its quoted cells are taken from `lines`.

    None where no number of lines gives a row of that width; then no further line is taken.
    """
    text, further = line, 0
    cells = _split(text, delimiter)
    while _is_open(cells) and further < _MOST_LINES:
        following = lines.look(further if is_taken else further + 1)
        if following is None:
            break
        text, further = text + following, further + 1
        cells = _split(text, delimiter) if '"' in following else cells
    if len(cells) != width or _is_open(cells):
        return None
    for _ in range(further if is_taken else 0):
        lines.take()
    return cells


def _split(text: str, delimiter: str) -> list[str]:
    """The cells of one row; none where it cannot be split."""
    try:
        return next(csv.reader(text.splitlines(keepends=True), delimiter=delimiter), [])
    except csv.Error:
        return []


def _is_open(cells: list[str]) -> bool:
    """Whether the last cell is quoted and goes on: only then does the end of its line stand in it."""
    return bool(cells) and cells[-1].endswith("\n")


def _is_tags(cells: list[str]) -> bool:
    """Whether it is the row of HXL tags under the header of files from the Humanitarian Data Exchange."""
    return all(cell.startswith("#") for cell in cells if cell) and any(cells)


def _cell(cell: str) -> str:
    return plain(unguarded(cell.strip()))
