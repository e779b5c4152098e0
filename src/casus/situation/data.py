"""The JSON form of situations: plain dicts and lists with the field names of the dataclasses.

A statement stands as its name, its report and its record; what a class derives (`state`, `name` and the like) is there
beside its fields.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from casus.ledger.events import Telling, ToldEvent
from casus.records import as_json
from casus.situation.cited import Cited
from casus.situation.conflicts import Conflict
from casus.situation.pledges import PledgeLife
from casus.situation.state import Situation
from casus.situation.timeline import Entry
from casus.situation.tolls import Series
from casus.situation.truces import TruceLife

_DERIVED: dict[type, tuple[str, ...]] = {
    Situation: ("reports", "origins", "readers"),
    Conflict: ("name", "slug"),
    TruceLife: ("state", "since"),
    PledgeLife: ("state", "is_claimed"),
}
"""What a class derives and its JSON holds."""

_PARTS = ("steps", "counts", "tellings", "earlier", "denied")


def situation_json(found: Situation) -> dict[str, Any]:
    """One conflict on one day, without the statements that nothing of it rests on."""
    made: dict[str, Any] = plain(found)
    del made["statements"]
    return made


def entry_json(entry: Entry) -> dict[str, Any]:
    """One entry of a timeline, with its kind; of what it belongs to, without the other steps and numbers."""
    kinds: dict[type, str] = {TruceLife: "truce", PledgeLife: "pledge", Series: "toll", ToldEvent: "event"}
    made = {"kind": kinds[type(entry.what)], **plain(entry)}
    made["what"] = {name: value for name, value in made["what"].items() if name not in _PARTS}
    return made


def plain(value: Any) -> Any:
    """Any part of a situation."""
    if isinstance(value, Cited):
        return _statement(value)
    if isinstance(value, Telling):
        report = {"id": value.report.id, "published": value.report.published, "source": value.report.source}
        return {
            "key": "/".join(value.key),
            "report": {**report, "title": value.report.title},
            "record": as_json(value.record),
        }
    if is_dataclass(value):
        made = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return made | {name: plain(getattr(value, name)) for name in _DERIVED.get(type(value), ())}
    return [plain(one) for one in value] if isinstance(value, (tuple, list)) else value


def _statement(one: Cited) -> dict[str, Any]:
    report = {"id": one.report.id, "published": one.told, "source": one.report.source, "title": one.report.title}
    return {"key": "/".join(one.key), "report": report, "record": as_json(one.record)}
