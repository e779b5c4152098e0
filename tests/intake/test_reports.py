"""Whole reports: what comes out of texts of the kinds that news comes in."""

import gzip
import json
import time
from pathlib import Path
from typing import Literal

import pytest

from casus.intake import read_reports
from casus.intake.documents import Document
from casus.intake.report import report_of
from casus.records import Report

SHARED = Path(__file__).resolve().parents[2] / "../shared"
needs_shared = pytest.mark.skipif(not (SHARED / "spec").is_dir(), reason="the shared reference texts are not here")

WIRE = """RIVER TOWN, Oct. 30 (Agency) -- Rebels took the border town of Upper Valley on
Friday, a spokesman said, after three days of fighting that left at least 12
people dead.

The army said that it had withdrawn its forces to the hills in order to spare
the town.
"""
PLACED = """[ad_1]
The ministry announced that its country is ready to provide assistance. necessary to the town.
The president said “they must leave,” as said. Adding that your country does not want war.
Objects of the neighbours
He also stressed that everyone should stay away from it, according to him.
[ad_2]"""


def report(text: str, *, kind: Literal["text", "markdown", "html"] = "text", **facts: str) -> Report:
    return report_of(Document(name="x", kind=kind, text=text, **facts), published=None, source=None)  # type: ignore[arg-type]


def headings(found: Report) -> list[str]:
    return [found.text[start:end] for start, end in found.headings]


@needs_shared
def test_the_reference_text_comes_out_as_expected() -> None:
    (found,) = read_reports([str(SHARED / "spec/karabakh.txt")], published="2020-10-31")
    assert isinstance(found, Report)
    wanted = json.loads((SHARED / "spec/karabakh.shape.json").read_text(encoding="utf-8"))["report"]
    assert found.text == wanted["text"]
    assert (found.title, found.source, found.url, found.published, found.language) == (
        None,
        None,
        None,
        wanted["published"],
        "en",
    )
    assert found.notes[0] == wanted["notes"][0]
    assert "'dead and failed'" in found.notes[1]
    assert len(found.headings) == 3


@needs_shared
def test_no_sentence_of_a_real_article_is_dropped() -> None:
    with gzip.open(SHARED / "bench/articles.jsonl.gz", "rt", encoding="utf-8") as file:
        articles = [json.loads(line) for line in file]
    for article in articles:
        found = report(article["text"])
        before, after = len(article["text"].split()), len(found.text.split())
        assert found.language == "en"
        assert after >= before - 90, article["id"]
        assert after == before or after > 0.7 * before, article["id"]


def test_a_wire_report_gives_its_dateline_as_facts() -> None:
    found = report(WIRE)
    assert found.text == (
        "Rebels took the border town of Upper Valley on Friday, a spokesman said, after three days of fighting that"
        " left at least 12 people dead.\n"
        "The army said that it had withdrawn its forces to the hills in order to spare the town."
    )
    assert (found.dateline_place, found.source, found.published) == ("RIVER TOWN", "Agency", None)
    assert "without a year" in found.notes[-1]


def test_the_year_of_a_dateline_may_stand_in_the_address() -> None:
    assert report(WIRE, url="https://x.example/2020/10/30/town").published == "2020-10-30"
    assert report(WIRE, url="https://x.example/2020/11/02/town").published is None


def test_placeholders_go_and_signs_of_machine_translation_are_noted() -> None:
    found = report(PLACED)
    assert found.text.startswith("The ministry announced")
    assert found.text.endswith("according to him.")
    assert headings(found) == ["Objects of the neighbours"]
    assert found.notes[0] == "removed 2 advertising placeholders"
    assert found.notes[1].startswith("reads like machine translation: 'assistance. necessary', 'as said'")


def test_the_title_stays_in_the_text_where_the_text_had_it() -> None:
    found = report("Rebels leave the town\n\nThe rebels left the town on Friday, a spokesman said.")
    assert (found.title, headings(found)) == ("Rebels leave the town", ["Rebels leave the town"])


def test_a_known_title_in_the_text_is_a_heading() -> None:
    text = "Rebels leave, says army.\nThe rebels left the town on Friday, a spokesman said."
    found = report(text, title="Rebels leave, says army")
    assert (found.title, headings(found)) == ("Rebels leave, says army", ["Rebels leave, says army."])


def test_a_bare_headline_is_body_without_title() -> None:
    found = report("Rebels seize Upper Valley airport")
    assert (found.text, found.title, found.headings) == ("Rebels seize Upper Valley airport", None, ())


def test_headlines_one_a_line_are_body() -> None:
    text = "Rebels seize airport\nArmy leaves Upper Valley\nTalks to resume on Monday"
    assert (report(text).text, report(text).title, report(text).headings) == (text, None, ())


def test_markdown_gives_title_and_headings() -> None:
    found = report(
        "# Truce signed\n\nBoth sides signed on Friday.\n\n## What it says\n\nGuns fall silent.", kind="markdown"
    )
    assert (found.title, headings(found)) == ("Truce signed", ["Truce signed", "What it says"])


def test_markup_in_a_row_is_stripped() -> None:
    assert report("<p>The town fell.</p><p>Two &amp; more died.</p>").text == "The town fell.\nTwo & more died."


def test_an_agency_line_gives_source_and_date() -> None:
    found = report("The talks ended on Monday, the ministry said. MAP 05 April 2018")
    assert (found.text, found.source, found.published) == (
        "The talks ended on Monday, the ministry said.",
        "MAP",
        "2018-04-05",
    )


@pytest.mark.parametrize(
    ("text", "agency", "published"),
    [
        ("Xinhua | 2020-10-30\n\nThe army took the town.", "Xinhua", "2020-10-30"),
        ("Source: TASS\n\nThe army took the town.", "TASS", None),
        ("The army took the town.\n\n(AFP)", "AFP", None),
        ("Baku, October 30, AZERTAC\n\nThe army took the town.", "AZERTAC", None),
    ],
)
def test_a_line_that_names_the_agency_is_no_part_of_the_text(text: str, agency: str, published: str | None) -> None:
    found = report(text)
    assert (found.text, found.agency, found.published) == ("The army took the town.", agency, published)
    assert any(agency in note for note in found.notes)


@pytest.mark.parametrize("line", ["Source: the ministry", "Trend | 2020", "Petra", "TASS"])
def test_a_line_that_names_no_known_agency_stays_in_the_text(line: str) -> None:
    text = f"{line}\n\nThe army took the town on Friday and held it."
    assert report(text).agency is None


def test_a_text_that_is_not_english_is_still_a_report() -> None:
    text = "Les deux parties ont accepté une trêve après trois jours de combats, a dit le ministre de la défense."
    assert (report(text).language, report(text).text) == ("fr", text)


def test_a_sentence_of_ten_thousand_words_is_read() -> None:
    text = "The army " + "and the rebels fought in the town " * 1500 + "on Friday."
    assert report(text).text == text


def test_cleaning_is_a_small_part_of_reading() -> None:
    text = " ".join(["The army and the rebels fought over the bridge for three days, the governor said."] * 33)
    report(text)
    start = time.perf_counter()
    for _ in range(20):
        report(text)
    # Aim: 1 ms for 500 words; the bound leaves room for a busy machine.
    assert (time.perf_counter() - start) / 20 < 0.01
