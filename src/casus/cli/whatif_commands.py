"""`casus whatif`."""

from __future__ import annotations

from typing import Annotated

import typer

from casus.cli.options import ask, iso_date


def add_to(app: typer.Typer) -> None:
    """Add the command of what-if runs."""
    app.command(short_help="Suppose an act, and see who would be drawn in.")(whatif)


def _level(value: str | None) -> str | None:
    if value not in (None, "show", "force", "war"):
        raise typer.BadParameter(f"{value!r} is no level; use one of: show, force, war.")
    return value


def whatif(
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help="TYPE ACTOR -> ACTOR [at PLACE].")],
    on: Annotated[str, typer.Option(metavar="DATE", callback=iso_date, help="The day on which it is supposed.")],
    ledger: Annotated[
        str | None, typer.Option(metavar="LEDGER", help="Promises and ties from it; without one, treaties alone.")
    ] = None,
    futures: Annotated[int, typer.Option(metavar="NUMBER", min=1, max=2_000_000, help="Futures drawn.")] = 100_000,
    seed: Annotated[int, typer.Option(metavar="NUMBER", min=0, help="The same seed draws the same futures.")] = 1,
    level: Annotated[
        str | None, typer.Option(metavar="LEVEL", callback=_level, help="How far the parties go: show, force or war.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON.")] = False,
    svg: Annotated[str | None, typer.Option(metavar="FILE", help="Write the escalation graph as an image too.")] = None,
) -> None:
    """Suppose an act on a day, and draw from the record of 1816-2010 who would join whom, and how soon.

    TYPE is ASSAULT, COERCE, MOBILIZE or THREATEN; an actor is a state, by its ISO code or its name. Without --level, an
    assault is a use of force, or a war where the ledger tells of one between the two. Not a prediction.

    Example: casus whatif "ASSAULT AZE -> ARM at Vardenis" --on 2020-10-31 --ledger casus.db
    """
    from casus.cli.whatif import tell_whatif

    levels = {"show": 3, "force": 4, "war": 5}
    ask(
        lambda: tell_whatif(
            scenario, on, ledger, futures=futures, seed=seed, level=levels[level] if level else None,
            as_json=as_json, image=svg,
        )
    )  # fmt: skip
