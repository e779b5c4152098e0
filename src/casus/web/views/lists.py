"""What is said of one actor, place or source, and what a search finds: the newest first, some at a time."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Path, Query, Request
from pydantic import AfterValidator
from sqlalchemy import Connection

from casus.knowledge.sides import name_of
from casus.ledger import about
from casus.ledger.codes import Code, codes_in
from casus.ledger.finding import Wanted, facets_of, numbers_found, words_of_query
from casus.ledger.sources import RELIABILITY, Source, source_of, sources
from casus.ledger.sql import ask, chunks
from casus.records import EFFECTS, EVENT_TYPES, STATUSES
from casus.web.addresses import report_at, search_at, source_at
from casus.web.desk import Desk, NotThere
from casus.web.given import Day, GivenDesk, Name
from casus.web.pages import path_of
from casus.web.views.charts import Period
from casus.web.views.records import KIND_WORDS, RecordLine, listed_line
from casus.web.views.told import shortened
from casus.wording.lines import STATUS_WORDS
from casus.wording.terms import counted, printable

_LIMIT = 40
"""Statements or reports on one page."""
_PARTS = re.compile(r"(\w+)")
_CHOICES = 10
"""Values of a facet that are offered, the most frequent."""
_MONTHS = 24
"""Months that are counted one by one; of longer times, years are."""
_COUNTED = 2000
"""Statements that the counts beside a search are taken over, the newest."""


def _cursor(given: str) -> str:
    if re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})?~[0-9]{1,15}", given) is None:
        raise ValueError("this is no place in a list; go back to its beginning")
    return given


Cursor = Annotated[str | None, Query(alias="after"), AfterValidator(lambda given: given and _cursor(given))]
"""Where a page of a list goes on: day~number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChoice:
    """A role that an actor's statements may be narrowed to, or any."""

    words: str
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """Statements about one thing. more: the address of those behind them, None where there are none.

    periods: how many there are by month, or by year; roles: those that an actor's may be narrowed to. since, until: of
    the period shown.
    """

    title: str
    facts: tuple[str, ...]
    periods: tuple[Period, ...]
    roles: tuple[RoleChoice, ...]
    since: str | None
    until: str | None
    all: str
    lines: tuple[RecordLine, ...]
    more: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A report in a list."""

    words: str
    about: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """A source and its reports. reliability: its letter in words. periods, since, until, all: as of `ListPage`."""

    name: str
    family: str
    reliability: str
    reports: int
    periods: tuple[Period, ...]
    since: str | None
    until: str | None
    all: str
    lines: tuple[ReportLine, ...]
    more: str | None
    search: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A source in the list of all."""

    name: str
    family: str
    reliability: str
    reports: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage:
    """The sources of the ledger, those with most reports first."""

    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a facet. count: None where it was not counted. is_chosen: it is what was asked for.

    gloss: what a code of a user's codebook means, None for all else.
    """

    value: str
    words: str
    count: int | None
    href: str
    is_chosen: bool
    gloss: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """What a search may be narrowed by. any: the address without it."""

    name: str
    title: str
    choices: tuple[Choice, ...]
    any: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a sentence. is_asked: they are among those that were looked for."""

    words: str
    is_asked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """What a search finds. sentences: of each line. counted: over how many statements the facets count, at the most."""

    wanted: Wanted
    lines: tuple[RecordLine, ...]
    sentences: tuple[tuple[Piece, ...], ...]
    facets: tuple[Facet, ...]
    counted: int
    more: str | None


def actor(
    desk: GivenDesk, request: Request, name: Name, role: Annotated[str | None, Query(max_length=20)] = None,
    since: Day | None = None, until: Day | None = None, after: Cursor = None,
) -> ListPage:  # fmt: skip
    """What is said of an actor, in whatever role, or in one of `PLAYED`."""
    fields = _PLAYED.get(role or "")
    with desk.asking() as connection:
        found = about.statements_of_actor(
            connection, name=name, roles=fields, since=since, until=until, limit=_LIMIT, after=parsed(after)
        )
    months = desk.derived(("months", name, fields), lambda its: about.months_of_actor(its, name, fields))
    if not found.items and not months and after is None and fields is None:
        raise NotThere(f"No statement in force names an actor {name!r}.")
    roles = [("in any role", None), *((f"as {one}", one) for one in _PLAYED)]
    choices = tuple(
        RoleChoice(words=words, href=_with(request, role=one), is_chosen=one == (role if fields else None))
        for words, one in roles
    )
    return _list(request, name, ("actor, as reports name it",), found, months, choices)


