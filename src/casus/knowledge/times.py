"""When, as the words say: EDTF (ISO 8601-2) days and periods for "27 September 2020", "on Tuesday", "since 2014".

Our own rules, not dateparser: that library reads one date string at a time, guesses what is missing (the month
first in 03/04/2020), knows no periods, no open ends and no EDTF, and its search through a text is far slower than
all else casus does with it. English news needs few forms; they are listed here.

One pattern finds the words that can stand for a time; a short pattern per kind of word reads the piece there. Then
the words left of each piece ("since", "early", "the night of") and two pieces that make one period ("from 3 May to
5 May") are put together. All patterns look at a bounded stretch of text.

How words are resolved against the day of publication:

- A weekday is the last such day on or before it; "last Tuesday" lies before it, "next Tuesday" in the week after.
- A month or a day without a year lies in the past, unless the next one is at most 60 days ahead.
- "last week" is the Monday to Sunday before. "over the past three days" ends on the day of publication.
- Days are exact; weeks ago are a day with "~" (about), months a month with "~", years a year with "~". The same
  mark stands on "early March" (2018-03~), "mid-2014", "recent weeks". "More than six years ago" is six and a half.
- A season keeps the season number of EDTF (2016-22 is summer 2016; north or south is not said).
- "two weeks earlier", "the next day" count from a moment in the story, so they stay unresolved, and so does "the
  next three years" without a word that looks ahead. Unresolved are also "years ago" and, without a day of
  publication, everything relative.
- Of 03/04/2020 only the year is sure, unless another date of the text shows whether the day or the month is first.
- Where a weekday and a date disagree ("Thursday April 5"), the date counts.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from casus.knowledge.numbers import (
    AFTER_VERB,
    CARDINALS,
    COUNTED,
    MONTH,
    MONTH_NAMES,
    UNIT_FOLLOWS,
    any_of,
    compile_words,
    is_clock,
    is_month,
    is_year,
    lowered,
    names_a_thing,
)
from casus.records import Time

Kind = Literal["point", "period", "since", "until"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """Words that say when.

    start, end: [start, end) of the words, equal to `time.text`.
    time: what they name; both ends None when unresolved.
    kind: point = one day; period = more than a day, or less known; since = open end; until = open start. Bare
        durations ("for five days") say how long, not when, and are no mentions.
    ahead: what the words name when they look forward ("will meet on Tuesday"), where that is not the same.
    """

    start: int
    end: int
    time: Time
    kind: Kind
    ahead: Time | None = None


class _Piece(NamedTuple):
    """The core of a mention, without "since" or "early".

    first, last: EDTF; None = unresolved. is_day: names one day. day_of: (month, day or None) where the year is not
    said, so that "3 May" can take it from "to 5 June 2019". ahead: (first, last) when read forward.
    """

    start: int
    end: int
    first: str | None = None
    last: str | None = None
    is_day: bool = False
    day_of: tuple[int, int | None] | None = None
    ahead: tuple[str, str] | None = None


# --- vocabulary --------------------------------------------------------------------------------------------------

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_SHORT_DAYS = "mon tue tues wed thu thur thurs fri sat sun"
_MONTH_NUMBER = {name[:3]: number for number, name in enumerate(MONTH_NAMES.split(), start=1)}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_DAYS_IN = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
_MONTHS_IN = {"month": 1, "year": 12, "decade": 120}
_YEAR = "(?:1[0-9]{3}|20[0-9]{2})"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])(?:st|nd|rd|th)?"
_UNITS_OF_TIME = "hour day night week fortnight weekend month year decade"
_UNIT = any_of(_UNITS_OF_TIME)
_PART_OF_DAY = "(?:(?:early|late)[ -])?(?:morning|afternoon|evening|night|midnight|midday|noon)"
_COUNT = (
    r"[0-9]{1,4}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -]"
    rf"(?:one|two|three|four|five|six|seven|eight|nine)|{any_of(' '.join(CARDINALS))}"
    r"|(?:a )?few|several|(?:a )?couple(?: of)?|(?:two|a) dozen|many"
)
_THIS = any_of("week weekend fortnight month year decade spring summer autumn winter morning afternoon evening night")
_TRIGGER = compile_words(
    r"\b(?:(?P<digits>[0-9])"
    rf"|(?P<weekday>{any_of(_WEEKDAYS)}\b|{any_of(_SHORT_DAYS)}\b\.?,? (?=[0-9]|{MONTH}))"
    rf"|(?P<month>{MONTH}(?![a-z]))"
    r"|(?P<near>(?:yesterday|today|tonight|tomorrow|overnight)\b)"
    rf"|(?P<ago>{any_of(_UNITS_OF_TIME + ' minute')}s?(?: and a half)? (?:ago|earlier|later)\b)"
    rf"|(?P<relative>this (?={_THIS}\b)|(?:last|next|past|coming|recent|following|previous|same) (?=[0-9a-z]))"
    rf"|(?P<season>(?:spring|summer|autumn|fall|winter)(?: of|,)? (?={_YEAR}\b))"
    r"|(?P<the>the (?:weekend|week|month|year)\b))"
)


# --- days and EDTF -----------------------------------------------------------------------------------------------


def _publication_day(published: str | None) -> date | None:
    """The day of an ISO date or time stamp; None when it is none or too far off to reckon from."""
    if published is None or not _ISO_START.match(published):
        return None
    year, month, day = (int(part) for part in published[:10].split("-"))
    return date(year, month, day) if 1000 <= year <= 3000 and _is_real(year, month, day) else None


_ISO_START = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _is_real(year: int | None, month: int, day: int) -> bool:
    """Is there such a day? Without a year 29 February is one."""
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS_OF_MONTH[month - 1]:
        return False
    is_leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return (month, day) != (2, 29) or is_leap


def _edtf(year: int | None, month: int | None = None, day: int | None = None) -> str:
    parts = ["XXXX" if year is None else f"{year:04d}"]
    return "-".join(parts + [f"{part:02d}" for part in (month, day) if part is not None])


def _about(edtf: str) -> str:
    return edtf if edtf.endswith("~") else edtf + "~"


def _months_before(today: date, months: int) -> tuple[int, int] | None:
    """(year, month) so many months before `today`; None outside the calendar."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return (year, month + 1) if 1 <= year <= 9999 else None


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


