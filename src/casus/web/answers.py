"""Answers that are kept as they were sent, for as long as the ledger stays as it is.

What a page of the ledger shows follows from the ledger's state, the address and who asks. To make it again from the
same views takes 3 to 15 ms; to send it again takes one question to the ledger, for its state.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from casus.records import CasusError
from casus.web.access.guards import Guard
from casus.web.desk import Desk

_OF_THE_LEDGER = (
    "/overview.json", "/conflicts/", "/reports/", "/statements/", "/events/", "/actors/", "/places/", "/sources",
    "/search", "/whatif", "/api/v1/",
)  # fmt: skip
"""Starts of addresses whose answers follow from the ledger alone; so does the first page's."""
_AGE = 60.0
"""Seconds for which an answer is kept: the overview may be older than the ledger, and must not stay so."""
_MOST = 64_000_000
"""Bytes of all answers kept in a process."""
_LARGEST = 1_000_000
"""Bytes of an answer that is kept."""
_CHOOSING = (b"accept", b"accept-encoding")
"""Headers on which the form of an answer depends."""
_CONDITIONS = (b"if-none-match", b"range")
"""Headers of those who want less than the whole answer."""


@dataclass(slots=True)
class _Answer:
    """An answer as it is sent: its start, and its body in the parts in which it came."""

    made: float = field(default_factory=time.monotonic)
    messages: list[Message] = field(default_factory=list)
    size: int = 0

    def add(self, message: Message) -> None:
        """Take a part of the answer; the parts of one that is too large are let go."""
        self.size += len(message.get("body", b""))
        if self.size <= _LARGEST:
            self.messages.append(message)
        else:
            self.messages.clear()

    def is_whole(self) -> bool:
        """Whether all of a good answer is here, and nothing in it is for one browser alone."""
        if not self.messages or self.messages[0].get("status") != 200:
            return False
        names = {name for name, _ in self.messages[0]["headers"]}
        return b"set-cookie" not in names and not self.messages[-1].get("more_body", False)


class KeptAnswers:
    """Sends what it has; asks the application for the rest. Its memory belongs to the thread of the event loop."""

    def __init__(self, app: ASGIApp, desk: Desk, guard: Guard) -> None:
        self._app, self._desk, self._guard = app, desk, guard
        self._kept: OrderedDict[Hashable, _Answer] = OrderedDict()
        self._size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        key = await run_in_threadpool(self._key, scope) if _may_be_kept(scope) else None
        if key is None:
            await self._app(scope, receive, send)
            return
        if (known := self._known(key)) is not None:
            for message in known.messages:
                await send(message)
            return
        answer = _Answer()

        async def sent(message: Message) -> None:
            answer.add(message)
            await send(message)

        await self._app(scope, receive, sent)
        if answer.is_whole():
            self._keep(key, answer)

    def _key(self, scope: Scope) -> Hashable:
        """All on which the answer depends; None where the application must say what is wrong."""
        try:
            user, state = self._guard.user(Request(scope)), self._desk.state()
        except CasusError:
            return None
        chosen = tuple(value for name, value in scope["headers"] if name in _CHOOSING)
        return (state, user, scope["raw_path"], scope["query_string"], chosen) if user is not None else None

    def _known(self, key: Hashable) -> _Answer | None:
        found = self._kept.get(key)
        if found is not None and time.monotonic() - found.made > _AGE:
            self._drop(key)
            return None
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def _keep(self, key: Hashable, answer: _Answer) -> None:
        self._drop(key)
        self._kept[key] = answer
        self._size += answer.size
        while self._size > _MOST:
            self._drop(next(iter(self._kept)))

    def _drop(self, key: Hashable) -> None:
        found = self._kept.pop(key, None)
        self._size -= found.size if found is not None else 0


def _may_be_kept(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    is_of_ledger = scope["path"] == "/" or scope["path"].startswith(_OF_THE_LEDGER)
    return is_of_ledger and not any(name in _CONDITIONS for name, _ in scope["headers"])
