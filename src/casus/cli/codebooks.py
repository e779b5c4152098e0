"""What the commands of `casus codebook` do."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from casus.cli.printing import plain, show
from casus.knowledge.codebook import Codebook, CodebookType, load_codebook
from casus.reading import Reader, get_reader
from casus.records import Report, report_id
from casus.wording.terms import counted


def start() -> str:
    """A codebook to begin with, which is one itself."""
    return (files("casus.cli") / "codebook.yaml").read_text(encoding="utf-8")


def tell_check(file: str, reader: str) -> bool:
    """Print whether the examples of a codebook come out. Returns whether all do.

    Raises BadKnowledge naming the file, the entry and what to change; CasusError for a reader that is not there.
    """
    book = load_codebook(file)
    missed = list(_missed(book, get_reader(reader, book)))
    for words in missed:
        show(plain(words))
    told = f"{book.name} {book.version}: {counted(len(book.types), 'type')}, {counted(len(book.changes), 'change')}"
    examples = sum(len((*one.examples, *one.not_)) for one in book.types)
    show(plain(f"{told}; {examples - len(missed)} of {counted(examples, 'example')} come out", "bold"))
    return not missed


def _missed(book: Codebook, reader: Reader) -> Iterator[str]:
    for one in book.types:
        yield from (_line(one, "is not read in", said) for said in one.examples if not _is_read(one, reader, said))
        yield from (_line(one, "is read in", said) for said in one.not_ if _is_read(one, reader, said))


def _line(one: CodebookType, what: str, sentence: str) -> str:
    return f"{one.name} {what}: “{sentence}”"


def _is_read(one: CodebookType, reader: Reader, sentence: str) -> bool:
    report = Report(id=report_id(sentence), text=sentence, language="en")
    return any(event.code == one.name for event in reader.read(report).events)
