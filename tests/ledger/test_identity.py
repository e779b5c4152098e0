"""Which statements are one event: what speaks for and against it, and that the order of arrival changes nothing."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from casus.ledger import Ledger, open_ledger
from casus.ledger.events import event_of, events_between, status_of, undated
from casus.ledger.identity import agreement
from casus.ledger.joining import groups, joined
from casus.ledger.mentions import Mention, mentions_of
from casus.ledger.reasons import compare
from casus.reading import get_reader
from casus.records import LedgerError, Reading, Report, report_id


def reading(text: str, published: str = "2025-02-04", source: str = "Example Wire") -> Reading:
    report = Report(id=report_id(text + published), text=text, published=published, source=source, language="en")
    return get_reader("lexicon").read(report)


def attack(text: str, published: str = "2025-02-04") -> Mention:
    """The first attack of a text."""
    return next(one for one in mentions_of(reading(text, published)) if one.topic == "event ASSAULT")


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
    assert agreement(attack(STRIKE), attack(text, published)) >= 0


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
    assert agreement(attack(STRIKE), attack(text, published)) < 0


def test_a_common_word_at_the_start_of_a_sentence_is_no_name() -> None:
    told = attack("Officials in Goma said rebels had shelled the town.")
    assert "goma" in told.names and "officials" not in told.names


def test_two_towns_of_one_name_that_lie_far_apart_are_two() -> None:
    here = attack("Rebels shelled the town of Goma on Monday, killing 14 people.")
    assert here.place is not None and here.place.lat is not None
    far, near = (replace(here.place, lat=here.place.lat + away, geonames_id=None) for away in (3.0, 0.3))
    assert agreement(here, replace(here, key=("other", "e1"), place=far)) == -math.inf
    assert agreement(here, replace(here, key=("other", "e1"), place=near)) > 0


def test_an_attack_told_before_another_happened_is_not_that_one() -> None:
    earlier = attack("Warplanes bombed a hospital in Goma.", "2025-01-20")
    assert compare(earlier, attack(STRIKE)) is None


def test_comparing_does_not_depend_on_which_comes_first() -> None:
    texts = [STRIKE, "Rebels shelled Goma on Sunday.", "A bomb killed five soldiers near Sake.", "Clashes hit Goma."]
    for one, other in combinations([attack(text) for text in texts], 2):
        assert agreement(one, other) == pytest.approx(agreement(other, one))


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


def test_an_event_counts_origins_of_those_who_assert_it_alone(ledger: Ledger) -> None:
    for one in story():
        ledger.store(one)
    with ledger.asking() as connection:
        found = events_between(connection, "2025-02-01", "2025-02-28")
    strike = max((one for one in found if one.first.record.id.startswith("e")), key=lambda one: len(one.tellings))
    denied = {telling.report.published for telling in strike.told_as("negated")}
    asserted = {telling.report.published for telling in strike.told_as("actual", "historical")}
    assert denied == {"2025-02-06"} and asserted >= {"2025-02-04", "2025-02-05"}
    assert strike.first.joins is None and all(telling.joins is not None for telling in strike.tellings[1:])
    assert strike.first.record.id and status_of(strike.first.record) == "actual"
    assert all(telling.reasons for telling in strike.tellings[1:])
    sources = {telling.report.source for telling in strike.told_as("actual", "historical")}
    assert strike.origins == len(sources)


def test_what_only_a_denial_tells_has_no_origin_that_asserts_it(ledger: Ledger) -> None:
    ledger.store(reading("The army denied that it had bombed the hospital in Goma on 3 February."))
    with ledger.asking() as connection:
        found = events_between(connection, "2025-02-01", "2025-02-28")
    assert [one.origins for one in found if status_of(one.first.record) == "negated"] == [0]


def test_why_and_events_tell_the_same_event(ledger: Ledger) -> None:
    late = reading("Goma remembers its hospital, which was bombed on 3 February.", "2025-03-20", "Capital Gazette")
    for one in [*story(), late]:
        ledger.store(one)
    with ledger.asking() as connection:
        for event in events_between(connection, "2025-02-04", "2025-02-04"):
            report, label = event.first.key
            assert event_of(connection, f"{report[:8]}/{label}") == event
        with pytest.raises(LedgerError, match="too short"):
            event_of(connection, "/e1")
        assert event_of(connection, "ffffffff/e1") is None
        assert event_of(connection, f"{late.report.id}/e99") is None


def test_a_report_without_a_date_can_be_asked_why(ledger: Ledger) -> None:
    one = get_reader("lexicon").read(Report(id=report_id(STRIKE), text=STRIKE, language="en"))
    ledger.store(one)
    with ledger.asking() as connection:
        found = event_of(connection, f"{one.report.id[:6]}/e1")
        assert undated(connection) == 1
    assert found is not None and found.first.report == one.report


def test_a_period_without_reports_tells_nothing(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "casus.db")
    with ledger.asking() as connection:
        assert events_between(connection, "2025-02-01", "2025-02-28") == []
    ledger.close()
