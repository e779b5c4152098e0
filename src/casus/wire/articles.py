"""From an article's page, or from what its feed holds of it, to the documents that are read."""

from __future__ import annotations

from contextlib import suppress

from casus.intake.decoding import decode
from casus.intake.documents import Document
from casus.intake.fetching import Fetched
from casus.intake.live_blogs import posts_of
from casus.wire.notebook import Article

PAGES = frozenset(("text/html", "application/xhtml+xml"))
"""Media types of articles."""


def documents_of(article: Article, page: Fetched, feed_name: str) -> list[Document]:
    """The article on a page; of a live blog, each post. Raises Refused for what is no text."""
    body = page.body
    if page.charset is not None:
        with suppress(LookupError, UnicodeDecodeError):  # what the server says counts before what the page says
            body = page.body.decode(page.charset).encode("utf-8")
    text, notes = decode(body, page.url, is_html=body is page.body)
    return posts_of(_document(article, text, page.url, feed_name, (*notes, *_version(article))))


def from_feed(article: Article, trouble: str, feed_name: str) -> Document | None:
    """What the feed itself holds of an article whose page is not to be had; None where it holds no text."""
    text = article.entry.content or article.entry.summary
    if text is None:
        return None
    note = f"read from the feed alone: {trouble}"
    page = f"<html><body><article>{text}</article></body></html>"
    return _document(article, page, article.entry.address, feed_name, (note, *_version(article)))


def _document(article: Article, text: str, url: str, feed_name: str, notes: tuple[str, ...]) -> Document:
    entry = article.entry
    return Document(
        name=entry.address, kind="html", text=text, title=entry.title, source=entry.source or feed_name, url=url,
        published=entry.published or entry.updated, notes=notes,
    )  # fmt: skip


def _version(article: Article) -> tuple[str, ...]:
    return (f"version {article.version} of this article",) if article.version > 1 else ()
