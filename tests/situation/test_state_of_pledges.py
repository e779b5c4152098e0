"""What was promised on a condition, and whether its case is told of."""

from __future__ import annotations

import pytest
from made_statements import NOBODY, event, force, group, land, on, people, place, pledge, region, state

from casus.records import Actor, Place, Trigger
from casus.situation.cited import Cited
from casus.situation.pledges import PledgeLife, pledges

RUSSIA, ARMENIA, AZERBAIJAN, TURKEY = state("RUS"), state("ARM"), state("AZE"), state("TUR")
ATTACK_ON_LAND = Trigger(type="ASSAULT", place=land("ARM"))
VARDENIS = place("Vardenis", "ARM")
STEPANAKERT = place("Stepanakert", "AZE", disputed_by=("ARM", "AZE"))
GIVEN, LATER, TODAY = "2024-03-01", "2024-03-05", "2024-03-20"


def promise(trigger: Trigger = ATTACK_ON_LAND, told: str = GIVEN, **more: object) -> Cited:
    return pledge(told, RUSSIA, "AID", trigger, **{"beneficiaries": (ARMENIA,), **more})


def lives(*statements: Cited, day: str = TODAY) -> list[PledgeLife]:
    return pledges(statements, day)


def state_of(*statements: Cited, day: str = TODAY) -> str:
    [life] = lives(*statements, day=day)
    return life.state


def attacks(where: Place | None = VARDENIS, doers: tuple[Actor, ...] = (AZERBAIJAN,), **more: object) -> list[Cited]:
    """Two reports of an attack."""
    return [force(LATER, doers, [], **{"place": where, **more}) for _ in range(2)]


def test_a_pledge_is_open_until_something_is_told() -> None:
    assert state_of(promise()) == "open"


def test_a_town_lies_in_the_country_that_a_trigger_names() -> None:
    assert state_of(promise(), *attacks()) == "case told of"


def test_contested_land_lies_in_neither_country() -> None:
    assert state_of(promise(), *attacks(STEPANAKERT)) == "open"


def test_who_is_named_beside_a_place_is_whose_land_it_is() -> None:
    trigger = Trigger(type="ASSAULT", actors=(ARMENIA,), place=land("ARM"))
    assert state_of(promise(trigger), *attacks()) == "case told of"


def test_a_riot_at_home_is_no_attack_on_the_country() -> None:
    assert state_of(promise(), *attacks(place("Yerevan", "ARM"), doers=(people("ARM"),))) == "open"


def test_one_report_alone_is_a_claim() -> None:
    assert state_of(promise(), attacks()[0]) == "case claimed"


def test_what_voices_say_is_a_claim_however_often() -> None:
    assert state_of(promise(), *attacks(voice=(ARMENIA,)), *attacks(voice=(ARMENIA,))) == "case claimed"


def test_a_claim_comes_before_what_reports_tell() -> None:
    claim = force("2024-03-03", [AZERBAIJAN], [], place=VARDENIS, voice=(ARMENIA,))
    [life] = lives(promise(), claim, *attacks())
    assert [(step.state, step.day) for step in life.steps] == [
        ("open", GIVEN), ("case claimed", "2024-03-03"), ("case told of", LATER),
    ]  # fmt: skip


def test_reprints_are_one_report() -> None:
    again = [force(LATER, [AZERBAIJAN], [], place=VARDENIS, origin="wire") for _ in range(4)]
    assert state_of(promise(), *again) == "case claimed"


def test_a_guess_of_the_reader_is_no_case() -> None:
    assert state_of(promise(), *attacks(confidence=0.4)) == "open"


@pytest.mark.parametrize("status", ["future", "possible", "conditional", "requested", "historical"])
def test_what_did_not_happen_is_no_case(status: str) -> None:
    assert state_of(promise(), *attacks(status=status)) == "open"


def test_what_is_denied_stands_beside_the_pledge() -> None:
    denial = force(LATER, [AZERBAIJAN], [], place=VARDENIS, voice=(AZERBAIJAN,), status="negated")
    [life] = lives(promise(), denial)
    assert (life.state, life.denied) == ("open", (denial,))


def test_what_was_told_of_before_the_pledge_does_not_make_it_due() -> None:
    before = force("2024-02-20", [AZERBAIJAN], [], place=VARDENIS)
    again = force(LATER, [AZERBAIJAN], [], place=VARDENIS, time=on("2024-02-20"))
    [life] = lives(promise(), before, again)
    assert (life.state, set(life.earlier)) == ("open", {before, again})


def test_an_attack_on_who_it_protects_is_its_case() -> None:
    trigger = Trigger(type="ASSAULT")
    assert state_of(promise(trigger), *[force(LATER, [AZERBAIJAN], [ARMENIA]) for _ in range(2)]) == "case told of"
    assert state_of(promise(trigger), *[force(LATER, [ARMENIA], [AZERBAIJAN]) for _ in range(2)]) == "open"


def test_an_attack_by_who_is_named_is_its_case() -> None:
    trigger = Trigger(type="ASSAULT", actors=(TURKEY,), recipients=(ARMENIA,))
    assert state_of(promise(trigger), *[force(LATER, [AZERBAIJAN], [ARMENIA]) for _ in range(2)]) == "open"
    assert state_of(promise(trigger), *[force(LATER, [TURKEY], [ARMENIA]) for _ in range(2)]) == "case told of"


