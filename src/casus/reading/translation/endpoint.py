"""Translating by a server that speaks LibreTranslate's API. The texts of reports are sent to it."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Sequence
from typing import Any

import httpx

from casus.records import CasusError, Untranslated

KEY = "CASUS_TRANSLATOR_KEY"
"""The variable of the environment that holds the server's API key; a key in a command would be seen by others."""
_INTO = "en"
_CONNECT, _WAIT, _LONGEST = 10.0, 60.0, 180.0
"""Seconds to connect, between two parts of an answer, and for a whole answer."""
_SENTENCES, _CHARACTERS = 40, 8_000
"""Sentences and characters of one request, within what servers take by default."""
_BYTES = 4_000_000
"""Of an answer: what is longer is no translation of one request."""


class Endpoint:
    """A server by its address. Redirects are not followed, proxies of the environment not used.

    Raises CasusError where the server does not say what it translates into English.
    """

    def __init__(self, address: str) -> None:
        self._base = _address(address)
        self.version = f"{self._base.netloc.decode()} (LibreTranslate)"
        self._client = httpx.Client(timeout=httpx.Timeout(_WAIT, connect=_CONNECT), trust_env=False)
        self._key = os.environ.get(KEY)
        try:
            self._codes = _codes(self._ask("GET", "languages"))
        except Untranslated as error:
            raise CasusError(f"The translator at {self._base} cannot be used: {error}.") from error
        self.languages = frozenset(self._codes)

    def translate(self, sentences: Sequence[str], source: str) -> list[str]:
        """The sentences in English. Raises Untranslated where the server fails, refuses or answers with nonsense."""
        told: list[str] = []
        for some in _batches(sentences):
            asked = {"q": some, "source": self._codes[source], "target": _INTO, "format": "text"}
            answer = self._ask("POST", "translate", asked | ({"api_key": self._key} if self._key else {}))
            texts = answer.get("translatedText") if isinstance(answer, dict) else None
            if not isinstance(texts, list) or len(texts) != len(some):
                raise Untranslated(f"the translator did not answer {len(some)} sentences with as many")
            told += texts
        return told

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        """The JSON of an answer. Raises Untranslated."""
        try:
            with self._client.stream(method, self._base.join(path), json=body) as answer:
                content = _bounded(answer)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Untranslated(f"the translator does not answer ({type(error).__name__})") from error
        if answer.status_code != httpx.codes.OK:
            raise Untranslated(f"the translator answered with status {answer.status_code}")
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as error:
            raise Untranslated("the translator's answer is no JSON") from error


def _address(written: str) -> httpx.URL:
    """Raises CasusError for what is no address of a server."""
    try:
        url = httpx.URL(written.rstrip("/") + "/")
    except httpx.InvalidURL as error:
        raise CasusError(f"{written!r} is no address of a translator ({error}).") from error
    if not url.host or url.userinfo or url.query or url.fragment:
        raise CasusError(
            f"The address of a translator is http(s)://HOST[:PORT][/PATH] and no more; a key goes into {KEY}."
        )
    return url


def _codes(told: Any) -> dict[str, str]:
    """ISO 639-1 code -> code of the server ("zh" -> "zh-Hans"), of what it translates into English.

    Raises Untranslated where that is nothing, or cannot be told.
    """
    try:
        codes = [str(one["code"]) for one in told if _INTO in one["targets"]]
    except (TypeError, KeyError) as error:
        raise Untranslated("it does not list its languages as LibreTranslate does") from error
    found = {code.partition("-")[0]: code for code in reversed(codes) if code != _INTO}
    if not found:
        raise Untranslated("it translates no language into English")
    return found


def _bounded(answer: httpx.Response) -> bytes:
    """Raises Untranslated for an answer that is too long, or drips in too slowly."""
    until, content = time.monotonic() + _LONGEST, bytearray()
    for part in answer.iter_bytes():
        content += part
        if len(content) > _BYTES:
            raise Untranslated(f"the translator's answer is longer than {_BYTES:,} bytes")
        if time.monotonic() > until:
            raise Untranslated(f"the translator took more than {_LONGEST:.0f} seconds")
    return bytes(content)


def _batches(sentences: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for sentence in sentences:
        if batch and (len(batch) == _SENTENCES or sum(map(len, batch)) + len(sentence) > _CHARACTERS):
            yield batch
            batch = []
        batch.append(sentence)
    if batch:
        yield batch
