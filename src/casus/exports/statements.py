"""A row of another data set as a report: its words, and statements in the voice of that data set that point at them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from casus.exports.codes import State, state_called
from casus.exports.data_sets import DataSet, text_of
from casus.exports.their_rows import TheirRow
from casus.records import Actor, BadRecord, Event, EventType, Group, Place, Reading, Report, Span, Time, Toll, report_id

_DAYS = ("%Y-%m-%d", "%d %B %Y", "%d-%b-%Y")
"""How days are written, the last two in older files. 03/04/2020 may be two days, and is none."""
_OF_STATE = re.compile(r"(?:Government|Forces) of (?:the )?([^(:]+)|\(([^()]+)\)$")
BETWEEN = "; "
WHOLE = "t1"
"""The label of the toll that counts all."""
Bounds = tuple[int | None, int | None, int | None]
"""Low, best, high."""


class Words:
    """A line put together piece by piece, with the span of each piece."""

    def __init__(self) -> None:
        self.text = ""

    def add(self, *pieces: str) -> list[Span]:
        """Add pieces behind what is there, and give their spans; an empty piece has an empty span."""
        spans = []
        for piece in pieces:
            if piece and self.text:
                self.text += BETWEEN
            spans.append((len(self.text), len(self.text) + len(piece)))
            self.text += piece
        return spans


def day(cell: str, column: str) -> str:
    """An ISO date. Raises BadRecord for what is no day."""
    written = cell.partition("T")[0].removesuffix(" 00:00:00.000").removesuffix(" 00:00:00")
    for form in _DAYS:
        try:
            return datetime.strptime(written, form).date().isoformat()
        except ValueError:
            continue
    raise BadRecord(f"has {cell!r} for {column}, which is no day; write it as YYYY-MM-DD")


def whole(cell: str, column: str) -> int | None:
    """A whole number, None for an empty cell. Raises BadRecord for anything else."""
    if not cell:
        return None
    if re.fullmatch(r"-?[0-9]{1,12}(\.0+)?", cell) is None:
        raise BadRecord(f"has {cell!r} for {column}, which is no whole number")
    return int(cell.partition(".")[0])


def degrees(cell: str, column: str, most: int) -> float | None:
    """A latitude or longitude, None for an empty cell. Raises BadRecord for what is none."""
    if not cell:
        return None
    if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,20})?", cell) is None or abs(float(cell)) > most:
        raise BadRecord(f"has {cell!r} for {column}, which is no coordinate in degrees")
    return float(cell)


def state_named(name: str) -> State | None:
    """The state that an actor's name says it is of: "Government of X", "Military Forces of X (2020-)", "... (X)"."""
    written = [part.strip() for match in _OF_STATE.finditer(name) for part in match.groups() if part]
    return next((found for part in written if (found := state_called(part)) is not None), None)


@dataclass(frozen=True, slots=True)
class Frame:
    """What all statements of one row share. sentence: its line in brief."""

    data_set: DataSet
    sentence: Span
    place: Place | None
    time: Time

    def event(
        self, span: Span, kind: EventType, mode: str | None, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
    ) -> Event:
        """The act of the row."""
        return Event(
            id="e1",
            span=span,
            sentence=self.sentence,
            voice=(self.data_set.voice,),
            confidence=1.0,
            type=kind,
            mode=mode,
            status="actual",
            actors=actors,
            recipients=recipients,
            place=self.place,
            time=self.time,
        )

    def killed(self, label: str, span: Span, count: Bounds, people: Group = "all", of: tuple[Actor, ...] = ()) -> Toll:
        """The dead of the row, "t1" all of them, others a part."""
        low, best, high = count
        return Toll(
            id=label,
            span=span,
            sentence=self.sentence,
            voice=(self.data_set.voice,),
            confidence=1.0,
            effect="killed",
            low=low,
            best=best,
            high=high,
            group=people,
            of=of,
            place=self.place,
            time=self.time,
            part_of=None if label == WHOLE else WHOLE,
        )

    def reading(self, row: TheirRow, words: str, last_day: str, event: Event, tolls: Sequence[Toll]) -> Reading:
        """All of it. A row has no day of publication: it is filed under the last day of what it tells."""
        text = text_of(self.data_set, words, row)
        name = self.data_set.name
        report = Report(id=report_id(text), source=name, published=last_day, language="en", text=text)
        return Reading(report=report, events=(event,), tolls=tuple(tolls), reader=self.data_set.reader)
