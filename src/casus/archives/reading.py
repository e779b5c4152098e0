"""Blocks read: by the processes of one machine here, by many machines in `cluster`; both keep them in the same way."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from casus.archives.blocks import Block, Documents, Shelf, blocks_of
from casus.archives.tables import Found, Kept, file_of, kept_block, write_block
from casus.archives.workers import side_by_side
from casus.intake.documents import Document
from casus.records import Refused

F = TypeVar("F", bound=Found)
Read = Callable[[Document | Refused], F | Refused]
"""Makes a reading of a text, or says why there is none; never raises."""
_TOGETHER = 16
"""Texts that a worker takes at a time where readings are wanted one by one, in order."""


class BlockReader(Generic[F]):
    """Reads blocks, each whole. make: gives what reads one text; picklable, as it travels to other processes."""

    def __init__(self, make: Callable[[], Read[F]]) -> None:
        self._read = make()

    def __call__(self, block: Block) -> list[F | Refused]:
        return [self._read(one) for one in block.documents]


class BlockKeeper(Generic[F]):
    """Reads blocks and keeps them in a folder, those apart that are kept there already."""

    def __init__(self, folder: Path, make: Callable[[], Read[F]]) -> None:
        self._folder, self._reader = folder, BlockReader(make)

    def __call__(self, block: Block) -> Kept:
        path = file_of(self._folder, block.shelf, block.number)
        return kept_block(path) if path.exists() else write_block(self._folder, block, self._reader(block))


def read_here(
    shelves: Iterable[Shelf],
    documents: Documents,
    make: Callable[[], Read[F]],
    *,
    workers: int,
    tell: Callable[[str], None],
) -> Iterator[F | Refused]:
    """What becomes of each text, in order, read by so many processes. tell: hears of a process that died."""
    blocks = (block for shelf in shelves for block in blocks_of(shelf, documents, most=_TOGETHER))
    reader: Callable[[], BlockReader[F]] = partial(BlockReader, make)
    lost: Callable[[Block], list[F | Refused]] = _lost
    for some in side_by_side(reader, blocks, workers=workers, tell=tell, lost=lost):
        yield from some


def keep_here(
    shelves: Iterable[Shelf],
    folder: Path,
    documents: Documents,
    make: Callable[[], Read[F]],
    *,
    workers: int,
    tell: Callable[[str], None],
) -> Generator[Kept, None, None]:
    """What becomes of each block, in order, read by so many processes and kept in a folder."""
    blocks = (emptied(folder, block) for shelf in shelves for block in blocks_of(shelf, documents))
    keeper = partial(BlockKeeper, folder, make)
    yield from side_by_side(keeper, blocks, workers=workers, tell=tell, lost=_lost_block)


def emptied(folder: Path, block: Block) -> Block:
    """The block without its texts where it is kept already, so that they need not travel."""
    is_kept = file_of(folder, block.shelf, block.number).exists()
    return Block(block.shelf, block.number, ()) if is_kept else block


def _lost(block: Block) -> list[F | Refused]:
    """What is said of the texts of a block that no worker survived."""
    return [_unread(one) for one in block.documents]


def _lost_block(block: Block) -> Kept:
    """As `_lost`; nothing is kept of it, so that the next run tries again."""
    return Kept(0, tuple((one.name, one.reason) for one in map(_unread, block.documents)), is_lost=True)


def _unread(document: Document | Refused) -> Refused:
    if isinstance(document, Refused):
        return document
    return Refused(document.name, "was not read: the worker with its block died three times; is memory short?")
