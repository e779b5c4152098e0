"""Which addresses may be fetched: those of the open Internet, by name or number in their plain spelling.

What a feed names is chosen by strangers. It must not make casus ask the machine it runs on, its network, or the service
by which a cloud tells its machines their secrets (https://owasp.org/Top10/A10_2021-Server-Side_Request_Forgery_(SSRF)).
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote

import httpx

from casus.records import CasusError

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
PORTS = frozenset((80, 443, 8000, 8080, 8443))
"""On which news is served; others are of services that are no web servers."""
LONGEST = 2000
"""Characters of an address."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""Under which networks without IPv4 reach the whole Internet of IPv4; the number is in the last 32 bits (RFC 6052)."""
_ASSIGNED = ipaddress.ip_network("2000::/3")
"""All of IPv6 that is given to anyone on the open Internet; what holds an IPv4 number in other ways lies outside."""
_SPECIAL = (
    ipaddress.ip_network("2002::/16"),  # 6to4: an IPv4 number in other clothes (RFC 7526)
    ipaddress.ip_network("3fff::/20"),  # for examples (RFC 9637)
    ipaddress.ip_network("192.88.99.0/24"),  # the way into 6to4 (RFC 7526)
    ipaddress.ip_network("168.63.129.16/32"),  # by which one large cloud speaks to its machines from within
)
"""What Python takes for public, or did in 3.11, and is not."""
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})")
_INNER = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "arpa", "onion", "test")
"""Ends of names that only a local network knows (RFC 6761, RFC 6762, RFC 8375, ICANN's .internal)."""
_ODD = re.compile(r"[^\x21-\x7e]|[\\<>\"^`{|}]")


class BadAddress(CasusError):
    """An address that is not fetched. The message says why."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address that is spelled as it may be. host: lower case, an IPv6 number without brackets; ip: if it is one."""

    url: httpx.URL
    host: str
    port: int
    ip: IP | None

    @property
    def origin(self) -> str:
        """That for which a robots.txt speaks: scheme, host and port."""
        return f"{self.url.scheme}://{self.host}:{self.port}"


def told(url: str) -> str:
    """An address as it may be shown: one short line."""
    shown = quote(url[:LONGEST], safe="%/:=&?~#+!$,;'@()*[]", errors="replace")
    return shown if len(shown) <= 120 else f"{shown[:117]}..."


def address_of(url: str) -> Address:
    """The parts of an address. Raises BadAddress for what is not spelled as a public one of http or https is."""
    if len(url) > LONGEST:
        raise BadAddress(f"{told(url)} is longer than {LONGEST:,} characters.")
    if _ODD.search(url):
        raise BadAddress(f"{told(url)} holds signs that stand in no address; write them as %XX.")
    try:
        parts = httpx.URL(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = parts.raw_host.decode("ascii").lower()  # of international names the letters that are looked up
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise BadAddress(f"{told(url)} is no address; write https://HOST/PATH.") from error
    if parts.scheme not in ("http", "https") or not host:
        raise BadAddress(f"{told(url)} is no address of http or https; write https://HOST/PATH.")
    if parts.userinfo:
        raise BadAddress(f"{told(host)}: the address holds a user name or a password; leave them out.")
    host = host.removesuffix(".")
    return Address(parts, host, port, _number_in(host))


def _number_in(host: str) -> IP | None:
    """The address that a host is in its plain spelling, None for a name. Raises BadAddress for other spellings."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    if _NAME.fullmatch(host) is None or len(host) > 253:
        raise BadAddress(f"{told(host)} is no full name of a host, and no number in its plain spelling.")
    if host.rpartition(".")[2] in _INNER:
        raise BadAddress(f"{told(host)} is a name of a local network; only public ones are fetched.")
    return None


def check_port(address: Address) -> None:
    """Raise BadAddress for a port on which no news is served."""
    if address.port not in PORTS:
        known = ", ".join(map(str, sorted(PORTS)))
        raise BadAddress(f"{told(address.host)}: port {address.port} is not asked, only {known}.")


def check_public(host: str, found: list[str]) -> str:
    """One of the numbers that a host was looked up to have. Raises BadAddress if any of them is not public."""
    numbers = [ipaddress.ip_address(one.partition("%")[0]) for one in found]
    if not numbers or "%" in "".join(found) or not all(map(is_public, numbers)):
        raise BadAddress(f"{told(host)} is an address of a private or local network; only public ones are fetched.")
    return str(numbers[0])


def is_public(number: IP) -> bool:
    """Whether a number, or the IPv4 number that it stands for, is one of the open Internet."""
    if isinstance(number, ipaddress.IPv6Address):
        if number in _NAT64:
            return is_public(ipaddress.IPv4Address(int(number) & 0xFFFFFFFF))
        if number not in _ASSIGNED:
            return False
    is_special = any(number in one for one in _SPECIAL)
    return number.is_global and not (number.is_multicast or number.is_reserved or is_special)
