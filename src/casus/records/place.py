"""Where something happened."""

from dataclasses import dataclass
from typing import Literal

Precision = Literal["point", "city", "district", "province", "country"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named place. Coordinates are WGS84 degrees of a point that stands for it, None when unknown.

    country: ISO 3166-1 alpha-3, None when unknown or at sea. precision: how much the name pins down; a
    country's point is not where anything happened. disputed_by: ISO3 of all claimants, sorted.
    """

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    precision: Precision | None = None
    disputed_by: tuple[str, ...] = ()
