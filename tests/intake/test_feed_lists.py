"""Lists of feeds, the one that casus comes with among them, and what feeds of each form say."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import feedparser
import pytest

from casus.intake.feeds import Feed, read_feed, read_list, starter_feeds, written
from casus.knowledge.sides import name_of
from casus.records import BadKnowledge, Refused

OPML = """<?xml version="1.0"?><opml version="2.0"><body>
<outline text="Africa">
<outline text="One" type="rss" xmlUrl="https://one.example.org/rss"/>
<outline title="Two" text="2" xmlUrl="https://two.example.org/atom"/>
<outline text="a folder"/></outline></body></opml>"""


def test_the_starter_list_is_of_all_regions_and_its_facts_are_sound() -> None:
    feeds = starter_feeds()
    regions = {one.region for one in feeds}
    assert len(feeds) >= 100 and len(regions) >= 8
    assert len({one.address for one in feeds}) == len(feeds)
    for one in feeds:
        assert one.family and one.kind and re.fullmatch("[a-z]{2}", one.language or ""), one.name
        assert one.country is None or name_of(one.country) != one.country, one.name
    assert all(sum(one.region == region for one in feeds) >= 5 for region in regions)
    state_media = {one.family for one in feeds if one.kind == "state media"}
    assert all(family and family.startswith("State media of ") for family in state_media)


def test_a_list_of_feeds_is_read_as_it_was_written() -> None:
    feeds = (
        Feed(address="https://a.example.org/rss", name='A "wire" \\ Ä', family="F", country="TCD", language="fr"),
        Feed(address="http://b.example.org/", name="b"),
    )
    assert read_list("\n".join(map(written, feeds)), "list") == feeds


def test_opml_is_a_list_of_feeds_too() -> None:
    assert [(one.name, one.address) for one in read_list(OPML, "list")] == [
        ("One", "https://one.example.org/rss"), ("Two", "https://two.example.org/atom"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "lists no feed"),
        ("feed = 3", r"\[\[feed\]\]"),
        ("[[feed]]\nname = 'a'", "feed 1 has no address"),
        ("[[feed]]\naddress = 'javascript:alert(1)'", "does not start with https"),
        ("[[feed]]\naddress = 'https://a.example.org'\nname = 3", "name must be one line"),
        ("[[feed]]\naddress = 'https://a.example.org'\nnom = 'a'", "'nom' is none of"),
        ("[[feed]\n", "no list of feeds"),
        ("<opml><body>", "no OPML"),
        ("[" * 10_000, "no list of feeds"),
        ("a" * 5_000_001, "longer than"),
    ],
    ids=lambda value: value[:30],
)
def test_what_is_no_list_of_feeds_is_told(text: str, says: str) -> None:
    with pytest.raises(BadKnowledge, match=says):
        read_list(text, "list")


ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><id>tag:1</id><title>T</title>
<link href="/a#top"/><published>2020-10-12T10:00:00+02:00</published><updated>2020-10-13T00:00:00Z</updated>
<source><title>Wire</title></source><content type="html">&lt;p&gt;Words&lt;/p&gt;</content></entry></feed>"""
JSON = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [
{"id": "1", "url": "/a", "title": "T",
"date_published": "2020-10-12T10:00:00+02:00", "content_html": "<p>Words</p>"}, 3, {"id": "x"}]}"""
SITEMAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a.example.org/about</loc></url>
<url><loc>https://a.example.org/a</loc><news:news><news:publication><news:name>Wire</news:name></news:publication>
<news:publication_date>2020-10-12T08:00:00Z</news:publication_date><news:title>T</news:title></news:news></url></urlset>"""


@pytest.mark.parametrize("body", [ATOM, JSON, SITEMAP], ids=["Atom", "JSON Feed", "sitemap"])
def test_every_form_of_feed_says_the_same(body: bytes) -> None:
    [entry] = read_feed(body, "https://a.example.org/feed").entries
    assert (entry.address, entry.title, entry.published) == (
        "https://a.example.org/a",
        "T",
        "2020-10-12T08:00:00+00:00",
    )


