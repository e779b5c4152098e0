"""Reading several reports at a time, told in their order.

Most of a reading's time goes by in the model, which leaves Python free: while one report is with the model, the rules
read the next one. Threads share what is loaded, so this costs little memory.
"""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

AT_ONCE = min(4, os.cpu_count() or 1)
"""Reports being read at a time. Python runs in one thread of these, the model in the others; more than four wait."""


def ahead(
    work: Callable[[Item], Result], items: Iterable[Item], *, at_once: int = AT_ONCE
) -> Generator[Result, None, None]:
    """What becomes of each item, in their order, `at_once` being worked on ahead of the one asked for.

    Items are taken only as they are needed. What `work` or `items` raises is raised here.
    """
    pending: deque[Future[Result]] = deque()
    pool = ThreadPoolExecutor(at_once)
    try:
        for item in items:
            pending.append(pool.submit(work, item))
            if len(pending) > at_once:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
