"""A text as it came in."""

from dataclasses import dataclass
from typing import Literal

FILE_LIMIT = 20_000_000
"""Bytes of a file that is one text, or of a line of JSON Lines or CSV."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text as it came, decoded but not cleaned.

    name: the file, and line, as the user would recognise it. The facts are those of a row of data, None elsewhere.
    published: as written there.
    """

    name: str
    kind: Literal["text", "markdown", "html"]
    text: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    byline: str | None = None
    notes: tuple[str, ...] = ()
