"""What is asserted and denied, and who said both."""

from __future__ import annotations

from typing import Any

from made_statements import force, place, state

from casus.ledger.events import Telling, ToldEvent
from casus.records import Event, Place, Report
from casus.situation.disputes import disputes

ARMENIA, AZERBAIJAN = state("ARM"), state("AZE")
SHUSHA = place("Shusha", "AZE")


def telling(told: str, status: str, voice: str | None, **more: Any) -> Telling:
    """Azerbaijan attacked Shusha, or did not, as somebody says."""
    voices = (state(voice),) if voice else ()
    one = force(told, [AZERBAIJAN], **{"place": SHUSHA, "status": status, "voice": voices, **more})
    assert isinstance(one.record, Event)
    return Telling(one.key, one.record, Report(id=one.report.id, published=told, text="Words."), None, ())


def changed(*tellings: Telling) -> list[tuple[str, ...]]:
    return [one.changed for one in disputes([ToldEvent(tellings, 1)])]


def test_what_nobody_denies_is_no_dispute() -> None:
    assert disputes([ToldEvent((telling("2024-03-01", "actual", "ARM"),), 1)]) == []


def test_what_nobody_asserts_is_no_dispute() -> None:
    assert disputes([ToldEvent((telling("2024-03-01", "negated", "AZE"),), 0)]) == []


def test_a_fear_is_no_assertion() -> None:
    told = (telling("2024-03-01", "possible", "ARM"), telling("2024-03-01", "negated", "AZE"))
    assert disputes([ToldEvent(told, 0)]) == []


def test_two_sides_that_differ_are_a_dispute_in_which_nobody_changed() -> None:
    assert changed(telling("2024-03-01", "actual", "ARM"), telling("2024-03-02", "negated", "AZE")) == [()]


def test_who_denies_and_then_asserts_the_same_of_the_same_town_changed() -> None:
    assert changed(telling("2024-03-02", "actual", "ARM"), telling("2024-03-01", "negated", "ARM")) == [("ARM",)]


def test_both_on_one_day_may_be_two_readings_of_one_sentence() -> None:
    assert changed(telling("2024-03-01", "actual", "ARM"), telling("2024-03-01", "negated", "ARM")) == [()]


def test_of_other_doers_it_is_no_change() -> None:
    told = telling("2024-03-01", "actual", "AZE", confidence=0.9)
    other = force("2024-03-02", [ARMENIA], place=SHUSHA, status="negated", voice=(AZERBAIJAN,))
    assert isinstance(other.record, Event)
    denied = Telling(other.key, other.record, Report(id="x", published="2024-03-02", text="Words."), None, ())
    assert changed(told, denied) == [()]


def test_of_a_wide_place_or_with_a_guess_it_is_no_change() -> None:
    weak: tuple[dict[str, Any], ...] = (
        {"place": place("Karabakh", "AZE", "province")}, {"place": None}, {"confidence": 0.6},
    )  # fmt: skip
    for less in weak:
        told = telling("2024-03-02", "actual", "ARM", **less)
        assert changed(told, telling("2024-03-01", "negated", "ARM", **less)) == [()]


def test_the_newest_dispute_comes_first() -> None:
    def dispute(day: str, where: Place) -> ToldEvent:
        return ToldEvent((telling(day, "actual", "ARM", place=where), telling(day, "negated", "AZE", place=where)), 1)

    found = disputes([dispute("2024-03-01", SHUSHA), dispute("2024-03-04", place("Hadrut", "AZE"))])
    assert [one.last for one in found] == ["2024-03-04", "2024-03-01"]
