"""SQL written by hand where many rows are read or written: one statement for SQLite and PostgreSQL, `?` for a value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection

_MOST = 500
"""Values in one list."""
T = TypeVar("T")


def ask(
    connection: Connection,
    statement: str,
    values: Sequence[Any] = (),
    some: Sequence[Any] = (),
    more: Sequence[Any] = (),
) -> list[Any]:
    """The rows of a query. values: for each `?`; some: for the list `(*)` behind them; more: for each `?` behind it."""
    whole = statement.replace("(*)", f"({','.join('?' * len(some))})")
    return list(connection.exec_driver_sql(_marked(connection, whole), (*values, *some, *more)).all())


def add(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows."""
    marks = ",".join("?" * len(columns))
    change(connection, f"INSERT INTO {table} ({','.join(columns)}) VALUES ({marks})", rows)


def change(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Run a statement once for each row of values, in one go."""
    if rows:
        connection.exec_driver_sql(_marked(connection, statement), list(rows))


def chunks(values: Sequence[T], most: int = _MOST) -> Iterator[Sequence[T]]:
    """The values in lists of which none is too long for a query."""
    return (values[at : at + most] for at in range(0, len(values), most))


def _marked(connection: Connection, statement: str) -> str:
    return statement if connection.dialect.paramstyle == "qmark" else statement.replace("?", "%s")
