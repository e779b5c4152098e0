"""Promises with a stated condition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casus.reading.clauses import Clause
from casus.reading.drafts import Draft, Stance
from casus.reading.frames import Frames
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.settings import find_place, place_of
from casus.reading.stances import Stances
from casus.records import Actor, EventType, Span
from casus.records.pledge import Trigger

_PROMISES = {
    "AGREE",
    "AID",
    "SUPPORT",
    "COOPERATE",
    "RETREAT",
    "CONCEDE",
    "CONSULT",
    "ASSAULT",
    "SANCTION",
    "COERCE",
    "MOBILIZE",
    "THREATEN",
}
_IF = {"if", "unless", "should", "once"}


@dataclass(slots=True, eq=False)
class PledgeDraft:
    """A pledge in the making."""

    span: Span
    stance: Stance
    guarantors: tuple[Actor, ...]
    beneficiaries: tuple[Actor, ...]
    act: EventType
    condition: str
    trigger: Trigger
    confidence: float = 0.65


def find_pledges(passage: Passage, drafts: Sequence[Draft], stances: Stances) -> list[PledgeDraft]:
    """The pledges of one sentence: a promised act together with an if-clause or "in case of"."""
    condition = _condition(passage)
    if condition is None:
        return []
    words, trigger_clause, trigger_phrase = condition
    for draft in drafts:
        if (
            draft.type in _PROMISES
            and draft.status in ("future", "conditional", "actual")
            and draft.actors
            and _is_promised(draft)
        ):
            if draft.clause is trigger_clause or (draft.phrase is not None and draft.phrase is trigger_phrase):
                continue
            promised = _promised_act(draft, drafts)
            trigger = _trigger(passage, drafts, stances.frames, trigger_clause, trigger_phrase)
            benefit = tuple(actor for actor in draft.recipients if actor.name != "unidentified")
            stance = draft.stance or Stance()
            voice = stance.voice or (draft.actors if draft.type in ("AGREE", "THREATEN") else ())
            told = Stance(None, voice, stance.channel or draft.channel)
            return [PledgeDraft(draft.span, told, draft.actors, benefit, promised, words, trigger)]
    return []


def _is_promised(draft: Draft) -> bool:
    """A promise lies ahead: a future act, or a speech act that promises."""
    if draft.type in ("AGREE", "CONCEDE", "THREATEN"):
        return True
    return draft.status == "future" or (draft.clause is not None and draft.clause.verb.modal in ("will", "would"))


def _promised_act(draft: Draft, drafts: Sequence[Draft]) -> EventType:
    inner = next((one for one in drafts if one.stance is not None and one.stance.within is draft), None)
    if inner is not None:
        return inner.type
    return draft.type


def _condition(passage: Passage) -> tuple[str, Clause | None, NounPhrase | None] | None:
    """The words of the condition, and the clause or phrase that names it."""
    text = passage.report.text
    for clause in passage.clauses:
        if clause.marker in _IF:
            start = _marker_start(passage, clause)
            end = _clause_end(passage, clause)
            return text[start:end].strip(" ,."), clause, None
    for phrase in passage.phrases():
        if phrase.preposition == "in" and phrase.head.lemma in ("case", "event") and phrase.after:
            inner = phrase.after[0]
            end = max([inner.head.end, *(behind.members()[-1].head.end for behind in _all_behind(inner))])
            return text[_before(passage, phrase) : end], None, inner
    return None


def _all_behind(phrase: NounPhrase, depth: int = 4) -> list[NounPhrase]:
    found = []
    for behind in phrase.members()[-1].after:
        found += [behind, *(_all_behind(behind, depth - 1) if depth else [])]
    return found


def _before(passage: Passage, phrase: NounPhrase) -> int:
    """The start of a phrase with its preposition."""
    index = phrase.first.index
    return passage.words[index - 1].start if index else phrase.first.start


def _marker_start(passage: Passage, clause: Clause) -> int:
    first = clause.subject.first.index if clause.subject is not None else clause.verb.main.index
    for word in reversed(passage.words[: first + 1]):
        if word.low == clause.marker:
            return word.start
    return passage.words[first].start


def _clause_end(passage: Passage, clause: Clause) -> int:
    """Up to the comma that closes the clause, or the end of the sentence."""
    for word in passage.words[clause.verb.main.index :]:
        if word.tag in (",", ";", "”"):
            return word.start
    return passage.sentence.end


def _trigger(
    passage: Passage, drafts: Sequence[Draft], frames: Frames, clause: Clause | None, phrase: NounPhrase | None
) -> Trigger:
    """What would set the pledge off, read like any other act."""
    found = next(
        (
            d
            for d in drafts
            if (clause is not None and d.clause is clause) or (phrase is not None and d.phrase is phrase)
        ),
        None,
    )
    if found is None and phrase is not None:
        sense = frames.noun_sense(phrase)
        found = frames.noun_draft(phrase, sense, None) if sense is not None else None
        if found is not None:
            found.place = find_place(passage, found)
    if found is None:
        return Trigger()
    place = found.place or next(
        (place_of(p.head) for p in (_all_behind(phrase) if phrase is not None else []) if place_of(p.head)), None
    )
    return Trigger(
        type=found.type,
        actors=tuple(a for a in found.actors if a.name != "unidentified"),
        recipients=found.recipients,
        place=place,
    )
