"""Reads one sentence: its acts with their sides, place, time, voice and status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from casus.knowledge.actors import actor_book
from casus.reading.clauses import Clause, goes_on
from casus.reading.drafts import Draft, Stance
from casus.reading.frames import Frames
from casus.reading.lexicon import Sense
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.referents import role_of
from casus.reading.settings import find_place, find_time, is_ahead, is_history
from casus.reading.speech import according_to, attribute_quotes, hang_on_speech, quoted_stance, turn_inversions
from casus.reading.stances import Stances
from casus.records import Actor, EventType, Status

UNIDENTIFIED = Actor(name="unidentified", sectors=("UNK",))
_COOPERATIVE = {"AID", "COOPERATE", "SUPPORT", "CONSULT"}
_HOSTILE = {"ASSAULT", "COERCE", "SANCTION", "PROTEST"}
_VIOLENT = {"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"}
_SPEECH_ACTS = {"AGREE", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "CONCEDE"}
_SPOKEN = set("say announce tell declare state confirm add report tweet write insist reiterate stress vow warn".split())


def read_passage(passage: Passage, following: Sequence[Passage]) -> tuple[list[Draft], Stances]:
    """The acts of a sentence with everything a record needs, and the stances they were read in."""
    turn_inversions(passage)
    hang_on_speech(passage)
    frames = Frames(passage.words, passage.clauses, passage.lexicon, passage.referents)
    stances = Stances(passage, frames)
    _tell_sides(passage)
    source = according_to(passage)
    if source:
        passage.root = Stance(None, source)
    _read_clauses(passage, frames)
    attribute_quotes(passage, stances, following)
    passage.quoted = quoted_stance(passage)
    _tell_who_we_are(passage)
    _add_announcements(passage, stances)
    _add_demands(passage, stances)
    nominal = list(_nominal_acts(passage, frames, stances))
    aims = _take_out_aims(passage, frames)
    drafts = [*(draft for drafts in passage.drafts.values() for draft in drafts), *nominal]
    for draft in drafts:
        draft.aim = next((aim for aim in aims if aim.clause is not None and _does(draft, aim.clause.host)), None)
        _settle(passage, draft, stances)
    _fill_embedded_sides(drafts)
    _fill_addressed(passage, drafts)
    _fill_modes(drafts)
    _fill_codes(passage, frames, drafts)
    for draft in drafts:
        names = {actor.name for actor in draft.actors}
        draft.recipients = tuple(actor for actor in draft.recipients if actor.name not in names)
    for draft in drafts:
        _tell_outbreak(passage, draft)
        if draft.type == "ASSAULT" and not draft.actors:
            draft.actors = (UNIDENTIFIED,)
    return drafts, stances


def _tell_who_we_are(passage: Passage) -> None:
    """ "We did not shell X," said Y: whose "we" it is shows only behind the quotation."""
    if not passage.quoted.voice:
        return
    passage.scene.speaker = passage.quoted.voice
    for clause, drafts in passage.drafts.items():
        if clause.quoted and clause.subject is not None and clause.subject.head.low in ("we", "i"):
            for draft in drafts:
                if not draft.actors and not clause.verb.passive and draft.phrase is None:
                    draft.actors = passage.referents.all_of(clause.subject)


_CONFLICT_WORDS = set(
    "war conflict fighting battle clash hostilities ceasefire cease-fire truce armistice dispute standoff".split()
)


def _tell_sides(passage: Passage) -> None:
    """ "the armistice between A and B": the sides that "both parties" means from here on."""
    for phrase in passage.phrases():
        if phrase.head.lemma in _CONFLICT_WORDS or phrase.head.low in _CONFLICT_WORDS:
            for behind in phrase.members()[-1].after:
                if behind.preposition == "between" and len(sides := passage.referents.all_of(behind)) == 2:
                    passage.scene.sides = sides


def _read_clauses(passage: Passage, frames: Frames) -> None:
    """Find the acts of all clauses in order, so that pronouns see who was named before."""
    for clause in passage.clauses:
        _settle_pronouns(passage, clause)
        drafts = frames.of_clause(clause)
        if drafts:
            passage.drafts[clause] = drafts
        _remember_subject(passage, clause)
    for first, second in pairwise(passage.clauses):
        if goes_on(first, second):
            _make_one(passage, first, second)


_OF_SPEAKERS = set("i we me us my our".split())
"""Pronouns that wait for who is found to speak."""


def _settle_pronouns(passage: Passage, clause: Clause) -> None:
    """A pronoun before the verb of a clause is somebody named before it: not one whom the sentence names later."""
    scene = passage.scene
    for word in passage.words[: clause.verb.main.index]:
        if word.tag in ("PRP", "PRP$") and word.low not in _OF_SPEAKERS and word.start not in scene.meant:
            actors = passage.referents.pronoun(word) if word.tag == "PRP" else passage.referents.possessor(word)
            scene.meant[word.start] = actors


def _make_one(passage: Passage, first: Clause, second: Clause) -> None:
    """ "shot and killed": one act, of which the first verb tells the manner."""
    how, what = passage.drafts.get(first, []), passage.drafts.get(second, [])
    if len(how) == len(what) == 1 and how[0].type == what[0].type == "ASSAULT" and what[0].mode is None:
        what[0].mode, what[0].span = how[0].mode, (how[0].span[0], what[0].span[1])
        del passage.drafts[first]


def _remember_subject(passage: Passage, clause: Clause) -> None:
    subject = clause.subject
    if subject is None or subject.head.tag == "PRP":
        return
    actors = passage.referents.all_of(subject)
    if len(actors) == 1:
        told = clause.relation == "that" and clause.parent is not None and clause.parent.subject is not None
        several = told or (not subject.head.names and subject.head.low != subject.head.lemma)
        passage.scene.remember(actors, person=is_person(subject, actors[0]), several=several)
    if passage.lexicon.is_voice(clause.verb.main.lemma) and actors and clause.relation != "infinitive":
        passage.scene.speaker = actors


def is_person(phrase: NounPhrase, actor: Actor) -> bool:
    """Whether a phrase names one person."""
    entries = phrase.head.names
    if entries:
        return entries[0].kind == "leader"
    role = role_of(phrase.words)
    if role is not None and role[1].get("kind") in ("institution", "group"):
        return False  # "the Defence Ministry"
    if phrase.head.tag == "NNP":
        return " " in actor.name or role is None
    return role is not None and role[1].get("kind") == "person" and phrase.head.lemma == phrase.head.low


# ------------------------------------------------------------------ acts that the wording implies
def _add_announcements(passage: Passage, stances: Stances) -> None:
    """ "X said it would help": the saying itself is the promise, the threat or the concession."""
    for clause, drafts in list(passage.drafts.items()):
        speech = clause.parent
        if (
            speech is None
            or clause.relation not in ("that", "infinitive")
            or speech.verb.main.lemma not in _SPOKEN
            or speech in passage.drafts
        ):
            continue
        speakers = stances.speakers(speech)
        for draft in drafts:
            warned = speech.verb.main.lemma == "warn" and clause.verb.modal in ("will", "would")
            if (stances.status(clause, stances.of(clause)) != "future" and not warned) or not _same_side(
                speakers, draft.actors
            ):
                continue
            kind = _announced(draft.type)
            if kind is not None:
                violent = kind == "THREATEN" and draft.type == "ASSAULT"
                said = Draft(
                    type=kind,
                    span=(speech.verb.main.start, speech.verb.main.end),
                    sense=draft.sense,
                    clause=speech,
                    actors=speakers,
                    recipients=draft.recipients,
                    confidence=0.65,
                    mode="violence" if violent else None,
                )
                passage.drafts.setdefault(speech, []).append(said)
                draft.stance = Stance("future", speakers, stances.channel(speech), said)
                break


def _announced(event_type: EventType) -> EventType | None:
    if event_type in _COOPERATIVE:
        return "AGREE"
    if event_type == "RETREAT":
        return "CONCEDE"
    return "THREATEN" if event_type in _HOSTILE else None


def _same_side(speakers: Sequence[Actor], actors: Sequence[Actor]) -> bool:
    """Whether who speaks and who would act are of one side."""
    return any(
        one.name == other.name
        or (one.country is not None and one.country == other.country and "REB" not in (*one.sectors, *other.sectors))
        for one in speakers
        for other in actors
    )


def _add_demands(passage: Passage, stances: Stances) -> None:
    """ "Armenia must leave, X said" and "the only way is for Armenia to leave" demand it of Armenia."""
    for clause in passage.clauses:
        voice = stances.of(clause).voice
        if not voice or clause.subject is None or clause.verb.passive:
            continue
        must = clause.verb.modal in ("must", "should") or (
            clause.relation == "infinitive" and clause.verb.main.lemma != "have" and _behind_must(clause)
        )
        way = _is_way_for(clause)
        if not (must or way):
            continue
        addressed = passage.referents.all_of(clause.subject)
        general = clause.subject.head.low in ("everyone", "everybody", "all", "nobody", "community", "world")
        if (addressed and not _same_side(voice, addressed)) or (general and not addressed):
            said = Draft(
                type="REQUEST",
                span=(clause.verb.main.start, clause.verb.main.end),
                sense=None,
                clause=clause,
                actors=voice,
                recipients=addressed,
                mode="yield",
                confidence=0.6,
                stance=Stance(None, (), stances.of(clause).channel),
            )
            for draft in passage.drafts.get(clause, ()):
                draft.stance = Stance("requested", voice, stances.of(clause).channel, said)
                draft.actors = draft.actors or addressed
            passage.drafts.setdefault(clause, []).append(said)


def _behind_must(clause: Clause) -> bool:
    """ "has to leave", "needs to stop"."""
    parent = clause.parent
    return (
        parent is not None
        and parent.verb.main.lemma in ("have", "need", "ought")
        and not parent.objects
        and parent.verb.form == "finite"
    )


def _is_way_for(clause: Clause) -> bool:
    """ "the only way ... is for X to leave"."""
    parent = clause.parent
    while (
        parent is not None
        and clause.relation == "infinitive"
        and parent.relation == "infinitive"
        and parent.host is clause.host
    ):
        parent = parent.parent
    subject = clause.subject
    return (
        clause.relation == "infinitive"
        and subject is not None
        and subject.preposition == "for"
        and parent is not None
        and parent.verb.main.lemma == "be"
    )


# ------------------------------------------------------------------ acts named by nouns
def _nominal_acts(passage: Passage, frames: Frames, stances: Stances) -> Iterator[Draft]:
    for phrase in passage.phrases():
        if phrase.head.index in frames.used:
            continue
        sense = frames.noun_sense(phrase)
        if sense is None:
            continue
        clause = passage.clause_of(phrase)
        draft = frames.noun_draft(phrase, sense, clause)
        draft.stance = stances.of_phrase(phrase, clause)
        if phrase.preposition == "in" and not draft.actors and clause is not None and not clause.verb.passive:
            subject = passage.referents.all_of(clause.subject)  # "fired rockets in support of X"
            if clause.verb.main.lemma not in _SUFFERING:
                draft.actors = subject
            elif not draft.recipients:
                draft.recipients = subject  # "died in combat"
        if clause is not None and clause.subject is not None and phrase in clause.subject.members():
            frames.add_sides(draft, sense, clause)  # "fighting broke out between A and B"
        frames.in_state(draft, phrase, clause)
        if (
            not draft.actors
            and clause is not None
            and phrase in clause.objects
            and passage.lexicon.operator("verb", clause.verb.main.lemma) is not None
        ):
            draft.actors = passage.referents.all_of(clause.subject)  # "they never sought the overthrow of X"
        if not _repeats_verb(passage, draft) and not _is_known(draft):
            yield draft


_SUFFERING = {"die", "perish", "fall", "drown", "lose", "suffer", "disappear"}


def _is_known(draft: Draft) -> bool:
    """ "under the accord", "after the attack": a definite mention without sides of its own repeats what was told."""
    phrase = draft.phrase
    assert phrase is not None
    definite = phrase.words[0].low in ("the", "this", "that", "these", "those")
    return definite and not draft.own_sides and not draft.recipients and not _occurs(draft)


def _take_out_aims(passage: Passage, frames: Frames) -> list[Draft]:
    """Remove from the acts those that are only the aim of another."""
    aims = []
    for clause, found in passage.drafts.items():
        aims += [draft for draft in found if _is_purpose_of_force(passage, frames, draft)]
        passage.drafts[clause] = [draft for draft in found if draft not in aims]
    return aims


def _does(draft: Draft, host: NounPhrase | None) -> bool:
    return host is not None and draft.phrase is host


def _is_purpose_of_force(passage: Passage, frames: Frames, draft: Draft) -> bool:
    """ "the battle to retake Mosul": the battle is the act, the infinitive its aim."""
    clause = draft.clause
    if draft.type != "ASSAULT" or clause is None or clause.relation != "infinitive" or clause.host is None:
        return False
    sense = frames.noun_sense(clause.host)
    return sense is not None and sense.type in ("ASSAULT", "MOBILIZE")


def _repeats_verb(passage: Passage, draft: Draft) -> bool:
    """ "provide assistance", "fight a war": the noun says again what its verb says."""
    clause = draft.clause
    if clause is None or draft.phrase is None:
        return False
    near = [member for phrase in (*clause.objects, *clause.circumstances) for member in phrase.members()]
    acts = passage.drafts.get(clause, ())
    undone = draft.phrase in clause.objects and any(
        one.type in ("RETREAT", "CONCEDE") and one.type != draft.type for one in acts
    )
    return undone or (draft.phrase in near and any(one.type == draft.type for one in acts))


# ------------------------------------------------------------------ what all records need
def _settle(passage: Passage, draft: Draft, stances: Stances) -> None:
    """Stance, place, time and status of one act."""
    clause = draft.clause
    stance = draft.stance or stances.of(clause)
    draft.stance = stance
    draft.place, draft.time = find_place(passage, draft), find_time(passage, draft)
    if draft.place is not None and draft.place.country is not None and not draft.place.disputed_by:
        draft.actors = tuple(at_home(actor, draft.place.country) for actor in draft.actors)
    if draft.aim is not None:
        draft.place = draft.place or find_place(passage, draft.aim)
        draft.recipients = draft.recipients or draft.aim.recipients
    if draft.phrase is not None and draft.phrase.head.index not in stances.frames.used:
        status: Status = stance.status or "actual"
        if draft.phrase.words[0].low == "no":
            status = "negated"
    elif clause is not None:
        status = stances.status(clause, stance) if draft.sense is not None or stance.status else "actual"
        if draft.sense is None:
            status = "actual"
    else:
        status = stance.status or "actual"
    if (
        draft.phrase is not None
        and draft.phrase.head.index in stances.frames.used
        and draft.phrase.words[0].low == "no"
    ):
        status = "negated"
    if status == "actual":
        if is_history(draft.time, passage.scene.published):
            status = "historical"
        elif is_ahead(draft.time, passage.scene.published):
            status = "future"
    if (
        draft.type == "AGREE"
        and status == "actual"
        and any(other.parent is clause and other.marker in ("if", "unless") for other in passage.clauses)
        and draft.sense is not None
        and draft.sense.kind == "adjective"
    ):
        status = "conditional"
    draft.status = status
    if draft.type in _SPEECH_ACTS and clause is not None and draft.channel is None:
        draft.channel = stances.channel(clause)


def at_home(actor: Actor, country: str) -> Actor:
    """Unnamed local people ("protesters", "gunmen") are of the country where they act."""
    if actor.country is not None or not set(actor.sectors) & _LOCAL or actor.name in actor_book().transnational:
        return actor
    return replace(actor, country=country)


_LOCAL = set("CVL COP REB UAF LAB EDU OPP CRM MIL AGR REL PRM MED JRN".split())


def _fill_embedded_sides(drafts: Sequence[Draft]) -> None:
    """Who would do what is demanded or promised: the one addressed, or the one who promises."""
    for draft in drafts:
        outer = draft.stance.within if draft.stance is not None else None
        if (
            outer is None
            or outer.sense is None
            or (draft.actors and draft.clause is not None and draft.clause.relation == "that")
        ):
            continue
        by = outer.recipients if outer.sense.content_by == "recipient" else outer.actors
        suffered = {actor.name for actor in draft.recipients}
        if any(actor.name in suffered or actor.name.startswith("people of ") for actor in by):
            continue  # "condemned the shelling of X": X is whom it was done to
        if draft.phrase is not None and draft.actors:
            continue
        if by and (
            not draft.actors or (draft.clause is not None and draft.clause.relation in ("infinitive", "gerund"))
        ):
            draft.actors = by
            draft.recipients = tuple(actor for actor in draft.recipients if actor not in by)
        if (
            not by
            and draft.clause is not None
            and draft.clause.relation in ("infinitive", "gerund")
            and outer.sense.content_by == "recipient"
        ):
            draft.actors = tuple(actor for actor in draft.actors if actor not in outer.actors)


_ASKED = {"RETREAT": "yield", "CONCEDE": "yield", "AID": "assist", "CONSULT": "meet"}
_MODES_OF_CONTENT: dict[str, dict[str, str]] = {
    "REQUEST": _ASKED,
    "REJECT": _ASKED,
    "THREATEN": {"ASSAULT": "violence", "COERCE": "restrict", "SANCTION": "relations"},
}


def _is_promise(draft: Draft) -> bool:
    return draft.clause is not None and draft.clause.verb.main.lemma in ("vow", "swear", "pledge", "promise")


def _fill_modes(drafts: Sequence[Draft]) -> None:
    """What is asked, refused or threatened gives a speech act its mode."""
    for inner in drafts:
        outer = inner.stance.within if inner.stance is not None else None
        if outer is not None and outer.type == "THREATEN" and _is_promise(outer):
            kind = _announced(inner.type)  # "vowed to support", not "vowed to strike"
            if kind in ("AGREE", "CONCEDE"):
                outer.type, outer.mode, outer.code = kind, None, None
        if outer is not None and outer.mode is None:
            outer.mode = _MODES_OF_CONTENT.get(outer.type, {}).get(inner.type)


_BY_MEANS = {"in", "by", "during", "from", "with"}


def _fill_codes(passage: Passage, frames: Frames, drafts: Sequence[Draft]) -> None:
    """ "killed in a drone strike", "a drone strike killed three": the noun of the user's codebook says what the verb's
    act is.
    """
    for draft in drafts:
        clause = draft.clause
        if draft.phrase is not None or draft.code is not None or clause is None:
            continue
        subject = clause.subject.members() if clause.subject is not None and not clause.verb.passive else []
        means = [one for phrase in clause.circumstances if phrase.preposition in _BY_MEANS for one in phrase.members()]
        sense = next((its for one in (*subject, *means) if (its := users_sense(frames, one, draft.type))), None)
        if sense is not None:
            draft.is_users, draft.code, draft.mode = True, sense.code, sense.mode or draft.mode


def users_sense(frames: Frames, phrase: NounPhrase, kind: EventType) -> Sense | None:
    """What act of a type the user's own codebook takes a noun phrase for, if any."""
    sense = frames.noun_sense(phrase) if frames.lexicon.has_users else None
    return sense if sense is not None and sense.code is not None and sense.type == kind else None


