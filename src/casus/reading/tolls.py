"""How many were harmed, as a sentence says.

Numbers lead: what befell the people a number counts is told by the words around it (see `toll_harms`). People in a list
share what is told of one of them. Single persons have no number; they are counted where an act of harm names them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casus.reading.clauses import Clause
from casus.reading.drafts import Draft, Stance
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.referents import role_of
from casus.reading.settings import find_time, whole_place
from casus.reading.stances import Stances
from casus.reading.toll_counts import Count, group_of, is_people, is_person, is_surely_people, person, read_counts
from casus.reading.toll_harms import Harm, HarmFinder, effect_of
from casus.reading.toll_sides import Sides
from casus.reading.toll_totals import is_added, is_total, told_bounds
from casus.reading.toll_words import (
    ALL_OF_THEM,
    CAVEATS,
    CUES,
    FORCE,
    OUTBREAKS,
    PART_BEFORE,
    PART_BEHIND,
    RATE,
    RECORDS,
    RUNAWAYS,
    WARS,
)
from casus.reading.words import VERB_TAGS, Word
from casus.records import ADDED, Actor, Effect, Group, Place, Span, Time

_PEOPLE = {"people", "person"}
_DYING = {"die", "perish"}
_OTHERS = {"other", "more"}
_CROWD = 20
"""So many who flee are displaced, whoever they are."""


@dataclass(slots=True, eq=False)
class TollDraft:
    """A toll in the making. bare: its words do not say who was harmed. whole: the toll it is a part of."""

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
    bare: bool = False
    whole: TollDraft | None = None
    caveat: str | None = None
    confidence: float = 0.75


Bounds = tuple[int | None, int | None, int | None]
"""low, best, high of a toll."""


def find_tolls(passage: Passage, drafts: Sequence[Draft], stances: Stances) -> list[TollDraft]:
    """The tolls of one sentence in the order of the words; parts know their whole."""
    if passage.words[-1].text == "?" or not _may_state_harm(passage, drafts):
        return []  # a question states nothing
    return _Search(passage, drafts, stances).tolls()


def _may_state_harm(passage: Passage, drafts: Sequence[Draft]) -> bool:
    """A quick look that spares most sentences the search: an act that harms, a number with a word of harm, a death."""
    if any(effect_of(draft) is not None for draft in drafts):
        return True
    if any(word.quantity is not None for word in passage.words):
        return CUES.search(passage.report.text, *passage.span) is not None
    return any(clause.verb.main.lemma in _DYING for clause in passage.clauses)


class _Search:
    """Finds the tolls of one sentence."""

    def __init__(self, passage: Passage, drafts: Sequence[Draft], stances: Stances) -> None:
        self.passage, self.words, self.drafts, self.stances = passage, passage.words, drafts, stances
        self.phrases = list(passage.phrases())
        self.harms = HarmFinder(passage, drafts, stances, self.phrases)
        self.counts = [count for count in read_counts(passage, self.phrases) if not self.harms.is_age(count)]
        self.sides = Sides(passage, drafts, stances)
        self.found: dict[int, list[TollDraft]] = {}  # by the index of the number, or of a person's last word

    def tolls(self) -> list[TollDraft]:
        """All tolls, groups inherited, parts joined to wholes, caveats added."""
        told = {id(count): harm for count in self.counts if (harm := self.harms.find(count)) is not None}
        self._share(told)
        patients = self._patients()
        for count in self.counts:
            first = told.get(id(count))
            harms = [first] if first is not None else []
            for harm in patients.get(count.number.index, ()):
                if not harms or self._adds(harm, harms[0]):
                    harms.append(harm)
            for harm in harms:
                if self.harms.is_told(harm.act) and self._admits(count, harm):
                    self.found.setdefault(count.number.index, []).extend(self._drafts(count, harm))
        self._add_totals()
        self._add_single_persons()
        self._add_pronouns()
        self._add_parts()
        self._mark_added()
        ordered = [toll for index in sorted(self.found) for toll in self.found[index]]
        self._inherit_group(ordered)
        self._add_caveats(ordered)
        return ordered

    # -------------------------------------------------------------- lists
    def _share(self, told: dict[int, Harm]) -> None:
        """People in a list share what is told of one of them."""
        pairs = list(zip(self.counts, self.counts[1:], strict=False))
        for first, second in reversed(pairs):
            harm = told.get(id(second))
            if harm is None or id(first) in told or harm.cue.index < second.number.index or second.state is not None:
                continue
            if self._is_listed(first, second) and not self._is_part(second):
                told[id(first)] = harm
        for first, second in pairs:
            harm = told.get(id(first))
            if harm is None or id(second) in told:
                continue
            ahead = harm.cue.index <= first.number.index
            if (ahead and self._is_listed(first, second)) or self._is_item(first, second):
                told[id(second)] = harm

    def _is_item(self, first: Count, second: Count) -> bool:
        """ "30 soldiers killed, according to A; 12 civilians, according to B": a further item without a verb."""
        before = [word.tag for word in self.words[first.end : second.start]]
        behind = self.words[second.end :]
        end = next((at for at, word in enumerate(behind) if word.tag in (";", ".")), len(behind))
        bare = all(word.tag not in VERB_TAGS or word.low == "according" for word in behind[:end])
        return bool(before) and before[-1] == ";" and bare and is_surely_people(second)

    def _is_listed(self, first: Count, second: Count) -> bool:
        """Whether nothing but a comma, "and", brackets and what hangs on the first lead from one number to the next."""
        between = self.words[first.end : second.number.index]
        if not between or between[0].tag not in (",", "CC", "IN", "("):
            return False
        if between[-1].low not in ("and", ",", "or", "another", "other", "plus"):
            return False
        if any(word.tag in VERB_TAGS or word.tag in ("MD", "SC", "WP", ";", ":") for word in between):
            return False
        ahead = self.harms.at(second.end)
        return ahead is None or ahead.low != "than"

    def _patients(self) -> dict[int, list[Harm]]:
        """What the acts of the lexicon do to those they name, by the index of the number in their words."""
        found: dict[int, list[Harm]] = {}
        for draft in self.drafts:
            effect, patient = effect_of(draft), draft.patient
            if effect == "captured" and draft.type == "RETREAT" and draft.clause is not None:
                patient = patient or draft.clause.subject
            if effect is None or patient is None or self._acts(draft, patient):
                continue
            cue = draft.clause.verb.main if draft.clause is not None and draft.phrase is None else patient.head
            reduced = draft.clause is not None and draft.clause.relation == "reduced"
            for member in patient.members():
                number = next((word for word in member.words if word.quantity is not None), None)
                if number is not None and not (reduced and member.after):
                    found.setdefault(number.index, []).append(Harm(effect, cue, draft))
        return found

    def _acts(self, draft: Draft, patient: NounPhrase) -> bool:
        """Whether those a headline seems to name as harmed are the doers: "two men shot and killed him"."""
        clause = draft.clause
        if clause is None or draft.phrase is not None or clause.verb.passive or draft.type == "RETREAT":
            return False
        return patient is clause.subject and _is_past(clause) and self._does(clause.verb.main)

    def _does(self, verb: Word) -> bool:
        following = self.harms.at(verb.index + 1)
        return self.harms.takes_object(verb.index) or (following is not None and following.tag == "CC")

    def _adds(self, harm: Harm, first: Harm) -> bool:
        """Whether an act tells more than what was found first: "abducted and later killed"."""
        clause = harm.act.clause
        further = clause is not None and clause.verb.passive and harm.cue.index > first.cue.index
        return further and harm.effect not in (first.effect, first.joint)

    # -------------------------------------------------------------- what is no toll
    def _admits(self, count: Count, harm: Harm) -> bool:
        """Whether the people counted can have suffered that: no animals, no gunmen who fled, no victims of storms."""
        act = harm.act
        if act.status == "negated" and not count.is_none and not (act.stance is not None and act.stance.voice):
            return False
        surrendered = harm.cue.lemma == "surrender" and harm.cue.tag in VERB_TAGS
        if surrendered and act.clause is not None and act.clause.objects:
            return False  # "300 rebels surrendered their weapons"
        if self.sides.is_disaster(harm, count):
            return False
        if harm.effect == "displaced":
            return is_surely_people(count) and self._is_displaced(count, harm)
        if harm.effect == "captured":
            return is_surely_people(count)
        if harm.effect == "wounded" and count.noun and count.noun[-1].lemma in self.passage.lexicon.classes["athlete"]:
            return False
        return is_people(count, self.passage.lexicon)

    def _is_displaced(self, count: Count, harm: Harm) -> bool:
        """Displaced are people at large, not fighters on the run; a few who flee a place are no displacement."""
        role = count.role()
        if role is not None and (role[1].get("armed") or role[0] in RUNAWAYS):
            return False
        known = role is not None and (bool(role[1].get("civilian")) or role[0] in ("people", "person", "family"))
        return known or count.size >= _CROWD or harm.cue.lemma == "displace"

    # -------------------------------------------------------------- the toll of a number
    def _drafts(self, count: Count, harm: Harm) -> list[TollDraft]:
        """The toll of a number; two where one figure covers killed and wounded."""
        quantity = count.quantity
        if count.noun and count.noun[-1].lemma in ("family", "household"):
            least = quantity.low if quantity.low is not None else quantity.best
            return [self._toll(count, harm, (least, None, None), "counted in families")] if least is not None else []
        if harm.joint is None:
            bounds = told_bounds(self.words, count, (quantity.low, quantity.best, quantity.high))
            return [self._toll(count, harm, bounds)]
        effects = sorted((harm.effect, harm.joint))
        bounds = (None, None, quantity.high) if quantity.high is not None else (0, None, None)
        toll = self._toll(count, harm, bounds, " and ".join(effects) + " in one figure")
        return [replace(toll, effect=effect) for effect in effects]

    def _toll(self, count: Count, harm: Harm, bounds: Bounds, caveat: str | None = None) -> TollDraft:
        act, who, hardship = harm.act, self._figure_of(count, harm) or count.who(), self.sides.hardship(harm, count)
        denied = act.status == "negated" and not count.is_none
        doubtful = act.status == "possible"
        rate = RATE.match(self.harms.text(count.end, 3))
        notes = (
            caveat,
            rate.group() if rate is not None else None,
            hardship,
            "denied" if denied else None,
            "not established" if doubtful else None,
        )
        by = () if hardship or count.is_none else self.sides.by(harm, count)
        stance = self.sides.stance(harm, count)
        return TollDraft(
            span=(count.phrase.words[0].start, self.words[count.end - 1].end),
            effect=harm.effect,
            low=bounds[0],
            best=bounds[1],
            high=bounds[2],
            group=self._group(count, who, harm),
            stance=stance,
            of=self.sides.of(count, harm, who, by, stance.voice),
            by=by,
            place=whole_place(self.passage, act.place),
            time=self._period(harm),
            bare=not count.noun or count.noun[-1].lemma in _OTHERS,
            caveat="; ".join(note for note in notes if note) or None,
            confidence=0.8 if act.sense is not None else 0.75,
        )

    def _figure_of(self, count: Count, harm: Harm) -> NounPhrase | None:
        """ "the number of its soldiers killed", "its count of civilians killed": whom a bare figure counts."""
        if count.noun or harm.cue.index > count.start:
            return None
        before = self.words[max(0, harm.cue.index - 5) : harm.cue.index]
        of = next((word.index for word in before if word.low == "of"), None)
        words = [word for word in before if of is not None and word.index > of]
        return NounPhrase(words) if words and role_of(words) is not None else None

    def _group(self, count: Count, who: NounPhrase, harm: Harm | None = None) -> Group:
        """The group of the words of a number, of its "of", or of ", all civilians" behind it."""
        group = group_of(who)
        told_by = harm.act.phrase.words if harm is not None and harm.act.phrase is not None else ()
        if group == "all" and any(word.low in ("civilian", "civilians") for word in (*count.phrase.words, *told_by)):
            return "civilians"
        told = ALL_OF_THEM.match(self.harms.text(count.end, 6)) if group == "all" else None
        named = [
            word for word in self.words[count.end : count.end + 6] if told is not None and word.text == told["who"]
        ]
        return group_of(NounPhrase(named)) if named else group

    # -------------------------------------------------------------- the period counted
    def _period(self, harm: Harm) -> Time | None:
        """The period counted: "since" a day, a beginning told with its day, an outbreak; else the act's time."""
        since = self._since(harm.cue.index)
        if since is not None or harm.act.time is not None:
            return since or harm.act.time
        clause = harm.act.clause
        if clause is None:
            return None
        if clause.relation in ("relative", "reduced") and clause.host is not None:
            between = self.words[clause.host.head.index + 1 : clause.verb.main.index]
            return next((word.time.time for word in between if word.time is not None), None)
        if clause.relation in ("participle", "gerund", "infinitive"):
            return self._time_of(clause.parent)
        return self._time_of(
            next((one for one in self.passage.clauses if one.parent is clause and one.marker in ("when", "as")), None)
        )

    def _time_of(self, clause: Clause | None) -> Time | None:
        if clause is None:
            return None
        return find_time(self.passage, Draft(type="ASSAULT", span=self.passage.span, sense=None, clause=clause))

    def _since(self, cue: int) -> Time | None:
        """ "since" behind the harm, unless it tells of a record ("the worst loss since 1993")."""
        at = next((w.index for w in self.words[cue:] if w.low == "since" or (w.time and w.time.kind == "since")), None)
        if at is None or any(
            word.tag in (";", "SC", "WP") or word.low.endswith("est") or word.low in RECORDS
            for word in self.words[cue + 1 : at]
        ):
            return None
        word, text = self.words[at], self.passage.report.text
        if word.time is not None:
            return word.time.time
        told = next(
            (one for one in self.words[at : at + 14] if one.time is not None or one.tag in (",", ";", ".")), None
        )
        if told is not None and told.time is not None and told.time.kind != "until":
            return Time(start=told.time.time.start, text=text[word.start : told.end])
        ahead = self.words[at + 1 : at + 8]
        opened = next((w for w in ahead if w.lemma in OUTBREAKS or w.lemma in WARS or w.low == "then"), None)
        if opened is None or self.passage.scene.outbreak is None:
            return None
        return Time(start=self.passage.scene.outbreak, text=text[word.start : opened.end])

    # -------------------------------------------------------------- running counts
    def _add_totals(self) -> None:
        """ "54 more were killed, which makes 158": the sum is a toll of its own, of the same harm, people and voice."""
        for first, count in zip(self.counts, self.counts[1:], strict=False):
            told = self.found.get(first.number.index)
            if not told or count.number.index in self.found or not is_total(self.words, first, count):
                continue
            if not is_people(count, self.passage.lexicon):
                continue
            quantity, who = count.quantity, count.who()
            group, voice = self._group(count, who), told[0].stance.voice
            own = self.sides.of_soldiers(who, (), voice)
            self.found[count.number.index] = [
                replace(
                    toll,
                    span=(count.phrase.words[0].start, self.words[count.end - 1].end),
                    low=quantity.low,
                    best=quantity.best,
                    high=quantity.high,
                    group=group if group != "all" else toll.group,
                    of=toll.of or own,
                    time=toll.time if toll.time is not None and toll.time.end is None else None,
                    whole=None,
                    caveat=None,
                )
                for toll in told[:1]
            ]

    def _mark_added(self) -> None:
        """ "54 more were killed": the first number of a sentence told as an increase is no total, and says so."""
        first = next((count for count in self.counts if count.number.index in self.found), None)
        if first is None or not is_added(self.words, first.number.index):
            return
        for toll in self.found[first.number.index]:
            toll.caveat = "; ".join(note for note in (toll.caveat, ADDED) if note)

    # -------------------------------------------------------------- single persons
    def _add_single_persons(self) -> None:
        """One person whom an act of harm names counts one; several of one act are one toll."""
        for draft, effect, patient in self._personal():
            single = [
                member for member in patient.members() if is_person(member) and not self._is_named_among(member, draft)
            ]
            if not single or single[0].head.index in self.found or self._acts(draft, patient):
                continue
            if draft.status == "negated" or not self.harms.is_told(draft):
                continue
            count, harm = person(single[0]), Harm(effect, single[0].head, draft)
            if self.sides.is_disaster(harm, count):
                continue
            toll = self._toll(count, harm, (len(single), len(single), len(single)))
            toll.span, toll.confidence = (single[0].words[0].start, single[-1].head.end), 0.6
            self.found[single[0].head.index] = [toll]

    def _add_pronouns(self) -> None:
        """ "captured the commander and executed him": the same person suffered more."""
        persons = [tolls[0] for index, tolls in self.found.items() if self.words[index].quantity is None]
        for draft in self.drafts:
            effect, patient = effect_of(draft), draft.patient
            if effect is None or patient is None or patient.head.low not in ("him", "her") or len(persons) != 1:
                continue
            if persons[0].effect != effect and draft.status != "negated" and self.harms.is_told(draft):
                toll = replace(persons[0], span=patient.span, effect=effect, place=draft.place, time=draft.time)
                self.found[patient.head.index] = [toll]

    def _is_named_among(self, member: NounPhrase, draft: Draft) -> bool:
        """ "three men, identified as A, B and C, were killed": the names tell who the counted are."""
        if member.head.tag != "NNP" or draft.clause is None:
            return False
        main = draft.clause.verb.main.index
        return any(
            count.number.index < member.head.index < main for count in self.counts if count.number.index in self.found
        )

    def _personal(self) -> Iterator[tuple[Draft, Effect, NounPhrase]]:
        """The acts that may name one person: those of the lexicon, and a death by force."""
        for draft in self.drafts:
            effect = effect_of(draft)
            if effect is not None and draft.patient is not None:
                yield draft, effect, draft.patient
        for clause in self.passage.clauses:
            if clause.verb.main.lemma in _DYING and clause.subject is not None:
                act = self.harms.stand_in(clause, None, clause.verb.main)
                means = [
                    one for one in self.sides.means(act, person(clause.subject)) if one not in clause.subject.members()
                ]
                if any(phrase.head.lemma in FORCE for phrase in means):
                    yield act, "killed", clause.subject

    # -------------------------------------------------------------- parts
    def _add_parts(self) -> None:
        """ "six people, including two children", "of them three women", "two of whom were officers"."""
        for count in self.counts:
            whole = self._whole(count) if self._is_part(count) else self._whole_behind(count)
            if whole is None or not is_people(count, self.passage.lexicon):
                continue
            mine = self.found.get(count.number.index)
            if mine is None:
                self.found[count.number.index] = [self._part(count, whole)]
            elif mine[0].effect == whole.effect:
                mine[0].whole = whole
                mine[0].group = mine[0].group if mine[0].group != "all" else self._group_behind(count)
        for phrase in self.phrases:
            for member in phrase.members() if phrase.preposition == "including" else ():
                if member.words[0].low in ("a", "an") and is_person(member) and member.head.index not in self.found:
                    whole = self._whole(person(member))
                    if whole is not None:
                        self.found[member.head.index] = [self._part(person(member), whole)]

    def _part(self, count: Count, whole: TollDraft) -> TollDraft:
        who, quantity = count.who(), count.quantity
        group = self._group(count, who)
        named = any(word.names for word in who.words) or who.owner is not None
        return replace(
            whole,
            span=(count.phrase.words[0].start, self.words[count.end - 1].end),
            low=quantity.low,
            best=quantity.best,
            high=quantity.high,
            group=group if group != "all" else self._group_behind(count),
            of=self.passage.referents.one(who) if named else (),
            whole=whole,
            caveat=None,
        )

    def _group_behind(self, count: Count) -> Group:
        """ "four of them children", "of whom 12 were soldiers": the noun behind says who."""
        for word in self.words[count.end : count.end + 8]:
            if word.tag in (",", ";", ".", "CC"):
                break
            if word.tag == "NN" and (group := group_of(NounPhrase([word]))) != "all":
                return group
        return "all"

    def _is_part(self, count: Count) -> bool:
        """Whether a number counts some of those counted before."""
        words = self.words[max(0, count.start - 4) : count.start]
        if PART_BEFORE.search(" ".join(word.low for word in words)):
            return True
        bare = not (count.noun or count.state)
        if bare and PART_BEHIND.match(self.harms.text(count.number.index + 1, 3).lower()):
            return True
        before = self._count_before(count)
        if before is None or not self._is_listed(before, count):
            return False
        return self._is_part(before) or self._tells_apart(before, count)

    def _tells_apart(self, before: Count, count: Count) -> bool:
        """ "three people, two soldiers and a gardener, were killed": kinds of people behind people."""
        if (
            not (before.noun and count.noun)
            or before.noun[-1].lemma not in _PEOPLE
            or self.words[before.end].tag != ","
        ):
            return False
        return count.number.index == before.end + 1 and count.noun[-1].lemma not in _PEOPLE

    def _count_before(self, count: Count) -> Count | None:
        return next((one for one in reversed(self.counts) if one.number.index < count.number.index), None)

    def _whole(self, count: Count) -> TollDraft | None:
        """The toll of the nearest number before a part that is no part itself, if it can hold the part."""
        before = self._count_before(count)
        while before is not None and self._is_part(before):
            before = self._count_before(before)
        tolls = self.found.get(before.number.index) if before is not None else None
        if not tolls:
            return None
        size = count.quantity.best or count.quantity.low or 0
        most = tolls[0].high if tolls[0].high is not None else tolls[0].best
        return tolls[0] if most is None or most > size or most == size > 1 else None

    def _whole_behind(self, count: Count) -> TollDraft | None:
        """ "three children among seven civilians killed", "three of the nine killed": the whole stands behind."""
        words = self.words[count.end : count.end + 6]
        among = next((word.index for word in words if word.low == "among"), None)
        if not count.noun and [word.low for word in words[:2]] in (["of", "the"], ["of", "those"], ["of", "these"]):
            among, words = count.end + 1, words[:3]
        number = next(
            (word for word in words if among is not None and word.index > among and word.quantity is not None), None
        )
        tolls = self.found.get(number.index) if number is not None else None
        return tolls[0] if tolls else None

    # -------------------------------------------------------------- all tolls of the sentence
    def _inherit_group(self, tolls: Sequence[TollDraft]) -> None:
        """ "three rebels were killed and seven others wounded": where one kind was named before, it goes on."""
        before: list[TollDraft] = []
        for toll in tolls:
            kinds = {(one.group, one.of) for one in before}
            if toll.bare and toll.group == "all" and not toll.of and len(kinds) == 1:
                toll.group, toll.of = kinds.pop()
            if toll.whole is None:
                before.append(toll)

    def _add_caveats(self, tolls: Sequence[TollDraft]) -> None:
        """What the sentence says against its figures."""
        if not tolls:
            return
        said = [match.group().lower() for match in CAVEATS.finditer(self.passage.report.text, *self.passage.span)]
        for toll in tolls:
            toll.caveat = "; ".join(dict.fromkeys([*([toll.caveat] if toll.caveat else ()), *said])) or None


def _is_past(clause: Clause) -> bool:
    return clause.verb.main.tag in ("VBD", "VBN")
