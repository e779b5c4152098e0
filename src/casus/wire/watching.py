"""Watching feeds: each at its own pace, their articles fetched, read and kept, and nothing done twice.

Everything waits on one event loop but for reading and keeping, which have threads of their own. An article is being
worked on from its feed to the ledger by one task, of which there are few: so many are never on the way that memory
grows, whatever comes in.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from casus.intake.documents import Document
from casus.intake.feeds import KINDS, Channel, Entry, Feed, read_feed
from casus.intake.fetching import Fetched, Fetcher, NotFetched
from casus.intake.report import report_of
from casus.ledger import Ledger, entry_of
from casus.ledger.sources import judge_source, source_of
from casus.reading import Reader
from casus.reading.translation import Translator, read_report
from casus.records import BadRecord, CasusError, LedgerError, Reading, Refused, Report
from casus.wire.articles import PAGES, documents_of, from_feed
from casus.wire.health import BROKEN, state_of
from casus.wire.metrics import Metrics
from casus.wire.notebook import Article, Fate, Notebook, Said, Watched

_SLOWEST = 21_600.0
"""Seconds after which every feed is asked again, however seldom it has news."""
_FEEDS_AT_ONCE, _ARTICLES_AT_ONCE, _KEPT_AT_ONCE = 20, 16, 50
_READERS = 2
"""Threads that read: while one is with the model, which leaves Python free, the other follows the rules."""
_FIRST_WAIT = 60.0
"""Seconds after a first failure, doubled after each."""
_MOST_TRIES = 6
"""Of an article: after half an hour it is read from its feed alone, or given up."""
_REMEMBERED = 2_000
"""Readings kept in memory, for reprints that come at the same time."""
_LATE = 10
"""Articles that tell at which pace a feed reports."""
_IDLE = 0.25
"""Seconds between two looks at what is due."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What reading an article gave: readings to be kept, or the reason why there are none."""

    readings: tuple[Reading, ...] = ()
    refusal: str | None = None


def rhythm_of(entries: Sequence[Entry], now: float) -> float | None:
    """Seconds between two articles of late, the time since the last one among them; None where no dates tell."""
    dated = sorted((one.published or one.updated or "" for one in entries), reverse=True)[:_LATE]
    known = [datetime.fromisoformat(one).timestamp() for one in dated if one]
    return max(0.0, now - min(known)) / len(known) if known else None


def _unforeseen(name: str, error: Exception) -> str:
    return f"{name}: could not be read ({type(error).__name__}: {str(error)[:200]}); please report this"


