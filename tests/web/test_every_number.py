"""Every number on every page leads to words in a report within two clicks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from desk_pages import links, walk
from fastapi.testclient import TestClient
from lxml import html

_NUMBER = re.compile(r"[0-9]")
_DAY = re.compile(r"\b[0-9]{4}(-[0-9]{2}){0,2}\b|\b[0-9]{1,2} [A-Z][a-z]{2}\b")
"""Days are no counts of anything."""
_NOT_COUNTS = ("form", "script", "q", "blockquote", "article", "code", "svg", "nav", "h1", "time", "caption")
"""What holds quoted words, titles, names of fields and what a script draws again from a table that is looked at."""
_LINE = ("li", "tr", "p", "dd", "figcaption", "h2", "h3", "summary", "header")


def lines_with_numbers(page: str) -> Iterator[html.HtmlElement]:
    """The lines of a page that hold a number which is no day."""
    main = html.fromstring(page).get_element_by_id("main")
    seen = set()
    for text in main.xpath(".//text()"):
        holder = text.getparent() if text.is_text else text.getparent().getparent()
        around = [holder, *holder.iterancestors()]
        if any(one.tag in _NOT_COUNTS for one in around) or not _NUMBER.search(_DAY.sub("", str(text))):
            continue
        line = next((one for one in around if one.tag in _LINE), holder)
        if line not in seen:
            seen.add(line)
            yield line


def test_every_number_leads_to_words_within_two_clicks(client: TestClient) -> None:
    @cache
    def has_words(address: str) -> bool:
        """Whether a page is a report, or leads to one."""
        if address.startswith("/reports/"):
            return True
        answer = client.get(address)
        return answer.status_code == 200 and any(one.startswith("/reports/") for one in links(answer.text, address))

    lost, counted = [], 0
    for at, page in walk(client):
        if at.startswith("/whatif"):
            continue  # numbers of a model: each reason names its data row or its statements
        for line in lines_with_numbers(page):
            counted += 1
            near = [line, *line.iterancestors("li", "tr", "details", "section", "dl", "figure")]
            ways = [link for one in near[:3] for link in links(html.tostring(one, encoding="unicode"), at)]
            if at.startswith("/reports/") or any(map(has_words, ways[:12])):
                continue
            lost.append(f"{at}: {' '.join(line.text_content().split())[:100]}")
    assert counted > 100
    assert not lost, "\n".join(lost)
