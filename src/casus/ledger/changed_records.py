"""A record changed field by field, or written anew, by somebody: every value is checked before it is believed."""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from casus.records import BadRecord, Statement, as_json, from_json

T = TypeVar("T", bound=Statement)


def changed(record: T, changes: Mapping[str, str]) -> T:
    """A record with some fields changed. changes: name of a field, or of one inside it (place.name) -> value, in words
    or as JSON; null, or nothing, for none.

    Raises BadRecord for a field that the record has not, and for a value that does not fit it.
    """
    value = as_json(record)
    if "type" in changes:
        value.pop("code", None)  # it was a child of the old type
    for name, written in changes.items():
        hint: Any = type(record)
        inside, steps = value, name.split(".")
        for at, step in enumerate(steps):
            hints = _hints(hint)
            if step not in hints or step == "id":
                raise BadRecord(f"{name!r} is no field to change; {type(record).__name__} has: {', '.join(hints)}.")
            hint = hints[step]
            if at < len(steps) - 1:
                inside[step] = inside[step] or {}
                inside = inside[step]
                hint = _plain(hint)
        inside[steps[-1]] = _value(name, hint, written)
    return record_of(type(record), value)


def record_of(kind: type[T], value: Any) -> T:
    """A record from JSON that anybody may have written. Raises BadRecord where it does not fit, and says where."""
    if not isinstance(value, dict):
        raise BadRecord(f"A {kind.__name__.lower()} is written as a JSON object with its fields.")
    _check(kind.__name__.lower(), kind, value)
    try:
        return from_json(kind, value)
    except (TypeError, ValueError, AttributeError) as error:
        raise BadRecord(f"This is no {kind.__name__.lower()}: {error}.") from error


def _value(name: str, hint: Any, written: str) -> Any:
    """What is meant by words for a field: JSON where the field holds no words."""
    if written in ("", "null"):
        return None
    if str in _options(hint) or any(get_origin(one) is Literal for one in _options(hint)):
        return written
    try:
        return json.loads(written)
    except ValueError as error:
        raise BadRecord(f"{name} is {written!r}; write a number, or JSON such as [] or {{...}}.") from error


def _check(name: str, hint: Any, value: Any) -> None:
    """Raises BadRecord unless a value may stand in a field of a type."""
    options = _options(hint)
    if value is None and type(None) in options:
        return
    for one in options:
        if is_dataclass(one) and isinstance(value, dict):
            for field, its in value.items():
                if field in (hints := _hints(one)):
                    _check(f"{name}.{field}", hints[field], its)
            return
        if get_origin(one) is tuple and isinstance(value, (list, tuple)):
            each = get_args(one)
            if each[-1] is not Ellipsis and len(value) != len(each):
                break
            for its in value:
                _check(name, each[0], its)
            return
        if _is_scalar(one, value):
            return
    raise BadRecord(f"{name} cannot be {json.dumps(value, ensure_ascii=False, default=str)}; see docs/model.md.")


def _is_scalar(kind: Any, value: Any) -> bool:
    if get_origin(kind) is Literal:
        return value in get_args(kind)
    if kind is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return kind in (int, str, bool) and type(value) is kind


def _options(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


def _plain(hint: Any) -> Any:
    """The type of a field that may also be None."""
    return next(one for one in _options(hint) if one is not type(None))


def _hints(kind: Any) -> dict[str, Any]:
    """The fields of a record and their types; none of what is no record."""
    return get_type_hints(kind) if is_dataclass(kind) else {}
