"""The seam: what any translator is, and which one translates."""

from collections.abc import Sequence
from typing import Protocol

from casus.records import CasusError


class Translator(Protocol):
    """Anything that translates sentences into English.

    languages: ISO 639-1 codes it translates from. version: its name and everything that may change what it says, so
    far as it can be known. Several threads may call it at once. What it answers is checked, not believed.
    """

    languages: frozenset[str]
    version: str

    def translate(self, sentences: Sequence[str], source: str) -> list[str]:
        """The sentences in English, one for one and in order. source: the language they are in.

        Raises Untranslated where it cannot.
        """
        ...


def get_translator(name: str) -> Translator:
    """The translator of a name: argos, or the address of a server that speaks LibreTranslate's API.

    Raises CasusError for another name, and where what it needs is not installed or does not answer.
    """
    if name == "argos":
        from casus.reading.translation.argos import Argos

        return Argos()
    if name.startswith(("http://", "https://")):
        from casus.reading.translation.endpoint import Endpoint

        return Endpoint(name)
    raise CasusError(f"No translator is called {name!r}; use argos, or the http(s) address of a LibreTranslate server.")
