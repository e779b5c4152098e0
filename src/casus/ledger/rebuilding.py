"""What a ledger keeps beside its readings, made anew of them: fingerprints, countries and events.

For ledgers of an older version, and whenever the rules of identity change.
"""

from __future__ import annotations

import json
from dataclasses import replace

from sqlalchemy import Connection

from casus.ledger.origins import fingerprint
from casus.ledger.sql import add, ask, chunks
from casus.ledger.writing import Writer
from casus.records import Report, from_json

_AT_ONCE = 100
"""Reports."""


def rebuild(connection: Connection) -> None:
    """Fill the tables of fingerprints, countries and events, which are empty, by day of publication."""
    writer = Writer()
    reports = [found for (found,) in ask(connection, "SELECT id FROM report ORDER BY published, id")]
    for some in chunks(reports, _AT_ONCE):
        asked = "SELECT id, text FROM report WHERE id IN (*)"
        texts = dict(ask(connection, asked, (), some))
        bands = sorted((band, report_id) for report_id, text in texts.items() for band in fingerprint(text))
        add(connection, "fingerprint", ("band", "report_id"), bands)
        asked = "SELECT id, reader, report FROM reading WHERE is_current AND report_id IN (*)"
        readings = [
            (number, reader, from_json(Report, json.loads(report)))
            for number, reader, report in ask(connection, asked, (), some)
        ]
        writer.take_in_again(
            connection, [(number, reader, replace(one, text=texts[one.id])) for number, reader, one in readings]
        )
