"""In whose voice a clause speaks, and whether its act happened, was demanded, promised, feared or denied."""

from __future__ import annotations

from casus.reading.clauses import Clause
from casus.reading.drafts import Draft, Stance
from casus.reading.frames import Frames
from casus.reading.lexicon import Operator
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.records import Actor, Status

_CONDITIONS = {"if", "unless", "should", "whether", "once", "lest"}
_MODALS: dict[str, Status] = {
    "will": "future", "could": "possible", "may": "possible", "might": "possible", "can": "possible", "ca": "possible",
    "should": "requested", "must": "requested",
}  # fmt: skip
_HOLDING = set("of for to on in against about at over".split())
_ADJACENT = {"appear", "seem", "set", "mean"}
_TEMPORAL = set("after since when as because although though while whereas once".split())
_PUBLISHING = set("issue publish release write send give post read tell make deliver broadcast".split())
_NEARNESS = {"away", "close", "closer", "verge", "brink", "edge", "point"}
_TELLING = set(
    "report statement medium media source video letter document witness account communique release allegation "
    "claim rumour rumor tweet post bulletin broadcast survivor relative newspaper agency observer".split()
)
_ARGUMENT = set("of for to on about against at over with".split())
_EMBEDDING = {"that", "infinitive", "gerund"}
_FACTUAL_GERUNDS = set("by after for in with from about despite while since over through".split())


