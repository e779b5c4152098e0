"""Reports read side by side come back in their order, and a failure stops only what asked for it."""

import threading
import time
from collections.abc import Iterator

import pytest

from casus.reading.ahead import AT_ONCE, ahead


def test_results_come_in_the_order_of_the_items_whatever_takes_longest() -> None:
    def work(n: int) -> int:
        time.sleep(0.02 if n % 3 == 0 else 0)
        return n * n

    assert list(ahead(work, range(20))) == [n * n for n in range(20)]


def test_items_are_taken_only_as_they_are_needed() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for n in range(1000):
            taken.append(n)
            yield n

    results = ahead(lambda n: n, items())
    assert next(results) == 0
    assert len(taken) <= AT_ONCE + 2
    results.close()
    assert len(taken) <= AT_ONCE + 2


def test_what_work_raises_is_raised_in_its_place() -> None:
    def work(n: int) -> int:
        if n == 2:
            raise ValueError("two")
        return n

    results = ahead(work, range(5))
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(ValueError, match="two"):
        next(results)
    assert threading.active_count() < 20


def test_how_many_are_worked_on_can_be_told() -> None:
    items = iter(range(100))
    results = ahead(lambda n: n, items, at_once=1)
    assert next(results) == 0
    assert next(items) == 2
    results.close()
