"""The seam: what any reader is, and which one reads."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from casus.knowledge.languages import language_named
from casus.records import UNREAD, CasusError, Reading, Report


class Reader(Protocol):
    """Anything that turns a report into a reading under the reading contract.

    languages: ISO 639-1 codes it reads. version: its name and everything that may change what it finds. `read` is
    deterministic and never raises for any text in its languages; several threads may call it at once.
    """

    languages: frozenset[str]
    version: str

    def read(self, report: Report) -> Reading:
        """All statements of the report."""
        ...


def reads(reader: Reader, report: Report) -> bool:
    """Whether a report is in a language that a reader reads; one whose language nobody can tell is tried."""
    return report.language is None or report.language in reader.languages


def unread(report: Report, why: str) -> Reading:
    """A report that nobody has read, with a note on the reason: it states nothing, and may be read later."""
    return Reading(report=replace(report, notes=(*report.notes, f"not read: {why}")), reader=UNREAD)


def in_another_language(report: Report, reader: Reader) -> Reading:
    """A report left unread as the reader does not read its language."""
    known = " and ".join(language_named(code) for code in sorted(reader.languages))
    name = reader.version.partition(" ")[0]
    told = f"it is in {language_named(report.language or '')}, and the {name} reader reads {known}"
    return unread(report, f"{told}; name a translator (casus read --translator), or give a translation into {known}")


def _lexicon() -> Reader:
    from casus.reading.lexicon_reader import LexiconReader

    return LexiconReader()


def _trained() -> Reader:
    from casus.reading.trained_reader import TrainedReader

    return TrainedReader()


READERS: dict[str, Callable[[], Reader]] = {"lexicon": _lexicon, "trained": _trained}
"""Readers by the name a user gives; each is made when asked for, so that none costs time unused."""


def get_reader(name: str = "trained") -> Reader:
    """The reader of that name. Raises CasusError naming the readers there are."""
    if name not in READERS:
        raise CasusError(f"No reader is called {name!r}; use one of: {', '.join(sorted(READERS))}.")
    return READERS[name]()
