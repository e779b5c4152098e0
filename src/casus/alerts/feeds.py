"""What an alert found, as an Atom 1.0 feed (RFC 4287)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from lxml import etree
from sqlalchemy import Connection

from casus.alerts.keeping import Alert, Notice, alert_of, notices
from casus.wording.terms import printable

_ATOM = "http://www.w3.org/2005/Atom"
_SPACE = uuid.UUID("6f0b8a51-6d0c-5b0e-9a5b-0f6f5e1d7c11")
"""Of the ids of feeds and entries; another one would make all of them new."""
_MOST = 100
"""Entries, the newest."""


def feed(connection: Connection, name: str, *, address: str | None = None) -> bytes:
    """The notices of an alert as Atom, the newest first. address: where the feed itself is served.

    Ids are made of content, times are those at which the ledger kept the notices: the same ledger gives the same bytes.
    Raises CasusError where there is no such alert.
    """
    alert = alert_of(connection, name)
    found = notices(connection, name, _MOST)
    root = etree.Element(_tag("feed"), nsmap={None: _ATOM})
    _add(root, "id", _urn("feed", alert.name, alert.made))
    _add(root, "title", f"casus: {alert.name} ({alert.rule.told()})")
    _add(root, "updated", max((one.found for one in found), default=alert.made))
    _add(etree.SubElement(root, _tag("author")), "name", "casus")
    _add(root, "generator", "casus")
    if address is not None:
        etree.SubElement(root, _tag("link"), rel="self", href=printable(address), type="application/atom+xml")
    for one in found:
        _entry(root, alert, one)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return made


def _entry(root: Any, alert: Alert, notice: Notice) -> None:
    entry = etree.SubElement(root, _tag("entry"))
    _add(entry, "id", _urn("entry", alert.made, notice.key))
    _add(entry, "title", notice.body["words"])
    _add(entry, "updated", notice.found)
    _add(entry, "published", notice.found)
    _add(entry, "content", "\n".join(_lines(notice.body)), type="text")


def _lines(body: dict[str, Any]) -> Sequence[str]:
    about = [part for part in (body["conflict"], body["day"], *body["limits"]) if part]
    lines = [body["words"], " · ".join(about)]
    for one in body["statements"]:
        whence = [part for part in (one["source"], one["published"], one["title"], one["url"], one["key"]) if part]
        lines.append(f"“{one['words']}” ({' · '.join(whence)})")
    return [line for line in lines if line]


def _add(parent: Any, name: str, text: str, **attributes: str) -> None:
    """An element of text; characters that XML cannot hold, or that turn the direction of writing, are taken out."""
    etree.SubElement(parent, _tag(name), **attributes).text = "\n".join(map(printable, text.split("\n")))


def _tag(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _urn(*parts: str) -> str:
    return uuid.uuid5(_SPACE, "\n".join(parts)).urn
