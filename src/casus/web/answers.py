"""Answers that are kept as they were sent, for as long as the ledger stays as it is.

What a page of the ledger shows follows from the ledger's state, the address and who asks. Making it again takes 3 to
15 ms from views that are kept, up to two seconds from the ledger; sending it again, two short questions. The answers of
one desk stand in one file, so that what one of its processes has made the others need not make.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from casus import __version__
from casus.records import CasusError
from casus.web.access.guards import Guard
from casus.web.desk import Desk

_OF_THE_LEDGER = (
    "/overview.json", "/conflicts/", "/reports/", "/statements/", "/events/", "/actors/", "/places/", "/sources",
    "/search", "/whatif", "/api/v1/",
)  # fmt: skip
"""Starts of addresses whose answers follow from the ledger alone; so does the first page's."""
_MAY_BE_OLD = ("/overview.json", "/conflicts/")
"""Starts of addresses whose answers take long to make and are asked for all day while reports come in; the first
page's is one more."""
_OLDEST = 60.0
"""Seconds since such an answer was made for which it is sent though the ledger has changed, while it is made anew."""
_MOST = 100_000_000
"""Bytes of answers that one process keeps in the file."""
_LARGEST = 1_000_000
"""Bytes of an answer that is kept."""
_CHOOSING = (b"accept", b"accept-encoding")
"""Headers on which the form of an answer depends."""
_CONDITIONS = (b"if-none-match", b"range")
"""Headers of those who want less than the whole answer."""
_TABLE = """
CREATE TABLE IF NOT EXISTS answer (
    key TEXT PRIMARY KEY, state INTEGER NOT NULL, made REAL NOT NULL, headers TEXT NOT NULL, body BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS answer_by_age ON answer (made);
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer of status 200. state: of the ledger it was made from; made: seconds since 1970."""

    state: int
    made: float
    headers: list[tuple[bytes, bytes]]
    body: bytes


class Answers:
    """The answers that are kept, in a file that may be another process's too, or in memory. Safe for many threads.

    What cannot be kept or found is made anew: nothing here fails.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._lock = Lock()
        self._size = 0
        self._file = sqlite3.connect(file or ":memory:", isolation_level=None, check_same_thread=False, timeout=1)
        with suppress(sqlite3.Error):
            self._file.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; {_TABLE}")

    def get(self, key: str) -> Answer | None:
        """The answer kept under a key."""
        with self._lock, suppress(sqlite3.Error):
            asked = "SELECT state, made, headers, body FROM answer WHERE key = ?"
            for state, made, headers, body in self._file.execute(asked, (key,)):
                pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in json.loads(headers)]
                return Answer(state, made, pairs, body)
        return None

    def keep(self, key: str, answer: Answer) -> None:
        """Keep an answer in place of the last one; all go when there are too many."""
        headers = json.dumps([(name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.headers])
        with self._lock, suppress(sqlite3.Error):
            row = (key, answer.state, answer.made, headers, answer.body)
            self._file.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?)", row)
            self._size += len(answer.body)
        if self._size > _MOST:
            self.clear()

    def clear(self) -> None:
        """Let all answers go."""
        with self._lock, suppress(sqlite3.Error):
            self._file.execute("DELETE FROM answer")
            self._size = 0


@dataclass(slots=True)
class _Copy:
    """What is sent, written down as it goes by; not the parts of what is too large."""

    start: Message | None = None
    parts: list[bytes] = field(default_factory=list)
    size: int = 0
    is_over: bool = False

    def add(self, message: Message) -> None:
        """Take a message of the answer."""
        if message["type"] == "http.response.start":
            self.start = message
            return
        self.size += len(message.get("body", b""))
        self.is_over = not message.get("more_body", False)
        if self.size > _LARGEST:
            self.parts.clear()
        else:
            self.parts.append(message.get("body", b""))

    def answer(self, state: int) -> Answer | None:
        """The answer, if it is whole and good and nothing in it is for one browser alone."""
        if self.start is None or self.start["status"] != 200 or not self.is_over or self.size > _LARGEST:
            return None
        headers = [(bytes(name), bytes(value)) for name, value in self.start["headers"]]
        if any(name == b"set-cookie" for name, _ in headers):
            return None
        return Answer(state, time.time(), headers, b"".join(self.parts))


class KeptAnswers:
    """Sends what is kept, and asks the application for the rest."""

    def __init__(self, app: ASGIApp, desk: Desk, guard: Guard, answers: Answers) -> None:
        self._app, self._desk, self._guard, self._answers = app, desk, guard, answers
        self._renewed: dict[str, asyncio.Task[None]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        known = await run_in_threadpool(self._known, scope) if _may_be_kept(scope) else None
        if known is None:
            await self._app(scope, receive, send)
            if scope.get("method") == "POST":  # who corrects a record sees every page with it, none from before
                await run_in_threadpool(self._answers.clear)
            return
        key, state, kept = known
        if kept is None or not (kept.state == state or _may_be_old(scope, kept)):
            await self._make(scope, receive, send, key, state)
            return
        if kept.state != state and key not in self._renewed:
            self._renewed[key] = asyncio.create_task(self._renew(dict(scope), key, state))
        await send({"type": "http.response.start", "status": 200, "headers": kept.headers})
        await send({"type": "http.response.body", "body": kept.body})

    def _known(self, scope: Scope) -> tuple[str, int, Answer | None] | None:
        """The key of the answer, the state of the ledger, and what is kept; None where something must be refused."""
        try:
            user, state = self._guard.user(Request(scope)), self._desk.state()
        except CasusError:
            return None
        if user is None:
            return None
        chosen = [value for name, value in scope["headers"] if name in _CHOOSING]
        told = repr((__version__, user, scope["raw_path"], scope["query_string"], chosen))
        key = hashlib.sha256(told.encode()).hexdigest()
        return key, state, self._answers.get(key)

    async def _make(self, scope: Scope, receive: Receive, send: Send, key: str, state: int) -> None:
        copy = _Copy()

        async def sent(message: Message) -> None:
            copy.add(message)
            await send(message)

        await self._app(scope, receive, sent)
        if (answer := copy.answer(state)) is not None:
            await run_in_threadpool(self._answers.keep, key, answer)

    async def _renew(self, scope: Scope, key: str, state: int) -> None:
        """Make an answer for nobody, to be kept."""

        async def nothing() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def nowhere(_: Message) -> None:
            return None

        try:
            await self._make(scope, nothing, nowhere, key, state)
        finally:
            del self._renewed[key]


def _may_be_kept(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    is_of_ledger = scope["path"] == "/" or scope["path"].startswith(_OF_THE_LEDGER)
    return is_of_ledger and not any(name in _CONDITIONS for name, _ in scope["headers"])


def _may_be_old(scope: Scope, kept: Answer) -> bool:
    takes_long = scope["path"] == "/" or scope["path"].startswith(_MAY_BE_OLD)
    return takes_long and 0 <= time.time() - kept.made < _OLDEST
