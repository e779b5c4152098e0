"""The desk's page of a report in another language: the original and its translation, side by side."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from lxml import html
from word_table import ARABIC, RUSSIAN, TOLD, WordTable, foreign

from casus.ledger import open_ledger
from casus.reading import get_reader
from casus.reading.translation import read_report
from casus.web.app import make_app
from casus.web.desk import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A desk over a report in Russian that was translated, and one in Arabic that was not."""
    opened = open_ledger(tmp_path_factory.mktemp("languages") / "casus.db")
    reader = get_reader("lexicon")
    opened.store(read_report(foreign(RUSSIAN, "ru"), reader, WordTable()))
    opened.store(read_report(foreign(ARABIC, "ar"), reader))
    yield TestClient(make_app(Desk(opened)), base_url="http://127.0.0.1")
    opened.close()


def test_original_and_translation_stand_side_by_side(desk: TestClient) -> None:
    page = html.fromstring(desk.get(f"/reports/{foreign(RUSSIAN, 'ru').id}").text)
    pairs = [[" ".join(part.xpath("text()")).strip() for part in pair] for pair in page.find_class("pair")]
    assert [(original, translated) for original, translated in pairs] == [
        (one, told) for one, told in TOLD.items() if one in RUSSIAN
    ]
    assert "From Russian by table 1" in " ".join(page.text_content().split())


def test_every_record_leads_to_both(desk: TestClient) -> None:
    page = html.fromstring(desk.get(f"/reports/{foreign(RUSSIAN, 'ru').id}").text)
    records = page.find_class("record")
    assert records
    for record in records:
        label = record.get("id")
        assert {f"#words-{label}", f"#translated-{label}"} <= {link.get("href") for link in record.iter("a")}
        assert page.get_element_by_id(f"words-{label}").text_content().strip() in RUSSIAN
        assert page.get_element_by_id(f"translated-{label}").get("href") == f"#{label}"
        assert "translated from Russian by table 1" in record.text_content()


def test_a_quote_in_translation_is_not_told_as_the_speakers_words(desk: TestClient) -> None:
    page = html.fromstring(desk.get(f"/reports/{foreign(RUSSIAN, 'ru').id}").text)
    quotes = [one for one in page.find_class("record") if "shall not retreat" in one.text_content()]
    assert quotes and all("not in the words of the speaker" in one.text_content() for one in quotes)


def test_an_unread_report_says_that_nobody_has_read_it(desk: TestClient) -> None:
    text = desk.get(f"/reports/{foreign(ARABIC, 'ar').id}").text
    assert "not read yet" in text and "Nobody has read this report yet; its notes say why." in text
    assert "it is in Arabic, and the lexicon reader reads English" in text and "read by unread" not in text
    assert html.fromstring(text).find_class("pair") == []


def test_a_statement_says_that_it_was_translated(desk: TestClient) -> None:
    report = foreign(RUSSIAN, "ru").id
    data = desk.get(f"/reports/{report}.json").json()
    first = data["groups"][0]["lines"][0]
    assert first["is_translated"] and data["translation"]["sentences"][0]["translated"] == "A city under fire"
    page = desk.get(first["href"]).text
    assert "translated from Russian by table 1" in page and "Гома" in page
