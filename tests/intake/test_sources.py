"""Files, folders and standard input, through the public function."""

import gzip
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casus.intake import read_reports
from casus.intake.documents import Document
from casus.intake.sources import read_documents
from casus.records import Refused, Report

TEXT = "The truce held for a second day, officials said on Friday."


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    def set_bytes(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return set_bytes


def read(*paths: Path | str, **options: str) -> list[Any]:
    return list(read_reports([str(path) for path in paths], **options))


def refusal(outcome: Report | Refused) -> str:
    assert isinstance(outcome, Refused)
    assert "\n" not in str(outcome)
    return outcome.reason


def test_files_come_in_the_order_given(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text(f"{TEXT} {name}.")
    assert [report.text[-2] for report in read(tmp_path / "b.txt", tmp_path / "a.txt")] == ["b", "a"]


def test_a_folder_is_walked_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "sub" / ".git").mkdir(parents=True)
    for name in ("sub/c.txt", "b.txt", "a.md", ".hidden.txt", "sub/.git/d.txt", "notes.docx"):
        (tmp_path / name).write_text(f"{TEXT} {Path(name).stem}.")
    assert [report.text[-2] for report in read(tmp_path)] == ["a", "b", "c"]


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    assert "holds no file" in refusal(read(tmp_path)[0])


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.html").write_bytes(gzip.compress(b"<p>x</p>"))
    (tmp_path / "c.txt").write_text(TEXT)
    outcomes = read(tmp_path / "gone.txt", tmp_path)
    assert [type(outcome) for outcome in outcomes] == [Refused, Refused, Refused, Report]
    assert "No such file" in refusal(outcomes[0])
    assert "is empty" in refusal(outcomes[1])
    assert "gzip" in refusal(outcomes[2])


def test_the_name_of_a_refused_file_is_one_printable_line() -> None:
    assert str(read("/nowhere/a\nb\u202e\udcff.txt")[0]).isprintable()


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 5000, "/dev/null", "/dev/zero"])
def test_a_name_that_is_no_file_is_refused(name: str) -> None:
    assert isinstance(read(name)[0], Refused)


def test_a_pipe_in_a_folder_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a regular file" in refusal(read(tmp_path)[0])


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a" * 50_000_000)
    assert "larger than 20 MB" in refusal(read(tmp_path / "a.txt")[0])


@pytest.mark.parametrize(
    ("text", "why"),
    [("a " * 600_000, "characters"), ("a" * 20_000, "word"), ("a.\n" * 60_000, "lines"), ("... !\n", "no words")],
)
def test_what_is_no_article_is_refused(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    assert why in refusal(read(tmp_path / "a.txt")[0])


def test_gzipped_text_is_read_and_a_bomb_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"a" * 100_000_000))
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(b"\n" * 100_000_000))
    (tmp_path / "d.txt.gz").write_bytes(gzip.compress(TEXT.encode())[:-12])
    (tmp_path / "e.txt.gz").write_bytes(TEXT.encode())
    good, *bad = read(tmp_path)
    assert good.text == TEXT
    assert [refusal(outcome).split(";")[0] for outcome in bad] == [
        "grows more than 100 times when unpacked",
        "grows more than 100 times when unpacked",
        "is a damaged gzip file",
        "is a damaged gzip file",
    ]


@pytest.mark.parametrize(
    ("data", "titles"),
    [
        (TEXT.encode(), [None]),
        (b'{"text": "%b", "title": "A"}\n{"text": "%b"}\n' % (TEXT.encode(), TEXT.encode()), ["A", None]),
        (
            b"<!doctype html><html><head><title>Truce holds</title></head><body><article><p>%b</p><p>%b Still.</p>"
            b"</article></body></html>" % (TEXT.encode(), TEXT.encode()),
            ["Truce holds"],
        ),
    ],
)
def test_standard_input_shows_what_it_is(stdin: Callable[[bytes], None], data: bytes, titles: list[str | None]) -> None:
    stdin(data)
    assert [report.title for report in read("-")] == titles


def test_empty_standard_input_is_refused(stdin: Callable[[bytes], None]) -> None:
    stdin(b"")
    assert str(read("-")[0]).startswith("standard input: is empty")


