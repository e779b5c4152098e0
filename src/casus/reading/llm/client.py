"""Asking a server: one question, one bounded answer, no tools, no redirects."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from casus.reading.llm.endpoint import Endpoint
from casus.records import CasusError

MOST_BYTES = 2_000_000
"""Size of an answer that is read; 300 records of each kind take a tenth."""
MOST_TOKENS = 6_000
"""Tokens a model may answer with: some 60 records."""
_TRIES = 4
_MOST_WAIT = 60.0
"""Seconds that a server may have us wait before the next try."""
_CONNECT = 15.0
_AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504, 529))
_NOT_THIS_FORMAT = frozenset((400, 404, 415, 422, 501))
_FORMATS = ("json_schema", "json_object", "none")
"""Ways to ask for JSON, the strictest first; a server that refuses one is asked the next way."""
_SHOWN = 200


class NoAnswer(CasusError):
    """The server gave no usable answer. The message is the rest of a sentence about the report."""


class _Refusal(Exception):
    """The server answered with a status that means no. after: seconds it asks to wait, as it wrote them."""

    def __init__(self, status: int, words: str, after: str) -> None:
        self.status, self.words, self.after = status, words, after
        super().__init__(words)


class Client:
    """Asks one endpoint; several threads may at once. wait: how to sleep, in seconds."""

    def __init__(self, endpoint: Endpoint, schema: Mapping[str, Any], *, wait: Callable[[float], None] = time.sleep):
        self._endpoint, self._schema, self._wait = endpoint, schema, wait
        self._format = 0
        headers = {"accept": "application/json", "accept-encoding": "identity"}
        if endpoint.key is not None:
            headers["authorization"] = f"Bearer {endpoint.key}"
        limits = httpx.Timeout(endpoint.patience_seconds, connect=min(_CONNECT, endpoint.patience_seconds))
        # trust_env: neither a proxy nor a password file of this machine may see or change what is sent
        self._http = httpx.Client(headers=headers, timeout=limits, follow_redirects=False, trust_env=False)

    def ask(self, system: str, user: str) -> str:
        """The words of the model's message. Raises NoAnswer."""
        while True:
            at = self._format
            try:
                return _message(self._sent(self._question(system, user, _FORMATS[at])))
            except _Refusal as refusal:
                if refusal.status not in _NOT_THIS_FORMAT or at + 1 == len(_FORMATS):
                    raise NoAnswer(f"the server answered {refusal.status}{self._shown(refusal.words)}") from None
                self._format = max(self._format, at + 1)

    def _question(self, system: str, user: str, form: str) -> bytes:
        question: dict[str, Any] = {
            "model": self._endpoint.model,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
            "temperature": 0,
            "seed": 1,
            "max_tokens": MOST_TOKENS,
            "stream": False,
        }
        if form == "json_schema":
            named = {"name": "reading", "strict": True, "schema": self._schema}
            question["response_format"] = {"type": form, "json_schema": named}
        elif form == "json_object":
            question["response_format"] = {"type": form}
        return json.dumps(question, ensure_ascii=False).encode("utf-8", "replace")

    def _sent(self, question: bytes) -> bytes:
        """The body of the answer, after as many tries as it takes. Raises NoAnswer, or _Refusal for a plain no."""
        for n in range(_TRIES):
            is_last = n + 1 == _TRIES
            try:
                return self._once(question)
            except _Refusal as refusal:
                if refusal.status not in _AGAIN or is_last:
                    raise
                self._wait(_pause(n, refusal.after))
            except (httpx.ConnectError, httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError) as error:
                if is_last:
                    raise NoAnswer("the server cannot be reached or breaks off; is it running?") from error
                self._wait(_pause(n))
            except httpx.TimeoutException as error:
                raise NoAnswer(_too_slow(self._endpoint.patience_seconds)) from error
            except httpx.HTTPError as error:
                raise NoAnswer("the server does not speak the protocol of the web; check the address") from error
        raise AssertionError("the last try returns or raises")

    def _once(self, question: bytes) -> bytes:
        until = time.monotonic() + self._endpoint.patience_seconds
        headers = {"content-type": "application/json"}
        with self._http.stream("POST", self._endpoint.address, content=question, headers=headers) as response:
            if response.headers.get("content-encoding", "identity") != "identity":
                raise NoAnswer("the server sends a compressed answer, which was not asked for")
            if response.is_redirect:
                raise NoAnswer("the server sends on to another address, which is not followed; give the final one")
            body = bytearray()
            for part in response.iter_raw():
                body += part
                if len(body) > MOST_BYTES:
                    raise NoAnswer(f"the server's answer is larger than {MOST_BYTES // 1_000_000} MB")
                if time.monotonic() > until:
                    raise NoAnswer(_too_slow(self._endpoint.patience_seconds))
            if response.status_code != 200:
                words = body[: 4 * _SHOWN].decode("utf-8", "replace")
                raise _Refusal(response.status_code, words, response.headers.get("retry-after", ""))
            return bytes(body)

    def _shown(self, words: str) -> str:
        """What the server says, in one bounded line, without the key that it may repeat."""
        line = " ".join(words.replace(self._endpoint.key or "\0", "[key]").split())
        return f" ({line[:_SHOWN]})" if line else ""


def _pause(n: int, asked: str = "") -> float:
    """Seconds before try n + 2: what the server asks, else twice as long each time, and not all clients at once."""
    if asked.isascii() and asked.isdigit():
        return min(float(asked[:9]), _MOST_WAIT)
    return 2.0**n * random.uniform(0.5, 1.0)


def _too_slow(seconds: float) -> str:
    return f"the server did not answer within {seconds:g} seconds"


def _message(body: bytes) -> str:
    """The words of the model's message in an answer. Raises NoAnswer, also where it asks for tools."""
    try:
        choice = json.loads(body)["choices"][0]
        message, end = choice["message"], choice.get("finish_reason")
        asks = bool(message.get("tool_calls") or message.get("function_call"))
        content = message.get("content")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise NoAnswer("the server's answer is no chat completion; check the address and the model") from error
    if asks or end in ("tool_calls", "function_call"):
        raise NoAnswer("the model asked for a tool instead of answering, and it has none")
    if end == "length":
        raise NoAnswer("the model's answer was cut off; try a larger context, or a model that says less")
    if end == "content_filter" or not isinstance(content, str):
        raise NoAnswer("the model gave no answer in words")
    return content.encode("utf-8", "replace").decode()