def _fill_addressed(passage: Passage, drafts: Sequence[Draft]) -> None:
    """Whom a speech act is turned to, when only its complement says so.

    "demanded that the US cancel ..." is asked of the United States; "agreed to lend money to Peru" is agreed
    towards Peru.
    """
    for outer in drafts:
        if (
            outer.recipients
            or outer.sense is None
            or outer.sense.content is None
            or outer.sense.sides
            or len(outer.actors) > 1
        ):
            continue
        inner = [draft for draft in drafts if draft.stance is not None and draft.stance.within is outer]
        found: tuple[Actor, ...] = ()
        if outer.sense.content_by == "recipient":
            found = next((draft.actors for draft in inner if draft.actors), ()) or _subject_of_complement(
                passage, outer
            )
        else:
            found = next((draft.recipients for draft in inner if draft.recipients), ()) or _object_of_complement(
                passage, outer
            )
        outer.recipients = tuple(
            actor
            for actor in found
            if actor is not UNIDENTIFIED and actor.name not in {one.name for one in outer.actors}
        )


def _subject_of_complement(passage: Passage, outer: Draft) -> tuple[Actor, ...]:
    for clause in passage.clauses:
        if clause.parent is outer.clause and clause.relation == "that" and clause.subject is not None:
            return passage.referents.all_of(clause.subject)
    return ()


