"""The seam: what any reader is, and which one reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from casus.records import CasusError, Reading, Report

if TYPE_CHECKING:
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


def _lexicon() -> Reader:
    from casus.reading.lexicon_reader import LexiconReader

    return LexiconReader()


def _trained() -> Reader:
    from casus.reading.trained_reader import TrainedReader

    return TrainedReader()


def _llm(endpoint: Endpoint) -> Reader:
    from casus.reading.llm import LLMReader

    return LLMReader(endpoint)


READERS: dict[str, Callable[..., Reader]] = {"lexicon": _lexicon, "llm": _llm, "trained": _trained}
"""Readers by the name a user gives; each is made when asked for, so that none costs time unused."""


def get_reader(name: str = "trained", *, endpoint: Endpoint | None = None) -> Reader:
    """The reader of that name. endpoint: where the model of the reader llm is asked; the others need none.

    Raises CasusError naming the readers there are, or what the reader llm needs.
    """
    if name not in READERS:
        raise CasusError(f"No reader is called {name!r}; use one of: {', '.join(sorted(READERS))}.")
    if name != "llm":
        return READERS[name]()
    if endpoint is None:
        raise CasusError("The reader llm asks a server; name it and its model with --endpoint URL and --model NAME.")
    return READERS[name](endpoint)
