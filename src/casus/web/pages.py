"""Addresses of the desk: each is a page, and with `.json` at its end the same as data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from casus import __version__
from casus.records import as_json
from casus.records.statement import Statement

MARKS = Environment(
    loader=PackageLoader("casus.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
MARKS.globals["version"] = __version__
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def add_page(router: APIRouter, path: str, template: str, view: Callable[..., Any]) -> None:
    """Serve what `view` gives at a path: as a page by a template, and at PATH.json as data.

    view: a dependency of FastAPI's: its parameters are those of the address. It gives a dataclass; the template
    has it as `view`.
    """
    given = Depends(view)
    twin = "/overview.json" if path == "/" else f"{path}.json"

    def as_data(found: Any = given) -> Response:
        return JSONResponse(plain(found))

    def as_page(request: Request, found: Any = given) -> Response:
        return shown(request, template, view=found, twin=twin_of(request))

    router.add_api_route(twin, as_data, methods=["GET", "HEAD"], name=f"{template} data")
    router.add_api_route(path, as_page, methods=["GET", "HEAD"], name=template)


def shown(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page. values: what its template names."""
    made = MARKS.get_template(template).render(request=request, status=status, **{"twin": None, **values})
    return HTMLResponse(made, status_code=status)


def twin_of(request: Request) -> str:
    """The address of the data behind a page, with the same query."""
    path = "/overview" if request.url.path == "/" else path_of(request)
    return f"{path}.json" + (f"?{request.url.query}" if request.url.query else "")


def path_of(request: Request) -> str:
    """The address of a page without its query, as it was asked for: a slash within a name stays quoted.

    Browsers would take "../" in a name for a way up.
    """
    return quote(request.scope["raw_path"], safe="/%")


def plain(value: Any) -> Any:
    """The JSON form of a view: field names of its dataclasses; records as `casus read --json` writes them."""
    if isinstance(value, Statement):
        return as_json(value)
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, (tuple, list)) else value


def whole(words: str) -> Markup:
    """Words in which no day is broken at the end of a line."""
    return Markup(_DAY.sub(r'<span class="day">\g<0></span>', str(escape(words))))


MARKS.filters["plain"] = plain
MARKS.filters["whole"] = whole


def built(name: str) -> bytes:
    """A file of the built front end. Raises FileNotFoundError for one that is not there."""
    return (files("casus.web") / "static" / name).read_bytes()
