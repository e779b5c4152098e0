"""A brief on a terminal or in a pipe: plain lines that need neither colour nor frames to be understood."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from casus.wording.brief import Brief, EventGroup, Section
from casus.wording.lines import EventLine, Line

_TABLE_WIDTH = 120
"""Columns from which events stand in cells; below, a row is one sentence."""
_WIDEST_TABLE = 170
_READABLE = 110
"""Running text is not set wider than this."""
_WIDEST_LEAD = 22
_DAY, _PERIOD = 10, 14
"""Columns of a day, and of the longest part of a period that must not be torn: "(year unknown)"."""
_MOST_QUOTES = 5
_MOST_CITES = 8
_NOTHING = "–"


def rendered(brief: Brief, console: Console) -> str:
    """The brief as it is to be written to the console's file, as wide as the console, without trailing spaces."""
    with console.capture() as captured:
        console.print(Group(*_blocks(brief, console.width)))
    return "\n".join(line.rstrip() for line in captured.get().split("\n"))


def _blocks(brief: Brief, width: int) -> Iterator[RenderableType]:
    yield _header(brief)
    for section in brief.before:
        yield from _section(brief, section)
    if brief.events:
        yield _heading("Events")
    for group in brief.events:
        yield from _event_group(brief, group, width)
    for section in brief.after:
        yield from _section(brief, section)
    if brief.cited:
        yield _heading("Sentences")
        numbers = [Text(f"[{one.number}]", "cyan") for one in brief.cited]
        sentences = (Text(one.words) for one in brief.cited)
        yield _grid(zip(numbers, sentences, strict=True), (len(numbers[-1]),), indent=2)


def _header(brief: Brief) -> RenderableType:
    lines = [Text(brief.title, "bold"), Text(" · ".join(brief.facts))]
    lines += [Text(brief.url, "dim", overflow="fold")] if brief.url else []
    lines += [Text(brief.tally, "dim")]
    notes = ((Text("Note", "dim"), Text(note, "dim")) for note in brief.notes)
    return Constrain(Group(*lines, *([_grid(notes, (4,), indent=0)] if brief.notes else [])), _READABLE)


def _heading(title: str) -> Text:
    return Text(f"\n{title.upper()}", "bold")


def _section(brief: Brief, section: Section) -> Iterator[RenderableType]:
    yield _heading(section.title)
    most = _MOST_QUOTES if section.key == "quotes" else len(section.facts)
    shown, rest = section.facts[:most], section.facts[most:]
    rows = [(Text("  " * fact.depth + fact.lead, "bold"), _body(brief, fact, Text(fact.words))) for fact in shown]
    if rest:
        rows.append((Text(), _with_cites(brief, rest, Text(f"and {len(rest)} more", "dim"))))
    lead_width = min(max(lead.cell_len for lead, _ in rows), _WIDEST_LEAD)
    yield _grid(rows, (lead_width,), indent=2) if lead_width else _grid(([body] for _, body in rows), (), indent=2)


def _body(brief: Brief, line: Line, words: Text) -> Text:
    for limit in line.limits:
        words.append(" · ", "dim").append(limit, "italic")
    return _with_cites(brief, [line], words)


def _with_cites(brief: Brief, lines: Iterable[Line], words: Text) -> Text:
    """The words and the numbers of the sentences the lines rest on."""
    numbers = sorted({number for line in lines for number in brief.numbers(line)})
    shown = ",".join(map(str, numbers[:_MOST_CITES])) + (",…" if len(numbers) > _MOST_CITES else "")
    return words.append(f"{' ' if words else ''}[{shown}]", "cyan")


def _event_group(brief: Brief, group: EventGroup, width: int) -> Iterator[RenderableType]:
    if group is not brief.events[0]:
        yield Text()
    yield Text(f"  {group.title}", "bold green" if group.key == "told" else "bold magenta")
    yield _event_table(brief, group, width) if width >= _TABLE_WIDTH else _event_sentences(brief, group)


def _event_sentences(brief: Brief, group: EventGroup) -> RenderableType:
    rows = []
    for line in group.lines:
        words = Text(line.sentence + (f" · {line.where}" if line.where else ""))
        rows.append((_number(line), _cell(line.when), _body(brief, line, words)))
    return _grid(rows, (4, _when_width(brief)), indent=0)


def _event_table(brief: Brief, group: EventGroup, width: int) -> RenderableType:
    """Cells whose widths depend on the brief and the console alone, so that the tables of all groups line up."""
    is_first = group is brief.events[0]
    table = Table(box=None, show_header=is_first, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("", justify="right", width=4)
    table.add_column("when", width=_when_width(brief), overflow="fold")
    room = min(width, _WIDEST_TABLE) - 4 - _when_width(brief) - 7 * 2
    shares = {"who": 0.22, "did what": 0.2, "to whom": 0.2, "where": 0.15, "so told": 0.23}
    for title, share in shares.items():
        table.add_column(title, width=int(room * share), overflow="fold")
    for line in group.lines:
        cells = map(_cell, (line.when, line.who, line.did, line.whom, line.where))
        limits = _with_cites(brief, [line], Text(" · ".join(line.limits), "italic"))
        table.add_row(_number(line), *cells, limits)
    return table


def _when_width(brief: Brief) -> int:
    longest = max(len(line.when) for group in brief.events for line in group.lines)
    return min(max(longest, _DAY), _PERIOD)


def _cell(words: str) -> Text:
    return Text(words) if words else Text(_NOTHING, "dim")


def _number(line: EventLine) -> Text:
    return Text(str(line.number), "bold", justify="right")


def _grid(rows: Iterable[Sequence[Text]], widths: Sequence[int], *, indent: int) -> RenderableType:
    """Columns of the given widths and a last one that takes the rest."""
    grid = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    for width in widths:
        grid.add_column(width=width)
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return Constrain(Padding(grid, (0, 0, 0, indent)), _READABLE)
