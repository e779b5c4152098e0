"""What strangers may try beyond a forbidden address: values that break what reads them, time, memory and manners."""

from __future__ import annotations

import asyncio
import gzip
import ipaddress
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from misbehaving import Answer, misbehaving, plain, raw, to
from secure_server import Say, breaks_frames, breaks_headers, certificate, floods_headers, leaves, resets, secure, words

from casus.intake.fetching import BadAddress, Fetched, Fetcher, Limits, NotFetched
from casus.intake.fetching.addresses import address_of, check_public
from casus.intake.fetching.manners import Manners

HTML = frozenset(("text/html",))
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
ROBOTS = "robots.txt"


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def fetched(
    answers: dict[str, Answer],
    *names: str,
    asked: list[str] | None = None,
    at_once: bool = False,
    etag: str | None = None,
    seconds: float = 10.0,
) -> list[Fetched | NotFetched]:
    """Fetch what a server on this machine answers under names, one after another or at once; what is refused too."""

    async def one(fetcher: Fetcher, url: str) -> Fetched | NotFetched:
        try:
            return await fetcher.get(url, kinds=HTML, etag=etag)
        except NotFetched as error:
            return error

    async def run() -> list[Fetched | NotFetched]:
        async with misbehaving(answers, asked) as port:
            at, limits = f"127.0.0.1:{port}", Limits(bytes=2_000_000, seconds=seconds)
            async with Fetcher(allow_local=frozenset((at,)), limits=limits, delay=0) as fetcher:
                if at_once:
                    return await asyncio.gather(*(one(fetcher, f"http://{at}/{name}") for name in names))
                return [await one(fetcher, f"http://{at}/{name}") for name in names]

    return asyncio.run(run())


def refusal(answers: dict[str, Answer], name: str = "a", *, seconds: float = 10.0) -> NotFetched:
    [found] = fetched(answers, name, seconds=seconds)
    assert isinstance(found, NotFetched) and "\n" not in str(found) and len(str(found)) < 300
    return found


def bodies(found: list[Fetched | NotFetched]) -> list[bytes | None]:
    return [one.body if isinstance(one, Fetched) else None for one in found]


def paths(asked: list[str]) -> list[str]:
    return [head.split(" ")[1] for head in asked]


@pytest.mark.parametrize(
    "url", ["http://xn--a/", "http://\ud800/", "http://example.org/\ud800", "http://xn--\ud800.org/", "http://[v1.a]/"],
    ids=ascii,
)  # fmt: skip
def test_names_that_break_what_reads_them_are_refused(url: str) -> None:
    with pytest.raises(BadAddress) as refused:
        address_of(url)
    assert str(refused.value).isprintable() and str(refused.value).isascii()


def test_international_names_are_those_that_are_looked_up() -> None:
    assert address_of("http://xn--e1afmkfd.xn--p1ai/a").host == "xn--e1afmkfd.xn--p1ai"
    assert address_of("http://News.Example.org./a").origin == "http://news.example.org:80"


@pytest.mark.parametrize(
    "number", "fec0::1 3fff::1 5f00::1 2002:808:808:: ::ffff:0:808:808 192.88.99.1 168.63.129.16".split()
)
def test_numbers_that_no_server_of_news_has_are_refused(number: str) -> None:
    with pytest.raises(BadAddress):
        check_public("news.example.org", [number])


def test_networks_without_ipv4_reach_public_numbers_and_no_others() -> None:
    assert check_public("news.example.org", ["64:ff9b::808:808"]) == "64:ff9b::808:808"
    with pytest.raises(BadAddress):
        check_public("news.example.org", ["64:ff9b::a9fe:a9fe"])


def spellings(number: ipaddress.IPv4Address) -> list[str]:
    """A number as hosts have been seen to spell it to get past checks."""
    value, parts = int(number), [int(part) for part in str(number).split(".")]
    wide = str(number).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    six = [
        value, 0xFFFF << 32 | value, 0xFFFF << 48 | value, 0x64FF9B << 96 | value, 0x64FF9B0001 << 80 | value,
        0x2002 << 112 | value << 80, 0x20010000 << 96 | value << 64 | 1, 0x20010000 << 96 | value ^ 0xFFFFFFFF,
        0xFE80 << 112 | 0x5EFE << 32 | value,
    ]  # fmt: skip
    return [
        str(number), f"{number}.", str(value), f"{value:#x}", f"0{value:o}", ".".join(map(hex, parts)), wide,
        ".".join(f"0{part:o}" for part in parts), f"{parts[0]}.{value & 0xFFFFFF}",
        f"{parts[0]}.{parts[1]}.{value & 0xFFFF}",
        "".join(f"%{ord(sign):02x}" for sign in str(number)), *(f"[{ipaddress.IPv6Address(one)}]" for one in six),
    ]  # fmt: skip


