"""Reports in other languages in a ledger: kept unread, read later, with the translation beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from word_table import ARABIC, FRENCH, RUSSIAN, WordTable, foreign

from casus.exports.annotations import reviewed_sentences
from casus.ledger import Ledger, entry_of
from casus.ledger.mentions import mentions_of
from casus.reading import get_reader
from casus.reading.translation import read_report
from casus.records import UNREAD, BadRecord, Reading
from casus.situation import situations


def through(text: str, language: str) -> Reading:
    return read_report(foreign(text, language), get_reader("lexicon"), WordTable())


@pytest.mark.parametrize(("text", "language"), [(RUSSIAN, "ru"), (ARABIC, "ar"), (FRENCH, "fr")])
def test_a_translated_reading_comes_back_as_it_was(ledger: Ledger, text: str, language: str) -> None:
    reading = through(text, language)
    ledger.store(reading)
    assert reading.translation is not None and ledger.reading(reading.report.id) == reading


def test_an_unread_report_is_kept_and_counts_for_nothing(ledger: Ledger) -> None:
    unread = read_report(foreign(RUSSIAN, "ru"), get_reader("lexicon"))
    stored = ledger.store(unread)
    assert stored.is_new_report and stored.statements == 0
    assert ledger.reading(unread.report.id) == unread and unread.reader == UNREAD
    with ledger.asking() as connection:
        assert situations(connection, "2025-02-06") == []


def test_an_unread_report_is_read_when_there_is_a_translator(ledger: Ledger) -> None:
    unread, read = read_report(foreign(RUSSIAN, "ru"), get_reader("lexicon")), through(RUSSIAN, "ru")
    ledger.store(unread)
    stored = ledger.store(read)
    assert not stored.is_new_report and stored.is_new_reading and stored.statements > 0
    assert ledger.reading(read.report.id) == read
    ledger.store(unread)  # somebody reads the folder again without the translator
    assert ledger.reading(read.report.id) == read


def test_another_translator_makes_another_reading(ledger: Ledger) -> None:
    class Newer(WordTable):
        version = "table 2"

    first, second = through(RUSSIAN, "ru"), read_report(foreign(RUSSIAN, "ru"), get_reader("lexicon"), Newer())
    for one in (first, second, first):
        ledger.store(one)
        assert ledger.reading(one.report.id) == one


def test_statements_are_compared_by_the_words_that_were_read() -> None:
    words = {word for mention in mentions_of(through(RUSSIAN, "ru")) for word in mention.words}
    assert words and all(word.isascii() for word in words)


def test_reports_in_two_languages_can_tell_of_one_event(ledger: Ledger) -> None:
    ledger.store(through(RUSSIAN, "ru"))
    ledger.store(through(FRENCH, "fr"))
    with ledger.asking() as connection:
        heads = connection.exec_driver_sql("SELECT joins_id FROM mention WHERE joins_id IS NOT NULL").all()
    assert heads


def test_what_was_translated_can_be_corrected_but_trains_no_reader(ledger: Ledger) -> None:
    reading = through(RUSSIAN, "ru")
    ledger.store(reading)
    toll = reading.tolls[0]
    new = ledger.correct(f"{reading.report.id}/{toll.id}", replace(toll, low=13, best=13, high=13), "A. Analyst", None)
    with ledger.asking() as connection:
        assert list(reviewed_sentences(connection)) == []
    kept = ledger.reading(reading.report.id)
    assert kept is not None and kept.translation == reading.translation
    assert [(one.low, one.translated) for one in kept.tolls] == [(13, toll.translated)] and new.endswith(
        kept.tolls[0].id
    )


def test_what_no_database_keeps_is_refused_in_a_translation_too() -> None:
    reading = through(FRENCH, "fr")
    assert reading.translation is not None
    with pytest.raises(BadRecord, match="holds a NUL character"):
        entry_of(replace(reading, translation=replace(reading.translation, translator="table\0")))