_PLAYED: dict[str, tuple[str, ...]] = {
    "doer": ("actors", "by"), "recipient": ("recipients", "beneficiaries"), "speaker": ("voice",), "sufferer": ("of",),
    "party": ("parties", "a", "b"), "go-between": ("mediators", "guarantors"),
}  # fmt: skip
"""What an actor may be in a statement -> the fields of records in which it then stands."""


def place(
    desk: GivenDesk, request: Request, country: Annotated[str, Path()], name: Name, since: Day | None = None,
    until: Day | None = None, after: Cursor = None,
) -> ListPage:  # fmt: skip
    """What is said to have been at a place. country: ISO3, "-" for none or any."""
    code = None if country == "-" else country
    with desk.asking() as connection:
        found = about.statements_of_place(
            connection, name=name, country=code, since=since, until=until, limit=_LIMIT, after=parsed(after)
        )
    months = desk.derived(("months at", name, code), lambda its: about.months_of_place(its, name, code))
    if not found.items and not months and after is None:
        raise NotThere(f"No statement in force is placed at {name!r}.")
    return _list(request, name, ("place", *((name_of(code),) if code else ())), found, months, ())


def source(
    desk: GivenDesk, request: Request, name: Name, since: Day | None = None, until: Day | None = None,
    after: Cursor = None,
) -> SourcePage:  # fmt: skip
    """A source: its publisher, how reliable its users find it, its reports."""
    with desk.asking() as connection:
        known = source_of(connection, name)
        if known is None:
            raise NotThere(f"No source is called {name!r}.")
        found = about.reports_of_source(connection, name, since=since, until=until, limit=_LIMIT, after=parsed(after))
    months = desk.derived(("months in", name), lambda its: about.months_of_source(its, name))
    lines = [
        ReportLine(
            words=printable(one.title or "Report without a title"),
            about=f"{one.published or 'without a date'} · {counted(one.statements, 'statement')}",
            href=report_at(one.id),
        )
        for one in found.items
    ]
    return SourcePage(
        name=printable(known.name),
        family=printable(known.family),
        reliability=_reliability(known),
        reports=known.reports,
        periods=_periods(request, months),
        since=since,
        until=until,
        all=_with(request, since=None, until=None),
        lines=tuple(lines),
        more=more_at(request, found.after),
        search=search_at(source=known.name),
    )


def all_sources(desk: GivenDesk) -> SourcesPage:
    """All sources."""
    found = desk.derived("sources", sources)
    return SourcesPage(
        sources=tuple(
            SourceLine(
                name=printable(one.name),
                family=printable(one.family),
                reliability=_reliability(one),
                reports=one.reports,
                href=source_at(one.name),
            )
            for one in found
        )
    )


def search(
    desk: GivenDesk,
    request: Request,
    q: Annotated[str | None, Query(max_length=500)] = None,
    kind: Annotated[str | None, Query(max_length=20)] = None,
    type: Annotated[str | None, Query(max_length=40)] = None,
    status: Annotated[str | None, Query(max_length=20)] = None,
    country: Annotated[str | None, Query(max_length=3)] = None,
    source: Annotated[str | None, Query(max_length=500)] = None,
    since: Day | None = None,
    until: Day | None = None,
    after: Cursor = None,
) -> SearchPage:
    """Statements by words of their reports, kind, type, status, country, source and period; all may be left out."""
    wanted = Wanted(
        words=_given(q), kind=_given(kind), type=_given(type), status=_given(status), country=_given(country),
        source=_given(source), since=since, until=until,
    )  # fmt: skip

    found = _found(desk, wanted, parsed(after))
    its = [number for _, number in found.items[:_LIMIT]]
    with desk.asking() as connection:
        shown = about.listed(connection, its)
        said = _sentences(connection, shown, words_of_query(wanted.words or ""))
    reached = [number for _, number in _found(desk, wanted, None).items]
    counts = desk.derived(("facets", wanted), lambda connection: facets_of(connection, reached))
    codes = desk.derived("codes", codes_in)
    return SearchPage(
        wanted=wanted,
        lines=tuple(map(listed_line, shown)),
        sentences=said,
        facets=tuple(_facet(request, name, counts[name], codes) for name in counts if counts[name]),
        counted=_COUNTED,
        more=more_at(request, found.items[_LIMIT - 1] if len(found.items) > _LIMIT else found.after),
    )


def _found(desk: Desk, wanted: Wanted, after: about.After | None) -> about.Page[about.After]:
    """As many of those wanted as are counted, of which a page shows the first."""
    return desk.derived(
        ("found", wanted, after), lambda connection: numbers_found(connection, wanted, limit=_COUNTED, after=after)
    )


