"""What `casus forecast` does: forecasts and their scores on the terminal, as JSON, and as drawings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from difflib import get_close_matches
from math import log1p
from pathlib import Path
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table

from casus.cli.printing import plain, show
from casus.exports.history import read_history
from casus.knowledge.sides import name_of
from casus.ledger import open_ledger
from casus.outlook.forecast.drawing import calibration_chart, fan_chart
from casus.outlook.forecast.months import month_name, month_of
from casus.outlook.forecast.outlook import CountryAhead, Forecast, make_forecast
from casus.outlook.forecast.panel import Panel
from casus.outlook.forecast.record import keep, kept
from casus.outlook.forecast.resolving import Resolved, resolve
from casus.outlook.forecast.scores import Scores
from casus.outlook.forecast.words import about, percent, word_of
from casus.records import CasusError, Event
from casus.situation import Situation, situations
from casus.situation.pledges import LIVE
from casus.situation.truces import HOLDS

_SHOWN = 15
"""Countries shown where none is asked for."""
_LEAST = 0.01
"""Chance of 25 deaths in some month from which a country is shown among those."""
_FAN = 9
"""Columns of the small fan behind a month."""
_SIGNALS = {"THREATEN": "threats", "MOBILIZE": "mobilisations"}


def tell_forecast(
    asked: str | None,
    history: Sequence[Path],
    origin: str | None,
    ledger: str | None,
    where: Path,
    svg: Path | None,
    *,
    as_json: bool,
) -> None:
    """Make a forecast of every country, keep it, and show those that are asked for.

    Raises CasusError for files, months, countries and ledgers that cannot be used; then nothing is kept.
    """
    panel = _history(history)
    if origin is not None:
        panel = panel.until(month_of(origin))
    found = _meant(asked, panel, ledger) if asked is not None else None
    told = _situations(ledger, panel, found)
    if svg is not None and (found is None or len(found) != 1):
        raise CasusError("A chart shows one country; name it, such as `casus forecast MLI --svg mali.svg`.")
    forecast = make_forecast(panel, made=date.today().isoformat())
    ahead = [forecast.of(code) for code in found] if found else _most_likely(forecast)
    keep(forecast, where)
    if svg is not None:
        _write(svg, fan_chart(forecast, ahead[0], name_of(ahead[0].country)))
    if as_json:
        _print_json(forecast, ahead)
        return
    show(*_heading(forecast, where))
    if found:
        show(*(block for one in ahead for block in _country(one)), *_signals(told))
    else:
        show(*_overview(ahead))


def tell_scores(history: Sequence[Path], where: Path, svg: Path | None, *, as_json: bool) -> None:
    """Score the kept forecasts with the months of the history. Raises CasusError as `tell_forecast` does."""
    forecasts = list(kept(where))
    panel = _history(history)
    found = resolve(forecasts, panel)
    if svg is not None:
        if not found.classes:
            raise CasusError(f"No month that was forecast in {where} is covered by the history yet; nothing to draw.")
        _write(svg, calibration_chart(found.classes))
    if as_json:
        print(json.dumps({"history_to": month_name(panel.last), **asdict(found)}, separators=(",", ":")))
    else:
        show(*_scores(found, panel))


def _history(paths: Sequence[Path]) -> Panel:
    try:
        return read_history(paths)
    except OSError as error:
        raise CasusError(f"{error.filename} cannot be read ({error.strerror}).") from error


def _meant(asked: str, panel: Panel, ledger: str | None) -> list[str]:
    """Codes of the country, or of the countries of the ledger's conflict, that a word means."""
    names = {name_of(code).casefold(): code for code in panel.countries}
    if asked.upper() in panel.countries:
        return [asked.upper()]
    if asked.casefold() in names:
        return [names[asked.casefold()]]
    if ledger is not None:
        found = _asked(ledger, month_name(panel.last), asked)
        codes = dict.fromkeys(code for one in found for code in one.conflict.countries if code in panel.countries)
        if codes:
            return list(codes)
    near = get_close_matches(asked.casefold(), names, 1)
    hint = f"did you mean {name_of(names[near[0]])}?" if near else "give an English name or an ISO code such as MLI."
    raise CasusError(f"No country is called {asked!r}; {hint}")


