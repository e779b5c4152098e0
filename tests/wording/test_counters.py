"""Whose count a toll is."""

import pytest

from casus.situation.tolls import Series
from casus.wording.shown import counter


@pytest.mark.parametrize(
    ("whose", "since", "words"),
    [
        ("AZE", "2020-09-27", "counted by Azerbaijan since 2020-09-27"),
        ("AZE", None, "counted by Azerbaijan, first day not told"),
        (None, "2020-09-27", "told by reports since 2020-09-27"),
        (None, None, "told by reports, first day not told"),
    ],
)
def test_a_count_says_whose_it_is_and_since_when(whose: str | None, since: str | None, words: str) -> None:
    series = Series(effect="killed", group="all", of=None, counter=whose, since=since, counts=())
    assert counter(series) == words
