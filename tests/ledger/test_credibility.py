"""What the user says of sources, and how credible events are by the written rules."""

from __future__ import annotations

import pytest

from casus.ledger import Ledger
from casus.ledger.credibility import credibility
from casus.ledger.events import ToldEvent, events_between
from casus.ledger.sources import judge_source, sources
from casus.reading import get_reader
from casus.records import Event, LedgerError, Reading, Report, report_id


def reading(text: str, published: str, source: str) -> Reading:
    report = Report(id=report_id(text), text=text, published=published, source=source, language="en")
    return get_reader("lexicon").read(report)


def strike(ledger: Ledger) -> tuple[ToldEvent, int]:
    """The strike on Goma that the reports of a ledger tell, and its credibility."""
    with ledger.asking() as connection:
        found = events_between(connection, "2025-02-01", "2025-02-28")
        event = next(one for one in found if isinstance(its := one.first.record, Event) and its.type == "ASSAULT")
        return event, credibility(connection, event).digit


OWN = "Warplanes bombed a hospital in Goma on Monday."
OTHER = "A hospital in Goma was bombed by warplanes on Monday, and smoke rose over the town for hours."
CLAIM = "Rebels said that warplanes bombed a hospital in Goma on Monday."
DENIAL = "The army denied that it bombed the hospital in Goma on Monday."


@pytest.mark.parametrize(
    ("texts", "digit"),
    [([OWN, OTHER], 1), ([OWN], 3), ([CLAIM], 3), ([CLAIM, DENIAL], 4), ([OWN, OTHER, DENIAL], 3), ([DENIAL], 6)],
)
def test_the_rules_of_credibility(ledger: Ledger, texts: list[str], digit: int) -> None:
    for number, text in enumerate(texts):
        ledger.store(reading(text, "2025-02-04", f"Example {number}"))
    assert strike(ledger)[1] == digit


def test_sources_of_one_publisher_are_one_origin(ledger: Ledger) -> None:
    ledger.store(reading(OWN, "2025-02-04", "Example Post"))
    ledger.store(reading(OTHER, "2025-02-04", "Example Times"))
    assert strike(ledger)[0].origins == 2
    with ledger.writing() as connection:
        judge_source(connection, "Example Post", family="Example Group", reliability="B")
        judge_source(connection, "Example Times", family="Example Group", reliability=None)
    event, digit = strike(ledger)
    assert (event.origins, digit) == (1, 3)
    with ledger.asking() as connection:
        known = {one.name: (one.family, one.reliability, one.reports) for one in sources(connection)}
    assert known == {"Example Post": ("Example Group", "B", 1), "Example Times": ("Example Group", None, 1)}


def test_a_source_that_is_not_there_is_told(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="No source is called 'nobody'"), ledger.writing() as connection:
        judge_source(connection, "nobody", family=None, reliability="A")
