"""What analysts do at the desk: keep a pasted article, and say what of the reading is right, wrong or the same."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from casus.ledger.reading_back import report_of
from casus.records import Reading, Refused
from casus.web import pages
from casus.web.addresses import report_at
from casus.web.desk import Desk
from casus.web.forms import Fields, filled, sent_from_here
from casus.web.given import GivenDesk, real_day
from casus.web.pasting import Busy, Pasted, read_pasted
from casus.web.views.paste import PastePage, read, unread

_SEE = 303
"""Status of an answer that says where to look now."""


def router() -> APIRouter:
    """The routes by which something is changed."""
    made = APIRouter(dependencies=[Depends(sent_from_here)])
    made.add_api_route("/paste", show_reading, methods=["POST"])
    made.add_api_route("/paste/keep", keep, methods=["POST"])
    return made


def _author() -> str:
    """Who acts: on a desk that only its own machine reaches, whoever sits there."""
    return "local"


Author = Annotated[str, Depends(_author)]
"""The name kept with what somebody says."""


def show_reading(request: Request, desk: GivenDesk, fields: Fields) -> Response:
    """Read a pasted article and show the reading; nothing is kept."""
    given = _pasted(fields)
    try:
        reading = read_pasted(given)
    except (Refused, Busy) as refusal:
        return _page(request, unread(given, str(refusal)), 503 if isinstance(refusal, Busy) else 422)
    return _page(request, read(given, reading, is_known=_is_known(desk, reading)))


def keep(request: Request, desk: GivenDesk, fields: Fields, author: Author) -> Response:
    """Read a pasted article again and keep it, if it is the one that was shown."""
    given = _pasted(fields)
    try:
        reading = read_pasted(given)
    except (Refused, Busy) as refusal:
        return _page(request, unread(given, str(refusal)), 503 if isinstance(refusal, Busy) else 422)
    if reading.report.id != fields.get("shown"):
        return _page(request, read(given, reading, is_known=_is_known(desk, reading)), 409)
    with desk.writing() as ledger:
        ledger.store(reading)
    return RedirectResponse(report_at(reading.report.id), _SEE)


def _pasted(fields: Fields) -> Pasted:
    published = filled(fields, "published", longest=10)
    try:
        day = real_day(published) if published is not None else None
    except ValueError as error:
        raise HTTPException(422, f"published: {error}.") from error
    title, source = (filled(fields, name, longest=500) for name in ("title", "source"))
    return Pasted(text=fields.get("text", ""), title=title, source=source, published=day)


def _is_known(desk: Desk, reading: Reading) -> bool:
    with desk.asking() as connection:
        return report_of(connection, reading.report.id) is not None


def _page(request: Request, view: PastePage, status: int = 200) -> Response:
    return pages.shown(request, "paste.html", status=status, view=view)
