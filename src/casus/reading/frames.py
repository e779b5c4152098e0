"""From words to acts: which sense a verb or noun has where it stands, and who fills its roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus.knowledge.actors import actor_book
from casus.reading.clauses import Clause, goes_on
from casus.reading.drafts import Draft
from casus.reading.lexicon import Lexicon, Sense
from casus.reading.phrases import NounPhrase
from casus.reading.referents import Referents, role_of
from casus.reading.words import VERB_TAGS, Word
from casus.records import Actor

_SKIPPED = set("the a an its their his her any all some down out up".split())
_SIDE_PREPOSITIONS = ("with", "between", "among", "against", "and")
_PHRASE_REACH = 7
"""How many words behind a verb the rest of its phrase may stand ("took five local journalists hostage")."""


class Frames:
    """Finds the acts of one sentence."""

    def __init__(
        self, words: Sequence[Word], clauses: Sequence[Clause], lexicon: Lexicon, referents: Referents
    ) -> None:
        self.words, self.clauses, self.lexicon, self.referents = words, clauses, lexicon, referents
        self.used: set[int] = set()  # indexes of nouns already read with their verb

    # ------------------------------------------------------------------ verbs
    def of_clause(self, clause: Clause) -> list[Draft]:
        """The acts the verb of a clause states: by a phrase, carried by its object, or by itself."""
        main = clause.verb.main
        if main.lemma in self.lexicon.light_verbs:
            exact = self._first_sense(clause, exact=True)
            if exact and (exact[0].is_users or not self._carries_users(clause)):
                return exact
        if main.lemma in self.lexicon.light_verbs:
            carried = [draft for phrase in self._carried(clause) for draft in self._light(clause, phrase)]
            if carried:
                return carried
        if main.lemma == "be":
            return self._predicate(clause)
        return self._first_sense(clause, exact=False)

    def _first_sense(self, clause: Clause, *, exact: bool) -> list[Draft]:
        """The act of the most specific sense that fits. exact: only phrases, and senses that ask for their object."""
        for sense in self.lexicon.of("verb", clause.verb.main.lemma):
            if exact and not (sense.words or sense.objects):
                continue
            last = self._match_phrase(sense, clause)
            if last is not None and self._fits(sense, clause):
                return [self._verb_draft(sense, clause, last)]
        return []

    def _carried(self, clause: Clause) -> list[NounPhrase]:
        """What a light verb carries: its object, or its subject in the passive."""
        if clause.verb.passive and clause.subject is not None:
            return clause.subject.members()
        return [member for phrase in clause.objects[-1:] for member in phrase.members()]

    def _carries_users(self, clause: Clause) -> bool:
        """Whether what the verb carries is named by the user's own codebook, which goes before phrases of ours."""
        senses = (self.noun_sense(phrase) for phrase in self._carried(clause))
        return self.lexicon.has_users and any(sense is not None and sense.is_users for sense in senses)

    def _light(self, clause: Clause, phrase: NounPhrase) -> Iterator[Draft]:
        sense = self.noun_sense(phrase)
        if sense is None:
            return
        self.used.add(phrase.head.index)
        draft = self.noun_draft(phrase, sense, clause)
        agent = self._agent(clause)
        if agent is not None and agent is not phrase:
            actors = self.referents.all_of(agent)
            if clause.verb.main.lemma in ("suffer", "undergo", "face", "receive", "sustain"):
                draft.recipients = actors or draft.recipients
            else:
                draft.actors = actors or draft.actors
        self.add_sides(draft, sense, clause)
        if not draft.recipients and not sense.sides:
            draft.recipients = self._from_prepositions(sense.recipient, clause.circumstances) or self._addressed(
                clause, phrase
            )
            if not draft.recipients and len(clause.objects) > 1:
                draft.recipients = self.referents.all_of(clause.objects[0])
        draft.span = (min(clause.verb.main.start, phrase.head.start), max(clause.verb.main.end, phrase.head.end))
        yield draft

    def in_state(self, draft: Draft, phrase: NounPhrase, clause: Clause | None) -> None:
        """ "are in custody", "is under siege": the subject is who it happens to."""
        if clause is None or clause.verb.main.lemma not in (
            "be",
            "remain",
            "keep",
            "hold",
            "place",
            "put",
            "come",
            "live",
            "stay",
        ):
            return
        if phrase.preposition not in ("in", "under") or phrase not in clause.circumstances or draft.recipients:
            return
        harmed = (
            clause.objects[0]
            if clause.objects and clause.verb.main.lemma not in ("be", "remain") and not clause.verb.passive
            else clause.subject
        )
        draft.recipients, draft.patient = self.referents.all_of(harmed), harmed
        if draft.mode == "arrest":
            draft.effect = "captured"

    def _predicate(self, clause: Clause) -> list[Draft]:
        """be + adjective or noun: "is ready to", "were hostages"."""
        for phrase in clause.objects[:1]:
            for sense in self.lexicon.of("adjective", phrase.head.low):
                if self._fits(sense, clause):
                    actors = self.referents.all_of(clause.subject)
                    recipients = self._from_prepositions(sense.recipient, clause.circumstances)
                    if "subject" in sense.recipient:
                        actors, recipients = (), actors
                    return [
                        self._draft(sense, (phrase.head.start, phrase.head.end), clause, phrase, actors, recipients)
                    ]
        return []

    def _match_phrase(self, sense: Sense, clause: Clause) -> Word | None:
        """The last word of the sense's phrase behind the verb, None when it is not there."""
        at, last = clause.verb.main.index + 1, clause.verb.main
        open_slot = False
        for wanted in sense.words:
            if wanted == "*":
                open_slot = True
                continue
            found = self._find_word(
                wanted, at, _PHRASE_REACH if open_slot or clause.verb.passive else 3, loose=open_slot
            )
            if found is None:
                return None
            last, at, open_slot = found, found.index + 1, False
        return last

    def _find_word(self, wanted: str, start: int, reach: int, *, loose: bool) -> Word | None:
        for word in self.words[start : start + reach]:
            if word.low == wanted or word.lemma == wanted:
                following = self.words[word.index + 1] if word.index + 1 < len(self.words) else None
                return (
                    None if word.tag == "IN" and following is not None and following.tag == "TIME" else word
                )  # "agreed on Monday"
            passed = word.low in _SKIPPED or "-" in word.low or word.tag in ("JJ", "RB", "PRP$", "CD", "TIME")
            if not loose and not passed:
                return None
            if word.tag in VERB_TAGS or word.tag in (",", ";", "."):
                return None
        return None

    def _agent(self, clause: Clause) -> NounPhrase | None:
        if not clause.verb.passive:
            return clause.subject
        joined = next(
            (other for other in self.clauses if clause.verb.passive and goes_on(clause, other)), None
        )  # "shelled and burned by X"
        behind = [*clause.circumstances, *(joined.circumstances if joined is not None else [])]
        return next((phrase for phrase in behind if phrase.preposition == "by"), None)

    def _patient(self, sense: Sense, clause: Clause) -> NounPhrase | None:
        """Who or what the verb acts on: its object, the subject of its passive, or the phrase of its preposition."""
        last_word = sense.words[-1] if sense.words else ""
        if last_word in _PREPOSITIONS and "*" not in sense.words:
            return next((phrase for phrase in clause.circumstances if phrase.preposition == last_word), None) or (
                clause.subject if clause.verb.passive else None
            )
        if clause.verb.passive or self._silent_passive(sense, clause):
            return clause.subject
        if clause.objects and sense.words and clause.objects[0].head.low in sense.words:
            return clause.objects[1] if len(clause.objects) > 1 else None
        return clause.objects[0] if clause.objects else None

    def _silent_passive(self, sense: Sense, clause: Clause) -> bool:
        """Headlines leave out "were": "Seven soldiers killed in ambush"."""
        main = clause.verb.main
        return (
            all(phrase.head.low in sense.words for phrase in clause.objects)
            and clause.verb.form == "finite"
            and len(clause.verb.words) == 1
            and main.tag == "VBD"
            and sense.type in ("ASSAULT", "COERCE", "SANCTION")
            and "object" in sense.recipient
            and any("VBN" in tags for lemma, tags in main.readings if lemma == main.lemma)
            and (
                sense.effect is not None
                or (
                    self.words[-1].tag != "."
                    and not any(other.verb.main.tag in ("VBZ", "VBP") for other in self.clauses)
                )
            )
        )

    def _fits(self, sense: Sense, clause: Clause) -> bool:
        """Whether object, subject and complement are of the kind the sense needs."""
        if clause.verb.main.lemma in _NEEDS_COMPLEMENT and not sense.words and not self._has_complement(clause):
            return False
        patient = self._patient(sense, clause)
        heads = self._heads(patient) or ({clause.objects[0].head.lemma} if clause.objects else set())
        if sense.objects and not heads & sense.objects and not (not heads and self._goes_by_itself(sense, clause)):
            return False
        if sense.not_objects and heads & sense.not_objects:
            return False
        if sense.subjects or sense.not_subjects:
            subjects = self._heads(self._agent(clause))
            if sense.subjects and not subjects & sense.subjects:
                return False
            if sense.not_subjects & subjects:
                return False
        return True

    def _goes_by_itself(self, sense: Sense, clause: Clause) -> bool:
        """ "its troops would withdraw": movements of forces need no object."""
        if sense.type not in ("RETREAT", "MOBILIZE") or sense.words:
            return False
        return bool(
            self._heads(self._agent(clause)) & (self.lexicon.classes["armed"] | {"country", "government", "group"})
        )

    def _has_complement(self, clause: Clause) -> bool:
        """ "told them to leave", "asked for help"; "told reporters" alone is no request."""
        asked = any(other.parent is clause and other.relation == "infinitive" for other in self.clauses)
        return asked or (
            clause.verb.main.lemma == "ask" and any(phrase.preposition == "for" for phrase in clause.circumstances)
        )

    def _heads(self, phrase: NounPhrase | None) -> set[str]:
        """Head words of a phrase and what they are: lemmas, and class words for names and numbers."""
        if phrase is None:
            return set()
        heads: set[str] = set()
        for member in phrase.members():
            head = member.head
            heads |= {head.low, head.lemma, " ".join(word.low for word in member.words[-2:])}
            heads |= {f"{member.words[-2].low} {head.lemma}"} if len(member.words) > 1 else set()
            for entry in head.names:
                heads |= _NAME_CLASSES.get(entry.kind, set())
            if head.place is not None and not head.place.associative:
                heads |= {"town", "city", "area", "territory"}
            elif head.tag == "NNP" and not head.names:
                heads |= {"person", "man"}
            if head.tag == "PRP":
                heads |= {"person", "man"} if head.low in ("he", "she", "him", "her", "they", "them", "who") else set()
            if head.tag == "CD":
                heads |= {"person", "people"}
            if head.lemma in ("other", "hundred", "dozen", "thousand"):
                heads |= {"person", "people"}
            if head.lemma in _MEASURES | _LOTS and member.after and member.after[0].preposition == "of":
                heads |= self._heads(member.after[0])
        return heads

    def _verb_draft(self, sense: Sense, clause: Clause, last: Word) -> Draft:
        patient = self._patient(sense, clause)
        agent = (
            None
            if patient is not None and patient is clause.subject and not clause.verb.passive
            else self._agent(clause)
        )
        actors, mode = self.referents.all_of(agent), None
        recipients: tuple[Actor, ...] = ()
        for slot in sense.recipient:
            if slot != "object" and patient is not None and patient.head.tag == "PRP" and "object" in sense.recipient:
                continue  # "killed him in Nairobi" is done to him, whoever he is
            if slot == "object" and sense.type == "MOBILIZE" and patient is not None and self._are_forces(patient):
                continue  # the troops deployed are not whom it is done to
            if slot == "object" and sense.type in _FORCE and patient is not None and _is_town(patient):
                recipients = self._holders(patient)
                break
            recipients = (
                self.referents.all_of(patient)
                if slot == "object"
                else self._from_prepositions((slot,), clause.circumstances)
            )
            if recipients:
                break
        if patient is not None and patient.head.low == "it" and sense.type not in ("ACCUSE", "REQUEST"):
            recipients = ()  # things more often than sides
        elif (
            not recipients
            and patient is not None
            and patient.head.tag != "PRP"
            and sense.recipient
            and not (sense.type == "MOBILIZE" and self._are_forces(patient))
        ):
            own = {actor.country for actor in actors}
            concerned = self._concerned(patient, force=sense.type in _FORCE)
            named = bool(patient.head.names) and not _is_town(patient)
            recipients = (self.referents.all_of(patient) if named else self._holders(patient)) or tuple(
                one for one in concerned if one.country not in own or one.country is None or "GOV" not in one.sectors
            )
        if sense.recipient == ("subject",):
            actors, recipients = (), self.referents.all_of(self._agent(clause))
        full = (
            sense.words and "*" not in sense.words and sense.words[-1] not in _PREPOSITIONS
        )  # it holds its own object
        if not recipients and sense.recipient and ("object" not in sense.recipient or full):
            recipients = self._addressed(clause, patient)
        if sense.type == "ASSAULT" and agent is not None and not sense.sides:
            actors, mode = self._act_of(agent, actors)
        if not actors and sense.type == "ASSAULT" and not sense.sides:
            actors = self._by_means(clause)
        if sense.actor == ("object",):
            actors = self.referents.all_of(patient)
        draft = self._draft(
            sense, (clause.verb.main.start, max(last.end, clause.verb.main.end)), clause, None, actors, recipients
        )
        draft.patient, draft.mode = patient, draft.mode or mode
        self.add_sides(draft, sense, clause)
        return draft

    def _act_of(self, agent: NounPhrase, actors: tuple[Actor, ...]) -> tuple[tuple[Actor, ...], str | None]:
        """ "Russian shelling killed three", "Hezbollah fire killed": whose act or weapon the doer is, and its mode."""
        sense = self.noun_sense(agent)
        if sense is not None and sense.type == "ASSAULT" and not sense.sides and not agent.also:
            self.used.add(agent.head.index)
            return self.noun_draft(agent, sense, None).actors, sense.mode
        if agent.head.lemma in self.lexicon.classes["weapon"] | self.lexicon.classes["bomb"] | {"fire", "strike"}:
            return self._possessor(agent) or self._modifiers(agent, 0) or actors, None
        return actors, None

    def add_sides(self, draft: Draft, sense: Sense, clause: Clause | None) -> None:
        """Two-sided acts have everybody in actors."""
        if not sense.sides:
            return
        circumstances = clause.circumstances if clause is not None else []
        against = self._from_prepositions(("against",), circumstances)
        others = against or (
            self._from_prepositions(_SIDE_PREPOSITIONS, circumstances)
            if len(draft.actors) < 2 or draft.phrase is None
            else ()
        )
        if not draft.actors and clause is not None and draft.phrase is None:
            draft.recipients = _union(draft.recipients, against)
            return
        draft.actors = _union(draft.actors, draft.recipients, others)
        draft.recipients = ()

    def _from_prepositions(self, prepositions: Sequence[str], phrases: Sequence[NounPhrase]) -> tuple[Actor, ...]:
        for preposition in prepositions:
            for phrase in phrases:
                if phrase.preposition == preposition and not (preposition in _PLACING and _is_town(phrase)):
                    actors = self.referents.all_of(phrase) or self._holders(phrase)
                    if actors:
                        return actors
        return ()

    def _holders(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """Those who live in an attacked place stand for it."""
        found = []
        if phrase.owner is not None and (owners := self.referents.all_of(phrase.owner)):
            return owners
        for member in phrase.members():
            place = member.head.place
            if place is not None and place.place is not None and not place.associative:
                found.append(
                    Actor(
                        name=f"people of {place.place.name}",
                        country=place.place.country,
                        sectors=("CVL",),
                        mention=(member.head.start, member.head.end),
                    )
                )
        lies = (
            phrase.head.lemma in self.lexicon.classes["place"] or phrase.head.lemma in self.lexicon.classes["building"]
        )
        if not found and lies and (whose := self._modifiers(phrase, 0)):
            return whose  # "Houthi positions in Sanaa"
        if not found and lies:
            for behind in phrase.after:
                if behind.preposition in ("of", "in", "near", "at"):
                    return self.referents.all_of(behind) or self._holders(behind)
        return tuple(found)

    def _by_means(self, clause: Clause) -> tuple[Actor, ...]:
        """Who did it, when only the means tell: "killed in Russian air strikes"."""
        for phrase in clause.circumstances:
            for member in phrase.members() if phrase.preposition in ("in", "by", "during", "from") else ():
                sense = self.noun_sense(member)
                if sense is not None and sense.type == "ASSAULT" and not sense.sides:
                    self.used.add(member.head.index)
                    return self.noun_draft(member, sense, clause).actors
        return ()

    def _concerned(self, phrase: NounPhrase, *, force: bool) -> tuple[Actor, ...]:
        """Whose matter the object is: "an Indian proposal", "a proposal from India", "ties with Russia".

        force: the act is force, so of a place in it ("the western part of Berlin") its people are meant.
        """
        for member in phrase.members():
            for word in member.words[:-1]:
                if word.names and word.names[0].kind != "ethnic":
                    return (word.names[0].actor((word.start, word.end)),)
            modifiers = self._modifiers(member, 0)
            if modifiers:
                return modifiers
            for behind in chain(member):
                if force and (_is_town(behind) or self._lies_somewhere(phrase)):
                    return self._holders(behind)
                if behind.preposition in _PLACING and _is_town(behind):
                    continue
                if behind.preposition in _CONCERNING and (actors := self.referents.all_of(behind)):
                    return actors
        return ()

    def _are_forces(self, phrase: NounPhrase) -> bool:
        return bool(self._heads(phrase) & self.lexicon.classes["armed"])

    def _lies_somewhere(self, phrase: NounPhrase) -> bool:
        """ "hit a market in the capital": the place is where it lies, not whom it was done to."""
        return (
            phrase.head.lemma in self.lexicon.classes["building"] or phrase.head.lemma in self.lexicon.classes["place"]
        )

    def _addressed(self, clause: Clause, patient: NounPhrase | None) -> tuple[Actor, ...]:
        """Whom an act without object is turned to: "against", "with", "to" somebody, in its clause."""
        after = [
            phrase
            for phrase in clause.circumstances
            if phrase.head.index > clause.verb.main.index and phrase is not patient
        ]
        for preposition in ("against", "to", "with", "toward", "towards", "from"):
            for phrase in after:
                if phrase.preposition == preposition and (actors := self.referents.all_of(phrase)):
                    return actors
        return ()

    def _draft(
        self,
        sense: Sense,
        span: tuple[int, int],
        clause: Clause | None,
        phrase: NounPhrase | None,
        actors: tuple[Actor, ...],
        recipients: tuple[Actor, ...],
    ) -> Draft:
        return Draft(
            type=sense.type, span=span, sense=sense, clause=clause, phrase=phrase, mode=sense.mode, actors=actors,
            recipients=tuple(one for one in recipients if one not in actors), confidence=_CONFIDENCE[sense.weight],
            is_users=sense.is_users, code=sense.code,
        )  # fmt: skip

    # ------------------------------------------------------------------ nouns
    def noun_sense(self, phrase: NounPhrase) -> Sense | None:
        """What act the head of a noun phrase names, if any."""
        head = phrase.head
        if head.tag not in ("NN", "JJ", "VBG") or head.names or head.place is not None:
            return None
        for lemma in (head.lemma, head.low):
            for sense in self.lexicon.of("noun", lemma):
                before = [word.low for word in phrase.words[: len(phrase.words) - 1]]
                size = len(sense.words)
                if size and tuple(before[-size:]) != sense.words:
                    continue
                heads = {h for behind in phrase.after for h in self._heads(behind)} | self._heads(phrase.owner)
                modifiers = {word.lemma for word in phrase.words[:-1]} | {word.low for word in phrase.words[:-1]}
                if sense.objects and not (heads | modifiers) & sense.objects:
                    continue
                if sense.not_objects & (heads | modifiers):
                    continue
                return sense
        return None

    def noun_draft(self, phrase: NounPhrase, sense: Sense, clause: Clause | None) -> Draft:
        """The act a noun phrase names with the sides its own words give."""
        behind = list(chain(phrase))
        actors: tuple[Actor, ...] = ()
        for slot in sense.actor:
            if slot == "possessor":
                actors = self._possessor(phrase)
            elif slot == "modifier":
                actors = self._modifiers(phrase, len(sense.words))
            elif slot not in ("possessor", "subject", "object"):
                actors = self._from_prepositions((slot,), behind)
            if actors and not sense.sides:
                break
        recipients = self._from_prepositions([slot for slot in sense.recipient if slot != "object"], behind)
        if not recipients and sense.recipient and not sense.sides:
            recipients = self._from_prepositions(("against", "to", "with", "toward", "for"), behind)
        if not recipients and "possessor" in sense.recipient and phrase.owner is not None:
            recipients = self.referents.all_of(phrase.owner)
        draft = self._draft(
            sense,
            (
                phrase.words[0].start
                if phrase.words[0].tag != "DT" or len(phrase.words) == 1
                else phrase.words[1].start,
                phrase.head.end,
            ),
            clause,
            phrase,
            actors,
            recipients,
        )
        draft.confidence -= 0.1
        if sense.sides:
            sides = self._from_prepositions(_SIDE_PREPOSITIONS, behind)
            if draft.actors or len(sides) > 1:
                draft.actors, draft.recipients = _union(draft.actors, draft.recipients, sides), ()
            else:
                draft.recipients = _union(draft.recipients, sides)
        draft.patient = next((one for one in behind if one.preposition == "of"), None)
        draft.own_sides = bool(draft.actors or draft.recipients)
        return draft

    def _possessor(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """ "Russia's", "his", "their"."""
        if phrase.owner is not None:
            return self.referents.all_of(phrase.owner)
        return self.referents.possessor(phrase.words[0]) if phrase.words[0].tag == "PRP$" else ()

    def _modifiers(self, phrase: NounPhrase, size: int) -> tuple[Actor, ...]:
        """Actors named before the head: "Russian", "rebel", "Israeli-Palestinian"."""
        found: list[Actor] = [actor for shared in phrase.shares for actor in self.referents.one(shared)]
        words = phrase.words[: len(phrase.words) - 1 - size]
        for at, word in enumerate(words):
            if word.names and word.names[0].kind != "leader":
                following = role_of(words[at : at + 2]) if at + 1 < len(words) else None
                if following is None:
                    found.append(word.names[0].actor((word.start, word.end)))
            elif word.tag in ("NN", "NNP") and word.low not in _NO_DOERS and role_of([word]) is not None:
                found += self.referents.one(
                    NounPhrase(words[max(0, at - 1) if at and words[at - 1].names else at : at + 1])
                )
            elif "-" in word.text:
                found += _hyphenated(word)
        return tuple(found)


def _is_town(phrase: NounPhrase) -> bool:
    """A capital under force is the town, not the government."""
    head = phrase.head
    return bool(head.names) and head.names[0].kind == "capital" and head.place is not None


def _hyphenated(word: Word) -> list[Actor]:
    """The states in "Israeli-Palestinian"; a compound like "US-led" gives its first part only for led and made."""
    parts = word.text.split("-")
    hits = [actor_book().find([part]) for part in parts]
    if len(parts) == 2 and hits[0] and (hits[1] or parts[1] == "led"):
        return [hit[0].entries[0].actor((word.start, word.end)) for hit in hits if hit]
    return []


def chain(phrase: NounPhrase, depth: int = 3) -> Iterator[NounPhrase]:
    """The prepositional phrases behind a phrase, those that hang on them included."""
    for behind in phrase.also[-1].after if phrase.also else phrase.after:
        yield behind
        if depth:
            for member in behind.members()[-1:]:
                yield from chain(member, depth - 1)


def _union(*lots: Sequence[Actor]) -> tuple[Actor, ...]:
    found: list[Actor] = []
    for actor in (actor for lot in lots for actor in lot):
        if all((actor.name, actor.country) != (one.name, one.country) for one in found):
            found.append(actor)
    return tuple(found)


_PREPOSITIONS = set(
    "of in on at for with from into against over off to upon through by about towards toward behind".split()
)
# Role nouns that before another noun only describe it ("a minor dispute", "local unrest").
_NO_DOERS = set(
    "minor local general chief head intelligence senior veteran native adult major subject public private civil "
    "peace child people humanitarian official national".split()
)
_CONCERNING = set("of from by with to for against between in on over among".split())
_PLACING = {"in", "at", "near"}
_FORCE = {"ASSAULT", "COERCE", "MOBILIZE"}
# Nouns that only measure what "of" names ("700 kg of medicine", "part of an aid programme").
_MEASURES = set(
    "kg ton tonne part number shipment package consignment load truckload million billion lot series amount "
    "kind half quantity".split()
)
_LOTS = set("dozen dozens hundred hundreds thousand thousands score scores volley salvo barrage couple round".split())
_NEEDS_COMPLEMENT = {"tell", "ask"}
_NAME_CLASSES: dict[str, set[str]] = {
    "leader": {"person", "man", "president"},
    "state": {"country", "government", "territory"},
    "capital": {"city", "town", "government"},
    "people": {"people", "person", "civilian"},
    "ethnic": {"people", "person", "civilian"},
    "group": {"group", "rebel", "militant", "guerrilla"},
    "organisation": {"organisation", "organization", "group"},
    "institution": {"government", "ministry", "official"},
    "adjective": {"country", "government", "people"},
}
_CONFIDENCE = {1: 0.55, 2: 0.7, 3: 0.8}
