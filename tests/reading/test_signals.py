"""What the rules see reaches the model word by word."""

from short_reports import report_on

from casus.reading.lexicon_reader import LexiconReader, Sketch, body_of
from casus.reading.quotes import find_quotations
from casus.reading.sentences import split_sentences
from casus.reading.signals import ROLES, SIGNALS, STATUSES, TYPES, Rows, trigger_of

KINDS = list(SIGNALS)


def sketches(text: str) -> list[Sketch]:
    report = report_on(text)
    return list(LexiconReader().sketches(report, body_of(report, split_sentences(report)), find_quotations(report)))


def rows_of(text: str) -> Rows:
    return Rows(sketches(text)[0])


def words(rows: Rows) -> list[str]:
    return [word.text for word in rows.words]


def test_an_act_of_the_rules_is_marked_with_its_type_status_and_sides() -> None:
    rows = rows_of("Turkey attacked Syria on Sunday.")
    at = words(rows).index("attacked")
    marked = dict(zip(KINDS, rows.signals[at], strict=True))
    assert TYPES[marked["act"] - 1] == "ASSAULT"
    assert marked["status"] == 1 + STATUSES.index("actual") + len(STATUSES)  # seen, and kept
    assert marked["weight"] > 1
    assert (ROLES.index("actor"), at, words(rows).index("Turkey")) in rows.arcs
    assert (ROLES.index("recipient"), at, words(rows).index("Syria")) in rows.arcs


def test_every_signal_is_within_its_range() -> None:
    text = (
        "“We will shell Goma if they attack,” the M23 said. Five people were killed and 20 wounded on Monday, UN "
        "officials said. Russia, an ally of Armenia, denied that a ceasefire had been agreed. THE END 100 % @ # ؟"
    )
    for sketch in sketches(text):
        rows = Rows(sketch)
        for row in rows.signals:
            assert len(row) == len(SIGNALS)
            assert all(0 <= value < size for value, size in zip(row, SIGNALS.values(), strict=True))
        n = len(rows.words)
        assert all(role < len(ROLES) and trigger < n and other < n for role, trigger, other in rows.arcs)


def test_tolls_truces_and_ties_are_marked() -> None:
    column = KINDS.index("other")
    for text, word in (
        ("Five soldiers were killed in Aleppo.", "Five"),
        ("Russia and Ukraine agreed a ceasefire.", "ceasefire"),
        ("Iran backs Hezbollah.", "backs"),
    ):
        rows = rows_of(text)
        marked = {words(rows)[at] for at, row in enumerate(rows.signals) if row[column]}
        assert any(word in one for one in marked), (text, marked)


def test_words_between_quotation_marks_are_told() -> None:
    rows = rows_of("The minister said: “We will leave Goma.” Nobody answered.")
    quoted = [words(rows)[at] for at, row in enumerate(rows.signals) if row[KINDS.index("quoted")]]
    assert "leave" in quoted and "minister" not in quoted


def test_the_trigger_is_the_verb_or_the_head_of_the_noun_phrase() -> None:
    for text, expected in (
        ("Turkey attacked Syria.", "attacked"),
        ("Residents fled a Turkish attack on Syria.", "attack"),
    ):
        found = {word.text for draft in sketches(text)[0].drafts if (word := trigger_of(draft)) is not None}
        assert expected in found
