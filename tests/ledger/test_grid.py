"""What may have taken place at one place is never put into cells that are not beside one another."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from casus.ledger.grid import FARTHEST, beside, cell_of
from casus.ledger.identity import kilometres
from casus.records import Place

TOWN = Place(name="A", country="FJI", lat=0.0, lon=0.0, geonames_id=1, precision="city")


@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180), north=st.floats(-1.6, 1.6), east=st.floats(-180, 180))
@example(lat=-17.0, lon=179.9, north=0.1, east=-179.9 - 179.9)
@example(lat=89.9, lon=0.0, north=0.0, east=180.0)
def test_what_lies_near_is_looked_for(lat: float, lon: float, north: float, east: float) -> None:
    one = replace(TOWN, lat=lat, lon=lon)
    other = replace(TOWN, lat=max(-90.0, min(90.0, lat + north)), lon=(lon + east + 180) % 360 - 180)
    cell, its = cell_of(one), cell_of(other)
    far = kilometres(one, other)
    assert cell is not None and its is not None and far is not None
    assert far > FARTHEST or (its in beside(cell) and cell in beside(its))


def test_what_lies_far_is_not_looked_for() -> None:
    here, there = cell_of(TOWN), cell_of(replace(TOWN, lat=4.0))
    assert here is not None and there not in beside(here)


def test_a_country_and_what_lies_nobody_knows_where_may_be_anywhere() -> None:
    here = cell_of(TOWN)
    assert here is not None
    for anywhere in (None, replace(TOWN, precision="country"), replace(TOWN, lat=None, lon=None)):
        assert cell_of(anywhere) is None and cell_of(anywhere) in beside(here)
