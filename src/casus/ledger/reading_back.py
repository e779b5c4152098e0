"""Rows back into a reading."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, select

from casus.ledger import schema
from casus.records import Event, Pledge, Quote, Reading, Report, Statement, Tie, Toll, Truce, as_json, from_json

KINDS: dict[str, type[Statement]] = {
    "event": Event, "toll": Toll, "truce": Truce, "pledge": Pledge, "tie": Tie, "quote": Quote,
}  # fmt: skip
"""Kind in the ledger -> record."""


def reading_of(connection: Connection, report_id: str) -> Reading | None:
    """The reading of a report that counts today; None for a report that is not there."""
    reading, statement = schema.reading, schema.statement
    found = connection.execute(
        select(reading.c.id, reading.c.reader).where(reading.c.report_id == report_id, reading.c.is_current)
    ).first()
    report = report_of(connection, report_id)
    if found is None or report is None:
        return None
    lists: dict[str, list[Any]] = {}
    rows = (
        select(statement.c.kind, statement.c.record).where(statement.c.reading_id == found.id).order_by(statement.c.id)
    )
    for kind, record in connection.execute(rows):
        lists.setdefault(f"{kind}s", []).append(json.loads(record))
    return from_json(Reading, {"report": as_json(report), "reader": found.reader, **lists})


def report_of(connection: Connection, report_id: str) -> Report | None:
    """A report as the reading in force has it; None where there is none."""
    report, source = schema.report, schema.source
    row = connection.execute(
        select(report, source.c.name.label("source")).outerjoin(source).where(report.c.id == report_id)
    ).first()
    if row is None:
        return None
    names = ("id", "source", "title", "url", "published", "language", "agency", "text")
    known = {name: getattr(row, name) for name in names}
    return from_json(Report, known | json.loads(row.rest))


def statement_of(kind: str, record: str) -> Statement:
    """One statement of the ledger."""
    return from_json(KINDS[kind], json.loads(record))
