"""What one feed says: RSS, Atom and JSON Feed, and sitemaps of news. Whatever stands there is a stranger's word."""

from __future__ import annotations

import hashlib
import io
import json
import re
from calendar import timegm
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urldefrag, urljoin

import feedparser
from lxml import etree

from casus.intake.wire_marks import agency_among
from casus.records import Refused

KINDS = frozenset(
    (
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml",
        "application/feed+json", "application/json", "text/html", "text/plain", "application/x-rss+xml",
    )
)  # fmt: skip
"""Media types under which feeds are served; some are served as pages or plain text."""
_MOST = 500
"""Entries taken from one feed, in its order."""
_MOST_MAPS = 5
"""Sitemaps followed from an index, the newest."""
_FACT = 1000
"""Characters of a title, name or address."""
_TEXT = 500_000
"""Characters of a text that a feed holds whole."""
_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
_ENTITY = b"<!ENTITY"
_END = re.compile(rb"</(?:item|entry)\s{0,10}>")
_TAGS = 150_000
"""Tags of a feed; 500 entries that hold their whole texts have half as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article as its feed names it. address: of its page, whole and without what is behind a hash.

    published, updated: ISO date and time of UTC, None where none can be read. source: the publisher that the feed takes
    it from; agency: a news agency that it names as author. content: the whole text as HTML, where the feed has it;
    summary: its start, as HTML.
    """

    address: str
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    source: str | None = None
    agency: str | None = None
    summary: str | None = None
    content: str | None = None

    @property
    def mark(self) -> str:
        """Twelve digits that change when the feed says that the article has: its title, date of change or text."""
        told = json.dumps([self.title, self.updated, self.content or self.summary])
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed says of itself and its newest articles. every: seconds in which it asks to be read once.

    maps: addresses of sitemaps that an index names, the newest first.
    """

    title: str | None
    entries: tuple[Entry, ...]
    every: float | None = None
    maps: tuple[str, ...] = ()


def read_feed(body: bytes, address: str) -> Channel:
    """The entries of a feed, each address once. address: where it stood. Raises Refused for what is no feed."""
    try:
        return _read(body, address)
    except Refused:
        raise
    except Exception as error:  # feeds are broken in more ways than their parsers know
        raise Refused(address, f"could not be read as a feed ({type(error).__name__}); please report this") from error


def _read(body: bytes, address: str) -> Channel:
    start = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise Refused(address, "is empty, and no feed")
    if start.startswith((b"{", b"[")):
        return _json_feed(body, address)
    if _ENTITY in body.replace(b"\0", b"").upper():  # in UTF-16 as well, and behind any length of comments
        raise Refused(address, "defines entities of its own, as no feed needs to")
    if b"sitemaps.org/schemas/sitemap" in body[:2000]:
        return _sitemap(body, address)
    return _xml_feed(_first_of(body, address), address)


def _first_of(body: bytes, address: str) -> bytes:
    """A feed with its first entries alone and its end: a parser in Python takes a minute for 100,000.

    Raises Refused for one of more tags than so many entries have.
    """
    ends = [found.end() for found in _END.finditer(body)]
    if len(ends) > _MOST:
        body = body[: ends[_MOST - 1]] + body[ends[-1] :]
    if body.count(b"<") > _TAGS:
        raise Refused(address, f"holds more than {_TAGS:,} tags, as no feed of news does")
    return body


def _xml_feed(body: bytes, address: str) -> Channel:
    """RSS and Atom; feedparser also reads what is not well formed."""
    found: Any = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    if not found.get("version") and not found.entries:
        raise Refused(address, "is no feed (RSS, Atom, JSON Feed or sitemap)")
    return Channel(
        title=_words(found.feed.get("title")),
        entries=_each_once(_entry(one, address) for one in found.entries[:_MOST]),
        every=_minutes(found.feed.get("ttl")),
    )


def _entry(found: dict[str, Any], address: str) -> Entry | None:
    at = _address(found.get("link") or _whole(found.get("id")), address)
    contents = found.get("content") or [{}]
    source = found.get("source") or {}
    if at is None:
        return None
    return Entry(
        address=at,
        title=_words(found.get("title")),
        published=_moment(found.get("published_parsed")),
        updated=_moment(dict.get(found, "updated_parsed")),  # feedparser itself would give the first date here
        source=_words(source.get("title") or source.get("value")),
        agency=agency_among(one.get("name") for one in found.get("authors") or ()),
        summary=_text(found.get("summary")),
        content=_text(contents[0].get("value")),
    )


def _json_feed(body: bytes, address: str) -> Channel:
    """JSON Feed 1 and 1.1 (https://www.jsonfeed.org)."""
    try:
        found = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refused(address, "is no JSON that can be read") from error
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list):
        raise Refused(address, "is no JSON Feed: it has no items")
    return Channel(
        title=_words(found.get("title")),
        entries=_each_once(_item(one, address) for one in items[:_MOST] if isinstance(one, dict)),
    )


