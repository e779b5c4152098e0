"""Pages on accounts: log in and out, one's own tokens, the log."""

from __future__ import annotations

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from casus.web import pages
from casus.web.access.accounts import Accounts
from casus.web.access.guards import COOKIE, Admin, Guard, Reader, need
from casus.web.forms import Fields, sent_from_here, with_token


def router() -> APIRouter:
    """The routes on accounts; those that change something ask for a form of the desk's own."""
    made = APIRouter()
    made.add_api_route("/login", login_form, methods=["GET"])
    made.add_api_route("/login", log_in, methods=["POST"], dependencies=[Depends(sent_from_here)])
    own = [Depends(sent_from_here), Depends(need("reader")), Depends(with_token)]
    made.add_api_route("/logout", log_out, methods=["POST"], dependencies=own)
    made.add_api_route("/account", account, methods=["GET"])
    made.add_api_route("/account/token", new_token, methods=["POST"], dependencies=own)
    made.add_api_route("/account/tokens/remove", remove_tokens, methods=["POST"], dependencies=own)
    made.add_api_route("/audit", audit, methods=["GET"])
    return made


def _accounts(request: Request) -> Accounts:
    guard: Guard = request.app.state.guard
    if guard.accounts is None:
        raise HTTPException(404, "This desk has no accounts; it is open to its own machine alone.")
    return guard.accounts


def login_form(request: Request) -> Response:
    """Where to log in."""
    _accounts(request)
    return pages.shown(request, "login.html", refused=False)


def log_in(request: Request, fields: Fields) -> Response:
    """Begin a session, always a new one."""
    accounts, guard = _accounts(request), request.app.state.guard
    wait = guard.logins.wait(request.client.host if request.client is not None else "")
    if wait:
        raise HTTPException(429, "Too many attempts to log in; wait a minute.", {"Retry-After": str(int(wait) + 1)})
    session = accounts.log_in(fields.get("name", ""), fields.get("password", ""))
    if session is None:
        return pages.shown(request, "login.html", status=401, refused=True)
    answer = RedirectResponse("/", 303)
    is_safe = request.url.scheme == "https"
    answer.set_cookie(COOKIE, session, max_age=12 * 3600, httponly=True, secure=is_safe, samesite="lax")
    return answer


def log_out(request: Request, user: Reader) -> Response:
    """End the session."""
    _accounts(request).log_out(request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE)
    return answer


def account(request: Request, user: Reader) -> Response:
    """One's own account."""
    _accounts(request)
    return pages.shown(request, "account.html", user=user, token=None)


def new_token(request: Request, user: Reader, fields: Fields) -> Response:
    """Make a token and show it, this once. A token makes no others: taking it back must end what it opens."""
    if "authorization" in request.headers:
        raise HTTPException(403, "Tokens are made by who is logged in; open /account, or use casus account token.")
    token = _accounts(request).add_token(user.name, fields.get("label", "")[:80])
    return pages.shown(request, "account.html", user=user, token=token)


def remove_tokens(request: Request, user: Reader) -> Response:
    """Take back all of one's tokens."""
    _accounts(request).remove_tokens(user.name)
    return RedirectResponse("/account", 303)


def audit(request: Request, user: Admin) -> Response:
    """The newest lines of the log."""
    return pages.shown(request, "audit.html", lines=_accounts(request).logged())
