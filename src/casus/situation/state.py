"""The state of conflicts on a day: a pure function of the ledger and the date.

Reports published after the day are not looked at; those without a date belong to no day. Older acts than of three
months, and other statements than of two years, are left to the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from casus.knowledge.sides import name_of
from casus.ledger.bearings import CEASEFIRE, FORCE, PROPOSAL, TRUCE
from casus.ledger.events import ToldEvent, shifted
from casus.ledger.garbage import no_collecting
from casus.records import CasusError
from casus.situation.assigning import assigned
from casus.situation.cited import Cited, cited, origins
from casus.situation.conflicts import Conflict, conflicts
from casus.situation.disputes import Dispute, disputes
from casus.situation.outlines import Outline, fighting, outlines
from casus.situation.phases import Phase, phases, since_when
from casus.situation.pledges import PledgeLife, pledges
from casus.situation.ties import Outsider, Standing, outsiders, standings
from casus.situation.told import denied_until
from casus.situation.tolls import Tolls, tolls
from casus.situation.truces import TruceLife, truces

_RECENT = 90
"""Days before the date in which force makes a conflict, and whose acts count."""
_STANDING = 365
"""Days before the date whose truces and ties tell of a conflict, though no force is told of any more."""
_MEMORY = 730
"""Days before the date whose truces, pledges, tolls and ties count."""
_DISPUTED = 30
"""Days before the date whose events are looked at for denials."""


@dataclass(frozen=True, slots=True)
class Situation:
    """One conflict on one day. statements: all that it rests on; readers: who read them."""

    conflict: Conflict
    day: str
    statements: tuple[Cited, ...]
    phases: tuple[Phase, ...]
    truces: tuple[TruceLife, ...]
    pledges: tuple[PledgeLife, ...]
    tolls: Tolls
    standings: tuple[Standing, ...]
    outsiders: tuple[Outsider, ...]
    disputes: tuple[Dispute, ...]

    @property
    def reports(self) -> int:
        """How many reports it rests on."""
        return len({one.report.id for one in self.statements})

    @property
    def origins(self) -> int:
        """How many independent texts it rests on."""
        return origins(self.statements)

    @property
    def readers(self) -> tuple[str, ...]:
        """Names and versions of the readers."""
        return tuple(sorted({one.report.reader for one in self.statements}))


def situations(
    connection: Connection, day: str, asked: str | None = None, *, acts_since: str | None = None
) -> list[Situation]:
    """The situation of every conflict on a day, the most told of first; of those that `asked` means, if it is given.

    asked: a name or a part of one, a side's name or ISO code, a theatre's ISO code. day: ISO date. acts_since: a day
    from which on all acts are looked at, where that is longer ago than the last months.
    Raises CasusError where no conflict is meant.
    """
    with no_collecting():
        return _situations(connection, day, asked, acts_since)


def _situations(connection: Connection, day: str, asked: str | None, acts_since: str | None) -> list[Situation]:
    found = conflicts_on(connection, day)
    wanted = _meant(found, asked, day)
    if not wanted:
        return []
    countries = None if asked is None else sorted({code for one in wanted for code in one.countries})
    since = min(acts_since or day, shifted(day, -_RECENT))
    parts = assigned(found, outlines(connection, since, shifted(day, -_MEMORY), day, countries))
    told = denied_until(connection, shifted(day, -_DISPUTED), day, countries)
    return [_situation(one, cited(connection, _numbers(parts[one])), told, day, since) for one in wanted]


def _numbers(statements: Iterable[Outline]) -> list[int]:
    return [number for _, number in (one.key for one in statements)]


@dataclass(frozen=True, slots=True)
class Glance:
    """One conflict on one day at a glance: what its `Situation` says of it. phase: the newest, None without any."""

    conflict: Conflict
    phase: Phase | None
    statements: int
    reports: int
    origins: int


def overview(connection: Connection, day: str) -> list[Glance]:
    """Every conflict on a day, the most told of first, in half the time of its situations. day: ISO date."""
    with no_collecting():
        found, since = conflicts_on(connection, day), shifted(day, -_RECENT)
        parts = assigned(found, outlines(connection, since, shifted(day, -_MEMORY), day, None))
        return [_glance(connection, one, parts[one], day, since) for one in found]


def _glance(connection: Connection, conflict: Conflict, its: Sequence[Outline], day: str, since: str) -> Glance:
    of_phases = [one for one in its if one.bearing.shows in (FORCE, CEASEFIRE, TRUCE, PROPOSAL)]
    statements = cited(connection, _numbers(of_phases))
    spells = since_when(phases(statements, truces(statements, conflict.sides, day), day), since)
    reports, texts = {one.key[0] for one in its}, {one.origin for one in its}
    return Glance(conflict, spells[-1] if spells else None, len(its), len(reports), len(texts))


def conflicts_on(connection: Connection, day: str) -> list[Conflict]:
    """The conflicts that the reports of the last months tell of, the most told of first. day: ISO date."""
    with no_collecting():
        return conflicts(fighting(connection, shifted(day, -_RECENT), shifted(day, -_STANDING), day))


def _meant(found: Sequence[Conflict], asked: str | None, day: str) -> list[Conflict]:
    if asked is None:
        return list(found)
    word = asked.casefold()
    exact = [one for one in found if word in (one.slug, one.name.casefold())]
    coded = [one for one in found if asked.upper() in (*one.sides, *one.theatre)]
    parts = [one for one in found if word in one.name.casefold() or word in one.slug or _names(one, word)]
    meant = exact or parts or coded
    if not meant:
        known = ", ".join(one.slug for one in found) or "none"
        raise CasusError(f"No conflict on {day} is called {asked!r}; the ledger tells of: {known}.")
    return meant


def _names(conflict: Conflict, word: str) -> bool:
    return any(word == name_of(side).casefold() for side in (*conflict.sides, *conflict.theatre))


def _situation(
    conflict: Conflict, statements: Sequence[Cited], told: Sequence[ToldEvent], day: str, since: str
) -> Situation:
    lives = truces(statements, conflict.sides, day)
    given = pledges(statements, day)
    stands = standings(statements)
    mine = {one.key for one in statements}
    inside = (*conflict.sides, conflict.place) if conflict.place is not None else conflict.sides
    return Situation(
        conflict=conflict,
        day=day,
        statements=tuple(statements),
        phases=since_when(phases(statements, lives, day), since),
        truces=tuple(lives),
        pledges=tuple(given),
        tolls=tolls(statements),
        standings=tuple(stands),
        outsiders=tuple(outsiders(statements, inside, given, stands)),
        disputes=tuple(disputes([one for one in told if one.first.key in mine])),
    )
