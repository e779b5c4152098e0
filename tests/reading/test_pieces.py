"""Words are cut into pieces with the way back."""

from importlib.resources import as_file, files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.reading.pieces import CLOSE, LONGEST, OPEN, Pieces


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    with as_file(files("casus.reading") / "data" / "model" / "tokenizer.json") as path:
        return Pieces(path)


def test_every_word_knows_its_pieces(pieces: Pieces) -> None:
    cut = pieces.cut(["Azerbaijani", "forces", "shelled", "Stepanakert"])
    assert (cut.ids[0], cut.ids[-1]) == (OPEN, CLOSE)
    for word, (first, last) in enumerate(zip(cut.first, cut.last, strict=True), 1):
        assert set(cut.word_of[first : last + 1]) == {word}
    assert cut.last[3] > cut.first[3]  # a rare name has several pieces


def test_what_is_too_long_is_cut_and_points_at_the_closing_mark(pieces: Pieces) -> None:
    cut = pieces.cut(["Stepanakert"] * 500)
    assert len(cut.ids) <= LONGEST + 1 and len(cut.first) == 500
    assert cut.first[-1] == cut.last[-1] == len(cut.ids) - 1


@given(st.lists(st.text(max_size=12), min_size=1, max_size=30))
def test_any_words_can_be_cut(pieces: Pieces, words: list[str]) -> None:
    cut = pieces.cut(words)
    assert len(cut.first) == len(cut.last) == len(words)
    assert len(cut.ids) == len(cut.word_of)
    assert all(first <= last < len(cut.ids) for first, last in zip(cut.first, cut.last, strict=True))
