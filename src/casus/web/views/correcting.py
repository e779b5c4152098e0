"""The fields of a record that an analyst may change in a form, and what was changed in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from casus.records import (
    EFFECTS,
    EVENT_TYPES,
    STATUSES,
    BadRecord,
    Event,
    Pledge,
    Quote,
    Statement,
    Tie,
    TieKind,
    Toll,
    Truce,
    TruceState,
    as_json,
)
from casus.records.pledge import PLEDGE_STATES
from casus.records.toll import Group
from casus.wording.lines import STATUS_WORDS
from casus.wording.terms import ACTS

_CHOICES: dict[str, tuple[str, ...]] = {
    "type": EVENT_TYPES, "status": STATUSES, "effect": EFFECTS, "group": get_args(Group), "act": EVENT_TYPES,
}  # fmt: skip
"""What fields may hold that hold one of a few words in every record that has them."""
_FIELDS: dict[type[Statement], tuple[str, ...]] = {
    Event: ("type", "mode", "status", "place"),
    Toll: ("effect", "group", "low", "best", "high", "place", "caveat"),
    Truce: ("state", "times", "place"),
    Pledge: ("act", "state", "condition"),
    Tie: ("kind", "place", "caveat"),
    Quote: ("text",),
}
_STATES: dict[type[Statement], tuple[str, ...]] = {
    Truce: get_args(TruceState), Pledge: PLEDGE_STATES, Tie: get_args(TieKind)
}  # fmt: skip
_NUMBERS = {"low", "best", "high", "times"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the words that a field may hold."""

    value: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Editable:
    """A field of the form. value: what it holds now, "" for nothing. options: empty for free words and numbers."""

    name: str
    value: str
    options: tuple[Option, ...]
    is_number: bool


def editable(record: Statement) -> tuple[Editable, ...]:
    """The fields of a record that a form offers."""
    return tuple(
        Editable(name=name, value=_held(record, name), options=_options(record, name), is_number=name in _NUMBERS)
        for name in _FIELDS[type(record)]
    )


def changes_in(record: Statement, fields: Mapping[str, str]) -> dict[str, str]:
    """What a form changed in a record, as `changed` takes it. Raises BadRecord for a mode that its type has not.

    A place of another name is one of which nothing else is known.
    """
    sent = {one.name: fields[one.name].strip() for one in editable(record) if one.name in fields}
    made = {name: value for name, value in sent.items() if value != _held(record, name)}
    if isinstance(record, Event):
        kind, mode = sent.get("type", record.type), sent.get("mode", record.mode or "")
        if mode and mode not in {its for type_, modes in ACTS.items() if type_ == kind for its in modes}:
            raise BadRecord(f"An event of type {kind} has no mode {mode!r}; choose another, or none.")
    if made.get("place"):
        made["place"] = json.dumps({"name": made["place"]})
    return made


def written(record: Statement) -> str:
    """The record as JSON, to be changed by hand."""
    return json.dumps(as_json(record), ensure_ascii=False, indent=1)


def _held(record: Statement, name: str) -> str:
    value: Any = getattr(record, name)
    if name == "place":
        value = value.name if value is not None else None
    return "" if value is None else str(value)


def _options(record: Statement, name: str) -> tuple[Option, ...]:
    if name == "mode":
        modes = [(mode, f"{kind}: {mode}") for kind, its in ACTS.items() for mode in its if mode is not None]
        return (Option(value="", words="none"), *(Option(value=mode, words=words) for mode, words in modes))
    if name in ("state", "kind"):
        return tuple(Option(value=one, words=one) for one in _STATES[type(record)])
    words = STATUS_WORDS if name == "status" else {}
    return tuple(Option(value=one, words=words.get(one, one)) for one in _CHOICES.get(name, ()))
