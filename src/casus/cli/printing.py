"""Printing blocks of text on the terminal."""

from __future__ import annotations

import io
import sys

from rich.console import Console, Group, RenderableType
from rich.constrain import Constrain
from rich.text import Text

from casus.wording import terms

_WIDTH = 120
"""Columns beyond which lines are hard to read."""


def show(*blocks: RenderableType) -> None:
    """Print, no wider than is read with ease, and without spaces at the ends of lines."""
    console = Console(highlight=False)
    with console.capture() as captured:
        console.print(Constrain(Group(*blocks), _WIDTH))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a letter still shows the rest
    sys.stdout.write("\n".join(line.rstrip() for line in captured.get().split("\n")))


def plain(words: str, style: str = "") -> Text:
    """Words for the terminal: nothing in a report may move its cursor or colour it."""
    return Text(terms.printable(words), style)
