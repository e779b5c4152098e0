"""What words of time mean in a report of Saturday 31 October 2020, and in one of unknown date.

To add a case, add a row: the text, the words of the mention in it, kind, start, end.
"""

import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.knowledge.times import TimeMention, find_times

PUBLISHED = "2020-10-31"

MENTIONS = [
    # days
    ("on 27 September 2020", "27 September 2020", "point", "2020-09-27", "2020-09-27"),
    ("On September 27, 2020, they", "September 27, 2020", "point", "2020-09-27", "2020-09-27"),
    ("September 27", "September 27", "point", "2020-09-27", "2020-09-27"),
    ("Sept. 27th", "Sept. 27th", "point", "2020-09-27", "2020-09-27"),
    ("SEPTEMBER 27", "SEPTEMBER 27", "point", "2020-09-27", "2020-09-27"),
    ("on 27 september", "27 september", "point", "2020-09-27", "2020-09-27"),
    ("the 27th of September", "27th of September", "point", "2020-09-27", "2020-09-27"),
    ("30 DECEMBER", "30 DECEMBER", "point", "2020-12-30", "2020-12-30"),
    ("15 January", "15 January", "point", "2020-01-15", "2020-01-15"),
    ("2020-09-27", "2020-09-27", "point", "2020-09-27", "2020-09-27"),
    ("27/09/2020", "27/09/2020", "point", "2020-09-27", "2020-09-27"),
    ("09/27/2020", "09/27/2020", "point", "2020-09-27", "2020-09-27"),
    ("04.03.2020", "04.03.2020", "point", "2020-03-04", "2020-03-04"),
    ("03/04/2020", "03/04/2020", "period", "2020", "2020"),
    ("13 Mar 89 (text)", "13 Mar 89", "point", "1989-03-13", "1989-03-13"),
    ("21 December last year", "21 December last year", "point", "2019-12-21", "2019-12-21"),
    ("Wednesday 14 February 2018", "Wednesday 14 February 2018", "point", "2018-02-14", "2018-02-14"),
    ("Thursday April 5", "Thursday April 5", "point", "2020-04-05", "2020-04-05"),
    ("Tue, 27 Sep 2020", "Tue, 27 Sep 2020", "point", "2020-09-27", "2020-09-27"),
    ("today, 14 October, they", "today, 14 October", "point", "2020-10-14", "2020-10-14"),
    ("on the night of 3 May", "night of 3 May", "point", "2020-05-03", "2020-05-03"),
    ("29 February", "29 February", "point", "2020-02-29", "2020-02-29"),
    ("the September 11 attacks", "September 11", "point", "2001-09-11", "2001-09-11"),
    ("the 9/11 attacks", "9/11", "point", "2001-09-11", "2001-09-11"),
    # weekdays
    ("on Tuesday", "Tuesday", "point", "2020-10-27", "2020-10-27"),
    ("on Saturday", "Saturday", "point", "2020-10-31", "2020-10-31"),
    ("early on Wednesday", "early on Wednesday", "point", "2020-10-28", "2020-10-28"),
    ("Wednesday morning", "Wednesday morning", "point", "2020-10-28", "2020-10-28"),
    ("last Saturday", "last Saturday", "point", "2020-10-24", "2020-10-24"),
    ("this Tuesday", "this Tuesday", "point", "2020-10-27", "2020-10-27"),
    ("next Tuesday", "next Tuesday", "point", "2020-11-03", "2020-11-03"),
    ("on Thursday last week", "Thursday last week", "point", "2020-10-22", "2020-10-22"),
    # days near publication
    ("yesterday afternoon", "yesterday afternoon", "point", "2020-10-30", "2020-10-30"),
    ("the day before yesterday", "the day before yesterday", "point", "2020-10-29", "2020-10-29"),
    ("TODAY", "TODAY", "point", "2020-10-31", "2020-10-31"),
    ("this morning", "this morning", "point", "2020-10-31", "2020-10-31"),
    ("last night", "last night", "point", "2020-10-30", "2020-10-30"),
    ("tonight", "tonight", "point", "2020-10-31", "2020-10-31"),
    ("tomorrow", "tomorrow", "point", "2020-11-01", "2020-11-01"),
    ("overnight", "overnight", "period", "2020-10-30", "2020-10-31"),
    # months, years, seasons, decades
    ("in September 2020", "September 2020", "period", "2020-09", "2020-09"),
    ("in January", "January", "period", "2020-01", "2020-01"),
    ("in December", "December", "period", "2020-12", "2020-12"),
    ("in May", "May", "period", "2020-05", "2020-05"),
    ("IN MARCH", "MARCH", "period", "2020-03", "2020-03"),
    ("in march", "march", "period", "2020-03", "2020-03"),
    ("last March", "last March", "period", "2020-03", "2020-03"),
    ("May last year", "May last year", "period", "2019-05", "2019-05"),
    ("in early March", "early March", "period", "2020-03~", "2020-03~"),
    ("mid-June", "mid-June", "period", "2020-06~", "2020-06~"),
    ("the end of March", "end of March", "period", "2020-03~", "2020-03~"),
    ("in 2014", "2014", "period", "2014", "2014"),
    ("the 2016 coup", "2016", "period", "2016", "2016"),
    ("in 1777", "1777", "period", "1777", "1777"),
    ("late 2016", "late 2016", "period", "2016~", "2016~"),
    ("2013-15", "2013-15", "period", "2013", "2015"),
    ("the war in the 1990s", "1990s", "period", "1990", "1999"),
    ("the early 1990s", "early 1990s", "period", "1990~", "1999~"),
    ("the summer of 2016", "summer of 2016", "period", "2016-22", "2016-22"),
    ("last summer", "last summer", "period", "2020-22~", "2020-22~"),
    # this, last, past
    ("last week", "last week", "period", "2020-10-19", "2020-10-25"),
    ("this week", "this week", "period", "2020-10-26", "2020-11-01"),
    ("earlier this week", "earlier this week", "period", "2020-10-26", "2020-10-31"),
    ("last month", "last month", "period", "2020-09", "2020-09"),
    ("this year", "this year", "period", "2020", "2020"),
    ("late last year", "late last year", "period", "2019~", "2019~"),
    ("at the weekend", "the weekend", "period", "2020-10-31", "2020-11-01"),
    ("over the past three days", "the past three days", "period", "2020-10-28", "2020-10-31"),
    ("in the last 24 hours", "the last 24 hours", "period", "2020-10-30", "2020-10-31"),
    ("Killed in Last Four Days of Fighting", "Last Four Days", "period", "2020-10-27", "2020-10-31"),
    ("the last week", "the last week", "period", "2020-10-24", "2020-10-31"),
    ("for the past year", "the past year", "period", "2019-10~", "2020-10-31"),
    ("in recent days", "recent days", "period", "2020-10-24~", "2020-10-31"),
    ("will come in the next three days", "the next three days", "period", "2020-10-31", "2020-11-03"),
    # ago
    ("three days ago", "three days ago", "point", "2020-10-28", "2020-10-28"),
    ("two weeks ago", "two weeks ago", "period", "2020-10-17~", "2020-10-17~"),
    ("about a month ago", "about a month ago", "period", "2020-09~", "2020-09~"),
    ("six years ago", "six years ago", "period", "2014~", "2014~"),
    ("more than six years ago", "more than six years ago", "period", "2014~", "2014~"),
    ("nearly two years ago", "nearly two years ago", "period", "2019~", "2019~"),
    ("seven years ago today", "seven years ago today", "point", "2013-10-31", "2013-10-31"),
    # open ends
    ("since September 27", "since September 27", "since", "2020-09-27", None),
    ("since Monday", "since Monday", "since", "2020-10-26", None),
    ("since 2014", "since 2014", "since", "2014", None),
    ("since mid-February 2019", "since mid-February 2019", "since", "2019-02~", None),
    ("after Monday", "after Monday", "since", "2020-10-26", None),
    ("until Friday", "until Friday", "until", None, "2020-11-06"),
    ("until 2011", "until 2011", "until", None, "2011"),
    ("by the end of March 2021", "by the end of March 2021", "until", None, "2021-03~"),
    ("before 2011", "before 2011", "until", None, "2010"),
    ("before 1 March 2016", "before 1 March 2016", "until", None, "2016-02-29"),
    ("after Monday's attack", "Monday", "point", "2020-10-26", "2020-10-26"),
    ("after the 2016 coup", "2016", "period", "2016", "2016"),
    # from, to
    ("from 3 to 5 May", "3 to 5 May", "period", "2020-05-03", "2020-05-05"),
    ("between May 3 and May 5", "between May 3 and May 5", "period", "2020-05-03", "2020-05-05"),
    ("from 3 May to 5 June 2019", "from 3 May to 5 June 2019", "period", "2019-05-03", "2019-06-05"),
    ("from December to February", "from December to February", "period", "2019-12", "2020-02"),
    ("from Monday to Wednesday", "from Monday to Wednesday", "period", "2020-10-26", "2020-10-28"),
    ("from 2005 to 2014", "from 2005 to 2014", "period", "2005", "2014"),
    ("January – August 2018", "January – August 2018", "period", "2018-01", "2018-08"),
    ("25-26 January 2018", "25-26 January 2018", "period", "2018-01-25", "2018-01-26"),
    # beside numbers
    ("In May 12 civilians were killed", "May", "period", "2020-05", "2020-05"),
    ("On Monday 12 people died", "Monday", "point", "2020-10-26", "2020-10-26"),
    ("11:30 on 5 May", "5 May", "point", "2020-05-05", "2020-05-05"),
    # told from a moment in the story, or from none
    ("two weeks earlier", "two weeks earlier", "period", None, None),
    ("the next day", "the next day", "point", None, None),
    ("Over the next three years he returned", "the next three years", "period", None, None),
    ("years ago", "years ago", "period", None, None),
]

