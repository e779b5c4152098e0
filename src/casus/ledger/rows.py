"""A reading made ready for the ledger: all that can be made of it before anybody has to wait for a lock."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from casus.ledger.bearings import bearing_of, written
from casus.ledger.days import days_of
from casus.ledger.mentions import Mention, mentions_of
from casus.ledger.origins import Fingerprint, fingerprint
from casus.ledger.reading_back import TRANSLATION
from casus.records import Actor, BadRecord, Place, Quote, Reading, Report, Statement, fields_of

ROLES = ("actors", "recipients", "voice", "of", "by", "parties", "mediators", "guarantors", "beneficiaries", "a", "b")
"""Fields of records that hold actors."""
_TYPES = ("type", "effect", "state", "act", "kind")
_COLUMNS = {"id", "source", "title", "url", "published", "language", "agency", "text"}
"""Fields of a report that have a column of their own."""
_UNFIT = re.compile(r"[\0\ud800-\udfff]")
ANALYSTS = "corrections"
"""What stands for the reader of the records that analysts put in the place of statements."""
ActorKey = tuple[str, str | None, tuple[str, ...]]
"""(name, country, sectors): one row of the table of actors."""


@dataclass(frozen=True, slots=True)
class Line:
    """One statement made ready. columns: as in STATEMENT. cast: (role, position, actor) of each actor.

    bearing: the last columns of its row in the table of bearings, None if it has none.
    """

    label: str
    kind: str
    columns: tuple[Any, ...]
    place: Place | None
    cast: tuple[tuple[str, int, ActorKey], ...]
    countries: tuple[str, ...]
    bearing: tuple[Any, ...] | None


STATEMENT = (
    "label", "kind", "type", "code", "mode", "status", "first_day", "last_day", "published", "confidence", "record",
)  # fmt: skip
"""Columns of a statement that it brings itself."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A reading made ready.

    about: JSON of the report without its text, with the translation that was read. fingerprint: of the text. mentions:
    of events and tolls, by label. codes: (code, PLOVER type) of events that a codebook coded.
    """

    report: Report
    reader: str
    about: str
    fingerprint: Fingerprint
    lines: tuple[Line, ...]
    mentions: dict[str, Mention]
    codes: tuple[tuple[str, str], ...] = ()


def entry_of(reading: Reading) -> Entry:
    """Make a reading ready. Raises BadRecord for content that no ledger keeps."""
    _check(reading)
    report = reading.report
    return Entry(
        report=report,
        reader=reading.reader or "unknown",
        about=_about(reading),
        fingerprint=fingerprint(report.text),
        lines=tuple(_line(one, report.published) for one in reading.statements()),
        mentions={one.key[1]: one for one in mentions_of(reading)},
        codes=tuple((one.code, one.type) for one in reading.events if one.code is not None),
    )


def _about(reading: Reading) -> str:
    """JSON of the report of a reading without its text, and of the translation that was read in place of it."""
    about = fields_of(reading.report) | {"text": ""}
    return dumped(about if reading.translation is None else about | {TRANSLATION: reading.translation})


def rest_of(report: Report) -> str:
    """JSON of the fields of a report that have no column."""
    return dumped({name: value for name, value in fields_of(report).items() if name not in _COLUMNS})


dumped = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=fields_of).encode
"""JSON of a value or a record, the same for the same."""


def key_of(*values: Any) -> str:
    """32 hex digits for what tells a row apart."""
    return hashlib.sha256(dumped(values).encode()).hexdigest()[:32]


def _check(reading: Reading) -> None:
    """Raises BadRecord for what cannot be kept: NUL, half a character (a lone surrogate), a label that comes twice."""
    report = reading.report
    if reading.reader == ANALYSTS:
        raise BadRecord(f"No reader may be called {ANALYSTS!r}: so the records of analysts are called; rename it.")
    written = (getattr(report, field.name) for field in fields(report))
    translation = (reading.translation.text, reading.translation.translator) if reading.translation is not None else ()
    for value in (reading.reader, *written, *translation):
        found = _UNFIT.search(value) if isinstance(value, str) else None
        if found is not None:
            what = "a NUL character" if found[0] == "\0" else "half a character (a lone surrogate)"
            raise BadRecord(f"Report {report.id} holds {what}, which no ledger keeps; remove it.")
    label, times = next(iter(Counter(one.id for one in reading.statements()).most_common(1)), ("", 0))
    if times > 1:
        raise BadRecord(f"Report {report.id} has {times} statements called {label}; give each an id of its own.")


def _line(one: Statement, published: str | None) -> Line:
    kind = type(one)
    place: Place | None = getattr(one, "place", None)
    first, last = days_of(getattr(one, "time", None))
    type_ = next((str(getattr(one, name)) for name in _TYPES if hasattr(one, name)), None)
    code, mode, status = (getattr(one, name, None) for name in ("code", "mode", "status"))
    cast = tuple(_cast(one))
    countries = {actor[1] for _, _, actor in cast} | {place.country if place is not None else None}
    name = kind.__name__.lower()
    return Line(
        label=one.id,
        kind=name,
        columns=(one.id, name, type_, code, mode, status, first, last, published, one.confidence, dumped(one)),
        place=place,
        cast=cast,
        countries=tuple(sorted(country for country in countries if country is not None)),
        bearing=written(bearing_of(one)) if published is not None and kind is not Quote else None,
    )


def _cast(one: Statement) -> Iterator[tuple[str, int, ActorKey]]:
    for role in ROLES:
        actors: Iterable[Actor] = getattr(one, role, ())
        for position, actor in enumerate(actors):
            yield role, position, (actor.name, actor.country, actor.sectors)
