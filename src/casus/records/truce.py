"""Agreements to stop fighting."""

from dataclasses import dataclass
from typing import Literal, get_args

from casus.records.actor import Actor
from casus.records.errors import BadRecord
from casus.records.place import Place
from casus.records.statement import Statement
from casus.records.time import Time

TruceState = Literal["proposed", "agreed", "in force", "violated", "collapsed"]
TRUCE_STATES: tuple[TruceState, ...] = get_args(TruceState)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truce(Statement):
    """A truce, and how it stands, as one passage says. times: how many such truces the passage counts."""

    parties: tuple[Actor, ...] = ()
    mediators: tuple[Actor, ...] = ()
    state: TruceState
    times: int = 1
    place: Place | None = None
    time: Time | None = None

    def __post_init__(self) -> None:
        Statement.__post_init__(self)
        if self.state not in TRUCE_STATES:
            raise BadRecord(f"Truce {self.id} has state {self.state!r}; known: {', '.join(TRUCE_STATES)}.")
