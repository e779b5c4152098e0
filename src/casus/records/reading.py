"""What casus says about one report, and its JSON form."""

import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
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
    if isinstance(value, (tuple, list)):
        return [as_json(one) for one in value]
    if is_dataclass(value):
        return {name: as_json(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def from_json(kind: type[T], value: Any) -> T:
    """The inverse of `as_json`. Unknown fields are ignored. Raises TypeError when a required one is missing."""
    return cast(T, _decoder(cast(Any, kind))(value))


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    """How a value of a type is made from its JSON; found out once a type, which takes longer than doing it."""
    origin, options = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = _decoder(next(option for option in options if option is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        one = _decoder(options[0])
        return lambda value: tuple([one(item) for item in value])
    if origin is Literal or not is_dataclass(kind):
        return lambda value: value
    hints, built = get_type_hints(kind), cast(Any, kind)
    decoders = [(field.name, _decoder(hints[field.name])) for field in fields(built)]
    return lambda value: built(**{name: decode(value[name]) for name, decode in decoders if name in value})
