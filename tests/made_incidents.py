"""Small ledgers for the exporters: reports in own words, with the statements that a reader would find in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from casus.exports.incidents import Incident, incidents_between
from casus.ledger import Ledger, open_ledger
from casus.records import Actor, Event, Place, Reading, Report, Time, Toll, report_id

ARMY = Actor(name="Republic of Harn Army", country="AZE", sectors=("MIL",))
REBELS = Actor(name="Front of Dorn", country="AZE", sectors=("REB",))
PEOPLE = Actor(name="people of Orvil", country="AZE", sectors=("CVL",))
MINISTRY = Actor(name="Ministry of Harn", country="ARM", sectors=("GOV",))
ORVIL = Place(name="Orvil", country="AZE", lat=40.123456, lon=-46.5, geonames_id=7, precision="city")
DORN = Place(name="Dorn", country="AZE", lat=40.0, lon=46.0, precision="province")
HARN = Place(name="Azerbaijan", country="AZE", lat=40.5, lon=47.5, precision="country")
DAY = Time(start="2020-10-04", end="2020-10-04", text="on Sunday")
TEXT = "Shells fell on Orvil on Sunday and five people died."


def event(label: str = "e1", **fields: Any) -> Event:
    """An act of the whole sentence TEXT; an artillery attack unless told otherwise."""
    known: dict[str, Any] = {
        "type": "ASSAULT", "mode": "heavy-weapons", "status": "actual", "actors": (ARMY,), "recipients": (PEOPLE,),
        "place": ORVIL, "time": DAY,
    }  # fmt: skip
    return Event(**_common(label), **(known | fields))


def toll(label: str = "t1", **fields: Any) -> Toll:
    """A toll of the same sentence; five dead unless told otherwise."""
    known: dict[str, Any] = {"effect": "killed"}
    bounds = {} if {"low", "best", "high"} & set(fields) else {"low": 5, "best": 5, "high": 5}
    return Toll(**_common(label), **(known | bounds | fields))


def _common(label: str) -> dict[str, Any]:
    return {"id": label, "span": (0, 6), "sentence": (0, len(TEXT)), "confidence": 0.9}


def reading(*records: Event | Toll, more: str = "", **about: Any) -> Reading:
    """A report that says TEXT. more: behind it, to make another report. about: fields of the report."""
    text = TEXT + more
    known: dict[str, Any] = {"source": "Example Wire", "published": "2020-10-05", "title": "Shells fall on Orvil"}
    report = Report(id=report_id(text), text=text, language="en", **(known | about))
    events = tuple(one for one in records if isinstance(one, Event))
    return Reading(report=report, events=events, tolls=tuple(one for one in records if isinstance(one, Toll)))


def ledger_of(folder: Path, *readings: Reading) -> Ledger:
    """A new ledger that holds some readings."""
    ledger = open_ledger(folder / "casus.db")
    for one in readings:
        ledger.store(replace(one, reader="made 1"))
    return ledger


def incidents_of(folder: Path, *readings: Reading) -> list[Incident]:
    """The incidents of such a ledger."""
    ledger = ledger_of(folder, *readings)
    with ledger.asking() as connection:
        found = list(incidents_between(connection, None, None))
    ledger.close()
    return found


def only(folder: Path, *records: Event | Toll, **about: Any) -> Incident:
    """The one act of a report."""
    (found,) = (one for one in incidents_of(folder, reading(*records, **about)) if one.counted_with is None)
    return found
