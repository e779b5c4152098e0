"""Notices as they go out: signed, only to where they may, and never for long."""

from __future__ import annotations

import time
from typing import Any

import pytest
from receivers import receiving

from casus.alerts.webhooks import BadAddress, NotSent, check_url, looked_up, new_secret, post, signature


def send(url: str, timeout: float = 5.0) -> None:
    post(looked_up(url, allow_private=True), {"content-type": "application/json"}, b"{}", timeout=timeout)


def test_signatures_are_those_of_the_standard() -> None:
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    made = signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_secrets_are_never_the_same() -> None:
    assert new_secret() != new_secret() and new_secret().startswith("whsec_")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/", "file:///etc/passwd", "https://", "example.org", "http://a b/", "http://example.org:x/",
        "https://user:word@example.org/", "http://exämple.org/", "http://example.org/\r\nx: y", "gopher://example.org",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(BadAddress):
        check_url(url)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
        "[::1]", "[::]", "[fe80::1]", "[fd00::1]", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]", "2130706433", "0x7f.1", "localhost",
    ],
)  # fmt: skip
def test_addresses_of_this_machine_and_of_local_networks_are_refused(address: str) -> None:
    with pytest.raises(BadAddress, match="--allow-private"):
        looked_up(f"http://{address}/hook", allow_private=False)


def test_one_local_address_among_those_of_a_host_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", (ip, 80)) for ip in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **options: found)
    with pytest.raises(BadAddress):
        looked_up("http://example.org/", allow_private=False)


def test_the_address_that_was_checked_is_the_one_that_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving(["200"]) as receiver:
        port = int(receiver.url.rsplit(":")[-1].partition("/")[0])
        looks: list[Any] = []

        def looking(*args: Any, **options: Any) -> list[Any]:
            looks.append(args)
            return [(2, 1, 6, "", ("127.0.0.1", port))]

        monkeypatch.setattr("socket.getaddrinfo", looking)
        target = looked_up(f"http://hook.example:{port}/", allow_private=True)
        monkeypatch.undo()
        post(target, {}, b"{}", timeout=5)
    assert len(looks) == 1 and receiver.got[0][0]["host"] == f"hook.example:{port}"


@pytest.mark.parametrize(
    ("answer", "told"), [("500", "answered 500"), ("404", "answered 404"), ("breaks off", "broke off")]
)
def test_what_was_not_taken_is_told(answer: str, told: str) -> None:
    with receiving([answer]) as receiver, pytest.raises(NotSent, match=told):
        send(receiver.url)


def test_no_redirect_is_followed() -> None:
    with receiving(["307", "200"]) as receiver:
        with pytest.raises(NotSent, match="a redirect; none is followed"):
            send(receiver.url)
        assert len(receiver.got) == 1


def test_who_hangs_is_left_in_time() -> None:
    began = time.monotonic()
    with receiving(["hangs"]) as receiver:
        with pytest.raises(NotSent, match="did not answer within"):
            send(receiver.url, timeout=0.3)
        assert time.monotonic() - began < 5


def test_who_is_not_there_is_told() -> None:
    with receiving(["200"]) as receiver:
        pass
    with pytest.raises(NotSent, match="could not be reached"):
        send(receiver.url)
