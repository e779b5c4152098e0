"""The earth in cells, so that what took place far apart is not looked for together.

Cells are cubes in space, not fields between meridians, which would grow narrow to the poles and end at the date line.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from casus.records import Place

Cell = tuple[int, int, int]
Region = tuple[str, Cell]
"""A cell of a country (ISO code)."""
EARTH = 6371.0
"""Mean radius in kilometres."""
SIDE = 80.0
"""Kilometres of a cell: more than lie between two names of one town, or towns that a report may mix up."""


def regions_of(place: Place) -> Iterator[Region]:
    """Where a place lies in its country, and in each that claims it; nothing for countries, and what nobody located."""
    if place.precision == "country" or place.lat is None or place.lon is None:
        return
    cell = _cell(place.lat, place.lon)
    for country in {place.country, *place.disputed_by}:
        if country is not None:
            yield country, cell


@lru_cache(20_000)
def _cell(lat: float, lon: float) -> Cell:
    north, east = math.radians(lat), math.radians(lon)
    x, y, z = math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)
    return math.floor(x * EARTH / SIDE), math.floor(y * EARTH / SIDE), math.floor(z * EARTH / SIDE)


@lru_cache(5_000)
def beside(cell: Cell) -> frozenset[Cell]:
    """A cell and its neighbours: all cells with a point within `SIDE` of a point of it."""
    x, y, z = cell
    return frozenset((x + i, y + j, z + k) for i, j, k in product((-1, 0, 1), repeat=3))