def _shifted(today: date, unit: str, steps: int) -> tuple[str, str] | None:
    """The calendar week, month, year, decade or weekend `steps` away from the one `today` is in."""
    if unit in ("week", "weekend", "fortnight"):
        monday = _monday(today) + timedelta(days=7 * steps)
        first = monday + timedelta(days=5) if unit == "weekend" else monday
        return first.isoformat(), (monday + timedelta(days=6)).isoformat()
    if unit == "month":
        at = _months_before(today, -steps)
        return (_edtf(*at), _edtf(*at)) if at else None
    if unit == "year":
        return _edtf(today.year + steps), _edtf(today.year + steps)
    decade = today.year // 10 * 10 + 10 * steps
    return (_edtf(decade), _edtf(decade + 9)) if unit == "decade" else None


def _years_of(today: date, month: int, day: int | None) -> tuple[int, int]:
    """The year of the last such day (or month) up to `today`, and of the first from it on."""
    behind, ahead = today.year, today.year
    if day is None:
        behind -= month > today.month
        ahead += month < today.month
        return behind, ahead
    while not _is_real(behind, month, day) or date(behind, month, day) > today:
        behind -= 1
    while not _is_real(ahead, month, day) or date(ahead, month, day) < today:
        ahead += 1
    return behind, ahead


_SOON = 60  # days ahead within which a date without a year is taken to be still to come


def _without_year(start: int, end: int, month: int, day: int | None, today: date | None) -> _Piece:
    """ "September 27", "in January": the year that puts it nearest before publication, or shortly after it."""
    if today is None:
        unknown = _edtf(None, month, day)
        return _Piece(start, end, unknown, unknown, is_day=day is not None, day_of=(month, day))
    behind, ahead = _years_of(today, month, day)
    is_soon = ahead > behind and (date(ahead, month, day or 1) - today).days <= _SOON
    # "In February" in a report of December is the month that is past; only a day is looked for across New Year.
    year = ahead if is_soon and (day is not None or ahead == today.year) else behind
    chosen, forward = _edtf(year, month, day), _edtf(ahead, month, day)
    return _Piece(start, end, chosen, chosen, day is not None, (month, day), (forward, forward))


# --- dates that name a day, a month or a year --------------------------------------------------------------------

_THIS_YEAR = r"(?:,? (?:of )?(?P<which>last|this|next) year\b)"
_ITS_YEAR = rf"(?:,? (?:of )?(?P<year>{_YEAR})(?![0-9]|[,.:/][0-9]|-?strong)|{_THIS_YEAR})"
_TO_DAY = r"(?:st|nd|rd|th)?(?:\s?[-–/]\s?| (?:and|or|to|through|until) )"
_ISO_DATE = re.compile(rf"(?P<y>{_YEAR})-(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}})(?![0-9])")
_NUMERIC = re.compile(r"(?P<a>[0-9]{1,2})(?P<sep>[/.-])(?P<b>[0-9]{1,2})(?P=sep)(?P<y>[0-9]{4})(?![0-9])")
_DAY_MONTH = compile_words(
    rf"(?P<day>{_DAY})(?:{_TO_DAY}(?P<to>{_DAY}))?(?:[ -](?:of )?|(?=[a-z]))(?P<month>{MONTH})(?![a-z])"
    rf"(?:{_ITS_YEAR}| ['’](?P<apostrophe>[0-9]{{2}})(?![0-9])"
    rf"|[ -](?P<short>[0-9]{{2}})(?=\s?(?:[(\[–—-]|$)))?"
)
_MONTH_DAY = compile_words(
    rf"(?P<month>{MONTH})[ -](?:the )?(?P<day>{_DAY})(?![0-9:/%]|[.,][0-9]|\s?[ap]\.?m\b)"
    rf"(?:{_TO_DAY}(?P<to>{_DAY})(?![0-9:/%]|[.,][0-9]))?{_ITS_YEAR}?"
)
_MONTH_YEAR = compile_words(rf"(?P<month>{MONTH})(?:{_ITS_YEAR}| ['’](?P<apostrophe>[0-9]{{2}})(?![0-9]))")
_YEARS = re.compile(rf"(?P<from>{_YEAR})\s?[-–/]\s?(?:(?P<to>{_YEAR})|(?P<short>[0-9]{{2}}))(?![0-9]|-)")
_DECADE = re.compile(r"(?P<decade>(?:1[5-9]|20)[0-9]0)['’]?s\b")
_SHORT_DECADE = re.compile(r"(?P<tens>[6-9])0s\b")
_SHORT_DECADE_LEFT = compile_words(r"\b(?:the|early|late|mid)[ -]['’]?$")
_BARE_YEAR = re.compile(rf"{_YEAR}(?!\w|[.,:/][0-9]|-(?:strong|man|member|bed|odd|plus|pound|mile|km|metre)\b)")
_GLUED_LEFT = re.compile(r"(?:[./:#$£€@_]|[0-9]-|\b[a-z]{1,2}-)$")
_NINE_ELEVEN = re.compile(r"9/11(?![0-9/])")
_SEPTEMBER_11 = compile_words(r" (?:terror(?:ist)?s? )?(?:attacks?|hijack\w*|commission|era)\b")
# "the March 14 alliance", "the 19 April Movement": a name, not a day.
_NAMED_AFTER = compile_words(
    r" (?:movement|alliance|bloc|brigades?|organi[sz]ation|battalions?|revolution|revolutionary|coalition)\b"
)
_ON_LEFT = compile_words(r"\b(?:on|since|until|from|of) $")
_IN_MONTH = compile_words(r"\b(?:in|during|last|this) $")
_WINDOW = 48  # characters looked at on the left


