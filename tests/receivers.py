"""A web server on this machine that receives notices as a scripted receiver would."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_HERE = "127.0.0.1"


@dataclass
class Receiver:
    """url: where it listens. got: (headers, body) of each request, in order."""

    url: str
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def bodies(self) -> list[dict[str, Any]]:
        """What was told."""
        return [json.loads(body) for _, body in self.got]


@contextmanager
def receiving(answers: Sequence[str]) -> Iterator[Receiver]:
    """A server that gives these answers in turn, the last one ever after: a status, "hangs" or "breaks off"."""
    released, left = threading.Event(), list(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            receiver.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            answer = left.pop(0) if len(left) > 1 else left[0]
            if answer == "hangs":
                released.wait(20)
            elif answer == "breaks off":
                self.wfile.write(b"HTTP/1.1 200 O")
                self.close_connection = True
            else:
                self.send_response(int(answer))
                self.send_header("location", f"{receiver.url}/elsewhere")
                self.send_header("content-length", "0")
                self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer((_HERE, 0), Handler)
    receiver = Receiver(f"http://{_HERE}:{server.server_port}/hook")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield receiver
    finally:
        released.set()
        server.shutdown()
        server.server_close()
        thread.join()
