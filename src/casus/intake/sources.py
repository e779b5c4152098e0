"""Paths to texts: files, folders and standard input, opened within bounds and taken apart into documents."""

import csv
import gzip
import io
import json
import os
import stat
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, Literal

from casus.intake.decoding import check_magic, decode
from casus.intake.pages import looks_like_page
from casus.records import Refused

FILE_LIMIT = 20_000_000
"""Bytes of a file that is one text, or of a line of JSON Lines or CSV."""
EXPANSION_LIMIT = 100
"""A gzip file that grows more than this, and past FILE_LIMIT, is a bomb; news grows about fourfold."""
_GIVE_UP_AFTER = 20
"""Bad lines at the start of a file after which it is no JSON Lines at all."""

Kind = Literal["text", "markdown", "html", "jsonl", "csv"]
_KINDS: Mapping[str, Kind] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv",
}  # fmt: skip
_GZIPPED: Mapping[str, Kind] = {".txt.gz": "text", ".jsonl.gz": "jsonl", ".csv.gz": "csv"}
_STANDARD_INPUT = "standard input"

_FIELDS: Mapping[str, Sequence[str]] = {
    "text": ("text", "body", "content"),
    "title": ("title", "headline"),
    "source": ("source",),
    "url": ("url", "link"),
    "published": ("published", "date", "published_at", "publication_date", "pub_date"),
    "byline": ("author", "byline"),
}
"""What a row calls each fact; the first one that holds something counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text as it came, decoded but not cleaned.

    name: the file, and line, as the user would recognise it. The facts are those of a row of data, None elsewhere.
    published: as written there.
    """

    name: str
    kind: Literal["text", "markdown", "html"]
    text: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    byline: str | None = None
    notes: tuple[str, ...] = ()


def read_documents(paths: Sequence[str]) -> Iterator[Document | Refused]:
    """The texts behind the paths, in their order; "-" is standard input, a folder stands for the files in it."""
    for path in paths:
        if path == "-":
            yield from _read_guarded(None, _STANDARD_INPUT)
        elif os.path.isdir(path):
            yield from _read_folder(path)
        else:
            yield from _read_guarded(path, shown(path))


def shown(path: str) -> str:
    """A path as one printable line: file names may hold line breaks, direction overrides and broken bytes."""
    return "".join(char if char.isprintable() else "\ufffd" for char in path)


def kind_of(path: str) -> tuple[Kind | None, bool]:
    """(what the suffix says a file holds, whether it is gzipped); None for an unknown suffix."""
    name = os.path.basename(path).lower()
    for suffix, kind in _GZIPPED.items():
        if name.endswith(suffix):
            return kind, True
    return _KINDS.get(os.path.splitext(name)[1]), False


def _read_folder(folder: str) -> Iterator[Document | Refused]:
    """Every file with a known suffix, in sorted order, hidden ones skipped; links to folders are not followed."""
    failed: list[Refused] = []

    def note_failure(error: OSError) -> None:
        failed.append(Refused(shown(str(error.filename)), f"cannot be opened ({error.strerror})"))

    is_empty = True
    for here, folders, names in os.walk(folder, onerror=note_failure):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(here, name)
            if not name.startswith(".") and kind_of(path)[0] is not None:
                is_empty = False
                yield from _read_guarded(path, shown(path))
    yield from failed
    if is_empty and not failed:
        yield Refused(shown(folder), f"holds no file that casus reads; it reads {', '.join((*_KINDS, *_GZIPPED))}")


def _read_guarded(path: str | None, name: str) -> Iterator[Document | Refused]:
    """The texts of one file, or of standard input (None), and what was refused of it."""
    try:
        with _open(path, name) as stream:
            yield from _read_stream(stream, kind_of(path)[0] if path is not None else None, name)
    except Refused as refused:
        yield refused
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield Refused(name, "is a damaged gzip file; unpack it by hand and see what is left")
    except OSError as error:
        yield Refused(name, f"cannot be read ({error.strerror or 'input error'})")


