"""Counts for maps: each event of force once, at the place of the statement that says most."""

from __future__ import annotations

from dataclasses import replace

from made_incidents import DORN, ORVIL, event, reading

from casus.ledger import Ledger
from casus.ledger.scenes import Scene, force_heads, scenes
from casus.records import Event, Place

LAND = Place(name="Armenia", country="ARM", lat=40.0, lon=45.0, precision="country")
PERIOD = ("2020-10-01", "2020-10-31")


def keep(ledger: Ledger, *events: Event, day: str = "2020-10-05") -> None:
    """Keep one report for each event."""
    for number, one in enumerate(events):
        made = reading(one, more=f" So says paper {number} of {day}.", published=day, source=f"Paper {number}")
        ledger.store(replace(made, reader="made 1"))


def counted(ledger: Ledger, countries: list[str] | None = None) -> dict[str | None, int]:
    """Name of a place -> events there in the period."""
    with ledger.asking() as connection:
        return {one.name: one.events for one in scenes(connection, *PERIOD, countries)}


def test_an_event_of_three_reports_counts_once(ledger: Ledger) -> None:
    keep(ledger, event(), event(), event())
    assert counted(ledger) == {"Orvil": 1}
    with ledger.asking() as connection:
        heads = force_heads(connection, *PERIOD)
    assert len(heads) == 3
    assert len(set(heads.values())) == 1


def test_events_stand_at_their_places_and_as_exactly_as_told(ledger: Ledger) -> None:
    keep(ledger, event(place=ORVIL), day="2020-10-05")
    keep(ledger, event(place=DORN, time=None), day="2020-10-15")
    keep(ledger, event(place=LAND, time=None), day="2020-10-25")
    with ledger.asking() as connection:
        found = scenes(connection, *PERIOD)
    assert {(one.name, one.precision) for one in found} == {
        ("Orvil", "city"), ("Dorn", "province"), ("Armenia", "country"),
    }  # fmt: skip


def test_an_event_without_a_place_is_counted_apart(ledger: Ledger) -> None:
    keep(ledger, event(place=None))
    with ledger.asking() as connection:
        assert scenes(connection, *PERIOD) == [Scene(None, None, None, None, None, 1)]
    assert counted(ledger, ["AZE"]) == {}


def test_what_is_denied_no_force_or_of_another_time_is_not_counted(ledger: Ledger) -> None:
    keep(ledger, event(status="negated"), event(type="MOBILIZE", mode="troops"))
    keep(ledger, event(), day="2020-11-05")
    assert counted(ledger) == {}
    with ledger.asking() as connection:
        assert force_heads(connection, *PERIOD) == {}


def test_countries_are_told_apart(ledger: Ledger) -> None:
    keep(ledger, event())
    assert counted(ledger, ["AZE", "ARM"]) == {"Orvil": 1}
    assert counted(ledger, ["ARM"]) == {}
