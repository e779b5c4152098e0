"""A what-if run: who would be drawn in, with the reasons and the statements behind them."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query
from sqlalchemy import Connection

from casus.knowledge.sides import Side, is_state, name_of
from casus.outlook.whatif import WhatIf, what_if
from casus.outlook.whatif.reasons import Reason, level_words
from casus.outlook.whatif.run import Drawn
from casus.outlook.whatif.scenario import parse_scenario
from casus.outlook.whatif.wording import (
    BASE_RATES,
    WARNING,
    heard_words,
    likelihood,
    per_cent,
    reason_words,
    side_words,
    span,
    tree,
)
from casus.records import CasusError
from casus.situation import situations
from casus.situation.state import conflicts_on
from casus.web.addresses import statement_at
from casus.web.given import Day, GivenDesk
from casus.wording.terms import all_printable

FUTURES = 20_000
"""Drawn for a page; the command line draws 100,000."""
_SHOWN, _LEAST, _CHAINS, _CHAIN, _MATTER = 10, 0.005, 24, 0.01, 6
_alone = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """A reason. statements: (name, address) of those behind it; none for what a data row says."""

    words: str
    statements: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One state on one side."""

    name: str
    probability: str
    words: str
    reasons: tuple[Because, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share of futures, and of what. depth: further down its chain."""

    share: str
    words: str
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run gave, in words."""

    title: str
    facts: tuple[str, ...]
    nobody: str
    states: tuple[State, ...]
    spread: tuple[Share, ...]
    matter: tuple[str, ...]
    told: tuple[Because, ...]
    ends: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfPage:
    """The form, and the run or what was wrong with what was asked.

    draft: what stands in the form where nothing was asked.
    """

    scenario: str
    draft: str
    day: str
    example: str
    warning: str
    base_rates: str
    problem: str | None
    run: Run | None


def whatif(
    desk: GivenDesk,
    scenario: Annotated[str | None, Query(max_length=300)] = None,
    draft: Annotated[str | None, Query(max_length=300)] = None,
    on: Day | None = None,
) -> WhatIfPage:
    """A run of a scenario such as "ASSAULT AZE -> ARM at Vardenis" on a day; without one, of the newest report's.

    draft: a scenario that is put into the form and not run.
    """
    day = desk.day(on)
    asked = (scenario or "").strip()
    example = desk.derived(("example", day), lambda connection: _example(connection, day))
    problem, run = None, None
    if asked:
        try:
            parse_scenario(asked)
            with _alone:  # one after the other: a run keeps both cores busy
                run = desk.derived(("whatif", asked, day), lambda connection: _run(connection, asked, day))
        except CasusError as error:
            problem = str(error)
    return all_printable(
        WhatIfPage(
            scenario=asked,
            draft=(draft or "").strip() or example,
            day=day,
            example=example,
            warning=WARNING,
            base_rates=BASE_RATES,
            problem=problem,
            run=run,
        )
    )


def between(sides: Sequence[Side]) -> str | None:
    """A scenario between the two states most told of among the sides of a conflict; None where they are not two."""
    states = [one for one in sides if is_state(one)]
    return f"ASSAULT {states[1]} -> {states[0]}" if len(states) > 1 else None


def _example(connection: Connection, day: str) -> str:
    """A scenario of the conflict most told of that is between states."""
    found = (between(one.sides) for one in conflicts_on(connection, day))
    return next((one for one in found if one is not None), "ASSAULT AZE -> ARM at Vardenis")


def _run(connection: Connection, asked: str, day: str) -> Run:
    found = what_if(asked, day, situations(connection, day), futures=FUTURES)
    low, middle, high = found.joiners
    return Run(
        title=f"If on {found.day}: {found.scenario.words}",
        facts=(
            f"Taken as {level_words(found.level)}: {found.level_because}.",
            f"{found.futures:,} futures, seed {found.seed}, {found.draws} draws of the parameters.",
            *found.notes,
        ),
        nobody=(
            f"No outside state joins in {per_cent(found.nobody)} ({likelihood(found.nobody)}). States that join: "
            f"{middle} in the median future, {low} to {high} in nine of ten."
        ),
        states=tuple(
            _state(found, one) for at, one in enumerate(found.drawn[:_SHOWN]) if at < 3 or one.probability >= _LEAST
        ),
        spread=tuple(
            Share(
                share=per_cent(one.probability),
                words=f"{name_of(one.joined[-1][0])} on the side {side_words(found, one.joined[-1][1])}",
                depth=depth,
            )
            for depth, one in [its for its in tree(found) if its[1].probability >= _CHAIN][:_CHAINS]
        ),
        matter=tuple(
            f"Without {one.words}, {name_of(one.state)} joins the side {side_words(found, one.side)} in "
            f"{per_cent(one.joins[1])}, not {per_cent(one.joins[0])}"
            for one in found.without[:_MATTER]
        ),
        told=tuple(Because(words=heard_words(one), statements=_named(one.bond.statements)) for one in found.heard),
        ends=tuple(Share(share=per_cent(one.share), words=one.kind) for one in found.endings),
    )


def _state(found: WhatIf, one: Drawn) -> State:
    days = (
        "" if one.days is None else f"; in {one.days[1]:.0f} days (half within {one.days[0]:.0f} to {one.days[2]:.0f})"
    )
    return State(
        name=name_of(one.state),
        probability=per_cent(one.probability),
        words=(
            f"on the side {side_words(found, one.side)}, {likelihood(one.probability)}; parameters "
            f"{span(one.low, one.high)}{days}"
        ),
        reasons=tuple(Because(words=_because(why), statements=_named(why.statements)) for why in one.reasons),
    )


def _because(why: Reason) -> str:
    """The words of a reason; its statements stand beside it as links."""
    words = reason_words(why)
    for name in why.statements:
        words = words.replace(name, "").replace(" ;", ";")
    return " ".join(words.split()).replace("; )", ")").replace(" )", ")")


def _named(statements: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    parts = [name.partition("/") for name in statements]
    return tuple((f"{report[:8]}/{label}", statement_at(report, label)) for report, _, label in parts)