def _object_of_complement(passage: Passage, outer: Draft) -> tuple[Actor, ...]:
    for clause in passage.clauses:
        if clause.parent is outer.clause and clause.relation in ("infinitive", "that"):
            for phrase in (*clause.objects[:1], *clause.circumstances):
                if phrase.preposition in (None, "to", "with", "for", "from", "against") and (
                    found := passage.referents.all_of(phrase)
                ):
                    return found
    return ()


def _may_mean_sides(passage: Passage, draft: Draft) -> bool:
    """Whether "the conflict" can be that of the sides told before: nobody else and no other country is named here."""
    countries = {side.country for side in passage.scene.sides}
    named = {entry.country for word in passage.words for entry in word.names[:1] if entry.country is not None}
    named |= {
        word.place.place.country
        for word in passage.words
        if word.place is not None and word.place.place is not None and word.place.place.country
    }
    return not named - countries and len(passage.scene.sides) == 2


_OPENERS = {"begin", "start", "resume", "erupt", "break", "flare"}


def _tell_outbreak(passage: Passage, draft: Draft) -> None:
    """ "the conflict": that of the sides told before; and the day it broke out is remembered."""
    if draft.type != "ASSAULT" or draft.sense is None or not draft.sense.sides:
        return
    sides = passage.scene.sides if _may_mean_sides(passage, draft) else ()
    if len(draft.actors) == 1 and not draft.recipients and any(draft.actors[0].name == side.name for side in sides):
        draft.actors = sides
    if (
        draft.phrase is not None
        and len(draft.actors) < 2
        and draft.phrase.words[0].low in ("the", "this", "fighting", "clashes", "hostilities")
    ):
        draft.actors = sides or draft.actors
    verb = draft.clause.verb.main.lemma if draft.clause is not None else ""
    subject = draft.clause.subject if draft.clause is not None else None
    if draft.time is not None and draft.time.start is not None and verb in _OPENERS and subject is draft.phrase:
        passage.scene.outbreak = draft.time.start


