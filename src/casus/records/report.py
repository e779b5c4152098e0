"""A published text."""

import hashlib
import json
from dataclasses import dataclass

from casus.records.actor import Span


def report_id(text: str) -> str:
    """20 hex digits that depend on the cleaned text alone: the same text read twice is the same report."""
    return hashlib.sha256(json.dumps(["report", text], ensure_ascii=False).encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A published text after cleaning.

    title, source, url, published (ISO date), language (ISO 639-1): None when unknown, never invented.
    text: the cleaned text; every offset of a reading indexes it.
    headings: spans of `text` that are headings (the title among them when it stands in the text).
    dateline_place: the place named by the dateline ("YEREVAN, Oct 30 (Agency) -"), as written there.
    byline: the author, agency: the news agency it comes from (a dateline or a credit behind the text), as written.
    notes: what cleaning had to do, in plain words.
    """

    id: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    text: str
    headings: tuple[Span, ...] = ()
    dateline_place: str | None = None
    byline: str | None = None
    agency: str | None = None
    notes: tuple[str, ...] = ()