def _situations(ledger: str | None, panel: Panel, found: Sequence[str] | None) -> list[Situation]:
    if ledger is None or not found:
        return []
    told = _asked(ledger, month_name(panel.last), None)
    return [one for one in told if set(found) & set(one.conflict.countries)]


def _asked(ledger: str, month: str, asked: str | None) -> list[Situation]:
    """Situations at the end of a month: what was told later was not known at the origin."""
    opened = open_ledger(ledger, create=False)
    try:
        with opened.asking() as connection:
            return situations(connection, f"{month}-{_days(month):02d}", asked)
    finally:
        opened.close()


def _days(month: str) -> int:
    first, following = (date.fromisoformat(f"{month_name(month_of(month) + ahead)}-01") for ahead in (0, 1))
    return (following - first).days


def _most_likely(forecast: Forecast) -> list[CountryAhead]:
    at_risk = (one for one in forecast.countries if _event(one) >= _LEAST)
    ranked = sorted(at_risk, key=lambda one: (-_event(one), -one.months[0].quantiles[2], one.country))
    return ranked[:_SHOWN]


def _event(one: CountryAhead) -> float:
    return max(month.event for month in one.months)


def _heading(forecast: Forecast, where: Path) -> Iterator[RenderableType]:
    yield plain(f"Deaths in state-based conflict, the 12 months after {forecast.origin}", "bold")
    files = ", ".join(f"{one.name} ({one.first} to {one.last}, {one.rows:,} rows)" for one in forecast.sources)
    yield plain(f"learned from {files}", "dim")
    parts = ", ".join(f"{name} {100 * weight:.0f} %" for name, weight in forecast.weights.items() if weight >= 0.005)
    yield plain(f"made {forecast.made} by {forecast.model}: {parts} · kept in {where}", "dim")
    yield plain("")


def _country(one: CountryAhead) -> Iterator[RenderableType]:
    yield plain(f"{name_of(one.country)} ({one.country})", "bold")
    yield plain(f"the 12 months before: {', '.join(map(str, one.recent))}", "dim")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("month", "median", "50 %", "90 %", "", "25 or more"):
        table.add_column(name, no_wrap=name != "25 or more")
    most = max(max(month.quantiles) for month in one.months)
    for month in one.months:
        low, quarter, median, three, high = month.quantiles
        cells = (month.month, about(median), _between(quarter, three), _between(low, high), _fan(month.quantiles, most))
        table.add_row(*map(plain, (*cells, f"{word_of(month.event)} ({percent(month.event)})")))
    yield Padding(table, (0, 0, 0, 2))
    kind = "would be an onset: none of the 12 months before had 25" if one.is_quiet else "would be no onset"
    yield plain(f"25 or more {kind}.", "dim")
    first, last = one.months[0], one.months[-1]
    yield plain(
        f"Escalation, {one.escalates_at:,} or more in the month: {word_of(first.escalation)} "
        f"({percent(first.escalation)}) in {first.month}, {percent(last.escalation)} in {last.month}."
    )
    yield plain("")


def _between(low: float, high: float) -> str:
    return f"{about(low)} to {about(high)}"


def _fan(quantiles: Sequence[int], most: int) -> str:
    """The 90 % interval as dots, the 50 % as a line, the median as a bar, on the logarithm of deaths."""
    low, quarter, median, three, high = (round(log1p(one) / max(log1p(most), 1) * (_FAN - 1)) for one in quantiles)
    cells = [" "] * _FAN
    cells[low : high + 1] = "·" * (high + 1 - low)
    cells[quarter : three + 1] = "─" * (three + 1 - quarter)
    cells[median] = "┃"
    return "".join(cells)


