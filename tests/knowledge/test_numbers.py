"""What number words mean. To add a case, add a row: the text, the words of the number in it, low, best, high."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.knowledge.numbers import bounds_of, find_quantities

BOUNDS = [
    # exact
    ("12 people were killed", "12", 12, 12, 12),
    ("1,250 people", "1,250", 1250, 1250, 1250),
    ("1 250 people", "1 250", 1250, 1250, 1250),
    ("12,50,000 people", "12,50,000", 1250000, 1250000, 1250000),
    ("1.250.000 people", "1.250.000", 1250000, 1250000, 1250000),
    ("1.2 million have fled", "1.2 million", 1200000, 1200000, 1200000),
    ("3m people", "3m", 3000000, 3000000, 3000000),
    ("5 lakh people", "5 lakh", 500000, 500000, 500000),
    ("7 Killed", "7", 7, 7, 7),
    ("Five dead", "Five", 5, 5, 5),
    ("FIFTY PEASANTS", "FIFTY", 50, 50, 50),
    ("one soldier", "one", 1, 1, 1),
    ("a hundred", "a hundred", 100, 100, 100),
    ("a thousand men", "a thousand", 1000, 1000, 1000),
    ("forty-five", "forty-five", 45, 45, 45),
    ("one hundred and twenty-three", "one hundred and twenty-three", 123, 123, 123),
    ("two thousand one hundred", "two thousand one hundred", 2100, 2100, 2100),
    ("twelve hundred men", "twelve hundred", 1200, 1200, 1200),
    ("one and a half million people", "one and a half million", 1500000, 1500000, 1500000),
    ("half a million", "half a million", 500000, 500000, 500000),
    ("half a dozen", "half a dozen", 6, 6, 6),
    ("a dozen", "a dozen", 12, 12, 12),
    ("two dozen", "two dozen", 24, 24, 24),
    ("a couple", "a couple", 2, 2, 2),
    ("zero", "zero", 0, 0, 0),
    ("half of 40", "half of 40", 20, 20, 20),
    ("two-thirds of the 90", "two-thirds of the 90", 60, 60, 60),
    # lower bounds
    ("more than 1,250 people", "more than 1,250", 1251, None, None),
    ("over 30 dead", "over 30", 31, None, None),
    ("Over 30 Killed", "Over 30", 31, None, None),
    ("well above 30", "well above 30", 31, None, None),
    ("upwards of 30", "upwards of 30", 31, None, None),
    ("more than one", "more than one", 2, None, None),
    ("over a hundred people", "over a hundred", 101, None, None),
    ("the toll exceeds 90", "exceeds 90", 91, None, None),
    ("at least 130", "at least 130", 130, None, None),
    ("at least another 12 people", "at least another 12", 12, None, None),
    ("at least about 30", "at least about 30", 30, None, None),
    ("no fewer than 30", "no fewer than 30", 30, None, None),
    ("not less than 30", "not less than 30", 30, None, None),
    ("30 or more", "30 or more", 30, None, None),
    ("30+", "30+", 30, None, None),
    ("dozens of soldiers", "dozens", 24, None, None),
    ("scores of people", "scores", 40, None, None),
    ("hundreds", "hundreds", 200, None, None),
    ("thousands", "thousands", 2000, None, None),
    ("tens of thousands", "tens of thousands", 20000, None, None),
    ("hundreds of thousands", "hundreds of thousands", 200000, None, None),
    ("several", "several", 3, None, None),
    ("a few", "a few", 3, None, None),
    ("several hundred", "several hundred", 300, None, None),
    ("a few dozen", "a few dozen", 36, None, None),
    ("more than half of 40", "more than half of 40", 21, None, None),
    ("more than half of 41", "more than half of 41", 21, None, None),
    ("most of the 40", "most of the 40", 21, None, None),
    # upper bounds
    ("up to 40", "up to 40", None, None, 40),
    ("as many as 40", "as many as 40", None, None, 40),
    ("no more than 30", "no more than 30", None, None, 30),
    ("a maximum of 30", "a maximum of 30", None, None, 30),
    ("almost 30", "almost 30", None, None, 29),
    ("nearly 30", "nearly 30", None, None, 29),
    ("fewer than 30", "fewer than 30", None, None, 29),
    ("less than 30", "less than 30", None, None, 29),
    ("under 30", "under 30", None, None, 29),
    # about
    ("about 30", "about 30", None, 30, None),
    ("some 30", "some 30", None, 30, None),
    ("around 30", "around 30", None, 30, None),
    ("approximately 30", "approximately 30", None, 30, None),
    ("an estimated 30", "an estimated 30", None, 30, None),
    ("roughly 30", "roughly 30", None, 30, None),
    ("30 or so", "30 or so", None, 30, None),
    ("30-odd", "30-odd", None, 30, None),
    # ranges
    ("between 5 and 7", "between 5 and 7", 5, None, 7),
    ("between about five and seven", "between about five and seven", 5, None, 7),
    ("5-7 people", "5-7", 5, None, 7),
    ("200–300 fighters", "200–300", 200, None, 300),
    ("five to seven", "five to seven", 5, None, 7),
    ("five or six", "five or six", 5, None, 6),
    ("3 to 5 million people", "3 to 5 million", 3000000, None, 5000000),
    ("two to three dozen", "two to three dozen", 24, None, 36),
    ("500-1000 people", "500-1000", 500, None, 1000),
    # four digits that count
    ("killed 2000 people", "2000", 2000, 2000, 2000),
    ("some 2000 troops", "some 2000", None, 2000, None),
    ("more than 2000", "more than 2000", 2001, None, None),
    ("2,000", "2,000", 2000, 2000, 2000),
    ("put the toll at 1500", "1500", 1500, 1500, 1500),
    # beside what is left alone
    ("In May 12 civilians were killed", "12", 12, 12, 12),
    ("at least 2 may have died", "at least 2", 2, None, None),
    ("Killed: 12. The army", "12", 12, 12, 12),
    ("five day labourers", "five", 5, 5, 5),
    ("over two villages", "two", 2, 2, 2),
    # none
    ("there were no casualties", "no", 0, 0, 0),
    ("no one was killed", "no", 0, 0, 0),
    ("no soldiers were wounded", "no", 0, 0, 0),
    ("none of them were hurt", "none", 0, 0, 0),
]

SEVERAL_NUMBERS = [
    ("the toll rose from 38 to 50", [(38, 38, 38), (50, 50, 50)]),
    ("3 soldiers, 4 rebels and 5 civilians", [(3, 3, 3), (4, 4, 4), (5, 5, 5)]),
    ("at least 12 and as many as 30", [(12, None, None), (None, None, 30)]),
    ("On 3 May 1999, 12 people died and two were hurt", [(12, 12, 12), (2, 2, 2)]),
]

# One text between bars.
LEFT_ALONE = """
shares, money       | 5% | 5 percent | 30 per cent of 200 | one in five people | nine out of ten | one third
                    | $5 | £5m | €5 billion | 5 million dollars | Rs 5 lakh | 150 million lempiras
