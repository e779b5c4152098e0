"""Rows of ACLED as readings: the act, its sides and its dead, in the voice of ACLED.

ACLED does not say who attacked whom (actor1 is not always the aggressor): only against civilians is the direction
taken as known. The terms of ACLED hold for its rows wherever they are.
"""

from __future__ import annotations

from casus.exports.acled import INTER
from casus.exports.codes import state_of_iso_number
from casus.exports.data_sets import ACLED
from casus.exports.rows import LeftOut
from casus.exports.statements import WHOLE, Frame, Words, day, degrees, state_named, whole
from casus.exports.their_rows import TheirRow
from casus.records import Actor, BadRecord, EventType, Place, Precision, Reading, Span, Time

NEEDED = ("event_id_cnty", "event_date", "event_type", "actor1")
OLDER: dict[str, str] = {}
KINDS: dict[str, tuple[EventType, str | None]] = {
    "Government regains territory": ("ASSAULT", None),
    "Non-state actor overtakes territory": ("ASSAULT", None),
    "Armed clash": ("ASSAULT", None),
    "Excessive force against protesters": ("ASSAULT", "crowd-control"),
    "Protest with intervention": ("PROTEST", "demo"),
    "Peaceful protest": ("PROTEST", "demo"),
    "Violent demonstration": ("PROTEST", "riot"),
    "Mob violence": ("PROTEST", "riot"),
    "Chemical weapon": ("ASSAULT", "unconventional"),
    "Air/drone strike": ("ASSAULT", "aerial"),
    "Suicide bomb": ("ASSAULT", "suicide-attack"),
    "Shelling/artillery/missile attack": ("ASSAULT", "heavy-weapons"),
    "Remote explosive/landmine/IED": ("ASSAULT", "explosives"),
    "Grenade": ("ASSAULT", "explosives"),
    "Sexual violence": ("ASSAULT", "sexual"),
    "Attack": ("ASSAULT", None),
    "Abduction/forced disappearance": ("ASSAULT", "abduct"),
    "Agreement": ("AGREE", None),
    "Arrests": ("COERCE", "arrest"),
    "Looting/property destruction": ("ASSAULT", "destroy"),
    "Non-violent transfer of territory": ("RETREAT", "withdraw"),
}
"""Sub-type -> PLOVER type and mode; the other strategic developments are acts of no one type."""
_SECTORS = ("MIL", "REB", "UAF", "UAF", "CVL", "CVL", "CVL", "INT")
"""Sectors of INTER, in its order; a militia is armed, and whose side it is on is not said."""
_PRECISION: dict[int | None, Precision] = {1: "city", 2: "district", 3: "province"}
_NO_KIND = LeftOut("it is a strategic development of no one PLOVER type")


def reading_of(row: TheirRow) -> Reading | LeftOut:
    """One row as a report with an act and its dead. Raises BadRecord for a cell that cannot be."""
    if not row.get("event_id_cnty"):
        raise BadRecord("has no event_id_cnty")
    kind = KINDS.get(row.get("sub_event_type", ""))
    if kind is None and row.get("event_type") == "Strategic developments":
        return _NO_KIND
    if kind is None:
        raise BadRecord(f"has {row.get('sub_event_type', '')!r} for sub_event_type, which is none of ACLED's")
    date = day(row.get("event_date", ""), "event_date")
    words = Words()
    (notes,) = words.add(row.get("notes", ""))
    first, second = _side(row, "1", words), _side(row, "2", words)
    words.add(row.get("location", ""), date)
    dead = whole(row.get("fatalities", ""), "fatalities")
    if dead is not None and dead < 0:
        raise BadRecord(f"has {dead} for fatalities, and nobody can count fewer than none")
    (counted,) = words.add(f"{dead} dead" if dead else "")
    frame = Frame(ACLED, (0, len(words.text)), _place(row, int(date[:4])), _time(date, row))
    is_directed = bool(second) and second[0].sectors == ("CVL",) and kind[0] in ("ASSAULT", "COERCE")
    sides = (first, second) if is_directed else (first + second, ())
    span = notes if notes[1] > notes[0] else (0, len(words.text))
    # Zero stands for "none" and for "not known": no toll is told.
    tolls = [frame.killed(WHOLE, counted, (dead, None, None))] if dead else []
    return frame.reading(row, words.text, date, frame.event(span, *kind, *sides), tolls)


def _side(row: TheirRow, n: str, words: Words) -> tuple[Actor, ...]:
    """The main actor of a side, and those beside it."""
    main = row.get(f"actor{n}", "")
    if not main:
        return ()
    others = [name.strip() for name in row.get(f"assoc_actor_{n}", "").split(";") if name.strip()]
    spans = words.add(main, *others)
    sectors = _sectors(row.get(f"inter{n}", ""))
    known = (sectors, *(() for _ in others))
    return tuple(_actor(*its) for its in zip((main, *others), spans, known, strict=True))


def _actor(name: str, span: Span, sectors: tuple[str, ...]) -> Actor:
    found = state_named(name)
    is_police = sectors == ("MIL",) and name.startswith("Police Forces")
    return Actor(
        name=name,
        country=found.code if found is not None else None,
        sectors=("COP",) if is_police else sectors,
        mention=span,
    )


def _sectors(inter: str) -> tuple[str, ...]:
    """Of a kind of actor, in words ("Rebel group", "Rebel Groups") or as the number of older files."""
    if inter.isdecimal() and inter.isascii():
        at = int(inter) - 1
        return (_SECTORS[at],) if 0 <= at < len(_SECTORS) else ()
    kinds = {_singular(kind): code for kind, code in zip(INTER, _SECTORS, strict=True)}
    found = kinds.get(_singular(inter))
    return (found,) if found is not None else ()


def _singular(kind: str) -> str:
    return kind.casefold().rstrip("s")


def _time(date: str, row: TheirRow) -> Time:
    """The day; about it where only the week, the month where only the month is known."""
    precision = whole(row.get("time_precision", ""), "time_precision")
    if precision == 3:
        return Time(start=date[:7], end=date[:7])
    return Time(start=f"{date}~", end=f"{date}~") if precision == 2 else Time(start=date, end=date)


def _place(row: TheirRow, year: int) -> Place | None:
    name = next((row[column] for column in ("location", "admin2", "admin1", "country") if row.get(column)), "")
    lat, lon = degrees(row.get("latitude", ""), "latitude", 90), degrees(row.get("longitude", ""), "longitude", 180)
    number = whole(row.get("iso", ""), "iso")
    found = state_of_iso_number(number, year) if number is not None else None
    precision = _PRECISION.get(whole(row.get("geo_precision", ""), "geo_precision"))
    if not name and lat is None:
        return None
    return Place(name=name, country=found.code if found else None, lat=lat, lon=lon, precision=precision)
