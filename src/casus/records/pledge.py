"""Promises that hang on a condition."""

from dataclasses import dataclass
from typing import Literal, get_args

from casus.records.actor import Actor
from casus.records.errors import BadRecord
from casus.records.event import EventType
from casus.records.place import Place
from casus.records.statement import Statement

PledgeState = Literal["open", "triggered", "honoured", "broken", "withdrawn"]
PLEDGE_STATES: tuple[PledgeState, ...] = get_args(PledgeState)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The event that would set a pledge off; what the promise leaves open is None or empty."""

    type: EventType | None = None
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge(Statement):
    """A promise with a stated condition. act: what is promised; condition: the words of the trigger."""

    guarantors: tuple[Actor, ...] = ()
    beneficiaries: tuple[Actor, ...] = ()
    act: EventType
    condition: str | None = None
    trigger: Trigger = Trigger()
    state: PledgeState = "open"

    def __post_init__(self) -> None:
        Statement.__post_init__(self)
        if self.state not in PLEDGE_STATES:
            raise BadRecord(f"Pledge {self.id} has state {self.state!r}; known: {', '.join(PLEDGE_STATES)}.")
