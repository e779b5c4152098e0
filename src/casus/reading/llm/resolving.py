"""Whom, where, when and how many the words of a record mean: by casus's knowledge, never by the model's."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from casus.knowledge.numbers import Quantity, bounds_of
from casus.reading.composition import Cast, cast_of
from casus.reading.lexicon_reader import Sketch
from casus.reading.llm.finding import Plain, nearest, plain, spans_of
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.settings import place_of
from casus.reading.words import VERB_TAGS, Word
from casus.records import Actor, Place, Span, Time

_REMEMBERED = 40
"""Sentences back in which the words that a pronoun stands for are looked for."""
_FINENESS = {"point": 4, "city": 4, "district": 3, "province": 2, "country": 1}
_NAMING = ("NN", "NNP")


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence, and whom its words stand for. text: its letters for looking words up."""

    passage: Passage
    cast: Cast
    text: Plain


class Resolver:
    """Resolves the words of one report, sentence by sentence, in their order."""

    def __init__(self) -> None:
        self._before: deque[Heard] = deque(maxlen=_REMEMBERED)
        self._here: Heard | None = None

    def hear(self, sketch: Sketch) -> None:
        """Go on to the next sentence; to be called while the memory of the report is at it."""
        if self._here is not None:
            self._before.append(self._here)
        passage = sketch.passage
        self._here = Heard(passage, cast_of(sketch), plain(passage.report.text, *passage.span))

    def span(self, words: str, near: Span) -> Span | None:
        """Where words stand in this sentence, nearest to others of it."""
        return nearest(spans_of(words, self._here.text), near) if self._here is not None else None

    def actors(self, words: str, near: Span) -> tuple[Actor, ...] | None:
        """Whom words of this sentence, or of one before it, name; None where they stand in neither or name nobody."""
        heard, span = self._heard(words, near)
        found = _named(heard, span) if heard is not None and span is not None else ()
        if heard is not self._here:
            found = tuple(Actor(name=one.name, country=one.country, sectors=one.sectors) for one in found)
        return found or None

    def place(self, words: str | None, near: Span) -> Place | None:
        """The finest place that words name, None for none that is known as one."""
        found = [place for word in self._words(words, near) if (place := place_of(word)) is not None]
        return max(found, key=lambda place: _FINENESS.get(place.precision or "", 0), default=None)

    def time(self, words: str | None, near: Span, *, ahead: bool) -> Time | None:
        """When words mean, None for words that name no time. ahead: they look forward ("on Tuesday", to come)."""
        heard, span = self._heard(words, near) if words is not None else (None, None)
        if heard is None or span is None:
            return None
        mention = next((word.time for word in _inside(heard, span) if word.time is not None), None)
        if mention is None:
            return None
        time = (mention.ahead or mention.time) if ahead else mention.time
        told = heard.passage.report.text[slice(*span)]
        if told.lower().startswith("since ") and mention.kind in ("point", "period"):
            return Time(start=time.start, text=told)  # "since fighting broke out on September 27"
        return time

    def quantity(self, words: str, near: Span) -> tuple[Quantity, Word] | None:
        """The count that words of this sentence give, and its word; None where they give none."""
        span = self.span(words, near)
        inside = _inside(self._here, span) if self._here is not None and span is not None else []
        for word in inside:
            if word.quantity is not None:
                return word.quantity, word
        if not inside or span is None or self._here is None:
            return None
        bare = bounds_of(self._here.passage.report.text[slice(*span)])
        return (bare, inside[0]) if bare is not None else None

    def _words(self, words: str | None, near: Span) -> list[Word]:
        heard, span = self._heard(words, near) if words is not None else (None, None)
        return _inside(heard, span) if heard is not None and span is not None else []

    def _heard(self, words: str, near: Span) -> tuple[Heard | None, Span | None]:
        span = self.span(words, near)
        if span is not None:
            return self._here, span
        for heard in reversed(self._before):
            spans = spans_of(words, heard.text)
            if spans:
                return heard, spans[-1]
        return None, None


def says_something(passage: Passage, span: Span) -> bool:
    """Whether words are more than "the", "of" or "it"."""
    inside = (word for word in passage.words if word.start < span[1] and span[0] < word.end)
    return any(word.tag in VERB_TAGS or word.tag[:2] in ("NN", "JJ") or word.quantity for word in inside)


def _inside(heard: Heard, span: Span) -> list[Word]:
    return [word for word in heard.passage.words if word.start < span[1] and span[0] < word.end]


def _named(heard: Heard, span: Span) -> tuple[Actor, ...]:
    """The actors of the first phrase whose head is among the words, else of a single word, else by the words alone."""
    inside = _inside(heard, span)
    at = {word.index for word in inside}
    for item in heard.passage.items:
        heads = (
            [one.head.index for one in item.members() if one.head.index in at] if isinstance(item, NounPhrase) else []
        )
        found = [actor for head in heads for actor in heard.cast.get(head, ())]
        if found:
            return _distinct(found)
    alone = next((actors for word in inside if (actors := heard.cast.get(word.index))), ())
    return alone or _unknown(inside)


def _distinct(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    return tuple({(actor.name, actor.country): actor for actor in reversed(actors)}.values())[::-1]


def _unknown(words: Sequence[Word]) -> tuple[Actor, ...]:
    """Somebody the knowledge does not hold, by the words alone; pronouns and numbers name nobody."""
    named = [word for word in words if word.tag not in ("DT", "PRP$", "CD", "IN", ",") and word.quantity is None]
    if not any(word.tag in _NAMING for word in named):
        return ()
    countries = {word.names[0].country for word in named if word.names}
    country = countries.pop() if len(countries) == 1 else None
    name = " ".join(word.text for word in named)
    return (Actor(name=name, country=country, mention=(named[0].start, named[-1].end)),)
