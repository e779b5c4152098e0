"""What the commands of `casus alert` do."""

from __future__ import annotations

import sys
import time
from collections import Counter
from random import SystemRandom
from typing import Any

import typer

from casus.alerts.feeds import feed
from casus.alerts.keeping import add_alert, alerts, look, notices, remove_alert
from casus.alerts.rules import Rule
from casus.alerts.sending import TRIES, send_due, utc_now
from casus.alerts.webhooks import check_url, looked_up, new_secret
from casus.cli.printing import plain, show
from casus.ledger import open_ledger
from casus.wording.terms import counted

_SHOWN = 3
"""Failures shown of an alert."""


def add_rule(
    where: str, name: str, kind: Any, filters: dict[str, str | None], url: str | None, *, allow_private: bool
) -> None:
    """Keep an alert and print its secret. Raises CasusError for a rule, a URL or a name that cannot be."""
    rule = Rule(kind=kind, **filters)
    if url is not None:
        check_url(url)
        looked_up(url, allow_private=allow_private)
    secret = None if url is None else new_secret()
    ledger = open_ledger(where, create=False)
    add_alert(ledger, name, rule, url=url, secret=secret, allow_private=allow_private, clock=utc_now)
    ledger.close()
    show(plain(f"{name}: {rule.told()}"))
    if secret is not None:
        print(f"Notices are signed with this secret, which is not shown again:\n{secret}")


def tell_alerts(where: str) -> None:
    """Print the alerts and how their notices fared."""
    ledger = open_ledger(where, create=False)
    with ledger.asking() as connection:
        found = [(one, notices(connection, one.name, 10_000)) for one in alerts(connection)]
    ledger.close()
    for alert, its in found:
        fates = ", ".join(f"{number:,} {state}" for state, number in sorted(Counter(one.state for one in its).items()))
        to = f" · to {alert.url}" if alert.url is not None else ""
        show(plain(alert.name, "bold"), plain(f"  {alert.rule.told()}{to} · {fates or 'nothing found'}"))
        failed = [one for one in its if one.failure is not None][:_SHOWN]
        show(*(plain(f"  {one.state} after {one.tries} of {TRIES} tries: {one.failure}") for one in failed))


def forget(where: str, name: str) -> None:
    """Remove an alert. Raises CasusError where there is none."""
    ledger = open_ledger(where, create=False)
    remove_alert(ledger, name)
    ledger.close()


def look_and_send(where: str, *, every: int | None) -> None:
    """Look and send once, or every so many seconds until interrupted. Exit code 1 where a single run fails to send."""
    ledger, random = open_ledger(where, create=False), SystemRandom()
    while True:
        made = look(ledger, utc_now)
        sent, failed = send_due(ledger, utc_now, random)
        if made or sent or failed or every is None:
            told = f"casus: {counted(made, 'new notice')}, {sent:,} sent, {failed:,} failed"
            print(told, file=sys.stderr, flush=True)
        if every is None:
            break
        time.sleep(every)
    ledger.close()
    if failed:
        raise typer.Exit(1)


def write_feed(where: str, name: str) -> None:
    """Write the feed of an alert on standard output. Raises CasusError where there is none."""
    ledger = open_ledger(where, create=False)
    with ledger.asking() as connection:
        made = feed(connection, name)
    ledger.close()
    sys.stdout.buffer.write(made)
