"""Which statements are one event: what speaks for and against it, and that the order of arrival changes nothing."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from casus.ledger import Ledger, open_ledger
from casus.ledger.events import events_between, groups, joined, told
from casus.ledger.identity import Mention, compare, mentions_of, points
from casus.reading import get_reader
from casus.records import Reading, Report, report_id


def reading(text: str, published: str = "2025-02-04", source: str = "Example Wire") -> Reading:
    report = Report(id=report_id(text + published), text=text, published=published, source=source, language="en")
    return get_reader("lexicon").read(report)


def attack(text: str, published: str = "2025-02-04") -> Mention:
    """The first attack of a text."""
    return next(one for one in mentions_of(reading(text, published)) if one.type == "ASSAULT")


STRIKE = "Warplanes bombed a hospital in Goma on Monday, killing at least 14 people, doctors said."


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("An air strike on a hospital in Goma killed 17 people on Monday, the ministry said.", "2025-02-05"),
        ("The army denied that it had bombed the hospital in Goma on 3 February.", "2025-02-06"),
        ("At least 14 people died when the hospital of Goma was bombed on Monday.", "2025-02-04"),
    ],
)
def test_the_same_event_in_other_words(text: str, published: str) -> None:
    assert points(compare(attack(STRIKE), attack(text, published))) >= 0


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Warplanes bombed a market in Goma on Tuesday, killing 9 people.", "2025-02-05"),
        ("Warplanes bombed a hospital in Khartoum on Monday, killing 14 people.", "2025-02-04"),
        ("Gunmen shot dead a priest in Bukavu on Monday.", "2025-02-04"),
        ("If the talks fail, the army would bomb the town of Minova, officers said.", "2025-02-04"),
    ],
)
def test_neighbours_are_other_events(text: str, published: str) -> None:
    assert points(compare(attack(STRIKE), attack(text, published))) < 0


def test_an_attack_told_before_another_happened_is_not_that_one() -> None:
    earlier = attack("Warplanes bombed a hospital in Goma.", "2025-01-20")
    assert compare(earlier, attack(STRIKE)) is None


def test_comparing_does_not_depend_on_which_comes_first() -> None:
    texts = [STRIKE, "Rebels shelled Goma on Sunday.", "A bomb killed five soldiers near Sake.", "Clashes hit Goma."]
    for one, other in combinations([attack(text) for text in texts], 2):
        assert points(compare(one, other)) == pytest.approx(points(compare(other, one)))


def story() -> list[Reading]:
    return [
        reading(STRIKE),
        reading("An air strike on a hospital in Goma killed 17 people on Monday, the ministry said.", "2025-02-05"),
        reading("The army denied that it had bombed the hospital in Goma on 3 February.", "2025-02-06"),
        reading("Warplanes bombed a market in Goma on Tuesday, killing 9 people.", "2025-02-05"),
        reading("Rebels attacked the airport of Bukavu on Tuesday.", "2025-02-05", "Northern Courier"),
        reading(
            "Goma was calm on Thursday, three days after its hospital was bombed.", "2025-02-06", "Capital Gazette"
        ),
    ]


def parts(readings: list[Reading]) -> set[frozenset[tuple[str, str]]]:
    mentions = [one for its in readings for one in mentions_of(its)]
    return {frozenset(keys) for keys in groups(joined(mentions))}


def test_events_are_the_same_in_any_order_and_however_often_a_statement_comes() -> None:
    readings, expected = story(), parts(story())
    for seed in range(8):
        random.Random(seed).shuffle(readings)
        assert parts(readings) == expected
    assert parts(readings + readings[:2]) == expected
    assert max(len(keys) for keys in expected) >= 3


def test_an_event_lists_what_says_most_first_and_counts_origins(ledger: Ledger) -> None:
    for one in [*story(), replace(story()[0], report=replace(story()[0].report, id="f" * 20, source="Reprint"))]:
        ledger.store(one)
    with ledger.asking() as connection:
        found = events_between(connection, "2025-02-01", "2025-02-28")
        again = told(connection, story())
    strike = max((one for one in found if one.first.record.id.startswith("e")), key=lambda one: len(one.tellings))
    assert {telling.report.published for telling in strike.tellings} >= {"2025-02-04", "2025-02-05", "2025-02-06"}
    assert strike.first.joins is None and all(telling.joins is not None for telling in strike.tellings[1:])
    assert all(telling.reasons for telling in strike.tellings[1:])
    assert strike.origins < len({telling.report.id for telling in strike.tellings})
    assert len(again) <= len(found)


def test_a_period_without_reports_tells_nothing(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "casus.db")
    with ledger.asking() as connection:
        assert events_between(connection, "2025-02-01", "2025-02-28") == []
    ledger.close()
