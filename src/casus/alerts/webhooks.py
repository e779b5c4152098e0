"""One notice sent to one address, signed in the way of Standard Webhooks (https://www.standardwebhooks.com)."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import ipaddress
import secrets
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from casus import __version__
from casus.intake.fetching import is_public
from casus.records import CasusError

_PREFIX = "whsec_"
_SECRET = 32
"""Bytes."""


class NotSent(CasusError):
    """A notice did not arrive. The message says why; trying again may help."""


class BadAddress(NotSent):
    """An address to which nothing is sent."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect: the address that was looked up and checked, so that no second look-up can lead elsewhere."""

    url: str
    host: str
    ip: str


def new_secret() -> str:
    """A secret for signing, as receivers configure it."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(_SECRET)).decode()


def signature(secret: str, key: str, timestamp: int, body: bytes) -> str:
    """The `webhook-signature` of a body. timestamp: seconds since 1970."""
    signed = f"{key}.{timestamp}.".encode() + body
    made = hmac.new(base64.b64decode(secret.removeprefix(_PREFIX)), signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(made).decode()}"


def check_url(url: str) -> None:
    """Raise BadAddress unless a URL is of http or https, names a host, and holds no password."""
    try:
        parts = urlsplit(url)
        is_right = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_right = False
    if not is_right or not url.isascii() or not url.isprintable() or " " in url:
        raise BadAddress(f"{url!r} is no address to send to; write https://HOST/PATH.")
    if parts.username is not None or parts.password is not None:
        raise BadAddress("The address holds a user name or a password; leave them out, notices are signed.")


def looked_up(url: str, *, allow_private: bool) -> Target:
    """The address behind a URL. Raises BadAddress where one of its host's is of a local network."""
    check_url(url)
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotSent(f"The host {host} was not found; check the address.") from error
    addresses = [ipaddress.ip_address(str(its[4][0]).partition("%")[0]) for its in found]
    if not allow_private and not all(map(is_public, addresses)):
        raise BadAddress(
            f"{host} is an address of a private or local network, to which nothing is sent; "
            "add the alert with --allow-private if it is meant."
        )
    return Target(url, host, str(addresses[0]))


def post(target: Target, headers: dict[str, str], body: bytes, *, timeout: float) -> None:
    """Send a body and wait for a status of 2xx. timeout: seconds for everything.

    No redirect is followed, no proxy used, and nothing of the answer but its status is read. Raises NotSent.
    """
    try:
        status = asyncio.run(_status(target, headers, body, timeout))
    except TimeoutError as error:
        raise NotSent(f"{target.host} did not answer within {timeout:g} seconds.") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NotSent(f"{target.host} could not be reached or broke off ({type(error).__name__}).") from error
    if 300 <= status < 400:
        raise NotSent(f"{target.host} answered {status}, a redirect; none is followed, so name the final address.")
    if not 200 <= status < 300:
        raise NotSent(f"{target.host} answered {status}.")


async def _status(target: Target, headers: dict[str, str], body: bytes, timeout: float) -> int:
    url = httpx.URL(target.url)
    sent = {"host": url.netloc.decode("ascii"), "user-agent": f"casus/{__version__}", **headers}
    async with asyncio.timeout(timeout), httpx.AsyncClient(trust_env=False, timeout=timeout) as client:
        request = client.build_request("POST", url.copy_with(host=target.ip), content=body, headers=sent)
        request.extensions["sni_hostname"] = target.host  # the certificate is checked against the name
        answer = await client.send(request, stream=True)
        await answer.aclose()
        return answer.status_code
