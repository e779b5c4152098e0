"""The terminal view of what-if runs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from casus.cli.printing import plain, show
from casus.knowledge.sides import name_of
from casus.ledger import open_ledger
from casus.outlook.whatif import WhatIf, what_if
from casus.outlook.whatif.drawing import whatif_svg
from casus.outlook.whatif.reasons import level_words
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
    whatif_json,
)
from casus.records import CasusError
from casus.situation import Situation, situations

_SHOWN = 10
"""States shown at most; all are in the JSON."""
_LEAST = 0.005
"""Probability under which a state is not shown, but for the first three."""
_CHAINS = 24
_MATTER = 6


def tell_whatif(
    words: str, day: str, where: str | None, *, futures: int, seed: int, level: int | None, as_json: bool,
    image: str | None,
) -> None:  # fmt: skip
    """Print a what-if run, and write its escalation graph where an image is asked for.

    Raises CasusError for what is no scenario, an unknown state, a day before the record, a ledger that is not there,
    and an image that cannot be written.
    """
    parse_scenario(words)  # what is no scenario is told before a ledger is read
    run = what_if(words, day, _found(where, day), futures=futures, seed=seed, level=level)
    if image is not None:
        _write(image, whatif_svg(run))
    if as_json:
        print(json.dumps(whatif_json(run), ensure_ascii=False, separators=(",", ":")))
    else:
        show(*_blocks(run))


def _found(where: str | None, day: str) -> list[Situation]:
    """The situations of a ledger on a day; none without a ledger."""
    if where is None:
        return []
    ledger = open_ledger(where, create=False)
    try:
        with ledger.asking() as connection:
            return situations(connection, day)
    finally:
        ledger.close()


def _write(file: str, words: str) -> None:
    try:
        with open(file, "w", encoding="utf-8", newline="\n") as out:
            out.write(words)
    except OSError as error:
        raise CasusError(f"The image could not be written to {file} ({error.strerror}).") from error


def _blocks(run: WhatIf) -> Iterator[RenderableType]:
    yield plain(f"If on {run.day}: {run.scenario.words}", "bold")
    yield plain(f"Taken as {level_words(run.level)}: {run.level_because}.", "dim")
    yield plain(f"{run.futures:,} futures, seed {run.seed}, {run.draws} draws of the parameters", "dim")
    yield plain(WARNING)
    yield plain(BASE_RATES)
    for note in run.notes:
        yield plain(note, "dim")
    low, middle, high = run.joiners
    yield plain(
        f"\nNo outside state joins: {per_cent(run.nobody)} ({likelihood(run.nobody)}). "
        f"States that join: {middle} in the median future, {low} to {high} in nine of ten (chance and parameters)."
    )
    yield from _part("Who is drawn in", _drawn(run))
    yield from _part("How it spreads (share of all futures)", _spread(run))
    yield from _part("What matters most", _matter(run))
    yield from _part("What the ledger tells", ((plain("·"), plain(_cited(run, i))) for i in range(len(run.heard))))
    yield from _part("How it ends", _ends(run))


def _part(title: str, rows: Iterable[tuple[Text, Text]]) -> Iterator[RenderableType]:
    lines = list(rows)
    if lines:
        table = Table.grid(padding=(0, 2, 0, 0))
        for left, right in lines:
            table.add_row(left, right)
        yield Group(plain(f"\n{title}", "bold"), Padding(table, (0, 0, 0, 2)))


def _drawn(run: WhatIf) -> Iterator[tuple[Text, Text]]:
    for i, one in enumerate(run.drawn[:_SHOWN]):
        if i < 3 or one.probability >= _LEAST:
            yield plain(name_of(one.state), "bold"), plain(_chance(run, one))
            for why in one.reasons:
                yield plain(""), plain(reason_words(why), "dim")
            if one.capability is not None:
                year, share = one.capability
                words = f"has {per_cent(share)} of the world's capabilities (COW NMC, {year}; not part of the model)"
                yield plain(""), plain(words, "dim")


def _chance(run: WhatIf, one: Drawn) -> str:
    when = "" if one.days is None else f"; {_when(one.days)}"
    return (
        f"{per_cent(one.probability)} on the side {side_words(run, one.side)}, {likelihood(one.probability)}; "
        f"parameters {span(one.low, one.high)}, chance ± {100 * one.error:.2f} points{when}"
    )


def _spread(run: WhatIf) -> Iterator[tuple[Text, Text]]:
    its = list(tree(run))
    for depth, one in its[:_CHAINS]:
        state, side = one.joined[-1]
        then = "then " if depth else ""
        yield (
            plain(per_cent(one.probability)),
            plain(f"{'    ' * depth}{then}{name_of(state)} on the side {side_words(run, side)}"),
        )
    if len(its) > _CHAINS:
        yield plain(""), plain(f"and {len(its) - _CHAINS} more; all are in the JSON", "dim")


def _matter(run: WhatIf) -> Iterator[tuple[Text, Text]]:
    for one in run.without[:_MATTER]:
        joins = f"{name_of(one.state)} joins the side {side_words(run, one.side)} in {per_cent(one.joins[1])}"
        anybody = f"anybody in {per_cent(one.anybody[1])}, not {per_cent(one.anybody[0])}"
        yield plain("without"), plain(f"{one.words}: {joins}, not {per_cent(one.joins[0])}; {anybody}")


def _cited(run: WhatIf, i: int) -> str:
    return f"{heard_words(run.heard[i])} · {' '.join(run.heard[i].bond.statements)}"


def _ends(run: WhatIf) -> Iterator[tuple[Text, Text]]:
    for one in run.endings:
        yield plain(per_cent(one.share)), plain(f"{one.kind}, {_when(one.days)}")


def _when(days: tuple[float, float, float]) -> str:
    return f"in {days[1]:.0f} days (half within {days[0]:.0f} to {days[2]:.0f})"
