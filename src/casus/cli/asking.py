"""Commands that ask a ledger: which events its reports tell of, and every statement behind one."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from casus.cli.printing import plain, show
from casus.ledger import open_ledger
from casus.ledger.codes import check_type
from casus.ledger.corrections import Word, words_on
from casus.ledger.credibility import credibility
from casus.ledger.decisions import Decision
from casus.ledger.events import (
    Telling,
    ToldEvent,
    codes_told,
    event_of,
    events_between,
    is_asked,
    newest_day,
    shifted,
    undated,
)
from casus.ledger.mentions import ASSERTED
from casus.ledger.reasons import DECIDED, Reason
from casus.ledger.reviewing import retired
from casus.ledger.searching import Hit, search
from casus.ledger.sources import RELIABILITY, judge_source, sources
from casus.records import CasusError
from casus.situation.behind import behind
from casus.situation.cited import Cited
from casus.wording import terms
from casus.wording.reviewed import told_of
from casus.wording.shown import happened, headline, key_of, stated

_DAYS = 30
"""Days up to the newest report that are told when no period is given."""
_SENTENCES = 3
"""Sentences shown of a report that was found."""
_DAY = 16
"""Columns of a day."""


def tell_events(where: str, *, since: str | None, until: str | None, country: str | None, kind: str | None) -> None:
    """Print the events and tolls of a period, by day, with how many reports and independent origins tell them.

    country: ISO3 that its place or a side must have. kind: a PLOVER type, the effect of a toll, or a code.
    Raises CasusError for a ledger that is not there, holds no dated report or does not know the code.
    """
    ledger = open_ledger(where, create=False)
    with ledger.asking() as connection:
        if kind is not None:
            check_type(connection, kind)
        last = until or newest_day(connection)
        if last is None:
            raise CasusError(f"The ledger {ledger.name} holds no report with a date; nothing can be told by day.")
        first = since or shifted(last, -_DAYS)
        without = undated(connection)
        found = [
            one
            for one in events_between(connection, first, last, countries=[country] if country else None)
            if is_asked(one, country, kind)
        ]
    ledger.close()
    lines = Table.grid(padding=(0, 2, 1, 0))
    lines.add_column(min_width=_DAY, max_width=_DAY)
    lines.add_column()
    for one in found:
        lines.add_row(_day(one.first), Group(plain(happened(one.first.record)), plain(_support(one), "dim")))
    note = f"{terms.counted(without, 'report')} without a date not asked\n" if without else ""
    told = f"{len(found):,} events and tolls, told by reports of {first} to {last}\n"
    show(Text(told, "bold"), *([Text(note, "dim")] if note else []), lines)


def tell_why(where: str, key: str) -> None:
    """Print every statement of what one statement tells: words, source, date, and why they are taken together.

    key: REPORT/LABEL as `casus events` and `casus situation` show it; the first digits of the report are enough.
    Raises CasusError where no such statement is.
    """
    ledger = open_ledger(where, create=False)
    with ledger.asking() as connection:
        event = event_of(connection, key)
        other = behind(connection, key) if event is None else None
        parts = event.tellings if event is not None else [one for _, one, _ in other.statements] if other else []
        spoken = words_on(connection, [one.key for one in parts])
        silent = retired(connection, key) if event is None and other is None else None
        belief = credibility(connection, event) if event is not None else None
        letters = {one.name: one.reliability for one in sources(connection) if one.reliability}
    ledger.close()
    if event is not None and belief is not None:
        told = Text.assemble(_day(event.first), "  ", (terms.printable(happened(event.first.record)), "bold"))
        judged = f"credibility {belief.digit}, {belief.words}: {belief.because}"
        blocks = (
            Padding(Group(*_behind(one, letters, spoken.get(one.key, ()))), (1, 0, 0, 2)) for one in event.tellings
        )
        said = (plain(_decided(decision), "dim") for decision in event.decided)
        show(told, plain(_support(event), "dim"), plain(judged, "dim"), *said, *blocks)
    elif other is not None:
        heading, limits = headline(other.what)
        blocks = (Padding(Group(*_part(*its, spoken.get(its[1].key, ()))), (1, 0, 0, 2)) for its in other.statements)
        show(plain(heading, "bold"), plain(" · ".join((*limits, other.conflict)), "dim"), *blocks)
    elif silent is not None:
        report, record, words = silent
        show(
            plain("A statement that does not count", "bold"),
            plain("“" + " ".join(report.text[slice(*record.sentence)].split()) + "”"),
            *(plain(told_of(word)) for word in words),
        )
    else:
        raise CasusError(
            f"No statement of {ledger.name} that can be told of is called {key!r}; "
            "`casus events` and `casus situation` show names."
        )


def decide(where: str, one: str, other: str, *, is_same: bool) -> None:
    """Remember that two statements tell one event, or two, and say so. one, other: REPORT/LABEL.

    Raises CasusError where no such statements are, or they cannot be compared.
    """
    ledger = open_ledger(where, create=False)
    ledger.decide(one, other, is_same=is_same)
    ledger.close()
    what = "one event" if is_same else "two events"
    print(f"casus: {terms.printable(one)} and {terms.printable(other)} are {what} from now on.", file=sys.stderr)


def _decided(decision: Decision) -> str:
    one, other = (f"{report[:8]}/{label}" for report, label in (decision.one, decision.other))
    what = "one event" if decision.is_same else "two events"
    by = f" ({decision.author})" if decision.author is not None else ""
    return f"{one} and {other} are {what}: decided by the user{by} on {decision.decided[:10]}"


def tell_search(where: str, words: str, *, since: str | None, until: str | None, most: int) -> None:
    """Print the reports that hold all words, and their statements in the sentences that hold some.

    Raises CasusError for a ledger that is not there.
    """
    ledger = open_ledger(where, create=False)
    with ledger.asking() as connection:
        found = search(connection, words, since=since, until=until, most=most)
    ledger.close()
    told = terms.counted(len(found), "report") + (" (the newest)" if len(found) == most else "")
    show(plain(told, "bold"), *(Padding(Group(*_hit(hit)), (1, 0, 0, 2)) for hit in found))


def _hit(hit: Hit) -> Iterator[Text]:
    """The lines of a report that was found: itself, and its first sentences with the names of what they state."""
    report = hit.reading.report
    source = " · ".join(part for part in (report.published, report.source, report.title) if part)
    yield plain(source or f"report {report.id}", "bold")
    sentences: dict[tuple[int, int], list[str]] = {}
    for one in hit.statements:
        sentences.setdefault(one.sentence, []).append(f"{report.id[:8]}/{one.id}")
    for (start, end), names in list(sentences.items())[:_SENTENCES]:
        yield plain("“" + " ".join(report.text[start:end].split()) + "”")
        yield plain(" ".join(names), "dim")


def tell_sources(where: str, name: str | None, *, family: str | None, reliability: str | None) -> None:
    """Print the sources of a ledger; or set publisher and reliability of one, and print it.

    Raises CasusError for a ledger or a source that is not there.
    """
    ledger = open_ledger(where, create=False)
    if name is None:
        with ledger.asking() as connection:
            found = sources(connection)
    else:
        with ledger.writing() as connection:
            found = [judge_source(connection, name, family=family, reliability=reliability)]
    ledger.close()
    lines = Table.grid(padding=(0, 2, 0, 0))
    for one in found:
        letter = f"{one.reliability} {RELIABILITY[one.reliability]}" if one.reliability else "not judged"
        publisher = f"of {one.family}" if one.family != one.name else ""
        lines.add_row(plain(one.name), plain(terms.counted(one.reports, "report")), plain(letter), plain(publisher))
    show(lines)


def _part(state: str, one: Cited, words: str, spoken: Sequence[Word]) -> Iterator[Text]:
    """The lines of one statement of a truce, pledge or tie. spoken: what analysts said of it."""
    source = " · ".join(part for part in (one.told, one.report.source, one.report.title) if part)
    yield plain(source, "bold")
    yield plain(f"“{words}”")
    yield plain(" · ".join(part for part in (state, *terms.limits(one.record), key_of(one)) if part), "dim")
    yield from (plain(told_of(word)) for word in spoken)


def _day(telling: Telling) -> Text:
    """The day or period; of what has none, when it was told."""
    known = terms.when(telling.record.time)
    return plain(known) if known else plain(f"told {telling.report.published or 'undated'}", "dim")


def _support(one: ToldEvent) -> str:
    """How many reports and origins assert it, in whose voice; who denies it; and its name for `casus why`."""
    asserted, denied = one.told_as(*ASSERTED), one.told_as("negated")
    others = len(one.tellings) - len(asserted) - len(denied)
    parts = []
    if asserted:
        reports = terms.counted(len({telling.key[0] for telling in asserted}), "report")
        parts.append(f"{reports}, {terms.counted(one.origins, 'independent origin')}")
        own = "also " if any(not telling.record.voice for telling in asserted) else ""
        parts += [f"{own}according to {said}"] if (said := _voices(asserted)) else []
    if denied:
        parts.append(f"denied by {_voices(denied) or terms.counted(len(denied), 'report')}")
    parts += [f"coded {terms.joined(codes)}"] if (codes := codes_told(one.tellings)) else []
    parts += [f"demanded, promised or feared in {terms.counted(others, 'statement')}"] if others else []
    parts += [through] if (through := terms.translated(telling.record for telling in one.tellings)) else []
    report, label = one.first.key
    return " · ".join([*parts, f"{report[:8]}/{label}"])


def _voices(tellings: Iterable[Telling]) -> str:
    found = {actor.name: actor for telling in tellings for actor in telling.record.voice}
    return terms.names(list(found.values()))


def _behind(telling: Telling, letters: Mapping[str, str], spoken: Sequence[Word]) -> Iterator[Text]:
    """The lines of one statement: its report, its words, why it is of this event.

    letters: source -> reliability. spoken: what analysts said of it.
    """
    report, record = telling.report, telling.record
    letter = letters.get(report.source or "")
    name = f"{report.source} [{letter}]" if letter else report.source
    source = " · ".join(part for part in (report.published, name, report.title) if part)
    yield plain(source or f"report {report.id}", "bold")
    yield plain("“" + " ".join(report.text[slice(*record.sentence)].split()) + "”")
    limits = terms.limits(record)
    yield plain(" · ".join([stated(record), *limits]), "dim")
    yield from (plain(told_of(word)) for word in spoken)
    if telling.joins is not None:
        report_id, label = telling.joins
        reasons = _reasons(telling.reasons)
        yield plain(f"one event with {report_id[:8]}/{label}: {reasons}", "dim")


def _reasons(reasons: Iterable[Reason]) -> str:
    spoke = [reason for reason in reasons if reason.rule != "base"]
    return "; ".join(
        reason.words if reason.rule == DECIDED else f"{reason.words} ({reason.points:+.1f})" for reason in spoke
    )