class Watcher:
    """One wire: feeds into a ledger. fastest: least seconds between two requests to one feed.

    Of several watchers on one notebook each article is still kept once, for the ledger knows a text it has.
    """

    def __init__(
        self, ledger: Ledger, reader: Reader, notebook: Notebook, fetcher: Fetcher, *, fastest: float = 120.0,
        random: Random | None = None, metrics: Metrics | None = None, translator: Translator | None = None,
    ) -> None:  # fmt: skip
        self._ledger, self._reader, self._notebook, self._fetcher = ledger, reader, notebook, fetcher
        self._fastest, self._random = fastest, random or Random()
        self._metrics, self._translator = metrics or Metrics(), translator
        self._asking: set[str] = set()
        self._taken: dict[int, str] = {}
        self._names: dict[str, str] = {}
        self._families: dict[str, str] = {}
        self._remembered: OrderedDict[Report, Reading] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._failure: BaseException | None = None
        self._to_keep: asyncio.Queue[tuple[Article, _Read]] = asyncio.Queue(_KEPT_AT_ONCE)

    async def watch(self, feeds: Sequence[Feed], *, once: bool = False) -> None:
        """Watch feeds until cancelled; or, once, until each was asked and all that they named is done.

        Raises LedgerError where the notebook cannot be written.
        """
        self._notebook.list_feeds(feeds, time.time())
        self._names = {one.address: one.name for one in feeds}
        self._families = {one.name: one.family for one in feeds if one.family is not None and one.family != one.name}
        due = {one.address for one in feeds} if once else None
        with ThreadPoolExecutor(_READERS, "read") as readers, ThreadPoolExecutor(1, "keep") as keeper:
            keeping = asyncio.create_task(self._keep_all(keeper))
            try:
                while True:
                    self._start_feeds(due)
                    self._start_articles(readers)
                    self._count()
                    if due is not None and not due and self._is_idle():
                        return
                    await asyncio.sleep(_IDLE)
                    if keeping.done():
                        keeping.result()  # raises what ended it
                    if self._failure is not None:
                        raise self._failure
            finally:
                for task in (*self._tasks, keeping):
                    task.cancel()
                await asyncio.gather(*self._tasks, keeping, return_exceptions=True)

    def _is_idle(self) -> bool:
        now = time.time()
        return not (self._asking or self._taken or self._notebook.due_articles(now, 1, {}))

    def _start(self, work: asyncio.Task[None]) -> None:
        self._tasks.add(work)
        work.add_done_callback(self._ended)

    def _ended(self, work: asyncio.Task[None]) -> None:
        """What a task could not cope with ends the wire: it would do the same again at once, or keep its place."""
        self._tasks.discard(work)
        if not work.cancelled() and work.exception() is not None:
            self._failure = self._failure or work.exception()

    def _count(self) -> None:
        self._metrics.waiting.set(self._notebook.waiting())
        states = Counter(map(state_of, self._notebook.feeds()))
        for state in ("new", "fine", "failing", "broken"):
            self._metrics.states.labels(state).set(states[state])

    # ------------------------------------------------------------------ feeds
    def _start_feeds(self, due: set[str] | None) -> None:
        """Ask the feeds that are due. due: those alone, whenever they were asked last; each is taken out of it."""
        listed = self._notebook.due_feeds(time.time()) if due is None else self._notebook.feeds()
        wanted = [one for one in listed if one.address not in self._asking and (due is None or one.address in due)]
        for one in wanted[: _FEEDS_AT_ONCE - len(self._asking)]:
            self._asking.add(one.address)
            if due is not None:
                due.discard(one.address)
            self._start(asyncio.create_task(self._ask(one)))

    async def _ask(self, feed: Watched) -> None:
        try:
            answer = await self._fetcher.get(
                feed.moved or feed.address, kinds=KINDS, etag=feed.etag, modified=feed.modified
            )
            channel = await self._channel(answer) if answer.status == 200 else Channel(title=None, entries=())
        except NotFetched as error:
            self._failed(feed, str(error), is_lasting=error.is_lasting, wait=error.wait)
        except Refused as error:
            self._failed(feed, str(error), is_lasting=False, wait=None)
        except Exception as error:  # what nobody foresaw in one feed must neither end the wire nor be asked for at once
            self._failed(feed, _unforeseen(feed.address, error), is_lasting=False, wait=None)
        else:
            self._answered(feed, answer, channel)
        finally:
            self._asking.discard(feed.address)

    async def _channel(self, answer: Fetched) -> Channel:
        """What a feed says, with what the sitemaps say that it names."""
        found = await asyncio.to_thread(read_feed, answer.body, answer.url)
        entries = list(found.entries)
        for at in found.maps:
            below = await self._fetcher.get(at, kinds=KINDS)
            entries += (await asyncio.to_thread(read_feed, below.body, below.url)).entries
        return replace(found, entries=tuple(entries))

    def _answered(self, feed: Watched, answer: Fetched, channel: Channel) -> None:
        """Keep what is new, and ask again at the pace of its articles; of undated ones, sooner where some are new."""
        rhythm, is_same = rhythm_of(channel.entries, time.time()), answer.status == 304
        said = Said(
            entries=channel.entries,
            pace=self._pace(rhythm or feed.pace * 1.5, channel.every),
            pace_with_news=self._pace(rhythm or feed.pace * 0.5, channel.every),
            spread=self._spread(1.0),
            etag=answer.etag or (feed.etag if is_same else None),
            modified=answer.modified or (feed.modified if is_same else None),
            moved=answer.moved,
        )
        new = self._notebook.answered(feed, said, time.time())
        self._metrics.feeds.labels("new" if new else "nothing new").inc()

    def _pace(self, wanted: float, asked: float | None) -> float:
        return min(max(wanted, self._fastest, asked or 0.0), _SLOWEST)

    def _spread(self, seconds: float) -> float:
        """About so many seconds, so that feeds that began together do not stay together."""
        return seconds * (0.9 + 0.2 * self._random.random())

    def _failed(self, feed: Watched, trouble: str, *, is_lasting: bool, wait: float | None) -> None:
        """Ask again later: after ever longer times, and seldom where the feed is broken."""
        now, failures = time.time(), feed.failures + 1
        pause = _SLOWEST if is_lasting or failures >= BROKEN else self._after(failures)
        self._notebook.failed(feed, trouble, now=now, due=now + max(pause, wait or 0.0), is_lasting=is_lasting)
        self._metrics.feeds.labels("failed").inc()

    def _after(self, failures: int) -> float:
        return self._spread(min(_SLOWEST, _FIRST_WAIT * 2.0 ** (failures - 1)))

    # ------------------------------------------------------------------ articles
    def _start_articles(self, readers: ThreadPoolExecutor) -> None:
        room = _ARTICLES_AT_ONCE - len(self._taken)
        for one in self._notebook.due_articles(time.time(), room, self._taken) if room > 0 else ():
            self._taken[one.id] = one.host
            self._start(asyncio.create_task(self._take(one, readers)))

    async def _take(self, article: Article, readers: ThreadPoolExecutor) -> None:
        """Fetch and read one article, and hand it on to be kept."""
        fate = "not read"
        try:
            read = await self._read_in(readers, article, await self._documents(article))
        except NotFetched as error:
            if not error.is_lasting and article.tries + 1 < _MOST_TRIES:
                pause = max(self._after(article.tries + 1), error.wait or 0.0)
                self._notebook.later(article, str(error), time.time() + pause)
                self._taken.pop(article.id, None)
                return
            fate, read = "not fetched", _Read(refusal=str(error))
        except Refused as error:
            read = _Read(refusal=str(error))
        except Exception as error:  # what no parser foresaw in one page must not end the wire
            read = _Read(refusal=_unforeseen(article.entry.address, error))
        if not read.readings:
            read = await self._spare(readers, article, read)
        if read.readings:
            await self._to_keep.put((article, read))
        else:
            self._end(article, fate, read.refusal or "")

    async def _spare(self, readers: ThreadPoolExecutor, article: Article, failed: _Read) -> _Read:
        """What the feed's own text gives in the place of a page that gave nothing; that, if it gives nothing either."""
        spare = from_feed(article, failed.refusal or "", self._name(article))
        read = await self._read_in(readers, article, [spare]) if spare is not None else failed
        return read if read.readings else failed

    async def _read_in(self, readers: ThreadPoolExecutor, article: Article, documents: Sequence[Document]) -> _Read:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(readers, self._read, documents, article.entry.agency)

    async def _documents(self, article: Article) -> list[Document]:
        page = await self._fetcher.get(article.entry.address, kinds=PAGES)
        return await asyncio.to_thread(documents_of, article, page, self._name(article))

    def _name(self, article: Article) -> str:
        return self._names.get(article.feed, article.feed)

    def _end(self, article: Article, fate: str, told: str) -> None:
        self._notebook.done([(article, fate, told, None)], time.time())
        self._metrics.articles.labels(fate).inc()
        self._taken.pop(article.id, None)

    def _read(self, documents: Sequence[Document], agency: str | None) -> _Read:
        """Read in a thread. What cannot be read in one post of a live blog does not cost the others.

        agency: of texts that name none.
        """
        readings, refusals = list[Reading](), list[str]()
        for document in documents:
            try:
                report = report_of(document, published=None, source=None)
                readings.append(self._reading(replace(report, agency=report.agency or agency)))
            except Refused as error:
                refusals.append(str(error))
            except Exception as error:  # what no reader foresaw in one article must not end the wire
                refusals.append(_unforeseen(document.name, error))
        return _Read(tuple(readings), None if readings else "; ".join(refusals[:3]))

    def _reading(self, report: Report) -> Reading:
        """The reading of a report; of a reprint, that of the text it repeats, if all that bears on it is the same."""
        same = replace(report, source=None, url=None, byline=None, agency=None, notes=())
        if (known := self._remembered.get(same)) is not None:
            return replace(known, report=report)
        found = read_report(report, self._reader, self._translator)
        self._remembered[same] = found
        while len(self._remembered) > _REMEMBERED:
            self._remembered.popitem(last=False)
        return found

    # ------------------------------------------------------------------ keeping
    async def _keep_all(self, keeper: ThreadPoolExecutor) -> None:
        """Keep what was read, as many articles at a time as wait.

        First the ledger, then the notebook: who is killed in between keeps the same texts again, which changes nothing.
        """
        while True:
            read = [await self._to_keep.get()]
            while len(read) < _KEPT_AT_ONCE and not self._to_keep.empty():
                read.append(self._to_keep.get_nowait())
            due = [(article, its) for article, its in read if its.readings and not self._is_unchanged(article, its)]
            refusals = await asyncio.get_running_loop().run_in_executor(keeper, self._keep, due)
            self._remember(read, {article.id for article, _ in due}, refusals)
            for article, _ in read:
                self._taken.pop(article.id, None)

    def _is_unchanged(self, article: Article, read: _Read) -> bool:
        """Whether a new version has the text of the one before."""
        is_one = article.version > 1 and len(read.readings) == 1
        return is_one and self._notebook.earlier_report(article) == read.readings[0].report.id

    def _keep(self, due: Sequence[tuple[Article, _Read]]) -> dict[int, CasusError]:
        """Store readings, all at once or, where the ledger refuses that, one by one. Returns what it will not keep."""
        try:
            self._store([one for _, its in due for one in its.readings])
        except (BadRecord, LedgerError):
            return dict(filter(None, (self._keep_one(article, its) for article, its in due)))
        return {}

    def _keep_one(self, article: Article, read: _Read) -> tuple[int, CasusError] | None:
        try:
            self._store(read.readings)
        except (BadRecord, LedgerError) as error:
            return article.id, error
        return None

    def _remember(
        self, read: Sequence[tuple[Article, _Read]], stored: set[int], refusals: Mapping[int, CasusError]
    ) -> None:
        """Write down what became of articles."""
        now, fates = time.time(), list[Fate]()
        for article, its in read:
            refusal = refusals.get(article.id)
            report = its.readings[0].report.id if its.readings else None
            if isinstance(refusal, LedgerError):  # full, locked or away: tried again, for as long as it takes
                self._notebook.later(article, str(refusal), now + _FIRST_WAIT, counts=False)
            elif refusal is not None or report is None:
                fates.append((article, "not read", str(refusal or its.refusal), None))
            else:
                fates.append((article, "kept" if article.id in stored else "unchanged", None, report))
        self._notebook.done(fates, now)
        for article, fate, _, _ in fates:
            self._metrics.articles.labels(fate).inc()
            if fate == "kept":
                self._metrics.delay.observe(max(0.0, now - article.found))

    def _store(self, readings: Sequence[Reading]) -> None:
        if readings:
            self._ledger.store_all([entry_of(one) for one in readings])
            self._tell_families({one.report.source for one in readings if one.report.source in self._families})

    def _tell_families(self, names: set[str | None]) -> None:
        """Say once whose voice a source is, as the list has it, unless the user has said it already."""
        for name in filter(None, names):
            family = self._families.pop(name)
            with self._ledger.writing() as connection:
                known = source_of(connection, name)
                if known is not None and known.family == known.name:
                    judge_source(connection, name, family=family, reliability=None)
