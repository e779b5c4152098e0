"""Who harmed, who was harmed, who says so, and by what means: the sides of a toll."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casus.knowledge.ruled_regions import region_in
from casus.reading.clauses import Clause
from casus.reading.drafts import Draft, Stance
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.regions import with_region
from casus.reading.speech import according_to
from casus.reading.stances import Stances
from casus.reading.toll_counts import Count, lemmas, role_in
from casus.reading.toll_harms import Harm, effect_of
from casus.reading.toll_words import CAUSING, COUNTING, DISASTERS, FORCE, HARDSHIPS, HARMING, MEANS, TALLIES
from casus.reading.words import noun_lemma
from casus.records import Actor

_STATE_ARMS = {"MIL", "COP"}
_BY_MEANS = {"in", "of", "from", "during", "under"}
_NAMED_SIDES = {"state", "adjective", "group", "organisation", "institution", "capital"}


class Sides:
    """Reads the sides of the tolls of one sentence."""

    def __init__(self, passage: Passage, drafts: Sequence[Draft], stances: Stances) -> None:
        self.passage, self.words, self.drafts, self.stances = passage, passage.words, drafts, stances

    # -------------------------------------------------------------- means
    def means(self, act: Draft, count: Count) -> list[NounPhrase]:
        """What may have done the harm: the subject of an active verb, and what stands with "in", "by", "of", "from"."""
        clause, found = act.clause, list[NounPhrase]()
        if clause is not None:
            if clause.subject is not None and not clause.verb.passive and act.phrase is None:
                found += clause.subject.members()
            done_by = clause.verb.main.index if act.phrase is None else len(self.words)
            for phrase in clause.circumstances:
                if phrase.preposition in _BY_MEANS or (phrase.preposition == "by" and phrase.first.index > done_by):
                    found += phrase.members()
        if act.phrase is not None:
            found += [member for phrase in act.phrase.after for member in phrase.members()]
        behind = [phrase for phrase in count.phrase.members()[-1].after if phrase.preposition != "of"]
        return found + [member for phrase in behind for member in phrase.members()]

    def is_disaster(self, harm: Harm, count: Count) -> bool:
        """ "killed in an earthquake", "the crash killed 12": no toll of conflict."""
        named = {lemma for phrase in self.means(harm.act, count) for lemma in (phrase.head.lemma, phrase.head.low)}
        return bool(named & DISASTERS) and not named & FORCE

    def hardship(self, harm: Harm, count: Count) -> str | None:
        """What besides force killed: hunger, cold, disease, water."""
        if harm.effect != "killed":
            return None
        if harm.cue.lemma in ("drown", "starve"):
            return "drowned" if harm.cue.lemma == "drown" else "of hunger"
        heads = [phrase.head for phrase in self.means(harm.act, count)]
        return next((f"of {head.low}" for head in heads if head.lemma in HARDSHIPS or head.low in HARDSHIPS), None)

    # -------------------------------------------------------------- who says so
    def stance(self, harm: Harm, count: Count) -> Stance:
        """The stance of the act; where nobody speaks, who counts is its voice ("X documented 12 deaths")."""
        stance = harm.act.stance or Stance()
        voice = (
            self._according(count)
            or stance.voice
            or self._counters(harm, count)
            or self._by_count()
            or self._last_speaker()
        )
        return Stance(None, voice, stance.channel)

    def _counters(self, harm: Harm, count: Count) -> tuple[Actor, ...]:
        """ "the UN has documented 12 deaths", "12 deaths were recorded by the UN"."""
        indexes = (count.number.index, harm.cue.index)
        for clause in self.passage.clauses:
            if clause.verb.main.lemma not in COUNTING or clause.subject is None:
                continue
            if clause.verb.passive and not clause.objects:
                by = any(phrase.preposition == "by" for phrase in clause.circumstances)
                if by and holds(clause.subject, count.number.index):
                    return self.stances.speakers(clause)
            elif any(
                holds(phrase, index) for phrase in (*clause.objects, *clause.circumstances) for index in indexes
            ) or any(one.parent is clause and one.verb.main is harm.cue for one in self.passage.clauses):
                active = not clause.verb.passive
                return self.stances.speakers(clause) if active else self.passage.referents.all_of(clause.subject)
        return ()

    def _according(self, count: Count) -> tuple[Actor, ...]:
        """ "30 soldiers, according to A; 12 civilians, according to B": of a list, who is named with the item."""
        marks = [word.index for word in self.words if word.tag == ";"]
        if not marks:
            return ()
        start = max((at for at in marks if at < count.start), default=0)
        return according_to(self.passage, start, next((at for at in marks if at > count.start), len(self.words)))

    def _by_count(self) -> tuple[Actor, ...]:
        """ "by Karabakh's count", "by the estimate of the UN", "its count has passed 400"."""
        for phrase in self.passage.phrases():
            if phrase.words[0].tag == "PRP$" and phrase.head.lemma in ("count", "tally", "toll"):
                return self.passage.referents.possessor(phrase.words[0])
            if phrase.preposition == "by" and phrase.head.lemma in TALLIES:
                of = next((behind for behind in phrase.after if behind.preposition in ("of", "by", "from")), None)
                return self.passage.referents.all_of(phrase.owner or of)
        return ()

    def _last_speaker(self) -> tuple[Actor, ...]:
        """A verb of speech that ends the sentence: ", state media and security sources said."."""
        clause = self.passage.clauses[-1] if self.passage.clauses else None
        if clause is None or clause.subject is None or clause.verb.passive:
            return ()
        ends = not any(
            word.tag[0].isalpha() and word.tag != "TIME" for word in self.words[clause.verb.main.index + 1 :]
        )
        return self.stances.speakers(clause) if ends and self.passage.lexicon.is_voice(clause.verb.main.lemma) else ()

    # -------------------------------------------------------------- who did it, whose people they were
    def by(self, harm: Harm, count: Count) -> tuple[Actor, ...]:
        """Those held responsible: the doer of the act, or whose means did it ("in Israeli strikes")."""
        apart = any(word.tag == ";" for word in self.words[harm.cue.index : count.start])
        if harm.cue.lemma in ("lose", "flee") or apart:
            return ()
        clause = harm.act.clause
        for phrase in self.means(harm.act, count):
            if holds(phrase, count.number.index):
                continue
            doers: tuple[Actor, ...] = ()
            acts = clause is not None and clause.subject is not None and phrase in clause.subject.members()
            if phrase.head.lemma in MEANS or phrase.head.low in MEANS:
                doers = self._whose_means(phrase)
            elif phrase.preposition == "by" or (acts and lemmas(harm.cue) & HARMING.keys()):
                doers = self.passage.referents.all_of(phrase)
            if doers:
                return doers
        caused = clause is not None and harm.act.phrase is not None and clause.verb.main.lemma in CAUSING
        if caused and clause is not None and not clause.verb.passive:
            return self.passage.referents.all_of(clause.subject)
        own = {word.start for word in count.phrase.words}
        actors = harm.act.actors if effect_of(harm.act) is not None else ()
        told = [one for one in actors if one.mention is None or (one.mention[0] not in own and not self._counted(one))]
        return tuple(one for one in told if not _is_vague(one)) or self._doers_when(clause)

    def _counted(self, actor: Actor) -> bool:
        """Whether a number counts them: of "1,200 soldiers and 50 civilians killed" neither killed the others."""
        start, end = actor.mention or (0, 0)
        at = next((word.index for word in self.words if start <= word.start < end), 0)
        return any(word.quantity is not None for word in self.words[max(0, at - 1) : at + 1])

    def _whose_means(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """ "Israeli strikes", "an attack by the group", "the army's shelling"."""
        if phrase.owner is not None:
            return self.passage.referents.all_of(phrase.owner)
        sides = ("state", "adjective", "group", "organisation", "institution", "capital")
        for at, word in enumerate(phrase.words[:-1]):
            if word.names and word.names[0].kind in sides:
                return self.passage.referents.one(NounPhrase(phrase.words[at : at + 1]))
        by = next((behind for behind in phrase.members()[-1].after if behind.preposition == "by"), None)
        return self.passage.referents.all_of(by)

    def _doers_when(self, clause: Clause | None) -> tuple[Actor, ...]:
        """ "were killed when the air force bombed a gathering"."""
        for draft in self.drafts:
            other = draft.clause
            if (
                other is None
                or draft.phrase is not None
                or other.parent is not clause
                or other.marker not in ("when", "as")
            ):
                continue
            if draft.type == "ASSAULT" and draft.sense is not None and not draft.sense.sides:
                return tuple(actor for actor in draft.actors if not _is_vague(actor))
        return ()

    def of(
        self, count: Count, harm: Harm, who: NounPhrase, by: tuple[Actor, ...], voice: tuple[Actor, ...]
    ) -> tuple[Actor, ...]:
        """Whose people they are, where the words say so: "four Israeli soldiers", "498 of its soldiers".

        Soldiers of whom nothing is said are those of the state or region whose authorities count them.
        """
        referents, clause = self.passage.referents, harm.act.clause
        own = [*count.phrase.words, *who.words, *(harm.act.phrase.words if harm.act.phrase is not None else ())]
        if any(word.tag == "PRP$" for word in own) or harm.cue.lemma == "lose":
            subject = clause.subject if clause is not None else None
            if subject is not None and subject.first.index < count.start and not holds(subject, count.number.index):
                holders = referents.all_of(subject)
                if holders:
                    return holders
        if who.head.tag == "NNP" and count.number.quantity is None:
            return ()
        if any(word.names for word in who.words) or (who.owner is not None and who.owner.head.names):
            return referents.one(who)
        return self.of_soldiers(who, by, voice)

    def of_soldiers(self, who: NounPhrase, by: tuple[Actor, ...], voice: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Whose the soldiers or fighters of a phrase are."""
        role = role_in(who.words)
        if role is None or not role[1].get("armed"):
            return ()
        actors = tuple(self._as_told_by(one, voice, by) for one in self.passage.referents.one(who))
        known = actors and actors[0].country is not None and set(actors[0].sectors[:1]) & _STATE_ARMS
        return actors if known else self._only_group(by)

    def _as_told_by(self, soldiers: Actor, voice: tuple[Actor, ...], by: tuple[Actor, ...]) -> Actor:
        """Soldiers as those of one state or region that speaks of them, unless it is who killed them."""
        speaker = voice[0] if len(voice) == 1 else None
        official = speaker is not None and bool(set(speaker.sectors[:1]) & {"GOV", "MIL"})
        if (
            speaker is None
            or not official
            or region_in(soldiers.name) is not None
            or any(one.country in (None, speaker.country) for one in by)
        ):
            return soldiers
        country = speaker.country or soldiers.country
        return with_region(replace(soldiers, country=country), speaker, self.passage.scene)

    def _only_group(self, by: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Rebels without a name are those of the one armed group the sentence names, if it does not act in it."""
        groups = {word.names[0].name: word for word in self.words if word.names and word.names[0].kind == "group"}
        if len(groups) != 1:
            return ()
        ((name, word),) = groups.items()
        subjects = [clause.subject for clause in self.passage.clauses if clause.subject is not None]
        if any(member.head is word for subject in subjects for member in subject.members()):
            return ()
        return () if any(one.name == name for one in by) else (word.names[0].actor((word.start, word.end)),)


def holds(phrase: NounPhrase, index: int, depth: int = 4) -> bool:
    """Whether a word stands in a phrase, in those coordinated with it, or in what hangs on them."""
    for member in phrase.members():
        if member.first.index <= index <= member.head.index:
            return True
        if depth and any(holds(behind, index, depth - 1) for behind in member.after):
            return True
    return False


def _is_vague(actor: Actor) -> bool:
    """Nobody, or a means that names no side ("shelling")."""
    return actor.name == "unidentified" or (
        noun_lemma(actor.name.split()[-1].lower()) in MEANS and actor.country is None
    )
