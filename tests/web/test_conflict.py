"""A conflict's page: everything on it is of the day asked for and leads to words; nothing from a report runs."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from desk_links import broken
from fastapi.testclient import TestClient
from lxml import html

from casus.ledger import Ledger, open_ledger
from casus.records import Actor, Event, Place, Reading, Report, Toll, Truce
from casus.situation import Situation
from casus.web.app import make_app
from casus.web.desk import Desk
from casus.wording.shown import shown

WAR = "/conflicts/armenia-azerbaijan"


def part(view: dict[str, Any], name: str) -> dict[str, Any]:
    """The part of a view with an anchor."""
    found: dict[str, Any] = next(one for one in view["parts"] if one["id"] == name)
    return found


def test_one_person_is_told_of_as_one(client: TestClient) -> None:
    page = client.get(f"{WAR}?on=2020-10-31").text
    assert "1 civilian killed" in page and re.search(r"\b1 (civilians|combatants)", page) is None


@pytest.mark.parametrize("day", ["2020-10-01", "2020-10-31", "2020-11-12"])
def test_every_link_leads_somewhere(client: TestClient, story: Ledger, day: str) -> None:
    page = client.get(f"{WAR}?on={day}")
    assert page.status_code == 200
    assert broken(client, story, page.text) == []


def test_lines_are_those_of_the_terminal(client: TestClient, on: Callable[[str], Situation]) -> None:
    view = client.get(f"{WAR}.json?on=2020-10-31").json()
    told = [(one.label, one.words) for its in shown(on("2020-10-31")).parts for one in its.lines]
    assert [(one["label"], one["words"]) for its in view["parts"] for one in its["lines"]] == told


def test_a_line_opens_to_the_words_it_rests_on(client: TestClient, story: Ledger) -> None:
    view = client.get(f"{WAR}.json?on=2020-10-31").json()
    toll = next(one for one in part(view, "tolls-counted-on")["lines"] if one["depth"])
    first = toll["evidence"][0]
    report_id, label = first["href"].split("/")[2:]
    reading = story.reading(report_id)
    assert reading is not None
    record = next(one for one in reading.statements() if one.id == label)
    assert first["words"] == " ".join(reading.report.text[slice(*record.sentence)].split())
    assert "1,166" in first["words"]


def test_every_number_of_statements_has_as_many_behind_it(client: TestClient) -> None:
    view = client.get(f"{WAR}.json?on=2020-11-12").json()
    lines = [one for its in (view["news"], *view["parts"]) for one in its["lines"]]
    assert max(one["statements"] for one in lines) > 40
    assert all(len(one["evidence"]) == min(one["statements"], 40) for one in lines)


def test_another_day_derives_everything_anew(client: TestClient) -> None:
    before, after = (client.get(f"{WAR}.json?on={day}").json() for day in ("2020-10-09", "2020-11-11"))
    assert part(before, "truces")["lines"][0]["label"] == "Proposed"
    assert part(after, "truces")["lines"][0]["label"] == "In force"
    assert before["lanes"]["last"] == "2020-10-09"
    assert max(one["last"] for lane in before["lanes"]["lanes"] for one in lane["entries"]) <= "2020-10-09"
    assert all(one["evidence"][0]["about"][:10] <= "2020-10-09" for one in before["news"]["lines"])
    assert before["tolls"]["last"] == "2020-10-09"


def test_a_timeline_may_begin_earlier(client: TestClient) -> None:
    view = client.get(f"{WAR}.json?on=2020-11-12&since=2020-09-27").json()
    assert view["lanes"]["first"] == "2020-09-27"
    days = [one["first"] for lane in view["lanes"]["lanes"] for one in lane["entries"]]
    assert min(days) < "2020-10-05"


def test_what_only_voices_say_is_a_claim_in_every_drawing(client: TestClient) -> None:
    view = client.get(f"{WAR}.json?on=2020-10-31").json()
    tolls = next(one for one in view["lanes"]["lanes"] if one["name"] == "tolls")
    assert {one["status"] for one in tolls["entries"] if "according to prosecutors" in one["label"]} == {"claimed"}
    assert all(one["is_claim"] for one in view["news"]["lines"] if one["words"].startswith("91 civilians"))


def test_tolls_are_drawn_a_series_a_voice_and_never_a_sum(client: TestClient) -> None:
    series = client.get(f"{WAR}.json?on=2020-11-11").json()["tolls"]["series"]
    voices = {(one["name"], one["voice"]) for one in series}
    assert ("Civilians killed", "counted by Azerbaijan since 2020-09-27") in voices
    assert ("Combatants killed of Nagorno-Karabakh", "counted by Nagorno-Karabakh since 2020-09-27") in voices
    assert len(voices) == len(series)
    assert all(one["day"] <= other["day"] for its in series for one, other in pairwise(its["points"]))


def test_truces_are_bars_that_end_when_they_did(client: TestClient) -> None:
    view = client.get(f"{WAR}.json?on=2020-11-11").json()["truces"]
    in_force, *ended = view["bars"]
    assert (in_force["state"], in_force["last"]) == ("in force", "2020-11-11")
    assert [one["last"] for one in ended] == ["2020-10-28", "2020-10-24", "2020-10-17"]


def test_the_network_has_the_sides_and_who_backs_them(client: TestClient) -> None:
    view = client.get(f"{WAR}.json?on=2020-10-31").json()["network"]
    assert {one["id"] for one in view["nodes"] if one["role"] == "side"} == {"ARM", "AZE"}
    ties = {(one["source"], one["kind"], one["target"]) for one in view["links"]}
    assert ("ARM", "fights", "AZE") in ties
    assert ("TUR", "backs", "AZE") in ties
    assert ("Emmanuel Macron", "mediates", "ARM") in ties


def test_only_places_told_exactly_are_points(client: TestClient) -> None:
    view = client.get(f"{WAR}.json?on=2020-10-31").json()["map"]
    assert view["focus"] == ["AZE", "ARM"]
    assert "country" not in {one["precision"] for one in view["places"]}
    assert sum(one["events"] for one in view["places"]) + view["unplaced"] == sum(
        one["events"] for one in view["countries"]
    )


def test_tables_hold_all_that_is_drawn(client: TestClient) -> None:
    page = html.fromstring(client.get(f"{WAR}?on=2020-10-31").text)
    for figure in page.xpath("//figure[@data-chart]"):
        drawn = json.loads(figure.xpath("string(script[@type='application/json'])"))
        linked = {one.get("href") for one in figure.xpath(".//table//a")}
        assert addresses(drawn) == linked


def addresses(value: Any) -> set[str]:
    """Every href in a drawing's data."""
    if isinstance(value, dict):
        own = {value["href"]} if value.get("href") else set()
        return own.union(*map(addresses, value.values()))
    return set().union(*map(addresses, value)) if isinstance(value, list) else set()


