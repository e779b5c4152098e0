"""A wire in a process of its own, that can be killed: python wire_process.py PORT LEDGER FEED..."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Sequence

from casus.intake.feeds import Feed
from casus.intake.fetching import Fetcher
from casus.ledger import Entry, Ledger, Stored, open_ledger
from casus.reading import get_reader
from casus.wire import Notebook, Watcher, beside


class Slow(Ledger):
    """A ledger that takes its time, so that a wire is often killed while it waits for it."""

    def store_all(self, entries: Sequence[Entry]) -> list[Stored]:
        """As any ledger, a fifth of a second later."""
        time.sleep(0.2)
        return super().store_all(entries)


def main(port: str, ledger: str, *feeds: str) -> None:
    """Watch until killed."""
    host = f"127.0.0.1:{port}"
    listed = [Feed(address=f"http://{host}/{one}", name=one.title()) for one in feeds]
    fetcher = Fetcher(allow_local=frozenset((host,)), delay=0)
    opened = open_ledger(ledger)
    watcher = Watcher(
        Slow(opened.engine, opened.name), get_reader("lexicon"), Notebook(beside(ledger)), fetcher, fastest=1.0
    )
    asyncio.run(watcher.watch(listed))


if __name__ == "__main__":
    main(*sys.argv[1:])
