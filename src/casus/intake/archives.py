"""Archives to documents, record by record: WARC as web archives keep pages, and Parquet; a bad record is refused alone.

Of a WARC file the pages that a server sent (responses of status 200 with HTML) are read, as Common Crawl keeps news.
Requests, redirects and pictures are no texts and are passed over.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

from casus.intake.decoding import decode
from casus.intake.documents import FILE_LIMIT, Document
from casus.intake.rows import COLUMNS, row_document
from casus.records import Refused

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_LONGEST_LINE, _LONGEST_HEAD = 64_000, 1_000_000
"""Bytes of a line of a record's head, and of the whole head."""
_ROWS_AT_ONCE = 16
_LARGEST_GROUP = 2_000_000_000
"""Bytes of a row group of Parquet, which is unpacked in one piece."""
_NOTHING = "holds no page: no response of status 200 with HTML"


class _Bounded:
    """A stream whose lines are bounded, for a library that asks for whole ones. Raises Refused for a longer one."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream, self.name, self._head = stream, name, 0

    def begin(self) -> None:
        """The head of a record begins here."""
        self._head = 0

    def read(self, size: int | None = None) -> bytes:
        return self._stream.read(1 << 16 if size is None else size)

    def readline(self, size: int | None = None) -> bytes:
        line = self._stream.readline(_LONGEST_LINE if size is None else min(size, _LONGEST_LINE))
        self._head += len(line)
        if self._head > _LONGEST_HEAD or len(line) == _LONGEST_LINE:
            raise Refused(self.name, "has a head that is too long, as no web archive writes; the record is not read")
        return line

    def tell(self) -> int:
        return 0


def read_warc(stream: BinaryIO, name: str) -> Iterator[Document | Refused]:
    """One document for each page of a WARC file. Raises Refused where it holds none at all."""
    bounded, number, found = _Bounded(stream, name), 0, 0
    while line := _next_record(stream):
        number += 1
        bounded.name = f"{name} record {number}"
        bounded.begin()
        try:
            page = _page(bounded, line)
        except Refused as refused:
            page = refused
        if page is not None:
            found += 1
            yield page
    if not number:
        raise Refused(name, "is no WARC file; name it by what it is, such as .jsonl or .html")
    if not found:
        raise Refused(name, _NOTHING)


def _next_record(stream: BinaryIO) -> bytes:
    """The first line of the next record; empty at the end. What stands before it belongs to a record that was bad."""
    while line := stream.readline(_LONGEST_LINE):
        if line.startswith(b"WARC/"):
            return line
    return b""


def _page(stream: _Bounded, line: bytes) -> Document | Refused | None:
    """The page of the record that begins with a line, None for a record of another kind; the stream goes on behind it.

    Raises Refused for a head that says nothing.
    """
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.recordloader import ArcWarcRecordLoader
    from warcio.statusandheaders import StatusAndHeadersParserException

    try:
        record = ArcWarcRecordLoader().parse_record_stream(stream, line.decode("latin-1"), "warc", no_record_parse=True)
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError) as error:
        raise Refused(stream.name, "has a head that cannot be read; the record is not read") from error
    if not record.length:
        return Refused(stream.name, "does not say how long it is; the record is not read") if _is_page(record) else None
    try:
        return _response(record, stream) if _is_page(record) else None
    finally:
        while record.raw_stream.read(1 << 16):
            pass


def _is_page(record: "ArcWarcRecord") -> bool:
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    return record.rec_type == "response" and address.strip("<>").startswith(("http://", "https://"))


def _response(record: "ArcWarcRecord", stream: _Bounded) -> Document | Refused | None:
    """The page of a response, None where it is no page."""
    from warcio.statusandheaders import StatusAndHeadersParser

    stream.begin()
    heads = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1"], verify=False).parse(record.raw_stream)
    content = (heads.get_header("Content-Type") or "").lower()
    if not heads.statusline.startswith("200") or "html" not in content.partition(";")[0]:
        return None
    record.http_headers = heads
    data = record.content_stream().read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        return Refused(stream.name, f"is larger than {FILE_LIMIT // 1_000_000} MB; no article is")
    if not data.strip():
        return Refused(stream.name, "is an empty page")
    charset = content.partition("charset=")[2].partition(";")[0].strip(" \"'")
    text, notes = decode(data, stream.name, is_html=True, charset=charset or None)
    day, cut = record.rec_headers.get_header("WARC-Date"), record.rec_headers.get_header("WARC-Truncated")
    return Document(
        name=stream.name,
        kind="html",
        text=text,
        url=(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>"),
        notes=(*notes, *([f"archived {day[:40]}"] if day else []), *(["the archive cut the page off"] if cut else [])),
    )


def read_parquet(path: str, name: str) -> Iterator[Document | Refused]:
    """One document a row, by the columns that rows of JSON Lines have. Raises Refused where there are none."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise Refused(name, "is Parquet, which needs pyarrow; run: pip install 'casus[parquet]'") from error
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            columns = _columns(file, name)
            number = 0
            for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, columns=columns):
                for at in range(batch.num_rows):
                    number += 1
                    yield _row(batch, at, f"{name} row {number}")
            if not number:
                raise Refused(name, "holds no rows; give one article a row")
    except pyarrow.ArrowException as error:
        raise Refused(name, "is a damaged Parquet file, or none; write it again") from error


def _columns(file: Any, name: str) -> list[str]:
    """The columns that are read. Raises Refused for a file without texts, or in too large pieces."""
    there = file.schema_arrow.names
    if "text" not in there and "reading" in there:
        raise Refused(name, "holds readings, not texts; keep them with: casus load FILE --into LEDGER")
    known = [one for one in there if one.lower() in COLUMNS]
    if not set(map(str.lower, known)) & {"text", "body", "content"}:
        raise Refused(name, "has no column named text, body or content; name the column of the articles so")
    groups = range(file.metadata.num_row_groups)
    if any(file.metadata.row_group(at).total_byte_size > _LARGEST_GROUP for at in groups):
        raise Refused(name, "has row groups of more than 2 GB; write it again in smaller ones")
    return known


def _row(batch: Any, at: int, name: str) -> Document | Refused:
    try:
        values = {one.lower(): _plain(batch.column(one)[at].as_py()) for one in batch.schema.names}
        return row_document(values, name, ())
    except UnicodeDecodeError:
        return Refused(name, "is not UTF-8, as Parquet writes text; write the file again")
    except Refused as refused:
        return refused


def _plain(value: Any) -> Any:
    """A day as JSON would have it."""
    return value.isoformat() if isinstance(value, date) else value
