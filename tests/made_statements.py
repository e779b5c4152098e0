"""Made statements, each in a report of its own unless one is named."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from casus.records import (
    Actor,
    Event,
    EventType,
    Place,
    Pledge,
    Precision,
    Statement,
    Tie,
    TieKind,
    Time,
    Toll,
    Trigger,
    Truce,
    TruceState,
)
from casus.situation.cited import Cited, Head

_numbers = count(1)


def state(code: str, name: str | None = None) -> Actor:
    """The Government of a state."""
    return Actor(name=name or f"Government of {code}", country=code, sectors=("GOV",))


def group(name: str, country: str | None = None) -> Actor:
    """An armed group that is no state's."""
    return Actor(name=name, country=country, sectors=("REB",))


def region(name: str, country: str) -> Actor:
    """The authorities of a breakaway region."""
    return Actor(name=f"Defence Ministry of {name}", country=country, sectors=("PRE", "MIL"))


def people(country: str) -> Actor:
    """Civilians of a country."""
    return Actor(name="civilians", country=country, sectors=("CVL",))


NOBODY = Actor(name="unidentified", sectors=("UAF",))


def place(name: str, country: str | None, precision: Precision = "city", disputed_by: Sequence[str] = ()) -> Place:
    """A place without a point on the map."""
    return Place(name=name, country=country, precision=precision, disputed_by=tuple(disputed_by))


def land(country: str) -> Place:
    """A whole country."""
    return place(country, country, "country")


def on(day: str) -> Time:
    """One day."""
    return Time(start=day, end=day)


def span(start: str | None, end: str | None) -> Time:
    """A period."""
    return Time(start=start, end=end)


def said(told: str, record: Statement, report: str | None = None, origin: str | None = None) -> Cited:
    """A statement in a report; reports are origins of their own unless told."""
    its = report or f"r{next(_numbers):05}"
    return Cited((its, record.id), record, Head(its, told, "Example Wire", "Title", origin or its, "made 1"))


def _common(kind: str) -> dict[str, Any]:
    number = next(_numbers)
    at = number * 10
    return {"id": f"{kind}{number}", "span": (at, at + 5), "sentence": (at, at + 9)}


def event(told: str, type_: EventType, doers: Sequence[Actor] = (), struck: Sequence[Actor] = (), **more: Any) -> Cited:
    """An act. report, origin: as for `said`."""
    where = {key: more.pop(key) for key in ("report", "origin") if key in more}
    fields: dict[str, Any] = {"status": "actual", "confidence": 0.9, **_common("e"), **more}
    return said(told, Event(type=type_, actors=tuple(doers), recipients=tuple(struck), **fields), **where)


def force(told: str, doers: Sequence[Actor] = (), struck: Sequence[Actor] = (), **more: Any) -> Cited:
    """Force used by some against others."""
    return event(told, "ASSAULT", doers, struck, **more)


def truce(told: str, state_: TruceState, parties: Sequence[Actor] = (), **more: Any) -> Cited:
    """A truce and how it stands."""
    where = {key: more.pop(key) for key in ("report", "origin") if key in more}
    fields: dict[str, Any] = {"confidence": 0.9, **_common("c"), **more}
    return said(told, Truce(parties=tuple(parties), state=state_, **fields), **where)


def pledge(told: str, guarantor: Actor, act: EventType, trigger: Trigger | None = None, **more: Any) -> Cited:
    """A promise on a condition."""
    where = {key: more.pop(key) for key in ("report", "origin") if key in more}
    fields: dict[str, Any] = {"confidence": 0.9, "condition": "if it happens", **_common("p"), **more}
    record = Pledge(guarantors=(guarantor,), act=act, trigger=trigger or Trigger(), **fields)
    return said(told, record, **where)


def toll(told: str, number: int | None, **more: Any) -> Cited:
    """So many killed, exactly; low, best, high may say otherwise."""
    where = {key: more.pop(key) for key in ("report", "origin") if key in more}
    exact = {"low": number, "best": number, "high": number} if number is not None else {}
    fields: dict[str, Any] = {"effect": "killed", "confidence": 0.9, **_common("t"), **exact, **more}
    return said(told, Toll(**fields), **where)


def tie(told: str, kind: TieKind, a: Sequence[Actor], b: Sequence[Actor] = (), **more: Any) -> Cited:
    """A relation between two sides."""
    where = {key: more.pop(key) for key in ("report", "origin") if key in more}
    fields: dict[str, Any] = {"confidence": 0.9, **_common("r"), **more}
    return said(told, Tie(kind=kind, a=tuple(a), b=tuple(b), **fields), **where)
