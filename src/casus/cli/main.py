"""The command `casus`. What a command needs is imported when it runs, so that help costs nothing."""

import os
import re
from typing import Annotated

import typer

from casus.cli import (
    alert_commands,
    archive_commands,
    codebook_commands,
    compare_commands,
    forecast_commands,
    mcp_commands,
    review_commands,
    web_commands,
    whatif_commands,
    wire_commands,
)
from casus.cli.options import (
    BUDGET,
    CODEBOOK,
    CONFLICT,
    ENDPOINT,
    JSON,
    LEDGER,
    MODEL,
    ask,
    check_period,
    iso_date,
    reader_name,
)

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


def _engine_name(value: str | None) -> str | None:
    if value not in (None, "local", "ray"):
        raise typer.BadParameter(f"no engine is called {value!r}; use local or ray.")
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
        typer.Option(metavar="DATE", callback=iso_date, help="Day of publication, YYYY-MM-DD; overrides the texts."),
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Publisher of texts that name none.")] = None,
    reader: Annotated[str, typer.Option(metavar="NAME", callback=reader_name, help="Which reader reads.")] = "trained",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one reading per line as JSON instead of a brief.")
    ] = False,
    html: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write the brief as one web page instead of printing it.")
    ] = None,
    into: Annotated[
        str | None, typer.Option(metavar="LEDGER", help="Keep the readings: a file, or postgresql://USER@HOST/NAME.")
    ] = None,
    codebook: Annotated[str | None, CODEBOOK] = None,
    endpoint: Annotated[str | None, ENDPOINT] = None,
    model: Annotated[str | None, MODEL] = None,
    budget: Annotated[int | None, BUDGET] = None,
    translator: Annotated[
        str | None, typer.Option(metavar="NAME", help="For other languages: argos, or a LibreTranslate server's URL.")
    ] = None,
    to: Annotated[str | None, typer.Option(metavar="FOLDER", help="Keep the readings as Parquet.")] = None,
    engine: Annotated[
        str | None, typer.Option(metavar="NAME", callback=_engine_name, help="local: all cores; ray: a cluster.")
    ] = None,
    workers: Annotated[int | None, typer.Option(metavar="NUMBER", min=1, help="Processes; one a core.")] = None,
    address: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Of the Ray cluster.")] = None,
) -> None:
    """Read reports and print what they say: a brief with its sentences, or JSON Lines.

    Text, Markdown, HTML, JSON Lines, CSV, WARC and Parquet files are read. An input that cannot be read is named on
    standard error, the others are still read, and the exit code is 1. So is a report in a language that the reader
    does not read; a ledger keeps it unread until it is read through a translator. A run with --to that was broken off
    goes on where it was.

    Example: casus read article.txt --published 2020-10-31
    """
    if engine is None and (workers or address):
        raise typer.BadParameter("say who is to read: --engine local or --engine ray.", param_hint="--engine")
    if engine is not None and reader == "llm":
        raise typer.BadParameter("the reader llm asks a server, which has engines of its own.", param_hint="--engine")
    if to is not None and codebook is not None:
        raise typer.BadParameter("codes are kept in a ledger; read with --into.", param_hint="--codebook")
    if to is not None and (as_json or html is not None or into is not None):
        raise typer.BadParameter("a folder of Parquet takes no other output; load it afterwards.", param_hint="--to")
    if html is not None:
        _check_page(html, paths)
    from casus.cli.endpoints import endpoint_of
    from casus.cli.inputs import Engine, Wanted
    from casus.cli.run import run

    wanted = Wanted(
        paths=paths,
        reader=reader,
        published=published,
        source=source,
        codebook=codebook,
        endpoint=endpoint_of([reader], endpoint, model, budget),
        translator=translator,
    )
    who = Engine(engine, workers, address) if engine is not None else None
    raise typer.Exit(run(wanted, as_json=as_json, page=html, ledger=into, engine=who, folder=to))


@app.command(short_help="List the events a ledger tells of, and how many origins tell them.")
def events(
    ledger: Annotated[str, LEDGER] = "casus.db",
    since: Annotated[str | None, typer.Option(metavar="DATE", callback=iso_date, help="First day of reports.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", callback=iso_date, help="Last day of reports.")] = None,
    country: Annotated[str | None, typer.Option(metavar="ISO3", help="Of the place or a side.")] = None,
    kind: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="A PLOVER type, the effect of a toll, or a code.")
    ] = None,
) -> None:
    """List the events and tolls that the reports of a period tell, by day; without one, of the newest 30 days.

    Statements of one event stand together: reprints count once, whoever denies it is named, and the name at the
    end of a line is what `casus why` takes.

    Example: casus events --since 2020-10-09 --until 2020-10-12 --country AZE
    """
    _check_choices(country, kind)
    check_period(since, until)
    from casus.cli.asking import tell_events

    ask(lambda: tell_events(ledger, since=since, until=until, country=country, kind=kind))


