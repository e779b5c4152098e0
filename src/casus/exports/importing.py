"""Files of other data sets into a ledger: each row a report in the voice of that data set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from casus.exports import from_acled, from_ucdp
from casus.exports.data_sets import ACLED, UCDP_GED, DataSet
from casus.exports.rows import LeftOut
from casus.exports.their_rows import TheirRow, read_rows
from casus.ledger import Ledger
from casus.records import BadRecord, Reading, Refused


@dataclass(frozen=True, slots=True)
class Importer:
    """needed, older: as for `read_rows`. reading_of: one row as a reading; raises BadRecord for a faulty one."""

    data_set: DataSet
    needed: Sequence[str]
    older: Mapping[str, str]
    reading_of: Callable[[TheirRow], Reading | LeftOut]


IMPORTERS: dict[str, Importer] = {
    "ucdp-ged": Importer(UCDP_GED, from_ucdp.NEEDED, from_ucdp.OLDER, from_ucdp.reading_of),
    "acled": Importer(ACLED, from_acled.NEEDED, from_acled.OLDER, from_acled.reading_of),
}


@dataclass(slots=True)
class Imported:
    """What became of the rows of a file. left_out: those that tell of no act, by reason."""

    new: int = 0
    known: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def readings_of(path: Path, name: str) -> Iterator[Reading | LeftOut | Refused]:
    """The rows of a file one by one. name: one of IMPORTERS.

    Raises Refused where the file is none of that data set, OSError where it cannot be read.
    """
    importer = IMPORTERS[name]
    for found in read_rows(path, importer.data_set, needed=importer.needed, older=importer.older):
        if isinstance(found, Refused):
            yield found
            continue
        number, row = found
        try:
            yield importer.reading_of(row)
        except BadRecord as error:
            yield Refused(f"{path} line {number}", f"{error}; the row is left out")


def bring_in(ledger: Ledger, path: Path, name: str, done: Imported) -> Iterator[Refused]:
    """Keep the rows of a file, count them in `done`, and give back each row that could not be kept.

    A row that is there already changes nothing. Raises as `readings_of`, and LedgerError where nothing can be kept.
    """
    for found in readings_of(path, name):
        if isinstance(found, Refused):
            yield found
        elif isinstance(found, LeftOut):
            done.left_out[found.reason] += 1
        else:
            stored = ledger.store(found)
            done.new += stored.is_new_reading
            done.known += not stored.is_new_reading
