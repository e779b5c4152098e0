"""Pledges that the model sees where the rules see none: an act of the sentence that hangs on a condition."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casus.reading.composition import OTHER_SIDE, SIDE, Composer
from casus.reading.drafts import Draft, Stance
from casus.reading.pledges import PledgeDraft, is_one, state_of
from casus.reading.words import VERB_TAGS, Word
from casus.records import Actor
from casus.records.pledge import Trigger

_CONDITION = 0.4
"""From this probability on a word belongs to a condition."""
_LEAD = 3
"""Words before a condition among which the word that opens it may stand."""
_SIDE_KINDS = {"state", "capital", "adjective", "group"}
CONDITIONAL = re.compile(
    r"\b(?:if|unless|once|when|whenever|should|until|till|after|as (?:soon|long) as|so long as|in case"
    r"|in the (?:event|case)|provid(?:ed|ing)|on (?:the )?condition|in (?:return|exchange) for"
    r"|only|without|were|had|subject to)\b",
    re.IGNORECASE,
)
"""Words that open a condition."""
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
        condition = _from_cue(composer, _condition(composer, at))
        made = _pledge(composer, at, draft, condition) if condition else None
        if made is not None:
            found.append(made)
    return found


def distinct(pledges: Sequence[PledgeDraft]) -> list[PledgeDraft]:
    """Of several pledges of one act on one condition, the one that names the most sides; the first of equals."""
    best: dict[tuple[str, str], PledgeDraft] = {}
    for pledge in pledges:
        key = (pledge.act, pledge.condition)
        if key not in best or _sides(pledge) > _sides(best[key]):
            best[key] = pledge
    return list(best.values())


def _sides(pledge: PledgeDraft) -> int:
    return len(pledge.guarantors) + len(pledge.beneficiaries)


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


def _from_cue(composer: Composer, condition: Sequence[Word]) -> Sequence[Word]:
    """A condition from the word on that opens it ("if", "in return for"); empty where none does and nothing happens."""
    if not condition:
        return condition
    first = max(0, condition[0].index - _LEAD)
    words = composer.words[first : condition[-1].index + 1]
    cue = CONDITIONAL.search(composer.passage.report.text, words[0].start, words[-1].end)
    opens = next((word for word in words if cue is not None and word.end > cue.start()), None)
    if opens is None:
        told = any(word.tag in VERB_TAGS for word in condition) or any(word.tag == "IN" for word in words[: _LEAD + 1])
        return condition if told else ()  # "to strike any base and any movement of troops" has no condition
    return composer.words[
        opens.index if opens.index > condition[0].index else condition[0].index : condition[-1].index + 1
    ]


def _pledge(composer: Composer, at: int, draft: Draft, condition: Sequence[Word]) -> PledgeDraft | None:
    """The pledge of an act on a condition; None where nobody is known to make it."""
    assert draft.stance is not None
    inside = [composer.acts[word.index] for word in condition if word.index in composer.acts]
    awaited = max(inside, key=lambda one: one.confidence, default=None)
    words = composer.passage.report.text[condition[0].start : condition[-1].end]
    guarantors = _guarantors(composer, at, draft, awaited.actors if awaited is not None else ())
    if not guarantors:
        return None
    return PledgeDraft(
        span=draft.span,
        stance=Stance(None, draft.stance.voice, draft.stance.channel),
        guarantors=guarantors,
        beneficiaries=_beneficiaries(composer, at, draft, condition, guarantors),
        act=draft.type,
        condition=" ".join(words.split()).strip(' ,.“”"'),
        trigger=Trigger()
        if awaited is None
        else Trigger(type=awaited.type, actors=awaited.actors, recipients=awaited.recipients, place=awaited.place),
        confidence=0.5,
    )


def _guarantors(composer: Composer, at: int, draft: Draft, awaited: Sequence[Actor]) -> tuple[Actor, ...]:
    """Who promises: whom the model takes for it, not what is sent, nor those whose act is awaited; else who speaks."""
    assert draft.stance is not None
    clause, voice = draft.clause, draft.stance.voice
    found = composer.fillers(at, SIDE, composer.fit.side) or draft.actors or voice
    if clause is not None and clause.verb.passive and clause.subject is not None:
        start, end = clause.subject.span
        found = tuple(one for one in found if one.mention is None or not start <= one.mention[0] < end)
        found = found or tuple(state_of(one) for one in voice)  # "troops would be sent, the vice president said"
    if found and all(any(is_one(one, other) for other in awaited) for one in found):
        return tuple(one for one in voice if not any(is_one(one, other) for other in awaited))
    return found


def _beneficiaries(
    composer: Composer, at: int, draft: Draft, condition: Sequence[Word], guarantors: Sequence[Actor]
) -> tuple[Actor, ...]:
    """Whom it helps: whom the model takes for it, else the one other side that the condition of help names.

    Nobody promises to help himself, but the members of an alliance may promise it to each other.
    """
    found = composer.fillers(at, OTHER_SIDE, composer.fit.side)
    mutual = {one.name for one in guarantors if "IGO" in one.sectors}
    others = tuple(one for one in found if one.name in mutual or not any(is_one(one, other) for other in guarantors))
    if others or draft.type not in ("AID", "SUPPORT", "MOBILIZE"):
        return others
    named = {word.names[0].name: word for word in condition if word.names and word.names[0].kind in _SIDE_KINDS}
    known = [word.names[0].actor((word.start, word.end)) for word in named.values()]
    asking = [one for one in known if not any(is_one(one, other) for other in guarantors)]
    return tuple(asking) if len(asking) == 1 else ()
