"""Paths to readings: what cannot be read is refused by name and never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casus.intake.documents import Document
from casus.intake.report import report_of
from casus.intake.sources import read_documents
from casus.reading import Reader, ahead, get_reader
from casus.reading.translation import Translator, get_translator, read_report
from casus.records import UNREAD, Reading, Refused
from casus.wording.terms import printable

if TYPE_CHECKING:
    from casus.knowledge.codebook import Codebook
    from casus.reading.llm import Endpoint

_LONGEST_REASON = 300
"""Characters shown of the message of an unexpected error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be read. reader: its name. published, source: as for `read_reports`.

    codebook: the file of the user's own types. endpoint: where the model of the reader llm is asked. translator: by
    which reports in languages that the reader does not read are translated.
    """

    paths: Sequence[str]
    reader: str
    published: str | None
    source: str | None
    codebook: str | None = None
    endpoint: Endpoint | None = None
    translator: str | None = None


@dataclass(frozen=True, slots=True)
class Engine:
    """Who reads. name: local or ray. workers: processes, None for one a core. address: of a Ray cluster."""

    name: str
    workers: int | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A reading, and the file (and line) it comes from as the user would recognise it."""

    name: str
    reading: Reading

    @property
    def refusal(self) -> Refused | None:
        """Why nobody has read the report, where nobody has: it is kept all the same."""
        return Refused(self.name, self.reading.report.notes[-1]) if self.reading.reader == UNREAD else None


Read = Callable[[Document | Refused], Found | Refused]
"""Makes a reading of a text; what was refused already stays so."""


def readings(wanted: Wanted, reader: Reader | None = None) -> Iterator[Found | Refused]:
    """Each text behind the paths as a reading, or the reason why there is none, in the order given.

    The same as `read_reports` and a reader after it, with the name of every file kept beside what became of it.
    reader: the one of that name, where it is made already.
    """
    return ahead(opened(wanted, reader), (document for path in wanted.paths for document in documents(path)))


def opened(wanted: Wanted, reader: Reader | None = None) -> Read:
    """What reads one text after the other, with its reader made."""
    its = reader or get_reader(wanted.reader, codebook_of(wanted), endpoint=wanted.endpoint)
    through = get_translator(wanted.translator) if wanted.translator is not None else None

    def read(document: Document | Refused) -> Found | Refused:
        if isinstance(document, Refused):
            return document
        return _reading(document, its, through, published=wanted.published, source=wanted.source)

    return read


def codebook_of(wanted: Wanted) -> Codebook | None:
    """The codebook to read with. Raises CasusError for one that cannot be used."""
    if wanted.codebook is None:
        return None
    from casus.knowledge.codebook import load_codebook  # the library that checks it takes a while

    return load_codebook(wanted.codebook)


def crashed(name: str, error: Exception) -> Refused:
    """The refusal of an input on which casus itself failed."""
    message = " ".join(str(error).split())[:_LONGEST_REASON]
    what = f"{type(error).__name__}: {message}" if message else type(error).__name__
    return Refused(name, f"could not be read ({what}); please report this")


def documents(path: str) -> Iterator[Document | Refused]:
    """The texts behind one path."""
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
    except Refused as refused:  # a reader does not know what the user calls the report
        return Refused(document.name, refused.reason)
    except Exception as error:  # one report must not stop the run, whatever happens in it
        return crashed(document.name, error)
