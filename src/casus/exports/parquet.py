"""Parquet: events and tolls of every status in columns of our own, for data frames. Needs pyarrow (casus[parquet])."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from casus.exports.counts import accounts_of, total
from casus.exports.files import Add
from casus.exports.incidents import Incident, sides_of
from casus.exports.rows import LeftOut, Row, last_told, names, point, sources, voices
from casus.ledger.events import status_of
from casus.records import EFFECTS, CasusError, Event

_TEXT = (
    "id kind counted_with type mode status first_day last_day place country place_precision first_told "
    "last_told".split()
)
_LISTS = (
    "codes contexts actors actor_countries recipients recipient_countries disputed_by claimed_by sources "
    "statuses".split()
)
_FLAGS = ("is_directed", "is_day_stated", "is_day_about")
_BOUNDS = ("low", "best", "high")
_NUMBERS = ("geonames_id", "reports", "origins", *(f"{name}_{bound}" for name in EFFECTS for bound in _BOUNDS))
_FRACTIONS = ("latitude", "longitude", "confidence")
COLUMNS = (*_TEXT, *_LISTS, *_FLAGS, *_NUMBERS, *_FRACTIONS)
_AT_ONCE = 1000
"""Rows held before they are written."""


def rows(incident: Incident) -> list[tuple[str, Row]] | LeftOut:
    """(id, row) of every incident. A toll that belongs to an act names it in counted_with: count it once."""
    record, days, place = incident.record, incident.days, incident.place
    event = record if isinstance(record, Event) else None
    sides, (lat, lon) = sides_of(record), point(place)
    tellings = incident.asserted or incident.told.tellings
    row: Row = dict.fromkeys(COLUMNS)
    row |= {
        "id": incident.id,
        "kind": "event" if event else "toll",
        "counted_with": incident.counted_with,
        "type": event.type if event else "TOLL",
        "mode": event.mode if event else None,
        "status": status_of(record),
        "statuses": sorted({status_of(one.record) for one in incident.told.tellings}),
        "codes": [one.name for one in incident.codes],
        "contexts": list(event.contexts) if event else [],
        "first_day": days.first if days else None,
        "last_day": days.last if days else None,
        "is_day_stated": days is not None and days.is_stated,
        "is_day_about": days is not None and days.is_about,
        "actors": names(sides.first),
        "actor_countries": [one.country for one in sides.first],
        "recipients": names(sides.second),
        "recipient_countries": [one.country for one in sides.second],
        "is_directed": sides.is_directed,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "place_precision": place.precision if place else None,
        "geonames_id": place.geonames_id if place else None,
        "disputed_by": list(place.disputed_by) if place else [],
        "latitude": lat,
        "longitude": lon,
        "reports": len({one.key[0] for one in tellings}),
        "origins": incident.told.origins,
        "claimed_by": voices(tellings),
        "sources": sources(tellings),
        "first_told": min((one.report.published for one in tellings if one.report.published), default=None),
        "last_told": last_told(incident),
        "confidence": incident.told.first.record.confidence,
        **_counts(incident),
    }
    return [(incident.id, row)]


def _counts(incident: Incident) -> Row:
    found = {name: total(accounts_of(incident, name)) for name in EFFECTS}
    return {
        f"{name}_{bound}": getattr(count, bound)
        for name, count in found.items()
        if count is not None
        for bound in _BOUNDS
    }


@contextmanager
def open_parquet(path: Path) -> Iterator[Add]:
    """A Parquet file for rows. Raises CasusError where pyarrow is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise CasusError("Parquet needs pyarrow, which is not installed; run: pip install 'casus[parquet]'") from error
    kinds = {
        **dict.fromkeys(_TEXT, pyarrow.string()),
        **dict.fromkeys(_LISTS, pyarrow.list_(pyarrow.string())),
        **dict.fromkeys(_FLAGS, pyarrow.bool_()),
        **dict.fromkeys(_NUMBERS, pyarrow.int64()),
        **dict.fromkeys(_FRACTIONS, pyarrow.float64()),
    }
    schema = pyarrow.schema([(name, kinds[name]) for name in COLUMNS])
    held: list[Row] = []
    with pyarrow.parquet.ParquetWriter(path, schema) as writer:

        def write() -> None:
            if held:
                writer.write_table(pyarrow.Table.from_pylist(held, schema))
                held.clear()

        def add(row: dict[str, Any]) -> None:
            held.append(row)
            if len(held) == _AT_ONCE:
                write()

        yield add
        write()
