"""The desk's hold on a ledger: views of it, and what was made of them kept until somebody writes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, select

from casus.ledger import Ledger, schema
from casus.ledger.events import newest_day
from casus.records import CasusError

if TYPE_CHECKING:
    from casus.knowledge.codebook import Codebook

_KEPT = 256
"""Views kept in memory, those asked for last."""

T = TypeVar("T")


class NotThere(CasusError):
    """What a page or a program asked for is not in the ledger."""


class Desk:
    """A ledger as pages see it. Safe for many threads: each asks on a connection of its own.

    codebook: by which pasted articles are read; None for PLOVER's types alone.
    """

    def __init__(self, ledger: Ledger, codebook: Codebook | None = None) -> None:
        self.ledger, self.codebook = ledger, codebook
        self._kept: OrderedDict[tuple[int, Hashable], Any] = OrderedDict()
        self._lock = threading.Lock()
        self._pen = threading.Lock()
        self._makers: dict[tuple[int, Hashable], tuple[threading.Lock, int]] = {}

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """An unchanging view of the ledger. Raises LedgerError if it does not answer."""
        with self.ledger.asking() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """The ledger to write to, for one thread at a time. Raises LedgerError where it cannot be written."""
        with self._pen:
            yield self.ledger

    def state(self) -> int:
        """A number that grows with every change to the ledger: what is derived from one state never changes."""
        with self.asking() as connection:
            return state_of(connection)

    def derived(self, name: Hashable, make: Callable[[Connection], T]) -> T:
        """What `make` makes of the ledger as it stands; made once for each state. name: tells it from all else.

        Of several who ask for the same at once one makes it, and the others wait.
        """
        with self.asking() as connection:
            key = (state_of(connection), name)
            with self._maker(key):
                found: T
                if key in self._kept:
                    with self._lock:
                        self._kept.move_to_end(key)
                        found = self._kept[key]
                    return found
                found = make(connection)
                self._keep(key, found)
                return found

    @contextmanager
    def _maker(self, key: tuple[int, Hashable]) -> Iterator[None]:
        """The right to make something, for one thread at a time."""
        with self._lock:
            lock, waiting = self._makers.get(key, (threading.Lock(), 0))
            self._makers[key] = (lock, waiting + 1)
        try:
            with lock:
                yield
        finally:
            with self._lock:
                lock, waiting = self._makers[key]
                if waiting == 1:
                    del self._makers[key]
                else:
                    self._makers[key] = (lock, waiting - 1)

    def _keep(self, key: tuple[int, Hashable], found: object) -> None:
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)

    def day(self, asked: str | None) -> str:
        """The day asked for, or that of the newest report. Raises NotThere for a ledger without a dated report."""
        found = asked or self.derived("newest day", newest_day)
        if found is None:
            raise NotThere("The ledger holds no report with a date; nothing can be told of a day.")
        return found


def state_of(connection: Connection) -> int:
    """The number of the last change to the ledger; 0 for one never written to."""
    found = connection.execute(select(schema.turn.c.number)).scalar_one_or_none()
    return int(found or 0)
