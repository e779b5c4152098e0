"""Where a model is asked: what the user chose, checked before anything is sent."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from casus.records import CasusError

KEY = "CASUS_LLM_KEY"
"""The variable of the environment that holds the key of a server, where it wants one."""
_PATH = "/chat/completions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A server that speaks the chat completions protocol, and a model on it.

    url: its base, such as http://127.0.0.1:11434/v1. budget: passages that may be sent in this run, None for any
    number. key: sent as a bearer token; shown nowhere. patience_seconds: for one answer.

    Raises CasusError for an address that is none, that holds a password, or over which the key would travel in clear.
    """

    url: str
    model: str
    budget: int | None = None
    key: str | None = field(default=None, repr=False)
    patience_seconds: float = 600.0

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            host, _ = parts.hostname, parts.port
        except ValueError:
            parts, host = urlsplit(""), None
        if parts.scheme not in ("http", "https") or not host or not self.url.isprintable() or " " in self.url:
            raise CasusError("The endpoint is no web address; write it as http://127.0.0.1:11434/v1.")
        if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
            raise CasusError(f"The endpoint must be a plain address; put a key into the variable {KEY} instead.")
        if self.key is not None and parts.scheme != "https" and not _is_loopback(host):
            raise CasusError(f"The key in {KEY} would travel unencrypted to {host}; use https, or unset it.")
        if self.key is not None and not (self.key.isascii() and self.key.isprintable()):
            raise CasusError(f"The key in {KEY} holds signs that no key has; set it anew.")
        if not self.model.strip() or not self.model.isprintable():
            raise CasusError("Name the model as the server calls it, such as --model llama3.1.")

    @property
    def address(self) -> str:
        """Where questions are posted."""
        base = self.url.rstrip("/")
        return base if base.endswith(_PATH) else base + _PATH


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
