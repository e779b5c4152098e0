"""Watching feeds from the command line."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import typer

from casus.intake.feeds import KINDS, Feed, read_feed, read_list, starter_feeds, written
from casus.intake.fetching import Fetcher, NotFetched
from casus.knowledge.codebook import load_codebook
from casus.ledger import open_ledger
from casus.reading import get_reader
from casus.reading.translation import get_translator
from casus.records import BadKnowledge, CasusError, Refused
from casus.wire import Notebook, Watcher, beside, health
from casus.wire.health import state_of
from casus.wire.metrics import Metrics
from casus.wording.terms import counted, printable

_EVERY = 60.0
"""Seconds between two lines that say how the watch goes."""
_CHECKED_AT_ONCE = 10


def watch_feeds(
    of: str,
    into: str,
    reader: str,
    *,
    once: bool,
    metrics: int | None,
    codebook: str | None = None,
    translator: str | None = None,
) -> None:
    """Watch until interrupted, or once. codebook: a file, by which the articles are read; translator: a name or URL.

    Raises CasusError for a list, ledger, reader or codebook that cannot be used; and, once, where feeds gave nothing.
    """
    feeds = list_of(of)
    book = load_codebook(codebook) if codebook is not None else None
    known = get_reader(reader, book)
    through = get_translator(translator) if translator is not None else None
    ledger, notebook = open_ledger(into), Notebook(beside(into))
    counts = Metrics()
    try:
        if book is not None:
            ledger.keep_codebook(book)
        if metrics is not None:
            _serve(counts, metrics)
        fetcher = Fetcher()
        watcher = Watcher(ledger, known, notebook, fetcher, metrics=counts, translator=through)
        typer.echo(f"casus: watching {counted(len(feeds), 'feed')} into {printable(into)} (Ctrl+C ends it)", err=True)
        asyncio.run(_until_stopped(watcher, notebook, feeds, once=once))
        if once and (failed := sum(1 for one in notebook.feeds() if one.failures)):
            gave = f"{counted(failed, 'feed')} of {len(feeds):,} gave nothing"
            raise CasusError(f"{gave}; why: casus feeds list --list {printable(of)} --ledger {printable(into)}")
    finally:
        typer.echo(f"casus: {_told(notebook)}", err=True)
        notebook.close()
        ledger.close()


def _serve(counts: Metrics, port: int) -> None:
    try:
        counts.serve(port)
    except OSError as error:
        raise CasusError(f"Port {port} cannot be used for metrics ({error.strerror}).") from error


async def _until_stopped(watcher: Watcher, notebook: Notebook, feeds: Sequence[Feed], *, once: bool) -> None:
    watching = asyncio.create_task(watcher.watch(feeds, once=once))
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, watching.cancel)
    telling = asyncio.create_task(_tell_now_and_then(notebook))
    try:
        await watching
    except asyncio.CancelledError:
        pass
    finally:
        telling.cancel()


async def _tell_now_and_then(notebook: Notebook) -> None:
    while True:
        await asyncio.sleep(_EVERY)
        typer.echo(f"{time.strftime('%H:%M')} {_told(notebook)}", err=True)


def _told(notebook: Notebook) -> str:
    fates = [f"{number:,} {fate}" for fate, number in notebook.fates().items()]
    states = Counter(map(state_of, notebook.feeds()))
    unwell = [f"{counted(states[state], 'feed')} {state}" for state in ("failing", "broken") if states[state]]
    return ", ".join((*fates, f"{notebook.waiting():,} waiting", *unwell))


def list_of(file: str) -> tuple[Feed, ...]:
    """The feeds of a file. Raises BadKnowledge, which says how to make one."""
    try:
        return read_list(Path(file).read_text(encoding="utf-8"), printable(file))
    except FileNotFoundError as error:
        made = 'casus feeds starter --region "Middle East" > feeds.toml'
        raise BadKnowledge(f"There is no list {printable(file)}; make one: {made}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadKnowledge(f"{printable(file)} cannot be read as a list of feeds ({error}).") from error


def add_feed(to: str, address: str, *, name: str | None, country: str | None, family: str | None) -> None:
    """Put a feed at the end of a list. Raises CasusError for one that is there already, or a list in OPML."""
    file = Path(to)
    known = list_of(to) if file.exists() and file.read_text(encoding="utf-8").strip() else ()
    if any(one.address == address for one in known):
        raise CasusError(f"{printable(to)} has {printable(address)} already.")
    host = address.partition("://")[2].partition("/")[0]
    made = written(Feed(address=address, name=name or host, country=country, family=family))
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    read_list(f"{before}\n{made}", printable(to))  # refuses what could not be read again
    with file.open("a", encoding="utf-8") as end:
        end.write(("\n" if before.strip() else "") + made)
    typer.echo(f"casus: {printable(to)} lists {counted(len(known) + 1, 'feed')}", err=True)


def tell_feeds(of: str, ledger: str) -> None:
    """Print each feed of a list on a line, with how it fares."""
    fares = health(beside(ledger))
    known = {one.address: one for one in fares.feeds} if fares is not None else {}
    for feed in list_of(of):
        its = known.get(feed.address)
        state = "not watched yet" if its is None else f"{its.state}, {its.kept:,} kept"
        trouble = f" · {its.trouble}" if its is not None and its.trouble else ""
        typer.echo(printable(f"{feed.name} · {state} · {feed.address}{trouble}"))


def check_feeds(of: str) -> None:
    """Ask each feed once. Raises CasusError at the end where one gives nothing."""
    feeds = list_of(of)
    failed = asyncio.run(_checked(feeds))
    if failed:
        raise CasusError(f"{counted(failed, 'feed')} of {len(feeds):,} gave nothing; their lines say why.")


async def _checked(feeds: Sequence[Feed]) -> int:
    room, failed = asyncio.Semaphore(_CHECKED_AT_ONCE), 0

    async def one(feed: Feed, fetcher: Fetcher) -> bool:
        async with room:
            try:
                answer = await fetcher.get(feed.address, kinds=KINDS)
                told, is_good = counted(len(read_feed(answer.body, answer.url).entries), "article"), True
            except (NotFetched, Refused) as error:
                told, is_good = str(error), False
            typer.echo(printable(f"{feed.name} · {told}"))
            return is_good

    async with Fetcher() as fetcher:
        failed = sum(not its for its in await asyncio.gather(*(one(feed, fetcher) for feed in feeds)))
    return failed


def print_starter(region: str | None, language: str) -> None:
    """Print the starter list, or a region's part of it. Raises CasusError for a region that it does not have."""
    feeds = starter_feeds()
    regions = sorted({one.region for one in feeds if one.region})
    meant = [one for one in regions if region is None or region.casefold() in one.casefold()]
    if not meant:
        raise CasusError(f"No feed is of the region {printable(region or '')!r}; there are: {', '.join(regions)}.")
    found = [one for one in feeds if one.region in meant and language in ("all", one.language)]
    sys.stdout.write("\n".join(map(written, found)))
