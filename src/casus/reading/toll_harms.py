"""What befell the people a number counts, told by the words right around it.

The verb before them ("killed 12"), the noun they complete ("the deaths of 12"), a word of their own phrase ("12 dead"),
a noun that leads to a figure ("the toll rose to 12"), or the verb behind them ("12 villagers were killed").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casus.reading.clauses import Clause
from casus.reading.drafts import Draft
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.referents import role_of
from casus.reading.settings import find_place, find_time
from casus.reading.stances import Stances
from casus.reading.toll_counts import Count, as_verb, is_losable, is_participle, is_surely_people, lemmas
from casus.reading.toll_words import (
    AMONG_THE,
    AWAY,
    CASUALTIES,
    CONTAINERS,
    DESCRIBING,
    DRIVING,
    FIGURE_NOUNS,
    HARM_NOUNS,
    HARMING,
    HELD,
    HOSTING,
    IMPLICATIVE,
    IN_CUSTODY,
    LEFT_HOME,
    LETHAL,
    LIFE_TAKING,
    LINKING,
    LINKS,
    LIVES_LOST,
    MEASURING,
    NAMING,
    NUMBER_OF,
    ON_A_LIST,
    OPENING,
    RATE,
    REPORTING,
    STATE_NOUNS,
    STATES,
    STOPPING,
    SUFFERING,
    SURE_NOUNS,
    TAKEN,
    TALLIES,
    TO_DEATH,
    TOLD_BEHIND,
    VIOLENT_ENDS,
)
from casus.reading.words import VERB_TAGS, Word
from casus.records import Effect

_NOMINAL = {"DT", "NN", "NNP", "JJ", "CD", "PRP$", "POS", "PRP"}
_QUOTES = {"“", "”", '"', "‘", "’", "'"}
_OBJECTS = {"DT", "CD", "NN", "NNP", "JJ", "PRP$", "PRP"}
_EXODUS = 1000
"""So many who leave a place flee it."""
_REACH = 45
"""Words behind a number within which its predicate is looked for."""


@dataclass(slots=True, eq=False)
class Harm:
    """What befell the counted.

    cue: the word that says so. act: what it is told by, with stance, status, place and time.
    joint: the other effect that one figure covers ("killed or wounded").
    """

    effect: Effect
    cue: Word
    act: Draft
    joint: Effect | None = None


def effect_of(draft: Draft) -> Effect | None:
    """What an act does to those it is done to, as far as tolls count it."""
    return draft.effect or (draft.sense.effect if draft.sense is not None else None)


class HarmFinder:
    """Reads the words around the numbers of one sentence."""

    def __init__(
        self, passage: Passage, drafts: Sequence[Draft], stances: Stances, phrases: Sequence[NounPhrase]
    ) -> None:
        self.passage, self.words, self.drafts, self.stances = passage, passage.words, drafts, stances
        self.phrases = phrases
        self.leads = {id(member): phrase for phrase in phrases for member in phrase.also}
        self.hosts = {id(behind): phrase for phrase in phrases for behind in phrase.after}

    def find(self, count: Count) -> Harm | None:
        """What the words around a number say of the people it counts."""
        harm = self._verb_before(count) or self._noun_before(count)
        if harm is not None:
            return harm
        state = self._own_state(count)
        if state is not None and not count.modifies:
            return state
        behind = self._figure(count) or self._verb_behind(count)
        if behind is not None and (state is None or behind.effect == "killed"):
            return behind  # "four displaced persons were killed"
        return (
            state or self._phrase_behind(count) or self._among_the(count) or self._listed(count) or self._company(count)
        )

    # -------------------------------------------------------------- looking around
    def at(self, index: int) -> Word | None:
        """The word at an index, None outside the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else None

    def text(self, index: int, size: int = 10) -> str:
        """The text of up to `size` words from `index` on."""
        words = self.words[index : index + size]
        return self.passage.report.text[words[0].start : words[-1].end] if words else ""

    def _before(self, index: int) -> Word | None:
        """The word before `index`, determiners and adverbs skipped."""
        at = index - 1
        while at >= 0 and (
            self.words[at].tag in ("DT", "RB", "PRP$") or self.words[at].low in ("other", "another", "estimated")
        ):
            at -= 1
        return self.words[at] if at >= 0 else None

    def _starts(self, count: Count) -> Iterator[int]:
        """Where the phrase of a number begins, and where the list begins that it stands in."""
        yield count.start
        lead = self.leads.get(id(count.phrase))
        if lead is not None:
            yield lead.first.index
            host = self.hosts.get(id(lead))
            if host is not None and lead.preposition == "of":
                yield host.first.index

    def _is_passive(self, verb: Word) -> bool:
        before = self.at(verb.index - 1)
        return before is not None and before.lemma in ("be", "get") and is_participle(verb)

    def _is_verb(self, index: int) -> bool:
        word = self.at(index)
        return word is not None and (word.tag in VERB_TAGS or (word.tag == "RB" and self._is_verb(index + 1)))

    def is_age(self, count: Count) -> bool:
        """ "Hall, also 24, who was killed", "Rasheed 30 was shot dead": the age of the one named before."""
        quantity, at = count.quantity, count.number.index
        if (
            count.noun
            or count.state is not None
            or at == 0
            or quantity.approximate
            or not 0 < (quantity.best or 0) <= 110
        ):
            return False
        before, following = self.words[at - 1], self.at(at + 1)
        if before.tag == "NNP":
            return before.place is None and as_verb(before, HARMING) is None
        if following is None or following.tag not in (",", ")"):
            return False
        opened = before.tag == "," or (before.tag == "RB" and at > 1 and self.words[at - 2].tag == ",")
        return opened and not any(word.quantity is not None for word in self.words[max(0, at - 4) : at])

    # -------------------------------------------------------------- before the number
    def _verb_before(self, count: Count) -> Harm | None:
        """ "killed 12", "lost 26 men", "forced 300 from their homes", "took 12 prisoner"."""
        for start in self._starts(count) if count.role() is not None else (count.start,):
            verb = self._before(start)
            effect = as_verb(verb, HARMING) if verb is not None else None
            if verb is not None and effect is not None and not self._is_passive(verb) and not self._is_noun_use(verb):
                return self._made(effect, verb, joint=self._joined(verb, effect))
        verb = self._before(count.start)
        return self._special_verb(count, verb) if verb is not None else None

    def _special_verb(self, count: Count, verb: Word) -> Harm | None:
        """Verbs that harm only with more words, or only some people."""
        forms = lemmas(verb)
        if forms & LETHAL and TO_DEATH.match(self.text(count.end, 6)):
            return self._made("killed", verb)
        if self._counts_lives(count):
            return self._lives(count, verb)
        if ("lose" in forms and is_losable(count)) or (
            "bury" in forms and not self._is_passive(verb) and is_surely_people(count)
        ):
            return self._made("killed", verb)
        if forms & DRIVING and count.state is None and AWAY.match(self.text(count.end, 9)):
            return self._made("displaced", verb)
        if forms & HOSTING and count.noun and HELD.get(count.noun[-1].lemma) == "displaced":
            return self._made("displaced", verb)
        told = count.state.low if count.state is not None else self.text(count.end, 1)
        taken = TAKEN.match(told) if forms & {"take", "hold", "seize", "keep"} else None
        if taken is not None:
            return self._made("captured" if taken["prisoner"] else "abducted", verb)
        return None

    def _is_noun_use(self, verb: Word) -> bool:
        """ "the wounded 12": hardly a verb behind a determiner."""
        before = self.at(verb.index - 1)
        return before is not None and before.tag in ("DT", "JJ") and verb.tag in ("NN", "JJ")

    def _counts_lives(self, count: Count) -> bool:
        return bool(count.noun and count.noun[-1].lemma == "life") or self.text(count.end, 2).lower() == "their lives"

    def _lives(self, count: Count, verb: Word) -> Harm | None:
        """ "cost 14 soldiers their lives", "at the cost of 300 lives", "300 lives lost"; not "saved 300 lives"."""
        if verb.low == "of" and verb.index > 0:
            verb = self.words[verb.index - 1]
        taken = lemmas(verb) & LIFE_TAKING or LIVES_LOST.match(self.text(count.end, 4))
        return self._made("killed", verb) if taken else None

    def _noun_before(self, count: Count) -> Harm | None:
        """ "the deaths of 12", "a toll of 57", "the murder of the minister and two guards"."""
        for start in self._starts(count):
            if start < 2 or self.words[start - 1].tag != "IN" or self.words[start - 1].low not in ("of", "among"):
                continue
            noun = self.words[start - 2]
            if noun.lemma == "life":
                verb = self._before(noun.index)
                return self._made("killed", verb) if verb is not None and lemmas(verb) & LIFE_TAKING else None
            effect = self._harm_noun(noun)
            if effect is None and noun.lemma == "loss" and is_losable(count):
                effect = "killed"
            if effect is not None:
                return self._made(effect, noun)
        return None

    def _harm_noun(self, noun: Word) -> Effect | None:
        if noun.tag not in ("NN", "NNP", "VBG", "VBZ"):
            return None
        return HARM_NOUNS.get(noun.lemma) or HARM_NOUNS.get(noun.low)

    def _company(self, count: Count) -> Harm | None:
        """ "was killed along with his son and 15 guards", "killed the mayor as well as two peasants"."""
        for start in self._starts(count):
            joint = tuple(word.low for word in self.words[max(0, start - 2) : start])
            if joint not in (("along", "with"), ("together", "with"), ("well", "as")):
                continue
            verb = next((word for word in reversed(self.words[: start - 2]) if word.tag in VERB_TAGS), None)
            effect = (as_verb(verb, HARMING) or as_verb(verb, SUFFERING)) if verb is not None else None
            if verb is not None and effect is not None:
                return self._made(effect, verb)
        return None

    def _among_the(self, count: Count) -> Harm | None:
        """ "among the dead were five policemen", "the dead included three nurses"."""
        before = self._before(count.start)
        if before is None or not lemmas(before) & NAMING:
            return None
        told = AMONG_THE.search(self.text(max(0, count.start - 6), min(6, count.start)).lower())
        if told is not None:
            return self._made(STATES.get(told["state"], "killed"), before)
        noun = self.at(before.index - 1)
        effect = self._figure_noun(noun) if noun is not None and before.lemma != "be" else None
        return self._made(effect, before) if effect is not None else None

    def _listed(self, count: Count) -> Harm | None:
        """ "counted 26 soldiers among the dead", "added 44 names to its list of the killed"."""
        told = ON_A_LIST.match(self.text(count.end, 12))
        verb = self._before(count.start)
        if told is None or verb is None or verb.tag not in VERB_TAGS:
            return None
        return self._made(STATES[told["state"].lower()], verb)

    # -------------------------------------------------------------- in the phrase of the number
    def _own_state(self, count: Count) -> Harm | None:
        """ "12 dead", "40 wounded", "33 wounded soldiers", "no casualties"."""
        state = count.state
        if state is None:
            return self._casualties(count) or self._of_state(count)
        effect = STATES.get(state.low) or as_verb(state, SUFFERING) or as_verb(state, HARMING)
        if effect is None or (state.tag in VERB_TAGS and self.takes_object(state.index)):
            return None
        if state.lemma in ("injury", "body") and not all(_describes_people(word) for word in count.noun):
            return None  # "50 burn injuries", "32 state bodies"
        return self._made(effect, state, count.phrase, self._joined(state, effect))

    def _casualties(self, count: Count) -> Harm | None:
        """ "no casualties" is nobody killed; "12 casualties" are killed and wounded in one figure."""
        last = count.noun[-1] if count.noun else None
        if last is None or last.low not in CASUALTIES:
            return None
        return self._verb_behind(count) or self._made(
            "killed", last, count.phrase, None if count.is_none else "wounded"
        )

    def _of_state(self, count: Count) -> Harm | None:
        """ "188,957 of those deaths"."""
        head = count.who().head
        if count.noun or head is count.number or head.low not in STATES or head.index < count.number.index:
            return None
        return self._made(STATES[head.low], head, self._phrase_of(head))

    def _figure(self, count: Count) -> Harm | None:
        """ "the death toll rose to 200", "put its own dead at 498", "civilian deaths exceeded 90"."""
        before = self.at(count.start - 1)
        if before is None or (count.noun and not is_surely_people(count)):
            return None
        if before.low not in ("at", "to", "past", "beyond", "toll", ":", "from") and not self._measured(count, before):
            return None
        for noun in reversed(self.words[max(0, before.index - 12) : before.index + 1]):
            effect = self._figure_noun(noun)
            if effect is not None and (noun is before or self._measures(noun, before)):
                joint: Effect | None = "wounded" if noun.low in CASUALTIES else None
                return self._made(effect, noun, self._phrase_of(noun), joint)
        return None

    def _measured(self, count: Count, before: Word) -> bool:
        """Whether a verb of measure leads to the number, or stands in its words ("exceeded 90")."""
        return (bool(lemmas(before) & MEASURING) and before.tag in VERB_TAGS) or self._exceeds(count)

    def _exceeds(self, count: Count) -> bool:
        return count.number.low.startswith(("exceed", "surpass", "top"))

    def _figure_noun(self, noun: Word) -> Effect | None:
        """The effect of a noun that gives a figure: "toll", "deaths", "number of people killed"."""
        if noun.lemma in ("number", "total"):
            told = NUMBER_OF.match(self.text(noun.index + 1, 7))
            return STATES.get(told["state"].lower(), "killed") if told is not None else None
        if noun.tag not in ("NN", "NNP", "JJ", "VBN", "VBD"):
            return None
        return FIGURE_NOUNS.get(noun.low)

    def _measures(self, noun: Word, before: Word) -> bool:
        """Whether the figure behind `before` is that of the noun: only a verb of measure stands between."""
        between = self.words[noun.index + 1 : before.index + 1]
        if any(word.tag in (";", "CC", "SC", "WP") for word in between):
            return False
        verbs = [word for word in between if word.tag in VERB_TAGS and word.lemma not in ("have", "do")]
        if before.low == "from":
            return any(word.lemma in ("range", "vary") for word in verbs)
        if before.low in ("toll", ":"):
            return before.index - noun.index <= 1
        if verbs:
            told = noun.lemma in ("number", "total") and len(verbs) > 1  # "the number of people killed rose to 90"
            return bool(lemmas(verbs[-1 if told else 0]) & MEASURING)
        measured = any(lemmas(word) & MEASURING for word in self.words[max(0, noun.index - 8) : noun.index])
        return (before.low in ("at", "to") and measured) or not between

    # -------------------------------------------------------------- behind the number
    def _verb_behind(self, count: Count) -> Harm | None:
        """ "12 villagers were killed", "300 have died", "14 men in a shop shot by troops", "20 are feared dead"."""
        at = self._predicate(count)
        while at is not None and at < len(self.words):
            step = self._read_predicate(self.words[at])
            if isinstance(step, Harm):
                return step if self._is_subject(count, at) else None
            if not step:
                return None
            at += 1
        return None

    def _read_predicate(self, word: Word) -> Harm | bool:
        """What a word behind people tells: their harm; True where it may lead on to it; False where it does not."""
        if (word.tag not in VERB_TAGS or word.low == "missing") and word.low in STATES and word.low not in STATE_NOUNS:
            return self._made(STATES[word.low], word, joint=self._joined(word, STATES[word.low]))
        effect = as_verb(word, SUFFERING)
        if effect is not None:
            return self._made(effect, word, joint=self._joined(word, effect))
        effect = as_verb(word, HARMING)
        if effect is not None and is_participle(word):
            told = self._is_told_of_subject(word)
            return self._made(effect, word, joint=self._joined(word, effect)) if told else False
        if word.tag == "CC":
            return self._is_verb(word.index + 1)
        if word.tag in VERB_TAGS:
            return word.low in VIOLENT_ENDS or word.lemma in ("have", "do") or bool(lemmas(word) & (LINKS | REPORTING))
        return word.tag in ("RB", "MD", "TO", "TIME") or word.low in ("to", "down")

    def _is_told_of_subject(self, word: Word) -> bool:
        """Whether a past form tells what befell its subject: an auxiliary before it, or no object behind it."""
        at = word.index - 1
        while at >= 0 and (
            self.words[at].tag in ("RB", "CC", ",")
            or (
                self.words[at].tag in VERB_TAGS
                and (self.words[at].lemma in REPORTING or as_verb(self.words[at], HARMING) is not None)
            )
        ):
            at -= 1
        before = self.at(at)
        if before is not None and before.lemma in ("be", "get") and before.tag in VERB_TAGS:
            return True
        if before is not None and (before.lemma == "have" or before.tag in ("MD", "TO")):
            return False
        return not self.takes_object(word.index)

    def takes_object(self, index: int) -> bool:
        """Whether a noun phrase that is no time stands right behind the verb at `index`."""
        behind = self.at(index + 1)
        if behind is None or (behind.low.endswith("ing") and behind.tag in ("NN", "VBG")):
            return False
        return behind.tag in _OBJECTS and behind.low not in ("dead", "last", "this", "that")

    def _is_subject(self, count: Count, at: int) -> bool:
        """Whether what is said at `at` is said of the counted: they lead the clause, or it tells more of them alone.

        "relatives of 12 victims were held" holds no victims; "relatives of 12 victims killed in May" has them killed.
        Of "three of the nine people who were killed", the nine were.
        """
        between = self.words[count.end : at]
        finite = any(word.lemma in ("be", "have", "get") or word.tag == "MD" for word in between) or self._dies(at)
        relative = next((word.index for word in reversed(between) if word.tag == "WP" or word.low == "that"), None)
        if relative is not None or not finite:
            nearer = self.words[count.number.index + 1 : relative if relative is not None else at]
            definite = not count.noun and any(word.low in ("the", "these", "those") for word in nearer[:2])
            return not definite and all(word.quantity is None for word in nearer)
        return self._leads_clause(count)

    def _dies(self, at: int) -> bool:
        return as_verb(self.words[at], SUFFERING) is not None

    def _leads_clause(self, count: Count) -> bool:
        before = self._before(count.start)
        if before is None:
            return True
        if before.tag in VERB_TAGS:
            if before.lemma == "be":
                return before.index > 0 and self.words[before.index - 1].low == "there"
            return self.passage.lexicon.is_voice(before.lemma) or before.lemma in REPORTING
        if before.tag != "IN":
            return before.low != "to"
        host = self.at(before.index - 1)
        if before.low == "of" and host is not None:
            return host.low == "out" or (host.quantity is None and (host.lemma in CONTAINERS or host.lemma in TALLIES))
        return before.low in OPENING

    def _predicate(self, count: Count) -> int | None:
        """Index of the first word of what is said of people; what hangs on them and asides are skipped."""
        rate = RATE.match(self.text(count.end, 3))  # "6,000 people a day are dying"
        at: int | None = count.end + (len(rate.group().split()) if rate is not None else 0)
        inside = listing = False  # in what hangs on them; in a list behind "including"
        for _ in range(_REACH):
            word = self.at(at) if at is not None else None
            if word is None or at is None:
                return None
            if word.tag == "," and not listing:
                at, inside = self._behind_aside(at), False
                continue
            if word.tag in ("(", "["):
                at = next((i for i in range(at, min(at + 15, len(self.words))) if self.words[i].tag in (")", "]")), at)
                inside = True
            elif word.tag == "WP" or (word.low == "that" and word.tag == "SC"):
                inside = listing = False
            elif self._hangs_on(word) or (word.tag == "CC" and self._goes_on(at + 1, count, inside=inside)):
                inside, listing = True, listing or word.low in ("including", "as")
            elif not self._goes_by(word, inside=inside, listing=listing):
                return at
            at += 1
        return None

    def _hangs_on(self, word: Word) -> bool:
        """A word that opens what only tells more of the people before it."""
        if word.tag == "IN":
            return word.low not in STOPPING or (word.low == "as" and self.words[word.index - 1].lemma in DESCRIBING)
        return word.tag in _QUOTES or (word.tag == "TO" and not self._is_verb(word.index + 1)) or self._describes(word)

    def _goes_by(self, word: Word, *, inside: bool, listing: bool) -> bool:
        """Whether a word belongs to what was opened."""
        if word.tag in ("TIME", "RB") or (listing and word.tag in (",", "CC")):
            return True
        as_headline = word.tag == "NNP" and (as_verb(word, HARMING) or as_verb(word, SUFFERING))
        return inside and word.tag in _NOMINAL and not as_headline

    def _goes_on(self, at: int, count: Count, *, inside: bool) -> bool:
        """ "12 soldiers and their guide were killed": another subject behind "and" that has no number of its own."""
        following = self.at(at)
        if (
            following is None
            or following.tag not in _OBJECTS - {"CD", "PRP"}
            or as_verb(following, HARMING) is not None
        ):
            return False
        before = self._before(count.start)
        return inside or before is None or before.tag not in VERB_TAGS

    def _describes(self, word: Word) -> bool:
        """A participle that only tells more of people: "12 men working in the mine", "three people trapped inside"."""
        if word.lemma in ("be", "have") or as_verb(word, HARMING) or as_verb(word, SUFFERING) or word.low in STATES:
            return False
        if LEFT_HOME.match(self.text(word.index, 9)):
            return False
        following = self.at(word.index + 1)
        open_end = following is not None and following.tag not in ("DT", "CD", "PRP", "PRP$")
        return word.tag == "VBG" or (word.tag in ("VBN", "VBD") and word.lemma in DESCRIBING and open_end)

    def _behind_aside(self, comma: int) -> int | None:
        """Index behind what a comma opened before the verb: ", most of them civilians,"; None where a clause ends."""
        following = self.at(comma + 1)
        if following is not None and (
            following.tag in VERB_TAGS or following.tag == "WP" or following.low == "including"
        ):
            return comma + 1
        for at in range(comma + 1, min(comma + 22, len(self.words))):
            word, following = self.words[at], self.at(at + 1)
            if word.tag in (";", ":", "SC", "VBD", "VBZ", "VBP", "MD", *_QUOTES):
                return None
            if word.tag == "," and following is not None and following.tag in VERB_TAGS | {"MD", "RB", "WP"}:
                return at + 1
        return None

    def _phrase_behind(self, count: Count) -> Harm | None:
        """ "300 lost their lives", "40,000 left their homes", "12,000 live in camps", "three are in custody"."""
        at = self._predicate(count)
        if at is None or not self._is_subject(count, at):
            return None
        cue = self.words[at]
        main = next((w for w in self.words[at : at + 5] if w.tag in VERB_TAGS and w.lemma not in ("have", "be")), cue)
        linked = LINKING.match(self.text(at, 12))
        rest = linked["rest"] if linked is not None else ""
        for pattern, effect in TOLD_BEHIND:
            if pattern.match(rest):
                return self._made(effect, main)
        if not is_surely_people(count):
            return None
        if LEFT_HOME.match(rest):
            return self._made("displaced", main)
        if linked is not None and linked["link"] and IN_CUSTODY.match(rest):
            return self._made("captured", cue)
        if main.lemma == "leave" and self._is_exodus(count, main):
            return self._made("displaced", main)
        held = HELD.get(count.noun[-1].lemma) if count.noun else None
        lasts = cue.lemma in ("be", "remain", "stay", "live") or main.lemma in ("hold", "live", "remain")
        return self._made(held, main) if held is not None and lasts else None

    def _is_exodus(self, count: Count, verb: Word) -> bool:
        """ "100,000 people have left Ukraine"."""
        following = next((word for word in self.words[verb.index + 1 : verb.index + 3] if word.tag != "DT"), None)
        place = following is not None and (
            following.place is not None or any(n.kind == "state" for n in following.names)
        )
        return place and count.size >= _EXODUS

    # -------------------------------------------------------------- acts
    def _made(self, effect: Effect, cue: Word, phrase: NounPhrase | None = None, joint: Effect | None = None) -> Harm:
        return Harm(effect, cue, self._act(cue, phrase), joint)

    def _joined(self, cue: Word, effect: Effect) -> Effect | None:
        """The second effect of "killed or wounded", "dead and missing": one figure for both."""
        for step in (1, -1):
            joint, other = self.at(cue.index + step), self.at(cue.index + 2 * step)
            if joint is None or other is None or joint.low not in ("and", "or", "&"):
                continue
            second = STATES.get(other.low) or (as_verb(other, HARMING) if other.tag in VERB_TAGS else None)
            first = effect if step == 1 else second
            if second is None or second == effect or "killed" not in (effect, second):
                continue
            if first == "killed" or {effect, second} & {"wounded", "missing"}:
                return second  # "captured and killed" is one after the other
        return None

    def _phrase_of(self, word: Word) -> NounPhrase | None:
        """The phrase a word stands in."""
        return next((one for one in self.phrases if one.words[0].index <= word.index <= one.head.index), None)

    def _act(self, cue: Word, phrase: NounPhrase | None) -> Draft:
        """The act a word states, or a stand-in for one, with stance, place and time."""
        about = [draft for draft in self.drafts if _is_stated_by(draft, cue)]
        if about:
            return next((draft for draft in about if effect_of(draft) is not None), about[0])
        clause = next((clause for clause in self.passage.clauses if clause.verb.main is cue), None)
        return self.stand_in(clause, phrase or (self._phrase_of(cue) if clause is None else None), cue)

    def stand_in(self, clause: Clause | None, phrase: NounPhrase | None, cue: Word) -> Draft:
        """A harm that no act of the lexicon states ("died", "12 dead")."""
        if clause is None and phrase is not None:
            clause = self.passage.clause_of(phrase)
            draft = Draft(type="ASSAULT", span=phrase.span, sense=None, clause=clause, phrase=phrase)
            self._tell_by_noun(draft, phrase, clause, cue)
        else:
            draft = Draft(type="ASSAULT", span=(cue.start, cue.end), sense=None, clause=clause)
            draft.stance = self.stances.of(clause)
            draft.status = self.stances.status(clause, draft.stance) if clause is not None else "actual"
        draft.place, draft.time = find_place(self.passage, draft), find_time(self.passage, draft)
        return draft

    def _tell_by_noun(self, draft: Draft, phrase: NounPhrase, clause: Clause | None, cue: Word) -> None:
        """Stance and status of a harm told by a noun: what is said of it leaves it done, what holds it does not."""
        given = clause is not None and clause.subject is not None and phrase in clause.subject.members()
        draft.stance = self.stances.of(clause) if given else self.stances.of_phrase(phrase, clause)
        draft.status = draft.stance.status or "actual"
        if clause is None or given:
            return
        behind = self.words[clause.verb.main.index : phrase.first.index]
        if clause.verb.modal is not None and behind:
            draft.status = self.stances.status(clause, draft.stance)
        sure = cue.lemma in SURE_NOUNS and phrase.words[0].low == "the"
        if draft.status in ("future", "requested") and (
            sure or any(word.low in ("after", "following") for word in behind)
        ):
            draft.status = "actual"

    def is_told(self, act: Draft) -> bool:
        """Whether a harm is told as done, if only as feared: no plan, demand, condition or mere possibility."""
        clause = act.clause
        if clause is None or act.phrase is not None:
            return act.status not in ("future", "requested", "conditional")
        verb = clause.verb
        before = self.at(verb.words[0].index - 1)
        if any(word is not None and word.low in ("almost", "nearly") for word in (before, *verb.words)):
            return False
        if verb.form == "infinitive":
            return verb.perfect or (before is not None and bool(lemmas(before) & IMPLICATIVE))
        if act.status == "possible" and verb.modal is not None and not verb.perfect:
            return False
        if verb.modal == "could" and not verb.passive:
            return False
        return act.status not in ("future", "requested", "conditional")


def _describes_people(word: Word) -> bool:
    """Whether a word before "bodies" leaves them those of people."""
    role = role_of([word])
    return word.tag in ("JJ", "VBN") or word.low == "dead" or (role is not None and role[1].get("kind") == "person")


def _is_stated_by(draft: Draft, cue: Word) -> bool:
    if draft.phrase is not None:
        return draft.phrase.head is cue
    return draft.clause is not None and draft.clause.verb.main is cue
