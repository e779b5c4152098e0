"""One record: its words, what was read of them, and what it is part of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Path
from sqlalchemy import Connection

from casus.ledger.about import listed
from casus.ledger.codes import Code, codes_in
from casus.ledger.corrections import words_on
from casus.ledger.events import statement_number
from casus.ledger.reading_back import report_of
from casus.ledger.reviewing import retired
from casus.records import Actor, LedgerError, Place, Report, Statement, Time, as_json
from casus.web.addresses import actor_at, place_at, report_at, search_at
from casus.web.desk import NotThere
from casus.web.given import GivenDesk
from casus.web.views.correcting import Editable, editable, written
from casus.web.views.records import RecordLine, line_of, listed_line
from casus.web.views.review import SaidLine, said_line
from casus.wording.codes import explained
from casus.wording.terms import printable, when

_AROUND = 300
"""Letters of the report that stand before and behind the sentence."""
_NOT_SHOWN = frozenset({"id", "span", "sentence", "confidence", "translated"})
"""Fields that stand elsewhere on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a field holds. href: the page of the actor or place, None for what has none."""

    words: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of the record, in the words of the reading contract."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The sentence in its report: what stands before it, its parts before, of and behind the record, the rest."""

    before: str
    opening: str
    words: str
    closing: str
    behind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage:
    """One statement. key: REPORT/LABEL; name: the same, short. confidence: 0..1.

    counts: whether it is in force; what was rejected or corrected is not. reader: None for what is not in force.
    said: the words of analysts on it. editable: what a form may change; json: the whole record.
    """

    key: str
    name: str
    counts: bool
    line: RecordLine
    confidence: float
    reader: str | None
    context: Context
    fields: tuple[Field, ...]
    report: Value
    record: Statement
    said: tuple[SaidLine, ...]
    editable: tuple[Editable, ...]
    json: str


def statement(desk: GivenDesk, report_id: Annotated[str, Path()], label: Annotated[str, Path()]) -> StatementPage:
    """A statement by its report and label."""
    key = f"{report_id}/{label}"
    return desk.derived(("statement", key), lambda connection: _page(connection, key))


def _page(connection: Connection, key: str) -> StatementPage:
    try:
        number = statement_number(connection, key)
        found = retired(connection, key) if number is None else None
    except LedgerError as error:
        raise NotThere(str(error)) from error
    if number is not None:
        one = listed(connection, [number])[0]
        its = report_of(connection, one.key[0])
        if its is not None:
            return _made(connection, its, listed_line(one), one.record, one.reader)
    if found is None:
        raise NotThere("There is no such statement in force; a newer reading of its report may have retired it.")
    its, record, _ = found
    kind = type(record).__name__.lower()
    line = line_of(record, (its.id, record.id), kind=kind, about=(its.published, its.source, its.title))
    return _made(connection, its, line, record, None)


def _made(
    connection: Connection, its: Report, line: RecordLine, record: Statement, reader: str | None
) -> StatementPage:
    """The page of a statement. reader: who read it, None for one that counts no more."""
    title = " · ".join(part for part in (its.published, its.source, its.title) if part) or its.id
    key = (its.id, record.id)
    return StatementPage(
        key="/".join(key),
        name=f"{its.id[:8]}/{record.id}",
        counts=reader is not None,
        line=line,
        confidence=record.confidence,
        reader=reader,
        context=_context(its.text, record),
        fields=_fields(record, codes_in(connection)),
        report=Value(words=printable(title), href=report_at(*key)),
        record=record,
        said=tuple(map(said_line, words_on(connection, [key]).get(key, []))),
        editable=editable(record),
        json=written(record),
    )


def _context(text: str, record: Statement) -> Context:
    (first, last), (start, end) = record.sentence, record.span
    return Context(
        before=printable(_tail(text[:first])),
        opening=printable(text[first:start]),
        words=printable(text[start:end]),
        closing=printable(text[end:last]),
        behind=printable(_head(text[last:])),
    )


def _tail(text: str) -> str:
    """The last words of a text."""
    return text if len(text) <= _AROUND else f"… {text[-_AROUND:].partition(' ')[2]}"


def _head(text: str) -> str:
    """The first words of a text."""
    return text if len(text) <= _AROUND else f"{text[:_AROUND].rpartition(' ')[0]} …"


def _fields(record: Statement, codes: Mapping[str, Code]) -> tuple[Field, ...]:
    """What the record holds, field by field; what is empty is left out, and a code is explained."""
    found = []
    for name in record.__dataclass_fields__:
        value = getattr(record, name)
        values = tuple(_values(value)) if name not in _NOT_SHOWN else ()
        if name == "code" and value in codes:
            values = (Value(words=printable(explained(codes[value])), href=search_at(type=value)),)
        if values:
            found.append(Field(name=name.replace("_", " "), values=values))
    return tuple(found)


def _values(value: Any) -> list[Value]:
    if value is None or value == "" or value == ():
        return []
    if isinstance(value, tuple):
        return [made for one in value for made in _values(one)]
    if isinstance(value, Actor):
        code = " ".join(part for part in (value.country, *value.sectors) if part)
        return [Value(words=printable(f"{value.name} ({code})" if code else value.name), href=actor_at(value.name))]
    if isinstance(value, Place):
        kind = f" ({value.precision})" if value.precision else ""
        return [Value(words=printable(value.name + kind), href=place_at(value.country, value.name))]
    if isinstance(value, Time):
        said = f" (“{value.text}”)" if value.text else ""
        return [Value(words=printable((when(value) or "unknown") + said), href=None)]
    if hasattr(value, "__dataclass_fields__"):
        held = {name: its for name, its in as_json(value).items() if its not in (None, [], "")}
        return [Value(words=printable(", ".join(f"{name}: {_told(its)}" for name, its in held.items())), href=None)]
    return [Value(words=printable(str(value)), href=None)]


def _told(value: Any) -> str:
    """The names in a piece of JSON."""
    if isinstance(value, list):
        return ", ".join(map(_told, value))
    return str(value.get("name") or value.get("text") or value) if isinstance(value, dict) else str(value)
