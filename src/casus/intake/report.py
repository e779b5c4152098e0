"""A document to a report: layout, cleaning, facts, language, and notes on all that was done."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from casus.intake.bylines import take_credits, take_fields
from casus.intake.cleaning import clean
from casus.intake.datelines import Dateline, dateline_alone, find_credit, find_dateline, find_trailer
from casus.intake.dates import WrittenDate, parse_date_field
from casus.intake.decoding import mend
from casus.intake.documents import Document
from casus.intake.headings import mark_headings
from casus.intake.language import identify_language
from casus.intake.lines import Line, split_lines
from casus.intake.markdown import drop_images, markdown_lines
from casus.intake.pages import looks_like_markup, read_page, strip_markup
from casus.intake.translation import signs_of_translation
from casus.intake.wire_marks import agency_among, find_mark
from casus.records import Refused, Report, Span, report_id

LONGEST_TEXT = 200_000
"""Characters: over sixty pages, twice the longest magazine piece. What is longer is a book or an archive in one piece,
and the dates and pronouns of its parts would be read as if they were one report's."""
LONGEST_WORD = 10_000
"""Characters."""
MOST_LINES = 50_000

_URL = re.compile(r"https?://[^\s<>\"']{1,2000}")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/-]?(\d\d)(?:[/-]|\d\d)")
_NO_LETTER = re.compile(r"[\W\d_]+")
_LONGEST_FACT = 500
_MOST_SIGNS = 6
_DATELINE_PARAGRAPHS = 3


@dataclass(slots=True)
class _Draft:
    """What is known so far of the report being made; `published` as written, later a date."""

    lines: list[Line]
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    byline: str | None = None
    agency: str | None = None
    place: str | None = None
    notes: list[str] = field(default_factory=list)


def report_of(document: Document, *, published: str | None, source: str | None) -> Report:
    """The cleaned report. Raises Refused where the document holds no readable text.

    published: overrides what the document says; source: for documents that name none.
    """
    draft = _lay_out(document)
    _take_mark(draft)
    draft.lines, cleaning_notes = clean(draft.lines)
    draft.notes += cleaning_notes
    _read_credits(draft)
    trailer = _take_trailer(draft)
    has_title = _read_headings(draft)
    datelines = [found for found in (_take_dateline(draft), trailer) if found]
    agencies = [name for name in (*(found.agency for found in datelines), draft.agency) if name]
    draft.source = draft.source or source or (agencies[0] if agencies else None)
    credit = find_credit(draft.lines[-1].text) if draft.lines else None
    if not any(char.isalpha() for line in draft.lines for char in line.text):
        raise Refused(document.name, "holds no words; give a file with the text of an article")
    text, headings = _join(draft.lines)
    language = identify_language(text)
    if language == "en" and (signs := signs_of_translation(text)):
        draft.notes.append("reads like machine translation: " + ", ".join(f"'{sign}'" for sign in signs[:_MOST_SIGNS]))
    return Report(
        id=report_id(text),
        title=draft.title or (draft.lines[0].text if has_title else None),
        source=draft.source,
        url=draft.url,
        published=published or _publication_date(draft, [found.date for found in datelines if found.date]),
        language=language,
        text=text,
        headings=headings,
        dateline_place=draft.place,
        byline=draft.byline,
        agency=credit or (agencies[0] if agencies else agency_among([draft.byline])),
        notes=tuple(dict.fromkeys(draft.notes)),
    )


def _lay_out(document: Document) -> _Draft:
    """The lines of the document by its kind and the facts it comes with, both mended."""
    draft = _page_draft(document) if document.kind == "html" else _text_draft(document)
    draft.notes[:0] = document.notes
    draft.title, draft.source, draft.byline = _fact(draft.title), _fact(draft.source), _fact(draft.byline)
    draft.published = _fact(draft.published)
    url = _fact(draft.url, longest=2000)
    draft.url = url if url and _URL.fullmatch(url) else None
    return draft


def _page_draft(document: Document) -> _Draft:
    page = read_page(document.text, document.name)
    _check_text("\n".join(line.text for line in page.lines), document.name)
    notes: list[str] = []
    lines: list[Line] = []
    for line in page.lines:
        mended, line_notes = mend(line.text)
        notes += line_notes
        if words := " ".join(mended.split()):
            lines.append(line._replace(text=words))
    return _Draft(
        lines=lines,
        title=document.title or page.title,
        source=document.source or page.site,
        url=document.url or page.url,
        published=document.published or page.published,
        byline=document.byline or page.byline,
        notes=notes,
    )


