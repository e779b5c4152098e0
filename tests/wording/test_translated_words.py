"""Whatever rests on a translation says so."""

from __future__ import annotations

from dataclasses import replace

from made_statements import force, people, state, tie, toll, truce

from casus.records import Quote, Statement, Translated
from casus.situation.cited import Cited
from casus.wording.lines import record_line
from casus.wording.terms import limits, translated

_THROUGH = Translated(span=(0, 5), language="ru", translator="table 1")


def through(one: Cited) -> Cited:
    return replace(one, record=replace(one.record, translated=_THROUGH))


def test_every_kind_of_record_says_so_in_its_line() -> None:
    sides = (state("ARM"), state("AZE"))
    cited = [
        force("2020-10-01", *[[side] for side in sides]), toll("2020-10-01", 12, of=(people("AZE"),)),
        truce("2020-10-01", "agreed", sides), tie("2020-10-01", "belligerent", sides[:1], sides[1:]),
    ]  # fmt: skip
    for one in cited:
        assert "translated from Russian by table 1" in record_line(through(one).record).limits
        assert not any("translated" in limit for limit in record_line(one.record).limits)


def test_a_quote_in_translation_is_not_told_as_the_speakers_words() -> None:
    quote = Quote(id="q1", span=(0, 5), sentence=(0, 9), confidence=0.9, text="we stay", translated=_THROUGH)
    assert record_line(quote).limits == ("not in the words of the speaker", "translated from Russian by table 1")
    assert record_line(replace(quote, translated=None)).limits == ()


def test_the_voice_stands_before_the_translator() -> None:
    said = through(force("2020-10-01", voice=(state("ARM", "Armenia"),), channel="tweet")).record
    assert limits(said) == ("according to Armenia, in a tweet", "translated from Russian by table 1")


def test_what_rests_on_several_says_whether_all_were_translated() -> None:
    plain: Statement = force("2020-10-01").record
    other = through(force("2020-10-01")).record
    assert [translated(its) for its in ([], [plain], [other, other], [plain, other])] == [
        "", "", "translated", "in part translated",
    ]  # fmt: skip
