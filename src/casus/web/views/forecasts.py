"""The newest kept forecast: all countries, and each by itself with its months as a fan."""

from __future__ import annotations

from calendar import month_abbr
from dataclasses import dataclass
from math import log1p
from pathlib import Path as File
from typing import Annotated

from fastapi import Path

from casus.knowledge.sides import name_of
from casus.outlook.forecast.outlook import CountryAhead, Forecast, MonthAhead
from casus.outlook.forecast.record import kept
from casus.outlook.forecast.words import about, percent, word_of
from casus.web.desk import Desk, NotThere
from casus.web.given import GivenDesk
from casus.wording.terms import printable

_LEAST = 0.01
"""Chance of 25 deaths in some month from which a country is listed."""
_AXIS = (0, 10, 100, 1_000, 10_000, 100_000, 1_000_000)
"""Deaths in a month that the axis of the fan names."""
_HIGH, _WIDE = 160, 48
"""Units of the fan: its height, and the width of a month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryLine:
    """One country in the list. chance: of 25 deaths, in the next month and in the last one."""

    name: str
    href: str
    recent: int
    median: str
    interval: str
    next_chance: str
    last_chance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month. name: the short one of its axis.

    levels: units from the top of the fan of the quantiles at 5, 25, 50, 75 and 95 %.
    """

    month: str
    name: str
    median: str
    half: str
    most: str
    chance: str
    left: int
    levels: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A line of the axis of the fan. height: units from its top."""

    deaths: int
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastsPage:
    """The newest forecast. facts: when and from what it was made; none where nothing is kept."""

    title: str
    file: str
    facts: tuple[str, ...]
    countries: tuple[CountryLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryPage:
    """The forecast of one country. recent: deaths of the months before."""

    name: str
    facts: tuple[str, ...]
    recent: str
    onset: str
    escalation: str
    months: tuple[Month, ...]
    levels: tuple[Level, ...]
    width: int
    height: int


def forecasts(desk: GivenDesk) -> ForecastsPage:
    """The countries of the newest forecast, those with the highest chances first."""
    newest = _newest(desk)
    if newest is None:
        return ForecastsPage(title="No forecast is kept yet", file=_file(desk).name, facts=(), countries=())
    listed = [one for one in newest.countries if max(month.event for month in one.months) >= _LEAST]
    listed.sort(key=lambda one: (-max(month.event for month in one.months), one.country))
    return ForecastsPage(
        title=f"Deaths in state-based conflict, the 12 months after {newest.origin}",
        file=_file(desk).name,
        facts=_facts(newest),
        countries=tuple(map(_line, listed)),
    )


def forecast(desk: GivenDesk, country: Annotated[str, Path(pattern="^[A-Z]{3}$")]) -> CountryPage:
    """The newest forecast of one country. country: ISO3."""
    newest = _newest(desk)
    one = next((one for one in newest.countries if one.country == country), None) if newest is not None else None
    if newest is None or one is None:
        raise NotThere(f"No forecast of {country} is kept.")
    first = one.months[0]
    most = max(max(month.quantiles) for month in one.months) or 1
    return CountryPage(
        name=name_of(one.country),
        facts=_facts(newest),
        recent=", ".join(f"{deaths:,}" for deaths in one.recent),
        onset="25 or more would be an onset: none of the 12 months before had 25." if one.is_quiet else "",
        escalation=(
            f"Escalation, {one.escalates_at:,} or more in the month: {word_of(first.escalation)} "
            f"({percent(first.escalation)}) in {first.month}."
        ),
        months=tuple(_month(month, at, most) for at, month in enumerate(one.months)),
        levels=tuple(Level(deaths=deaths, height=_height(deaths, most)) for deaths in _AXIS if deaths <= most),
        width=_WIDE * len(one.months),
        height=_HIGH,
    )


def _file(desk: Desk) -> File:
    """Forecasts are kept beside the ledger; those of a PostgreSQL ledger in the working folder."""
    name = desk.ledger.name
    return File("forecasts.jsonl") if "://" in name else File(name).with_name("forecasts.jsonl")


def _newest(desk: Desk) -> Forecast | None:
    file = _file(desk)
    if not file.exists():
        return None
    return max(kept(file), key=lambda one: (one.origin, one.made), default=None)


def _facts(newest: Forecast) -> tuple[str, ...]:
    files = ", ".join(f"{one.name} ({one.first} to {one.last})" for one in newest.sources)
    return tuple(map(printable, (f"made {newest.made} by {newest.model}", f"learned from {files}", newest.rule)))


def _line(one: CountryAhead) -> CountryLine:
    first, last = one.months[0], one.months[-1]
    return CountryLine(
        name=name_of(one.country),
        href=f"/forecasts/{one.country}",
        recent=one.recent[-1],
        median=about(first.quantiles[2]),
        interval=f"{about(first.quantiles[0])} to {about(first.quantiles[4])}",
        next_chance=f"{word_of(first.event)} ({percent(first.event)})",
        last_chance=f"{word_of(last.event)} ({percent(last.event)})",
    )


def _month(one: MonthAhead, at: int, most: int) -> Month:
    low, quarter, median, three, high = one.quantiles
    return Month(
        month=one.month,
        name=month_abbr[int(one.month[5:])],
        median=about(median),
        half=f"{about(quarter)} to {about(three)}",
        most=f"{about(low)} to {about(high)}",
        chance=f"{word_of(one.event)} ({percent(one.event)})",
        left=at * _WIDE,
        levels=tuple(_height(deaths, most) for deaths in one.quantiles),
    )


def _height(deaths: int, most: int) -> float:
    """Where so many deaths stand in the fan, in units from its top."""
    return round(_HIGH * (1 - log1p(deaths) / log1p(most)), 1)
