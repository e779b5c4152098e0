"""Translating on this machine with Argos Translate, where the user has installed it and models for it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from threading import Lock
from typing import Any

from casus.records import CasusError, Untranslated

_INTO = "en"


class Argos:
    """Argos Translate with the models that are installed; nothing leaves the machine.

    Raises CasusError where the library is missing, or a model into English.
    """

    def __init__(self) -> None:
        try:
            languages = import_module("argostranslate.translate").get_installed_languages()
        except ImportError as error:
            raise CasusError(
                "Argos Translate is not installed; run `pip install argostranslate` and install the models you need "
                "(`argospm install translate-ru_en`)."
            ) from error
        english = next((one for one in languages if one.code == _INTO), None)
        found = {
            one.code: one.get_translation(english) for one in languages if english is not None and one is not english
        }
        self._models: dict[str, Any] = {code: model for code, model in found.items() if model is not None}
        if not self._models:
            raise CasusError(
                "Argos Translate has no model into English; install those you need (`argospm install translate-ru_en`)."
            )
        self.languages = frozenset(self._models)
        self.version = f"argos {_library_version()} {_digest_of_models()}"
        self._alone = Lock()  # its models are shared between threads, and not all parts of it say that they may be

    def translate(self, sentences: Sequence[str], source: str) -> list[str]:
        """The sentences in English. Raises Untranslated where the library fails."""
        with self._alone:
            try:
                return [self._models[source].translate(sentence) for sentence in sentences]
            except Exception as error:  # whatever goes wrong in a library with models of any make
                raise Untranslated(f"Argos Translate failed on it ({type(error).__name__})") from error


def _library_version() -> str:
    try:
        return version("argostranslate")
    except PackageNotFoundError:
        return "of unknown version"


def _digest_of_models() -> str:
    """Six hex digits that change when a model is added or replaced."""
    packages = import_module("argostranslate.package").get_installed_packages()
    known = sorted(f"{one.from_code} {one.to_code} {one.package_version}" for one in packages)
    return hashlib.sha256("\n".join(known).encode()).hexdigest()[:6]
