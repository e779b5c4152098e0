"""Statements that an analyst should look at first: those that the reader itself was unsure of."""

from __future__ import annotations

from heapq import nlargest

from sqlalchemy import Connection

from casus.ledger.about import After, Listed, Page, listed
from casus.ledger.sql import ask

_KINDS = ("event", "toll", "truce", "pledge", "tie")
"""Quotations are left out: nothing is derived from them."""


def unsure_statements(
    connection: Connection, below: float, *, limit: int = 50, after: After | None = None
) -> Page[Listed]:
    """The statements in force of dated reports whose confidence is below a number, and on which no analyst has had a
    word, newest first. after: of the page before.
    """
    asked = (
        "SELECT s.published, s.id FROM statement s WHERE s.kind = ? AND s.published <= ? AND s.is_current "
        "AND (s.published, s.id) < (?, ?) AND s.confidence < ? "
        "AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.statement_id = s.id) "
        "AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.by_id = s.id) "
        "ORDER BY s.published DESC, s.id DESC LIMIT ?"
    )
    day, number = after or ("9999-99-99", 0)
    found: list[After] = []
    for kind in _KINDS:
        rows = ask(connection, asked, (kind, day, day, number, below, limit + 1))
        found += [(told, its) for told, its in rows]
    newest = nlargest(limit + 1, found)
    more = newest[limit - 1] if len(newest) > limit else None
    return Page(tuple(listed(connection, [its for _, its in newest[:limit]])), more)
