"""A report's text in translation, put together sentence by sentence from what a translator answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from casus.intake.language import identify_language
from casus.knowledge.languages import language_named
from casus.reading.translation.translator import Translator
from casus.reading.translation.units import split_units
from casus.records import Aligned, Report, Span, Translation, Untranslated

_LONGER, _BESIDES = 8, 200
"""A translation is at most so many times as long as its sentence, and so many characters."""
_MARKUP = re.compile(r"<[/!?A-Za-z][^<>]*>|&(?:lt|gt|amp|quot|#\d{1,6});")
_UNFIT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def translation_of(report: Report, translator: Translator) -> Translation:
    """The whole report in English. Raises Untranslated where the translator fails or its answer is no translation."""
    source = report.language or ""
    if source not in translator.languages:
        raise Untranslated(f"{translator.version} does not translate from it")
    spans = split_units(report)
    originals = [report.text[start:end] for start, end in spans]
    sent = [at for at, words in enumerate(originals) if any(map(str.isalpha, words))]
    answers = _checked(translator.translate([originals[at] for at in sent], source), [originals[at] for at in sent])
    told = {**dict(enumerate(originals)), **dict(zip(sent, answers, strict=True))}
    made = _put_together(report, spans, [told[at] for at in range(len(spans))], translator.version)
    if (language := identify_language(made.text)) not in (made.language, None):
        raise Untranslated(f"the translation came back in {language_named(language or '')}")
    return made


def translated_report(report: Report, translation: Translation) -> Report:
    """The report as a reader is given it: the same but for its text, language and headings."""
    inside = [one for one in translation.sentences for span in report.headings if _is_within(one.original, span)]
    headings = tuple(dict.fromkeys(one.translated for one in inside))
    return replace(report, text=translation.text, language=translation.language, headings=headings)


def _put_together(report: Report, spans: Sequence[Span], told: Sequence[str], translator: str) -> Translation:
    """Sentences of a line stay on a line, and lines and paragraphs stay apart."""
    text, pairs, before = "", list[Aligned](), 0
    for (start, end), words in zip(spans, told, strict=True):
        lines = report.text.count("\n", before, start)
        text += ("\n" * lines or " ") if pairs else ""
        pairs.append(Aligned(original=(start, end), translated=(len(text), len(text) + len(words))))
        text, before = text + words, end
    source = report.language or ""
    return Translation(source=source, translator=translator, text=text, sentences=tuple(pairs))


def _checked(answers: Sequence[object], originals: Sequence[str]) -> list[str]:
    """Each answer on one line. Raises Untranslated for what cannot be the translation of its sentence."""
    if len(answers) != len(originals):
        raise Untranslated(f"the translator answered {len(originals)} sentences with {len(answers)}")
    return [_sentence(answer, original) for answer, original in zip(answers, originals, strict=True)]


def _sentence(answer: object, original: str) -> str:
    if not isinstance(answer, str):
        raise Untranslated("the translator answered with something that is no text")
    if len(answer) > _LONGER * len(original) + _BESIDES:
        raise Untranslated(f"the translator answered {len(original)} characters with {len(answer):,}")
    if _UNFIT.search(answer):
        raise Untranslated("the translator answered with characters that stand in no text")
    if _MARKUP.search(answer) and not _MARKUP.search(original):
        raise Untranslated("the translator answered with HTML")
    words = " ".join(answer.split())
    if not words:
        raise Untranslated("the translator left a sentence out")
    return words


def _is_within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
