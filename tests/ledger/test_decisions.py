"""What the user said of two statements holds, whatever comes after it and whatever the rules say."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from casus.ledger import Ledger
from casus.ledger.events import ToldEvent, event_of, events_between
from casus.ledger.reasons import DECIDED
from casus.reading import get_reader
from casus.records import LedgerError, Reading, Report, report_id

TEXTS = (
    ("2025-02-04", "Warplanes bombed a hospital in Goma on Monday, killing at least 14 people, doctors said."),
    ("2025-02-05", "An air strike on a hospital in Goma killed 17 people on Monday, the ministry said."),
    ("2025-02-06", "Warplanes bombed a hospital in Goma on Monday, witnesses said."),
    ("2025-02-05", "Rebels attacked the airport of Bukavu on Tuesday."),
    ("2025-02-07", "The airport of Bukavu was attacked by rebels on Tuesday, officials said."),
)


def reading(published: str, text: str) -> Reading:
    report = Report(id=report_id(text), text=text, published=published, source="Example Wire", language="en")
    return get_reader("lexicon").read(report)


READINGS = [reading(*its) for its in TEXTS]


def attack(number: int) -> str:
    """The name of the attack that a report tells."""
    its = READINGS[number]
    return f"{its.report.id}/{next(one.id for one in its.events if one.type == 'ASSAULT')}"


def told(ledger: Ledger, number: int) -> ToldEvent:
    with ledger.asking() as connection:
        found = event_of(connection, attack(number))
    assert found is not None
    return found


def together(ledger: Ledger, number: int) -> set[int]:
    """The reports that tell the attack of one."""
    keys = {"/".join(telling.key) for telling in told(ledger, number).tellings}
    return {other for other in range(len(TEXTS)) if attack(other) in keys}


def filled(ledger: Ledger, *numbers: int) -> None:
    for number in numbers or range(len(TEXTS)):
        ledger.store(READINGS[number])


def test_the_rules_alone(ledger: Ledger) -> None:
    filled(ledger)
    assert together(ledger, 0) == {0, 1, 2} and together(ledger, 3) == {3, 4}


def test_two_events_are_one_by_the_users_word(ledger: Ledger) -> None:
    filled(ledger)
    ledger.decide(attack(1), attack(4), is_same=True)
    found = told(ledger, 3)
    assert together(ledger, 3) == together(ledger, 0) == {0, 1, 2, 3, 4}
    assert sum(telling.joins is None for telling in found.tellings) == 1
    reasons = [reason for telling in found.tellings for reason in telling.reasons if reason.rule == DECIDED]
    assert [reason.words[:-10] for reason in reasons] == ["decided by the user on "]
    assert [one.is_same for one in found.decided] == [True]
    with ledger.asking() as connection:
        events = events_between(connection, "2025-02-07", "2025-02-07")
    assert found in events
    ledger.decide(attack(4), attack(1), is_same=False)
    assert together(ledger, 0) == {0, 1, 2} and together(ledger, 3) == {3, 4}


@pytest.mark.parametrize("seed", range(4))
def test_one_event_is_two_by_the_users_word_in_any_order(ledger: Ledger, seed: int) -> None:
    order = random.Random(seed).sample(range(5), 5)
    filled(ledger, *order[:3])
    if {0, 2} <= set(order[:3]):
        ledger.decide(attack(0), attack(2), is_same=False)
        filled(ledger, *order[3:])
    else:
        filled(ledger, *order[3:])
        ledger.decide(attack(2), attack(0), is_same=False)
    parts = {frozenset(together(ledger, number)) for number in range(5)}
    assert not any({0, 2} <= part for part in parts) and frozenset({3, 4}) in parts
    assert [one.is_same for one in told(ledger, 2).decided] == [False]
    assert {1, *together(ledger, 0)} == together(ledger, 1) or {1, *together(ledger, 2)} == together(ledger, 1)


def test_a_decision_outlives_another_reading_with_the_same_labels(ledger: Ledger) -> None:
    filled(ledger)
    ledger.decide(attack(0), attack(2), is_same=False)
    ledger.decide(attack(0), attack(3), is_same=True)
    for number in (0, 2):
        ledger.store(replace(READINGS[number], reader="lexicon 99"))
    assert 2 not in together(ledger, 0) and {3, 4} <= together(ledger, 0)


def test_two_said_to_differ_are_not_made_one_through_others(ledger: Ledger) -> None:
    filled(ledger)
    ledger.decide(attack(0), attack(3), is_same=False)
    ledger.decide(attack(1), attack(4), is_same=True)
    assert together(ledger, 0) == {0, 1, 2} and together(ledger, 3) == {3, 4}


def test_what_cannot_be_decided_is_told(ledger: Ledger) -> None:
    filled(ledger)
    toll = f"{READINGS[0].report.id}/{READINGS[0].tolls[0].id}"
    with pytest.raises(LedgerError, match="they cannot be compared"):
        ledger.decide(attack(0), toll, is_same=True)
    with pytest.raises(LedgerError, match="are one statement"):
        ledger.decide(attack(0), attack(0), is_same=True)
    with pytest.raises(LedgerError, match="No event or toll is called"):
        ledger.decide(attack(0), "ffffff/e1", is_same=True)
