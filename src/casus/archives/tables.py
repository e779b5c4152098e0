"""Readings as Parquet: a file a block, written whole or not at all, so that what is there need not be read again.

    FOLDER/plan.json                                        what is read, and how
    FOLDER/readings/shelf=00003/block-000012.parquet        the readings of one block, in the order of its texts
    FOLDER/whole.json                                       written last

What was refused in a block stands in the metadata of its file, so that a run that goes on tells it too.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from casus.archives.blocks import Block
from casus.archives.signatures import signature
from casus.ledger.rows import ROLES
from casus.records import CasusError, Reading, Refused, Statement
from casus.records.lines import json_line

KINDS = ("events", "tolls", "truces", "pledges", "ties", "quotes")
_TEXT = ("report", "name", "title", "source", "url", "published", "language", "reader", "reading")
_LISTS = ("countries", "types")
COLUMNS = (*_TEXT, *_LISTS, *KINDS, "position", "bands", "sketch")
"""countries and types: of all statements; position: of the text in its block; bands, sketch: see `repeats`."""
_REFUSED = b"casus.refused"
_READINGS = "readings"


class Found(Protocol):
    """A reading, and the file and line it comes from."""

    @property
    def name(self) -> str: ...

    @property
    def reading(self) -> Reading: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a block. readings: how many its file holds. refused: (name, reason) of each text that is not read.

    is_new: it was read in this run. is_lost: it could not be read and has no file.
    """

    readings: int
    refused: tuple[tuple[str, str], ...]
    is_new: bool = True
    is_lost: bool = False


def parquet() -> Any:
    """pyarrow with its Parquet part. Raises CasusError where it is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise CasusError("Parquet needs pyarrow, which is not installed; run: pip install 'casus[parquet]'") from error
    return pyarrow


def file_of(folder: Path, shelf: int, number: int) -> Path:
    """The file of a block."""
    return folder / _READINGS / f"shelf={shelf:05}" / f"block-{number:06}.parquet"


def files_in(folder: Path) -> list[Path]:
    """The files of all blocks that are there, in the order of the archive."""
    return sorted((folder / _READINGS).glob("shelf=*/block-*.parquet"))


def write_block(folder: Path, block: Block, found: Sequence[Found | Refused]) -> Kept:
    """Write the readings of a block, and what was refused of it. Raises OSError where that cannot be done."""
    pyarrow = parquet()
    refused = tuple((one.name, one.reason) for one in found if isinstance(one, Refused))
    rows = [_row(one, at) for at, one in enumerate(found) if not isinstance(one, Refused)]
    table = pyarrow.Table.from_pylist(rows, _schema(pyarrow, refused))
    path = file_of(folder, block.shelf, block.number)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with part.open("wb") as file:
        pyarrow.parquet.write_table(table, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    return Kept(len(rows), refused)


def kept_block(path: Path) -> Kept:
    """What the file of a block says of it."""
    with parquet().parquet.ParquetFile(path) as file:
        told = json.loads((file.schema_arrow.metadata or {}).get(_REFUSED, b"[]"))
        return Kept(file.metadata.num_rows, tuple((name, reason) for name, reason in told), is_new=False)


def rows_of(path: Path, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Some columns of a file of readings, row by row, in its order.

    Raises CasusError for a file that holds no readings.
    """
    pyarrow = parquet()
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            if missing := [one for one in columns if one not in file.schema_arrow.names]:
                raise CasusError(f"{path} is no Parquet of readings: it lacks {', '.join(missing)}.")
            for batch in file.iter_batches(batch_size=100, columns=list(columns)):
                yield from batch.to_pylist()
    except pyarrow.ArrowException as error:
        raise CasusError(f"{path} is a damaged Parquet file, or none; remove it and read its archive again.") from error
    except OSError as error:
        raise CasusError(f"{path} cannot be read ({error.strerror or error}).") from error


def _schema(pyarrow: Any, refused: Sequence[tuple[str, str]]) -> Any:
    kinds = {
        **dict.fromkeys(_TEXT, pyarrow.string()),
        **dict.fromkeys(_LISTS, pyarrow.list_(pyarrow.string())),
        **dict.fromkeys((*KINDS, "position"), pyarrow.int32()),
        "bands": pyarrow.list_(pyarrow.int64()),
        "sketch": pyarrow.binary(),
    }
    told = json.dumps(refused, ensure_ascii=True).encode()
    return pyarrow.schema([(name, kinds[name]) for name in COLUMNS], metadata={_REFUSED: told})


def _row(found: Found, position: int) -> dict[str, Any]:
    reading, report = found.reading, found.reading.report
    statements = list(reading.statements())
    its = signature(report.text)
    return {
        "report": report.id,
        "name": found.name,
        "title": report.title,
        "source": report.source,
        "url": report.url,
        "published": report.published,
        "language": report.language,
        "reader": reading.reader,
        "reading": json_line(reading),
        "countries": sorted({country for one in statements for country in _countries(one)}),
        "types": sorted({str(value) for one in statements if (value := getattr(one, "type", None)) is not None}),
        **{kind: len(getattr(reading, kind)) for kind in KINDS},
        "position": position,
        "bands": its.bands,
        "sketch": its.sketch,
    }


def _countries(one: Statement) -> set[str]:
    """The countries of a statement's place and of all its actors."""
    actors = (actor for role in ROLES for actor in getattr(one, role, ()))
    place = getattr(one, "place", None)
    found = {actor.country for actor in actors} | {place.country if place is not None else None}
    return {country for country in found if country is not None}
