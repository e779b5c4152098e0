"""Spells of fighting, quiet and truces."""

from __future__ import annotations

from dataclasses import replace

from made_statements import force, group, on, state, truce

from casus.situation.cited import Cited
from casus.situation.phases import Phase, phases, since_when
from casus.situation.truces import truces

A, B = state("ARM"), state("AZE")
SIDES = ("ARM", "AZE")


def kinds(found: list[Phase]) -> list[tuple[str, str, str | None]]:
    return [(one.kind, one.start, one.end) for one in found]


def of(day: str, *statements: Cited) -> list[tuple[str, str, str | None]]:
    return kinds(phases(statements, truces(statements, SIDES, day), day))


def test_fighting_lasts_while_it_is_told_of() -> None:
    told = [force("2024-03-01", [A], [B]), force("2024-03-10", [A], [B])]
    assert of("2024-03-12", *told) == [("fighting", "2024-03-01", None)]


def test_two_weeks_without_force_are_quiet() -> None:
    told = [force("2024-03-01", [A], [B]), force("2024-04-01", [A], [B])]
    assert of("2024-04-02", *told) == [
        ("fighting", "2024-03-01", "2024-03-01"),
        ("quiet", "2024-03-02", "2024-03-31"),
        ("fighting", "2024-04-01", None),
    ]
    assert of("2024-06-01", *told)[-1] == ("quiet", "2024-04-02", None)


def test_a_truce_that_holds_is_a_phase() -> None:
    made = truce("2024-03-03", "in force", [A, B], time=on("2024-03-03"))
    told = [force("2024-03-01", [A], [B]), made]
    assert of("2024-03-20", *told) == [("fighting", "2024-03-01", "2024-03-01"), ("truce", "2024-03-03", None)]


def test_a_truce_of_two_is_no_phase_while_a_third_fights() -> None:
    made = truce("2024-03-03", "in force", [A, B], time=on("2024-03-03"))
    rebels = [force(f"2024-03-0{day}", [group("Front")], [B]) for day in (1, 5, 6)]
    assert of("2024-03-07", made, *rebels) == [("fighting", "2024-03-01", None)]


def test_what_casus_is_unsure_of_ends_no_truce() -> None:
    made = truce("2024-03-03", "in force", [A, B], time=on("2024-03-03"))
    told = [force(f"2024-03-0{day}", [group("Front")], [B]) for day in (1, 5, 6)]
    unsure = replace(told[2], record=replace(told[2].record, confidence=0.45))
    assert of("2024-03-07", made, *told[:2], unsure)[-1] == ("truce", "2024-03-03", None)


def test_a_truce_that_is_still_to_begin_is_no_phase_yet() -> None:
    made = truce("2024-03-03", "agreed", [A, B], time=on("2024-03-05"))
    told = [force("2024-03-01", [A], [B]), made]
    assert of("2024-03-04", *told) == [("fighting", "2024-03-01", None)]


def test_without_force_there_are_no_phases() -> None:
    assert of("2024-03-04", truce("2024-03-03", "proposed")) == []


def test_a_phase_at_the_edge_of_what_is_looked_at_may_have_begun_earlier() -> None:
    fighting, quiet = Phase("fighting", "2020-10-05", "2020-10-20", 3), Phase("quiet", "2020-10-21", None, 0)
    assert [one.is_cut for one in since_when([fighting, quiet], "2020-10-01")] == [True, False]
    assert [one.is_cut for one in since_when([fighting, quiet], "2020-09-01")] == [False, False]
    assert since_when([], "2020-09-01") == ()
