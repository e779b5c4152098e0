"""Readings of an archive into a ledger, many at a time: made ready by all cores, kept in large transactions.

What the ledger holds in the end is the same as if each reading had been stored by itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from casus.archives.plan import is_whole
from casus.archives.tables import files_in, rows_of
from casus.archives.workers import side_by_side
from casus.ledger import Entry, Ledger, Stored, entry_of
from casus.records import BadRecord, CasusError, Reading, Refused, from_json

_MADE, _KEPT = 50, 500
"""Readings that a worker makes ready at a time, and that are kept in one transaction: fewer cost more for each, more
keep others waiting who write to the ledger."""
Line = tuple[str, str]
"""A reading's name and its JSON."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of some readings."""

    stored: tuple[Stored, ...]
    refused: tuple[Refused, ...]


def files_behind(paths: Sequence[str]) -> list[Path]:
    """The files of readings behind the paths: each a file, or a folder that `casus read --to` wrote, in its order.

    Raises CasusError for a folder that holds none, or not all that was to be read.
    """
    found: list[Path] = []
    for path in map(Path, paths):
        its = files_in(path) if path.is_dir() else [path]
        if not its:
            raise CasusError(f"{path} holds no readings; read an archive first: casus read PATH --to {path}")
        if path.is_dir() and not is_whole(path):
            raise CasusError(
                f"{path} is not whole: its archive was not read to the end; run the same casus read again."
            )
        found += its
    return found


def load(files: Iterable[Path], ledger: Ledger, *, workers: int, tell: Callable[[str], None]) -> Iterator[Loaded]:
    """Keep the readings of some files in their order; says of each transaction what became of it.

    Raises CasusError for a file that is none of readings, LedgerError where the ledger cannot be written; what was kept
    before stays kept, and loading the same again adds nothing twice.
    """
    ready = (one for some in _made(files, workers, tell) for one in some)
    while some := list(islice(ready, _KEPT)):
        entries = [one for one in some if isinstance(one, Entry)]
        stored = ledger.store_all(entries) if entries else []
        yield Loaded(tuple(stored), tuple(one for one in some if isinstance(one, Refused)))


def _made(files: Iterable[Path], workers: int, tell: Callable[[str], None]) -> Iterator[list[Entry | Refused]]:
    lines = ((one["name"], one["reading"]) for path in files for one in rows_of(path, ("name", "reading")))
    some = iter(lambda: list(islice(lines, _MADE)), [])
    return side_by_side(_maker, some, workers=workers, tell=tell, lost=_lost)


def _maker() -> Callable[[Sequence[Line]], list[Entry | Refused]]:
    """What makes readings ready."""
    return lambda lines: [_entry(*line) for line in lines]


def _entry(name: str, written: str) -> Entry | Refused:
    try:
        return entry_of(from_json(Reading, json.loads(written)))
    except BadRecord as error:
        return Refused(name, f"was not kept. {error}")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        return Refused(name, f"holds no reading ({type(error).__name__}); read its archive again")


def _lost(lines: Sequence[Line]) -> list[Entry | Refused]:
    return [Refused(name, "was not kept: the worker with it died three times; is memory short?") for name, _ in lines]
