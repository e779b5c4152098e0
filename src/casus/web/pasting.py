"""Reading what an analyst pastes: the reader is made when first asked for, and reads one article at a time."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from casus.intake.documents import Document
from casus.intake.report import report_of
from casus.reading import Reader, get_reader
from casus.reading.translation import read_report
from casus.records import UNREAD, CasusError, Reading, Refused

if TYPE_CHECKING:
    from casus.knowledge.codebook import Codebook

_NAME = "The pasted text"
_PATIENCE = 30
"""Seconds to wait for the article that is being read."""
_alone = threading.Lock()


class Busy(CasusError):
    """The reader is still reading another article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """An article as it was pasted. published: ISO date; the text itself may tell what is None."""

    text: str
    title: str | None = None
    source: str | None = None
    published: str | None = None


def read_pasted(pasted: Pasted, codebook: Codebook | None = None) -> Reading:
    """The reading of a pasted article; the same for the same text and facts. codebook: the user's own types.

    Raises Refused for what is no article or in a language that is not read, Busy where the reader has no time for it.
    """
    document = Document(name=_NAME, kind="text", text=pasted.text, title=pasted.title, source=pasted.source)
    report = report_of(document, published=pasted.published, source=pasted.source)
    if not _alone.acquire(timeout=_PATIENCE):
        raise Busy("Another article is still being read; try again in a minute.")
    try:
        reading = read_report(report, _reader(codebook))
        if reading.reader == UNREAD:
            raise Refused(_NAME, reading.report.notes[-1])
        return reading
    finally:
        _alone.release()


@cache
def _reader(codebook: Codebook | None) -> Reader:
    return get_reader(codebook=codebook)
