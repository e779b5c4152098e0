"""Forms that pages of the desk send: small, of plain fields, and from no other site."""

from __future__ import annotations

from collections.abc import Mapping
from hmac import compare_digest
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, HTTPException, Request

from casus.web.access.accounts import User

_LARGEST = 2_500_000
"""Bytes of a form: the longest article, where every character takes twelve."""
_MOST_FIELDS = 60


async def _fields(request: Request) -> dict[str, str]:
    """What a form holds, by the names of its fields. Raises HTTPException for anything else than a small form."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise HTTPException(415, "Send the fields of a form, as the pages of the desk do.")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            raise HTTPException(413, "This form is too large; split the text into articles.")
    try:
        found = parse_qsl(body.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise HTTPException(400, "This form has too many fields.") from error
    return dict(found)


Fields = Annotated[Mapping[str, str], Depends(_fields)]
"""The fields of the form that was sent."""


def filled(fields: Mapping[str, str], name: str, *, longest: int) -> str | None:
    """What a field of one line holds, None for nothing. Raises HTTPException for more than `longest` characters."""
    words = " ".join(fields.get(name, "").split())
    if len(words) > longest:
        raise HTTPException(422, f"{name}: write no more than {longest:,} characters.")
    return words or None


async def with_token(request: Request, fields: Fields) -> None:
    """Refuse a form without the token that pages of the desk give this user. Raises HTTPException.

    A program that sends its own token with each request needs no other.
    """
    user: User = request.state.user
    given = fields.get("csrf", "").encode(errors="replace")
    if "authorization" not in request.headers and not compare_digest(given, user.csrf.encode()):
        raise HTTPException(403, "This form has no valid token; open the page again and send it from there.")


def sent_from_here(request: Request) -> None:
    """Refuse what another site made a browser send. Raises HTTPException.

    Browsers say where a form was sent from; older ones name the site, which is "null" for pages that send no referrer.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        is_own = site in ("same-origin", "none")
    else:
        is_own = origin is None or origin.partition("://")[2] == request.headers.get("host")
    if not is_own:
        raise HTTPException(403, "This was sent by a page of another site; open the desk and do it there.")
