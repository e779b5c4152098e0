"""What a reader knows of the report so far: who was named, who speaks, which countries it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from casus.knowledge.ruled_regions import RuledRegion
from casus.knowledge.tokens import fold
from casus.records import Actor


@dataclass(slots=True)
class Scene:
    """The memory of one report while it is read, sentence by sentence.

    published: ISO date or None. countries: how often each state was named. people: last name word -> actor.
    person, group: the last single person and the last group or state spoken of; body: of these the last that is not
    several people, for "it". meant: whom a pronoun stands for, by its offset, once that is settled.
    speaker: who spoke last.
    sides: the two sides of the fighting, once told; pair: two states named together before, where no sides were told;
    two: the two states that the report as a whole is about.
    outbreak: the day it broke out, as an EDTF string.
    names: words that are capitalised within sentences, folded.
    definite: head noun -> the last actor named with it, for "the ministry", "the group".
    home: the country the report is written from, where its dateline or outlet tells.
    opening: where the sentence says it happens before all else ("In Yerevan, the police ..."): the country, and the
    self-ruled region where it is one.
    grounds: where places are named, in the order of the text, each with the self-ruled region it is or is the seat of.
    """

    published: str | None
    countries: Counter[str] = field(default_factory=Counter)
    people: dict[str, Actor] = field(default_factory=dict)
    person: Actor | None = None
    group: Actor | None = None
    body: Actor | None = None
    meant: dict[int, tuple[Actor, ...]] = field(default_factory=dict)
    speaker: tuple[Actor, ...] = ()
    sides: tuple[Actor, ...] = ()
    pair: tuple[Actor, ...] = ()
    two: tuple[Actor, ...] = ()
    outbreak: str | None = None
    names: set[str] = field(default_factory=set)
    definite: dict[str, Actor] = field(default_factory=dict)
    home: str | None = None
    opening: tuple[str | None, RuledRegion | None] = (None, None)
    grounds: list[tuple[int, RuledRegion | None]] = field(default_factory=list)

    def region_there(self, offset: int) -> RuledRegion | None:
        """The self-ruled region that "there" means at an offset: that of the last place named before it."""
        return next((region for start, region in reversed(self.grounds) if start < offset), None)

    def region_before(self, offset: int) -> RuledRegion | None:
        """The self-ruled region that "the region" means at an offset: the last one named before it."""
        told = (region for start, region in reversed(self.grounds) if start < offset and region is not None)
        return next(told, None)

    def own_country(self) -> str | None:
        """Whose the offices are of which nothing is said: those of the place that opens the sentence, else of the
        country the report is written from, if it is told at least a third as often as any other.
        """
        if self.opening[0] is not None:
            return self.opening[0]
        told = self.home is not None and 3 * self.countries[self.home] >= max(self.countries.values(), default=0)
        return self.home if told else None

    def country(self) -> str | None:
        """The country the report is about, when one stands out; the one it is written from comes first."""
        if not self.countries:
            return None
        own = self.own_country()
        if own is not None:
            return own
        (first, count), *others = self.countries.most_common(2)
        return first if not others or count >= 1.5 * others[0][1] else None

    def remember(self, actors: Iterable[Actor], *, person: bool, several: bool = False) -> None:
        """Keep actors for later pronouns and short forms. several: they are people, not a body."""
        for actor in actors:
            if person:
                self.person = actor
                self.people[fold(actor.name).split()[-1]] = actor
            else:
                self.group = actor
                self.body = self.body if several else actor
