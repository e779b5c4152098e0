"""The words and the JSON form of a what-if run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casus.knowledge.sides import name_of
from casus.outlook.whatif.bonds import SHARES
from casus.outlook.whatif.reasons import Reason, level_words
from casus.outlook.whatif.run import Chain, Drawn, Heard, WhatIf

WARNING = (
    "This is a what-if, not a prediction: it supposes the act, and counts how often states joined disputes of "
    "1816-2010 that looked like it on a few marks. What leaders intend, and what they have prepared, it does not know."
)
BASE_RATES = (
    "In 1816-2010 a state with a defence pact joined the attacked in 14 % of wars and in under 1 % of lesser uses of "
    "force; of those who joined at force or war, about half had no pact of any kind."
)
_ICD_203 = (
    (0.05, "almost no chance"), (0.20, "very unlikely"), (0.45, "unlikely"), (0.55, "roughly even chance"),
    (0.80, "likely"), (0.95, "very likely"),
)  # fmt: skip
_SMALL = 0.001


def likelihood(probability: float) -> str:
    """The word of ICD 203 for a probability; its words begin at 1 % and end at 99 %, and are used beyond too."""
    return next((word for limit, word in _ICD_203 if probability <= limit), "almost certain")


def per_cent(probability: float) -> str:
    """A probability for a reader: "28 %", "1.8 %", "under 0.1 %"."""
    if probability < _SMALL:
        return "under 0.1 %"
    return f"{100 * probability:.0f} %" if probability >= 0.0995 else f"{100 * probability:.1f} %"


def span(low: float, high: float) -> str:
    """An interval of probabilities: "14 to 47 %"."""
    ends = [f"{100 * one:.0f}" if high >= 0.0995 else f"{100 * one:.1f}" for one in (low, high)]
    return f"{ends[0]} to {ends[1]} %"


def side_words(run: WhatIf, side: int) -> str:
    """Whose side: "of Armenia"."""
    return "of " + " and ".join(map(name_of, run.sides[side]))


def reason_words(one: Reason) -> str:
    """A reason with what it does to the hazard, and where it is written."""
    size = f"hazard × {one.times:.1f}" + (", assumed" if one.is_assumed else "")
    where = one.source or " ".join(one.statements)
    return f"{one.words} ({size}; {where})"


def heard_words(one: Heard) -> str:
    """What the run made of a bond of the ledger."""
    of, least, most = SHARES[one.bond.kind]
    counts = f"counted, by assumption, as {100 * least:.0f} to {100 * most:.0f} % of what being a {of} adds"
    counts = counts.replace("being a defence pact", "a defence pact")
    if one.is_met:
        return f"{one.bond.words}: {counts}"
    late = "counted only in futures where a state that joins brings its case about" if one.comes_late else "not counted"
    return f"{one.bond.words}: the scenario is not the case it hangs on; {late}"


def tree(run: WhatIf) -> Iterator[tuple[int, Chain]]:
    """The chains as a tree, each with its depth: below each the chains that go on from it, the likeliest first."""

    def under(joined: tuple[tuple[str, int], ...]) -> Iterator[tuple[int, Chain]]:
        for one in run.chains:
            if one.joined[:-1] == joined:
                yield len(joined), one
                yield from under(one.joined)

    yield from under(())


def whatif_json(run: WhatIf) -> dict[str, Any]:
    """The run as plain dicts and lists: for the desk, nodes and edges of the escalation graph among them."""
    return {
        "scenario": {
            "words": run.scenario.words, "type": run.scenario.type, "actors": list(run.scenario.actors),
            "recipients": list(run.scenario.recipients),
            "place": run.scenario.place.name if run.scenario.place is not None else None,
        },
        "day": run.day, "level": run.level, "level_words": level_words(run.level), "level_because": run.level_because,
        "futures": run.futures, "seed": run.seed, "draws_of_parameters": run.draws,
        "warning": WARNING, "base_rates": BASE_RATES, "notes": list(run.notes),
        "nobody_joins": run.nobody, "joiners": dict(zip(("p05", "p50", "p95"), run.joiners, strict=True)),
        "joinings_expected_of_other_states": run.others,
        "actors": [_drawn(run, one) for one in run.drawn],
        "endings": [{"kind": one.kind, "share": one.share, "days": list(one.days)} for one in run.endings],
        "graph": _graph(run),
        "chains": [
            {"joined": [node_id(node) for node in one.joined], "probability": one.probability} for one in run.chains
        ],
        "ledger": [
            {
                "kind": one.bond.kind, "state": one.bond.state, "beneficiary": one.bond.beneficiary,
                "words": heard_words(one), "is_met": one.is_met, "comes_late": one.comes_late,
                "statements": list(one.bond.statements),
            }
            for one in run.heard
        ],
        "without": [
            {
                "words": one.words, "state": one.state, "side": one.side,
                "joins": list(one.joins), "anybody_joins": list(one.anybody),
            }
            for one in run.without
        ],
    }  # fmt: skip


def _drawn(run: WhatIf, one: Drawn) -> dict[str, Any]:
    return {
        "state": one.state, "name": name_of(one.state), "side": one.side, "sides_with": list(run.sides[one.side]),
        "probability": one.probability, "word": likelihood(one.probability),
        "interval_of_parameters_90": [one.low, one.high], "error_of_chance": one.error,
        "days": None if one.days is None else dict(zip(("p25", "p50", "p75"), one.days, strict=True)),
        "share_direct": one.direct,
        "capability": None if one.capability is None else dict(zip(("year", "share"), one.capability, strict=True)),
        "reasons": [
            {
                "words": why.words, "times": why.times, "source": why.source, "statements": list(why.statements),
                "is_assumed": why.is_assumed,
            }
            for why in one.reasons
        ],
    }  # fmt: skip


def _graph(run: WhatIf) -> dict[str, Any]:
    """Nodes and edges; the scenario's node is "scenario", a state's its code and side."""
    shown = {link.target for link in run.links} | {link.source for link in run.links}
    nodes = [{"id": "scenario", "name": run.scenario.words, "probability": 1.0}] + [
        {
            "id": node_id((one.state, one.side)),
            "name": name_of(one.state),
            "side": one.side,
            "probability": one.probability,
        }
        for one in run.drawn
        if (one.state, one.side) in shown
    ]
    edges = [
        {"source": node_id(link.source), "target": node_id(link.target), "probability": link.probability}
        for link in run.links
    ]
    return {"nodes": nodes, "edges": edges}


def node_id(node: tuple[str, int] | None) -> str:
    """The name of a node in the graph: "RUS/1", or "scenario"."""
    return "scenario" if node is None else f"{node[0]}/{node[1]}"
