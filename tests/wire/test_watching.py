"""Watching feeds on a server of this machine: everything is kept once, whatever is served and whenever it stops."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from misbehaving import MISBEHAVIOURS, Answer, misbehaving, plain, raw, to
from sqlalchemy import text

from casus.intake.documents import Document
from casus.intake.feeds import Channel, Entry, Feed
from casus.intake.fetching import Fetched, Fetcher, Limits
from casus.ledger import Ledger, open_ledger
from casus.ledger.sources import source_of
from casus.reading import Reader, get_reader
from casus.records import LedgerError, Reading, Report
from casus.wire import Notebook, Watcher, beside, health, watching
from casus.wire.articles import documents_of
from casus.wire.notebook import Article, Said
from casus.wire.watching import rhythm_of

READER = get_reader("lexicon")
Answers = dict[str, Answer]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    opened = open_ledger(tmp_path / "casus.db")
    yield opened
    opened.close()


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[Notebook]:
    """The notebook of its wire."""
    opened = Notebook(beside(str(tmp_path / "casus.db")))
    yield opened
    opened.close()


def rss(*items: tuple[str, str], source: str | None = None, body: str = "") -> Answer:
    """A feed: (path of the page, title) of each article, the newest first."""
    told = f"<source url='https://wire.example.org/'>{source}</source>" if source else ""
    each = "".join(
        f"<item><link>/{at}</link><title>{title}</title><pubDate>Mon, 12 Oct 2020 08:00:00 GMT</pubDate>{told}"
        f"<description><![CDATA[{body}]]></description></item>"
        for at, title in items
    )
    return plain(
        f"<rss version='2.0'><channel><title>News</title>{each}</channel></rss>".encode(), "application/rss+xml"
    )


def page(words: str) -> Answer:
    """The page of an article."""
    return plain(f"<html><body><article><p>{words}</p></article></body></html>".encode(), "text/html; charset=utf-8")


def attack(town: str, number: int) -> str:
    """An article of some sentences."""
    return (
        f"Armenian forces shelled the town of {town} in Azerbaijan on Sunday, killing {number} civilians. "
        "The defence ministry in Baku said that the shelling went on until the evening."
    )


@pytest.fixture
def port() -> int:
    """A free port, the same for all servers of a test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


Watch = Callable[..., list[str]]


@pytest.fixture
def watch(ledger: Ledger, notebook: Notebook, port: int) -> Watch:
    """Watch feeds once: watch(answers, "feed", ...). Gives the paths that were asked for."""

    def run(answers: Answers, *feeds: str, reader: Reader = READER) -> list[str]:
        asked: list[str] = []
        listed = [Feed(address=f"http://127.0.0.1:{port}/{one}", name=one.title(), family="Example") for one in feeds]

        async def once() -> None:
            async with misbehaving(answers, asked, port):
                fetcher = Fetcher(allow_local=frozenset((f"127.0.0.1:{port}",)), limits=Limits(seconds=5), delay=0)
                await Watcher(ledger, reader, notebook, fetcher, random=Random(1)).watch(listed, once=True)

        asyncio.run(asyncio.wait_for(once(), 30))
        return [path for head in asked if (path := head.split(" ")[1].strip("/")) != "robots.txt"]

    return run


def kept(ledger: Ledger) -> list[tuple[str, str]]:
    """Source and text of what the ledger holds, by appearance."""
    asked = (
        "SELECT s.name, r.text FROM appearance a JOIN report r ON r.id = a.report_id "
        "JOIN source s ON s.id = a.source_id ORDER BY 1, 2"
    )
    with ledger.asking() as connection:
        return [(name, words) for name, words in connection.execute(text(asked))]


def test_what_feeds_report_is_kept_with_its_statements_and_source(watch: Watch, ledger: Ledger) -> None:
    answers = {"north": rss(("a", "Ganja"), ("b", "Terter"), source="Example Wire"), "south": rss(("c", "Barda"))}
    answers |= {"a": page(attack("Ganja", 7)), "b": page(attack("Terter", 3)), "c": page(attack("Barda", 21))}
    watch(answers, "north", "south")
    assert [source for source, _ in kept(ledger)] == ["Example Wire", "Example Wire", "South"]
    with ledger.asking() as connection:
        asked = "SELECT count(*) FROM statement WHERE kind = 'toll' AND published = '2020-10-12'"
        assert connection.execute(text(asked)).scalar_one() == 3