def _item(found: Mapping[str, Any], address: str) -> Entry | None:
    at = _address(found.get("url") or _whole(found.get("id")), address)
    if at is None:
        return None
    return Entry(
        address=at,
        title=_words(found.get("title")),
        published=_iso(found.get("date_published")),
        updated=_iso(found.get("date_modified")),
        agency=agency_among(one.get("name") for one in _listed(found.get("authors")) if isinstance(one, dict)),
        summary=_text(found.get("summary")),
        content=_text(found.get("content_html") or found.get("content_text")),
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _sitemap(body: bytes, address: str) -> Channel:
    """A sitemap of news, or an index of sitemaps (https://www.sitemaps.org)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    root = etree.fromstring(body, parser)
    if root is None:
        raise Refused(address, "is no sitemap that can be read")
    maps = [
        (_iso(one.findtext(f"{_SITEMAP}lastmod")) or "", at)
        for one in root.iter(f"{_SITEMAP}sitemap")
        if (at := _address(one.findtext(f"{_SITEMAP}loc"), address)) is not None
    ]
    newest = sorted(maps, reverse=True)[:_MOST_MAPS]
    listed = list(root.iter(f"{_SITEMAP}url"))[: 20 * _MOST]
    entries = sorted(filter(None, (_mapped(one, address) for one in listed)), key=_age, reverse=True)
    return Channel(title=None, entries=_each_once(iter(entries[:_MOST])), maps=tuple(at for _, at in newest))


def _mapped(found: Any, address: str) -> Entry | None:
    at = _address(found.findtext(f"{_SITEMAP}loc"), address)
    news = found.find(f"{_NEWS}news")
    if at is None or news is None:
        return None  # a page of the site that is no news
    return Entry(
        address=at,
        title=_words(news.findtext(f"{_NEWS}title")),
        published=_iso(news.findtext(f"{_NEWS}publication_date")),
        updated=_iso(found.findtext(f"{_SITEMAP}lastmod")),
        source=_words(news.findtext(f"{_NEWS}publication/{_NEWS}name")),
    )


def _age(entry: Entry) -> str:
    return entry.published or entry.updated or ""


def _each_once(found: Iterator[Entry | None]) -> tuple[Entry, ...]:
    kept: dict[str, Entry] = {}
    for one in found:
        if one is not None:
            kept.setdefault(one.address, one)
    return tuple(kept.values())


def _address(value: Any, base: str) -> str | None:
    """A whole address of the web; None for anything else."""
    if not isinstance(value, str) or not value.strip() or len(value) > 2000:
        return None
    try:
        whole = urldefrag(urljoin(base, value.strip())).url
    except ValueError:
        return None
    return whole if whole.startswith(("http://", "https://")) and whole.isprintable() and " " not in whole else None


def _whole(name: Any) -> str | None:
    """An entry's own name, where it is an address."""
    return name if isinstance(name, str) and name.startswith(("http://", "https://")) else None


def _words(value: Any) -> str | None:
    """A fact as one line, None for nothing."""
    words = " ".join(value.split()) if isinstance(value, str) else ""
    return words[:_FACT] or None


def _text(value: Any) -> str | None:
    return value[:_TEXT] if isinstance(value, str) and value.strip() else None


def _moment(parsed: Any) -> str | None:
    """ISO of a time that feedparser read, which is of UTC."""
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC).isoformat(timespec="seconds")
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def _iso(value: Any) -> str | None:
    try:
        found = datetime.fromisoformat(value.strip())
        found = found if found.tzinfo is not None else found.replace(tzinfo=UTC)
        return found.astimezone(UTC).isoformat(timespec="seconds")
    except (AttributeError, ValueError, OverflowError):
        return None


def _minutes(value: Any) -> float | None:
    """Seconds of RSS's ttl, which is in minutes."""
    return 60.0 * int(value) if isinstance(value, str) and value.strip().isdigit() and len(value) < 6 else None
