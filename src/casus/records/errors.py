"""What can go wrong, as one small tree.

CasusError
├── BadRecord       a record that breaks the reading contract (a mistake in casus, not in the news)
├── BadKnowledge    a data file of `casus.knowledge` or a lexicon that cannot be used as it stands
├── LedgerError     a ledger that cannot be opened, read or written
│   └── UnknownName     a name under which a ledger knows nothing, or more than one thing
├── Refused         an input that is not read; the run goes on with the others
└── Untranslated    a text that a translator did not translate; its report is kept unread
"""


class CasusError(Exception):
    """Base of every error casus raises on purpose. `str(error)` is one sentence for the user."""


class BadRecord(CasusError):
    """A record breaks the reading contract."""


class BadKnowledge(CasusError):
    """A data file cannot be used. The message names the file, the entry and what to change."""


class LedgerError(CasusError):
    """A ledger cannot be opened, read or written. What was kept before stays kept."""


class UnknownName(LedgerError):
    """A name of a statement or source under which the ledger knows nothing, or more than one thing."""


class Refused(CasusError):
    """An input is not read.

    name: the file (and line) as the user would recognise it.
    reason: what was wrong and what to do, as the rest of a sentence.
    """

    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(f"{name}: {reason}")

    def __reduce__(self) -> tuple[type["Refused"], tuple[str, str]]:
        """It travels between processes with both its parts."""
        return type(self), (self.name, self.reason)


class Untranslated(CasusError):
    """A text was not translated. The message goes on after "it is in Russian, and"."""
