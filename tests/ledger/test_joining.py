"""Events kept as reports come are those that all statements together make, in any order of arrival."""

from __future__ import annotations

import functools
import math
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from bench.identity.__main__ import load
from casus.ledger import Ledger, entry_of, joining, open_ledger
from casus.ledger.identity import POINTS, SAME, agreeing, agreement, rules
from casus.ledger.joining import joined
from casus.ledger.mentions import Key, Mention, mentions_of, packed, unpacked
from casus.reading import get_reader
from casus.records import Reading, Report, report_id


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """Own-words reports of some scenes, which have statements that are easily confused."""
    reader = get_reader("lexicon")
    return [
        reader.read(
            Report(id=report_id(f"{row['id']} {row['text']}"), title=row["title"], source=row["source"],
                   published=row["published"], language="en", text=row["text"])
        )
        for row in load("reports.jsonl")[:220]
    ]  # fmt: skip


def kept(ledger: Ledger) -> dict[Key, Key | None]:
    """Whom each statement in force joins; checks that the heads are those that the joins lead to."""
    asked = text(
        "SELECT s.report_id, s.label, t.report_id, t.label, m.statement_id, m.joins_id, m.head_id FROM mention m "
        "JOIN statement s ON s.id = m.statement_id LEFT JOIN statement t ON t.id = m.joins_id"
    )
    with ledger.asking() as connection:
        rows = connection.execute(asked).all()
    joins = {number: other for *_, number, other, _ in rows}
    for *_, number, _, head in rows:
        while joins[number] is not None:
            number = joins[number]
        assert number == head
    return {(report, label): (its, other) if its is not None else None for report, label, its, other, *_ in rows}


def expected(readings: Sequence[Reading]) -> dict[Key, Key | None]:
    return joined(mention for one in readings for mention in mentions_of(one))


@pytest.mark.parametrize(("seed", "remembered"), [(0, 40_000), (1, 40_000), (2, 40_000), (3, 100), (4, 20), (5, 1)])
def test_events_kept_as_reports_come_are_those_of_all_together(
    tmp_path: Path, readings: list[Reading], monkeypatch: pytest.MonkeyPatch, seed: int, remembered: int
) -> None:
    """However little is remembered in between."""
    monkeypatch.setattr(joining, "_REMEMBERED", remembered)
    monkeypatch.setattr(joining, "_SPOTS", 50 * remembered)
    rng = random.Random(seed)
    some = rng.sample(readings, 80)
    ledger, at = open_ledger(tmp_path / "casus.db"), 0
    while at < len(some):
        step = rng.choice((1, 1, 2, 9))
        ledger.store_all([entry_of(one) for one in some[at : at + step]])
        at += step
    made = expected(some)
    assert kept(ledger) == made and sum(other is not None for other in made.values()) > 10
    ledger.close()


def test_so_they_are_where_two_write_in_turn_and_readings_are_retired(where: str, readings: list[Reading]) -> None:
    rng = random.Random(7)
    some = rng.sample(readings, 40)
    ledgers = (open_ledger(where), open_ledger(where))
    for number, one in enumerate(some):
        ledgers[number % 2].store(one)
    shorter = [replace(one, reader="lexicon 99", events=one.events[::2], tolls=()) for one in some[:12]]
    for number, one in enumerate(shorter):
        ledgers[number // 3 % 2].store(one)
    assert kept(ledgers[0]) == expected([*shorter, *some[12:]])
    for one in some[:6]:
        ledgers[0].store(one)
    assert kept(ledgers[1]) == expected([*some[:6], *shorter[6:], *some[12:]])
    for ledger in ledgers:
        ledger.close()


def test_a_group_that_is_undone_leaves_nothing_behind(tmp_path: Path, readings: list[Reading]) -> None:
    ledger = open_ledger(tmp_path / "casus.db")
    ledger.store_all([entry_of(one) for one in readings[:10]])
    with pytest.raises(ZeroDivisionError), ledger.writing() as connection:
        ledger._writer.store(connection, [entry_of(one) for one in readings[10:20]])
        raise ZeroDivisionError
    assert kept(ledger) == expected(readings[:10])
    ledger.store_all([entry_of(one) for one in readings[15:25]])
    assert kept(ledger) == expected([*readings[:10], *readings[15:25]])
    ledger.close()


def test_a_mention_is_the_same_when_it_comes_back(readings: list[Reading]) -> None:
    for one in readings[:40]:
        for mention in mentions_of(one):
            assert unpacked(packed(mention)) == mention


def test_many_compared_at_once_agree_as_the_rules_say(readings: list[Reading]) -> None:
    """To the last digit: what is put aside early, and what is not, is decided by the same points."""

    def said(one: Mention, other: Mention) -> float:
        spoken = rules(one, other)
        return -math.inf if spoken is None else functools.reduce(float.__add__, map(POINTS.__getitem__, spoken))

    mentions = [mention for one in readings for mention in mentions_of(one)]
    topics: dict[str, list[Mention]] = defaultdict(list)
    for one in random.Random(1).sample(mentions, len(mentions)):
        topics[one.topic].append(one)
    agreed = 0
    for its in topics.values():
        for one in its[:15]:
            others = [other for other in its[:150] if other.key != one.key]
            points = [said(one, other) for other in others]
            assert [agreement(one, other) for other in others] == points
            near = [other for other in others if agreement(one, other) > -math.inf]
            expected = [(said(one, other), at) for at, other in enumerate(near) if said(one, other) >= SAME]
            assert agreeing(one, near, SAME) == expected
            agreed += len(expected)
    assert agreed > 50


def test_a_country_in_common_is_not_enough_where_both_say_where_in_it() -> None:
    """Counts that rise would else bring together the wounded of all towns of a country."""
    told = "Rebels shelled the town of {}. Officials said that {} others had been wounded."
    texts = [told.format("Kharkiv", 40), told.format("Lviv", 60), "Ukrainian officials said 50 others were wounded."]
    readings = [
        get_reader("lexicon").read(Report(id=report_id(one), text=one, published="2024-03-01", language="en"))
        for one in texts
    ]
    here, far, anywhere = (next(m for m in mentions_of(one) if m.topic == "toll wounded") for one in readings)
    assert here.place is None and here.regions and not anywhere.regions
    assert agreement(here, far) == -math.inf
    assert agreement(anywhere, here) > -math.inf < agreement(anywhere, far)
