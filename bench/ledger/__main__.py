"""How fast a ledger takes in reports and answers, and how that changes as it grows.

    python -m bench.ledger [--statements 1000000] [--into LEDGER] [--kills 200]

Readings are made from the example reports by a seeded generator (made.py) and kept in groups, as `casus read --into`
keeps them; making them is not counted. At 10 thousand, 30 thousand, 100 thousand statements and so on it prints what
the last reports cost, in wall and in processor seconds (which other work on the machine changes less), and the
time within which 95 of 100 questions are answered: `events` of 30 days for one country, of 7 and of 30 days for
all, `why`, the situation, timeline and changes of one conflict, a search, and adding one more report by a process that
has read nothing yet, and by one that has.

--kills: instead, a load is killed (SIGKILL) at so many random moments, each time going on in the same ledger until the
load is whole; what is told as kept must be there, every report whole, and none twice.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, text

from bench.ledger.kills import kill
from bench.ledger.made import FIRST_DAY, PER_DAY, made
from casus.ledger import Ledger, entry_of, open_ledger
from casus.ledger.events import event_of, events_between, newest_day, shifted
from casus.ledger.searching import search
from casus.records import Reading
from casus.situation import situations
from casus.situation.state import conflicts_on
from casus.situation.timeline import changes, timelines

GROUP = 50
ASKED = 40
"""Questions of each kind."""
_COUNTRY = "SELECT country FROM concern WHERE statement_id >= :n LIMIT 1"
_NAME = """SELECT s.report_id || '/' || s.label FROM mention m JOIN statement s ON s.id = m.statement_id
           WHERE s.id >= :n LIMIT 1"""
LINES = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000)


@dataclass(slots=True)
class Cost:
    """What keeping some reports took. wall, processor: seconds."""

    reports: int = 0
    statements: int = 0
    wall: float = 0.0
    processor: float = 0.0

    def line(self) -> str:
        """The cost of a report and of a statement."""
        return (
            f"{self.statements / self.wall:8,.0f} {self.statements / self.processor:8,.0f} "
            f"{self.wall / self.reports * 1000:8.2f} {self.processor / self.reports * 1000:8.2f}"
        )


def keep(ledger: Ledger, readings: Sequence[Reading], cost: Cost) -> None:
    """Keep a group of readings and add what that took."""
    wall, processor = time.perf_counter(), time.process_time()
    stored = ledger.store_all([entry_of(one) for one in readings])
    cost.wall += time.perf_counter() - wall
    cost.processor += time.process_time() - processor
    cost.reports += len(stored)
    cost.statements += sum(one.statements for one in stored)


def slowest(questions: Sequence[Callable[[], object]]) -> str:
    """Milliseconds within which 95 of 100 are answered, in wall and in processor time."""
    wall, processor = list[float](), list[float]()
    for ask in questions:
        start, began = time.perf_counter(), time.process_time()
        ask()
        wall.append((time.perf_counter() - start) * 1000)
        processor.append((time.process_time() - began) * 1000)
    at = int(0.95 * (len(questions) - 1) + 0.5)
    return f"{sorted(wall)[at]:.0f}/{sorted(processor)[at]:.0f}"


def answers(where: str, readings: Iterator[Reading]) -> list[str]:
    """The slowest 5 in 100 of each kind of question, in milliseconds."""
    ledger, rng = open_ledger(where, create=False), random.Random(2)
    with ledger.asking() as connection:
        days = (date.fromisoformat(newest_day(connection) or "") - FIRST_DAY).days
        until = [FIRST_DAY + timedelta(days=rng.randint(min(30, days), days)) for _ in range(ASKED)]
        countries = sampled(connection, _COUNTRY, days, rng)
        names = sampled(connection, _NAME, days, rng)

        def events(day: date, back: int, country: str | None = None) -> Callable[[], object]:
            return partial(
                events_between,
                connection,
                f"{day - timedelta(days=back)}",
                f"{day}",
                countries=[country] if country else None,
            )

        found = [
            slowest([events(day, 30, country) for day, country in zip(until, countries, strict=True)]),
            slowest([events(day, 7) for day in until]),
            slowest([events(day, 30) for day in until[:10]]),
            slowest([partial(event_of, connection, name) for name in names]),
            *states(connection, until[:20]),
        ]
    found.append(slowest([cold(where, one) for one in islice(readings, ASKED // 2)]))
    found.append(slowest([partial(ledger.store, one) for one in islice(readings, ASKED)]))
    ledger.close()
    return found


def states(connection: Connection, until: Sequence[date]) -> list[str]:
    """The state of one conflict on a day, what happened in it in 30 days, what is new since the day before; a word."""
    rng = random.Random(3)
    asked = [(f"{day}", rng.choice(found).slug) for day in until if (found := conflicts_on(connection, f"{day}"))]
    return [
        slowest([partial(situations, connection, day, name) for day, name in asked]),
        slowest([partial(timelines, connection, shifted(day, -30), day, name) for day, name in asked]),
        slowest([partial(changes, connection, shifted(day, -1), day, name) for day, name in asked]),
        slowest([partial(search, connection, "hospital", since=None, until=day, most=20) for day, _ in asked]),
    ]


def sampled(connection: Connection, asked: str, days: int, rng: random.Random) -> list[str]:
    """The answers to a query from random places in the ledger."""
    return [
        str(connection.execute(text(asked), {"n": rng.randrange(1, days * PER_DAY * 10)}).scalar_one())
        for _ in range(ASKED)
    ]


def cold(where: str, reading: Reading) -> Callable[[], object]:
    """Adding a report by a process that has read nothing of the ledger yet but opened it."""
    ledger = open_ledger(where, create=False)
    return partial(ledger.store, reading)


def measure(where: str, statements: int) -> None:
    """Fill a ledger and print what it costs: at each line, of the last tenth of what was kept, 5,000 at least."""
    print("statements  st/s wall, cpu  ms/report wall, cpu  MB | ms wall/cpu, 95 of 100: 30 days of a country, 7 days, "
          "30 days, why, situation, timeline, changed, search, add cold, add warm")  # fmt: skip
    readings, total = made(), 0
    ledger = open_ledger(where)
    for goal in [*(line for line in LINES if line < statements), statements]:
        cost = Cost()
        while total + cost.statements < goal:
            if total + cost.statements < goal - max(5000, goal // 10):
                total, cost = total + cost.statements, Cost()
            keep(ledger, list(islice(readings, GROUP)), cost)
        total += cost.statements
        size = os.path.getsize(where) / 1e6 if "://" not in where else 0
        told = " ".join(f"{one:>9}" for one in answers(where, readings))
        print(f"{total:9,}  {cost.line()} {size:8.0f} | {told}", flush=True)
    ledger.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--into", help="a ledger that does not exist yet; without it a file that is removed at the end")
    parser.add_argument("--kills", type=int)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = args.into or str(Path(folder) / "casus.db")
        if args.kills is not None:
            sys.exit(kill(where, args.kills, Path(folder)))
        measure(where, args.statements)


if __name__ == "__main__":
    main()
