"""What drawings are made from. Each has the same content as the table beside it, and every mark has an address.

`frontend/*.ts` draws them: the names of fields are part of what it reads. Days are ISO dates. An href of None is a mark
that leads nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """Events told of in one country, of whatever precision. code: ISO 3166-1 alpha-3."""

    code: str
    name: str
    events: int
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Events told of at one place within a country. lat, lon: WGS84 degrees; precision: how far the name pins down."""

    name: str
    lat: float
    lon: float
    precision: str
    events: int
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapData:
    """Where events are told of.

    places: those known more exactly than by their country. unplaced: events without a place in any country.
    focus: ISO codes of the countries to be shown whole; empty: the world.
    """

    countries: tuple[Country, ...]
    places: tuple[Spot, ...]
    unplaced: int
    focus: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneEntry:
    """One thing in a lane. status: "told" or "claimed"; label: it in words."""

    first: str
    last: str
    label: str
    status: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """What happened of one kind, by day."""

    name: str
    entries: tuple[LaneEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanesData:
    """A timeline from one day to another."""

    first: str
    last: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One actor. role: "side" of the conflict, or "outside"."""

    id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What is told between two actors, by their ids. kind: "fights", "backs", "ally", "rival", "mediates", "fears"."""

    source: str
    target: str
    kind: str
    label: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkData:
    """Who fights, backs, mediates and fears."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One number of one day, in people. low, best, high: None where the words give no such bound."""

    day: str
    low: int | None
    best: int | None
    high: int | None
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BandSeries:
    """What one voice counts. name: whom; effect: what befell them; voice: who counts, in words."""

    name: str
    effect: str
    voice: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BandsData:
    """Tolls over time, one series a voice."""

    first: str
    last: str
    series: tuple[BandSeries, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BarStep:
    """One thing that befell a truce."""

    day: str
    state: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One truce, from the first word of it to the last day on which it was alive."""

    label: str
    first: str
    last: str
    state: str
    steps: tuple[BarStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrucesData:
    """Truces over time."""

    first: str
    last: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """How many statements, or reports, are of one month or year. href: where they are listed."""

    words: str
    count: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysData:
    """How many events reports told of, day by day. Drawn on the server, as a row of bars without a script."""

    days: tuple[str, ...]
    counts: tuple[int, ...]
