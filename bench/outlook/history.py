"""What-if runs for July 1914, Kuwait 1990 and Nagorno-Karabakh 2020 beside what happened; and chains of joinings.

    python -m bench.outlook.history [SHARED] [--chains]         SHARED defaults to ../shared

Each run rests on estimates from the disputes before it. Of 1914 the pacts are those that the rows of opportunities of
1912-1914 show; of 1990 those of ATOP. --chains runs every dispute of 1991-2010 with and without the effect that those
who have joined have on others, beside how many joined.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np

from bench.outlook.estimating import Fit, fit
from bench.outlook.joining import draws
from bench.outlook.opportunities import Opportunities, Party, Records, opportunities, pacts_of, rows
from casus.outlook.whatif import what_if
from casus.outlook.whatif.futures import Chances, run_futures
from casus.outlook.whatif.graph import FORCE, PACTS, WAR, Floats, Graph
from casus.outlook.whatif.record import Ending, Estimates
from casus.outlook.whatif.run import chances_of, setting_of

_JULY_1914, _KUWAIT = 257, 3957
"""Numbers of the disputes."""
_FUTURES = 100_000
Pacts = dict[tuple[int, int], tuple[bool, ...]]


def known_before(data: Opportunities, year: int, many: int = 100) -> Estimates:
    """The estimates of disputes before a year."""
    made: Fit = fit(data, data.year < year)
    mask = data.year < year
    past = Opportunities(*(getattr(data, name)[mask] for name in Opportunities.__slots__))
    endings = {level: (Ending("at the end", 1.0, days),) for level, days in made.lengths.items()}
    return Estimates(made.coefficients, draws(past, made, many, 1), made.shape, made.frailty, endings)


def shown_pacts(records: Records, first: int, last: int) -> Pacts:
    """Pacts that the opportunities of some years show."""
    found: Pacts = {}
    for row in records.opportunities:
        if first <= int(row["year"]) <= last:
            pair = int(row["third_party"]), int(row["originator"])
            found[pair] = tuple(a or b for a, b in zip(pacts_of(row), found.get(pair, (False,) * 5), strict=True))
    return found


def atop_pacts(records: Records) -> dict[int, Pacts]:
    """Pacts by year since 1989."""
    found: dict[int, Pacts] = defaultdict(dict)
    for row in rows(records.folder / "alliances.csv.gz"):
        pair = int(row["ccode1"]), int(row["ccode2"])
        found[int(row["year"])][pair] = tuple(row[kind] == "1" for kind in PACTS)
    return found


def in_force(pacts: dict[int, Pacts], year: int) -> Pacts:
    """Pacts of a year that were in force in the year before too."""
    before = pacts[year - 1]
    return {
        pair: tuple(a and b for a, b in zip(kinds, before[pair], strict=True))
        for pair, kinds in pacts[year].items()
        if pair in before
    }


def parties_of(its: list[Party]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The originators of a dispute: those who acted first, and their targets."""
    found = tuple(tuple(sorted({str(one.state) for one in its if one.is_originator and one.side == i})) for i in (1, 0))
    return found[0], found[1]


def dispute_graph(records: Records, its: list[Party], pacts: Pacts) -> Graph:
    """The graph of the day on which a dispute began."""
    begins = min(one.begins for one in its if one.is_originator)
    year = int(np.datetime64(begins - 719163, "D").astype(str)[:4])
    return records.graph(sorted(records.states[year] | {one.state for one in its}), pacts, begins)


def told(records: Records, name: str, dispute: int, pacts: Pacts, known: Estimates) -> list[str]:
    """A run of one dispute as a war, beside who joined."""
    its = records.by_dispute[dispute]
    sides = parties_of(its)
    setting = setting_of(dispute_graph(records, its, pacts), sides, WAR, (), known)
    runs = run_futures(chances_of(setting, known, 1), _FUTURES, 1)
    codes = [setting.graph.states[i] for i in setting.outside]
    came = {(str(one.state), 1 - one.side): one.begins for one in its if not one.is_originator}
    share = np.bincount(runs.column, minlength=2 * len(codes)) / runs.futures
    low, high = np.quantile(runs.expected, (0.05, 0.95), axis=0)
    names = names_of(records)
    joiners = len(runs.column) / runs.futures
    lines = [f"\n{name}: {joiners:.1f} joinings expected, {len(came)} happened; of 40 outside states:"]
    for column in np.argsort(-share):
        side, at = divmod(int(column), len(codes))
        happened = (codes[at], side) in came
        if share[column] >= 0.15 or happened:
            who = f"{names[codes[at]]:28} on the side of {names[sides[side][0]]:16}"
            sure = f"{100 * share[column]:5.1f} %  ({100 * low[column]:.0f} to {100 * high[column]:.0f})"
            lines.append(f"  {who} {sure:22} {'joined' if happened else 'did not'}")
    missing = [names[code] for code, _ in came if code not in codes]
    return [*lines, *([f"  joined, but not among the 40: {', '.join(missing)}"] if missing else [])]


