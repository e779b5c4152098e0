"""One request after another to strangers' servers, within bounds.

The host is looked up once for a connection, all that it has been looked up to be must be public, and the connection is
made to the number that was checked: a name that changes its meaning in between (DNS rebinding) leads nowhere else.
Every redirect passes the same checks. No proxy is used, whatever the environment says.
"""

from __future__ import annotations

import asyncio
import ssl
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType

import httpx

from casus import __version__
from casus.intake.fetching.addresses import Address, BadAddress, address_of, check_port, check_public, told
from casus.intake.fetching.manners import Manners
from casus.records import CasusError

AGENT = f"casus/{__version__}"
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PERMANENT = frozenset((301, 308))
_GONE = frozenset((401, 402, 403, 404, 405, 406, 410, 414, 451))
_LONGEST_WAIT = 86_400.0
"""Seconds that a server may ask to be left alone."""
_RATIO = 200
"""A body that grows more than so many times when unpacked is a bomb; news grows about fivefold."""
_SMALL = 1_000_000
"""Bytes up to which a body may grow as it likes."""
_PACKINGS = {"gzip": 31, "x-gzip": 31, "deflate": 47}
"""Content encodings that are asked for, and zlib's window bits for each."""
_ROBOTS = frozenset(("text/plain", "text/html", "application/octet-stream", ""))
_ROBOTS_LIMIT = 500_000
Resolve = Callable[[str, int], Awaitable[list[str]]]