def _left(pattern: re.Pattern[str], low: str, start: int, since: int = 0) -> re.Match[str] | None:
    """`pattern`, which ends in "$", against the words that end at `start`."""
    return pattern.search(low, max(since, start - _WINDOW), start)


class _Context(NamedTuple):
    """What every reader of a piece may look at. day_first: is the day first in 03/04/2020, None = the text does
    not tell. since: the end of the piece before."""

    text: str
    low: str
    today: date | None
    day_first: bool | None
    since: int


def _from_digits(at: _Context, found: re.Match[str]) -> _Piece | None:
    """A piece that starts with a digit: ISO and numeric dates, "27 September 2020", years, decades."""
    low, start = at.low, found.start()
    if _GLUED_LEFT.search(low, max(0, start - 3), start):
        return None
    return (
        _iso_date(low, start)
        or _numeric_date(at, start)
        or _day_month(at, start)
        or _years(low, start)
        or _decade(low, start)
        or _bare_year(at, start)
    )


def _calendar(start: int, end: int, year: int | None, month: int, day: int) -> _Piece | None:
    if not _is_real(year, month, day):
        return None
    edtf = _edtf(year, month, day)
    return _Piece(start, end, edtf, edtf, is_day=True)


def _iso_date(low: str, start: int) -> _Piece | None:
    match = _ISO_DATE.match(low, start)
    return _calendar(start, match.end(), int(match["y"]), int(match["m"]), int(match["d"])) if match else None


def _day_first(low: str) -> bool | None:
    """Whether the numeric dates of a text put the day or the month first, where one of them shows it."""
    pairs = [(int(match["a"]), int(match["b"])) for match in _NUMERIC.finditer(low) if match["sep"] != "."]
    has_day_first = any(a > 12 >= b for a, b in pairs)
    has_month_first = any(b > 12 >= a for a, b in pairs)
    return has_day_first if has_day_first != has_month_first else None


def _numeric_date(at: _Context, start: int) -> _Piece | None:
    """27/09/2020. Where day and month could be either, only the year is sure. Dots put the day first."""
    if match := _NINE_ELEVEN.match(at.low, start):
        return _calendar(start, match.end(), 2001, 9, 11)
    match = _NUMERIC.match(at.low, start)
    if match is None or not 1000 <= int(match["y"]) <= 2099:
        return None
    first, second, year, end = int(match["a"]), int(match["b"]), int(match["y"]), match.end()
    is_open = 1 <= first <= 12 and 1 <= second <= 12 and first != second and match["sep"] != "."
    if is_open and at.day_first is None:
        return _Piece(start, end, _edtf(year), _edtf(year))
    is_month_first = second > 12 or (is_open and not at.day_first)
    month, day = (first, second) if is_month_first else (second, first)
    return _calendar(start, end, year, month, day)


def _day_month(at: _Context, start: int) -> _Piece | None:
    match = _DAY_MONTH.match(at.low, start)
    if match is None or not is_month(at.text, at.low, *match.span("month")):
        return None
    return _day_of_month(at, match)


def _day_of_month(at: _Context, match: re.Match[str]) -> _Piece | None:
    """The day or days of a match with month, day, to and a year in one of its forms."""
    low, start, end = at.low, match.start(), match.end()
    if _NAMED_AFTER.match(low, end) and not _left(_ON_LEFT, low, start):
        return None
    month, day = _MONTH_NUMBER[match["month"][:3]], _number_of(match["day"])
    is_known, year = _year_of(at, match)
    if not is_known and (month, day) == (9, 11) and _SEPTEMBER_11.match(low, end):
        is_known, year = True, 2001
    last = _number_of(match["to"]) if match["to"] else day
    if not _is_real(year, month, day) or not _is_real(year, month, last) or last < day:
        return None
    if last == day and is_known:
        return _calendar(start, end, year, month, day)
    if last == day:
        return _without_year(start, end, month, day, at.today)
    if is_known:
        return _Piece(start, end, _edtf(year, month, day), _edtf(year, month, last))
    piece = _without_year(start, end, month, last, at.today)
    first = (piece.first or "")[:-2] + f"{day:02d}"
    ahead = (piece.ahead[0][:-2] + f"{day:02d}", piece.ahead[1]) if piece.ahead else None
    return piece._replace(first=first, is_day=False, day_of=None, ahead=ahead)


def _number_of(day: str) -> int:
    return int(day.rstrip("stndrh"))


def _year_of(at: _Context, match: re.Match[str]) -> tuple[bool, int | None]:
    """(is a year said, the year or None when it is relative and the day of publication unknown)."""
    groups = match.groupdict()
    if groups.get("year"):
        return True, int(groups["year"])
    if groups.get("which"):
        steps = {"last": -1, "this": 0, "next": 1}[groups["which"]]
        return True, at.today.year + steps if at.today else None
    short = groups.get("apostrophe") or groups.get("short")
    if short is None:
        return False, None
    # Two digits: the century that does not lie ahead of publication; without one, up to 2049.
    latest = at.today.year if at.today else 2049
    return True, latest - (latest - int(short)) % 100


