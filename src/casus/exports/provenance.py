"""The file beside an export: what its format cannot say. One JSON object a line, one for each row."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from casus.exports.counts import accounts_of, total
from casus.exports.incidents import Incident
from casus.ledger.events import Telling, status_of
from casus.records import EFFECTS, Actor, Event, as_json

ABOUT = (
    "Every statement behind each row: report, source, date, the span of its words in the report's text "
    "[start, end) in code points, the words, in whose voice, with what status and confidence; where it was read in a "
    "translation, from which language, by whom, and the span of its words in the translation. "
    "Counts are bounds over all statements: null is unknown, which is not zero."
)


def heading(form: str, since: str | None, until: str | None) -> str:
    """The first line of the file."""
    return _line({"about": ABOUT, "format": form, "since": since, "until": until})


def behind(row_id: str, incident: Incident) -> str:
    """What is behind one row. row_id: as the row has it; event: as `casus why` takes it."""
    return _line(
        {
            "id": row_id,
            "event": incident.id,
            "origins": incident.told.origins,
            "place": as_json(incident.place),
            "days": as_json(incident.days),
            **({"codes": [as_json(one) for one in incident.codes]} if incident.codes else {}),
            "tellings": [_telling(one) for one in incident.told.tellings],
            "counts": {name: as_json(count) for name in EFFECTS if (count := total(accounts_of(incident, name)))},
            "tolls": [
                {**_telling(one), "is_counted": one.key in incident.counted}
                for toll in incident.tolls
                for one in toll.tellings
            ],
        }
    )


def _telling(one: Telling) -> dict[str, Any]:
    report, record = one.report, one.record
    told: dict[str, Any] = {
        "report": report.id,
        "label": record.id,
        "source": report.source,
        "published": report.published,
        "url": report.url,
        "span": list(record.span),
        "sentence": list(record.sentence),
        "words": report.text[slice(*record.span)],
        "voice": _names(record.voice),
        "channel": record.channel,
        "translated": as_json(record.translated),
        "status": status_of(record),
        "confidence": record.confidence,
    }
    if isinstance(record, Event):
        sides = {"actors": _names(record.actors), "recipients": _names(record.recipients)}
        own = {"code": record.code} if record.code is not None else {}
        return told | {"type": record.type, "mode": record.mode} | own | sides
    return told | {
        "effect": record.effect,
        "bounds": {"low": record.low, "best": record.best, "high": record.high},
        "group": record.group,
        "of": _names(record.of),
        "by": _names(record.by),
        "part_of": record.part_of,
        "caveat": record.caveat,
    }


def _names(actors: Iterable[Actor]) -> list[str]:
    return [actor.name for actor in actors]


def _line(value: dict[str, Any]) -> str:
    """JSON in ASCII: no reader of lines takes a character of it for the end of one."""
    return json.dumps(value, ensure_ascii=True, allow_nan=False) + "\n"