@given(st.ip_addresses(v=4).filter(lambda number: not number.is_global))
def test_a_number_of_no_public_network_is_refused_in_all_its_spellings(number: ipaddress.IPv4Address) -> None:
    for host in spellings(number):
        with pytest.raises(BadAddress):
            at = address_of(f"http://{host}/")
            check_public(at.host, [str(at.ip)] if at.ip is not None else [str(number)])


@given(st.ip_addresses(v=6).filter(lambda number: not number.is_global))
def test_a_number_of_ipv6_of_no_public_network_is_refused(number: ipaddress.IPv6Address) -> None:
    shown = [number.exploded, number.compressed, f"{number}%eth0"]
    for host in shown if int(number) >> 32 != 0x64FF9B << 64 else []:
        with pytest.raises(BadAddress):
            at = address_of(f"http://[{host}]/")
            check_public(at.host, [str(at.ip)])


@pytest.mark.parametrize("wait", ["²", "-5", "soon", "1" * 400, "Fri, 31 Feb 2026 00:00:00 GMT"])
def test_a_wait_that_means_nothing_is_none(wait: str) -> None:
    assert refusal({"a": plain(b"", status="503 Oh", Retry_After=wait)}).wait is None


def test_a_host_that_asks_to_be_left_alone_is_left_alone_with_all_its_addresses() -> None:
    asked: list[str] = []
    busy, later = fetched(
        {"a": plain(b"", status="429 Too Many", Retry_After="50"), "b": plain(b"words")}, "a", "b", asked=asked
    )
    assert isinstance(busy, NotFetched) and busy.wait == 50
    assert isinstance(later, NotFetched) and not later.is_lasting and later.wait is not None and 40 < later.wait <= 50
    assert paths(asked) == ["/robots.txt", "/a"]


@pytest.mark.parametrize("etag", ['"ü"', '"a\r\nX-B: c"', '"' + "a" * 9000 + '"'], ids=["letters", "lines", "length"])
def test_a_mark_that_would_break_the_next_request_is_neither_kept_nor_sent(etag: str) -> None:
    asked: list[str] = []
    assert bodies(fetched({"a": plain(b"words")}, "a", asked=asked, etag=etag)) == [b"words"]
    assert "if-none-match" not in asked[-1].lower()
    if "\n" not in etag:
        [found] = fetched({"a": plain(b"words", ETag=etag)}, "a")
        assert isinstance(found, Fetched) and found.etag is None


def test_that_nothing_has_changed_is_believed_only_where_something_is_known() -> None:
    assert "answered 304" in str(refusal({"a": plain(b"", status="304 Not Modified")}))


def test_what_follows_packed_data_is_not_read() -> None:
    packed, began = chunk(gzip.compress(b"words")), time.monotonic()
    endless = raw(CHUNKED, packed, *[chunk(bytes(1 << 20))] * 300, pause=0.01)
    assert bodies(fetched({"a": endless}, "a")) == [b"words"] and time.monotonic() - began < 2


def test_what_is_packed_in_parts_is_refused_rather_than_halved() -> None:
    assert "several parts" in str(refusal({"a": plain(gzip.compress(b"words") * 2, Content_Encoding="gzip")}))


def test_packed_data_that_never_holds_anything_ends() -> None:
    packer = zlib.compressobj(wbits=31)
    empty = packer.compress(b"") + b"\x00\x00\x00\xff\xff" * 10_000
    endless = raw(CHUNKED, chunk(empty), *[chunk(b"\x00\x00\x00\xff\xff" * 10_000)] * 100)
    assert "larger than" in str(refusal({"a": endless}))


def test_redirects_share_one_bound_of_time() -> None:
    def slowly(leads: str) -> Answer:
        async def answer(writer: asyncio.StreamWriter) -> None:
            await asyncio.sleep(0.25)
            await to(leads)(writer)

        return answer

    began = time.monotonic()
    told = str(refusal({"a": slowly("/b"), "b": slowly("/c"), "c": slowly("/d"), "d": slowly("/a")}, seconds=0.6))
    assert "in time" in told and time.monotonic() - began < 1.5


