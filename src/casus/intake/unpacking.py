"""Packed files unpacked as they are read: gzip and Zstandard, none of which may grow without bounds."""

import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, Literal, Protocol

import zstandard

from casus.records import Refused

EXPANSION_LIMIT, GROWN_LIMIT = 100, 1_000_000
"""A file that grows more than this many times, and past so many bytes, is a bomb; news grows about fourfold."""
_SIP, _ZSTD_SIP = 8192, 512
"""Bytes of a packed file that are unpacked at a time; of Zstandard each four may become 128 kB."""
Packing = Literal["gzip", "zstd"]


@contextmanager
def unpacked(path: str, packing: Packing, name: str) -> Iterator[BinaryIO]:
    """The bytes of a packed file.

    Raises Refused once it has grown too much, EOFError where the file ends too early, and the errors of its library
    (zlib.error, gzip.BadGzipFile, zstandard.ZstdError) where it is damaged.
    """
    with _Sips(io.FileIO(path)) as raw:
        stream = gzip.GzipFile(fileobj=raw) if packing == "gzip" else _Zstd(raw)
        yield io.BufferedReader(_Guarded(stream, raw, name), 1 << 16)


class _Sips(io.BufferedReader):
    """A file that gives few bytes at a time, so that its position tells how many were unpacked so far."""

    def read(self, size: int | None = -1, /) -> bytes:
        """At most `_SIP` bytes."""
        return super().read(_SIP if size is None or size < 0 else min(size, _SIP))


class _Growing(Protocol):
    """What unpacks: `tell` is how many bytes it has given."""

    def read(self, size: int, /) -> bytes: ...

    def tell(self) -> int: ...


class _Zstd:
    """One Zstandard frame after the other; the library's own stream says nothing of a file that was cut off."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed, self._given = packed, 0
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._is_begun = False
        self._ready = b""

    def tell(self) -> int:
        return self._given

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end. Raises EOFError where a frame is not whole."""
        rest = b""
        while not self._ready:
            if self._frame.eof:
                rest = self._frame.unused_data
                self._frame, self._is_begun = zstandard.ZstdDecompressor().decompressobj(), False
            sip = rest or self._packed.read(_ZSTD_SIP)
            if not sip:
                if self._is_begun:
                    raise EOFError("a Zstandard frame is cut off")
                return b""
            rest, self._is_begun = b"", True
            self._ready = self._frame.decompress(sip)
        given, self._ready = self._ready[:size], self._ready[size:]
        self._given += len(given)
        return given


class _Guarded(io.RawIOBase):
    """An unpacked stream that stops a bomb: Refused once it has grown too much."""

    def __init__(self, unpacking: _Growing, packed: BinaryIO, name: str) -> None:
        self._unpacking, self._packed, self._name = unpacking, packed, name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._unpacking.read(len(buffer))
        grown = self._unpacking.tell()
        if grown > GROWN_LIMIT and grown > EXPANSION_LIMIT * self._packed.tell():
            raise Refused(self._name, f"grows more than {EXPANSION_LIMIT} times when unpacked; unpack it by hand")
        buffer[: len(data)] = data
        return len(data)
