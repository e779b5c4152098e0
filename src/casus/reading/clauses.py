"""Who did what to whom: the clauses of a sentence and how they hang together.

One pass over noun phrases and verb groups, left to right, with the rules of English word order. It is no full parser:
a prepositional phrase is listed both with the phrase and with the clause it may belong to, and the reader of an event
takes what its word needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from casus.reading.phrases import Item, Mark, NounPhrase, VerbGroup
from casus.reading.words import NEVER_PASSIVE, Word

Relation = Literal["main", "that", "infinitive", "gerund", "relative", "reduced", "participle", "adverbial", "joined"]
# Prepositions that may open a clause ("after police fired at a crowd").
_CLAUSE_PREPOSITIONS = set("after before since until till as than for with".split())
# Nouns whose infinitive nobody in the clause is said to do ("the way to end the war").
_IMPERSONAL = set("way chance opportunity option idea time means reason".split())
_CLAUSE_TAKING = set(
    "say claim believe think know fear hope suggest allege report insist deny warn announce admit confirm feel "
    "show find tell assert suspect argue state declare acknowledge maintain reveal indicate conclude assume "
    "estimate expect doubt hear see mean note write tweet post add testify complain swear stress explain boast "
    "remark reiterate emphasise emphasize underline".split()
)
# What is done to another's plan: its infinitive is not the subject's own.
_OPPOSED = set("foil thwart prevent avert reject condemn uncover denounce discover expose oppose block".split())
# Participles behind a comma that go on with who speaks, not with what was said (", adding that").
_SPEAKING = set(
    "add say stress call accuse warn believe claim argue note insist tell describe blame cite quote suggest "
    "demand urge denounce condemn deny reject refer allege threaten vow promise citing express voice name".split()
)
_TELLING = set(
    "tell inform warn assure remind persuade convince advise notify promise agree demand ask order express make "
    "give issue take".split()
)
# Nouns whose that-clause says what they are about.
_CONTENT_NOUNS = set(
    "fear concern worry hope claim report allegation statement fact decision belief idea demand news view "
    "warning threat suspicion doubt condition agreement assurance promise pledge guarantee evidence sign "
    "indication suggestion proposal announcement accusation charge possibility risk danger chance prospect "
    "confirmation denial rumour rumor speculation impression assumption argument insistence call request order "
    "rule law ruling ultimatum expectation conviction confidence feeling understanding way case time".split()
)
# Nouns that "of" only measures or groups.
_CONTAINERS = set(
    "member number group hundred thousand dozen score majority lot couple handful part crowd team one two three "
    "most many some".split()
)
# Verbs whose object does what the infinitive names ("ordered the army to leave").
_OBJECT_CONTROL = set(
    "ask order urge tell call force allow permit want expect help persuade warn invite require instruct command "
    "advise encourage press pressure authorise authorize send let get cause push lead prompt enable forbid "
    "request beg implore compel oblige convince direct lobby dispatch deploy teach train leave".split()
)
_SEPARATORS = {",", ";", ":", "--", "-", "–", "—", "“", "”", '"', "CC", "SC", "WP", "(", ")", "[", "]"}
_HARD = {";", ":", "“", "”", '"', "SC"}


@dataclass(slots=True, eq=False)
class Clause:
    """A verb with its subject, objects and prepositional phrases.

    parent: the clause it stands in, None for a main clause. marker: the word that opens it ("if", "that", "by").
    host: the noun phrase it explains (the antecedent of a relative clause, "decision" in "decision to withdraw").
    """

    verb: VerbGroup
    relation: Relation = "main"
    subject: NounPhrase | None = None
    objects: list[NounPhrase] = field(default_factory=list)
    circumstances: list[NounPhrase] = field(default_factory=list)
    parent: Clause | None = None
    marker: str | None = None
    host: NounPhrase | None = None
    quoted: bool = False


class _Builder:
    """The state of one left-to-right pass."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.clauses: list[Clause] = []
        self.pending: list[tuple[NounPhrase, int]] = []  # bare noun phrases no verb has taken yet
        self.leading: list[NounPhrase] = []  # prepositional phrases before any verb
        self.orphans: list[Clause] = []  # adverbial clauses that wait for their main clause
        self.last: Clause | None = None
        self.last_at = -1
        self.verbs: list[tuple[int, Clause]] = []  # every verb so far with its position
        self.quoted = False

    def build(self) -> list[Clause]:
        for at, item in enumerate(self.items):
            if isinstance(item, NounPhrase):
                self._take_phrase(item, at)
            elif isinstance(item, VerbGroup):
                self._take_verb(item, at)
            elif item.tag == "“":
                self.quoted = True
            elif item.tag == "”":
                self.quoted = False
            elif item.tag == '"':
                self.quoted = not self.quoted
        if self.clauses and self.leading:
            self.clauses[-1].circumstances += self.leading
        for first, second in pairwise(self.clauses):
            if goes_on(first, second) and not first.verb.passive and not first.objects:
                first.objects += second.objects  # "shelled and burned the town"
        return self.clauses

    # ------------------------------------------------------------------ noun phrases
    def _take_phrase(self, phrase: NounPhrase, at: int) -> None:
        before = self._item(at - 1)
        if isinstance(before, Mark) and before.tag == "IN":
            phrase.preposition = before.word.low
            host = self._item(at - 2)
            if isinstance(host, NounPhrase):
                host.members()[-1].after.append(phrase)
            awaits_verb = self.last is None or any(where > self.last_at for _, where in self.pending)
            (self.leading if awaits_verb or self.last is None else self.last.circumstances).append(phrase)
        elif self.last is not None and self._is_object(at):
            self.last.objects.append(phrase)
        else:
            self.pending.append((phrase, at))

    def _is_object(self, at: int) -> bool:
        """Nothing but noun phrases and times between the last verb and here."""
        return (
            all(
                isinstance(item, NounPhrase) or (isinstance(item, Mark) and item.tag == "TIME")
                for item in self.items[self.last_at + 1 : at]
            )
            and at - self.last_at <= 4
        )

    # ------------------------------------------------------------------ verbs
    def _take_verb(self, verb: VerbGroup, at: int) -> None:
        clause = Clause(verb, quoted=self.quoted)
        if verb.form == "infinitive" or self._goes_on_infinitive(verb, at):
            self._infinitive(clause, at)
        elif verb.form == "gerund":
            self._gerund(clause, at)
        elif verb.form == "participle" or self._is_reduced(verb, at):
            self._participle(clause, at)
        else:
            self._finite(clause, at)
        self.clauses.append(clause)
        self.last, self.last_at = clause, at
        self.verbs.append((at, clause))

    def _goes_on_infinitive(self, verb: VerbGroup, at: int) -> bool:
        """ "to stop and acknowledge": the second verb is an infinitive too."""
        before = self._skip_times(at - 1)
        if _helps(before, verb):
            return True
        joined = isinstance(before, Mark) and before.tag in ("CC", ",")
        return (
            joined and verb.main.tag in ("VB", "VBP") and len(verb.words) == 1
            and self.last is not None and self.last.relation == "infinitive" and not self._bare_since_verb()
        )  # fmt: skip

    def _bare_since_verb(self) -> bool:
        return any(where > self.last_at for _, where in self.pending)

    def _infinitive(self, clause: Clause, at: int) -> None:
        clause.relation, clause.parent = "infinitive", self.last
        before = self._skip_times(at - 1)
        if isinstance(before, Mark) and before.tag == "CC" and self.last is not None:
            clause.parent, clause.host, clause.subject = self.last.parent, self.last.host, self.last.subject
            return
        if isinstance(before, NounPhrase):
            clause.host = before
        if isinstance(before, NounPhrase) and before.preposition == "for":
            clause.subject, clause.host = before, None
            return
        if clause.host is not None and clause.host.head.lemma in _IMPERSONAL:
            return
        if self.last is not None and self.last.verb.main.lemma in _OPPOSED and clause.host in self.last.objects:
            return  # "foiled a plot to bomb the port"
        if clause.host is not None and clause.host.owner is not None:
            clause.subject = clause.host.owner  # "Trump's decision to withdraw"
            if self.last is None:
                self.orphans.append(clause)
            return
        if self.last is not None:
            controlled = self.last.verb.main.lemma in _OBJECT_CONTROL
            given = self.last.objects and (controlled or self.last.objects[0] is not clause.host)
            clause.subject = self.last.objects[0] if given else self.last.subject
        elif self.pending:
            clause.subject = self.pending[-1][0]
            self.orphans.append(clause)

    def _gerund(self, clause: Clause, at: int) -> None:
        before = self._skip_times(at - 1)
        clause.parent = self.last
        if isinstance(before, NounPhrase):
            clause.relation, clause.subject, clause.host = "reduced", before, before
            if self.pending and self.pending[-1][0] is before:
                return
        elif isinstance(before, Mark) and before.tag == "IN":
            clause.relation, clause.marker = "gerund", before.word.low
            kept_from = clause.marker == "from" and self.last is not None and bool(self.last.objects)
            clause.subject = self.last.objects[0] if kept_from and self.last is not None else self._main_subject()
            host = self._item(at - 2)
            clause.host = host if isinstance(host, NounPhrase) else None
        elif isinstance(before, VerbGroup):
            clause.relation, clause.subject = "gerund", self.last.subject if self.last is not None else None
        elif (
            isinstance(before, Mark)
            and before.tag == "CC"
            and self.last is not None
            and self.last.verb.form == "gerund"
        ):
            self._share(clause, self.last)
        else:
            clause.relation, clause.subject = "participle", self._main_subject()
            told = self._last_finite() if clause.verb.main.lemma not in _SPEAKING else None
            clause.parent = told or next(
                (c for c in reversed(self.clauses) if c.parent is None and c.verb.form == "finite"), self.last
            )
            if self.last is None and clause.subject is None:
                self.orphans.append(clause)

    def _participle(self, clause: Clause, at: int) -> None:
        """A past participle without auxiliary: "the man captured by X", ", seized in May,"."""
        clause.verb.passive = True
        clause.parent = self.last
        before = self._skip_times(at - 1)
        if isinstance(before, NounPhrase):
            clause.relation, clause.host = "reduced", before
            clause.subject = self._chain_head(at - 1, before)
        elif isinstance(before, Mark) and before.tag == "CC" and self.last is not None:
            self._share(clause, self.last)
        else:
            clause.relation = "participle"
            behind = self._item(at - 2)
            clause.subject = self.pending[0][0] if self.pending else self._main_subject()
            if isinstance(behind, NounPhrase) and behind.preposition is None and not self.pending:
                clause.host = clause.subject = behind

    def _finite(self, clause: Clause, at: int) -> None:
        before = self._skip_times(at - 1)
        if isinstance(before, Mark) and (
            before.tag == "WP" or (before.word.low == "that" and self._antecedent(at - 1) is not None)
        ):
            self._relative(clause, at)
            return
        found = self._subject_between(at)
        if found is not None:
            clause.subject, start = found
            self._place(clause, start)
            inserted = clause.verb.main.lemma == "say" and self._comma_before(
                start
            )  # "the forces, the army said, shelled"
            self.pending = [
                (phrase, where)
                for phrase, where in self.pending
                if where < start and (inserted or self._is_interrupted(phrase))
            ]
            return
        if isinstance(before, Mark) and before.tag == "CC" and self.last is not None:
            self._share(clause, self._last_finite() or self.last)
            return
        if (not (self.pending and self._inside_aside()) or self._takes_clause()) and self._steal(clause, at):
            return
        if self.pending:
            clause.subject = self.pending[0][0]
            self._place(clause, self.pending[0][1])
            self.pending.clear()
            return
        self._place(clause, at)

    def _takes_clause(self) -> bool:
        """ "claiming the man had been killed": what looks like the object of a verb of saying opens a clause."""
        return self.last is not None and self.last.verb.main.lemma in _CLAUSE_TAKING and bool(self.last.objects)

    def _is_interrupted(self, phrase: NounPhrase) -> bool:
        """Whether a relative clause has opened behind a phrase that still waits for its verb."""
        return any(
            c.relation in ("relative", "reduced") and c.host is not None and c.host in phrase.members()
            for c in self.clauses
        )

    def _inside_aside(self) -> bool:
        """Whether the last clause stands inside one that interrupts another."""
        clause = self.last
        for _ in range(4):
            if clause is None:
                return False
            if clause.relation in ("infinitive", "relative", "reduced", "gerund", "participle"):
                return True
            clause = clause.parent
        return False

    def _relative(self, clause: Clause, at: int) -> None:
        clause.relation, clause.parent = "relative", self.last
        clause.host = clause.subject = self._antecedent(at - 1)

    def _antecedent(self, mark_at: int) -> NounPhrase | None:
        """The noun phrase a relative pronoun at `mark_at` points back to."""
        at = mark_at - 1
        while self._tag(at) in (",", "TIME", "IN"):
            at -= 1
        item = self._item(at)
        return item.members()[-1] if isinstance(item, NounPhrase) else None

    def _subject_between(self, at: int) -> tuple[NounPhrase, int] | None:
        """The last bare noun phrase since the last separator."""
        separator = max((i for i in range(self.last_at + 1, at) if self._separates(i)), default=self.last_at)
        for phrase, where in reversed(self.pending):
            if where > separator:
                return phrase, where
        return None

    def _separates(self, at: int) -> bool:
        item = self.items[at]
        return isinstance(item, Mark) and item.tag in _SEPARATORS

    def _steal(self, clause: Clause, at: int) -> bool:
        """Take back a noun phrase that looked like an object or stood behind "after" but is this verb's subject."""
        start = at - 1
        while start > self.last_at and self._tag(start) == "TIME":
            start -= 1
        phrase = self._item(start)
        while isinstance(phrase, NounPhrase) and start - 2 > self.last_at and self._is_chained(start):
            start -= 2
            phrase = self._item(start)
        if not isinstance(phrase, NounPhrase):
            return False
        mark = self._item(start - 1)
        if phrase.preposition in _CLAUSE_PREPOSITIONS and isinstance(mark, Mark):
            for listing in (self.last.circumstances if self.last else [], self.leading):
                if phrase in listing:
                    listing.remove(phrase)
            clause.subject, clause.relation, clause.marker = phrase, "adverbial", phrase.preposition
            clause.parent = self.last
            phrase.preposition = None
            if self.last is None:
                self.orphans.append(clause)
            return True
        if self.last is not None and phrase in self.last.objects:
            self.last.objects.remove(phrase)
            clause.subject, clause.relation, clause.parent = phrase, "that", self.last
            return True
        return False

    def _is_chained(self, at: int) -> bool:
        """The phrase at `at` hangs on the noun phrase two items before by an ordinary preposition."""
        mark, host, phrase = self.items[at - 1], self.items[at - 2], self.items[at]
        assert isinstance(phrase, NounPhrase)
        return (
            isinstance(mark, Mark)
            and mark.tag == "IN"
            and isinstance(host, NounPhrase)
            and phrase.preposition not in ("after", "before", "since", "until", "as", "than")
        )

    def _place(self, clause: Clause, start: int) -> None:
        """Relation and parent of a finite clause whose subject stands at `start`."""
        verb_at, previous = next(((at, one) for at, one in reversed(self.verbs) if at < start), (-1, None))
        opener = self._opener(start, verb_at)
        clause.circumstances += self.leading
        self.leading = []
        if opener is not None:
            self._place_opened(clause, opener, previous)
            return
        before = self._item(start - 1)
        if (
            isinstance(before, NounPhrase)
            and verb_at >= 0
            and previous is not None
            and before not in previous.objects[:-1]
        ):
            clause.relation, clause.parent, clause.host = ("relative", previous, before)  # "the help Moscow could give"
            clause.objects.append(before)
            return
        if (previous is not None and verb_at == start - 1) or (
            previous is not None and not any(self._separates(i) for i in range(verb_at + 1, start))
        ):
            clause.relation, clause.parent = "that", previous
            return
        joined = self._last_finite()
        if joined is not None and isinstance(before, Mark) and before.tag == "CC" and not self._comma_before(start - 1):
            clause.parent, clause.relation = (
                joined.parent,
                joined.relation if joined.relation != "relative" else "main",
            )
            clause.marker = joined.marker
        if clause.parent is None:
            for orphan in self.orphans:
                orphan.parent = clause
                if orphan.subject is None:
                    orphan.subject = clause.subject  # "Speaking to elders, he said"
            self.orphans = []

    def _place_opened(self, clause: Clause, opener: Mark, previous: Clause | None) -> None:
        """Relation and parent of a clause behind "that", "which" or "if"."""
        behind = self._item(self._index(opener) - 1)
        if opener.word.low == "that":
            clause.relation, clause.marker, clause.parent = "that", "that", previous
            clause.host = behind if isinstance(behind, NounPhrase) else None
            if (
                clause.host is not None
                and not (previous is not None and previous.verb.main.lemma in _CLAUSE_TAKING | _TELLING)
                and clause.host.head.lemma not in _CONTENT_NOUNS
            ):
                clause.relation = "relative"  # "areas that the group has left"
                clause.objects.append(clause.host)
        elif opener.tag == "WP":
            clause.relation, clause.parent = "relative", previous
            clause.host = self._antecedent(self._index(opener))
            if clause.host is not None and opener.word.low == "whose" and clause.subject is not None:
                clause.subject.owner = clause.host
            elif clause.host is not None and not (isinstance(behind, Mark) and behind.tag == "IN"):
                clause.objects.append(clause.host)  # not in "the attack in which"
        else:
            clause.relation, clause.marker, clause.parent = "adverbial", opener.word.low, previous
            if clause.marker in ("whether", "how", "why", "where") and previous is not None:
                clause.relation = "that"
            if (
                clause.marker == "if"
                and previous is not None
                and previous.verb.main.lemma in ("ask", "know", "wonder", "see", "doubt", "determine")
            ):
                clause.relation, clause.marker = "that", "whether"
            if previous is None:
                self.orphans.append(clause)

    def _opener(self, start: int, verb_at: int) -> Mark | None:
        """The clause word before the subject at `start`, fronted phrases and times between them skipped."""
        for at in range(start - 1, verb_at, -1):
            item = self.items[at]
            if isinstance(item, Mark) and item.tag in ("SC", "WP"):
                return item
            if isinstance(item, Mark) and item.tag in ("CC", ";", ":", "”"):
                return None
            if isinstance(item, Mark) and item.tag == "," and not isinstance(self.items[at - 1], NounPhrase):
                return None
        return None

    def _share(self, clause: Clause, model: Clause) -> None:
        """The clause goes on where `model` stood: same subject, same place in the sentence."""
        clause.subject, clause.parent, clause.host = model.subject, model.parent, model.host
        clause.relation, clause.marker = model.relation, model.marker
        if clause.verb.form == "finite" and clause.verb.modal is None and clause.verb.main.tag == "VB":
            clause.verb.modal = model.verb.modal
        if (
            clause.verb.main.tag in ("VBN", "VBD")
            and model.verb.passive
            and not isinstance(self._item(self.last_at + 1), NounPhrase)
        ):
            clause.verb.passive = True

    # ------------------------------------------------------------------ helpers
    def _item(self, at: int) -> Item | None:
        return self.items[at] if 0 <= at < len(self.items) else None

    def _tag(self, at: int) -> str | None:
        """The tag of the mark at `at`, None where something else or nothing stands."""
        item = self._item(at)
        return item.tag if isinstance(item, Mark) else None

    def _index(self, mark: Mark) -> int:
        return next(i for i, item in enumerate(self.items) if item is mark)

    def _skip_times(self, at: int) -> Item | None:
        while self._tag(at) == "TIME":
            at -= 1
        return self._item(at)

    def _comma_before(self, at: int) -> bool:
        item = self._item(at - 1)
        return isinstance(item, Mark) and item.tag == ","

    def _main_subject(self) -> NounPhrase | None:
        if self.pending:
            return self.pending[0][0]
        finite = self._last_finite()
        return finite.subject if finite is not None else None

    def _last_finite(self) -> Clause | None:
        return next(
            (
                c
                for c in reversed(self.clauses)
                if c.verb.form == "finite" and c.relation not in ("relative", "reduced")
            ),
            None,
        )

    def _chain_head(self, at: int, phrase: NounPhrase) -> NounPhrase:
        """Of "members of X seized by Y", who was seized: the members; of "the death of a man shot by Y", the man."""
        head = self._item(at - 2)
        if not isinstance(head, NounPhrase):
            return phrase
        measured = phrase.preposition == "of" and head.head.lemma in _CONTAINERS
        somewhere = phrase.preposition in ("in", "at", "near", "on") and phrase.head.tag == "NNP"
        return head if measured or somewhere else phrase

    def _is_reduced(self, verb: VerbGroup, at: int) -> bool:
        """Whether a past form without auxiliary is a participle: "the man captured in May was freed"."""
        word = verb.main
        if verb.form != "finite" or word.tag not in ("VBD", "VBN") or len(verb.words) > 1 or verb.modal:
            return False
        if self._said_by_means(word, at):
            return False
        if word.lemma in NEVER_PASSIVE or not any("VBN" in tags for _, tags in word.readings):
            return False
        before, following = self._skip_times(at - 1), self._item(at + 1)
        if isinstance(following, NounPhrase) and following.words[0].low == "dead":
            following = self._item(at + 2)  # "shot dead by police"
        if isinstance(following, NounPhrase):
            return False
        if (isinstance(before, Mark) and before.tag in ("WP", "CC", "SC")) or before is None:
            return before is None and isinstance(following, Mark) and following.word.low == "by"
        if isinstance(following, Mark) and following.word.low == "by":
            return True
        if (
            isinstance(before, Mark)
            and before.tag == ","
            and isinstance(following, Mark)
            and following.tag == "IN"
            and not self._bare_since_verb()
        ):
            return self.last is not None
        return self._finite_without_subject(at + 1)

    def _said_by_means(self, word: Word, at: int) -> bool:
        """ "said by telephone": what follows "by" is how it was said; ", the army said, shelled": no participle."""
        inserted = self._item(at + 1)
        if word.lemma == "say" and isinstance(inserted, Mark) and inserted.tag == ",":
            return True
        by, means = self._item(at + 1), self._item(at + 2)
        return (
            isinstance(by, Mark) and by.word.low == "by" and isinstance(means, NounPhrase)
            and means.head.low in ("telephone", "phone", "radio", "email", "e-mail", "fax", "letter", "text")
        )  # fmt: skip

    def _finite_without_subject(self, at: int) -> bool:
        """Whether the next finite verb has no subject of its own between here and itself."""
        for index in range(at, len(self.items)):
            item = self.items[index]
            if isinstance(item, VerbGroup):
                helped = _helps(self._item(index - 1), item)
                if item.form == "finite" and not helped and not self._may_be_participle(index):
                    behind = self._item(index - 1)
                    return not (isinstance(behind, Mark) and behind.tag in ("WP", "CC", "SC"))
                continue
            if isinstance(item, Mark) and item.tag in ("SC", "WP", "CC", ";", ":", "“", "”"):
                return False
            ahead = self._item(index - 1)
            behind_mark = isinstance(ahead, Mark) and ahead.tag == "IN"
            if (
                behind_mark
                and isinstance(ahead, Mark)
                and ahead.word.low in _CLAUSE_PREPOSITIONS
                and self._has_verb(index)
            ):
                return False  # "resigned after protesters stormed"
            bare = isinstance(item, NounPhrase) and not behind_mark
            if bare and not isinstance(self._item(index - 1), VerbGroup):
                return False
        return False

    def _has_verb(self, at: int) -> bool:
        """Whether the noun phrase at `at` is followed by a finite verb of its own."""
        at += 1
        while self._tag(at) in ("IN", "TIME"):
            at += 1 if self._tag(at) == "TIME" else 2
        item = self._item(at)
        return isinstance(item, VerbGroup) and item.form == "finite"

    def _may_be_participle(self, at: int) -> bool:
        """ ", based on": a past form behind a comma and before a preposition."""
        item, following = self.items[at], self._item(at + 1)
        return (
            isinstance(item, VerbGroup)
            and len(item.words) == 1
            and any("VBN" in tags for _, tags in item.main.readings)
            and self._comma_before(at)
            and isinstance(following, Mark)
            and following.tag == "IN"
        )


def goes_on(first: Clause, second: Clause) -> bool:
    """Whether the second verb follows the first by "and", of one subject and one voice: "shot and killed"."""
    gap = second.verb.words[0].index - first.verb.main.index
    same = second.subject is first.subject and second.verb.passive == first.verb.passive
    return gap == 2 and same and not first.circumstances


def _helps(before: Item | None, verb: VerbGroup) -> bool:
    """ "help fight the insurgents": an infinitive without "to"."""
    return isinstance(before, VerbGroup) and before.main.low.startswith("help") and verb.main.tag == "VB"


def find_clauses(items: Sequence[Item]) -> list[Clause]:
    """The clauses of one sentence in the order of their verbs."""
    return _Builder(items).build()
