"""A server on this machine that answers as models behind the chat completions protocol do, well and badly."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_HERE = "127.0.0.1"


@dataclass(frozen=True)
class Raw:
    """An answer byte for byte. drip: seconds between its bytes."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    drip: float = 0.0


Question = dict[str, Any]
Script = Callable[[Question], object]
"""From a question to an answer: the records as an object, the message as a string, or a `Raw`."""


@dataclass
class ModelServer:
    """url: its base. asked: the questions in order; headers: theirs. paths: where they were posted."""

    url: str
    asked: list[Question] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


def completion(content: object, **more: object) -> bytes:
    """An answer of the protocol around a message."""
    message = {"role": "assistant", "content": content, **more}
    return json.dumps({"choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}).encode()


def raw_of(answer: object) -> Raw:
    """The bytes of a scripted answer."""
    if isinstance(answer, Raw):
        return answer
    content = answer if isinstance(answer, str) else json.dumps(answer)
    return Raw(body=completion(content), headers=(("content-type", "application/json"),))


def sentences_of(question: Question) -> list[str]:
    """The texts of the sentences that a question shows."""
    shown = json.loads(question["messages"][1]["content"])
    return [one["text"] for one in shown["sentences"]]


@contextmanager
def model_server(*answers: object) -> Iterator[ModelServer]:
    """Gives these answers in turn, the last one ever after; one that can be called is asked for its answer."""
    left = list(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["content-length"])))
            server.asked.append(question)
            server.headers.append({name.lower(): value for name, value in self.headers.items()})
            server.paths.append(self.path)
            answer = left.pop(0) if len(left) > 1 else left[0]
            self._send(raw_of(answer(question) if callable(answer) else answer))

        def do_GET(self) -> None:
            server.paths.append(f"GET {self.path}")
            self._send(Raw(404))

        def _send(self, raw: Raw) -> None:
            self.send_response(raw.status)
            for name, value in raw.headers:
                self.send_header(name, value)
            if not any(name == "content-length" for name, _ in raw.headers):
                self.send_header("content-length", str(len(raw.body)))
            self.end_headers()
            try:
                for at in range(0, len(raw.body), 1 if raw.drip else 65_536):
                    self.wfile.write(raw.body[at : at + (1 if raw.drip else 65_536)])
                    time.sleep(raw.drip)
            except OSError:
                self.close_connection = True  # the client has heard enough

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is printed."""

    httpd = ThreadingHTTPServer((_HERE, 0), Handler)
    httpd.daemon_threads = True
    httpd.block_on_close = False
    server = ModelServer(f"http://{_HERE}:{httpd.server_port}/v1")
    thread = threading.Thread(target=httpd.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()