def test_bad_lines_of_json_are_refused_alone(tmp_path: Path) -> None:
    rows = [
        json.dumps({"text": TEXT}),
        "not json",
        "",
        "[1]",
        '{"title": "x"}',
        "[" * 100_000,
        json.dumps({"body": TEXT}),
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    outcomes = read(tmp_path / "a.jsonl")
    assert [outcome.name.rsplit(" ", 1)[-1] for outcome in outcomes if isinstance(outcome, Refused)] == [
        "2",
        "4",
        "5",
        "6",
    ]
    assert sum(isinstance(outcome, Report) for outcome in outcomes) == 2


def test_a_file_that_is_no_json_at_all_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("no\n" * 10_000)
    outcomes = read(tmp_path / "a.jsonl")
    assert len(outcomes) == 21
    assert "not read" in refusal(outcomes[-1])


def test_a_line_over_the_limit_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"a" * 25_000_000 + b"\n" + json.dumps({"text": TEXT}).encode())
    first, second = read(tmp_path / "a.jsonl")
    assert "longer than 20 MB" in refusal(first)
    assert second.text == TEXT


def test_facts_of_a_row_are_kept(tmp_path: Path) -> None:
    row = {
        "content": TEXT,
        "headline": "Truce holds",
        "date": "30/10/2020",
        "url": "https://x.example/1",
        "source": "Wire",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    (report,) = read(tmp_path)
    assert (report.title, report.published, report.url, report.source) == (
        "Truce holds",
        "2020-10-30",
        "https://x.example/1",
        "Wire",
    )
    assert report.text == TEXT
    assert report.headings == ()


def test_given_date_overrides_and_given_source_fills_in(tmp_path: Path) -> None:
    rows = [{"text": TEXT, "date": "2020-10-30", "source": "Wire"}, {"text": TEXT + " So."}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    reports = read(tmp_path, published="2021-01-01", source="Desk")
    assert [(report.published, report.source) for report in reports] == [("2021-01-01", "Wire"), ("2021-01-01", "Desk")]


@pytest.mark.parametrize(
    "facts",
    [{"url": "javascript:alert(1)"}, {"date": "03/04/2020"}, {"date": 5}, {"title": ["x"]}, {"title": "x" * 9000}],
)
def test_facts_that_cannot_be_right_stay_unknown(tmp_path: Path, facts: dict[str, object]) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT, **facts}))
    (report,) = read(tmp_path)
    assert (report.title, report.url, report.published) == (None, None, None)


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    table = f'id,Text,date\n1,"{TEXT}\nIt held.",2020-01-02\n2,,\n3,a,b,c\n4,"{TEXT}"\n'
    (tmp_path / "a.csv").write_text(table, encoding="utf-8-sig")
    first, empty, cut, last = read(tmp_path)
    assert (first.text, first.published) == (f"{TEXT}\nIt held.", "2020-01-02")
    assert (empty.name[-6:], cut.name[-6:]) == ("line 4", "line 5")
    assert "quote texts" in refusal(cut)
    assert last.text == TEXT


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_tables_of_spreadsheets_are_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.csv").write_text("text;date\nThe café held on Friday.;2020-01-02\n", encoding=encoding)
    (report,) = read(tmp_path)
    assert (report.text, report.published) == ("The café held on Friday.", "2020-01-02")


@pytest.mark.parametrize(("table", "why"), [("a,b\n1,2\n", "no column"), ("text,b\n", "no rows"), ("", "is empty")])
def test_a_table_without_texts_is_refused(tmp_path: Path, table: str, why: str) -> None:
    (tmp_path / "a.csv").write_text(table)
    assert why in refusal(read(tmp_path)[0])


def test_the_same_input_gives_the_same_reports(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.html").write_text(f"<html><body><article><p>{TEXT}</p><p>{TEXT} So.</p></article></body></html>")
    assert read(tmp_path) == read(tmp_path)


def test_a_bomb_of_rows_is_refused_after_a_megabyte_and_an_archive_of_many_like_rows_is_read(tmp_path: Path) -> None:
    row = b'{"text": "Talks were held."}\n'
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(row * 1_000_000))
    *rows, last = read_documents([str(tmp_path / "a.jsonl.gz")])
    assert isinstance(last, Refused) and "grows more than 100 times" in str(last)
    assert len(rows) * len(row) < 1_300_000
    many = b"".join(json.dumps({"text": f"{n} {hash(str(n * n))} Talks."}).encode() + b"\n" for n in range(40_000))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(many))
    assert sum(isinstance(one, Document) for one in read_documents([str(tmp_path / "b.jsonl.gz")])) == 40_000
