"""Lines about the report that stand above its body: who wrote it, when it was published."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from casus.intake.dates import WRITTEN_DATE, parse_date_field, parse_written_date
from casus.intake.lines import Line, ends_sentence

_TOP = 6
"""Bylines and date lines stand among the first six lines."""
_SHORTEST_BODY = 60
_LONGEST_MATTER = 40
_MOST_DATE_LINES = 2
"""Published and updated; a text with more lines that are dates is a timeline."""

_NAME = r"[^\W\d_][\w.'’-]*"
_PEOPLE = rf"{_NAME}(?: {_NAME}){{0,5}}(?:(?:,| and| &) {_NAME}(?: {_NAME}){{0,5}}){{0,4}}"
_BYLINE = re.compile(rf"(?:[Bb]y|BY|Written by|Text by|Words by)[: ]+({_PEOPLE})(?:\s?[|,/•-].{{0,80}})?")
_CAPITAL_NAME = r"[^\W\d_a-z][\w.'’-]+"
_WRITER_IN_PLACE = re.compile(
    rf"({_CAPITAL_NAME}(?: {_CAPITAL_NAME}){{1,2}}) in {_CAPITAL_NAME}(?: {_CAPITAL_NAME}){{0,2}}"
)
_CLOCK = r"(?:[\s,|•-]{0,3}(?:at )?\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,5}\)?)?)?"
_DATE_LINE = re.compile(
    r"(?:(?-i:(?:[A-Z][\w.]{1,20} ){1,3})?(?P<label>first published|published|posted|date|issued"
    r"|(?:last )?(?:updated|modified|edited))(?: on| at)?"
    r"\s?:?\s{0,3})?"
    rf"(?P<clock>\d{{1,2}}[:.]\d\d,? )?(?P<date>{WRITTEN_DATE}){_CLOCK}",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(title|headline|date|published|source|author|by|byline|url|link)\s?[:=]\s?(\S.{0,400})", re.IGNORECASE
)
_ALIASES = {"headline": "title", "date": "published", "author": "byline", "by": "byline", "link": "url"}
_ARCHIVE = re.compile(rf"This (?:story|article) is from ({WRITTEN_DATE})\s+", re.IGNORECASE)
# Capitalised subheadings have the shape of a name too ("Heavy Fighting in Goma").
_SUBHEADING_WORDS = """
    fighting clashes clash battle battles war troops forces soldiers rebels militants fighters army talks peace
    attack attacks strike strikes airstrike airstrikes raid raids bombing bombings blast blasts explosion shelling
    violence unrest crisis ceasefire truce killed dead deaths killings wounded injured casualties protest protests
    protesters rally rallies riots arrests siege offensive operation operations aid humanitarian refugees displaced
    hostages elections vote coup meeting summit conference life hunger famine situation tensions calm fears hope
    anger
    un nato us eu the new
"""
_NO_NAMES = frozenset(_SUBHEADING_WORDS.split())
_SMALL = frozenset(
    ("and", "&", "von", "van", "der", "den", "de", "la", "le", "el", "del", "da", "dos", "di", "bin", "al")
)


class Credits(NamedTuple):
    """byline: the author as written; published: the ISO date of a date line; each None where there is none."""

    byline: str | None = None
    published: str | None = None


def take_fields(text: str) -> tuple[dict[str, str], str]:
    """Fields above a text ("Title: ...", one a line, or between "---" lines) by name, and the text below them.

    Names: title, published, source, byline, url.
    """
    lines = text.split("\n")
    if lines[0].strip() == "---":
        end = next((number for number, line in enumerate(lines[1:_LONGEST_MATTER], 1) if line.strip() == "---"), 0)
        return (_fields(lines[1:end]), "\n".join(lines[end + 1 :])) if end else ({}, text)
    number = next((number for number, line in enumerate(lines) if not _FIELD.fullmatch(line.strip())), len(lines))
    # One such line alone may be a sentence of the report ("Source: rebels took the town").
    return (_fields(lines[:number]), "\n".join(lines[number:])) if number > 1 else ({}, text)


def _fields(lines: Sequence[str]) -> dict[str, str]:
    """The facts of lines "name: value", the first of each name; other lines are passed over."""
    fields: dict[str, str] = {}
    for line in lines:
        if found := _FIELD.fullmatch(line.strip()):
            name = found.group(1).lower()
            fields.setdefault(_ALIASES.get(name, name), found.group(2).strip("\"'"))
    return fields


def take_credits(paragraphs: Sequence[Line]) -> tuple[list[Line], Credits]:
    """The paragraphs without bylines and date lines, and what those say."""
    head = _head_length(paragraphs)
    dated = [_DATE_LINE.fullmatch(line.text) if len(line.text) < 120 else None for line in paragraphs]
    is_timeline = sum(found is not None for found in dated) > _MOST_DATE_LINES
    dated = [None if is_timeline or number >= head else found for number, found in enumerate(dated)]
    published = next((day for found in dated if found and (day := _publication_date(found))), None)
    kept = [line for line, found in zip(paragraphs, dated, strict=True) if not found]
    byline = None
    for number in range(min(head, len(kept))):
        if byline := _byline(kept, number):
            del kept[number]
            break
    if kept and (archive := _ARCHIVE.match(kept[0].text)):
        written = parse_written_date(archive.group(1))
        published = published or (written.iso() if written else None)
        kept[0] = kept[0]._replace(text=kept[0].text[archive.end() :])
    return (kept, Credits(byline, published)) if kept else (list(paragraphs), Credits())


def _head_length(paragraphs: Sequence[Line]) -> int:
    """How many lines stand above the body at most; 0 for a report of one line."""
    if len(paragraphs) == 1:
        return 0
    for number, line in enumerate(paragraphs[:_TOP]):
        if len(line.text) > _SHORTEST_BODY and ends_sentence(line.text):
            return number
    return _TOP


def _publication_date(dated: re.Match[str]) -> str | None:
    """A date line that says when the page was last changed does not say when it was published."""
    label = (dated.group("label") or "").lower()
    return None if label.endswith(("updated", "modified", "edited")) else parse_date_field(dated.group("date"))


def _byline(paragraphs: Sequence[Line], number: int) -> str | None:
    """The author of "By Jane Doe", or of "Jane Doe in Kyiv" between title and body."""
    line = paragraphs[number]
    if len(line.text) > 120 or line.mark == "heading":
        return None
    if (found := _BYLINE.fullmatch(line.text)) and _are_names(found.group(1)):
        return found.group(1)
    below_title = number > 0 and not ends_sentence(paragraphs[number - 1].text)
    above_body = number + 1 < len(paragraphs) and ends_sentence(paragraphs[number + 1].text)
    if below_title and above_body and (found := _WRITER_IN_PLACE.fullmatch(line.text)):
        words = found.group(1).lower().split()
        return None if _NO_NAMES.intersection(words) else found.group(1)
    return None


def _are_names(words: str) -> bool:
    return all(word[0].isupper() or word.strip(",").lower() in _SMALL for word in words.split())
