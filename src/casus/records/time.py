"""When something happened."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A day or a period, both ends inclusive, as EDTF strings (ISO 8601-2).

    start, end: "2020-09-27", "2020-09", "2020", "XXXX-09-27" (year unknown), "2020-09~" (about); None when
    that end is open or unknown. One day has the same start and end. text: the words, or None.
    """

    start: str | None = None
    end: str | None = None
    text: str | None = None
