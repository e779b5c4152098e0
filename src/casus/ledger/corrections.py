"""What analysts say of statements, and which statements count by it (docs/corrections.md).

A word confirms a statement, rejects it, puts a record in its place, or takes the earlier words back. Words are kept for
ever; the last one on a statement holds. When a report is read again by another reader, the words on the retired reading
are carried over to the statements of the new one that they are about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Literal

from sqlalchemy import Connection

from casus.ledger.mentions import Key
from casus.ledger.reading_back import statement_of
from casus.ledger.sql import ask, chunks
from casus.records import Event, Pledge, Statement, Tie, Toll, Truce

Says = Literal["confirmed", "rejected", "corrected", "as read"]
Stand = Literal["holds", "open", "overtaken", "taken back"]
"""holds: on a statement in force or what is in its place. open: it was said of an older reading, and no statement of
the reading in force matches; its record counts nevertheless. overtaken: a later word was said of the same thing.
taken back: read as it was read."""


@dataclass(frozen=True, slots=True)
class Word:
    """What an analyst said of a statement.

    number: the later, the greater. statement: number of the one that it is about, as a reader read it; key, record: of
    this. by, by_key, by_record: of the record that counts instead (corrected) or outlives the reading (confirmed), None
    for other words. said: ISO date and time, UTC.
    """

    number: int
    statement: int
    key: Key
    record: Statement
    says: Says
    by: int | None
    by_key: Key | None
    by_record: Statement | None
    author: str
    why: str | None
    said: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A word that is the last on its statement, and how it stands. on: the statement of the reading in force that it is
    about, None if there is none.
    """

    word: Word
    stand: Stand
    on: int | None


_ASKED = """
SELECT c.id, s.id, s.report_id, s.label, s.kind, s.record, c.says, b.id, b.label, b.record, c.author, c.why, c.said
FROM correction c JOIN statement s ON s.id = c.statement_id LEFT JOIN statement b ON b.id = c.by_id
"""


def _words(
    connection: Connection, where: str, values: Sequence[object] = (), some: Sequence[object] = ()
) -> list[Word]:
    return [
        Word(
            number, statement, (report, label), statement_of(kind, record), says,
            by, (report, its) if by is not None else None, statement_of(kind, corrected) if by is not None else None,
            author, why, said,
        )
        for number, statement, report, label, kind, record, says, by, its, corrected, author, why, said in ask(
            connection, f"{_ASKED} {where}", values, some
        )
    ]  # fmt: skip


def words_on_report(connection: Connection, report_id: str) -> list[Word]:
    """All words on statements of a report, the oldest first."""
    return _words(connection, "WHERE s.report_id = ? ORDER BY c.id", (report_id,))


def words_on(connection: Connection, keys: Iterable[Key]) -> dict[Key, list[Word]]:
    """The words on some statements, the oldest first, whether named as they were read or by what counts instead."""
    wanted = set(keys)
    found: dict[Key, list[Word]] = defaultdict(list)
    for some in chunks(sorted({report for report, _ in wanted})):
        said = _words(connection, "WHERE s.report_id IN (*) ORDER BY c.id", (), some)
        about: dict[int, list[Word]] = defaultdict(list)
        for word in said:
            about[word.statement].append(word)
        for its in about.values():
            for key in {key for word in its for key in (word.key, word.by_key) if key is not None} & wanted:
                found[key] += its
    return dict(found)


def all_words(connection: Connection, *, limit: int = 100, before: int | None = None) -> list[Word]:
    """Words on any statement, the newest first. before: the number of the last one that was shown."""
    if before is None:
        return _words(connection, "ORDER BY c.id DESC LIMIT ?", (limit,))
    return _words(connection, "WHERE c.id < ? ORDER BY c.id DESC LIMIT ?", (before, limit))


def open_words(connection: Connection) -> list[Word]:
    """The words on retired readings that match no statement of the reading in force, by report; for an analyst to look
    at again.
    """
    asked = (
        "SELECT DISTINCT s.report_id FROM correction c JOIN statement s ON s.id = c.statement_id ORDER BY s.report_id"
    )
    reports = [report for (report,) in ask(connection, asked)]
    standings = (one for report in reports for one in standings_of(connection, report))
    return [one.word for one in standings if one.stand == "open"]


