"""The seam: what any reader is, and which one reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from casus.knowledge.languages import language_named
from casus.records import UNREAD, CasusError, Reading, Report

if TYPE_CHECKING:
    from casus.knowledge.codebook import Codebook
    from casus.reading.llm import Endpoint


class Reader(Protocol):
    """Anything that turns a report into a reading under the reading contract.

    languages: ISO 639-1 codes it reads. version: its name and everything that may change what it finds. `read` is
    deterministic and never raises for any text in its languages; several threads may call it at once. A reader that
    depends on a server keeps to this as far as the server does, and refuses a report that it could not give it.
    """

    languages: frozenset[str]
    version: str

    def read(self, report: Report) -> Reading:
        """All statements of the report. Raises Refused where a server that reads gave no reading of it."""
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


def _lexicon(codebook: Codebook | None = None) -> Reader:
    from casus.reading.lexicon_reader import LexiconReader

    return LexiconReader(codebook)


def _trained(codebook: Codebook | None = None) -> Reader:
    from casus.reading.trained_reader import TrainedReader

    return TrainedReader(codebook)


def _llm(endpoint: Endpoint) -> Reader:
    from casus.reading.llm import LLMReader

    return LLMReader(endpoint)


READERS: dict[str, Callable[..., Reader]] = {"lexicon": _lexicon, "llm": _llm, "trained": _trained}
"""Readers by the name a user gives; each is made when asked for, so that none costs time unused."""
_BY_CODEBOOK = ("lexicon", "trained")
"""Those that can be given a user's codebook."""


def get_reader(name: str = "trained", codebook: Codebook | None = None, *, endpoint: Endpoint | None = None) -> Reader:
    """The reader of that name. codebook: the user's own types and changes, None for PLOVER's alone. endpoint: where the
    model of the reader llm is asked; the others need none.

    Raises CasusError naming the readers there are, or what the reader llm needs, BadKnowledge for a codebook with an
    entry that cannot be used.
    """
    if name not in READERS:
        raise CasusError(f"No reader is called {name!r}; use one of: {', '.join(sorted(READERS))}.")
    if codebook is not None and name not in _BY_CODEBOOK:
        raise CasusError(f"The reader {name!r} reads by no codebook; use one of: {', '.join(_BY_CODEBOOK)}.")
    if name != "llm":
        return READERS[name]() if codebook is None else READERS[name](codebook)
    if endpoint is None:
        raise CasusError("The reader llm asks a server; name it and its model with --endpoint URL and --model NAME.")
    return READERS[name](endpoint)
