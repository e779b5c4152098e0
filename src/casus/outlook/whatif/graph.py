"""The graph of states in one year: who owes whom what, who borders, fought or rivals whom.

Everything that the model of joining knows of a state is read from it, in the years it was fitted on and in a run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
PACTS = ("defence", "offence", "neutrality", "nonaggression", "consultation")
"""The kinds of obligation of ATOP."""
SHOW, FORCE, WAR = 3, 4, 5
"""Hostility that the first parties reach: a show of force, a use of force, a war."""

AT_LEAST_ZERO, AT_MOST_ZERO = (0.0, np.inf), (-np.inf, 0.0)
FREE = (-np.inf, np.inf)
FEATURES: dict[str, tuple[float, float]] = {
    "defence pact": AT_LEAST_ZERO,
    "defence pact, in war": AT_LEAST_ZERO,
    "offence pact": AT_LEAST_ZERO,
    "neutrality pact": AT_LEAST_ZERO,
    "nonaggression pact": AT_LEAST_ZERO,
    "consultation pact": AT_LEAST_ZERO,
    "defence pact with the opponent": AT_MOST_ZERO,
    "borders the side": FREE,
    "borders the opponent": FREE,
    "major power": FREE,
    "major power, in war": FREE,
    "a major power on the side": FREE,
    "a major power against it": FREE,
    "use of force": FREE,
    "war": FREE,
    "the side is the target": FREE,
    "rival of the opponent": FREE,
    "past disputes with the opponent": FREE,
    "past disputes with the side": FREE,
    "past disputes together with the side": FREE,
    "past disputes together with the opponent": FREE,
    "past disputes with anybody": FREE,
    "states in the world": (-1.0, -1.0),
}
"""What the hazard of joining a side hangs on, and the bounds of its coefficient.

An obligation to a side can only raise the hazard of joining it: bounds, not the data alone, hold that. Counts of past
disputes (ten years) stand as log(1 + n), the number of states as log n, all else as 0 or 1.
"""


@dataclass(frozen=True, slots=True)
class Graph:
    """States and what lies between them; row i and column j of each matrix are states i and j.

    pacts: (states, states, 5), what i owes j. borders: by land or within 12 miles. opposed, together: disputes of the
    last ten years on other sides and on the same. disputes: of each state in these years. world: states in the system.
    """

    states: tuple[str, ...]
    pacts: NDArray[np.bool_]
    borders: NDArray[np.bool_]
    rivals: NDArray[np.bool_]
    opposed: Floats
    together: Floats
    disputes: Floats
    major: NDArray[np.bool_]
    world: int

    def places(self, codes: Sequence[str]) -> list[int]:
        """The rows of some states."""
        return [self.states.index(code) for code in codes]


def features(graph: Graph, side: Sequence[int], opponents: Sequence[int], *, level: int, is_target: bool) -> Floats:
    """What bears on each state's joining a side: (states, features). side, opponents: rows of their members.

    A tie with any member of a side counts once: pacts, borders and rivalries as the strongest, disputes as the most.
    """
    war = float(level >= WAR)
    owed = graph.pacts[:, side].any(axis=1).astype(float)  # (states, 5)
    many = len(graph.states)
    columns = [
        owed[:, 0],
        owed[:, 0] * war,
        *owed[:, 1:].T,
        graph.pacts[:, opponents, 0].any(axis=1),
        graph.borders[:, side].any(axis=1),
        graph.borders[:, opponents].any(axis=1),
        graph.major,
        graph.major * war,
        np.full(many, graph.major[side].any()),
        np.full(many, graph.major[opponents].any()),
        np.full(many, level >= FORCE),
        np.full(many, war),
        np.full(many, is_target),
        graph.rivals[:, opponents].any(axis=1),
        np.log1p(graph.opposed[:, opponents].max(axis=1)),
        np.log1p(graph.opposed[:, side].max(axis=1)),
        np.log1p(graph.together[:, side].max(axis=1)),
        np.log1p(graph.together[:, opponents].max(axis=1)),
        np.log1p(graph.disputes),
        np.full(many, np.log(graph.world)),
    ]
    return np.column_stack([np.asarray(one, dtype=np.float64) for one in columns])