def test_whose_voice_a_source_is_is_known_from_the_list(watch: Watch, ledger: Ledger) -> None:
    watch({"north": rss(("a", "Ganja")), "a": page(attack("Ganja", 7))}, "north")
    with ledger.asking() as connection:
        found = source_of(connection, "North")
    assert found is not None and found.family == "Example"


def test_nothing_is_asked_or_kept_twice(watch: Watch, ledger: Ledger) -> None:
    answers = {"north": rss(("a", "Ganja")), "a": page(attack("Ganja", 7))}
    assert watch(answers, "north") == ["north", "a"]
    before = kept(ledger)
    assert watch(answers, "north") == ["north"]
    assert kept(ledger) == before


def test_a_reprint_is_read_once_and_kept_as_two_appearances(watch: Watch, ledger: Ledger) -> None:
    read: list[str] = []

    class Counting:
        languages, version = READER.languages, READER.version

        def read(self, report: Report) -> Reading:
            read.append(report.id)
            return READER.read(report)

    answers = {"north": rss(("a", "Ganja")), "south": rss(("b", "Ganja"))}
    answers |= {"a": page(attack("Ganja", 7)), "b": page(attack("Ganja", 7))}
    watch(answers, "north", reader=Counting())
    watch(answers, "north", "south", reader=Counting())
    assert [source for source, _ in kept(ledger)] == ["North", "South"]
    assert len({words for _, words in kept(ledger)}) == 1


def test_an_agency_that_the_feed_names_is_kept_where_the_text_names_none(watch: Watch, ledger: Ledger) -> None:
    creator = b"<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>Jane Doe, AFP</dc:creator>"
    items = b"".join(b"<item><link>/%s</link>%s</item>" % (at, creator) for at in (b"a", b"b"))
    feed = plain(b"<rss version='2.0'><channel>" + items + b"</channel></rss>", "text/xml")
    watch(
        {"north": feed, "a": page(attack("Ganja", 7)), "b": page("BAKU, Oct 12 (Reuters) - " + attack("Barda", 3))},
        "north",
    )
    with ledger.asking() as connection:
        found = connection.execute(text("SELECT agency FROM report ORDER BY agency")).scalars().all()
    assert list(found) == ["AFP", "Reuters"]


def test_an_article_that_changes_is_kept_in_its_versions(watch: Watch, ledger: Ledger, notebook: Notebook) -> None:
    watch({"north": rss(("a", "Seven killed in Ganja")), "a": page(attack("Ganja", 7))}, "north")
    watch({"north": rss(("a", "Nine killed in Ganja")), "a": page(attack("Ganja", 9))}, "north")
    watch({"north": rss(("a", "Nine now killed in Ganja")), "a": page(attack("Ganja", 9))}, "north")
    assert len(kept(ledger)) == 2 and notebook.fates() == {"kept": 2, "unchanged": 1}


def test_a_live_blog_is_kept_post_by_post(watch: Watch, ledger: Ledger) -> None:
    told = [("Later", "2020-10-12T10:00:00Z", "Ganja", 7), ("Sooner", "2020-10-11T09:00:00Z", "Barda", 2)]
    posts = [
        {"@type": "BlogPosting", "headline": title, "datePublished": day, "articleBody": attack(town, number)}
        for title, day, town, number in told
    ]
    data = json.dumps({"@type": "LiveBlogPosting", "liveBlogUpdate": posts})
    blog = plain(f"<html><script type='application/ld+json'>{data}</script><p>Live</p></html>".encode())
    watch({"north": rss(("a", "Live")), "a": blog}, "north")
    with ledger.asking() as connection:
        days = connection.execute(text("SELECT title, published FROM report ORDER BY published")).all()
    assert [tuple(one) for one in days] == [("Sooner", "2020-10-11"), ("Later", "2020-10-12")]


def test_a_page_that_is_not_to_be_had_is_read_from_its_feed(watch: Watch, ledger: Ledger) -> None:
    answers = {
        "robots.txt": plain(b"User-agent: *\nDisallow: /a", "text/plain"),
        "north": rss(("a", "Ganja"), body=f"<p>{attack('Ganja', 7)}</p>"),
    }
    assert watch(answers, "north") == ["north"]
    [(_, words)] = kept(ledger)
    assert words.startswith("Armenian forces shelled")
    with ledger.asking() as connection:
        assert "read from the feed alone" in connection.execute(text("SELECT rest FROM report")).scalar_one()


