"""README.md shows what casus really prints."""

from functools import cache

import pytest
import readme

SHOWN = list(readme.commands(readme.README.read_text(encoding="utf-8"))) if readme.README.exists() else []


@cache
def outputs() -> list[str]:
    return readme.outputs(SHOWN)


def test_readme_shows_a_command_with_its_output() -> None:
    assert any(one.expected for one in SHOWN)


@pytest.mark.parametrize("number", range(len(SHOWN)), ids=[one.command for one in SHOWN])
def test_command_prints_what_the_readme_shows(number: int) -> None:
    output = outputs()[number]
    assert readme.agrees(SHOWN[number].expected, output), f"run make readme; the command prints:\n{output}"


@pytest.mark.parametrize(
    ("expected", "output", "is_same"),
    [
        ("one\ntwo\n", "one\ntwo\n", True),
        ("one\n", "one\ntwo\n", False),
        ("one\n...\nfour\n", "one\ntwo\nthree\nfour\n", True),
        ("one\n...\nfour\n", "one\nfour\n", True),
        ("one\n...\nfour\n", "one\ntwo\nfive\n", False),
        ("a.c\n", "abc\n", False),
        ("", "one\n", False),
    ],
)
def test_dots_stand_for_any_lines_and_all_else_for_itself(expected: str, output: str, is_same: bool) -> None:
    assert readme.agrees(expected, output) is is_same


def test_blocks_marked_not_run_and_other_kinds_are_left_alone() -> None:
    shown, others = "```console\n$ ls -a\n.\n..\n$ true\n```\n", "```console\n$ make\n```\n```text\n$ no\n```\n"
    text = f"{shown}\n<!-- not run -->\n{others}"
    found = list(readme.commands(text))
    assert [(one.command, one.expected, text[slice(*one.span)]) for one in found] == [
        ("ls -a", ".\n..\n", ".\n..\n"),
        ("true", "", ""),
    ]
