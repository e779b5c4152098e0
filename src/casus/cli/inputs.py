"""Paths to readings: what cannot be read is refused by name and never stops the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casus.intake.documents import Document
from casus.intake.report import report_of
from casus.intake.sources import read_documents
from casus.reading import Reader, ahead
from casus.reading.translation import Translator, read_report
from casus.records import UNREAD, Reading, Refused
from casus.wording.terms import printable

_LONGEST_REASON = 300
"""Characters shown of the message of an unexpected error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A reading, and the file (and line) it comes from as the user would recognise it."""

    name: str
    reading: Reading

    @property
    def refusal(self) -> Refused | None:
        """Why nobody has read the report, where nobody has: it is kept all the same."""
        return Refused(self.name, self.reading.report.notes[-1]) if self.reading.reader == UNREAD else None


def readings(
    paths: Sequence[str],
    reader: Reader,
    *,
    published: str | None,
    source: str | None,
    translator: Translator | None = None,
) -> Iterator[Found | Refused]:
    """Each text behind the paths as a reading, or the reason why there is none, in the order given.

    The same as `read_reports` and a reader after it, with the name of every file kept beside what became of it.
    translator: for reports in languages that the reader does not read.
    """

    def read(document: Document | Refused) -> Found | Refused:
        if isinstance(document, Refused):
            return document
        return _reading(document, reader, translator, published=published, source=source)

    return ahead(read, (document for path in paths for document in _documents(path)))


def crashed(name: str, error: Exception) -> Refused:
    """The refusal of an input on which casus itself failed."""
    message = " ".join(str(error).split())[:_LONGEST_REASON]
    what = f"{type(error).__name__}: {message}" if message else type(error).__name__
    return Refused(name, f"could not be read ({what}); please report this")


def _documents(path: str) -> Iterator[Document | Refused]:
    try:
        yield from read_documents([path])
    except Exception as error:  # what intake did not foresee in one path must not cost the others
        yield crashed(printable(path), error)


def _reading(
    document: Document, reader: Reader, translator: Translator | None, *, published: str | None, source: str | None
) -> Found | Refused:
    try:
        report = report_of(document, published=published, source=source)
        return Found(name=document.name, reading=read_report(report, reader, translator))
    except Refused as refused:
        return refused
    except Exception as error:  # one report must not stop the run, whatever happens in it
        return crashed(document.name, error)
