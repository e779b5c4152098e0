"""From drafts to the records of a reading: ids, order, contexts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from casus.knowledge.tables import document
from casus.knowledge.tokens import name_key
from casus.reading.drafts import Draft
from casus.reading.passage import Passage
from casus.reading.pledges import PledgeDraft
from casus.reading.quotes import Quotation, held_by, quote_span, worth_recording
from casus.reading.sentences import Sentence
from casus.reading.ties import TieDraft
from casus.reading.tolls import TollDraft
from casus.reading.truces import TruceDraft
from casus.reading.words import Word, noun_lemma
from casus.records import Event, Pledge, Quote, Reading, Report, Span, Tie, Toll, Truce


class Assembly:
    """Collects the drafts of all sentences and turns them into one reading. reader: who reads, with version."""

    def __init__(self, report: Report, reader: str) -> None:
        self.report, self.reader = report, reader
        self._events: list[tuple[Span, Draft]] = []
        self._contexts: dict[Span, tuple[str, ...]] = {}
        self._tolls: list[tuple[Span, TollDraft]] = []
        self._truces: list[tuple[Span, TruceDraft]] = []
        self._pledges: list[tuple[Span, PledgeDraft]] = []
        self._ties: list[tuple[Span, TieDraft]] = []

    def add(
        self,
        passage: Passage,
        events: Sequence[Draft],
        tolls: Sequence[TollDraft],
        truces: Sequence[TruceDraft],
        pledges: Sequence[PledgeDraft],
        ties: Sequence[TieDraft],
    ) -> None:
        """Keep what one sentence states."""
        where = passage.span
        if events:
            self._contexts[where] = contexts_of(passage.words)
        self._events += [(where, draft) for draft in sorted(_distinct(events), key=lambda draft: draft.span)]
        self._tolls += [(where, draft) for draft in tolls]
        self._truces += [(where, draft) for draft in truces]
        self._pledges += [(where, draft) for draft in pledges]
        self._ties += [(where, draft) for draft in ties]

    def reading(self, sentences: Sequence[Sentence], quotes: Sequence[Quotation]) -> Reading:
        """All records, numbered in the order of the text."""
        ids = {id(draft): f"e{n}" for n, (_, draft) in enumerate(self._events, 1)}
        toll_ids = {id(draft): f"t{n}" for n, (_, draft) in enumerate(self._tolls, 1)}
        return Reading(
            report=self.report,
            reader=self.reader,
            events=tuple(self._event(ids, where, draft) for where, draft in self._events),
            tolls=tuple(self._toll(toll_ids, where, draft) for where, draft in self._tolls),
            truces=tuple(self._truce(n, where, draft) for n, (where, draft) in enumerate(self._truces, 1)),
            pledges=tuple(self._pledge(n, where, draft) for n, (where, draft) in enumerate(self._pledges, 1)),
            ties=tuple(self._tie(n, where, draft) for n, (where, draft) in enumerate(self._one_war_a_pair(), 1)),
            quotes=tuple(self._quotes(sentences, quotes)),
        )

    def _event(self, ids: dict[int, str], where: Span, draft: Draft) -> Event:
        stance = draft.stance
        assert stance is not None
        outer = ids.get(id(stance.within)) if stance.within is not None and stance.within is not draft else None
        return Event(
            id=ids[id(draft)],
            span=_inside(draft.span, where),
            sentence=where,
            voice=stance.voice,
            channel=draft.channel or stance.channel,
            confidence=round(draft.confidence, 2),
            type=draft.type,
            mode=draft.mode,
            contexts=self._contexts[where],
            actors=draft.actors,
            recipients=draft.recipients,
            status=draft.status,
            place=draft.place,
            time=draft.time,
            within=outer,
            code=draft.code,
        )

    def _toll(self, ids: dict[int, str], where: Span, draft: TollDraft) -> Toll:
        return Toll(
            id=ids[id(draft)],
            span=_inside(draft.span, where),
            sentence=where,
            voice=draft.stance.voice,
            channel=draft.stance.channel,
            confidence=draft.confidence,
            effect=draft.effect,
            low=draft.low,
            best=draft.best,
            high=draft.high,
            group=draft.group,
            of=draft.of,
            by=draft.by,
            place=draft.place,
            time=draft.time,
            part_of=ids.get(id(draft.whole)) if draft.whole is not None else None,
            caveat=draft.caveat,
        )

    def _truce(self, n: int, where: Span, draft: TruceDraft) -> Truce:
        return Truce(
            id=f"c{n}",
            span=_inside(draft.span, where),
            sentence=where,
            voice=draft.stance.voice,
            channel=draft.stance.channel,
            confidence=draft.confidence,
            parties=draft.parties,
            mediators=draft.mediators,
            state=draft.state,
            times=draft.times,
            place=draft.place,
            time=draft.time,
        )

    def _pledge(self, n: int, where: Span, draft: PledgeDraft) -> Pledge:
        return Pledge(
            id=f"p{n}",
            span=_inside(draft.span, where),
            sentence=where,
            voice=draft.stance.voice,
            channel=draft.stance.channel,
            confidence=draft.confidence,
            guarantors=draft.guarantors,
            beneficiaries=draft.beneficiaries,
            act=draft.act,
            condition=draft.condition,
            trigger=draft.trigger,
            state=draft.state,
        )

    def _tie(self, n: int, where: Span, draft: TieDraft) -> Tie:
        return Tie(
            id=f"r{n}",
            span=_inside(draft.span, where),
            sentence=where,
            voice=draft.stance.voice,
            channel=draft.stance.channel,
            confidence=draft.confidence,
            kind=draft.kind,
            a=draft.a,
            b=draft.b,
            place=draft.place,
        )

    def _one_war_a_pair(self) -> list[tuple[Span, TieDraft]]:
        """One tie of a kind a pair and voice: the first."""
        seen: set[tuple[object, ...]] = set()
        kept = []
        for where, draft in self._ties:
            pair = frozenset((frozenset(a.name for a in draft.a), frozenset(b.name for b in draft.b)))
            key = (draft.kind, pair, tuple(v.name for v in draft.stance.voice) if draft.kind != "belligerent" else ())
            if key not in seen:
                seen.add(key)
                kept.append((where, draft))
        return kept

    def _quotes(self, sentences: Sequence[Sentence], quotes: Sequence[Quotation]) -> list[Quote]:
        found: list[Quote] = []
        for quote in quotes:
            if not quote.speakers or not worth_recording(self.report, quote):
                continue
            start, end = quote_span(self.report, quote)
            holding = held_by(start, end, sentences)
            if holding and start < end:
                found.append(
                    Quote(
                        id=f"q{len(found) + 1}",
                        span=(start, end),
                        sentence=(sentences[holding[0]].start, max(sentences[holding[-1]].end, end)),
                        voice=quote.speakers,
                        channel=quote.channel,
                        confidence=0.8,
                        speakers=quote.speakers,
                        text=self.report.text[start:end],
                    )
                )
        return found


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """A bare repetition adds nothing: of the same act with the same sides and status in a sentence, the first."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for draft in drafts:
        sides = (frozenset(a.name for a in draft.actors), frozenset(a.name for a in draft.recipients))
        key = (draft.type, draft.mode, draft.status, sides, draft.place.name if draft.place else None)
        if key not in seen:
            seen.add(key)
            kept.append(draft)
    return kept


def _inside(span: Span, sentence: Span) -> Span:
    start, end = max(span[0], sentence[0]), min(span[1], sentence[1])
    return (start, end) if start < end else sentence


@cache
def _context_cues() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word of a cue -> (its other words, context)."""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    raw: dict[str, Any] = document("contexts.yaml")
    for context, cues in raw.items():
        for cue in cues:
            first, *rest = name_key(str(cue))
            by_first.setdefault(first, []).append((tuple(rest), context))
    return by_first


def contexts_of(words: Sequence[Word]) -> tuple[str, ...]:
    """The PLOVER contexts whose cue words stand among some words, sorted; the last word of a cue may be plural."""
    cues, found = _context_cues(), set()
    forms = [(word.low, noun_lemma(word.low)) for word in words]
    for at, (low, lemma) in enumerate(forms):
        for key in {low, lemma}:
            for rest, context in cues.get(key, ()):
                behind = forms[at + 1 : at + 1 + len(rest)]
                if len(behind) == len(rest) and all(wanted in form for wanted, form in zip(rest, behind, strict=True)):
                    found.add(context)
    return tuple(sorted(found))
