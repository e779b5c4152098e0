"""A wire that is killed (SIGKILL) over and over ends with the ledger of one that is left in peace."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from random import Random

import wire_process
from misbehaving import Answer, misbehaving, plain
from sqlalchemy import text

from casus.ledger import open_ledger
from casus.wire import beside

TOWNS = "Ganja Barda Terter Shusha Martuni Goris Lachin Hadrut Fizuli Agdam".split()
ARTICLES = 12
_PATIENCE = 90.0


def news() -> dict[str, Answer]:
    """Two feeds of the same articles under other addresses, so that half of them are reprints."""
    answers: dict[str, Answer] = {}
    for feed in ("north", "south"):
        items = "".join(
            f"<item><link>/{feed}{at}</link><title>Report {at}</title>"
            "<pubDate>Mon, 12 Oct 2020 08:00:00 GMT</pubDate></item>"
            for at in range(ARTICLES)
        )
        answers[feed] = plain(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), "text/xml")
        for at in range(ARTICLES):
            words = (
                f"Armenian forces shelled the town of {TOWNS[at % len(TOWNS)]} on 12 October 2020, killing {at + 2} "
                f"civilians. It was attack number {at} of the month, the defence ministry in Baku said."
            )
            page = f"<html><body><article><p>{words}</p></article></body></html>"
            answers[f"{feed}{at}"] = plain(page.encode(), "text/html; charset=utf-8")
    return answers


def done(ledger: str) -> int:
    """How many articles a wire has come to an end with."""
    if not beside(ledger).exists():
        return 0
    with closing(sqlite3.connect(f"file:{beside(ledger)}?mode=ro", uri=True)) as notebook:
        try:
            return int(notebook.execute("SELECT count(*) FROM article WHERE fate IS NOT NULL").fetchone()[0])
        except sqlite3.OperationalError:  # its tables are being made
            return 0


def held(ledger: str) -> list[list[tuple[str, ...]]]:
    """All that a ledger holds, whatever order it came in; of addresses their ends, since ports differ."""
    asked = (
        "SELECT id, text, title, published, origin_id FROM report",
        "SELECT report_id, name, substr(url, -7), published FROM appearance a JOIN source s ON s.id = source_id",
        "SELECT report_id, reader, is_current FROM reading",
        "SELECT report_id, label, kind, is_current, record FROM statement",
    )
    opened = open_ledger(ledger)
    with opened.asking() as connection:
        found = [sorted(tuple(map(str, row)) for row in connection.execute(text(one))) for one in asked]
    opened.close()
    return found


async def watched(ledger: str, kills: int) -> None:
    """Watch the news in a process until all of it is done, killing that so often before."""
    async with misbehaving(news()) as port:
        command = [sys.executable, wire_process.__file__, str(port), ledger, "north", "south"]
        chance, until = Random(3), time.monotonic() + _PATIENCE
        while (so_far := await asyncio.to_thread(done, ledger)) < 2 * ARTICLES:
            wire = subprocess.Popen(command)
            target = min(so_far + chance.randrange(3, 8), 2 * ARTICLES - 1) if kills > 0 else 2 * ARTICLES
            while await asyncio.to_thread(done, ledger) < target:
                assert wire.poll() is None and time.monotonic() < until, "the wire does not come to an end"
                await asyncio.sleep(0.02)
            wire.kill()
            wire.wait()
            kills -= 1


def test_killed_over_and_over_a_wire_ends_with_the_same_ledger(tmp_path: Path) -> None:
    killed, left_in_peace = str(tmp_path / "killed.db"), str(tmp_path / "peace.db")
    asyncio.run(watched(killed, 2))
    asyncio.run(watched(left_in_peace, 0))
    mine, theirs = held(killed), held(left_in_peace)
    assert len(mine[0]) == ARTICLES and len(mine[1]) == 2 * ARTICLES
    assert mine == theirs
