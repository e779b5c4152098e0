"""An archive cut into blocks of texts: always the same ones, so that a run that was broken off goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from casus.intake.documents import Document
from casus.intake.sources import ROWS, files_of, kind_of
from casus.records import Refused

MOST, LARGEST = 200, 8_000_000
"""Texts of a block, and characters from which on it takes no more: some seconds of work, which a lost worker costs."""
Documents = Callable[[str], Iterator[Document | Refused]]
"""The texts behind one path."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Files whose texts are cut into blocks together: an archive by itself, or a run of files of one text each."""

    number: int
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring texts of a shelf, and in their places the reasons why some are not read."""

    shelf: int
    number: int
    documents: tuple[Document | Refused, ...]


def shelves(paths: Sequence[str], *, most: int = MOST) -> Iterator[Shelf | Refused]:
    """The files behind the paths, in the order in which they are read. most: files of one text on a shelf."""
    number, run = 0, list[str]()
    for path in paths:
        for one in files_of(path):
            is_archive = not isinstance(one, Refused) and kind_of(one)[0] in ROWS
            if run and (is_archive or isinstance(one, Refused) or len(run) == most):
                yield Shelf(number, tuple(run))
                number, run = number + 1, []
            if isinstance(one, Refused):
                yield one
            elif is_archive:
                yield Shelf(number, (one,))
                number += 1
            else:
                run.append(one)
    if run:
        yield Shelf(number, tuple(run))


def blocks_of(shelf: Shelf, documents: Documents, *, most: int = MOST) -> Iterator[Block]:
    """The blocks of a shelf, read as they are asked for."""
    its = (one for path in shelf.paths for one in documents(path))
    yield from (Block(shelf.number, number, some) for number, some in enumerate(_cut(its, most)))


def _cut(documents: Iterable[Document | Refused], most: int) -> Iterator[tuple[Document | Refused, ...]]:
    some, size = list[Document | Refused](), 0
    for one in documents:
        some.append(one)
        size += len(one.text) if isinstance(one, Document) else 0
        if len(some) == most or size >= LARGEST:
            yield tuple(some)
            some, size = [], 0
    if some:
        yield tuple(some)
