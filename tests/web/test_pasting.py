"""An article pasted at the desk: read, shown, and kept only when the analyst says so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from lxml import html

from casus.ledger import Ledger, open_ledger
from casus.web.access.guards import Guard
from casus.web.app import make_app
from casus.web.desk import Desk

TOKEN = "shown in every form"
ARTICLE = (
    "Sudan's army shelled Omdurman on Tuesday, killing 14 civilians, witnesses said.\r\n\r\n"
    "The Rapid Support Forces denied that they had broken the truce."
)
FACTS = {"title": "Shelling <b>in</b> Omdurman", "source": "A paper", "published": "2023-06-20"}


@pytest.fixture
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path_factory.mktemp("pasted") / "casus.db")
    yield opened
    opened.close()


@pytest.fixture
def empty(ledger: Ledger) -> TestClient:
    """The desk over an empty ledger."""
    return TestClient(
        make_app(Desk(ledger), Guard(secret=TOKEN)), base_url="http://127.0.0.1", raise_server_exceptions=False
    )


def sent(page: str) -> dict[str, str]:
    """The fields of the form that keeps, as a browser sends them."""
    form = next(one for one in html.fromstring(page).iter("form") if one.get("action") == "/paste/keep")
    return {name: value.replace("\n", "\r\n") for name, value in form.form_values()}


def test_a_pasted_article_is_shown_and_not_kept(empty: TestClient) -> None:
    page = empty.post("/paste", data={"csrf": TOKEN, "text": ARTICLE, **FACTS})
    tree = html.fromstring(page.text)
    assert page.status_code == 200
    assert {"Told as done", "14"} <= {one.text_content() for one in tree.iter("b")}
    assert [one.text for one in tree.iter("h1")] == [FACTS["title"]]
    for link in tree.iterlinks():
        if link[2].startswith("#words-"):
            assert tree.get_element_by_id(link[2][1:]) is not None
    assert empty.get("/search.json").json()["lines"] == []


def test_what_is_kept_is_what_was_shown(empty: TestClient) -> None:
    fields = sent(empty.post("/paste", data={"csrf": TOKEN, "text": ARTICLE, **FACTS}).text)
    answer = empty.post("/paste/keep", data=fields, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/reports/{fields['shown']}"
    kept = empty.get(answer.headers["location"] + ".json").json()
    assert (kept["title"], kept["source"], kept["facts"][0]) == (FACTS["title"], FACTS["source"], FACTS["published"])
    again = empty.post("/paste", data={"csrf": TOKEN, "text": ARTICLE, **FACTS}).text
    assert f"/reports/{fields['shown']}" in again


def test_another_text_than_the_one_shown_is_shown_first(empty: TestClient) -> None:
    fields = sent(empty.post("/paste", data={"csrf": TOKEN, "text": ARTICLE}).text)
    answer = empty.post("/paste/keep", data={**fields, "text": ARTICLE + " It rained."}, follow_redirects=False)
    assert answer.status_code == 409
    assert empty.get("/search.json").json()["lines"] == []


@pytest.mark.parametrize(
    ("text", "status"),
    [("", 422), ("12 34", 422), ("z" * 20_000, 422), ("word " * 41_000, 422), ("x" * 2_600_000, 413)],
)
def test_what_is_no_article_is_told_in_one_sentence(empty: TestClient, text: str, status: int) -> None:
    answer = empty.post("/paste", data={"csrf": TOKEN, "text": text})
    assert answer.status_code == status
    assert empty.get("/search.json").json()["lines"] == []


def test_text_begins_as_it_was_pasted(empty: TestClient) -> None:
    page = empty.post("/paste", data={"csrf": TOKEN, "text": "\n</textarea><script>alert(1)</script>"})
    boxes = [one for one in html.fromstring(page.text).iter("textarea") if one.get("id") == "text"]
    # a browser drops the first line break of a text area, lxml keeps it
    assert boxes[0].value.removeprefix("\n") == "\n</textarea><script>alert(1)</script>"


@pytest.mark.parametrize("published", ["tomorrow", "2023-02-30"])
def test_a_day_that_is_none_is_refused(empty: TestClient, published: str) -> None:
    assert empty.post("/paste", data={"csrf": TOKEN, "text": ARTICLE, "published": published}).status_code == 422


@pytest.mark.parametrize(
    "headers", [{"origin": "https://example.org"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}]
)
def test_nothing_is_taken_from_another_site(empty: TestClient, headers: dict[str, str]) -> None:
    assert empty.post("/paste/keep", data={"csrf": TOKEN, "text": ARTICLE}, headers=headers).status_code == 403


def test_only_forms_are_taken(empty: TestClient) -> None:
    assert empty.post("/paste", json={"text": ARTICLE}).status_code == 415


@pytest.mark.parametrize("token", ["", "another", "\u00e9"])
def test_a_form_without_the_token_of_its_page_changes_nothing(empty: TestClient, token: str) -> None:
    assert empty.post("/paste/keep", data={"csrf": token, "text": ARTICLE}).status_code == 403
