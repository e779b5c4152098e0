"""Which words are the mark or a name of a news agency."""

import pytest

from casus.knowledge.agencies import agencies, agency_named, is_agency


@pytest.mark.parametrize("words", ["TASS", "ITAR-TASS", "Reuters", "REUTERS", "the associated press", "AFP", "Saba"])
def test_marks_and_names_are_known(words: str) -> None:
    assert is_agency(words)


@pytest.mark.parametrize("words", ["sana", "saba", "SDF", "UNHCR", "Fatah", "Press", ""])
def test_other_words_are_none(words: str) -> None:
    assert not is_agency(words)


@pytest.mark.parametrize("words", ["AFP", "AA", "Fars", "Petra", "Trend", "PA"])
def test_a_mark_with_another_meaning_does_not_count_alone(words: str) -> None:
    assert is_agency(words) and not is_agency(words, alone=True)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("afp", "Agence France-Presse"),
        ("Itar-Tass", "TASS"),
        ("The Syrian Arab News Agency", "Syrian Arab News Agency"),
        ("APA", None),  # of Austria or of Azerbaijan
        ("Northern Courier", None),
    ],
)
def test_an_agency_is_named_where_only_one_is_meant(words: str, name: str | None) -> None:
    found = agency_named(words)
    assert (found.name if found else None) == name


def test_every_agency_has_a_country_or_several_and_a_name_of_its_own() -> None:
    names = [agency.name for agency in agencies()]
    assert len(names) == len(set(names)) > 140
    assert all(agency.country is None or len(agency.country) == 3 for agency in agencies())
    for agency in agencies():  # a mark counts alone only where it is one agency's
        assert all(agency_named(mark) is agency for mark in agency.marks), agency.name
