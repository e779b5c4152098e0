"""How many were harmed, as each voice counts."""

from __future__ import annotations

import pytest
from made_statements import land, on, people, place, region, span, state, toll

from casus.records import ADDED, Actor
from casus.situation.cited import Cited
from casus.situation.tolls import Band, Incident, Series, Tolls, tolls

AZERBAIJAN, ARMENIA = state("AZE"), state("ARM")
SINCE = span("2024-02-01", None)
GANJA = place("Ganja", "AZE")


def count(told: str, number: int | None, **more: object) -> Cited:
    """A running count of Azerbaijan's civilian dead, by Azerbaijan."""
    fields = {"group": "civilians", "of": (people("AZE"),), "voice": (AZERBAIJAN,), "time": SINCE}
    return toll(told, number, **{**fields, **more})


def bands(*statements: Cited) -> tuple[Band, ...]:
    return tolls(statements).bands


def series(*statements: Cited) -> list[Series]:
    return [one for band in bands(*statements) for one in band.series]


def numbers(one: Series) -> list[tuple[str, int | None]]:
    return [(count.day, count.least) for count in one.counts]


def incidents(*statements: Cited) -> tuple[Incident, ...]:
    return tolls(statements).incidents


def test_the_last_number_of_a_running_count_is_its_state() -> None:
    [one] = series(count("2024-02-10", 10), count("2024-02-20", 25))
    assert numbers(one) == [("2024-02-10", 10), ("2024-02-20", 25)]
    assert bands(count("2024-02-10", 10), count("2024-02-20", 25))[0].least == 25


def test_the_same_number_told_again_adds_its_statement() -> None:
    [one] = series(count("2024-02-10", 10), count("2024-02-12", 10))
    assert [len(its.statements) for its in one.counts] == [2]


def test_a_number_without_a_period_goes_on_with_the_count() -> None:
    [one] = series(count("2024-02-10", 10), count("2024-02-20", 12, time=None))
    assert numbers(one)[-1] == ("2024-02-20", 12)


@pytest.mark.parametrize("number", [4, 400])
def test_a_number_without_a_period_that_does_not_fit_is_left_aside(number: int) -> None:
    odd = count("2024-02-20", number, time=None)
    found = tolls([count("2024-02-10", 10), odd])
    assert found.bands[0].least == 10
    assert found.unplaced == (odd,)


def test_a_count_can_be_corrected_downwards() -> None:
    [one] = series(count("2024-02-10", 30), count("2024-02-20", 25))
    assert one.last.least == 25


def test_a_count_that_begins_anew_stands_beside_the_old_one() -> None:
    old, new = count("2024-02-10", 300), count("2024-03-20", 8, time=span("2024-03-10", None))
    found = {one.since: one for one in series(old, new)}
    assert (found["2024-02-01"].is_left, found["2024-03-10"].is_left) == (True, False)
    assert bands(old, new)[0].least == 8


def test_two_counts_of_one_counter_that_both_go_on_are_both_kept() -> None:
    told = [count("2024-02-10", 3000), count("2024-03-20", 8, time=span("2024-03-10", None)), count("2024-03-21", 3100)]
    assert [one.is_left for one in series(*told)] == [False, False]
    assert bands(*told)[0].least == 3100


@pytest.mark.parametrize("group", ["civilians", "combatants"])
def test_a_later_count_of_all_leaves_none_of_a_group_behind(group: str) -> None:
    later = count("2024-03-20", 100, group="all", of=(), time=span("2024-03-10", None))
    assert {band.least for band in bands(count("2024-02-10", 31, group=group), later)} == {31, 100}


def test_the_rise_of_a_count_is_no_count() -> None:
    more = count("2024-02-20", 45, time=None, caveat=ADDED)
    found = tolls([count("2024-02-10", 500), more])
    assert found.bands[0].least == 500
    assert found.unplaced == (more,)


def test_all_who_died_and_the_civilians_among_them_are_two_counts() -> None:
    found = bands(count("2024-02-10", 1000, group="all"), count("2024-02-10", 600))
    assert {(one.group, one.least) for one in found} == {("all", 1000), ("civilians", 600)}


def test_civilians_and_combatants_are_never_added() -> None:
    told = [count("2024-02-10", 31), count("2024-02-10", 376, group="combatants")]
    assert {one.least for one in bands(*told)} == {31, 376}


def test_counters_of_the_same_dead_stand_side_by_side() -> None:
    other = Actor(name="Observatory", sectors=("NGO",))
    [band] = bands(count("2024-02-10", 31), count("2024-02-10", 40, voice=(other,)))
    assert (band.least, band.most, band.disagree) == (31, 40, True)
    assert {one.counter for one in band.series} == {"AZE", "Observatory"}


def test_counters_whose_bounds_meet_do_not_disagree() -> None:
    at_least = count("2024-02-10", None, low=20, voice=(ARMENIA,))
    [band] = bands(count("2024-02-10", 31), at_least)
    assert (band.least, band.most, band.disagree) == (20, None, False)


def test_a_shorter_count_does_not_lower_the_least() -> None:
    shorter = count("2024-03-20", 5, time=span("2024-03-15", None), voice=(ARMENIA,))
    [band] = bands(count("2024-03-20", 3000), shorter)
    assert (band.least, band.most) == (3000, 3000)


def test_about_so_many_is_no_open_bound() -> None:
    [band] = bands(count("2024-02-10", None, best=400))
    assert (band.least, band.most) == (400, 400)


