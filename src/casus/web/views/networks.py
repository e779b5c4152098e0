"""The network of a conflict: who fights, backs, mediates and fears, each tie with the statements that tell of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from casus.knowledge.sides import belongs_to, name_of, sides_of
from casus.records import Event
from casus.situation import Situation
from casus.situation.cited import Cited, origins
from casus.web.addresses import statement_at
from casus.web.views.charts import Link, NetworkData, Node
from casus.wording.shown import headline
from casus.wording.terms import counted, printable

_ENOUGH = 2
"""Independent texts that tell of force, or of fear of it, between two sides, before it is drawn."""
_NODES = 18
"""Actors drawn: the sides, and those with most ties."""
_TRUCES = 5
"""Truces whose mediators are drawn, the newest."""
_FROM_TIES = {"backs": "backs", "ally": "ally", "rival": "rival", "belligerent": "fights", "mediates": "mediates"}
"""Kind of a tie -> kind of a link; who claims a place stands with nobody."""


def network(found: Situation) -> NetworkData | None:
    """Actors and what is told between them; None where nothing is."""
    links = _without_doubles([*_force(found), *_fears(found), *_ties(found), *_mediations(found)])
    told: Counter[str] = Counter(end for link in links for end in (link.source, link.target))
    sides = set(found.conflict.sides)
    kept = sorted(told, key=lambda name: (name not in sides, -told[name], name))[:_NODES]
    nodes = tuple(
        Node(id=name, name=printable(name_of(name)), role="side" if name in sides else "outside") for name in kept
    )
    shown = tuple(link for link in links if link.source in kept and link.target in kept)
    return NetworkData(nodes=nodes, links=shown) if shown else None


def _force(found: Situation) -> Iterator[Link]:
    """Sides told to have used force against each other, of which one is a belligerent."""
    told: dict[tuple[str, str], list[Cited]] = defaultdict(list)
    for one in found.statements:
        event = one.force
        if event is not None:
            for doer in sides_of(event.actors):
                for struck in {side for actor in event.recipients if (side := belongs_to(actor)) is not None}:
                    told[min(doer, struck), max(doer, struck)].append(one)
    for (one_side, other), its in _enough(told, found):
        words = f"Force between {name_of(one_side)} and {name_of(other)}"
        yield _link(one_side, other, "fights", words, its)


def _fears(found: Situation) -> Iterator[Link]:
    """Who says that another might use force."""
    told: dict[tuple[str, str], list[Cited]] = defaultdict(list)
    for one in found.statements:
        event = one.record
        if isinstance(event, Event) and event.type == "ASSAULT" and event.status == "possible":
            for voice in sides_of(event.voice):
                for doer in sides_of(event.actors):
                    told[voice, doer].append(one)
    for (voice, doer), its in _enough(told, found):
        yield _link(voice, doer, "fears", f"{name_of(voice)} says that {name_of(doer)} might use force", its)


def _enough(
    told: Mapping[tuple[str, str], list[Cited]], found: Situation
) -> Iterator[tuple[tuple[str, str], list[Cited]]]:
    for pair, its in told.items():
        if pair[0] != pair[1] and set(pair) & set(found.conflict.sides) and origins(its) >= _ENOUGH:
            yield pair, its


def _ties(found: Situation) -> Iterator[Link]:
    for stand in found.standings:
        kind = _FROM_TIES.get(stand.kind)
        if kind is not None:
            words = " · ".join((headline(stand)[0], *stand.caveats))
            yield from (_link(a, b, kind, words, stand.statements) for a in stand.a for b in stand.b)


def _mediations(found: Situation) -> Iterator[Link]:
    for life in found.truces[:_TRUCES]:
        its = [one for step in life.steps for one in step.statements]
        for name in life.mediators:
            yield from (_link(name, party, "mediates", headline(life)[0], its) for party in life.parties)


def _link(source: str, target: str, kind: str, words: str, its: Iterable[Cited]) -> Link:
    statements = list(its)
    told = counted(origins(statements), "independent text")
    newest = max(statements, key=lambda one: (one.told, one.key))
    label = printable(f"{words}: {told}, the last of {newest.told}")
    return Link(source=source, target=target, kind=kind, label=label, href=statement_at(*newest.key))


def _without_doubles(links: Iterable[Link]) -> list[Link]:
    """One link of a kind between two actors, the first one told."""
    kept: dict[tuple[str, frozenset[str]], Link] = {}
    for link in links:
        if link.source != link.target:
            kept.setdefault((link.kind, frozenset((link.source, link.target))), link)
    return list(kept.values())
