"""Sending the notices that are due.

A notice is taken from the ledger, sent, and its fate remembered. Who is killed in between may have sent it: it is sent
again, under the same `webhook-id`, by which receivers drop what they have. What a receiver has accepted, and
the ledger has remembered, is never sent again.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from random import Random

from casus.alerts.keeping import Alert, Clock, Notice, claim, record
from casus.alerts.webhooks import NotSent, looked_up, post, signature
from casus.ledger import Ledger

TRIES = 8
"""After which a notice is given up, about two hours after the first."""
_FIRST, _LONGEST = 30.0, 3600.0
"""Seconds to wait after the first failure, twice as long after each; and never longer."""
_TIMEOUT = 15.0
"""Seconds for one try."""
_AT_ONCE = 20
"""Notices taken at once."""


def utc_now() -> datetime:
    """The clock that is no test's."""
    return datetime.now(UTC)


def send_due(ledger: Ledger, clock: Clock, random: Random, *, timeout: float = _TIMEOUT) -> tuple[int, int]:
    """Send what is due. Returns (sent, failed). timeout: seconds for one try."""
    sent = failed = 0
    while True:
        now = clock()
        lease = now + timedelta(seconds=2 * timeout * _AT_ONCE)
        taken = claim(ledger, _written(now), _written(lease), _AT_ONCE)
        for alert, notice in taken:
            failure = _try(alert, notice, clock, timeout)
            _remember(ledger, notice, failure, clock, random)
            sent, failed = sent + (failure is None), failed + (failure is not None)
        if len(taken) < _AT_ONCE:
            return sent, failed


def wait_after(tries: int, random: Random) -> float:
    """Seconds until the next try after so many: doubled each time, and anything from half of it to all of it."""
    whole = min(_LONGEST, _FIRST * 2.0 ** (tries - 1))
    return whole * (0.5 + 0.5 * random.random())


def payload(alert: Alert, notice: Notice) -> bytes:
    """The body that is sent: JSON."""
    data = {"alert": alert.name, "rule": alert.rule.told(), **notice.body}
    told = {"type": f"casus.{alert.rule.kind.replace(' ', '-')}", "timestamp": notice.found, "data": data}
    return json.dumps(told).encode("ascii")


def _try(alert: Alert, notice: Notice, clock: Clock, timeout: float) -> str | None:
    """Send one notice. Returns why it failed, None if it did not."""
    body, timestamp = payload(alert, notice), int(clock().timestamp())
    headers = {
        "content-type": "application/json",
        "webhook-id": notice.key,
        "idempotency-key": notice.key,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(alert.secret or "", notice.key, timestamp, body),
    }
    try:
        post(looked_up(alert.url or "", allow_private=alert.allow_private), headers, body, timeout=timeout)
    except NotSent as error:
        return str(error)
    return None


def _remember(ledger: Ledger, notice: Notice, failure: str | None, clock: Clock, random: Random) -> None:
    tries = notice.tries + 1
    if failure is None:
        record(ledger, notice.key, "sent", None, None)
    elif tries >= TRIES:
        record(ledger, notice.key, "given up", None, failure)
    else:
        due = clock() + timedelta(seconds=wait_after(tries, random))
        record(ledger, notice.key, "due", _written(due), failure)


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
