"""The command as a user runs it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from casus import __version__
from casus.intake import read_reports
from casus.ledger import open_ledger
from casus.reading import get_reader
from casus.records import Reading, Report, as_json, from_json

ARTICLE = """Freland shelled the town of Harn on Tuesday, and at least 12 people were killed.

The army said on Wednesday that it had shot down two drones near the border with Morland.
"""
FRENCH = """Le gouvernement a annoncé mardi que les combats avaient repris dans la région, malgré la trêve
conclue la semaine dernière entre les deux parties, et que plusieurs villages étaient tombés."""

# Finds nothing, at once, and fails where it is told to.
STUB_READER = """
from casus.cli.main import main
from casus.reading import READERS
from casus.records import Reading
class Stub:
    languages = frozenset({"en"})
    version = "stub 1"
    def read(self, report):
        if "unreadable" in report.text:
            raise %s
        return Reading(report=report)
READERS["stub"] = Stub
main()
"""


def stub(*args: str | Path, error: str = "ValueError") -> list[str]:
    """The command with a reader that costs no time to load."""
    return [sys.executable, "-c", STUB_READER % error, "read", *map(str, args), "--reader", "stub"]


def casus(*args: str | Path, text: str | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, with the text on standard input."""
    return run([sys.executable, "-m", "casus", *map(str, args)], text=text, cwd=cwd)


