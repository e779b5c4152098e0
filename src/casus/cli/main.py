"""The command `casus`. What a command needs is imported when it runs, so that help costs nothing."""

import os
import re
from collections.abc import Callable
from datetime import date
from typing import Annotated

import typer

app = typer.Typer(
    name="casus",
    help="Reads news about armed conflict: who did, said, promised and suffered what, and in whose voice.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line; ends the process with 0 done, 1 could not, 2 wrong usage, 130 interrupted."""
    app()


def _show_version(is_wanted: bool) -> None:
    if is_wanted:
        from casus import __version__

        typer.echo(f"casus {__version__}")
        raise typer.Exit()


@app.callback()
def casus(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Makes `read` a command of its own, and holds what belongs to no command."""


def _iso_date(value: str | None) -> str | None:
    """The date as given. Raises BadParameter unless it is a real day written YYYY-MM-DD."""
    if value is None:
        return None
    try:
        is_day = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) is not None and bool(date.fromisoformat(value))
    except ValueError:
        is_day = False
    if not is_day:
        raise typer.BadParameter(f"{value!r} is no date; write it as YYYY-MM-DD, such as 2020-10-31.")
    return value


def _reader_name(value: str) -> str:
    from casus.reading import READERS

    if value not in READERS:
        raise typer.BadParameter(f"no reader is called {value!r}; use one of: {', '.join(sorted(READERS))}.")
    return value


def _check_page(file: str, paths: list[str]) -> None:
    """Raise BadParameter where the page cannot be written or would replace an input; leaves no file behind."""
    hint = "--html"
    try:
        if os.path.realpath(file) in {os.path.realpath(path) for path in paths if path != "-"}:
            raise typer.BadParameter(f"{file!r} is also an input; write the page to another file.", param_hint=hint)
        is_new = not os.path.exists(file)
        with open(file, "ab"):
            pass
        if is_new:
            os.unlink(file)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no name of a file"
        raise typer.BadParameter(f"{file!r} cannot be written ({reason}).", param_hint=hint) from error


@app.command(short_help="Read reports: a brief with its sentences, or JSON Lines.")
def read(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", show_default=False, help="Files or folders; - is standard input.")
    ],
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", callback=_iso_date, help="Day of publication, YYYY-MM-DD; overrides the texts."),
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Publisher of texts that name none.")] = None,
    reader: Annotated[str, typer.Option(metavar="NAME", callback=_reader_name, help="Which reader reads.")] = "trained",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one reading per line as JSON instead of a brief.")
    ] = False,
    html: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write the brief as one web page instead of printing it.")
    ] = None,
    into: Annotated[
        str | None, typer.Option(metavar="LEDGER", help="Keep the readings: a file, or postgresql://USER@HOST/NAME.")
    ] = None,
) -> None:
    """Read reports and print what they say: a brief with its sentences, or JSON Lines.

    Text, Markdown, HTML, JSON Lines and CSV files are read. An input that cannot be read is named on standard
    error, the others are still read, and the exit code is 1.

    Example: casus read article.txt --published 2020-10-31
    """
    if html is not None:
        _check_page(html, paths)
    from casus.cli.run import run

    raise typer.Exit(
        run(paths, published=published, source=source, reader=reader, as_json=as_json, page=html, ledger=into)
    )


_LEDGER = typer.Option(metavar="LEDGER", help="The ledger: a file, or postgresql://USER@HOST/NAME.")


@app.command(short_help="List the events a ledger tells of, and how many origins tell them.")
def events(
    ledger: Annotated[str, _LEDGER] = "casus.db",
    since: Annotated[str | None, typer.Option(metavar="DATE", callback=_iso_date, help="First day of reports.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", callback=_iso_date, help="Last day of reports.")] = None,
    country: Annotated[str | None, typer.Option(metavar="ISO3", help="Of the place or a side.")] = None,
    kind: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="A PLOVER type, or the effect of a toll.")
    ] = None,
) -> None:
    """List the events and tolls that the reports of a period tell, by day; without one, of the newest 30 days.

    Statements of one event stand together: reprints count once, whoever denies it is named, and the name at the
    end of a line is what `casus why` takes.

    Example: casus events --since 2020-10-09 --until 2020-10-12 --country AZE
    """
    _check_choices(country, kind)
    if since is not None and until is not None and since > until:
        raise typer.BadParameter(f"{since} comes after {until}; give the earlier day first.", param_hint="--since")
    from casus.cli.asking import tell_events

    _ask(lambda: tell_events(ledger, since=since, until=until, country=country, kind=kind))


@app.command(short_help="Show every statement behind an event: words, source, date.")
def why(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As `casus events` shows it: REPORT/LABEL.")],
    ledger: Annotated[str, _LEDGER] = "casus.db",
) -> None:
    """Show every statement of an event, with its words, source and date, and why they are taken for one event.

    Example: casus why 3f2a91c0/e4
    """
    from casus.cli.asking import tell_why

    _ask(lambda: tell_why(ledger, name))


_NAME = typer.Argument(metavar="NAME", help="A statement, as `casus why` shows it: REPORT/LABEL.")


@app.command(short_help="Remember that two statements tell one event.")
def same(
    one: Annotated[str, _NAME], other: Annotated[str, _NAME], ledger: Annotated[str, _LEDGER] = "casus.db"
) -> None:
    """Remember that two statements tell one event, whatever the rules say; their events are one from now on.

    Example: casus same 3f2a91c0/e4 77b01d2e/e1
    """
    from casus.cli.asking import decide

    _ask(lambda: decide(ledger, one, other, is_same=True))


@app.command(short_help="Remember that two statements tell two events.")
def differ(
    one: Annotated[str, _NAME], other: Annotated[str, _NAME], ledger: Annotated[str, _LEDGER] = "casus.db"
) -> None:
    """Remember that two statements tell two events, whatever the rules say.

    Example: casus differ 3f2a91c0/e4 77b01d2e/e1
    """
    from casus.cli.asking import decide

    _ask(lambda: decide(ledger, one, other, is_same=False))


def _check_choices(country: str | None, kind: str | None) -> None:
    """Raise BadParameter for what can be no country code, type or effect."""
    from casus.records import EFFECTS, EVENT_TYPES

    if country is not None and re.fullmatch(r"[A-Z]{3}", country) is None:
        raise typer.BadParameter(f"{country!r} is no ISO 3166 code of three capitals, such as AZE.")
    known = (*EVENT_TYPES, *EFFECTS)
    if kind is not None and kind not in known:
        raise typer.BadParameter(f"{kind!r} is none of: {', '.join(known)}.")


def _ask(command: Callable[[], None]) -> None:
    """Run a command; what goes wrong is told in one sentence, with exit code 1."""
    from casus.cli.wording import printable
    from casus.records import CasusError

    try:
        command()
    except CasusError as error:
        typer.echo(f"casus: {printable(str(error))}", err=True)
        raise typer.Exit(1) from error
