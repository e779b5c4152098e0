"""Where force is told of, and when it was first told: counts for maps and rows of days, without reading any record.

Counted are events of type ASSAULT that some statement in force tells as actual, claims included; statements of one
event count once. What users said of identity (`decide`) is not looked at here: these numbers are for drawings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from casus.ledger.mentions import Key
from casus.ledger.sql import ask

_FORCE = (
    "FROM statement s JOIN mention m ON m.statement_id = s.id "
    "WHERE s.kind = 'event' AND s.published BETWEEN ? AND ? AND s.type = 'ASSAULT' AND s.status = 'actual'"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """One place and how many events of force it is told of. All but events: None where no place is known."""

    name: str | None
    country: str | None
    precision: str | None
    lat: float | None
    lon: float | None
    events: int


def scenes(connection: Connection, since: str, until: str, countries: Sequence[str] | None = None) -> list[Scene]:
    """The places of force that reports of a period tell of, those of most events first.

    since, until: ISO dates of publication, inclusive. An event stands where the statement that says most of it has it.
    countries: ISO codes; only places in these.
    """
    asked = (
        "SELECT p.name, p.country, p.precision, p.lat, p.lon, COUNT(told.head_id) FROM "
        f"(SELECT DISTINCT m.head_id {_FORCE}) told JOIN statement h ON h.id = told.head_id "
        "LEFT JOIN place p ON p.id = h.place_id "
    )
    if countries is not None:
        asked += "WHERE p.country IN (*) "
    asked += "GROUP BY p.name, p.country, p.precision, p.lat, p.lon"
    found = [Scene(*row) for row in ask(connection, asked, (since, until), countries or ())]
    return sorted(found, key=lambda one: (-one.events, one.country or "", one.name or ""))


def force_heads(connection: Connection, since: str, until: str) -> dict[Key, int]:
    """Key of each statement of force that reports of a period hold -> the number of its event. Dates: as in scenes."""
    asked = f"SELECT s.report_id, s.label, m.head_id {_FORCE}"
    return {(report_id, label): head for report_id, label, head in ask(connection, asked, (since, until))}