def _overview(ahead: Sequence[CountryAhead]) -> Iterator[RenderableType]:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("country", "last month", "median", "90 %", "25 or more", "in a year", ""):
        table.add_column(name)
    for one in ahead:
        first, last = one.months[0], one.months[-1]
        middle, ends = about(first.quantiles[2]), _between(first.quantiles[0], first.quantiles[4])
        event = f"{word_of(first.event)} ({percent(first.event)})"
        kind = "onset" if one.is_quiet else ""
        cells = (name_of(one.country), about(one.recent[-1]), middle, ends, event, percent(last.event), kind)
        table.add_row(*map(plain, cells))
    yield table
    yield plain(
        f"The {len(ahead)} countries with the highest chance of 25 deaths in a month; median and 90 % are of the next "
        "month, and `casus forecast COUNTRY` shows all twelve.",
        "dim",
    )


def _signals(told: Sequence[Situation]) -> Iterator[RenderableType]:
    """What the ledger tells: beside the forecast, as no weight for it can be learned from so few months."""
    for one in told:
        truces = sum(truce.state in HOLDS for truce in one.truces)
        open_pledges = sum(pledge.state in LIVE for pledge in one.pledges)
        acts: list[str] = [its.record.type for its in one.statements if isinstance(its.record, Event)]
        counts = [f"{acts.count(kind)} {words}" for kind, words in _SIGNALS.items()]
        yield plain(f"The ledger on {one.day}, not part of the forecast: {one.conflict.name}", "bold")
        yield plain(
            f"  truces in force {truces}, pledges open {open_pledges}, statements of {' and '.join(counts)}; "
            f"`casus situation {one.conflict.slug} --on {one.day}` shows them."
        )


_ROWS = (
    ("CRPS, deaths", "crps", 2), ("CRPS, months under 10,000 deaths", "crps_under_10k", 2),
    ("CRPS of log(1 + deaths)", "crps_log", 4), ("the same, active countries", "crps_log_active", 4),
    ("Brier score, 25 deaths", "brier", 4), ("AUROC, 25 deaths", "auroc", 3), ("AUROC, onset", "auroc_onset", 3),
    ("50 % intervals cover", "cover_50", 3), ("90 % intervals cover", "cover_90", 3),
)  # fmt: skip


def _scores(found: Resolved, panel: Panel) -> Iterator[RenderableType]:
    yield plain(f"Forecasts kept: {found.forecasts:,} · resolved with figures to {month_name(panel.last)}", "bold")
    if found.ours is None or found.benchmark is None:
        yield plain(f"None of the {found.open:,} country-months that were forecast is covered by the history yet.")
        return
    yield plain(f"{found.ours.cases:,} country-months resolved, {found.open:,} open", "dim")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("", "forecast", "conflictology 12"):
        table.add_column(name)
    for title, field, digits in _ROWS:
        table.add_row(*map(plain, (title, _number(found.ours, field, digits), _number(found.benchmark, field, digits))))
    yield table
    yield plain("\nChances of 25 deaths, and how often there were", "bold")
    for one in found.classes:
        given = f"{100 * one.low:.0f} to {100 * one.high:.0f} %"
        came = f"{100 * one.chance:5.1f} % on average, came true in {100 * one.came_true:.1f} %"
        yield plain(f"  {given:14} {one.cases:7,} times, {came}")


def _number(scores: Scores, field: str, digits: int) -> str:
    value = getattr(scores, field)
    return "–" if value is None else f"{value:.{digits}f}"


def _print_json(forecast: Forecast, ahead: Sequence[CountryAhead]) -> None:
    """One line a country, each with what the forecast was made of."""
    whole: dict[str, Any] = {
        "made": forecast.made, "origin": forecast.origin, "model": forecast.model, "rule": forecast.rule,
        "sources": [asdict(one) for one in forecast.sources],
    }  # fmt: skip
    for one in ahead:
        row = asdict(one)
        for month in row["months"]:
            month["word"] = word_of(month["event"])
        print(json.dumps({**whole, **row}, ensure_ascii=False, separators=(",", ":")))


def _write(path: Path, drawing: str) -> None:
    try:
        path.write_text(drawing, encoding="utf-8")
    except OSError as error:
        raise CasusError(f"The drawing could not be written to {path} ({error.strerror}).") from error
