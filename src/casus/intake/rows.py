"""JSON Lines and CSV to documents, line by line: a bad row is refused alone."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from casus.intake.decoding import decode, decode_line
from casus.intake.documents import FILE_LIMIT, Document
from casus.intake.pages import looks_like_page
from casus.records import Refused

_GIVE_UP_AFTER = 20
"""Bad lines at the start of a file after which it is no JSON Lines at all."""

_FIELDS: Mapping[str, Sequence[str]] = {
    "text": ("text", "body", "content"),
    "title": ("title", "headline"),
    "source": ("source",),
    "url": ("url", "link"),
    "published": ("published", "date", "published_at", "publication_date", "pub_date"),
    "byline": ("author", "byline"),
}
"""What a row calls each fact; the first one that holds something counts."""
COLUMNS = frozenset(name for names in _FIELDS.values() for name in names)
"""What rows may call their facts."""
NumberedLines = Iterator[tuple[int, bytes | Refused]]
"""Lines with their numbers from 1; Refused in place of one that is too long."""


def is_json_object(line: bytes) -> bool:
    """Is the line one JSON object, as JSON Lines have it?"""
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def numbered_lines(stream: BinaryIO, line: bytes, name: str) -> NumberedLines:
    """(number, line) of the stream from its first line on; a line over the limit is refused and skipped."""
    if line.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from _wide_lines(stream, line, name)
        return
    number = 0
    while line:
        number += 1
        if len(line) > FILE_LIMIT:
            yield number, Refused(f"{name} line {number}", "is longer than 20 MB; split it into articles")
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
        else:
            yield number, line
        line = stream.readline(FILE_LIMIT + 1)


def _wide_lines(stream: BinaryIO, first: bytes, name: str) -> NumberedLines:
    """Lines of UTF-16, which spreadsheets write; read whole, as line ends are not single bytes there."""
    data = first + stream.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        raise Refused(name, "is UTF-16 and larger than 20 MB; save it as UTF-8")
    text, _ = decode(data, name)
    yield from enumerate((line.encode() for line in text.splitlines(keepends=True)), start=1)


def read_json_lines(lines: NumberedLines, name: str) -> Iterator[Document | Refused]:
    """One document a line that is not blank. Raises Refused where the first lines are of another format."""
    found = refused = 0
    for number, line in lines:
        if not isinstance(line, Refused) and not line.strip():
            continue
        row = line if isinstance(line, Refused) else _json_row(line, f"{name} line {number}")
        yield row
        found, refused = found + isinstance(row, Document), refused + isinstance(row, Refused)
        if not found and refused >= _GIVE_UP_AFTER:
            raise Refused(name, f"is no JSON Lines file: its first {refused} lines hold no text; the rest is not read")
    if not found and not refused:
        raise Refused(name, "is empty; give one JSON object with a field text on each line")


def _json_row(line: bytes, name: str) -> Document | Refused:
    try:
        text, notes = decode_line(line, name)
        return row_document(_parse_object(text, name), name, notes)
    except Refused as refused:
        return refused


def _parse_object(text: str, name: str) -> Mapping[str, Any]:
    """The JSON object. Raises Refused for anything else."""
    try:
        row = json.loads(text)
    except json.JSONDecodeError as error:
        reason = f"is not valid JSON at column {error.colno}; give one JSON object on each line"
        raise Refused(name, reason) from error
    except (ValueError, RecursionError) as error:
        raise Refused(name, "is JSON nested too deep or with too long a number; give text fields only") from error
    if not isinstance(row, dict):
        raise Refused(name, 'is JSON but not an object; give {"text": ...} on each line')
    return row


def read_table(lines: NumberedLines, name: str) -> Iterator[Document | Refused]:
    """Rows of a CSV file with a header that names the column of the text."""
    csv.field_size_limit(FILE_LIMIT)
    unread: list[Refused] = []
    notes: list[str] = []
    texts = _decoded_lines(lines, unread, notes, name)
    header_line = next(texts, "")
    if not header_line.strip():
        raise Refused(name, "is empty, or its first line is; name the columns there")
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
            yield (row if isinstance(row, Refused) else row_document(_cells(header, row, place), place, tuple(notes)))
        except Refused as refused:
            yield refused
        notes.clear()
    yield from unread
    if not found and not unread:
        raise Refused(name, "holds a header but no rows; give one article a row")


def _numbered_rows(rows: Any, name: str) -> Iterator[tuple[str, list[str] | Refused]]:
    """(name and line, cells) of each row of a csv reader below a header of one line."""
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


def _decoded_lines(lines: NumberedLines, unread: list[Refused], notes: list[str], name: str) -> Iterator[str]:
    """The lines as characters, with `notes` on their encoding. One that cannot be read goes to `unread`."""
    for number, line in lines:
        text = "\n"
        if isinstance(line, Refused):
            unread.append(line)
        else:
            try:
                text, line_notes = decode_line(line, f"{name} line {number}")
                notes.extend(line_notes)
            except Refused as refused:
                unread.append(refused)
        yield text.replace("\0", "").replace("\r\n", "\n").replace("\r", " ")


def _cells(header: Sequence[str], row: Sequence[str], name: str) -> Mapping[str, str]:
    """The cells of a row by column. Raises Refused for more cells than columns: a text is then cut in pieces."""
    if len(row) > len(header):
        counts = f"{len(row)} cells where the header has {len(header)}"
        raise Refused(name, f"has {counts}; quote texts that hold separators")
    return dict(zip(header, row, strict=False))


def row_document(row: Mapping[str, Any], name: str, notes: tuple[str, ...]) -> Document:
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
        notes=notes,
    )


def _first_words(row: Mapping[str, Any], names: Sequence[str]) -> str | None:
    """The first of the fields that holds words; numbers, lists and objects hold none."""
    return next((value for name in names if isinstance(value := row.get(name), str) and value.strip()), None)
