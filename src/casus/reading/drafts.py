"""Statements in the making: what a passage was found to state, before ids are given."""

from __future__ import annotations

from dataclasses import dataclass

from casus.reading.clauses import Clause
from casus.reading.lexicon import Sense
from casus.reading.phrases import NounPhrase
from casus.records import Actor, Effect, EventType, Place, Span, Status, Time


@dataclass(slots=True)
class Stance:
    """How the report stands to what a clause says.

    status: what holds it ("requested", "future", ...), None when it is told as it is. voice, channel: who says so
    and how. within: the speech act that holds it.
    """

    status: Status | None = None
    voice: tuple[Actor, ...] = ()
    channel: str | None = None
    within: Draft | None = None


@dataclass(slots=True, eq=False)
class Draft:
    """An event in the making.

    phrase: the noun phrase of a nominal event; clause: the clause it stands in. aim: the act it was done for ("an
    offensive to retake the town"). own_sides: its own words name somebody. is_users: the user's codebook decides its
    type and mode; code: the codebook's own type.
    """

    type: EventType
    span: Span
    sense: Sense | None
    clause: Clause | None = None
    phrase: NounPhrase | None = None
    mode: str | None = None
    effect: Effect | None = None
    aim: Draft | None = None
    own_sides: bool = True
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    patient: NounPhrase | None = None
    stance: Stance | None = None
    status: Status = "actual"
    place: Place | None = None
    time: Time | None = None
    channel: str | None = None
    confidence: float = 0.7
    is_users: bool = False
    code: str | None = None
