"""Where reports come from: reprints are found by their words, and corroboration counts origins, never labels.

Two reports have one origin if one repeats the other (most of the shorter one's phrases stand in the other), if they
name the same news agency, or if their sources belong to one family; an agency belongs to the family that the user gives
the source of its name. Independent origins are what is left when all such reports count once; the rules are in
docs/identity.md.

A text has two fingerprints, of the whole and of its first 60 words, so that a reprint which keeps only the lead is met
too. Of the leads of 1/3, 1/5 and 1/10 of 400 made texts of 600 words all are met, and 99 % behind ten words of their
own; of texts whose first 40 % are new, 90 %.
The larger a ledger, the more reports share a band by chance. Of the 30 with most bands in common (ties by id) those are
put aside of whose phrases hardly any are shared, judged by a sketch: half of the phrases, chosen by their hashes.
At most 20 of the others are compared word by word with a new one.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple
from zlib import crc32

from rensa import CMinHash
from sqlalchemy import Connection

from casus.knowledge.agencies import agency_named, is_agency, plain_name
from casus.ledger.reading_back import reports_of
from casus.ledger.sql import add, ask, change, chunks
from casus.records import Report

_WORD = re.compile(r"\w+")
_PHRASE = 5
"""Words of the overlapping phrases that texts are compared by."""
_FEWEST = 15
"""Phrases below which a text is too short to be told from chance: it is a reprint only of the very same words."""
_LEAD = 60
"""Words of the lead."""
_SKETCHED, _COMPARED = 30, 20
"""Reports whose sketches a new one is compared with, and those that it is compared with word by word, at most."""
_PART = 2
"""A sketch has one phrase in so many."""
_HINT, _FEW = 0.5, 16
"""Share of the shorter sketch from which on texts are compared word by word: less than a reprint needs, since a sketch
of 80 phrases tells it within a tenth. Sketches of fewer phrases say nothing."""
_WHOLE_BANDS, _LEAD_BANDS, _ROWS = 12, 8, 2
"""Of the fingerprints: wholes that share half their phrases meet in some band with 97 %, a hundredth with 0.1 %; leads
that share two thirds with 99 %. Few bands keep a ledger quick to write: they lie scattered, each on a page of its own
once the ledger is large."""
_SHARE = 0.6
"""Of the shorter text's phrases, from here on a reprint."""


Phrase = tuple[str, ...]


def phrases(text: str) -> set[Phrase]:
    """The overlapping phrases of a text, without case and punctuation."""
    return _phrases(_WORD.findall(text.casefold()))


def _phrases(words: Sequence[str]) -> set[Phrase]:
    return set(zip(*(words[at:] for at in range(_PHRASE)), strict=False))


class Fingerprint(NamedTuple):
    """What reprints are found by. bands: texts or leads that share many phrases share some; sketch: see `sketched`."""

    bands: tuple[int, ...]
    sketch: bytes


def fingerprint(
    text: str, *, whole_bands: int = _WHOLE_BANDS, lead_bands: int = _LEAD_BANDS, rows: int = _ROWS
) -> Fingerprint:
    """The fingerprint of a text; without bands for a short one.

    whole_bands, lead_bands: of the whole and of the lead, each of so many rows; a ledger keeps to its own.
    """
    words = _WORD.findall(text.casefold())
    whole, lead = sorted(map(" ".join, _phrases(words))), sorted(map(" ".join, _phrases(words[:_LEAD])))
    if len(whole) < _FEWEST:
        return Fingerprint((), b"")
    bands = {*_bands(whole, whole_bands, rows, salt=0), *_bands(lead, lead_bands, rows, salt=1)}
    hashes = [number for number in map(crc32, map(str.encode, whole)) if number % _PART == 0]
    return Fingerprint(tuple(sorted(bands)), struct.pack(f"<{len(hashes)}I", *hashes))


