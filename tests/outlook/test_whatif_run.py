"""What-if runs: who is drawn in, on what grounds, and what bears on it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_statements import force, land, pledge, span, state, tie, toll

from casus.outlook.whatif import WhatIf, what_if
from casus.outlook.whatif.drawing import whatif_svg
from casus.outlook.whatif.futures import run_futures
from casus.outlook.whatif.graph import FEATURES, FORCE, WAR
from casus.outlook.whatif.record import estimates, graph_on
from casus.outlook.whatif.run import chances_of, setting_of
from casus.outlook.whatif.wording import likelihood, tree, whatif_json
from casus.records import CasusError, Trigger
from casus.situation import Situation
from casus.situation.cited import Cited
from casus.situation.conflicts import Conflict
from casus.situation.phases import Phase
from casus.situation.pledges import pledges
from casus.situation.ties import standings
from casus.situation.tolls import tolls

AZE, ARM, RUS, TUR = state("AZE"), state("ARM"), state("RUS"), state("TUR")
DAY = "2020-10-31"
SCENARIO = "ASSAULT AZE -> ARM at Vardenis"


def situation(*statements: Cited) -> Situation:
    """What some statements tell of the war between Azerbaijan and Armenia."""
    conflict = Conflict(("ARM", "AZE"), ("AZE",), None, DAY)
    phase = Phase("fighting", "2020-09-27", None, 9)
    given_ = tuple(pledges(statements, DAY))
    return Situation(
        conflict, DAY, statements, (phase,), (), given_, tolls(statements), tuple(standings(statements)), (), ()
    )


def run(*statements: Cited, futures: int = 20_000, seed: int = 1, scenario: str = SCENARIO) -> WhatIf:
    """A run as a war, with a ledger of some statements."""
    return what_if(scenario, DAY, [situation(*statements)], futures=futures, seed=seed, level=WAR)


def chance(of: WhatIf, code: str, side: str) -> float:
    """The probability that a state joins a side."""
    return next(one.probability for one in of.drawn if one.state == code and of.sides[one.side] == (side,))


def promise(told: str = "2020-10-20") -> Cited:
    """Russia's promise of aid for an attack on Armenia itself."""
    return pledge(told, RUS, "AID", Trigger(type="ASSAULT", place=land("ARM")), beneficiaries=(ARM,))


@cache
def plain() -> WhatIf:
    """The run without anything told."""
    return run()


def test_a_pledge_whose_case_the_scenario_is_draws_its_guarantor_in() -> None:
    told = run(promise())
    assert [(one.is_met, one.bond.beneficiary) for one in told.heard] == [(True, "ARM")]
    assert chance(told, "RUS", "ARM") > chance(plain(), "RUS", "ARM") + 0.02
    reason = next(one for one in told.drawn if (one.state, one.side) == ("RUS", 1)).reasons[0]
    assert reason.is_assumed and reason.statements and reason.times > 1


def test_a_pledge_for_another_case_changes_nothing() -> None:
    told = run(promise(), scenario="ASSAULT AZE -> ARM at Shusha")
    bare = run(scenario="ASSAULT AZE -> ARM at Shusha")
    assert not told.heard[0].is_met
    assert chance(told, "RUS", "ARM") == chance(bare, "RUS", "ARM")


def test_a_pledge_that_another_joining_sets_off_waits_for_it() -> None:
    against = Trigger(type="ASSAULT", actors=(TUR,), recipients=(ARM,))
    told = run(pledge("2020-10-20", RUS, "AID", against, beneficiaries=(ARM,)), futures=60_000)
    assert [(one.is_met, one.comes_late) for one in told.heard] == [(False, True)]
    bare = run(futures=60_000)
    assert chance(told, "RUS", "ARM") > chance(bare, "RUS", "ARM")

    def after_turkey(of: WhatIf) -> float:
        return sum(one.probability for one in of.links if one.source == ("TUR", 0) and one.target == ("RUS", 1))

    assert after_turkey(told) > after_turkey(bare)


