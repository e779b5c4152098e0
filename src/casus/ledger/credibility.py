"""How credible it is that an event happened, by written rules (docs/identity.md): the digit of the Admiralty scale.

The digit belongs to the claim, and knows nothing of how reliable its sources are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from casus.knowledge.sides import side_of, sides_of
from casus.ledger.events import Telling, ToldEvent
from casus.ledger.mentions import ASSERTED
from casus.ledger.origins import independent
from casus.records import Event

CREDIBILITY = {
    1: "confirmed by other sources", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable",
    6: "cannot be judged",
}  # fmt: skip
"""The digits of the Admiralty scale."""


@dataclass(frozen=True, slots=True)
class Credibility:
    """A digit of the scale, and the rule that gave it."""

    digit: int
    because: str

    @property
    def words(self) -> str:
        """What the digit means."""
        return CREDIBILITY[self.digit]


def credibility(connection: Connection, event: ToldEvent) -> Credibility:
    """How credible an event is; see docs/identity.md for the rules, which are tried in order."""
    asserted, denied = event.told_as(*ASSERTED), event.told_as("negated")
    if not asserted:
        return Credibility(6, "no report or voice asserts it")
    own = _origins(connection, [one for one in asserted if not one.record.voice])
    admitted = any(_is_own_act(one) for one in asserted)
    if denied:
        if _sides(asserted) and not own and _sides(asserted) <= _sides(denied):
            return Credibility(5, "those who asserted it deny it")
        if own >= 2 or admitted:
            return Credibility(3, "denied, but told by reports of two origins" if own >= 2 else "denied, but admitted")
        return Credibility(4, "denied")
    if own >= 2:
        return Credibility(1, "reports of two independent origins tell it in their own voice")
    if admitted:
        return Credibility(2, "the side that did it says so")
    if len(_sides(asserted)) >= 2 or (own and event.origins >= 2):
        return Credibility(2, "two voices of different sides, or a report and a voice of another origin, say so")
    return Credibility(3, "one origin or one side says so")


def _origins(connection: Connection, tellings: Sequence[Telling]) -> int:
    return len(independent(connection, {one.key[0] for one in tellings})) if tellings else 0


def _sides(tellings: Iterable[Telling]) -> set[str]:
    """Whose voices speak: their sides, and the names of those who take none."""
    return {side_of(actor) or actor.name for one in tellings for actor in one.record.voice}


def _is_own_act(one: Telling) -> bool:
    """Whether a side says of itself that it did it."""
    doers = one.record.actors if isinstance(one.record, Event) else one.record.by
    return bool(set(sides_of(doers)) & set(sides_of(one.record.voice)))
