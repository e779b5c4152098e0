"""What may have taken place at one place is never put into cells that are not beside one another."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from casus.ledger.grid import SIDE, beside, regions_of
from casus.ledger.identity import kilometres
from casus.records import Place

TOWN = Place(name="A", country="FJI", lat=0.0, lon=0.0, geonames_id=1, precision="city")


@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180), north=st.floats(-0.8, 0.8), east=st.floats(-180, 180))
@example(lat=-17.0, lon=179.9, north=0.1, east=-179.9 - 179.9)
@example(lat=89.9, lon=0.0, north=0.0, east=180.0)
def test_what_lies_near_is_looked_for(lat: float, lon: float, north: float, east: float) -> None:
    one = replace(TOWN, lat=lat, lon=lon)
    other = replace(TOWN, lat=max(-90.0, min(90.0, lat + north)), lon=(lon + east + 180) % 360 - 180)
    [(_, cell)], [(_, its)] = regions_of(one), regions_of(other)
    far = kilometres(one, other)
    assert far is not None and (far > SIDE or (its in beside(cell) and cell in beside(its)))


def test_what_lies_far_is_not_looked_for() -> None:
    [(_, here)], [(_, there)] = regions_of(TOWN), regions_of(replace(TOWN, lat=2.0))
    assert there not in beside(here)


def test_what_several_claim_lies_in_each_and_a_country_nowhere_in_it() -> None:
    assert {country for country, _ in regions_of(replace(TOWN, disputed_by=("AZE", "ARM")))} == {"FJI", "AZE", "ARM"}
    for anywhere in (replace(TOWN, precision="country"), replace(TOWN, lat=None, lon=None)):
        assert list(regions_of(anywhere)) == []
