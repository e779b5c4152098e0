"""How a wire fares, on the desk."""

from __future__ import annotations

import time
from pathlib import Path

from fastapi.testclient import TestClient

from casus.intake.feeds import Entry, Feed
from casus.ledger import open_ledger
from casus.web.app import make_app
from casus.web.desk import Desk
from casus.wire import Notebook, beside
from casus.wire.notebook import Said

HOSTILE = "<script>alert(1)</script>\u202e"


def test_a_ledger_without_a_wire_says_how_to_start_one(client: TestClient) -> None:
    assert "casus watch feeds.toml" in client.get("/wire").text
    assert client.get("/wire.json").json()["feeds"] == []


def test_feeds_in_trouble_stand_first_and_articles_that_were_not_read_are_told(tmp_path: Path) -> None:
    file = str(tmp_path / "casus.db")
    ledger, notebook, now = open_ledger(file), Notebook(beside(file)), time.time()
    fine, bad = (
        Feed(address="https://a.example.org/", name="Fine"),
        Feed(address="https://b.example.org/", name=HOSTILE),
    )
    notebook.list_feeds((fine, bad), now)
    entries = [Entry(address=f"https://a.example.org/{name}", title=name) for name in ("kept", "missed")]
    watched = {one.name: one for one in notebook.feeds()}
    said = Said(entries=entries, pace=600, pace_with_news=600, spread=1, etag=None, modified=None, moved=None)
    assert notebook.answered(watched["Fine"], said, now) == 2
    notebook.failed(watched[HOSTILE], "b.example.org answered 500.", now=now, due=now + 7200)
    kept, missed = notebook.due_articles(now, 9, {})
    notebook.done([(kept, "kept", None, "1234"), (missed, "not read", "holds no words", None)], now + 5)
    page = TestClient(make_app(Desk(ledger)), base_url="http://127.0.0.1").get("/wire")
    data = TestClient(make_app(Desk(ledger)), base_url="http://127.0.0.1").get("/wire.json").json()
    assert [(one["state"], one["kept"], one["due"]) for one in data["feeds"]] == [
        ("failing", 0, "in 2 hours"), ("fine", 1, "in 10 minutes"),
    ]  # fmt: skip
    assert data["missed"] == [{"address": "https://a.example.org/missed", "why": "holds no words"}]
    assert "95 of 100 of the newest were in the ledger within 5 seconds of being found" in data["facts"]
    assert page.status_code == 200 and "<script>alert" not in page.text and "\u202e" not in page.text
    notebook.close()
    ledger.close()