def _format_name(value: str) -> str:
    from casus.exports.formats import FORMATS

    if value not in FORMATS:
        raise typer.BadParameter(f"no format is called {value!r}; use one of: {', '.join(FORMATS)}.")
    return value


@app.command(short_help="Write the events of a ledger as ACLED, UCDP GED or other columns.")
def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", callback=_format_name, help="Which format; see below.")],
    to: Annotated[str, typer.Option(metavar="FILE", show_default=False, help="The file to write; one there is lost.")],
    ledger: Annotated[str, LEDGER] = "casus.db",
    since: Annotated[str | None, typer.Option(metavar="DATE", callback=iso_date, help="First day of reports.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", callback=iso_date, help="Last day of reports.")] = None,
    country: Annotated[str | None, typer.Option(metavar="ISO3", help="Of the place or a side.")] = None,
) -> None:
    """Write the events that the reports of a period tell; without one, of all reports.

    What a format cannot say (voices, sources, spans, bounds) goes to FILE.provenance.jsonl, a line for each row.
    FORMAT: acled, ucdp-ged, polecat, gdelt, plover, hxl, geojson or parquet.

    Example: casus export acled --to events.csv --since 2020-10-01 --country AZE
    """
    _check_choices(country, None)
    check_period(since, until)
    from casus.cli.exporting import write_export

    ask(lambda: write_export(form, ledger, to, since=since, until=until, country=country))


def _importer_name(value: str) -> str:
    from casus.exports.importing import IMPORTERS

    if value not in IMPORTERS:
        raise typer.BadParameter(f"no data set is called {value!r}; use one of: {', '.join(IMPORTERS)}.")
    return value


@app.command("import", short_help="Bring in the rows of UCDP GED or ACLED, in the voice of that data set.")
def import_(
    form: Annotated[str, typer.Argument(metavar="FORMAT", callback=_importer_name, help="ucdp-ged or acled.")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="A CSV file of that data set.")],
    into: Annotated[str, typer.Option(metavar="LEDGER", help="A file, or postgresql://USER@HOST/NAME.")] = "casus.db",
) -> None:
    """Bring in the rows of another data set: each becomes a report whose statements are in the voice of that data set.

    A row that cannot be read is named with its line, the others are kept, and the exit code is 1. A row that is
    there already changes nothing.

    Example: casus import ucdp-ged GEDEvent_v25_1.csv --into casus.db
    """
    from casus.cli.exporting import bring_file

    ask(lambda: _end(bring_file(form, file, into)))


def _end(is_whole: bool) -> None:
    """End with exit code 1 where something was left out."""
    if not is_whole:
        raise typer.Exit(1)


@app.command(short_help="Show every statement behind an event: words, source, date.")
def why(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As `casus events` shows it: REPORT/LABEL.")],
    ledger: Annotated[str, LEDGER] = "casus.db",
) -> None:
    """Show every statement of an event, with its words, source and date, and why they are taken for one event.

    Example: casus why 3f2a91c0/e4
    """
    from casus.cli.asking import tell_why

    ask(lambda: tell_why(ledger, name))


@app.command(short_help="Find reports by their words, with what they state there.")
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD", show_default=False, help="All must occur, anywhere.")],
    ledger: Annotated[str, LEDGER] = "casus.db",
    since: Annotated[str | None, typer.Option(metavar="DATE", callback=iso_date, help="First day of reports.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", callback=iso_date, help="Last day of reports.")] = None,
    most: Annotated[int, typer.Option(metavar="NUMBER", min=1, max=1000, help="Reports shown, the newest.")] = 20,
) -> None:
    """Find the reports that hold all words, the newest first, and the statements in the sentences that hold some.

    Example: casus search cathedral Shusha --since 2020-10-01
    """
    check_period(since, until)
    from casus.cli.asking import tell_search

    ask(lambda: tell_search(ledger, " ".join(words), since=since, until=until, most=most))


@app.command(short_help="List the sources of a ledger, or say how reliable one is and who publishes it.")
def source(
    name: Annotated[str | None, typer.Argument(metavar="NAME", show_default=False, help="As the list has it.")] = None,
    ledger: Annotated[str, LEDGER] = "casus.db",
    reliability: Annotated[
        str | None, typer.Option(metavar="LETTER", help="A completely reliable ... E unreliable, F cannot be judged.")
    ] = None,
    family: Annotated[
        str | None, typer.Option(metavar="PUBLISHER", help="Sources of one publisher are one origin.")
    ] = None,
) -> None:
    """List the sources of a ledger with their publishers and reliability; or set those of one source.

    Example: casus source "Example Wire" --reliability B --family "Example Group"
    """
    if name is None and (reliability or family):
        raise typer.BadParameter("say which source is meant; `casus source` lists them.", param_hint="NAME")
    if reliability is not None and re.fullmatch("[A-Fa-f]", reliability) is None:
        raise typer.BadParameter(f"{reliability!r} is no letter from A to F.", param_hint="--reliability")
    from casus.cli.asking import tell_sources

    letter = reliability.upper() if reliability else None
    ask(lambda: tell_sources(ledger, name, family=family, reliability=letter))


