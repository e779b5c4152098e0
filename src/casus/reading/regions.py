"""Whose an office or a force is where a region rules itself: its own, not that of the state it is counted to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from casus.knowledge.actors import Known, actor_book
from casus.knowledge.ruled_regions import RuledRegion, region_in, ruled_region
from casus.knowledge.tokens import TOKEN
from casus.reading.phrases import NounPhrase
from casus.reading.scene import Scene
from casus.reading.words import Word
from casus.records import Actor

_RULING = {"GOV", "MIL", "JUD", "LEG", "COP", "SPY"}
_CALLED = set("region enclave territory republic province statelet strip".split())
"""What a region is called once it was named."""


def region_of(phrase: NounPhrase, role: dict[str, Any], scene: Scene) -> RuledRegion | None:
    """The self-ruled region that an office, a force or an official of a phrase belongs to.

    Its words ("Abkhaz police"), its possessor ("the region's army"), "of" or "for" a region; "in" or "there" only of
    those who hold an office and are of nobody else: "Russian troops in Abkhazia" are not Abkhaz.
    """
    if not set(role["sectors"]) & _RULING:
        return None
    named = next((found for word in phrase.words[:-1] if (found := _named(word, scene)) is not None), None)
    if named is not None:
        return named
    if phrase.owner is not None:
        return _of_phrase(phrase.owner, scene)
    if phrase.words[0].tag == "PRP$":
        holder = scene.speaker[0] if scene.speaker else scene.person or scene.group
        return _region_of_actor(holder, scene) if holder is not None else None
    foreign = any(word.names for word in phrase.words)
    seated = not foreign and not role["armed"]
    for behind in phrase.after:
        if behind.preposition in ("of", "for") or (behind.preposition == "in" and seated):
            found = _of_phrase(behind, scene)
            if found is not None:
                return found
    if phrase.there and seated:
        return scene.region_there(phrase.head.end)
    if foreign or phrase.words[0].low != "the":
        return None
    told = scene.region_before(phrase.head.start)
    by_name = told is not None and len(phrase.words) > 2 and _force(phrase.words, told, scene) is not None
    return told if by_name else scene.opening[1] if seated else None


def authority(words: Sequence[Word], region: RuledRegion, sectors: Sequence[str], scene: Scene) -> Actor:
    """An office or a force of a region, named with it: "Defence Ministry of Abkhazia"; a known force by its name."""
    mention = (words[0].start, words[-1].end)
    known = _force(words, region, scene)
    if known is not None:
        return known.actor(mention)
    return Actor(
        name=f"{' '.join(_called(words, scene))} of {region.name}",
        country=region.country,
        sectors=tuple(dict.fromkeys((*sectors, *region.adds))),
        mention=mention,
    )


def _called(words: Sequence[Word], scene: Scene) -> list[str]:
    return [
        word.low if word.tag == "NN" else word.text
        for word in words
        if word.tag not in ("DT", "PRP$", "CD") and word.low not in _FILLING and _named(word, scene) is None
    ]


def _force(words: Sequence[Word], region: RuledRegion, scene: Scene) -> Known | None:
    """The known group that words mean with the region before them: "Defence Army" in Nagorno-Karabakh."""
    name = [*TOKEN.findall(region.name), *_called(words, scene)]
    hits = actor_book().find(name)
    whole = len(hits) == 1 and hits[0].start == 0 and hits[0].end == len(name)
    return hits[0].entries[0] if whole else None


_FILLING = set("more other another further such same own breakaway separatist unrecognised unrecognized".split())
"""Words before a role that are no part of what it is called."""


def with_region(actor: Actor, holder: Actor, scene: Scene) -> Actor:
    """Somebody of the same region as a holder: "servicemen" whom the region's ministry counts."""
    region = _region_of_actor(holder, scene)
    if region is None or region_in(actor.name) is not None:
        return actor
    sectors = tuple(dict.fromkeys((*actor.sectors, *region.adds)))
    return replace(actor, name=f"{actor.name} of {region.name}", country=region.country, sectors=sectors)


def _region_of_actor(actor: Actor, scene: Scene) -> RuledRegion | None:
    """The region in an actor's name; of a person who speaks for one, the one told last."""
    told = scene.grounds[-1][0] + 1 if scene.grounds and "PRE" in actor.sectors else 0
    last = scene.region_before(told)
    return region_in(actor.name) or (last if last is not None and last.country == actor.country else None)


def _of_phrase(phrase: NounPhrase, scene: Scene) -> RuledRegion | None:
    """The region a phrase names, or calls "the region"; of "the leader of Abkhazia" Abkhazia."""
    for word in _words(phrase):
        found = _named(word, scene)
        if found is not None:
            return found
    told = scene.region_before(phrase.head.start)
    if phrase.head.lemma in _CALLED or (told is not None and _force(phrase.words, told, scene) is not None):
        return told
    return next((found for one in phrase.after if (found := _of_phrase(one, scene)) is not None), None)


def _words(phrase: NounPhrase) -> Iterator[Word]:
    yield from phrase.words
    if phrase.owner is not None:
        yield from _words(phrase.owner)


def _named(word: Word, scene: Scene) -> RuledRegion | None:
    """The region that a word names: as a place, as an adjective, or as the group that its authorities are known as."""
    names = [word.text, *(entry.name for entry in word.names[:1])]
    if word.place is not None and word.place.place is not None:
        names.append(word.place.place.name)
    return next((found for name in names if (found := ruled_region(name, scene.published)) is not None), None)
