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
    return cast(T, (_decoder(cast(Any, kind)) or _as_is)(value))


_Decoder = Callable[[Any], Any]


def _as_is(value: Any) -> Any:
    return value


@cache
def _decoder(kind: Any) -> _Decoder | None:
    """How a value of a type is made from its JSON; None: it is one already.

    Found out once a type, which takes longer than doing it; ledgers decode thousands of records for one answer.
    """
    origin, options = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = _decoder(next(option for option in options if option is not type(None)))
        return None if inner is None else lambda value: None if value is None else inner(value)
    if origin is tuple:
        one = _decoder(options[0])
        return tuple if one is None else lambda value: tuple([one(item) for item in value])
    return None if origin is Literal or not is_dataclass(kind) else _record_decoder(cast(Any, kind))


def _record_decoder(kind: Any) -> _Decoder:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    made = [(name, decode) for name in names if (decode := _decoder(hints[name])) is not None]

    def decoded(value: Any) -> Any:
        given = {name: value[name] for name in names if name in value}
        for name, decode in made:
            if given.get(name) is not None:
                given[name] = decode(given[name])
        return kind(**given)

    return decoded
