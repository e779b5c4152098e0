"""Truces and how they stand, as a sentence says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casus.reading.clauses import Clause
from casus.reading.drafts import Draft, Stance
from casus.reading.frames import chain
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.settings import find_place, find_time
from casus.reading.stances import Stances
from casus.records import Actor, Place, Span, Time, TruceState

_NOUNS = {"ceasefire", "cease-fire", "truce", "armistice"}
_PHRASES = {"cessation of hostilities", "cessation", "end to the fighting", "end to hostilities", "peace proposal"}
_STATES: dict[TruceState, set[str]] = {
    "violated": {"violate", "breach", "break", "flout", "infringe", "shatter", "mar", "ignore", "test"},
    "collapsed": {"collapse", "fail", "crumble", "unravel", "expire", "scrap", "abandon", "lapse", "fall", "end", "revoke", "void", "bury"},
    "in force": {"hold", "observe", "respect", "begin", "start", "maintain", "keep", "enter", "come", "take", "last", "extend", "honour", "honor", "prevail", "implement", "monitor"},
    "agreed": {"agree", "sign", "reach", "declare", "announce", "broker", "accept", "conclude", "mediate", "negotiate", "arrange", "strike", "seal", "secure", "endorse", "approve", "welcome"},
    "proposed": {"propose", "call", "urge", "demand", "seek", "offer", "suggest", "ask", "appeal", "want", "press", "push", "discuss", "consider", "request", "advocate", "reject", "refuse", "negotiate", "attempt", "try", "support", "hope"},
}  # fmt: skip
_BY_VERB = {verb: state for state, verbs in reversed(_STATES.items()) for verb in verbs}
_STATE_NOUNS: dict[str, TruceState] = {
    "violation": "violated", "breach": "violated", "collapse": "collapsed", "breakdown": "collapsed", "end": "collapsed", "failure": "collapsed",
    "call": "proposed", "proposal": "proposed", "appeal": "proposed", "demand": "proposed", "offer": "proposed", "request": "proposed",
    "attempt": "proposed", "effort": "proposed", "hope": "proposed", "talks": "proposed", "negotiation": "proposed", "bid": "proposed", "plea": "proposed",
    "agreement": "agreed", "declaration": "agreed", "announcement": "agreed", "implementation": "in force", "observance": "in force", "extension": "in force",
}  # fmt: skip
_NEGATED: dict[TruceState, TruceState] = {"in force": "collapsed", "violated": "in force", "agreed": "proposed", "collapsed": "in force", "proposed": "proposed"}
_COUNTS = {"once": 1, "twice": 2}


@dataclass(slots=True, eq=False)
class TruceDraft:
    """A truce in the making."""

    span: Span
    state: TruceState
    stance: Stance
    parties: tuple[Actor, ...] = ()
    mediators: tuple[Actor, ...] = ()
    times: int = 1
    place: Place | None = None
    time: Time | None = None
    confidence: float = 0.7


def find_truces(passage: Passage, drafts: Sequence[Draft], stances: Stances) -> list[TruceDraft]:
    """The truces of one sentence; one for each naming of a truce that says how it stands."""
    found: list[TruceDraft] = []
    for phrase in passage.phrases():
        if _names_truce(phrase):
            state = _state(passage, phrase)
            if state is not None:
                found.append(_draft(passage, phrase, state, drafts, stances))
    if found and len(found[0].parties) == 2:
        passage.scene.sides = passage.scene.sides or found[0].parties
    return found[:1] if len({(one.state, one.parties) for one in found}) <= 1 else found


def _names_truce(phrase: NounPhrase) -> bool:
    head = phrase.head.low
    before = phrase.words[-2].low if len(phrase.words) > 1 else ""
    if head in _NOUNS or (before in _NOUNS and head in ("agreement", "deal", "accord", "pact", "line", "plan", "proposal", "violation")):
        return head != "line"
    return head == "cessation" and any(behind.head.low == "hostilities" for behind in phrase.after)


def _state(passage: Passage, phrase: NounPhrase) -> TruceState | None:
    """From what governs the truce: a noun it hangs on, its verb, or what the sentence adds ("did not last long")."""
    later = _later_end(passage, phrase)
    if later is not None:
        return later
    noun = _STATE_NOUNS.get(phrase.head.lemma)
    if noun is not None and phrase.head.low not in _NOUNS and noun not in ("agreed",):
        return noun
    for other in passage.phrases():
        if any(phrase is member for behind in other.after for member in behind.members()):
            noun = _STATE_NOUNS.get(other.head.lemma)
            if noun is not None:
                return noun
    clause = passage.clause_of(phrase)
    return _state_in(clause, phrase) if clause is not None else None


def _state_in(clause: Clause, phrase: NounPhrase) -> TruceState | None:
    verb = clause.verb
    state = _BY_VERB.get(verb.main.lemma)
    if verb.main.lemma == "be":
        state = next((_BY_VERB.get(o.head.lemma) or ("in force" if o.head.low in ("force", "effect", "place") else None) for o in (*clause.objects, *clause.circumstances)), None)
    if verb.main.lemma in ("maintain", "hold", "keep") and verb.negated:
        return "violated"
    if state is None:
        return None
    if verb.negated:
        return _NEGATED[state]
    if (verb.modal is not None or clause.relation == "infinitive") and state in ("agreed", "in force"):
        return "proposed"
    return state


def _later_end(passage: Passage, phrase: NounPhrase) -> TruceState | None:
    """A later clause about "it" or "they": "but they did not last long"."""
    for clause in passage.clauses:
        if clause.verb.main.index > phrase.head.index and clause.subject is not None and clause.subject.head.low in ("it", "they", "which", "none", "that"):
            if clause.verb.main.lemma in ("last", "hold", "survive", "endure"):
                return "collapsed" if clause.verb.negated or clause.subject.head.low == "none" else "in force"
            if clause.verb.main.lemma in ("collapse", "fail", "crumble", "break", "unravel"):
                return "collapsed"
    return None


def _draft(passage: Passage, phrase: NounPhrase, state: TruceState, drafts: Sequence[Draft], stances: Stances) -> TruceDraft:
    clause = passage.clause_of(phrase)
    settled = Draft(type="RETREAT", span=phrase.span, sense=None, clause=clause, phrase=phrase)
    stance = stances.of(clause)
    return TruceDraft(
        span=(phrase.words[0].start, phrase.head.end),
        state=state,
        stance=Stance(None, stance.voice, stance.channel),
        parties=_parties(passage, phrase, clause, state),
        mediators=_mediators(passage),
        times=_times(passage),
        place=find_place(passage, settled),
        time=find_time(passage, settled),
    )


def _parties(passage: Passage, phrase: NounPhrase, clause: Clause | None, state: TruceState) -> tuple[Actor, ...]:
    """ "between A and B", "A's truce with B", those who agree or break it; else the sides told before."""
    resolve = passage.referents.all_of
    named: tuple[Actor, ...] = ()
    for behind in chain(phrase):
        if behind.preposition in ("between", "with", "among"):
            named = (*named, *resolve(behind))
    if len(named) >= 2:
        return named
    violator = ()
    for other in passage.phrases():
        if other.head.lemma in ("violation", "breach") or (clause is not None and other is clause.subject and state in ("agreed", "violated", "collapsed")):
            violator = resolve(other) or (resolve(other.owner) if other.owner is not None else ())
            if violator:
                break
    if not violator and state == "violated":
        violator = _movers(passage)
    joined = (*violator, *(actor for actor in named if actor not in violator))
    if len(joined) >= 2 or (joined and state in ("violated", "agreed")):
        return joined
    return joined or passage.scene.sides


def _movers(passage: Passage) -> tuple[Actor, ...]:
    """Whose doings a relative clause calls a violation: "movements of the Polisario, which are a violation"."""
    for clause in passage.clauses:
        if clause.relation == "relative" and clause.host is not None and clause.verb.main.lemma in ("be", "violate", "break", "breach"):
            actors = passage.referents.all_of(clause.host)
            if actors:
                return actors
            for other in passage.phrases():
                if other is clause.host:
                    for behind in chain(other):
                        if behind.preposition == "of" and (found := passage.referents.all_of(behind)):
                            return found
    return ()


def _mediators(passage: Passage) -> tuple[Actor, ...]:
    """ "brokered by X", "during talks by X"."""
    for phrase in passage.phrases():
        if phrase.head.lemma in ("talks", "mediation", "negotiation", "auspices", "effort", "brokerage"):
            for behind in chain(phrase):
                if behind.preposition == "by" and (found := passage.referents.all_of(behind)):
                    return found
    for clause in passage.clauses:
        if clause.verb.main.lemma in ("broker", "mediate", "negotiate", "facilitate", "sponsor") and clause.verb.passive:
            agent = next((p for p in clause.circumstances if p.preposition == "by"), None)
            if agent is not None:
                return passage.referents.all_of(agent)
    return ()


def _times(passage: Passage) -> int:
    """ "three times" -> 3, "twice" -> 2."""
    for word, following in zip(passage.words, [*passage.words[1:], None], strict=True):
        if word.low in _COUNTS and word.low == "twice":
            return _COUNTS[word.low]
        if following is not None and following.low == "times" and word.quantity is not None and word.quantity.best is not None:
            return max(1, word.quantity.best)
    return 1
