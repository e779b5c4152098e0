"""`casus watch` and `casus feeds`: add, list, check, starter."""

from __future__ import annotations

from typing import Annotated

import typer

from casus.cli.options import CODEBOOK, LEDGER, ask

_LIST = typer.Option("--list", metavar="FILE", help="The list of feeds: TOML, or OPML.")


def add_to(app: typer.Typer) -> None:
    """Add the commands of the wire."""
    app.command(short_help="Watch feeds and keep what they report.")(watch)
    feeds = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    feeds.command(short_help="Put a feed into a list.")(add)
    feeds.command("list", short_help="Show feeds and how they fare.")(list_)
    feeds.command(short_help="Ask each feed once and tell what it gives.")(check)
    feeds.command(short_help="Print feeds to start with, as a list.")(starter)
    app.add_typer(feeds, name="feeds", help="Lists of feeds: add, list, check, starter.")


def watch(
    feeds: Annotated[str, typer.Argument(metavar="LIST", help="The list of feeds: TOML, or OPML.")] = "feeds.toml",
    into: Annotated[str, typer.Option(metavar="LEDGER", help="A file, or postgresql://USER@HOST/NAME.")] = "casus.db",
    reader: Annotated[str, typer.Option(metavar="NAME", help="Which reader reads.")] = "trained",
    once: Annotated[bool, typer.Option("--once", help="Ask each feed once, read what is new, and end.")] = False,
    metrics: Annotated[
        int | None, typer.Option(metavar="PORT", min=1, max=65535, help="Answer Prometheus on this loopback port.")
    ] = None,
    codebook: Annotated[str | None, CODEBOOK] = None,
    translator: Annotated[
        str | None, typer.Option(metavar="NAME", help="For other languages: argos, or a LibreTranslate server's URL.")
    ] = None,
) -> None:
    """Watch feeds: fetch what is new in them, politely, read it and keep it in a ledger, until interrupted.

    Each feed is asked at its own pace, every two minutes at most. What was found stands in LEDGER.wire until the ledger
    holds it, so that a watch that is stopped or killed goes on where it was.

    Example: casus watch feeds.toml --into casus.db
    """
    from casus.cli.watching import watch_feeds

    names = {"codebook": codebook, "translator": translator}
    ask(lambda: watch_feeds(feeds, into, reader, once=once, metrics=metrics, **names))


def add(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", show_default=False, help="https://...")],
    name: Annotated[str | None, typer.Option(metavar="NAME", help="The publisher; else the host.")] = None,
    country: Annotated[str | None, typer.Option(metavar="ISO3", help="Of the publisher.")] = None,
    family: Annotated[str | None, typer.Option(metavar="NAME", help="Publishers of one family are one voice.")] = None,
    to: Annotated[str, _LIST] = "feeds.toml",
) -> None:
    """Put a feed at the end of a list; a list that is not there is made.

    Example: casus feeds add https://reliefweb.int/updates/rss.xml --name ReliefWeb
    """
    from casus.cli.watching import add_feed

    ask(lambda: add_feed(to, address, name=name, country=country, family=family))


def list_(of: Annotated[str, _LIST] = "feeds.toml", ledger: Annotated[str, LEDGER] = "casus.db") -> None:
    """Show the feeds of a list, how each fares, and how much of it is in the ledger.

    Example: casus feeds list
    """
    from casus.cli.watching import tell_feeds

    ask(lambda: tell_feeds(of, ledger))


def check(of: Annotated[str, _LIST] = "feeds.toml") -> None:
    """Ask each feed of a list once and tell what it gives, or why it gives nothing. Nothing is kept.

    Example: casus feeds check --list feeds.toml
    """
    from casus.cli.watching import check_feeds

    ask(lambda: check_feeds(of))


def starter(
    region: Annotated[
        str | None, typer.Option(metavar="REGION", help="Of what they tell of; without one, all.")
    ] = None,
    language: Annotated[str, typer.Option(metavar="CODE", help="ISO 639-1, or all.")] = "en",
) -> None:
    """Print feeds to start with, as a list that can be changed. They are tried with `casus feeds check`.

    Example: casus feeds starter --region "Middle East" > feeds.toml
    """
    from casus.cli.watching import print_starter

    ask(lambda: print_starter(region, language))
