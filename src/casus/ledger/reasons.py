"""Why two statements are taken for one event, in words for a reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from casus.ledger.identity import POINTS, rules, told_elsewhere
from casus.ledger.mentions import Mention, Side
from casus.records import Actor

DECIDED = "decided"
"""The rule of a reason that is no rule but the user's word."""
_PLAIN = {
    "base": "nothing known",
    "same day": "the same day",
    "a day apart": "a day apart",
    "days that meet": "times that meet",
    "same country": "one in the other's country",
    "told and hypothetical": "one tells it, for one it hangs on a condition",
    "told by another side": "each told by another side, of no common place",
    "numbers agree": "numbers that agree",
    "numbers may have risen": "numbers that may have risen",
    "numbers apart": "numbers far apart",
    "one report": "both in one report",
}
"""Rules whose words are always the same."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that spoke: its name in POINTS, how often, and the words for a reader."""

    rule: str
    words: str
    times: int = 1

    @property
    def points(self) -> float:
        """For (positive) or against the same event; 0 for what the user decided."""
        return POINTS.get(self.rule, 0.0) * self.times


def compare(one: Mention, other: Mention) -> list[Reason] | None:
    """Reasons for and against the same event; None where something rules it out."""
    spoken = rules(one, other)
    if spoken is None:
        return None
    return [Reason(rule, _words(rule, one, other), times) for rule, times in Counter(spoken).items()]


def _words(rule: str, one: Mention, other: Mention) -> str:
    if rule in ("same town", "same area", "same country", "town in area", "towns close", "towns apart"):
        return _where(rule, one, other)
    if rule.startswith(("doer", "sufferer", "another doer")):
        return _who(rule, one, other)
    match rule:
        case "days that do not meet":
            is_due = max(one.first or 0, other.first or 0) > min(one.published or 0, other.published or 0) + 1
            return "told before it was due" if is_due and (one.is_day or other.is_day) else "times that do not meet"
        case "place told elsewhere":
            return f"both reports name {told_elsewhere(one, other)}"
        case "another target":
            return f"{min(one.targets)}, not {min(other.targets)}"
        case "same mode":
            return f"both {one.mode}"
        case "another mode":
            return f"{one.mode}, not {other.mode}"
        case "each name shared":
            return f"both say {', '.join(name.capitalize() for name in sorted(one.names & other.names)[:4])}"
        case "each word shared":
            return f"{len(one.words & other.words)} more words in common"
    return _PLAIN[rule]


def _where(rule: str, one: Mention, other: Mention) -> str:
    mine, its = (place.name if place is not None else "" for place in (one.place, other.place))
    if mine == its or rule in ("same town", "same area"):
        return f"both in {mine}"
    if rule == "same country":
        return _PLAIN[rule]
    if rule == "town in area":
        return f"{mine} and {its} are one area"
    return f"{mine} lies by {its}" if rule == "towns close" else f"{mine} is not {its}"


def _who(rule: str, one: Mention, other: Mention) -> str:
    if rule == "another doer":
        return " is not ".join(sorted((one.doers.actors[0].name, other.doers.actors[0].name)))
    role = rule.partition(" ")[0]
    sides = (one.doers, other.doers) if role == "doer" else (one.sufferers, other.sufferers)
    return f"{role}: {' and '.join(sorted(set(_pair(rule, *sides))))}"


def _pair(rule: str, mine: Side, its: Side) -> Iterable[str]:
    """The names of the first two actors for whom a rule holds."""
    for one in mine.actors:
        for other in its.actors:
            if _holds(rule, one, other):
                return one.name, other.name
    return ()


def _holds(rule: str, one: Actor, other: Actor) -> bool:
    if rule.endswith("of one name"):
        return one.name == other.name
    is_shared = one.country is not None and one.country == other.country
    return is_shared and (rule.endswith("of one country") or bool(set(one.sectors) & set(other.sectors)))
