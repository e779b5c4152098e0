"""What the wire remembers: which feeds to ask when, and which articles were found and what became of them.

One SQLite file beside the ledger. An article that was found stands here, in the same transaction as the tag by which
its feed will not send it again, until the ledger holds its report: a wire that is killed goes on where it was.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from casus.intake.feeds import Entry, Feed
from casus.records import LedgerError

_TABLES = """
CREATE TABLE IF NOT EXISTS feed (
    address TEXT PRIMARY KEY, name TEXT NOT NULL, moved TEXT, is_listed INTEGER NOT NULL,
    due REAL NOT NULL, pace REAL NOT NULL, etag TEXT, modified TEXT,
    failures INTEGER NOT NULL DEFAULT 0, trouble TEXT, asked REAL, answered REAL);
CREATE TABLE IF NOT EXISTS article (
    id INTEGER PRIMARY KEY, feed TEXT NOT NULL, address TEXT NOT NULL, host TEXT NOT NULL, mark TEXT NOT NULL,
    version INTEGER NOT NULL, title TEXT, published TEXT, updated TEXT, source TEXT, agency TEXT, summary TEXT,
    content TEXT, found REAL NOT NULL, due REAL NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
    fate TEXT, told TEXT, report TEXT, done REAL,
    UNIQUE (address, mark));
CREATE INDEX IF NOT EXISTS article_due ON article (due) WHERE fate IS NULL;
CREATE INDEX IF NOT EXISTS article_of_feed ON article (feed, done);
"""
_MOST_VERSIONS = 50
"""Of one article; a page that changes more often than that is no article."""
_OF_HOST = 2
"""Articles of one host that are on the way at a time, one being fetched and one read: more would keep others back."""
FIRST_PACE = 900.0
"""Seconds after which a feed that was never asked is asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A feed as it stands. pace: seconds between two requests; failures: in a row; trouble: why the last one failed.

    due, asked, answered: seconds since 1970, None for never.
    """

    address: str
    name: str
    moved: str | None
    due: float
    pace: float
    etag: str | None
    modified: str | None
    failures: int
    trouble: str | None
    asked: float | None
    answered: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a feed answered. pace: seconds until it is asked again if nothing is new, pace_with_news: if something is.

    spread: by which either is multiplied, about 1. etag, modified: for the next request; moved: where to, for good.
    """

    entries: Sequence[Entry]
    pace: float
    pace_with_news: float
    spread: float
    etag: str | None
    modified: str | None
    moved: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article that is to be fetched and read. version: 1, or more where its feed says that it has changed.

    host: HOST or HOST:PORT of its address.
    """

    id: int
    feed: str
    version: int
    tries: int
    found: float
    host: str
    entry: Entry


Fate = tuple[Article, str, str | None, str | None]
"""What became of an article: kept, unchanged (the text is that of the version before), not read or not fetched.

With the reason for the last two, and the id of the report, or of the first of several, for the others.
"""


def beside(ledger: str) -> Path:
    """The notebook of the wire that fills a ledger: beside its file, or, for a server's, in the working folder."""
    name = ledger.rpartition("/")[2].partition("?")[0] if "://" in ledger else ledger
    return Path(f"{name}.wire")


