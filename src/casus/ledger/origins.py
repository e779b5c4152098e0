"""Where reports come from: reprints are found by their words, and corroboration counts origins, never labels.

Two reports have one origin if one repeats the other (most of the shorter one's phrases stand in the other), if they
name the same news agency, or if their sources belong to one family. Independent origins are what is left when all such
reports count once; the rules are in docs/identity.md.

A text has two fingerprints, of the whole and of its first 60 words, so that a reprint which keeps only the lead is met
too. Of the leads of 1/3, 1/5 and 1/10 of 400 made texts of 600 words, all are met, also behind ten words of
their own (by the fingerprint of the whole alone 72, 22 and 2 %; 66, 16 and 2 % behind ten words).
At most 20 reports, those with most bands in common (ties by id), are compared word by word with a new one.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from rensa import CMinHash
from sqlalchemy import Connection, func, insert, or_, select, update

from casus.ledger import schema

_WORD = re.compile(r"\w+")
_PHRASE = 5
"""Words of the overlapping phrases that texts are compared by."""
_FEWEST = 15
"""Phrases below which a text is too short to be told from chance: it is a reprint only of the very same words."""
_LEAD = 60
"""Words of the lead."""
_COMPARED = 20
"""Reports that a new one is compared with word by word."""
_BANDS, _ROWS = 32, 3
"""Of each fingerprint: reports that share half their phrases meet in some band with 98 %, a hundredth with 0.003 %."""
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
    return _phrases(_WORD.findall(text.casefold()))


def _phrases(words: Sequence[str]) -> set[str]:
    return {" ".join(words[at : at + _PHRASE]) for at in range(len(words) - _PHRASE + 1)}


def fingerprint(text: str) -> list[int]:
    """One number a band; texts or leads that share many phrases share some number. Empty for short texts."""
    words = _WORD.findall(text.casefold())
    whole, lead = _phrases(words), _phrases(words[:_LEAD])
    if len(whole) < _FEWEST:
        return []
    return sorted({*_bands(whole, salt=0), *_bands(lead, salt=1)})


def _bands(found: set[str], *, salt: int) -> list[int]:
    """One number a band. salt: keeps the bands of wholes and of leads apart."""
    sketch = CMinHash(num_perm=_BANDS * _ROWS, seed=1)
    sketch.update(sorted(found))
    digest = sketch.digest()
    starts = range(0, _BANDS * _ROWS, _ROWS)
    bands = (struct.pack(f"{_ROWS + 2}I", salt, at, *digest[at : at + _ROWS]) for at in starts)
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
    nearest = select(table.c.report_id).where(table.c.band.in_(bands)).group_by(table.c.report_id)
    nearest = nearest.order_by(func.count().desc(), table.c.report_id).limit(_COMPARED)
    near = connection.execute(select(report.c.text, report.c.origin_id).where(report.c.id.in_(nearest))).all()
    origins = {row.origin_id for row in near if repeats(text, row.text)}
    if origins:
        # the smallest id stands for all, so that the order in which reports arrive does not matter
        first = min(report_id, *origins)
        joined = or_(report.c.origin_id.in_(origins), report.c.id == report_id)
        connection.execute(update(report).where(joined).values(origin_id=first))
    connection.execute(insert(table), [{"report_id": report_id, "band": band} for band in bands])


def independent(connection: Connection, report_ids: Iterable[str]) -> list[list[str]]:
    """Reports in groups of one origin each, in the order of their ids; the number of groups is the corroboration."""
    report, appearance, source = schema.report, schema.appearance, schema.source
    ids = sorted(set(report_ids))
    asked = select(report.c.id, report.c.origin_id, report.c.agency, source.c.family).select_from(
        report.outerjoin(appearance, appearance.c.report_id == report.c.id).outerjoin(
            source, source.c.id == appearance.c.source_id
        )
    )
    marks: dict[str, set[tuple[str, str]]] = {}
    for row in connection.execute(asked.where(report.c.id.in_(ids))):  # one row an appearance
        its = marks.setdefault(row.id, {("origin", row.origin_id)})
        family = row.agency or row.family
        if family:
            its.add(("family", _plain(family)))
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
