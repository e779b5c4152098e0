"""News agencies that a report is from, as the lines around its text and the names of its authors say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from casus.intake.dates import WRITTEN_DATE, parse_date_field
from casus.intake.lines import Line, ends_sentence
from casus.knowledge.agencies import is_agency

_BETWEEN = re.compile(r"\s*(?:[,;/|&()]|\b(?:and|with|in|by|for|staff)\b)\s*", re.IGNORECASE)
_LONGEST, _MOST = 500, 20
"""Characters of a name, names of an entry."""
_TOP = 6
"""Lines among which the mark stands above the body."""
_NAME = r"(?P<name>[^\W\d_][\w.&’'-]*(?: [^\W\d_][\w.&’'-]*){0,4})"
_ABOVE = re.compile(
    rf"(?:(?P<source>[Ss]ource|SOURCE)\s?:\s?)?{_NAME}"
    rf"(?:\s*[|,·•/–-]\s*(?P<date>{WRITTEN_DATE})(?:[\sT,|•-]{{0,3}}\d{{1,2}}:\d\d[^.!?]{{0,40}}|\s*\|[^.!?]{{0,80}})?)?"
)
_BEHIND = re.compile(
    rf"(?:(?P<label>(?:Source|SOURCE)\s?:\s?)|(?P<open>[(\[/])|[–—-]{{1,2}}\s*){_NAME}(?(open)[)\]/])\.?"
)


class WireMark(NamedTuple):
    """A line that says which agency a report is from. published: the ISO date in it."""

    line: int
    agency: str
    published: str | None


def agency_among(names: Iterable[object]) -> str | None:
    """The first news agency among the names of authors ("Jane Doe, Reuters"), as written; None where there is none."""
    for _, name in zip(range(_MOST), names, strict=False):
        parts = _BETWEEN.split(name[:_LONGEST]) if isinstance(name, str) else []
        for part in parts:
            words = " ".join(part.split())
            # A shared mark may be an author's first name ("Petra"), not one in capitals.
            if is_agency(words, alone=not words.isupper()) or (words.islower() and is_agency(words.upper())):
                return words
    return None


def find_mark(lines: Sequence[Line]) -> WireMark | None:
    """The line above a text ("Xinhua | 2020-10-30", "Source: TASS") or the last one ("(AFP)"); None without one.

    Only known agencies count.
    """
    if len(lines) < 2:
        return None
    for number, line in enumerate(lines[:_TOP]):
        found = _ABOVE.fullmatch(line.text) if len(line.text) < 160 else None
        if found and (found["source"] or found["date"]) and is_agency(found["name"]):
            return WireMark(number, found["name"], parse_date_field(found["date"]) if found["date"] else None)
    last = len(lines) - 1
    found = _BEHIND.fullmatch(lines[last].text) if len(lines[last].text) < 60 else None
    if found and is_agency(found["name"]) and ends_sentence(lines[last - 1].text):
        return WireMark(last, found["name"], None)
    return None
