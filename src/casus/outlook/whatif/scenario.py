"""Scenarios: the act that a what-if run supposes, as one line of words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from casus.knowledge.places import resolve_place
from casus.knowledge.sides import Side, name_of
from casus.knowledge.tables import rows, values
from casus.outlook.whatif.graph import FORCE, SHOW
from casus.records import EVENT_TYPES, Actor, CasusError, Event, EventType, Place

LEVELS: Mapping[EventType, int] = MappingProxyType(
    {"ASSAULT": FORCE, "COERCE": SHOW, "MOBILIZE": SHOW, "THREATEN": SHOW}
)
"""Types of acts that begin a dispute, with the hostility they show; estimates begin at a show of force."""
_FORM = re.compile(
    r"\s*(?P<type>\w+)\s+(?P<actors>.+?)\s*(?:->|→)\s*(?P<recipients>.+?)(?:\s+at\s+(?P<place>.+?))?\s*", re.DOTALL
)
_HOW = 'write TYPE ACTOR -> ACTOR [at PLACE], such as "ASSAULT AZE -> ARM at Vardenis"'
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Scenario:
    """An act that is supposed. actors, recipients: ISO codes of states."""

    type: EventType
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    place: Place | None

    @property
    def words(self) -> str:
        """For a reader: "ASSAULT by Azerbaijan on Armenia at Vardenis (Armenia)"."""
        where = "" if self.place is None else f" at {self.place.name}"
        land = self.place.country if self.place is not None else None
        where += f" ({name_of(land)})" if land is not None and self.place and self.place.name != name_of(land) else ""
        return f"{self.type} by {_listed(self.actors)} on {_listed(self.recipients)}{where}"

    @property
    def event(self) -> Event:
        """The act as the ledger would hold it, to be compared with what pledges hang on."""
        return supposed(self.type, self.actors, self.recipients, self.place)


def supposed(type_: EventType, actors: tuple[Side, ...], recipients: tuple[Side, ...], place: Place | None) -> Event:
    """An act of states that no report tells."""
    return Event(
        id="supposed", span=(0, 1), sentence=(0, 1), confidence=1.0, type=type_, status="actual", place=place,
        actors=tuple(map(_government, actors)), recipients=tuple(map(_government, recipients)),
    )  # fmt: skip


def parse_scenario(words: str) -> Scenario:
    """A scenario from its words. States stand as ISO codes or names, several with commas.

    Raises CasusError, in one sentence, for what is no scenario and for a state or place that is not known.
    """
    found = _FORM.fullmatch(words) if len(words) <= _LONGEST else None
    if found is None:
        raise CasusError(f"{_short(words)} is no scenario; {_HOW}.")
    type_ = next((one for one in EVENT_TYPES if one == found["type"].upper()), None)
    if type_ is None or type_ not in LEVELS:
        known = ", ".join(LEVELS)
        raise CasusError(f"{_short(found['type'])} begins no dispute that was counted; use one of: {known}.")
    actors, recipients = _states_in(found["actors"]), _states_in(found["recipients"])
    if not actors or not recipients:
        raise CasusError(f"{_short(words)} names no state on one of its sides; {_HOW}.")
    if both := set(actors) & set(recipients):
        raise CasusError(f"{name_of(min(both))} stands on both sides of the scenario; {_HOW}.")
    return Scenario(type_, actors, recipients, _place(found["place"], (*actors, *recipients)))


def _states_in(words: str) -> tuple[Side, ...]:
    return tuple(dict.fromkeys(state_called(part) for part in words.split(",") if part.strip()))


def state_called(name: str) -> Side:
    """The ISO code of a state, from its code or its name. Raises CasusError for one that is not known."""
    asked = name.strip()
    code = _names().get(asked.casefold())
    if code is None:
        raise CasusError(
            f"No state is called {_short(asked)}; give an ISO 3166 code such as AZE, or its name in English."
        )
    return code


@cache
def _names() -> dict[str, Side]:
    found: dict[str, Side] = {}
    listed = [row for row in rows("states.csv") if not row["to"]]
    for row in listed:
        for name in (row["name"], *values(row["names"])):
            found.setdefault(name.casefold(), row["code"])
    return found | {row["code"].casefold(): row["code"] for row in listed}


def _place(name: str | None, hints: tuple[Side, ...]) -> Place | None:
    if name is None:
        return None
    place = resolve_place(name.strip(), hints=hints)
    if place is None:
        raise CasusError(f"No place is called {_short(name)}; name a larger one near it, or none.")
    return place


def _government(code: Side) -> Actor:
    return Actor(name=f"Government of {name_of(code)}", country=code, sectors=("GOV",))


def _listed(codes: tuple[Side, ...]) -> str:
    return " and ".join(map(name_of, codes))


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else f"{words[:57]}...")
