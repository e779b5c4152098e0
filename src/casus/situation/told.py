"""The events that reports of a period tell, without anything of what was reported later."""

from __future__ import annotations

from sqlalchemy import Connection, select

from casus.ledger import schema
from casus.ledger.events import ToldEvent, shifted, told
from casus.ledger.identity import LONGEST_WAIT
from casus.ledger.reading_back import reading_of


def events_until(connection: Connection, since: str, until: str) -> list[ToldEvent]:
    """The events and tolls that reports published in a period tell, by day. since, until: ISO dates, inclusive.

    Unlike `casus.ledger.events.events_between`, reports behind the period do not count, so that what was known on its
    last day stays as it was.
    """
    report = schema.report
    around = report.c.published.between(shifted(since, -LONGEST_WAIT), until)
    ids = connection.execute(select(report.c.id).where(around).order_by(report.c.id)).scalars().all()
    readings = [one for report_id in ids if (one := reading_of(connection, report_id)) is not None]
    found = told(connection, readings)
    return [one for one in found if any(since <= (its.report.published or "") for its in one.tellings)]
