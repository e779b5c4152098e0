"""Pages on single things: reports, statements, events, actors, places, sources, and the search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from desk_pages import links, walk
from fastapi.testclient import TestClient
from lxml import html

from casus.ledger import Ledger, entry_of, open_ledger
from casus.ledger.about import statements_of_report
from casus.reading import get_reader
from casus.records import Report, report_id
from casus.web.app import make_app
from casus.web.desk import Desk

HOSTILE = (
    "<script>alert(1)</script> The army of <b onclick=alert(2)>Chad</b> killed 12 rebels in \u202eN'Djamena\u202c. "
    'Officials said {{ 7 * 7 }} soldiers had been wounded near "><img src=x onerror=alert(3)>. ' + "x" * 50_000
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A desk over one report that tries everything."""
    opened: Ledger = open_ledger(tmp_path_factory.mktemp("hostile") / "casus.db")
    report = Report(
        id=report_id(HOSTILE), title="</title><script>alert(0)</script>", source="<svg onload=alert(4)>/../x?y#z",
        url="javascript:alert(5)", published="2024-10-11", language="en", text=HOSTILE,
    )  # fmt: skip
    opened.store_all([entry_of(get_reader("lexicon").read(report))])
    yield TestClient(make_app(Desk(opened)), base_url="http://127.0.0.1", raise_server_exceptions=False)
    opened.close()


def test_every_link_of_every_page_answers(client: TestClient) -> None:
    broken = []
    for at, page in walk(client):
        for link in links(page, at)[:60]:
            if client.get(link).status_code != 200:
                broken.append(f"{link} on {at}")
    assert broken == []


def test_a_record_on_a_report_has_its_words_and_its_page(client: TestClient) -> None:
    hit = client.get("/search.json?q=Shusha&kind=event").json()["lines"][0]
    data = client.get(hit["report"].partition("#")[0] + ".json").json()
    labels = {label for passage in data["passages"] for words in passage["words"] for label in words["labels"].split()}
    assert {line["label"] for group in data["groups"] for line in group["lines"]} == labels
    page = html.fromstring(client.get(hit["report"]).text)
    assert page.get_element_by_id(hit["label"]).get("data-fact") == hit["label"]


def test_an_event_shows_why_its_statements_are_one(client: TestClient) -> None:
    found = client.get("/search.json?kind=toll&q=Ganja").json()["lines"]
    pages = [client.get(one["event"] + ".json").json() for one in found]
    told = [one for page in pages for side in page["sides"] for one in side["told"]]
    assert any(one["joined"] and one["joined"]["reasons"] for one in told)


def test_a_search_is_narrowed_by_what_it_is_asked_for(client: TestClient) -> None:
    everything = client.get("/search.json").json()["lines"]
    truces = client.get("/search.json?kind=truce&until=2020-10-15").json()["lines"]
    assert len({line["kind"] for line in everything}) > 1
    assert {line["kind"] for line in truces} == {"Truce"}
    assert all(line["about"] < "2020-10-16" for line in truces)


def test_a_list_goes_on_where_it_stopped(client: TestClient) -> None:
    first = client.get("/search.json").json()
    second = client.get(first["more"].replace("/search", "/search.json")).json()
    mine, its = ({line["href"] for line in page["lines"]} for page in (first, second))
    assert mine
    assert its
    assert not mine & its


@pytest.mark.parametrize(
    "address",
    ["/reports/none", "/statements/none/e1", "/statements/0000/e1", "/events/abcdef/e1", "/actors/Nobody",
     "/sources/None", "/places/AZE/Nowhere", "/search?after=x", "/search?since=2020-13-01", "/conflicts/none"],
)  # fmt: skip
def test_what_is_not_there_is_told_and_nothing_breaks(client: TestClient, address: str) -> None:
    assert client.get(address).status_code in (400, 404, 422)


def test_nothing_from_a_report_becomes_markup(hostile: TestClient) -> None:
    visited = 0
    for at, page in walk(hostile, ("/?on=2024-10-11", "/search?q=army", "/sources")):
        tree = html.fromstring(page)
        scripts = [one for one in tree.iter("script") if one.get("type") != "application/json"]
        assert [one.get("src") for one in scripts] == ["/static/desk.js"], at
        assert not [one for one in tree.iter() if any(str(name).startswith("on") for name in one.attrib)], at
        assert not [one for one in tree.iter("img", "svg", "style") if one.tag != "svg" or one.get("onload")], at
        assert not [one for one in tree.iter("a") if (one.get("href") or "").startswith("javascript:")], at
        assert "49 soldiers" not in page
        visited += 1
    assert visited >= 6


def test_a_report_tells_where_it_was_published_and_what_analysts_said(tmp_path: Path) -> None:
    words = "Rebels shelled the town of Goma on Monday, killing 12 people, officials said."
    opened = open_ledger(tmp_path / "casus.db")
    first = Report(id=report_id(words), text=words, source="Example Wire", published="2025-02-04", language="en")
    second = replace(first, source="The <b>Other</b> Paper", url="javascript:alert(1)", title="Goma shelled")
    for one in (first, second):
        opened.store(get_reader("lexicon").read(one))
    desk = TestClient(make_app(Desk(opened)), base_url="http://127.0.0.1")
    at = f"/reports/{first.id}"
    page = desk.get(f"{at}.json").json()
    assert [(one["words"], one["url"]) for one in page["appearances"]] == [
        ("2025-02-04 · Example Wire", None), ("2025-02-04 · The <b>Other</b> Paper · Goma shelled", None)
    ]  # fmt: skip
    assert page["said"] == [] and "Published in 2 places" in desk.get(at).text
    with opened.asking() as connection:
        (toll,) = [one for one in statements_of_report(connection, first.id) if one.kind == "toll"]
    opened.reject("/".join(toll.key), "A. Analyst", "another town")
    shown = desk.get(at).text
    assert "What analysts said of 1 statement" in shown and "another town" in shown and "<b>Other" not in shown
    opened.close()