order, names        | 3rd | third | twenty-first | section 8 | Resolution 1701 | Article 5 | Flight 17 | Channel 4
                    | World War Two | Camp 7 | No. 10 | M-16 | F-16 | MH17 | 10 Downing Street | 2. The army
years               | in 2020 | by 2020 | since 2020 | the 2016 coup | 2013-15 | between 2001 and 2011 | the 1990s
                    | in 1777
dates               | 12 October | September 27 | Sept. 27 | from 12 to 15 May | May 3 and 5 | 27/09/2020 | 9/11
                    | on 27 march rebel units attacked
hours               | 5 p.m. | 11:30 | at 1430 on Monday | shortly after 2100 (0300 GMT) | from 2300 to 0500
durations           | five years | 30 minutes | 24/7 | six to 12 months
                    | three and a half years | several days | 40-plus years
ages                | 34-year-old | aged 18 | aged between 10 and 15 | John Smith, 43, said | Ali (43)
                    | when she was 19
measures            | 62 miles | 100km | 122mm | nine- to 12-mile | one sq km | hundreds of miles
telephones, games   | 911 | 555-1234 | 3-1 | won 1-3 | 10 to 1 | 20220121
compounds           | 10,000-strong | the two-state solution | a five-point plan
no number           | a soldier | an officer | few people | hundred people | the game's scores
                    | no further casualties
                    | one another | no one said | the one | one of the largest | no casualty figures