def _sentences(
    connection: Connection, found: Sequence[about.Listed], words: Sequence[str]
) -> tuple[tuple[Piece, ...], ...]:
    """The sentence of each statement, the words that were looked for apart from the others."""
    texts: dict[str, str] = {}
    for some in chunks(sorted({one.key[0] for one in found})):
        texts |= dict(ask(connection, "SELECT id, text FROM report WHERE id IN (*)", (), some))
    wanted = {word.casefold() for word in words}
    said = [shortened(printable(texts[one.key[0]][slice(*one.record.sentence)])) for one in found]
    return tuple(_pieces(sentence, wanted) for sentence in said)


def _pieces(sentence: str, wanted: set[str]) -> tuple[Piece, ...]:
    parted = groupby(_PARTS.split(sentence), key=lambda part: part.casefold() in wanted)
    return tuple(Piece(words=words, is_asked=is_asked) for is_asked, its in parted if (words := "".join(its)))


def _given(value: str | None) -> str | None:
    """What a field of the form holds, None for one left empty."""
    return value.strip() or None if value is not None else None


_TITLES = {
    "kind": "Kind", "type": "Type", "code": "Code of your own", "status": "How it is told", "country": "Country",
    "source": "Source",
}  # fmt: skip
_WORDS = {"kind": KIND_WORDS, "status": STATUS_WORDS}


def _facet(request: Request, name: str, counts: dict[str, int], codes: Mapping[str, Code]) -> Facet:
    asked = "type" if name == "code" else name
    chosen = request.query_params.get(asked) or None
    shown = dict(list(counts.items())[:_CHOICES]) | ({chosen: counts[chosen]} if chosen in counts else {})
    glosses = {one.name: printable(one.gloss) for one in codes.values() if one.gloss} if name == "code" else {}
    words = {code: name_of(code) for code in counts} if name == "country" else _WORDS.get(name, {})
    is_name = name in ("source", "code")
    return Facet(
        name=name,
        title=_TITLES[name],
        choices=tuple(
            Choice(
                value=value,
                words=printable(value if is_name else words.get(value, value.replace("_", " ").capitalize())),
                count=count,
                href=_with(request, **{asked: value}),
                is_chosen=value == chosen,
                gloss=glosses.get(value),
            )
            for value, count in shown.items()
        ),
        any=_with(request, **{asked: None}),
    )


TYPES = (*EVENT_TYPES, *EFFECTS)
"""What a type may be, for the form."""
STATUS_NAMES = tuple((status, STATUS_WORDS[status]) for status in STATUSES)


def _with(request: Request, **changed: str | None) -> str:
    """The address of this page with some of its query changed, from the beginning of the list."""
    given = {**request.query_params, **changed}
    kept = {name: value for name, value in given.items() if value and name != "after"}
    path = path_of(request).removesuffix(".json")
    return f"{path}?{urlencode(kept)}" if kept else path


def more_at(request: Request, after: about.After | None) -> str | None:
    """The address of what stands behind this page of a list."""
    if after is None:
        return None
    address = _with(request)
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'after': f'{after[0]}~{after[1]}'})}"


def parsed(after: str | None) -> about.After | None:
    """Where a list goes on, as a ledger is asked."""
    if after is None:
        return None
    day, _, number = after.partition("~")
    return day, int(number)


def _list(
    request: Request, name: str, facts: tuple[str, ...], found: about.Page[about.Listed], months: Mapping[str, int],
    roles: tuple[RoleChoice, ...],
) -> ListPage:  # fmt: skip
    return ListPage(
        title=printable(name),
        facts=facts,
        periods=_periods(request, months),
        roles=roles,
        since=request.query_params.get("since"),
        until=request.query_params.get("until"),
        all=_with(request, since=None, until=None),
        lines=tuple(map(listed_line, found.items)),
        more=more_at(request, found.after),
    )


def _periods(request: Request, months: Mapping[str, int]) -> tuple[Period, ...]:
    """All months from the first to the last, or where they are more than two years, all years."""
    if not months:
        return ()
    first, last = (12 * int(one[:4]) + int(one[5:]) - 1 for one in (min(months), max(months)))
    if last - first < _MONTHS:
        names = [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(first, last + 1)]
        return tuple(_period(request, one, months.get(one, 0), f"{one}-01", _last_day(one)) for one in names)
    years = Counter[int]()
    for month, count in months.items():
        years[int(month[:4])] += count
    return tuple(
        _period(request, f"{year:04}", years[year], f"{year:04}-01-01", f"{year:04}-12-31")
        for year in range(first // 12, last // 12 + 1)
    )


def _period(request: Request, words: str, count: int, since: str, until: str) -> Period:
    return Period(words=words, count=count, href=_with(request, since=since, until=until))


def _last_day(month: str) -> str:
    return f"{month}-{monthrange(int(month[:4]), int(month[5:]))[1]}"


def _reliability(one: Source) -> str:
    return f"{one.reliability}, {RELIABILITY[one.reliability]}" if one.reliability else "not judged"