def test_what_a_host_asks_of_programs_is_asked_for_once() -> None:
    asked: list[str] = []
    fetched({"a": plain(b"words")}, "a", "a", "a", "a", asked=asked, at_once=True)
    assert paths(asked).count("/robots.txt") == 1


def test_a_host_that_cannot_say_what_it_asks_is_not_asked_again_at_once() -> None:
    asked: list[str] = []
    found = fetched({ROBOTS: plain(b"", status="500 Oh"), "a": plain(b"words")}, "a", "a", asked=asked)
    assert [one.wait is not None and one.wait > 200 for one in found if isinstance(one, NotFetched)] == [True, True]
    assert paths(asked) == ["/robots.txt"]


@pytest.mark.parametrize("status", ["400 Bad Request", "401 Unauthorized", "404 Not Found", "418 Teapot"])
def test_a_host_that_asks_nothing_of_programs_allows_all(status: str) -> None:
    assert bodies(fetched({ROBOTS: plain(b"", status=status), "a": plain(b"words")}, "a")) == [b"words"]


def test_the_beginning_of_a_long_list_of_wishes_is_heeded() -> None:
    rules = plain(b"User-agent: *\nDisallow: /a\n" + b"# long\n" * 100_000, "text/plain")
    assert "asks programs not to" in str(refusal({ROBOTS: rules, "a": plain(b"words")}))


def test_hosts_are_remembered_within_bounds() -> None:
    manners = Manners("casus/1", 0)
    for number in range(100):
        manners.learn(f"https://a{number}.example.org:443", "User-agent: *\nDisallow: /b\n" + "#" * 400_000)
    known = [number for number in range(100) if manners.rules(f"https://a{number}.example.org:443") is not None]
    assert known == list(range(91, 100))


def test_the_pace_that_one_door_of_a_host_asks_for_stays_when_the_other_asks_for_none() -> None:
    manners = Manners("casus/1", 0)
    manners.learn("https://example.org:443", "User-agent: *\nCrawl-delay: 90\n")
    manners.learn("http://example.org:80", "")
    rules = manners.rules("https://example.org:443")
    assert rules is not None and rules.delay == 60


@pytest.mark.parametrize("delay", ["nan", "inf", "-3", "1e999", "²", "9" * 500])
def test_a_pace_that_means_nothing_is_none(delay: str) -> None:
    assert 0 <= Manners("casus/1", 0).learn("http://a.b:80", f"User-agent: *\nCrawl-delay: {delay}\n").delay <= 60


def test_patterns_that_take_for_ever_elsewhere_take_no_time() -> None:
    manners, began = Manners("casus/1", 0), time.monotonic()
    rules = manners.learn("http://a.b:80", "User-agent: *\n" + f"Disallow: /{'*a' * 30}*b\n" * 50)
    assert manners.may(rules, "http://a.b/" + "a" * 1900) and time.monotonic() - began < 2


def secured(
    folder: Path, say: Say, patch: pytest.MonkeyPatch, *, certified: str, asked: list[dict[str, str]]
) -> Fetched:
    """Fetch https://news.example.org/a from a server whose certificate, which is trusted, names `certified`."""
    pem = certificate(folder, certified)
    patch.setenv("SSL_CERT_FILE", str(pem))

    async def here(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    async def run() -> Fetched:
        async with secure(pem, say, asked) as port:
            at, limits = f"news.example.org:{port}", Limits(seconds=2)
            async with Fetcher(allow_local=frozenset((at,)), limits=limits, delay=0, resolve=here) as fetcher:
                return await fetcher.get(f"https://{at}/a", kinds=HTML, heed_robots=False)

    return asyncio.run(run())


def test_a_server_is_asked_over_http_2_under_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, str]] = []
    found = secured(tmp_path, words, monkeypatch, certified="news.example.org", asked=asked)
    assert found.body == b"words" and asked[0][":authority"].startswith("news.example.org:")


def test_a_server_with_the_certificate_of_another_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, str]] = []
    with pytest.raises(NotFetched, match="ConnectError"):
        secured(tmp_path, words, monkeypatch, certified="other.example.org", asked=asked)
    assert asked == []


@pytest.mark.parametrize("say", [breaks_frames, breaks_headers, floods_headers, resets, leaves])
def test_a_server_that_breaks_http_2_is_refused(say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotFetched, match="broke off"):
        secured(tmp_path, say, monkeypatch, certified="news.example.org", asked=[])