def _years(low: str, start: int) -> _Piece | None:
    """2013-15, 2011–2014."""
    match = _YEARS.match(low, start)
    if match is None or COUNTED.match(low, match.end()):
        return None
    first = int(match["from"])
    last = int(match["to"]) if match["to"] else first // 100 * 100 + int(match["short"])
    if not 1500 <= first < last <= 2099:
        return None
    return _Piece(start, match.end(), _edtf(first), _edtf(last))


def _decade(low: str, start: int) -> _Piece | None:
    if match := _DECADE.match(low, start):
        first = int(match["decade"])
    elif (match := _SHORT_DECADE.match(low, start)) and _left(_SHORT_DECADE_LEFT, low, start):
        first = 1900 + 10 * int(match["tens"])
    else:
        return None
    return _Piece(start, match.end(), _edtf(first), _edtf(first + 9))


def _bare_year(at: _Context, start: int) -> _Piece | None:
    match = _BARE_YEAR.match(at.low, start)
    if match is None or not is_year(at.low, start, match.end()) or names_a_thing(at.text, at.low, start):
        return None
    if is_clock(at.low, start, match.end()):
        return None
    return _Piece(start, match.end(), _edtf(int(match[0])), _edtf(int(match[0])))


# Names that are months, and verbs: alone they count as months only after these words.
_MONTH_LEFT = compile_words(
    r"\b(?:in|since|until|till|last|next|early|late|mid|during|by|before|after|from|through|this|of|to|between"
    rf"|{any_of(MONTH_NAMES)}(?: (?:and|or|to|through) |\s?[-–]\s?))[ -]?$"
)
_MAY_LEFT = compile_words(
    r"\b(?:in|since|until|till|last|next|early|late|mid|during|(?:end|beginning|start|middle|month) of"
    r"|(?:march|april|february|january|december)(?: (?:and|or|to|through) |\s?[-–]\s?))[ -]?$"
)
_LOWER_LEFT = compile_words(r"\b(?:in|since|until|till|early|late|mid)[ -]$")
_BLACK = compile_words(r"\bblack $")
_WHICH_LEFT = compile_words(r"\b(?P<which>this coming|this past|this|last|next|coming|past) $")


def _from_month(at: _Context, found: re.Match[str]) -> _Piece | None:
    """A piece that starts with a month: "Sept. 27th", "May 3-5, 2018", "March 2016", "January"."""
    low, start = at.low, found.start()
    if found[0] in ("may", "march") and not at.text[start].isupper() and AFTER_VERB.match(low, found.end()):
        return None
    if (match := _MONTH_DAY.match(low, start)) and not _is_count_after_month(low, match):
        return _day_of_month(at, match)
    match = _MONTH_YEAR.match(low, start)
    if match is None:
        return _month_alone(at, start, found.end())
    month, (_, year) = _MONTH_NUMBER[match["month"][:3]], _year_of(at, match)
    return _Piece(start, match.end(), _edtf(year, month), _edtf(year, month))


def _is_count_after_month(low: str, match: re.Match[str]) -> bool:
    """ "In May 12 civilians were killed", "will march 10 miles"."""
    if match["year"] or match["which"]:
        return False
    if UNIT_FOLLOWS.match(low, match.end()):
        return True
    return COUNTED.match(low, match.end()) is not None and _left(_IN_MONTH, low, match.start()) is not None


def _month_alone(at: _Context, start: int, end: int) -> _Piece | None:
    text, low, name = at.text, at.low, at.low[start:end]
    if name not in MONTH_NAMES.split() or _left(_BLACK, low, start):
        return None
    if name in ("may", "march", "april", "june", "august"):
        left = _MAY_LEFT if name == "may" else _MONTH_LEFT
        if not _left(left if text[start].isupper() else _LOWER_LEFT, low, start) or AFTER_VERB.match(low, end):
            return None
    month = _MONTH_NUMBER[name[:3]]
    which = _left(_WHICH_LEFT, low, start, at.since)
    piece = _without_year(which.start() if which else start, end, month, None, at.today)
    return _chosen_month(piece, month, which["which"], at.today) if which and at.today else piece


def _chosen_month(piece: _Piece, month: int, which: str, today: date) -> _Piece:
    """ "last March" lies before this month, "next March" after it, "this March" in this year."""
    if which in ("last", "past", "this past"):
        year = today.year - (month >= today.month)
    elif which == "this":
        year = today.year
    else:
        year = today.year + (month <= today.month)
    return piece._replace(first=_edtf(year, month), last=_edtf(year, month), day_of=None, ahead=None)


# --- weekdays and days near publication --------------------------------------------------------------------------

_DAY_NUMBER = {name[:3]: number for number, name in enumerate(_WEEKDAYS.split())}
_WEEK_OF = compile_words(rf"(?: {_PART_OF_DAY})?(?:,? (?:of )?(?P<week>last|this|next) week\b)?")
_DATE_NEXT = compile_words(rf"(?:[.,]|,? {_PART_OF_DAY},?)? \(?(?:the )?(?=[0-9]|{MONTH})")
_NO_WEEKDAY_LEFT = compile_words(r"\b(?:every|each|black|bloody|good|palm|ash|maundy|easter|holy|mail on) $")
_NO_WEEKDAY_RIGHT = re.compile(
    r"\s(?:Times|Telegraph|Express|Mirror|Herald|Mail|World|Tribune|Post|Star|School|school|prayers?)\b"
)