def standings_of(connection: Connection, report_id: str) -> list[Standing]:
    """The last word on each statement of a report that analysts spoke of, and how it stands; the oldest first."""
    words = words_on_report(connection, report_id)
    return _judged(words, _read(connection, report_id)) if words else []


def counting(connection: Connection, report_id: str) -> list[int]:
    """The numbers of the statements of a report that count: those of the reading in force as analysts left them."""
    read = _read(connection, report_id)
    words = words_on_report(connection, report_id)
    counted = set(read)
    for one in _judged(words, read):
        word = one.word
        if one.stand in ("overtaken", "taken back") or _is_as_confirmed(one, read):
            continue
        if one.on is not None:
            counted.discard(one.on)
        if word.by is not None:
            counted.add(word.by)
    return sorted(counted)


def _is_as_confirmed(one: Standing, read: Mapping[int, Statement]) -> bool:
    """Whether what was read is what the analyst confirmed, so that it may count itself."""
    if one.word.says != "confirmed" or one.on is None:
        return False
    return one.on == one.word.statement or _is_same(read[one.on], one.word.record)


def _read(connection: Connection, report_id: str) -> dict[int, Statement]:
    """The statements of the reading in force, by number, whatever analysts said of them."""
    asked = (
        "SELECT s.id, s.kind, s.record FROM statement s JOIN reading r ON r.id = s.reading_id "
        "WHERE s.report_id = ? AND r.is_current ORDER BY s.id"
    )
    return {number: statement_of(kind, record) for number, kind, record in ask(connection, asked, (report_id,))}


def _judged(words: Sequence[Word], read: Mapping[int, Statement]) -> list[Standing]:
    """How the last word on each statement stands. words: on one report, oldest first. read: the reading in force."""
    last = sorted({word.statement: word for word in words}.values(), key=lambda word: word.number)
    older = [word for word in last if word.statement not in read and word.says != "as read"]
    on = _matches(older, read) | {word.statement: word.statement for word in last if word.statement in read}
    holding = {on[word.statement]: word for word in last if word.statement in on}
    return [Standing(word, _stand(word, on, holding), on.get(word.statement)) for word in last]


def _stand(word: Word, on: Mapping[int, int], holding: Mapping[int, Word]) -> Stand:
    if word.says == "as read":
        return "taken back"
    if word.statement not in on:
        return "open"
    return "holds" if holding[on[word.statement]] is word else "overtaken"


def _matches(words: Sequence[Word], read: Mapping[int, Statement]) -> dict[int, int]:
    """For words on retired readings the statement in force that each is about: of one kind, with words in common and
    the same core as what was read or what was put in its place. Each statement is taken once, by the earliest of those
    words that share most with it.
    """
    pairs = [
        (-shared, word.number, number, word)
        for word in words
        for number, one in read.items()
        if (shared := max(_shared(one, word.record), _shared(one, word.by_record)))
    ]
    found: dict[int, int] = {}
    for _, _, number, word in sorted(pairs, key=lambda its: its[:3]):
        if word.statement not in found and number not in found.values():
            found[word.statement] = number
    return found


def _shared(one: Statement, other: Statement | None) -> int:
    """Characters that two statements share, if they are of one kind and have the same core; else 0."""
    if other is None or type(one) is not type(other) or _core(one) != _core(other):
        return 0
    return max(0, min(one.span[1], other.span[1]) - max(one.span[0], other.span[0]))


def _core(one: Statement) -> tuple[object, ...]:
    """What makes a statement the same when it is read again: what it tells, without who, where and when."""
    match one:
        case Event():
            return one.type, one.status
        case Toll():
            return one.effect, one.group, one.low, one.best, one.high
        case Truce():
            return (one.state,)
        case Pledge():
            return one.act, one.state
        case Tie():
            return (one.kind,)
    return ()


_OWN = {"id", "confidence", "within", "part_of"}
"""Fields that say nothing of what was told: they are the reading's own."""


def _is_same(one: Statement, other: Statement) -> bool:
    """Whether two records tell the same, field by field."""
    names = [field.name for field in fields(one) if field.name not in _OWN]
    return type(one) is type(other) and all(getattr(one, name) == getattr(other, name) for name in names)
