"""What was fitted on the tuning part of the corpus: when the model is believed, and how sure a record is."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Fit:
    """Written by training/fit.py.

    event, actor, ...: probabilities from which on the model is believed; also: in a second filler of a role. agreed,
    told, heard: from which on it is where the rules see the same act, the same word in the same role, or the same
    voice. trust: log odds that the rules' type and status of an act they keep are given ahead; phrase: the same for its
    type where the lexicon knows the whole phrase, set by hand (the corpus was long unclear about "impose sanctions").
    weights: of the evidence for an event (`Composer.evidence`), a constant last; the sum is the log odds that the event
    is right as a whole. others: the same for tolls, truces, pledges and ties, of the log odds of the model and of the
    rules. least, other: events and such records of less confidence are dropped.
    """

    event: float = 0.45
    agreed: float = 0.2
    told: float = 0.1
    heard: float = 0.05
    trust: float = 0.0
    phrase: float = 4.0
    actor: float = 0.4
    recipient: float = 0.4
    also: float = 0.5
    voice: float = 0.4
    within: float = 0.4
    place: float = 0.5
    time: float = 0.5
    sector: float = 0.5
    pledge: float = 0.35
    side: float = 0.4
    least: float = 0.04
    other: float = 0.0
    weights: tuple[float, ...] = ()
    others: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)


def shipped() -> Fit:
    """The fit beside the shipped model."""
    path = files("casus.reading") / "data" / "model" / "fit.json"
    raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Fit(**{**raw, "weights": tuple(raw["weights"]), "others": {k: tuple(v) for k, v in raw["others"].items()}})


def log_odds(p: float) -> float:
    """Of a probability kept away from 0 and 1."""
    p = min(max(p, 0.001), 0.999)
    return math.log(p / (1 - p))


def probability(odds: float) -> float:
    """Of log odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
