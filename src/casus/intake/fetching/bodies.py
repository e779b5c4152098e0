"""The body of an answer, unpacked piece by piece so that it never grows past its bounds."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator

from casus.records import CasusError

_RATIO = 200
"""A body that grows more than so many times when unpacked is a bomb; news grows about fivefold."""
_SMALL = 1_000_000
"""Bytes up to which a body may grow as it likes, and that are unpacked at a time."""
_PACKINGS = {"gzip": 31, "x-gzip": 31, "deflate": 47}
"""Content encodings that are asked for, and zlib's window bits for each."""


class BadBody(CasusError):
    """A body that is not taken. The message ends a sentence that begins with its address.

    is_lasting: asking for it again will not help.
    """

    def __init__(self, message: str, *, is_lasting: bool) -> None:
        self.is_lasting = is_lasting
        super().__init__(message)


async def body_of(pieces: AsyncIterator[bytes], packing: str, most: int, *, is_cut: bool) -> bytes:
    """What pieces hold, of which no more is read than is needed. Raises BadBody.

    packing: the Content-Encoding. most: bytes, as they come and unpacked; of a longer body the beginning is given where
    is_cut, and nothing otherwise.
    """
    packing = packing.strip().lower() or "identity"
    if packing != "identity" and packing not in _PACKINGS:
        raise BadBody("is packed in a way that was not asked for", is_lasting=True)
    try:
        body = await (_plain(pieces, most) if packing == "identity" else _unpacked(pieces, _PACKINGS[packing], most))
    except zlib.error as error:
        raise BadBody(f"is not the {packing} that it says it is", is_lasting=False) from error
    if len(body) > most and not is_cut:
        raise BadBody(f"is larger than {most:,} bytes", is_lasting=True)
    return bytes(body[:most])


async def _plain(pieces: AsyncIterator[bytes], most: int) -> bytearray:
    body = bytearray()
    async for piece in pieces:
        body += piece
        if len(body) > most:
            break
    return body


async def _unpacked(pieces: AsyncIterator[bytes], bits: int, most: int) -> bytearray:
    """Ends with the packed data, whatever follows it, and soon after `most` bytes."""
    unpacker, body, came = zlib.decompressobj(bits), bytearray(), 0
    async for piece in pieces:
        came += len(piece)
        if came > most:  # packed in vain: empty blocks can be strung together for ever
            raise BadBody(f"is larger than {most:,} bytes", is_lasting=True)
        while piece:
            body += unpacker.decompress(piece, _SMALL)
            piece = unpacker.unconsumed_tail
            if len(body) > _SMALL and len(body) > _RATIO * came:
                raise BadBody(f"grows more than {_RATIO} times when unpacked", is_lasting=True)
            if len(body) > most:
                return body
        if unpacker.eof:
            if unpacker.unused_data.startswith(b"\x1f\x8b"):  # the first part alone would be half a text
                raise BadBody("is packed in several parts, which is not read here", is_lasting=True)
            return body
    if came:
        raise BadBody("broke off before its end", is_lasting=False)
    return body
