"""How many were harmed, as a sentence says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casus.reading.clauses import Clause
from casus.reading.drafts import Draft, Stance
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.referents import role_of
from casus.reading.settings import find_place, find_time
from casus.reading.stances import Stances
from casus.reading.words import Word
from casus.records import Actor, Effect, Group, Place, Span, Time


@dataclass(slots=True, eq=False)
class TollDraft:
    """A toll in the making. whole: the toll it is a part of."""

    span: Span
    effect: Effect
    low: int | None
    best: int | None
    high: int | None
    group: Group
    stance: Stance
    of: tuple[Actor, ...] = ()
    by: tuple[Actor, ...] = ()
    place: Place | None = None
    time: Time | None = None
    whole: TollDraft | None = None
    caveat: str | None = None
    confidence: float = 0.75


_INTRANSITIVE: dict[str, Effect] = {
    "die": "killed",
    "perish": "killed",
    "drown": "killed",
    "starve": "killed",
    "succumb": "killed",
}
_STATES: dict[str, Effect] = {
    "dead": "killed",
    "killed": "killed",
    "death": "killed",
    "fatality": "killed",
    "wounded": "wounded",
    "injured": "wounded",
    "injury": "wounded",
    "hurt": "wounded",
    "missing": "missing",
    "corpse": "killed",
    "body": "killed",
    "displaced": "displaced",
    "homeless": "displaced",
    "slain": "killed",
}
_COUNTED_ALONE = set(
    "other more victim member inmate dead wounded injured body corpse death fatality hundred thousand dozen".split()
)
_THINGS = ("building", "vehicle", "weapon", "money", "time", "animal", "place", "event", "abstract", "aid", "agreement")
_MORE_THINGS = set(
    "cow sheep goat cattle animal livestock dog bird horse camel home house shop building percent round shot "
    "shell rocket missile strike attack day hour month year week tonne ton kilometre mile village case".split()
)
_OPENERS = {"begin", "start", "resume", "erupt", "break", "flare"}
_CAVEATS = re.compile(
    r"partial figures|"
    r"(?:may|might|could|likely to|expected to|feared to) (?:be (?:much |far )?higher|rise|climb|increase)|"
    r"(?:could not|cannot) be (?:independently )?(?:verified|confirmed)|unconfirmed|unverified|"
    r"independent verification|"
    r"believed (?:dead|killed)|feared dead|presumed dead|provisional|preliminary|initial (?:reports|figures)|"
    r"actual (?:number|figure|toll)",
    re.IGNORECASE,
)


def find_tolls(passage: Passage, drafts: Sequence[Draft], stances: Stances) -> list[TollDraft]:
    """The tolls of one sentence, parts behind the whole they belong to."""
    found: list[TollDraft] = []
    counted: set[int] = set()
    for phrase, effect, draft in _harmed(passage, drafts, stances):
        for member in (*phrase.members(), *_among(phrase)):
            if member.head.index not in counted:
                counted.add(member.head.index)
                found += _toll(passage, member, effect, draft)
    _inherit_group(passage, found)
    caveat = _caveat(passage)
    for toll in found:
        toll.caveat = toll.caveat or caveat
        toll.time = _period(passage, toll.time)
    return found


def _harmed(passage: Passage, drafts: Sequence[Draft], stances: Stances) -> Iterator[tuple[NounPhrase, Effect, Draft]]:
    """Who was harmed, how, and the act (or a stand-in for it) that says so."""
    for draft in drafts:
        effect = draft.effect or (draft.sense.effect if draft.sense is not None else None)
        if effect is not None and draft.patient is not None:
            yield draft.patient, effect, draft
    for clause in passage.clauses:
        effect = _INTRANSITIVE.get(clause.verb.main.lemma)
        if effect is not None and clause.subject is not None:
            yield clause.subject, effect, _stand_in(passage, clause, stances, None)
        if (
            clause.verb.main.lemma in ("be", "remain", "report", "leave", "find", "feel", "fear", "believe", "confirm")
            and clause.subject is not None
        ):
            state = next(
                (_STATES[o.head.low] for o in clause.objects if o.head.low in _STATES and not _number(o)), None
            )
            if state is not None:
                yield (
                    (clause.objects[0] if len(clause.objects) > 1 else clause.subject),
                    state,
                    _stand_in(passage, clause, stances, None),
                )
    for phrase in passage.phrases():
        yield from _stated_by_noun(passage, phrase, stances)


def _stated_by_noun(
    passage: Passage, phrase: NounPhrase, stances: Stances
) -> Iterator[tuple[NounPhrase, Effect, Draft]]:
    """ "12 dead", "five deaths", "the death of three men", "the death toll rose to 200"."""
    effect = _STATES.get(phrase.head.lemma) or _STATES.get(phrase.head.low)
    clause = passage.clause_of(phrase)
    if (
        phrase.head.low == "toll"
        and (len(phrase.words) == 1 or phrase.words[-2].low in ("death", "the", "its", "a", "overall"))
        and clause is not None
    ):
        for other in (*clause.circumstances, *clause.objects, *_behind(phrase)):
            if (
                _number(other) is not None
                and other.preposition in (None, "to", "at", "of", "from")
                and len(other.words) <= 3
            ):
                yield other, "killed", _stand_in(passage, clause, stances, phrase)
                return
    if effect is None:
        effect = next(
            (
                _STATES[word.low]
                for word in phrase.words[:-1]
                if word.low in ("dead", "wounded", "injured", "missing", "slain")
            ),
            None,
        )
    if effect is None:
        return
    if _number(phrase) is not None:
        yield phrase, effect, _stand_in(passage, clause, stances, phrase)
        return
    if phrase.head.lemma in ("death", "body", "corpse"):
        for behind in _behind(phrase):
            if behind.preposition == "of":
                yield behind, effect, _stand_in(passage, clause, stances, phrase)
                return


def _inherit_group(passage: Passage, tolls: Sequence[TollDraft]) -> None:
    """ "three rebels were killed and seven others wounded": others are of the kind named before."""
    before: TollDraft | None = None
    for toll in sorted(tolls, key=lambda one: one.span):
        words = passage.report.text[toll.span[0] : toll.span[1]].lower()
        if before is not None and toll.group == "all" and words.endswith(("other", "others", "more")):
            toll.group, toll.of = before.group, before.of
        before = toll


def _among(phrase: NounPhrase) -> list[NounPhrase]:
    """ "an officer among 56 soldiers killed": those counted with it."""
    return [behind for behind in _behind(phrase) if behind.preposition == "among"]


def _behind(phrase: NounPhrase) -> list[NounPhrase]:
    return phrase.members()[-1].after


def _stand_in(passage: Passage, clause: Clause | None, stances: Stances, phrase: NounPhrase | None) -> Draft:
    """A harm that no lexicon act states ("died", "12 dead"), with stance, place and time like an act."""
    span = (
        phrase.span
        if phrase is not None
        else (clause.verb.main.start, clause.verb.main.end)
        if clause is not None
        else passage.span
    )
    draft = Draft(type="ASSAULT", span=span, sense=None, clause=clause, phrase=phrase)
    draft.stance = stances.of_phrase(phrase, clause) if phrase is not None else stances.of(clause)
    draft.status = (
        (draft.stance.status or "actual")
        if phrase is not None or clause is None
        else stances.status(clause, draft.stance)
    )
    draft.place, draft.time = find_place(passage, draft), find_time(passage, draft)
    return draft


def _number(phrase: NounPhrase) -> Word | None:
    return next((word for word in phrase.words if word.quantity is not None), None)


def _toll(passage: Passage, phrase: NounPhrase, effect: Effect, draft: Draft) -> Iterator[TollDraft]:
    if draft.status in ("future", "requested", "conditional", "negated") and not _is_none(phrase):
        return
    bounds = _bounds(passage, phrase)
    if bounds is None:
        return
    low, best, high = bounds
    stance = draft.stance or Stance()
    by = tuple(actor for actor in draft.actors if actor.name != "unidentified")
    whole = TollDraft(
        span=(phrase.words[0].start, phrase.head.end),
        effect=effect,
        low=low,
        best=best,
        high=high,
        group=group_of(passage, phrase),
        stance=Stance(None, stance.voice, stance.channel),
        of=_belonging(passage, phrase),
        by=by,
        place=draft.place,
        time=draft.time,
        caveat={"possible": "not established"}.get(draft.status),
    )
    yield whole
    for part in _parts(passage, phrase):
        inner = _bounds(passage, part)
        if inner is not None and _number(part) is not None:
            yield TollDraft(
                span=(part.words[0].start, part.head.end),
                effect=effect,
                low=inner[0],
                best=inner[1],
                high=inner[2],
                group=group_of(passage, part),
                stance=whole.stance,
                of=_belonging(passage, part),
                by=by,
                place=draft.place,
                time=draft.time,
                whole=whole,
                caveat=whole.caveat,
            )


def _parts(passage: Passage, phrase: NounPhrase) -> Iterator[NounPhrase]:
    """ "six people, including two children"; "of them three women"."""
    for other in passage.phrases():
        follows = other.first.index > phrase.head.index and other.first.index - phrase.head.index <= 8
        if other.preposition in ("including",) and follows:
            yield from other.members()
            return


def _is_none(phrase: NounPhrase) -> bool:
    number = _number(phrase)
    return number is not None and number.quantity is not None and number.quantity.high == 0


def _bounds(passage: Passage, phrase: NounPhrase) -> tuple[int | None, int | None, int | None] | None:
    """Low, best, high of a phrase about people; one person is one; a plural without number is no toll."""
    number = _number(phrase)
    if number is not None and number.quantity is not None:
        quantity = number.quantity
        if number is phrase.head or _is_people(passage, phrase):
            return quantity.low, quantity.best, quantity.high
        return None
    head = phrase.head
    if head.tag == "PRP" or (head.low.endswith("s") and head.lemma != head.low) or (phrase.also and head.tag == "NN"):
        return None
    role = role_of(phrase.words) or next((one for word in phrase.words if (one := role_of([word])) is not None), None)
    person = role is not None and role[1].get("kind") == "person" and head.low not in ("people", "police")
    leader = bool(head.names) and head.names[0].kind == "leader"
    named = (
        head.tag == "NNP"
        and not head.names
        and head.place is None
        and sum(word.tag == "NNP" for word in phrase.words) > 1
    )
    return (1, 1, 1) if person or leader or named else None


def _is_people(passage: Passage, phrase: NounPhrase) -> bool:
    head = phrase.head
    if (
        head.lemma in _COUNTED_ALONE
        or head.low in _COUNTED_ALONE
        or head.low in _STATES
        or role_of(phrase.words) is not None
    ):
        return True
    if head.names:
        return head.names[0].kind in ("people", "ethnic", "group", "adjective", "state", "institution")
    return (
        not any(head.lemma in passage.lexicon.classes.get(name, ()) for name in _THINGS)
        and head.lemma not in _MORE_THINGS
    )


def group_of(passage: Passage, phrase: NounPhrase) -> Group:
    """Whether a phrase names civilians, combatants, or people at large."""
    role = role_of(phrase.words)
    if role is not None:
        if role[1].get("civilian"):
            return "civilians" if role[0] not in ("people", "person", "man", "woman") else "all"
        if role[1].get("armed"):
            return "combatants"
    if phrase.head.names and phrase.head.names[0].kind == "group":
        return "combatants"
    if any(word.low == "civilian" for word in phrase.words):
        return "civilians"
    return "all"


def _belonging(passage: Passage, phrase: NounPhrase) -> tuple[Actor, ...]:
    """Whose people they are, where the phrase says so ("four Israeli soldiers")."""
    says = any(word.names for word in phrase.words) or phrase.owner is not None
    return passage.referents.one(phrase) if says else ()


def _caveat(passage: Passage) -> str | None:
    start, end = passage.span
    found = [match.group().lower() for match in _CAVEATS.finditer(passage.report.text, start, end)]
    return "; ".join(dict.fromkeys(found)) or None


def _period(passage: Passage, time: Time | None) -> Time | None:
    """The period counted: "since September 27", or since an outbreak told before ("since fighting resumed")."""
    for clause in passage.clauses:
        if (
            clause.marker == "since"
            and clause.verb.main.lemma in _OPENERS
            and passage.scene.outbreak is not None
            and clause.subject is not None
        ):
            start, end = clause.subject.first.start, clause.verb.main.end
            return Time(start=passage.scene.outbreak, text="since " + passage.report.text[start:end])
    return time
