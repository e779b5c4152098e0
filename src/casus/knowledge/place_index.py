"""Every place casus knows, by folded name: states, territories, provinces, regions and seas, cities, and their
people."""

import gzip
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from casus.knowledge.tables import DATA, rows, values
from casus.records import BadKnowledge, Place, Precision

Kind = Literal["state", "territory", "province", "region", "site", "seat", "city"]
"""region: also a sea, a river, a mountain range. site: a building, a square, a camp. seat: one that stands for
whoever governs there ("the White House")."""

FAME: dict[Kind, float] = {"state": 9.0, "territory": 8.0, "region": 7.5, "site": 5.7, "seat": 5.7}
"""How readily a name is read as a place of that kind, on the scale of cities: the decimal logarithm of their
people. Set by hand for their order; provinces go by the people of their towns."""

CAPITAL = 1.0  # a national capital stands for more than its people
IN_NEWS = 4.6  # a town in towns.csv is at least as likely to be meant as one of 40,000 people
SECOND_NAME = 0.5  # what a name loses when it is not the place's first one
DOUBTFUL_NAME = 1.5  # and when only the alternate names of GeoNames have it
LEAST_PROVINCE = 5.7  # a province is spoken of as often as a city of half a million, however empty it is
FORMER = 3.0  # what a state loses for being over

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ə": "a", "Ə": "A",
     "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th"}
)  # fmt: skip
_DROPPED = re.compile(r"['’‘ʻʿʾʼ`´.()]")
_SPACED = re.compile(r"[\s\-–‑/,]+")


def plain_letters(name: str) -> str:
    """A name without accents and with Latin letters only where it has other forms of them: Łódź -> Lodz."""
    if name.isascii():
        return name
    marked = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


def fold_name(name: str) -> str:
    """The form under which names of places are compared: lower case, no accents, apostrophes or dots, "saint"
    as "st"."""
    folded = _SPACED.sub(" ", _DROPPED.sub("", plain_letters(name).lower())).strip()
    return f"st {folded[6:]}" if folded.startswith("saint ") else folded


def name_key(name: str) -> str:
    """`fold_name`, but an acronym ("US", "U.A.E.") is kept apart from the word it looks like: "#US"."""
    letters = name.replace(".", "")
    if len(letters) <= 5 and letters.isascii() and letters.isalpha() and letters.isupper():
        return f"#{letters}"
    return fold_name(name)


@dataclass(frozen=True, slots=True)
class Spot:
    """One place that a name may mean. fame: see FAME. admin1: GeoNames code of its province.

    people: the name is one of its people or an adjective of it. second: the name is not the first one of the
    place.
    """

    name: str
    kind: Kind
    country: str | None
    lat: float | None
    lon: float | None
    fame: float
    precision: Precision | None = None
    admin1: str = ""
    geonames_id: int | None = None
    disputed_by: tuple[str, ...] = ()
    people: bool = False
    second: bool = False

    def place(self) -> Place:
        """The record of it."""
        return Place(
            name=self.name, country=self.country, lat=self.lat, lon=self.lon, geonames_id=self.geonames_id,
            precision=self.precision, disputed_by=self.disputed_by or claimants_at(self),
        )  # fmt: skip