def _from_weekday(at: _Context, found: re.Match[str]) -> _Piece | None:
    """ "Tuesday", "last Tuesday night", "Thursday of last week", "Tue, 27 Sept 2020"."""
    low, start, end = at.low, found.start(), found.end()
    if _left(_NO_WEEKDAY_LEFT, low, start) or _NO_WEEKDAY_RIGHT.match(at.text, end):
        return None
    is_short = low[start:end].rstrip(" .,") not in _WEEKDAYS.split()
    next_at = end if is_short else (match.end() if (match := _DATE_NEXT.match(low, end)) else None)
    if next_at is not None and (dated := _date_at(at, next_at)):
        return dated._replace(start=start)
    if is_short:
        return None
    after = _WEEK_OF.match(low, end)
    end = after.end() if after else end
    weekday = _DAY_NUMBER[low[start : start + 3]]
    if after and after["week"]:
        return _day_of_week(start, end, weekday, {"last": -1, "this": 0, "next": 1}[after["week"]], at.today)
    which = _left(_WHICH_LEFT, low, start, at.since)
    if which:
        return _chosen_weekday(which.start(), end, weekday, which["which"], at.today)
    if at.today is None:
        return _Piece(start, end, is_day=True)
    behind = at.today - timedelta(days=(at.today.weekday() - weekday) % 7)
    ahead = (at.today + timedelta(days=(weekday - at.today.weekday()) % 7)).isoformat()
    return _one_day(start, end, behind)._replace(ahead=(ahead, ahead))


def _date_at(at: _Context, start: int) -> _Piece | None:
    """A day with its month that starts at `start`, for what stands behind a weekday."""
    found = _TRIGGER.match(at.low, start)
    if found is None or found.lastgroup not in ("digits", "month"):
        return None
    piece = _from_digits(at, found) if found.lastgroup == "digits" else _from_month(at, found)
    return piece if piece and piece.is_day else None


def _one_day(start: int, end: int, day: date | None) -> _Piece:
    edtf = day.isoformat() if day else None
    return _Piece(start, end, edtf, edtf, is_day=True)


def _day_of_week(start: int, end: int, weekday: int, weeks: int, today: date | None) -> _Piece:
    return _one_day(start, end, _monday(today) + timedelta(days=7 * weeks + weekday) if today else None)


def _chosen_weekday(start: int, end: int, weekday: int, which: str, today: date | None) -> _Piece:
    if today is None:
        return _Piece(start, end, is_day=True)
    if which == "this":
        return _day_of_week(start, end, weekday, 0, today)
    if which == "next":
        return _day_of_week(start, end, weekday, 1, today)
    if which in ("coming", "this coming"):
        return _one_day(start, end, today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1))
    return _one_day(start, end, today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1))


_NEAR = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_NEAR_PART = compile_words(rf"(?: {_PART_OF_DAY})?")
_DAY_BEYOND = compile_words(r"\bthe day (?P<side>before|after) $")
_PAPER_LEFT = compile_words(r"\b(?:usa|russia|india|africa|world|military|middle east|bbc|4['’]s|told|the) $")


def _from_near(at: _Context, found: re.Match[str]) -> _Piece | None:
    """ "yesterday afternoon", "the day before yesterday", "overnight"; of "today, 14 November" the date counts."""
    low, start, word = at.low, found.start(), found[0]
    if at.text[start].isupper() and _left(_PAPER_LEFT, low, start):
        return None
    if (match := _DATE_NEXT.match(low, found.end())) and (dated := _date_at(at, match.end())):
        return dated._replace(start=start)
    part = _NEAR_PART.match(low, found.end())
    end = part.end() if part else found.end()
    if word == "overnight":
        if at.today is None:
            return _Piece(start, found.end())
        return _Piece(start, found.end(), (at.today - timedelta(days=1)).isoformat(), at.today.isoformat())
    steps = _NEAR[word]
    if word in ("yesterday", "tomorrow") and (beyond := _left(_DAY_BEYOND, low, start, at.since)):
        start, steps = beyond.start(), steps + (-1 if beyond["side"] == "before" else 1)
    return _one_day(start, end, at.today + timedelta(days=steps) if at.today else None)


# --- this, last, next, ago ---------------------------------------------------------------------------------------

_STEPS = {"this": 0, "last": -1, "past": -1, "next": 1, "coming": 1}
_PERIOD = compile_words(r"(?P<unit>week|weekend|fortnight|month|year|decade)\b(?! of\b)")
_SEASON = re.compile(r"(?P<season>spring|summer|autumn|winter)\b")
_PART = re.compile(r"(?P<part>morning|afternoon|evening|night)\b")
_UNITS = compile_words(rf"(?:(?P<count>{_COUNT}) )?(?P<unit>{_UNIT}s)\b(?! of (?:the|his|her|its|their|this|that)\b)")
_STORY_UNIT = compile_words(rf"(?:{_UNIT}|morning|evening|afternoon)\b(?! of\b)")
_LOOKS_AHEAD = compile_words(
    r"\b(?:will|shall|must|could|might|should|going to|expect(?:s|ed)?|plan(?:s|ned)?|scheduled|set to|to be)\b"
    r"|['’]ll\b"
)
_THE_LEFT = compile_words(r"\b(?:the|these|this) $")
_FEW = {"few": 3, "several": 4, "couple": 2}
_RECENT = {"day": 7, "night": 7, "week": 28, "fortnight": 28}  # how far "recent days" reach back, about


