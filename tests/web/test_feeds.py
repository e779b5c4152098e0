"""The alerts of a ledger on the desk, and their feeds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import etree, html

from casus.alerts.keeping import add_alert, look
from casus.alerts.rules import Rule
from casus.ledger import Ledger, open_ledger
from casus.reading import get_reader
from casus.records import Report, report_id
from casus.web.access.accounts import Accounts
from casus.web.access.guards import Guard
from casus.web.app import make_app
from casus.web.desk import Desk

ATTACK = "Armenian forces shelled the town of Ganja in Azerbaijan on Sunday, killing seven civilians."
NAME = "Ganja/<b>east</b> & west"
_FEED = "/feeds/Ganja%2F%3Cb%3Eeast%3C%2Fb%3E%20%26%20west.atom"
_ATOM = "{http://www.w3.org/2005/Atom}"


def _now() -> datetime:
    return datetime(2020, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with an alert that is sent somewhere, and one notice of it."""
    ledger = open_ledger(tmp_path / "casus.db")
    url, secret = "https://hooks.example.org/T0/letmewrite", "whsec_c2VjcmV0"
    rule = Rule(kind="event", type="ASSAULT")
    add_alert(ledger, NAME, rule, url=url, secret=secret, allow_private=False, clock=_now)
    report = Report(
        id=report_id(ATTACK), text=ATTACK, title="<script>alert(1)</script>", source="Example Wire",
        published="2020-10-12", language="en",
    )  # fmt: skip
    ledger.store(get_reader("lexicon").read(report))
    assert look(ledger, _now) == 1
    yield ledger
    ledger.close()


def desk_of(ledger: Ledger, guard: Guard | None = None) -> TestClient:
    return TestClient(make_app(Desk(ledger), guard), base_url="http://127.0.0.1", follow_redirects=False)


def test_a_notice_stands_with_its_words_and_leads_to_its_report(told: Ledger) -> None:
    client = desk_of(told)
    page = client.get("/alerts").text
    line = html.fromstring(page).xpath("//li[contains(@class, 'fact')]")[0]
    assert ATTACK in line.text_content() and "found 2020-11-01 12:00 UTC" in line.text_content()
    places = [link.get("href") for link in line.iter("a")]
    assert any(one.startswith("/reports/") for one in places)
    assert all(client.get(one).status_code == 200 for one in places)
    assert "<script>alert" not in page and "<b>east" not in page
    assert "new events · Assault" in page


def test_neither_page_nor_data_nor_feed_tells_where_notices_are_written(told: Ledger) -> None:
    client = desk_of(told)
    for at in ("/alerts", "/alerts.json", _FEED):
        text = client.get(at).text
        assert "letmewrite" not in text and "whsec_" not in text, at
    assert "sent to hooks.example.org" in client.get("/alerts").text


def test_a_feed_is_atom_of_the_same_notices_and_names_itself(told: Ledger) -> None:
    client = desk_of(told)
    [alert] = client.get("/alerts.json").json()["alerts"]
    assert alert["feed"] == _FEED
    answer = client.get(_FEED)
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("application/atom+xml")
    root = etree.fromstring(answer.content)
    assert [one.text for one in root.findall(f"{_ATOM}entry/{_ATOM}title")] == [alert["notices"][0]["words"]]
    assert root.find(f"{_ATOM}link").get("href") == f"http://127.0.0.1{_FEED}"


def test_a_feed_that_is_not_there_is_told(told: Ledger) -> None:
    answer = desk_of(told).get("/feeds/none.atom")
    assert answer.status_code == 404 and "No alert is called" in answer.text


def test_a_ledger_without_alerts_says_how_to_add_one(client: TestClient) -> None:
    assert "casus alert add" in client.get("/alerts").text
    assert client.get("/alerts.json").json() == {"alerts": []}


def test_alerts_and_feeds_need_a_reader(told: Ledger, tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "accounts.db")
    accounts.add("rita", "correct horse battery", "reader")
    client = desk_of(told, Guard(accounts))
    assert client.get("/alerts").headers.get("location") == "/login"
    assert client.get(_FEED).status_code == 401
    token = {"Authorization": f"Bearer {accounts.add_token('rita', 'feeds')}"}
    assert client.get(_FEED, headers=token).status_code == 200
