"""`casus load` and `casus origins`: what is done with an archive that was read."""

from __future__ import annotations

from typing import Annotated

import typer

from casus.cli.options import ask


def add_to(app: typer.Typer) -> None:
    """Add the commands of archives."""
    app.command(short_help="Load readings kept as Parquet into a ledger.")(load)
    app.command(short_help="Mark the reports of an archive that repeat others.")(origins)


def load(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", show_default=False, help="Folders of casus read --to, or files.")
    ],
    into: Annotated[str, typer.Option(metavar="LEDGER", help="A file, or postgresql://USER@HOST/NAME.")] = "casus.db",
    workers: Annotated[int | None, typer.Option(metavar="NUMBER", min=1, help="Processes; one a core.")] = None,
) -> None:
    """Load the readings that `casus read --to` kept as Parquet into a ledger, many at a time.

    The ledger is the same as with `casus read --into`. Loading the same again adds nothing; a load that was broken off
    is repeated so.

    Example: casus load readings --into casus.db
    """
    from casus.cli.archiving import load_files

    def run() -> None:
        if not load_files(paths, into, workers):
            raise typer.Exit(1)

    ask(run)


def origins(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", show_default=False, help="Of casus read --to.")],
) -> None:
    """Mark the reports of an archive that repeat others, in FOLDER/origins.parquet: each with the first of its group.

    Example: casus origins readings
    """
    from casus.cli.archiving import tell_origins

    ask(lambda: tell_origins(folder))
