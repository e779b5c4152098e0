"""One run of `casus read`: from paths to outputs, refusals told on the way, and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from casus.cli.inputs import Engine, Found, Wanted, codebook_of, crashed, readings
from casus.cli.outputs import BriefPage, JsonLines, Output, TerminalBriefs
from casus.reading import get_reader
from casus.records import BadRecord, CasusError, LedgerError, Refused
from casus.wording.terms import printable

if TYPE_CHECKING:
    from casus.knowledge.codebook import Codebook


def run(
    wanted: Wanted,
    *,
    as_json: bool,
    page: str | None,
    ledger: str | None = None,
    engine: Engine | None = None,
    folder: str | None = None,
) -> int:
    """Read all and write what was asked for. Returns 0, or 1 where anything could not be read or written.

    page: the file for the page, ledger: where to keep the readings, folder: where to keep them as Parquet; all take the
    place of the briefs on the terminal. engine: who reads; None for this process.
    """
    errors = Console(stderr=True, highlight=False)
    try:
        if folder is not None:
            return _keep(wanted, folder, engine or Engine("local"), errors)
        book = codebook_of(wanted)
        reader = get_reader(wanted.reader, book, endpoint=wanted.endpoint) if engine is None else None
        outputs = _outputs(as_json, page, ledger, book)
        found = readings(wanted, reader) if engine is None else _found(wanted, engine, errors)
        is_whole = _write_all(found, outputs, errors)
        for output in outputs:
            output.close()
    except BrokenPipeError:
        _drop_output()
        return 1
    except CasusError as error:
        _tell(errors, str(error))
        return 1
    except OSError as error:
        _tell(errors, f"The output cannot be written ({error.strerror or error}).")
        return 1
    return 0 if is_whole else 1


def _found(wanted: Wanted, engine: Engine, errors: Console) -> Iterator[Found | Refused]:
    from casus.cli.archiving import readings_by_engine

    return readings_by_engine(wanted, engine, tell=partial(_tell, errors))


def _keep(wanted: Wanted, folder: str, engine: Engine, errors: Console) -> int:
    from casus.cli.archiving import keep_archive

    with _counting(errors) as count:
        is_whole = keep_archive(wanted, Path(folder), engine, tell=partial(_tell, errors), count=count)
    return 0 if is_whole else 1


def _outputs(as_json: bool, page: str | None, ledger: str | None, codebook: Codebook | None) -> list[Output]:
    outputs: list[Output] = [JsonLines()] if as_json else []
    outputs += [BriefPage(page)] if page is not None else []
    if ledger is not None:
        from casus.cli.into import IntoLedger  # the database's library takes a quarter of a second

        outputs.append(IntoLedger(ledger, codebook))
    return outputs or [TerminalBriefs()]


def _write_all(found: Iterable[Found | Refused], outputs: Sequence[Output], errors: Console) -> bool:
    """Write every reading and tell every refusal. Returns whether nothing was refused."""
    is_whole = True
    with _counting(errors) as count:
        for one in found:
            refused = one if isinstance(one, Refused) else _write(one, outputs)
            if refused is None:
                count(1)
            else:
                is_whole = False
                _tell(errors, str(refused))
    return is_whole


def _write(found: Found, outputs: Sequence[Output]) -> Refused | None:
    """Hand a reading to every output; refuse it where one cannot show or keep it. A report that nobody has read goes
    to a ledger alone, and is told of as refused.

    Raises OSError or LedgerError where one takes no more.
    """
    refusal = found.refusal
    try:
        for output in outputs:
            if refusal is None or output.keeps_unread:
                output.add(found)
    except (OSError, LedgerError):
        raise
    except BadRecord as error:
        return Refused(found.name, f"was not kept. {error}")
    except Exception as error:  # a reading that cannot be shown must not cost the others
        return crashed(found.name, error)
    return refusal


def _tell(errors: Console, sentence: str) -> None:
    errors.print(Text(f"casus: {printable(sentence)}"), soft_wrap=True)


@contextmanager
def _counting(errors: Console) -> Iterator[Callable[[int], None]]:
    """A bar on the terminal from the second report on, unless the briefs themselves scroll there."""
    if not errors.is_terminal or sys.stdout.isatty():
        yield lambda _: None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.completed:,} reports read"), BarColumn(), TimeElapsedColumn())
    progress = Progress(*columns, console=errors, transient=True)
    task = progress.add_task("", total=None)

    def count(reports: int) -> None:
        progress.advance(task, reports)
        if progress.tasks[0].completed >= 2:
            progress.start()

    try:
        yield count
    finally:
        progress.stop()


def _drop_output() -> None:
    """Whoever read standard output has gone: let the last flush at exit go nowhere instead of failing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
