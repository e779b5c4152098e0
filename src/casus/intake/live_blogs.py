"""Live blogs: pages of dated posts, each of which is a report of its own (schema.org's LiveBlogPosting)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree, html

from casus.intake.documents import Document

_MOST = 200
"""Posts of one page that are read, in its order."""
_LONGEST = 2_000_000
"""Characters of the data of a page that are looked at."""
_DEPTH = 4
"""Of the nesting in which a live blog is looked for."""


def posts_of(page: Document) -> list[Document]:
    """The posts of a live blog, each with its own title, date and address; the page itself where it is none."""
    if page.kind != "html" or "LiveBlogPosting" not in page.text:
        return [page]
    posts = [made for blog in _blogs(page.text) for one in _updates(blog)[:_MOST] if (made := _post(page, one))]
    return posts if len(posts) > 1 else [page]


def _blogs(text: str) -> Iterator[dict[str, Any]]:
    try:
        root = html.document_fromstring(text)
    except (etree.ParserError, ValueError):
        return
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json" and len(script.text or "") <= _LONGEST:
            try:
                yield from _blogs_in(json.loads(script.text or "null"), _DEPTH)
            except (ValueError, RecursionError):
                continue


def _blogs_in(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, list) and depth:
        for one in data[:_MOST]:
            yield from _blogs_in(one, depth - 1)
    elif isinstance(data, dict):
        kind = data.get("@type")
        if kind == "LiveBlogPosting" or (isinstance(kind, list) and "LiveBlogPosting" in kind):
            yield data
        elif depth:
            yield from _blogs_in(data.get("@graph"), depth - 1)


def _updates(blog: dict[str, Any]) -> list[Any]:
    found = blog.get("liveBlogUpdate")
    return found if isinstance(found, list) else [found]


def _post(page: Document, post: Any) -> Document | None:
    """One post; None for one without words or date, which could not be told from its page's."""
    if not isinstance(post, dict):
        return None
    words, dated = post.get("articleBody"), post.get("datePublished")
    if not isinstance(words, str) or not words.strip() or not isinstance(dated, str):
        return None
    title, address = post.get("headline"), post.get("url")
    return replace(
        page,
        kind="text",
        text=words,
        title=title if isinstance(title, str) else None,
        url=address if isinstance(address, str) else page.url,
        published=dated,
        notes=(*page.notes, "one post of a live blog"),
    )