def test_an_index_of_sitemaps_names_the_newest_first() -> None:
    each = "".join(f"<sitemap><loc>/{day}</loc><lastmod>2020-10-{day:02}</lastmod></sitemap>" for day in range(1, 10))
    index = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{each}</sitemapindex>'
    assert read_feed(index.encode(), "https://a.example.org/").maps[:2] == (
        "https://a.example.org/9", "https://a.example.org/8",
    )  # fmt: skip


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "http://a b/", "x" * 3000, ""])
def test_an_entry_without_an_address_of_the_web_is_left_out(link: str) -> None:
    body = f"<rss version='2.0'><channel><title>t</title><item><link>{link}</link></item></channel></rss>"
    assert all(
        one.address.startswith("https://a.example.org")
        for one in read_feed(body.encode(), "https://a.example.org/").entries
    )


def test_a_feed_with_entities_of_its_own_is_refused_in_any_encoding() -> None:
    bomb = "<!DOCTYPE a [<!ENTITY b 'c'><!ENTITY d '&b;&b;'>]><rss><channel><title>&d;</title></channel></rss>"
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(Refused, match="entities"):
            read_feed(f"<?xml version='1.0' encoding='{encoding}'?>{bomb}".encode(encoding), "https://a.example.org/")


@pytest.mark.parametrize(
    ("author", "agency"),
    [
        ("Reuters", "Reuters"),
        ("Jane Doe and John Roe, Associated Press", "Associated Press"),
        ("Jane Doe (AFP)", "AFP"),
        ("By AFP in Gaza", "AFP"),
        ("Jane Ap", None),
        ("The Example", None),
        ("", None),
    ],
)
def test_an_agency_that_a_feed_names_as_author_is_known(author: str, agency: str | None) -> None:
    creator = f"<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>{author}</dc:creator>"
    rss = f"<rss version='2.0'><channel><item><link>/a</link>{creator}</item></channel></rss>"
    feed = json.dumps({"items": [{"url": "/a", "authors": [{"name": author}, 3]}]})
    for body in (rss, feed):
        [entry] = read_feed(body.encode(), "https://a.example.org/").entries
        assert entry.agency == agency


def test_entities_are_found_behind_a_long_comment() -> None:
    comment = b"<!--" + b"a" * 300_000 + b"-->"
    with pytest.raises(Refused, match="entities"):
        read_feed(comment + b"<!DOCTYPE a [<!ENTITY b 'c'>]><rss/>", "https://a.example.org/")


@pytest.mark.parametrize("end", ["</channel></rss>", ""], ids=["whole", "cut off"])
def test_a_hundred_thousand_entries_take_no_time(end: str) -> None:
    items = "".join(f"<item><link>/{at}</link><title>Some words</title></item>" for at in range(100_000))
    began = time.process_time()
    found = read_feed(f"<rss version='2.0'><channel>{items}{end}".encode(), "https://a.example.org/")
    assert [one.address for one in found.entries[::499]] == ["https://a.example.org/0", "https://a.example.org/499"]
    assert time.process_time() - began < 5


@pytest.mark.parametrize("flood", [b"<a ", b"<a>", b"<![CDATA[", b"<!--", b"<", b"<item>"])
def test_a_flood_of_tags_is_refused_at_once(flood: bytes) -> None:
    with pytest.raises(Refused, match="tags"):
        read_feed(b"<rss version='2.0'><channel><item><title>" + flood * 400_000, "https://a.example.org/")


def test_what_no_parser_foresaw_is_refused_with_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*given: object, **named: object) -> None:
        raise IndexError("somewhere inside")

    monkeypatch.setattr(feedparser, "parse", breaks)
    with pytest.raises(Refused, match="IndexError"):
        read_feed(ATOM, "https://a.example.org/")


def test_of_a_feed_without_end_only_the_first_entries_are_taken() -> None:
    items = "".join(f"<item><link>/{at}</link></item>" for at in range(5000))
    body = f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>"
    assert len(read_feed(body.encode(), "https://a.example.org/").entries) == 500


def test_the_file_of_the_starter_list_says_where_it_comes_from() -> None:
    file = Path(__file__).parents[2] / "src/casus/intake/data/feeds.toml"
    assert "general knowledge" in file.read_text(encoding="utf-8").partition("[[feed]]")[0]
