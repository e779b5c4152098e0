"""Cells of tables. Every text comes from outside: it stays in its cell, and no spreadsheet takes it for a formula."""

from __future__ import annotations

import re

Cell = str | int | float | None
"""What a row holds; None is missing."""

# Control characters, line ends, direction marks, half characters: what tears a row apart or makes shown words lie.
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_INVISIBLE = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_HALF = re.compile(r"[\ud800-\udfff]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_FORMULA = re.compile(r"'*[=+\-@]")


def plain(text: str) -> str:
    """One line of the same words, single spaces between them."""
    clean = _HALF.sub("\ufffd", _INVISIBLE.sub("", _BREAKS.sub(" ", text)))
    return " ".join(clean.split())


def guarded(text: str) -> str:
    """One line that no spreadsheet takes for a formula: an apostrophe stands before = + - @, but never before a number.

    `unguarded` is the inverse, so apostrophes in front of one of these get one more.
    """
    line = plain(text)
    return f"'{line}" if _FORMULA.match(line) and not _NUMBER.fullmatch(line) else line


def unguarded(text: str) -> str:
    """The text without the apostrophe that `guarded` put before it."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def written(cell: Cell, *, missing: str = "") -> str:
    """A cell as it stands in a file. missing: what stands for None and for nothing."""
    if isinstance(cell, str):
        return guarded(cell) or missing
    return missing if cell is None else str(cell)


def listed(values: list[str], separator: str = ";") -> str | None:
    """Several values in one cell, each once; a separator inside a value becomes a comma. None for no values."""
    inside = separator.strip()
    found = dict.fromkeys(plain(value).replace(inside, ",") for value in values)
    return separator.join(value for value in found if value) or None
