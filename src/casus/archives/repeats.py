"""Reports of an archive that repeat others: whom each repeats, found over all of them at once.

The way is the ledger's (MinHash, bands of it, and a comparison of those that share one; docs/identity.md), with bands
made for many millions: four rows each, so that texts with one phrase in ten in common share one once in five hundred
pairs, and texts with nothing in common never do. What a report needs for it is made where it is read and stands
beside it in the Parquet; finding repeats then reads no text.

Memory does not grow with the archive beyond twenty bytes a report and the names of those that are repeated: bands and
sketches lie in files beside it, and the bands are sorted a part at a time. docs/scale.md says what that takes.
"""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casus.archives.tables import files_in, parquet, rows_of
from casus.records import CasusError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_SHARE, _FEWEST = 0.6, 16
"""Share of the shorter sketch's phrases from which on a report is a repeat, as in a ledger, and the smallest sketch
that says so: of some 35 words. What is shorter repeats only the very same words, which have one name anyway."""
_COMPARED = 20
"""Groups within a band that a report is compared with; a band of more is a formula, such as a court's, not a text."""
_SORTED = 20_000_000
"""Bands sorted at a time, twelve bytes each."""
_ROWS_AT_ONCE = 10_000
_UNDATED = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Marked:
    """What was found: reports in all, and those among them that repeat an earlier one."""

    reports: int
    repeats: int


def mark_repeats(folder: Path) -> Marked:
    """Write FOLDER/origins.parquet: for each report, in the order of the archive, the first report of its group.

    First is the earliest by day of publication, then by place in the archive. Raises CasusError where nothing was read.
    """
    files = files_in(folder)
    if not files:
        raise CasusError(f"{folder} holds no readings; read an archive first: casus read PATH --to {folder}")
    with tempfile.TemporaryDirectory(dir=folder, prefix=".origins-") as scratch:
        gathered = _gather(files, Path(scratch))
        groups = Groups(gathered.days)
        for run in gathered.runs():
            _join(run, gathered, groups)
    return _write(folder, files, groups)


class Groups:
    """Rows in groups; each row of a group leads to its first. days: of publication, by row."""

    def __init__(self, days: Sequence[int]) -> None:
        self._days = days
        self._above = array("q", range(len(days)))

    def first(self, row: int) -> int:
        """The first row of a row's group."""
        above = self._above
        while above[row] != row:
            above[row] = above[above[row]]
            row = above[row]
        return row

    def join(self, one: int, other: int) -> None:
        """Two rows, and the groups of both, are one group."""
        low, high = sorted((self.first(one), self.first(other)), key=lambda row: (self._days[row], row))
        self._above[high] = low

    def heads(self) -> set[int]:
        """The first rows of groups of several."""
        return {first for row in range(len(self._above)) if (first := self.first(row)) != row}

    def joined(self) -> int:
        """How many rows are not the first of their group."""
        return sum(above != row for row, above in enumerate(self._above))


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is known of all reports. bands: (band, row) of each; ends: where each row's sketch ends among all."""

    days: array[int]
    bands: npt.NDArray[Any]
    ends: array[int]
    sketches: npt.NDArray[np.uint32]

    def sketch(self, row: int) -> frozenset[int]:
        """The hashes of some of a report's phrases."""
        start = self.ends[row - 1] if row else 0
        return frozenset(self.sketches[start : self.ends[row]].tolist())

    def runs(self) -> Iterator[list[int]]:
        """The rows that share a band, for each band that several have."""
        import numpy as np

        if not len(self.bands):
            return  # texts too short to tell a repeat by
        parts = len(self.bands) // _SORTED + 1
        for part in range(parts):
            stretches = (self.bands[at : at + _SORTED] for at in range(0, len(self.bands), _SORTED))
            its = np.concatenate([some[some["band"] % parts == part] for some in stretches])
            its.sort(order=("band", "row"))
            borders = np.flatnonzero(np.diff(its["band"])) + 1
            starts, stops = np.concatenate(([0], borders)), np.concatenate((borders, [len(its)]))
            several = np.flatnonzero(stops - starts > 1)
            for start, stop in zip(starts[several].tolist(), stops[several].tolist(), strict=True):
                yield its["row"][start:stop].tolist()


def _gather(files: Sequence[Path], scratch: Path) -> Gathered:
    """Bring the signatures of all reports together, in files of their own."""
    import numpy as np

    kind = np.dtype([("band", "<i8"), ("row", "<u4")])
    days, ends, end = array("i"), array("q"), 0
    with (scratch / "bands").open("wb") as bands, (scratch / "sketches").open("wb") as sketches:
        for path in files:
            for one in rows_of(path, ("published", "bands", "sketch")):
                bands.write(np.array([(band, len(days)) for band in one["bands"]], kind).tobytes())
                sketches.write(one["sketch"])
                end += len(one["sketch"]) // 4
                ends.append(end)
                days.append(_day(one["published"]))
    return Gathered(days, _mapped(scratch / "bands", kind), ends, _mapped(scratch / "sketches", np.dtype("<u4")))


def _mapped(path: Path, kind: np.dtype[Any]) -> npt.NDArray[Any]:
    """A file as an array that stays on the disk."""
    import numpy as np

    return np.memmap(path, kind, "r") if path.stat().st_size else np.empty(0, kind)


def _day(published: str | None) -> int:
    return date.fromisoformat(published).toordinal() if published is not None else _UNDATED


def _join(run: Sequence[int], gathered: Gathered, groups: Groups) -> None:
    """Join those rows of a run that repeat each other."""
    heads: list[tuple[int, frozenset[int]]] = []
    for row in run:
        if any(groups.first(row) == groups.first(head) for head, _ in heads):
            continue
        mine = gathered.sketch(row)
        found = next((head for head, its in heads if _repeats(mine, its)), None)
        if found is not None:
            groups.join(row, found)
        elif len(heads) < _COMPARED:
            heads.append((row, mine))


def _repeats(one: frozenset[int], other: frozenset[int]) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= _FEWEST and len(one & other) >= _SHARE * shorter


def _write(folder: Path, files: Sequence[Path], groups: Groups) -> Marked:
    """Write (report, origin) of every row of some files, whole or not at all."""
    pyarrow = parquet()
    heads, total = _heads(files, groups), 0
    schema = pyarrow.schema([("report", pyarrow.string()), ("origin", pyarrow.string())])
    part = folder / ".origins.parquet"
    with pyarrow.parquet.ParquetWriter(part, schema, compression="zstd") as writer:
        rows = enumerate(_reports(files))
        while some := list(islice(rows, _ROWS_AT_ONCE)):
            origins = [heads.get(groups.first(row), one) for row, one in some]
            writer.write_table(pyarrow.table([[one for _, one in some], origins], schema=schema))
            total += len(some)
    part.replace(folder / "origins.parquet")
    return Marked(total, groups.joined())


def _heads(files: Sequence[Path], groups: Groups) -> dict[int, str]:
    """The names of the reports that others repeat, by row."""
    wanted = groups.heads()
    return {row: one for row, one in enumerate(_reports(files)) if row in wanted}


def _reports(files: Sequence[Path]) -> Iterator[str]:
    return (one["report"] for path in files for one in rows_of(path, ("report",)))
