"""Who stands with whom, and who else is drawn in."""

from __future__ import annotations

from made_statements import event, force, group, land, people, place, pledge, state, tie

from casus.records import Trigger
from casus.situation.cited import Cited
from casus.situation.pledges import pledges
from casus.situation.ties import Outsider, outsiders, standings

DAY = "2024-03-05"
ARMENIA, AZERBAIJAN, RUSSIA, TURKEY = state("ARM"), state("AZE"), state("RUS"), state("TUR")
SIDES = ("ARM", "AZE")


def beyond(*statements: Cited) -> dict[str, Outsider]:
    found = outsiders(statements, SIDES, pledges(statements, "2024-03-20"), standings(statements))
    return {one.side: one for one in found}


def test_a_relation_that_holds_both_ways_is_one() -> None:
    [stand] = standings([tie(DAY, "ally", [RUSSIA], [ARMENIA]), tie(DAY, "ally", [ARMENIA], [RUSSIA])])
    assert (stand.a, stand.b, len(stand.statements)) == (("ARM",), ("RUS",), 2)


def test_a_relation_that_holds_one_way_is_not_turned_round() -> None:
    assert len(standings([tie(DAY, "backs", [TURKEY], [AZERBAIJAN]), tie(DAY, "backs", [AZERBAIJAN], [TURKEY])])) == 2


def test_claims_to_two_lands_are_two() -> None:
    claims = [tie(DAY, "claims", [ARMENIA], place=place(name, "AZE", "province")) for name in ("North", "South")]
    assert len(standings(claims)) == 2


def test_what_is_said_against_a_relation_stays_with_it() -> None:
    [stand] = standings([tie(DAY, "backs", [TURKEY], [AZERBAIJAN], caveat="denied by Ankara")])
    assert stand.caveats == ("denied by Ankara",)


def test_who_backs_a_belligerent_is_drawn_in() -> None:
    found = beyond(tie(DAY, "backs", [TURKEY], [AZERBAIJAN]))
    assert [len(one.stands) for one in found.values()] == [1]
    assert set(found) == {"TUR"}


def test_who_only_mediates_is_not_drawn_in() -> None:
    assert beyond(tie(DAY, "mediates", [RUSSIA], [ARMENIA, AZERBAIJAN])) == {}


def test_a_relation_between_others_draws_nobody_in() -> None:
    assert beyond(tie(DAY, "ally", [RUSSIA], [state("BLR")])) == {}


def test_a_pledge_that_may_fall_due_draws_its_guarantor_in() -> None:
    trigger = Trigger(type="ASSAULT", place=land("ARM"))
    promise = pledge(DAY, RUSSIA, "AID", trigger, beneficiaries=(ARMENIA,))
    assert len(beyond(promise)["RUS"].pledges) == 1
    assert beyond(promise, pledge("2024-03-06", RUSSIA, "AID", trigger, state="withdrawn")) == {}


def test_arms_for_a_belligerent_are_help_and_relief_for_its_people_is_none() -> None:
    assert set(beyond(event(DAY, "AID", [TURKEY], [AZERBAIJAN]))) == {"TUR"}
    assert beyond(event(DAY, "AID", [TURKEY], [people("AZE")])) == {}


def test_force_against_a_belligerent_draws_in_and_force_against_others_does_not() -> None:
    assert set(beyond(force(DAY, [TURKEY], [ARMENIA]))) == {"TUR"}
    assert beyond(force(DAY, [TURKEY], [group("Front", "SYR")])) == {}


def test_what_is_denied_stands_beside_what_is_told() -> None:
    told, denied = force(DAY, [TURKEY], [ARMENIA]), force(DAY, [TURKEY], [ARMENIA], status="negated")
    assert beyond(denied) == {}
    found = beyond(told, denied)["TUR"]
    assert (found.forced, found.denied) == ((told,), (denied,))


def test_a_guess_of_the_reader_draws_nobody_in() -> None:
    assert beyond(force(DAY, [TURKEY], [ARMENIA], confidence=0.4)) == {}
