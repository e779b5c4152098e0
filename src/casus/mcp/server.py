"""The server: which tools there are, what they take, and how they say that they could not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Annotated

from mcp.server.fastmcp import FastMCP
from mcp.server.fastmcp.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field
from sqlalchemy import Connection

from casus.ledger import Ledger, open_ledger
from casus.ledger.codes import check_type
from casus.ledger.reading_back import reading_of
from casus.mcp import questions
from casus.mcp.answers import CAUTION, Answer
from casus.mcp.questions import Page
from casus.records import EFFECTS, EVENT_TYPES, CasusError
from casus.wording.terms import printable

Limit = Annotated[int, Field(ge=1, le=50, description="Lines in the answer.")]
Cursor = Annotated[str | None, Field(max_length=8, description="`next_cursor` of the answer before.")]
Day = Annotated[str | None, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="ISO date; without it, the newest.")]
Name = Annotated[str, Field(min_length=1, max_length=200, description="A name or a part of it, a side or ISO code.")]
MaybeName = Annotated[str | None, Field(max_length=200, description="As for `situation`; without it, every conflict.")]
Country = Annotated[str | None, Field(pattern=r"^[A-Z]{3}$", description="ISO 3166, of the place or a side.")]
_TYPES = f"One of: {', '.join((*EVENT_TYPES, *EFFECTS))}; or a code of the user's own codebook."
Type = Annotated[str | None, Field(description=_TYPES, max_length=40)]
StatementKey = Annotated[str, Field(pattern=r"^[0-9a-f]{4,64}/[a-z]+[0-9]+$", description="REPORT/LABEL.")]
ReportId = Annotated[str, Field(pattern=r"^[0-9a-f]{8,64}$", description="As in a key, before the stroke; whole.")]
Words = Annotated[str, Field(min_length=1, max_length=400, description="All must occur, in any order.")]
_READ_ONLY = ToolAnnotations(readOnlyHint=True, destructiveHint=False, idempotentHint=True, openWorldHint=False)


def serve(where: str) -> None:
    """Answer on standard input and output until the client goes. Raises CasusError for a ledger that is not there."""
    ledger = open_ledger(where, create=False)
    made(ledger).run("stdio")
    ledger.close()


def made(ledger: Ledger) -> FastMCP:
    """The server over a ledger."""
    server = FastMCP(
        "casus", log_level="WARNING", instructions=f"A ledger of what news reports say of armed conflict. {CAUTION}"
    )
    tools: tuple[Callable[..., Answer], ...] = (*_on_conflicts(ledger), *_on_statements(ledger))
    for tool in tools:
        about = f"{tool.__doc__} {CAUTION}"
        server.add_tool(tool, description=about, annotations=_READ_ONLY, structured_output=True)
    return server


@contextmanager
def _asked(ledger: Ledger, *days: str | None) -> Iterator[Connection]:
    """A view of the ledger; what cannot be told is one sentence, and no trace of the program."""
    try:
        for day in days:
            _check(day)
        with ledger.asking() as connection:
            yield connection
    except CasusError as error:
        raise ToolError(printable(str(error))) from None


def _check(day: str | None) -> None:
    try:
        date.fromisoformat(day or "2000-01-01")
    except ValueError as error:
        raise CasusError(f"{day!r} is no day of the calendar; write it as YYYY-MM-DD.") from error


def _on_conflicts(ledger: Ledger) -> tuple[Callable[..., Answer], ...]:
    def conflicts(on: Day = None, limit: Limit = 20, cursor: Cursor = None) -> Answer:
        """List the conflicts that reports tell of on a day, with the newest statements of force."""
        with _asked(ledger, on) as connection:
            return questions.tell_conflicts(connection, on, Page(limit=limit, cursor=cursor))

    def situation(conflict: Name, on: Day = None, limit: Limit = 20, cursor: Cursor = None) -> Answer:
        """Tell how a conflict stands on a day: phases, truces, pledges, tolls, ties, what is asserted and denied."""
        with _asked(ledger, on) as connection:
            return questions.tell_situation(connection, conflict, on, Page(limit=limit, cursor=cursor))

    def timeline(
        conflict: MaybeName = None, since: Day = None, until: Day = None, limit: Limit = 20, cursor: Cursor = None
    ) -> Answer:
        """Tell what happened, day by day; without a first day, of the 30 days before the last."""
        with _asked(ledger, since, until) as connection:
            return questions.tell_timeline(connection, conflict, since, until, Page(limit=limit, cursor=cursor))

    def changed(
        since: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="What was told until then is known.")],
        conflict: MaybeName = None,
        on: Day = None,
        limit: Limit = 20,
        cursor: Cursor = None,
    ) -> Answer:
        """Tell what was first reported after a day."""
        with _asked(ledger, since, on) as connection:
            return questions.tell_changed(connection, since, conflict, on, Page(limit=limit, cursor=cursor))

    return conflicts, situation, timeline, changed


def _on_statements(ledger: Ledger) -> tuple[Callable[..., Answer], ...]:
    def events(
        since: Day = None,
        until: Day = None,
        country: Country = None,
        type: Type = None,
        limit: Limit = 20,
        cursor: Cursor = None,
    ) -> Answer:
        """List the events and tolls that the reports of a period tell; without one, of the newest 30 days."""
        with _asked(ledger, since, until) as connection:
            if type is not None:
                check_type(connection, type)
            page = Page(limit=limit, cursor=cursor)
            return questions.tell_events(connection, since, until, country, type, page)

    def search(words: Words, since: Day = None, until: Day = None, limit: Limit = 20, cursor: Cursor = None) -> Answer:
        """Find the newest reports that hold all words, with the statements in the sentences that hold some."""
        with _asked(ledger, since, until) as connection:
            return questions.tell_search(connection, words, since, until, Page(limit=limit, cursor=cursor))

    def why(key: StatementKey, limit: Limit = 20, cursor: Cursor = None) -> Answer:
        """Show every statement of the event, truce, pledge or tie that one statement tells."""
        with _asked(ledger) as connection:
            return questions.tell_why(connection, key, Page(limit=limit, cursor=cursor))

    def report(report_id: ReportId, limit: Limit = 20, cursor: Cursor = None) -> Answer:
        """List the statements of one report, each with its sentence."""
        with _asked(ledger) as connection:
            reading = reading_of(connection, report_id)
            if reading is None:
                raise CasusError(f"No report is called {report_id!r}; keys begin with the names of reports.")
            page = Page(limit=limit, cursor=cursor)
            return questions.tell_report(connection, reading.report.id, list(reading.statements()), page)

    return events, search, why, report