def _from_relative(at: _Context, found: re.Match[str]) -> _Piece | None:
    """ "last week", "this morning", "the past three days", "recent months", "the next day"."""
    low, word, start, then = at.low, found[0].split()[0], found.start(), found.end()
    the = _left(_THE_LEFT, low, start, at.since)
    whole = the.start() if the else start
    if word in ("following", "previous", "same"):
        match = _STORY_UNIT.match(low, then)
        return _Piece(whole, match.end(), is_day=match[0] == "day") if match and the else None
    if (match := _UNITS.match(low, then)) and (match["count"] or word in ("recent", "coming", "past")):
        if word == "next" and not _LOOKS_AHEAD.search(low, max(0, start - 80), match.end() + 80):
            return _Piece(whole, match.end())
        return _stretch(whole, match.end(), word, match["count"], match["unit"][:-1], at.today)
    if word == "recent":
        return None
    if word == "next" and the and (match := _STORY_UNIT.match(low, then)):
        return _Piece(whole, match.end(), is_day=match[0] == "day")
    if match := _PERIOD.match(low, then):
        return _period(whole, match.end(), word, match["unit"], the is not None, at.today)
    if (match := _PART.match(low, then)) and word in ("this", "last"):
        return _one_day(start, match.end(), at.today + timedelta(days=_STEPS[word]) if at.today else None)
    if (match := _SEASON.match(low, then)) and word in ("this", "last", "next"):
        return _near_season(start, match.end(), word, match["season"], at.today)
    return None


def _period(start: int, end: int, word: str, unit: str, has_article: bool, today: date | None) -> _Piece | None:
    """ "last week" is a calendar week; "the last week", "the past week" are seven days up to publication."""
    is_running = word in ("past", "coming") or (word == "last" and has_article)
    if is_running and unit != "weekend":
        return _stretch(start, end, word, "one", unit, today)
    named = _shifted(today, unit, _STEPS[word]) if today else None
    return _Piece(start, end, *named) if named else _Piece(start, end)


def _stretch(start: int, end: int, word: str, count: str | None, unit: str, today: date | None) -> _Piece | None:
    """So many units up to publication, or from it on."""
    number = _count_of(count) if count else None
    if today is None or (count and number is None):
        return _Piece(start, end)
    is_ahead = word in ("next", "coming")
    is_about = count is None or count.split()[-1] in ("few", "several", "many") or unit in _MONTHS_IN
    far = _far_end(today, number, unit, -1 if is_ahead else 1)
    if far is None:
        return _Piece(start, end)
    far, near = (_about(far) if is_about else far), today.isoformat()
    return _Piece(start, end, near, far) if is_ahead else _Piece(start, end, far, near)


def _far_end(today: date, number: int | None, unit: str, sign: int) -> str | None:
    """The day (from months up, the month) so many units before `today`; after it for sign -1.

    number: None for "recent weeks", "the coming months". None is returned for what lies outside the calendar.
    """
    if unit in _MONTHS_IN:
        at = _months_before(today, sign * _MONTHS_IN[unit] * (3 if number is None else number))
        return _edtf(*at) if at else None
    if unit == "hour":
        days = 1 if number is None else -(-number // 24)
    else:
        days = _RECENT.get(unit, 7) if number is None else number * _DAYS_IN[unit]
    return (today - timedelta(days=sign * days)).isoformat()


_SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}  # months, in the north


def _near_season(start: int, end: int, word: str, season: str, today: date | None) -> _Piece:
    """ "last summer": the latest one that is over; "next summer": the first to begin. About: the south differs."""
    if today is None:
        return _Piece(start, end)
    begins = _SEASON_STARTS[season]
    if word == "this":
        year = today.year - (season == "winter" and today.month < 3)
    else:
        months = today.year * 12 + today.month - begins
        year = (months - 3) // 12 if word == "last" else months // 12 + 1
    edtf = _about(_edtf(year, _SEASONS[season]))
    return _Piece(start, end, edtf, edtf)


def _count_of(words: str) -> int | None:
    """The number in a match of `_COUNT`; None for "many"."""
    if words.isdigit():
        return int(words)
    parts = words.replace("-", " ").split()
    if "dozen" in parts:
        return 24 if parts[0] == "two" else 12
    for part in parts:
        if part in _FEW:
            return _FEW[part]
    if parts[0] in CARDINALS:
        return sum(CARDINALS[part] for part in parts)
    return 1 if parts[0] in ("a", "an") else None


_AGO_LEFT = compile_words(
    r"(?<![\w-])(?:(?P<how>(?:just )?(?:more than|over)|nearly|almost|(?:just )?(?:less than|under)|about|around"
    rf"|some|roughly|approximately|at least|just|only|up to) )?(?P<count>{_COUNT}|an?)"
    r"(?P<half>[ -]and[ -]a[ -]half)? (?:(?:long|short) )?$"
)
_BARE_AGO_LEFT = compile_words(r"\b(?:how many|so many|long) $")


def _from_ago(at: _Context, found: re.Match[str]) -> _Piece | None:
    """ "three days ago", "about a month ago", "years ago"; "two weeks earlier" counts from the story."""
    low, words, end = at.low, found[0].split(), found.end()
    left = _left(_AGO_LEFT, low, found.start(), at.since)
    if left is None:
        is_plain = words[0].endswith("s") and not _left(_BARE_AGO_LEFT, low, found.start())
        return _Piece(found.start(), end) if is_plain else None
    unit, number, how = words[0].rstrip("s"), _count_of(left["count"]), left["how"] or ""
    if unit == "year" and number and at.today and number < 1000 and (match := _TO_THE_DAY.match(low, end)):
        return _calendar(left.start(), match.end(), at.today.year - number, at.today.month, at.today.day)
    if words[-1] != "ago" or at.today is None or number is None:
        return _Piece(left.start(), end, is_day=unit == "day")
    has_half = left["half"] is not None or "half" in words
    edtf = _before_today(at.today, 2 * number + has_half + _shift(how), unit)
    if edtf and (how not in ("", "just", "only") or left["count"].split()[-1] in ("few", "several")):
        edtf = _about(edtf)
    return _Piece(left.start(), end, edtf, edtf, is_day=unit in ("day", "night", "hour", "minute"))


