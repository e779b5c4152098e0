"""What an alert asks for."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import Literal, get_args

from casus.knowledge.sides import name_of
from casus.records import EFFECTS, EVENT_TYPES, STATUSES, CasusError, is_code
from casus.situation.conflicts import Conflict

Kind = Literal["event", "truce violated", "pledge triggered", "toll moved"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """kind: what is looked for. type, country, status: filters on events; conflict: on all else; None: any.

    type: a PLOVER type, the effect of a toll, or the code of a codebook; country: ISO3; status: with which some report
    tells the event; conflict: a name, a side or a theatre. Raises CasusError for what can be none of these.
    """

    kind: Kind
    type: str | None = None
    country: str | None = None
    status: str | None = None
    conflict: str | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise CasusError(f"An alert cannot look for {self.kind!r}; it can for: {', '.join(KINDS)}.")
        known = (*EVENT_TYPES, *EFFECTS)
        if self.type is not None and self.type not in known and not is_code(self.type):
            raise CasusError(f"{self.type!r} is no type of an event; use one of: {', '.join(known)}.")
        if self.status is not None and self.status not in STATUSES:
            raise CasusError(f"{self.status!r} is no status of an event; use one of: {', '.join(STATUSES)}.")
        if self.country is not None and re.fullmatch(r"[A-Z]{3}", self.country) is None:
            raise CasusError(f"{self.country!r} is no ISO 3166 code of three capitals, such as AZE.")
        if self.kind == "event" and self.conflict is not None:
            raise CasusError("Events are chosen by country, type and status; leave the conflict out.")
        if self.kind != "event" and (self.type or self.country or self.status):
            raise CasusError(f"Type, country and status choose events; of {self.kind!r} only a conflict can be named.")

    def written(self) -> str:
        """As JSON, the same for equal rules."""
        return json.dumps(asdict(self), sort_keys=True)

    def told(self) -> str:
        """In words."""
        parts = [self.kind, *(part for part in (self.type, self.country, self.status, self.conflict) if part)]
        return " · ".join(parts)


def rule_of(written: str) -> Rule:
    """A rule as `written` gave it."""
    return Rule(**json.loads(written))


def is_meant(conflict: Conflict, asked: str | None) -> bool:
    """Whether a conflict is the one asked for: by its name or a part of it, a side or theatre, or their ISO codes."""
    if asked is None:
        return True
    word, codes = asked.casefold(), (*conflict.sides, *conflict.theatre)
    names = {name_of(code).casefold() for code in codes}
    return word in conflict.name.casefold() or word in conflict.slug or asked.upper() in codes or word in names
