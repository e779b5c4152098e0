"""One request after another to strangers' servers, within bounds.

The host is looked up once for a connection, all that it has been looked up to be must be public, and the connection is
made to the number that was checked: a name that changes its meaning in between (DNS rebinding) leads nowhere else.
Every redirect passes the same checks. No proxy is used, whatever the environment says.
"""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from types import TracebackType

import httpx

from casus import __version__
from casus.intake.fetching.addresses import Address, BadAddress, address_of, check_port, check_public, told
from casus.intake.fetching.bodies import BadBody, body_of
from casus.intake.fetching.manners import Manners, Resting, Rules
from casus.records import CasusError

AGENT = f"casus/{__version__}"
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PERMANENT = frozenset((301, 308))
_PASSING = frozenset((408, 425, 429))
"""Of the answers that blame who asks (4xx), those that another time may not."""
_LONGEST_WAIT = 86_400.0
"""Seconds that a server may ask to be left alone."""
_ROBOTS = frozenset(("text/plain", "text/html", "application/octet-stream", ""))
_ROBOTS_LIMIT = 512_000
"""Bytes of a robots.txt that are heeded (RFC 9309, 2.5)."""
_ROBOTS_SECONDS = 10.0
_LOOKERS = 32
"""Hosts looked up at once. Threads of their own: the name server of a stranger may take its time, and others wait."""
_TOKEN = re.compile(r"[\x20-\x7e]{1,500}")
"""What is kept of an answer to be sent back with the next request; other values would break that."""
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
    """Bounds of one fetch. bytes: as they come and after unpacking.

    seconds: for all redirects and bytes together; neither the wait for a host's turn nor a robots.txt counts.
    """

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


