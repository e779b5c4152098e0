"""Words repeated as they were said."""

from dataclasses import dataclass

from casus.records.actor import Actor
from casus.records.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Statement):
    """An attributed quotation. text: its words without the quotation marks; speakers equals voice."""

    speakers: tuple[Actor, ...] = ()
    text: str
