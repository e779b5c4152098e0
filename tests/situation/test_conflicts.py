"""Which wars there are, who fights in them, and which statements are about which."""

from __future__ import annotations

from made_statements import NOBODY, event, force, group, land, people, place, region, state, tie, toll, truce

from casus.records import Actor
from casus.situation.assigning import assigned
from casus.situation.cited import Cited
from casus.situation.conflicts import Conflict, conflicts

DAY = "2024-03-05"
ISRAEL, RUSSIA, UKRAINE = state("ISR"), state("RUS"), state("UKR")
HAMAS, HEZBOLLAH = group("Hamas", "PSE"), group("Hezbollah", "LBN")


def fighting(one: Actor, other: Actor, country: str, times: int) -> list[Cited]:
    """So many reports of force between two sides in a country."""
    return [force(DAY, [one], [other], place=place("Town", country)) for _ in range(times)]


def sides(found: list[Conflict]) -> list[set[str]]:
    return [set(one.sides) for one in found]


def test_three_origins_make_a_conflict() -> None:
    assert conflicts(fighting(RUSSIA, UKRAINE, "UKR", 2)) == []
    assert sides(conflicts(fighting(RUSSIA, UKRAINE, "UKR", 3))) == [{"RUS", "UKR"}]


def test_reprints_are_no_further_origins() -> None:
    again = [force(DAY, [RUSSIA], [UKRAINE], origin="wire") for _ in range(5)]
    assert conflicts(again) == []


def test_a_report_that_calls_them_at_war_needs_one_more_origin() -> None:
    named = tie(DAY, "belligerent", [RUSSIA], [UKRAINE])
    assert conflicts([named]) == []
    assert sides(conflicts([named, *fighting(RUSSIA, UKRAINE, "UKR", 1)])) == [{"RUS", "UKR"}]


def test_that_one_side_says_so_or_somebody_denies_it_names_no_war() -> None:
    claimed = tie(DAY, "belligerent", [RUSSIA], [UKRAINE], voice=(UKRAINE,))
    denied = tie(DAY, "belligerent", [RUSSIA], [UKRAINE], caveat="denied by Moscow")
    for one in (claimed, denied):
        assert conflicts([one, *fighting(RUSSIA, UKRAINE, "UKR", 1)]) == []


def test_two_wars_of_one_state_stay_apart() -> None:
    found = conflicts([*fighting(ISRAEL, HAMAS, "PSE", 5), *fighting(ISRAEL, HEZBOLLAH, "LBN", 4)])
    assert sides(found) == [{"ISR", "Hamas"}, {"ISR", "Hezbollah"}]
    assert [one.theatre for one in found] == [("PSE",), ("LBN",)]


def test_a_war_abroad_is_another_war() -> None:
    rebels = group("Idlib rebels", "SYR")
    found = conflicts([*fighting(RUSSIA, UKRAINE, "UKR", 5), *fighting(RUSSIA, rebels, "SYR", 3)])
    assert sides(found) == [{"RUS", "UKR"}, {"RUS", "Idlib rebels"}]


def test_a_government_and_two_groups_are_one_civil_war() -> None:
    army, one, other = state("MMR"), group("Arakan Army", "MMR"), group("Karen Union", "MMR")
    [found] = conflicts([*fighting(army, one, "MMR", 5), *fighting(army, other, "MMR", 3)])
    assert found.sides == ("MMR", "Arakan Army", "Karen Union")


def test_a_region_and_the_state_behind_it_fight_one_war() -> None:
    karabakh, azerbaijan = region("Nagorno-Karabakh", "AZE"), state("AZE")
    [found] = conflicts([*fighting(azerbaijan, karabakh, "AZE", 6), *fighting(azerbaijan, state("ARM"), "AZE", 4)])
    assert set(found.sides) == {"AZE", "ARM", "Nagorno-Karabakh"}
    assert found.name == "Armenia, Azerbaijan and Nagorno-Karabakh"


def test_a_stray_clash_with_a_neighbour_does_not_join() -> None:
    [found] = conflicts([*fighting(RUSSIA, UKRAINE, "UKR", 30), *fighting(RUSSIA, state("POL"), "UKR", 3)])
    assert set(found.sides) == {"RUS", "UKR"}


def test_who_mediates_is_no_side() -> None:
    egypt, qatar = state("EGY"), state("QAT")
    talks = [truce(DAY, "agreed", [ISRAEL, HAMAS, egypt], mediators=(egypt, qatar)) for _ in range(6)]
    calls = [truce(DAY, "proposed", [qatar, ISRAEL]) for _ in range(6)]
    assert sides(conflicts([*talks, *calls])) == [{"ISR", "Hamas"}]


