"""Statements in outline: when they were told and what they bear on, as the ledger keeps it beside their records.

Conflicts are found, and statements given to them, by no more than that; records are read only of what is wanted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from sqlalchemy import Connection

from casus.ledger.bearings import FORCE, Bearing, bearing_written
from casus.ledger.sql import ask


class Outlined(Protocol):
    """What a statement in outline and a whole one have alike. key: the report's id, and what names it there."""

    @property
    def key(self) -> tuple[str, object]: ...
    @property
    def told(self) -> str: ...
    @property
    def origin(self) -> str: ...
    @property
    def bearing(self) -> Bearing: ...


class Outline(NamedTuple):
    """A statement in outline.

    key: id of its report, and its number in the ledger. told: ISO date of the report; origin: the same for reports that
    repeat one another.
    """

    key: tuple[str, int]
    told: str
    origin: str
    bearing: Bearing


_ROWS = (
    "SELECT b.report_id, b.statement_id, b.published, r.origin_id, b.shows, b.sides, b.pairs, b.country, b.region "
    "FROM bearing b JOIN report r ON r.id = b.report_id WHERE b.kind = ? AND b.published BETWEEN ? AND ?"
)


def fighting(connection: Connection, force_since: str, since: str, day: str) -> list[Outline]:
    """What is told of who fights whom until a day, in no order: force since one day, truces and ties since another."""
    force = ask(connection, f"{_ROWS} AND b.shows = ?", ("event", force_since, day, FORCE))
    others = [
        row for kind in ("truce", "tie") for row in ask(connection, f"{_ROWS} AND b.pairs <> '[]'", (kind, since, day))
    ]
    return _outlines([*force, *others])


def outlines(
    connection: Connection, kinds: Sequence[str], since: str, day: str, countries: Sequence[str] | None
) -> list[Outline]:
    """The statements of some kinds whose reports were published in a period, in no order.

    since, day: ISO dates, inclusive. countries: ISO codes; only reports in which some statement concerns one of them.
    """
    found = []
    for kind in kinds:
        if countries is None:
            found += ask(connection, _ROWS, (kind, since, day))
        else:
            asked = f"{_ROWS} AND b.report_id IN ({_ABOUT})"
            found += ask(connection, asked, (kind, since, day, since, day), countries)
    return _outlines(found)


_ABOUT = (
    "SELECT s.report_id FROM statement s JOIN concern c ON c.statement_id = s.id "
    "WHERE c.kind <> 'quote' AND c.published BETWEEN ? AND ? AND c.country IN (*)"
)
"""The reports of a period that concern a country."""


def _outlines(rows: Sequence[tuple[str, int, str, str, str | None, str, str, str | None, str | None]]) -> list[Outline]:
    return [
        Outline((report_id, number), told, origin, bearing_written(*its))
        for report_id, number, told, origin, *its in rows
    ]
