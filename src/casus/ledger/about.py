"""What the statements in force say about one report, actor, place or source, the newest first, some at a time.

Every list is bounded: `limit` says how many come at once, and `Page.after` is what to ask with for those behind them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from casus.ledger.mentions import Key
from casus.ledger.reading_back import KINDS, statement_of
from casus.ledger.sql import ask, chunks
from casus.records import LedgerError, Statement

T = TypeVar("T")
After = tuple[str, int]
"""(day of publication, "" for none; number of the statement) of the last one that was shown."""
_LAST: After = ("9999-99-99", 0)
"""Behind all that there are."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of a list, in its order. after: what the next ones are asked for with, None where there are no more."""

    items: tuple[T, ...]
    after: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A statement in force and what a list shows of it.

    id: its number in this ledger. published, source, title: of its report. event: the statement that says most of the
    same event (itself, where it does); None for what is no event and no toll. reader: by which it was read, with
    version. roles: those in which the actor that was asked for takes part, by the alphabet; else empty.
    """

    id: int
    key: Key
    kind: str
    record: Statement
    published: str | None
    source: str | None
    title: str | None
    event: Key | None
    reader: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedReport:
    """Where a report appeared, and how many statements of it are in force."""

    id: str
    title: str | None
    url: str | None
    published: str | None
    statements: int


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor as statements name it, and how many of a period do, in whatever role."""

    name: str
    country: str | None
    sectors: tuple[str, ...]
    statements: int


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place as statements name it, and how many of a period do."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    precision: str | None
    statements: int


def statements_of_report(connection: Connection, report_id: str, *, limit: int = 1000) -> list[Listed]:
    """The statements in force of one report, as it was read; none for a report that is not there."""
    asked = "SELECT id FROM statement WHERE report_id = ? AND is_current ORDER BY id LIMIT ?"
    return listed(connection, [number for (number,) in ask(connection, asked, (report_id, limit))])


