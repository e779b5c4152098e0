"""Cells hold their text: nothing from a report tears a row apart or runs as a formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.exports.cells import guarded, listed, plain, unguarded, written


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u200e=1"])
def test_no_text_begins_a_formula(text: str) -> None:
    assert guarded(text)[0] == "'"


@pytest.mark.parametrize("number", ["-12.5", "+3", "0", "-1"])
def test_numbers_are_not_altered(number: str) -> None:
    assert guarded(number) == number


@given(st.text())
def test_the_guard_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == plain(text)


@given(st.text())
def test_a_cell_is_one_line_without_tabs(text: str) -> None:
    cell = written(text)
    assert len(cell.splitlines()) <= 1 and "\t" not in cell
    assert not cell.startswith(("=", "@"))
    cell.encode()


def test_missing_is_not_zero() -> None:
    assert [written(cell, missing="None") for cell in (None, "", 0, 0.0, -3)] == ["None", "None", "0", "0.0", "-3"]


def test_a_separator_inside_a_value_does_not_make_two_values() -> None:
    assert listed(["A; B", "C", "C", ""]) == "A, B;C"
    assert listed([]) is None
