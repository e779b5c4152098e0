"""The first and last day that a stated time may mean."""

import calendar
import re

from casus.records import Time

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?~?")
_SEASONS = ("21", "22", "23", "24")


def days_of(time: Time | None) -> tuple[str | None, str | None]:
    """(first, last) as ISO dates; None where that end is open, its year is not known, or no calendar has it.

    A season (month 21 to 24 of EDTF) does not say on which half of the globe: it is taken for its whole year.
    """
    if time is None:
        return None, None
    return _day(time.start, is_last=False), _day(time.end, is_last=True)


def _day(written: str | None, *, is_last: bool) -> str | None:
    match = _DATE.fullmatch(written or "")
    if match is None or match[1] == "0000":
        return None
    year, month, day = match.groups()
    if month is None or (month in _SEASONS and day is None):
        return f"{year}-12-31" if is_last else f"{year}-01-01"
    if not 1 <= int(month) <= 12:
        return None
    longest = calendar.monthrange(int(year), int(month))[1]
    if day is None:
        day = f"{longest}" if is_last else "01"
    return f"{year}-{month}-{day}" if 1 <= int(day) <= longest else None
