"""Reading a report in any language: as it is, through a translation, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from casus.knowledge.languages import language_named
from casus.reading.reader import Reader, in_another_language, reads, unread
from casus.reading.translation.aligning import translated_report, translation_of
from casus.reading.translation.translator import Translator
from casus.records import Actor, Reading, Report, Statement, Translated, Translation, Trigger, Untranslated

S = TypeVar("S", bound=Statement)


def read_report(report: Report, reader: Reader, translator: Translator | None = None) -> Reading:
    """The reading of a report. In a language that the reader does not read: of its translation, the records pointing
    at the original; without one, an unread reading (`reader` is UNREAD) with a note that says why.
    """
    if reads(reader, report):
        return reader.read(report)
    if translator is None:
        return in_another_language(report, reader)
    try:
        translation = translation_of(report, translator)
    except Untranslated as error:
        return unread(report, f"it is in {language_named(report.language or '')}, and {error}")
    return _pointing_back(reader.read(translated_report(report, translation)), report, translation)


def _pointing_back(reading: Reading, report: Report, translation: Translation) -> Reading:
    """The reading of a translation as one of the report."""
    name = language_named(translation.source)
    note = f"read in a translation from {name} by {translation.translator}: names, numbers and quotations may be wrong"
    return Reading(
        report=replace(report, notes=(*reading.report.notes, note)),
        events=_all(reading.events, translation),
        tolls=_all(reading.tolls, translation),
        truces=_all(reading.truces, translation),
        pledges=_all(reading.pledges, translation),
        ties=_all(reading.ties, translation),
        quotes=_all(reading.quotes, translation),
        reader=f"{reading.reader}, translated by {translation.translator}",
        translation=translation,
    )


def _all(statements: Iterable[S], translation: Translation) -> tuple[S, ...]:
    return tuple(_of_original(one, translation) for one in statements)


def _of_original(one: S, translation: Translation) -> S:
    """The record with the sentences of the original behind it: nobody knows which of their words became which."""
    known: dict[str, Any] = {name: _unmentioned(getattr(one, name)) for name in one.__dataclass_fields__}
    known["span"] = translation.original(one.span)
    known["sentence"] = translation.original(one.sentence)
    known["translated"] = Translated(span=one.span, language=translation.source, translator=translation.translator)
    return type(one)(**known)


def _unmentioned(value: Any) -> Any:
    """Actors without the place of their mention, which is one in the translation."""
    if isinstance(value, Actor):
        return replace(value, mention=None)
    if isinstance(value, Trigger):
        return replace(value, actors=_unmentioned(value.actors), recipients=_unmentioned(value.recipients))
    return tuple(_unmentioned(one) for one in value) if isinstance(value, tuple) else value
