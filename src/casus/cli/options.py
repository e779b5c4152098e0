"""Options that several commands share, and how a command says that it could not."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import typer

JSON = typer.Option("--json", help="Print JSON Lines.")
CONFLICT = typer.Argument(metavar="CONFLICT", show_default=False, help="A name, a side or a country; or all.")
CODEBOOK = typer.Option(metavar="FILE", help="Types of events of your own; see `casus codebook`.")
LEDGER = typer.Option(metavar="LEDGER", help="The ledger: a file, or postgresql://USER@HOST/NAME.")

ENDPOINT = typer.Option(metavar="URL", help="Of the reader llm: the server, such as http://127.0.0.1:11434/v1.")
MODEL = typer.Option(metavar="NAME", help="Of the reader llm: the model, as its server calls it.")
BUDGET = typer.Option(metavar="PASSAGES", min=0, help="Of the reader llm: how many passages may be sent.")


def reader_name(value: str) -> str:
    """The name as given. Raises BadParameter for one that no reader has."""
    from casus.reading import READERS

    if value not in READERS:
        raise typer.BadParameter(f"no reader is called {value!r}; use one of: {', '.join(sorted(READERS))}.")
    return value


def iso_date(value: str | None) -> str | None:
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


def check_period(since: str | None, until: str | None) -> None:
    """Raise BadParameter for a period that ends before it begins."""
    if since is not None and until is not None and since > until:
        raise typer.BadParameter(f"{since} comes after {until}; give the earlier day first.", param_hint="--since")


def ask(command: Callable[[], None]) -> None:
    """Run a command; what goes wrong is told in one sentence, with exit code 1."""
    from casus.records import CasusError
    from casus.wording.terms import printable

    try:
        command()
    except CasusError as error:
        typer.echo(f"casus: {printable(str(error))}", err=True)
        raise typer.Exit(1) from error
