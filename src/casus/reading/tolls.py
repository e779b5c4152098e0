"""How many were harmed, as a sentence says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casus.reading.drafts import Draft, Stance
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.referents import role_of
from casus.reading.stances import Stances
from casus.reading.words import Word
from casus.records import Actor, Effect, Group, Place, Span, Time


@dataclass(slots=True, eq=False)
class TollDraft:
    """A toll in the making. whole: the toll it is a part of."""

    span: Span
    effect: Effect
    low: int | None
    best: int | None
    high: int | None
    group: Group
    stance: Stance
    of: tuple[Actor, ...] = ()
    by: tuple[Actor, ...] = ()
    place: Place | None = None
    time: Time | None = None
    whole: TollDraft | None = None
    caveat: str | None = None
    confidence: float = 0.75


_DYING = {"die": "killed", "perish": "killed", "drown": "killed"}
_STATES: dict[str, Effect] = {
    "dead": "killed", "killed": "killed", "death": "killed", "fatality": "killed", "wounded": "wounded", "injured": "wounded", "injury": "wounded",
    "missing": "missing", "hostage": "abducted", "captive": "captured", "corpse": "killed", "body": "killed",
}  # fmt: skip


def find_tolls(passage: Passage, drafts: Sequence[Draft], stances: Stances) -> list[TollDraft]:
    """The tolls of one sentence, parts behind the whole they belong to."""
    found: list[TollDraft] = []
    for draft in drafts:
        if draft.sense is not None and draft.sense.effect is not None and draft.patient is not None and draft.status in ("actual", "historical"):
            by = tuple(actor for actor in draft.actors if actor.name != "unidentified")
            found += _counted(draft.patient, draft.sense.effect, draft, by)
    return found


def _counted(phrase: NounPhrase, effect: Effect, draft: Draft, by: tuple[Actor, ...]) -> Iterator[TollDraft]:
    for member in phrase.members():
        counted = next((word for word in member.words if word.quantity is not None), None)
        if counted is None or counted.quantity is None:
            continue
        quantity = counted.quantity
        assert draft.stance is not None
        yield TollDraft(
            span=(counted.start, member.words[-1].end), effect=effect, low=quantity.low, best=quantity.best, high=quantity.high,
            group=group_of(member.words), stance=draft.stance, by=by, place=draft.place, time=draft.time,
        )  # fmt: skip


def group_of(words: Sequence[Word]) -> Group:
    """Whether the words name civilians, combatants, or people at large."""
    role = role_of(words)
    if role is None:
        return "all"
    if role[1].get("civilian"):
        return "civilians"
    return "combatants" if role[1].get("armed") else "all"