def test_the_city_of_the_talks_is_no_theatre_of_the_war() -> None:
    talks = [truce(DAY, "agreed", [RUSSIA, UKRAINE], place=place("Istanbul", "TUR")) for _ in range(5)]
    [found] = conflicts([*talks, *fighting(RUSSIA, UKRAINE, "UKR", 2)])
    assert found.theatre == ("UKR",)


def test_unidentified_gunmen_make_a_conflict_of_their_country() -> None:
    [found] = conflicts([force(DAY, [NOBODY], [people("NGA")], place=place("Jos", "NGA")) for _ in range(3)])
    assert (found.sides, found.theatre, found.name) == ((), ("NGA",), "Sides not told (Nigeria)")


def test_force_of_long_ago_makes_no_conflict() -> None:
    assert conflicts([force(DAY, [RUSSIA], [UKRAINE], status="historical") for _ in range(5)]) == []


def test_a_country_in_which_hardly_any_force_is_told_of_is_no_theatre() -> None:
    [found] = conflicts([*fighting(RUSSIA, UKRAINE, "UKR", 20), *fighting(UKRAINE, RUSSIA, "BLR", 1)])
    assert found.theatre == ("UKR",)


def test_many_sides_are_not_all_named() -> None:
    army = state("SYR")
    groups = [group(f"Group {letter}", "SYR") for letter in "ABCD"]
    [found] = conflicts([one for its in groups for one in fighting(army, its, "SYR", 4)])
    assert found.name == "Group A, Group B, Syria and others"


def test_the_name_does_not_change_with_who_is_told_of_most() -> None:
    one = Conflict(("ARM", "AZE"), ("AZE",), None, DAY)
    other = Conflict(("AZE", "ARM"), ("AZE",), None, DAY)
    assert (one.name, one.slug) == (other.name, other.slug) == ("Armenia and Azerbaijan", "armenia-azerbaijan")


GAZA = Conflict(("ISR", "Hamas"), ("PSE",), None, DAY)
LEBANON = Conflict(("ISR", "Hezbollah"), ("LBN",), None, DAY)
KARABAKH = Conflict(("ARM", "AZE"), ("AZE",), "Nagorno-Karabakh", DAY)
DONBAS = Conflict(("RUS", "UKR"), ("UKR",), None, DAY)


def home(found: list[Conflict], *statements: Cited) -> list[Conflict | None]:
    """The conflict of each statement."""
    parts = assigned(found, statements)
    return [next((one for one in found if its in parts[one]), None) for its in statements]


def test_of_a_report_on_two_wars_each_statement_goes_to_its_own() -> None:
    gaza = force(DAY, [ISRAEL], [HAMAS], report="both")
    lebanon = force(DAY, [ISRAEL], [HEZBOLLAH], report="both")
    assert home([GAZA, LEBANON], gaza, lebanon) == [GAZA, LEBANON]


def test_a_statement_of_one_side_goes_with_its_report() -> None:
    clear = force(DAY, [state("ARM")], [state("AZE")], report="caucasus")
    called = event(DAY, "REQUEST", [RUSSIA], report="caucasus")
    assert home([DONBAS, KARABAKH], clear, called) == [KARABAKH, KARABAKH]


def test_one_side_of_two_wars_alone_tells_neither() -> None:
    assert home([GAZA, LEBANON], event(DAY, "MOBILIZE", [ISRAEL])) == [None]
    assert home([GAZA, KARABAKH], event(DAY, "MOBILIZE", [ISRAEL])) == [GAZA]


def test_a_truce_of_another_war_of_the_same_state_stays_there() -> None:
    other = truce(DAY, "agreed", [ISRAEL, HEZBOLLAH])
    assert home([GAZA, LEBANON], other) == [LEBANON]
    assert home([GAZA], other) == [None]


def test_a_truce_is_of_its_parties_wherever_they_talked() -> None:
    made = truce(DAY, "agreed", [state("ARM"), state("AZE")], place=place("Geneva", "CHE"))
    assert home([KARABAKH], made) == [KARABAKH]


def test_what_happens_elsewhere_is_not_of_the_war_that_its_report_is_about() -> None:
    clear = force(DAY, [ISRAEL], [HAMAS], report="r")
    elsewhere = toll(DAY, 5, place=land("FRA"), report="r")
    assert home([GAZA], clear, elsewhere) == [GAZA, None]
