"""What an exporter makes of an incident."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from casus.exports.incidents import Incident
from casus.ledger.events import Telling
from casus.records import Actor, Place, Toll
from casus.wording import terms

Row = dict[str, Any]
"""One row of a table by column name, its cells as in `cells.Cell`; or one JSON object."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An incident that a format has no row for. reason: the rest of "left out: ..."."""

    reason: str


COUNTED_WITH_ITS_ACT = LeftOut("")
"""A toll that goes out in the row of its act."""
TOLL_ALONE = LeftOut("it counts people without an act of the same sentence")
NOT_ASSERTED = LeftOut("nobody tells it as happened")
NO_DAY = LeftOut("no day is known")


def no_act(incident: Incident) -> LeftOut:
    """Why what is no asserted act has no row."""
    if isinstance(incident.record, Toll):
        return TOLL_ALONE if incident.counted_with is None else COUNTED_WITH_ITS_ACT
    return NOT_ASSERTED


def names(actors: Iterable[Actor]) -> list[str]:
    """The names, in order."""
    return [actor.name for actor in actors]


def voices(tellings: Iterable[Telling]) -> list[str]:
    """In whose voice something is told; empty where a report tells it in its own."""
    found = list(tellings)
    if any(not one.record.voice for one in found):
        return []
    return list(dict.fromkeys(actor.name for one in found for actor in one.record.voice))


def sources(tellings: Iterable[Telling]) -> list[str]:
    """The publishers of the reports, each once, by day."""
    by_day = sorted(tellings, key=lambda one: (one.report.published or "", one.key))
    return list(dict.fromkeys(one.report.source for one in by_day if one.report.source))


def quoted(telling: Telling) -> str:
    """The sentence of a statement with its voice, source and date, and by whom it was translated to be read: no claim
    without whose it is.
    """
    words = " ".join(telling.report.text[slice(*telling.record.sentence)].split())
    said = ", ".join(names(telling.record.voice))
    known = (telling.report.source, telling.report.published, terms.through(telling.record))
    origin = ", ".join(part for part in known if part)
    return (f"According to {said}: " if said else "") + f"“{words}”" + (f" ({origin})" if origin else "")


def last_told(incident: Incident) -> str | None:
    """The day of the newest report."""
    return max((one.report.published for one in incident.told.tellings if one.report.published), default=None)


def point(place: Place | None) -> tuple[float | None, float | None]:
    """(latitude, longitude) of what lies somewhere in particular: a country's point is nowhere."""
    if place is None or place.lat is None or place.lon is None or place.precision in (None, "country"):
        return None, None
    return place.lat, place.lon
