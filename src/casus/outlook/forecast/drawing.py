"""A fan chart and a calibration plot as SVG, in the colour of the text around them, light or dark."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from markupsafe import escape

from casus.outlook.forecast.outlook import CountryAhead, Forecast
from casus.outlook.forecast.scores import Class
from casus.outlook.forecast.words import about, percent

_WIDTH, _HEIGHT = 720, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 16, 36, 40
_TICKS = (0, 1, 10, 100, 1_000, 10_000, 100_000)


def fan_chart(forecast: Forecast, ahead: CountryAhead, name: str) -> str:
    """The last twelve months, then median, 50 and 90 % interval of the next twelve; deaths on a log(1 + n) axis.

    name: of the country, for a reader.
    """
    bands = np.array([one.quantiles for one in ahead.months], float)
    top = max(bands.max(), max(ahead.recent), 9)
    past, first = len(ahead.recent), len(ahead.recent)
    xs = np.linspace(_LEFT, _WIDTH - _RIGHT, past + len(bands))

    def y(deaths: float) -> float:
        return float(_HEIGHT - _BOTTOM - np.log1p(deaths) / np.log1p(top) * (_HEIGHT - _BOTTOM - _TOP))

    parts = [_axis(y(tick), f"{tick:,}") for tick in _TICKS if tick <= top]
    for low, high, shade in ((0, 4, 0.15), (1, 3, 0.3)):
        upper = [(x, y(value)) for x, value in zip(xs[first:], bands[:, high], strict=True)]
        lower = [(x, y(value)) for x, value in zip(xs[first:], bands[:, low], strict=True)]
        parts.append(f'<polygon points="{_points(upper + lower[::-1])}" fill="currentColor" fill-opacity="{shade}"/>')
    seen = [(x, y(value)) for x, value in zip(xs, ahead.recent, strict=False)]
    middle = [(x, y(value)) for x, value in zip(xs[first:], bands[:, 2], strict=True)]
    parts += [_line(seen), _line(middle, "stroke-dasharray='5 4'")]
    parts += [
        _label(xs[at], month) for at, month in ((past - 1, forecast.origin), (len(xs) - 1, ahead.months[-1].month))
    ]
    title = f"{name}: deaths a month in state-based conflict, and the forecast made on {forecast.made}"
    last = ahead.months[-1]
    told = (
        f"In {last.month} the median is {about(last.quantiles[2])}, with 50 % between {about(last.quantiles[1])} and "
        f"{about(last.quantiles[3])} and 90 % between {about(last.quantiles[0])} and {about(last.quantiles[4])}; the "
        f"chance of at least 25 deaths is {percent(last.event)}. Solid: past months. Dashed: medians."
    )
    return _svg(title, told, parts)


def calibration_chart(classes: Sequence[Class]) -> str:
    """Chances that were given beside the share that came true; on the diagonal they agree."""
    size = _HEIGHT - _TOP - _BOTTOM

    def at(chance: float, share: float) -> tuple[float, float]:
        return _LEFT + chance * size, _HEIGHT - _BOTTOM - share * size

    parts = [
        _axis(at(0, share)[1], percent_label) for share, percent_label in ((0, "0 %"), (0.5, "50 %"), (1, "100 %"))
    ]
    parts.append(_line([at(0, 0), at(1, 1)], "stroke-dasharray='2 4'"))
    for one in classes:
        x, y = at(one.chance, one.came_true)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{3 + np.log10(one.cases):.1f}" fill="currentColor"/>')
        parts.append(_text(x + 10, y + 4, f"{one.cases:,}", "start"))
    parts.append(_text(_LEFT + size / 2, _HEIGHT - 12, "chance that was given", "middle"))
    told = "; ".join(
        f"{one.cases:,} forecasts of {100 * one.chance:.1f} % came true in {100 * one.came_true:.1f} %"
        for one in classes
    )
    return _svg("Chances of at least 25 deaths in a month, and how often there were", told + ".", parts)


def _svg(title: str, told: str, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'style="color-scheme:light dark;font:12px system-ui,sans-serif">'
        f"<title>{escape(title)}</title><desc>{escape(told)}</desc>"
        "<style>@media(prefers-color-scheme:dark){:root{color:#eee}}</style>"
        f"{_text(_LEFT, 20, title, 'start')}{''.join(parts)}</svg>\n"
    )


def _axis(y: float, label: str) -> str:
    line = f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="currentColor" stroke-opacity=".2"/>'
    return line + _text(_LEFT - 8, y + 4, label, "end")


def _label(x: float, month: str) -> str:
    return _text(x, _HEIGHT - 16, month, "end")


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="currentColor">{escape(words)}</text>'


def _line(points: Sequence[tuple[float, float]], style: str = "") -> str:
    return f'<polyline points="{_points(points)}" fill="none" stroke="currentColor" stroke-width="2" {style}/>'


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
