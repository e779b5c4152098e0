"""The first and last day that a stated time may mean."""

import calendar
import re

from casus.records import Time

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?~?")


def days_of(time: Time | None) -> tuple[str | None, str | None]:
    """(first, last) as ISO dates; None where that end is open, or its year is not known.

    A season (month 21 to 24 of EDTF) does not say on which half of the globe: it is taken for its whole year.
    """
    if time is None:
        return None, None
    return _day(time.start, is_last=False), _day(time.end, is_last=True)


def _day(written: str | None, *, is_last: bool) -> str | None:
    match = _DATE.fullmatch(written or "")
    if match is None:
        return None
    year, month, day = match.groups()
    if month is None or int(month) > 12:
        return f"{year}-12-31" if is_last else f"{year}-01-01"
    if day is None:
        day = f"{calendar.monthrange(int(year), int(month))[1]}" if is_last else "01"
    return f"{year}-{month}-{day}"