@contextmanager
def _open(path: str | None, name: str) -> Iterator[BinaryIO]:
    """The bytes of a regular file, unpacked where the suffix says so, or of standard input."""
    if path is None:
        yield sys.stdin.buffer
        return
    if "\0" in path:
        raise Refused(name, "is no name of a file")
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise Refused(name, "is not a regular file; give it on standard input with -")
    with open(path, "rb") as raw:
        if kind_of(path)[1]:
            with gzip.GzipFile(fileobj=raw) as unpacked:
                yield io.BufferedReader(_Unpacked(unpacked, raw, name), 1 << 16)
        else:
            yield raw


class _Unpacked(io.RawIOBase):
    """A gzip stream that stops a bomb: Refused once it has grown too much."""

    def __init__(self, unpacked: gzip.GzipFile, packed: BinaryIO, name: str) -> None:
        self._unpacked, self._packed, self._name = unpacked, packed, name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._unpacked.read(len(buffer))
        grown = self._unpacked.tell()
        if grown > FILE_LIMIT and grown > EXPANSION_LIMIT * self._packed.tell():
            raise Refused(self._name, f"grows more than {EXPANSION_LIMIT} times when unpacked; unpack it by hand")
        buffer[: len(data)] = data
        return len(data)


def _read_stream(stream: BinaryIO, kind: Kind | None, name: str) -> Iterator[Document | Refused]:
    """Texts of one opened file. Without a known kind the first line decides: a JSON object, a page, else text."""
    first = stream.readline(FILE_LIMIT + 1)
    check_magic(first, name)
    if kind is None and _is_json_object(first):
        kind = "jsonl"
    if kind in ("jsonl", "csv"):
        lines = _numbered_lines(stream, first, name)
        yield from _read_json_lines(lines, name) if kind == "jsonl" else _read_table(lines, name)
        return
    data = first + stream.read(max(FILE_LIMIT + 1 - len(first), 0))
    if len(data) > FILE_LIMIT:
        raise Refused(name, f"is larger than {FILE_LIMIT // 1_000_000} MB; split it into articles")
    if not data.strip():
        raise Refused(name, "is empty; give a file with the text of an article")
    text, notes = decode(data, name, is_html=kind == "html")
    if kind == "markdown":
        yield Document(name=name, kind="markdown", text=text, notes=notes)
    else:
        is_page = kind == "html" or looks_like_page(text)
        yield Document(name=name, kind="html" if is_page else "text", text=text, notes=notes)


def _is_json_object(line: bytes) -> bool:
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _numbered_lines(stream: BinaryIO, line: bytes, name: str) -> Iterator[tuple[int, bytes | Refused]]:
    """(number, line) of the stream from its first line on; a line over the limit is refused and skipped."""
    if line.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from _numbered_wide_lines(stream, line, name)
        return
    number = 0
    while line:
        number += 1
        if len(line) > FILE_LIMIT:
            yield (
                number,
                Refused(f"{name} line {number}", f"is longer than {FILE_LIMIT // 1_000_000} MB; split it"),
            )
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
        else:
            yield number, line
        line = stream.readline(FILE_LIMIT + 1)


def _numbered_wide_lines(stream: BinaryIO, first: bytes, name: str) -> Iterator[tuple[int, bytes | Refused]]:
    """Lines of UTF-16, which spreadsheets write; read whole, as line ends are not single bytes there."""
    data = first + stream.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        raise Refused(name, "is UTF-16 and larger than 20 MB; save it as UTF-8")
    text, _ = decode(data, name)
    yield from enumerate((line.encode() for line in text.splitlines(keepends=True)), start=1)


def _read_json_lines(lines: Iterator[tuple[int, bytes | Refused]], name: str) -> Iterator[Document | Refused]:
    found = refused = 0
    for number, line in lines:
        if isinstance(line, Refused):
            yield line
        elif line.strip():
            try:
                yield _row_document(_parse_object(line, f"{name} line {number}"), f"{name} line {number}")
                found += 1
            except Refused as refusal:
                refused += 1
                yield refusal
        if not found and refused >= _GIVE_UP_AFTER:
            raise Refused(
                name, f"is no JSON Lines file: its first {refused} lines hold no text; the rest was not read"
            )
    if not found and not refused:
        raise Refused(name, "is empty; give one JSON object with a field text on each line")