def test_a_page_is_small_enough_for_a_slow_line(client: TestClient) -> None:
    assert len(gzip.compress(client.get(f"{WAR}?on=2020-11-12&since=2019-11-12").content)) < 300_000


def test_a_conflict_that_is_not_there_is_told_with_those_that_are(client: TestClient) -> None:
    answer = client.get("/conflicts/atlantis.json?on=2020-10-31")
    assert answer.status_code == 404
    assert "armenia-azerbaijan" in answer.json()["error"]["message"]
    assert client.get(f"{WAR}?on=2019-01-01").status_code == 404
    assert client.get(f"/conflicts/{'a' * 6000}").status_code == 404


HOSTILE = "</script><script>alert(1)</script>{{ 7 * 7 }}\u202e\u2028<svg onload=alert(1)>" + "W" * 500


@pytest.fixture
def hostile(tmp_path: Path) -> TestClient:
    """The desk over a war of two groups with hostile names, at a hostile place."""
    ledger = open_ledger(tmp_path / "casus.db")
    one, other = (Actor(name=f"{name} {HOSTILE}", sectors=("REB",)) for name in ("Reds", "Blues"))
    place = Place(name=HOSTILE, country="XXX", lat=1.0, lon=2.0, precision="city")
    for number in range(5):
        text = f"{HOSTILE} {number}. Ten died."
        spot: dict[str, Any] = {"span": (0, len(text)), "sentence": (0, len(text)), "confidence": 0.9}
        event = Event(
            id="e1", type="ASSAULT", status="actual", actors=(one,), recipients=(other,), place=place,
            voice=(one,) if number % 2 else (), **spot,
        )  # fmt: skip
        fear = Event(id="e2", type="ASSAULT", status="possible", actors=(other,), voice=(one,), **spot)
        truce = Truce(id="c1", state="agreed", parties=(one, other), mediators=(Actor(name=HOSTILE),), **spot)
        toll = Toll(id="t1", effect="killed", group="all", low=10, best=10, high=10, voice=(one,), of=(other,), **spot)
        report = Report(
            id=f"{number}" * 20, title=HOSTILE, source=HOSTILE, published=f"2020-10-1{number}", text=text
        )  # fmt: skip
        ledger.store(Reading(report=report, reader="made 1", events=(event, fear), truces=(truce,), tolls=(toll,)))
    return TestClient(make_app(Desk(ledger)), base_url="http://127.0.0.1", raise_server_exceptions=False)


def test_who_speaks_of_force_that_may_come_is_tied_to_whom_it_is_feared_from(hostile: TestClient) -> None:
    slug = hostile.get("/overview.json").json()["conflicts"][0]["slug"]
    ties = hostile.get(f"/conflicts/{slug}.json").json()["network"]["links"]
    told = {one["kind"]: (one["source"][:5], one["target"][:5]) for one in ties}
    assert told["fears"] == ("Reds ", "Blues")
    assert set(told) == {"fights", "fears", "mediates"}


def test_nothing_from_a_report_becomes_part_of_a_page(hostile: TestClient) -> None:
    slug = hostile.get("/overview.json").json()["conflicts"][0]["slug"]
    for at in ("/", f"/conflicts/{slug}"):
        page = hostile.get(at)
        assert page.status_code == 200
        parsed = html.fromstring(page.text)
        scripts = [one.get("type") for one in parsed.iter("script")]
        assert set(scripts) == {"module", "application/json"}
        assert not parsed.xpath("//main//svg[@onload] | //@style")
        assert "49" not in parsed.xpath("string(//main//h1)")
        for data in parsed.xpath("//script[@type='application/json']"):
            json.loads(data.text)
        assert "\u202e" not in page.text
        assert "\u2028" not in page.text
