"""A server on this machine that speaks HTTP/2 under a certificate, and breaks its rules when told to."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived

Say = Callable[[H2Connection, int], bytes]
"""Answers a stream of a connection; gives bytes to be sent after what the connection has to say."""
HTML = [(":status", "200"), ("content-type", "text/html")]


def certificate(folder: Path, name: str) -> Path:
    """A file with a key and a certificate that a name signed for itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    made = x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    signed = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True).sign(key, hashes.SHA256())
    kept = folder / f"{name}.pem"
    kept.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    return kept


def words(connection: H2Connection, stream: int) -> bytes:
    """An answer as it should be."""
    connection.send_headers(stream, HTML)
    connection.send_data(stream, b"words", end_stream=True)
    return b""


def breaks_frames(connection: H2Connection, stream: int) -> bytes:
    """Half an answer, then a frame of settings that is none."""
    connection.send_headers(stream, HTML)
    connection.send_data(stream, b"half")
    return b"\x00\x00\x05\x04\x00\x00\x00\x00\x00abcde"


def breaks_headers(connection: H2Connection, stream: int) -> bytes:
    """Headers that nobody can unpack."""
    return b"\x00\x00\x04\x01\x04" + stream.to_bytes(4, "big") + b"\xff\xff\xff\xff"


def floods_headers(connection: H2Connection, stream: int) -> bytes:
    """Headers that go on and on."""
    at = stream.to_bytes(4, "big")
    return b"\x00\x00\x01\x01\x00" + at + b"\x88" + (b"\x00\x00\x00\x09\x00" + at) * 5000


def resets(connection: H2Connection, stream: int) -> bytes:
    """Half an answer, then no more."""
    connection.send_headers(stream, HTML)
    connection.send_data(stream, b"half")
    connection.reset_stream(stream)
    return b""


def leaves(connection: H2Connection, stream: int) -> bytes:
    """A farewell instead of an answer."""
    connection.close_connection()
    return b""


@asynccontextmanager
async def secure(pem: Path, say: Say, asked: list[dict[str, str]]) -> AsyncIterator[int]:
    """Serve one answer to all. asked: where the headers of requests are noted. Gives the port."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = H2Connection(H2Configuration(client_side=False, header_encoding="utf-8"))
        connection.initiate_connection()
        try:
            while data := await reader.read(65_536):
                after = b""
                for event in connection.receive_data(data):
                    if isinstance(event, RequestReceived):
                        asked.append({str(name): str(value) for name, value in event.headers or ()})
                        after = say(connection, event.stream_id or 0)
                writer.write(connection.data_to_send() + after)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()

    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(pem)
    tls.set_alpn_protocols(["h2"])
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
