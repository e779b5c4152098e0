"""A server on this machine that speaks LibreTranslate's API with the word table, or answers as it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from word_table import WordTable

LANGUAGES = [
    {"code": "ru", "targets": ["en", "ru"]},
    {"code": "en", "targets": ["ru"]},
    {"code": "ka", "targets": ["ru"]},
]
Answer = Callable[[str, dict[str, Any]], tuple[int, bytes]]


def translates(path: str, asked: dict[str, Any]) -> tuple[int, bytes]:
    """As LibreTranslate answers."""
    if path.endswith("/languages"):
        return 200, json.dumps(LANGUAGES).encode()
    return 200, json.dumps({"translatedText": WordTable().translate(asked["q"], asked["source"])}).encode()


@contextmanager
def serving(answer: Answer) -> Iterator[tuple[str, list[tuple[str, dict[str, Any]]]]]:
    """A server on this machine: its address, and what it was asked."""
    got: list[tuple[str, dict[str, Any]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            asked = json.loads(self.rfile.read(length)) if length else {}
            got.append((self.path, asked))
            status, body = answer(self.path, asked)
            self.send_response(status)
            self.send_header("location", "/elsewhere")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", got
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
