"""Calendar dates as news writes them: Oct. 30 · 30 October 2020 · 24 OCT 89 · 2020-10-30."""

import datetime
import re
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,3})?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
# Two digits are a year only where no third digit or clock time follows ("30 Oct 10:15").
_YEAR = r"(?:,?\s{1,3}(?:\d{4}|['’]?\d{2})(?![\d:]))?"
_MONTH_FIRST = rf"{_MONTH}\s{{0,3}}{_DAY}\b{_YEAR}"
_DAY_OF_MONTH = rf"{_DAY}\s{{0,3}}(?:of\s)?{_MONTH}(?!\w){_YEAR}"
WRITTEN_DATE = rf"(?i:{_WEEKDAY}(?:{_MONTH_FIRST}|{_DAY_OF_MONTH}|\d{{4}}-\d\d-\d\d))"
"""A date in words or ISO form, the year optional; for use inside other patterns, without groups that capture."""

_NUMBER_WORD = re.compile(r"\d+|[a-z]{3,}", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)|(\d{4})(\d\d)(\d\d)(?!\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_WRITTEN = re.compile(WRITTEN_DATE)


class WrittenDate(NamedTuple):
    """A day of the calendar; `year` is None where the words leave it out."""

    year: int | None
    month: int
    day: int

    def iso(self) -> str | None:
        """YYYY-MM-DD, or None without a year or for a day that does not exist."""
        return None if self.year is None else _iso(self.year, self.month, self.day)


def parse_written_date(words: str) -> WrittenDate | None:
    """The date at the start of `words`, or None. A two-digit year from 50 on is of the 20th century."""
    found = _WRITTEN.match(words.strip())
    if not found:
        return None
    text = found.group()
    if iso := _ISO.match(text):
        return WrittenDate(*(int(part) for part in iso.groups()[:3]))
    month, numbers = 0, []
    for part in _NUMBER_WORD.findall(text):
        if part.isdigit():
            numbers.append(part)
        elif part[:3].lower() in _MONTHS:
            month = _MONTHS.index(part[:3].lower()) + 1
    day = int(numbers[0])
    year = _full_year(numbers[1]) if len(numbers) > 1 else None
    return WrittenDate(year, month, day) if 1 <= day <= 31 else None


def parse_date_field(value: str) -> str | None:
    """The ISO date in a data field ("2020-10-30T10:00Z", "Fri, 30 Oct 2020 10:00:00 GMT", "30/10/2020").

    None where there is none or where day and month cannot be told apart ("03/04/2020").
    """
    text = value.strip()[:80]
    if found := _ISO.match(text):
        year, month, day = (int(part) for part in found.groups() if part is not None)
        return _iso(year, month, day)
    if found := _DAY_FIRST.match(text):
        first, second, year = (int(part) for part in found.groups())
        if first > 12 or first == second:
            return _iso(year, second, first)
        return _iso(year, first, second) if second > 12 else None
    written = parse_written_date(text)
    return written.iso() if written else None


def _full_year(digits: str) -> int:
    year = int(digits)
    if year >= 100:
        return year
    return year + (1900 if year >= 50 else 2000)


def _iso(year: int, month: int, day: int) -> str | None:
    """YYYY-MM-DD if that day exists and news could have been printed on it."""
    if not 1600 <= year <= 2100 or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    last_day = (following - datetime.timedelta(days=1)).day
    return f"{year:04}-{month:02}-{day:02}" if day <= last_day else None
