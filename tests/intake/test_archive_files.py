"""WARC, Parquet and Zstandard files, through the public function."""

import gzip
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from casus.intake import read_reports
from casus.intake.sources import read_documents
from casus.records import Refused, Report

TEXT = "The truce held for a second day, officials said on Friday, and the roads to the north were open again."
PAGE = f"<html><head><title>Truce holds</title></head><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
Response = tuple[str, str, str, bytes]
"""(address, status, type of content, body)"""


def read(path: Path) -> list[Any]:
    return list(read_reports([str(path)]))


def reasons(found: Sequence[Any]) -> list[str]:
    return [str(one) for one in found if isinstance(one, Refused)]


def warc(path: Path, responses: Sequence[Response], **headers: str) -> Path:
    """A WARC file with a head, and for each response its request, as Common Crawl writes them."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "test"}))
        for address, status, kind, body in responses:
            asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "example.org")], is_http_request=True)
            writer.write_record(writer.create_warc_record(address, "request", http_headers=asked))
            answered = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            dated = {"WARC-Date": "2020-10-31T10:20:30Z", **headers}
            one = writer.create_warc_record(
                address, "response", payload=io.BytesIO(body), http_headers=answered, warc_headers_dict=dated
            )
            writer.write_record(one)
    return path


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_of_a_web_archive_are_read_with_address_and_day(tmp_path: Path, name: str) -> None:
    responses = [
        ("http://example.org/moved", "301 Moved", "text/html", b"<html>moved</html>"),
        ("http://example.org/picture", "200 OK", "image/png", b"\x89PNG"),
        ("https://example.org/truce", "200 OK", "text/html; charset=utf-8", PAGE.encode()),
    ]
    [report] = read(warc(tmp_path / name, responses))
    assert isinstance(report, Report)
    assert TEXT in report.text
    assert report.url == "https://example.org/truce"
    assert "archived 2020-10-31T10:20:30Z" in report.notes
    assert report.published is None


def test_the_charset_of_the_server_goes_before_that_of_the_page(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="utf-8">').replace("roads", "дороги")
    body = page.encode("cp1251")
    [report] = read(warc(tmp_path / "a.warc", [("http://e.org/", "200 OK", "text/html; charset=windows-1251", body)]))
    assert "дороги" in report.text


def test_a_bad_record_is_refused_alone_with_its_number(tmp_path: Path) -> None:
    good = ("http://e.org/1", "200 OK", "text/html", PAGE.encode())
    path = warc(tmp_path / "a.warc", [good, ("http://e.org/2", "200 OK", "text/html", b"  "), good])
    data = path.read_bytes()
    at = data.index(b"http://e.org/1", data.index(b"http://e.org/2"))
    at = data.index(b"Content-Length", data.index(b"response", at))
    path.write_bytes(data[:at] + b"Content-Length: none\r\nX" + data[at:])
    found = list(read_documents([str(path)]))
    assert [type(one) for one in found][1] is Refused
    assert "record 5: is an empty page" in reasons(found)[0]
    assert "record 7: does not say how long it is" in reasons(found)[1]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is no WARC file"),
        (b"just words\n" * 50, "is no WARC file"),
        (b"WARC/1.0\r\n" + b"x" * 2_000_000, "head that is too long"),
        (b"WARC/1.0\r\n" + b"a: b\r\n" * 300_000, "head that is too long"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n", "holds no page"),
        (
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://e.org/\r\nContent-Length: -7\r\n\r\nabc",
            "how long",
        ),
    ],
)
def test_hostile_web_archives_are_refused_in_a_sentence(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(data)
    assert reason in reasons(read(path))[0]


def test_a_page_over_the_limit_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    large = ("http://e.org/1", "200 OK", "text/html", b"x" * 20_000_100)
    found = read(warc(tmp_path / "a.warc", [large, ("http://e.org/2", "200 OK", "text/html", PAGE.encode())]))
    assert "is larger than 20 MB" in str(found[0])
    assert isinstance(found[1], Report)


def lines(number: int) -> bytes:
    return b"".join(
        json.dumps({"text": f"{TEXT} Number {at}.", "source": "Paper"}).encode() + b"\n" for at in range(number)
    )


def test_zstandard_files_are_read_frame_by_frame(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.zst"
    packer = zstandard.ZstdCompressor()
    path.write_bytes(packer.compress(lines(3)) + packer.compress(b"") + packer.compress(lines(2)))
    assert [one.text[-2] for one in read(path)] == ["0", "1", "2", "0", "1"]


def test_a_cut_zstandard_file_is_told_behind_what_could_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(zstandard.ZstdCompressor().compress(lines(9000))[:-5])
    found = read(path)
    assert len(found) > 1
    assert reasons(found) == [f"{path}: is a damaged zstd file; unpack it by hand and see what is left"]


@pytest.mark.parametrize("name", ["a.jsonl.zst", "a.warc.zst", "a.warc.gz", "a.jsonl.gz"])
def test_a_bomb_is_stopped(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    data = b"\0" * 300_000_000
    path.write_bytes(zstandard.ZstdCompressor().compress(data) if name.endswith("zst") else gzip.compress(data))
    assert "grows more than 100 times" in reasons(read(path))[0]


def parquet(path: Path, **columns: Any) -> Path:
    pyarrow.parquet.write_table(pyarrow.table(columns), path)
    return path


def test_rows_of_parquet_are_read_like_rows_of_json_lines(tmp_path: Path) -> None:
    rows = {"Text": [TEXT, TEXT + " Again.", None], "source": ["Paper"] * 3, "score": [1, 2, 3]}
    found = read(parquet(tmp_path / "a.parquet", published=["2020-10-31"] * 3, **rows))
    assert [(one.source, one.published) for one in found[:2]] == [("Paper", "2020-10-31")] * 2
    assert reasons(found) == [
        f"{tmp_path}/a.parquet row 3: has no text; give it in a field named text, body or content"
    ]


def test_other_parquet_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "no.parquet").write_bytes(b"PAR1 and no more PAR1")
    found = [
        *read(parquet(tmp_path / "a.parquet", words=["x"])),
        *read(parquet(tmp_path / "b.parquet", reading=["{}"])),
        *read(parquet(tmp_path / "c.parquet", text=pyarrow.array([], pyarrow.string()))),
        *read(tmp_path / "no.parquet"),
    ]
    told = reasons(found)
    assert len(told) == 4
    for reason, words in zip(told, ("no column named text", "casus load", "no rows", "damaged"), strict=True):
        assert words in reason
