"""The earth in cells, so that what took place far apart is never compared.

Cells are cubes in space, not fields between meridians, which would grow narrow to the poles and end at the date line.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import product

from casus.records import Place

Cell = tuple[int, int, int]
EARTH = 6371.0
"""Mean radius in kilometres."""
FARTHEST = 160.0
"""Kilometres between the places of two statements of one event, at most: a town, and the area that holds it."""


def cell_of(place: Place | None) -> Cell | None:
    """The cell that a place lies in; None for whole countries, and where it is not known where it lies."""
    if place is None or place.precision == "country" or place.lat is None or place.lon is None:
        return None
    return _cell(place.lat, place.lon)


@lru_cache(100_000)
def _cell(lat: float, lon: float) -> Cell:
    north, east = math.radians(lat), math.radians(lon)
    x, y, z = math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)
    return math.floor(x * EARTH / FARTHEST), math.floor(y * EARTH / FARTHEST), math.floor(z * EARTH / FARTHEST)


@lru_cache(10_000)
def beside(cell: Cell) -> frozenset[Cell | None]:
    """All cells with a point within `FARTHEST` of some point of a cell, and None, what may be anywhere."""
    x, y, z = cell
    return frozenset([None, *((x + i, y + j, z + k) for i, j, k in product((-1, 0, 1), repeat=3))])
