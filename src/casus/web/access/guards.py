"""What every request passes: which host it names, who asks, how often, and what a browser may do with the answer."""

from __future__ import annotations

import ipaddress
import secrets
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from casus.web.access.accounts import Accounts, Role, User

COOKIE = "casus_session"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""Of every answer: nothing from elsewhere is loaded, nothing inline runs, no other site may show a page of the desk."""
_ON_TLS = {"Strict-Transport-Security": "max-age=31536000"}
_STARTED, _REFILL = 2000.0, 300.0
"""Requests that somebody may make at once, and that come back each second."""
_LOGINS, _LOGIN_REFILL = 10.0, 1 / 30
"""The same for attempts to log in."""
_KNOWN = 10_000
"""Askers remembered, those that asked last."""


class Bucket:
    """Rates by asker: each has so many requests, which come back as time passes."""

    def __init__(self, size: float, refill: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._size, self._refill, self._clock = size, refill, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, asker: str) -> float:
        """Take one request of an asker. Seconds until there is one again, 0 where there was one."""
        with self._lock:
            now = self._clock()
            left, at = self._left.pop(asker, (self._size, now))
            left = min(self._size, left + (now - at) * self._refill)
            is_allowed = left >= 1
            self._left[asker] = (left - 1 if is_allowed else left, now)
            while len(self._left) > _KNOWN:
                self._left.popitem(last=False)
            return 0.0 if is_allowed else (1 - left) / self._refill


@dataclass(frozen=True)
class Guard:
    """How one desk is guarded. accounts: None for an open desk, which answers its own machine alone.

    secret: what the forms of an open desk carry, the same in all its processes.
    """

    accounts: Accounts | None = None
    secret: str = field(default_factory=secrets.token_urlsafe)
    requests: Bucket = field(default_factory=lambda: Bucket(_STARTED, _REFILL))
    logins: Bucket = field(default_factory=lambda: Bucket(_LOGINS, _LOGIN_REFILL))

    def user(self, request: Request) -> User | None:
        """Who asks, None for somebody unknown. A token that is wrong is nobody's, whatever the cookie says."""
        if self.accounts is None:
            return User("local", "admin", self.secret)
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind:
            return self.accounts.holder_of(token.strip()) if kind.lower() == "bearer" else None
        session = request.cookies.get(COOKIE)
        return self.accounts.user_of(session) if session else None


async def guarded(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Pass a request on if it may be, and give its answer the headers that all have."""
    guard: Guard = request.app.state.guard
    refusal = _refused(guard, request)
    answer = with_headers(request, refusal if refusal is not None else await call_next(request))
    if not request.scope["path"].startswith("/static/"):
        answer.headers.setdefault("Cache-Control", "no-cache" if guard.accounts is None else "private, no-cache")
    return answer


def with_headers(request: Request, answer: Response) -> Response:
    """The same answer with the headers that all have; one sent through TLS also asks for TLS from then on."""
    headers = HEADERS | _ON_TLS if request.scope["scheme"] == "https" else HEADERS
    for name, value in headers.items():
        answer.headers.setdefault(name, value)
    return answer


def _refused(guard: Guard, request: Request) -> Response | None:
    host = host_in(f"//{request.headers.get('host', '')}")
    if host is None:
        return _refusal(request, 400, "The Host header is no name or address.")
    if guard.accounts is None and not is_loopback(host):
        # another site whose name was made to mean this machine (DNS rebinding)
        return _refusal(request, 421, "This desk answers only to localhost and 127.0.0.1.")
    wait = guard.requests.wait(request.client.host if request.client is not None else "")
    if wait:
        answer = _refusal(request, 429, "Too many requests; wait a moment.")
        answer.headers["Retry-After"] = str(int(wait) + 1)
        return answer
    return None


def _refusal(request: Request, status: int, message: str) -> Response:
    """A refusal in the shape of errors; for people in plain words, which cost less to make than a page."""
    path = request.scope["path"]
    if path.startswith("/api/") or path.endswith(".json"):
        return JSONResponse({"error": {"status": status, "message": message}}, status)
    return PlainTextResponse(f"{message}\n", status)


def host_in(address: str) -> str | None:
    """The host that an address names, "" where it names none; None for what is no address."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return None


def is_loopback(host: str) -> bool:
    """Whether a name or address means this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class LogInFirst(Exception):
    """Somebody unknown asks for a page. Caught by the application, which shows where to log in."""


def need(role: Role) -> Callable[[Request], User]:
    """A dependency: the user, who may do what a role may. Raises HTTPException or LogInFirst for others."""

    def known(request: Request) -> User:
        guard: Guard = request.app.state.guard
        user = guard.user(request)
        if user is None:
            if request.url.path.startswith("/api/") or request.url.path.endswith((".json", ".atom")):
                asks = {"WWW-Authenticate": "Bearer"}
                raise HTTPException(401, "Log in, or send a token: Authorization: Bearer TOKEN.", asks)
            raise LogInFirst
        if not user.may(role):
            raise HTTPException(403, f"This needs the role {role}; {user.name} has {user.role}.")
        request.state.user = user
        return user

    return known


Reader = Annotated[User, Depends(need("reader"))]
Analyst = Annotated[User, Depends(need("analyst"))]
Admin = Annotated[User, Depends(need("admin"))]


def log(request: Request, user: User, what: str, about: str) -> None:
    """Write down what a user did; an open desk, which has no accounts, keeps no log."""
    guard: Guard = request.app.state.guard
    if guard.accounts is not None:
        guard.accounts.log(user.name, what, about)


def to_login(request: Request, _: Exception) -> Response:
    """Show where to log in."""
    return RedirectResponse("/login", 303)