_OCCURRING = set(
    "be occur happen erupt break take continue resume begin start flare rage spread follow kill wound injure "
    "leave hit rock target strike claim destroy damage force last end subside intensify escalate report result "
    "cause lead shake die".split()
)


def _occurs(draft: Draft) -> bool:
    """Whether a sentence says of an act without doer or victim that it took place: "clashes erupted",
    "killed in an explosion"."""
    clause, phrase = draft.clause, draft.phrase
    if clause is None or phrase is None:
        return True  # a bare headline
    if clause.verb.main.lemma not in _OCCURRING:
        return False
    subject = clause.subject is not None and phrase in clause.subject.members()
    harmed = phrase.preposition in ("in", "during", "by", "after", "from") and clause.verb.main.lemma in (
        "kill",
        "wound",
        "injure",
        "die",
        "hurt",
        "leave",
    )
    there = clause.verb.main.lemma == "be" and phrase in clause.objects and clause.subject is phrase
    return (
        (subject and clause.verb.main.lemma != "be")
        or harmed
        or there
        or (phrase in clause.objects and clause.verb.main.lemma in ("report", "follow"))
    )


def _official(actors: Sequence[Actor]) -> bool:
    """Whether a state, an armed group or another public body is among them."""
    return any(set(actor.sectors) & OFFICIAL for actor in actors)


