"""UCDP GED's columns, definition and classes."""

from pathlib import Path
from typing import Any

import pytest
from made_incidents import ARMY, DAY, DORN, HARN, ORVIL, PEOPLE, REBELS, event, incidents_of, only, reading, toll

from casus.exports.rows import LeftOut, Row
from casus.exports.ucdp import COLUMNS, number_of, priogrid, rows
from casus.records import Actor, Event, Time, Toll

UNKNOWN = Actor(name="unidentified", sectors=("UAF",))


def row(folder: Path, *records: Event | Toll, **about: Any) -> Row:
    found = rows(only(folder, *records, **about))
    assert not isinstance(found, LeftOut), found
    ((_, made),) = found
    return made


def test_columns_are_ucdps() -> None:
    assert len(COLUMNS) == 49
    assert " ".join(COLUMNS[-9:]) == "deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"


def test_a_shelling_with_its_dead(tmp_path: Path) -> None:
    incident = only(tmp_path, event(), toll())
    found = rows(incident)
    assert not isinstance(found, LeftOut)
    ((name, made),) = found
    assert tuple(made) == COLUMNS
    assert made["id"] == number_of(incident.id) and name == str(made["id"])
    assert (made["type_of_violence"], made["side_a"], made["side_b"]) == (3, "Republic of Harn Army", "people of Orvil")
    assert (made["where_prec"], made["country"], made["country_id"], made["region"]) == (1, "Azerbaijan", 373, "Europe")
    assert (made["date_prec"], made["date_start"], made["date_end"]) == (1, "2020-10-04", "2020-10-04")
    assert (made["best"], made["high"], made["low"], made["gwnoa"], made["gwnob"]) == (5, 5, 5, 373, None)
    assert made["source_office"] == "Example Wire" and made["number_of_sources"] == 1


@pytest.mark.parametrize(
    "records",
    [
        [event()],
        [event(), toll(low=0, best=0, high=0)],
        [event(), toll(high=40)],
        [event(), toll(effect="wounded")],
        [event(actors=(UNKNOWN,)), toll()],
        [event(actors=(PEOPLE,), recipients=()), toll()],
        [event(type="PROTEST", mode="riot"), toll()],
        [event(status="possible"), toll()],
        [event(place=None), toll()],
        [event(time=None), toll()],
    ],
)
def test_what_is_no_event_of_ucdps_has_no_row(tmp_path: Path, records: list[Event | Toll]) -> None:
    found = [rows(one) for one in incidents_of(tmp_path, reading(*records))]
    assert found and all(isinstance(one, LeftOut) for one in found)


@pytest.mark.parametrize(
    ("fields", "kind", "sides"),
    [
        ({"actors": (ARMY, REBELS), "recipients": ()}, 1, (ARMY.name, REBELS.name)),
        ({"actors": (REBELS,), "recipients": (ARMY,)}, 1, (ARMY.name, REBELS.name)),
        ({"actors": (REBELS,), "recipients": (REBELS,)}, 2, (REBELS.name, REBELS.name)),
        ({"actors": (REBELS,)}, 3, (REBELS.name, PEOPLE.name)),
        ({"recipients": ()}, None, (ARMY.name, None)),
        ({"recipients": (UNKNOWN,)}, None, (ARMY.name, "unidentified")),
    ],
)
def test_violence_has_a_type_only_where_both_sides_are_known(
    tmp_path: Path, fields: dict[str, Any], kind: int | None, sides: tuple[str, str | None]
) -> None:
    made = row(tmp_path, event(**fields), toll())
    assert (made["type_of_violence"], made["side_a"], made["side_b"]) == (kind, *sides)


def test_best_is_the_sum_of_the_deaths(tmp_path: Path) -> None:
    parts = [
        toll("t2", best=2, group="civilians", part_of="t1"),
        toll("t3", best=1, of=(REBELS,), group="combatants", part_of="t1"),
    ]
    made = row(tmp_path, event(actors=(ARMY, REBELS), recipients=()), toll(low=5, best=6, high=9), *parts)
    assert [made[f"deaths_{name}"] for name in ("a", "b", "civilians", "unknown")] == [0, 1, 2, 3]
    assert (made["best"], made["high"], made["low"]) == (6, 9, 5)


def test_parts_that_exceed_the_whole_are_of_no_side(tmp_path: Path) -> None:
    made = row(tmp_path, event(), toll(), toll("t2", best=9, group="civilians", part_of="t1"))
    assert (made["deaths_civilians"], made["deaths_unknown"], made["best"]) == (0, 5, 5)


def test_at_least_five_is_five_with_no_higher_figure_told(tmp_path: Path) -> None:
    made = row(tmp_path, event(), toll(low=5))
    assert (made["best"], made["high"], made["low"]) == (5, 5, 5)


@pytest.mark.parametrize(("time", "prec"), [("2020-10-04", 1), ("2020-10-04~", 2), ("2020-10", 4), ("2020", 5)])
def test_days_have_a_class(tmp_path: Path, time: str, prec: int) -> None:
    assert row(tmp_path, event(time=Time(start=time, end=time)), toll())["date_prec"] == prec


def test_places_have_a_class(tmp_path: Path) -> None:
    made = row(tmp_path, event(place=DORN), toll())
    assert (made["where_prec"], made["adm_1"]) == (4, "Dorn")


def test_a_country_has_no_point(tmp_path: Path) -> None:
    country = row(tmp_path, event(place=HARN), toll())
    assert (country["where_prec"], country["latitude"], country["geom_wkt"], country["priogrid_gid"]) == (
        6, None, None, None,
    )  # fmt: skip


def test_a_toll_alone_is_an_event_where_it_says_who_killed(tmp_path: Path) -> None:
    made = row(tmp_path, toll(by=(REBELS,), of=(PEOPLE,), place=ORVIL, time=DAY))
    assert (made["side_a"], made["side_b"], made["deaths_civilians"], made["best"]) == (
        REBELS.name, PEOPLE.name, 5, 5,
    )  # fmt: skip


def test_a_count_since_a_day_is_no_event(tmp_path: Path) -> None:
    since = Time(start="2020-09-27", end=None)
    assert isinstance(rows(only(tmp_path, toll(by=(REBELS,), of=(PEOPLE,), place=ORVIL, time=since))), LeftOut)


@pytest.mark.parametrize(("lat", "lon", "cell"), [(-90, -180, 1), (90, 180, 259200), (33.3, 44.4, 177569)])
def test_cells_of_prio_grid_are_numbered_from_the_south_west(lat: float, lon: float, cell: int) -> None:
    assert priogrid(lat, lon) == cell
