"""Paths to texts: files, folders and standard input, opened within bounds and taken apart into documents."""

import gzip
import io
import os
import stat
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO, Literal

from casus.intake.decoding import check_magic, decode
from casus.intake.documents import FILE_LIMIT, Document
from casus.intake.pages import looks_like_page
from casus.intake.rows import is_json_object, numbered_lines, read_json_lines, read_table
from casus.records import Refused

EXPANSION_LIMIT, GROWN_LIMIT = 100, 1_000_000
"""A gzip file that grows more than this many times, and past so many bytes, is a bomb; news grows about fourfold."""
_SIP = 8192
"""Bytes of a gzip file that are unpacked at a time."""
Kind = Literal["text", "markdown", "html", "jsonl", "csv"]
_KINDS: Mapping[str, Kind] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv",
}  # fmt: skip
_GZIPPED: Mapping[str, Kind] = {".txt.gz": "text", ".jsonl.gz": "jsonl", ".csv.gz": "csv"}
_STANDARD_INPUT = "standard input"


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
    with _Sips(io.FileIO(path)) if kind_of(path)[1] else open(path, "rb") as raw:
        if isinstance(raw, _Sips):
            with gzip.GzipFile(fileobj=raw) as unpacked:
                yield io.BufferedReader(_Unpacked(unpacked, raw, name), 1 << 16)
        else:
            yield raw


class _Sips(io.BufferedReader):
    """A file that gives few bytes at a time, so that its position tells how many were unpacked so far."""

    def read(self, size: int | None = -1, /) -> bytes:
        """At most `_SIP` bytes."""
        return super().read(_SIP if size is None or size < 0 else min(size, _SIP))


class _Unpacked(io.RawIOBase):
    """A gzip stream that stops a bomb: Refused once it has grown too much."""

    def __init__(self, unpacked: gzip.GzipFile, packed: BinaryIO, name: str) -> None:
        self._unpacked, self._packed, self._name = unpacked, packed, name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._unpacked.read(len(buffer))
        grown = self._unpacked.tell()
        if grown > GROWN_LIMIT and grown > EXPANSION_LIMIT * self._packed.tell():
            raise Refused(self._name, f"grows more than {EXPANSION_LIMIT} times when unpacked; unpack it by hand")
        buffer[: len(data)] = data
        return len(data)


def _read_stream(stream: BinaryIO, kind: Kind | None, name: str) -> Iterator[Document | Refused]:
    """Texts of one opened file. Without a known kind the first line decides: a JSON object, a page, else text."""
    first = stream.readline(FILE_LIMIT + 1)
    check_magic(first, name)
    if kind is None and is_json_object(first):
        kind = "jsonl"
    if kind in ("jsonl", "csv"):
        lines = numbered_lines(stream, first, name)
        yield from read_json_lines(lines, name) if kind == "jsonl" else read_table(lines, name)
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
