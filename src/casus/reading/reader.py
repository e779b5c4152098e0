"""The seam: what any reader is, and which one reads."""

from collections.abc import Callable
from typing import Protocol

from casus.records import CasusError, Reading, Report


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
