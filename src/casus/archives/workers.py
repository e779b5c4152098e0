"""Work done in several processes of one machine, in order, with bounded queues; a process that dies is replaced.

Each worker is a pool of one process, so that it is known which work was lost with it. Processes are started afresh
(spawn): nothing of the parent's threads or memory comes along, and it is the same on every system.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Item], Result]

_EACH, _KEPT = 2, 4
"""Items that a worker has, the one it works on among them; items a worker that are under way or wait for their turn."""
_TRIES = 3
_work: Callable[[Any], Any] | None = None
"""In a worker: what it does, made with its first item."""


def side_by_side(
    make: Callable[[], Work[Item, Result]],
    items: Iterable[Item],
    *,
    workers: int,
    tell: Callable[[str], None],
    lost: Callable[[Item], Result],
) -> Generator[Result, None, None]:
    """What becomes of each item, in their order. Items are taken only as workers are free for them.

    make: gives what each worker does; it and the items must be picklable. tell: hears of a worker that died. lost: what
    becomes of an item with which a worker died three times. What `make` or the work raises is raised here.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # each process has a core, and takes no other's
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    crew = [_Worker(make, tell, lost) for _ in range(workers)]
    pending: deque[_Task[Item, Result]] = deque()
    source = iter(items)
    try:
        while True:
            _hand_out(source, crew, pending)
            if not pending:
                return
            if pending[0].future.done():
                yield pending.popleft().future.result()
            else:
                wait([one.future for worker in crew for one in worker.tasks], return_when=FIRST_COMPLETED)
            for worker in crew:
                worker.look()
    finally:
        for worker in crew:
            worker.close()


class _Task(Generic[Item, Result]):
    """An item given to a worker."""

    def __init__(self, item: Item) -> None:
        self.item, self.tries = item, 0
        self.future: Future[Result] = Future()


class _Worker(Generic[Item, Result]):
    """One process and what it has to do, in order."""

    def __init__(
        self, make: Callable[[], Work[Item, Result]], tell: Callable[[str], None], lost: Callable[[Item], Result]
    ) -> None:
        self._make, self._tell, self._lost = make, tell, lost
        self.tasks: deque[_Task[Item, Result]] = deque()
        self._pool = _pool()

    def take(self, task: _Task[Item, Result]) -> None:
        self.tasks.append(task)
        self._submit(task)

    def look(self) -> None:
        """Let go of what is done; replace the process if it has died."""
        while self.tasks and self.tasks[0].future.done():
            if isinstance(self.tasks[0].future.exception(), BrokenProcessPool):
                self._begin_again()
                return
            self.tasks.popleft()

    def close(self) -> None:
        """Stop when the item in hand is done."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, task: _Task[Item, Result]) -> None:
        try:
            task.future = self._pool.submit(_do, self._make, task.item)
        except BrokenProcessPool as error:  # it died with nothing to do
            task.future = Future()
            task.future.set_exception(error)

    def _begin_again(self) -> None:
        self._pool.shutdown(wait=False)
        self._pool = _pool()
        first = self.tasks[0]
        first.tries += 1
        if first.tries == _TRIES:
            self._tell(f"A worker died {_TRIES} times with the same block, which is left out.")
            first.future = Future()
            first.future.set_result(self._lost(first.item))
            self.tasks.popleft()
        else:
            self._tell("A worker died; another one reads its block again.")
        for task in self.tasks:
            self._submit(task)


def _hand_out(source: Iterator[Item], crew: list[_Worker[Item, Result]], pending: deque[_Task[Item, Result]]) -> None:
    """Give workers that are free what is next, while not too much waits for its turn."""
    while len(pending) < _KEPT * len(crew):
        worker = min(crew, key=lambda one: len(one.tasks))
        if len(worker.tasks) >= _EACH:
            return
        for item in source:
            pending.append(task := _Task[Item, Result](item))
            worker.take(task)
            break
        else:
            return


def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """In a worker: the parent decides when to stop, and without one there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(make: Callable[[], Work[Item, Result]], item: Item) -> Result:
    global _work
    if _work is None:
        _work = make()
    result: Result = _work(item)
    return result
