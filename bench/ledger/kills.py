"""Kills a load at random moments, again and again in one ledger, and looks whether anything was lost or doubled."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from itertools import islice
from pathlib import Path

from sqlalchemy import text

from bench.ledger.made import made
from casus.ledger import entry_of, open_ledger
from casus.ledger.joining import joined
from casus.records import Reading, as_json, from_json

REPORTS, GROUP = 1500, 20
LONGEST = 0.6
"""Seconds that a load lives at most behind the first group that it told."""


def load(where: str, readings: Path) -> None:
    """Keep the readings of a file that are not kept yet, in groups, telling each report once it is kept."""
    ledger = open_ledger(where)
    with ledger.asking() as connection:
        there = {found for (found,) in connection.execute(text("SELECT id FROM report"))}
    with readings.open(encoding="utf-8") as lines:
        new = (line for line in lines if line[:20] not in there)
        while group := [entry_of(from_json(Reading, json.loads(line[21:]))) for line in islice(new, GROUP)]:
            print(*(one.report_id for one in ledger.store_all(group)), sep="\n", flush=True)
    ledger.close()


def kill(where: str, times: int, folder: Path) -> int:
    """Kill loads so many times, each load until it is whole. Prints what was found; returns 0 if nothing is amiss."""
    some, rng = list(islice(made(), REPORTS)), random.Random(3)
    path = folder / "readings.jsonl"
    path.write_text("".join(f"{one.report.id} {json.dumps(as_json(one))}\n" for one in some), encoding="utf-8")
    killed = loads = 0
    while killed < times:
        loads += 1
        here, told, is_whole = f"{where}.{loads}", set[str](), False
        while not is_whole and killed < times:
            reports, is_whole = _killed(here, path, rng.uniform(0, LONGEST))
            told |= reports
            killed += not is_whole
            if amiss := _amiss(here, some, told):
                print(f"after {killed} kills: {amiss}")
                return 1
        subprocess.run([sys.executable, "-m", "bench.ledger.kills", here, str(path)], capture_output=True, check=True)
        if amiss := _amiss(here, some, {one.report.id for one in some}) or _events_amiss(here, some):
            print(f"after {killed} kills, and the load whole: {amiss}")
            return 1
    print(f"{killed} kills in {loads} loads of {REPORTS:,} reports: nothing lost, nothing doubled, the same events")
    return 0


def _killed(where: str, readings: Path, after: float) -> tuple[set[str], bool]:
    """(reports told as kept, whether the load came to its end) of a load that is killed some seconds on."""
    command = [sys.executable, "-m", "bench.ledger.kills", where, str(readings)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        kept = [process.stdout.readline()]
        time.sleep(after)
        is_whole = process.poll() is not None
        process.send_signal(signal.SIGKILL)
        kept += process.stdout.readlines()
    return {line.strip() for line in kept if len(line) == 21}, is_whole


def _amiss(where: str, readings: list[Reading], told: set[str]) -> str:
    """What is wrong in a ledger; empty if nothing is."""
    ledger = open_ledger(where, create=False)
    with ledger.asking() as connection:
        asked = "SELECT r.id, count(s.id) FROM report r LEFT JOIN statement s ON s.report_id = r.id GROUP BY r.id"
        there = {row[0]: row[1] for row in connection.execute(text(asked))}
        twice = connection.execute(text("SELECT count(*) - count(DISTINCT report_id) FROM reading")).scalar_one()
        whole = connection.execute(text("PRAGMA quick_check")).scalar_one()
    ledger.close()
    expected = Counter({one.report.id: len(list(one.statements())) for one in readings})
    if lost := told - there.keys():
        return f"{len(lost)} reports that were told as kept are gone"
    if any(expected[key] != number for key, number in there.items()):
        return "a report is there in part"
    return "a reading is there twice" if twice else "" if whole == "ok" else f"the file is damaged: {whole}"


def _events_amiss(where: str, readings: list[Reading]) -> str:
    ledger = open_ledger(where, create=False)
    asked = (
        "SELECT s.report_id, s.label, t.report_id, t.label FROM mention m JOIN statement s ON s.id = m.statement_id "
        "LEFT JOIN statement t ON t.id = m.joins_id"
    )
    with ledger.asking() as connection:
        kept = {(a, b): (c, d) if c is not None else None for a, b, c, d in connection.execute(text(asked))}
    ledger.close()
    unique = {one.report.id: one for one in readings}
    made_of_all = joined(its for one in unique.values() for its in entry_of(one).mentions.values())
    return "" if kept == made_of_all else "the events are not those of an unbroken load"


if __name__ == "__main__":
    load(sys.argv[1], Path(sys.argv[2]))
