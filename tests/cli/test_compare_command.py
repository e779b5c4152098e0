"""`casus compare`, and `casus read --reader llm`, from the command line."""

import json
from pathlib import Path

import pytest
from model_server import Raw, model_server
from typer.testing import CliRunner

from casus.cli.main import app

TEXT = "Rebels shelled the port of Misrata on Monday. Turkey condemned the attack."
SHELLED = {
    "sentence": 1,
    "words": "shelled",
    "type": "ASSAULT",
    "status": "actual",
    "actors": ["Rebels"],
    "place": "Misrata",
}


@pytest.fixture(autouse=True)
def kept_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("CASUS_LLM_KEY", raising=False)


@pytest.fixture
def article(tmp_path: Path) -> str:
    file = tmp_path / "article.txt"
    file.write_text(TEXT)
    return str(file)


def casus(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.stdout, result.stderr


def test_two_readers_are_compared_report_by_report_and_in_all(article: str) -> None:
    code, told, _ = casus("compare", "lexicon", "trained", article, "--published", "2020-06-15", "--json")
    report, totals = map(json.loads, told.splitlines())
    assert code == 0
    assert report["readers"] == totals["totals"]["readers"] == ["lexicon", "trained"]
    assert totals["totals"]["reports"] == 1
    for name in ("same", "otherwise", "only_first", "only_second"):
        assert totals["totals"][name] == len(report[name])
    assert {pair["first"]["words"] for pair in report["same"]} <= {"shelled", "condemned"}


def test_what_only_one_reader_finds_is_shown_with_its_sentence(article: str) -> None:
    with model_server({"events": [SHELLED]}) as server:
        code, told, _ = casus(
            "compare",
            "llm",
            "lexicon",
            article,
            "--published",
            "2020-06-15",
            "--endpoint",
            server.url,
            "--model",
            "tiny",
        )
    assert code == 0
    assert "Only lexicon:" in told and "“Turkey condemned the attack.”" in told
    assert told.rstrip().splitlines()[-1].startswith("1 reports: both")


def test_a_model_reads_by_command_and_its_answers_are_kept_in_the_cache_folder(article: str, tmp_path: Path) -> None:
    with model_server({"events": [SHELLED]}) as server:
        options = ("--reader", "llm", "--endpoint", server.url, "--model", "tiny", "--json")
        code, told, _ = casus("read", article, *options)
        again = casus("read", article, *options)
    (event,) = json.loads(told)["events"]
    assert code == 0 and TEXT[slice(*event["span"])] == "shelled"
    assert again[1] == told and len(server.asked) == 1
    kept = tmp_path / "cache" / "casus" / "llm-answers.sqlite"
    assert kept.stat().st_mode & 0o077 == 0


def test_a_report_without_an_answer_is_named_and_the_others_are_read(article: str, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT + " France sent troops to Mali.")

    def answers(question: dict[str, object]) -> object:
        return Raw(404, b"no such model") if "Mali" in str(question["messages"]) else {"events": [SHELLED]}

    with model_server(answers) as server:
        code, told, errors = casus(
            "read", article, str(other), "--reader", "llm", "--endpoint", server.url, "--model", "tiny", "--json"
        )
    assert code == 1 and len(told.splitlines()) == 1
    assert f"{other}: was not read: the server answered 404 (no such model)" in errors


def test_the_budget_is_told_when_it_is_reached(article: str) -> None:
    code, told, errors = casus(
        "read", article, "--reader", "llm", "--endpoint", "http://127.0.0.1:9/v1", "--model", "tiny", "--budget", "0"
    )
    assert (code, told) == (1, "")
    assert "the budget of 0 has 0 left" in errors


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--reader", "llm"), "name it with --endpoint URL"),
        (("--reader", "llm", "--endpoint", "http://127.0.0.1:9/v1"), "--model NAME"),
        (("--endpoint", "http://127.0.0.1:9/v1"), "only the reader llm"),
        (("--reader", "llm", "--endpoint", "ftp://here", "--model", "tiny"), "no web address"),
    ],
)
def test_options_that_clash_are_wrong_usage(options: tuple[str, ...], reason: str, article: str) -> None:
    code, _, errors = casus("read", article, *options)
    assert code == 2 and reason in " ".join(errors.split())
