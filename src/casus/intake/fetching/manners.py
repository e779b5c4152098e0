"""Manners towards hosts: one request at a time, some time between two, and what their robots.txt asks."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from protego import Protego

_KEPT = 86_400.0
"""Seconds for which a robots.txt is believed (RFC 9309, 2.4)."""
_LONGEST_DELAY = 60.0
"""Seconds between two requests that a robots.txt may ask for."""
_HOSTS = 10_000
"""Hosts remembered, those asked last."""


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free: float = 0.0
    delay: float = 0.0
    waiting: int = 0


class Manners:
    """What hosts asked for and when they were asked last. agent: by which a robots.txt means this program.

    delay: least seconds between two requests to one host.
    """

    def __init__(self, agent: str, delay: float) -> None:
        self._agent, self._delay = agent, delay
        self._hosts: OrderedDict[str, _Host] = OrderedDict()
        self._rules: OrderedDict[str, tuple[Protego, float]] = OrderedDict()

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """The right to ask a host once; waits until it is due."""
        its = self._hosts.setdefault(host, _Host())
        self._hosts.move_to_end(host)
        its.waiting += 1
        try:
            async with its.lock:
                await asyncio.sleep(max(0.0, its.free - time.monotonic()))
                try:
                    yield
                finally:
                    its.free = time.monotonic() + max(self._delay, its.delay)
        finally:
            its.waiting -= 1
            self._forget()

    def knows(self, origin: str) -> bool:
        """Whether the robots.txt of an origin (https://HOST:PORT) was read in the last day."""
        return origin in self._rules and self._rules[origin][1] > time.monotonic()

    def learn(self, origin: str, text: str) -> None:
        """Remember what a robots.txt says; an empty one allows all."""
        rules = Protego.parse(text)
        self._rules[origin] = (rules, time.monotonic() + _KEPT)
        host = origin.partition("://")[2].partition(":")[0]
        asked = rules.crawl_delay(self._agent)
        self._hosts.setdefault(host, _Host()).delay = min(float(asked or 0.0), _LONGEST_DELAY)
        while len(self._rules) > _HOSTS:
            self._rules.popitem(last=False)

    def may(self, origin: str, url: str) -> bool:
        """Whether the robots.txt of an origin lets this program ask for an address."""
        return bool(self._rules[origin][0].can_fetch(url, self._agent))

    def _forget(self) -> None:
        """Let hosts go that nobody waits for and that may be asked again, the oldest first."""
        while len(self._hosts) > _HOSTS:
            host, its = next(iter(self._hosts.items()))
            if its.waiting or its.free > time.monotonic():
                return
            del self._hosts[host]
