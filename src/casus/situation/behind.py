"""What stands behind a truce, a pledge or a tie: every statement of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from casus.ledger.events import newest_day, statement_number
from casus.situation.cited import Cited, key_at, words_of
from casus.situation.pledges import PledgeLife
from casus.situation.state import Situation, situations
from casus.situation.ties import Standing
from casus.situation.truces import TruceLife


@dataclass(frozen=True, slots=True)
class Behind:
    """A truce, pledge or tie as it stands on the newest day, with the statements of it and their words.

    statements: (what they tell of it, statement, its sentence), by the day on which they were told.
    """

    conflict: str
    what: TruceLife | PledgeLife | Standing
    statements: tuple[tuple[str, Cited, str], ...]


def behind(connection: Connection, name: str) -> Behind | None:
    """The truce, pledge or tie that a statement is part of; None where it is part of none. name: REPORT/LABEL.

    Raises LedgerError for a name too short or of two reports.
    """
    number, day = statement_number(connection, name), newest_day(connection)
    if number is None or day is None:
        return None
    key = key_at(connection, number)
    for found in situations(connection, day):
        for what, parts in _all(found):
            if any(one.key == key for _, its in parts for one in its):
                return _told(connection, found, what, parts)
    return None


_Parts = list[tuple[str, tuple[Cited, ...]]]


def _all(found: Situation) -> Iterator[tuple[TruceLife | PledgeLife | Standing, _Parts]]:
    for life in found.truces:
        yield life, [(step.state, step.statements) for step in life.steps]
    for given in found.pledges:
        steps = [(step.state, step.statements) for step in given.steps]
        yield given, [*steps, ("its case, before the pledge was told of", given.earlier), ("denied", given.denied)]
    for stand in found.standings:
        yield stand, [("", stand.statements)]


def _told(
    connection: Connection,
    found: Situation,
    what: TruceLife | PledgeLife | Standing,
    parts: Iterable[tuple[str, tuple[Cited, ...]]],
) -> Behind:
    told = [(state, one) for state, its in parts for one in its]
    told.sort(key=lambda its: (its[1].told, its[1].key))
    words = words_of(connection, [one.key for _, one in told])
    return Behind(found.conflict.name, what, tuple((state, one, words[one.key]) for state, one in told))
