"""`casus forecast`: what it prints, keeps and draws, and what it does when it cannot."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from made_history import long_history, row, write
from typer.testing import CliRunner, Result

from casus.cli.main import app
from casus.outlook.forecast.record import keep, kept

Made = tuple[Path, Result]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["forecast", *map(str, arguments)])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A forecast for Mali as of December 2018, and the folder with its files."""
    folder = tmp_path_factory.mktemp("forecast")
    history = long_history(folder / "ged.csv")
    result = run(
        "Mali",
        "--history",
        history,
        "--origin",
        "2018-12",
        "--kept",
        folder / "kept.jsonl",
        "--svg",
        folder / "fan.svg",
    )
    return folder, result


def test_a_country_is_told_with_words_numbers_and_where_they_come_from(made: Made) -> None:
    _, result = made
    assert result.exit_code == 0, result.output
    assert "Mali (MLI)" in result.output
    assert re.search(r"2019-01 +\d+ +\d+ to \d+ .*┃.* almost certain \(over 99 %\)", result.output)
    assert "ged.csv (2010-01 to 2019-12, 240" in result.output
    assert "would be no onset" in result.output


def test_what_is_kept_says_what_it_was_made_of_and_how_it_resolves(made: Made) -> None:
    folder, _ = made
    (forecast,) = kept(folder / "kept.jsonl")
    assert forecast.origin == "2018-12"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", forecast.made)
    assert len(forecast.sources[0].sha256) == 64
    assert "best estimate" in forecast.rule
    assert sum(forecast.weights.values()) == pytest.approx(1, abs=0.001)
    mali = forecast.of("MLI")
    assert [one.month for one in mali.months] == [f"2019-{month:02d}" for month in range(1, 13)]
    assert all(20 <= one.quantiles[2] <= 60 for one in mali.months)
    assert forecast.of("NER").is_quiet


def test_the_fan_chart_tells_its_content_in_words(made: Made) -> None:
    folder, _ = made
    root = ElementTree.parse(folder / "fan.svg").getroot()
    texts = {one.tag.rpartition("}")[2]: one.text or "" for one in root}
    assert "Mali" in texts["title"]
    assert "the median is" in texts["desc"]


def test_kept_forecasts_are_scored_beside_the_benchmark(made: Made) -> None:
    folder, _ = made
    result = run("score", "--history", folder / "ged.csv", "--kept", folder / "kept.jsonl", "--json")
    found = json.loads(result.output)
    assert found["ours"]["cases"] == found["benchmark"]["cases"] > 2000
    assert found["open"] == 0
    assert found["ours"]["brier"] < 0.01
    shown = run("score", "--history", folder / "ged.csv", "--kept", folder / "kept.jsonl", "--svg", folder / "c.svg")
    assert "90 % intervals cover" in shown.output
    assert "came true" in (folder / "c.svg").read_text(encoding="utf-8")


def test_a_forecast_is_added_and_nothing_before_it_changes(made: Made, tmp_path: Path) -> None:
    folder, _ = made
    (forecast,) = kept(folder / "kept.jsonl")
    path = tmp_path / "kept.jsonl"
    keep(forecast, path)
    before = path.read_bytes()
    keep(forecast, path)
    assert path.read_bytes() == before * 2
    assert next(kept(path)) == forecast


def test_half_a_line_is_not_built_upon(made: Made, tmp_path: Path) -> None:
    folder, _ = made
    (forecast,) = kept(folder / "kept.jsonl")
    path = tmp_path / "kept.jsonl"
    path.write_text('{"made":')
    with pytest.raises(Exception, match="ends in half a line"):
        keep(forecast, path)
    with pytest.raises(Exception, match="line 1 is no forecast"):
        list(kept(path))
    assert path.read_text() == '{"made":'


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["Malo"], "No country is called 'Malo'; did you mean Mali?"),
        (["Mali", "--origin", "2009-12"], "covers 2010-01 to 2019-12, which has no 2009-12"),
        (["Mali", "--origin", "2012-12"], "has 36 months and forecasts need 96; add older files"),
        (["--svg", "fan.svg"], "A chart shows one country"),
        (["Mali", "--ledger", "none.db"], "none.db"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_nothing_is_kept(
    made: Made, tmp_path: Path, arguments: list[str], words: str
) -> None:
    folder, _ = made
    result = run(*arguments, "--history", folder / "ged.csv", "--kept", tmp_path / "kept.jsonl")
    assert result.exit_code == 1
    assert words in result.output
    assert result.output.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_wrong_use_is_told_as_such(tmp_path: Path) -> None:
    assert run("Mali").exit_code == 2
    assert run("Mali", "--history", "x.csv", "--origin", "soon").exit_code == 2
    missing = run("Mali", "--history", tmp_path / "none.csv")
    assert missing.exit_code == 1
    assert "cannot be read" in missing.output


def test_nothing_resolved_yet_is_no_score(made: Made, tmp_path: Path) -> None:
    folder, _ = made
    early = write(tmp_path / "early.csv", [row(1, "2018-12", 5)])
    result = run("score", "--history", early, "--kept", folder / "kept.jsonl")
    assert "None of the" in result.output
