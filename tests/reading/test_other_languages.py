"""Reports in other languages: read through a translation that stands beside the original, or kept unread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_table import ARABIC, FRENCH, RUSSIAN, TOLD, WordTable, foreign

from casus.intake.language import identify_language
from casus.reading import Reader, get_reader
from casus.reading.translation import read_report
from casus.reading.translation.aligning import translated_report, translation_of
from casus.reading.translation.units import split_units
from casus.records import UNREAD, BadRecord, Reading, Translated, Translation, as_json, from_json


@cache
def lexicon() -> Reader:
    return get_reader("lexicon")


def through(text: str, language: str) -> Reading:
    return read_report(foreign(text, language), lexicon(), WordTable())


@pytest.mark.parametrize(("text", "language"), [(RUSSIAN, "ru"), (ARABIC, "ar"), (FRENCH, "fr")])
class TestThroughATranslation:
    def test_the_report_stays_as_it_was_published(self, text: str, language: str) -> None:
        reading = through(text, language)
        assert (reading.report.text, reading.report.language) == (text, language) == (text, identify_language(text))
        assert reading.report.id == foreign(text, language).id

    def test_every_record_points_at_the_original_and_at_the_translation(self, text: str, language: str) -> None:
        reading = through(text, language)
        assert {"ASSAULT"} <= {one.type for one in reading.events} and reading.tolls[0].low == 12
        assert reading.translation is not None
        for one in reading.statements():
            assert one.translated is not None and one.span == one.sentence
            sentence = text[slice(*one.sentence)]
            words = reading.translation.text[slice(*one.translated.span)]
            assert words in TOLD[sentence]
            assert not any(actor.mention for actor in one.voice)

    def test_the_reading_says_who_translated(self, text: str, language: str) -> None:
        reading = through(text, language)
        assert reading.reader == f"{lexicon().version}, translated by table 1"
        assert {
            (one.translated.language, one.translated.translator) for one in reading.statements() if one.translated
        } == {(language, "table 1")}
        assert "translated by" not in reading.report.notes[-1] and "by table 1" in reading.report.notes[-1]

    def test_it_comes_back_from_json(self, text: str, language: str) -> None:
        reading = through(text, language)
        assert from_json(Reading, as_json(reading)) == reading


def test_headings_lines_and_paragraphs_stay_in_the_translation() -> None:
    report = replace(foreign(RUSSIAN, "ru"), headings=((0, 14),))
    translation = translation_of(report, WordTable())
    assert translation.text.startswith("A city under fire\n\nRebels shelled the city of Goma on Tuesday. The army")
    assert translated_report(report, translation).headings == ((0, 17),)


def test_a_report_in_a_language_of_the_reader_is_never_translated() -> None:
    class Never(WordTable):
        def translate(self, sentences: Sequence[str], source: str) -> list[str]:
            raise AssertionError("nothing was to be translated")

    english = foreign("Rebels shelled the city of Goma on Tuesday.", "en")
    assert read_report(english, lexicon(), Never()) == lexicon().read(english)
    assert read_report(replace(english, language=None), lexicon(), Never()).translation is None


# --- left unread ------------------------------------------------------------------------------------------------------


def test_without_a_translator_it_is_left_unread_with_a_note() -> None:
    reading = read_report(replace(foreign(RUSSIAN, "ru"), notes=("kept",)), lexicon())
    assert list(reading.statements()) == [] and reading.reader == UNREAD and reading.translation is None
    assert reading.report.notes == (
        "kept",
        "not read: it is in Russian, and the lexicon reader reads English; name a translator "
        "(casus read --translator), or give a translation into English",
    )


class Answers(WordTable):
    """Answers as it is told to."""

    def __init__(self, made: Sequence[object]) -> None:
        self.made = made

    def translate(self, sentences: Sequence[str], source: str) -> list[str]:
        return cast("list[str]", list(self.made))


_GOOD = list(TOLD.values())[:4]


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (_GOOD[:3], "the translator answered 4 sentences with 3"),
        ([*_GOOD, "One more."], "the translator answered 4 sentences with 5"),
        ([], "the translator answered 4 sentences with 0"),
        ([*_GOOD[:3], " \n\t"], "the translator left a sentence out"),
        ([*_GOOD[:3], None], "the translator answered with something that is no text"),
        ([*_GOOD[:3], "very " * 10_000], "the translator answered 61 characters with 50,000"),
        ([*_GOOD[:3], "<script>alert(1)</script>"], "the translator answered with HTML"),
        ([*_GOOD[:3], "It said &quot;no&quot;."], "the translator answered with HTML"),
        ([*_GOOD[:3], "half \ud800 a letter"], "the translator answered with characters that stand in no text"),
        ([*_GOOD[:3], "nothing\0"], "the translator answered with characters that stand in no text"),
        ([one for one in TOLD if one in RUSSIAN], "the translation came back in Russian"),
    ],
)
def test_what_cannot_be_a_translation_is_refused(answers: Sequence[object], why: str) -> None:
    reading = read_report(foreign(RUSSIAN, "ru"), lexicon(), Answers(answers))
    assert reading.report.notes == (f"not read: it is in Russian, and {why}",)
    assert reading.reader == UNREAD and list(reading.statements()) == []


def test_a_language_that_the_translator_does_not_know_is_left_unread() -> None:
    reading = read_report(foreign("Die Armee griff die Stadt an.", "de"), lexicon(), WordTable())
    assert reading.report.notes == ("not read: it is in German, and table 1 does not translate from it",)


# --- alignment --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (RUSSIAN, [one for one in TOLD if one in RUSSIAN]),
        (ARABIC, [one for one in TOLD if one in ARABIC]),
        ("Он жил в г. Москва. Там и умер.", ["Он жил в г. Москва.", "Там и умер."]),
        ("军队炮击了该市。十二人死亡！谁说的？", ["军队炮击了该市。", "十二人死亡！", "谁说的？"]),
        ("सेना ने गोलाबारी की। बारह लोग मारे गए।", ["सेना ने गोलाबारी की।", "बारह लोग मारे गए।"]),
        ("Il a dit : « Non. » Puis rien… ensuite tout.", ["Il a dit : « Non. »", "Puis rien… ensuite tout."]),
        ("1,5 млн. человек бежали. Все.", ["1,5 млн. человек бежали.", "Все."]),
    ],
)
def test_sentences_of_any_script(text: str, sentences: list[str]) -> None:
    assert [text[slice(*span)] for span in split_units(foreign(text, "xx"))] == sentences


_TEXTS = st.text(st.sampled_from("Яёшаبгd12 .!?。؟।…»”\n\t"), max_size=120) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), max_size=80
)


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_every_word_stands_in_one_sentence(text: str) -> None:
    spans = split_units(foreign(text, "ru"))
    covered = "".join(text[start:end] for start, end in spans)
    assert [one for one in covered if not one.isspace()] == [one for one in text if not one.isspace()]
    assert spans == sorted(spans) and all(text[start:end].strip() == text[start:end] for start, end in spans)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from([*list(TOLD)[:5], "12.", "—", "Новость дня"]), max_size=8), st.sampled_from([" ", "\n"])
)
def test_spans_index_both_texts_whatever_the_report(sentences: list[str], between: str) -> None:
    text = between.join(sentences)
    reading = read_report(foreign(text, "ru"), lexicon(), WordTable())
    if reading.reader == UNREAD:
        return
    translation = reading.translation
    assert translation is not None
    assert [text[slice(*one.original)] for one in translation.sentences] == [
        text[slice(*span)] for span in split_units(reading.report)
    ]
    for one in reading.statements():
        assert one.translated is not None and one.sentence[1] <= len(text)
        words = translation.text[slice(*one.translated.span)]
        assert words and words in translation.words(one.span)


def test_a_translation_that_is_out_of_order_is_no_translation() -> None:
    translation = through(FRENCH, "fr").translation
    assert translation is not None
    with pytest.raises(BadRecord, match="in order"):
        replace(translation, sentences=translation.sentences[::-1])
    with pytest.raises(BadRecord, match="ends behind"):
        replace(translation, text="short")
    with pytest.raises(BadRecord, match="No sentence of the translation stands at"):
        translation.original((900, 901))
    with pytest.raises(BadRecord, match="cannot stand at"):
        Translated(span=(3, 3), language="fr", translator="table 1")
    assert Translation(source="fr", translator="t", text="", sentences=()).words((0, 5)) == ""