class NotFetched(CasusError):
    """Something was not fetched. The message names the address, says why and what to do.

    is_lasting: trying again will not help. wait: seconds that the server asked to be left alone, None if it did not.
    """

    def __init__(self, message: str, *, is_lasting: bool, wait: float | None = None) -> None:
        self.is_lasting, self.wait = is_lasting, wait
        super().__init__(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one answer. bytes: after unpacking; seconds: for everything, redirects and waiting for bytes too."""

    bytes: int = 10_000_000
    seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came. url: from where in the end; status: 200, or 304 where nothing has changed since.

    kind: media type, lower case; charset: as the server says; etag, modified: to be sent with the next request.
    moved: the address to ask from now on, where the server says that it has moved for good.
    """

    url: str
    status: int
    kind: str
    charset: str | None
    body: bytes
    etag: str | None
    modified: str | None
    moved: str | None


async def looked_up(host: str, port: int) -> list[str]:
    """The numbers of a host. Raises OSError where it has none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=2)  # SOCK_STREAM
    return [str(one[4][0]) for one in found]


class Fetcher:
    """Fetches from public servers, from each one thing at a time. Used in one event loop, as a context.

    allow_local: "127.0.0.1:8123" and the like, which are fetched though they are local; for tests, never for users.
    delay: least seconds between two requests to a host. resolve: how hosts are looked up.
    """

    def __init__(
        self,
        *,
        allow_local: frozenset[str] = frozenset(),
        limits: Limits | None = None,
        delay: float = 1.0,
        resolve: Resolve = looked_up,
    ) -> None:
        self._allowed, self._limits, self._resolve = allow_local, limits or Limits(), resolve
        self._tls = ssl.create_default_context()
        self._manners = Manners(AGENT, delay)

    async def __aenter__(self) -> Fetcher:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    async def get(
        self,
        url: str,
        *,
        kinds: frozenset[str],
        etag: str | None = None,
        modified: str | None = None,
        heed_robots: bool = True,
    ) -> Fetched:
        """What stands at an address. kinds: media types that are wanted. Raises NotFetched.

        etag, modified: of what is known from before; where it has not changed since, the answer has status 304.
        """
        asked = {"if-none-match": etag, "if-modified-since": modified}
        headers = {name: value for name, value in asked.items() if value is not None}
        at, moved, is_moving = _checked(url), None, True
        for _ in range(self._limits.redirects + 1):
            if heed_robots:
                await self._ask_robots(at)
            found = await self._once(at, kinds, headers, self._limits)
            if isinstance(found, Fetched):
                return _with_move(found, moved)
            at, is_permanent = _next(at, found)
            is_moving = is_moving and is_permanent
            moved = str(at.url) if is_moving else moved
        raise NotFetched(f"{told(url)} leads on more than {self._limits.redirects} times.", is_lasting=True)

    async def _ask_robots(self, at: Address) -> None:
        """Raise NotFetched where the host asks programs to keep away, or cannot say whether it does (RFC 9309)."""
        origin = f"{at.url.scheme}://{at.url.netloc.decode('ascii')}"
        if not self._manners.knows(origin):
            self._manners.learn(origin, await self._robots(f"{origin}/robots.txt"))
        if not self._manners.may(origin, str(at.url)):
            raise NotFetched(f"{told(str(at.url))} is not fetched: {at.host} asks programs not to.", is_lasting=True)

    async def _robots(self, url: str) -> str:
        """The text of a robots.txt, empty where there is none."""
        limits = Limits(bytes=_ROBOTS_LIMIT, seconds=self._limits.seconds, redirects=self._limits.redirects)
        at = _checked(url)
        try:
            for _ in range(limits.redirects + 1):
                found = await self._once(at, _ROBOTS, {}, limits)
                if isinstance(found, Fetched):
                    return found.body.decode("utf-8", "replace")
                at, _ = _next(at, found)
        except NotFetched as error:
            if error.is_lasting:
                return ""
            raise NotFetched(
                f"{told(url)}, which says what may be fetched, does not answer.", is_lasting=False
            ) from error
        return ""

    async def _once(
        self, at: Address, kinds: frozenset[str], headers: dict[str, str], limits: Limits
    ) -> Fetched | httpx.Response:
        """The answer of one server, or its redirect. Raises NotFetched."""
        shown = told(str(at.url))
        async with self._manners.turn(at.host):
            try:
                async with asyncio.timeout(limits.seconds):
                    return await self._answer(at, kinds, headers, limits)
            except BadAddress as error:
                raise NotFetched(str(error), is_lasting=True) from error
            except TimeoutError as error:
                raise NotFetched(f"{shown} did not answer within {limits.seconds:g} s.", is_lasting=False) from error
            except OSError as error:
                raise NotFetched(f"{shown} was not found; check the name of the host.", is_lasting=False) from error
            except (httpx.HTTPError, httpx.InvalidURL, zlib.error) as error:
                reason = f"could not be reached or broke off ({type(error).__name__})"
                raise NotFetched(f"{shown} {reason}.", is_lasting=False) from error

    async def _answer(
        self, at: Address, kinds: frozenset[str], headers: dict[str, str], limits: Limits
    ) -> Fetched | httpx.Response:
        url = at.url.copy_with(host=await self._number(at), fragment=None)
        sent = {
            "host": at.url.netloc.decode("ascii"),
            "user-agent": AGENT,
            "accept-encoding": "gzip, deflate",
            **headers,
        }
        sent["accept"] = ", ".join((*sorted(kinds - {""}), "*/*;q=0.1"))
        # a client for each request: two hosts behind one number never share a connection
        async with httpx.AsyncClient(
            verify=self._tls, http2=True, trust_env=False, follow_redirects=False, timeout=limits.seconds
        ) as client:
            request = client.build_request("GET", url, headers=sent)
            request.extensions["sni_hostname"] = at.host  # the certificate is checked against the name
            answer = await client.send(request, stream=True)
            try:
                return answer if answer.status_code in _REDIRECTS else await _read(at, answer, kinds, limits)
            finally:
                await answer.aclose()

    async def _number(self, at: Address) -> str:
        """The number to connect to. Raises BadAddress."""
        if f"{at.host}:{at.port}" in self._allowed:
            return (await self._resolve(at.host, at.port))[0]
        check_port(at)
        return check_public(at.host, [str(at.ip)] if at.ip is not None else await self._resolve(at.host, at.port))


def _checked(url: str) -> Address:
    try:
        return address_of(url)
    except BadAddress as error:
        raise NotFetched(str(error), is_lasting=True) from error


def _next(at: Address, answer: httpx.Response) -> tuple[Address, bool]:
    """Where a redirect leads, and whether for good. Raises NotFetched."""
    to = answer.headers.get("location", "")
    try:
        found = _checked(str(at.url.join(to)))
    except (httpx.InvalidURL, ValueError) as error:
        raise NotFetched(f"{told(str(at.url))} leads to {told(to)}, which is no address.", is_lasting=True) from error
    if at.url.scheme == "https" and found.url.scheme != "https":
        raise NotFetched(f"{told(str(at.url))} leads from https to http.", is_lasting=True)
    return found, answer.status_code in _PERMANENT


def _with_move(found: Fetched, moved: str | None) -> Fetched:
    return Fetched(**{name: getattr(found, name) for name in Fetched.__slots__} | {"moved": moved})


async def _read(at: Address, answer: httpx.Response, kinds: frozenset[str], limits: Limits) -> Fetched:
    """The whole answer. Raises NotFetched for one that is not wanted."""
    shown, status = told(str(at.url)), answer.status_code
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if status not in (200, 304):
        wait = _wait(answer.headers.get("retry-after", ""))
        raise NotFetched(f"{shown} answered {status}.", is_lasting=status in _GONE, wait=wait)
    if status == 200 and kind not in kinds:
        raise NotFetched(f"{shown} is {told(kind) or 'of no named kind'}, which is not read here.", is_lasting=True)
    return Fetched(
        url=str(at.url),
        status=status,
        kind=kind,
        charset=answer.charset_encoding,
        body=await _body(shown, answer, limits) if status == 200 else b"",
        etag=answer.headers.get("etag"),
        modified=answer.headers.get("last-modified"),
        moved=None,
    )


async def _body(shown: str, answer: httpx.Response, limits: Limits) -> bytes:
    """The body, unpacked piece by piece so that none grows past the bounds. Raises NotFetched."""
    packing = answer.headers.get("content-encoding", "identity").strip().lower() or "identity"
    if packing != "identity" and packing not in _PACKINGS:
        raise NotFetched(f"{shown} is packed as {told(packing)}, which was not asked for.", is_lasting=True)
    unpacker = zlib.decompressobj(_PACKINGS[packing]) if packing != "identity" else None
    body, came = bytearray(), 0
    async for piece in answer.aiter_raw():
        came += len(piece)
        while piece:
            body += piece if unpacker is None else unpacker.decompress(piece, _SMALL)
            piece = unpacker.unconsumed_tail if unpacker is not None else b""
            if len(body) > limits.bytes:
                raise NotFetched(f"{shown} is larger than {limits.bytes:,} bytes.", is_lasting=True)
            if len(body) > _SMALL and len(body) > _RATIO * came:
                raise NotFetched(f"{shown} grows more than {_RATIO} times when unpacked.", is_lasting=True)
    if unpacker is not None and not unpacker.eof and came:
        raise NotFetched(f"{shown} broke off before its end.", is_lasting=False)
    return bytes(body)


def _wait(said: str) -> float | None:
    """Seconds of a Retry-After: a number, or a date."""
    if said.strip().isdigit() and len(said) < 12:
        return min(float(said), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    until = until if until.tzinfo is not None else until.replace(tzinfo=UTC)
    return min(max((until - datetime.now(UTC)).total_seconds(), 0.0), _LONGEST_WAIT)
