"""What a citation shows of a statement: its words, and where and when they were published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from casus.ledger.reading_back import reports_of
from casus.situation.cited import Key, words_of

_LONGEST = 600
"""Characters of a sentence; a longer one is cut."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One statement. key: REPORT/LABEL. words: its sentence, as the report has it; all but the key is from outside."""

    key: str
    words: str
    source: str | None
    published: str | None
    title: str | None
    url: str | None


def citations(connection: Connection, keys: Iterable[Key]) -> list[Citation]:
    """Citations of statements in force, in the order of the keys, each once; those not in force are left out."""
    wanted = list(dict.fromkeys(keys))
    words = words_of(connection, wanted)
    reports = reports_of(connection, {report_id for report_id, _ in wanted})
    found = []
    for key in wanted:
        if key in words and (report := reports.get(key[0])) is not None:
            said = words[key] if len(words[key]) <= _LONGEST else words[key][: _LONGEST - 1] + "…"
            found.append(Citation("/".join(key), said, report.source, report.published, report.title, report.url))
    return found
