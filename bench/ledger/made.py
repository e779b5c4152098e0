"""A long run of made readings: the example reports told over and over, of other days, wars, names and numbers.

The example texts are read once by the lexicon reader. Each made report is one of these readings with its dates moved,
the names, places and countries of one of 40 made wars in the place of its own, its numbers scaled and more than half of
its longer words changed for others, so that two reports share hardly a phrase. Three in ten tell again what a
report of the two days before told, in other words; three in a hundred reprint one. Days go on at a steady eleven
reports a day, so that a ledger ten times as large spans ten times as many years, as an archive of news does.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from casus.intake import read_reports
from casus.knowledge.tables import rows
from casus.reading import get_reader
from casus.records import Actor, Place, Reading, Refused, Report, Span, Time, report_id

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
WARS, PER_DAY = 40, 11
AGAIN, REPRINTED = 0.30, 0.03
CHANGED = 0.6
"""Of the longer words."""
FIRST_DAY = date(1990, 1, 1)
SOURCES = 60
_TOKEN = re.compile(r"\w+")
_FULL, _MONTH = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"\d{4}-\d{2}")
_SYLLABLES = "ba de ka lo mi na ro sa ta ve zu gor han jal kir mar nor pel sul tan".split()


def originals() -> list[Reading]:
    """The example reports that have a date, read by the lexicon reader."""
    reader = get_reader("lexicon")
    paths = [str(EXAMPLES / "karabakh-2020/reports.jsonl"), *sorted(map(str, EXAMPLES.glob("*.txt")))]
    found = [reader.read(one) for one in read_reports(paths) if not isinstance(one, Refused)]
    return [one for one in found if one.report.published is not None and len(list(one.statements())) > 2]


@dataclass(frozen=True, slots=True)
class Story:
    """What several reports may tell: a reading to follow, a war, how many days later it all is, and other numbers."""

    reading: Reading
    war: int
    days: int
    scale: float


def made(seed: int = 1) -> Iterator[Reading]:
    """Readings without end, by day of publication."""
    rng, models, number = random.Random(seed), originals(), 0
    plain = {word for one in models for word in _TOKEN.findall(one.report.text) if word.islower()}
    words = sorted(word for word in plain if len(word) > 5)
    told: deque[tuple[Story, Reading]] = deque(maxlen=PER_DAY * 2)
    while True:
        day = FIRST_DAY + timedelta(days=number // PER_DAY)
        number += 1
        draw = rng.random()
        if told and draw < REPRINTED:
            yield _reprint(rng.choice(told)[1], day, rng)
            continue
        story = rng.choice(told)[0] if told and draw < REPRINTED + AGAIN else _story(rng.choice(models), day, rng)
        told.append((story, one := Retold(story, day, rng, plain, words).reading()))
        yield one


def _story(reading: Reading, day: date, rng: random.Random) -> Story:
    published = date.fromisoformat(reading.report.published or "")
    return Story(reading, rng.randrange(WARS), (day - published).days, rng.uniform(0.5, 3))


def _reprint(reading: Reading, day: date, rng: random.Random) -> Reading:
    """The same words with a line of the paper's own behind them."""
    text = f"{reading.report.text}\n\nPrinted by paper {rng.randrange(10**9)}."
    report = replace(
        reading.report, id=report_id(text), text=text, source=f"Paper {rng.randrange(SOURCES)}", published=f"{day}"
    )
    return replace(reading, report=report)


