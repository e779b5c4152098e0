"""What holds of every situation, whatever is told: made statements at random, and the story in other orders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_statements import NOBODY, force, land, people, place, pledge, region, state, tie, toll, truce

from casus.intake import read_reports
from casus.ledger import Ledger, open_ledger
from casus.records import Actor, EventType, Report, TieKind, Time, Toll, Trigger
from casus.records.truce import TruceState
from casus.situation import situations
from casus.situation.assigning import assigned
from casus.situation.cited import Cited, in_order
from casus.situation.conflicts import conflicts
from casus.situation.phases import phases
from casus.situation.pledges import pledges
from casus.situation.ties import outsiders, standings
from casus.situation.tolls import tolls
from casus.situation.truces import truces

FOLDER = Path(__file__).resolve().parents[2] / "examples/karabakh-2020"
FIRST = date(2024, 1, 1)
SIDES = [state("ARM"), state("AZE"), region("Nagorno-Karabakh", "AZE"), state("RUS")]
PLACES = [
    None, place("Ganja", "AZE"), place("Vardenis", "ARM"), land("AZE"), land("ARM"),
    place("Nagorno-Karabakh", "AZE", "province", ("ARM", "AZE")),
]  # fmt: skip

DAYS = [(FIRST + timedelta(days=at)).isoformat() for at in range(41)]


def drawn(seed: int) -> list[Cited]:
    """Some thirty statements of a small world, in which many meet."""
    random = Random(seed)
    makers = (_force, _force, _force, _truce, _truce, _toll, _toll, _pledge, _tie)
    return [random.choice(makers)(random) for _ in range(random.randint(10, 60))]


def _some(random: Random) -> tuple[Actor, ...]:
    return tuple(random.sample([*SIDES, NOBODY, people("ARM")], random.choice([0, 1, 1, 2])))


def _told(random: Random) -> dict[str, Any]:
    return {
        "told": random.choice(DAYS),
        "report": f"r{random.randrange(20)}",
        "origin": random.choice([None, None, None, "wire"]),
        "voice": _some(random)[:1],
        "confidence": random.choice([0.3, 0.6, 0.9, 0.9]),
    }


def _where(random: Random) -> dict[str, Any]:
    start, end = sorted(random.sample(DAYS, 2))
    times = (None, None, Time(start=start, end=start), Time(start=start, end=end), Time(start=start), Time(end=end))
    return {"place": random.choice(PLACES), "time": random.choice(times)}


def _force(random: Random) -> Cited:
    doers, struck = random.sample(SIDES, 2)
    where = {**_told(random), **_where(random)}
    return force(doers=[doers], struck=[struck], status=random.choice(["actual", "actual", "negated"]), **where)


def _truce(random: Random) -> Cited:
    states: list[TruceState] = ["proposed", "agreed", "in force", "in force", "violated", "collapsed"]
    brokers = _some(random)[:1]
    where = {**_told(random), **_where(random)}
    return truce(state_=random.choice(states), parties=_some(random), mediators=brokers, **where)


def _toll(random: Random) -> Cited:
    number, kind = random.choice([1, 5, 9, 12, 40, 55, 130, 300]), random.choice(["exact", "low", "best", "high"])
    more = {
        "effect": random.choice(["killed", "killed", "displaced"]),
        "group": random.choice(["all", "civilians"]),
        "of": _some(random)[:1],
        **_told(random),
        **_where(random),
    }
    bound = {} if kind == "exact" else {kind: number}
    return toll(number=None if bound else number, **{**more, **bound})


def _pledge(random: Random) -> Cited:
    types: list[EventType | None] = [None, "ASSAULT", "RETREAT"]
    acts: list[EventType] = ["AID", "RETREAT", "ASSAULT"]
    trigger = Trigger(type=random.choice(types), actors=_some(random), place=random.choice(PLACES))
    more = {"state": random.choice(["open", "open", "withdrawn"]), "beneficiaries": _some(random), **_told(random)}
    return pledge(guarantor=random.choice(SIDES), act=random.choice(acts), trigger=trigger, **more)


def _tie(random: Random) -> Cited:
    kinds: list[TieKind] = ["ally", "backs", "belligerent"]
    a, b = random.sample(SIDES, 2)
    return tie(kind=random.choice(kinds), a=[a], b=[b], **_told(random))


LAST = (FIRST + timedelta(days=40)).isoformat()
SEEDS = st.integers(0, 10**9)
quick = settings(max_examples=100, deadline=None)


def everything(statements: list[Cited], day: str) -> list[tuple[Any, ...]]:
    """All parts of all conflicts but the events, which only a ledger brings together."""
    ordered = in_order(statements)
    found = []
    for conflict, its in assigned(conflicts(ordered), ordered).items():
        lives, given_, stands = truces(its, conflict.sides, day), pledges(its, day), standings(its)
        spells, others = phases(its, lives, day), outsiders(its, conflict.sides, given_, stands)
        found.append((conflict, lives, given_, tolls(its), stands, spells, others))
    return found


def shape(found: list[tuple[Any, ...]]) -> list[Any]:
    """The same without the statements behind it, whose names it should not depend on."""
    shapes = []
    for conflict, lives, given_, counts, stands, spells, others in found:
        of_truces = [
            (life.parties, sorted(life.mediators), life.effective, life.until, [_step(step) for step in life.steps])
            for life in lives
        ]
        of_pledges = [(one.guarantors, [_step(step) for step in one.steps]) for one in given_]
        of_bands = [(band.effect, band.group, band.of, band.least, band.most, band.disagree) for band in counts.bands]
        of_events = [(one.effect, one.day, one.low, one.high, one.origins) for one in counts.incidents]
        of_others = [(one.side, len(one.helped), len(one.forced), len(one.denied)) for one in others]
        of_stands = [(one.kind, one.a, one.b, len(one.statements)) for one in stands]
        parts = [of_truces, of_pledges, of_bands, of_events, len(counts.unplaced), of_others, of_stands]
        shapes.append(
            [conflict, spells, *(sorted(map(repr, part)) if isinstance(part, list) else part for part in parts)]
        )
    return shapes


def _step(step: Any) -> tuple[Any, ...]:
    return (step.state, step.day, step.told, step.is_claimed, step.because, len(step.statements))


@quick
@given(SEEDS)
def test_what_reports_are_called_changes_nothing(seed: int) -> None:
    """Ids of reports are hashes of their texts: what comes first by them is chance."""
    statements, random = drawn(seed), Random(seed)
    names = sorted({one.report.id for one in statements})
    others = dict(zip(names, random.sample(names, len(names)), strict=True))
    renamed = [
        Cited((others[one.key[0]], one.key[1]), one.record, replace(one.report, id=others[one.report.id]))
        for one in statements
    ]
    assert shape(everything(renamed, LAST)) == shape(everything(statements, LAST))


@quick
@given(SEEDS)
def test_every_number_is_one_that_a_statement_gives(seed: int) -> None:
    statements = drawn(seed)
    records = [one.record for one in statements if isinstance(one.record, Toll)]
    said = {n for record in records for n in (record.low, record.best, record.high, None)}
    found = tolls(statements)
    shown = [n for band in found.bands for n in (band.least, band.most)]
    shown += [n for one in found.incidents for n in (one.low, one.high)]
    assert set(shown) <= said


@quick
@given(SEEDS)
def test_no_least_is_more_than_the_most(seed: int) -> None:
    statements = drawn(seed)
    found = tolls(statements)
    bounds = [(band.least, band.most) for band in found.bands]
    bounds += [(one.low, one.high) for one in found.incidents]
    assert all(least <= most for least, most in bounds if least is not None and most is not None)


@quick
@given(SEEDS)
def test_every_toll_stands_somewhere_once(seed: int) -> None:
    statements = drawn(seed)
    found = tolls(statements)
    shown = [one.key for band in found.bands for its in band.series for n in its.counts for one in n.statements]
    shown += [one.key for its in found.incidents for one in its.statements]
    shown += [one.key for one in found.unplaced]
    assert sorted(shown) == sorted(one.key for one in statements if isinstance(one.record, Toll))


@quick
@given(SEEDS)
def test_every_step_has_statements_or_a_reason_and_its_place(seed: int) -> None:
    statements = drawn(seed)
    for life in truces(statements, ("ARM", "AZE"), LAST):
        assert all(step.statements or step.because for step in life.steps)
        assert [step.day for step in life.steps] == sorted(step.day for step in life.steps)
    for promise in pledges(statements, LAST):
        assert all(step.statements or step.because for step in promise.steps)
        assert promise.steps[0].state == "open"
        assert [step.day for step in promise.steps] == sorted(step.day for step in promise.steps)


@quick
@given(SEEDS)
def test_phases_follow_on_one_another(seed: int) -> None:
    statements = drawn(seed)
    found = phases(statements, truces(statements, ("ARM", "AZE"), LAST), LAST)
    assert all(one.end is not None and one.start <= one.end <= other.start for one, other in pairwise(found))
    assert not found or found[-1].end is None


def stored(where: Path, reports: list[Report], source: Ledger) -> Ledger:
    """Another ledger with some reports of the story, in their order."""
    ledger = open_ledger(where / "casus.db")
    for report in reports:
        reading = source.reading(report.id)
        assert reading is not None
        ledger.store(reading)
    return ledger


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [one for one in read_reports([str(FOLDER / "reports.jsonl")]) if isinstance(one, Report)]


@pytest.fixture(scope="module")
def turned(tmp_path_factory: pytest.TempPathFactory, reports: list[Report], story: Ledger) -> Iterator[Ledger]:
    """The story, the last report first."""
    ledger = stored(tmp_path_factory.mktemp("turned"), reports[::-1], story)
    yield ledger
    ledger.close()


@pytest.mark.parametrize("day", ["2020-10-09", "2020-11-11"])
def test_a_situation_does_not_depend_on_the_order_of_arrival(story: Ledger, turned: Ledger, day: str) -> None:
    with story.asking() as one, turned.asking() as other:
        assert situations(one, day) == situations(other, day)


def test_a_day_stays_as_it_was_when_later_reports_come(tmp_path: Path, reports: list[Report], story: Ledger) -> None:
    """All but which statements are of one event: for that, the ledger takes what is known today (told.py)."""
    day = "2020-10-17"
    known = stored(tmp_path, [one for one in reports if (one.published or "") <= day], story)
    with known.asking() as one, story.asking() as other:
        before = [replace(found, disputes=()) for found in situations(one, day)]
        after = [replace(found, disputes=()) for found in situations(other, day)]
        told = [its for found in situations(other, day) for dispute in found.disputes for its in dispute.event.tellings]
    assert before == after
    assert all((its.report.published or "") <= day for its in told)
    known.close()
