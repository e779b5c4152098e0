"""The application: its routes, its guards and how it says that something went wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from casus import __version__
from casus.records import CasusError, LedgerError, UnknownName
from casus.web import api, pages, site
from casus.web.access import site as accounts_site
from casus.web.access.guards import Guard, LogInFirst, guarded, to_login, with_headers
from casus.web.answers import Answers, KeptAnswers
from casus.web.desk import Desk, NotThere

_TYPES = {"css": "text/css", "js": "text/javascript", "json": "application/json", "svg": "image/svg+xml"}
"""Media types of the built files."""
_PLAINLY = {
    "Not Found": "There is nothing at this address.",
    "Method Not Allowed": "This address does not take such a request.",
}
"""What routing says -> the same as a sentence."""


def make_app(desk: Desk, guard: Guard | None = None, answers: Answers | None = None) -> FastAPI:
    """The desk over one ledger, ready to be served. guard: None for a desk that is open to its own machine.

    answers: those kept; None keeps them in memory.
    """
    app = FastAPI(title="casus", version=__version__, docs_url=None, redoc_url=None)
    guard = guard or Guard()
    app.state.desk, app.state.guard = desk, guard
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(KeptAnswers, desk=desk, guard=guard, answers=answers or Answers())
    app.middleware("http")(guarded)
    app.include_router(site.router(), include_in_schema=False)
    app.include_router(accounts_site.router(), include_in_schema=False)
    app.include_router(api.router())
    app.add_exception_handler(LogInFirst, to_login)
    app.add_exception_handler(api.NotModified, api.not_modified)
    app.add_api_route("/static/{name}", _static, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_exception_handler(CasusError, _told)
    app.add_exception_handler(HTTPException, _told)
    app.add_exception_handler(RequestValidationError, _told)
    app.add_exception_handler(Exception, _broken)
    return app


def _static(name: str) -> Response:
    """A built file, by its name alone: nothing outside the folder has one."""
    _, _, ending = name.rpartition(".")
    if re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", name) is None or ending not in _TYPES:
        raise HTTPException(404, "There is no such file.")
    try:
        return Response(pages.built(name), media_type=_TYPES[ending], headers={"Cache-Control": "max-age=3600"})
    except FileNotFoundError as error:
        raise HTTPException(404, "There is no such file.") from error


async def _told(request: Request, error: Exception) -> Response:
    """An error in one shape: a page for people, {"error": {"status", "message"}} for programs."""
    status, message = _meaning(error)
    return _answer(request, status, message, getattr(error, "headers", None))


async def _broken(request: Request, _: Exception) -> Response:
    """The answer where the desk itself is at fault. It does not pass the guards, so it gets its headers here."""
    message = "The desk has a fault and cannot answer this; its terminal shows where."
    return with_headers(request, _answer(request, 500, message, None))


def _answer(request: Request, status: int, message: str, headers: Mapping[str, str] | None) -> Response:
    if request.url.path.startswith("/api/") or request.url.path.endswith(".json"):
        return JSONResponse({"error": {"status": status, "message": message}}, status, headers)
    page = pages.shown(request, "error.html", status=status, message=message)
    page.headers.update(headers or {})
    return page


def _meaning(error: Exception) -> tuple[int, str]:
    if isinstance(error, (NotThere, UnknownName)):
        return 404, str(error)
    if isinstance(error, LedgerError):
        return 503, str(error)
    if isinstance(error, HTTPException):
        return error.status_code, _PLAINLY.get(str(error.detail), str(error.detail))
    if isinstance(error, RequestValidationError):
        wrong = error.errors()[0]
        return 422, f"{wrong['loc'][-1]}: {wrong['msg'].removeprefix('Value error, ')}."
    return 400, str(error)
