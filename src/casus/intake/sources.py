"""Paths to texts: files, folders and standard input, opened within bounds and taken apart into documents."""

import gzip
import os
import stat
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import BinaryIO, Literal

import zstandard

from casus.intake.archives import read_parquet, read_warc
from casus.intake.decoding import check_magic, decode
from casus.intake.documents import FILE_LIMIT, Document
from casus.intake.pages import looks_like_page
from casus.intake.rows import is_json_object, numbered_lines, read_json_lines, read_table
from casus.intake.unpacking import Packing, unpacked
from casus.records import Refused

Kind = Literal["text", "markdown", "html", "jsonl", "csv", "warc", "parquet"]
_KINDS: Mapping[str, Kind] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv",
    ".warc": "warc", ".parquet": "parquet",
}  # fmt: skip
_PACKED: Mapping[str, tuple[Kind, Packing]] = {
    ".txt.gz": ("text", "gzip"), ".jsonl.gz": ("jsonl", "gzip"), ".csv.gz": ("csv", "gzip"),
    ".warc.gz": ("warc", "gzip"), ".txt.zst": ("text", "zstd"), ".jsonl.zst": ("jsonl", "zstd"),
    ".csv.zst": ("csv", "zstd"), ".warc.zst": ("warc", "zstd"),
}  # fmt: skip
ROWS: frozenset[Kind] = frozenset(("jsonl", "csv", "warc", "parquet"))
"""Kinds of files that hold many texts."""
_STANDARD_INPUT = "standard input"


def read_documents(paths: Sequence[str]) -> Iterator[Document | Refused]:
    """The texts behind the paths, in their order; "-" is standard input, a folder stands for the files in it."""
    for path in paths:
        if path == "-":
            yield from _read_guarded(None, _STANDARD_INPUT)
        else:
            for one in files_of(path):
                yield from (one,) if isinstance(one, Refused) else _read_guarded(one, shown(one))


def shown(path: str) -> str:
    """A path as one printable line: file names may hold line breaks, direction overrides and broken bytes."""
    return "".join(char if char.isprintable() else "\ufffd" for char in path)


def kind_of(path: str) -> tuple[Kind | None, Packing | None]:
    """(what the suffix says a file holds, how it is packed); None for an unknown suffix, or where it is not packed."""
    name = os.path.basename(path).lower()
    for suffix, known in _PACKED.items():
        if name.endswith(suffix):
            return known
    return _KINDS.get(os.path.splitext(name)[1]), None


def files_of(path: str) -> Iterator[str | Refused]:
    """The files that a path stands for, in the order in which they are read: a file itself, or those of a folder."""
    yield from _files_in(path) if os.path.isdir(path) else (path,)


def _files_in(folder: str) -> Iterator[str | Refused]:
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
                yield path
    yield from failed
    if is_empty and not failed:
        yield Refused(shown(folder), f"holds no file that casus reads; it reads {', '.join((*_KINDS, *_PACKED))}")


def _read_guarded(path: str | None, name: str) -> Iterator[Document | Refused]:
    """The texts of one file, or of standard input (None), and what was refused of it."""
    kind = kind_of(path)[0] if path is not None else None
    try:
        with _open(path, name) as stream:
            if path is not None and kind == "parquet":
                yield from read_parquet(path, name)
            else:
                yield from _read_stream(stream, kind, name)
    except Refused as refused:
        yield refused
    except (EOFError, zlib.error, gzip.BadGzipFile, zstandard.ZstdError):
        packing = kind_of(path)[1] if path is not None else None
        yield Refused(name, f"is a damaged {packing} file; unpack it by hand and see what is left")
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
    packing = kind_of(path)[1]
    with open(path, "rb") if packing is None else unpacked(path, packing, name) as raw:
        yield raw


def _read_stream(stream: BinaryIO, kind: Kind | None, name: str) -> Iterator[Document | Refused]:
    """Texts of one opened file, Parquet apart. Without a known kind its first line decides: JSON, a page, else text."""
    if kind == "warc":
        yield from read_warc(stream, name)
        return
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
