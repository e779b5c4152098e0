"""Whole archives: read by many processes or machines, kept in a folder of Parquet, loaded into a ledger."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from casus.archives.blocks import Shelf, shelves
from casus.archives.plan import Plan, begin, end
from casus.archives.reading import keep_here, read_here
from casus.archives.tables import Kept
from casus.cli.inputs import Engine, Found, Wanted, documents, opened
from casus.reading import get_reader
from casus.records import CasusError, Refused
from casus.wording.terms import counted, printable


def readings_by_engine(wanted: Wanted, engine: Engine, *, tell: Callable[[str], None]) -> Iterator[Found | Refused]:
    """Each text behind the paths as a reading, or why there is none, in order, read by processes of this machine."""
    if engine.name != "local":
        raise CasusError("Ray keeps what it reads in a folder: add --to FOLDER, then: casus load FOLDER --into LEDGER.")
    its, refused = _shelved(wanted.paths)
    yield from refused
    yield from read_here(its, documents, partial(opened, wanted), workers=_workers(engine), tell=tell)


def keep_archive(
    wanted: Wanted, folder: Path, engine: Engine, *, tell: Callable[[str], None], count: Callable[[int], None]
) -> bool:
    """Read an archive into a folder of Parquet, going on where an earlier run was broken off.

    count: hears of the readings of each block. Returns whether nothing was refused. Raises CasusError where the folder
    cannot be used.
    """
    if "-" in wanted.paths:
        raise CasusError("An archive is read from files, so that a run can go on; standard input cannot be kept so.")
    its, refused = _shelved(wanted.paths)
    begin(folder, Plan(get_reader(wanted.reader).version, wanted.published, wanted.source, tuple(its)))
    readings = old = lost = 0
    left = len(refused)
    for one in refused:
        tell(str(one))
    for kept in _kept(its, folder, wanted, engine, tell):
        readings, old = readings + kept.readings, old + kept.readings * (not kept.is_new)
        left, lost = left + len(kept.refused), lost + kept.is_lost
        for name, reason in kept.refused:
            tell(str(Refused(name, reason)))
        count(kept.readings)
    if not lost:
        end(folder, readings=readings, refused=left)
    tell(f"{counted(readings, 'report')} in {folder}, {old:,} of them read before; {left:,} refused")
    return not left


def _kept(
    its: Sequence[Shelf], folder: Path, wanted: Wanted, engine: Engine, tell: Callable[[str], None]
) -> Iterator[Kept]:
    make = partial(opened, wanted)
    if engine.name == "local":
        return keep_here(its, folder, documents, make, workers=_workers(engine), tell=tell)
    from casus.archives.cluster import keep_on_ray

    return keep_on_ray(its, folder, documents, make, workers=engine.workers, address=engine.address)


def _workers(engine: Engine) -> int:
    return engine.workers or os.cpu_count() or 1


def _shelved(paths: Sequence[str]) -> tuple[list[Shelf], list[Refused]]:
    """The files behind the paths, and what was refused of them."""
    found = list(shelves(paths))
    return [one for one in found if isinstance(one, Shelf)], [one for one in found if isinstance(one, Refused)]


def load_files(paths: Sequence[str], where: str, workers: int | None) -> bool:
    """Load readings into a ledger and say what became of them. Returns whether nothing was refused."""
    from casus.archives.loading import files_behind, load
    from casus.ledger import open_ledger

    files = files_behind(paths)
    ledger = open_ledger(where)
    new = known = statements = refused = 0
    try:
        for loaded in load(files, ledger, workers=workers or os.cpu_count() or 1, tell=tell):
            new += sum(one.is_new_report for one in loaded.stored)
            known += sum(not one.is_new_report for one in loaded.stored)
            statements += sum(one.statements for one in loaded.stored)
            refused += len(loaded.refused)
            for one in loaded.refused:
                tell(str(one))
    finally:
        ledger.close()
    told = f"{counted(new, 'new report')} with {counted(statements, 'statement')}, {known:,} known already"
    tell(f"{told}{f', {refused:,} refused' if refused else ''}; in {where if '://' not in where else ledger.name}")
    return not refused


def tell_origins(folder: str) -> None:
    """Mark the repeats of an archive and say how many there are."""
    from casus.archives.repeats import mark_repeats

    marked, where = mark_repeats(Path(folder)), Path(folder) / "origins.parquet"
    tell(f"{marked.repeats:,} of {counted(marked.reports, 'report')} repeat another; in {where}")


def tell(sentence: str) -> None:
    """Say something on standard error."""
    print(f"casus: {printable(sentence)}", file=sys.stderr)
