"""POLECAT, GDELT, PLOVER JSON, HXL, GeoJSON and Parquet: their columns, codes, and what stands for the unknown."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from made_incidents import (
    ARMY,
    DORN,
    HARN,
    MINISTRY,
    ORVIL,
    REBELS,
    event,
    incidents_of,
    ledger_of,
    only,
    reading,
    toll,
)

from casus.exports import gdelt, geojson, hxl, parquet, plover, polecat
from casus.exports.codes import state
from casus.exports.files import table
from casus.exports.formats import export
from casus.exports.incidents import Incident
from casus.exports.rows import LeftOut, Row
from casus.records import EVENT_TYPES, Actor, Place


def row(incident: Incident, form: Any) -> Row:
    found = form.rows(incident)
    assert not isinstance(found, LeftOut), found
    ((_, made),) = found
    return dict(made)


def lines(folder: Path, name: str, *records: Any, **about: Any) -> list[str]:
    ledger = ledger_of(folder, reading(*records, **about))
    export(ledger, name, folder / "out")
    ledger.close()
    return (folder / "out").read_text(encoding="utf-8").split("\n")[:-1]


def test_polecat_has_forty_columns_and_the_word_none(tmp_path: Path) -> None:
    header, first = (line.split("\t") for line in lines(tmp_path, "polecat", event(recipients=()), toll()))
    assert len(header) == len(first) == 40
    assert header[:5] == ["Event ID", "Event Date", "Event Type", "Event Mode", "Intensity"]
    made = dict(zip(header, first, strict=True))
    assert (made["Event Type"], made["Event Mode"], made["Intensity"]) == ("ASSAULT", "heavy-weapons", "-9.5")
    assert (made["Quad Code"], made["Actor COW"], made["Recipient Name"]) == ("MATERIAL CONFLICT", "373", "None")
    assert (made["City"], made["Province"], made["GeoNames ID"]) == ("Orvil", "None", "7")


def test_polecat_has_no_recipient_of_a_two_sided_act(tmp_path: Path) -> None:
    made = row(only(tmp_path, event(actors=(ARMY, REBELS), recipients=())), polecat)
    assert (made["Actor Name"], made["Recipient Name"]) == ("Republic of Harn Army; Front of Dorn", None)
    assert (made["Primary Actor Sector"], made["Actor Sectors"]) == ("MIL", "MIL; REB")


def test_gdelt_has_sixty_one_columns_and_no_header(tmp_path: Path) -> None:
    (line,) = lines(tmp_path, "gdelt", event())
    made = dict(zip(gdelt.COLUMNS, line.split("\t"), strict=True))
    assert len(made) == 61
    assert (made["Day"], made["MonthYear"], made["Year"], made["FractionDate"]) == (
        "20201004", "202010", "2020", "2020.8329",
    )  # fmt: skip
    assert (made["EventCode"], made["EventBaseCode"], made["EventRootCode"], made["QuadClass"]) == (
        "194", "194", "19", "4",
    )  # fmt: skip
    assert (made["Actor1Code"], made["Actor1CountryCode"], made["Actor1Type1Code"]) == ("AZEMIL", "AZE", "MIL")
    assert (made["ActionGeo_Type"], made["ActionGeo_CountryCode"], made["ActionGeo_Long"]) == ("4", "AJ", "-46.5")
    assert (made["GoldsteinScale"], made["AvgTone"], made["DATEADDED"]) == ("", "", "20201005000000")


def test_gdelts_country_codes_are_fips_and_cameo() -> None:
    found = {code: state(code) for code in ("UKR", "SDN", "SRB", "PSE", "XKX", "DEU")}
    assert [one.fips for one in found.values() if one] == ["UP", "SU", "RI", None, "KV", "GM"]
    assert [one.cameo for one in found.values() if one] == ["UKR", "SDN", "SRB", "PSE", None, "DEU"]
    assert [(one.cow, one.gw) for one in found.values() if one][-1] == (255, 260)


@pytest.mark.parametrize("kind", EVENT_TYPES)
def test_every_type_has_a_code_of_its_quad_in_cameo(kind: str) -> None:
    made = event(type=kind, mode=None)
    quads = {plover.QUADS[plover.types()[kind]["quad"]]}
    # CAMEO puts demands with verbal cooperation or conflict, yielding with material cooperation.
    quads |= {2} if kind == "CONCEDE" else set()
    assert gdelt.quad_class(gdelt.cameo(made)) in quads


@pytest.mark.parametrize(
    ("status", "mode"),
    [
        ("actual", ["heavy-weapons"]),
        ("historical", ["heavy-weapons", "historical"]),
        ("future", ["heavy-weapons", "future"]),
        ("conditional", ["heavy-weapons", "hypothetical"]),
        ("requested", ["heavy-weapons", "hypothetical"]),
        ("possible", ["heavy-weapons", "hypothetical"]),
        ("negated", ["heavy-weapons", "negation"]),
    ],
)
def test_plover_says_by_mode_what_did_not_happen(tmp_path: Path, status: str, mode: list[str]) -> None:
    assert row(only(tmp_path, event(status=status)), plover)["mode"] == mode


def test_plover_points_at_the_words(tmp_path: Path) -> None:
    made = row(only(tmp_path, event(voice=(MINISTRY,), recipients=()), toll(low=5, high=7)), plover)
    report = made["event_text"][0]["text_story"]
    assert made["event_text"] == [{"start": 0, "end": 6, "text_story": report}] and made["id"] == f"{report}/e1"
    assert made["actor"] == [{"code": "AZE", "sector": ["MIL"], "identifier_text": "Republic of Harn Army"}]
    assert made["event_loc"]["resolution"] == 4 and made["size"] == {"dead": 5}
    assert "recipient" not in made and "text" not in made
    assert made["comment"].startswith("according to Ministry of Harn; told by Example Wire")


def test_hxl_has_a_row_of_tags_and_bounds(tmp_path: Path) -> None:
    header, tags, first = csv.reader(
        lines(tmp_path, "hxl", event(), toll(low=5, high=7), toll("t2", low=9, effect="wounded"))
    )
    made, tag = dict(zip(header, first, strict=True)), dict(zip(header, tags, strict=True))
    assert all(one.startswith("#") for one in tags)
    assert (tag["killed_min"], made["killed_min"], made["killed"], made["killed_max"]) == (
        "#affected+killed+min", "5", "", "7",
    )  # fmt: skip
    assert (made["injured_min"], made["injured_max"]) == ("9", "")
    assert (made["date"], made["date_start"], made["iso3"], made["longitude"]) == (
        "2020-10-04", "2020-10-04", "AZE", "-46.5",
    )  # fmt: skip


def test_a_day_nobody_told_is_empty_in_hxl(tmp_path: Path) -> None:
    made = row(only(tmp_path, event(time=None)), hxl)
    assert (made["date"], made["date_start"], made["date_end"]) == (None, None, None)


@pytest.mark.parametrize(
    ("place", "point"),
    [
        (ORVIL, [-46.5, 40.123456]),
        (DORN, None),
        (HARN, None),
        (Place(name="Dorn district", country="AZE", lat=40.0, lon=46.0, precision="district"), None),
        (Place(name="somewhere", country="AZE", lat=40.0, lon=46.0), None),
        (None, None),
    ],
)
def test_geojson_invents_no_point(tmp_path: Path, place: Place | None, point: list[float] | None) -> None:
    made = row(only(tmp_path, event(place=place)), geojson)
    assert made["geometry"] == ({"type": "Point", "coordinates": point} if point else None)
    assert made["properties"]["place_precision"] == (place.precision if place else None)


def test_geojson_is_one_collection(tmp_path: Path) -> None:
    two = [event(), event("e2", type="PROTEST", mode="demo", actors=(REBELS,), recipients=())]
    made = json.loads("\n".join(lines(tmp_path, "geojson", *two)))
    assert made["type"] == "FeatureCollection" and len(made["features"]) == 2


def test_an_empty_ledger_gives_an_empty_collection(tmp_path: Path) -> None:
    assert json.loads("\n".join(lines(tmp_path, "geojson"))) == {"type": "FeatureCollection", "features": []}


@pytest.mark.parametrize("form", [polecat, gdelt, hxl, geojson])
@pytest.mark.parametrize("status", ["future", "possible", "negated"])
def test_formats_without_a_status_hold_what_is_asserted(tmp_path: Path, form: Any, status: str) -> None:
    assert isinstance(form.rows(only(tmp_path, event(status=status))), LeftOut)


def test_parquet_keeps_every_status_and_toll(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pyarrow.parquet", reason="pyarrow, an extra, is not installed")
    ledger = ledger_of(tmp_path, reading(event(), toll(low=5)), reading(event(status="negated", place=DORN, time=None)))
    export(ledger, "parquet", tmp_path / "out")
    ledger.close()
    found = pandas.read_table(tmp_path / "out").to_pylist()
    assert {(one["kind"], one["status"]) for one in found} >= {("event", "actual"), ("toll", "actual")}
    act = next(one for one in found if one["status"] == "actual" and one["kind"] == "event")
    counted = next(one for one in found if one["kind"] == "toll")
    assert counted["counted_with"] == act["id"]
    assert (act["killed_low"], act["killed_high"], act["wounded_low"]) == (5, None, None)


def test_parquet_rows_have_every_column(tmp_path: Path) -> None:
    for incident in incidents_of(tmp_path, reading(event(), toll())):
        assert tuple(row(incident, parquet)) == parquet.COLUMNS


def test_tabs_and_quotes_of_a_name_stay_in_its_cell(tmp_path: Path) -> None:
    bad = Actor(name='"Army\tof\nHarn', country="AZE", sectors=("MIL",))
    header, first = (line.split("\t") for line in lines(tmp_path, "polecat", event(actors=(bad,))))
    assert dict(zip(header, first, strict=True))["Actor Name"] == "'Army of Harn"


def test_a_table_has_its_headers_and_missing_word(tmp_path: Path) -> None:
    with table(["a", "b"], missing="None")(tmp_path / "t") as add:
        add({"a": None, "b": -1.5})
    assert (tmp_path / "t").read_text() == "a,b\nNone,-1.5\n"
