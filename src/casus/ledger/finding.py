"""Statements found by what they are, where, when and by words of their reports, newest first, some at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from casus.ledger.about import After, Listed, Page, listed
from casus.ledger.sql import ask

_BEHIND_ALL: After = ("9999-99-99", 0)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for; None: anything.

    words: all must stand in the report, in any order. kind: event, toll, truce, pledge, tie or quote; type: as the
    ledger's column has it (ASSAULT, killed, violated, ...); country: ISO3, of an actor or the place; source: a name;
    since, until: ISO dates of publication, inclusive.
    """

    words: str | None = None
    kind: str | None = None
    type: str | None = None
    status: str | None = None
    country: str | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None


def statements_found(
    connection: Connection, wanted: Wanted, *, limit: int = 50, after: After | None = None
) -> Page[Listed]:
    """The statements in force that are wanted, newest first. after: of the page before."""
    tests, values = _tests(connection, wanted)
    told, number = after or _BEHIND_ALL
    rows = ask(
        connection,
        "SELECT coalesce(s.published, ''), s.id FROM statement s WHERE s.is_current "
        f"{''.join(f'AND {test} ' for test in tests)}"
        "AND (coalesce(s.published, ''), s.id) < (?, ?) ORDER BY coalesce(s.published, '') DESC, s.id DESC LIMIT ?",
        (*values, told, number, limit + 1),
    )
    more = (rows[limit - 1][0], int(rows[limit - 1][1])) if len(rows) > limit else None
    return Page(tuple(listed(connection, [its for _, its in rows[:limit]])), more)


def count_found(connection: Connection, wanted: Wanted, by: str, *, most: int) -> dict[str, int]:
    """How many of the statements wanted, of the newest `most`, are of each kind, type or status. by: that column."""
    if by not in ("kind", "type", "status"):
        raise ValueError(by)
    tests, values = _tests(connection, wanted)
    rows = ask(
        connection,
        f"SELECT t.name, count(*) FROM (SELECT s.{by} AS name FROM statement s WHERE s.is_current "
        f"{''.join(f'AND {test} ' for test in tests)} ORDER BY coalesce(s.published, '') DESC, s.id DESC LIMIT ?) t "
        "WHERE t.name IS NOT NULL GROUP BY t.name ORDER BY count(*) DESC, t.name",
        (*values, most),
    )
    return {name: int(count) for name, count in rows}


def words_of_query(asked: str) -> list[str]:
    """The words of a query: every sign but letters and digits parts them, so that none is an operator."""
    return _WORD.findall(asked)


def _tests(connection: Connection, wanted: Wanted) -> tuple[list[str], list[Any]]:
    """Conditions in SQL with their values."""
    tests: list[str] = []
    values: list[Any] = []
    for test, value in _conditions(connection, wanted):
        tests.append(test)
        values += value
    return tests, values


def _conditions(connection: Connection, wanted: Wanted) -> Iterator[tuple[str, tuple[Any, ...]]]:
    if wanted.words is not None and (words := words_of_query(wanted.words)):
        yield _with_words(connection, words)
    for column, value in (("kind", wanted.kind), ("type", wanted.type), ("status", wanted.status)):
        if value is not None:
            yield f"s.{column} = ?", (value,)
    if wanted.since is not None:
        yield "s.published >= ?", (wanted.since,)
    if wanted.until is not None:
        yield "s.published <= ?", (wanted.until,)
    if wanted.country is not None:
        its = "SELECT 1 FROM concern c WHERE c.statement_id = s.id AND c.country = ?"
        yield f"EXISTS ({its})", (wanted.country,)
    if wanted.source is not None:
        its = "SELECT 1 FROM report r JOIN source o ON o.id = r.source_id WHERE r.id = s.report_id AND o.name = ?"
        yield f"EXISTS ({its})", (wanted.source,)


def _with_words(connection: Connection, words: list[str]) -> tuple[str, tuple[str]]:
    if connection.dialect.name == "sqlite":
        its = "SELECT report_id FROM report_words WHERE report_words MATCH ?"
        return f"s.report_id IN ({its})", (" ".join(f'"{word}"' for word in words),)
    text = "to_tsvector('simple', coalesce(r.title, '') || ' ' || r.text)"
    its = f"SELECT r.id FROM report r WHERE {text} @@ plainto_tsquery('simple', ?)"
    return f"s.report_id IN ({its})", (" ".join(words),)
