"""Names of statements, as people type them: REPORT/LABEL, of the report the first digits."""

from __future__ import annotations

from sqlalchemy import Connection, select

from casus.ledger import schema
from casus.records import LedgerError

_FEWEST_DIGITS = 4


def named(connection: Connection, name: str) -> tuple[str, str] | None:
    """(report id, label) of the report that a name means; None where there is none.

    Raises LedgerError for fewer than four digits, or where two reports share them.
    """
    prefix, _, label = name.partition("/")
    if len(prefix) < _FEWEST_DIGITS:
        raise LedgerError(f"{name!r} is too short a name; give at least {_FEWEST_DIGITS} digits of the report.")
    report = schema.report
    asked = select(report.c.id).where(report.c.id.startswith(prefix, autoescape=True)).order_by(report.c.id).limit(2)
    ids = connection.execute(asked).scalars().all()
    if len(ids) > 1:
        raise LedgerError(f"Two reports begin with {prefix}: {ids[0]} and {ids[1]}; give more digits.")
    return (ids[0], label) if ids else None
