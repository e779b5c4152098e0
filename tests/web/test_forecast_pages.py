"""The forecasts that are kept beside a ledger, on the desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from casus.ledger import open_ledger
from casus.outlook.forecast.outlook import CountryAhead, Forecast, MonthAhead
from casus.outlook.forecast.panel import Source
from casus.outlook.forecast.record import keep
from casus.web.app import make_app
from casus.web.desk import Desk


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    """A desk over an empty ledger."""
    return TestClient(make_app(Desk(open_ledger(tmp_path / "casus.db"))), base_url="http://127.0.0.1")


def kept_forecast(file: Path) -> None:
    """Keep a forecast of one country."""
    months = tuple(
        MonthAhead(month=f"2024-{at:02}", quantiles=(0, 3, 12, 60, 400), event=0.35, escalation=0.1, law=((0, 1.0),))
        for at in range(1, 13)
    )
    mali = CountryAhead(country="MLI", recent=(5,) * 12, is_quiet=True, escalates_at=25, months=months)
    source = Source(name="<script>.csv", first="2010-01", last="2023-12", rows=10, sha256="0" * 64)
    keep(
        Forecast(
            made="2024-01-10", origin="2023-12", model="pool", weights={"boosted": 1.0}, rule="as counted by UCDP",
            sources=(source,), countries=(mali,),
        ),
        file,
    )  # fmt: skip


def test_without_a_forecast_the_page_says_how_to_make_one(client: TestClient) -> None:
    assert "casus forecast --history" in client.get("/forecasts").text
    assert client.get("/forecasts/MLI").status_code == 404


def test_the_newest_forecast_is_told_in_words_and_numbers(client: TestClient, tmp_path: Path) -> None:
    kept_forecast(tmp_path / "forecasts.jsonl")
    listed = client.get("/forecasts").text
    assert "unlikely (35 %)" in listed
    assert "<script>.csv" not in listed
    page = client.get("/forecasts/MLI")
    assert "would be an onset" in page.text
    assert page.text.count('class="median"') == 12
    assert [one["deaths"] for one in client.get("/forecasts/MLI.json").json()["levels"]] == [0, 10, 100]
    assert ">Jan</text>" in page.text
    assert client.get("/forecasts/MLI.json").json()["months"][0]["most"] == "0 to 400"
    assert client.get("/forecasts/mli").status_code == 422