class Notebook:
    """The memory of one wire, for one thread. Raises LedgerError where the file cannot be used."""

    def __init__(self, file: Path) -> None:
        self.file = file
        try:
            self._db = sqlite3.connect(file, isolation_level=None, timeout=5)
            self._db.row_factory = sqlite3.Row
            self._db.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; {_TABLES}")
            os.chmod(file, 0o600)
        except (sqlite3.Error, OSError) as error:
            raise LedgerError(f"The wire's notebook {file} cannot be used ({error}).") from error

    def close(self) -> None:
        """Give the file back."""
        self._db.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, kept whole or not at all. Raises LedgerError."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise LedgerError(f"The wire's notebook {self.file} cannot be written ({error}).") from error

    # ------------------------------------------------------------------ feeds
    def list_feeds(self, feeds: Sequence[Feed], now: float) -> None:
        """Watch these feeds from now on, and no others; what is known of them stays known."""
        with self._writing() as db:
            db.execute("UPDATE feed SET is_listed = 0")
            db.executemany(
                "INSERT INTO feed (address, name, is_listed, due, pace) VALUES (?, ?, 1, ?, ?) "
                "ON CONFLICT (address) DO UPDATE SET name = excluded.name, is_listed = 1",
                [(one.address, one.name, now, FIRST_PACE) for one in feeds],
            )

    def feeds(self) -> list[Watched]:
        """The feeds that are watched, by name."""
        names = ", ".join(Watched.__slots__)
        rows = self._db.execute(f"SELECT {names} FROM feed WHERE is_listed ORDER BY name, address")
        return [Watched(**dict(row)) for row in rows]

    def due_feeds(self, now: float) -> list[Watched]:
        """The feeds that are to be asked now, those due longest first."""
        return sorted((one for one in self.feeds() if one.due <= now), key=lambda one: one.due)

    def answered(self, feed: Watched, said: Said, now: float) -> int:
        """Remember what a feed said and when to ask it next. Returns how many of its entries are new or changed."""
        with self._writing() as db:
            new = sum(self._found(db, feed.address, one, now) for one in said.entries)
            pace = said.pace_with_news if new else said.pace
            db.execute(
                "UPDATE feed SET due = ?, pace = ?, etag = ?, modified = ?, moved = coalesce(?, moved), failures = 0, "
                "trouble = NULL, asked = ?, answered = ? WHERE address = ?",
                (now + pace * said.spread, pace, said.etag, said.modified, said.moved, now, now, feed.address),
            )
        return new

    def failed(self, feed: Watched, trouble: str, *, now: float, due: float, is_lasting: bool = False) -> None:
        """Remember that a feed did not answer, and when to ask it next: where its list has it, if it is lasting."""
        with self._writing() as db:
            db.execute(
                "UPDATE feed SET due = ?, failures = failures + 1, trouble = ?, asked = ?, "
                "moved = CASE WHEN ? THEN NULL ELSE moved END WHERE address = ?",
                (due, trouble, now, is_lasting, feed.address),
            )

    # ------------------------------------------------------------------ articles
    @staticmethod
    def _found(db: sqlite3.Connection, feed: str, entry: Entry, now: float) -> bool:
        """Add an entry, if it is not known as it is."""
        asked = "SELECT count(*), coalesce(sum(mark = ?), 0) FROM article WHERE address = ?"
        versions, is_known = db.execute(asked, (entry.mark, entry.address)).fetchone()
        if is_known or versions >= _MOST_VERSIONS:
            return False
        host = urlsplit(entry.address).netloc.lower()
        facts = (entry.title, entry.published, entry.updated, entry.source, entry.agency)
        db.execute(
            "INSERT INTO article (feed, address, host, mark, version, title, published, updated, source, agency, "
            "summary, content, found, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (feed, entry.address, host, entry.mark, versions + 1, *facts, entry.summary, entry.content, now, now),
        )
        return True

    def due_articles(self, now: float, most: int, taken: Mapping[int, str]) -> list[Article]:
        """Articles that are to be fetched now, those due longest first, and of no host more than two on the way.

        taken: those on the way already, with their hosts.
        """
        hosts, chosen = Counter(taken.values()), dict[int, sqlite3.Row]()
        while len(chosen) < most:
            full = [host for host, number in hosts.items() if number >= _OF_HOST]
            known = [*taken, *chosen]
            asked = (
                f"SELECT * FROM article WHERE fate IS NULL AND due <= ? AND host NOT IN ({_marks(full)}) "
                f"AND id NOT IN ({_marks(known)}) ORDER BY due, id LIMIT ?"
            )
            rows = self._db.execute(asked, (now, *full, *known, most - len(chosen))).fetchall()
            for row in rows:
                if hosts[row["host"]] < _OF_HOST:
                    hosts[row["host"]] += 1
                    chosen[row["id"]] = row
            if not rows:
                break
        return [_article(row) for row in chosen.values()]

    def waiting(self) -> int:
        """How many articles wait to be fetched and read."""
        return int(self._db.execute("SELECT count(*) FROM article WHERE fate IS NULL").fetchone()[0])

    def later(self, article: Article, trouble: str, due: float, *, counts: bool = True) -> None:
        """Remember that an article could not be had, and when to try again. counts: as one of its tries."""
        with self._writing() as db:
            asked = "UPDATE article SET tries = tries + ?, told = ?, due = ? WHERE id = ?"
            db.execute(asked, (int(counts), trouble, due, article.id))

    def done(self, fates: Sequence[Fate], now: float) -> None:
        """Remember what became of articles."""
        rows = [(fate, told, report, now, article.id) for article, fate, told, report in fates]
        with self._writing() as db:
            db.executemany(
                "UPDATE article SET fate = ?, told = ?, report = ?, done = ?, summary = NULL, content = NULL "
                "WHERE id = ?",
                rows,
            )

    def earlier_report(self, article: Article) -> str | None:
        """The id of the report of the version before this one."""
        asked = (
            "SELECT report FROM article WHERE address = ? AND id < ? AND report IS NOT NULL ORDER BY id DESC LIMIT 1"
        )
        found = self._db.execute(asked, (article.entry.address, article.id)).fetchone()
        return None if found is None else found["report"]

    def fates(self) -> dict[str, int]:
        """How many articles had which fate."""
        return dict(
            self._db.execute("SELECT fate, count(*) FROM article WHERE fate IS NOT NULL GROUP BY fate ORDER BY 1")
        )

    def kept_of(self) -> dict[str, int]:
        """How many articles of each feed are in the ledger."""
        asked = "SELECT feed, count(*) FROM article WHERE fate = 'kept' GROUP BY feed"
        return dict(map(tuple, self._db.execute(asked)))

    def delays(self, most: int = 1000) -> list[float]:
        """Seconds from when articles were found until the ledger held them, of the newest."""
        asked = "SELECT done - found AS seconds FROM article WHERE fate = 'kept' ORDER BY done DESC LIMIT ?"
        return [row["seconds"] for row in self._db.execute(asked, (most,))]

    def finished(self) -> list[tuple[str, float]]:
        """Every article that the ledger holds: its address, and when it came to hold it (seconds since 1970)."""
        asked = "SELECT address, done FROM article WHERE fate = 'kept'"
        return [(row["address"], row["done"]) for row in self._db.execute(asked)]

    def troubles(self, most: int = 20) -> list[tuple[str, str]]:
        """The newest articles that were not read, with the reason."""
        asked = "SELECT address, told FROM article WHERE fate IN ('not read', 'not fetched') ORDER BY done DESC LIMIT ?"
        return [(row["address"], row["told"] or "") for row in self._db.execute(asked, (most,))]


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def _article(row: sqlite3.Row) -> Article:
    entry = Entry(**{name: row[name] for name in Entry.__slots__})
    told = ("id", "feed", "version", "tries", "found", "host")
    return Article(entry=entry, **{name: row[name] for name in told})
