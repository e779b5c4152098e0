"""`casus watch` and `casus feeds`, as a user calls them; nothing outside this machine is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from casus.cli.main import app
from casus.intake.feeds import read_list


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder of the user."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def casus(*told: str) -> Result:
    return CliRunner().invoke(app, told)


def test_a_starter_list_of_a_region_is_one_that_can_be_watched(folder: Path) -> None:
    told = casus("feeds", "starter", "--region", "Africa")
    assert told.exit_code == 0 and len(read_list(told.stdout, "starter")) >= 5


def test_an_unknown_region_is_told_with_those_there_are() -> None:
    told = casus("feeds", "starter", "--region", "Atlantis")
    assert told.exit_code == 1 and "Middle East" in told.stderr


def test_a_feed_is_added_once_and_listed(folder: Path) -> None:
    given = ("feeds", "add", "https://example.org/rss", "--name", "The Example", "--country", "COD")
    assert casus(*given).exit_code == 0
    again = casus(*given)
    assert again.exit_code == 1 and "already" in again.stderr
    assert casus("feeds", "list").stdout == "The Example · not watched yet · https://example.org/rss\n"


def test_without_a_list_it_is_told_how_to_make_one() -> None:
    told = casus("watch")
    assert told.exit_code == 1 and "casus feeds starter" in told.stderr


def test_an_address_of_this_machine_is_never_watched_and_the_reason_is_told(folder: Path) -> None:
    casus("feeds", "add", "http://127.0.0.1:8000/rss", "--name", "Inner")
    casus("feeds", "add", "http://169.254.169.254/latest/meta-data/", "--name", "Cloud")
    told = casus("watch", "--once", "--reader", "lexicon")
    assert told.exit_code == 1
    assert "2 feeds failing" in told.stderr and "casus feeds list" in told.stderr
    assert casus("feeds", "list").stdout.count("only public ones are fetched") == 2


def test_a_check_tells_of_each_feed_what_it_gives_or_why_not(folder: Path) -> None:
    casus("feeds", "add", "http://127.0.0.1/rss", "--name", "Inner")
    told = casus("feeds", "check")
    assert told.exit_code == 1 and told.stdout.startswith(
        "Inner · 127.0.0.1 is an address of a private or local network"
    )
    assert "1 feed of 1 gave nothing" in told.stderr
