"""Who stands with or against whom."""

from dataclasses import dataclass
from typing import Literal, get_args

from casus.records.actor import Actor
from casus.records.errors import BadRecord
from casus.records.place import Place
from casus.records.statement import Statement

TieKind = Literal["ally", "backs", "rival", "belligerent", "mediates", "claims"]
TIE_KINDS: tuple[TieKind, ...] = get_args(TieKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie(Statement):
    """A standing relation between two sides; of `claims`, b is empty and place is what a claims.

    caveat: what the passage says against it ("denied by Ankara"), or None.
    """

    kind: TieKind
    a: tuple[Actor, ...]
    b: tuple[Actor, ...] = ()
    place: Place | None = None
    caveat: str | None = None

    def __post_init__(self) -> None:
        Statement.__post_init__(self)
        if self.kind not in TIE_KINDS:
            raise BadRecord(f"Tie {self.id} has kind {self.kind!r}; known: {', '.join(TIE_KINDS)}.")
        if (self.kind == "claims") != (not self.b):
            raise BadRecord(f"Tie {self.id} of kind {self.kind!r} has {len(self.b)} actors on its second side.")
