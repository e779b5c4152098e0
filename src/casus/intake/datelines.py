"""Datelines: the place, date and agency in front of a report, and the agency and date behind it."""

import re
from typing import NamedTuple

from casus.intake.dates import WRITTEN_DATE, WrittenDate, parse_written_date
from casus.intake.lines import ends_sentence
from casus.knowledge.actors import actor_book
from casus.knowledge.agencies import is_agency
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
# Weak ones end a dateline only behind a mark: "/TASS/. ", "(PTI) ", "ARMENPRESS. ", "SANA- ".
_WEAK = r"(?<=[/)\]])\.?\s+|(?<=[^\W\d_])\.\s+|(?<=[A-Z]{3})-\s+"
_SEPARATOR = re.compile(rf"(?P<strong>{_DASH}|:\s*)|{_WEAK}")
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{2,45})[)\]]")
_AGENCY = re.compile(rf"{_IN_BRACKETS.pattern}\s*$")
_IN_SLASHES = re.compile(r"\s*/\s?([^/\s][^/]{1,30}?)\s?/\s*$")
_LAST_PIECE = re.compile(r"(?:^|[,.|])\s*([^\W\d_][^,.|()\[\]/]{1,40}?)\s*$")
_AGENCY_WORDS = re.compile(r"[A-Z][\w.&/'’-]*(?: (?:of |and )?[\w.&/'’-]+){0,5}")
_DATE_AT_END = re.compile(rf"(?:^|[\s,.])\s*({WRITTEN_DATE})\.?\s*$", re.IGNORECASE)
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
_NAME = r"(?:The )?[A-Z][\w.&/’'-]*(?: (?:of )?[A-Z][\w.&’'-]*){0,3}"
_TRAILER = re.compile(rf"(?<=[.!?”\"’)])\s+\(?({_NAME}),?\s+({WRITTEN_DATE})\)?\.?$")
_CREDIT = re.compile(
    rf"(?<=[.!?”\"’)])\s+(?P<dash>[–—―-]{{1,2}}\s*)?(?P<open>[(\[/])?(?P<name>{_NAME})(?(open)[)\]/]\.?)$"
)


_NO_AGENCY = frozenset(
    "end ends ended more photo photos picture pictures image map video graphic file correction corrected update".split()
)
"""What else stands alone behind the last sentence."""


def find_credit(text: str) -> str | None:
    """The agency named behind the last sentence ("... he said. (Reuters)", "... he said. – Example Wire"), or None.

    Without brackets, slashes or a dash only a known agency counts.
    """
    found = _CREDIT.search(text, max(len(text) - 60, 0))
    if found is None:
        return None
    name, is_bare = found["name"], not found["dash"] and not found["open"]
    if is_agency(name):
        return name if not is_bare or name.isupper() or is_agency(name, alone=True) else None
    is_quoted_person = text[found.start() - 1] in '”"’' and found["dash"]  # “War is hell.” – John Doe
    if is_bare or is_quoted_person or found["open"] == "/" or len(name) < 3 or name.casefold() in _NO_AGENCY:
        return None
    return None if resolve_place(name) is not None or _is_organisation(name) else name


def find_dateline(text: str, *, is_first: bool) -> Dateline | None:
    """The dateline at the start of a paragraph, or None.

    is_first: it is the first paragraph of the body; only there a bare town ("Gaza City - ") counts as a dateline.
    """
    head = text[:_LONGEST]
    for separator in _SEPARATOR.finditer(head):
        mark = separator.group().strip() if separator["strong"] else None
        found = _parse(head[: separator.start()], mark, text[separator.end() :], is_first=is_first)
        if found:
            wire = _WIRE.match(text, separator.end())
            end = wire.end() if wire else separator.end()
            markers = _MARKERS.match(text, end)
            agency = found.agency or (wire.group(1) if wire else None)
            return found._replace(length=markers.end() if markers else end, agency=agency)
        if separator["strong"] and "(" not in head[: separator.end() + 30]:
            break
    return None


def dateline_alone(text: str) -> Dateline | None:
    """The dateline that a paragraph is as a whole ("Baku, October 30, AZERTAC"), or None. It names agency and date."""
    found = _parse(text.rstrip(" ."), ":", text, is_first=False) if len(text) <= _LONGEST else None
    return found if found and found.date and found.place and found.agency and is_agency(found.agency) else None


def find_trailer(text: str) -> Dateline | None:
    """The agency and full date behind the last sentence ("MAP 05 April 2018"), or None. It names no place."""
    found = _TRAILER.search(text, max(len(text) - 80, 0))
    date = parse_written_date(found.group(2)) if found else None
    if found is None or date is None or date.year is None:
        return None
    agency = found.group(1)
    is_mark = agency.isalpha() and agency.isupper() and 2 <= len(agency) <= 8
    return (
        Dateline(found.group().strip(), len(found.group()), None, agency, date)
        if is_mark or is_agency(agency)
        else None
    )


