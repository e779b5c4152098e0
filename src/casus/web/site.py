"""The pages of the desk and where they are."""

from __future__ import annotations

from fastapi import APIRouter

from casus.web.pages import add_page
from casus.web.views.conflict import conflict
from casus.web.views.overview import overview


def router() -> APIRouter:
    """All pages, each with its twin."""
    made = APIRouter()
    add_page(made, "/", "overview.html", overview)
    add_page(made, "/conflicts/{slug}", "conflict.html", conflict)
    return made
