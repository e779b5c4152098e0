"""The first page: what is new and open on a day, with every number leading on; ledgers with little in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from desk_links import broken
from fastapi.testclient import TestClient
from lxml import html

from casus.ledger import Ledger, open_ledger
from casus.records import Reading, Report
from casus.situation import Situation
from casus.situation.pledges import LIVE
from casus.web.app import make_app
from casus.web.desk import Desk


@pytest.fixture
def empty(tmp_path: Path) -> Ledger:
    """A ledger without reports."""
    return open_ledger(tmp_path / "casus.db")


def desk_over(ledger: Ledger) -> TestClient:
    """The desk over a ledger."""
    return TestClient(make_app(Desk(ledger)), base_url="http://127.0.0.1", raise_server_exceptions=False)


def test_every_link_leads_somewhere(client: TestClient, story: Ledger) -> None:
    for day in ("2020-10-09", "2020-10-31", "2020-11-11"):
        assert broken(client, story, client.get(f"/?on={day}").text) == []


def test_every_number_stands_in_a_line_with_a_link(client: TestClient) -> None:
    main = html.fromstring(client.get("/?on=2020-10-31").text).xpath("//main")[0]
    lines = main.xpath(".//li | .//dd[not(ul)] | .//td | .//dt | .//p")
    loose = [" ".join(one.itertext()) for one in lines if not one.xpath(".//a | ancestor::tr//a")]
    assert [text for text in loose if re.search(r"[0-9]", text)] == []


def test_a_card_tells_what_the_situation_is(client: TestClient, on: Callable[[str], Situation]) -> None:
    found = on("2020-10-31")
    card = client.get("/overview.json?on=2020-10-31").json()["conflicts"][0]
    assert (card["reports"], card["origins"]) == (found.reports, found.origins)
    assert card["pledges"] == sum(life.state in LIVE for life in found.pledges)
    assert card["truce"]["words"].startswith(f"Collapsed on {found.truces[0].since}. ")
    assert card["tolls"][0]["words"] == "1,166 combatants killed of Nagorno-Karabakh"


def test_another_day_tells_of_another_truce(client: TestClient) -> None:
    card = client.get("/overview.json?on=2020-11-11").json()["conflicts"][0]
    assert card["truce"]["words"].startswith("In force since 2020-11-10. ")


def test_news_was_told_within_a_week_and_the_newest_comes_first(client: TestClient) -> None:
    card = client.get("/overview.json?on=2020-10-31").json()["conflicts"][0]
    days = [one["words"][:10] for one in card["news"]]
    assert days == sorted(days, reverse=True)
    assert days[0] == "2020-10-31"


def test_weeks_without_reports_put_a_conflict_into_the_list_below(client: TestClient) -> None:
    view = client.get("/overview.json?on=2020-12-15").json()
    assert view["conflicts"] == []
    assert [one["slug"] for one in view["quiet"]] == ["armenia-azerbaijan"]
    assert "Nothing new in the last 7 days" in client.get("/?on=2020-12-15").text


def test_bars_of_days_count_events_and_end_on_the_day(client: TestClient) -> None:
    force = client.get("/overview.json?on=2020-10-31").json()["conflicts"][0]["force"]
    assert len(force["days"]) == len(force["counts"]) == 30
    assert force["days"][-1] == "2020-10-31"
    assert 20 <= sum(force["counts"]) <= 60
    bars = html.fromstring(client.get("/?on=2020-10-31").text).xpath("//svg[@class='spark']/rect")
    assert len(bars) == sum(count > 0 for count in force["counts"])


def test_the_map_counts_each_event_once_and_tells_what_is_on_no_map(client: TestClient) -> None:
    drawn = client.get("/overview.json?on=2020-10-31").json()["map"]
    assert {one["code"] for one in drawn["countries"]} == {"ARM", "AZE"}
    assert drawn["places"] == []
    assert f"{drawn['unplaced']} events</a> without a country" in client.get("/?on=2020-10-31").text


def test_days_to_go_to_are_those_of_the_ledger(client: TestClient) -> None:
    newest = client.get("/overview.json").json()["days"]
    assert newest["day"] == newest["last"] == "2020-11-12"
    assert [one["day"] for one in newest["steps"]] == ["2020-10-13", "2020-11-05", "2020-11-11"]


def test_before_the_first_report_no_conflict_is_told_of(client: TestClient) -> None:
    page = client.get("/?on=2019-01-01")
    assert page.status_code == 200
    assert "tell of no conflict" in page.text


def test_an_empty_ledger_says_how_to_fill_it(empty: Ledger) -> None:
    client = desk_over(empty)
    page = client.get("/")
    assert page.status_code == 200
    assert "The ledger is empty" in page.text
    assert client.get("/overview.json").json()["days"] is None


def test_reports_without_a_date_are_told_as_such(empty: Ledger) -> None:
    empty.store(Reading(report=Report(id="0" * 20, text="Two soldiers were killed."), reader="made 1"))
    assert "1 report</a>, none with a date" in desk_over(empty).get("/").text


def test_a_report_without_a_date_is_counted_beside_those_of_a_day(empty: Ledger) -> None:
    for report_id, day in (("1" * 20, "2020-10-31"), ("2" * 20, None)):
        report = Report(id=report_id, text=f"Nothing happened, says {report_id}.", published=day)
        empty.store(Reading(report=report, reader="made 1"))
    assert "1 report without a date" in desk_over(empty).get("/").text