def _parse(head: str, separator: str | None, rest: str, *, is_first: bool) -> Dateline | None:
    """separator: None for one that ends a dateline only behind an agency's mark."""
    agency, is_marked, before = _split_agency(head)
    if agency is not None and not _AGENCY_WORDS.fullmatch(agency):
        return None
    if separator is None and (agency is None or not is_agency(agency)):
        return None
    dated = _DATE_AT_END.search(before)
    if dated:
        before = before[: dated.start()].rstrip(" .")
    before = _IN_BRACKETS.sub(r", \1", before)  # "New Delhi [India]"
    pieces = [piece for part in before.split(",") if (piece := part.strip())]
    date = parse_written_date(dated.group(1)) if dated else None
    if agency and date is None and not is_agency(agency) and _is_organisation(agency):
        agency = None  # "Donetsk (DPR) -"
    found = Dateline(head.strip(), 0, ", ".join(pieces) or None, agency, date)
    if agency and not is_marked and not _is_meant(found, pieces):
        return None
    if separator is None:
        is_trusted = not is_marked or "/" in head[-3:]
        return found if _ends_in_mark(found, pieces, rest, is_first=is_first, is_trusted=is_trusted) else None
    return found if _is_dateline(found, pieces, separator, rest, is_first=is_first) else None


def _split_agency(head: str) -> tuple[str | None, bool, str]:
    """(agency, whether brackets or slashes mark it, the words before it) of a dateline."""
    if (found := _IN_SLASHES.search(head)) and is_agency(found.group(1)):
        return found.group(1), True, head[: found.start()]
    if found := _AGENCY.search(head):
        words, place = found.group(1), resolve_place(found.group(1))
        is_place = place is not None and (found.start() == 0 or place.precision == "country")
        if is_agency(words) or not is_place:
            return words, True, head[: found.start()]
        return None, False, f"{head[: found.start()]}, {words}"  # "(NEW YORK) -", "Qamishli (Syria) -"
    if (found := _LAST_PIECE.search(head)) and is_agency(found.group(1)):
        return found.group(1), False, head[: found.start()].rstrip(" ,.|")
    return None, False, head


def _is_meant(found: Dateline, pieces: list[str]) -> bool:
    """Does a known mark without brackets mean the agency? "Shiraz, Fars -" is a province, "Damascus, SANA -" none."""
    mark = found.agency or ""
    if is_agency(mark, alone=True) or (pieces and found.date is not None):
        return True
    return bool(pieces) and mark.isupper() and not pieces[0].isupper()


def _ends_in_mark(found: Dateline, pieces: list[str], rest: str, *, is_first: bool, is_trusted: bool) -> bool:
    """Is it a dateline that nothing separates from the text but the agency's mark ("MOSCOW, October 30. /TASS/. ")?

    is_trusted: the mark stands as agencies write it, so it may follow a town without a date.
    """
    agency = found.agency or ""
    if not rest or not (rest[0].isupper() or rest[0] in "“\"‘'" or rest[0].isdigit()):
        return False
    if not pieces:
        return is_first and found.words[:1] in "([/"
    if len(pieces) > 3 or not all(map(_is_place, pieces)) or _is_spelled_out(pieces, agency):
        return False
    return found.date is not None or (
        _is_known_place(pieces[0]) and (pieces[0].isupper() or is_trusted or is_agency(agency, alone=True))
    )


def _is_dateline(found: Dateline, pieces: list[str], separator: str, rest: str, *, is_first: bool) -> bool:
    if not all(_is_place(piece) for piece in pieces) or len(pieces) > 3 or not rest.strip():
        return False
    if not pieces:
        return found.agency is not None and separator != ":" and is_first
    if found.agency and _is_spelled_out(pieces, found.agency):
        return False
    town = pieces[0]
    if found.agency and (found.date or len(pieces) > 1):
        return True
    is_town = town not in _NO_PLACE and (town.isupper() or _is_known_place(town.split("/")[0]))
    if is_town and found.agency and is_agency(found.agency):
        return True
    if not ends_sentence(rest) and len(rest) < _SHORTEST_BODY:
        return False  # a headline ("Town A – Town B: convoy attacked")
    if found.date:
        return True
    return _is_bare_dateline(pieces, separator, rest, is_first=is_first)


def _is_spelled_out(pieces: list[str], agency: str) -> bool:
    """Do the brackets hold the initials of the words before them ("Armed Forces of the Philippines (AFP)")?"""
    return "".join(word[0] for word in pieces[-1].split() if word[0].isupper()) == agency


def _is_organisation(words: str) -> bool:
    """Is it, so written, the name of an armed group, a government or an organisation that is no news agency?"""
    hits = actor_book().find(words.split())
    return any(hit.end - hit.start == len(words.split()) for hit in hits)


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
