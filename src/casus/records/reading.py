"""What casus says about one report, and its JSON form."""

import types
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from casus.records.event import Event
from casus.records.pledge import Pledge
from casus.records.quote import Quote
from casus.records.report import Report
from casus.records.statement import Statement
from casus.records.tie import Tie
from casus.records.toll import Toll
from casus.records.truce import Truce

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All statements found in one report, each list in the order of the text. reader: who read it, with version."""

    report: Report
    events: tuple[Event, ...] = ()
    tolls: tuple[Toll, ...] = ()
    truces: tuple[Truce, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    ties: tuple[Tie, ...] = ()
    quotes: tuple[Quote, ...] = ()
    reader: str | None = None

    def statements(self) -> Iterator[Statement]:
        """Every record, kind by kind."""
        yield from (*self.events, *self.tolls, *self.truces, *self.pledges, *self.ties, *self.quotes)


def as_json(value: Any) -> Any:
    """A record as plain dicts, lists and scalars, with the field names of the contract."""
    if is_dataclass(value):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [as_json(one) for one in value]
    return value


def from_json(kind: type[T], value: Any) -> T:
    """The inverse of `as_json`. Unknown fields are ignored. Raises TypeError when a required one is missing."""
    return cast(T, _decode(kind, value))


def _decode(kind: Any, value: Any) -> Any:
    origin, options = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = next(option for option in options if option is not type(None))
        return None if value is None else _decode(inner, value)
    if origin is tuple:
        inner = options[0]
        return tuple(_decode(inner, one) for one in value)
    if origin is Literal or not is_dataclass(kind):
        return value
    hints = get_type_hints(kind)
    built: Any = kind
    return built(**{f.name: _decode(hints[f.name], value[f.name]) for f in fields(kind) if f.name in value})
