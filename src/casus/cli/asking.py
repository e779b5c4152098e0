"""Commands that ask a ledger: which events its reports tell of, and every statement behind one."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from casus.cli import wording
from casus.ledger import open_ledger
from casus.ledger.decisions import Decision
from casus.ledger.events import Telling, ToldEvent, event_of, events_between, newest_day, shifted, undated
from casus.ledger.mentions import ASSERTED
from casus.ledger.reasons import DECIDED, Reason
from casus.records import Actor, CasusError, Event, Toll

_DAYS = 30
"""Days up to the newest report that are told when no period is given."""
_WIDTH, _DAY = 120, 16
"""Columns of the whole, and of a day."""


def tell_events(where: str, *, since: str | None, until: str | None, country: str | None, kind: str | None) -> None:
    """Print the events and tolls of a period, by day, with how many reports and independent origins tell them.

    country: ISO3 that its place or a side must have. kind: a PLOVER type, or the effect of a toll.
    Raises CasusError for a ledger that is not there or holds no dated report.
    """
    ledger = open_ledger(where, create=False)
    with ledger.asking() as connection:
        last = until or newest_day(connection)
        if last is None:
            raise CasusError(f"The ledger {ledger.name} holds no report with a date; nothing can be told by day.")
        first = since or shifted(last, -_DAYS)
        without = undated(connection)
        found = [
            one for one in events_between(connection, first, last, country=country) if _is_asked(one, country, kind)
        ]
    ledger.close()
    lines = Table.grid(padding=(0, 2, 1, 0))
    lines.add_column(min_width=_DAY, max_width=_DAY)
    lines.add_column()
    for one in found:
        lines.add_row(_day(one.first), Group(_plain(_told(one.first.record)), _plain(_support(one), "dim")))
    note = f"{wording.counted(without, 'report')} without a date not asked\n" if without else ""
    told = f"{len(found):,} events and tolls, told by reports of {first} to {last}\n"
    _show(Text(told, "bold"), *([Text(note, "dim")] if note else []), lines)


def tell_why(where: str, key: str) -> None:
    """Print every statement of the event that one statement tells: words, source, date, and why they are one.

    key: REPORT/LABEL as `casus events` shows it; the first digits of the report are enough.
    Raises CasusError where no such statement is.
    """
    ledger = open_ledger(where, create=False)
    with ledger.asking() as connection:
        found = event_of(connection, key)
    ledger.close()
    if found is None:
        raise CasusError(f"No event or toll of {ledger.name} is called {key!r}; `casus events` shows their names.")
    told = Text.assemble(_day(found.first), "  ", (wording.printable(_told(found.first.record)), "bold"))
    behind = (Padding(Group(*_behind(telling)), (1, 0, 0, 2)) for telling in found.tellings)
    said = (_plain(_decided(decision), "dim") for decision in found.decided)
    _show(told, _plain(_support(found), "dim"), *said, *behind)


def decide(where: str, one: str, other: str, *, is_same: bool) -> None:
    """Remember that two statements tell one event, or two, and say so. one, other: REPORT/LABEL.

    Raises CasusError where no such statements are, or they cannot be compared.
    """
    ledger = open_ledger(where, create=False)
    ledger.decide(one, other, is_same=is_same)
    ledger.close()
    what = "one event" if is_same else "two events"
    print(f"casus: {wording.printable(one)} and {wording.printable(other)} are {what} from now on.", file=sys.stderr)


def _decided(decision: Decision) -> str:
    one, other = (f"{report[:8]}/{label}" for report, label in (decision.one, decision.other))
    what = "one event" if decision.is_same else "two events"
    by = f" ({decision.author})" if decision.author is not None else ""
    return f"{one} and {other} are {what}: decided by the user{by} on {decision.decided[:10]}"


def _show(*blocks: RenderableType) -> None:
    """Print, no wider than is read with ease, and without spaces at the ends of lines."""
    console = Console(highlight=False)
    with console.capture() as captured:
        console.print(Constrain(Group(*blocks), _WIDTH))
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a letter still shows the rest
    sys.stdout.write("\n".join(line.rstrip() for line in captured.get().split("\n")))


def _plain(words: str, style: str = "") -> Text:
    """Words for the terminal: nothing in a report may move its cursor or colour it."""
    return Text(wording.printable(words), style)


def _is_asked(one: ToldEvent, country: str | None, kind: str | None) -> bool:
    record = one.first.record
    name = record.type if isinstance(record, Event) else record.effect
    if kind is not None and kind.casefold() != name.casefold():
        return False
    sides = _sides(record)
    there = {actor.country for actor in sides} | ({record.place.country} if record.place is not None else set())
    return country is None or country in there


def _sides(record: Event | Toll) -> tuple[Actor, ...]:
    return (*record.actors, *record.recipients) if isinstance(record, Event) else (*record.of, *record.by)


def _day(telling: Telling) -> Text:
    """The day or period; of what has none, when it was told."""
    known = wording.when(telling.record.time)
    return _plain(known) if known else _plain(f"told {telling.report.published or 'undated'}", "dim")


def _told(record: Event | Toll) -> str:
    """What happened and where, as one sentence without a full stop."""
    place = wording.where(record.place)
    return _stated(record) + (f", {place}" if place else "")


def _stated(record: Event | Toll) -> str:
    if isinstance(record, Event):
        return wording.stated(record)
    victims = f" of {wording.names(record.of)}" if record.of else ""
    return wording.capitalised(f"{wording.bounds(record)} {wording.harmed(record)}{victims}")


def _support(one: ToldEvent) -> str:
    """How many reports and origins assert it, in whose voice; who denies it; and its name for `casus why`."""
    asserted, denied = one.told_as(*ASSERTED), one.told_as("negated")
    others = len(one.tellings) - len(asserted) - len(denied)
    parts = []
    if asserted:
        reports = wording.counted(len({telling.key[0] for telling in asserted}), "report")
        parts.append(f"{reports}, {wording.counted(one.origins, 'independent origin')}")
        own = "also " if any(not telling.record.voice for telling in asserted) else ""
        parts += [f"{own}according to {said}"] if (said := _voices(asserted)) else []
    if denied:
        parts.append(f"denied by {_voices(denied) or wording.counted(len(denied), 'report')}")
    parts += [f"demanded, promised or feared in {wording.counted(others, 'statement')}"] if others else []
    report, label = one.first.key
    return " · ".join([*parts, f"{report[:8]}/{label}"])


def _voices(tellings: Iterable[Telling]) -> str:
    found = {actor.name: actor for telling in tellings for actor in telling.record.voice}
    return wording.names(list(found.values()))


def _behind(telling: Telling) -> Iterator[Text]:
    """The lines of one statement: its report, its words, and why it is of this event."""
    report, record = telling.report, telling.record
    source = " · ".join(part for part in (report.published, report.source, report.title) if part)
    yield _plain(source or f"report {report.id}", "bold")
    yield _plain("“" + " ".join(report.text[slice(*record.sentence)].split()) + "”")
    limits = wording.limits(record)
    yield _plain(" · ".join([_stated(record), *limits]), "dim")
    if telling.joins is not None:
        report_id, label = telling.joins
        reasons = _reasons(telling.reasons)
        yield _plain(f"one event with {report_id[:8]}/{label}: {reasons}", "dim")


def _reasons(reasons: Iterable[Reason]) -> str:
    spoke = [reason for reason in reasons if reason.rule != "base"]
    return "; ".join(
        reason.words if reason.rule == DECIDED else f"{reason.words} ({reason.points:+.1f})" for reason in spoke
    )
