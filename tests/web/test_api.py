"""The API answers as it is described, whatever is asked."""

from __future__ import annotations

import json
from typing import Any

import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.result import Ok

from casus.ledger import Ledger
from casus.web.app import make_app
from casus.web.desk import Desk

_FEW = settings(
    max_examples=15,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
"""For each operation; bench/desk asks for more."""


def test_nothing_that_is_asked_breaks_it(story: Ledger) -> None:
    described = schemathesis.openapi.from_asgi("/openapi.json", make_app(Desk(story)), headers={"Host": "localhost"})
    asked = 0

    for found in described.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()

        @settings(_FEW)
        @given(case=operation.as_strategy())
        def answers(case: Any) -> None:
            case.call_and_validate(headers={"Host": "localhost"})

        answers()
        asked += 1
    assert asked >= 10


def test_a_list_goes_on_to_its_end_and_holds_all(client: TestClient) -> None:
    found, after = [], ""
    while after is not None:
        page = client.get(f"/api/v1/statements?kind=truce&limit=7{after and '&after=' + after}").json()
        found += [one["key"] for one in page["items"]]
        after = page["after"]
    lines = client.get("/api/v1/statements?kind=truce", headers={"Accept": "application/x-ndjson"}).text.splitlines()
    assert found == [json.loads(line)["key"] for line in lines]
    assert len(found) == len(set(found)) > 20


def test_what_is_known_is_not_sent_again(client: TestClient) -> None:
    for address in (
        "/api/v1/conflicts?on=2020-10-31",
        "/api/v1/statements?kind=toll",
        "/api/v1/events?until=2020-10-12",
    ):
        first = client.get(address)
        assert client.get(address, headers={"If-None-Match": first.headers["etag"]}).status_code == 304


def test_every_statement_comes_with_its_words(client: TestClient) -> None:
    for one in client.get("/api/v1/statements?limit=200").json()["items"]:
        reading = client.get(f"/api/v1/reports/{one['report']['id']}").json()
        assert one["words"] in " ".join(reading["report"]["text"].split())


def test_the_situation_is_that_of_the_command_line(client: TestClient) -> None:
    found = client.get("/api/v1/conflicts/armenia-azerbaijan?on=2020-10-31").json()
    assert found["conflict"]["slug"] == "armenia-azerbaijan"
    assert found["truces"][0]["state"] == "collapsed"
    events = client.get("/api/v1/events?since=2020-10-11&until=2020-10-11&type=killed&country=AZE").json()["items"]
    assert events
    report, _, label = events[0]["key"].partition("/")
    assert client.get(f"/api/v1/events/{report}/{label}").json()["origins"] == events[0]["origins"]