def test_up_to_so_many_has_no_least() -> None:
    [band] = bands(count("2024-02-10", None, high=40))
    assert (band.least, band.most) == (None, 40)


def test_a_region_is_a_counter_of_its_own() -> None:
    karabakh = region("Nagorno-Karabakh", "AZE")
    told = count("2024-02-10", 376, group="combatants", of=(karabakh,), voice=(karabakh,))
    [one] = series(told, count("2024-02-12", 404, group="combatants", of=(), voice=(karabakh,), time=None))
    assert (one.of, one.counter, one.last.least) == ("Nagorno-Karabakh", "Nagorno-Karabakh", 404)


def test_the_dead_of_contested_land_are_of_that_land() -> None:
    there = place("Nagorno-Karabakh", "AZE", "province", ("ARM", "AZE"))
    [one] = series(count("2024-02-10", 36, of=(), voice=(), place=there))
    assert (one.of, one.counter) == ("Nagorno-Karabakh", None)


def test_where_the_counter_sits_is_no_place_of_the_dead() -> None:
    baku = place("Baku", "AZE")
    [one] = series(count("2024-02-10", 55), count("2024-02-20", 205, place=baku))
    assert one.last.least == 205


def test_the_dead_of_one_town_are_no_part_of_the_series() -> None:
    found = series(count("2024-02-10", 55), count("2024-02-20", 9, place=GANJA))
    assert sorted(one.last.least or 0 for one in found) == [9, 55]


def test_a_total_told_on_a_day_goes_on_with_the_count() -> None:
    [one] = series(count("2024-02-10", 1119), count("2024-02-20", 1166, time=on("2024-02-20")))
    assert one.last.least == 1166


def test_the_dead_of_a_day_are_no_total_of_a_small_count() -> None:
    day = count("2024-02-20", 12, time=on("2024-02-20"))
    assert series(count("2024-02-10", 10), day)[0].last.least == 10
    assert [one.low for one in incidents(count("2024-02-10", 10), day)] == [12]


def test_numbers_of_one_strike_are_one_incident() -> None:
    told = [
        toll("2024-03-01", 7, place=GANJA, voice=(AZERBAIJAN,)),
        toll("2024-03-01", None, low=9, place=GANJA),
        toll("2024-03-02", 10, place=GANJA, time=on("2024-03-01")),
    ]
    [one] = incidents(*told)
    assert (one.low, one.high, one.origins, one.day) == (7, None, 3, "2024-03-01")


def test_two_days_that_are_named_are_two_incidents() -> None:
    told = [toll("2024-03-02", 7, place=GANJA, time=on(day)) for day in ("2024-03-01", "2024-03-02")]
    assert len(incidents(*told)) == 2


def test_the_dead_and_the_wounded_are_two_incidents() -> None:
    assert len(incidents(toll("2024-03-01", 7, place=GANJA), toll("2024-03-01", 7, place=GANJA, effect="wounded"))) == 2


def test_numbers_of_a_day_without_a_town_are_one_if_they_come_close() -> None:
    day = on("2024-03-01")
    assert len(incidents(toll("2024-03-01", 29, time=day), toll("2024-03-01", 30, time=day))) == 1
    assert len(incidents(toll("2024-03-01", 3, time=day), toll("2024-03-01", 30, time=day))) == 2
    mine, theirs = (toll("2024-03-01", 3, time=day, of=(people(code),)) for code in ("ARM", "AZE"))
    assert len(incidents(mine, theirs)) == 2


def test_a_part_of_a_number_is_no_number_of_its_own() -> None:
    whole = toll("2024-03-01", 21, place=GANJA, report="r")
    part = toll("2024-03-01", 3, place=GANJA, report="r", part_of=whole.record.id)
    found = tolls([whole, part])
    assert [(one.low, one.high) for one in found.incidents] == [(21, 21)]
    assert found.unplaced == (part,)


def test_a_number_of_a_town_as_high_as_the_count_may_be_the_count() -> None:
    total = toll("2024-03-01", 963, place=place("Baku", "AZE"), voice=(ARMENIA,), group="civilians")
    found = tolls([count("2024-02-10", 404), total])
    assert (found.incidents, found.unplaced) == ((), (total,))


@pytest.mark.parametrize("time", [span("1988", "1994"), span("2023-06-01", "2023-09-30"), on("2020-10-04")])
def test_numbers_of_long_ago_are_background(time: object) -> None:
    found = tolls([toll("2024-03-01", 30000, time=time)])
    assert (found.bands, found.incidents, len(found.unplaced)) == ((), (), 1)


def test_a_war_of_many_years_is_counted_on() -> None:
    assert series(toll("2024-03-01", 14000, time=span("2014", None)))[0].since == "2014-01-01"


def test_the_displaced_are_counted_on_without_a_first_day() -> None:
    told = [
        toll("2024-03-01", None, best=90000, effect="displaced", place=land("AZE"), voice=(AZERBAIJAN,)),
        toll("2024-04-01", None, best=40000, effect="displaced", place=land("AZE"), voice=(AZERBAIJAN,)),
    ]
    [one] = series(*told)
    assert [its.best for its in one.counts] == [90000, 40000]


def test_a_number_without_a_period_or_place_is_left_aside() -> None:
    loose = toll("2024-03-01", 12)
    assert tolls([loose]) == Tolls((), (), (loose,))
