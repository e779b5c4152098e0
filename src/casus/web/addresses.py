"""Where things are on the desk. Names come from reports: every part of an address is quoted whole."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

_LIKE_DATA = re.compile(r"\.json/*\Z")


def report_at(report_id: str, label: str | None = None) -> str:
    """The page of a report; with a label, at one record of it."""
    return f"/reports/{_part(report_id)}" + (f"#{_part(label)}" if label else "")


def statement_at(report_id: str, label: str) -> str:
    """The page of one record."""
    return f"/statements/{_part(report_id)}/{_part(label)}"


def event_at(report_id: str, label: str) -> str:
    """The page of the event that a statement tells."""
    return f"/events/{_part(report_id)}/{_part(label)}"


def conflict_at(slug: str, day: str) -> str:
    """The page of a conflict as of a day."""
    return f"/conflicts/{_part(slug)}?{urlencode({'on': day})}"


def overview_at(day: str) -> str:
    """The first page as of a day."""
    return f"/?{urlencode({'on': day})}"


def actor_at(name: str) -> str:
    """The page of an actor."""
    return f"/actors/{_name(name)}"


def place_at(country: str | None, name: str) -> str:
    """The page of a place; "-" stands for one at sea or of no known country."""
    return f"/places/{_part(country or '-')}/{_name(name)}"


def source_at(name: str) -> str:
    """The page of a source."""
    return f"/sources/{_name(name)}"


def feed_at(name: str) -> str:
    """What an alert found, as Atom."""
    return f"/feeds/{_part(name)}.atom"


def whatif_at(draft: str, day: str) -> str:
    """The page of what-if runs, with a scenario in its form that is not run yet."""
    return f"/whatif?{urlencode({'draft': draft, 'on': day})}"


def search_at(**asked: str | None) -> str:
    """The search page with some of its fields filled in; those that are None are left out."""
    given = {name: value for name, value in asked.items() if value is not None}
    return f"/search?{urlencode(given)}" if given else "/search"


def named(part: str) -> str:
    """The name that stands at the end of an address."""
    return part.removesuffix("/") if _LIKE_DATA.search(part) else part


def _name(name: str) -> str:
    """A name at the end of an address. One that ends as addresses of data do gets a slash, to be told from them."""
    return _part(name) + ("/" if _LIKE_DATA.search(name) else "")


def _part(name: str) -> str:
    return quote(name, safe="")
