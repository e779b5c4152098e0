"""Every page in a real browser: wide and narrow, light and dark, by keyboard, and judged by axe.

Pictures of all are left in `screens/`, for a person to look at.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from desk_browser import needs_browser, opened, settled
from desk_pages import kind_of, walk
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Route

_ROOT = Path(__file__).resolve().parents[2]
_AXE = _ROOT / "src/casus/web/frontend/node_modules/axe-core/axe.min.js"
_EXTRA_STOPS = 60
"""Stops of the tab key within fields that have several parts, such as days."""
_LOOKS = [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]

pytestmark = [needs_browser]


@pytest.fixture(scope="module")
def places(client: TestClient) -> list[str]:
    """The addresses of some pages of each kind."""
    found: dict[str, str] = {}
    for at, _ in walk(client):
        found.setdefault(kind_of(at), at)
    return list(found.values())


@pytest.mark.parametrize(("width", "scheme"), _LOOKS)
def test_every_page_fits_its_window_and_nothing_complains(
    browser: Browser, address: str, places: list[str], complaints: list[str], width: int, scheme: str
) -> None:
    page = opened(browser, width, scheme, complaints)
    folder = _ROOT / "screens"
    folder.mkdir(exist_ok=True)
    for at in places:
        settled(page, address + at)
        name = re.sub(r"[^a-z]+", "-", kind_of(at)) or "overview"
        page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{at} is wider than its window"
    assert complaints == []
    page.close()


@pytest.mark.skipif(not _AXE.exists(), reason="axe-core is not installed (make desk installs it)")
@pytest.mark.parametrize(("width", "scheme"), _LOOKS)
def test_axe_finds_nothing_serious(
    browser: Browser, address: str, places: list[str], complaints: list[str], width: int, scheme: str
) -> None:
    page = opened(browser, width, scheme, complaints)
    script = _AXE.read_text(encoding="utf-8")
    found = []
    for at in places:
        settled(page, address + at)
        page.evaluate(script)
        told = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        found += [
            f"{at}: {one['id']} at {[node['target'] for node in one['nodes'][:3]]}"
            for one in told["violations"]
            if one["impact"] in ("serious", "critical")
        ]
    assert found == []
    page.close()


def test_the_keyboard_reaches_everything_that_acts(
    browser: Browser, address: str, places: list[str], complaints: list[str]
) -> None:
    page = opened(browser, 1440, "light", complaints)
    for at in places:
        settled(page, address + at)
        wanted = page.evaluate(
            """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
                .filter(one => one.tabIndex >= 0 && one.type !== 'hidden' && one.checkVisibility())
                .map((one, at) => { one.dataset.nth = at; return at; }).length"""
        )
        missing = {str(one) for one in range(wanted)}
        for _ in range(wanted + _EXTRA_STOPS):
            if not missing:
                break
            page.keyboard.press("Tab")
            missing.discard(page.evaluate("document.activeElement.dataset.nth"))
        assert not missing, f"{at}: {len(missing)} of {wanted} are not reached by the tab key"
    page.close()


def test_a_mark_of_a_drawing_is_reached_by_arrows_and_told(
    browser: Browser, address: str, complaints: list[str]
) -> None:
    page = opened(browser, 1440, "light", complaints)
    settled(page, f"{address}/conflicts/armenia-azerbaijan?on=2020-10-31")
    page.locator('figure[data-chart="truces"] svg').first.focus()
    page.keyboard.press("ArrowRight")
    told = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert page.locator('figure[data-chart="truces"] .tip').inner_text() == told
    assert re.match(r"\d{4}-\d{2}-\d{2}: ", told)
    page.close()


def test_the_pages_of_the_desk_stand_in_one_row_on_a_phone(
    browser: Browser, address: str, complaints: list[str]
) -> None:
    page = opened(browser, 390, "light", complaints)
    settled(page, f"{address}/search")
    boxes = [one.bounding_box() for one in page.locator(".top nav a").all()]
    assert len({box["y"] for box in boxes if box}) == 1
    page.locator(".top nav a").last.focus()
    reached = page.locator(".top nav a").last.bounding_box()
    assert reached and reached["x"] + reached["width"] <= 390
    page.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_names_of_actors_stand_within_their_drawing(
    browser: Browser, address: str, complaints: list[str], width: int
) -> None:
    page = opened(browser, width, "light", complaints)
    settled(page, f"{address}/conflicts/armenia-azerbaijan?on=2020-10-31")
    outside = page.evaluate(
        """() => {
            const svg = document.querySelector('figure[data-chart="network"] .drawing > svg');
            const frame = svg.getBoundingClientRect();
            return [...svg.querySelectorAll('.name')].filter(one => {
                const box = one.getBoundingClientRect();
                return box.left < frame.left || box.right > frame.right || box.bottom > frame.bottom;
            }).map(one => one.textContent);
        }"""
    )
    assert outside == []
    page.close()


def test_a_map_of_a_country_without_a_shape_shows_its_places(
    browser: Browser, address: str, complaints: list[str]
) -> None:
    spot = {"name": "A", "lat": 12.5, "lon": 43.1, "precision": "city", "events": 2, "href": None}
    data = json.dumps({"countries": [], "places": [spot], "unplaced": 0, "focus": ["ZZZ"]})

    def changed(route: Route) -> None:
        answer = route.fetch()
        body = re.sub(r'(data-chart="map">.*?json">).*?(</script>)', rf"\g<1>{data}\2", answer.text(), flags=re.DOTALL)
        route.fulfill(response=answer, body=body)

    page = opened(browser, 1440, "light", complaints)
    page.route("**/conflicts/**", changed)
    settled(page, f"{address}/conflicts/armenia-azerbaijan?on=2020-10-31")
    drawn = page.locator('figure[data-chart="map"] .drawing')
    assert drawn.locator("svg .spot").first.get_attribute("cx") != "NaN"
    assert "NaN" not in drawn.inner_html() and complaints == []
    assert drawn.locator(".legend").inner_text() == "at this place"
    page.close()
