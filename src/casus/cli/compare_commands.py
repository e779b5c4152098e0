"""`casus compare`: two readers side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from casus.cli.options import BUDGET, ENDPOINT, JSON, MODEL, iso_date, reader_name

_READER = typer.Argument(metavar="READER", callback=reader_name, show_default=False, help="lexicon, llm or trained.")


def add_to(app: typer.Typer) -> None:
    """Add the command that compares."""
    app.command(short_help="Show two readers side by side: what both find, and what only one.")(compare)


def compare(
    first: Annotated[str, _READER],
    second: Annotated[str, _READER],
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", show_default=False, help="Files or folders; - is standard input.")
    ],
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", callback=iso_date, help="Day of publication, YYYY-MM-DD; overrides the texts."),
    ] = None,
    as_json: Annotated[bool, JSON] = False,
    endpoint: Annotated[str | None, ENDPOINT] = None,
    model: Annotated[str | None, MODEL] = None,
    budget: Annotated[int | None, BUDGET] = None,
) -> None:
    """Show two readers side by side: what both find, what they tell otherwise, and what only one finds.

    Records are one where they are of one kind and type and have words in common. Neither reader is taken for right:
    each line stands with its sentence, so that you can judge. A report that one of them cannot read is named.

    Example: casus compare lexicon trained article.txt --published 2020-10-31
    """
    from casus.cli.comparing import show_comparisons
    from casus.cli.endpoints import endpoint_of

    asked = endpoint_of([first, second], endpoint, model, budget)
    raise typer.Exit(show_comparisons(paths, (first, second), published=published, endpoint=asked, as_json=as_json))
