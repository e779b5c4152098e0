"""What has not changed is not sent again: an answer follows from the ledger's state and the address."""

from __future__ import annotations

import hashlib

from fastapi import Request
from fastapi.responses import Response

from casus import __version__
from casus.web.given import GivenDesk


class NotModified(Exception):
    """Who asks has this answer already. tag: what it is known by."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        super().__init__(tag)


def fresh(request: Request, response: Response, desk: GivenDesk) -> str:
    """The tag of the answer, also in its headers. Raises NotModified where who asks has it already."""
    told = f"{__version__} {desk.state()} {request.url.path}?{request.url.query} {request.headers.get('accept', '')}"
    tag = f'W/"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'
    known = [one.strip() for one in request.headers.get("if-none-match", "").split(",")]
    if tag in known or "*" in known:
        raise NotModified(tag)
    response.headers["ETag"] = request.state.tag = tag
    return tag


async def not_modified(_: Request, error: Exception) -> Response:
    """The answer to who has the answer."""
    tag = error.tag if isinstance(error, NotModified) else ""
    return Response(status_code=304, headers={"ETag": tag})
