"""Words into the pieces the encoder knows, with the way back from pieces to words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer

OPEN, CLOSE, UNKNOWN = 101, 102, 100
"""[CLS], [SEP] and [UNK] of the encoder's vocabulary."""
LONGEST = 256
"""Pieces of a sentence that are read; the words behind them bear no scores."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One sentence in pieces.

    ids: pieces with the marks around them. word_of: word of each piece counted from 1, 0 for the marks.
    first, last: first and last piece of each word; words behind the cut point at the closing mark.
    """

    ids: list[int]
    word_of: list[int]
    first: list[int]
    last: list[int]


class Pieces:
    """Cuts words into pieces; the pieces of a word are remembered, since words come again."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._pieces = lru_cache(maxsize=50_000)(self._of_word)

    def cut(self, words: Sequence[str]) -> Cut:
        """The pieces of a sentence."""
        ids, word_of, first, last = [OPEN], [0], [], []
        for at, word in enumerate(words, 1):
            its = self._pieces(word)
            if len(ids) + len(its) >= LONGEST:
                break
            first.append(len(ids))
            ids += its
            word_of += [at] * len(its)
            last.append(len(ids) - 1)
        behind = len(words) - len(first)
        ids.append(CLOSE)
        word_of.append(0)
        return Cut(ids, word_of, first + [len(ids) - 1] * behind, last + [len(ids) - 1] * behind)

    def _of_word(self, word: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(word, add_special_tokens=False).ids) or (UNKNOWN,)
