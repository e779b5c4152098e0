"""News agencies by the marks that their reports bear ("TASS", "AFP") and by their names."""

import re
from dataclasses import dataclass
from functools import cache

from casus.knowledge.tables import rows, values

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency.

    marks: as reports bear them; shared: those that also mean something else; aliases: its other full names.
    country: ISO 3166-1 alpha-3 of its seat, None for several. state_owned: None where that is not known.
    """

    name: str
    marks: tuple[str, ...]
    shared: tuple[str, ...]
    aliases: tuple[str, ...]
    country: str | None
    state_owned: bool | None


@cache
def agencies() -> tuple[Agency, ...]:
    """All that are known."""
    owned = {"yes": True, "no": False, "": None}
    return tuple(
        Agency(
            row["name"], tuple(values(row["marks"])), tuple(values(row["shared"])), tuple(values(row["aliases"])),
            row["country"] or None, owned[row["state_owned"]],
        )
        for row in rows("news_agencies.csv")
    )  # fmt: skip


def is_agency(words: str, *, alone: bool = False) -> bool:
    """Are these words, so written, the mark or a name of a news agency? A name may be in any case, a mark may not.

    alone: nothing around the words says that an agency is meant, so marks that also mean something else do not count.
    """
    return plain_name(words) in _names() or words in (_sure_marks() if alone else _marks())


def agency_named(words: str) -> Agency | None:
    """The agency behind a mark or name in any case; None where none is known, or where two bear it."""
    plain = plain_name(words)
    found = _names().get(plain) or _by_mark().get(plain, ())
    return found[0] if len(found) == 1 else None


def plain_name(name: str) -> str:
    """A name without case, article and what stands between its words."""
    return " ".join(word for word in _WORD.findall(name.casefold()) if word != "the")


@cache
def _names() -> dict[str, tuple[Agency, ...]]:
    found: dict[str, tuple[Agency, ...]] = {}
    for agency in agencies():
        for plain in dict.fromkeys(map(plain_name, (agency.name, *agency.aliases))):
            found[plain] = (*found.get(plain, ()), agency)
    return found


@cache
def _by_mark() -> dict[str, tuple[Agency, ...]]:
    found: dict[str, tuple[Agency, ...]] = {}
    for agency in agencies():
        for plain in dict.fromkeys(map(plain_name, (*agency.marks, *agency.shared))):
            found[plain] = (*found.get(plain, ()), agency)
    return found


@cache
def _sure_marks() -> frozenset[str]:
    marks = {mark for agency in agencies() for mark in agency.marks}
    return frozenset(marks | {mark.upper() for mark in marks})


@cache
def _marks() -> frozenset[str]:
    marks = {mark for agency in agencies() for mark in agency.shared}
    return _sure_marks() | marks | {mark.upper() for mark in marks}
