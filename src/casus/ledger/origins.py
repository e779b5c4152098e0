"""Where reports come from: reprints are found by their words, and corroboration counts origins, never labels.

Two reports have one origin if one repeats the other (most of the shorter one's phrases stand in the other), if they
name the same news agency, or if their sources belong to one family. Independent origins are what is left when all such
reports count once; the rules are in docs/identity.md.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from rensa import CMinHash
from sqlalchemy import Connection, insert, or_, select, update

from casus.ledger import schema

_WORD = re.compile(r"\w+")
_PHRASE = 5
"""Words of the overlapping phrases that texts are compared by."""
_FEWEST = 15
"""Phrases below which a text is too short to be told from chance: it is a reprint only of the very same words."""
_BANDS, _ROWS = 32, 3
"""Of the fingerprint: reports that share half their phrases meet in some band with 98 %, a hundredth with 0.003 %."""
_IN_FULL = {
    "ap": "associated press",
    "afp": "agence france presse",
    "upi": "united press international",
    "dpa": "deutsche presse agentur",
    "pti": "press trust of india",
    "ani": "asian news international",
}
"""Short names of news agencies."""
_SHARE = 0.6
"""Of the shorter text's phrases, from here on a reprint."""


def phrases(text: str) -> set[str]:
    """The overlapping phrases of a text, without case and punctuation."""
    words = _WORD.findall(text.casefold())
    return {" ".join(words[at : at + _PHRASE]) for at in range(len(words) - _PHRASE + 1)}


def fingerprint(text: str) -> list[int]:
    """One number a band; texts that share many phrases share some number. Empty for short texts."""
    found = phrases(text)
    if len(found) < _FEWEST:
        return []
    sketch = CMinHash(num_perm=_BANDS * _ROWS, seed=1)
    sketch.update(sorted(found))
    digest = sketch.digest()
    bands = (struct.pack(f"{_ROWS + 1}I", at, *digest[at : at + _ROWS]) for at in range(0, _BANDS * _ROWS, _ROWS))
    return [int.from_bytes(blake2b(band, digest_size=8).digest(), signed=True) for band in bands]


def repeats(one: str, other: str) -> bool:
    """Whether one text repeats most of the other, whichever is the shorter."""
    mine, its = phrases(one), phrases(other)
    shorter = min(len(mine), len(its))
    return shorter >= _FEWEST and len(mine & its) >= _SHARE * shorter


def place_origin(connection: Connection, report_id: str, text: str) -> None:
    """Find the reports that a new one repeats, or that repeat it; all of them get one origin."""
    table, report = schema.fingerprint, schema.report
    bands = fingerprint(text)
    if not bands:
        return
    met = table.c.band.in_(bands)
    near = connection.execute(
        select(report.c.text, report.c.origin_id).where(report.c.id.in_(select(table.c.report_id).where(met)))
    ).all()
    origins = {row.origin_id for row in near if repeats(text, row.text)}
    if origins:
        # the smallest id stands for all, so that the order in which reports arrive does not matter
        first = min(report_id, *origins)
        joined = or_(report.c.origin_id.in_(origins), report.c.id == report_id)
        connection.execute(update(report).where(joined).values(origin_id=first))
    connection.execute(insert(table), [{"report_id": report_id, "band": band} for band in bands])


def independent(connection: Connection, report_ids: Iterable[str]) -> list[list[str]]:
    """Reports in groups of one origin each, in the order of their ids; the number of groups is the corroboration."""
    report, source = schema.report, schema.source
    ids = sorted(set(report_ids))
    family = source.c.family.label("family")
    rows = connection.execute(
        select(report.c.id, report.c.origin_id, report.c.agency, family).outerjoin(source).where(report.c.id.in_(ids))
    )
    marks = {
        row.id: [
            ("origin", row.origin_id),
            *([("family", _plain(row.agency))] if row.agency else []),
            *([("family", _plain(row.family))] if row.family and not row.agency else []),
        ]
        for row in rows
    }
    return grouped(ids, marks)


def _plain(name: str) -> str:
    """An outlet's name without case, article and what stands between its words; short names of agencies in full."""
    plain = " ".join(word for word in _WORD.findall(name.casefold()) if word != "the")
    return _IN_FULL.get(plain, plain)


def grouped(ids: Sequence[str], marks: Mapping[str, Iterable[tuple[str, str]]]) -> list[list[str]]:
    """Ids in groups that share a mark, directly or through others."""
    above = {one: one for one in ids}

    def top(one: str) -> str:
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    first: dict[tuple[str, str], str] = {}
    for one in ids:
        for mark in marks.get(one, ()):
            low, high = sorted((top(first.setdefault(mark, one)), top(one)))
            above[high] = low
    groups: dict[str, list[str]] = {}
    for one in ids:
        groups.setdefault(top(one), []).append(one)
    return list(groups.values())
