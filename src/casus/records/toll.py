"""How many were harmed."""

from dataclasses import dataclass
from typing import Literal, get_args

from casus.records.actor import Actor
from casus.records.errors import BadRecord
from casus.records.place import Place
from casus.records.statement import Statement
from casus.records.time import Time

Effect = Literal["killed", "wounded", "missing", "captured", "displaced", "abducted"]
Group = Literal["all", "civilians", "combatants"]
ADDED = "added to an earlier count"
"""In the caveat of a number that is told as an increase: no total, and those counted before are not in it."""
EFFECTS: tuple[Effect, ...] = get_args(Effect)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll(Statement):
    """How many people were harmed, as one passage says.

    low, best, high: inclusive whole numbers; None = the passage gives no such bound, which is not zero.
    of: the actors the victims belong to; by: those held responsible. time: the period counted.
    part_of: id of the toll this one is a part of. caveat: what the passage says against the number.
    """

    effect: Effect
    low: int | None = None
    best: int | None = None
    high: int | None = None
    group: Group = "all"
    of: tuple[Actor, ...] = ()
    by: tuple[Actor, ...] = ()
    place: Place | None = None
    time: Time | None = None
    part_of: str | None = None
    caveat: str | None = None

    def __post_init__(self) -> None:
        Statement.__post_init__(self)
        if self.effect not in EFFECTS:
            raise BadRecord(f"Toll {self.id} has effect {self.effect!r}; known: {', '.join(EFFECTS)}.")
        given = [n for n in (self.low, self.best, self.high) if n is not None]
        if not given or given != sorted(given) or given[0] < 0:
            raise BadRecord(f"Toll {self.id} has bounds {(self.low, self.best, self.high)}; need low <= best <= high.")
