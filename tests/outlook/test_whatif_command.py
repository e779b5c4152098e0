"""`casus whatif` as a user runs it."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from typer.testing import CliRunner

from casus.cli.main import app

SCENARIO = "ASSAULT AZE -> ARM at Vardenis"


def casus(*args: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `casus whatif`."""
    done = CliRunner().invoke(app, ["whatif", *args])
    return done.exit_code, done.stdout, done.stderr


def test_a_run_says_that_it_is_no_prediction_and_what_the_base_rates_are() -> None:
    code, out, _ = casus(SCENARIO, "--on", "2020-10-31", "--futures", "2000")
    words = " ".join(out.split())
    assert code == 0
    assert "a what-if, not a prediction" in words and "14 % of wars" in words
    assert "Russia" in words and "ATOP 5.1, 2018" in words and "No ledger was read" in words


def test_json_is_one_line_and_the_same_again(tmp_path: Path) -> None:
    image = tmp_path / "graph.svg"
    args = (SCENARIO, "--on", "2020-10-31", "--futures", "2000", "--json", "--level", "war", "--svg", str(image))
    code, out, _ = casus(*args)
    assert code == 0 and out.count("\n") == 1 and casus(*args)[1] == out
    told = json.loads(out)
    assert told["level"] == 5 and told["actors"][0]["interval_of_parameters_90"][0] > 0
    assert ElementTree.fromstring(image.read_text(encoding="utf-8")).tag.endswith("svg")


@pytest.mark.parametrize(
    "args, code, words",
    [
        (("ASSAULT AZE", "--on", "2020-10-31"), 1, "is no scenario"),
        (("ASSAULT AZE -> Narnia", "--on", "2020-10-31"), 1, "No state is called"),
        ((SCENARIO, "--on", "1980-10-31"), 1, "begins in 1989"),
        ((SCENARIO, "--on", "2020-10-31", "--ledger", "there-is-none.db"), 1, "there-is-none.db"),
        (
            (SCENARIO, "--on", "2020-10-31", "--futures", "200", "--svg", "no/such/folder.svg"),
            1,
            "could not be written",
        ),
        ((SCENARIO, "--on", "soon"), 2, "is no date"),
        ((SCENARIO, "--on", "2020-10-31", "--level", "all-out"), 2, "is no level"),
    ],
)
def test_bad_input_is_told_and_nothing_is_printed(args: tuple[str, ...], code: int, words: str) -> None:
    found, out, err = casus(*args)
    assert (found, out) == (code, "")
    assert words in " ".join(err.replace("│", " ").split())
