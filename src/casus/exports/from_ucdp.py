"""Rows of UCDP GED as readings: who fought or attacked whom, and the dead, in the voice of UCDP."""

from __future__ import annotations

from collections.abc import Iterator

from casus.exports.codes import State, state_of_number
from casus.exports.data_sets import UCDP_GED
from casus.exports.statements import WHOLE, Bounds, Frame, Words, day, degrees, state_named, whole
from casus.exports.their_rows import TheirRow
from casus.records import Actor, BadRecord, Group, Place, Precision, Reading, Span, Time, Toll

NEEDED = ("id", "type_of_violence", "side_a", "date_start", "best")
OLDER = {"best_est": "best", "low_est": "low", "high_est": "high"}
"""Names that columns had before version 19.1."""
_ONE_SIDED = 3
_PRECISION: dict[int | None, Precision] = {1: "city", 2: "district", 3: "district", 4: "province", 6: "country"}
"""where_prec -> how much the place pins down; 5 (a line or an area) and 7 (sea or air) are none of these."""
_PARTS: tuple[tuple[str, str, Group], ...] = (
    ("deaths_a", "a", "combatants"), ("deaths_b", "b", "combatants"), ("deaths_civilians", "civ.", "civilians"),
    ("deaths_unknown", "unk.", "all"),
)  # fmt: skip
"""Column, its short name in the text, whom it counts."""


def reading_of(row: TheirRow) -> Reading:
    """One row as a report with an act and the dead it counts. Raises BadRecord for a cell that cannot be."""
    if not row.get("id"):
        raise BadRecord("has no id")
    kind = whole(row.get("type_of_violence", ""), "type_of_violence")
    if kind not in (1, 2, _ONE_SIDED):
        raise BadRecord(f"has {row.get('type_of_violence', '')!r} for type_of_violence, which is 1, 2 or 3")
    start, end = _days(row)
    words = Words()
    words.add(row.get("source_headline", ""), row.get("where_description", "") or row.get("where_coordinates", ""))
    spans = words.add(row.get("side_a", ""), row.get("side_b", ""))
    words.add(start if start == end else f"{start} to {end}")
    year = int(start[:4])
    first = _side(row, "a", spans[0], "GOV" if kind == 1 else "REB", year)
    second = _side(row, "b", spans[1], "CVL" if kind == _ONE_SIDED else "REB", year)
    counts = list(_counts(row, words))
    frame = Frame(UCDP_GED, (0, len(words.text)), _place(row, year), Time(start=start, end=end))
    tolls = [_toll(frame, n, *count, first, second) for n, count in enumerate(counts, 1)]
    span = (spans[0][0], spans[1][1]) if first and second else spans[0] if first else (0, len(words.text))
    sides = (first, second) if kind == _ONE_SIDED else (first + second, ())
    return frame.reading(row, words.text, end, frame.event(span, "ASSAULT", None, *sides), tolls)


def _days(row: TheirRow) -> tuple[str, str]:
    start = day(row.get("date_start", ""), "date_start")
    end = day(row["date_end"], "date_end") if row.get("date_end") else start
    if end < start:
        raise BadRecord(f"ends on {end}, before it begins on {start}")
    return start, end


def _side(row: TheirRow, letter: str, span: Span, sector: str, year: int) -> tuple[Actor, ...]:
    """One side; its state where it is a government's and the row has one number for it."""
    name = row.get(f"side_{letter}", "")
    if not name:
        return ()
    is_government = name.startswith("Government of ")
    found = _state(row.get(f"gwno{letter}", ""), year) or (state_named(name) if is_government else None)
    country = found.code if found is not None else None
    return (Actor(name=name, country=country, sectors=("GOV" if is_government else sector,), mention=span),)


def _state(cell: str, year: int) -> State | None:
    """The state of a Gleditsch-Ward number; None for no number or several ("645, 652")."""
    number = cell.partition(".")[0]
    return state_of_number(int(number), year) if number.isdecimal() and number.isascii() and len(number) < 5 else None


def _place(row: TheirRow, year: int) -> Place | None:
    name, found = row.get("where_coordinates", ""), _state(row.get("country_id", ""), year)
    name = name or row.get("adm_2", "") or row.get("adm_1", "") or row.get("country", "")
    lat, lon = degrees(row.get("latitude", ""), "latitude", 90), degrees(row.get("longitude", ""), "longitude", 180)
    precision = _PRECISION.get(whole(row.get("where_prec", ""), "where_prec"))
    if not name and lat is None:
        return None
    country = found.code if found is not None else None
    return Place(name=name, country=country, lat=lat, lon=lon, precision=precision)


def _counts(row: TheirRow, words: Words) -> Iterator[tuple[Span, Bounds, str]]:
    """The span, bounds and column of all the dead, then of each part that is not zero."""
    low, best, high = (whole(row.get(name, ""), name) for name in ("low", "best", "high"))
    for name, number in (("low", low), ("best", best), ("high", high)):
        if number is not None and number < 0:
            raise BadRecord(f"has {number} for {name}, and nobody can count fewer than none")
    if best is None:
        raise BadRecord("has no number for best")
    (span,) = words.add(f"{best} dead" + (f" ({low} to {high})" if low is not None and high is not None else ""))
    # Some rows have a low bound above the best figure, or a high one below it: such a bound bounds nothing.
    low = low if low is not None and low <= best else None
    high = high if high is not None and high >= best else None
    yield span, (low, best, high), "best"
    for column, short, _ in _PARTS:
        number = whole(row.get(column, ""), column)
        if number is not None and number > 0:
            (span,) = words.add(f"{short} {number}")
            yield span, (number, number, number), column


def _toll(
    frame: Frame, n: int, span: Span, bounds: Bounds, column: str, first: tuple[Actor, ...], second: tuple[Actor, ...]
) -> Toll:
    if column == "best":
        return frame.killed(WHOLE, span, bounds)
    group = next(group for name, _, group in _PARTS if name == column)
    return frame.killed(f"t{n}", span, bounds, group, {"deaths_a": first, "deaths_b": second}.get(column, ()))
