"""A report: the article with every record's words marked, beside the records."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Path
from sqlalchemy import Connection

from casus.ledger.about import Listed, statements_of_report
from casus.ledger.corrections import words_on_report
from casus.ledger.origins import reports_of_origin
from casus.ledger.reading_back import report_of, translation_of
from casus.ledger.sources import source_of
from casus.ledger.sql import ask
from casus.records import UNREAD, Report, Translation
from casus.web.addresses import report_at, source_at
from casus.web.desk import NotThere
from casus.web.given import GivenDesk
from casus.web.views.records import KIND_WORDS, RecordLine, line_of
from casus.web.views.review import SaidLine, said_line
from casus.wording.article import paragraphs
from casus.wording.terms import counted, language, printable

_MOST = 200
"""Places of publication that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Some words of the article. labels: of the records that rest on them, parted by spaces; look: told or claimed.

    begins: labels of the records whose words begin here. to: the label of the record that rests on the fewest words.
    """

    words: str
    labels: str
    look: str
    begins: tuple[str, ...] = ()
    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of the article."""

    is_heading: bool
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The records of one kind."""

    title: str
    lines: tuple[RecordLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another place where the same text, or nearly the same, was published."""

    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A place where this very text was published. url: None unless http(s)."""

    words: str
    href: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedSentence:
    """A sentence in both languages. labels: of the records whose words begin in it."""

    original: str
    translated: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTranslation:
    """What was read in place of the article. source: name of the language it is from; language: code of its own."""

    source: str
    language: str
    translator: str
    sentences: tuple[TranslatedSentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """One report. facts: day, language, agency and the like. others: of the same origin. url: None unless http(s).

    appearances: where the text was published, if in several places. said: what analysts said of its statements.
    is_read: False where nobody has read it yet. translation: that was read, None where the article itself was.
    """

    id: str
    title: str
    source: str | None
    source_href: str | None
    reliability: str | None
    facts: tuple[str, ...]
    notes: tuple[str, ...]
    url: str | None
    language: str | None
    others: tuple[Other, ...]
    appearances: tuple[Appearance, ...]
    said: tuple[SaidLine, ...]
    groups: tuple[Group, ...]
    passages: tuple[Passage, ...]
    is_read: bool
    translation: ShownTranslation | None


def report(desk: GivenDesk, report_id: Annotated[str, Path()]) -> ReportPage:
    """A report by its id."""
    return desk.derived(("report", report_id), lambda connection: _page(connection, report_id))


def _page(connection: Connection, report_id: str) -> ReportPage:
    found = report_of(connection, report_id)
    if found is None:
        raise NotThere("There is no report of this id in the ledger.")
    statements = statements_of_report(connection, report_id)
    source = source_of(connection, found.source) if found.source is not None else None
    reader = statements[0].reader if statements else _reader(connection, report_id)
    return ReportPage(
        id=found.id,
        title=printable(found.title or "Report without a title"),
        source=printable(found.source) if found.source else None,
        source_href=source_at(found.source) if found.source else None,
        reliability=source.reliability if source is not None else None,
        facts=facts_of(found, len(statements), reader),
        notes=tuple(map(printable, found.notes)),
        url=_web(found.url),
        language=printable(found.language) if found.language else None,
        others=tuple(_other(one) for one in reports_of_origin(connection, report_id)),
        appearances=_appearances(connection, report_id),
        said=tuple(map(said_line, words_on_report(connection, report_id))),
        groups=groups_of(statements),
        passages=passages_of(found, statements),
        is_read=reader != UNREAD,
        translation=_translation(found, translation_of(connection, report_id), statements),
    )


def _translation(found: Report, made: Translation | None, statements: Sequence[Listed]) -> ShownTranslation | None:
    """The translation of a report, sentence by sentence, with the records that each leads to."""
    if made is None:
        return None
    starts = [(one.record.translated.span[0], one.key[1]) for one in statements if one.record.translated is not None]
    labels: dict[int, list[str]] = {}
    for start, label in starts:
        at = bisect_right(made.sentences, start, key=lambda one: one.translated[0]) - 1
        labels.setdefault(at, []).append(label)
    sentences = (
        TranslatedSentence(
            original=printable(found.text[slice(*one.original)]),
            translated=printable(made.text[slice(*one.translated)]),
            labels=tuple(labels.get(at, ())),
        )
        for at, one in enumerate(made.sentences)
    )
    return ShownTranslation(
        source=language(made.source),
        language=made.language,
        translator=printable(made.translator),
        sentences=tuple(sentences),
    )


def _reader(connection: Connection, report_id: str) -> str | None:
    found = ask(connection, "SELECT reader FROM reading WHERE report_id = ? AND is_current", (report_id,))
    return str(found[0][0]) if found else None


def facts_of(found: Report, statements: int, reader: str | None) -> tuple[str, ...]:
    """Day, language, agency, how many statements and who read them, those that are known."""
    facts = (
        found.published or "without a date",
        language(found.language) if found.language else "",
        f"from {found.agency}" if found.agency else "",
        counted(statements, "statement"),
        _read_by(reader),
    )
    return tuple(printable(one) for one in facts if one)


def _read_by(reader: str | None) -> str:
    if reader == UNREAD:
        return "not read yet"
    return f"read by {reader}" if reader else ""


def _appearances(connection: Connection, report_id: str) -> tuple[Appearance, ...]:
    """Where the same words were published, the first place first; none where it is only the one shown anyway."""
    asked = (
        "SELECT s.name, a.title, a.url, a.published FROM appearance a LEFT JOIN source s ON s.id = a.source_id "
        "WHERE a.report_id = ? ORDER BY coalesce(a.published, ''), a.id LIMIT ?"
    )
    rows = ask(connection, asked, (report_id, _MOST))
    if len(rows) < 2:
        return ()
    return tuple(
        Appearance(
            words=printable(" · ".join(part for part in (day, name, title) if part)) or "without a source",
            href=source_at(name) if name else None,
            url=_web(url),
        )
        for name, title, url, day in rows
    )


def _web(url: str | None) -> str | None:
    """An address that may be followed."""
    return url if url and url.startswith(("http://", "https://")) else None


def _other(one: Report) -> Other:
    words = " · ".join(part for part in (one.published, one.source, one.title) if part)
    return Other(words=printable(words) or one.id, href=report_at(one.id))


def groups_of(statements: Sequence[Listed]) -> tuple[Group, ...]:
    """The records of a reading, kind by kind, each in one line."""
    return tuple(
        Group(
            title=f"{title}s",
            lines=tuple(
                line_of(one.record, one.key, kind=kind, event=one.event) for one in statements if one.kind == kind
            ),
        )
        for kind, title in KIND_WORDS.items()
        if any(one.kind == kind for one in statements)
    )


def passages_of(found: Report, statements: Sequence[Listed]) -> tuple[Passage, ...]:
    """The article, cut where records begin and end."""
    looks = {line.label: line.is_claim for group in groups_of(statements) for line in group.lines}
    widths = {one.record.id: one.record.span[1] - one.record.span[0] for one in statements}
    begun: set[str] = set()
    passages = []
    for paragraph in paragraphs(found, [one.record for one in statements], ()):
        words = []
        for segment in (segment for stretch in paragraph.stretches for segment in stretch.segments):
            begins = tuple(label for label in segment.records if label not in begun)
            begun.update(begins)
            words.append(
                Words(
                    words=segment.words,
                    labels=" ".join(segment.records),
                    look=_look(segment.records, looks),
                    begins=begins,
                    to=min(segment.records, key=widths.__getitem__, default=None),
                )
            )
        passages.append(Passage(is_heading=paragraph.is_heading, words=tuple(words)))
    return tuple(passages)


def _look(labels: Sequence[str], is_claim: Mapping[str, bool]) -> str:
    """How words look: as told where the report says one of their records itself."""
    if not labels:
        return ""
    return "claimed" if all(is_claim[label] for label in labels) else "told"
