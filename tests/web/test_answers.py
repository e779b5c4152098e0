"""Answers kept as they were sent: the same to the same person, for as long as nothing changes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from casus.ledger import Ledger, open_ledger
from casus.records import Reading, Report, report_id
from casus.web.access.accounts import Accounts
from casus.web.access.guards import Guard
from casus.web.answers import Answer, Answers
from casus.web.app import make_app
from casus.web.desk import Desk


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with one report."""
    opened = open_ledger(tmp_path / "casus.db")
    store(opened, "Rain fell on Monday.")
    yield opened
    opened.close()


def store(ledger: Ledger, text: str) -> str:
    """Store a report of one source, without statements; its id."""
    report = Report(id=report_id(text), text=text, source="Example Wire", published="2024-10-01")
    return ledger.store(Reading(report=report, reader="made 1")).report_id


def test_a_kept_answer_is_the_answer_and_goes_when_the_ledger_changes(ledger: Ledger) -> None:
    client = TestClient(make_app(Desk(ledger)), base_url="http://127.0.0.1")
    first, again = client.get("/sources/Example%20Wire"), client.get("/sources/Example%20Wire")
    assert first.content == again.content and first.headers == again.headers
    added = store(ledger, "Snow fell on Tuesday.")
    assert added not in again.text and added in client.get("/sources/Example%20Wire").text


def test_a_kept_answer_is_given_in_the_form_that_is_asked_for(ledger: Ledger) -> None:
    client = TestClient(make_app(Desk(ledger)), base_url="http://127.0.0.1")
    packed = client.get("/sources", headers={"accept-encoding": "gzip"})
    plain = client.get("/sources", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.text == plain.text


def test_what_is_kept_for_one_is_not_given_to_another(ledger: Ledger, tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "accounts.db")
    tokens = {}
    for name in ("rita", "omar"):
        accounts.add(name, "correct horse battery", "reader")
        tokens[name] = {"Authorization": f"Bearer {accounts.add_token(name, 'test')}"}
    client = TestClient(make_app(Desk(ledger), Guard(accounts)), base_url="http://127.0.0.1", follow_redirects=False)
    assert "rita" in client.get("/sources", headers=tokens["rita"]).text
    others = client.get("/sources", headers=tokens["omar"]).text
    assert "omar" in others and "rita" not in others
    assert client.get("/sources").status_code == 303
    accounts.remove_tokens("rita")
    assert client.get("/sources.json", headers=tokens["rita"]).status_code == 401


def test_the_overview_is_shown_as_it_was_while_it_is_made_anew(ledger: Ledger) -> None:
    with TestClient(make_app(Desk(ledger)), base_url="http://127.0.0.1") as client:
        before = client.get("/overview.json").json()
        text = "Hail fell on Wednesday."
        ledger.store(Reading(report=Report(id=report_id(text), text=text, source="Other Wire"), reader="made 1"))
        assert client.get("/overview.json").json() == before
        until = time.monotonic() + 10
        while client.get("/overview.json").json()["undated"] != before["undated"] + 1:
            assert time.monotonic() < until, "the overview was not made anew"


def test_who_acts_sees_no_page_from_before(ledger: Ledger) -> None:
    client = TestClient(make_app(Desk(ledger)), base_url="http://127.0.0.1")
    before = client.get("/overview.json").json()
    text = "Hail fell on Wednesday."
    ledger.store(Reading(report=Report(id=report_id(text), text=text, source="Other Wire"), reader="made 1"))
    client.post("/paste", data={"text": "Rain fell."})
    assert client.get("/overview.json").json()["undated"] == before["undated"] + 1


def test_processes_of_one_desk_share_their_answers_and_do_without(tmp_path: Path) -> None:
    answer = Answer(state=3, made=1.5, headers=[(b"content-type", b"text/html")], body=b"\x00words")
    one, other = Answers(tmp_path / "answers.db"), Answers(tmp_path / "answers.db")
    one.keep("a", answer)
    assert other.get("a") == answer and other.get("b") is None
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database" * 100)
    Answers(broken).keep("a", answer)
    assert Answers(broken).get("a") is None


def test_what_is_not_there_is_not_kept(ledger: Ledger) -> None:
    client = TestClient(make_app(Desk(ledger)), base_url="http://127.0.0.1")
    text = "Fog lay over the town."
    assert client.get(f"/reports/{report_id(text)}").status_code == 404
    store(ledger, text)
    assert client.get(f"/reports/{report_id(text)}").status_code == 200
