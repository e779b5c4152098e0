"""A what-if run: from a scenario, the record of states and the ledger to who is drawn in, how likely and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from casus.knowledge.sides import Side, name_of
from casus.outlook.whatif.bonds import SHARES, Bond, bonds_of
from casus.outlook.whatif.futures import Chances, Runs, paths, run_futures
from casus.outlook.whatif.graph import FEATURES, FORCE, PACTS, WAR, Floats, Graph, features
from casus.outlook.whatif.reasons import Reason, bond_reason, reasons_of
from casus.outlook.whatif.record import NEWEST, Estimates, capabilities, estimates, graph_on
from casus.outlook.whatif.scenario import LEVELS, Scenario, parse_scenario, supposed
from casus.records import CasusError
from casus.situation import Situation

_STATES = 40
"""Outside states whose joining is drawn: those likeliest to join, and those the ledger ties to the parties."""
_WITHOUT = 20_000
"""Futures of each run that leaves one tie out: its error, about 0.2 points, is told beside it."""
_TRIED = 12
"""Ties that are left out one by one: those of the likeliest states."""
_KILLED = 1000
"""Killed, by the counts of the ledger, from which on the parties are taken to be at war (the threshold of COW)."""
_LINK = 0.005
"""Least probability of a joining, or of one that another led to, that the escalation graph shows."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """How likely one state is to join one side. probability: over chance and parameters both.

    low, high: 90 % of the draws of the parameters give a probability between them. error: of the number of futures.
    days: quartiles of the days to joining, of the futures in which it joins; None where it joins in fewer than 20.
    direct: share of its joinings that no other joining had made likelier. capability: the newest share of the world's
    capabilities, with its year; shown, and no part of the model.
    """

    state: Side
    side: int
    probability: float
    low: float
    high: float
    error: float
    days: tuple[float, float, float] | None
    direct: float
    capability: tuple[int, float] | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An edge of the escalation graph: source is None for the scenario itself, else a state that had joined."""

    source: tuple[Side, int] | None
    target: tuple[Side, int]
    probability: float


