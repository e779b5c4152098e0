"""Calendar dates as news writes them. To add a case, add a row."""

import pytest

from casus.intake.dates import WrittenDate, parse_date_field, parse_written_date


@pytest.mark.parametrize(
    ("words", "year", "month", "day"),
    [
        ("Oct. 30", None, 10, 30),
        ("October 30, 2020", 2020, 10, 30),
        ("30 October 2020", 2020, 10, 30),
        ("30th of October 2020", 2020, 10, 30),
        ("Friday, 30 Oct 2020 10:15", 2020, 10, 30),
        ("30 Oct 10:15", None, 10, 30),
        ("24 OCT 89", 1989, 10, 24),
        ("3 JAN 06", 2006, 1, 3),
        ("Sept 3", None, 9, 3),
        ("2020-10-30", 2020, 10, 30),
    ],
)
def test_written_dates_are_read(words: str, year: int | None, month: int, day: int) -> None:
    assert parse_written_date(words) == WrittenDate(year, month, day)


@pytest.mark.parametrize("words", ["", "Monday", "the 1990s", "Marching 5", "October", "in May", "40 October"])
def test_other_words_are_no_dates(words: str) -> None:
    assert parse_written_date(words) is None


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2020-10-30", "2020-10-30"),
        ("2020-10-30T23:15:00+02:00", "2020-10-30"),
        ("20201030", "2020-10-30"),
        ("2020/10/30", "2020-10-30"),
        ("30/10/2020", "2020-10-30"),
        ("10/30/2020", "2020-10-30"),
        ("30.10.2020", "2020-10-30"),
        ("04/04/2020", "2020-04-04"),
        ("Fri, 30 Oct 2020 10:00:00 GMT", "2020-10-30"),
        ("October 30, 2020", "2020-10-30"),
    ],
)
def test_date_fields_are_read(value: str, iso: str) -> None:
    assert parse_date_field(value) == iso


@pytest.mark.parametrize(
    "value", ["03/04/2020", "yesterday", "2020-13-01", "2021-02-29", "30 October", "2020", "9999-01-01", ""]
)
def test_fields_that_leave_the_day_open_give_no_date(value: str) -> None:
    assert parse_date_field(value) is None
