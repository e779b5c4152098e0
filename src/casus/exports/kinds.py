"""Kinds of actors, as formats that know only a few of them need it."""

from __future__ import annotations

from casus.records import Actor

STATE = frozenset({"GOV", "MIL", "COP", "SPY"})
"""Sectors of those who use a state's force."""
ORGANISED = STATE | {"REB", "PRM", "CRM"}
"""Sectors of armed organisations that are known; unidentified gunmen (UAF, UNK) are none."""
ARMED = ORGANISED | {"UAF"}


def is_state(actor: Actor) -> bool:
    """Whether it is a government or its forces."""
    return bool(STATE & set(actor.sectors))


def is_organised(actor: Actor) -> bool:
    """Whether it is a known organisation that uses force."""
    return bool(ORGANISED & set(actor.sectors))


def is_armed(actor: Actor) -> bool:
    """Whether it uses force, known or not."""
    return bool(ARMED & set(actor.sectors))


def is_civilian(actor: Actor) -> bool:
    """Whether it is known to be nobody who uses force; nobody is taken for a civilian for want of a code."""
    known = set(actor.sectors) - {"UNK", "INT", "PRE", "IGO", "MNC"}
    return bool(known) and not is_armed(actor)