@app.command(short_help="Tell the state of a conflict on a day: truces, pledges, tolls, who denies what.")
def situation(
    conflict: Annotated[str | None, CONFLICT] = None,
    ledger: Annotated[str, LEDGER] = "casus.db",
    on: Annotated[str | None, typer.Option(metavar="DATE", callback=iso_date, help="The day; or the newest.")] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Tell how conflicts stand on a day, from the reports published until then.

    Each line ends with names of statements; `casus why` shows their words.

    Example: casus situation armenia-azerbaijan --on 2020-10-31
    """
    from casus.cli.standing import tell_situation

    ask(lambda: tell_situation(ledger, conflict, on, as_json=as_json))


@app.command(short_help="Write the state of conflicts as one web page, each line with its words.")
def brief(
    html: Annotated[str, typer.Option(metavar="FILE", help="The page to write.")],
    conflict: Annotated[str | None, CONFLICT] = None,
    ledger: Annotated[str, LEDGER] = "casus.db",
    on: Annotated[str | None, typer.Option(metavar="DATE", callback=iso_date, help="The day; or the newest.")] = None,
) -> None:
    """Write how conflicts stand on a day as one self-contained page; each line opens to the sentences behind it.

    Example: casus brief armenia-azerbaijan --on 2020-10-31 --html brief.html
    """
    _check_page(html, [ledger])
    from casus.cli.standing import write_page

    ask(lambda: write_page(ledger, conflict, on, html))


@app.command(short_help="Tell what happened in a conflict, day by day.")
def timeline(
    conflict: Annotated[str | None, CONFLICT] = None,
    ledger: Annotated[str, LEDGER] = "casus.db",
    since: Annotated[str | None, typer.Option(metavar="DATE", callback=iso_date, help="First day.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", callback=iso_date, help="Last day.")] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Tell what happened in conflicts day by day: truces, pledges, running counts, and events of two origins or more.

    Without a first day, of the 30 days before the last; without a last day, until the newest report.

    Example: casus timeline armenia-azerbaijan --since 2020-10-09 --until 2020-10-12
    """
    check_period(since, until)
    from casus.cli.standing import tell_timeline

    ask(lambda: tell_timeline(ledger, conflict, since, until, as_json=as_json))


@app.command(short_help="Tell what is new since a day.")
def changed(
    since: Annotated[str, typer.Option(metavar="DATE", callback=iso_date, help="What was told until then is known.")],
    conflict: Annotated[str | None, CONFLICT] = None,
    ledger: Annotated[str, LEDGER] = "casus.db",
    on: Annotated[str | None, typer.Option(metavar="DATE", callback=iso_date, help="Last day; or the newest.")] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Tell what was first reported after a day: truces and pledges that moved, counts that rose, new events.

    Example: casus changed --since 2020-10-30
    """
    check_period(since, on)
    from casus.cli.standing import tell_changes

    ask(lambda: tell_changes(ledger, conflict, since, on, as_json=as_json))


_NAME = typer.Argument(metavar="NAME", help="A statement, as `casus why` shows it: REPORT/LABEL.")


@app.command(short_help="Remember that two statements tell one event.")
def same(one: Annotated[str, _NAME], other: Annotated[str, _NAME], ledger: Annotated[str, LEDGER] = "casus.db") -> None:
    """Remember that two statements tell one event, whatever the rules say; their events are one from now on.

    Example: casus same 3f2a91c0/e4 77b01d2e/e1
    """
    from casus.cli.asking import decide

    ask(lambda: decide(ledger, one, other, is_same=True))


@app.command(short_help="Remember that two statements tell two events.")
def differ(
    one: Annotated[str, _NAME], other: Annotated[str, _NAME], ledger: Annotated[str, LEDGER] = "casus.db"
) -> None:
    """Remember that two statements tell two events, whatever the rules say.

    Example: casus differ 3f2a91c0/e4 77b01d2e/e1
    """
    from casus.cli.asking import decide

    ask(lambda: decide(ledger, one, other, is_same=False))


def _check_choices(country: str | None, kind: str | None) -> None:
    """Raise BadParameter for what can be no country code, type, effect or code of a codebook."""
    from casus.records import EFFECTS, EVENT_TYPES, is_code

    if country is not None and re.fullmatch(r"[A-Z]{3}", country) is None:
        raise typer.BadParameter(f"{country!r} is no ISO 3166 code of three capitals, such as AZE.")
    known = (*EVENT_TYPES, *EFFECTS)
    if kind is not None and kind not in known and not is_code(kind):
        raise typer.BadParameter(f"{kind!r} is none of: {', '.join(known)}.")


codebook_commands.add_to(app)
compare_commands.add_to(app)
web_commands.add_to(app)
forecast_commands.add_to(app)
review_commands.add_to(app)
alert_commands.add_to(app)
mcp_commands.add_to(app)
whatif_commands.add_to(app)
wire_commands.add_to(app)
archive_commands.add_to(app)
