"""What a model may answer: the records of the contract in words of the report, without offsets, numbers or coordinates.

Every role is given as words that stand in the report. What they stand for is looked up by casus, so that a name, a
place, a day or a count can never be the model's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from casus.records import CasusError, Effect, EventType, Status
from casus.records.pledge import PledgeState
from casus.records.tie import TieKind
from casus.records.toll import Group
from casus.records.truce import TruceState

Channel = Literal[
    "tweet", "social media", "telephone", "television", "radio", "statement", "speech", "briefing", "interview",
    "letter", "report", "news agency",
]  # fmt: skip
MOST_RECORDS = 300
"""Records of one kind that are looked at in one answer: no passage states more."""
_MOST_NAMES = 20
_FENCE = re.compile(r"```(?:json)?\s*\n(.*?)\n\s*```", re.DOTALL)
_THOUGHTS = "</think>"

Names = Annotated[list[str], BeforeValidator(lambda given: given[:_MOST_NAMES] if isinstance(given, list) else given)]


class UnusableAnswer(CasusError):
    """An answer that is no object of records. The message is the rest of a sentence about the report."""


class _Part(BaseModel):
    """Strict in what it takes; the schema allows no other fields, those that come all the same are left out."""

    model_config = ConfigDict(extra="ignore", strict=True, json_schema_extra={"additionalProperties": False})


class Told(_Part):
    """What every record has: the number of its sentence, its words there, who says so and how."""

    sentence: int
    words: str
    voice: Names = []
    channel: Channel | None = None


class ToldEvent(Told):
    """n: its number in this answer; within: that of the speech act that holds it."""

    n: int = 0
    type: EventType
    mode: str | None = None
    status: Status
    actors: Names = []
    recipients: Names = []
    place: str | None = None
    time: str | None = None
    within: int | None = None


class ToldToll(Told):
    """number: the words of the count; part_of: `n` of the toll it is a part of."""

    n: int = 0
    effect: Effect
    number: str
    group: Group = "all"
    of: Names = []
    by: Names = []
    place: str | None = None
    time: str | None = None
    part_of: int | None = None
    caveat: str | None = None


class ToldTruce(Told):
    """times: the words that count such truces."""

    state: TruceState
    parties: Names = []
    mediators: Names = []
    times: str | None = None
    place: str | None = None
    time: str | None = None


class ToldTrigger(_Part):
    """The event that would set a pledge off."""

    type: EventType | None = None
    actors: Names = []
    recipients: Names = []
    place: str | None = None


class ToldPledge(Told):
    """condition: the words of the trigger."""

    act: EventType
    guarantors: Names = []
    beneficiaries: Names = []
    condition: str
    trigger: ToldTrigger | None = None
    state: PledgeState = "open"


class ToldTie(Told):
    """Who stands with or against whom; of `claims`, `place` is claimed."""

    kind: TieKind
    a: Names = []
    b: Names = []
    place: str | None = None
    caveat: str | None = None


class ToldQuote(Told):
    """Words between quotation marks; `voice` says them."""


class Answer(_Part):
    """All that one passage states."""

    events: list[ToldEvent] = []
    tolls: list[ToldToll] = []
    truces: list[ToldTruce] = []
    pledges: list[ToldPledge] = []
    ties: list[ToldTie] = []
    quotes: list[ToldQuote] = []


KINDS: dict[str, type[Told]] = {
    "events": ToldEvent,
    "tolls": ToldToll,
    "truces": ToldTruce,
    "pledges": ToldPledge,
    "ties": ToldTie,
    "quotes": ToldQuote,
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """A record of the answer that breaks the schema. kind: the list it stood in."""

    kind: str


@cache
def schema() -> dict[str, Any]:
    """The JSON schema of an answer: every field is required and none has a default, as strict servers want it."""
    found: dict[str, Any] = _strict(Answer.model_json_schema(mode="serialization"))
    return found


def _strict(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: _strict(one) for name, one in part.items() if name not in ("title", "default")}
    return [_strict(one) for one in part] if isinstance(part, list) else part


def records_of(content: str) -> list[Told | Misfit]:
    """The records that a model's message holds, kind by kind; those that break the schema as misfits.

    A fence of Markdown around the object, and thoughts before it, are taken off. Raises UnusableAnswer for what is no
    JSON object with at least one of the six lists.
    """
    return list(_records(_object(content)))


def _object(content: str) -> dict[str, Any]:
    bare = content.rpartition(_THOUGHTS)[2].strip()
    fenced = _FENCE.search(bare)
    bare = fenced.group(1).strip() if fenced is not None else bare
    try:
        found = json.loads(bare)
    except (ValueError, RecursionError) as error:
        raise UnusableAnswer(
            "the model's answer is no JSON; try a larger model or a server that enforces it"
        ) from error
    if not isinstance(found, dict) or not any(isinstance(found.get(kind), list) for kind in KINDS):
        raise UnusableAnswer("the model's answer holds no list of records; try a larger model")
    return found


def _records(found: dict[str, Any]) -> Iterator[Told | Misfit]:
    for kind, shape in KINDS.items():
        given = found.get(kind)
        for one in given[:MOST_RECORDS] if isinstance(given, list) else []:
            yield _record(kind, shape, one)
        if isinstance(given, list):
            yield from [Misfit(kind)] * (len(given) - MOST_RECORDS)


def _record(kind: str, shape: type[Told], one: Any) -> Told | Misfit:
    try:
        return shape.model_validate(one)
    except (ValidationError, RecursionError):
        return Misfit(kind)
