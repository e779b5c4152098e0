"""The desk over the story of the war of 2020: in the same process for plain requests, on a port for browsers."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from fastapi.testclient import TestClient

from casus.ledger import Ledger
from casus.web.app import make_app
from casus.web.desk import Desk


@pytest.fixture(scope="session")
def client(story: Ledger) -> TestClient:
    """The desk over the war of 2020, asked without a network."""
    return TestClient(make_app(Desk(story)), base_url="http://127.0.0.1", raise_server_exceptions=False)


@pytest.fixture(scope="session")
def address(story: Ledger) -> Iterator[str]:
    """Where a browser finds the same desk."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make_app(Desk(story)), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started:
        assert time.monotonic() < until, "the desk did not start"
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)
