"""Bonds: what the ledger tells of promises and backing, as far as it bears on who would join.

No data set says how often a promise that news reports was kept, so what a bond adds is an assumption, drawn anew in
every future's set of parameters and shown beside the result: a share of what a defence pact or a rivalry adds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from casus.knowledge.sides import Side, belongs_to, name_of
from casus.records import Event
from casus.situation import Situation
from casus.situation.pledges import LIVE, PledgeLife, is_case_of
from casus.situation.ties import Standing

SHARES = MappingProxyType({
    "pledge": ("defence pact", 0.22, 0.75),
    "backing": ("defence pact", 0.0, 0.5),
    "hostility": ("rival of the opponent", 0.0, 1.0),
})  # fmt: skip
"""Of which estimate a bond adds a share, and the least and the most it is: each share as likely as another.

Pledge: the shares of alliances that were kept in published counts, from 22 % (1945-2003, Berkemeier and Fuhrmann 2018)
to 75 % (1816-1944, Leeds 2003). Backing and hostility that reports tell of: from nothing to half a pact, or a rivalry.
"""
_SERVES = ("AID", "SUPPORT", "COOPERATE", "ASSAULT", "THREATEN", "MOBILIZE")
"""Promised acts that take a side."""


@dataclass(frozen=True, slots=True)
class Bond:
    """Something the ledger tells that would draw a state to the side of another. statements: names of them.

    life: the pledge, which binds only once its case has come about; None for ties, which bind from the start.
    """

    kind: str
    state: Side
    beneficiary: Side
    words: str
    statements: tuple[str, ...]
    life: PledgeLife | None = None

    def is_met_by(self, event: Event) -> bool:
        """Whether an event is the case it hangs on."""
        return self.life is None or is_case_of(event, self.life)


def bonds_of(found: Sequence[Situation], parties: Sequence[Side]) -> list[Bond]:
    """The bonds that situations tell of; ties only with the parties. In no state's favour twice by one statement."""
    bonds = {
        (bond.kind, bond.state, bond.beneficiary, bond.statements): bond
        for one in found
        for bond in (*_pledged(one.pledges), *_tied(one.standings, parties))
    }
    return list(bonds.values())


def _pledged(lives: Sequence[PledgeLife]) -> Iterator[Bond]:
    for life in lives:
        if life.state not in LIVE or life.pledge.act not in _SERVES:
            continue
        for beneficiary in _served(life):
            for state in life.guarantors:
                if state != beneficiary:
                    condition = f", {life.pledge.condition}" if life.pledge.condition else ""
                    words = f"{name_of(state)} promised {life.pledge.act} for {name_of(beneficiary)}{condition}"
                    yield Bond("pledge", state, beneficiary, words, ("/".join(life.first.key),), life)


def _served(life: PledgeLife) -> tuple[Side, ...]:
    """For whom a promise is: its beneficiaries, else those whom or whose land its case would strike."""
    if life.beneficiaries:
        return life.beneficiaries
    trigger = life.pledge.trigger
    struck = tuple(side for actor in trigger.recipients if (side := belongs_to(actor)) is not None)
    land = trigger.place.country if trigger.place is not None else None
    return struck or ((land,) if land is not None else ())


def _tied(standings: Sequence[Standing], parties: Sequence[Side]) -> Iterator[Bond]:
    for one in standings:
        keys = tuple("/".join(its.key) for its in one.statements)
        if one.kind == "backs":
            pairs = [(a, b) for a in one.a for b in one.b]
        elif one.kind in ("ally", "rival"):
            pairs = [pair for a in one.a for b in one.b for pair in ((a, b), (b, a))]
        else:
            continue
        for state, other in pairs:
            if other in parties and state not in parties:
                kind = "hostility" if one.kind == "rival" else "backing"
                verb = {"backs": "is told to back", "ally": "is told to be allied with", "rival": "is told to oppose"}
                yield Bond(kind, state, other, f"{name_of(state)} {verb[one.kind]} {name_of(other)}", keys)
