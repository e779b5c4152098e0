"""Reports are found by their words; nothing that is asked can be anything but words."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casus.ledger import Ledger
from casus.ledger.searching import search
from casus.reading import get_reader
from casus.records import Report, report_id

TEXTS = {
    "2025-02-04": "Warplanes bombed a hospital in Goma on Monday. The Red Cross said 14 people were killed.",
    "2025-03-01": "Talks began in Doha. The hospital of Goma reopened.",
    "2025-03-09": "Señor Núñez visited Bogotá.",
}


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    for day, text in TEXTS.items():
        report = Report(id=report_id(text), title="Bulletin", text=text, published=day, language="en")
        ledger.store(get_reader("lexicon").read(report))
    return ledger


def days(ledger: Ledger, asked: str, **period: str) -> list[str | None]:
    with ledger.asking() as connection:
        hits = search(connection, asked, since=period.get("since"), until=period.get("until"), most=20)
    return [hit.reading.report.published for hit in hits]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("hospital goma", ["2025-03-01", "2025-02-04"]),
        ("GOMA warplanes", ["2025-02-04"]),
        ("bulletin", ["2025-03-09", "2025-03-01", "2025-02-04"]),
        ("goma khartoum", []),
        ("", []),
        ('"hospital" OR NEAR(x) * -goma', []),
        ("'; DROP TABLE report; --", []),
    ],
)
def test_all_words_must_occur_and_nothing_is_an_operator(filled: Ledger, asked: str, found: list[str]) -> None:
    assert days(filled, asked) == found


def test_a_period_bounds_the_days_of_reports(filled: Ledger) -> None:
    assert days(filled, "hospital", since="2025-02-10") == ["2025-03-01"]
    assert days(filled, "hospital", until="2025-02-10") == ["2025-02-04"]


def test_the_statements_of_sentences_that_hold_the_words_come_with_them(filled: Ledger) -> None:
    with filled.asking() as connection:
        [hit] = search(connection, "warplanes", since=None, until=None, most=1)
    text = hit.reading.report.text
    assert hit.statements
    assert all("Warplanes" in text[slice(*one.sentence)] for one in hit.statements)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.text(max_size=40))
def test_no_question_fails(filled: Ledger, asked: str) -> None:
    assert set(days(filled, asked)) <= set(TEXTS)
