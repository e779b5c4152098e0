"""How a wire fares: for the health page of the desk and for `casus feeds list`."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from casus.wire.notebook import Notebook, Watched

BROKEN = 5
"""Failures in a row from which on a feed is asked seldom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHealth:
    """One feed. state: fine, failing, broken or new. kept: its articles in the ledger. due: seconds until asked."""

    name: str
    address: str
    state: str
    trouble: str | None
    answered: float | None
    kept: int
    due: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """A wire. fates: how many articles were kept, unchanged, not read, not fetched. waiting: found, not yet done.

    delay: seconds within which 95 of 100 of the newest were in the ledger after they were found; None before the first.
    """

    feeds: tuple[FeedHealth, ...]
    fates: dict[str, int]
    waiting: int
    delay: float | None
    troubles: tuple[tuple[str, str], ...]


def health(file: Path) -> Health | None:
    """How the wire with this notebook fares; None where there is none. Raises LedgerError for a file that is none."""
    if not file.exists():
        return None
    notebook = Notebook(file)
    try:
        kept, delays, now = notebook.kept_of(), sorted(notebook.delays()), time.time()
        return Health(
            feeds=tuple(_feed(one, kept.get(one.address, 0), now) for one in notebook.feeds()),
            fates=notebook.fates(),
            waiting=notebook.waiting(),
            delay=delays[int(0.95 * (len(delays) - 1))] if delays else None,
            troubles=tuple(notebook.troubles()),
        )
    finally:
        notebook.close()


def state_of(feed: Watched) -> str:
    """In one word how a feed fares."""
    if feed.asked is None:
        return "new"
    return "fine" if not feed.failures else "broken" if feed.failures >= BROKEN else "failing"


def _feed(feed: Watched, kept: int, now: float) -> FeedHealth:
    return FeedHealth(
        name=feed.name,
        address=feed.address,
        state=state_of(feed),
        trouble=feed.trouble,
        answered=feed.answered,
        kept=kept,
        due=max(0.0, feed.due - now),
    )
