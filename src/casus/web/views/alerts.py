"""The alerts of the ledger: what each asks for, how its notices fared, and the newest of them with their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import Response
from sqlalchemy import Connection

from casus.alerts.feeds import feed
from casus.alerts.keeping import Alert, Notice, alert_of, alerts, notices
from casus.alerts.rules import Kind, Rule
from casus.alerts.sending import TRIES
from casus.knowledge.sides import name_of
from casus.records import CasusError, LedgerError, is_code
from casus.web.addresses import feed_at, report_at, statement_at
from casus.web.desk import NotThere
from casus.web.given import GivenDesk
from casus.web.views.lists import STATUS_NAMES
from casus.web.views.told import Evidence, shortened
from casus.wording.terms import all_printable

_SHOWN = 20
"""Notices of an alert that stand on the page, the newest; its feed holds more."""
_LOOKED_AT = 1_000
"""Notices of an alert that are counted, the newest."""
_QUOTED = 6
"""Statements of a notice that stand with their sentences; the others stand by their names."""
_LOOKS_FOR: dict[Kind, str] = {
    "event": "new events",
    "truce violated": "truces told to be violated",
    "pledge triggered": "pledges whose case is told",
    "toll moved": "running counts that moved",
}
_ATOM = "application/atom+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeLine:
    """One notice. label: the day of what it tells; limits: in whose voice, when it was found, why it has not arrived.

    statements: how many are behind it, of which the first are in evidence.
    """

    label: str
    words: str
    limits: tuple[str, ...]
    statements: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertPart:
    """One alert. facts: where its notices go and how they fared. notices: the newest. feed: their address as Atom.

    Of the address that notices are sent to only the host is told: the rest of it often lets anybody write there.
    """

    name: str
    rule: str
    facts: tuple[str, ...]
    notices: tuple[NoticeLine, ...]
    more: int
    feed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertsPage:
    """All alerts, by name."""

    alerts: tuple[AlertPart, ...]


def all_alerts(desk: GivenDesk) -> AlertsPage:
    """The alerts of the ledger with their newest notices."""
    with desk.asking() as connection:
        return all_printable(AlertsPage(alerts=tuple(_part(connection, one) for one in alerts(connection))))


def as_feed(desk: GivenDesk, request: Request, name: str) -> Response:
    """The newest notices of an alert as Atom. Raises NotThere where no alert has this name."""
    with desk.asking() as connection:
        try:
            alert_of(connection, name)
        except LedgerError:
            raise
        except CasusError as error:
            raise NotThere(str(error)) from error
        made = feed(connection, name, address=str(request.base_url).rstrip("/") + feed_at(name))
    return Response(made, media_type=_ATOM)


def _part(connection: Connection, alert: Alert) -> AlertPart:
    found = notices(connection, alert.name, _LOOKED_AT)
    return AlertPart(
        name=alert.name,
        rule=_asked(alert.rule),
        facts=(f"asked since {_minute(alert.made)}", _goes_to(alert), _fared(found)),
        notices=tuple(map(_line, found[:_SHOWN])),
        more=max(0, len(found) - _SHOWN),
        feed=feed_at(alert.name),
    )


def _asked(rule: Rule) -> str:
    """What an alert asks for, in the words of the search."""
    type_ = rule.type if rule.type is None or is_code(rule.type) else rule.type.replace("_", " ").capitalize()
    country = rule.country and name_of(rule.country)
    status = rule.status and dict[str, str](STATUS_NAMES)[rule.status]
    return " · ".join(part for part in (_LOOKS_FOR[rule.kind], type_, country, status, rule.conflict) if part)


def _goes_to(alert: Alert) -> str:
    return "kept for the feed" if alert.url is None else f"sent to {urlsplit(alert.url).hostname}"


def _fared(found: Sequence[Notice]) -> str:
    if not found:
        return "nothing found yet"
    fates = ", ".join(f"{number:,} {state}" for state, number in sorted(Counter(one.state for one in found).items()))
    return f"of the newest {_LOOKED_AT:,} notices {fates}" if len(found) == _LOOKED_AT else f"notices: {fates}"


def _line(notice: Notice) -> NoticeLine:
    body = notice.body
    return NoticeLine(
        label=body["day"] or "no day",
        words=body["words"],
        limits=(*body["limits"], f"found {_minute(notice.found)}", *_failed(notice)),
        statements=body["behind"],
        evidence=tuple(_evidence(one, is_quoted=at < _QUOTED) for at, one in enumerate(body["statements"])),
    )


def _failed(notice: Notice) -> tuple[str, ...]:
    """Why a notice has not arrived; nothing where it has, or waits for its first try."""
    if notice.failure is None:
        return ()
    return (f"{notice.state} after {notice.tries} of {TRIES} tries: {notice.failure}",)


def _evidence(one: dict[str, Any], *, is_quoted: bool) -> Evidence:
    report, _, label = one["key"].partition("/")
    return Evidence(
        name=f"{report[:8]}/{label}",
        about=" · ".join(part for part in (one["published"], one["source"], one["title"]) if part),
        words=shortened(one["words"]) if is_quoted else None,
        href=statement_at(report, label),
        report=report_at(report, label),
    )


def _minute(moment: str) -> str:
    """An ISO time for a reader: "2026-11-23 01:43 UTC"; all times of the ledger are of UTC."""
    return f"{moment[:16].replace('T', ' ')} UTC"
