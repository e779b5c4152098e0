"""What is fetched, what is refused, and with what words: forbidden addresses, servers that misbehave, manners."""

from __future__ import annotations

import asyncio
import gzip
import re
import socket
import time

import pytest
from misbehaving import MISBEHAVIOURS, Answer, misbehaving, plain, to

from casus.intake.fetching import Fetched, Fetcher, Limits, NotFetched

HTML = frozenset(("text/html",))
FORBIDDEN = """
    http://127.0.0.1/ http://127.0.0.1:8080/ http://127.1/ http://127.0.1/ http://0/ http://0.0.0.0/ http://2130706433/
    http://0x7f000001/ http://0x7f.0x0.0x0.0x1/ http://0177.0.0.1/ http://017700000001/ http://127.0.0.1./
    http://127.000.000.001/ http://10.0.0.1/ http://172.16.0.1/ http://192.168.1.1/ http://100.64.0.1/ http://169.254.169.254/
    http://169.254.170.2/ http://192.0.0.1/ http://198.18.0.1/ http://203.0.113.7/ http://224.0.0.1/ http://240.0.0.1/
    http://255.255.255.255/ http://[::1]/ http://[::]/ http://[0:0:0:0:0:0:0:1]/ http://[fe80::1]/ http://[fe80::1%25eth0]/
    http://[fc00::1]/ http://[fd00:ec2::254]/ http://[ff02::1]/ http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/
    http://[::127.0.0.1]/ http://[2002:7f00:1::]/ http://[2002:a9fe:a9fe::]/ http://[64:ff9b::7f00:1]/
    http://[64:ff9b:1::7f00:1]/ http://[2001:0:7f00:1::]/ http://[2001:db8::1]/ http://localhost/ http://LOCALHOST/
    http://localhost./ http://localhost.localdomain/ http://printer.local/ http://router.lan/ http://wiki.internal/
    http://metadata.google.internal/ http://metadata/ http://kubernetes.default.svc/ http://127.0.0.1.nip.example.test/
    http://user@example.org/ http://user:secret@example.org/ http://example.org@127.0.0.1/ http://127.0.0.1\\@example.org/
    http://example.org:22/ http://example.org:6379/ http://example.org:25/ http://example.org:0/ http://example.org:99999/
    ftp://example.org/ file:///etc/passwd gopher://example.org/ data:text/html,a javascript:alert(1) //example.org/
    example.org http:/// http://%31%32%37.0.0.1/ http://①②⑦.0.0.1/ http://１２７.0.0.1/
    http://exam_ple/ http://.example.org/ http://-/ http://[::1 http://[::1]x/
""".split()
ODD = [
    "http://example.org/\x00",
    "http://example.org/a\r\nHost: b",
    "http://example.org/a b",
    "http://" + "a" * 3000,
    "",
]


def fetch(url: str, resolve: dict[str, list[str]] | None = None) -> Fetched:
    """Fetch one address; hosts are looked up in a table, and what is in none is not found."""

    async def look_up(host: str, port: int) -> list[str]:
        try:
            return (resolve or {})[host]
        except KeyError:
            raise socket.gaierror("not found") from None

    async def run() -> Fetched:
        async with Fetcher(resolve=look_up, delay=0, limits=Limits(seconds=1)) as fetcher:
            return await fetcher.get(url, kinds=HTML)

    return asyncio.run(run())


def served(
    answers: dict[str, Answer],
    name: str,
    *,
    asked: list[str] | None = None,
    etag: str | None = None,
    modified: str | None = None,
    seconds: float = 10,
) -> Fetched:
    """Fetch what a server on this machine answers under a name."""

    async def run() -> Fetched:
        async with misbehaving(answers, asked) as port:
            at = f"127.0.0.1:{port}"
            limits = Limits(bytes=2_000_000, seconds=seconds)
            async with Fetcher(allow_local=frozenset((at,)), limits=limits, delay=0) as fetcher:
                url = f"http://{at}/{name.replace(' ', '%20')}"
                return await fetcher.get(url, kinds=HTML, etag=etag, modified=modified)

    return asyncio.run(run())


def is_one_clear_line(message: str) -> bool:
    """Whether a message is one printable sentence of bearable length."""
    return message.isprintable() and message.isascii() and message.endswith(".") and 20 < len(message) < 300


@pytest.mark.parametrize("url", [*FORBIDDEN, *ODD])
def test_no_address_but_a_public_one_is_asked(url: str) -> None:
    with pytest.raises(NotFetched) as refused:
        fetch(url)
    assert is_one_clear_line(str(refused.value)), str(refused.value)


@pytest.mark.parametrize(
    "found",
    [
        ["127.0.0.1"], ["10.1.2.3"], ["169.254.169.254"], ["93.184.216.34", "127.0.0.1"], ["::1"], ["::ffff:10.0.0.1"],
        ["fe80::1%eth0"], ["fd00:ec2::254"], ["0.0.0.0"], ["64:ff9b::a9fe:a9fe"], [],
    ],
    ids=str,
)  # fmt: skip
def test_a_name_that_means_anything_local_is_not_asked(found: list[str]) -> None:
    with pytest.raises(NotFetched, match=r"private or local network|not found"):
        fetch("http://news.example.org/", {"news.example.org": found})


