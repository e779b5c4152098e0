"""From the model's verdict on a sentence to its acts, with the sides, places and times that the rules resolve.

The model says which words are acts, of what type and status, and which words fill their roles; who a word stands for,
where a place lies and what day a phrase means is read by the same knowledge as the lexicon reader's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import numpy as np

from casus.reading.clauses import Clause
from casus.reading.drafts import Draft, Stance
from casus.reading.fit import Fit, log_odds, probability
from casus.reading.lexicon_reader import Sketch
from casus.reading.model import Floats, Verdict
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.referents import role_of
from casus.reading.sentence_reader import OFFICIAL, POLITICAL, UNIDENTIFIED, at_home, users_sense
from casus.reading.settings import find_place, find_time, is_ahead, is_history, is_of_speaker, place_of
from casus.reading.signals import ROLES, Rows, trigger_of
from casus.records import Actor, EventType, Span, Status

Cast = Mapping[int, tuple[Actor, ...]]
"""Index of a word -> the actors it stands for, as the rules read it."""
_OVERRULES = 0.5
"""From here on a word of the sentence is believed against somebody understood from the sentences before."""
_SURE = 0.9
"""A status so likely is not changed for a date that may have been resolved to the wrong year."""
ACTOR, RECIPIENT, VOICE, WITHIN, PLACE, TIME, OF, BY, SIDE, OTHER_SIDE = range(len(ROLES))


def cast_of(sketch: Sketch) -> dict[int, tuple[Actor, ...]]:
    """Whom each word of a sentence stands for; to be asked while the memory of the report is at this sentence."""
    passage, found = sketch.passage, dict[int, tuple[Actor, ...]]()
    for phrase in passage.phrases():
        actors = passage.referents.one(phrase)
        if actors:
            found.setdefault(phrase.head.index, actors)
            for actor in actors:
                if actor.mention is not None:
                    for word in phrase.words:
                        if word.start < actor.mention[1] and actor.mention[0] < word.end:
                            found.setdefault(word.index, actors)
    for word in passage.words:
        if word.index in found:
            continue
        if word.tag == "PRP$":
            found[word.index] = passage.referents.possessor(word)
        elif word.names:
            found[word.index] = (word.names[0].actor((word.start, word.end)),)
        elif word.tag in ("PRP", "NN", "NNP"):
            alone = NounPhrase([word])
            if word.tag == "PRP" or role_of([word]) is not None:
                found[word.index] = passage.referents.one(alone)
    return found


_ARMED = frozenset(("GOV", "MIL", "REB", "PRM", "UAF", "COP", "SPY", "CRM"))
"""Sectors of those who use force, or order it."""


class Composer:
    """Composes the acts of one sentence."""

    def __init__(
        self, sketch: Sketch, rows: Rows, verdict: Verdict, cast: Cast, labels: dict[str, list[str]], fit: Fit
    ) -> None:
        self.sketch, self.passage, self.verdict, self.cast = sketch, sketch.passage, verdict, cast
        self.words, self.labels, self.fit, self.rows = rows.words, labels, fit, rows
        self.noted: dict[Span, list[float]] = {}  # span of an act -> the evidence for it
        self.acts: dict[int, Draft] = {}  # index of a word -> the act it states, once `drafts` was asked
        self.seen: dict[int, Draft] = {}
        for draft in sketch.drafts:
            at = self._anchor(draft)
            if at is not None and draft.sense is not None and (at not in self.seen or draft in sketch.kept):
                self.seen[at] = draft

    def _anchor(self, draft: Draft) -> int | None:
        """The word of an act of the rules that the model most takes for one.

        That is "accusations" of "exchanged accusations".
        """
        trigger = trigger_of(draft)
        inside = [word.index for word in self.words if draft.span[0] <= word.start and word.end <= draft.span[1]]
        if trigger is not None and trigger.index not in inside:
            inside.append(trigger.index)
        if draft.sense is not None and draft.sense.objects and draft.patient is not None:
            inside.append(draft.patient.head.index)  # the object makes the verb this act
        return max(inside, key=lambda at: (float(1 - self.verdict.types[at, 0]), -at), default=None)

    def drafts(self) -> list[Draft]:
        """The acts of the sentence in the order of their words."""
        if self.words[-1].text == "?":
            return []  # a question states nothing
        found = {at: self._draft(at) for at in range(len(self.words)) if self._is_event(at)}
        for at, draft in found.items():
            self._hang(at, draft, found)
        self.acts = {
            at: draft for at, draft in found.items() if self._concerns(draft) and draft.confidence >= self.fit.least
        }
        drafts = list(self.acts.values())
        drafts += [draft for at, draft in self._implied() if at not in found or found[at].type != draft.type]
        return drafts + [draft for _, draft in sorted(self.seen.items()) if self._is_missed(draft)]

    def _is_missed(self, draft: Draft) -> bool:
        """Whether the rules keep an act that the user's codebook names, and the model, which does not know the
        codebook, sees in no word of its clause.
        """
        found = ((one.type, one.code, one.clause) for one in self.acts.values() if one.is_users)
        return draft.is_users and draft in self.sketch.kept and (draft.type, draft.code, draft.clause) not in found

    def _implied(self) -> Iterator[tuple[int, Draft]]:
        """The acts that only the rules see, since no word of their own states them: "Armenia must leave, he said"."""
        for draft in self.sketch.kept:
            word = trigger_of(draft)
            if draft.sense is None and word is not None:
                yield word.index, draft

    def _is_event(self, at: int) -> bool:
        known = self.seen.get(at)
        agreed = known is not None and known in self.sketch.kept
        return float(1 - self.verdict.types[at, 0]) >= (self.fit.agreed if agreed else self.fit.event)

    def _likeliest(self, scores: Floats, names: Sequence[str], told: str, start: float) -> str:
        """The likeliest label, where what the rules say has a start."""
        ranked = np.log(np.maximum(scores, 1e-6))
        ranked[names.index(told)] += start
        return names[int(ranked.argmax())]

    # ------------------------------------------------------------------ one act
    def _draft(self, at: int) -> Draft:
        word, known = self.words[at], self.seen.get(at)
        kind, status = self._kind_and_status(at, known)
        draft = Draft(type=kind, span=(word.start, word.end), sense=None, status=status)
        if known is None:
            draft.phrase = _phrase_of(self.passage, at)
            draft.clause = _clause_of(self.passage, at, draft.phrase)
        else:
            draft.phrase, draft.clause, draft.span = known.phrase, known.clause, known.span
            draft.patient, draft.channel = known.patient, known.channel
            draft.sense = known.sense if known.type == kind else None
        draft.mode = self._mode(at, kind)
        self._code(draft, known)
        told = self._told(known, draft.phrase, draft.clause)
        voice = self._voice(at, told)
        draft.stance = Stance(None, voice, told.channel if voice else None)
        if told.status == "possible" and draft.status in ("actual", "historical") and not voice:
            draft.status = "possible"  # a charge or a belief is never a fact
        self._cast_sides(at, draft, known)
        self._set(at, draft, known)
        draft.confidence = self._confidence(at, draft, known)
        return draft

    def _code(self, draft: Draft, known: Draft | None) -> None:
        """The user's own type of an act, and its mode where the codebook says it."""
        if known is not None:
            if known.is_users and known.type == draft.type:
                draft.is_users, draft.code, draft.mode = True, known.code, known.mode or draft.mode
        elif draft.phrase is not None and self.sketch.stances is not None:
            sense = users_sense(self.sketch.stances.frames, draft.phrase, draft.type)
            if sense is not None:
                draft.is_users, draft.code, draft.mode = True, sense.code, sense.mode or draft.mode

    def _kind_and_status(self, at: int, known: Draft | None) -> tuple[EventType, Status]:
        """Type and status; those of an act that the rules keep have a start."""
        types, statuses = self.labels["types"], self.labels["statuses"]
        scores = self.verdict.types[at, 1:], self.verdict.statuses[at]
        if known is None or known not in self.sketch.kept:
            return cast(EventType, types[int(scores[0].argmax())]), cast(Status, statuses[int(scores[1].argmax())])
        whole = known.sense is not None and bool(known.sense.words or known.sense.objects)
        start = self.fit.phrase if whole else self.fit.trust
        kind = known.type if known.is_users else self._likeliest(scores[0], types, known.type, start)
        return cast(EventType, kind), cast(Status, self._likeliest(scores[1], statuses, known.status, self.fit.trust))

    def _cast_sides(self, at: int, draft: Draft, known: Draft | None) -> None:
        doers = self._side(at, ACTOR, self.fit.actor, known.actors if known is not None else ())
        draft.actors = tuple(actor for actor in doers if not _only_tells(actor, draft))
        names = {actor.name for actor in draft.actors}
        if draft.sense is not None and draft.sense.sides and len(names) > 1:
            return  # of two sides nobody is only acted upon
        others = self._side(at, RECIPIENT, self.fit.recipient, known.recipients if known is not None else ())
        draft.recipients = tuple(actor for actor in others if actor.name not in names)

    def _told(self, known: Draft | None, phrase: NounPhrase | None, clause: Clause | None) -> Stance:
        """How the rules take the act to be told."""
        if known is not None and known.stance is not None:
            return known.stance
        stances = self.sketch.stances
        if stances is None:
            return Stance()
        return stances.of_phrase(phrase, clause) if phrase is not None else stances.of(clause)

    def _voice(self, at: int, told: Stance) -> tuple[Actor, ...]:
        """Who says so: whom the model takes for it, else whom the rules do, unless the model is sure of nobody."""
        scores = self.verdict.arcs[VOICE, at]
        found = self.fillers(at, VOICE, self.fit.voice)
        if found or not told.voice:
            return found
        words = [self.rows.at(actor.mention) for actor in told.voice if actor.mention is not None]
        inside = [float(scores[word]) for word in words if word is not None]
        return told.voice if not inside or max(inside) >= self.fit.heard else ()

    def evidence(self, at: int, draft: Draft, known: Draft | None) -> list[float]:
        """What speaks for an event: log odds of act, type, status and sides, and whether the rules see the same act."""
        verdict = self.verdict
        event = float(1 - verdict.types[at, 0])
        found = [
            log_odds(event),
            log_odds(float(verdict.types[at, 1:].max()) / max(event, 1e-6)),
            log_odds(float(verdict.statuses[at].max())),
        ]
        for role, actors, bar in (
            (ACTOR, draft.actors, self.fit.actor),
            (RECIPIENT, draft.recipients, self.fit.recipient),
        ):
            scores = verdict.arcs[role, at]
            chosen = scores[scores >= bar]
            sure = float(chosen.min()) if chosen.size else 1 - float(scores.max())
            found += [log_odds(sure), float(not actors)]
        return [*found, float(known is not None and known.type == draft.type and known in self.sketch.kept)]

    def _confidence(self, at: int, draft: Draft, known: Draft | None) -> float:
        found = self.noted[draft.span] = self.evidence(at, draft, known)
        if not self.fit.weights:
            return float(1 - self.verdict.types[at, 0])
        *weights, constant = self.fit.weights
        total = sum(w * x for w, x in zip(weights, found, strict=True)) + constant
        return probability(total)

    def _mode(self, at: int, kind: EventType) -> str | None:
        names, scores = self.labels["modes"], self.verdict.modes[at].tolist()
        fitting = (n for n, name in enumerate(names) if not name or name.startswith(kind + "/"))
        best = max(fitting, key=scores.__getitem__)
        return names[best].partition("/")[2] or None

    def _set(self, at: int, draft: Draft, known: Draft | None) -> None:
        """Place and time: what the model points at, else what the rules find."""
        place = self._best(at, PLACE, self.fit.place)
        is_here = place is not None and not is_of_speaker(self.words[place], draft.clause)
        draft.place = place_of(self.words[place]) if place is not None and is_here else None
        draft.place = draft.place or (known.place if known is not None else find_place(self.passage, draft))
        time = self._best(at, TIME, self.fit.time)
        mention = self.words[time].time if time is not None else None
        if mention is not None:
            ahead = draft.status in ("future", "conditional", "requested")
            draft.time = (mention.ahead or mention.time) if ahead else mention.time
        else:
            draft.time = known.time if known is not None else find_time(self.passage, draft)
        published = self.passage.scene.published
        if draft.status == "actual" and is_history(draft.time, published):
            draft.status = "historical"
        if draft.status == "actual" and is_ahead(draft.time, published) and self.verdict.statuses[at].max() < _SURE:
            draft.status = "future"
        if draft.place is not None and draft.place.country is not None and not draft.place.disputed_by:
            draft.actors = tuple(at_home(actor, draft.place.country) for actor in draft.actors)

    def _hang(self, at: int, draft: Draft, found: Mapping[int, Draft]) -> None:
        """The speech act that holds it, and whoever does force without being told."""
        outer = self._best(at, WITHIN, self.fit.within)
        assert draft.stance is not None
        if outer is not None and outer in found and outer != at:
            draft.stance.within = found[outer]
        else:
            known = self.seen.get(at)
            told = known.stance.within if known is not None and known.stance is not None else None
            if told is not None and told.sense is None and told in self.sketch.kept:
                draft.stance.within = told
        if draft.type == "ASSAULT" and not draft.actors:
            draft.actors = (UNIDENTIFIED,)

    # ------------------------------------------------------------------ who
    def _best(self, at: int, role: int, bar: float) -> int | None:
        scores = self.verdict.arcs[role, at]
        to = int(scores.argmax())
        return to if float(scores[to]) >= bar else None

    def fillers(self, at: int, role: int, bar: float) -> tuple[Actor, ...]:
        """The actors whose words the model takes for a role, in the order of the words.

        That is the likeliest word, and others that are likely enough to be meant beside it.
        """
        scores = self._without_pronouns(self.verdict.arcs[role, at], bar)
        best, least = int(scores.argmax()), min(bar, self.fit.told)
        if float(scores[best]) < least:
            return ()
        found: list[Actor] = []
        for to, score in enumerate(scores.tolist()):
            if score < least or to == at:
                continue
            needed = bar if to == best else max(bar, self.fit.also)
            if (role, at, to) in self.rows.arcs:
                needed = min(needed, self.fit.told)
            if score < needed:
                continue
            for actor in self._whom(to):
                if all((actor.name, actor.country) != (one.name, one.country) for one in found):
                    found.append(actor)
        return tuple(found)

    def _side(self, at: int, role: int, bar: float, told: Sequence[Actor]) -> tuple[Actor, ...]:
        """Whom the model takes for a role; else those whom the rules understand from other sentences, which the model
        does not see and overrules only when it is sure.
        """
        elsewhere = _from_elsewhere(told, self.passage)
        return self.fillers(at, role, max(bar, _OVERRULES) if elsewhere else bar) or elsewhere

    def _without_pronouns(self, scores: Floats, bar: float) -> Floats:
        """A pronoun gives way to a name of the same sentence that it may stand for."""
        best = int(scores.argmax())
        if self.words[best].tag != "PRP":
            return scores
        named = [to for to in range(best) if self.words[to].tag == "NNP" and float(scores[to]) >= bar]
        if not named:
            return scores
        kept = np.zeros_like(scores)
        kept[named] = scores[best]  # all of them: "Robinson and Rojkan had been holidaying when they were detained"
        return kept

    def _whom(self, to: int) -> tuple[Actor, ...]:
        actors = self.cast.get(to, ())
        return actors or self._unknown(to)

    def _unknown(self, to: int) -> tuple[Actor, ...]:
        """Somebody the knowledge does not hold, by the words alone."""
        if self.words[to].tag in ("PRP", "PRP$", "WP", "DT", "IN", "TIME"):
            return ()
        first = to
        while first and self.words[first - 1].tag in ("NN", "NNP", "JJ") and self._of_actor(first - 1):
            first -= 1
        sectors = tuple(
            code
            for n, code in enumerate(self.labels["sectors"])
            if float(self.verdict.sectors[to, n]) >= self.fit.sector
        )
        words = self.words[first : to + 1]
        countries = {word.names[0].country for word in words if word.names}
        country = countries.pop() if len(countries) == 1 else None
        text = self.passage.report.text[words[0].start : words[-1].end]
        return (Actor(name=text, country=country, sectors=sectors, mention=(words[0].start, words[-1].end)),)

    def _of_actor(self, at: int) -> bool:
        return self.labels["spans"][int(self.verdict.spans[at].argmax())].endswith("-A")

    def _concerns(self, draft: Draft) -> bool:
        """Whether it is an act of somebody, or on somebody, who matters here; force matters wherever it is placed."""
        sides = [actor for actor in (*draft.actors, *draft.recipients) if actor is not UNIDENTIFIED]
        if draft.type == "ASSAULT" and not sides:
            return bool(draft.place or draft.phrase is None or draft.time)
        if draft.type == "MOBILIZE":  # a company deploys machines, not forces
            return any(set(actor.sectors) & OFFICIAL for actor in sides)
        return any(actor.country is not None or set(actor.sectors) & POLITICAL for actor in sides)


def _from_elsewhere(actors: Sequence[Actor], passage: Passage) -> tuple[Actor, ...]:
    """Those of some actors who are understood from other sentences: the model sees only this one."""
    start, end = passage.span
    return tuple(
        actor
        for actor in actors
        if actor is not UNIDENTIFIED and (actor.mention is None or not start <= actor.mention[0] < end)
    )


def _only_tells(actor: Actor, draft: Draft) -> bool:
    """Whether somebody who bears no arms only tells of an attack: "21 were killed, prosecutors said"."""
    if draft.type != "ASSAULT" or actor.mention is None or set(actor.sectors) & _ARMED:
        return False
    told = draft.stance.voice if draft.stance is not None else ()
    return any(voice.mention == actor.mention for voice in told)


def _phrase_of(passage: Passage, at: int) -> NounPhrase | None:
    return next((phrase for phrase in passage.phrases() if phrase.head.index == at), None)


def _clause_of(passage: Passage, at: int, phrase: NounPhrase | None) -> Clause | None:
    if phrase is not None:
        return passage.clause_of(phrase)
    return next((clause for clause in passage.clauses if clause.verb.main.index == at), None)
