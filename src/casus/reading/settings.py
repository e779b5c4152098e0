"""Where and when an act is set."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from casus.knowledge.places import resolve_place
from casus.knowledge.sides import name_of
from casus.knowledge.times import TimeMention
from casus.reading.clauses import Clause
from casus.reading.drafts import Draft
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.words import Word
from casus.records import Place, Time

_WHERE = set(
    "in at near on outside inside around across over from of along off to into through between towards toward "
    "north south".split()
)
_SURE_WHERE = set("in at near outside inside around across on along off throughout over".split())
_FINENESS = {"point": 4, "city": 4, "district": 3, "province": 2, "country": 1, None: 3}
_NEAR_BY = frozenset(
    "police policeman hospital clinic morgue doctor medic rescuer firefighter resident villager inhabitant witness "
    "survivor eyewitness mayor correspondent reporter photographer".split()
)
"""Speakers who tell of the place where they are."""
_NEAR = 6
"""Words before a place within which "there and" says that it is one of two."""
_HISTORY_DAYS = 31
"""Older than about a month before publication is history (reading contract, coding rules)."""


def place_of(word: Word) -> Place | None:
    """The place a word names, adjectives ("Russian") left out."""
    if word.place is not None and not word.place.associative:
        return word.place.place
    return None


def find_place(passage: Passage, draft: Draft) -> Place | None:
    """The finest place said of an act: behind it, in its clause, then at the head of the sentence."""
    lists: list[list[NounPhrase]] = []
    if draft.phrase is not None:
        lists.append(_behind(draft.phrase))
    clause = draft.clause
    if clause is not None:
        lists.append(
            [p for p in clause.circumstances if p.head.start > clause.verb.main.start] if draft.phrase is None else []
        )
        lists.append([p for obj in clause.objects for p in _behind(obj)])
        if draft.patient is not None:
            lists.append([draft.patient, *_behind(draft.patient)])
        lists.append(clause.circumstances)
        if clause.subject is not None and (clause.verb.passive or draft.phrase is not None):
            lists.append(_behind(clause.subject))
        if clause.parent is not None and clause.relation != "that":
            lists.append(clause.parent.circumstances)
        joined = next(
            (
                other
                for other in passage.clauses
                if other.parent is clause.parent
                and other.relation == clause.relation
                and other.verb.main.index > clause.verb.main.index
            ),
            None,
        )
        if joined is not None and draft.phrase is None:
            lists.append(joined.circumstances)  # "one was killed and five wounded in X"
    for phrases in lists:
        found = [(phrase, place) for phrase in phrases for place in _places(phrase, draft)]
        if found:
            return max((place for _, place in found), key=lambda place: _FINENESS[place.precision])
    return _modifier_place(draft) or _leading_place(passage, draft)


def whole_place(passage: Passage, place: Place | None) -> Place | None:
    """Where all that is counted happened, if a place is said of it: of places side by side the country that they share.

    "45 were killed in Homs and Aleppo" is true of neither town alone, and None where they lie in two countries. So is
    what happened "in Homs and elsewhere", or "there and in Homs".
    """
    at = next((word.index for word in passage.words if place is not None and place_of(word) == place), None)
    if place is None or at is None:
        return place
    beside = [other for others in _side_by_side(passage) if place in others for other in others if other != place]
    apart = [other for other in beside if other.precision != "country" or other.country != place.country]
    if not apart and not _is_not_alone(passage.words, at):
        return place
    countries = {None if one.disputed_by else one.country for one in (place, *apart)}
    shared = countries.pop() if len(countries) == 1 and place.precision != "country" else None
    return resolve_place(name_of(shared)) if shared is not None else None


def _side_by_side(passage: Passage) -> list[list[Place]]:
    """The places of each phrase that names several."""
    phrases = [item.members() for item in passage.items if isinstance(item, NounPhrase)]
    return [
        [place for one in members if (place := place_of(one.head)) is not None] for members in phrases if members[1:]
    ]


def _is_not_alone(words: Sequence[Word], at: int) -> bool:
    """Whether "there and in", or "and elsewhere", stands beside a place."""
    before = [word.low for word in words[max(0, at - _NEAR) : at]]
    behind = [word.low for word in words[at + 1 : at + 3]]
    return ("there", "and") in pairwise(before) or behind == ["and", "elsewhere"]


def _places(phrase: NounPhrase, draft: Draft) -> list[Place]:
    if phrase.preposition not in _WHERE and phrase is not draft.patient:
        return []
    if (
        phrase.preposition in ("of", "from", "to")
        and any(
            not actor.name.startswith("people of ") and actor.mention and actor.mention[0] == phrase.head.start
            for actor in (*draft.actors, *draft.recipients)
        )
        and phrase is not draft.patient
    ):
        return []
    found = []
    for member in phrase.members():
        place = place_of(member.head) or next(
            (place_of(word) for word in reversed(member.words) if place_of(word)), None
        )
        if place is not None:
            found.append(place)
    return found


def _behind(phrase: NounPhrase, depth: int = 3) -> list[NounPhrase]:
    last = phrase.members()[-1]
    found = []
    for behind in last.after:
        found.append(behind)
        if depth:
            found += _behind(behind, depth - 1)
    return found


def _modifier_place(draft: Draft) -> Place | None:
    """ "the Gaza fighting", "the Paris attacks": a place before the noun."""
    if draft.phrase is None:
        return None
    return next(
        (
            place
            for word in draft.phrase.words[:-1]
            if (place := place_of(word)) is not None and place.precision != "country"
        ),
        None,
    )


def _leading_place(passage: Passage, draft: Draft) -> Place | None:
    """A place at the head of the sentence ("In the eastern town of Soroti, ...") holds for its main clause."""
    if draft.clause is None or not passage.words:
        return None
    for item in passage.items[:4]:
        if (
            isinstance(item, NounPhrase)
            and item.preposition in _SURE_WHERE
            and item.head.index < draft.clause.verb.main.index
        ):
            place = next((found for word in (item.head, *_named(item)) if (found := place_of(word))), None)
            if place is not None and not is_of_speaker(item.head, draft.clause):
                return place
    return None


def _named(phrase: NounPhrase) -> list[Word]:
    """The name behind a kind of place: "Soroti" in "the eastern town of Soroti"."""
    return [behind.head for behind in phrase.after if behind.preposition == "of"]


def is_of_speaker(word: Word, clause: Clause | None) -> bool:
    """Whether a town says where those sit who tell of an act ("officials in Kyiv said"), not where it was.

    Those who tell of what they have seen themselves ("police in Mosul said") tell of their own town, and officials of a
    region or country of all of it.
    """
    place = place_of(word)
    if place is not None and place.precision not in ("city", "point"):
        return False
    while clause is not None:
        clause = clause.parent
        subject = clause.subject if clause is not None else None
        if subject is not None and any(word in phrase.words for phrase in _behind(subject)):
            return subject.head.lemma not in _NEAR_BY
    return False


def find_time(passage: Passage, draft: Draft) -> Time | None:
    """The time said of an act: in its clause, between the verbs around it, else at the head of the sentence."""
    mentions = [(word.index, word.time) for word in passage.words if word.time is not None]
    if not mentions:
        return None
    at = draft.phrase.head.index if draft.phrase is not None else draft.clause.verb.main.index if draft.clause else 0
    if draft.clause is not None and draft.clause.subject is not None and draft.phrase in draft.clause.subject.members():
        at = draft.clause.verb.main.index
    verbs = sorted(clause.verb.main.index for clause in passage.clauses)
    following = next((index for index in verbs if index > at), len(passage.words))
    before = max((index for index in verbs if index < at), default=-1)
    behind = [time for index, time in mentions if at < index < following and not _set_off(passage.words[at:index])]
    ahead = [
        time for index, time in mentions if before < index < at and (before < 0 or not _parted(passage.words[index:at]))
    ]
    chosen = behind or ahead or _leading_time(passage, draft, mentions)
    if not chosen:
        return None
    return (chosen[0].ahead or chosen[0].time) if _looks_ahead(draft) else chosen[0].time


def _looks_ahead(draft: Draft) -> bool:
    """ "will withdraw on Friday", "demanded that they leave by Friday": the Friday to come."""
    if draft.clause is not None and draft.phrase is None and draft.clause.verb.modal in ("will", "would", "shall"):
        return True
    return draft.stance is not None and draft.stance.status in ("future", "conditional", "requested")


def _parted(words: Sequence[Word]) -> bool:
    """Whether a comma or "and" stands between: the time before it belongs to the verb before it."""
    return any(word.tag in (",", "CC", ";", "SC") for word in words)


def _set_off(words: Sequence[Word]) -> bool:
    """Whether a comma with words behind it stands between: ", the worst since ..." tells of something else."""
    return any(word.tag == "," for word in words[:-1]) and words[-1].tag != ","


def _leading_time(passage: Passage, draft: Draft, mentions: list[tuple[int, TimeMention]]) -> list[TimeMention]:
    clause = draft.clause
    if clause is None or clause.relation in ("relative", "reduced", "that") or not passage.clauses:
        return []
    first = passage.clauses[0].verb.main.index
    return [time for index, time in mentions if index < first and index <= 4]


def latest_day(edtf: str | None) -> date | None:
    """The last day an EDTF string allows, None for an open or unknown one."""
    if edtf is None or edtf.startswith("X"):
        return None
    parts = edtf.rstrip("~?%").split("-")
    try:
        year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else 12
        if len(parts) > 2:
            return date(year, month, int(parts[2]))
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except ValueError:
        return None


def is_history(time: Time | None, published: str | None) -> bool:
    """Whether a time is over for more than about a month on the day of publication."""
    if time is None or published is None or (time.end is None and time.start is not None):
        return False
    last, day = latest_day(time.end), latest_day(published)
    return last is not None and day is not None and (day - last).days > _HISTORY_DAYS


def is_ahead(time: Time | None, published: str | None) -> bool:
    """Whether a time lies wholly after the day of publication."""
    if time is None or time.start is None or published is None or time.start.startswith("X"):
        return False
    return time.start.rstrip("~?%") > published
