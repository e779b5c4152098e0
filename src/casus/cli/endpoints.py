"""Where the model of the reader llm is asked, as the user gave it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from casus.records import CasusError

if TYPE_CHECKING:
    from casus.reading.llm import Endpoint


def endpoint_of(readers: Sequence[str], url: str | None, model: str | None, budget: int | None) -> Endpoint | None:
    """The endpoint for these readers, None where none of them asks one. Raises BadParameter for options that clash.

    The key of a server comes from the environment alone: an option would stand in the history of the shell.
    """
    if "llm" not in readers:
        if url is not None or model is not None or budget is not None:
            raise typer.BadParameter("only the reader llm asks a server; add --reader llm.", param_hint="--endpoint")
        return None
    if url is None or model is None:
        raise typer.BadParameter(
            "the reader llm asks a server; name it with --endpoint URL and its model with --model NAME.",
            param_hint="--endpoint",
        )
    from casus.reading.llm import Endpoint
    from casus.reading.llm.endpoint import KEY

    try:
        return Endpoint(url=url, model=model, budget=budget, key=os.environ.get(KEY) or None)
    except CasusError as error:
        raise typer.BadParameter(str(error), param_hint="--endpoint") from error