def run(command: list[str], *, text: str | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1"}
    return subprocess.run(
        command, input=text, capture_output=True, encoding="utf-8", check=False, cwd=cwd, env=environment, timeout=60
    )


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_the_version_is_told() -> None:
    done = casus("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"casus {__version__}\n", "")


@pytest.mark.parametrize("args", [("--help",), ("read", "--help")])
def test_help_is_told_and_loads_nothing_heavy(args: tuple[str, ...]) -> None:
    done = run([sys.executable, "-X", "importtime", "-m", "casus", *args])
    assert done.returncode == 0
    assert "Usage:" in done.stdout
    loaded = set(re.findall(r"\| +([\w.]+)$", done.stderr, re.MULTILINE))
    assert not loaded & {"rich", "jinja2", "trafilatura", "casus.intake", "casus.reading", "casus.knowledge"}


def test_json_is_one_reading_a_line_that_comes_back_the_same(article: Path) -> None:
    done = casus("read", article, "--published", "2020-05-21", "--source", "Harn Courier", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = done.stdout.splitlines()
    (report,) = read_reports([str(article)], published="2020-05-21", source="Harn Courier")
    assert isinstance(report, Report)
    expected = get_reader().read(report)
    assert from_json(Reading, json.loads(line)) == expected
    assert line == json.dumps(as_json(expected), ensure_ascii=False)


def test_json_is_utf_8_whatever_the_locale(article: Path) -> None:
    article.write_text(ARTICLE + "The “truce” held in Škuć – 停火.\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(stub(article, "--json"), capture_output=True, check=False, env=environment, timeout=60)
    assert done.returncode == 0
    assert "Škuć – 停火" in done.stdout.decode("utf-8")


def test_the_same_input_gives_the_same_bytes(article: Path) -> None:
    one, two = (casus("read", article, "--json").stdout for _ in range(2))
    assert one == two


def test_a_brief_is_printed_without_options(article: Path) -> None:
    done = casus("read", article)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[1] == "date unknown · English"
    assert "SENTENCES\n  [1]  Freland shelled the town of Harn on Tuesday" in done.stdout


def test_standard_input_is_read() -> None:
    done = run(stub("-", "--json"), text=ARTICLE)
    assert done.returncode == 0
    assert json.loads(done.stdout)["report"]["text"].startswith("Freland shelled")


def test_many_reports_get_short_briefs(tmp_path: Path) -> None:
    rows = [json.dumps({"text": f"{ARTICLE} {number}", "title": f"Report {number}"}) for number in range(6)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    done = run(stub(tmp_path / "a.jsonl"))
    assert done.returncode == 0
    assert re.findall(r"^Report \d$", done.stdout, re.MULTILINE) == [f"Report {n}" for n in range(6)]
    assert "EVENTS" not in done.stdout
    assert done.stdout.count("-" * 40) == 5


def test_an_input_that_cannot_be_read_is_named_and_the_others_are_read(article: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    done = run(stub("empty.txt", "gone.txt", "picture.txt", "a.txt", "--json"), cwd=tmp_path)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    told = done.stderr.splitlines()
    assert [line.split(": ")[:2] for line in told] == [
        ["casus", "empty.txt"],
        ["casus", "gone.txt"],
        ["casus", "picture.txt"],
    ]


def test_a_report_in_another_language_is_kept_unread_until_somebody_reads_it(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(FRENCH, encoding="utf-8")
    done = run(stub("b.txt", "--into", "casus.db"), cwd=tmp_path)
    assert done.returncode == 1 and "not read: it is in French" in done.stderr
    assert "1 new report with 0 statements" in done.stderr
    ledger = open_ledger(tmp_path / "casus.db", create=False)
    with ledger.asking() as connection:
        [(report_id, reader)] = connection.execute(text("SELECT report_id, reader FROM reading")).all()
    assert reader == "unread"
    report = Report(id=report_id, text=FRENCH.strip(), language="fr")
    ledger.store(Reading(report=report, reader="lexicon 1"))
    with ledger.asking() as connection:
        [its] = connection.execute(text("SELECT reader FROM reading WHERE is_current")).all()
    assert its == ("lexicon 1",)
    ledger.close()


def test_a_language_that_is_not_read_is_told_with_the_name_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "c.txt").write_text(ARTICLE, encoding="utf-8")
    done = run(stub(".", "--json"), cwd=tmp_path)
    assert done.returncode == 1
    assert re.fullmatch(r"casus: (\./)?b\.txt: not read: it is in French, and .* into English\n", done.stderr)
    assert len(done.stdout.splitlines()) == 1


def test_a_reader_that_fails_on_one_report_costs_only_that_report(article: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("An unreadable report: " + ARTICLE, encoding="utf-8")
    done = run(stub("b.txt", "a.txt", "--json", error="ValueError('no\\nway')"), cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == "casus: b.txt: could not be read (ValueError: no way); please report this\n"
    assert len(done.stdout.splitlines()) == 1


def test_an_interruption_ends_with_130_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("An unreadable report: " + ARTICLE, encoding="utf-8")
    done = run(stub("b.txt", "--json", error="KeyboardInterrupt"), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (130, "")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("option", [["--json"], []])
def test_a_closed_pipe_ends_the_run_quietly(article: Path, tmp_path: Path, option: list[str]) -> None:
    rows = [json.dumps({"text": f"{ARTICLE} {number} " + "and so on " * 500}) for number in range(50)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    command = stub(tmp_path / "a.jsonl", *option)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.read(1)
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 1


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["read"], "Missing argument 'PATH"),
        (["read", "a.txt", "--nonsense"], "No such option: --nonsense"),
        (["reed", "a.txt"], "No such command 'reed'"),
        (["read", "a.txt", "--published", "21 May 2020"], "write it as YYYY-MM-DD"),
        (["read", "a.txt", "--published", "2020-02-30"], "write it as YYYY-MM-DD"),
        (["read", "a.txt", "--published", "20200521"], "write it as YYYY-MM-DD"),
        (["read", "a.txt", "--reader", "oracle"], "use one of: lexicon"),
        (["read", "a.txt", "--html", "gone/page.html"], "cannot be written (No such file or directory)"),
        (["read", "a.txt", "--html", "."], "cannot be written (Is a directory)"),
        (["read", "a.txt", "--html", "./a.txt"], "is also an input"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(article: Path, tmp_path: Path, args: list[str], told: str) -> None:
    done = casus(*args, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in " ".join(done.stderr.split())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]
    assert article.read_text(encoding="utf-8") == ARTICLE


def test_a_page_is_written_instead_of_a_brief(article: Path, tmp_path: Path) -> None:
    done = casus("read", article, "--html", tmp_path / "page.html")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>") and text.endswith("</html>\n")


def test_a_page_and_json_can_be_had_together(article: Path, tmp_path: Path) -> None:
    done = run(stub(article, "--json", "--html", tmp_path / "page.html"))
    assert len(done.stdout.splitlines()) == 1
    assert (tmp_path / "page.html").exists()


def test_no_page_is_written_where_nothing_could_be_read(tmp_path: Path) -> None:
    done = run(stub("gone.txt", "--html", "page.html"), cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "casus: No page was written to page.html: there is no reading to show."
    assert list(tmp_path.iterdir()) == []
