"""Pledges that the model sees where the rules see none: an act of the sentence that hangs on a condition."""

from __future__ import annotations

from collections.abc import Sequence

from casus.reading.composition import OTHER_SIDE, SIDE, Composer
from casus.reading.drafts import Draft, Stance
from casus.reading.pledges import PledgeDraft
from casus.reading.words import Word
from casus.records.pledge import Trigger

_CONDITION = 0.4
"""From this probability on a word belongs to a condition."""
_GAP = 3
"""Words from one part of a condition to the next that may still be one condition."""


def find_promises(composer: Composer) -> list[PledgeDraft]:
    """Acts that the model takes for promised, with the words of their condition; without these there is no pledge.

    composer: after its `drafts` was asked.
    """
    pledge = composer.labels["others"].index("pledge")
    found = []
    for at, draft in composer.acts.items():
        seen = any(one.span[0] <= composer.words[at].start < one.span[1] for one in composer.sketch.pledges)
        if seen or float(composer.verdict.others[at, pledge]) < composer.fit.pledge:
            continue
        condition = _condition(composer, at)
        if condition:
            found.append(_pledge(composer, at, draft, condition))
    return found


def _condition(composer: Composer, at: int) -> Sequence[Word]:
    """The likeliest stretch of words that is a condition and does not hold the act itself; empty where none is."""
    scores = composer.verdict.others[:, composer.labels["others"].index("condition")]
    runs: list[tuple[int, int]] = []
    for word in range(len(composer.words)):
        if float(scores[word]) < _CONDITION:
            continue
        if runs and word - runs[-1][1] <= _GAP and not runs[-1][1] < at < word:
            runs[-1] = (runs[-1][0], word)
        else:
            runs.append((word, word))
    runs = [(first, last) for first, last in runs if first < last and not first <= at <= last]
    first, last = max(runs, key=lambda run: float(scores[run[0] : run[1] + 1].sum()), default=(0, -1))
    return composer.words[first : last + 1]


def _pledge(composer: Composer, at: int, draft: Draft, condition: Sequence[Word]) -> PledgeDraft:
    assert draft.stance is not None
    inside = [composer.acts[word.index] for word in condition if word.index in composer.acts]
    awaited = max(inside, key=lambda one: one.confidence, default=None)
    words = composer.passage.report.text[condition[0].start : condition[-1].end]
    return PledgeDraft(
        span=draft.span,
        stance=Stance(None, draft.stance.voice, draft.stance.channel),
        guarantors=composer.fillers(at, SIDE, composer.fit.side) or draft.actors or draft.stance.voice,
        beneficiaries=composer.fillers(at, OTHER_SIDE, composer.fit.side),
        act=draft.type,
        condition=" ".join(words.split()).strip(" ,."),
        trigger=Trigger()
        if awaited is None
        else Trigger(type=awaited.type, actors=awaited.actors, recipients=awaited.recipients, place=awaited.place),
        confidence=0.5,
    )