UNDATED = [
    ("on Tuesday", "point", None, None),
    ("three days ago", "point", None, None),
    ("last week", "period", None, None),
    ("since Monday", "since", None, None),
    ("September 27", "point", "XXXX-09-27", "XXXX-09-27"),
    ("in May", "period", "XXXX-05", "XXXX-05"),
    ("since September 27", "since", "XXXX-09-27", None),
    ("from 3 to 5 May", "period", "XXXX-05-03", "XXXX-05-05"),
    ("May last year", "period", "XXXX-05", "XXXX-05"),
    ("27 September 2020", "point", "2020-09-27", "2020-09-27"),
    ("in 2014", "period", "2014", "2014"),
]

# One text between bars.
NO_TIMES = """
verbs, names        | it may have failed | at least 2 may have died | they march on | will march 10 miles
                    | Theresa May said | a second attack | the sun
                    | the March 14 alliance | Black September | Bloody Sunday | Friday prayers | Sunday Times
                    | Russia Today
how long, how old   | for five days | five years | 34-year-old | long ago | every Friday
hours               | at 11:30 | at 2000 hours
counts, numbers     | 2,014 people | some 2000 troops | Resolution 1701 | section 1983 | the M-2014 | 31/31/2020
                    | February 30
last, past          | the last bastion | past the walls | the last days of the war | the year
"""


