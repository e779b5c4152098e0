"""What the user knows of sources: which publisher each belongs to, and how reliable it is."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, update

from casus.ledger import schema
from casus.records import UnknownName

RELIABILITY = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable",
    "E": "unreliable", "F": "cannot be judged",
}  # fmt: skip
"""The letters of the Admiralty scale. A letter belongs to a source, never to what it says."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source as the ledger knows it. family: its publisher; reliability: A to F, None when nobody has judged it."""

    name: str
    family: str
    reliability: str | None
    reports: int


def sources(connection: Connection) -> list[Source]:
    """Every source, those with most reports first."""
    source, appearance = schema.source, schema.appearance
    counted = func.count(func.distinct(appearance.c.report_id))
    asked = (
        select(source.c.name, source.c.family, source.c.reliability, counted)
        .outerjoin(appearance, appearance.c.source_id == source.c.id)
        .group_by(source.c.id, source.c.name, source.c.family, source.c.reliability)
        .order_by(counted.desc(), source.c.name)
    )
    return [Source(*row) for row in connection.execute(asked)]


def source_of(connection: Connection, name: str) -> Source | None:
    """One source by its name, letter by letter; None where there is none."""
    source, appearance = schema.source, schema.appearance
    counted = (
        select(func.count(func.distinct(appearance.c.report_id)))
        .where(appearance.c.source_id == source.c.id)
        .scalar_subquery()
    )
    asked = select(source.c.name, source.c.family, source.c.reliability, counted).where(source.c.name == name)
    found = connection.execute(asked).first()
    return None if found is None else Source(*found)


def judge_source(connection: Connection, name: str, *, family: str | None, reliability: str | None) -> Source:
    """Say who publishes a source and how reliable it is; what is None stays as it is.

    Raises UnknownName for a source that is not there.
    """
    source = schema.source
    told = {"family": family, "reliability": reliability}
    changes = {column: value for column, value in told.items() if value is not None}
    if changes:
        connection.execute(update(source).where(source.c.name == name).values(changes))
    found = source_of(connection, name)
    if found is None:
        raise UnknownName(f"No source is called {name!r}; `casus source` lists them.")
    return found
