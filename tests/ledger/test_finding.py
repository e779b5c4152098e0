"""What a search finds a page at a time is what one finds who looks at every statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from casus.intake import read_reports
from casus.ledger import Ledger, entry_of, finding
from casus.ledger.about import After
from casus.ledger.finding import Wanted, facets_of, numbers_found, statements_found
from casus.ledger.sql import ask
from casus.reading import get_reader
from casus.records import Report

ASKED = [
    Wanted(), Wanted(kind="toll"), Wanted(type="ASSAULT"), Wanted(kind="event", status="negated"), Wanted(type="none"),
    Wanted(country="ARM"), Wanted(country="TUR", kind="event", type="ACCUSE"), Wanted(words="ceasefire"),
    Wanted(words="the Ganja", kind="toll"), Wanted(words="zebra"), Wanted(words="Shusha", country="RUS"),
    Wanted(source="Example Wire"), Wanted(source="Example Wire", words="ministers", status="actual"),
    Wanted(source="nobody"), Wanted(since="2020-10-10"), Wanted(until="2020-10-10", kind="truce"),
    Wanted(since="2020-10-05", until="2020-10-20", type="killed"), Wanted(words="war", until="2020-10-11"),
    Wanted(below=0.5), Wanted(is_unspoken=True, kind="pledge"),
]  # fmt: skip


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """The first half of the war of 2020, every fifth report without its date."""
    reader = get_reader("lexicon")
    reports = [one for one in read_reports(["examples/karabakh-2020/reports.jsonl"]) if isinstance(one, Report)][:32]
    dated = [replace(one, published=None) if at % 5 == 0 else one for at, one in enumerate(reports)]
    readings = [reader.read(one) for one in dated]
    unsure = [
        replace(one, events=tuple(replace(event, confidence=0.3) for event in one.events)) if at % 3 == 0 else one
        for at, one in enumerate(readings)
    ]
    ledger.store_all([entry_of(one) for one in unsure])
    return ledger


def by_hand(ledger: Ledger, wanted: Wanted) -> list[After]:
    """The statements wanted, each looked at."""
    asked = (
        "SELECT coalesce(s.published, ''), s.id, s.kind, s.type, s.status, s.confidence, o.name, r.title, r.text "
        "FROM statement s JOIN report r ON r.id = s.report_id LEFT JOIN source o ON o.id = r.source_id"
    )
    with ledger.asking() as connection:
        rows = ask(connection, asked)
        countries = set(ask(connection, "SELECT statement_id, country FROM concern"))
    words = {word.casefold() for word in finding.words_of_query(wanted.words or "")}
    found = []
    for day, number, kind, type_, status, confidence, source, title, text in rows:
        its = {word.casefold() for word in finding.words_of_query(f"{title} {text}")}
        plain = ((wanted.kind, kind), (wanted.type, type_), (wanted.status, status), (wanted.source, source))
        is_then = (wanted.since or "") <= day <= (wanted.until or "9") and (day or not (wanted.since or wanted.until))
        is_there = wanted.country is None or (number, wanted.country) in countries
        is_sure = wanted.below is not None and confidence >= wanted.below
        if all(one in (None, other) for one, other in plain) and is_then and is_there and words <= its and not is_sure:
            found.append((day, number))
    return sorted(found, reverse=True)


def pages(ledger: Ledger, wanted: Wanted, limit: int) -> Iterator[list[After]]:
    after = None
    while True:
        with ledger.asking() as connection:
            page = numbers_found(connection, wanted, limit=limit, after=after)
        yield list(page.items)
        if page.after is None:
            return
        assert after is None or page.after < after, "a list does not go on"
        after = page.after


@pytest.mark.parametrize(("looked", "reports"), [(2000, 300), (7, 2)])
def test_pages_hold_all_that_is_wanted_once_and_in_order(
    filled: Ledger, monkeypatch: pytest.MonkeyPatch, looked: int, reports: int
) -> None:
    monkeypatch.setattr(finding, "_LOOKED", looked)
    monkeypatch.setattr(finding, "_REPORTS", reports)
    for wanted in ASKED:
        expected = by_hand(filled, wanted)
        for limit in (3, 50):
            shown = [one for page in pages(filled, wanted, limit) for one in page]
            assert shown == expected, wanted


def test_facets_count_what_was_found(filled: Ledger) -> None:
    with filled.asking() as connection:
        found = statements_found(connection, Wanted(words="Ganja"), limit=1000).items
        counts = facets_of(connection, [one.id for one in found])
    assert sum(counts["kind"].values()) == len(found)
    assert counts["type"]["killed"] == sum(getattr(one.record, "effect", None) == "killed" for one in found)
    assert sum(counts["source"].values()) == sum(one.source is not None for one in found)
