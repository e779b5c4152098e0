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
    "FROM bearing b JOIN report r ON r.id = b.report_id WHERE "
)
_FORCE = f"{_ROWS} b.kind = 'event' AND b.published BETWEEN ? AND ? AND b.shows = ?"
_PAIRS = f"{_ROWS} b.kind IN ('truce', 'tie') AND b.published BETWEEN ? AND ? AND b.pairs <> '[]'"
_ACTS = f"{_ROWS} b.kind = 'event' AND b.published BETWEEN ? AND ?"
_OTHERS = f"{_ROWS} b.kind IN ('toll', 'truce', 'pledge', 'tie') AND b.published BETWEEN ? AND ?"
_ABOUT = (
    "SELECT s.report_id FROM concern c JOIN statement s ON s.id = c.statement_id "
    "WHERE c.kind IN ('event', 'toll', 'truce', 'pledge', 'tie') AND c.published BETWEEN ? AND ? AND c.country IN (*)"
)
"""The reports of a period that concern a country."""


def fighting(connection: Connection, force_since: str, since: str, day: str) -> list[Outline]:
    """What is told of who fights whom until a day, in no order: force since one day, truces and ties since another."""
    force = ask(connection, _FORCE, (force_since, day, FORCE))
    return _outlines([*force, *ask(connection, _PAIRS, (since, day))])


def outlines(
    connection: Connection, acts_since: str, since: str, day: str, countries: Sequence[str] | None
) -> list[Outline]:
    """Acts since one day, and all else that a situation rests on since another, until a day, in no order.

    countries: ISO codes; only reports in which some statement concerns one of them are looked at.
    """
    values = (acts_since, day, since, day)
    if countries is None:
        return _outlines(ask(connection, f"{_ACTS} UNION ALL {_OTHERS}", values))
    about = f"WITH about AS MATERIALIZED ({_ABOUT})"  # first, and once
    of = "AND b.report_id IN (SELECT report_id FROM about)"
    asked = f"{about} {_ACTS} {of} UNION ALL {_OTHERS} {of}"
    return _outlines(ask(connection, asked, (min(acts_since, since), day), countries, values))


def _outlines(rows: Sequence[tuple[str, int, str, str, str | None, str, str, str | None, str | None]]) -> list[Outline]:
    return [
        Outline((report_id, number), told, origin, bearing_written(*its))
        for report_id, number, told, origin, *its in rows
    ]
