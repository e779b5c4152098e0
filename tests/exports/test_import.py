"""UCDP GED and ACLED files as statements in the voice of the data set, with the faults that such files have.

All rows are made up, in own words: no row of either data set is in this repository.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from made_incidents import ARMY, TEXT, event, ledger_of, reading, toll
from typer.testing import CliRunner

from casus.cli.main import app
from casus.exports.cells import guarded
from casus.exports.data_sets import ACLED, UCDP_GED, DataSet
from casus.exports.importing import readings_of
from casus.exports.rows import LeftOut
from casus.records import Actor, Place, Reading, Refused, Time

GED = dict.fromkeys(UCDP_GED.columns, "") | {
    "id": "900001", "relid": "HRN-2020-1-1-1", "year": "2020", "active_year": "True", "code_status": "Clear",
    "type_of_violence": "1", "conflict_new_id": "99901", "conflict_name": "Harn: Dorn", "dyad_new_id": "99902",
    "dyad_name": "Government of Azerbaijan - Front of Dorn", "side_a": "Government of Azerbaijan",
    "side_b": "Front of Dorn", "number_of_sources": "-1",
    "source_article": '"Example Wire,2020-10-05,Fighting near Orvil";"Harn Courier,2020-10-06,Dead counted"',
    "source_office": "Example Wire;Harn Courier", "source_date": "2020-10-05;2020-10-06",
    "source_headline": "Fighting near Orvil;Dead counted", "where_prec": "1", "where_coordinates": "Orvil town",
    "where_description": "north of Orvil", "adm_1": "Dorn province", "latitude": "40.1234", "longitude": "46.5",
    "geom_wkt": "POINT (46.5 40.1234)", "priogrid_gid": "187654", "country": "Azerbaijan", "country_id": "373",
    "region": "Europe", "event_clarity": "1", "date_prec": "1", "date_start": "2020-10-04", "date_end": "2020-10-04",
    "deaths_a": "1", "deaths_b": "2", "deaths_civilians": "3", "deaths_unknown": "0", "best": "6", "high": "9",
    "low": "5", "gwnoa": "373",
}  # fmt: skip
ACLED_ROW = dict.fromkeys(ACLED.columns, "") | {
    "event_id_cnty": "HRN1", "event_date": "2020-10-04", "year": "2020", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
    "sub_event_type": "Shelling/artillery/missile attack", "actor1": "Military Forces of Azerbaijan (2003-)",
    "inter1": "State forces", "actor2": "Civilians (Azerbaijan)",
    "assoc_actor_2": "Farmers (Azerbaijan); Women (Azerbaijan)",
    "inter2": "Civilians", "interaction": "State forces-Civilians", "civilian_targeting": "Civilians targeted",
    "iso": "31", "region": "Caucasus and Central Asia", "country": "Azerbaijan", "admin1": "Dorn", "location": "Orvil",
    "latitude": "40.1234", "longitude": "46.5", "geo_precision": "1", "source": "Example Wire; Harn Courier",
    "source_scale": "National", "notes": "On 4 October, shells fell on Orvil. Three people died.", "fatalities": "3",
    "timestamp": "1602000000",
}  # fmt: skip


def write(path: Path, rows: Sequence[dict[str, str]], columns: Sequence[str], **style: Any) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", **({"lineterminator": "\n"} | style))
        writer.writeheader()
        writer.writerows(rows)
    return path


def one(path: Path, name: str) -> Reading:
    (found,) = readings_of(path, name)
    assert isinstance(found, Reading), found
    return found


def words(reading: Reading, span: tuple[int, int] | None) -> str:
    assert span is not None
    return reading.report.text[slice(*span)]


def test_a_row_of_ged_is_an_act_and_its_dead_in_the_voice_of_ucdp(tmp_path: Path) -> None:
    made = one(write(tmp_path / "ged.csv", [GED], UCDP_GED.columns), "ucdp-ged")
    (event,), report = made.events, made.report
    assert (made.reader, report.source, report.published) == ("ucdp-ged 1", "UCDP GED", "2020-10-04")
    assert [(actor.name, actor.country, actor.sectors) for actor in event.actors] == [
        ("Government of Azerbaijan", "AZE", ("GOV",)), ("Front of Dorn", None, ("REB",)),
    ]  # fmt: skip
    assert [words(made, actor.mention) for actor in event.actors] == ["Government of Azerbaijan", "Front of Dorn"]
    assert (event.type, event.status, event.recipients) == ("ASSAULT", "actual", ())
    assert event.place == Place(name="Orvil town", country="AZE", lat=40.1234, lon=46.5, precision="city")
    assert event.time == Time(start="2020-10-04", end="2020-10-04")
    assert all(record.voice == (Actor(name="UCDP GED", sectors=("NGO",)),) for record in made.statements())
    assert [(toll.low, toll.best, toll.high, toll.group, toll.part_of) for toll in made.tolls] == [
        (5, 6, 9, "all", None), (1, 1, 1, "combatants", "t1"), (2, 2, 2, "combatants", "t1"),
        (3, 3, 3, "civilians", "t1"),
    ]  # fmt: skip
    assert [words(made, toll.span) for toll in made.tolls] == ["6 dead (5 to 9)", "a 1", "b 2", "civ. 3"]
    assert [[actor.name for actor in toll.of] for toll in made.tolls] == [
        [], ["Government of Azerbaijan"], ["Front of Dorn"], [],
    ]  # fmt: skip


def test_one_sided_violence_has_a_direction(tmp_path: Path) -> None:
    row = GED | {"type_of_violence": "3", "side_a": "Front of Dorn", "side_b": "Civilians", "gwnoa": ""}
    (event,) = one(write(tmp_path / "ged.csv", [row], UCDP_GED.columns), "ucdp-ged").events
    assert [(actor.name, actor.sectors) for actor in (*event.actors, *event.recipients)] == [
        ("Front of Dorn", ("REB",)), ("Civilians", ("CVL",)),
    ]  # fmt: skip


def test_a_row_of_acled_is_an_act_in_its_voice(tmp_path: Path) -> None:
    made = one(write(tmp_path / "acled.csv", [ACLED_ROW], ACLED.columns), "acled")
    (event,), (toll,) = made.events, made.tolls
    assert (event.type, event.mode, made.report.source) == ("ASSAULT", "heavy-weapons", "ACLED")
    assert [(actor.name, actor.country, actor.sectors) for actor in (*event.actors, *event.recipients)] == [
        ("Military Forces of Azerbaijan (2003-)", "AZE", ("MIL",)), ("Civilians (Azerbaijan)", "AZE", ("CVL",)),
        ("Farmers (Azerbaijan)", "AZE", ()), ("Women (Azerbaijan)", "AZE", ()),
    ]  # fmt: skip
    assert words(made, event.span) == ACLED_ROW["notes"]
    assert event.place == Place(name="Orvil", country="AZE", lat=40.1234, lon=46.5, precision="city")
    assert (toll.low, toll.best, toll.high, words(made, toll.span)) == (3, None, None, "3 dead")
    assert all(record.voice == (Actor(name="ACLED", sectors=("NGO",)),) for record in made.statements())


def test_no_fatalities_of_acled_are_unknown_not_zero(tmp_path: Path) -> None:
    assert one(write(tmp_path / "a.csv", [ACLED_ROW | {"fatalities": "0"}], ACLED.columns), "acled").tolls == ()


@pytest.mark.parametrize(("precision", "start"), [("2", "2020-10-04~"), ("3", "2020-10")])
def test_days_that_acled_knows_roughly_stay_rough(tmp_path: Path, precision: str, start: str) -> None:
    made = one(write(tmp_path / "a.csv", [ACLED_ROW | {"time_precision": precision}], ACLED.columns), "acled")
    assert made.events[0].time == Time(start=start, end=start)


@pytest.mark.parametrize(("inter", "sectors"), [("2", ("REB",)), ("Rebel Groups", ("REB",)), ("0", ()), ("", ())])
def test_kinds_of_actors_may_be_numbers(tmp_path: Path, inter: str, sectors: tuple[str, ...]) -> None:
    made = one(write(tmp_path / "a.csv", [ACLED_ROW | {"inter1": inter}], ACLED.columns), "acled")
    assert made.events[0].actors[0].sectors == sectors


def test_strategic_developments_of_no_type_are_left_out(tmp_path: Path) -> None:
    row = ACLED_ROW | {"event_type": "Strategic developments", "sub_event_type": "Other"}
    (found,) = readings_of(write(tmp_path / "a.csv", [row], ACLED.columns), "acled")
    assert isinstance(found, LeftOut)


FILES: dict[str, Callable[[str], bytes]] = {
    "as published": lambda text: text.encode(),
    "byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "Windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "no header": lambda text: text.partition("\n")[2].encode(),
    "Windows Latin": lambda text: text.replace("Orvil town", "Örvil town").encode("cp1252"),
    "semicolons": lambda text: _rewritten(text, UCDP_GED.columns, delimiter=";"),
    "another order": lambda text: _rewritten(text, UCDP_GED.columns[::-1]),
    "more columns": lambda text: _rewritten(text, ("extra", *UCDP_GED.columns, "geo")),
    "quoted throughout": lambda text: _rewritten(text, UCDP_GED.columns, quoting=csv.QUOTE_ALL),
    "HXL tags": lambda text: text.replace("\n", "\n" + ",".join(["#tag"] * 49) + "\n", 1).encode(),
    "older names": lambda text: text.replace(",best,high,low,", ",best_est,high_est,low_est,").encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
}


def _rewritten(text: str, columns: Sequence[str], **style: Any) -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, restval="", **style)
    writer.writeheader()
    writer.writerows(csv.DictReader(io.StringIO(text)))
    return file.getvalue().encode()


@pytest.mark.parametrize("form", FILES)
def test_files_may_be_written_in_many_ways(tmp_path: Path, form: str) -> None:
    text = write(tmp_path / "plain.csv", [GED], UCDP_GED.columns).read_text(encoding="utf-8")
    (tmp_path / "ged.csv").write_bytes(FILES[form](text))
    made = one(tmp_path / "ged.csv", "ucdp-ged")
    assert made.events[0].place is not None and made.events[0].place.name in ("Orvil town", "Örvil town")
    assert [toll.best for toll in made.tolls] == [6, 1, 2, 3]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"best": "many"}, "has 'many' for best, which is no whole number"),
        ({"best": ""}, "has no number for best"),
        ({"best": "-2", "low": "", "high": ""}, "nobody can count fewer than none"),
        ({"date_start": "2020-13-01"}, "has '2020-13-01' for date_start, which is no day"),
        ({"date_end": "2020-10-01"}, "ends on 2020-10-01, before it begins"),
        ({"latitude": "north"}, "has 'north' for latitude"),
        ({"latitude": "91.5"}, "has '91.5' for latitude"),
        ({"longitude": "nan"}, "has 'nan' for longitude"),
        ({"type_of_violence": "7"}, "has '7' for type_of_violence"),
        ({"id": ""}, "has no id"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_read(tmp_path: Path, cells: dict[str, str], said: str) -> None:
    rows = [GED, GED | cells, GED | {"id": "900003"}]
    first, bad, last = readings_of(write(tmp_path / "ged.csv", rows, UCDP_GED.columns), "ucdp-ged")
    assert isinstance(first, Reading) and isinstance(last, Reading) and isinstance(bad, Refused)
    assert bad.name.endswith("ged.csv line 3") and said in bad.reason


@pytest.mark.parametrize("bad", ['"900002,never closed,1\n', "900002,too,short\n", ("x," * 60) + "\n", '9,"a"b,c\n'])
def test_a_row_that_cannot_be_split_takes_no_other_with_it(tmp_path: Path, bad: str) -> None:
    lines = write(tmp_path / "ged.csv", [GED, GED | {"id": "900003"}], UCDP_GED.columns).read_text().splitlines(True)
    (tmp_path / "ged.csv").write_text("".join([*lines[:2], bad, *lines[2:]]))
    first, refused, last = readings_of(tmp_path / "ged.csv", "ucdp-ged")
    assert isinstance(first, Reading) and isinstance(last, Reading) and isinstance(refused, Refused)


def test_a_cell_may_take_several_lines(tmp_path: Path) -> None:
    row = GED | {"source_headline": 'Fighting\nnear "Orvil"\n\nagain'}
    made = one(write(tmp_path / "ged.csv", [row], UCDP_GED.columns), "ucdp-ged")
    assert made.report.text.startswith('Fighting near "Orvil" again; north of Orvil')


def test_bounds_that_bound_nothing_are_dropped(tmp_path: Path) -> None:
    made = one(write(tmp_path / "ged.csv", [GED | {"low": "7", "high": "5"}], UCDP_GED.columns), "ucdp-ged")
    assert (made.tolls[0].low, made.tolls[0].best, made.tolls[0].high) == (None, 6, None)


def test_several_state_numbers_are_no_one_state(tmp_path: Path) -> None:
    row = GED | {"gwnoa": "373, 371", "side_a": "Government of Azerbaijan, Government of Armenia"}
    made = one(write(tmp_path / "ged.csv", [row], UCDP_GED.columns), "ucdp-ged")
    assert made.events[0].actors[0].country is None


def run(*args: str | Path) -> Any:
    return CliRunner().invoke(app, ["import", *map(str, args)])


@pytest.mark.parametrize(
    ("number", "day", "code"),
    [("345", "1999-04-01", "YUG"), ("345", "2005-01-01", "SCG"), ("340", "2010-01-01", "SRB"),
     ("365", "1990-01-01", "SUN"), ("365", "2022-03-01", "RUS"), ("678", "2015-04-01", "YEM"),
     ("1", "2015-04-01", None)],
)  # fmt: skip
def test_a_number_means_the_state_of_the_year(tmp_path: Path, number: str, day: str, code: str | None) -> None:
    row = GED | {"country_id": number, "date_start": day, "date_end": day}
    place = one(write(tmp_path / "ged.csv", [row], UCDP_GED.columns), "ucdp-ged").events[0].place
    assert place is not None and place.country == code


@pytest.mark.parametrize(
    ("written", "day"), [("2020-10-04 00:00:00.000", "2020-10-04"), ("04 October 2020", "2020-10-04")]
)
def test_days_of_older_files(tmp_path: Path, written: str, day: str) -> None:
    row = ACLED_ROW | {"event_date": written}
    assert one(write(tmp_path / "a.csv", [row], ACLED.columns), "acled").report.published == day


def test_a_day_that_may_be_two_is_none(tmp_path: Path) -> None:
    (found,) = readings_of(
        write(tmp_path / "a.csv", [ACLED_ROW | {"event_date": "03/04/2020"}], ACLED.columns), "acled"
    )
    assert isinstance(found, Refused)


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    file, ledger = write(tmp_path / "ged.csv", [GED], UCDP_GED.columns), tmp_path / "casus.db"
    assert "1 new row; in" in run("ucdp-ged", file, "--into", ledger).stderr
    again = run("ucdp-ged", file, "--into", ledger)
    assert again.exit_code == 0 and "0 new rows, 1 known already; in" in again.stderr


def test_a_bad_row_makes_the_exit_code_one(tmp_path: Path) -> None:
    file = write(tmp_path / "ged.csv", [GED | {"best": "x\x1b[2J"}, GED], UCDP_GED.columns)
    done = run("ucdp-ged", file, "--into", tmp_path / "casus.db")
    assert done.exit_code == 1 and done.stdout == "" and "\x1b" not in done.stderr
    assert f"casus: {file} line 2: has 'x [2J' for best" in done.stderr
    assert "1 new row, 1 not read; in" in done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "is empty"), (b"a,b,c\n1,2,3\n", "is no file of UCDP GED: it has no column id"), (b"PK\x03\x04", "is ")],
)
def test_another_file_is_refused_in_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "ged.csv").write_bytes(content)
    done = run("ucdp-ged", tmp_path / "ged.csv", "--into", tmp_path / "casus.db")
    assert done.exit_code == 1 and said in done.stderr and done.stderr.count("\n") == 1


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = run("acled", tmp_path / "none.csv", "--into", tmp_path / "casus.db")
    assert done.exit_code == 1 and "No such file or directory" in done.stderr
    assert run("polecat", tmp_path / "none.csv").exit_code == 2


@pytest.mark.parametrize(("name", "data_set", "row"), [("ucdp-ged", UCDP_GED, GED), ("acled", ACLED, ACLED_ROW)])
def test_a_row_goes_out_as_it_came_in(tmp_path: Path, name: str, data_set: DataSet, row: dict[str, str]) -> None:
    file, ledger, to = write(tmp_path / "in.csv", [row], data_set.columns), tmp_path / "casus.db", tmp_path / "out.csv"
    assert run(name, file, "--into", ledger).exit_code == 0
    done = CliRunner().invoke(app, ["export", name, "--ledger", str(ledger), "--to", str(to)])
    assert done.exit_code == 0
    with to.open(newline="", encoding="utf-8") as written:
        assert list(csv.DictReader(written)) == [{column: guarded(cell) for column, cell in row.items()}]


def test_rows_that_the_ledger_takes_for_one_event_go_out_each(tmp_path: Path) -> None:
    rows = [GED, GED | {"id": "900002", "source_headline": "Fighting near Orvil again"}]
    file, ledger, to = write(tmp_path / "in.csv", rows, UCDP_GED.columns), tmp_path / "casus.db", tmp_path / "out.csv"
    run("ucdp-ged", file, "--into", ledger)
    CliRunner().invoke(app, ["export", "ucdp-ged", "--ledger", str(ledger), "--to", str(to)])
    with to.open(newline="", encoding="utf-8") as written:
        assert sorted(row["id"] for row in csv.DictReader(written)) == ["900001", "900002"]


def test_news_and_a_row_of_one_event_stand_together(tmp_path: Path) -> None:
    row = GED | {
        "type_of_violence": "3", "side_a": ARMY.name, "side_b": "people of Orvil", "where_coordinates": "Orvil",
        "longitude": "-46.5", "source_headline": TEXT,
    }  # fmt: skip
    ledger_of(tmp_path, reading(event(mode=None), toll())).close()
    run("ucdp-ged", write(tmp_path / "in.csv", [row], UCDP_GED.columns), "--into", tmp_path / "casus.db")
    to = tmp_path / "out.csv"
    CliRunner().invoke(app, ["export", "acled", "--ledger", str(tmp_path / "casus.db"), "--to", str(to)])
    with to.open(newline="", encoding="utf-8") as written:
        (made,) = csv.DictReader(written)
    assert made["source"] == "UCDP GED;Example Wire" and made["fatalities"] == "5"
    assert "according to" not in made["tags"]  # the news tell it in their own voice
