"""Datelines: the place, date and agency in front of a report, and the agency and date behind it."""

import re
from typing import NamedTuple

from casus.intake.dates import WRITTEN_DATE, WrittenDate, parse_written_date
from casus.intake.lines import ends_sentence
from casus.knowledge.places import resolve_place


class Dateline(NamedTuple):
    """What a dateline says. words: as written; length: characters it takes, separator included."""

    words: str
    length: int
    place: str | None
    agency: str | None
    date: WrittenDate | None


_LONGEST = 130
_SHORTEST_BODY = 200
_DASH = r"\s*(?:—|―|–|--+)\s*|\s[-_]\s|(?<=\))-\s"
_SEPARATOR = re.compile(rf"{_DASH}|:\s*")
_AGENCY = re.compile(r"\s*[(\[]([^()\[\]]{2,45})[)\]]\s*$")
_AGENCY_WORDS = re.compile(r"[A-Z][\w.&/'’-]*(?: (?:of |and )?[\w.&/'’-]+){0,5}")
_DATE_AT_END = re.compile(rf"(?:^|[\s,.])\s*({WRITTEN_DATE})\.?\s*$", re.IGNORECASE)
_AGENCY_NAMES = "AP AFP Reuters REUTERS UPI Xinhua XINHUA APP PTI ANI IANS dpa DPA EFE ANSA TASS PA"
_KNOWN_AGENCIES = frozenset(_AGENCY_NAMES.split())
_SMALL = frozenset(("de", "la", "le", "el", "del", "du", "des", "di", "al", "of", "the", "and", "on", "sur", "&"))
_WIRE = re.compile(r"\(\s?([A-Z][^()\n]{1,40}?)\s?\)\s*(?:--|—|–|-)\s*")
_MARKERS = re.compile(r"(?:\[(?:[A-Z][^\[\]\n]{0,60})\]\s*){0,6}\[(?:TEXT|EXCERPTS?|PASSAGE OMITTED|REPORT)\]\s*")
# Labels and names in capitals that stand before a dash or colon and are no places.
_LABELS = """
    UPDATE BREAKING EXCLUSIVE OPINION ANALYSIS FACTBOX EXPLAINER WATCH VIDEO PHOTOS LIVE NOTE CORRECTION CORRECTED
    INTERVIEW FEATURE SPECIAL REPORT NEWS ALERT URGENT SUMMARY HIGHLIGHTS TIMELINE READ COMMENT EDITORIAL PROFILE
    BACKGROUND QUESTION ANSWER WARNING NATO ISIS ISIL OSCE UNHCR UNICEF UNESCO ECOWAS ASEAN FARC FMLN UNITA SWAPO
    HAMAS HEZBOLLAH TALIBAN
"""
_NO_PLACE = frozenset(_LABELS.split())
_SENTENCE_STARTS = """
    President Prime Minister King Queen General Gen Colonel Col Mr Mrs Ms Dr Sir Senator Secretary Ambassador
    Commander Around Since Until Before Between About The A An In On At After As When While It He She They We This
    That These Those But And For From With By To If
"""
# In a transcript capitals and a colon name the speaker.
_LABEL = re.compile(r"[.?!”\"] [A-Z]{3,20}: ")
_NO_TOWN = frozenset(_SENTENCE_STARTS.split())
_TRAILER = re.compile(
    r"(?<=[.!?”\"’)])\s+\(?([A-Z]{2,8}|Reuters|Xinhua|Interfax|Anadolu Agency|Associated Press),?\s+"
    rf"({WRITTEN_DATE})\)?\.?$"
)


_CREDIT = re.compile(
    r"(?<=[.!?”\"’)])\s+(?:[–—―-]{1,2}\s*)?(?P<open>[(\[])?"
    r"(?P<name>(?:The )?[A-Z][\w.&’'-]*(?: [A-Z][\w.&’'-]*){0,3})(?(open)[)\]])$"
)


_NO_AGENCY = frozenset(
    "end ends ended more photo photos picture pictures image map video graphic file correction corrected update".split()
)
"""What else stands alone behind the last sentence."""


def find_credit(text: str) -> str | None:
    """The agency named behind the last sentence ("... he said. (Reuters)", "... he said. – Example Wire"), or None.

    Without brackets or a dash only a known agency counts.
    """
    found = _CREDIT.search(text, max(len(text) - 60, 0))
    if found is None:
        return None
    name = found["name"]
    is_marked = found["open"] is not None or not found.group().strip()[0].isalpha()
    if not is_marked and name not in _KNOWN_AGENCIES:
        return None
    return None if name.casefold() in _NO_AGENCY or resolve_place(name) is not None else name


