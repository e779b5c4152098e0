"""What the user said of two statements: that they tell one event, or two. Remembered by their names (REPORT/LABEL)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from casus.ledger.mentions import Key
from casus.ledger.sql import add, ask, change, chunks


@dataclass(frozen=True, slots=True)
class Decision:
    """Of two statements, the smaller key first. decided: ISO date and time, UTC; author: None if not told."""

    one: Key
    other: Key
    is_same: bool
    author: str | None
    decided: str


def decisions(connection: Connection) -> list[Decision]:
    """All that were made, the oldest first."""
    asked = "SELECT one_report, one_label, other_report, other_label, is_same, author, decided FROM decision"
    found = [
        Decision((one, its), (other, label), bool(is_same), author, decided)
        for one, its, other, label, is_same, author, decided in ask(connection, asked)
    ]
    return sorted(found, key=lambda one: (one.decided, one.one, one.other))


def parted(connection: Connection) -> dict[Key, set[Key]]:
    """For each statement those that the user said to tell another event."""
    found: dict[Key, set[Key]] = {}
    for one in decisions(connection):
        if not one.is_same:
            found.setdefault(one.one, set()).add(one.other)
            found.setdefault(one.other, set()).add(one.one)
    return found


def remember(connection: Connection, decision: Decision) -> None:
    """Keep a decision in the place of an earlier one on the same two statements."""
    keys = (*decision.one, *decision.other)
    where = "one_report = ? AND one_label = ? AND other_report = ? AND other_label = ?"
    change(connection, f"DELETE FROM decision WHERE {where}", [keys])
    columns = ("one_report", "one_label", "other_report", "other_label", "is_same", "author", "decided")
    add(connection, "decision", columns, [(*keys, decision.is_same, decision.author, decision.decided)])


@dataclass(frozen=True, slots=True)
class Bond:
    """A decision on two statements in force, and the heads of their events as the rules alone have them."""

    decision: Decision
    one_head: int
    other_head: int


def bonds_of(connection: Connection) -> list[Bond]:
    """All decisions that still find their statements, the oldest first."""
    made = decisions(connection)
    reports = sorted({report for one in made for report, _ in (one.one, one.other)})
    asked = (
        "SELECT s.report_id, s.label, m.head_id FROM statement s JOIN mention m ON m.statement_id = s.id "
        "WHERE s.is_current AND s.report_id IN (*)"
    )
    heads = {
        (report, label): head for some in chunks(reports) for report, label, head in ask(connection, asked, (), some)
    }
    return [Bond(one, heads[one.one], heads[one.other]) for one in made if {one.one, one.other} <= heads.keys()]


def united(bonds: Iterable[Bond]) -> dict[int, int]:
    """For each head that the user spoke of one that stands for all that are one event with it by the user's word.

    A decision for one event is not followed where it would bring together two statements said to tell two.
    """
    bonds = list(bonds)
    apart = [(bond.one_head, bond.other_head) for bond in bonds if not bond.decision.is_same]
    above = {head: head for bond in bonds for head in (bond.one_head, bond.other_head)}
    for bond in bonds:
        if bond.decision.is_same:
            one, other = above[bond.one_head], above[bond.other_head]
            tried = {head: one if top == other else top for head, top in above.items()}
            if all(tried[a] != tried[b] for a, b in apart if a != b):
                above = tried
    return above