def _parse_object(line: bytes, name: str) -> Mapping[str, Any]:
    text, _ = decode(line, name)
    try:
        row = json.loads(text)
    except json.JSONDecodeError as error:
        raise Refused(
            name, f"is not valid JSON at column {error.colno}; give one JSON object on each line"
        ) from error
    except (ValueError, RecursionError) as error:
        raise Refused(name, "is JSON nested too deep or with too long a number; give text fields only") from error
    if not isinstance(row, dict):
        raise Refused(name, 'is JSON but not an object; give {"text": ...} on each line')
    return row


def _read_table(lines: Iterator[tuple[int, bytes | Refused]], name: str) -> Iterator[Document | Refused]:
    """Rows of a CSV file with a header that names the column of the text."""
    csv.field_size_limit(FILE_LIMIT)
    unread: list[Refused] = []
    texts = _decoded_lines(lines, unread, name)
    header_line = next(texts, "")
    delimiter = max(",;\t", key=header_line.count)
    header = [cell.strip(' "\n').lower() for cell in header_line.split(delimiter)]
    if not set(header) & set(_FIELDS["text"]):
        raise Refused(name, "has no column named text, body or content; name the columns in its first line")
    rows = csv.reader(texts, delimiter=delimiter)
    found = 0
    for place, row in _numbered_rows(rows, name):
        yield from unread
        found += len(unread) + 1
        unread.clear()
        try:
            yield row if isinstance(row, Refused) else _row_document(_named_cells(header, row, place), place)
        except Refused as refused:
            yield refused
    yield from unread
    if not found and not unread:
        raise Refused(name, "holds a header but no rows; give one article a row")


def _numbered_rows(rows: Any, name: str) -> Iterator[tuple[str, list[str] | Refused]]:
    """(name and line, cells) of each row of a csv reader below a header of one line; a bad row is refused alone."""
    while True:
        place = f"{name} line {rows.line_num + 2}"
        try:
            row = next(rows, None)
        except csv.Error:
            yield place, Refused(place, "is no CSV row; close its quotes")
            continue
        if row is None:
            return
        if row:
            yield place, row


def _decoded_lines(
    lines: Iterator[tuple[int, bytes | Refused]], unread: list[Refused], name: str
) -> Iterator[str]:
    """The lines as characters. What cannot be read goes to `unread` and leaves an empty line."""
    for number, line in lines:
        text = "\n"
        if isinstance(line, Refused):
            unread.append(line)
        else:
            try:
                text = decode(line, f"{name} line {number}")[0]
            except Refused as refused:
                unread.append(refused)
        yield text.replace("\0", "").replace("\r\n", "\n").replace("\r", " ")


def _named_cells(header: Sequence[str], row: Sequence[str], name: str) -> Mapping[str, str]:
    if len(row) > len(header):
        raise Refused(
            name, f"has {len(row)} cells where the header has {len(header)}; quote texts that hold separators"
        )
    return dict(zip(header, row, strict=False))


def _row_document(row: Mapping[str, Any], name: str) -> Document:
    """The document of one row. Raises Refused for a row without text."""
    text = _first_words(row, _FIELDS["text"])
    if text is None:
        raise Refused(name, "has no text; give it in a field named text, body or content")
    return Document(
        name=name,
        kind="html" if looks_like_page(text) else "text",
        text=text,
        title=_first_words(row, _FIELDS["title"]),
        source=_first_words(row, _FIELDS["source"]),
        url=_first_words(row, _FIELDS["url"]),
        published=_first_words(row, _FIELDS["published"]),
        byline=_first_words(row, _FIELDS["byline"]),
    )


def _first_words(row: Mapping[str, Any], names: Sequence[str]) -> str | None:
    """The first of the fields that holds words; numbers, lists and objects hold none."""
    return next((value for name in names if isinstance(value := row.get(name), str) and value.strip()), None)
