"""Which pages the desk has: one of each kind and those that its links lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin, urlsplit

from fastapi.testclient import TestClient
from lxml import html

START = (
    "/?on=2020-10-31",
    "/search?q=Shusha",
    "/sources",
    "/alerts",
    "/wire",
    "/whatif?scenario=ASSAULT+AZE+-%3E+ARM+at+Vardenis&on=2020-10-31",
)
"""Pages from which a walk begins."""
_IS_DATA = re.compile(r"\.(json|atom|svg|jsonl|csv)(\?|$)")
_A_KIND = 3
"""Pages of one kind that a walk visits."""


def links(page: str, at: str) -> list[str]:
    """The addresses of the desk that a page leads to, each once, as it has them, without what is behind a hash."""
    found = [urljoin(at, link.get("href")) for link in html.fromstring(page).iter("a") if link.get("href")]
    return list(dict.fromkeys(one.partition("#")[0] for one in found if one.startswith("/")))


def kind_of(address: str) -> str:
    """What kind of page an address is: its first part."""
    return urlsplit(address).path.split("/")[1]


def walk(client: TestClient, start: Sequence[str] = START) -> Iterator[tuple[str, str]]:
    """Address and text of pages, some of each kind, found by following links."""
    due, seen, kinds = list(start), set(start), dict[str, int]()
    while due:
        at = due.pop(0)
        kind = kind_of(at)
        if kinds.get(kind, 0) >= _A_KIND:
            continue
        answer = client.get(at)
        assert answer.status_code == 200, f"{at} answers {answer.status_code}"
        if "html" not in answer.headers["content-type"]:
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        yield at, answer.text
        new = [
            one for one in links(answer.text, at) if one not in seen and not re.search(r"\.(json|atom|svg)(\?|$)", one)
        ]
        seen.update(new)
        due += new
