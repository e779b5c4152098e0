"""ACLED's columns, types and codes."""

from pathlib import Path
from typing import Any

import pytest
from made_incidents import ARMY, DORN, HARN, MINISTRY, PEOPLE, REBELS, event, only, toll

from casus.exports.acled import COLUMNS, TYPES, rows
from casus.exports.rows import LeftOut, Row
from casus.records import Actor, Event, Time, Toll

UNKNOWN = Actor(name="unidentified", sectors=("UNK",))


def row(folder: Path, *records: Event | Toll, **about: Any) -> Row:
    found = rows(only(folder, *records, **about))
    assert not isinstance(found, LeftOut), found
    ((_, made),) = found
    return made


def test_columns_are_acleds() -> None:
    assert len(COLUMNS) == 31
    assert COLUMNS[:3] == ("event_id_cnty", "event_date", "year") and COLUMNS[-1] == "timestamp"


def test_a_shelling_with_its_dead(tmp_path: Path) -> None:
    made = row(tmp_path, event(), toll())
    assert tuple(made) == COLUMNS
    assert made["event_type"] == "Explosions/Remote violence" and made["disorder_type"] == "Political violence"
    assert made["sub_event_type"] == "Shelling/artillery/missile attack"
    assert (made["actor1"], made["inter1"], made["actor2"], made["inter2"]) == (
        "Republic of Harn Army", "State forces", "people of Orvil", "Civilians",
    )  # fmt: skip
    assert made["interaction"] == "State forces-Civilians" and made["civilian_targeting"] == "Civilians targeted"
    assert (made["iso"], made["country"], made["location"]) == (31, "Azerbaijan", "Orvil")
    assert (made["latitude"], made["longitude"], made["geo_precision"]) == (40.1235, -46.5, 1)
    assert (made["event_date"], made["year"], made["time_precision"]) == ("2020-10-04", 2020, 1)
    assert (made["fatalities"], made["timestamp"]) == (5, 1601856000)
    assert made["notes"] == ("“Shells fell on Orvil on Sunday and five people died.” (Example Wire, 2020-10-05)")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"actors": (ARMY, REBELS), "recipients": (), "mode": "heavy-weapons"}, "Armed clash"),
        ({"recipients": (REBELS,), "mode": "firearms"}, "Armed clash"),
        ({"recipients": (REBELS,), "mode": "drone"}, "Air/drone strike"),
        ({"mode": "firearms"}, "Attack"),
        ({"mode": None, "recipients": ()}, None),
        ({"mode": None, "recipients": (UNKNOWN,)}, None),
        ({"mode": "aerial", "recipients": ()}, "Air/drone strike"),
        ({"mode": "abduct", "recipients": (REBELS,)}, "Abduction/forced disappearance"),
        ({"mode": "crowd-control"}, "Protest with intervention"),
        ({"type": "PROTEST", "mode": "riot", "actors": (PEOPLE,), "recipients": ()}, "Violent demonstration"),
        ({"type": "COERCE", "mode": "arrest"}, "Arrests"),
        ({"type": "COERCE", "mode": "censor"}, None),
        ({"type": "RETREAT", "mode": "ceasefire", "actors": (ARMY, REBELS), "recipients": ()}, "Agreement"),
        ({"type": "AGREE", "mode": None, "actors": (ARMY,), "recipients": ()}, None),
        ({"type": "ACCUSE", "mode": None}, None),
    ],
)
def test_types_come_from_act_means_and_sides(tmp_path: Path, fields: dict[str, Any], kind: str | None) -> None:
    found = rows(only(tmp_path, event(**fields)))
    if kind is None:
        assert isinstance(found, LeftOut)
    else:
        assert not isinstance(found, LeftOut) and found[0][1]["sub_event_type"] == kind
        assert found[0][1]["event_type"] == TYPES[kind][0]


@pytest.mark.parametrize("status", ["future", "conditional", "requested", "possible", "negated"])
def test_what_nobody_asserts_has_no_row(tmp_path: Path, status: str) -> None:
    assert isinstance(rows(only(tmp_path, event(status=status))), LeftOut)


@pytest.mark.parametrize(
    ("bounds", "fatalities", "tags"),
    [
        ({"low": 5}, 5, "fatalities low=5"),
        ({"low": 5, "high": 7}, 5, "fatalities low=5; fatalities high=7"),
        ({"best": 30}, 30, "fatalities best=30"),
        ({"high": 40}, 0, "fatalities high=40"),
        (None, 0, "fatalities=unknown"),
    ],
)
def test_fatalities_are_the_most_conservative_figure(
    tmp_path: Path, bounds: dict[str, int] | None, fatalities: int, tags: str
) -> None:
    made = row(tmp_path, event(), *([toll("t1", **bounds)] if bounds is not None else []))
    assert (made["fatalities"], made["tags"]) == (fatalities, tags)


def test_a_claim_says_whose_it_is(tmp_path: Path) -> None:
    made = row(tmp_path, event(voice=(MINISTRY,)))
    assert str(made["notes"]).startswith("According to Ministry of Harn: “")
    assert "according to=Ministry of Harn" in str(made["tags"])


def test_a_province_is_named(tmp_path: Path) -> None:
    province = row(tmp_path, event(place=DORN))
    assert (province["admin1"], province["location"], province["geo_precision"]) == ("Dorn", "Dorn", 3)


def test_a_country_has_no_point(tmp_path: Path) -> None:
    country = row(tmp_path, event(place=HARN))
    assert (country["country"], country["location"], country["latitude"], country["geo_precision"]) == (
        "Azerbaijan", None, None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("time", "precision"),
    [
        (Time(start="2020-10-01", end="2020-10-05"), 2),
        (Time(start="2020-10", end="2020-10"), 3),
        (Time(start="2020-10-04~", end="2020-10-04~"), 2),
        (None, 3),
    ],
)
def test_days_have_a_precision(tmp_path: Path, time: Time | None, precision: int) -> None:
    assert row(tmp_path, event(time=time))["time_precision"] == precision


def test_what_is_known_to_a_year_has_no_row(tmp_path: Path) -> None:
    assert isinstance(rows(only(tmp_path, event(time=Time(start="2020", end="2020")))), LeftOut)


def test_the_army_of_another_state_is_an_outside_force(tmp_path: Path) -> None:
    abroad = Actor(name="Army of Elsewhere", country="TUR", sectors=("MIL",))
    assert row(tmp_path, event(actors=(abroad,)))["inter1"] == "External/Other forces"
