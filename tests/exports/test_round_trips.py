"""Made rows in and out again, and made events out and in again: what a format has is kept.

Every row is drawn at random; none is of UCDP or ACLED. Text is compared as one line, the form in which cells are kept.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made_incidents import event, reading, toll

from casus.exports import acled, from_acled, from_ucdp, ucdp
from casus.exports.cells import plain
from casus.exports.codes import state, states
from casus.exports.counts import accounts_of, total
from casus.exports.data_sets import ACLED, UCDP_GED, DataSet
from casus.exports.files import table
from casus.exports.formats import export
from casus.exports.importing import IMPORTERS, Imported, bring_in
from casus.exports.incidents import Days, Incident, sides_of
from casus.exports.rows import LeftOut, Row
from casus.exports.their_rows import read_rows
from casus.ledger import open_ledger
from casus.ledger.days import days_of
from casus.ledger.events import Telling, ToldEvent
from casus.records import Actor, Event, Place, Reading, Refused, Toll

SLOWLY = settings(deadline=None)
"""The first row reads the tables of names, which takes longer than the others."""
_LINES = st.text(max_size=30).map(plain)
_NAMES = _LINES.filter(lambda name: bool(name) and ";" not in name and not name.startswith(("'", "Government of ")))
_COUNTS = st.integers(0, 10**6)
_DATES = st.dates().map(str)
_STATES = st.sampled_from([one.code for one in states().values() if one.gw and one.fips and one.iso_numeric])
_LATITUDES, _LONGITUDES = st.integers(-90 * 10**4, 90 * 10**4), st.integers(-180 * 10**4, 180 * 10**4)
_ARMED = st.builds(
    Actor, name=_NAMES, country=_STATES, sectors=st.sampled_from([("MIL",), ("GOV",), ("REB",), ("COP", "GOV")])
)
_CIVILIANS = st.builds(Actor, name=_NAMES, country=st.none() | _STATES, sectors=st.just(("CVL",)))
_PLACES = st.builds(
    lambda name, country, lat, lon, precision: Place(
        name=name, country=country, lat=lat / 10**4, lon=lon / 10**4, precision=precision
    ),
    _NAMES, _STATES, _LATITUDES, _LONGITUDES, st.sampled_from(["city", "district", "province", "country"]),
)  # fmt: skip


@st.composite
def ged_rows(draw: st.DrawFn) -> dict[str, str]:
    """A whole row of UCDP GED, with text, numbers and missing cells of any kind."""
    row = {column: draw(_LINES) for column in UCDP_GED.columns}
    start, end = sorted([draw(_DATES), draw(_DATES)])
    kind = draw(st.sampled_from("123"))
    parts = [draw(_COUNTS), draw(_COUNTS) if kind != "3" else 0, draw(_COUNTS), draw(_COUNTS)]
    low, high = draw(st.integers(0, sum(parts))), draw(st.integers(sum(parts), 10**7))
    number = draw(_STATES.map(state))
    gw = str(number.gw) if number is not None else ""
    names = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "low", "high")
    return row | {
        "id": draw(st.integers(1, 10**7).map(str)),
        "type_of_violence": kind,
        "side_a": draw(_NAMES),
        "side_b": draw(_NAMES),
        "number_of_sources": draw(st.sampled_from(["-1", "", "3"])),
        "where_prec": draw(st.sampled_from(["", "1", "2", "3", "4", "5", "6", "7"])),
        "latitude": draw(st.just("") | _LATITUDES.map(lambda n: str(n / 10**4))),
        "longitude": draw(st.just("") | _LONGITUDES.map(lambda n: str(n / 10**4))),
        "country_id": draw(st.sampled_from(["", gw])),
        "gwnoa": draw(st.sampled_from(["", gw, f"{gw}, 2"])),
        "gwnob": draw(st.sampled_from(["", gw])),
        "date_prec": draw(st.sampled_from(["1", "2", "5"])),
        "date_start": start,
        "date_end": end,
        **dict(zip(names, map(str, [*parts, sum(parts), low, high]), strict=True)),
    }


@st.composite
def acled_rows(draw: st.DrawFn) -> dict[str, str]:
    """A whole row of ACLED of a kind that has a PLOVER type."""
    row = {column: draw(_LINES) for column in ACLED.columns}
    day = draw(_DATES)
    kind = draw(st.sampled_from(list(acled.TYPES)).filter(lambda one: one in from_acled.KINDS))
    return row | {
        "event_id_cnty": draw(_NAMES),
        "event_date": day,
        "year": day[:4],
        "time_precision": draw(st.sampled_from("123")),
        "event_type": acled.TYPES[kind][0],
        "sub_event_type": kind,
        "actor1": draw(_NAMES),
        "inter1": draw(st.sampled_from([*acled.INTER, *"012345678", ""])),
        "iso": draw(st.sampled_from(["", "31"])),
        "latitude": draw(st.just("") | _LATITUDES.map(lambda n: str(n / 10**4))),
        "longitude": draw(st.just("") | _LONGITUDES.map(lambda n: str(n / 10**4))),
        "geo_precision": draw(st.sampled_from(["", "1", "2", "3"])),
        "fatalities": draw(st.just("") | _COUNTS.map(str)),
        "timestamp": draw(st.integers(0, 2**31).map(str)),
    }


def incident_of(made: Reading, *, source: str | None = None) -> Incident:
    """A reading of one act as the ledger would tell it. source: another publisher than its own."""
    report = replace(made.report, source=source or made.report.source)
    statements: list[Event | Toll] = [*made.events, *made.tolls]
    told = [ToldEvent((Telling((report.id, one.id), one, report, None, ()),), 1) for one in statements]
    first, last = days_of(made.events[0].time)
    days = Days(first, last) if first is not None and last is not None else None
    counted = frozenset(one.first.key for one in told[1:])
    return Incident(told[0], tuple(told[1:]), counted, made.events[0].place, days)


def row_of(found: list[tuple[str, Row]] | LeftOut) -> Row:
    assert not isinstance(found, LeftOut), found
    ((_, row),) = found
    return row


def through_a_file(row: Row, data_set: DataSet, name: str) -> Reading:
    """A row written to a file of its format and brought in from there."""
    importer = IMPORTERS[name]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        with table(data_set.columns)(path) as add:
            add(row)
        (read,) = read_rows(path, data_set, needed=importer.needed, older=importer.older)
    assert not isinstance(read, Refused), read
    made = importer.reading_of(read[1])
    assert isinstance(made, Reading)
    return made


@SLOWLY
@given(ged_rows())
def test_a_row_of_ged_keeps_every_column(row: dict[str, str]) -> None:
    made = through_a_file(row, UCDP_GED, "ucdp-ged")
    assert row_of(ucdp.rows(incident_of(made))) == row


@SLOWLY
@given(acled_rows())
def test_a_row_of_acled_keeps_every_column(row: dict[str, str]) -> None:
    made = through_a_file(row, ACLED, "acled")
    assert row_of(acled.rows(incident_of(made))) == row


@SLOWLY
@given(ged_rows())
def test_statements_of_ged_say_what_the_row_says(row: dict[str, str]) -> None:
    made = from_ucdp.reading_of(row)
    kept = "date_start date_end side_a side_b best low high deaths_a deaths_b deaths_civilians deaths_unknown".split()
    # In the voice of somebody else the same statements make a row of their own, where the definition has one.
    found = ucdp.rows(incident_of(made, source="Somebody else"))
    assume(not isinstance(found, LeftOut) and row["side_a"] != row["side_b"])
    assert {name: str(row_of(found)[name]) for name in kept} == {name: row[name] for name in kept}


@st.composite
def incidents(draw: st.DrawFn) -> Incident:
    """An attack within a month, with its dead, as news tell it."""
    start = draw(st.dates(max_value=date(9999, 1, 1)))
    first, last = start.isoformat(), (start + timedelta(days=draw(st.integers(0, 30)))).isoformat()
    numbers = sorted(draw(st.lists(_COUNTS, min_size=3, max_size=3)))
    low, best, high = (draw(st.sampled_from([number, number, None])) for number in numbers)
    given_one = (low, best, high) if (low, best, high) != (None, None, None) else (numbers[0], None, None)
    bounds = dict(zip(("low", "best", "high"), given_one, strict=True))
    attackers, others = draw(st.tuples(_ARMED)), draw(st.tuples(_ARMED | _CIVILIANS))
    made = reading(event(actors=attackers, recipients=others, place=draw(_PLACES), time=None), toll("t1", **bounds))
    return replace(incident_of(made), days=Days(first, last))


@SLOWLY
@given(incidents())
def test_what_goes_out_to_ged_comes_in_again(incident: Incident) -> None:
    found = ucdp.rows(incident)
    assume(not isinstance(found, LeftOut))
    row, made = row_of(found), through_a_file(row_of(found), UCDP_GED, "ucdp-ged")
    (act,), whole = made.events, made.tolls[0]
    assert incident.days is not None and incident.place is not None and act.place is not None
    assert days_of(act.time) == (incident.days.first, incident.days.last)
    assert act.place.name == incident.place.name
    assert _same_state(act.place.country, incident.place.country)
    if incident.place.precision != "country":
        assert (act.place.lat, act.place.lon) == (incident.place.lat, incident.place.lon)
    assert act.place.precision == incident.place.precision
    names = {
        actor.name for side in (sides_of(incident.record).first, sides_of(incident.record).second) for actor in side
    }
    assert {actor.name for actor in (*act.actors, *act.recipients)} == names
    killed = total(accounts_of(incident, "killed"))
    assert killed is not None and whole.low == killed.least
    assert whole.best == (killed.best if killed.best is not None else killed.least)
    assert killed.high is None or whole.high == killed.high
    assert row["best"] == sum(row[f"deaths_{name}"] for name in ("a", "b", "civilians", "unknown"))


@SLOWLY
@given(incidents())
def test_what_goes_out_to_acled_comes_in_again(incident: Incident) -> None:
    found = acled.rows(incident)
    assume(not isinstance(found, LeftOut))
    made = through_a_file(row_of(found), ACLED, "acled")
    (act,), killed = made.events, total(accounts_of(incident, "killed"))
    told = incident.record
    assert isinstance(told, Event) and incident.place is not None
    assert (act.type, act.mode) == (told.type, None if row_of(found)["event_type"] == "Battles" else told.mode)
    assert [actor.name for actor in (*act.actors, *act.recipients)] == [
        actor.name for actor in (*told.actors, *told.recipients)
    ]
    if act.place is not None and incident.place.precision != "country":
        assert replace(act.place, country=None) == replace(incident.place, country=None)
        assert _same_state(act.place.country, incident.place.country)
    least = killed.least if killed is not None else None
    assert [one.low for one in made.tolls] == ([least] if least else [])


def _same_state(one: str | None, other: str | None) -> bool:
    """Whether two codes are one number in the lists: states that followed one another share it."""
    mine, its = state(one), state(other)
    return mine is not None and its is not None and (mine.gw == its.gw or mine.iso_numeric == its.iso_numeric)


@settings(max_examples=8, deadline=None)
@given(st.lists(ged_rows(), max_size=12, unique_by=lambda row: row["id"]))
def test_a_ledger_gives_back_every_row_once(rows: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with table(UCDP_GED.columns)(folder / "in.csv") as add:
            for row in rows:
                add(row)
        ledger, done = open_ledger(folder / "casus.db"), Imported()
        assert list(bring_in(ledger, folder / "in.csv", "ucdp-ged", done)) == [] and done.new == len(rows)
        export(ledger, "ucdp-ged", folder / "out.csv")
        ledger.close()
        assert _lines(folder / "out.csv") == _lines(folder / "in.csv")


def _lines(path: Path) -> list[Mapping[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return sorted(csv.DictReader(file), key=lambda row: row["id"])


@SLOWLY
@given(st.lists(_COUNTS, min_size=1, max_size=3))
def test_a_toll_out_and_in_never_says_more_than_was_told(numbers: list[int]) -> None:
    """The conservative figure is never above a bound that was told."""
    low, *more = sorted(numbers)
    counted: Toll = toll("t1", low=low, best=more[0] if more else None, high=more[1] if len(more) > 1 else None)
    found = acled.rows(replace(incident_of(reading(event(), counted)), days=Days("2020-10-04", "2020-10-04")))
    assert row_of(found)["fatalities"] == low
