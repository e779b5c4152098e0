"""Commands on the state of conflicts: `casus situation`."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from casus.cli.printing import plain, show
from casus.cli.shown import Line, Part, Shown, shown
from casus.cli.wording import counted
from casus.ledger import open_ledger
from casus.ledger.events import newest_day
from casus.records import CasusError
from casus.situation import situations

_LABEL = 16
"""Columns of what stands at the left."""
_KEYS = 3
"""Names shown of the statements behind a line; the rest is counted."""


def tell_situation(where: str, conflict: str | None, day: str | None) -> None:
    """Print the state of conflicts on a day; without one, on that of the newest report.

    conflict: a name, a side or a theatre; None: every conflict.
    Raises CasusError for a ledger that is not there or holds no dated report, and for a conflict it does not know.
    """
    ledger = open_ledger(where, create=False)
    with ledger.asking() as connection:
        on = day or newest_day(connection)
        if on is None:
            raise CasusError(f"The ledger {ledger.name} holds no report with a date; nothing can be told of a day.")
        found = [shown(one) for one in situations(connection, on, conflict)]
    ledger.close()
    if not found:
        raise CasusError(f"The reports of {ledger.name} until {on} tell of no conflict.")
    show(*(block for one in found for block in _blocks(one)))


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
