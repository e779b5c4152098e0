"""`casus codebook`."""

from __future__ import annotations

from typing import Annotated

import typer

from casus.cli.options import ask


def add_to(app: typer.Typer) -> None:
    """Add the commands of codebooks."""
    codebook = typer.Typer(help="Types of events of your own, in one file.", no_args_is_help=True)
    codebook.command(short_help="Check a codebook, and whether its examples come out.")(check)
    codebook.command(short_help="Print a codebook to begin with.")(new)
    app.add_typer(codebook, name="codebook")


def check(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The codebook.")],
    reader: Annotated[str, typer.Option(metavar="NAME", help="Which reader reads the examples.")] = "trained",
) -> None:
    """Check a codebook and read its examples by it; those that do not come out are named, and the exit code is 1.

    Example: casus codebook check codebook.yaml
    """
    from casus.cli.codebooks import tell_check

    ask(lambda: _end(tell_check(file, reader)))


def new() -> None:
    """Print a codebook with remarks, to be changed into your own.

    Example: casus codebook new > codebook.yaml
    """
    from casus.cli.codebooks import start

    typer.echo(start(), nl=False)


def _end(is_well: bool) -> None:
    """End with exit code 1 where an example did not come out."""
    if not is_well:
        raise typer.Exit(1)
