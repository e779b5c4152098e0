"""Alerts and their notices in the ledger."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from casus.alerts.matching import Match, body_of, in_states, new_events, states
from casus.alerts.rules import Rule, rule_of
from casus.ledger import Ledger
from casus.ledger.codes import check_type
from casus.ledger.sql import add, ask, change
from casus.ledger.writing import next_number
from casus.records import CasusError
from casus.situation.citations import citations
from casus.situation.cited import Key

Clock = Callable[[], datetime]
"""Now, in UTC."""
_CITED = 50
"""Statements quoted in a notice; the names of all are kept."""
_COLUMNS = "name, rule, url, secret, allow_private, made, mark, seen"
_NOTICE = (
    "id", "alert", "key", "thing", "step", "statements", "body", "found", "state", "tries", "due", "failure",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alert:
    """A rule with a name. url: where its notices are sent; None: they are kept for the feed alone.

    secret: that they are signed with. mark, seen: what the ledger held when it was looked at last.
    """

    name: str
    rule: Rule
    url: str | None
    secret: str | None
    allow_private: bool
    made: str
    mark: int
    seen: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What an alert found. body: as it is sent. state: kept, due, sent or given up. failure: of the last try."""

    key: str
    alert: str
    body: dict[str, Any]
    found: str
    state: str
    tries: int
    due: str | None
    failure: str | None


@dataclass(frozen=True, slots=True)
class _Found:
    """A match with the quotations of it."""

    match: Match
    cited: list[dict[str, Any]]


def add_alert(
    ledger: Ledger, name: str, rule: Rule, *, url: str | None, secret: str | None, allow_private: bool, clock: Clock
) -> None:
    """Keep an alert; what holds already is known to it and never told.

    Raises CasusError for a name that is taken, and for a code that the ledger does not know.
    """
    with ledger.asking() as connection:
        if rule.type is not None:
            check_type(connection, rule.type)
        held, mark = seen(connection), _mark(connection)
        known = [_Found(one, []) for one in in_states(rule, states(connection))] if rule.kind != "event" else []
    now = _written(clock())
    with ledger.writing() as connection:
        if ask(connection, "SELECT name FROM alert WHERE name = ?", (name,)):
            raise CasusError(f"There is an alert called {name!r} already; remove it first, or choose another name.")
        row = (name, rule.written(), url, secret, allow_private, now, mark, held)
        add(connection, "alert", _COLUMNS.split(", "), [row])
        _keep(connection, Alert(name, rule, url, secret, allow_private, now, mark, held), known, now, state="known")


def remove_alert(ledger: Ledger, name: str) -> None:
    """Forget an alert and its notices. Raises CasusError where there is none."""
    with ledger.writing() as connection:
        alert_of(connection, name)
        change(connection, "DELETE FROM notice WHERE alert = ?", [(name,)])
        change(connection, "DELETE FROM alert WHERE name = ?", [(name,)])


def alerts(connection: Connection) -> list[Alert]:
    """All alerts, by name."""
    rows = ask(connection, f"SELECT {_COLUMNS} FROM alert ORDER BY name")
    return [Alert(name, rule_of(rule), url, key, bool(private), *rest) for name, rule, url, key, private, *rest in rows]


def alert_of(connection: Connection, name: str) -> Alert:
    """One alert. Raises CasusError where there is none of this name."""
    found = {one.name: one for one in alerts(connection)}
    if name not in found:
        raise CasusError(f"No alert is called {name!r}; there are: {', '.join(found) or 'none'}.")
    return found[name]


def notices(connection: Connection, name: str, most: int = 100) -> list[Notice]:
    """What an alert told or is to tell, the newest first."""
    asked = (
        "SELECT key, alert, body, found, state, tries, due, failure FROM notice "
        "WHERE alert = ? AND state <> 'known' ORDER BY id DESC LIMIT ?"
    )
    return [_notice(row) for row in ask(connection, asked, (name, most))]


def look(ledger: Ledger, clock: Clock) -> int:
    """Find what is new to each alert and keep it, once. Returns how many notices were made.

    What two processes find at once is kept by the first of them: an alert whose ledger was looked at meanwhile is left.
    """
    with ledger.asking() as connection:
        held, mark = seen(connection), _mark(connection)
        due = [one for one in alerts(connection) if one.seen != held]
        stand = states(connection) if any(one.rule.kind != "event" for one in due) else []
        found = [
            (
                one,
                new_events(connection, one.rule, one.mark) if one.rule.kind == "event" else in_states(one.rule, stand),
            )
            for one in due
        ]
        cited = [(one, [_Found(match, _quoted(connection, match.statements)) for match in its]) for one, its in found]
    if not due:
        return 0
    now, made = _written(clock()), 0
    with ledger.writing() as connection:
        current = {one.name: one for one in alerts(connection)}
        for one, its in cited:
            if one == current.get(one.name):
                made += _keep(connection, one, its, now, state="kept" if one.url is None else "due")
                change(connection, "UPDATE alert SET mark = ?, seen = ? WHERE name = ?", [(mark, held, one.name)])
    return made