def test_a_name_is_looked_up_once_and_asked_under_the_number_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    connected: list[object] = []

    async def look_up(host: str, port: int) -> list[str]:
        looked.append(host)
        return ["93.184.216.34"] if len(looked) == 1 else ["127.0.0.1"]

    async def connect(*given: object, **named: object) -> object:
        connected.append(named.get("remote_host") or given[0])
        raise OSError("no network here")

    monkeypatch.setattr("anyio.connect_tcp", connect)

    async def run() -> None:
        async with Fetcher(resolve=look_up, delay=0, limits=Limits(seconds=1)) as fetcher:
            await fetcher.get("http://news.example.org/", kinds=HTML, heed_robots=False)

    with pytest.raises(NotFetched):
        asyncio.run(run())
    assert looked == ["news.example.org"] and connected == ["93.184.216.34"]


@pytest.mark.parametrize("name", ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"])
def test_no_proxy_is_asked(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> tuple[Fetched, list[str]]:
        asked: list[str] = []
        async with misbehaving({}, asked) as proxy, misbehaving({"a": plain(b"words")}) as port:
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy}")
            at = f"127.0.0.1:{port}"
            async with Fetcher(allow_local=frozenset((at,)), delay=0) as fetcher:
                return await fetcher.get(f"http://{at}/a", kinds=HTML), asked

    found, asked = asyncio.run(run())
    assert found.body == b"words" and asked == []


@pytest.mark.parametrize("name", MISBEHAVIOURS)
def test_a_server_that_misbehaves_is_refused_in_time_with_one_clear_line(name: str) -> None:
    began = time.monotonic()
    with pytest.raises(NotFetched) as refused:
        served(MISBEHAVIOURS, name, seconds=0.6)
    assert is_one_clear_line(str(refused.value)), str(refused.value)
    assert time.monotonic() - began < 10


def test_what_lasts_is_told_from_what_may_pass() -> None:
    lasting = {}
    for name in ("gone", "a picture", "to a file", "broken", "busy", "drips"):
        with pytest.raises(NotFetched) as refused:
            served(MISBEHAVIOURS, name, seconds=0.6)
        lasting[name] = (refused.value.is_lasting, refused.value.wait)
    assert lasting == {
        "gone": (True, None), "a picture": (True, None), "to a file": (True, None),
        "broken": (False, None), "busy": (False, 120.0), "drips": (False, None),
    }  # fmt: skip


def test_a_page_comes_with_what_is_known_of_it() -> None:
    page = "<p>Zwölf Wörter</p>".encode("latin-1")
    answer = plain(gzip.compress(page), "Text/HTML; charset=ISO-8859-1", Content_Encoding="gzip", ETag='"7"')
    found = served({"a": answer}, "a")
    assert (found.body, found.kind, found.charset, found.etag) == (page, "text/html", "iso-8859-1", '"7"')
    assert found.status == 200 and found.moved is None


def test_what_has_not_changed_is_not_sent_again() -> None:
    asked: list[str] = []
    found = served({"a": plain(b"", status="304 Not Modified")}, "a", asked=asked, etag='"7"', modified="yesterday")
    assert found.status == 304 and found.body == b""
    assert (
        re.search(r"(?im)^if-none-match: \"7\"\r$", asked[-1]) and "if-modified-since: yesterday" in asked[-1].lower()
    )


def test_what_has_moved_for_good_is_told_and_what_has_not_is_not() -> None:
    for status, is_told in (("301 Moved Permanently", True), ("308 Permanent Redirect", True), ("302 Found", False)):
        found = served({"a": to("/b", status), "b": plain(b"words")}, "a")
        assert found.body == b"words" and (found.moved is not None and found.moved.endswith("/b")) == is_told


def test_what_a_host_asks_of_programs_is_heeded() -> None:
    rules = plain(b"User-agent: *\nDisallow: /closed/\n", "text/plain")
    answers = {"robots.txt": rules, "closed/a": plain(b"words"), "a": plain(b"words"), "b": to("/closed/a")}
    assert served(answers, "a").body == b"words"
    for name in ("closed/a", "b"):
        with pytest.raises(NotFetched, match="asks programs not to") as refused:
            served(answers, name)
        assert refused.value.is_lasting


def test_a_host_that_cannot_say_what_it_asks_is_left_alone_for_now() -> None:
    with pytest.raises(NotFetched, match=r"robots\.txt") as refused:
        served({"robots.txt": plain(b"", status="500 Oh"), "a": plain(b"words")}, "a")
    assert not refused.value.is_lasting


def test_a_host_is_asked_one_thing_at_a_time_with_time_between() -> None:
    async def run() -> float:
        async with misbehaving({"a": plain(b"words")}) as port:
            at = f"127.0.0.1:{port}"
            async with Fetcher(allow_local=frozenset((at,)), delay=0.1) as fetcher:
                began = time.monotonic()
                asked = [fetcher.get(f"http://{at}/a", kinds=HTML, heed_robots=False) for _ in range(4)]
                await asyncio.gather(*asked)
                return time.monotonic() - began

    assert 0.3 <= asyncio.run(run()) < 2