not safely read     | 1.250 | up to hundreds
"""


def texts_of(table: str) -> list[str]:
    """The texts of a table of kind | text | text."""
    return [text.strip() for line in table.strip().splitlines() for text in line.split("|")[1:]]


@pytest.mark.parametrize(("text", "words", "low", "best", "high"), BOUNDS, ids=[row[0] for row in BOUNDS])
def test_a_phrase_bounds_the_number(text: str, words: str, low: int | None, best: int | None, high: int | None) -> None:
    found = [(text[q.start : q.end], q.low, q.best, q.high) for q in find_quantities(text)]
    assert found == [(words, low, best, high)]


@pytest.mark.parametrize(("text", "bounds"), SEVERAL_NUMBERS)
def test_each_number_of_a_sentence_is_found(text: str, bounds: list[tuple[int | None, int | None, int | None]]) -> None:
    assert [(q.low, q.best, q.high) for q in find_quantities(text)] == bounds


@pytest.mark.parametrize("text", texts_of(LEFT_ALONE))
def test_what_counts_nothing_is_left_alone(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("more than 1,250 people", "1,250"),
        ("at least a dozen men", "a dozen"),
        ("between 5 and 7 men", "5 and 7"),
        ("more than half of 40", "half of 40"),
        ("30 or more", "30"),
    ],
)
def test_the_bare_number_words_are_marked(text: str, words: str) -> None:
    (found,) = find_quantities(text)
    assert text[found.word_start : found.word_end] == words


@pytest.mark.parametrize(
    ("text", "approximate"),
    [("about 30", True), ("nearly 30", True), ("dozens", True), ("30", False), ("over 30", False)],
)
def test_inexact_words_are_marked_as_such(text: str, approximate: bool) -> None:
    assert find_quantities(text)[0].approximate is approximate


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("a soldier", (1, 1, 1)),
        ("an officer", (1, 1, 1)),
        ("2000", (2000, 2000, 2000)),
        ("more than 1,250 people", (1251, None, None)),
    ],
)
def test_a_phrase_known_to_count_is_read_as_a_count(words: str, bounds: tuple[int | None, ...]) -> None:
    found = bounds_of(words)
    assert found is not None
    assert (found.low, found.best, found.high) == bounds


@pytest.mark.parametrize("words", ["the soldiers", "", "5 percent"])
def test_a_phrase_without_a_count_has_no_bounds(words: str) -> None:
    assert bounds_of(words) is None


WORDS = """
0 1 12 007 1,250 1.2 2014 2,0 9/11 11:30 $ % - – . , ( ) ' ’ ~ + İ five fifty hundred thousand million dozen dozens
tens scores half a an of the and or to more than at least up about some few several couple no none one who between
from section May march people killed km years old -year-old M-
"""
PIECES = st.sampled_from(["\n", "\u00a0", *WORDS.split()])
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES).map("".join))


@given(TEXTS)
def test_whatever_the_text_quantities_are_ordered_spans_with_ordered_bounds(text: str) -> None:
    found = find_quantities(text)
    last = 0
    for quantity in found:
        assert last <= quantity.start <= quantity.word_start < quantity.word_end <= quantity.end <= len(text)
        given_bounds = [n for n in (quantity.low, quantity.best, quantity.high) if n is not None]
        assert given_bounds
        assert given_bounds == sorted(given_bounds)
        assert given_bounds[0] >= 0
        last = quantity.end
    assert find_quantities(text) == found
    bounds_of(text)


@given(TEXTS)
def test_case_does_not_change_offsets(text: str) -> None:
    for quantity in find_quantities("İ" + text):
        assert quantity.end <= len(text) + 1


REPEATED = ["1", ",", " ", "a", "\n", "1,", "123 ", "one ", "one hundred and ", "more than ", "no one "]


@pytest.mark.parametrize("piece", REPEATED)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    begun = time.process_time()
    find_quantities(text)
    # A few microseconds a character; one that went over the text again for every word would need minutes.
    assert time.process_time() - begun < 20
