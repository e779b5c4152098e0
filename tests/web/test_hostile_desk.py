"""Reports that try to become part of a page: asked for as pages, and looked at in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from desk_browser import needs_browser, opened, settled
from lxml.html import document_fromstring
from playwright.sync_api import Browser

from bench.hostile_desk import check, served, stored
from casus.ledger import open_ledger
from casus.records import Reading, Report, report_id
from casus.web.addresses import source_at
from casus.wording.terms import printable

_REPORTS = 12


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, list[str]]]:
    """A desk over hostile reports, and their ids."""
    ledger = open_ledger(tmp_path_factory.mktemp("hostile") / "casus.db")
    reports = stored(ledger, _REPORTS, seed=7)
    with served(ledger) as client:
        yield client, reports
    ledger.close()


def test_nothing_of_a_report_becomes_part_of_a_page(hostile: tuple[httpx.Client, list[str]]) -> None:
    client, reports = hostile
    seen = check(client, reports, seed=7, others=6)
    assert seen.problems == [] and sum(seen.pages.values()) > 3 * _REPORTS


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b?c#d&e=f%2f;g", "name.json", "name.json/", "line\r\nend"])
def test_a_name_of_any_signs_has_its_page_and_its_data(tmp_path: Path, name: str) -> None:
    ledger = open_ledger(tmp_path / "casus.db")
    report = Report(id=report_id("Rain fell."), text="Rain fell.", source=name, published="2024-10-01")
    ledger.store(Reading(report=report, reader="made 1"))
    with served(ledger) as client:
        page = client.get(source_at(name))
        assert page.status_code == 200
        twin = document_fromstring(page.text).xpath("string(//link[@rel='alternate'][@type='application/json']/@href)")
        assert client.get(twin).json()["name"] == printable(name)
    ledger.close()


@needs_browser
@pytest.mark.parametrize("width", [390, 1440])
def test_no_script_of_a_report_runs_and_no_page_grows_wide(
    browser: Browser, hostile: tuple[httpx.Client, list[str]], width: int
) -> None:
    client, reports = hostile
    complaints: list[str] = []
    page = opened(browser, width, "light", complaints)
    for at in ("/", "/sources", "/search?q=died", *(f"/reports/{one}" for one in reports)):
        settled(page, f"{client.base_url}{at}")
        page.mouse.move(width / 2, 300)
        page.keyboard.press("Tab")
        assert page.evaluate("window.hostile === undefined"), at
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{at} is wider than its window"
    assert complaints == []
    page.close()
