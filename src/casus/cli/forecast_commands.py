"""`casus forecast`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from casus.cli.options import JSON, ask

_HISTORY = typer.Option("--history", metavar="FILE", show_default=False, help="UCDP GED or Candidate CSV; repeatable.")
_LEDGER = typer.Option(metavar="LEDGER", show_default=False, help="Show beside it what a ledger tells of the country.")
SCORE = "score"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(short_help="Forecast deaths by country and month, or score the forecasts that were kept.")(forecast)


def _month(value: str | None) -> str | None:
    if value is not None and re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", value) is None:
        raise typer.BadParameter(f"{value!r} is no month; write it as YYYY-MM, such as 2020-10.")
    return value


def forecast(
    about: Annotated[
        str | None,
        typer.Argument(metavar="[COUNTRY|CONFLICT|score]", show_default=False, help="Whom to show; or score."),
    ] = None,
    history: Annotated[list[Path] | None, _HISTORY] = None,
    origin: Annotated[
        str | None, typer.Option(metavar="YYYY-MM", callback=_month, help="Last month to look at; or the newest.")
    ] = None,
    ledger: Annotated[str | None, _LEDGER] = None,
    kept: Annotated[Path, typer.Option(metavar="FILE", help="Where forecasts are kept.")] = Path("forecasts.jsonl"),
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a chart: fan, or calibration.")] = None,
    as_json: Annotated[bool, JSON] = False,
) -> None:
    """Forecast deaths in state-based conflict 1 to 12 months ahead for every country, keep it, and show some of it.

    Without a country, those with the highest chances are shown. CONFLICT is one of the ledger's. `casus forecast score`
    compares the kept forecasts with the months that --history covers; nothing kept is ever changed.

    Example: casus forecast Mali --history GEDEvent_v25_1.csv --history GEDEvent_v25_01_25_06.csv
    """
    if not history:
        raise typer.BadParameter("give a file of past deaths: UCDP GED or Candidate as CSV.", param_hint="--history")
    from casus.cli.forecasting import tell_forecast, tell_scores

    if about == SCORE:
        if origin is not None or ledger is not None:
            raise typer.BadParameter("scores need neither --origin nor --ledger.", param_hint=SCORE)
        ask(lambda: tell_scores(history, kept, svg, as_json=as_json))
    else:
        ask(lambda: tell_forecast(about, history, origin, ledger, kept, svg, as_json=as_json))
