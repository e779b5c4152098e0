"""A wire in a process of its own, that can be killed: python wire_process.py PORT LEDGER FEED..."""

from __future__ import annotations

import asyncio
import sys

from casus.intake.feeds import Feed
from casus.intake.fetching import Fetcher
from casus.ledger import open_ledger
from casus.reading import get_reader
from casus.wire import Notebook, Watcher, beside


def main(port: str, ledger: str, *feeds: str) -> None:
    """Watch until killed."""
    host = f"127.0.0.1:{port}"
    listed = [Feed(address=f"http://{host}/{one}", name=one.title()) for one in feeds]
    fetcher = Fetcher(allow_local=frozenset((host,)), delay=0)
    watcher = Watcher(open_ledger(ledger), get_reader("lexicon"), Notebook(beside(ledger)), fetcher, fastest=1.0)
    asyncio.run(watcher.watch(listed))


if __name__ == "__main__":
    main(*sys.argv[1:])