def texts_of(table: str) -> list[str]:
    """The texts of a table of kind | text | text."""
    return [text.strip() for line in table.strip().splitlines() for text in line.split("|")[1:]]


def shown(text: str, mention: TimeMention) -> tuple[str, str, str | None, str | None]:
    return text[mention.start : mention.end], mention.kind, mention.time.start, mention.time.end


@pytest.mark.parametrize(("text", "words", "kind", "start", "end"), MENTIONS, ids=[row[0] for row in MENTIONS])
def test_words_name_a_time(text: str, words: str, kind: str, start: str | None, end: str | None) -> None:
    found = find_times(text, published=PUBLISHED)
    assert [shown(text, mention) for mention in found] == [(words, kind, start, end)]
    assert found[0].time.text == words


@pytest.mark.parametrize(("text", "kind", "start", "end"), UNDATED)
def test_without_a_publication_date_nothing_is_guessed(
    text: str, kind: str, start: str | None, end: str | None
) -> None:
    (found,) = find_times(text, published=None)
    assert (found.kind, found.time.start, found.time.end) == (kind, start, end)


@pytest.mark.parametrize("text", texts_of(NO_TIMES))
def test_other_words_are_left_alone(text: str) -> None:
    assert find_times(text, published=PUBLISHED) == []


