"""Scenarios are read from words, and what is none is refused in one sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.outlook.whatif.scenario import parse_scenario
from casus.records import CasusError


@pytest.mark.parametrize(
    "words, actors, recipients, place",
    [
        ("ASSAULT AZE -> ARM at Vardenis", ("AZE",), ("ARM",), "Vardenis"),
        ("assault Azerbaijan → armenia", ("AZE",), ("ARM",), None),
        ("THREATEN RUS, BLR -> UKR", ("RUS", "BLR"), ("UKR",), None),
        ("ASSAULT United States->North Korea at Pyongyang", ("USA",), ("PRK",), "Pyongyang"),
    ],
)
def test_states_and_places_are_read(
    words: str, actors: tuple[str, ...], recipients: tuple[str, ...], place: str | None
) -> None:
    found = parse_scenario(words)
    assert (found.actors, found.recipients) == (actors, recipients)
    assert (found.place.name if found.place is not None else None) == place


@pytest.mark.parametrize(
    "words, told",
    [
        ("", "is no scenario"),
        ("ASSAULT AZE", "is no scenario"),
        ("ASSAULT AZE -> ", "names no state"),
        ("DANCE AZE -> ARM", "'DANCE' begins no dispute"),
        ("AID AZE -> ARM", "'AID' begins no dispute"),
        ("ASSAULT Narnia -> ARM", "No state is called 'Narnia'"),
        ("ASSAULT AZE -> ARM, AZE", "both sides"),
        ("ASSAULT AZE, -> ,", "names no state"),
        ("ASSAULT AZE -> ARM at Xyzzyqq", "No place is called 'Xyzzyqq'"),
        ("ASSAULT SUN -> FIN", "No state is called 'SUN'"),
        ("A" * 5000, "is no scenario"),
    ],
)
def test_what_is_no_scenario_is_refused_with_what_to_do(words: str, told: str) -> None:
    with pytest.raises(CasusError, match=told) as caught:
        parse_scenario(words)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 250


@given(st.text(max_size=80))
def test_no_text_breaks_the_parser(words: str) -> None:
    try:
        parse_scenario(words)
    except CasusError as error:
        assert str(error)


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_names_break_the_parser(actor: str, place: str) -> None:
    try:
        parse_scenario(f"ASSAULT {actor} -> ARM at {place}")
    except CasusError as error:
        assert str(error)
