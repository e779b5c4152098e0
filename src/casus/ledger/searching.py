"""Finding reports by their words: SQLite's FTS5, PostgreSQL's text search; both fold case, SQLite accents too."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Connection, text

from casus.ledger.reading_back import reading_of
from casus.records import Reading, Statement

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds all words asked for, and its statements whose sentences hold some of them, the most first."""

    reading: Reading
    statements: tuple[Statement, ...]


_IN_SQLITE = """
SELECT report.id FROM report_words JOIN report ON report.id = report_words.report_id
WHERE report_words MATCH :words AND (report.published BETWEEN :since AND :until OR :always)
ORDER BY report.published DESC, report.id LIMIT :most
"""
_IN_POSTGRESQL = """
SELECT report.id FROM report
WHERE to_tsvector('simple', coalesce(report.title, '') || ' ' || report.text) @@ plainto_tsquery('simple', :words)
AND (report.published BETWEEN :since AND :until OR :always)
ORDER BY report.published DESC NULLS LAST, report.id LIMIT :most
"""


def search(connection: Connection, asked: str, *, since: str | None, until: str | None, most: int) -> list[Hit]:
    """The reports that hold all words asked for, in any order, the newest first.

    since, until: ISO dates of publication, inclusive; reports without a date are found only without them.
    most: how many at the most. Nothing in `asked` is an operator: every sign but letters and digits parts words.
    """
    words = _WORD.findall(asked)
    if not words:
        return []
    is_sqlite = connection.dialect.name == "sqlite"
    given = " ".join(f'"{word}"' for word in words) if is_sqlite else " ".join(words)
    bounds = {"since": since or "0000", "until": until or "9999-12-31", "always": since is None and until is None}
    rows = connection.execute(
        text(_IN_SQLITE if is_sqlite else _IN_POSTGRESQL), {"words": given, "most": most, **bounds}
    )
    readings = [reading_of(connection, report_id) for report_id in rows.scalars().all()]
    return [_hit(reading, words) for reading in readings if reading is not None]


def _hit(reading: Reading, words: list[str]) -> Hit:
    wanted = {word.casefold() for word in words}

    def held(one: Statement) -> int:
        said = _WORD.findall(reading.report.text[slice(*one.sentence)].casefold())
        return len(wanted & set(said))

    found = [(held(one), one) for one in reading.statements()]
    found = sorted((its for its in found if its[0]), key=lambda its: -its[0])
    return Hit(reading, tuple(one for _, one in found))