class Stances:
    """The stances of one sentence."""

    def __init__(self, passage: Passage, frames: Frames) -> None:
        self.passage, self.frames = passage, frames
        self.lexicon, self.referents = passage.lexicon, passage.referents
        self._known: dict[int, Stance] = {}

    def root(self, clause: Clause | None) -> Stance:
        """How the sentence as a whole, or what it quotes, is told."""
        return self.passage.quoted if clause is not None and clause.quoted else self.passage.root

    def of(self, clause: Clause | None) -> Stance:
        """The stance in which a clause is told, its own modal and negation not yet counted."""
        if clause is None:
            return self.root(None)
        known = self._known.get(id(clause))
        if known is None:
            self._known[id(clause)] = self.root(clause)  # a loop in the parents ends here
            known = self._known[id(clause)] = self._derive(clause)
        return known

    def of_phrase(self, phrase: NounPhrase, clause: Clause | None) -> Stance:
        """The stance of an act that a noun names: what holds the noun, then its clause."""
        outer = self.inside(clause)
        holder, preposition = self._holder(phrase)
        if preposition in ("without", "despite"):
            return Stance("negated", outer.voice, outer.channel) if preposition == "without" else outer
        if holder is not None and preposition in _HOLDING:
            held = self._held_phrase(holder, clause, outer)
            if held is not None:
                return held
        if clause is None:
            return outer
        if self._is_argument(self._top(phrase), clause):
            for draft in self.passage.drafts.get(clause, ()):
                if draft.sense is not None and draft.sense.content is not None and draft.phrase is not phrase:
                    return self._content(draft, draft.sense.content, self.of(clause))
            operator = self.lexicon.operator("verb", clause.verb.main.lemma)
            if clause.verb.negated:
                return Stance("negated", outer.voice, outer.channel, outer.within)
            if operator is not None and operator.status is not None:
                return self._operated(operator, clause, self.of(clause))
        return self.of(clause) if clause.verb.negated else outer

    def _top(self, phrase: NounPhrase) -> NounPhrase:
        """The phrase that stands in the clause itself: of "more than a week of talks", the week."""
        for _ in range(3):
            holder, preposition = self._holder(phrase)
            if holder is None or preposition not in ("of", "in", "on", "for", "to"):
                break
            phrase = holder
        return phrase

    def _is_argument(self, phrase: NounPhrase, clause: Clause) -> bool:
        """Whether the verb acts on a phrase: its object, its passive subject, or what "to", "for", "of" give it."""
        if clause.verb.passive and clause.subject is not None and phrase in clause.subject.members():
            return True
        if phrase.head.start < clause.verb.main.start:
            return False
        given = phrase.preposition in _ARGUMENT and any(phrase in one.members() for one in clause.circumstances)
        return given or any(phrase in one.members() for one in clause.objects)

    def _holder(self, phrase: NounPhrase) -> tuple[NounPhrase | None, str | None]:
        """The noun phrase that `phrase` hangs on, and by which preposition."""
        for other in self.passage.phrases():
            if any(phrase is member for behind in other.after for member in behind.members()):
                return other, next(b.preposition for b in other.after if any(phrase is m for m in b.members()))
        return None, phrase.preposition

    def _held_phrase(self, holder: NounPhrase, clause: Clause | None, outer: Stance) -> Stance | None:
        """ "a call for a ceasefire", "fears of an escalation in the fighting", "in case of clashes"."""
        sense = self.frames.noun_sense(holder)
        if sense is not None and sense.content is not None:
            draft = next((d for ds in self.passage.drafts.values() for d in ds if d.phrase is holder), None)
            draft = draft or self.frames.noun_draft(holder, sense, clause)
            return Stance(
                sense.content,
                draft.actors or outer.voice,
                outer.channel,
                draft if draft.clause in self.passage.drafts else None,
            )
        operator = self.lexicon.operator("noun", holder.head.lemma)
        if operator is not None:
            voice = self.speakers(clause) if operator.voice and clause is not None else outer.voice
            return Stance(operator.status or outer.status, voice or outer.voice, outer.channel, outer.within)
        above, preposition = self._holder(holder)
        if above is not None and preposition in _HOLDING:
            return self._held_phrase(above, clause, outer)
        return None

    def inside(self, clause: Clause | None) -> Stance:
        """The stance of what stands in a clause: its own modal and negation counted."""
        outer = self.of(clause)
        if clause is None:
            return outer
        status = self.status(clause, outer)
        return (
            outer
            if status == outer.status or status == "actual"
            else Stance(status, outer.voice, outer.channel, outer.within)
        )

    def status(self, clause: Clause, stance: Stance) -> Status:
        """The status of the act of a clause that is told in `stance`."""
        verb = clause.verb
        if verb.negated or clause.marker == "without" or _denied(clause) or self._by_neither(clause):
            return "negated"
        if stance.status is not None:
            return stance.status
        if verb.modal == "would":
            return "future" if stance.voice else "conditional"
        if verb.modal is not None:
            return _MODALS.get(verb.modal, "actual")
        return "actual"

    def _by_neither(self, clause: Clause) -> bool:
        """ "Neither the army nor the rebels signed"."""
        first = clause.subject.first.index if clause.subject is not None else 0
        return first > 0 and self.passage.words[first - 1].low == "neither"

    def _derive(self, clause: Clause) -> Stance:
        outer = self.of(clause.parent) if clause.parent is not None else self.root(clause)
        if clause.marker in _CONDITIONS:
            return Stance("conditional", outer.voice, outer.channel, outer.within)
        if clause.parent is None:
            return self.root(clause)
        if clause.relation == "adverbial" and clause.marker in ("until", "till", "before"):
            open_end = clause.parent.verb.negated or clause.parent.verb.modal is not None
            return Stance("conditional" if open_end else None, outer.voice, outer.channel)
        if clause.relation == "adverbial" and clause.marker in _TEMPORAL:
            ahead = clause.marker in ("when", "once") and self.status(clause.parent, self.of(clause.parent)) == "future"
            return Stance("conditional" if ahead else None, outer.voice, outer.channel)
        if clause.relation in ("relative", "reduced"):
            # What a relative clause tells is taken for granted, by whoever speaks.
            voice = outer.voice
            if clause.host is not clause.parent.subject and self.lexicon.is_voice(clause.parent.verb.main.lemma):
                voice = self.speakers(clause.parent) or voice
            return Stance(None, voice, outer.channel)
        if clause.relation not in _EMBEDDING:
            return outer
        held = self._held_by_noun(clause, outer) or self._held_by_verb(clause, clause.parent)
        if held is not None:
            return held
        if clause.relation == "gerund" and clause.marker in ("from", "to", "of") and self._is_ahead(clause):
            return Stance("future", outer.voice, outer.channel, outer.within)
        if clause.relation == "infinitive" and clause.host is not None and _is_ranked(clause.host):
            return outer  # "the first country to recognise"
        if clause.relation == "infinitive":
            return Stance(outer.status or "future", outer.voice, outer.channel, outer.within)
        return outer

    def _is_ahead(self, clause: Clause) -> bool:
        """ "weeks away from capturing", "close to taking", "on the verge of"."""
        at = clause.verb.words[0].index
        return any(word.low in _NEARNESS for word in self.passage.words[max(0, at - 2) : at])

    def _held_by_noun(self, clause: Clause, outer: Stance) -> Stance | None:
        """ "the decision to withdraw", "fears that", "is ready to"."""
        if clause.host is None or (clause.relation == "gerund" and clause.marker in _FACTUAL_GERUNDS):
            return None
        head = clause.host.head
        for drafts in self.passage.drafts.values():
            for draft in drafts:
                if draft.phrase is clause.host and draft.sense is not None and draft.sense.content is not None:
                    return self._content(draft, draft.sense.content, outer)
        operator = self.lexicon.operator("noun", head.lemma) or self.lexicon.operator("adjective", head.low)
        if operator is None:
            return None
        undone = self.lexicon.operator("verb", clause.parent.verb.main.lemma) if clause.parent is not None else None
        if undone is not None and undone.status == "negated" and operator.status in ("future", "possible"):
            return Stance(
                "negated", outer.voice, outer.channel, outer.within
            )  # "abandoned a plan to", "the plan failed"
        return self._operated(operator, clause.parent, outer)

    def _held_by_verb(self, clause: Clause, parent: Clause) -> Stance | None:
        """What a verb of speech, thought or demand does to its complement."""
        charged = clause.marker == "with" and any(d.type == "ACCUSE" for d in self.passage.drafts.get(parent, ()))
        if clause.relation == "gerund" and clause.marker in _FACTUAL_GERUNDS and not charged:
            return self._prevented(clause, parent)
        for draft in self.passage.drafts.get(parent, ()):
            if draft.sense is not None and draft.sense.content is not None:
                return self._content(draft, draft.sense.content, self.of(parent))
        operator = self.lexicon.operator("verb", parent.verb.main.lemma)
        if operator is None or (
            parent.verb.main.lemma in _ADJACENT and clause.verb.words[0].index - parent.verb.main.index > 2
        ):
            return None
        return self._operated(operator, parent, self.of(parent))

    def _prevented(self, clause: Clause, parent: Clause) -> Stance | None:
        """ "prevented the rebels from shelling"."""
        operator = self.lexicon.operator("verb", parent.verb.main.lemma)
        if clause.marker != "from" or operator is None or operator.status != "negated":
            return None
        return self._operated(operator, parent, self.of(parent))

    def _content(self, draft: Draft, status: Status, outer: Stance) -> Stance:
        """Inside a speech act: its status, the speaker's voice."""
        voice = draft.actors or outer.voice
        if draft.type == "ACCUSE" and status == "actual" and not voice:
            status = "possible"  # "is accused of", "was charged with": a claim, though nobody is named who makes it
        return Stance(status, voice, draft.channel or outer.channel, draft)

    def _operated(self, operator: Operator, parent: Clause | None, outer: Stance) -> Stance:
        status = operator.status or outer.status
        if status == "actual":
            status = self.status(parent, outer) if parent is not None else outer.status
        if parent is not None and parent.verb.negated and (operator.voice or operator.status == "negated"):
            status = "negated" if operator.voice else outer.status
        voice = self.speakers(parent) if operator.voice and parent is not None else outer.voice
        channel = operator.channel or (self.channel(parent) if operator.voice else None) or outer.channel
        return Stance(status, voice or outer.voice, channel, outer.within)

    def speakers(self, clause: Clause) -> tuple[Actor, ...]:
        """Who speaks in a clause of speech; "said X" has its speaker behind the verb."""
        agent = clause.subject
        if clause.verb.passive:
            agent = next((phrase for phrase in clause.circumstances if phrase.preposition == "by"), None)
        return self.referents.all_of(agent) or _by_name(agent)

    def channel(self, clause: Clause | None) -> str | None:
        """How it was said: "in a tweet", "told state television", "on Twitter"."""
        if clause is None:
            return None
        published = clause.objects if clause.verb.main.lemma in _PUBLISHING else ()
        phrases = [*clause.circumstances, *published, *(clause.subject.members() if clause.subject else ())]
        for phrase in phrases:
            if phrase.preposition in (None, "in", "on", "by", "via", "over", "during", "through", "to", "at"):
                found = self.channel_of(phrase)
                if found is not None:
                    return found
        return None

    def channel_of(self, phrase: NounPhrase) -> str | None:
        """The channel a noun names."""
        two = " ".join(word.low for word in phrase.words[-2:])
        return self.lexicon.channels.get(two) or self.lexicon.channels.get(phrase.head.lemma)


def _denied(clause: Clause) -> bool:
    """ "no attack", "neither side": negation in the subject or object."""
    return any(
        phrase is not None and phrase.words[0].low in ("no", "neither", "none", "nobody", "nothing")
        for phrase in (clause.subject, *clause.objects[:1])
    )


def _is_ranked(phrase: NounPhrase) -> bool:
    return any(word.low in ("first", "last", "only", "second", "third", "latest", "next") for word in phrase.words)


def _by_name(phrase: NounPhrase | None) -> tuple[Actor, ...]:
    """A speaker that is nobody's actor is still a voice ("a statement", "reports")."""
    if phrase is None or not (phrase.head.tag == "NNP" or phrase.head.lemma in _TELLING):
        return ()
    return (
        Actor(name=" ".join(word.text for word in phrase.words if word.tag not in ("DT", "PRP$")), mention=phrase.span),
    )