def names_of(records: Records) -> dict[str, str]:
    """Names of the states by COW code."""
    parts = rows(records.folder / "interstate_dispute_participants.csv.gz")
    return defaultdict(lambda: "another", {row["ccode"]: row["state"] for row in parts})


def karabakh() -> list[str]:
    """The run of 2020 with what is shipped; no outside state joined by the standard of the data sets."""
    lines = ["\nNagorno-Karabakh, 27 September 2020, without a ledger:"]
    for level, words in ((WAR, "war"), (FORCE, "use of force")):
        run = what_if("ASSAULT AZE -> ARM", "2020-09-27", level=level)
        lines.append(f"  as a {words}: nobody joins in {100 * run.nobody:.0f} % of futures")
        for one in run.drawn[:5]:
            side = run.sides[one.side][0]
            sure = f"{100 * one.probability:.1f} % ({100 * one.low:.0f} to {100 * one.high:.0f})"
            lines.append(f"    {one.state} on the side of {side}: {sure}")
    return [
        *lines,
        "  What happened: Turkey gave Azerbaijan weapons and open backing, and denied taking part; Russia brokered",
        "  the truce of 9 November and sent peacekeepers; no outside state entered the war on either side.",
    ]


def without_chains(chances: Chances) -> Chances:
    """The same without any effect of those who have joined."""
    return replace(chances, gains=np.zeros_like(chances.gains))


def chains(records: Records, known: Estimates) -> list[str]:
    """Joinings of the disputes of 1991-2010: as the runs expect them with chains and without, and as they were."""
    level = {int(row["dispnum"]): int(row["hostlev_originators"]) for row in records.opportunities}
    year = {int(row["dispnum"]): int(row["year"]) for row in records.opportunities}
    pacts = atop_pacts(records)
    lines = ["\nDisputes 1991-2010       number  joinings: with chains  without  were    joined by nobody: given  were"]
    for one in (3, FORCE, WAR):
        sums: Floats = np.zeros(5)
        ids = [dispute for dispute in sorted(level) if level[dispute] == one and year[dispute] >= 1991]
        for dispute in ids:
            its = records.by_dispute[dispute]
            graph = dispute_graph(records, its, in_force(pacts, year[dispute]))
            setting = setting_of(graph, parties_of(its), one, (), known)
            chances = chances_of(setting, known, 1)
            runs = [run_futures(of, 2000, 1) for of in (chances, without_chains(chances))]
            came = len({one.state for one in its if not one.is_originator})
            nobody = 1 - len(np.unique(runs[0].future)) / runs[0].futures
            expected = [len(run.column) / run.futures + setting.others for run in runs]
            sums += [*expected, came, nobody, came == 0]
        told = f"{sums[0]:21.1f} {sums[1]:8.1f} {sums[2]:5.0f} {sums[3]:24.1f} {sums[4]:5.0f}"
        lines.append(f"  hostility {one}          {len(ids):6} {told}")
    return lines


def main() -> None:
    """Print the runs."""
    given = [word for word in sys.argv[1:] if not word.startswith("--")]
    folder = Path(given[0] if given else "../shared") / "data"
    if not folder.exists():
        sys.exit(f"{folder} is not there; name the folder that holds data/join_opportunities.csv.gz.")
    records = Records(folder)
    data = opportunities(records)
    if "--chains" in sys.argv:
        print("\n".join(chains(records, known_before(data, 1991, 20))))
        return
    print("\n".join(told(records, "July 1914", _JULY_1914, shown_pacts(records, 1912, 1914), known_before(data, 1914))))
    pacts = in_force(atop_pacts(records), 1990)
    print("\n".join(told(records, "Kuwait 1990", _KUWAIT, pacts, known_before(data, 1990))))
    print("\n".join(karabakh()))


if __name__ == "__main__":
    main()
