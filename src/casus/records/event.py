"""Acts, as stated."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from casus.records.actor import Actor
from casus.records.errors import BadRecord
from casus.records.place import Place
from casus.records.statement import Statement
from casus.records.time import Time

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "REJECT", "ACCUSE", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
"""The 16 event types of the PLOVER manual of 2021."""

Status = Literal["actual", "historical", "future", "conditional", "requested", "possible", "negated"]

EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
STATUSES: tuple[Status, ...] = get_args(Status)
CODE = "[A-Z][A-Z0-9_]{2,39}"
"""How a codebook names its types: as a pattern."""


def is_code(name: str) -> bool:
    """Whether a name may be that of a type of a user's codebook: none of PLOVER's."""
    return re.fullmatch(CODE, name) is not None and name not in EVENT_TYPES


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Statement):
    """An act by somebody, as one passage states it.

    actors, recipients: PLOVER's actor and recipient; two-sided force and joint acts have all sides in actors.
    mode: one of the PLOVER modes of the type. contexts: PLOVER contexts, sorted.
    within: id of the speech act that holds this one (the withdrawal inside a demand). code: the type that the user's
    own codebook gives it, a child of `type`; None for most, and in every reading without a codebook.
    """

    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    status: Status
    place: Place | None = None
    time: Time | None = None
    within: str | None = None
    code: str | None = None

    def __post_init__(self) -> None:
        Statement.__post_init__(self)
        if self.type not in EVENT_TYPES:
            raise BadRecord(f"Event {self.id} has type {self.type!r}; known types: {', '.join(EVENT_TYPES)}.")
        if self.status not in STATUSES:
            raise BadRecord(f"Event {self.id} has status {self.status!r}; known: {', '.join(STATUSES)}.")
        if self.code is not None and not is_code(self.code):
            raise BadRecord(f"Event {self.id} has code {self.code!r}; write capitals, such as DRONE_STRIKE.")
