"""Running counts: how many were added, and what that makes in all ("54 more were killed, which makes 158")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casus.reading.toll_counts import Count
from casus.reading.words import VERB_TAGS, Word

_MORE = frozenset("more further additional new another".split())
_LIST = r"(?:count|tally|total|list|toll|figure|number|sum)"
_OWN = r"(?:(?:its|the|their|his|her|own|overall|official|death|grand|confirmed|whole) )*"
_TOTAL_BEFORE = re.compile(
    r"(?:\b(?:rais|bring|brought|tak|took|push|lift|increas|put)\w* "
    rf"(?:it|{_OWN}{_LIST}(?: [\w ]{{1,40}}?)?) (?:up )?(?:to|at)"
    rf"|\b(?:which|that|this|it)(?: now)? (?:makes?|made)|\bmaking|\b{_OWN}{_LIST} (?:\w+ )?(?:\w+ )?"
    r"(?:stands? at|stood at|holds?|held|comes? to|came to|is|was|reach(?:es|ed)|contains?|has)"
    r"|\bnow (?:counts?|lists?|numbers|stands at|has|holds)|\b(?:in all|all told|altogether|in total),?|\bto make) $",
    re.IGNORECASE,
)
_TOTAL_BEHIND = re.compile(r"(?:\w+ ){0,2}?(?:in (?:all|total)|all told|altogether|overall)\b", re.IGNORECASE)
_OVER = frozenset("pass exceed surpass top cross".split())
_UNDER = frozenset("approach near".split())


def is_added(words: Sequence[Word], at: int) -> bool:
    """Whether the number that is the word `at` is told as an increase: "54 more", "another 54", "59 more deaths"."""
    near = [*words[max(0, at - 2) : at], *words[at + 1 : at + 2]]
    if at and words[at - 1].lemma == "add" and words[at - 1].tag in VERB_TAGS:
        return True
    return any(word.low in _MORE for word in near) and not (at + 2 < len(words) and words[at + 2].low == "than")


def is_total(words: Sequence[Word], first: Count, count: Count) -> bool:
    """Whether a number is the sum of what was counted before: "..., 673 in all", "put its total at 1,068"."""
    if count.size <= first.size:
        return False
    between = " ".join(word.low for word in words[first.end : count.number.index]) + " "
    behind = " ".join(word.low for word in words[count.number.index + 1 : count.number.index + 6])
    return _TOTAL_BEFORE.search(between) is not None or _TOTAL_BEHIND.match(behind) is not None


def told_bounds(
    words: Sequence[Word], count: Count, bounds: tuple[int | None, int | None, int | None]
) -> tuple[int | None, int | None, int | None]:
    """low, best and high of a number behind its verb: "passed 1,000" is 1,001 or more, "approached 5,000" is less."""
    low, best, high = bounds
    verb = words[count.start - 1].lemma if count.start else ""
    if low is None or not low == best == high:
        return bounds
    return (low + 1, None, None) if verb in _OVER else (None, None, low - 1) if verb in _UNDER else bounds
