"""The events that reports of a period tell, without what was said of them later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from casus.ledger.events import ToldEvent, disputed_events, events_between, status_of
from casus.ledger.mentions import ASSERTED
from casus.ledger.origins import independent


def events_until(
    connection: Connection, since: str, until: str, countries: Sequence[str] | None = None
) -> list[ToldEvent]:
    """The events and tolls that reports published in a period tell, by day. since, until: ISO dates, inclusive.

    countries: as for `events_between`.

    Statements of later reports are left out, and support no event. Which of the others are one event is what is known
    today: a later report may have shown that two were one.
    """
    return [_known(connection, one, until) for one in events_between(connection, since, until, countries=countries)]


def denied_until(
    connection: Connection, since: str, until: str, countries: Sequence[str] | None = None
) -> list[ToldEvent]:
    """The events that reports of a period both assert and deny, as `events_until` gives them.

    countries: ISO codes; only events of which some statement concerns one of them.
    """
    return [_known(connection, one, until) for one in disputed_events(connection, since, until, countries)]


def _known(connection: Connection, event: ToldEvent, until: str) -> ToldEvent:
    """An event with what was said of it until a day."""
    known = tuple(one for one in event.tellings if (one.report.published or "") <= until)
    if len(known) == len(event.tellings):
        return event
    asserting = {one.key[0] for one in known if status_of(one.record) in ASSERTED}
    return replace(event, tellings=known, origins=len(independent(connection, asserting)) if asserting else 0)
