"""The escalation graph of a what-if run as one SVG image."""

from __future__ import annotations

from html import escape

from casus.knowledge.sides import name_of
from casus.outlook.whatif.run import Drawn, WhatIf
from casus.outlook.whatif.wording import per_cent, side_words

_WIDTH, _ROW, _TOP, _MOST = 900, 46, 120, 12
"""Pixels of the image, of a row and of the head; states shown at most on each side."""
_COLOURS = ("#8a3b12", "#1f4e79")
"""Of the side of the scenario's actors, and of its recipients: apart for most eyes, and both dark on white."""
_GREY = "#444444"


def whatif_svg(run: WhatIf) -> str:
    """States of either side in two columns beside the scenario; lines are as thick as their joining is likely."""
    shown = {link.target for link in run.links}
    sides = [[one for one in run.drawn if one.side == i and (one.state, one.side) in shown][:_MOST] for i in (0, 1)]
    rows = max(1, *map(len, sides))
    height = _TOP + rows * _ROW + 60
    at = {(one.state, one.side): (_x(i), _TOP + 20 + row * _ROW) for i in (0, 1) for row, one in enumerate(sides[i])}
    middle = (_WIDTH / 2, _TOP + rows * _ROW / 2)
    lines = []
    for link in run.links:
        if link.target in at and (link.source is None or link.source in at):
            start = middle if link.source is None else at[link.source]
            lines.append(_line(start, at[link.target], link.probability, link.source is None))
    boxes = [_state(one, *at[one.state, one.side]) for its in sides for one in its]
    heads = [
        _text(_x(i), _TOP - 22, f"On the side {side_words(run, i)}", _COLOURS[i], bold=True) for i in (0, 1)
    ]  # fmt: skip
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" font-family="sans-serif">',
        f"<title>{escape(f'If on {run.day}: {run.scenario.words}')}</title>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
        _text(_WIDTH / 2, 34, f"If on {run.day}: {run.scenario.words}", "#111111", bold=True, size=17),
        _text(_WIDTH / 2, 58, f"No outside state joins: {per_cent(run.nobody)}. A what-if, not a prediction.", _GREY),
        *heads, *lines,
        f'<circle cx="{middle[0]}" cy="{middle[1]}" r="9" fill="#111111"/>',
        *boxes,
        _text(_WIDTH / 2, height - 18, "Dashed: made likelier by a state that had joined.", _GREY, size=12),
        "</svg>",
    ]) + "\n"  # fmt: skip


def _x(side: int) -> float:
    return _WIDTH * (0.82 if side else 0.18)


def _line(start: tuple[float, float], end: tuple[float, float], probability: float, is_direct: bool) -> str:
    width = 1 + 14 * probability
    dash = "" if is_direct else ' stroke-dasharray="5 4"'
    return (
        f'<path d="M{start[0]:.0f} {start[1]:.0f} Q{_WIDTH / 2:.0f} {end[1]:.0f} {end[0]:.0f} {end[1]:.0f}" '
        f'fill="none" stroke="#777777" stroke-opacity="0.6" stroke-width="{width:.1f}"{dash}/>'
    )


def _state(one: Drawn, x: float, y: float) -> str:
    words = f"{name_of(one.state)} {per_cent(one.probability)}"
    colour = _COLOURS[one.side]
    box = f'<rect x="{x - 110:.0f}" y="{y - 15:.0f}" width="220" height="30" rx="5" fill="#ffffff" stroke="{colour}"/>'
    return box + _text(x, y + 5, words, colour)


def _text(x: float, y: float, words: str, colour: str, *, bold: bool = False, size: int = 14) -> str:
    weight = ' font-weight="bold"' if bold else ""
    form = f'text-anchor="middle" fill="{colour}" font-size="{size}"{weight}'
    return f'<text x="{x:.0f}" y="{y:.0f}" {form}>{escape(words)}</text>'