def test_a_page_without_an_article_is_read_from_its_feed(watch: Watch, ledger: Ledger) -> None:
    wall = plain(b"<html><body><p>Please log in.</p></body></html>")
    watch({"north": rss(("a", "Ganja"), body=f"<p>{attack('Ganja', 7)}</p>"), "a": wall}, "north")
    [(_, words)] = kept(ledger)
    assert words.startswith("Armenian forces shelled")
    with ledger.asking() as connection:
        assert "holds no article text" in connection.execute(text("SELECT rest FROM report")).scalar_one()


def test_a_page_in_another_language_is_kept_unread_and_no_summary_stands_for_it(watch: Watch, ledger: Ledger) -> None:
    words = (
        "Die Regierung teilte mit, dass bei dem Angriff auf die Stadt am Freitag zwölf Menschen getötet worden seien."
    )
    answers = {"north": rss(("a", "Angriff"), body=f"<p>{attack('Ganja', 7)}</p>"), "a": page(f"{words} {words}")}
    watch(answers, "north")
    [(_, whole)] = kept(ledger)
    assert whole.startswith("Die Regierung")
    with ledger.asking() as connection:
        assert "not read: it is in German" in connection.execute(text("SELECT rest FROM report")).scalar_one()
        assert connection.execute(text("SELECT count(*) FROM statement")).scalar_one() == 0


@pytest.mark.parametrize("name", ["broken", "a picture", "gzip bomb", "closes at once", "to a file", "not there"])
def test_a_feed_or_page_that_misbehaves_costs_no_other(
    watch: Watch, ledger: Ledger, notebook: Notebook, name: str
) -> None:
    answers = {"bad": MISBEHAVIOURS[name], "north": rss(("a", "Ganja"), ("bad", "Bad")), "a": page(attack("Ganja", 7))}
    watch(answers, "bad", "north")
    assert len(kept(ledger)) == 1
    [bad] = [one for one in notebook.feeds() if one.name == "Bad"]
    assert bad.failures == 1 and bad.trouble and bad.due > (bad.asked or 0) + 50


@pytest.mark.parametrize(
    "body",
    [
        b"", b"words", b"<html><p>a page</p></html>", b"{", b"[]", b'{"items": 3}', b"\x00\x01\x02" * 99,
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><rss><channel><item><link>&b;</link></item></channel></rss>",
        b"<a>" * 20_000, b"[" * 100_000,
    ],
    ids=lambda body: repr(body[:20]),
)  # fmt: skip
def test_what_is_no_feed_is_told(watch: Watch, notebook: Notebook, body: bytes) -> None:
    watch({"north": plain(body, "text/xml")}, "north")
    [feed] = notebook.feeds()
    assert feed.failures == 1 and feed.trouble


def test_a_feed_that_was_read_half_is_read_as_far_as_it_goes(watch: Watch, ledger: Ledger) -> None:
    feed = b"<rss version='2.0'><channel><item><link>/a</link><title>A &nbsp; &bad; b</title></item><item><link>/b"
    watch({"north": plain(feed, "text/xml"), "a": page(attack("Ganja", 7))}, "north")
    assert len(kept(ledger)) == 1


def test_a_watch_that_stops_anywhere_goes_on_where_it_was(watch: Watch, ledger: Ledger, notebook: Notebook) -> None:
    towns = ["Ganja", "Barda", "Terter", "Shusha", "Martuni"]
    answers: Answers = {"north": rss(*((str(at), town) for at, town in enumerate(towns)))}
    answers |= {str(at): page(attack(town, at + 2)) for at, town in enumerate(towns)}
    failing = 0

    class Stopping:
        languages, version = READER.languages, READER.version

        def read(self, report: Report) -> Reading:
            if "Terter" in report.text and not failing:
                raise KeyboardInterrupt
            return READER.read(report)

    with pytest.raises((KeyboardInterrupt, asyncio.CancelledError, TimeoutError)):
        watch(answers, "north", reader=Stopping())
    assert len(kept(ledger)) < len(towns)
    failing = 1
    watch(answers, "north", reader=Stopping())
    assert len(kept(ledger)) == len(towns) and notebook.fates() == {"kept": len(towns)}


