"""The what-if page tells what the command tells, and leads to the statements behind it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from casus.web.views.whatif import between

ASKED = "/whatif{}?scenario=ASSAULT+AZE+-%3E+ARM+at+Vardenis&on=2020-10-31"


def test_a_run_names_who_is_drawn_in_and_why(client: TestClient) -> None:
    run = client.get(ASKED.format(".json")).json()["run"]
    russia = next(one for one in run["states"] if one["name"] == "Russia")
    assert any("promised" in why["words"] and why["statements"] for why in russia["reasons"])
    page = client.get(ASKED.format("")).text
    for _, href in (its for why in russia["reasons"] for its in why["statements"]):
        assert href in page
        assert client.get(href).status_code == 200
    assert "not a prediction" in page


@pytest.mark.parametrize("scenario", ["ASSAULT", "ASSAULT Atlantis -> ARM", "<script>alert(1)</script>"])
def test_what_is_no_scenario_is_told_in_one_sentence(client: TestClient, scenario: str) -> None:
    answer = client.get("/whatif", params={"scenario": scenario, "on": "2020-10-31"})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert "<script>alert" not in answer.text


def test_a_day_before_the_record_is_told(client: TestClient) -> None:
    answer = client.get("/whatif.json", params={"scenario": "ASSAULT AZE -> ARM", "on": "1950-01-01"})
    assert answer.json()["problem"]


def test_a_conflict_leads_to_the_form_with_its_sides_and_runs_nothing(client: TestClient) -> None:
    href = client.get("/conflicts/armenia-azerbaijan.json?on=2020-10-31").json()["whatif"]
    page = client.get(href)
    assert 'value="ASSAULT AZE -&gt; ARM"' in page.text and 'value="2020-10-31"' in page.text
    assert "Who is drawn in" not in page.text


def test_sides_that_are_not_two_states_have_no_scenario() -> None:
    assert between(("MMR", "Arakan Army")) is None
    assert between(("LBN", "Hezbollah", "ISR")) == "ASSAULT ISR -> LBN"
