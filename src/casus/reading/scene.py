"""What a reader knows of the report so far: who was named, who speaks, which countries it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from casus.knowledge.tokens import fold
from casus.records import Actor


@dataclass(slots=True)
class Scene:
    """The memory of one report while it is read, sentence by sentence.

    published: ISO date or None. countries: how often each state was named. people: last name word -> actor.
    person, group: the last single person and the last group or state spoken of. speaker: who spoke last.
    sides: the two sides of the fighting, once told. outbreak: the day it broke out, as an EDTF string.
    names: words that are capitalised within sentences, folded.
    definite: head noun -> the last actor named with it, for "the ministry", "the group".
    """

    published: str | None
    countries: Counter[str] = field(default_factory=Counter)
    people: dict[str, Actor] = field(default_factory=dict)
    person: Actor | None = None
    group: Actor | None = None
    speaker: tuple[Actor, ...] = ()
    sides: tuple[Actor, ...] = ()
    outbreak: str | None = None
    names: set[str] = field(default_factory=set)
    definite: dict[str, Actor] = field(default_factory=dict)

    def country(self) -> str | None:
        """The country the report is about, when one stands out."""
        if not self.countries:
            return None
        (first, count), *others = self.countries.most_common(2)
        return first if not others or count >= 1.5 * others[0][1] else None

    def remember(self, actors: Iterable[Actor], *, person: bool) -> None:
        """Keep actors for later pronouns and short forms."""
        for actor in actors:
            if person:
                self.person = actor
                self.people[fold(actor.name).split()[-1]] = actor
            else:
                self.group = actor
