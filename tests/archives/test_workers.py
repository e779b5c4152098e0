"""Processes side by side: order, back-pressure, death."""

import pytest
from made_work import counted, deadly, doubling, failing

from casus.archives.workers import side_by_side


def lost(number: int) -> int:
    return -number


def silent(_: str) -> None:
    pass


def test_results_come_in_the_order_of_the_items() -> None:
    found = list(side_by_side(doubling, range(40), workers=2, tell=silent, lost=lost))
    assert found == [2 * number for number in range(40)]


def test_items_are_taken_only_as_workers_are_free() -> None:
    taken: list[int] = []
    results = side_by_side(doubling, counted(taken, 1000), workers=2, tell=silent, lost=lost)
    for _ in range(10):
        next(results)
    assert len(taken) <= 10 + 2 * 4
    results.close()


def test_an_item_with_which_workers_die_is_left_out_and_told() -> None:
    told: list[str] = []
    found = list(side_by_side(deadly, range(30), workers=2, tell=told.append, lost=lost))
    assert found == [number if number != 13 else -13 for number in range(30)]
    assert told == ["A worker died; another one reads its block again."] * 2 + [
        "A worker died 3 times with the same block, which is left out."
    ]


def test_what_the_work_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="nothing can be made"):
        list(side_by_side(failing, range(3), workers=1, tell=silent, lost=lost))
