"""Which places a text names. To add a case, add a row: the text, then every place expected in its order."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.knowledge.place_index import Kind, extents, fold_name, look_up, name_key
from casus.knowledge.places import PlaceMention, find_places, resolve_place
from casus.knowledge.tables import DATA, rows, values
from casus.records import Precision

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "../shared"
GEOWEBNEWS = SHARED / "bench/geowebnews/all.jsonl"


def seen(text: str, mentions: list[PlaceMention]) -> list[tuple[str, str | None, str | None]]:
    """Each mention as its words, the name of its place and the country."""
    return [
        (text[one.start : one.end], one.place.name if one.place else None, one.place.country if one.place else None)
        for one in mentions
    ]


# ------------------------------------------------------------------ what is found, and what it means
FOUND = [
    ("Shelling hit Mosul, in northern Iraq.", [("Mosul", "Mosul", "IRQ"), ("Iraq", "Iraq", "IRQ")]),
    ("Two died in Birmingham, Alabama.", [("Birmingham", "Birmingham", "USA"), ("Alabama", "Alabama", "USA")]),
    ("Two died in Birmingham, England.", [("Birmingham", "Birmingham", "GBR"), ("England", "England", "GBR")]),
    ("He moved to Moscow, Idaho.", [("Moscow", "Moscow", "USA"), ("Idaho", "Idaho", "USA")]),
    ("A fire in Fresno, Calif., spread.", [("Fresno", "Fresno", "USA"), ("Calif.", "California", "USA")]),
    ("Rockets hit Tripoli, Lebanon.", [("Tripoli", "Tripoli", "LBN"), ("Lebanon", "Lebanon", "LBN")]),
    ("Clashes in Tripoli and Misrata", [("Tripoli", "Tripoli", "LBY"), ("Misrata", "Misrata", "LBY")]),
    ("They fled Kiev for Lviv.", [("Kiev", "Kyiv", "UKR"), ("Lviv", "Lviv", "UKR")]),
    ("KYIV, Ukraine (AP) - Talks failed.", [("KYIV", "Kyiv", "UKR"), ("Ukraine", "Ukraine", "UKR")]),
    ("The U.S. and the UAE agreed.", [("U.S.", "United States", "USA"), ("UAE", "United Arab Emirates", "ARE")]),
    ("Fighting in Idlib province goes on.", [("Idlib", "Idlib Province", "SYR")]),
    ("Ships crossed the Black Sea.", [("Black Sea", "Black Sea", None)]),
    ("troops near al-Hasakah", [("al-Hasakah", "Hasakah", "SYR")]),
    ("the siege of Deir ez-Zor", [("Deir ez-Zor", "Deir ez-Zor", "SYR")]),
    ("the fall of El Fasher in Darfur", [("El Fasher", "El Fasher", "SDN"), ("Darfur", "Darfur", "SDN")]),
    ("They met in Port-au-Prince.", [("Port-au-Prince", "Port-au-Prince", "HTI")]),
    ("in St. Petersburg, Russia", [("St. Petersburg", "St. Petersburg", "RUS"), ("Russia", "Russia", "RUS")]),
    ("in Washington and Moscow", [("Washington", "Washington", "USA"), ("Moscow", "Moscow", "RUS")]),
    ("in Oaxaca State, Mexico", [("Oaxaca State", "Oaxaca", "MEX"), ("Mexico", "Mexico", "MEX")]),
    ("the Kurdish city of Diyarbakir", [("Kurdish", "Kurdistan", None), ("Diyarbakir", "Diyarbakir", "TUR")]),
    ("the Syrian town of Baniyas", [("Syrian", "Syria", "SYR"), ("Baniyas", "Baniyas", "SYR")]),
    (
        "Syrian Army Enters Aleppo As Rebels Flee To Homs",
        [("Syrian", "Syria", "SYR"), ("Aleppo", "Aleppo", "SYR"), ("Homs", "Homs", "SYR")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_a_name_is_found_and_resolved(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert seen(text, find_places(text)) == expected


NOT_PLACES = [
    "Jack London said on Monday that he would go. London added nothing.",
    "Nice people are reading of most of the split.",
    "President Jordan met Mr Lincoln and General Ortega.",
    "In March and May the Reading of the bill was held.",
    "The chairman, Paul Houston, 61, spoke. Houston said no.",
    "Hamas and Nato denied it.",
]


@pytest.mark.parametrize("text", NOT_PLACES)
def test_persons_and_ordinary_words_are_no_places(text: str) -> None:
    assert seen(text, find_places(text)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Washington Post reported it.", "Washington"),
        ("Nigerian troops left.", "Nigerian"),
        ("Iraqis voted.", "Iraqis"),
        ("He ran the University of Alberta.", "Alberta"),
    ],
)
def test_people_adjectives_and_parts_of_longer_names_are_associative(text: str, words: str) -> None:
    assert [(text[one.start : one.end], one.associative) for one in find_places(text)] == [(words, True)]


def test_names_in_a_taken_span_are_no_places() -> None:
    text = "Georgia Meloni flew to Georgia."
    assert [one.start for one in find_places(text, taken=[(0, 14)])] == [23]


def test_hints_choose_between_places_of_one_name() -> None:
    text = "The bomb went off in Tripoli."
    assert seen(text, find_places(text)) == [("Tripoli", "Tripoli", "LBY")]
    assert seen(text, find_places(text, hints=["LBN"])) == [("Tripoli", "Tripoli", "LBN")]


def test_a_name_means_one_place_all_through() -> None:
    text = "Two died in Birmingham, Alabama. Birmingham mourned them. In Birmingham, schools closed."
    assert {one.place.country for one in find_places(text) if one.place} == {"USA"}


# ------------------------------------------------------------------ names in no table
def test_an_unknown_village_takes_country_and_point_from_the_place_it_lies_in() -> None:
    text = "Militants seized the village of Tal Maskin in Idlib province."
    village = find_places(text)[0].place
    assert village is not None
    assert (village.name, village.country, village.geonames_id) == ("Tal Maskin", "SYR", None)
    assert village.lat == pytest.approx(35.8, abs=0.5)


def test_a_state_lends_its_code_but_not_its_point() -> None:
    place = find_places("They took the village of Tal Maskin, Syria.")[0].place
    assert place is not None
    assert (place.country, place.lat) == ("SYR", None)


def test_an_unknown_place_alone_has_a_name_only() -> None:
    place = find_places("They took the village of Tal Maskin.")[0].place
    assert place is not None
    assert (place.name, place.country, place.lat) == ("Tal Maskin", None, None)


def test_a_building_is_a_place_where_something_is_in_it() -> None:
    text = "Dozens were treated at Ibn Sina Hospital in Mosul."
    assert seen(text, find_places(text))[0] == ("Ibn Sina Hospital", "Ibn Sina Hospital", "IRQ")


def test_a_little_known_namesake_elsewhere_is_not_taken() -> None:
    text = "He was seen in the town of Omar in north-eastern Syria."
    assert seen(text, find_places(text))[0] == ("Omar", "Omar", "SYR")


# ------------------------------------------------------------------ texts in capitals or in lower case
@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_safe_names_are_found_without_capitals(change: object) -> None:
    assert callable(change)
    text = change("Guerrillas attacked San Salvador and the department of Chalatenango in El Salvador.")
    found = [one.place.name for one in find_places(text, cased=False) if one.place]
    assert found == ["San Salvador", "Chalatenango", "El Salvador"]


def test_ordinary_words_are_no_places_without_capitals() -> None:
    assert find_places("most of us are reading of a nice man in the bath", cased=False) == []


# ------------------------------------------------------------------ disputed territories
DISPUTED = [
    ("Stepanakert", "AZE", ("ARM", "AZE")),
    ("Shusha", "AZE", ("ARM", "AZE")),
    ("Agdam", "AZE", ()),
    ("Nagorno Karabakh", "AZE", ("ARM", "AZE")),
    ("Artsakh", "AZE", ("ARM", "AZE")),
    ("Sevastopol", "UKR", ("RUS", "UKR")),
    ("Simferopol", "UKR", ("RUS", "UKR")),
    ("Donetsk", "UKR", ("RUS", "UKR")),
    ("Kharkiv", "UKR", ()),
    ("Srinagar", "IND", ("IND", "PAK")),
    ("Muzaffarabad", "PAK", ("IND", "PAK")),
    ("Hebron", "PSE", ("ISR", "PSE")),
    ("Tel Aviv", "ISR", ()),
    ("Sukhumi", "GEO", ("GEO", "RUS")),
    ("Tskhinvali", "GEO", ("GEO", "RUS")),
    ("Gori", "GEO", ()),
    ("Tiraspol", "MDA", ("MDA",)),
    ("Pristina", "XKX", ("SRB", "XKX")),
    ("Kyrenia", "CYP", ("CYP", "TUR")),
    ("Limassol", "CYP", ()),
    ("Hargeisa", "SOM", ("SOM",)),
    ("Laayoune", "ESH", ("ESH", "MAR")),
    ("Lethem", "GUY", ("GUY", "VEN")),
    ("Georgetown, Guyana", "GUY", ()),
    ("Taipei", "TWN", ("CHN", "TWN")),
    ("Falkland Islands", "FLK", ("ARG", "GBR")),
    ("East Timor", "TLS", ()),
]


@pytest.mark.parametrize(("name", "country", "claimants"), DISPUTED)
def test_a_place_in_a_claimed_territory_carries_the_claimants(
    name: str, country: str, claimants: tuple[str, ...]
) -> None:
    place = resolve_place(name)
    assert place is not None
    assert (place.country, place.disputed_by) == (country, claimants)


# ------------------------------------------------------------------ one name at a time
RESOLVED = [
    ("Moscow", [], "RUS", "city"),
    ("Moscow, Idaho", [], "USA", "city"),
    ("Georgia", [], "GEO", "country"),
    ("Georgia", ["USA"], "USA", "province"),
    ("the Gaza Strip", [], "PSE", "province"),
    ("Idlib province", [], "SYR", "province"),
    ("Idlib", [], "SYR", "city"),
    ("U.S.", [], "USA", "country"),
    ("Hyderabad", ["PAK"], "PAK", "city"),
    ("San Miguel", ["SLV"], "SLV", "city"),
]


@pytest.mark.parametrize(("name", "hints", "country", "precision"), RESOLVED)
def test_a_name_alone_is_resolved(name: str, hints: list[str], country: str, precision: str) -> None:
    place = resolve_place(name, hints=hints)
    assert place is not None
    assert (place.country, place.precision) == (country, precision)


@pytest.mark.parametrize("name", ["", "Iraqi", "Xyzzyburgh", "the"])
def test_what_is_no_place_stays_unresolved(name: str) -> None:
    assert resolve_place(name) is None


# ------------------------------------------------------------------ properties
@given(st.text(max_size=300), st.booleans())
def test_mentions_lie_in_the_text_in_order_without_overlap(text: str, cased: bool) -> None:
    end = 0
    for one in find_places(text, cased=cased):
        assert end <= one.start < one.end <= len(text)
        end = one.end


@given(
    st.lists(
        st.sampled_from("Paris Mosul in near the of , . Idaho Al- St. said Jack province \n US".split(" ")), max_size=40
    )
)
def test_the_same_text_gives_the_same_places(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert find_places(text) == find_places(text)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Łódź", "lodz"),
        ("Sana’a", "sanaa"),
        ("Saint Petersburg", "st petersburg"),
        ("Nagorno-Karabakh", "nagorno karabakh"),
    ],
)
def test_spellings_of_one_name_have_one_key(name: str, key: str) -> None:
    assert fold_name(name) == key


def test_an_acronym_is_not_the_word_it_looks_like() -> None:
    assert name_key("U.S.") == name_key("US") == "#US" != name_key("us")


# ------------------------------------------------------------------ the data files
def states() -> set[str]:
    return {row["code"] for row in rows("states.csv")}


def test_at_least_eighty_disputes_are_open() -> None:
    assert sum(not row["to"] for row in rows("territories.csv")) >= 80


def test_territories_name_known_states_and_sorted_claimants() -> None:
    known = states()
    for row in rows("territories.csv"):
        claimants = values(row["claimants"])
        assert claimants == sorted(claimants), row["name"]
        assert {*claimants, *values(row["held_by"]), *values(row["country"])} <= known | {""}, row["name"]


def test_every_state_with_a_government_has_a_point() -> None:
    assert states() <= {row["code"] for row in rows("country_points.csv")}


@pytest.mark.parametrize(
    "table", ["territories.csv", "provinces.csv", "regions.csv", "towns.csv", "country_points.csv"]
)
def test_points_lie_on_earth(table: str) -> None:
    for row in rows(table):
        assert -90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180, row


@pytest.mark.parametrize("table", ["territories.csv", "provinces.csv"])
def test_precision_is_one_of_the_contract(table: str) -> None:
    assert {row["precision"] for row in rows(table)} <= set(get_args(Precision))


def test_kinds_of_regions_are_known() -> None:
    waters = {"continent", "region", "sea", "river", "lake", "island"}
    assert {row["kind"] for row in rows("regions.csv")} <= waters | set(get_args(Kind))


def test_provinces_lie_in_known_states() -> None:
    assert {row["country"] for row in rows("provinces.csv")} <= states()


def test_every_extent_is_used() -> None:
    assert sum(map(len, extents().values())) >= 30


def test_the_tables_are_sorted() -> None:
    for table in ("territories.csv", "regions.csv", "provinces.csv", "towns.csv", "demonyms.csv", "place_traps.csv"):
        lines = [tuple(row.values())[:2] for row in rows(table)]
        firsts = [line if table in ("provinces.csv", "towns.csv", "demonyms.csv") else line[:1] for line in lines]
        assert firsts == sorted(firsts), table


def test_the_index_is_small() -> None:
    assert len((DATA / "place_index.tsv.gz").read_bytes()) < 6_000_000


def load(path: Path) -> ModuleType:
    """A script of the repository as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_second_names_lead_to_the_place_they_name() -> None:
    assert look_up("lugansk")[0].name == "Luhansk"


# ------------------------------------------------------------------ a quality floor
@pytest.mark.skipif(not GEOWEBNEWS.exists(), reason="the benchmark texts are not in the repository")
def test_geowebnews_stays_above_its_floor() -> None:
    """November 2026: F1 0.877 strict, 0.927 of the matched within 161 km. Lower the floor only with a reason."""
    score = load(SHARED / "bench/score.py")
    bench = load(ROOT / "bench/geowebnews.py")
    gold = [json.loads(line) for line in GEOWEBNEWS.read_text(encoding="utf-8").splitlines()]
    table = dict(score.score_geoparsing([(one, {"toponyms": list(bench.toponyms(one["text"]))}) for one in gold]))
    assert table["toponym, exact"]["F1"] >= 0.86
    assert table["resolution of matched"]["accuracy@161km"] >= 0.91
