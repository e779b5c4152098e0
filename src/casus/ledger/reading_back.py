"""Rows back into a reading."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from casus.ledger import schema
from casus.ledger.sql import ask, chunks
from casus.records import Event, Pledge, Quote, Reading, Report, Statement, Tie, Toll, Translation, Truce, from_json

KINDS: dict[str, type[Statement]] = {
    "event": Event, "toll": Toll, "truce": Truce, "pledge": Pledge, "tie": Tie, "quote": Quote,
}  # fmt: skip
"""Kind in the ledger -> record."""
TRANSLATION = "translation"
"""Where the JSON of a reading's report holds the translation that was read."""


def reading_of(connection: Connection, report_id: str) -> Reading | None:
    """The reading of a report that counts today, as analysts left it; None for a report that is not there."""
    reading, statement = schema.reading, schema.statement
    found = connection.execute(
        select(reading.c.reader, reading.c.report).where(reading.c.report_id == report_id, reading.c.is_current)
    ).first()
    report = report_of(connection, report_id)
    if found is None or report is None:
        return None
    rows = (
        select(statement.c.kind, statement.c.record)
        .where(statement.c.report_id == report_id, statement.c.is_current)
        .order_by(statement.c.id)
    )
    statements = [(kind, record) for kind, record in connection.execute(rows)]
    return reading_with(report, found.reader, statements, _translation(found.report))


def translation_of(connection: Connection, report_id: str) -> Translation | None:
    """The translation that the reading in force of a report was made from; None where the report itself was read."""
    found = ask(connection, "SELECT report FROM reading WHERE report_id = ? AND is_current", (report_id,))
    return _translation(found[0][0]) if found else None


def _translation(about: str) -> Translation | None:
    """about: JSON of a reading's report."""
    value = json.loads(about).get(TRANSLATION)
    return None if value is None else from_json(Translation, value)


def reading_with(
    report: Report, reader: str, statements: Iterable[tuple[str, str]], translation: Translation | None = None
) -> Reading:
    """A reading of its statements, each with its kind and JSON."""
    lists: dict[str, list[Statement]] = {}
    for kind, record in statements:
        lists.setdefault(f"{kind}s", []).append(statement_of(kind, record))
    known: dict[str, Any] = {name: tuple(its) for name, its in lists.items()}
    return Reading(report=report, reader=reader, translation=translation, **known)


def report_of(connection: Connection, report_id: str) -> Report | None:
    """A report as the reading in force has it; None where there is none."""
    return reports_of(connection, [report_id]).get(report_id)


def reports_of(connection: Connection, report_ids: Iterable[str]) -> dict[str, Report]:
    """Reports by id, as the readings in force have them."""
    names = ("id", "source", "title", "url", "published", "language", "agency", "text")
    asked = (
        "SELECT r.id, s.name, r.title, r.url, r.published, r.language, r.agency, r.text, r.rest FROM report r "
        "LEFT JOIN source s ON s.id = r.source_id WHERE r.id IN (*)"
    )
    found = {}
    for some in chunks(sorted(report_ids)):
        for *known, rest in ask(connection, asked, (), some):
            found[known[0]] = from_json(Report, dict(zip(names, known, strict=True)) | json.loads(rest))
    return found


def statement_of(kind: str, record: str) -> Statement:
    """One statement of the ledger."""
    return from_json(KINDS[kind], _parsed(record)[0])


_parsed = json.JSONDecoder().raw_decode
"""What JSON says that has nothing before and behind it; a third quicker than `json.loads`."""
