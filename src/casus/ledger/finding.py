"""Statements found by what they are, where, when and by words of their reports, newest first, some at a time.

Every question walks down an index from the newest statement on and stops after a bounded number of them, so that a rare
thing costs no more than a frequent one: what was not reached is asked for with `Page.after`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from casus.ledger.about import After, Listed, Page, listed
from casus.ledger.reading_back import KINDS
from casus.ledger.sql import ask, chunks
from casus.records import is_code

_BEHIND_ALL: After = ("9999-99-99", 0)
_WORD = re.compile(r"\w+")
_LOOKED = 2000
"""Statements of each kind that are looked at for one page, where not all are wanted."""
_REPORTS = 300
"""Reports that are looked at for one page, where words or a source are asked for; and all others of the last one's
day."""
_NONE = "~none"
"""Stands for the day of what has none, in questions about those alone."""
FACETS = ("kind", "type", "code", "status", "country", "source")
"""What found statements are counted by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for; None: anything.

    words: all must stand in the report, in any order. kind: event, toll, truce, pledge, tie or quote; type: as the
    ledger's column has it (ASSAULT, killed, violated, ...), or the code of a codebook; country: ISO3, of an actor or
    the place; source: a name; since, until: ISO dates of publication, inclusive. below: confidence that it has not;
    is_unspoken: no analyst has had a word on it.
    """

    words: str | None = None
    kind: str | None = None
    type: str | None = None
    status: str | None = None
    country: str | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None
    below: float | None = None
    is_unspoken: bool = False


def statements_found(
    connection: Connection, wanted: Wanted, *, limit: int = 50, after: After | None = None
) -> Page[Listed]:
    """The statements in force that are wanted, newest first, those without a date last. after: of the page before.

    A page may hold fewer than `limit`, even none, and yet have more behind it.
    """
    found = numbers_found(connection, wanted, limit=limit, after=after)
    return Page(tuple(listed(connection, [number for _, number in found.items])), found.after)


def numbers_found(connection: Connection, wanted: Wanted, *, limit: int, after: After | None = None) -> Page[After]:
    """As `statements_found`, day and number alone."""
    if wanted.source is not None or words_of_query(wanted.words or ""):
        return _page(*_of_reports(connection, wanted, limit, after or _BEHIND_ALL), limit)
    day = (after or _BEHIND_ALL)[0]
    found, horizon = ([], None) if day == "" else _walked(connection, wanted, limit, after or _BEHIND_ALL)
    if len(found) <= limit and horizon is None and wanted.since is None and wanted.until is None:
        undated = after if after is not None and day == "" else ("", 2**62)
        more, horizon = _walked(connection, wanted, limit, (_NONE, undated[1]))
        found = [*found, *(("", number) for _, number in more)]
        horizon = ("", horizon[1]) if horizon is not None else None
    return _page(found, horizon, limit)


def facets_of(connection: Connection, numbers: Sequence[int]) -> dict[str, dict[str, int]]:
    """How many of some statements are of each value of each facet, the most frequent first."""
    counts = {name: Counter[str]() for name in FACETS}
    for some in chunks(numbers):
        asked = (
            "SELECT s.kind, s.type, s.status, o.name, s.code FROM statement s JOIN report r ON r.id = s.report_id "
            "LEFT JOIN source o ON o.id = r.source_id WHERE s.id IN (*)"
        )
        for kind, *its in ask(connection, asked, (), some):
            for name, value in (("kind", kind), *zip(("type", "status", "source", "code"), its, strict=True)):
                if value is not None:
                    counts[name][value] += 1
        countries = ask(connection, "SELECT country FROM concern WHERE statement_id IN (*)", (), some)
        counts["country"].update(country for (country,) in countries)
    return {name: dict(sorted(its.items(), key=lambda one: (-one[1], one[0]))) for name, its in counts.items()}


def words_of_query(asked: str) -> list[str]:
    """The words of a query: every sign but letters and digits parts them, so that none is an operator."""
    return _WORD.findall(asked)


def _page(found: Sequence[After], horizon: After | None, limit: int) -> Page[After]:
    """The first of what was found. horizon: down to which all was looked at, None if to the end."""
    if len(found) > limit:
        return Page(tuple(found[:limit]), found[limit - 1])
    return Page(tuple(found), horizon)


def _walked(connection: Connection, wanted: Wanted, limit: int, after: After) -> tuple[list[After], After | None]:
    """Day and number of those wanted behind a place, and the horizon."""
    tests, values = _tests(wanted)
    found: list[After] = []
    horizon: After | None = None
    code = _code(wanted)
    if code is not None and wanted.country is not None:
        tests, values = [*tests, _IN_COUNTRY], [*values, wanted.country]
    kinds = ("event",) if code is not None else KINDS
    for kind in (wanted.kind,) if wanted.kind is not None else kinds:
        base, given = _base(wanted, kind, after)
        if not tests:
            rows = ask(connection, f"{base} LIMIT ?", (*given, limit + 1))
        else:
            asked = (
                f"SELECT b.day, b.number FROM ({base} LIMIT {_LOOKED}) b JOIN statement s ON s.id = b.number "
                f"WHERE {' AND '.join(tests)} ORDER BY b.day DESC, b.number DESC LIMIT ?"
            )
            rows = ask(connection, asked, (*given, *values, limit + 1))
            if len(rows) <= limit:
                last = ask(connection, f"{base} LIMIT 1 OFFSET {_LOOKED - 1}", given)
                horizon = max([horizon or ("", 0), *((day, number) for day, number in last)]) if last else horizon
        found += [(day, number) for day, number in rows]
    found = sorted((one for one in found if horizon is None or one >= horizon), reverse=True)
    return found, horizon


def _code(wanted: Wanted) -> str | None:
    """The code that is wanted, None where it is a type or nothing."""
    return wanted.type if wanted.type is not None and is_code(wanted.type) else None


def _base(wanted: Wanted, kind: str, after: After) -> tuple[str, list[Any]]:
    """All of a kind, and of a code or else of a country, in a period behind a place: in the order of an index."""
    table, number, where = "statement", "id", "kind = ? AND is_current"
    given: list[Any] = [kind]
    if (code := _code(wanted)) is not None:
        where, given = f"code = ? AND {where}", [code, kind]
    elif wanted.country is not None:
        table, number, where, given = "concern", "statement_id", "country = ? AND kind = ?", [wanted.country, kind]
    day, last = after
    if day == _NONE:
        where, given = f"{where} AND published IS NULL AND {number} < ?", [*given, last]
        return f"SELECT '' AS day, {number} AS number FROM {table} WHERE {where} ORDER BY {number} DESC", given
    until = min(day, wanted.until or day)
    where += f" AND published BETWEEN ? AND ? AND (published < ? OR (published = ? AND {number} < ?))"
    given += [wanted.since or "", until, day, day, last]
    ordered = f"ORDER BY published DESC, {number} DESC"
    return f"SELECT published AS day, {number} AS number FROM {table} WHERE {where} {ordered}", given


def _tests(wanted: Wanted) -> tuple[list[str], list[Any]]:
    """What only a statement itself tells of being wanted, in SQL, with its values."""
    by_type = "s.code = ?" if _code(wanted) is not None else "s.type = ?"
    told = {by_type: wanted.type, "s.status = ?": wanted.status, "s.confidence < ?": wanted.below}
    held = {test: value for test, value in told.items() if value is not None}
    unspoken = [
        f"NOT EXISTS (SELECT 1 FROM correction c WHERE c.{column} = s.id)" for column in ("statement_id", "by_id")
    ]
    return [*held, *(unspoken if wanted.is_unspoken else ())], list(held.values())


_MATCHES = {
    "sqlite": "r.id IN (SELECT report_id FROM report_words WHERE report_words MATCH ?)",
    "postgresql": "to_tsvector('simple', coalesce(r.title, '') || ' ' || r.text) @@ plainto_tsquery('simple', ?)",
}


def _reports(connection: Connection, wanted: Wanted, after: After) -> tuple[list[str], str | None]:
    """The newest reports that hold all words and are of the source, and the day down to which these are all, None if
    there are no others. Behind statement 0 of a day comes the day before.
    """
    day, number = after
    tests, values = ["coalesce(r.published, '') BETWEEN ? AND ?"], [wanted.since or "", min(day, wanted.until or day)]
    if number == 0:
        tests.append("coalesce(r.published, '') <> ?")
        values.append(day)
    if wanted.since is None and wanted.until is not None:
        tests.append("r.published IS NOT NULL")
    if words := words_of_query(wanted.words or ""):
        dialect = connection.dialect.name
        tests.append(_MATCHES[dialect])
        values.append(" ".join(f'"{word}"' for word in words) if dialect == "sqlite" else " ".join(words))
    if wanted.source is not None:
        tests.append("r.source_id = (SELECT id FROM source WHERE name = ?)")
        values.append(wanted.source)
    asked = (
        "SELECT day, id, total FROM (SELECT coalesce(r.published, '') AS day, r.id, count(r.id) OVER () AS total, "
        "rank() OVER (ORDER BY coalesce(r.published, '') DESC) AS place "
        f"FROM report r WHERE {' AND '.join(tests)}) t WHERE place <= ?"
    )
    rows = ask(connection, asked, (*values, _REPORTS))
    is_cut = bool(rows) and rows[0][2] > len(rows)
    return [report_id for _, report_id, _ in rows], min(its for its, _, _ in rows) if is_cut else None


def _of_reports(connection: Connection, wanted: Wanted, limit: int, after: After) -> tuple[list[After], After | None]:
    """As `_walked`, of the newest reports that hold all words and are of the source."""
    reports, down_to = _reports(connection, wanted, after)
    tests, values = _tests(wanted)
    for test, value in (("s.kind = ?", wanted.kind), (_IN_COUNTRY, wanted.country)):
        if value is not None:
            tests, values = [*tests, test], [*values, value]
    where = "".join(f" AND {test}" for test in tests)
    asked = "SELECT coalesce(s.published, ''), s.id FROM statement s WHERE s.report_id IN (*) AND s.is_current"
    found: list[After] = []
    for some in chunks(reports):
        found += [(day, number) for day, number in ask(connection, asked + where, (), some, values)]
    horizon = (down_to, 0) if down_to is not None else None
    return sorted((one for one in found if one < after), reverse=True)[: limit + 1], horizon


_IN_COUNTRY = "EXISTS (SELECT 1 FROM concern c WHERE c.statement_id = s.id AND c.country = ?)"