def test_backing_and_opposing_draw_to_the_right_side() -> None:
    backs, rival = tie("2020-10-01", "backs", [TUR], [AZE]), tie("2020-10-01", "rival", [state("GEO")], [AZE])
    told = run(backs, rival)
    assert chance(told, "TUR", "AZE") > chance(plain(), "TUR", "AZE")
    assert chance(told, "GEO", "ARM") > chance(plain(), "GEO", "ARM")


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(["RUS", "TUR", "FRA", "KAZ"]), st.integers(0, 4), st.integers(0, 1), st.integers(0, 99))
def test_owing_more_never_makes_joining_that_side_less_likely(code: str, kind: int, side: int, seed: int) -> None:
    known, graph = estimates(), graph_on(DAY)
    sides = (("AZE",), ("ARM",))
    row, party = graph.places([code])[0], graph.places(sides[side])[0]
    pacts = [graph.pacts.copy(), graph.pacts.copy()]
    pacts[0][row, party, kind], pacts[1][row, party, kind] = False, True
    found = []
    for its in pacts:
        setting = setting_of(replace(graph, pacts=its), sides, WAR, (), known)
        setting = replace(setting, outside=tuple(sorted({*setting.outside[:5], row})))
        runs = run_futures(chances_of(setting, known, seed), 2000, seed)
        column = side * len(setting.outside) + setting.outside.index(row)
        found.append(runs.expected[:, column].mean())
    assert found[1] >= found[0] - 1e-9


def test_estimates_of_obligations_lie_within_their_bounds() -> None:
    low, high = np.array(list(FEATURES.values())).T
    known = estimates()
    for line in (known.point[1:], *known.draws[:, 1:]):
        assert (line >= low).all() and (line <= high).all()


def test_intervals_hold_the_probability() -> None:
    for one in plain().drawn:
        assert one.low - 3 * one.error <= one.probability <= one.high + 3 * one.error


def test_a_run_is_the_same_again() -> None:
    its = promise()
    assert whatif_json(run(its, seed=5)) == whatif_json(run(its, seed=5))
    assert whatif_json(run(its, seed=5)) != whatif_json(run(its, seed=6))


def test_leaving_out_a_tie_never_makes_its_state_likelier_beyond_chance() -> None:
    found = run(promise()).without
    assert any("promised AID" in one.words for one in found)
    assert any("by treaty" in one.words and one.state == "RUS" for one in found)
    assert all(one.joins[1] <= one.joins[0] + 0.01 for one in found)


def test_the_level_is_war_only_where_the_ledger_tells_of_one() -> None:
    bare = what_if(SCENARIO, DAY, [situation(force("2020-10-20", [AZE], [ARM]))], futures=200)
    assert bare.level == FORCE and "no war" in bare.level_because
    many = toll("2020-10-20", 1166, time=span("2020-09-27", "2020-10-20"), voice=(ARM,))
    told = what_if(SCENARIO, DAY, [situation(many)], futures=200)
    assert told.level == WAR and "1,166 killed" in told.level_because


def test_the_tree_unfolds_every_chain_below_the_one_it_goes_on_from() -> None:
    lines = list(tree(plain()))
    assert lines and all(depth == len(one.joined) - 1 for depth, one in lines)
    for (_, one), (_, other) in pairwise(lines):
        if len(other.joined) > len(one.joined):
            assert other.joined[:-1] == one.joined and other.probability <= 1


def test_the_graph_names_only_nodes_that_it_has() -> None:
    graph = whatif_json(plain())["graph"]
    names = {node["id"] for node in graph["nodes"]}
    assert {edge["source"] for edge in graph["edges"]} | {edge["target"] for edge in graph["edges"]} <= names


def test_the_image_holds_no_markup_of_names() -> None:
    image = whatif_svg(plain())
    assert image.startswith("<svg") and image.count("<svg") == 1 and "Russia" in image


@pytest.mark.parametrize("day, told", [("1980-01-01", "begins in 1989"), ("1989-12-31", "1990-01-01")])
def test_a_day_before_the_record_is_refused(day: str, told: str) -> None:
    with pytest.raises(CasusError, match=told):
        what_if(SCENARIO, day)


def test_a_state_that_the_record_lacks_is_refused() -> None:
    with pytest.raises(CasusError, match="has no Aruba"):
        what_if("ASSAULT ABW -> ARM", DAY)
    with pytest.raises(CasusError, match="has no South Sudan"):
        what_if("ASSAULT SSD -> ETH", "1995-01-01")


def test_later_days_say_what_year_the_record_is_of() -> None:
    assert "Pacts are those of 2018" in what_if(SCENARIO, "2024-01-01", futures=200).notes[0]
    assert not any("those of" in note for note in what_if("ASSAULT IRQ -> KWT", "2005-01-01", futures=200).notes)


@pytest.mark.parametrize(
    "probability, word",
    [
        (0.01, "almost no chance"), (0.2, "very unlikely"), (0.21, "unlikely"), (0.5, "roughly even chance"),
        (0.8, "likely"), (0.97, "almost certain"),
    ],
)  # fmt: skip
def test_words_are_those_of_icd_203(probability: float, word: str) -> None:
    assert likelihood(probability) == word
