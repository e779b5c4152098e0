"""Readings drawn at random: valid records with words, numbers and sides of any kind."""

from typing import Any

from hypothesis import strategies as st

from casus.records import (
    EFFECTS,
    EVENT_TYPES,
    STATUSES,
    Actor,
    Aligned,
    Event,
    Place,
    Pledge,
    Quote,
    Reading,
    Report,
    Tie,
    Time,
    Toll,
    Translated,
    Translation,
    Trigger,
    Truce,
)

_WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
_SOME = st.none() | _WORDS
_SPANS = st.lists(st.integers(0, 5000), min_size=2, max_size=2, unique=True).map(lambda ends: (min(ends), max(ends)))
_NUMBERS = st.floats(-180, 180)
_ACTORS = st.lists(
    st.builds(
        Actor,
        name=_WORDS,
        country=_SOME,
        sectors=st.lists(st.sampled_from(["GOV", "REB", "CVL"])).map(tuple),
        mention=st.none() | _SPANS,
    ),
    max_size=2,
).map(tuple)
_PLACES = st.none() | st.builds(
    Place,
    name=_WORDS,
    country=_SOME,
    lat=st.none() | _NUMBERS,
    lon=st.none() | _NUMBERS,
    geonames_id=st.none() | st.integers(0, 2**31 - 1),
    precision=st.sampled_from([None, "point", "country"]),
    disputed_by=st.lists(_WORDS, max_size=2).map(tuple),
)
_TIMES = st.none() | st.builds(Time, start=_SOME, end=_SOME, text=_SOME)
_TYPES = st.sampled_from(EVENT_TYPES)


@st.composite
def _common(draw: st.DrawFn) -> dict[str, Any]:
    """What every statement has: a span inside a sentence."""
    first, start, end, last = sorted(draw(st.lists(st.integers(0, 5000), min_size=4, max_size=4, unique=True)))
    return {
        "id": draw(_WORDS),
        "span": (start, end),
        "sentence": (first, last),
        "voice": draw(_ACTORS),
        "channel": draw(_SOME),
        "confidence": draw(st.floats(0, 1)),
        "translated": draw(st.none() | st.builds(Translated, span=_SPANS, language=_WORDS, translator=_WORDS)),
    }


def _bounds(numbers: list[int]) -> dict[str, Any]:
    """One to three numbers as low, best and high."""
    low, *more = sorted(numbers)
    return {"low": low, "best": more[0] if more else None, "high": more[1] if len(more) > 1 else None}


_EVENTS = st.tuples(_common(), _TYPES, st.sampled_from(STATUSES), _SOME, _ACTORS, _ACTORS, _PLACES, _TIMES, _SOME).map(
    lambda v: Event(
        **v[0], type=v[1], status=v[2], mode=v[3], actors=v[4], recipients=v[5], place=v[6], time=v[7], within=v[8]
    )
)
_TOLLS = st.tuples(
    _common(),
    st.sampled_from(EFFECTS),
    st.lists(st.integers(0, 10**9), min_size=1, max_size=3),
    _ACTORS,
    _PLACES,
    _TIMES,
    _SOME,
).map(lambda v: Toll(**v[0], effect=v[1], **_bounds(v[2]), of=v[3], place=v[4], time=v[5], part_of=v[6], caveat=v[6]))
_TRUCES = st.tuples(_common(), st.sampled_from(["proposed", "collapsed"]), _ACTORS, st.integers(1, 9)).map(
    lambda v: Truce(**v[0], state=v[1], parties=v[2], times=v[3])
)
_PLEDGES = st.tuples(_common(), _TYPES, _ACTORS, _SOME, st.none() | _TYPES, _PLACES).map(
    lambda v: Pledge(
        **v[0], act=v[1], guarantors=v[2], condition=v[3], trigger=Trigger(type=v[4], actors=v[2], place=v[5])
    )
)
_TIES = st.tuples(_common(), _ACTORS, _PLACES).map(
    lambda v: Tie(**v[0], kind="rival" if v[1] else "claims", a=v[1], b=v[1], place=v[2])
)
_QUOTES = st.tuples(_common(), _ACTORS, _WORDS).map(lambda v: Quote(**v[0], speakers=v[1], text=v[2]))


@st.composite
def _translations(draw: st.DrawFn) -> Translation:
    """Two texts cut at the same number of places."""
    number = draw(st.integers(0, 4))
    cuts = [sorted(draw(st.sets(st.integers(0, 99), min_size=2 * number, max_size=2 * number))) for _ in range(2)]
    originals, translated = (list(zip(ends[::2], ends[1::2], strict=True)) for ends in cuts)
    sentences = tuple(Aligned(original=a, translated=b) for a, b in zip(originals, translated, strict=True))
    return Translation(source=draw(_WORDS), translator=draw(_WORDS), text="w" * 99, sentences=sentences)


_REPORTS = st.builds(
    Report,
    id=_WORDS,
    title=_SOME,
    source=_SOME,
    url=_SOME,
    published=_SOME,
    language=_SOME,
    text=_WORDS,
    headings=st.lists(_SPANS, max_size=2).map(tuple),
    dateline_place=_SOME,
    byline=_SOME,
    agency=_SOME,
    notes=st.lists(_WORDS, max_size=2).map(tuple),
)


def _few(records: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(records, max_size=2).map(tuple)


READINGS = st.builds(
    Reading,
    report=_REPORTS,
    events=_few(_EVENTS),
    tolls=_few(_TOLLS),
    truces=_few(_TRUCES),
    pledges=_few(_PLEDGES),
    ties=_few(_TIES),
    quotes=_few(_QUOTES),
    translation=st.none() | _translations(),
)