def test_a_feed_is_asked_at_the_pace_of_its_articles() -> None:
    def at(*minutes: int) -> list[Entry]:
        times = [datetime.fromtimestamp(6000 - 60 * ago, UTC).isoformat() for ago in minutes]
        return [Entry(address=f"https://a.example.org/{one}", published=one) for one in times]

    assert rhythm_of(at(1, 3, 6), 6000.0) == 120.0
    assert rhythm_of(at(*range(90)), 6000.0) == 54.0
    assert rhythm_of([Entry(address="https://a.example.org/")], 6000.0) is None


def test_the_health_of_a_wire_is_told(watch: Watch, notebook: Notebook) -> None:
    watch({"north": rss(("a", "Ganja"), ("c", "Gone")), "a": page(attack("Ganja", 7)), "bad": raw(b"")}, "north", "bad")
    found = health(notebook.file)
    assert found is not None
    assert [(one.name, one.state, one.kept) for one in found.feeds] == [("Bad", "failing", 0), ("North", "fine", 1)]
    assert found.fates == {"kept": 1, "not fetched": 1} and found.waiting == 0 and found.delay is not None
    assert "answered 404" in found.troubles[0][1]
    assert health(Path(f"{notebook.file}.none")) is None


def test_a_host_of_many_articles_keeps_no_other_back(notebook: Notebook) -> None:
    feeds = [Feed(address=f"https://{name}.example.org/feed", name=name) for name in ("one", "two")]
    notebook.list_feeds(feeds, 0.0)
    for feed, number in zip(notebook.feeds(), (300, 3), strict=True):
        entries = [Entry(address=feed.address.replace("feed", str(at))) for at in range(number)]
        said = Said(entries=entries, pace=60, pace_with_news=60, spread=1, etag=None, modified=None, moved=None)
        notebook.answered(feed, said, 1.0)
    chosen = notebook.due_articles(2.0, 16, {})
    assert sorted(one.host for one in chosen) == ["one.example.org"] * 2 + ["two.example.org"] * 2
    taken = {one.id: one.host for one in chosen if one.host.startswith("one")}
    assert [one.host for one in notebook.due_articles(2.0, 16, taken)] == ["two.example.org"] * 2


def test_a_page_on_which_a_parser_breaks_keeps_no_place_and_costs_no_other(
    watch: Watch, ledger: Ledger, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(article: Article, page: Fetched, name: str) -> list[Document]:
        if article.entry.title == "Bad":
            raise AssertionError("somewhere inside")
        return documents_of(article, page, name)

    monkeypatch.setattr(watching, "documents_of", breaks)
    answers = {"north": rss(("a", "Ganja"), ("b", "Bad")), "a": page(attack("Ganja", 7)), "b": page("words")}
    watch(answers, "north")
    assert len(kept(ledger)) == 1 and notebook.fates() == {"kept": 1, "not read": 1}
    assert "AssertionError" in notebook.troubles()[0][1]


def test_a_feed_on_which_all_breaks_is_not_asked_again_at_once(
    watch: Watch, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(body: bytes, address: str) -> Channel:
        raise AssertionError("somewhere inside")

    monkeypatch.setattr(watching, "read_feed", breaks)
    assert watch({"north": rss(("a", "Ganja"))}, "north") == ["north"]
    [feed] = notebook.feeds()
    assert feed.failures == 1 and feed.due > (feed.asked or 0) + 50


def test_a_notebook_that_cannot_be_written_ends_the_watch(
    watch: Watch, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*given: object, **named: object) -> int:
        raise LedgerError("The notebook cannot be written (disk is full).")

    monkeypatch.setattr(notebook, "answered", full)
    with pytest.raises(LedgerError, match="disk is full"):
        watch({"north": rss(("a", "Ganja"))}, "north")


def test_what_marks_a_feed_no_more_is_not_sent_again(watch: Watch, notebook: Notebook) -> None:
    first = plain(b"<rss version='2.0'><channel><title>News</title></channel></rss>", "text/xml", ETag='"1"')
    watch({"north": first}, "north")
    assert notebook.feeds()[0].etag == '"1"'
    watch({"north": rss()}, "north")
    assert notebook.feeds()[0].etag is None


def test_a_feed_that_moved_to_where_nothing_is_is_asked_where_the_list_has_it(watch: Watch) -> None:
    moved = to("/new", "301 Moved Permanently")
    assert watch({"north": moved, "new": rss()}, "north") == ["north", "new"]
    assert watch({"north": rss(), "new": plain(b"", status="404 Not Found")}, "north") == ["new"]
    assert watch({"north": rss()}, "north") == ["north"]