class Retold:
    """One telling of a story."""

    def __init__(self, story: Story, day: date, rng: random.Random, plain: set[str], words: list[str]) -> None:
        self._story, self._day, self._rng = story, day, rng
        self._olds, self._news, self.text = _rewritten(story, rng, plain, words)

    def reading(self) -> Reading:
        """The reading with all that belongs to the telling."""
        its, source = self._story.reading.report, f"Paper {self._rng.randrange(SOURCES)}"
        report = Report(
            id=report_id(self.text), title=None, source=source, url=f"https://example.org/{report_id(self.text)}",
            published=f"{self._day}", language="en", text=self.text, agency=None,
            dateline_place=its.dateline_place, headings=self._change(its.headings), byline=its.byline,
        )  # fmt: skip
        lists: dict[str, Any] = {
            name: self._change(getattr(self._story.reading, name))
            for name in ("events", "tolls", "truces", "pledges", "ties", "quotes")
        }
        return Reading(report=report, reader=self._story.reading.reader, **lists)

    def _change(self, value: Any) -> Any:
        if isinstance(value, tuple):
            if len(value) == 2 and isinstance(value[0], int):
                return self._span(value)
            return tuple(self._change(one) for one in value)
        if isinstance(value, Actor):
            mention = self._span(value.mention) if value.mention is not None else None
            name, country = _name(value.name, self._story.war), _country(value.country, self._story.war)
            return replace(value, name=name, country=country, mention=mention)
        if isinstance(value, Place):
            return _place(value, self._story.war)
        if isinstance(value, Time):
            return replace(value, start=self._date(value.start), end=self._date(value.end))
        return self._record(value) if hasattr(value, "__dataclass_fields__") else value

    def _record(self, value: Any) -> Any:
        names = (name for name in value.__dataclass_fields__ if isinstance(getattr(value, name), tuple) or name in
                 ("place", "time", "times", "trigger"))  # fmt: skip
        known: dict[str, Any] = {name: self._change(getattr(value, name)) for name in names}
        if "text" in value.__dataclass_fields__:
            start, end = known["span"]
            known["text"] = self.text[start:end]
        for name in ("low", "best", "high"):
            if getattr(value, name, None):
                known[name] = _scaled(getattr(value, name), self._story.scale)
        return replace(value, **known)

    def _span(self, span: Span) -> Span:
        return self._at(span[0]), self._at(span[1] - 1, is_last=True)

    def _at(self, position: int, *, is_last: bool = False) -> int:
        """Where a character now stands; with is_last, the end of what it belongs to."""
        token = bisect_right(self._olds, position) - 1
        if is_last:
            within_last = position + 1 - self._olds[token]
            is_whole = token + 1 >= len(self._olds) or position + 1 == self._olds[token + 1]
            return self._news[token + 1] if is_whole else min(self._news[token] + within_last, self._news[token + 1])
        return min(self._news[token] + position - self._olds[token], self._news[token + 1] - 1)

    def _date(self, written: str | None) -> str | None:
        if written is None:
            return None
        if (full := _FULL.match(written)) is not None:
            try:
                moved = date.fromisoformat(full[0]) + timedelta(days=self._story.days)
            except ValueError:
                return written
            return f"{moved}{written[10:]}"
        if (month := _MONTH.match(written)) is not None and 1 <= int(month[0][5:]) <= 12:
            moved = date.fromisoformat(f"{month[0]}-15") + timedelta(days=self._story.days)
            return f"{moved:%Y-%m}{written[7:]}"
        if written[:4].isdigit():
            return f"{int(written[:4]) + self._story.days // 365:04}{written[4:]}"
        return written


def _rewritten(story: Story, rng: random.Random, plain: set[str], words: list[str]) -> tuple[list[int], list[int], str]:
    """(starts of the pieces in the old text, in the new one with its end, the new text)."""
    old, at, pieces, olds = story.reading.report.text, 0, list[str](), list[int]()
    for match in _TOKEN.finditer(old):
        if match.start() > at:
            olds.append(at)
            pieces.append(old[at : match.start()])
        olds.append(match.start())
        pieces.append(_word(match[0], story, rng, plain, words))
        at = match.end()
    if at < len(old):
        olds.append(at)
        pieces.append(old[at:])
    news = [0]
    for piece in pieces:
        news.append(news[-1] + len(piece))
    return olds, news, "".join(pieces)


def _word(word: str, story: Story, rng: random.Random, plain: set[str], words: list[str]) -> str:
    if word.isdigit():
        return str(_scaled(int(word), story.scale)) if len(word) < 4 else word
    if word[0].isupper():
        return _token(word, story.war) if word.lower() not in plain else word
    return rng.choice(words) if len(word) > 5 and rng.random() < CHANGED else word


def _scaled(number: int, scale: float) -> int:
    return max(1, round(number * scale))


@cache
def _token(word: str, war: int) -> str:
    """A made name for one word of a name, the same all through a war."""
    if len(word) < 4:
        return word
    digest = blake2b(f"{word} {war}".encode(), digest_size=3).digest()
    return "".join(_SYLLABLES[byte % len(_SYLLABLES)] for byte in digest).capitalize()


@cache
def _name(name: str, war: int) -> str:
    return name if name == "unidentified" else _TOKEN.sub(lambda word: _named(word[0], war), name)


def _named(word: str, war: int) -> str:
    return _token(word, war) if word[0].isupper() else word


@cache
def _codes() -> list[str]:
    return sorted({row["code"] for row in rows("states.csv") if len(row["code"]) == 3})


@cache
def _country(code: str | None, war: int) -> str | None:
    """The country of a made war that stands for one of an example."""
    if code is None:
        return None
    codes = _codes()
    return codes[(sum(ord(letter) * (n * 30 + 1) for n, letter in enumerate(code)) + 37 * war) % len(codes)]


@cache
def _place(place: Place, war: int) -> Place:
    disputed = tuple(sorted(code for one in place.disputed_by if (code := _country(one, war)) is not None))
    lat = place.lat if place.lat is None else max(-89.0, min(89.0, place.lat - war / 2))
    lon = place.lon if place.lon is None else (place.lon + war * 9 + 180) % 360 - 180
    number = place.geonames_id if place.geonames_id is None else place.geonames_id + war * 13_000_000
    return Place(
        name=_name(place.name, war), country=_country(place.country, war), lat=lat, lon=lon, geonames_id=number,
        precision=place.precision, disputed_by=disputed,
    )  # fmt: skip
