"""Who acts, suffers or speaks."""

from dataclasses import dataclass

Span = tuple[int, int]
"""[start, end) in Unicode code points of `report.text`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One side of a statement, as named there.

    name: canonical where known ("Government of Armenia"), else the words of the report.
    country: ISO 3166-1 alpha-3 (3166-3 code of the time for a dissolved state); None when unknown,
        transnational, or an international organisation.
    sectors: PLOVER sector codes, the primary one first.
    mention: the words that name it, or None when understood from context.
    """

    name: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    mention: Span | None = None