def kilometres(one: Spot, other: Spot) -> float:
    """Great-circle distance; infinite when a point is unknown."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


# ------------------------------------------------------------------ territories in dispute
@dataclass(frozen=True, slots=True)
class Extent:
    """Where a territory lies: in provinces (None: the whole of the country), or within a polygon of (lat, lon)."""

    claimants: tuple[str, ...]
    admin1: frozenset[str] | None
    corners: tuple[tuple[float, float], ...]

    def holds(self, spot: Spot) -> bool:
        """Whether a place of that country lies in it."""
        if self.admin1 is not None and spot.admin1 not in self.admin1:
            return False
        return not self.corners or (spot.lat is not None and spot.lon is not None and self._around(spot.lat, spot.lon))

    def _around(self, lat: float, lon: float) -> bool:
        """Ray casting: an odd number of sides lies east of a point inside."""
        inside = False
        for (lat1, lon1), (lat2, lon2) in zip(self.corners, self.corners[1:] + self.corners[:1], strict=True):
            if (lat1 > lat) != (lat2 > lat) and lon < lon1 + (lat - lat1) / (lat2 - lat1) * (lon2 - lon1):
                inside = not inside
        return inside


def open_claimants(row: dict[str, str]) -> tuple[str, ...]:
    """Who contests a territory now: nobody once the dispute has an end."""
    return () if row["to"] else tuple(values(row["claimants"]))


@cache
def extents() -> dict[str, tuple[Extent, ...]]:
    """The extents of disputed territories by country."""
    claims = {row["name"]: open_claimants(row) for row in rows("territories.csv")}
    found: dict[str, list[Extent]] = defaultdict(list)
    for row in rows("territory_extents.csv"):
        if row["territory"] not in claims:
            raise BadKnowledge(f"territory_extents.csv: {row['territory']} is not in territories.csv; name it alike.")
        admin1 = frozenset(values(row["admin1"])) if row["admin1"] not in ("", "*") else None
        pairs = (corner.split() for corner in values(row["polygon"]))
        corners = tuple((float(lat), float(lon)) for lat, lon in pairs)
        for country in values(row["countries"]):
            found[country].append(Extent(claims[row["territory"]], admin1, corners))
    return {country: tuple(several) for country, several in found.items()}


def claimants_at(spot: Spot) -> tuple[str, ...]:
    """Who contests the territory a place lies in; nobody for whole states and what is larger than a province."""
    if spot.kind not in ("city", "site", "province") or spot.country is None:
        return ()
    return next((one.claimants for one in extents().get(spot.country, ()) if one.claimants and one.holds(spot)), ())


# ------------------------------------------------------------------ hand-made tables
Named = tuple[str, Spot]
"""A name as written, and the place."""


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _named(spot: Spot, others: Iterable[str]) -> list[Named]:
    """The place under its first name and under others."""
    second = replace(spot, second=True, fame=spot.fame - SECOND_NAME)
    return [(spot.name, spot), *((name, second) for name in others)]


def _states() -> list[Named]:
    points = {row["code"]: (float(row["lat"]), float(row["lon"])) for row in rows("country_points.csv")}
    ids = {row["code"]: int(row["geonames_id"]) for row in rows("country_points.csv") if row["geonames_id"]}
    contested = {
        row["country"]: open_claimants(row) for row in rows("territories.csv") if row["precision"] == "country"
    }
    named: list[Named] = []
    for row in rows("states.csv"):
        lat, lon = points.get(row["code"], (None, None))
        spot = Spot(
            row["name"], "state", row["code"], lat, lon, FAME["state"] - FORMER * bool(row["to"]), "country",
            geonames_id=ids.get(row["code"]), disputed_by=contested.get(row["code"], ()),
        )  # fmt: skip
        named += [(name, spot) for name in (row["name"], *values(row["names"]))]
        people = replace(spot, people=True)
        named += [(word, people) for word in (*values(row["adjectives"]), *values(row["people"]))]
    return named


def _territories() -> list[Named]:
    named: list[Named] = []
    for row in rows("territories.csv"):
        if row["precision"] == "country":
            continue
        precision: Precision = row["precision"]  # type: ignore[assignment]  # a test checks the column
        spot = Spot(
            row["name"], "city" if precision == "city" else "territory", row["country"] or None,
            _number(row["lat"]), _number(row["lon"]), FAME["territory"], precision,
            geonames_id=int(row["geonames_id"] or 0) or None, disputed_by=open_claimants(row),
        )  # fmt: skip
        named += _named(spot, values(row["aliases"]))
    return named


@cache
def _provinces() -> list[Named]:
    named: list[Named] = []
    for row in rows("provinces.csv"):
        precision: Precision = row["precision"]  # type: ignore[assignment]  # a test checks the column
        fame = max(LEAST_PROVINCE, math.log10(int(row["people"] or 0) + 10))
        spot = Spot(
            row["name"], "province", row["country"], _number(row["lat"]), _number(row["lon"]), fame, precision,
            row["admin1"], int(row["geonames_id"] or 0) or None,
        )  # fmt: skip
        named += _named(spot, values(row["aliases"]))
    return named


def _regions() -> list[Named]:
    named: list[Named] = []
    for row in rows("regions.csv"):
        kind: Kind = "site" if row["kind"] == "site" else "seat" if row["kind"] == "seat" else "region"
        precision: Precision | None = "point" if kind != "region" else "province" if row["country"] else None
        spot = Spot(
            row["name"], kind, row["country"] or None, _number(row["lat"]), _number(row["lon"]), FAME[kind],
            precision, geonames_id=int(row["geonames_id"] or 0) or None,
        )  # fmt: skip
        named += _named(spot, values(row["aliases"]))
    return named


def _demonyms(known: dict[str, tuple[Spot, ...]]) -> list[Named]:
    """The people and adjectives of places other than states. Raises BadKnowledge for a place nobody knows."""
    named: list[Named] = []
    for row in rows("demonyms.csv"):
        key = name_key(row["place"])
        homes = [*known.get(key, ()), *cities(key)]
        spot = next((home for home in homes if not row["country"] or home.country == row["country"]), None)
        if spot is None:
            raise BadKnowledge(
                f"demonyms.csv: {row['place']} ({row['country']}) is in no table; add it or name it alike."
            )
        named += [(word, replace(spot, people=True, second=False)) for word in values(row["words"])]
    return named


def _by_key(named: Iterable[Named]) -> dict[str, list[Spot]]:
    found: dict[str, list[Spot]] = defaultdict(list)
    for name, spot in named:
        found[name_key(name)].append(spot)
    return found


@cache
def tables() -> dict[str, tuple[Spot, ...]]:
    """The places of all hand-made tables by key, best known first."""
    places = _by_key([*_states(), *_territories(), *_provinces(), *_regions()])
    frozen = {key: tuple(several) for key, several in places.items()}
    for key, several in _by_key(_demonyms(frozen)).items():
        if key not in places or all(spot.people for spot in places[key]):
            places[key] += several
    return {key: tuple(sorted(_distinct(several), key=lambda spot: -spot.fame)) for key, several in places.items()}


def _distinct(several: Iterable[Spot]) -> list[Spot]:
    """One spot for each place; a name that is also an adjective ("US") is the place."""
    found: dict[tuple[str, str | None, Kind], Spot] = {}
    for spot in sorted(several, key=lambda spot: (spot.people, spot.second)):
        found.setdefault((spot.name, spot.country, spot.kind), spot)
    return list(found.values())


@cache
def abbreviations() -> dict[str, Spot]:
    """Provinces by the abbreviations that stand after a comma ("Fresno, Calif.")."""
    firsts = {(spot.country, spot.name): spot for _, spot in _provinces() if not spot.second}
    return {
        short: firsts[row["country"], row["name"]]
        for row in rows("provinces.csv")
        for short in values(row["abbreviations"])
    }


# ------------------------------------------------------------------ cities
@cache
def _city_groups() -> dict[str, str]:
    """The lines of the index by the first three characters of their keys; `tools/build_places.py` tells the
    format."""
    text = gzip.decompress((DATA / "place_index.tsv.gz").read_bytes()).decode()
    return {group[:3].rstrip("\t"): group for group in text.split("\n\n")}


@lru_cache(maxsize=4096)
def _city_lines(prefix: str) -> dict[str, str]:
    group = _city_groups().get(prefix)
    return {} if group is None else dict(line.split("\t") for line in group.split("\n"))


@cache
def _capitals() -> frozenset[tuple[str, str]]:
    return frozenset(
        (row["code"], fold_name(capital)) for row in rows("states.csv") for capital in values(row["capital"])
    )


def _city(key: str, record: str) -> Spot | None:
    """The place of one record of the index."""
    cells = record.split(",")
    if record[0] in "=~":
        main, number = cells[0][1:], cells[1]
        records = _city_lines(main[:3]).get(main, "").split("|")
        own = next((record for record in records if record.startswith(f"{number},")), "")
        found = _city(main, own) if own else None
        loss = SECOND_NAME if cells[0][0] == "=" else DOUBTFUL_NAME
        return None if found is None else replace(found, second=True, fame=found.fame - loss)
    people = cells[5]
    fame = math.log10(int(people.rstrip("!")) + 10)
    if people[-1] == "!":
        fame = max(fame + 0.5, IN_NEWS)
    return Spot(
        cells[6] if len(cells) > 6 else key.title(), "city", cells[1], int(cells[3]) / 100, int(cells[4]) / 100,
        fame, "city", cells[2], int(cells[0]) or None,
    )  # fmt: skip


def cities(key: str) -> tuple[Spot, ...]:
    """The cities of a folded name, best known first."""
    value = _city_lines(key[:3]).get(key)
    if value is None:
        return ()
    found = [spot for spot in (_city(key, record) for record in value.split("|")) if spot is not None]
    found.sort(key=lambda spot: -spot.fame)
    for i, spot in enumerate(found):
        if (spot.country, key) in _capitals():
            # the largest city of that name is meant, not every Washington
            found[i] = replace(spot, fame=max(spot.fame, 6.0) + CAPITAL)
            break
    return tuple(sorted(found, key=lambda spot: -spot.fame))


@cache
def _first_words() -> dict[str, int]:
    """How many words the longest name in the tables has that begins with a word."""
    longest: dict[str, int] = {}
    for key in tables():
        first, *others = key.split(" ")
        longest[first] = max(longest.get(first, 0), len(others))
    return longest


@lru_cache(maxsize=20000)
def words_after(first: str) -> int:
    """How many words may follow one in a name: 0 where no name of several words begins with it."""
    several = (key.count(" ") for key in _city_lines(first[:3]) if key.startswith(f"{first} "))
    return max(max(several, default=0), _first_words().get(first, 0))


@lru_cache(maxsize=20000)
def look_up(key: str) -> tuple[Spot, ...]:
    """Every place of a key (see `name_key`), best known first; none for an unknown name."""
    known = tables().get(key, ())
    if known and known[0].people:
        return known
    there = {(spot.name, spot.country) for spot in known if spot.kind == "city"}
    states = {spot.country for spot in known if spot.kind == "state"}  # "Mexico" is no short form of Mexico City
    others = (s for s in cities(key) if (s.name, s.country) not in there and s.country not in states)
    return tuple(sorted((*known, *others), key=lambda spot: -spot.fame))
