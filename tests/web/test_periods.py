"""How often an actor, a place or a source is told of, by month or year: each number leads to what it counts."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import Request
from fastapi.testclient import TestClient
from sqlalchemy import text

from casus.ledger import Ledger
from casus.ledger.about import months_of_actor, months_of_place, months_of_source
from casus.web.views.lists import _periods


def whole(client: TestClient, at: str) -> list[Any]:
    """All lines of a list, page after page."""
    found: list[Any] = []
    more: str | None = at
    while more is not None:
        path, _, query = more.partition("?")
        page = client.get(f"{path}.json?{query}").json()
        found += page["lines"]
        more = page["more"]
    return found


@pytest.mark.parametrize("at", ["/actors/Government of Azerbaijan", "/places/AZE/Stepanakert", "/sources/Example Wire"])
def test_each_count_leads_to_as_many_lines(client: TestClient, at: str) -> None:
    page = client.get(f"{at}.json").json()
    assert {one["words"] for one in page["periods"]} <= {"2020-09", "2020-10", "2020-11"} and len(page["periods"]) > 1
    assert sum(one["count"] for one in page["periods"]) == len(whole(client, at)) > 3
    for one in page["periods"]:
        assert len(whole(client, one["href"])) == one["count"]
    assert f'href="{page["periods"][-1]["href"]}"'.replace("&", "&amp;") in client.get(at).text


def test_an_actor_is_shown_in_one_role(client: TestClient) -> None:
    page = client.get("/actors/Government of Azerbaijan.json?role=speaker&since=2020-10-01").json()
    assert page["lines"] and all("voice" in one["roles"] for one in page["lines"])
    assert [one["words"] for one in page["roles"] if one["is_chosen"]] == ["as speaker"]
    every = client.get("/actors/Government of Azerbaijan.json").json()
    assert sum(one["count"] for one in page["periods"]) < sum(one["count"] for one in every["periods"])
    assert "role=speaker" in page["periods"][0]["href"] and "since" not in page["all"]


def test_a_role_or_period_without_statements_says_so(client: TestClient) -> None:
    shown = client.get("/actors/Government of Azerbaijan?role=go-between&since=2031-01-01&until=2031-02-01")
    assert shown.status_code == 200 and "Nothing is told in this role or period" in shown.text


def test_retired_statements_and_reports_without_a_date_are_not_counted(story: Ledger) -> None:
    with story.asking() as connection:
        asked = text("SELECT count(*) FROM statement WHERE is_current AND published IS NOT NULL AND place_id IN "
                     "(SELECT id FROM place WHERE name = 'Ganja')")  # fmt: skip
        assert sum(months_of_place(connection, "Ganja", None).values()) == connection.execute(asked).scalar_one()
        assert months_of_actor(connection, "Nobody") == months_of_source(connection, "Nobody") == {}


def test_more_than_two_years_are_counted_by_year() -> None:
    asked = Request({"type": "http", "path": "/actors/A", "raw_path": b"/actors/A", "query_string": b"", "headers": []})
    made = _periods(asked, {"2018-03": 2, "2018-12": 1, "2020-03": 5})
    assert [(one.words, one.count) for one in made] == [("2018", 3), ("2019", 0), ("2020", 5)]
    assert made[0].href.endswith("?since=2018-01-01&until=2018-12-31")