def _bands(found: Sequence[str], bands: int, rows: int, *, salt: int) -> list[int]:
    """One number a band. salt: keeps the bands of wholes and of leads apart."""
    sketch = CMinHash(num_perm=bands * rows, seed=1)
    sketch.update(found)
    digest = sketch.digest()
    written = (struct.pack(f"{rows + 2}I", salt, at, *digest[at : at + rows]) for at in range(0, bands * rows, rows))
    return [int.from_bytes(blake2b(band, digest_size=8).digest(), signed=True) for band in written]


def sketched(written: bytes) -> tuple[int, ...]:
    """The hashes of some of a text's phrases: of two texts that share some, the same ones are chosen."""
    return struct.unpack(f"<{len(written) // 4}I", written)


def _may_repeat(one: frozenset[int], other: tuple[int, ...]) -> bool:
    """Whether one text may repeat most of the other, by their sketches."""
    shorter = min(len(one), len(other))
    return shorter < _FEW or len(one.intersection(other)) >= _HINT * shorter


def repeats(one: set[Phrase], other: set[Phrase]) -> bool:
    """Whether one text repeats most of the other, whichever is the shorter, by the phrases of both."""
    shorter = min(len(one), len(other))
    return shorter >= _FEWEST and len(one & other) >= _SHARE * shorter


def place_origins(connection: Connection, reports: Sequence[tuple[str, str, Fingerprint]]) -> None:
    """Find the reports that new ones repeat, or that repeat them; all of them get one origin.

    reports: (id, text, fingerprint) of each. The smallest id stands for all, so that the order of arrival does not
    matter.
    """
    add_fingerprints(connection, [(report_id, its) for report_id, _, its in reports])
    nearest = _nearest(connection, [(report_id, its) for report_id, _, its in reports])
    texts = _texts(connection, {other for others in nearest.values() for other in others})
    pairs = []
    for report_id, text, _ in reports:
        mine = phrases(text) if nearest[report_id] else set()
        pairs += [(report_id, other) for other in nearest[report_id] if repeats(mine, phrases(texts[other][0]))]
    origin = {report_id: report_id for report_id, _, _ in reports} | {key: its for key, (_, its) in texts.items()}
    above: dict[str, str] = {}  # origins that gave way to a smaller one

    def top(one: str) -> str:
        while one in above:
            one = above[one]
        return one

    for one, other in pairs:
        low, high = sorted((top(origin[one]), top(origin[other])))
        if low != high:
            above[high] = low
    moved = [(top(high), high) for high in above]
    change(connection, "UPDATE report SET origin_id = ? WHERE origin_id = ?", moved)


def add_fingerprints(connection: Connection, reports: Sequence[tuple[str, Fingerprint]]) -> None:
    """Keep the fingerprints of reports."""
    rows = sorted((band, report_id) for report_id, its in reports for band in its.bands)
    add(connection, "fingerprint", ("band", "report_id"), rows)
    add_sketches(connection, reports)


def add_sketches(connection: Connection, reports: Sequence[tuple[str, Fingerprint]]) -> None:
    """Keep the sketches of reports, those too short for one left out."""
    add(connection, "sketch", ("report_id", "hashes"), sorted((key, its.sketch) for key, its in reports if its.sketch))


def _nearest(connection: Connection, reports: Sequence[tuple[str, Fingerprint]]) -> dict[str, list[str]]:
    """For each report the few others with most bands in common that it may repeat, or that may repeat it."""
    found: dict[int, list[str]] = {}
    for some in chunks(sorted({band for _, its in reports for band in its.bands})):
        asked = "SELECT band, report_id FROM fingerprint WHERE band IN (*)"
        for band, report_id in ask(connection, asked, (), some):
            found.setdefault(band, []).append(report_id)
    sharing: dict[str, list[str]] = {}
    for report_id, its in reports:
        shared = Counter(other for band in its.bands for other in found[band] if other != report_id)
        ranked = sorted(shared.items(), key=lambda its: (-its[1], its[0]))[:_SKETCHED]
        sharing[report_id] = [other for other, _ in ranked]
    sketches = _sketches(connection, {*sharing, *(other for others in sharing.values() for other in others)})
    nearest = {}
    for report_id, others in sharing.items():
        mine = frozenset(sketches[report_id])
        nearest[report_id] = [other for other in others if _may_repeat(mine, sketches[other])][:_COMPARED]
    return nearest


