"""What the brief of a reading says. Computed here once, so that terminal and page cannot differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casus.records import Event, Reading, Span
from casus.wording import terms
from casus.wording.lines import (
    EventLine,
    Fact,
    Line,
    event_line,
    pledge_line,
    quote_line,
    tie_line,
    toll_lines,
    truce_line,
)
from casus.wording.overview import conflict_lines, unresolved_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines under one heading. key: stable name for styles and links."""

    key: str
    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventGroup:
    """Events of one standing: told as done, claimed, demanded, feared ... never mixed."""

    key: str
    title: str
    lines: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSentence:
    """A sentence some line rests on. number: by its place in the text, from 1."""

    number: int
    span: Span
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that is shown of one reading, in order; every string is one line of printable text.

    facts: source, date and language, one string each. tally: how much was found.
    before, events, after: the sections in the order they are shown, the events in the middle.
    """

    title: str
    facts: tuple[str, ...]
    url: str | None
    notes: tuple[str, ...]
    tally: str
    before: tuple[Section, ...]
    events: tuple[EventGroup, ...]
    after: tuple[Section, ...]
    cited: tuple[CitedSentence, ...]

    def numbers(self, line: Line) -> tuple[int, ...]:
        """The numbers of the sentences a line rests on."""
        return tuple(sentence.number for sentence in self.cited if sentence.span in line.sentences)


def brief_of(reading: Reading, *, name: str, is_short: bool = False) -> Brief:
    """The brief of a reading. name: what the input is called, shown where the report has no title.

    is_short: the conflict, truces, pledges and tolls alone; the tally still counts everything.
    """
    report = reading.report
    before = _core_sections(reading)
    events: tuple[EventGroup, ...] = ()
    after: tuple[Section, ...] = ()
    if not is_short:
        before += _sections(("ties", "Ties", map(tie_line, reading.ties)))
        events = _groups(reading.events)
        after = _sections(
            ("quotes", "Quotes", map(quote_line, reading.quotes)),
            ("unresolved", "Not resolved", unresolved_lines(reading)),
        )
    brief = Brief(
        title=report.title or name,
        facts=_header(reading),
        url=report.url,
        notes=report.notes,
        tally=_tally(reading),
        before=before,
        events=events,
        after=after,
        cited=_cited(report.text, (*before, *after), events),
    )
    return terms.all_printable(brief)


def _core_sections(reading: Reading) -> tuple[Section, ...]:
    return _sections(
        ("conflict", "Conflict", conflict_lines(reading)),
        ("truces", "Truces", map(truce_line, reading.truces)),
        ("pledges", "Pledges", map(pledge_line, reading.pledges)),
        ("tolls", "Tolls", toll_lines(reading.tolls)),
    )


def _sections(*found: tuple[str, str, Iterable[Fact]]) -> tuple[Section, ...]:
    """Those that have a line to show."""
    made = (Section(key=key, title=title, facts=tuple(facts)) for key, title, facts in found)
    return tuple(section for section in made if section.facts)


def _header(reading: Reading) -> tuple[str, ...]:
    report = reading.report
    date = report.published or "date unknown"
    return (*((report.source,) if report.source else ()), date, terms.language(report.language))


_GROUPS = (
    ("told", "Told as happening or done"),
    ("background", "Told as earlier"),
    ("claimed", "Claimed"),
    ("future", "Promised, announced or expected"),
    ("conditional", "On a condition"),
    ("requested", "Demanded or asked for"),
    ("possible", "Feared, believed or possible"),
    ("negated", "Denied or not done"),
)


def _group_of(event: Event) -> str:
    if event.status not in ("actual", "historical"):
        return event.status
    if event.voice:
        return "claimed"
    return "told" if event.status == "actual" else "background"


def _groups(events: Sequence[Event]) -> tuple[EventGroup, ...]:
    """The events by what they are told as; each keeps its number in the reading."""
    numbers = {event.id: number for number, event in enumerate(events, start=1)}
    lines: dict[str, list[EventLine]] = {}
    for event in events:
        lines.setdefault(_group_of(event), []).append(event_line(event, numbers))
    shown = ((key, title) for key, title in _GROUPS if key in lines)
    return tuple(EventGroup(key=key, title=title, lines=tuple(lines[key])) for key, title in shown)


def _tally(reading: Reading) -> str:
    """How much was found; what is only said, demanded or feared is counted apart from what is told."""
    if not any(reading.statements()):
        return "nothing found"
    told = sum(_group_of(event) in ("told", "background") for event in reading.events)
    others = len(reading.events) - told
    kinds = (
        (reading.tolls, "toll"),
        (reading.truces, "truce"),
        (reading.pledges, "pledge"),
        (reading.ties, "tie"),
        (reading.quotes, "quote"),
    )
    counts = [f"{terms.counted(told, 'event')} told"] if told else []
    counts += [f"{terms.counted(others, 'event')} claimed, demanded, feared or the like"] if others else []
    counts += [terms.counted(len(found), noun) for found, noun in kinds if found]
    return ", ".join(counts)


def _cited(text: str, sections: Sequence[Section], groups: Sequence[EventGroup]) -> tuple[CitedSentence, ...]:
    """Every sentence that a shown line rests on, once, in the order of the text."""
    shown: list[Line] = [fact for section in sections for fact in section.facts]
    shown += [line for group in groups for line in group.lines]
    spans = sorted({span for line in shown for span in line.sentences})
    return tuple(
        CitedSentence(number=number, span=(start, end), words=" ".join(text[start:end].split()))
        for number, (start, end) in enumerate(spans, start=1)
    )