def find_dateline(text: str, *, is_first: bool) -> Dateline | None:
    """The dateline at the start of a paragraph, or None.

    is_first: it is the first paragraph of the body; only there a bare town ("Gaza City - ") counts as a dateline.
    """
    head = text[:_LONGEST]
    for separator in _SEPARATOR.finditer(head):
        found = _parse(head[: separator.start()], separator.group().strip(), text[separator.end() :], is_first=is_first)
        if found:
            wire = _WIRE.match(text, separator.end())
            end = wire.end() if wire else separator.end()
            markers = _MARKERS.match(text, end)
            agency = found.agency or (wire.group(1) if wire else None)
            return found._replace(length=markers.end() if markers else end, agency=agency)
        if "(" not in head[: separator.end() + 30]:
            break
    return None


def find_trailer(text: str) -> Dateline | None:
    """The agency and full date behind the last sentence ("MAP 05 April 2018"), or None. It names no place."""
    found = _TRAILER.search(text, max(len(text) - 80, 0))
    date = parse_written_date(found.group(2)) if found else None
    if found is None or date is None or date.year is None:
        return None
    return Dateline(found.group().strip(), len(found.group()), None, found.group(1), date)


def _parse(head: str, separator: str, rest: str, *, is_first: bool) -> Dateline | None:
    words = head.strip()
    agency = _AGENCY.search(head)
    if agency and not _AGENCY_WORDS.fullmatch(agency.group(1)):
        return None
    before = head[: agency.start()] if agency else head
    dated = _DATE_AT_END.search(before)
    if dated:
        before = before[: dated.start()].rstrip(" .")
    pieces = [piece for part in before.split(",") if (piece := part.strip())]
    date = parse_written_date(dated.group(1)) if dated else None
    if agency and not pieces and agency.group(1).isupper() and len(agency.group(1)) > 6:
        pieces, agency = [agency.group(1)], None  # "(NEW YORK) -"
    found = Dateline(words, 0, ", ".join(pieces) or None, agency.group(1) if agency else None, date)
    return found if _is_dateline(found, pieces, separator, rest, is_first=is_first) else None


def _is_dateline(found: Dateline, pieces: list[str], separator: str, rest: str, *, is_first: bool) -> bool:
    if not all(_is_place(piece) for piece in pieces) or len(pieces) > 3 or not rest.strip():
        return False
    if not pieces:
        return found.agency is not None and separator != ":" and is_first
    if found.agency in _KNOWN_AGENCIES or (found.agency and (found.date or len(pieces) > 1)):
        return True
    if not ends_sentence(rest) and len(rest) < _SHORTEST_BODY:
        return False  # a headline ("Town A – Town B: convoy attacked")
    if found.date:
        return True
    return _is_bare_dateline(pieces, separator, rest, is_first=is_first)


def _is_bare_dateline(pieces: list[str], separator: str, rest: str, *, is_first: bool) -> bool:
    """Is a place without date and known agency a dateline ("KABUL, Afghanistan -", "Gaza City - ")?"""
    town = pieces[0]
    if town.isupper():
        # In a text all in capitals, capitals mark nothing.
        is_label = town in _NO_PLACE or (separator == ":" and _LABEL.search(rest) is not None)
        return not is_label and not rest[:200].isupper() and (len(pieces) > 1 or _is_known_place(town))
    if separator == ":" or not is_first or _has_second_dash(rest):
        return False
    starts_sentence = rest[:1].isupper() or rest[:1] in '“"‘'
    return starts_sentence and (len(pieces) > 1 or _is_known_place(town, state_too=False))


def _is_known_place(name: str, *, state_too: bool = True) -> bool:
    """Is it a name in the gazetteer? A dash after a state may join two names ("Israel - Hamas war")."""
    place = resolve_place(name)
    return place is not None and (state_too or place.precision != "country")


def _is_place(piece: str) -> bool:
    """Up to five words, each with a capital or a small word inside a name."""
    words = piece.replace("/", " ").split()
    return (
        0 < len(words) <= 5
        and words[0][0].isupper()
        and words[0].strip(".") not in _NO_TOWN
        and not any(char.isdigit() for char in piece)
        and all(word[0].isupper() or word in _SMALL or word[:3] in ("al-", "el-", "as-", "an-") for word in words)
    )


def _has_second_dash(rest: str) -> bool:
    """A second dash closes an aside: "Aleppo - the largest town - fell"."""
    sentence = rest[:300].split(". ")[0]
    return re.search(_DASH, sentence) is not None