def _text_draft(document: Document) -> _Draft:
    text = drop_images(document.text) if document.kind == "markdown" else document.text
    _check_text(text, document.name)
    text, notes = mend(text)
    if looks_like_markup(text) and document.kind == "text":
        text = mend(strip_markup(text))[0]
    fields, text = take_fields(text.strip("\n"))
    return _Draft(
        lines=markdown_lines(text) if document.kind == "markdown" else split_lines(text),
        title=document.title or fields.get("title"),
        source=document.source or fields.get("source"),
        url=document.url or fields.get("url"),
        published=document.published or fields.get("published"),
        byline=document.byline or fields.get("byline"),
        notes=list(notes),
    )


def _check_text(text: str, name: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise Refused(name, f"is longer than {LONGEST_TEXT:,} characters; split it into articles")
    if text.count("\n") > MOST_LINES:
        raise Refused(name, f"holds more than {MOST_LINES:,} lines; split it into articles")
    if len(text) > LONGEST_WORD and max(map(len, text.split()), default=0) > LONGEST_WORD:
        raise Refused(name, f"holds a word of more than {LONGEST_WORD:,} characters, as no article does")


def _fact(value: str | None, *, longest: int = _LONGEST_FACT) -> str | None:
    """A fact as one mended line; None where nothing is left, or where it is longer than such a fact can be."""
    if value is None or len(value) > 2 * longest:
        return None
    words = " ".join(mend(value)[0].split())
    return words if 0 < len(words) <= longest else None


def _take_mark(draft: _Draft) -> None:
    """Take the line that names the agency ("Xinhua | 2020-10-30") out of the text, before it is cleaned away."""
    if mark := find_mark(draft.lines):
        draft.agency, draft.published = mark.agency, draft.published or mark.published
        draft.notes.append(f"took the agency's line out of the text: '{draft.lines.pop(mark.line).text}'")


def _read_credits(draft: _Draft) -> None:
    before = len(draft.lines)
    draft.lines, credits = take_credits(draft.lines)
    draft.byline = draft.byline or credits.byline
    draft.published = draft.published or credits.published
    if dropped := before - len(draft.lines):
        draft.notes.append(f"moved {dropped} byline or date line{'s' if dropped > 1 else ''} out of the text")


def _read_headings(draft: _Draft) -> bool:
    """Mark the headings; True where the first line is the title."""
    if draft.title and len(draft.lines) > 1 and _is_same(draft.lines[0].text, draft.title):
        draft.lines[0] = draft.lines[0]._replace(mark="heading")
    draft.lines, has_title = mark_headings(draft.lines)
    return has_title


def _is_same(one: str, two: str) -> bool:
    return _NO_LETTER.sub("", one).casefold() == _NO_LETTER.sub("", two).casefold()


def _take_trailer(draft: _Draft) -> Dateline | None:
    """Take the agency and date behind the last sentence out of the text."""
    found = find_trailer(draft.lines[-1].text) if draft.lines else None
    if found:
        draft.lines[-1] = draft.lines[-1]._replace(text=draft.lines[-1].text[: -found.length].rstrip())
        draft.notes.append(f"took the agency line out of the text: '{found.words}'")
    return found


def _take_dateline(draft: _Draft) -> Dateline | None:
    """Take the dateline out of the first paragraphs of the body."""
    body = [number for number, line in enumerate(draft.lines) if line.mark != "heading"]
    for order, number in enumerate(body[:_DATELINE_PARAGRAPHS]):
        text = draft.lines[number].text
        if number + 1 < len(draft.lines) and (found := dateline_alone(text)):
            del draft.lines[number]
            draft.place = found.place
            draft.notes.append(f"took the dateline out of the text: '{found.words}'")
            return found
        if found := find_dateline(text, is_first=order == 0):
            draft.lines[number] = draft.lines[number]._replace(text=text[found.length :].lstrip())
            draft.place = found.place
            draft.notes.append(f"took the dateline out of the text: '{found.words}'")
            return found
    return None


def _publication_date(draft: _Draft, dates: Sequence[WrittenDate]) -> str | None:
    """The ISO date that the document gives: its own field, else its dateline.

    A dateline without a year counts only where the address names year and month.
    """
    if draft.published is not None:
        if day := parse_date_field(draft.published):
            return day
        draft.notes.append(f"the publication date '{draft.published[:40]}' cannot be read; write it as YYYY-MM-DD")
    for date in dates:
        if day := (_with_year_of(date, draft.url) if date.year is None else date).iso():
            return day
    if dates:
        draft.notes.append("the dateline gives a date without a year: the publication date is unknown")
    return None


def _with_year_of(date: WrittenDate, url: str | None) -> WrittenDate:
    found = _URL_MONTH.search(url or "")
    return date._replace(year=int(found.group(1))) if found and int(found.group(2)) == date.month else date


def _join(lines: Sequence[Line]) -> tuple[str, tuple[Span, ...]]:
    """The paragraphs as one text, and the spans of its headings."""
    headings: list[Span] = []
    position = 0
    for line in lines:
        if line.mark == "heading":
            headings.append((position, position + len(line.text)))
        position += len(line.text) + 1
    return "\n".join(line.text for line in lines), tuple(headings)