@dataclass(slots=True)
class _Budget:
    """What is left of the bounds of one fetch."""

    bytes: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked for. kinds: media types; headers: conditions; is_cut: the beginning is enough where it is long."""

    kinds: frozenset[str]
    headers: dict[str, str]
    is_cut: bool = False


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
        resolve: Resolve | None = None,
    ) -> None:
        self._allowed, self._limits, self._resolve = allow_local, limits or Limits(), resolve or self._looked_up
        self._lookers = ThreadPoolExecutor(_LOOKERS, "look up")
        self._tls = ssl.create_default_context()
        self._manners = Manners(AGENT, delay)

    async def __aenter__(self) -> Fetcher:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lookers.shutdown(wait=False, cancel_futures=True)

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
        asked = {"if-none-match": _token(etag), "if-modified-since": _token(modified)}
        wanted = _Wanted(kinds, {name: value for name, value in asked.items() if value is not None})
        left = _Budget(self._limits.bytes, self._limits.seconds)
        at, moved, is_moving = _checked(url), None, True
        for _ in range(self._limits.redirects + 1):
            rules = await self._ask_robots(at) if heed_robots else None
            found = await self._once(at, wanted, left, rules.delay if rules is not None else 0.0)
            if isinstance(found, Fetched):
                return replace(found, moved=moved)
            at, is_permanent = _next(at, found)
            is_moving = is_moving and is_permanent
            moved = str(at.url) if is_moving else moved
        raise NotFetched(f"{told(url)} leads on more than {self._limits.redirects} times.", is_lasting=True)

    async def _ask_robots(self, at: Address) -> Rules:
        """What the host asks. Raises NotFetched where it asks programs to keep away, or cannot say (RFC 9309)."""
        async with self._manners.learning(at.origin):
            rules = self._manners.rules(at.origin) or await self._learned(at)
        if rules.said is None:
            message = f"{at.origin}/robots.txt, which says what may be fetched, does not answer; ask later."
            raise NotFetched(message, is_lasting=False, wait=max(0.0, rules.until - time.monotonic()))
        if not self._manners.may(rules, str(at.url)):
            raise NotFetched(f"{told(str(at.url))} is not fetched: {at.host} asks programs not to.", is_lasting=True)
        return rules

    async def _learned(self, at: Address) -> Rules:
        """What the robots.txt of a host says, asked for now and remembered.

        Its time is its own: an address that leads here slowly must not make this host seem silent.
        """
        to = replace(at, url=at.url.copy_with(path="/robots.txt", query=None, fragment=None))
        wanted = _Wanted(_ROBOTS, {}, is_cut=True)
        left = _Budget(_ROBOTS_LIMIT, min(_ROBOTS_SECONDS, self._limits.seconds))
        text: str | None = ""
        try:
            for _ in range(self._limits.redirects + 1):
                found = await self._once(to, wanted, left, 0.0)
                if isinstance(found, Fetched):
                    text = found.body.decode("utf-8", "replace")
                    break
                to, _ = _next(to, found)
        except NotFetched as error:
            text = "" if error.is_lasting else None
        return self._manners.learn(at.origin, text)

    async def _once(self, at: Address, wanted: _Wanted, left: _Budget, delay: float) -> Fetched | httpx.Response:
        """The answer of one server, or its redirect, when it is its turn. Raises NotFetched."""
        try:
            async with self._manners.turn(at.host, delay):
                return await self._timed(at, wanted, left)
        except Resting as error:
            message = f"{told(str(at.url))} is not asked for now: {at.host} asked to be left alone for a while."
            raise NotFetched(message, is_lasting=False, wait=error.seconds) from error
        except NotFetched as error:
            if error.wait:
                self._manners.rest(at.host, error.wait)
            raise

    async def _timed(self, at: Address, wanted: _Wanted, left: _Budget) -> Fetched | httpx.Response:
        shown, began = told(str(at.url)), time.monotonic()
        try:
            async with asyncio.timeout(left.seconds):
                return await self._answer(at, wanted, left)
        except NotFetched:
            raise
        except BadAddress as error:
            raise NotFetched(str(error), is_lasting=True) from error
        except BadBody as error:
            raise NotFetched(f"{shown} {error}.", is_lasting=error.is_lasting) from error
        except TimeoutError as error:
            raise NotFetched(f"{shown} did not answer in time.", is_lasting=False) from error
        except socket.gaierror as error:
            raise NotFetched(f"{shown} was not found; check the name of the host.", is_lasting=False) from error
        except Exception as error:  # what the libraries raise at a stranger's bytes is not all of one family
            reason = f"could not be reached or broke off ({type(error).__name__})"
            raise NotFetched(f"{shown} {reason}.", is_lasting=False) from error
        finally:
            left.seconds -= time.monotonic() - began

    async def _answer(self, at: Address, wanted: _Wanted, left: _Budget) -> Fetched | httpx.Response:
        url = at.url.copy_with(host=await self._number(at), fragment=None)
        sent = {
            "host": at.url.netloc.decode("ascii"),
            "user-agent": AGENT,
            "accept": ", ".join((*sorted(wanted.kinds - {""}), "*/*;q=0.1")),
            "accept-encoding": "gzip, deflate",
            **wanted.headers,
        }
        # a client for each request: two hosts behind one number never share a connection
        async with httpx.AsyncClient(
            verify=self._tls, http2=True, trust_env=False, follow_redirects=False, timeout=left.seconds
        ) as client:
            request = client.build_request("GET", url, headers=sent)
            request.extensions["sni_hostname"] = at.host  # the certificate is checked against the name
            answer = await client.send(request, stream=True)
            try:
                return answer if answer.status_code in _REDIRECTS else await _read(at, answer, wanted, left)
            finally:
                await answer.aclose()

    async def _number(self, at: Address) -> str:
        """The number to connect to. Raises BadAddress."""
        if f"{at.host}:{at.port}" in self._allowed:
            return (await self._resolve(at.host, at.port))[0]
        check_port(at)
        return check_public(at.host, [str(at.ip)] if at.ip is not None else await self._resolve(at.host, at.port))

    async def _looked_up(self, host: str, port: int) -> list[str]:
        """The numbers of a host. Raises OSError where it has none."""
        looking = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        found = await asyncio.get_running_loop().run_in_executor(self._lookers, looking)
        return [str(one[4][0]) for one in found]


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


async def _read(at: Address, answer: httpx.Response, wanted: _Wanted, left: _Budget) -> Fetched:
    """The whole answer. Raises NotFetched for one that is not wanted, BadBody for one that is not taken."""
    shown, status = told(str(at.url)), answer.status_code
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if status != 200 and not (status == 304 and wanted.headers):
        wait = _wait(answer.headers.get("retry-after", ""))
        is_lasting = 300 <= status < 500 and status not in _PASSING
        raise NotFetched(f"{shown} answered {status}.", is_lasting=is_lasting, wait=wait)
    if status == 200 and kind not in wanted.kinds:
        raise NotFetched(f"{shown} is {told(kind) or 'of no named kind'}, which is not read here.", is_lasting=True)
    packing = answer.headers.get("content-encoding", "")
    return Fetched(
        url=str(at.url),
        status=status,
        kind=kind,
        charset=answer.charset_encoding,
        body=await body_of(answer.aiter_raw(), packing, left.bytes, is_cut=wanted.is_cut) if status == 200 else b"",
        etag=_token(answer.headers.get("etag")),
        modified=_token(answer.headers.get("last-modified")),
        moved=None,
    )


def _token(value: str | None) -> str | None:
    return value if value is not None and _TOKEN.fullmatch(value) else None


def _wait(said: str) -> float | None:
    """Seconds of a Retry-After: a number, or a date."""
    if re.fullmatch(r"[0-9]{1,11}", said.strip()):
        return min(float(said), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    until = until if until.tzinfo is not None else until.replace(tzinfo=UTC)
    return min(max((until - datetime.now(UTC)).total_seconds(), 0.0), _LONGEST_WAIT)
