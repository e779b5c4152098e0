"""What addresses give: the desk itself, days and periods, checked."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from fastapi import Depends, Path, Query, Request
from pydantic import AfterValidator
from starlette.convertors import Convertor, register_url_convertor

from casus.web.addresses import named
from casus.web.desk import Desk


class _Words(Convertor[str]):
    """The rest of an address, whatever it holds: names from reports may have slashes and ends of lines."""

    regex = "(?s:.*)"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("words", _Words())


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
Name = Annotated[str, Path(), AfterValidator(named)]
"""A name from reports at the end of an address, where the address has `{name:words}`."""