@pytest.mark.parametrize(
    ("text", "ahead"),
    [("will meet on Tuesday", "2020-11-03"), ("will begin on 15 January", "2021-01-15"), ("due in May", "2021-05")],
)
def test_the_forward_reading_is_kept_beside_the_past_one(text: str, ahead: str) -> None:
    (found,) = find_times(text, published=PUBLISHED)
    assert found.ahead is not None
    assert (found.ahead.start, found.ahead.end) == (ahead, ahead)


@pytest.mark.parametrize("text", ["27 September 2020", "yesterday", "last Tuesday", "in 2014", "since Monday"])
def test_what_cannot_look_ahead_has_no_forward_reading(text: str) -> None:
    assert find_times(text, published=PUBLISHED)[0].ahead is None


@pytest.mark.parametrize(
    ("text", "first"), [("02/05/2018 and 30/04/2018", "2018-05-02"), ("02/05/2018 and 04/30/2018", "2018-02-05")]
)
def test_another_date_of_the_text_shows_which_comes_first(text: str, first: str) -> None:
    assert find_times(text, published=None)[0].time.start == first


@pytest.mark.parametrize("published", ["", "soon", "2020-13-01", "0000-00-00", "9999-12-31", "31 October 2020"])
def test_an_unusable_publication_date_is_no_date(published: str) -> None:
    assert find_times("on Tuesday", published=published)[0].time.start is None


WORDS = """
0 1 3 12 31 30th 89 2014 1990s 2020-09-27 03/04/2020 9999 / - – , . ( ) ' ’ 's İ May march MARCH Sept. September
december february Tuesday tue, yesterday today overnight last this next past coming recent the of in on since
until by before after from to between and early late mid end night week weekend month year days weeks hours
decades ago earlier today few several a two and half more than about summer people killed will
"""
PIECES = st.sampled_from(["\n", "\u00a0", *WORDS.split()])
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES).map("".join))
DATES = st.one_of(st.none(), st.dates(date(1000, 1, 1), date(3000, 12, 31)).map(date.isoformat), st.text(max_size=12))
# EDTF: a year or XXXX, then a month or season, then a day; "~" for about.
EDTF = re.compile(r"(?:[0-9]{4}|XXXX)(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?|-2[1-4])?~?")


@given(TEXTS, DATES)
def test_whatever_the_text_mentions_are_ordered_spans_with_valid_times(text: str, published: str | None) -> None:
    found = find_times(text, published=published)
    last = 0
    for mention in found:
        assert last <= mention.start < mention.end <= len(text)
        assert mention.time.text == text[mention.start : mention.end]
        last = mention.end
        for named in filter(None, (mention.time, mention.ahead)):
            assert all(EDTF.fullmatch(end) for end in (named.start, named.end) if end is not None)
            assert is_ordered(named.start, named.end)
    assert find_times(text, published=published) == found


def is_ordered(start: str | None, end: str | None) -> bool:
    """As far as both are precise."""
    if start is None or end is None:
        return True
    length = min(len(start.rstrip("~")), len(end.rstrip("~")))
    return start[:length] <= end[:length]


REPEATED = ["1", " ", "a", "\n", "1/", "2014 ", "2014-", "3 may ", "may ", "monday ", "weeks ", "since the ", "last "]


@pytest.mark.parametrize("piece", REPEATED)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    begun = time.process_time()
    find_times(text, published=PUBLISHED)
    # A few microseconds a character; one that went over the text again for every word would need minutes.
    assert time.process_time() - begun < 20
