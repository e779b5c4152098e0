"""A server on this machine that answers in every way in which servers answer badly."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


def plain(body: bytes, kind: str = "text/html", status: str = "200 OK", **headers: str) -> Answer:
    """An answer of one piece. headers: with _ for -."""

    async def send(writer: asyncio.StreamWriter) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
        lines += [f"Content-Type: {kind}"] if kind else []
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        writer.write("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)
        await writer.drain()

    return send


def to(address: str, status: str = "302 Found") -> Answer:
    """A redirect."""
    return plain(b"", status=status, Location=address)


def raw(*pieces: bytes, pause: float = 0.0, times: int = 1) -> Answer:
    """Bytes as they are, over and over."""

    async def send(writer: asyncio.StreamWriter) -> None:
        for _ in range(times):
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(pause)

    return send


def bomb(size: int) -> bytes:
    """So many zeros, gzipped."""
    return gzip.compress(bytes(size), 9)


_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
_LONG = b"Transfer-Encoding: chunked\r\n\r\n"
MISBEHAVIOURS: dict[str, Answer] = {
    "says nothing": raw(pause=60),
    "drips": raw(_HEAD, _LONG, *[b"1\r\na\r\n"] * 500, pause=0.05),
    "drips headers": raw(_HEAD, *[b"X-A: b\r\n"] * 500, pause=0.05),
    "endless headers": raw(_HEAD, b"X-A: " + b"b" * 8000 + b"\r\n", times=200),
    "one endless header": raw(_HEAD + b"X-A: ", b"b" * 65_536, times=40),
    "endless body": raw(_HEAD + _LONG, *[b"10000\r\n" + b"a" * 65_536 + b"\r\n"] * 100),
    "large body": plain(b"a" * 3_000_000),
    "breaks off": raw(_HEAD + b"Content-Length: 1000\r\n\r\nhalf"),
    "breaks off in headers": raw(b"HTTP/1.1 200 OK\r\nContent-"),
    "is no HTTP": raw(b"SSH-2.0-OpenSSH_9.2\r\n"),
    "closes at once": raw(b""),
    "gzip bomb": plain(bomb(50_000_000), Content_Encoding="gzip"),
    "gzip bomb within bounds": plain(bomb(1_900_000), Content_Encoding="gzip"),
    "deflate bomb": plain(zlib.compress(bytes(50_000_000), 9), Content_Encoding="deflate"),
    "gzip in gzip": plain(gzip.compress(bomb(1000)), Content_Encoding="gzip, gzip"),
    "gzip that is none": plain(b"<p>words</p>", Content_Encoding="gzip"),
    "gzip cut off": plain(gzip.compress(b"words " * 9999)[:60], Content_Encoding="gzip"),
    "brotli unasked": plain(b"\x0b\x02\x80words\x03", Content_Encoding="br"),
    "zstd unasked": plain(b"\x28\xb5\x2f\xfd", Content_Encoding="zstd"),
    "a picture": plain(b"\x89PNG", "image/png"),
    "a program": plain(b"\x7fELF", "application/x-executable"),
    "a script": plain(b"alert(1)", "application/javascript"),
    "of no kind": plain(b"words", ""),
    "of a hostile kind": plain(b"words", "text/html<script>"),
    "gone": plain(b"", status="410 Gone"),
    "not there": plain(b"", status="404 Not Found"),
    "forbidden": plain(b"", status="403 Forbidden"),
    "broken": plain(b"", status="500 Internal Server Error"),
    "busy": plain(b"", status="429 Too Many Requests", Retry_After="120"),
    "away": plain(b"", status="503 Service Unavailable", Retry_After="Wed, 21 Oct 2099 07:28:00 GMT"),
    "nowhere": plain(b"", status="302 Found"),
    "in a circle": to("/in%20a%20circle"),
    "to this machine": to("http://127.0.0.1:1/"),
    "to a local name": to("http://localhost/"),
    "to the cloud's secrets": to("http://169.254.169.254/latest/meta-data/"),
    "to a file": to("file:///etc/passwd"),
    "to gopher": to("gopher://127.0.0.1:6379/_FLUSHALL"),
    "to data": to("data:text/html,words"),
    "to a script": to("javascript:alert(1)"),
    "to IPv6": to("http://[::1]/"),
    "to a mapped number": to("http://[::ffff:169.254.169.254]/"),
    "to a password": to("http://user:secret@example.org/"),
    "to no address": to("http://[/"),
}


@asynccontextmanager
async def misbehaving(answers: dict[str, Answer], asked: list[str] | None = None, port: int = 0) -> AsyncIterator[int]:
    """Serve answers by the path that is asked for, a space as %20, on a port or any. Gives the port.

    asked: where requests are noted.
    """
    busy: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            name = head.split(" ")[1].strip("/").replace("%20", " ")
            if asked is not None:
                asked.append(head)
            await answers.get(name, plain(b"", status="404 Not Found"))(writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(serve(reader, writer))
        busy.add(task)
        task.add_done_callback(busy.discard)

    server = await asyncio.start_server(take, "127.0.0.1", port)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in busy:
            task.cancel()
