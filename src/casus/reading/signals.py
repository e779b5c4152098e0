"""What the lexicon and its rules say of each word of a sentence, as small numbers that a model can weigh.

The trained reader does not trust the rules; it learns when they are right. A signal is a row of indexes a word, one for
each of `SIGNALS`, and a set of arcs between words ("the rules take this word for the actor of that act").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from casus.reading.drafts import Draft
from casus.reading.lexicon_reader import Sketch
from casus.reading.words import Word
from casus.records import Actor, Effect, EventType, Span, Status, TieKind, TruceState

TYPES: tuple[str, ...] = get_args(EventType)
STATUSES: tuple[str, ...] = get_args(Status)
EFFECTS: tuple[str, ...] = get_args(Effect)
TRUCE_STATES: tuple[str, ...] = get_args(TruceState)
TIES: tuple[str, ...] = get_args(TieKind)
ROLES = ("actor", "recipient", "voice", "within", "place", "time", "of", "by", "side", "other side")
"""Arcs from a trigger. side: parties of a truce, guarantors of a pledge, a of a tie; other side: beneficiaries, b."""

_KINDS = ("leader", "state", "capital", "people", "ethnic", "group", "organisation", "institution", "adjective")
_TAGS = "NN NNP JJ RB VB VBP VBZ VBD VBN VBG MD TO IN CC CD DT PRP PRP$ WP POS SC NEG TIME , . : ; “ ” ( ) -".split()
SIGNALS = {
    "kind": len(_KINDS) + 4,  # what a known name is; a place, a time, a number
    "tag": len(_TAGS) + 1,
    "sense": len(TYPES) + 1,  # what the lexicon lists the word for
    "act": len(TYPES) + 1,  # the act the rules see here
    "status": 2 * len(STATUSES) + 1,  # its status, and whether the rules keep it
    "part": 8,  # doer, sufferer, voice of some act: bits
    "other": 1 + len(EFFECTS) + len(TRUCE_STATES) + len(TIES) + 1,  # toll, truce, tie or pledge stated here
    "quoted": 2,  # between quotation marks
    "weight": 9,  # of the lexicon entry behind the act, and whether it is a phrase or asks for its object
}
"""Name of each signal -> how many values it takes."""

Arc = tuple[int, int, int]
"""(role, index of the trigger word, index of the other word)."""


class Rows:
    """The words of a passage with the signals and arcs of its sketch.

    signals: one list a word, in the order of `SIGNALS`. arcs: without repetitions.
    """

    def __init__(self, sketch: Sketch) -> None:
        self.passage = sketch.passage
        self.words = sketch.passage.words
        self._starts = [word.start for word in self.words]
        self.signals = [self._plain(word) for word in self.words]
        self.arcs: set[Arc] = set()
        self._mark_quotes()
        self._mark_drafts(sketch)
        self._mark_others(sketch)

    def at(self, span: Span) -> int | None:
        """Index of the last word that overlaps a span; None where it lies outside the sentence."""
        found = None
        for word in self.words:
            if word.start < span[1] and span[0] < word.end:
                found = word.index
        return found

    # ------------------------------------------------------------------ each word by itself
    def _plain(self, word: Word) -> list[int]:
        kind = 0
        if word.names:
            kind = 1 + _KINDS.index(word.names[0].kind) if word.names[0].kind in _KINDS else 0
        elif word.place is not None:
            kind = len(_KINDS) + 1
        elif word.time is not None:
            kind = len(_KINDS) + 2
        elif word.quantity is not None:
            kind = len(_KINDS) + 3
        tag = 1 + _TAGS.index(word.tag) if word.tag in _TAGS else 0
        return [kind, tag, self._sense(word), 0, 0, 0, 0, 0, 0]

    def _sense(self, word: Word) -> int:
        lexicon = self.passage.lexicon
        if word.tag.startswith("VB"):
            senses = lexicon.of("verb", word.lemma)
        else:
            senses = lexicon.of("noun", word.lemma) or lexicon.of("noun", word.low)
        ours = next((sense for sense in senses if not sense.is_users), None)  # the model has learned from no codebook
        return 1 + TYPES.index(ours.type) if ours is not None else 0

    def _mark_quotes(self) -> None:
        for quote in self.passage.quotes:
            for word in self.words:
                if quote.start <= word.start < quote.end:
                    self.signals[word.index][7] = 1

    # ------------------------------------------------------------------ what the rules see
    def _mark_drafts(self, sketch: Sketch) -> None:
        triggers = {id(draft): word.index for draft in sketch.drafts if (word := trigger_of(draft)) is not None}
        kept = {id(draft) for draft in sketch.kept}
        for draft in sketch.drafts:
            at = triggers.get(id(draft))
            if at is None:
                continue
            row = self.signals[at]
            row[3] = 1 + TYPES.index(draft.type)
            row[4] = 1 + STATUSES.index(draft.status) + (len(STATUSES) if id(draft) in kept else 0)
            if draft.sense is not None:
                row[8] = 1 + draft.sense.weight + 4 * bool(draft.sense.words or draft.sense.objects)
            voice = draft.stance.voice if draft.stance is not None else ()
            for role, actors in enumerate((draft.actors, draft.recipients, voice)):
                for to in self._mentions(actors):
                    self.arcs.add((role, at, to))
                    self.signals[to][5] |= 1 << role
            outer = draft.stance.within if draft.stance is not None else None
            if outer is not None and outer is not draft and id(outer) in triggers:
                self.arcs.add((3, at, triggers[id(outer)]))

    def _mark_others(self, sketch: Sketch) -> None:
        base = 1
        for toll in sketch.tolls:
            at = self._mark_other(toll.span, base + EFFECTS.index(toll.effect))
            self._link(at, 6, toll.of)
            self._link(at, 7, toll.by)
        base += len(EFFECTS)
        for truce in sketch.truces:
            at = self._mark_other(truce.span, base + TRUCE_STATES.index(truce.state))
            self._link(at, 8, truce.parties)
        base += len(TRUCE_STATES)
        for tie in sketch.ties:
            at = self._mark_other(tie.span, base + TIES.index(tie.kind))
            self._link(at, 8, tie.a)
            self._link(at, 9, tie.b)
        for pledge in sketch.pledges:
            at = self._mark_other(pledge.span, base + len(TIES))
            self._link(at, 8, pledge.guarantors)
            self._link(at, 9, pledge.beneficiaries)

    def _mark_other(self, span: Span, value: int) -> int | None:
        last = None
        for word in self.words:
            if word.start < span[1] and span[0] < word.end:
                self.signals[word.index][6] = value
                last = word.index
        return last

    def _link(self, at: int | None, role: int, actors: Sequence[Actor]) -> None:
        if at is not None:
            self.arcs |= {(role, at, to) for to in self._mentions(actors)}

    def _mentions(self, actors: Sequence[Actor]) -> Iterator[int]:
        for actor in actors:
            if actor.mention is not None and (to := self.at(actor.mention)) is not None:
                yield to


def trigger_of(draft: Draft) -> Word | None:
    """The one word that carries an act: the head of its noun phrase, else the verb of its clause."""
    if draft.phrase is not None:
        return draft.phrase.head
    return draft.clause.verb.main if draft.clause is not None else None
