"""Events with their place, days and tolls, each event once."""

from dataclasses import replace
from pathlib import Path

import pytest
from made_incidents import ARMY, DAY, DORN, ORVIL, PEOPLE, REBELS, event, incidents_of, ledger_of, only, reading, toll

from casus.exports import incidents
from casus.exports.counts import Count, accounts_of, total
from casus.exports.incidents import Days, incidents_between, sides_of
from casus.records import Time


def test_a_toll_of_the_sentence_belongs_to_the_act(tmp_path: Path) -> None:
    act, counted = incidents_of(tmp_path, reading(event(), toll()))
    assert [one.first.record.id for one in act.tolls] == ["t1"]
    assert counted.counted_with == act.id and act.counted_with is None


@pytest.mark.parametrize(
    ("of_act", "of_toll"),
    [
        (DAY, Time(start="2020-09-27", end=None, text="since September 27")),
        (DAY, Time(start=None, end="2020-10-04", text="by Sunday")),
        (DAY, Time(start="2020-10-01", end="2020-10-04")),
        (None, None),
        (Time(start="2020-09-27", end=None), None),
    ],
)
def test_the_dead_of_a_longer_or_unknown_time_are_no_toll_of_one_act(
    tmp_path: Path, of_act: Time | None, of_toll: Time | None
) -> None:
    act, counted = sorted(incidents_of(tmp_path, reading(event(time=of_act), toll(time=of_toll))), key=_is_toll)
    assert act.tolls == () and counted.counted_with is None


def test_a_toll_of_the_same_days_is_a_toll_of_the_act(tmp_path: Path) -> None:
    days = Time(start="2020-10-02", end="2020-10-04")
    act, _ = sorted(incidents_of(tmp_path, reading(event(time=days), toll(time=days))), key=_is_toll)
    assert len(act.tolls) == 1


def _is_toll(one: incidents.Incident) -> bool:
    return one.event is None


def test_place_and_day_may_come_from_the_sentence(tmp_path: Path) -> None:
    found = only(tmp_path, event(place=None, time=None), toll(place=ORVIL, time=DAY))
    assert found.place == ORVIL
    assert found.days == Days("2020-10-04", "2020-10-04")


@pytest.mark.parametrize(
    ("time", "days"),
    [
        (Time(start="2020-10", end="2020-10"), Days("2020-10-01", "2020-10-31")),
        (Time(start="2020-09-30", end=None), Days("2020-09-30", "2020-10-05", is_about=True)),
        (Time(start=None, end="2020-10-03"), Days("2020-10-03", "2020-10-03", is_about=True)),
        (Time(start="2020-10-03~", end="2020-10-03~"), Days("2020-10-03", "2020-10-03", is_about=True)),
        (None, Days("2020-10-05", "2020-10-05", is_about=True, is_stated=False)),
    ],
)
def test_open_days_end_with_the_report_and_say_so(tmp_path: Path, time: Time | None, days: Days) -> None:
    assert only(tmp_path, event(time=time)).days == days


def test_the_past_has_no_day_unless_one_is_told(tmp_path: Path) -> None:
    assert only(tmp_path, event(time=None, status="historical")).days is None


def test_several_sides_without_recipients_are_two_sided() -> None:
    both = sides_of(event(actors=(ARMY, REBELS), recipients=()))
    assert (both.first, both.second, both.is_directed) == ((ARMY,), (REBELS,), False)
    assert sides_of(event()).is_directed


def test_windows_give_every_event_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days = [f"2020-{month:02}-{day:02}" for month in (3, 4, 5, 6) for day in (1, 9, 17, 25)]
    told = [
        reading(event(time=Time(start=day, end=day)), more=f" Report of {day}.", published=day, source=f"Paper {day}")
        for day in days
    ]
    ledger = ledger_of(tmp_path, *told)
    with ledger.asking() as connection:
        whole = [one.id for one in incidents_between(connection, None, None)]
        monkeypatch.setattr(incidents, "_WINDOW", 7)
        parts = [one.id for one in incidents_between(connection, None, None)]
        some = [one.days.first for one in incidents_between(connection, "2020-04-01", "2020-04-17") if one.days]
    ledger.close()
    assert len(whole) == len(days) and sorted(parts) == sorted(whole)
    assert some == ["2020-04-01", "2020-04-09", "2020-04-17"]


def test_bounds_hold_every_report(tmp_path: Path) -> None:
    exact, more, about = toll(), toll(low=7, best=None, high=None), toll(low=None, best=4, high=None)
    readings = [
        reading(event(), one, more=f" So said paper {n}.", source=f"Paper {n}")
        for n, one in enumerate([exact, more, about])
    ]
    (act,) = (one for one in incidents_of(tmp_path, *readings) if one.event is not None)
    assert len(accounts_of(act, "killed")) == 3
    assert total(accounts_of(act, "killed")) == Count(low=4, best=4, high=None, least=4)


def test_nobody_is_counted_twice(tmp_path: Path) -> None:
    found = only(tmp_path, event(), toll(), toll("t2", best=2, group="civilians", part_of="t1"))
    assert total(accounts_of(found, "killed")) == Count(5, 5, 5, 5)


def test_the_dead_of_two_sides_are_added(tmp_path: Path) -> None:
    ours, theirs = toll(of=(ARMY,)), toll("t2", low=3, best=None, high=None, of=(REBELS,))
    found = only(tmp_path, event(), ours, theirs)
    assert total(accounts_of(found, "killed")) == Count(low=8, best=None, high=None, least=8)


def test_no_toll_is_no_count(tmp_path: Path) -> None:
    assert total(accounts_of(only(tmp_path, event()), "killed")) is None


def test_a_denied_act_is_not_asserted(tmp_path: Path) -> None:
    found = only(tmp_path, replace(event(), status="negated", place=DORN, recipients=(PEOPLE,)))
    assert found.event is None and found.asserted == ()
