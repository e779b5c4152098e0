"""What addresses give: the desk itself, days and periods, checked."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Request
from pydantic import AfterValidator

from casus.web.desk import Desk


def _desk(request: Request) -> Desk:
    found: Desk = request.app.state.desk
    return found


def real_day(day: str) -> str:
    """The day as it is. Raises ValueError, in words for a reader, for what is no day."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day) is None:
        raise ValueError("write a day as YYYY-MM-DD, such as 2020-10-31")
    date.fromisoformat(day)  # says itself what is wrong
    return day


GivenDesk = Annotated[Desk, Depends(_desk)]
"""The desk that the application serves."""
Day = Annotated[str, Query(json_schema_extra={"format": "date"}), AfterValidator(real_day)]
"""A day in the address, written YYYY-MM-DD."""
