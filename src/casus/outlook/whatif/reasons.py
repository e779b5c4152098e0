"""Why a state may be drawn in: what raises its hazard, in words, with the row of the record or the statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from casus.knowledge.sides import name_of
from casus.outlook.whatif.bonds import Bond
from casus.outlook.whatif.graph import FEATURES, PACTS, WAR, Floats, Graph
from casus.outlook.whatif.record import NEWEST

_NAMES = tuple(FEATURES)
_SHOWN = 0.05
"""Least effect on the log of a hazard that is worth a line."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that raises or lowers the hazard that a state joins a side.

    times: by how much it multiplies the hazard, at the point estimate. source: the data row; statements: of the
    ledger. is_assumed: the size of its effect is an assumption, not an estimate.
    """

    words: str
    times: float
    source: str | None
    statements: tuple[str, ...] = ()
    is_assumed: bool = False


def reasons_of(
    graph: Graph, state: int, side: Sequence[int], opponents: Sequence[int], x: Floats, point: Floats, year: int
) -> list[Reason]:
    """Of the record. x: (features,) of the state toward the side; point: (1 + features,). Strongest first."""
    effect = dict(zip(_NAMES, x * point[1:], strict=True))
    found = [
        Reason(words, float(np.exp(sum(effect[name] for name in names))), source)
        for words, names, source in _told(graph, state, side, opponents, year, effect["war"] != 0)
        if abs(sum(effect[name] for name in names)) >= _SHOWN
    ]
    return sorted(found, key=lambda one: -one.times)


def _told(
    graph: Graph, state: int, side: Sequence[int], opponents: Sequence[int], year: int, is_war: bool
) -> Iterator[tuple[str, list[str], str]]:
    """Words, the features that they stand for, and the source."""
    pacts_of = min(year, NEWEST["obligations"])
    kinds = [kind for i, kind in enumerate(PACTS) if graph.pacts[state, list(side), i].any()]
    if kinds:
        owed = [graph.states[j] for j in side if graph.pacts[state, j].any()]
        war = ["defence pact, in war"] if is_war and "defence" in kinds else []
        yield (
            f"owes {_all(owed)} {_listed(kinds)}",
            [*(f"{kind} pact" for kind in kinds), *war],
            f"ATOP 5.1, {pacts_of}",
        )
    borders = f"COW contiguity 3.2, {min(year, NEWEST['borders'])}"
    if near := [graph.states[j] for j in side if graph.borders[state, j]]:
        yield f"borders {_all(near)}", ["borders the side"], borders
    if near := [graph.states[j] for j in opponents if graph.borders[state, j]]:
        yield f"borders {_all(near)}", ["borders the opponent"], borders
    if rivals := [graph.states[j] for j in opponents if graph.rivals[state, j]]:
        yield f"is a rival of {_all(rivals)}", ["rival of the opponent"], "Thompson, Sakuwa and Suhas 2021"
    if graph.major[state]:
        names = ["major power", *(["major power, in war"] if is_war else [])]
        yield "is a major power", names, f"COW majors 2016, {min(year, NEWEST['major powers'])}"
    until = min(year, NEWEST["disputes"])
    past = f"GML disputes 2.2.1, {until - 9}-{until}"
    for values, whose, name in (
        (graph.opposed[state], opponents, "past disputes with the opponent"),
        (graph.opposed[state], side, "past disputes with the side"),
        (graph.together[state], side, "past disputes together with the side"),
        (graph.together[state], opponents, "past disputes together with the opponent"),
    ):
        if many := int(max(values[list(whose)], default=0)):
            other = _all([graph.states[j] for j in whose if values[j]])
            how = "on the side of" if "together" in name else "against"
            yield f"had {_counted(many)} {how} {other}", [name], past
    if many := int(graph.disputes[state]):
        yield f"had {_counted(many)} in all", ["past disputes with anybody"], past


def bond_reason(bond: Bond, effect: float) -> Reason:
    """A bond of the ledger, with its mean effect on the log of the hazard."""
    return Reason(bond.words, float(np.exp(effect)), None, bond.statements, is_assumed=True)


def level_words(level: int) -> str:
    """The hostility that a run supposes."""
    return "a war" if level >= WAR else "a use of force" if level == WAR - 1 else "a show of force"


def _counted(many: int) -> str:
    return "1 dispute" if many == 1 else f"{many} disputes"


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _all(codes: Sequence[str]) -> str:
    return " and ".join(map(name_of, codes))
