"""Words for chances, as Intelligence Community Directive 203 (2015) has them, one row of words and never the other."""

from __future__ import annotations

_WORDS = (
    (0.05, "almost no chance"), (0.20, "very unlikely"), (0.45, "unlikely"), (0.55, "roughly even chance"),
    (0.80, "likely"), (0.95, "very likely"),
)  # fmt: skip
"""Upper border of a chance and its word; a border itself takes the word nearer to even."""


def word_of(chance: float) -> str:
    """The word for a chance from 0 to 1; the directive's 1 to 5 % and 95 to 99 % are taken to the ends."""
    if chance < 0.5:
        return next(word for border, word in _WORDS if chance < border)
    return next((word for border, word in _WORDS if chance <= border), "almost certain")


def percent(chance: float) -> str:
    """A chance in whole per cent; the ends are left open, as no forecast here can tell 0.1 from 0.5 %."""
    if chance < 0.01:
        return "under 1 %"
    return "over 99 %" if chance > 0.99 else f"{100 * chance:.0f} %"


def about(deaths: float) -> str:
    """A number of deaths with the two digits that a forecast can carry at most."""
    number = round(deaths)
    digits = max(0, len(str(number)) - 2)
    return f"{round(number, -digits):,}"
