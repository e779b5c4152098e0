"""The desk answers over the story's ledger, as pages and as data."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


def test_the_first_page_names_the_war(client: TestClient) -> None:
    page = client.get("/?on=2020-10-31")
    assert page.status_code == 200
    assert "Nagorno-Karabakh" in page.text


def test_a_page_and_its_twin_tell_the_same(client: TestClient) -> None:
    data = client.get("/overview.json?on=2020-10-31").json()
    assert data["days"]["day"] == "2020-10-31"
    assert [one["slug"] for one in data["conflicts"]] == ["armenia-azerbaijan"]


@pytest.mark.parametrize("day", ["2020-02-30", "yesterday", "2020-10-31T00:00"])
def test_a_day_that_is_none_is_told_in_one_sentence(client: TestClient, day: str) -> None:
    answer = client.get(f"/overview.json?on={day}")
    assert answer.status_code == 422
    assert set(answer.json()["error"]) == {"status", "message"}


def test_what_is_not_there_is_told_in_one_sentence(client: TestClient) -> None:
    assert client.get("/nowhere").status_code == 404
    assert client.get("/static/../app.py").status_code == 404
    assert client.get("/static/%2e%2e%2fapp.py").status_code == 404


def test_who_finds_nothing_is_told_what_to_do_next(client: TestClient) -> None:
    page = client.get("/actors/Nobody%20%3Cb%3E").text
    assert "Not found" in page and "names an actor" in page and "<b>" not in page
    assert 'href="/search?q=Nobody%20%3Cb%3E"' in page
    assert "There is nothing at this address." in client.get("/nowhere").text
    assert 'href="/?on=2020-10-31"' in client.get("/conflicts/nowhere?on=2020-10-31").text