def statements_of_actor(
    connection: Connection,
    *,
    name: str | None = None,
    country: str | None = None,
    sector: str | None = None,
    roles: Sequence[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 50,
    after: After | None = None,
) -> Page[Listed]:
    """The statements in force in which an actor takes part, newest first.

    name: as statements have it, letter by letter. country: ISO3; sector: one of its PLOVER codes, wherever it stands.
    All that are given must hold; raises LedgerError where none is. roles: fields of records (`rows.ROLES`); None for
    any. since, until: ISO dates of publication, inclusive, None for any. after: of the page before.
    """
    numbers = _actor_numbers(connection, name, country, sector)
    where = "" if roles is None else f"AND r.role IN ({','.join('?' * len(roles))}) "
    asked = (
        "SELECT DISTINCT coalesce(r.published, ''), r.statement_id FROM role r "
        "JOIN statement s ON s.id = r.statement_id WHERE r.actor_id = ? AND s.is_current "
        f"{where}AND coalesce(r.published, '') >= ? AND (coalesce(r.published, ''), r.statement_id) < (?, ?) "
        "ORDER BY coalesce(r.published, '') DESC, r.statement_id DESC LIMIT ?"
    )
    found = _newest(connection, asked, numbers, (*(roles or ()), since or ""), limit, after or _behind(until))
    played = _roles(connection, [number for _, number in found.items], set(numbers))
    its = listed(connection, [number for _, number in found.items])
    return Page(tuple(replace(one, roles=played[one.id]) for one in its), found.after)


def statements_of_place(
    connection: Connection,
    *,
    geonames_id: int | None = None,
    name: str | None = None,
    country: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 50,
    after: After | None = None,
) -> Page[Listed]:
    """The statements in force whose own place is a certain one, newest first.

    Asked for by its GeoNames id, or by its name, letter by letter, with the country (ISO3) it lies in or None for any.
    Raises LedgerError where neither is given. since, until: ISO dates of publication, inclusive, None for any.
    after: of the page before.
    """
    numbers = _place_numbers(connection, geonames_id, name, country)
    asked = (
        "SELECT coalesce(s.published, ''), s.id FROM statement s WHERE s.place_id = ? AND s.is_current "
        "AND coalesce(s.published, '') >= ? AND (coalesce(s.published, ''), s.id) < (?, ?) "
        "ORDER BY coalesce(s.published, '') DESC, s.id DESC LIMIT ?"
    )
    found = _newest(connection, asked, numbers, (since or "",), limit, after or _behind(until))
    return Page(tuple(listed(connection, [number for _, number in found.items])), found.after)


def reports_of_source(
    connection: Connection,
    source: str,
    *,
    since: str | None = None,
    until: str | None = None,
    limit: int = 50,
    after: tuple[str, int] | None = None,
) -> Page[ListedReport]:
    """The reports that appeared in a source, reprints among them, newest first; none for a source that is not there.

    A report that appeared there twice (corrected, say) stands there twice. since, until: ISO dates, inclusive, None for
    any. after: of the page before.
    """
    asked = (
        "SELECT a.id, a.report_id, a.title, a.url, a.published, "
        "(SELECT count(s.id) FROM statement s WHERE s.report_id = a.report_id AND s.is_current) "
        "FROM appearance a WHERE a.source_id = (SELECT id FROM source WHERE name = ?) "
        "AND coalesce(a.published, '') >= ? AND (coalesce(a.published, ''), a.id) < (?, ?) "
        "ORDER BY coalesce(a.published, '') DESC, a.id DESC LIMIT ?"
    )
    rows = ask(connection, asked, (source, since or "", *(after or _behind(until)), limit + 1))
    shown = rows[:limit]
    more = (shown[-1][4] or "", int(shown[-1][0])) if len(rows) > limit else None
    return Page(tuple(ListedReport(*row[1:]) for row in shown), more)


def months_of_actor(connection: Connection, name: str, roles: Sequence[str] | None = None) -> dict[str, int]:
    """How many statements in force an actor takes part in, by month of publication ("2020-10"), in order.

    name, roles: as for `statements_of_actor`. Of several actors of one name a statement may count for each.
    """
    where = "" if roles is None else f"AND r.role IN ({','.join('?' * len(roles))}) "
    asked = (
        "SELECT substr(r.published, 1, 7), count(DISTINCT r.statement_id) FROM role r JOIN statement s "
        "ON s.id = r.statement_id WHERE r.actor_id = ? AND s.is_current AND r.published IS NOT NULL "
        f"{where}GROUP BY substr(r.published, 1, 7)"
    )
    return _months(connection, asked, _actor_numbers(connection, name, None, None), roles or ())


def months_of_place(connection: Connection, name: str, country: str | None) -> dict[str, int]:
    """How many statements in force a place has, by month of publication, in order."""
    asked = (
        "SELECT substr(s.published, 1, 7), count(*) FROM statement s WHERE s.place_id = ? AND s.is_current "
        "AND s.published IS NOT NULL GROUP BY substr(s.published, 1, 7)"
    )
    return _months(connection, asked, _place_numbers(connection, None, name, country), ())


def months_of_source(connection: Connection, source: str) -> dict[str, int]:
    """How many reports appeared in a source, by month, in order."""
    asked = (
        "SELECT substr(a.published, 1, 7), count(*) FROM appearance a WHERE a.source_id = ? "
        "AND a.published IS NOT NULL GROUP BY substr(a.published, 1, 7)"
    )
    rows = ask(connection, "SELECT id FROM source WHERE name = ?", (source,))
    return _months(connection, asked, [number for (number,) in rows], ())


def _months(connection: Connection, asked: str, numbers: Iterable[int], more: Sequence[object]) -> dict[str, int]:
    counts = Counter[str]()
    for number in numbers:
        counts.update(dict(ask(connection, asked, (number, *more))))
    return dict(sorted(counts.items()))


def actors_named(
    connection: Connection, since: str, until: str, *, country: str | None = None, limit: int = 50
) -> list[NamedActor]:
    """The actors that most statements in force of a period name, in whatever role. since, until: as for `_named`."""
    asked = (
        "SELECT a.name, a.country, a.sectors, t.n FROM (SELECT r.actor_id, count(DISTINCT s.id) AS n FROM statement s "
        "JOIN role r ON r.statement_id = s.id WHERE s.kind IN (*) AND s.published BETWEEN ? AND ? AND s.is_current "
        "GROUP BY r.actor_id) t JOIN actor a ON a.id = t.actor_id"
    )
    rows = _named(connection, asked, "a", since, until, country, limit)
    return [NamedActor(name, its, tuple(sectors.split()), count) for name, its, sectors, count in rows]


def places_named(
    connection: Connection, since: str, until: str, *, country: str | None = None, limit: int = 50
) -> list[NamedPlace]:
    """The places that most statements in force of a period name as their own. since, until: as for `_named`."""
    asked = (
        "SELECT p.name, p.country, p.lat, p.lon, p.geonames_id, p.precision, t.n FROM (SELECT s.place_id, count(s.id) "
        "AS n FROM statement s WHERE s.kind IN (*) AND s.published BETWEEN ? AND ? AND s.is_current "
        "GROUP BY s.place_id) t JOIN place p ON p.id = t.place_id"
    )
    return [NamedPlace(*row) for row in _named(connection, asked, "p", since, until, country, limit)]


def _named(
    connection: Connection, asked: str, table: str, since: str, until: str, country: str | None, limit: int
) -> list[tuple[Any, ...]]:
    """since, until: ISO dates of publication, inclusive. country: ISO3 that it must have, None for any."""
    where = "" if country is None else f" WHERE {table}.country = ?"
    its = (since, until, *([] if country is None else [country]), limit)
    return ask(connection, f"{asked}{where} ORDER BY t.n DESC, {table}.name LIMIT ?", (), tuple(KINDS), its)


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many events happened in a country on a day."""

    country: str
    day: str
    events: int


def events_per_day(
    connection: Connection, since: str, until: str, *, types: Sequence[str] | None = None
) -> list[DayCount]:
    """How many events a period had, by country and day, as the reports published in it tell; by country, then day.

    since, until: ISO dates, inclusive. Counted are events that a report published in the period tells as actual, in its
    own voice or in another's, with a place in a known country: each once, however many statements tell it, in that
    country, on the first day that one of these statements names (one that names no single day, or a later one than its
    report's, means its report's). Should they name places in several countries, it counts in the first by the alphabet.
    Not counted: what is only denied, feared, demanded or long ago; what was before `since`; tolls. types: PLOVER types
    of events, None for all. What the user said of two events (`casus same`) is not followed.
    """
    day = "CASE WHEN s.first_day = s.last_day AND s.first_day <= s.published THEN s.first_day ELSE s.published END"
    some = "" if types is None else "AND s.type IN (*) "
    asked = (
        "SELECT t.country, t.day, count(t.head_id) FROM "
        f"(SELECT m.head_id, min(b.country) AS country, min({day}) AS day "
        "FROM bearing b JOIN statement s ON s.id = b.statement_id JOIN mention m ON m.statement_id = b.statement_id "
        "WHERE b.kind = 'event' AND b.published BETWEEN ? AND ? AND b.country IS NOT NULL AND s.status = 'actual' "
        f"{some}GROUP BY m.head_id) t GROUP BY t.country, t.day"
    )
    rows = ask(connection, asked, (since, until), types or ())
    return sorted(
        (DayCount(country, its, count) for country, its, count in rows if its >= since),
        key=lambda one: (one.country, one.day),
    )


def listed(connection: Connection, numbers: Sequence[int]) -> list[Listed]:
    """Statements by their numbers, in the order of these."""
    asked = (
        "SELECT s.id, s.report_id, s.label, s.kind, s.record, s.published, o.name, r.title, h.report_id, h.label, "
        "g.reader FROM statement s JOIN report r ON r.id = s.report_id JOIN reading g ON g.id = s.reading_id "
        "LEFT JOIN source o ON o.id = r.source_id LEFT JOIN mention m ON m.statement_id = s.id "
        "LEFT JOIN statement h ON h.id = m.head_id WHERE s.id IN (*)"
    )
    found: dict[int, Listed] = {}
    for some in chunks(numbers):
        for number, report, label, kind, record, told, source, title, its, head, reader in ask(
            connection, asked, (), some
        ):
            event = (its, head) if its is not None else None
            known = statement_of(kind, record)
            found[number] = Listed(number, (report, label), kind, known, told, source, title, event, reader)
    return [found[number] for number in numbers]


def _actor_numbers(connection: Connection, name: str | None, country: str | None, sector: str | None) -> list[int]:
    given = {"name = ?": name, "country = ?": country, "' ' || sectors || ' ' LIKE ?": sector and f"% {sector} %"}
    held = {where: value for where, value in given.items() if value is not None}
    if not held:
        raise LedgerError("Say which actor is meant: give a name, a country or a sector.")
    asked = f"SELECT id FROM actor WHERE {' AND '.join(held)}"
    return [number for (number,) in ask(connection, asked, tuple(held.values()))]


def _place_numbers(connection: Connection, geonames_id: int | None, name: str | None, country: str | None) -> list[int]:
    if geonames_id is not None:
        rows = ask(connection, "SELECT id FROM place WHERE geonames_id = ?", (geonames_id,))
    elif name is not None:
        where = "name = ?" if country is None else "name = ? AND country = ?"
        its = (name,) if country is None else (name, country)
        rows = ask(connection, f"SELECT id FROM place WHERE {where}", its)
    else:
        raise LedgerError("Say which place is meant: give its GeoNames id or its name.")
    return [number for (number,) in rows]


def _behind(until: str | None) -> After:
    """Behind all of a day, or behind all that there are."""
    return _LAST if until is None else (f"{until}~", 0)


def _newest(
    connection: Connection, asked: str, numbers: Iterable[int], more: Sequence[object], limit: int, after: After | None
) -> Page[After]:
    """The newest statements of some actors or places: of each the newest, which an index has in order, then of all."""
    found: set[After] = set()
    for number in numbers:
        rows = ask(connection, asked, (number, *more, *(after or _LAST), limit + 1))
        found |= {(told, statement) for told, statement in rows}
    newest = nlargest(limit + 1, found)
    return Page(tuple(newest[:limit]), newest[limit - 1] if len(newest) > limit else None)


def _roles(connection: Connection, statements: Sequence[int], actors: set[int]) -> Mapping[int, tuple[str, ...]]:
    """In which roles some of the actors take part in each statement."""
    played: dict[int, set[str]] = defaultdict(set)
    for some in chunks(statements):
        asked = "SELECT statement_id, role, actor_id FROM role WHERE statement_id IN (*)"
        for number, role, actor in ask(connection, asked, (), some):
            if actor in actors:
                played[number].add(role)
    return {number: tuple(sorted(its)) for number, its in played.items()}
