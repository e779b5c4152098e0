"""News agencies among the authors that a feed names."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BETWEEN = re.compile(r"\s*(?:[,;/|&()]|\b(?:and|with|in|by|for)\b)\s*", re.IGNORECASE)
_AGENCIES = frozenset(
    name.strip()
    for name in """
    ap|associated press|the associated press|afp|agence france-presse|agence france presse|reuters|thomson reuters|
    upi|united press international|xinhua|dpa|deutsche presse-agentur|pti|press trust of india|ani|ians|efe|ansa|tass|
    interfax|anadolu|anadolu agency|kyodo|kyodo news|yonhap|pa media|aap|bernama|antara
    """.split("|")
)
_LONGEST, _MOST = 500, 20
"""Characters of a name, names of an entry."""


def agency_among(names: Iterable[object]) -> str | None:
    """The first news agency among the names of authors ("Jane Doe, Reuters"), as written; None where there is none."""
    for _, name in zip(range(_MOST), names, strict=False):
        parts = _BETWEEN.split(name[:_LONGEST]) if isinstance(name, str) else []
        for part in parts:
            words = " ".join(part.split())
            if words.casefold() in _AGENCIES:
                return words
    return None
