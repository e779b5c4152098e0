"""Routes of the API. Every list is bounded and goes on with a cursor; lists also come whole, as JSON Lines."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import AfterValidator
from sqlalchemy import Connection

from casus.ledger import about
from casus.ledger.about import After, Listed
from casus.ledger.codes import codes_in
from casus.ledger.credibility import credibility
from casus.ledger.events import ToldEvent, event_of, events_between, is_asked, shifted
from casus.ledger.finding import Wanted, statements_found
from casus.ledger.reading_back import reading_of
from casus.ledger.sources import source_of, sources
from casus.records import CODE, EFFECTS, EVENT_TYPES, CasusError, as_json, is_code
from casus.situation import overview, situations
from casus.situation.cited import words_of
from casus.situation.data import entry_json, plain, situation_json
from casus.situation.timeline import changes, timelines
from casus.web.access.guards import need
from casus.web.api import shapes
from casus.web.api.fresh import fresh
from casus.web.desk import Desk, NotThere
from casus.web.given import Day, GivenDesk

_DAYS = 30
"""Days that lists of events and timelines go back, where no first day is given."""
_LONGEST = 366
"""Days of the longest period of events."""
_BULK = 500
"""Statements read at once when all are streamed."""
_LINES = "application/x-ndjson"
_CURSOR = "([0-9]{4}-[0-9]{2}-[0-9]{2})?~[0-9]{1,15}"
_FAILURES: dict[int | str, dict[str, Any]] = {
    status: {"model": shapes.Failure, "description": words}
    for status, words in {
        400: "Not understood", 401: "Log in first", 403: "Not allowed", 404: "Not there", 422: "A wrong parameter",
        429: "Too many requests", 503: "The ledger does not answer",
    }.items()
}  # fmt: skip


def router() -> APIRouter:
    """Version 1."""
    made = APIRouter(
        prefix="/api/v1", dependencies=[Depends(need("reader")), Depends(fresh)], responses=_FAILURES, tags=["v1"]
    )
    made.add_api_route("/conflicts", conflicts, response_model=shapes.Conflicts)
    made.add_api_route("/conflicts/{slug}", conflict, response_model=dict[str, Any])
    made.add_api_route("/conflicts/{slug}/timeline", timeline, response_model=shapes.Entries)
    made.add_api_route("/changes", changed, response_model=shapes.Entries)
    made.add_api_route("/events", events, response_model=shapes.Events)
    made.add_api_route("/events/{report_id}/{label}", event, response_model=shapes.EventOut)
    made.add_api_route("/statements", statements, response_model=shapes.Statements)
    made.add_api_route("/reports/{report_id}", report, response_model=dict[str, Any])
    made.add_api_route("/codes", codes, response_model=shapes.Codes)
    made.add_api_route("/sources", all_sources, response_model=shapes.Sources)
    made.add_api_route("/sources/{name:words}/reports", reports, response_model=shapes.Reports)
    return made


def _cursor(given: str) -> str:
    if re.fullmatch(_CURSOR, given) is None:
        raise ValueError("take the cursor from `after` of the list before")
    return given


def _kind_of_type(given: str) -> str:
    if given not in (*EVENT_TYPES, *EFFECTS) and not is_code(given):
        raise ValueError("give a PLOVER type such as ASSAULT, the effect of a toll such as killed, or a code")
    return given


Limit = Annotated[int, Query(ge=1, le=500, description="How many come at once.")]
Cursor = Annotated[
    str,
    Query(description="`after` of the list before.", json_schema_extra={"pattern": f"^{_CURSOR}$"}),
    AfterValidator(_cursor),
]
Country = Annotated[str, Query(pattern="^[A-Z]{3}$", description="ISO 3166 alpha-3.")]
Type = Annotated[
    str,
    Query(
        description="A PLOVER type, the effect of a toll, or a code of /codes; of others there is nothing.",
        json_schema_extra={"pattern": f"^({CODE}|{'|'.join(EFFECTS)})$"},
    ),
    AfterValidator(_kind_of_type),
]
Name = Annotated[str, Query(min_length=1, max_length=500)]


def conflicts(desk: GivenDesk, on: Day | None = None) -> Any:
    """The conflicts of a day at a glance; without one, of that of the newest report."""
    day = desk.day(on)
    found = desk.derived(("glances", day), lambda connection: overview(connection, day))
    items = [
        {
            "slug": one.conflict.slug,
            "name": one.conflict.name,
            "sides": one.conflict.sides,
            "theatre": one.conflict.theatre,
            "phase": plain(one.phase),
            "statements": one.statements,
            "reports": one.reports,
            "origins": one.origins,
        }
        for one in found
    ]
    return {"day": day, "items": items}


def conflict(desk: GivenDesk, slug: Annotated[str, Path()], on: Day | None = None) -> Any:
    """The state of a conflict on a day, as `casus situation --json` tells it."""
    day = desk.day(on)
    return _of(lambda: desk.derived(("situation", slug, day), lambda connection: _situation(connection, slug, day)))


def _situation(connection: Connection, slug: str, day: str) -> dict[str, Any]:
    return situation_json(situations(connection, day, slug)[0])


def timeline(desk: GivenDesk, slug: Annotated[str, Path()], since: Day | None = None, until: Day | None = None) -> Any:
    """What happened in a conflict, day by day, as `casus timeline --json` tells it."""
    last = desk.day(until)
    first = since or shifted(last, -_DAYS)

    def made(connection: Connection) -> list[Any]:
        return [entry_json(entry) for _, entries in timelines(connection, first, last, slug)[:1] for entry in entries]

    return {"conflict": slug, "items": _of(lambda: desk.derived(("timeline", slug, first, last), made))}


def changed(desk: GivenDesk, since: Day, on: Day | None = None, conflict: Name | None = None) -> Any:
    """What was first told after a day, as `casus changed --json` tells it."""
    last = desk.day(on)

    def made(connection: Connection) -> list[Any]:
        found = changes(connection, since, last, conflict)
        return [{"conflict": one.conflict.slug, **entry_json(entry)} for one, entries in found for entry in entries]

    return {"conflict": conflict, "items": _of(lambda: desk.derived(("changes", since, last, conflict), made))}


def _of(make: Callable[[], Any]) -> Any:
    """What `make` gives. Raises NotThere where it means no conflict."""
    try:
        return make()
    except NotThere:
        raise
    except CasusError as error:
        raise NotThere(str(error)) from error


def events(
    request: Request,
    desk: GivenDesk,
    since: Day | None = None,
    until: Day | None = None,
    country: Country | None = None,
    type: Type | None = None,
    limit: Limit = 50,
    after: Annotated[int, Query(ge=0, description="`after` of the list before.")] = 0,
) -> Any:
    """Events and tolls that reports of a period tell, each with its statements; filters as those of `casus events`.

    Without a first day, of the 30 days before the last; a period of a year at the most.
    """
    last = desk.day(until)
    first = max(since or shifted(last, -_DAYS), shifted(last, -_LONGEST))

    def made(connection: Connection) -> list[ToldEvent]:
        found = events_between(connection, first, last, countries=[country] if country else None)
        return [one for one in found if is_asked(one, None, type)]

    found = desk.derived(("events", first, last, country, type), made)
    if _LINES in request.headers.get("accept", ""):
        return _lines(_event(one) for one in found)
    shown = found[after : after + limit]
    more = str(after + limit) if after + limit < len(found) else None
    return JSONResponse({"items": [_event(one) for one in shown], "after": more}, headers=_tag(request))


def _event(one: ToldEvent) -> dict[str, Any]:
    return {"key": "/".join(one.first.key), "origins": one.origins, "statements": [plain(its) for its in one.tellings]}


def event(desk: GivenDesk, report_id: Annotated[str, Path()], label: Annotated[str, Path()]) -> Any:
    """The event that a statement tells, with all its statements."""
    with desk.asking() as connection:
        found = event_of(connection, f"{report_id}/{label}")
        if found is None:
            raise NotThere("This is no statement of an event or toll in force.")
        judged = credibility(connection, found)
    return {**_event(found), "credibility": judged.digit, "because": judged.because}


def statements(
    request: Request,
    desk: GivenDesk,
    q: Name | None = None,
    kind: Annotated[str, Query(pattern="^(event|toll|truce|pledge|tie|quote)$")] | None = None,
    type: Name | None = None,
    status: Name | None = None,
    country: Country | None = None,
    source: Name | None = None,
    since: Day | None = None,
    until: Day | None = None,
    limit: Limit = 50,
    after: Cursor | None = None,
) -> Any:
    """Statements, the newest first; with `Accept: application/x-ndjson` all of them, a line each."""
    wanted = Wanted(
        words=q, kind=kind, type=type, status=status, country=country, source=source, since=since, until=until
    )
    if _LINES in request.headers.get("accept", ""):
        return _lines(_every(desk, wanted))
    place = _parsed(after)
    with desk.asking() as connection:
        found = statements_found(connection, wanted, limit=limit, after=place)
        items = _told(connection, found.items)
    return JSONResponse({"items": items, "after": _written(found.after)}, headers=_tag(request))


def _every(desk: Desk, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """All statements wanted, some at a time, so that none but these are in memory."""
    place: After | None = None
    with desk.asking() as connection:
        while True:
            found = statements_found(connection, wanted, limit=_BULK, after=place)
            yield from _told(connection, found.items)
            place = found.after
            if place is None:
                return


def _told(connection: Connection, found: tuple[Listed, ...]) -> list[dict[str, Any]]:
    words = words_of(connection, [one.key for one in found])
    return [
        {
            "key": "/".join(one.key),
            "kind": one.kind,
            "event": "/".join(one.event) if one.event is not None else None,
            "reader": one.reader,
            "words": words[one.key],
            "report": {"id": one.key[0], "published": one.published, "source": one.source, "title": one.title},
            "record": as_json(one.record),
        }
        for one in found
    ]


def report(desk: GivenDesk, report_id: Annotated[str, Path()]) -> Any:
    """A report with its text and all its records, as `casus read --json` writes it."""
    with desk.asking() as connection:
        found = reading_of(connection, report_id)
    if found is None:
        raise NotThere("There is no report of this id in the ledger.")
    return as_json(found)


def codes(desk: GivenDesk) -> Any:
    """The types of users' codebooks that the ledger knows."""
    return {"items": [as_json(one) for one in desk.derived("codes", codes_in).values()]}


def all_sources(desk: GivenDesk) -> Any:
    """All sources."""
    return {"items": [plain(one) for one in desk.derived("sources", sources)]}


def reports(desk: GivenDesk, name: Annotated[str, Path()], limit: Limit = 50, after: Cursor | None = None) -> Any:
    """The reports of a source, the newest first."""
    with desk.asking() as connection:
        if source_of(connection, name) is None:
            raise NotThere(f"No source is called {name!r}.")
        found = about.reports_of_source(connection, name, limit=limit, after=_parsed(after))
    return {"items": [plain(one) for one in found.items], "after": _written(found.after)}


def _lines(items: Iterator[dict[str, Any]]) -> Response:
    """JSON Lines, sent as they are made."""
    return StreamingResponse(
        (json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n" for one in items), media_type=_LINES
    )


def _tag(request: Request) -> dict[str, str]:
    """The headers of an answer that a route makes itself."""
    return {"ETag": request.state.tag}


def _parsed(after: str | None) -> After | None:
    if after is None:
        return None
    day, _, number = after.partition("~")
    return day, int(number)


def _written(after: After | None) -> str | None:
    return None if after is None else f"{after[0]}~{after[1]}"
