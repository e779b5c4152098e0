"""Alerts over the story: what is new is found once, sent once, and kept with its statements."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree
from receivers import receiving

from casus.alerts.feeds import feed
from casus.alerts.keeping import add_alert, claim, look, notices, remove_alert
from casus.alerts.rules import Kind, Rule, rule_of
from casus.alerts.sending import TRIES, send_due, wait_after
from casus.alerts.webhooks import new_secret, signature
from casus.ledger import Ledger, open_ledger
from casus.reading import get_reader
from casus.records import CasusError, Reading, Report, report_id

ATTACK = "Armenian forces shelled the town of Ganja in Azerbaijan on Sunday, killing seven civilians."


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2020, 11, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def read(text: str, published: str = "2020-10-12", title: str | None = None) -> Reading:
    report = Report(
        id=report_id(text), text=text, title=title, source="Example Wire", published=published, language="en"
    )
    return get_reader("lexicon").read(report)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Ledger]:
    ledger = open_ledger(tmp_path / "casus.db")
    yield ledger
    ledger.close()


def ask_for(ledger: Ledger, rule: Rule, clock: Clock, url: str | None = None, name: str = "a") -> str | None:
    secret = None if url is None else new_secret()
    add_alert(ledger, name, rule, url=url, secret=secret, allow_private=True, clock=clock)
    return secret


def test_a_new_event_is_found_once_with_its_words(ledger: Ledger, clock: Clock) -> None:
    ledger.store(read("Armenian troops attacked Shusha on Friday."))
    ask_for(ledger, Rule(kind="event", type="ASSAULT", country="AZE", status="actual"), clock)
    assert look(ledger, clock) == 0
    ledger.store(read(ATTACK))
    assert look(ledger, clock) == 1 and look(ledger, clock) == 0
    with ledger.asking() as connection:
        [found] = notices(connection, "a")
    assert "Ganja" in found.body["words"] and found.state == "kept"
    assert found.body["statements"][0]["words"] == ATTACK
    assert found.body["statements"][0]["source"] == "Example Wire"
    assert found.body["statements"][0]["published"] == "2020-10-12"


def test_a_report_read_again_and_a_second_report_of_an_event_tell_nothing_new(empty: Ledger, clock: Clock) -> None:
    ask_for(empty, Rule(kind="event", type="ASSAULT"), clock)
    empty.store(read(ATTACK))
    assert look(empty, clock) == 1
    again = read(ATTACK)
    empty.store(Reading(report=again.report, reader="lexicon/99.0.0", events=again.events, tolls=again.tolls))
    empty.store(read("Armenian forces shelled the town of Ganja in Azerbaijan on Sunday, officials in Baku said."))
    assert look(empty, clock) == 0


def test_an_event_that_was_feared_is_told_when_it_is_told_as_actual(empty: Ledger, clock: Clock) -> None:
    ask_for(empty, Rule(kind="event", type="ASSAULT", status="actual"), clock)
    empty.store(read("Armenian forces may attack Ganja, officials in Baku warned."))
    assert look(empty, clock) == 0
    empty.store(read("Armenian forces attacked Ganja.", "2020-10-13"))
    assert look(empty, clock) == 1


def test_two_processes_that_look_at_once_tell_once(
    empty: Ledger, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_for(empty, Rule(kind="event", type="ASSAULT"), clock)
    empty.store(read(ATTACK))
    other, ours = open_ledger(empty.name), []
    writing = empty.writing

    def late() -> object:
        monkeypatch.undo()
        ours.append(look(other, clock))
        return writing()

    monkeypatch.setattr(empty, "writing", late)
    assert look(empty, clock) == 0 and ours == [1]
    other.close()


@pytest.fixture
def growing(story: Ledger, empty: Ledger) -> tuple[Ledger, list[Reading]]:
    """A ledger of the story until 2020-10-15, and the readings that come later."""
    with story.asking() as connection:
        rows = connection.exec_driver_sql("SELECT id FROM report ORDER BY published, id").all()
    found = [one for (row,) in rows if (one := story.reading(row)) is not None]
    for one in found:
        if (one.report.published or "") <= "2020-10-15":
            empty.store(one)
    return empty, [one for one in found if (one.report.published or "") > "2020-10-15"]


@pytest.mark.parametrize("kind", ["truce violated", "pledge triggered", "toll moved"])
def test_truces_pledges_and_tolls_of_the_story_are_told_once_each(
    growing: tuple[Ledger, list[Reading]], clock: Clock, kind: Kind
) -> None:
    ledger, later = growing
    ask_for(ledger, Rule(kind=kind, conflict="azerbaijan"), clock)
    assert look(ledger, clock) == 0
    for one in later:
        ledger.store(one)
    assert look(ledger, clock) > 0
    with ledger.asking() as connection:
        found = notices(connection, "a")
    assert all(one.body["statements"] and one.body["conflict"] == "armenia-azerbaijan" for one in found)
    assert look(ledger, clock) == 0


def test_a_toll_that_moved_is_told_with_both_bounds(growing: tuple[Ledger, list[Reading]], clock: Clock) -> None:
    ledger, later = growing
    ask_for(ledger, Rule(kind="toll moved"), clock)
    for one in later:
        ledger.store(one)
    look(ledger, clock)
    with ledger.asking() as connection:
        found = [one.body for one in notices(connection, "a") if one.body["before"] is not None]
    assert found and all(one["before"] != one["after"] for one in found)
    assert all(" before, " in one["words"] for one in found)


def test_a_notice_arrives_signed_and_once(empty: Ledger, clock: Clock) -> None:
    with receiving(["200"]) as receiver:
        secret = ask_for(empty, Rule(kind="event", type="ASSAULT"), clock, receiver.url)
        empty.store(read(ATTACK))
        look(empty, clock)
        assert send_due(empty, clock, random.Random(1)) == (1, 0)
        clock.move(86400)
        assert send_due(empty, clock, random.Random(1)) == (0, 0)
    [(headers, body)] = receiver.got
    timestamp = int(headers["webhook-timestamp"])
    assert secret is not None
    assert headers["webhook-signature"] == signature(secret, headers["webhook-id"], timestamp, body)
    assert headers["idempotency-key"] == headers["webhook-id"] and headers["content-type"] == "application/json"
    assert json.loads(body)["type"] == "casus.event" and json.loads(body)["data"]["statements"]


def test_what_fails_is_sent_again_later_under_the_same_name(empty: Ledger, clock: Clock) -> None:
    with receiving(["500", "breaks off", "200"]) as receiver:
        ask_for(empty, Rule(kind="event", type="ASSAULT"), clock, receiver.url)
        empty.store(read(ATTACK))
        look(empty, clock)
        assert send_due(empty, clock, random.Random(1)) == (0, 1)
        assert send_due(empty, clock, random.Random(1)) == (0, 0)  # not yet
        clock.move(60)
        assert send_due(empty, clock, random.Random(1)) == (0, 1)
        clock.move(120)
        assert send_due(empty, clock, random.Random(1)) == (1, 0)
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1 and len(receiver.got) == 3


def test_what_never_arrives_is_given_up_and_says_why(empty: Ledger, clock: Clock) -> None:
    with receiving(["503"]) as receiver:
        ask_for(empty, Rule(kind="event", type="ASSAULT"), clock, receiver.url)
        empty.store(read(ATTACK))
        look(empty, clock)
        for _ in range(TRIES + 3):
            send_due(empty, clock, random.Random(1))
            clock.move(7200)
    assert len(receiver.got) == TRIES
    with empty.asking() as connection:
        [found] = notices(connection, "a")
    assert (found.state, found.tries, found.failure) == ("given up", TRIES, "127.0.0.1 answered 503.")


def test_who_is_killed_after_sending_sends_again_under_the_same_name(empty: Ledger, clock: Clock) -> None:
    with receiving(["200"]) as receiver:
        ask_for(empty, Rule(kind="event", type="ASSAULT"), clock, receiver.url)
        empty.store(read(ATTACK))
        look(empty, clock)
        until = (clock() + timedelta(seconds=300)).isoformat(timespec="seconds")
        taken = claim(empty, clock().isoformat(timespec="seconds"), until, 20)  # and nothing is remembered
        assert len(taken) == 1 and send_due(empty, clock, random.Random(1)) == (0, 0)
        clock.move(301)
        assert send_due(empty, clock, random.Random(1)) == (1, 0)
    assert receiver.got[0][0]["webhook-id"] == taken[0][1].key


def test_waits_grow_and_end() -> None:
    waits = [wait_after(tries, random.Random(3)) for tries in range(1, 12)]
    assert waits == sorted(waits) and 15 <= waits[0] <= 30 and 1800 <= waits[-1] <= 3600


def test_names_are_given_once_and_removed_alerts_are_gone(empty: Ledger, clock: Clock) -> None:
    ask_for(empty, Rule(kind="toll moved"), clock)
    with pytest.raises(CasusError, match="already"):
        ask_for(empty, Rule(kind="toll moved"), clock)
    remove_alert(empty, "a")
    with pytest.raises(CasusError, match="there are: none"):
        remove_alert(empty, "a")


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "Assault"},
        {"country": "aze"},
        {"status": "sure"},
        {"conflict": "x"},
        {"kind": "toll moved", "type": "AID"},
    ],
)
def test_a_rule_that_could_find_nothing_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(CasusError):
        rule_of(json.dumps({"kind": "event", **wrong}))


def test_a_feed_is_atom_and_stays_the_same(empty: Ledger, clock: Clock) -> None:
    ask_for(empty, Rule(kind="event", type="ASSAULT"), clock)
    empty.store(read(f"<script>alert(1)</script> {ATTACK}", title="]]>\x1b&<b>\u202e"))
    look(empty, clock)
    with empty.asking() as connection:
        made, again = feed(connection, "a", address="https://desk.example/feeds/a.atom"), feed(connection, "a")
    root = etree.fromstring(made)
    space = {"a": "http://www.w3.org/2005/Atom"}
    for path in (
        "a:id",
        "a:title",
        "a:updated",
        "a:author/a:name",
        "a:entry/a:id",
        "a:entry/a:updated",
        "a:entry/a:title",
    ):
        assert root.findtext(path, namespaces=space), path
    assert root.findtext("a:entry/a:id", namespaces=space) in again.decode()
    assert root.findtext("a:updated", namespaces=space) == "2020-11-01T12:00:00+00:00"
    assert root.xpath("string(a:entry/a:content/@type)", namespaces=space) == "text"
    assert b"<script" not in made and "\u202e" not in made.decode() and not root.xpath("//*[local-name()='script']")
