"""Drawings of a conflict, made from its situation: lanes, network, tolls and truces. Maps: `maps.py`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casus.ledger.events import Telling, ToldEvent
from casus.records import Event
from casus.situation import Situation
from casus.situation.cited import Cited
from casus.situation.pledges import PledgeLife
from casus.situation.timeline import Entry
from casus.situation.tolls import Count, Series
from casus.situation.truces import HOLDS, TruceLife
from casus.web.addresses import event_at, statement_at
from casus.web.views.charts import BandsData, BandSeries, Bar, BarStep, Lane, LaneEntry, LanesData, Point, TrucesData
from casus.wording import terms
from casus.wording.shown import counter, headline, told_entry, whom

_LANES = ("force", "words", "talks", "truces", "pledges", "tolls", "other acts")
_LANE_OF = {
    "ASSAULT": "force", "COERCE": "force", "MOBILIZE": "force", "RETREAT": "force",
    "ACCUSE": "words", "REJECT": "words", "REQUEST": "words", "SUPPORT": "words", "THREATEN": "words",
    "AGREE": "talks", "CONCEDE": "talks", "CONSULT": "talks", "COOPERATE": "talks",
}  # fmt: skip
"""Type of an event -> its lane; the rest are other acts."""
_ENTRIES = 150
"""Entries of one lane, the newest."""
_SERIES = 8
_BARS = 8
_ALIVE = (*HOLDS, "proposed", "accepted", "agreed", "violated")
"""States of a truce that has not ended."""


def lanes(entries: Iterable[Entry], first: str, last: str) -> LanesData:
    """What happened between two days, in lanes."""
    found: dict[str, list[LaneEntry]] = {name: [] for name in _LANES}
    for entry in entries:
        if first <= entry.day <= last:
            found[_lane(entry)].append(_lane_entry(entry))
    made = tuple(Lane(name=name, entries=tuple(its[-_ENTRIES:])) for name, its in found.items() if its)
    return LanesData(first=first, last=last, lanes=made)


def _lane(entry: Entry) -> str:
    what = entry.what
    if isinstance(what, TruceLife):
        return "truces"
    if isinstance(what, PledgeLife):
        return "pledges"
    if isinstance(what, Series):
        return "tolls"
    record = what.first.record
    return _LANE_OF.get(record.type, "other acts") if isinstance(record, Event) else "tolls"


def _lane_entry(entry: Entry) -> LaneEntry:
    line = terms.all_printable(told_entry(entry))
    label = " · ".join((f"{entry.day}: {line.words}", *line.limits))
    is_told = any(not one.record.voice for one in entry.statements)
    address = event_at if isinstance(entry.what, ToldEvent) else statement_at
    return LaneEntry(
        first=entry.day,
        last=entry.day,
        label=label,
        status="told" if is_told else "claimed",
        href=address(*entry.statements[0].key),
    )


def bands(found: Situation) -> BandsData | None:
    """Running counts over time, those of each voice apart; None where nobody counts on."""
    chosen = [one for band in found.tolls.bands for one in band.series][:_SERIES]
    if not chosen:
        return None
    first = min(count.day for one in chosen for count in one.counts)
    series = tuple(
        BandSeries(
            name=terms.printable(terms.capitalised(whom(one))),
            effect=one.effect,
            voice=terms.printable(counter(one) + (", left behind by a new count" if one.is_left else "")),
            points=tuple(map(_point, one.counts)),
        )
        for one in chosen
    )
    return BandsData(first=first, last=found.day, series=series)


def _point(count: Count) -> Point:
    href = _address(count.statements)
    return Point(day=count.day, low=count.low, best=count.best, high=count.high, href=href)


def truces(found: Situation) -> TrucesData | None:
    """The newest truces as bars with what befell them; None where no report tells of one."""
    bars = tuple(map(_bar, found.truces[:_BARS], [found.day] * _BARS))
    if not bars:
        return None
    return TrucesData(first=min(one.first for one in bars), last=found.day, bars=bars)


def _bar(life: TruceLife, day: str) -> Bar:
    return Bar(
        label=terms.printable(headline(life)[0]),
        first=min(step.day for step in life.steps),
        last=day if life.state in _ALIVE else life.since,
        state=life.state,
        steps=tuple(BarStep(day=one.day, state=one.state, href=_address(one.statements)) for one in life.steps),
    )


def _address(statements: Sequence[Cited | Telling]) -> str | None:
    return statement_at(*statements[0].key) if statements else None