def _sketches(connection: Connection, report_ids: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The sketches of some reports; empty ones of short texts."""
    known = dict.fromkeys(report_ids, tuple[int, ...]())
    asked = "SELECT report_id, hashes FROM sketch WHERE report_id IN (*)"
    for some in chunks(sorted(known)):
        known.update({report_id: sketched(hashes) for report_id, hashes in ask(connection, asked, (), some)})
    return known


def _texts(connection: Connection, report_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """(text, origin) of some reports."""
    asked = "SELECT id, text, origin_id FROM report WHERE id IN (*)"
    return {
        report_id: (text, origin)
        for some in chunks(sorted(report_ids))
        for report_id, text, origin in ask(connection, asked, (), some)
    }


Marks = Mapping[str, Iterable[tuple[str, str]]]
"""Report -> what it has in common with all of its origin."""


def reports_of_origin(connection: Connection, report_id: str, *, most: int = 20) -> list[Report]:
    """The other reports that repeat one, or that it repeats, by the day on which they were published."""
    asked = (
        "SELECT o.id FROM report r JOIN report o ON o.origin_id = r.origin_id AND o.id <> r.id WHERE r.id = ? "
        "ORDER BY coalesce(o.published, ''), o.id LIMIT ?"
    )
    found = [its for (its,) in ask(connection, asked, (report_id, most))]
    reports = reports_of(connection, found)
    return [reports[its] for its in found]


def independent(connection: Connection, report_ids: Iterable[str]) -> list[list[str]]:
    """Reports in groups of one origin each, in the order of their ids; the number of groups is the corroboration."""
    ids = sorted(set(report_ids))
    return grouped(ids, marks_of(connection, ids))


def marks_of(connection: Connection, report_ids: Iterable[str]) -> Marks:
    """What reports have in common with others of their origins."""
    asked = (
        "SELECT r.id, r.origin_id, r.agency, s.family FROM report r LEFT JOIN appearance a ON a.report_id = r.id "
        "LEFT JOIN source s ON s.id = a.source_id WHERE r.id IN (*)"
    )
    told = _families(connection)
    marks: dict[str, set[tuple[str, str]]] = {}
    for some in chunks(sorted(report_ids)):
        for report_id, origin, agency, of_source in ask(connection, asked, (), some):  # one row an appearance
            its = marks.setdefault(report_id, {("origin", origin)})
            names = _agencies_in(agency) if agency else (of_source,) if of_source else ()
            its.update(("family", family) for family in _upwards(map(_plain, names), told))
    return marks


def _families(connection: Connection) -> dict[str, set[str]]:
    """The families that the user, or a list of feeds, has given to sources, by the plain names of those."""
    told: dict[str, set[str]] = {}
    for name, family in ask(connection, "SELECT name, family FROM source WHERE family <> name"):
        told.setdefault(_plain(name), set()).add(_plain(family))
    return told


def _upwards(names: Iterable[str], told: Mapping[str, set[str]]) -> set[str]:
    """Names, the families of those, and theirs in turn."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += told.get(name, ())
    return found


def _agencies_in(credit: str) -> Sequence[str]:
    """The agencies that a credit names: two for "AFP/Reuters"; else the credit as it is."""
    parts = [part.strip() for part in credit.split("/")]
    return parts if all(map(is_agency, parts)) else (credit,)


@lru_cache(20_000)
def _plain(name: str) -> str:
    """An outlet's name without case, article and what stands between its words; marks and names of agencies in full."""
    agency = agency_named(name)
    return plain_name(agency.name if agency else name)


def grouped(ids: Sequence[str], marks: Marks) -> list[list[str]]:
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
