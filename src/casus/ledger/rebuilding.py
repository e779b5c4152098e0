"""What a ledger keeps beside its readings, made of them: fingerprints, countries, bearings, events.

For ledgers of an older version. A later one whose rules of sides, or of identity, are others empties what they made and
fills it again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from casus.ledger.bearings import COLUMNS, bearing_of, written
from casus.ledger.joining import Joiner
from casus.ledger.origins import add_fingerprints, add_sketches, fingerprint
from casus.ledger.reading_back import statement_of
from casus.ledger.sql import add, ask, chunks
from casus.ledger.writing import Writer, kept_entry
from casus.records import Report, from_json

_AT_ONCE = 100
"""Reports."""
_EVENTS, _BEARINGS, _SKETCHES, _REGIONS = "0002", "0004", "0006", "0010"
"""Revisions with which the tables came, or were emptied to be filled by other rules."""


def rebuild(connection: Connection, found: str) -> None:
    """Fill what a ledger of an older revision lacks, by day of publication; the tables of it are empty."""
    writer, joiner = Writer(), Joiner()
    reports = [one for (one,) in ask(connection, "SELECT id FROM report ORDER BY published, id")]
    for some in chunks(reports, _AT_ONCE):
        if found < _EVENTS:
            _take_in(connection, writer, some)
            continue
        if found < _BEARINGS:
            _bear(connection, some)
        if found < _SKETCHES:
            texts = _texts(connection, some)
            add_sketches(connection, [(report_id, fingerprint(text)) for report_id, text in texts.items()])
        if found < _REGIONS:
            _join(connection, joiner, some)


def _take_in(connection: Connection, writer: Writer, report_ids: Sequence[str]) -> None:
    """Fingerprints, countries, what statements bear on, and events."""
    texts = _texts(connection, report_ids)
    add_fingerprints(connection, [(report_id, fingerprint(text)) for report_id, text in texts.items()])
    writer.take_in_again(connection, _in_force(connection, report_ids))


def _join(connection: Connection, joiner: Joiner, report_ids: Sequence[str]) -> None:
    """Which statements in force are one event."""
    added = []
    for reader, report in _in_force(connection, report_ids):
        entry, numbers = kept_entry(connection, report, reader)
        added += [(numbers[label], mention) for label, mention in entry.mentions.items()]
    joiner.settle(connection, added=added)


def _in_force(connection: Connection, report_ids: Sequence[str]) -> list[tuple[str, Report]]:
    """(reader, report) of the readings in force."""
    texts = _texts(connection, report_ids)
    asked = "SELECT reader, report FROM reading WHERE is_current AND report_id IN (*)"
    found = [
        (reader, from_json(Report, json.loads(report))) for reader, report in ask(connection, asked, (), report_ids)
    ]
    return [(reader, replace(one, text=texts[one.id])) for reader, one in found]


def _texts(connection: Connection, report_ids: Sequence[str]) -> dict[str, str]:
    return dict(ask(connection, "SELECT id, text FROM report WHERE id IN (*)", (), report_ids))


def _bear(connection: Connection, report_ids: Sequence[str]) -> None:
    """What the statements in force bear on."""
    asked = (
        "SELECT kind, published, id, report_id, record FROM statement "
        "WHERE is_current AND published IS NOT NULL AND kind <> 'quote' AND report_id IN (*)"
    )
    rows = [
        (kind, published, number, report_id, *written(bearing_of(statement_of(kind, record))))
        for kind, published, number, report_id, record in ask(connection, asked, (), report_ids)
    ]
    add(connection, "bearing", COLUMNS, rows)
