"""`casus alert`: add, list, remove, run and feed."""

from __future__ import annotations

from typing import Annotated

import typer

from casus.cli.options import LEDGER, ask

_NAME = typer.Argument(metavar="NAME", show_default=False, help="What the alert is called.")


def add_to(app: typer.Typer) -> None:
    """Add the commands of alerts."""
    alert = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    alert.command(short_help="Ask to be told of something new.")(add)
    alert.command("list", short_help="List alerts, and what was not sent.")(list_)
    alert.command(short_help="Forget an alert and what it found.")(remove)
    alert.command(short_help="Look at what is new, and send it.")(run)
    alert.command(short_help="Write what an alert found as an Atom feed.")(feed)
    app.add_typer(alert, name="alert", help="Tell of new events, violated truces, triggered pledges and moved tolls.")


def add(
    name: Annotated[str, _NAME],
    ledger: Annotated[str, LEDGER] = "casus.db",
    kind: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="Events: a PLOVER type, effect or code.")
    ] = None,
    country: Annotated[str | None, typer.Option(metavar="ISO3", help="Events: of the place or a side.")] = None,
    status: Annotated[str | None, typer.Option(metavar="STATUS", help="Events: actual, possible, negated ...")] = None,
    truce_violated: Annotated[bool, typer.Option("--truce-violated", help="A truce is told to be violated.")] = False,
    pledge_triggered: Annotated[bool, typer.Option("--pledge-triggered", help="The case of a pledge is told.")] = False,
    toll_moved: Annotated[bool, typer.Option("--toll-moved", help="The bounds of a running toll moved.")] = False,
    conflict: Annotated[str | None, typer.Option(metavar="CONFLICT", help="A name, a side or a country.")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Where to send what is found.")] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="The URL may be of a local network.")] = False,
) -> None:
    """Ask to be told of new events that match, or of truces, pledges or tolls. What holds already is not told.

    The secret that notices are signed with is shown once.

    Example: casus alert add strikes --type ASSAULT --country AZE --status actual --url https://example.org/hook
    """
    asked = {"truce violated": truce_violated, "pledge triggered": pledge_triggered, "toll moved": toll_moved}
    chosen = [one for one, is_asked in asked.items() if is_asked]
    if len(chosen) > 1:
        raise typer.BadParameter(
            "an alert looks for one of them; add one alert for each.", param_hint="--truce-violated"
        )
    from casus.cli.alerting import add_rule

    filters = {"type": kind, "country": country, "status": status, "conflict": conflict}
    ask(lambda: add_rule(ledger, name, chosen[0] if chosen else "event", filters, url, allow_private=allow_private))


def list_(ledger: Annotated[str, LEDGER] = "casus.db") -> None:
    """List alerts with how many notices were kept, sent, wait or were given up, and why.

    Example: casus alert list
    """
    from casus.cli.alerting import tell_alerts

    ask(lambda: tell_alerts(ledger))


def remove(name: Annotated[str, _NAME], ledger: Annotated[str, LEDGER] = "casus.db") -> None:
    """Forget an alert and what it found.

    Example: casus alert remove strikes
    """
    from casus.cli.alerting import forget

    ask(lambda: forget(ledger, name))


def run(
    ledger: Annotated[str, LEDGER] = "casus.db",
    once: Annotated[bool, typer.Option("--once", help="Look once, send what is due, and end.")] = False,
    every: Annotated[int, typer.Option(metavar="SECONDS", min=1, max=86400, help="Look so often.")] = 60,
) -> None:
    """Look at what is new in the ledger since the last time, keep what alerts ask for, and send it.

    Several may run on one ledger. With --once, the exit code is 1 where something could not be sent.

    Example: casus alert run --once
    """
    from casus.cli.alerting import look_and_send

    ask(lambda: look_and_send(ledger, every=None if once else every))


def feed(name: Annotated[str, _NAME], ledger: Annotated[str, LEDGER] = "casus.db") -> None:
    """Write what an alert found as an Atom feed.

    Example: casus alert feed strikes > strikes.atom
    """
    from casus.cli.alerting import write_feed

    ask(lambda: write_feed(ledger, name))
