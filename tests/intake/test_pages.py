"""HTML pages."""

import logging
import time

import pytest

from casus.intake.pages import read_page, strip_markup
from casus.records import Refused

P = "<p>The army and the rebels fought over the bridge for three days, the governor said on Friday.</p>"
HEAD = (
    '<title>Rebels take bridge | Example News</title><meta property="og:site_name" content="Example News">'
    '<meta name="author" content="Jane Doe"><link rel="canonical" href="https://news.example.org/bridge">'
)


def page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def test_article_and_facts_are_found() -> None:
    body = (
        '<nav><ul><li><a href="/">Home</a></li></ul></nav><article><h1>Rebels take bridge</h1>'
        f"{P}<h2>What comes next</h2><p>“We stay,” he said.<br>He gave no date.</p></article><footer>© 2020</footer>"
    )
    published = '<meta property="article:published_time" content="2020-10-30T10:00Z">'
    found = read_page(page(body, HEAD + published), "x")
    assert (found.byline, found.published, found.site) == ("Jane Doe", "2020-10-30", "Example News")
    assert found.url == "https://news.example.org/bridge"
    assert [(line.text, line.mark) for line in found.lines] == [
        ("Rebels take bridge", "heading"),
        (P[3:-4], None),
        ("What comes next", "heading"),
        ("“We stay,” he said.", None),
        ("He gave no date.", None),
    ]


@pytest.mark.parametrize(
    "markup",
    [
        '<meta name="date" content="March 4, 2021">',
        '<meta name="pubdate" content="20210304">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-03-04"}</script>',
    ],
)
def test_the_publication_date_is_read_off_the_metadata(markup: str) -> None:
    assert read_page(page(f"<article>{P}{P[:-5]} too.</p></article>", markup), "x").published == "2021-03-04"


def test_a_date_in_the_text_is_no_publication_date() -> None:
    text = "<p>On 2003-05-05 a first accord failed, and on 3 March 2019 another one did, the mediators said.</p>"
    assert read_page(page(f"<article>{P}{text}</article>"), "x").published is None


@pytest.mark.parametrize(
    "html",
    [
        page('<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>'),
        page("<form><label>Name</label><input></form><p>Please enable JavaScript to continue.</p>"),
        page(""),
        "",
        "<html",
        "<" * 1000,
    ],
)
def test_a_page_without_an_article_is_refused(html: str) -> None:
    with pytest.raises(Refused, match="holds no article text"):
        read_page(html, "x")


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<div>" * 100_000 + P, "deep"),
        (page(P + "<b>x</b>" * 30_000), "tags"),
        (page(P + "<p " + " ".join(f"a{n}" for n in range(20_000)) + ">"), "attributes"),
        (page("<p>" + "The town fell. " * 400_000), "longer"),
    ],
)
def test_a_page_made_to_stall_parsers_is_refused(html: str, why: str) -> None:
    start = time.perf_counter()
    with pytest.raises(Refused, match=why):
        read_page(html, "x")
    assert time.perf_counter() - start < 5


def test_scripts_and_images_written_out_do_not_count() -> None:
    heavy = f"<script>{'<b>' * 50_000}</script><img src='data:image/png;base64,{'A' * 6_000_000}'>"
    assert len(read_page(page(f"<article>{heavy}{P}</article>"), "x").lines) == 1


def test_nothing_is_written_to_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Refused):
        read_page("<html><body></body></html>", "x")
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("trafilatura").handlers


def test_markup_in_a_field_is_stripped() -> None:
    assert (
        strip_markup("<p>The town fell.</p><p>Two <b>died</b>.<br/>So.</p>").split()
        == "The town fell. Two died. So.".split()
    )