def seen(connection: Connection) -> str:
    """What changes whenever the ledger has statements, corrections or decisions that it had not."""
    parts = ("max(id) FROM statement", "max(id) FROM correction", "max(decided) FROM decision")
    return "/".join(str(ask(connection, f"SELECT {part}")[0][0] or 0) for part in parts)


def _mark(connection: Connection) -> int:
    return int(ask(connection, "SELECT coalesce(max(id), 0) FROM statement")[0][0])


def _quoted(connection: Connection, keys: Sequence[Key]) -> list[dict[str, Any]]:
    return [asdict(one) for one in citations(connection, keys[:_CITED])]


def _keep(connection: Connection, alert: Alert, found: Sequence[_Found], now: str, *, state: str) -> int:
    """Keep what was not found before. Returns how many that was."""
    rows = ask(
        connection, "SELECT key, thing, step, statements, body FROM notice WHERE alert = ? ORDER BY id", (alert.name,)
    )
    known = _Known()
    for key, thing, step, statements, body in rows:
        known.add(key, thing, step, json.loads(statements), json.loads(body))
    number, made = next_number(connection, "notice"), list[tuple[Any, ...]]()
    for one in found:
        match, key = one.match, one.match.key(alert.name, alert.rule)
        thing, step = json.dumps(match.thing), json.dumps(match.step)
        names = ["/".join(its) for its in match.statements]
        if known.holds(key, match, names):
            continue
        body = {**body_of(match, known.bounds.get(thing)), "statements": one.cited, "behind": len(names)}
        known.add(key, thing, step, names, body)
        written = (thing, step, json.dumps(names), json.dumps(body, ensure_ascii=False))
        due = now if state == "due" else None
        made.append((number + len(made), alert.name, key, *written, now, state, 0, due, None))
    add(connection, "notice", _NOTICE, made)
    return len(made)


class _Known:
    """What an alert found before. bounds: of each toll, as they were told last."""

    def __init__(self) -> None:
        self.bounds: dict[str, tuple[int | None, int | None]] = {}
        self._keys: set[str] = set()
        self._steps: set[tuple[str, str]] = set()

    def add(self, key: str, thing: str, step: str, statements: Sequence[str], body: dict[str, Any]) -> None:
        """Note a notice."""
        self._keys.add(key)
        after = body.get("after")
        if after is not None:
            self.bounds[thing] = after["least"], after["most"]
        else:
            self._steps |= {(step, one) for one in statements}

    def holds(self, key: str, match: Match, statements: Sequence[str]) -> bool:
        """Whether it was told already.

        A later report may move the day of a truce: a step that rests on a statement of one told is the same. Bounds
        that stand as they were told last have not moved, whoever repeats them.
        """
        if match.bounds is not None:
            return key in self._keys or self.bounds.get(json.dumps(match.thing)) == match.bounds
        step = json.dumps(match.step)
        return key in self._keys or any((step, one) in self._steps for one in statements)


def _notice(row: Sequence[Any]) -> Notice:
    key, alert, body, *rest = row
    return Notice(key, alert, json.loads(body), *rest)


def claim(ledger: Ledger, now: str, until: str, most: int) -> list[tuple[Alert, Notice]]:
    """Notices to be sent now, each handed to one process alone until a time (ISO, UTC); then others may take it."""
    asked = (
        "SELECT key, alert, body, found, state, tries, due, failure FROM notice "
        "WHERE state = 'due' AND due <= ? ORDER BY due, id LIMIT ?"
    )
    with ledger.asking() as connection:
        if not ask(connection, asked, (now, 1)):
            return []
    with ledger.writing() as connection:
        due = [_notice(row) for row in ask(connection, asked, (now, most))]
        whose = {one.name: one for one in alerts(connection)}
        change(
            connection, "UPDATE notice SET due = ?, tries = tries + 1 WHERE key = ?", [(until, one.key) for one in due]
        )
    return [(whose[one.alert], one) for one in due]


def record(ledger: Ledger, key: str, state: str, due: str | None, failure: str | None) -> None:
    """Remember how sending a notice went; one that was sent meanwhile stays so."""
    with ledger.writing() as connection:
        its = "UPDATE notice SET state = ?, due = ?, failure = ? WHERE key = ? AND state = 'due'"
        change(connection, its, [(state, due, failure, key)])


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