def test_an_event_of_another_kind_is_no_case() -> None:
    asked = [event(LATER, "REQUEST", [AZERBAIJAN], [ARMENIA], place=VARDENIS) for _ in range(2)]
    assert state_of(promise(), *asked) == "open"


def test_a_withdrawal_and_a_concession_are_of_one_kind() -> None:
    given = pledge(GIVEN, AZERBAIJAN, "RETREAT", Trigger(type="RETREAT", actors=(ARMENIA,)))
    assert state_of(given, *[event(LATER, "CONCEDE", [ARMENIA]) for _ in range(2)]) == "case told of"


@pytest.mark.parametrize("condition", ["unless Armenia withdraws", "if it does not withdraw", "until it withdraws"])
def test_an_event_is_no_sign_of_what_does_not_happen(condition: str) -> None:
    trigger = Trigger(type="RETREAT", actors=(ARMENIA,))
    given = pledge(GIVEN, AZERBAIJAN, "ASSAULT", trigger, condition=condition)
    [life] = lives(given, *[event(LATER, "RETREAT", [ARMENIA]) for _ in range(2)])
    assert (life.state, life.can_compare) == ("open", False)


def test_a_trigger_of_words_alone_is_not_compared() -> None:
    [life] = lives(promise(Trigger()), *attacks())
    assert (life.state, life.can_compare) == ("open", False)


def test_the_guarantor_sets_off_no_pledge_of_its_own() -> None:
    given = pledge(GIVEN, ARMENIA, "RETREAT", Trigger(type="RETREAT", actors=(ARMENIA,)))
    [life] = lives(given, event(LATER, "RETREAT", [ARMENIA]))
    assert (life.state, life.can_compare) == ("open", False)


def test_help_that_comes_after_the_case_honours_it() -> None:
    done = [event("2024-03-08", "AID", [RUSSIA], [ARMENIA]) for _ in range(2)]
    [life] = lives(promise(), *attacks(), *done)
    assert (life.state, life.is_claimed) == ("honoured", False)


def test_help_that_one_report_tells_of_honours_it_by_claim() -> None:
    [life] = lives(promise(), *attacks(), event("2024-03-08", "AID", [RUSSIA], [ARMENIA]))
    assert (life.state, life.is_claimed) == ("honoured", True)


def test_help_given_all_along_honours_nothing() -> None:
    before = event("2024-02-08", "AID", [RUSSIA], [ARMENIA])
    assert state_of(promise(), before, *attacks(), event("2024-03-08", "AID", [RUSSIA], [ARMENIA])) == "case told of"


def test_help_to_another_honours_nothing() -> None:
    assert state_of(promise(), *attacks(), event("2024-03-08", "AID", [RUSSIA], [state("SYR")])) == "case told of"


def test_that_help_is_denied_breaks_nothing() -> None:
    denied = [event("2024-03-08", "AID", [RUSSIA], [ARMENIA], status="negated") for _ in range(3)]
    assert state_of(promise(), *attacks(), *denied) == "case told of"


@pytest.mark.parametrize("fate", ["triggered", "honoured", "broken", "withdrawn"])
def test_what_reports_call_it_is_its_state(fate: str) -> None:
    [life] = lives(promise(), promise(told=LATER, state=fate))
    assert (life.state, life.steps[-1].because, life.is_claimed) == (fate, None, False)


def test_a_withdrawn_pledge_cannot_fall_due() -> None:
    assert state_of(promise(), promise(told="2024-03-03", state="withdrawn"), *attacks()) == "withdrawn"
    assert state_of(promise(), promise(told="2024-03-03", state="withdrawn"), day="2026-01-01") == "withdrawn"


def test_a_pledge_of_which_nothing_is_told_for_a_year_has_lapsed() -> None:
    assert state_of(promise(), day="2025-03-01") == "open"
    assert state_of(promise(), day="2025-03-02") == "lapsed"
    assert state_of(promise(), promise(told="2025-01-01"), day="2025-03-02") == "open"


def test_the_same_promise_told_again_is_one() -> None:
    less = pledge(LATER, RUSSIA, "SUPPORT", Trigger(type="ASSAULT"))
    [life] = lives(promise(), less, promise(told=TODAY))
    assert len(life.steps[0].statements) == 3
    assert life.first.record != less.record


def test_promises_to_enemies_are_two() -> None:
    assert len(lives(promise(), promise(beneficiaries=(AZERBAIJAN,)))) == 2


def test_promises_on_other_conditions_are_two() -> None:
    other = Trigger(type="ASSAULT", place=land("GEO"))
    assert len(lives(promise(), promise(other))) == 2
    assert len(lives(promise(), promise(Trigger(type="REQUEST", actors=(ARMENIA,))))) == 2


def test_promises_of_others_are_two() -> None:
    assert len(lives(promise(), pledge(GIVEN, TURKEY, "AID", ATTACK_ON_LAND, beneficiaries=(ARMENIA,)))) == 2


def test_an_alliance_and_a_region_can_promise_too() -> None:
    alliance = Actor(name="Collective Security Treaty Organization", sectors=("IGO",))
    for guarantor in (alliance, group("Hezbollah"), region("Nagorno-Karabakh", "AZE")):
        assert len(lives(pledge(GIVEN, guarantor, "AID", ATTACK_ON_LAND))) == 1


def test_force_by_nobody_known_counts() -> None:
    assert state_of(promise(), *attacks(doers=(NOBODY,))) == "case told of"
