"""What analysts said as training data: sentences with their records, stand-off, in the format of the corpus.

A row is a sentence in which an analyst's word holds, with all that counts in it, since what a row does not name is
learned as not being there. `reviewed` lists which of its records an analyst vouches for; the others are the reader's
and stand as nobody spoke against them. Records that the format cannot hold (quotations; a pledge whose condition is not
in the sentence) are left out, and a row without any record left says that there is nothing. So are sentences of reports
that were read in a translation: which of their words state what is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from casus.ledger.corrections import standings_of
from casus.ledger.reading_back import reading_of
from casus.ledger.sql import ask
from casus.records import Actor, Event, Pledge, Report, Span, Statement, Tie, Toll, Truce

Row = dict[str, Any]
_STYLE = "reviewed report"


def reviewed_sentences(connection: Connection, *, with_text: bool = False) -> Iterator[Row]:
    """The reviewed sentences of a ledger, by report. with_text: with their words and the title of the report; else they
    are named by report and offsets alone.
    """
    asked = (
        "SELECT DISTINCT s.report_id FROM correction c JOIN statement s ON s.id = c.statement_id ORDER BY s.report_id"
    )
    for (report_id,) in ask(connection, asked):
        reading = reading_of(connection, report_id)
        if reading is None or reading.translation is not None:
            continue
        holding = [one.word for one in standings_of(connection, report_id) if one.stand in ("holds", "open")]
        vouched = {label for word in holding for label in _labels(word.says, word.key, word.by_key)}
        spoken = {its.sentence for word in holding for its in (word.record, word.by_record) if its is not None}
        for sentence in sorted(spoken):
            its = [one for one in reading.statements() if one.sentence == sentence]
            yield _row(reading.report, sentence, its, vouched, with_text=with_text)


def _labels(says: str, key: tuple[str, str], by_key: tuple[str, str] | None) -> set[str]:
    """Labels of what may count by a word: of a confirmed statement or its copy, of a corrected one the record."""
    own = {key[1]} if says == "confirmed" else set()
    return own | ({by_key[1]} if by_key is not None else set())


def _row(report: Report, sentence: Span, its: Sequence[Statement], vouched: set[str], *, with_text: bool) -> Row:
    start, end = sentence
    made = [(one, record) for one in its if (record := _record(report, one)) is not None]
    numbers = {one.id: number for number, (one, _) in enumerate(made)}
    for one, record in made:
        if isinstance(one, Event) and one.within in numbers:
            record["within"] = numbers[one.within]
    row: Row = {
        "id": f"ledger:{report.id}:{start}:{end}",
        "doc": report.id,
        "published": report.published,
        "style": _STYLE,
        "records": [record for _, record in made],
        "reviewed": [numbers[one.id] for one, _ in made if one.id in vouched],
    }
    return row | {"title": report.title, "text": report.text[start:end]} if with_text else row


def _record(report: Report, one: Statement) -> Row | None:
    """A statement as the corpus writes it, with spans in its sentence; None for what it cannot hold."""
    start, end = one.sentence
    words = report.text[start:end]
    record: Row = {"kind": type(one).__name__.lower(), "trigger": [one.span[0] - start, one.span[1] - start]}
    match one:
        case Event():
            record |= {"type": one.type, "mode": one.mode, "status": one.status}
            sides = {"actors": one.actors, "recipients": one.recipients}
        case Toll():
            record |= {"effect": one.effect, "low": one.low, "best": one.best, "high": one.high, "group": one.group}
            sides = {"of": one.of, "by": one.by}
        case Truce():
            record |= {"state": one.state, "times": one.times}
            sides = {"parties": one.parties, "mediators": one.mediators}
        case Pledge():
            condition = _found(words, one.condition)
            if condition is None:
                return None
            record |= {"act": one.act, "state": one.state, "condition": condition}
            record |= {"trigger_type": one.trigger.type} if one.trigger.type is not None else {}
            sides = {"guarantors": one.guarantors, "beneficiaries": one.beneficiaries}
        case Tie():
            record |= {"tie": one.kind}
            sides = {"a": one.a, "b": one.b}
        case _:
            return None
    for name, actors in (*sides.items(), ("voice", one.voice)):
        if actors:
            record[name] = [_actor(actor, one.sentence) for actor in actors]
    return record | _details(one, words)


def _details(one: Statement, words: str) -> Row:
    """Where and when, where the sentence has the words for it, and how it was said."""
    place, time = getattr(one, "place", None), getattr(one, "time", None)
    found = {
        "place": _found(words, place.name if place is not None else None),
        "time": _found(words, time.text if time is not None else None),
    }
    details: Row = {name: span for name, span in found.items() if span is not None}
    return details | ({"channel": one.channel} if one.channel is not None else {})


def _actor(actor: Actor, sentence: Span) -> Row:
    start, end = sentence
    is_here = actor.mention is not None and start <= actor.mention[0] and actor.mention[1] <= end
    span = [actor.mention[0] - start, actor.mention[1] - start] if actor.mention is not None and is_here else None
    return {"span": span, "name": actor.name, "country": actor.country, "sectors": list(actor.sectors)}


def _found(words: str, part: str | None) -> Row | None:
    """Where a part of a sentence stands in it."""
    at = words.find(part) if part else -1
    return {"span": [at, at + len(part)]} if part and at >= 0 else None
