"""Opening a ledger: a file of SQLite's or a database of PostgreSQL's, brought to the schema of this version."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from casus.ledger.codes import is_kept, keep_definitions
from casus.ledger.events import decided
from casus.ledger.failures import told_plainly
from casus.ledger.garbage import no_collecting
from casus.ledger.reading_back import reading_of
from casus.ledger.reviewing import Said, take_word
from casus.ledger.rows import Entry, entry_of
from casus.ledger.writing import Stored, Writer
from casus.records import LedgerError, Reading, Statement

if TYPE_CHECKING:
    from casus.knowledge.codebook import Codebook

HEAD = "0010"
"""The revision of the schema that this version of casus reads and writes (migrations/versions)."""
_PATIENCE = 60
"""Seconds to wait for another writer."""
_LOCK = 0xCA505
"""Number of the lock that writers to PostgreSQL take one after the other, as those to SQLite do anyway."""


class Ledger:
    """An open ledger. For one thread at a time; any number of processes may write to one ledger.

    name: the file or address, without a password.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine, self.name = engine, name
        self._writer = Writer()

    def store(self, reading: Reading) -> Stored:
        """Keep a reading with its report, whole or not at all.

        Raises BadRecord for content that no ledger keeps, LedgerError where the ledger cannot be written.
        """
        return self.store_all([entry_of(reading)])[0]

    def store_all(self, entries: Sequence[Entry]) -> list[Stored]:
        """Keep readings made ready (entry_of) with their reports, all of them or none, quicker than one by one.

        Raises LedgerError where the ledger cannot be written.
        """
        with no_collecting(), self.writing() as connection:
            stored = self._writer.store(connection, entries)
        self._writer.keep()
        return stored

    def keep_codebook(self, codebook: Codebook) -> None:
        """Keep what a codebook says of its types, for all who ask this ledger; nothing is written where it is known.

        Raises LedgerError where the ledger cannot be written.
        """
        with self.asking() as connection:
            if is_kept(connection, codebook):
                return
        with self.writing() as connection:
            keep_definitions(connection, codebook)
        self._writer.keep()

    def decide(self, one: str, other: str, *, is_same: bool, author: str | None = None) -> None:
        """Remember that two statements tell one event (or two), whatever the rules say. one, other: REPORT/LABEL.

        A later decision on the same two takes the place of an earlier. Raises LedgerError where no such events or tolls
        are, or where they are of two kinds.
        """
        with self.writing() as connection:
            numbers = decided(connection, one, other, is_same=is_same, author=author)
            self._writer.settle_again(connection, numbers)
        self._writer.keep()

    def confirm(self, key: str, author: str, why: str | None = None) -> str:
        """Remember that a statement is right: it counts even if a later reader misses it. Returns its name.

        key: REPORT/LABEL of a statement or of a correction of one, here and below. Raises LedgerError where no such
        statement is.
        """
        return self._take_word(Said(key, "confirmed", author, why)) or key

    def reject(self, key: str, author: str, why: str | None = None) -> None:
        """Remember that a statement is wrong: it stays, but counts nowhere. Raises LedgerError as `confirm`."""
        self._take_word(Said(key, "rejected", author, why))

    def correct(self, key: str, record: Statement, author: str, why: str | None = None) -> str:
        """Put a record of the same kind in the place of a statement, which stays, but counts no more.

        The record gets a label of its own. Returns its name. Raises LedgerError as `confirm` and for a record of
        another kind, BadRecord for one that does not fit the text.
        """
        return self._take_word(Said(key, "corrected", author, why, record)) or key

    def take_back(self, key: str, author: str, why: str | None = None) -> str:
        """Let a statement count as it was read, whatever was said of it. Returns its name. LedgerError: as above."""
        return self._take_word(Said(key, "as read", author, why)) or key

    def _take_word(self, said: Said) -> str | None:
        with self.writing() as connection:
            counts = take_word(connection, self._writer, said)
        self._writer.keep()
        return "/".join(counts) if counts is not None else None

    def reading(self, report_id: str) -> Reading | None:
        """The reading of a report that counts today, as analysts left it; None for a report that is not there."""
        with self.asking() as connection:
            return reading_of(connection, report_id)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction with no other writer beside it; kept at the end, undone by any error."""
        try:
            with told_plainly(self.name), _locked(self.engine) as connection:
                self._writer.begin(connection)
                yield connection
        except BaseException:
            self._writer.forget()
            raise

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """An unchanging view of the ledger, whatever is written meanwhile. Raises LedgerError if it does not answer."""
        with told_plainly(self.name), self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def open_ledger(where: str | Path, *, create: bool = True) -> Ledger:
    """The ledger at a path or a database URL (postgresql://...), made where there is none and `create` holds.

    An older ledger is brought to today's schema; a file or database of something else stays as it is.
    Raises LedgerError with one sentence on what to do.
    """
    url = _url(str(where))
    is_file = url.get_backend_name() == "sqlite"
    name = str(url.database) if is_file else _told(url)
    if is_file and not create and not os.path.exists(name):
        raise _no_ledger(name)
    engine = _file_engine(url) if is_file else _server_engine(url)
    try:
        with told_plainly(name):
            _bring_up(engine, name, create=create)
    except BaseException:
        engine.dispose()
        raise
    return Ledger(engine, name)


def _url(where: str) -> URL:
    if "://" not in where:
        return URL.create("sqlite", database=os.path.abspath(where))
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as error:  # the second for a port that is no number
        raise LedgerError("The address of the ledger is not understood; write postgresql://USER@HOST/NAME.") from error
    if url.get_backend_name() != "postgresql":
        raise LedgerError(f"A ledger is a file or a postgresql:// database, not {url.get_backend_name()}://.")
    return url.set(drivername="postgresql+psycopg")


def _told(url: URL) -> str:
    """The address as it may be printed: the password may also stand in the query."""
    return url.set(drivername="postgresql", query={}).render_as_string(hide_password=True)


def _no_ledger(name: str) -> LedgerError:
    return LedgerError(f"There is no ledger at {name}; make one with: casus read PATH... --into {name}")


def _server_engine(url: URL) -> Engine:
    """PostgreSQL. A writer must see what was kept while it waited for the lock, whatever the server's default is."""
    return create_engine(url, pool_pre_ping=True, isolation_level="READ COMMITTED")


def _file_engine(url: URL) -> Engine:
    """SQLite; nothing in the file changes by connecting to it.

    64 MB of pages are kept in memory, and the log of writes goes back into the file every 32 MB: fingerprints lie
    scattered, and a page that many of them change is then written once.
    """
    engine = create_engine(url, connect_args={"timeout": _PATIENCE, "check_same_thread": False})

    def connected(connection: Any, _: object) -> None:
        connection.isolation_level = None  # transactions begin where `began` says, not where the driver guesses
        for pragma in ("synchronous=NORMAL", "foreign_keys=ON", "cache_size=-65536", "wal_autocheckpoint=8000"):
            connection.execute(f"PRAGMA {pragma}")

    def began(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", began)
    return engine


def _log_writes(connection: Any) -> None:
    """Turn SQLite's log of writes (WAL) on: who asks never waits for who writes, a killed process loses nothing.

    SQLite does not wait by itself where several processes make a ledger at once.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)


@contextmanager
def _locked(engine: Engine) -> Iterator[Connection]:
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        yield connection


def _bring_up(engine: Engine, name: str, *, create: bool) -> None:
    """Make the tables of a new ledger, if `create` holds, or those that an older one lacks."""
    with engine.connect() as connection:
        found = _revision(connection, name)
    if found is None and not create:
        raise _no_ledger(name)
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as raw:
            _log_writes(raw.driver_connection)
    if found == HEAD:
        return
    with _locked(engine) as connection:
        found = _revision(connection, name)
        if found != HEAD:  # nobody else has done it meanwhile
            _migrate(connection, found)


def _revision(connection: Connection, name: str) -> str | None:
    """The revision of the schema that is there; None for an empty database."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if not {"alembic_version", "statement"} <= tables:
        raise LedgerError(f"{name} is a database, but no ledger of casus; name another file or database.")
    found = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
    if found > HEAD:
        raise LedgerError(f"The ledger {name} was written by a newer casus; update casus to open it.")
    return found


def _migrate(connection: Connection, found: str | None) -> None:
    """Bring the tables to today's revision from the one found, and fill those that it did not have."""
    from alembic import command  # takes a quarter of a second, and few runs need it
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "casus.ledger:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    from casus.ledger.rebuilding import rebuild

    if found is not None:
        rebuild(connection, found)