_TO_THE_DAY = compile_words(r"(?<=ago) today\b")


def _shift(how: str) -> int:
    """Half a unit more for "more than six years": it was before the sixth and not before the seventh."""
    if how.endswith(("more than", "over")):
        return 1
    return -1 if how.endswith(("nearly", "almost", "less than", "under")) else 0


def _before_today(today: date, halves: int, unit: str) -> str | None:
    """The time so many half units before `today`, as precise as the unit; None outside the calendar."""
    if unit in ("year", "decade"):
        at = _months_before(today, halves * _MONTHS_IN[unit] // 2)
        return _about(_edtf(at[0])) if at else None
    if unit == "month":
        at = _months_before(today - timedelta(days=15 * (halves % 2)), halves // 2)
        return _about(_edtf(*at)) if at else None
    if unit in ("hour", "minute"):
        return (today - timedelta(days=halves // (48 if unit == "hour" else 2880))).isoformat()
    if unit in ("day", "night"):
        return (today - timedelta(days=(halves + 1) // 2)).isoformat()
    return _about((today - timedelta(days=halves * _DAYS_IN[unit] // 2)).isoformat())


_SEASON_YEAR = compile_words(rf"(?P<season>[a-z]+)(?: of|,)? (?P<year>{_YEAR})\b")


def _from_season(at: _Context, found: re.Match[str]) -> _Piece | None:
    match = _SEASON_YEAR.match(at.low, found.start())
    if match is None:
        return None
    edtf = _edtf(int(match["year"]), _SEASONS[match["season"]])
    return _Piece(found.start(), match.end(), edtf, edtf)


_PART_LEFT = compile_words(r"\b(?:end|beginning|start|middle|close) of $")
_AT_LEFT = compile_words(r"\b(?:at|over|on|during) $")


def _from_the(at: _Context, found: re.Match[str]) -> _Piece | None:
    """ "over the weekend", "the beginning of the year"; "the year" alone is no time."""
    low, start, unit = at.low, found.start(), found[0].split()[-1]
    if unit == "weekend":
        if not _left(_AT_LEFT, low, start):
            return None
        if at.today is None:
            return _Piece(start, found.end())
        # On a Saturday or Sunday it is the one that has begun, otherwise the one before.
        named = _shifted(at.today, unit, 0 if at.today.weekday() >= 5 else -1)
    elif not _left(_PART_LEFT, low, start):
        return None
    else:
        named = _shifted(at.today, unit, 0) if at.today else None
    return _Piece(start, found.end(), *named) if named else _Piece(start, found.end())


_READERS: dict[str, Callable[[_Context, re.Match[str]], _Piece | None]] = {
    "digits": _from_digits,
    "weekday": _from_weekday,
    "month": _from_month,
    "near": _from_near,
    "ago": _from_ago,
    "relative": _from_relative,
    "season": _from_season,
    "the": _from_the,
}


# --- putting pieces together -------------------------------------------------------------------------------------

_LEAD = compile_words(
    r"(?<![\w-])(?:(?P<bound>since|until|till|up to|by|before|prior to|after|from|between) )?"
    r"(?:at least )?(?:(?P<about>about|around|approximately|roughly|circa) )?(?:(?:on|in|at) )?(?:the )?"
    r"(?:(?P<part>early|late|mid|earlier|later|(?:end|beginning|start|middle|close|first half|second half) of)"
    r"[ -](?:in |on )?(?:the )?)?"
    r"(?:(?P<hours>night|morning|evening|afternoon|early hours|eve|month) of )?(?:the )?$"
)
_JOINT = compile_words(r"(?:\s?[-–—]\s?| (?P<word>to|until|till|through|and) )(?:the |on |about |around )*$")
_POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)|-[a-z]")


def find_times(text: str, *, published: str | None) -> list[TimeMention]:
    """All mentions of a time in `text`, in order and without overlap.

    published: ISO date of publication, or None when unknown or not to be trusted; then what hangs on it stays
    unresolved and a date without a year is XXXX-09-27. Never raises, whatever the text.
    """
    low, today = lowered(text), _publication_day(published)
    pieces = _pieces(text, low, today)
    mentions: list[TimeMention] = []
    since, index = 0, 0
    while index < len(pieces):
        piece = pieces[index]
        lead = _left(_LEAD, low, piece.start, since)
        joined = _joined(low, piece, pieces[index + 1], lead) if index + 1 < len(pieces) else None
        mentions.append(_mention(text, low, joined or piece, lead, today, is_joined=joined is not None))
        since = mentions[-1].end
        index += 2 if joined else 1
    return mentions


def _pieces(text: str, low: str, today: date | None) -> list[_Piece]:
    pieces: list[_Piece] = []
    since, day_first, found = 0, _day_first(low), _TRIGGER.search(low)
    while found:
        piece = _READERS[found.lastgroup or ""](_Context(text, low, today, day_first, since), found)
        if piece is not None:
            pieces.append(piece)
            since = piece.end
        found = _TRIGGER.search(low, max(since, found.end()))
    return pieces


def _joined(low: str, piece: _Piece, following: _Piece, lead: re.Match[str] | None) -> _Piece | None:
    """Two pieces as one period: "3 May to 5 June 2019", "between Monday and Friday"; None when they are two."""
    joint = _JOINT.fullmatch(low, piece.end, following.start)
    if joint is None or (joint["word"] == "and" and (lead is None or lead["bound"] != "between")):
        return None
    whole = _Piece(piece.start, following.end)
    if piece.first is None or following.last is None:
        return whole if piece.first is None and following.last is None else None
    first, last = _with_shared_year(piece, following)
    if not _is_ordered(first, last) and following.ahead:
        last = following.ahead[1]
    if not _is_ordered(first, last):
        return None
    return whole._replace(first=first, last=last, is_day=first == last and piece.is_day)


def _with_shared_year(piece: _Piece, following: _Piece) -> tuple[str, str]:
    """(first, last) of two resolved pieces; one that says its year gives it to one that does not."""
    first, last = piece.first or "", following.last or ""
    if piece.day_of and not following.day_of and last[:4].isdigit():
        first = _in_year(int(last[:4]), piece.day_of, first)
        if not _is_ordered(first, last):
            first = _in_year(int(last[:4]) - 1, piece.day_of, first)
    elif following.day_of and not piece.day_of and first[:4].isdigit():
        last = _in_year(int(first[:4]), following.day_of, last)
        if not _is_ordered(first, last):
            last = _in_year(int(first[:4]) + 1, following.day_of, last)
    elif piece.day_of and first[:4].isdigit() and not _is_ordered(first, last):  # "from December to February"
        first = _in_year(int(last[:4]) - 1, piece.day_of, first)
    return first, last


def _in_year(year: int, day_of: tuple[int, int | None], otherwise: str) -> str:
    month, day = day_of
    return _edtf(year, month, day) if day is None or _is_real(year, month, day) else otherwise


def _is_ordered(first: str, last: str) -> bool:
    """Compared as far as both are precise."""
    first, last = first.rstrip("~"), last.rstrip("~")
    length = min(len(first), len(last))
    return first[:length] <= last[:length]


_OPEN_START = ("until", "till", "up to", "by")
_DEADLINE = 100  # days ahead within which "until March" is taken to lie ahead


def _mention(
    text: str, low: str, piece: _Piece, lead: re.Match[str] | None, today: date | None, *, is_joined: bool
) -> TimeMention:
    """The piece with what the words on its left make of it."""
    words = {name: " ".join(word.split()) for name, word in lead.groupdict().items() if word} if lead else {}
    bound = words.get("bound", "")
    if not is_joined and not _binds(low, piece, lead, bound, has_part="part" in words or "hours" in words):
        words.pop("bound", None)
        bound = ""
    start = min([piece.start, *(lead.start(name) for name in words if lead)])
    period = _within(piece, words, today)
    forward = piece.ahead
    if bound in _OPEN_START and forward and _is_deadline(piece, today):
        period, forward = forward, None
    first, last = _opened(*period, "" if is_joined else bound)
    time = Time(start=first, end=last, text=text[start : piece.end])
    kind = _kind(piece, bound, is_joined=is_joined)
    ahead = None
    if forward and kind in ("point", "period"):
        is_vague = "part" in words and not piece.is_day
        ahead = Time(
            start=_about(forward[0]) if is_vague else forward[0],
            end=_about(forward[1]) if is_vague else forward[1],
            text=time.text,
        )
    return TimeMention(start=start, end=piece.end, time=time, kind=kind, ahead=None if ahead == time else ahead)


def _binds(low: str, piece: _Piece, lead: re.Match[str] | None, bound: str, *, has_part: bool) -> bool:
    """Does "since" or "before" govern the time, and not a noun that the time dates ("after Monday's attack")?"""
    if lead is None or bound in ("", "from", "between"):
        return False
    if bound in ("since", "until", "till", "up to"):
        return True
    has_article = "the" in low[lead.end("bound") : piece.start].split() and not has_part
    return not has_article and _POSSESSIVE.match(low, piece.end) is None


def _within(piece: _Piece, words: dict[str, str], today: date | None) -> tuple[str | None, str | None]:
    """(first, last) of the part of the piece that "early", "earlier" or "about" leaves."""
    first, last, part = piece.first, piece.last, words.get("part", "")
    if first is None or last is None:
        return None, None
    if part in ("earlier", "later") and today and first <= today.isoformat() <= last:
        return (first, today.isoformat()) if part == "earlier" else (today.isoformat(), last)
    if "about" in words or (part not in ("", "earlier", "later") and not piece.is_day):
        return _about(first), _about(last)
    return first, last


def _is_deadline(piece: _Piece, today: date | None) -> bool:
    """Does the forward reading of the piece lie near enough ahead to be what "until" and "by" mean?"""
    if piece.ahead is None or today is None:
        return False
    return _is_ordered(piece.ahead[0], (today + timedelta(days=_DEADLINE)).isoformat())


def _opened(first: str | None, last: str | None, bound: str) -> tuple[str | None, str | None]:
    """The period with the end open that the word in front opens."""
    if bound in ("since", "after"):
        return first, None
    if bound in _OPEN_START:
        return None, last
    if bound in ("before", "prior to"):
        return None, _just_before(first) if first else None
    return first, last


def _just_before(edtf: str) -> str:
    """The day, month or year before; what is about or of unknown year stays."""
    if not edtf.replace("-", "").isdigit():
        return edtf
    parts = [int(part) for part in edtf.split("-")]
    if len(parts) == 3:
        return (date(*parts) - timedelta(days=1)).isoformat()
    if len(parts) == 2 and parts[1] <= 12:
        return _edtf(parts[0], parts[1] - 1) if parts[1] > 1 else _edtf(parts[0] - 1, 12)
    return _edtf(parts[0] - 1) if len(parts) == 1 else edtf


def _kind(piece: _Piece, bound: str, *, is_joined: bool) -> Kind:
    if is_joined or not bound:
        return "point" if piece.is_day else "period"
    return "since" if bound in ("since", "after") else "until"
