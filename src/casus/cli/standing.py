"""Commands on the state of conflicts: `casus situation`, `casus timeline`, `casus changed`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from sqlalchemy import Connection

from casus.cli.printing import plain, show
from casus.cli.shown import Line, Part, Shown, shown, told_entry
from casus.cli.wording import counted
from casus.ledger import open_ledger
from casus.ledger.events import newest_day, shifted
from casus.records import CasusError
from casus.situation import Situation, situations
from casus.situation.timeline import Entry, changes, timelines

_LABEL = 16
"""Columns of what stands at the left."""
_DAYS = 30
"""Days that a timeline without a first day goes back."""
_KEYS = 3
"""Names shown of the statements behind a line; the rest is counted."""


def tell_situation(where: str, conflict: str | None, day: str | None) -> None:
    """Print the state of conflicts on a day; without one, on that of the newest report.

    conflict: a name, a side or a theatre; None: every conflict.
    Raises CasusError for a ledger that is not there or holds no dated report, and for a conflict it does not know.
    """
    with _asked(where, day) as (connection, on):
        found = [shown(one) for one in situations(connection, on, conflict)]
    if not found:
        raise CasusError(f"The reports of {where} until {on} tell of no conflict.")
    show(*(block for one in found for block in _blocks(one)))


def tell_timeline(where: str, conflict: str | None, since: str | None, until: str | None) -> None:
    """Print what happened in conflicts, day by day; without a first day, in the 30 days before the last.

    Raises CasusError as `tell_situation` does.
    """
    with _asked(where, until) as (connection, last):
        first = since or shifted(last, -_DAYS)
        found = timelines(connection, first, last, conflict)
    for situation, entries in found:
        _tell_entries(situation, f"{first} to {last}", entries)


def tell_changes(where: str, conflict: str | None, since: str, day: str | None) -> None:
    """Print what was first told after one day and until another. Raises CasusError as `tell_situation` does."""
    with _asked(where, day) as (connection, last):
        found = changes(connection, since, last, conflict)
    if not found:
        show(plain(f"Nothing new was told after {since} and until {last}."))
    for situation, entries in found:
        _tell_entries(situation, f"told after {since}, until {last}", entries)


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


def _tell_entries(found: Situation, period: str, entries: Sequence[Entry]) -> None:
    part = Part(title="", lines=tuple(map(told_entry, entries)))
    told = counted(len(entries), "entry").replace("entrys", "entries")
    show(plain(found.conflict.name, "bold"), plain(f"{period} · {told}", "dim"), Padding(_lines(part), (1, 0, 1, 2)))


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
