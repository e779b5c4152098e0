"""Commands on the state of conflicts: `casus situation`, `casus timeline`, `casus changed`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from sqlalchemy import Connection

from casus.cli.printing import plain, show
from casus.cli.standing_page import evidence_of, page
from casus.ledger import open_ledger
from casus.ledger.events import newest_day, shifted
from casus.records import CasusError
from casus.situation import Situation, situations
from casus.situation.data import entry_json, situation_json
from casus.situation.timeline import Entry, changes, timelines
from casus.wording.shown import Line, Part, Shown, shown, told_entry, with_timeline
from casus.wording.terms import counted

_LABEL = 16
"""Columns of what stands at the left."""
_DAYS = 30
"""Days that a timeline without a first day goes back."""
_KEYS = 3
"""Names shown of the statements behind a line; the rest is counted."""


def tell_situation(where: str, conflict: str | None, day: str | None, *, as_json: bool) -> None:
    """Print the state of conflicts on a day; without one, on that of the newest report.

    as_json: one line of JSON a conflict.

    conflict: a name, a side or a theatre; None: every conflict.
    Raises CasusError for a ledger that is not there or holds no dated report, and for a conflict it does not know.
    """
    with _asked(where, day) as (connection, on):
        found = situations(connection, on, conflict)
    if not found:
        raise CasusError(f"The reports of {where} until {on} tell of no conflict.")
    if as_json:
        _print_json(map(situation_json, found))
    else:
        show(*(block for one in found for block in _blocks(shown(one))))


def write_page(where: str, conflict: str | None, day: str | None, file: str) -> None:
    """Write the state of conflicts on a day, and what happened in the 30 days before it, as one page.

    Raises CasusError as `tell_situation` does, and where the file cannot be written.
    """
    with _asked(where, day) as (connection, on):
        told = timelines(connection, shifted(on, -_DAYS), on, conflict)
        found = [(one, with_timeline(shown(one), entries)) for one, entries in told]
        evidence = {key: its for one, words in found for key, its in evidence_of(connection, one, words).items()}
    if not found:
        raise CasusError(f"The reports of {where} until {on} tell of no conflict.")
    try:
        with open(file, "w", encoding="utf-8", newline="\n") as out:
            out.write(page([words for _, words in found], evidence, day=on))
    except OSError as error:
        raise CasusError(f"The page could not be written to {file} ({error.strerror}).") from error


def tell_timeline(where: str, conflict: str | None, since: str | None, until: str | None, *, as_json: bool) -> None:
    """Print what happened in conflicts, day by day; without a first day, in the 30 days before the last.

    Raises CasusError as `tell_situation` does.
    """
    with _asked(where, until) as (connection, last):
        first = since or shifted(last, -_DAYS)
        found = timelines(connection, first, last, conflict)
    _tell_entries(found, f"{first} to {last}", as_json=as_json)


def tell_changes(where: str, conflict: str | None, since: str, day: str | None, *, as_json: bool) -> None:
    """Print what was first told after one day and until another. Raises CasusError as `tell_situation` does."""
    with _asked(where, day) as (connection, last):
        found = changes(connection, since, last, conflict)
    if not found and not as_json:
        show(plain(f"Nothing new was told after {since} and until {last}."))
    _tell_entries(found, f"told after {since}, until {last}", as_json=as_json)


@contextmanager
def _asked(where: str, day: str | None) -> Iterator[tuple[Connection, str]]:
    """A view of a ledger, and the day asked for or that of its newest report."""
    ledger = open_ledger(where, create=False)
    try:
        with ledger.asking() as connection:
            on = day or newest_day(connection)
            if on is None:
                raise CasusError(f"The ledger {ledger.name} holds no report with a date; nothing can be told of a day.")
            yield connection, on
    finally:
        ledger.close()


def _tell_entries(found: Sequence[tuple[Situation, list[Entry]]], period: str, *, as_json: bool) -> None:
    """Print the entries of each conflict; as JSON, one line an entry."""
    if as_json:
        _print_json({"conflict": one.conflict.slug, **entry_json(entry)} for one, entries in found for entry in entries)
        return
    for one, entries in found:
        part = Part(title="", lines=tuple(map(told_entry, entries)))
        told = "1 entry" if len(entries) == 1 else f"{len(entries):,} entries"
        show(plain(one.conflict.name, "bold"), plain(f"{period} · {told}", "dim"), Padding(_lines(part), (1, 0, 1, 2)))


def _print_json(lines: Iterable[dict[str, Any]]) -> None:
    for line in lines:
        print(json.dumps(line, ensure_ascii=False, separators=(",", ":")))


def _blocks(found: Shown) -> Iterator[RenderableType]:
    yield plain(found.title, "bold")
    yield plain(" · ".join(found.facts), "dim")
    yield Text("")
    for part in found.parts:
        yield Group(plain(part.title, "bold"), Padding(_lines(part), (0, 0, 1, 2)))


def _lines(part: Part) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(min_width=_LABEL, max_width=_LABEL)
    table.add_column()
    for line in part.lines:
        table.add_row(plain("  " * line.depth + line.label, "dim" if line.depth else ""), _words(line))
    return table


def _words(line: Line) -> Text:
    limits = f" · {' · '.join(line.limits)}" if line.limits else ""
    more = f" and {counted(len(line.keys) - _KEYS, 'more')}".removesuffix("s") if len(line.keys) > _KEYS else ""
    keys = f" · {' '.join(line.keys[:_KEYS])}{more}" if line.keys else ""
    return Text.assemble(plain(line.words), plain(limits, "dim"), plain(keys, "dim"))
