"""What analysts say at the desk of records and of events, and what becomes of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html

from casus.ledger import Ledger, entry_of, open_ledger
from casus.reading import get_reader
from casus.records import Report, report_id
from casus.web.app import make_app
from casus.web.desk import Desk

TEXTS = (
    "Rebels of the March 23 Movement killed 12 soldiers near Goma on Monday, the army said.",
    "The army said on Tuesday that M23 rebels had killed 15 soldiers near Goma on Monday.",
    "Rwanda denied that its troops had attacked Goma.",
)


@pytest.fixture
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path_factory.mktemp("review") / "casus.db")
    reader = get_reader("lexicon")
    reports = [
        Report(
            id=report_id(text), title=f"<i>{number}</i>", source=f"Paper {number}", published=f"2022-11-2{number}",
            language="en", text=text,
        )
        for number, text in enumerate(TEXTS)
    ]  # fmt: skip
    *sure, unsure = [reader.read(report) for report in reports]
    unsure = replace(unsure, events=tuple(replace(event, confidence=0.3) for event in unsure.events))
    opened.store_all([entry_of(reading) for reading in (*sure, unsure)])
    yield opened
    opened.close()


@pytest.fixture
def desk(ledger: Ledger) -> TestClient:
    """The desk over three reports."""
    return TestClient(make_app(Desk(ledger)), base_url="http://127.0.0.1", raise_server_exceptions=False)


def keys(desk: TestClient, kind: str) -> list[str]:
    """The names of the statements of a kind in force."""
    lines = desk.get(f"/search.json?kind={kind}").json()["lines"]
    return [line["href"].removeprefix("/statements/") for line in lines]


def say(desk: TestClient, what: str, **fields: str) -> Any:
    return desk.post(f"/review/{what}", data=fields, follow_redirects=False)


def test_a_rejected_record_counts_nowhere_until_that_is_taken_back(desk: TestClient) -> None:
    key = keys(desk, "toll")[0]
    assert say(desk, "reject", name=key, why="a drill").status_code == 303
    assert key not in keys(desk, "toll")
    page = desk.get(f"/statements/{key}.json").json()
    assert not page["counts"]
    assert "rejected by local" in page["said"][0]["words"]
    assert "(a drill)" in page["said"][0]["words"]
    assert say(desk, "take-back", name=key).headers["location"] == f"/statements/{key}"
    assert key in keys(desk, "toll")


def test_what_was_confirmed_leaves_the_queue(desk: TestClient) -> None:
    queue = [one["name"] for one in desk.get("/review.json").json()["unsure"]]
    assert queue
    assert say(desk, "confirm", name=queue[0], back="review").headers["location"] == "/review"
    after = desk.get("/review.json").json()
    assert queue[0] not in [one["name"] for one in after["unsure"]]
    assert "confirmed" in after["said"][0]["words"]


def test_a_correction_counts_in_the_place_of_what_was_read(desk: TestClient) -> None:
    key = keys(desk, "toll")[0]
    before = desk.get(f"/statements/{key}.json").json()["record"]
    answer = say(desk, "correct", name=key, low="16", best="16", high="16", effect="wounded", why="misheard")
    assert answer.status_code == 303
    record = desk.get(answer.headers["location"] + ".json").json()["record"]
    assert (record["effect"], record["low"], record["high"]) == ("wounded", 16, 16)
    assert record["of"] == before["of"]
    assert desk.get(f"/statements/{key}").status_code == 200
    assert key not in keys(desk, "toll")


def test_a_record_is_corrected_as_json(desk: TestClient) -> None:
    key = keys(desk, "event")[0]
    page = desk.get(f"/statements/{key}.json").json()
    written = json.loads(page["json"]) | {"status": "possible"}
    answer = say(desk, "correct", name=key, json=json.dumps(written))
    assert desk.get(answer.headers["location"] + ".json").json()["record"]["status"] == "possible"


def test_a_place_of_another_name_keeps_nothing_of_the_old_one(desk: TestClient) -> None:
    key = next(key for key in keys(desk, "event") if desk.get(f"/statements/{key}.json").json()["record"]["place"])
    answer = say(desk, "correct", name=key, place="Sake")
    place = desk.get(answer.headers["location"] + ".json").json()["record"]["place"]
    assert (place["name"], place["lat"], place["geonames_id"]) == ("Sake", None, None)


@pytest.mark.parametrize(
    "fields",
    [{}, {"type": "ACCUSE", "mode": "aerial"}, {"status": "true"}, {"json": "{"}, {"json": "[]"}, {"json": '{"id":1}'}],
)
def test_what_cannot_be_is_refused_in_one_sentence(desk: TestClient, fields: dict[str, str]) -> None:
    key = keys(desk, "event")[0]
    answer = say(desk, "correct", name=key, **fields)
    assert answer.status_code == 422
    assert html.fromstring(answer.text).findtext(".//h1")
    assert desk.get("/review.json").json()["said"] == []


def test_two_statements_are_told_to_be_one_event_or_two(desk: TestClient) -> None:
    one, other = keys(desk, "toll")[:2]
    for what, count in (("differ", 1), ("same", 2)):
        answer = say(desk, what, one=one, other=other)
        assert answer.status_code == 303
        page = desk.get(answer.headers["location"] + ".json").json()
        assert sum(len(side["told"]) for side in page["sides"]) == count
        assert "said by local" in page["decisions"][0]
    event = keys(desk, "event")[0]
    assert say(desk, "same", one=one, other=event).status_code == 422


@pytest.mark.parametrize("what", ["confirm", "reject", "correct", "take-back", "same", "differ"])
@pytest.mark.parametrize("name", ["", "x", "0000/e1", "/", "../../e1", "\x00/e1", "a" * 600])
def test_a_name_of_nothing_is_told(desk: TestClient, what: str, name: str) -> None:
    assert say(desk, what, name=name, one=name, other=name).status_code in (404, 422)


def test_words_are_exported_without_the_text(desk: TestClient) -> None:
    key = keys(desk, "toll")[0]
    say(desk, "confirm", name=key)
    rows = [json.loads(line) for line in desk.get("/review/corrections.jsonl").text.splitlines()]
    assert [row["doc"] for row in rows] == [key.partition("/")[0]]
    assert "text" not in rows[0]


def test_a_remark_is_no_markup(desk: TestClient) -> None:
    key = keys(desk, "toll")[0]
    say(desk, "reject", name=key, why="<script>alert(1)</script>\u202e")
    for at in ("/review", f"/statements/{key}"):
        page = desk.get(at).text
        assert "<script>alert" not in page
        assert "\u202e" not in page


def test_nothing_is_said_by_another_site(desk: TestClient) -> None:
    key = keys(desk, "toll")[0]
    sent = desk.post("/review/reject", data={"name": key}, headers={"sec-fetch-site": "same-site"})
    assert sent.status_code == 403
    assert key in keys(desk, "toll")
