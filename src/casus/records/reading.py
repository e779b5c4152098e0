"""What casus says about one report, and its JSON form."""

import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from casus.records.event import Event
from casus.records.pledge import Pledge
from casus.records.quote import Quote
from casus.records.report import Report
from casus.records.statement import Statement
from casus.records.tie import Tie
from casus.records.toll import Toll
from casus.records.translation import Translation
from casus.records.truce import Truce

T = TypeVar("T")

UNREAD = "unread"
"""The reader of a report that nobody has read yet: a note of the report says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All statements found in one report, each list in the order of the text.

    reader: who read it, with version; UNREAD: nobody yet. translation: that was read in place of the text, if any.
    """

    report: Report
    events: tuple[Event, ...] = ()
    tolls: tuple[Toll, ...] = ()
    truces: tuple[Truce, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    ties: tuple[Tie, ...] = ()
    quotes: tuple[Quote, ...] = ()
    reader: str | None = None
    translation: Translation | None = None

    def statements(self) -> Iterator[Statement]:
        """Every record, kind by kind."""
        yield from (*self.events, *self.tolls, *self.truces, *self.pledges, *self.ties, *self.quotes)


def as_json(value: Any) -> Any:
    """A record as plain dicts, lists and scalars, with the field names of the contract."""
    if isinstance(value, (tuple, list)):
        return [as_json(one) for one in value]
    if is_dataclass(value):
        return {name: as_json(one) for name, one in fields_of(value).items()}
    return value


def fields_of(record: Any) -> dict[str, Any]:
    """The fields of a record, what is in them as it is.

    The code of an event is left out where it has none, so that a reading without a codebook is what it always was.
    """
    found = {name: getattr(record, name) for name in record.__dataclass_fields__}
    if "code" in found and found["code"] is None:
        del found["code"]
    return found


def from_json(kind: type[T], value: Any) -> T:
    """The inverse of `as_json`. Unknown fields are ignored. Raises TypeError when a required one is missing."""
    wanted: Any = kind
    decode = _decoder(wanted)
    return cast(T, value if decode is None else decode(value))


@cache
def _decoder(kind: Any) -> Callable[[Any], Any] | None:
    """What makes a value of a type out of JSON; None for what JSON holds as it is."""
    origin, options = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = _decoder(next(option for option in options if option is not type(None)))
        return None if inner is None else lambda value: None if value is None else inner(value)
    if origin is tuple:
        each = _decoder(options[0])
        return tuple if each is None else lambda value: tuple([each(one) for one in value])
    return _record_decoder(kind) if is_dataclass(kind) else None


def _record_decoder(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    nested = [(name, decode) for name in names if (decode := _decoder(hints[name])) is not None]

    def record(value: Any) -> Any:
        known = {name: value[name] for name in names if name in value}
        for name, inner in nested:
            if name in known:
                known[name] = inner(known[name])
        return kind(**known)

    return record