@dataclass(frozen=True, slots=True)
class Chain:
    """States that join one after the other, each made likelier by the one before. probability: of the whole chain."""

    joined: tuple[tuple[Side, int], ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Without:
    """What leaving out one tie changes: the probability that its state joins that side, and that anybody does."""

    words: str
    state: Side
    side: int
    joins: tuple[float, float]
    anybody: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Heard:
    """A bond of the ledger. is_met: the scenario is the case it hangs on; comes_late: only somebody's joining is."""

    bond: Bond
    is_met: bool
    comes_late: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """How the dispute ends: share of futures, and quartiles of days."""

    kind: str
    share: float
    days: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The result of a run, with all that is needed to run it again.

    sides: the scenario's actors, then its recipients. nobody: probability that no outside state joins. joiners: 5th,
    50th and 95th percentile of how many join. others: joinings expected of all the states that are not drawn.
    """

    scenario: Scenario
    day: str
    level: int
    level_because: str
    futures: int
    seed: int
    draws: int
    sides: tuple[tuple[Side, ...], tuple[Side, ...]]
    nobody: float
    joiners: tuple[int, int, int]
    others: float
    drawn: tuple[Drawn, ...]
    links: tuple[Link, ...]
    chains: tuple[Chain, ...]
    endings: tuple[Ended, ...]
    heard: tuple[Heard, ...]
    without: tuple[Without, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """All of a run but chance. parties: rows of the two sides in the graph; outside: rows of those that may join."""

    graph: Graph
    parties: tuple[tuple[int, ...], tuple[int, ...]]
    outside: tuple[int, ...]
    level: int
    bonds: tuple[Heard, ...]
    others: float = 0.0


def what_if(
    words: str, day: str, found: Sequence[Situation] = (), *, futures: int = 100_000, seed: int = 1,
    level: int | None = None,
) -> WhatIf:  # fmt: skip
    """Who would be drawn in if something happened on a day. found: the situations of that day, if there is a ledger.

    level: hostility that the parties reach, 3 to 5; None: what the scenario shows, or a war where the ledger tells of
    one. Raises CasusError, in one sentence, for what is no scenario, an unknown state, and a day before the record.
    """
    if futures < 1:
        raise CasusError(f"{futures} futures cannot be drawn; ask for one or more.")
    scenario = parse_scenario(words)
    sides = (scenario.actors, scenario.recipients)
    graph = graph_on(day)
    _check_known(graph, (*sides[0], *sides[1]))
    reached, because = (level, "as asked") if level is not None else _level(scenario, found)
    known = estimates()
    heard = _heard(scenario, bonds_of(found, (*sides[0], *sides[1])), graph.states)
    setting = setting_of(graph, sides, reached, heard, known)
    runs = run_futures(chances_of(setting, known, seed), futures, seed)
    drawn = _drawn(setting, known, runs, int(day[:4]))
    share = np.cumsum(np.bincount(np.bincount(runs.future, minlength=runs.futures))) / runs.futures
    low, middle, high = (int(one) for one in np.searchsorted(share, (0.05, 0.5, 0.95)))
    return WhatIf(
        scenario=scenario, day=day, level=reached, level_because=because, futures=runs.futures, seed=seed,
        draws=len(known.draws), sides=sides, nobody=float(share[0]), others=setting.others, drawn=drawn,
        joiners=(low, middle, high),
        links=_links(setting, runs), chains=_chains(setting, runs), endings=_ended(known, reached, runs), heard=heard,
        without=_without(setting, known, drawn, seed), notes=_notes(day, bool(found)),
    )  # fmt: skip


def _check_known(graph: Graph, codes: Sequence[Side]) -> None:
    for code in codes:
        if code not in graph.states:
            raise CasusError(f"The record of states has no {name_of(code)} ({code}); no what-if can be run with it.")


def _level(scenario: Scenario, found: Sequence[Situation]) -> tuple[int, str]:
    """The hostility supposed, and why: a war where the ledger tells of one between the parties."""
    reached = LEVELS[scenario.type]
    if reached < FORCE:
        return reached, f"{scenario.type} shows force and does not use it"
    for one in found:
        sides = set(one.conflict.sides)
        if sides & set(scenario.actors) and sides & set(scenario.recipients) and one.phases:
            killed = [
                series.last.least or 0 for band in one.tolls.bands if band.effect == "killed" for series in band.series
            ]
            if one.phases[-1].kind == "fighting" and max(killed, default=0) >= _KILLED:
                return WAR, f"the ledger tells of fighting between them, and of {max(killed):,} killed by one count"
    return reached, "the ledger tells of no war between them" if found else "no ledger tells of a war between them"


def _heard(scenario: Scenario, bonds: Sequence[Bond], states: Sequence[Side]) -> tuple[Heard, ...]:
    """The bonds of outside states, with whether the scenario is the case of each."""
    parties = {*scenario.actors, *scenario.recipients}
    sides = (scenario.actors, scenario.recipients)
    late = [
        (code, supposed("ASSAULT", (code,), side, None)) for code in states if code not in parties for side in sides
    ]
    heard = []
    for bond in bonds:
        if bond.state in states and bond.state not in parties:
            is_met = bond.is_met_by(scenario.event)
            comes_late = any(code != bond.state and bond.is_met_by(act) for code, act in late)
            heard.append(Heard(bond, is_met, not is_met and comes_late))
    return tuple(heard)


def setting_of(
    graph: Graph,
    sides: tuple[tuple[Side, ...], tuple[Side, ...]],
    level: int,
    heard: tuple[Heard, ...],
    known: Estimates,
) -> Setting:
    """The setting with the likeliest outside states, those whom the ledger ties to the parties among them."""
    parties = (tuple(graph.places(sides[0])), tuple(graph.places(sides[1])))
    everyone = tuple(i for i in range(len(graph.states)) if i not in {*parties[0], *parties[1]})
    setting = Setting(graph, parties, everyone, level, heard)
    rates = np.exp(_lines(setting, known.point[None])[0])  # (2, states)
    tied = {one.bond.state for one in heard}
    order = sorted(everyone, key=lambda i: (graph.states[i] not in tied, -rates[:, everyone.index(i)].max()))
    kept = tuple(sorted(order[:_STATES]))
    lasting = sum(one.share * float((one.days**known.shape).mean()) for one in known.endings[level])
    others = float(sum(rates[:, everyone.index(i)].sum() for i in everyone if i not in kept)) * lasting
    return replace(setting, outside=kept, others=others)


def _sides_of(setting: Setting, i: int, joined: int | None = None, to: int = 0) -> tuple[list[int], list[int]]:
    """The members of side i and of the other, with somebody who has joined one of the two."""
    sides = [list(setting.parties[0]), list(setting.parties[1])]
    if joined is not None:
        sides[to].append(joined)
    return sides[i], sides[1 - i]


def _x(setting: Setting, i: int, joined: int | None = None, to: int = 0) -> Floats:
    """What bears on each outside state's joining side i: (outside states, features)."""
    side, opponents = _sides_of(setting, i, joined, to)
    found = features(setting.graph, side, opponents, level=setting.level, is_target=i == 1)
    return found[list(setting.outside)]


def _lines(setting: Setting, draws: Floats) -> Floats:
    """Logs of the hazards without the ledger: (draws, 2, outside states)."""
    return np.stack([draws[:, :1] + draws[:, 1:] @ _x(setting, i).T for i in (0, 1)], axis=1)


def chances_of(setting: Setting, known: Estimates, seed: int) -> Chances:
    """Log hazards and gains of every draw, with what the bonds of the ledger add."""
    draws, states = known.draws, len(setting.outside)
    line = _lines(setting, draws)
    gains = np.zeros((len(draws), 2, states, 2, states))
    for i in (0, 1):
        now = _x(setting, i)
        for to in (0, 1):
            for j, joined in enumerate(setting.outside):
                gains[:, to, j, i] = draws[:, 1:] @ (_x(setting, i, joined, to) - now).T
    random = np.random.default_rng(np.random.SeedSequence([seed, 1]))
    for heard in setting.bonds:
        effect = _effects(heard.bond, draws, random)
        _add_bond(setting, heard, effect, line, gains)
    columns = 2 * states
    return Chances(
        line.reshape(len(draws), columns), gains.reshape(len(draws), columns, columns), known.shape,
        known.frailty[setting.level], known.endings[setting.level],
    )  # fmt: skip


def _effects(bond: Bond, draws: Floats, random: np.random.Generator) -> Floats:
    """What a bond adds to the log of the hazard, in every draw: a share of an estimate, never less than nothing."""
    name, least, most = SHARES[bond.kind]
    at = 1 + list(FEATURES).index(name)
    found: Floats = np.maximum(draws[:, at], 0) * random.uniform(least, most, len(draws))
    return found


def _add_bond(setting: Setting, heard: Heard, effect: Floats, line: Floats, gains: Floats) -> None:
    """Add a bond to the hazards, where its case has come about, or to what the joinings add that bring it about."""
    bond = heard.bond
    codes = [setting.graph.states[i] for i in setting.outside]
    if bond.state not in codes:
        return
    at = codes.index(bond.state)
    members = [[setting.graph.states[i] for i in side] for side in setting.parties]
    own = [i for i in (0, 1) if bond.beneficiary in members[i]]
    toward = [1 - i for i in own] if bond.kind == "hostility" else own
    if heard.is_met:
        for i in toward:
            line[:, i, at] += effect
    elif bond.life is not None:
        for to in (0, 1):
            for j, code in enumerate(codes):
                act = supposed("ASSAULT", (code,), tuple(members[1 - to]), None)
                if j != at and bond.is_met_by(act):
                    for i in toward:
                        gains[:, to, j, i, at] += effect


def _drawn(setting: Setting, known: Estimates, runs: Runs, year: int) -> tuple[Drawn, ...]:
    """Every state and side, the likeliest first."""
    states = len(setting.outside)
    point, shares = known.point, capabilities()
    found = []
    for column in range(2 * states):
        i, at = divmod(column, states)
        its = runs.column == column
        probability = float(its.mean() * len(its) / runs.futures) if len(its) else 0.0
        low, high = np.quantile(runs.expected[:, column], (0.05, 0.95))
        days = np.quantile(runs.days[its], (0.25, 0.5, 0.75)) if its.sum() >= 20 else None
        side, opponents = setting.parties[i], setting.parties[1 - i]
        state = setting.outside[at]
        why = reasons_of(setting.graph, state, side, opponents, _x(setting, i)[at], point, year)
        found.append(Drawn(
            state=setting.graph.states[state], side=i, probability=probability, low=float(low), high=float(high),
            error=float(np.sqrt(max(probability, 1 / runs.futures) * (1 - probability) / runs.futures)),
            days=None if days is None else (float(days[0]), float(days[1]), float(days[2])),
            direct=float((runs.parent[its] < 0).mean()) if its.any() else 1.0,
            capability=shares.get(setting.graph.states[state]),
            reasons=(*_bond_reasons(setting, known, i, state), *why),
        ))  # fmt: skip
    return tuple(sorted(found, key=lambda one: (-one.probability, -one.high, one.state, one.side)))


def _bond_reasons(setting: Setting, known: Estimates, i: int, state: int) -> list[Reason]:
    """The bonds that draw a state to side i, with their mean effect."""
    found = []
    for heard in setting.bonds:
        bond = heard.bond
        name, least, most = SHARES[bond.kind]
        its = setting.parties[1 - i if bond.kind == "hostility" else i]
        if (
            heard.is_met
            and bond.state == setting.graph.states[state]
            and bond.beneficiary in [setting.graph.states[j] for j in its]
        ):
            effect = max(float(known.point[1 + list(FEATURES).index(name)]), 0.0) * (least + most) / 2
            found.append(bond_reason(bond, effect))
    return found


def _links(setting: Setting, runs: Runs) -> tuple[Link, ...]:
    """The edges of the escalation graph, the likeliest first."""
    pairs, times = np.unique(np.stack([runs.parent, runs.column]), axis=1, return_counts=True)
    found = [
        Link(None if parent < 0 else _node(setting, parent), _node(setting, column), float(many / runs.futures))
        for (parent, column), many in zip(pairs.T, times, strict=True)
        if many / runs.futures >= _LINK
    ]
    return tuple(sorted(found, key=lambda one: (-one.probability, one.target, one.source or ("", 0))))


def _node(setting: Setting, column: int) -> tuple[Side, int]:
    """The state and the side of a column."""
    side, at = divmod(int(column), len(setting.outside))
    return setting.graph.states[setting.outside[at]], side


def _chains(setting: Setting, runs: Runs) -> tuple[Chain, ...]:
    """The likeliest chains, single joinings among them, the likeliest first."""
    return tuple(
        Chain(tuple(_node(setting, column) for column in columns), many / runs.futures)
        for columns, many in paths(runs, 2 * len(setting.outside))
        if many / runs.futures >= _LINK
    )


def _ended(known: Estimates, level: int, runs: Runs) -> tuple[Ended, ...]:
    found = []
    for i, one in enumerate(known.endings[level]):
        lasted = runs.lasted[runs.ended == i]
        if len(lasted):
            first, middle, third = (float(day) for day in np.quantile(lasted, (0.25, 0.5, 0.75)))
            found.append(Ended(one.kind, len(lasted) / runs.futures, (first, middle, third)))
    return tuple(sorted(found, key=lambda one: -one.share))


def _without(setting: Setting, known: Estimates, drawn: Sequence[Drawn], seed: int) -> tuple[Without, ...]:
    """What leaving out each tie of the likeliest states changes, the largest change first."""
    codes = [setting.graph.states[i] for i in setting.outside]
    whole = run_futures(chances_of(setting, known, seed), _WITHOUT, seed)
    found = []
    for words, state, i, lesser in _lesser(setting, drawn):
        runs = run_futures(chances_of(lesser, known, seed), _WITHOUT, seed)
        column = i * len(codes) + codes.index(state)
        joins = tuple(float((one.column == column).sum() / one.futures) for one in (whole, runs))
        anybody = tuple(len(np.unique(one.future)) / one.futures for one in (whole, runs))
        found.append(Without(words, state, i, (joins[0], joins[1]), (anybody[0], anybody[1])))
    return tuple(sorted(found, key=lambda one: (one.joins[1] - one.joins[0], one.state, one.words)))


def _lesser(setting: Setting, drawn: Sequence[Drawn]) -> list[tuple[str, Side, int, Setting]]:
    """Settings that lack one tie each, of the likeliest states: a bond of the ledger, or all pacts with a side."""
    found: list[tuple[str, Side, int, Setting]] = []
    for heard in setting.bonds:
        members = [[setting.graph.states[j] for j in side] for side in setting.parties]
        for i in (0, 1):
            if heard.is_met and heard.bond.beneficiary in members[1 - i if heard.bond.kind == "hostility" else i]:
                rest = tuple(one for one in setting.bonds if one is not heard)
                found.append((heard.bond.words, heard.bond.state, i, replace(setting, bonds=rest)))
    for one in drawn[:_TRIED]:
        row = setting.graph.places([one.state])[0]
        side = list(setting.parties[one.side])
        if setting.graph.pacts[row, side].any():
            pacts: NDArray[np.bool_] = setting.graph.pacts.copy()
            owed = [PACTS[k] for k in np.flatnonzero(pacts[row, side].any(axis=0))]
            pacts[row, side] = False
            words = f"what {name_of(one.state)} owes {_all(setting, side)} by treaty ({', '.join(owed)})"
            found.append((words, one.state, one.side, replace(setting, graph=replace(setting.graph, pacts=pacts))))
    return found[: 2 * _TRIED]


def _all(setting: Setting, rows: Sequence[int]) -> str:
    return " and ".join(name_of(setting.graph.states[i]) for i in rows)


def _notes(day: str, has_ledger: bool) -> tuple[str, ...]:
    """What the record lacks on that day."""
    year = int(day[:4])
    late = [
        f"{what} are those of {NEWEST[part]}, the newest on record"
        for what, part in (("pacts", "obligations"), ("borders", "borders"), ("past disputes", "disputes"))
        if year > NEWEST[part]
    ]
    found = [f"{'; '.join(late)[0].upper()}{'; '.join(late)[1:]}."] if late else []
    if not has_ledger:
        found.append("No ledger was read: promises and ties that reports tell of are not in this run.")
    return tuple(found)