OFFICIAL = set("GOV MIL REB COP JUD LEG OPP IGO PRM PTY SPY UAF NGO PRE ELI INT CRM".split())
_VERBAL = {"AGREE", "SUPPORT", "CONCEDE", "REJECT", "REQUEST", "CONSULT"}
_CIVIL = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "MOBILIZE"}
POLITICAL = set(
    "GOV MIL REB COP JUD LEG OPP IGO PRM PTY SPY UAF REF NGO ELI CVL CRM REL JRN LAB MED EDU INT PRE AGR SOC".split()
)


def is_record(draft: Draft, *, asked: bool = False) -> bool:
    """Whether an act is worth a record. asked: it stands in a question.

    Worth one is force with somebody or somewhere, or an act between sides that matter here.
    """
    if asked:
        return False  # a question states nothing
    if draft.type == "ASSAULT" and draft.sense is not None and draft.sense.truce is not None:
        return False  # the truce record says that it was broken
    actors = [actor for actor in draft.actors if actor is not UNIDENTIFIED]
    if (
        draft.mode == "ceasefire"
        and draft.type == "RETREAT"
        and (
            draft.status == "negated"
            or (draft.phrase is not None and draft.stance is not None and draft.stance.within is None)
        )
    ):
        return False  # the truce record says it
    denied = draft.phrase is not None and (
        draft.phrase.words[0].low == "no" or (draft.clause is not None and draft.clause.verb.negated)
    )
    if draft.phrase is not None and draft.stance is not None and draft.stance.status == "negated" and not denied:
        return False  # "to end the war" says no war was not fought
    if (
        draft.phrase is not None
        and draft.type in _VIOLENT
        and not actors
        and not draft.recipients
        and not _occurs(draft)
    ):
        return False
    if (
        draft.sense is not None
        and draft.sense.weight == 1
        and draft.place is None
        and not _official([*actors, *draft.recipients])
    ):
        return False  # an everyday word among people who may be anybody
    if draft.type in _VIOLENT:
        named = bool(actors or draft.recipients or draft.place)
        return named or (draft.phrase is None and draft.sense is not None and draft.sense.weight > 1)
    involved = [*actors, *draft.recipients]
    if draft.type == "CONSULT" and any("JRN" in actor.sectors for actor in involved):
        return False  # an interview is a channel
    if draft.type in _VERBAL and not actors and not _official(draft.recipients):
        return False
    if draft.type in _CIVIL and not _official(involved):
        return False
    return any(actor.country is not None or set(actor.sectors) & POLITICAL for actor in involved)
