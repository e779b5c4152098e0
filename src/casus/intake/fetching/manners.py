"""Manners towards hosts: one request at a time, some time between two, and what their robots.txt asks."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from protego import Protego

_KEPT = 86_400.0
"""Seconds for which a robots.txt is believed (RFC 9309, 2.4)."""
_KEPT_SILENT = 300.0
"""Seconds for which a robots.txt that could not be had is not asked for again, nor anything else of its host."""
_LONGEST_DELAY = 60.0
"""Seconds between two requests that a robots.txt may ask for."""
_LONGEST_REST = 3_600.0
"""Seconds for which a whole host is left alone where one of its answers asks for it."""
_HOSTS = 10_000
"""Hosts remembered, those asked last."""
_MOST_RULES = 4_000_000
"""Characters of all robots.txt remembered, those learned last: some 2,000 usual ones. A hostile one takes 40 times that
in memory."""


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free: float = 0.0
    rests_until: float = 0.0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """What a robots.txt asks. said: None where it could not be had. delay: seconds between two requests.

    until: when to ask again, on the monotonic clock. size: characters of the robots.txt.
    """

    said: Protego | None
    delay: float
    until: float
    size: int


class Resting(Exception):
    """A host that asked to be left alone still is. seconds: for how long."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"for {seconds:g} s")


class Manners:
    """What hosts asked for and when they were asked last. agent: by which a robots.txt means this program.

    delay: least seconds between two requests to one host.
    """

    def __init__(self, agent: str, delay: float) -> None:
        self._agent, self._delay = agent, delay
        self._hosts: OrderedDict[str, _Host] = OrderedDict()
        self._rules: OrderedDict[str, Rules] = OrderedDict()
        self._size = 0
        self._learning: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def turn(self, host: str, delay: float) -> AsyncIterator[None]:
        """The right to ask a host once; waits until it is due. delay: as its robots.txt asks. Raises Resting."""
        its = self._hosts.setdefault(host, _Host())
        self._hosts.move_to_end(host)
        _check_rest(its)
        its.waiting += 1
        try:
            async with its.lock:
                _check_rest(its)
                await asyncio.sleep(max(0.0, its.free - time.monotonic()))
                try:
                    yield
                finally:
                    its.free = time.monotonic() + max(self._delay, delay)
        finally:
            its.waiting -= 1
            self._forget()

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for as long as it asks."""
        its = self._hosts.setdefault(host, _Host())
        its.rests_until = max(its.rests_until, time.monotonic() + min(seconds, _LONGEST_REST))

    def learning(self, origin: str) -> asyncio.Lock:
        """What to hold while the robots.txt of an origin is asked for, so that it is asked for once."""
        return self._learning.setdefault(origin, asyncio.Lock())

    def rules(self, origin: str) -> Rules | None:
        """What the robots.txt of an origin (https://HOST:PORT) asks; None where it is to be asked for."""
        known = self._rules.get(origin)
        return known if known is not None and known.until > time.monotonic() else None

    def learn(self, origin: str, text: str | None) -> Rules:
        """Remember what a robots.txt says. text: empty where there is none, which allows all; None: not to be had."""
        now = time.monotonic()
        if text is None:
            rules = Rules(None, 0.0, now + _KEPT_SILENT, 0)
        else:
            said = Protego.parse(text)
            delay = min(float(said.crawl_delay(self._agent) or 0.0), _LONGEST_DELAY)
            rules = Rules(said, delay, now + _KEPT, len(text))
        self._drop(origin)
        self._rules[origin] = rules
        self._size += rules.size
        while len(self._rules) > _HOSTS or (self._size > _MOST_RULES and len(self._rules) > 1):
            self._drop(next(iter(self._rules)))
        return rules

    def may(self, rules: Rules, url: str) -> bool:
        """Whether a robots.txt lets this program ask for an address."""
        return rules.said is not None and bool(rules.said.can_fetch(url, self._agent))

    def _drop(self, origin: str) -> None:
        known = self._rules.pop(origin, None)
        self._size -= known.size if known is not None else 0

    def _forget(self) -> None:
        """Let hosts go that nobody waits for and that may be asked again, the oldest first."""
        while len(self._hosts) > _HOSTS:
            host, its = next(iter(self._hosts.items()))
            if its.waiting or max(its.free, its.rests_until) > time.monotonic():
                return
            del self._hosts[host]


def _check_rest(its: _Host) -> None:
    left = its.rests_until - time.monotonic()
    if left > 0:
        raise Resting(left)
