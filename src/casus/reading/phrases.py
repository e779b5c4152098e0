"""Noun phrases and verb groups of a tagged sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeGuard

from casus.reading.words import VERB_TAGS, Word

_BEFORE_HEAD = {"DT", "PRP$", "JJ", "CD", "NN", "NNP"}
_TELLING = frozenset("say insist think believe argue".split())
"""Verbs whose object is what is told; people are no object of theirs."""
_COUNTING = frozenset("count record register document list report confirm".split())
_OFFICES = set(
    "minister president speaker chairman chairwoman chair head leader commander chief director secretary "
    "governor mayor spokesman spokeswoman spokesperson ambassador envoy member general king founder "
    "representative".split()
)
_PORTFOLIOS = set(
    "state staff defence defense affairs affair interior war security justice finance government parliament "
    "council army police operations operation mission command intelligence congress assembly senate republic "
    "department".split()
)
_ROLE_COMMA = set("a an the his her its their one".split())


@dataclass(slots=True, eq=False)
class NounPhrase:
    """Words [start, end) with their head; what hangs on it.

    owner: the possessor ("Russia" in "Russia's announcement"). preposition: the one it stands after.
    after: prepositional phrases directly behind it. also: the phrases coordinated with it (it leads them).
    other_names: appositions ("an ally of Yerevan" of "Russia"). alias: a short form in brackets behind it ("SDF").
    shares: adjectives before it that stand for phrases of the same head ("Syrian" in "Syrian and Russian air strikes").
    there: "there" stands behind it ("officials there").
    """

    words: Sequence[Word]
    owner: NounPhrase | None = None
    preposition: str | None = None
    after: list[NounPhrase] = field(default_factory=list)
    also: list[NounPhrase] = field(default_factory=list)
    other_names: list[NounPhrase] = field(default_factory=list)
    alias: Word | None = None
    shares: list[NounPhrase] = field(default_factory=list)
    there: bool = False

    @property
    def head(self) -> Word:
        """The last word: what the phrase is about."""
        return self.words[-1]

    @property
    def first(self) -> Word:
        """Its first word, the possessor's included."""
        return self.owner.first if self.owner is not None else self.words[0]

    @property
    def span(self) -> tuple[int, int]:
        """Offsets in the report, the possessor included."""
        return self.first.start, self.words[-1].end

    def members(self) -> list[NounPhrase]:
        """Itself and the phrases coordinated with it."""
        return [self, *self.also]


@dataclass(slots=True, eq=False)
class VerbGroup:
    """One verb with its auxiliaries. form: finite, infinitive (to ...), gerund or participle (no auxiliary)."""

    words: Sequence[Word]
    main: Word
    form: Literal["finite", "infinitive", "gerund", "participle"]
    passive: bool = False
    negated: bool = False
    modal: str | None = None
    perfect: bool = False
    past: bool = False


@dataclass(slots=True, eq=False)
class Mark:
    """Anything between phrases: a preposition, a clause word, a comma."""

    tag: str
    word: Word


Item = NounPhrase | VerbGroup | Mark


def find_phrases(words: Sequence[Word]) -> list[Item]:
    """The sentence as noun phrases, verb groups and what stands between them; adverbs are dropped."""
    items: list[Item] = []
    at = 0
    while at < len(words):
        tag = words[at].tag
        if _starts_verb_group(words, at):
            group, at = _verb_group(words, at)
            items.append(group)
        elif tag in _BEFORE_HEAD or tag == "PRP":
            phrase, at = _noun_phrase(words, at)
            phrase.there = at < len(words) and words[at].low == "there"
            items.append(phrase)
        else:
            if tag not in ("RB", "NEG"):
                items.append(Mark("IN" if tag == "TO" else tag, words[at]))
            at += 1
    return _coordinate(_name_holders(_drop_asides(items)))


def _name_holders(items: list[Item]) -> list[Item]:
    """ "Secretary of State Antony Blinken": an office with "of", and its holder behind it."""
    kept: list[Item] = []
    at = 0
    while at < len(items):
        office, portfolio = items[at], items[at + 2] if at + 2 < len(items) else None
        kept.append(office)
        at += 1
        if (
            isinstance(office, NounPhrase)
            and office.head.lemma in _OFFICES
            and _is_mark(items[at] if at < len(items) else None, "IN")
            and isinstance(portfolio, NounPhrase)
        ):
            cut = next((i for i, word in enumerate(portfolio.words, 1) if word.lemma in _PORTFOLIOS), 0)
            if 0 < cut < len(portfolio.words) and all(word.tag == "NNP" for word in portfolio.words[cut:]):
                office.other_names.append(NounPhrase(portfolio.words[cut:]))
                at += 2
    return kept


def _starts_verb_group(words: Sequence[Word], at: int) -> bool:
    tag = words[at].tag
    if tag in VERB_TAGS or tag == "MD":
        return True
    if tag == "POS":  # "he's gone": a verb after a pronoun
        return at > 0 and words[at - 1].tag in ("PRP", "WP")
    return tag == "TO" and _next_verb(words, at + 1) is not None


def _next_verb(words: Sequence[Word], at: int) -> Word | None:
    while at < len(words) and words[at].tag in ("RB", "NEG"):
        at += 1
    if at < len(words) and (words[at].tag == "VB" or words[at].low in ("have", "do")):
        return words[at]
    return None


def _verb_group(words: Sequence[Word], start: int) -> tuple[VerbGroup, int]:
    at, negated = start, False
    verbs: list[Word] = []
    modal: str | None = None
    infinitive = words[start].tag == "TO"
    while at < len(words):
        word = words[at]
        if word.tag == "MD":
            if verbs:
                break
            modal = "will" if word.low in ("wo", "shall") else word.low
            negated |= word.low.endswith("n't") or word.low == "cannot"
        elif word.tag == "NEG":
            negated = True
        elif word.tag in VERB_TAGS or (word.tag == "POS" and at == start):
            if verbs and not _auxiliary(verbs[-1], word):
                break
            verbs.append(word)
        elif word.tag == "TO" and at != start:
            if not (verbs and verbs[-1].low in ("going", "about", "due") and _next_verb(words, at + 1)):
                break
            modal, verbs = "will", []
        elif (word.tag != "RB" and word.tag != "TO") or (word.tag == "RB" and not _verb_follows(words, at)):
            break
        at += 1
    if not verbs:
        verbs = [words[start]]
        at = max(at, start + 1)
    negated |= start > 0 and words[start - 1].tag == "NEG"
    main, auxiliaries = verbs[-1], verbs[:-1]
    passive = main.tag == "VBN" and any(word.lemma in ("be", "get") for word in auxiliaries)
    if infinitive:
        form: Literal["finite", "infinitive", "gerund", "participle"] = "infinitive"
    elif modal is None and verbs[0].tag == "VBG":
        form = "gerund"
    elif modal is None and verbs[0].tag == "VBN" and verbs[0].low != "been":
        form = "participle"
    else:
        form = "finite"
    group = VerbGroup(
        words=words[start:at],
        main=main,
        form=form,
        passive=passive or (form == "participle" and main.tag == "VBN"),
        negated=negated,
        modal=modal,
        perfect=any(word.lemma == "have" for word in auxiliaries),
        past=verbs[0].tag == "VBD",
    )
    return group, at


def _auxiliary(before: Word, word: Word) -> bool:
    """Whether `before` helps `word`: be + participle, have + participle, do + base form."""
    if before.lemma in ("be", "get", "have"):
        return word.tag in ("VBN", "VBG", "VBD")
    return before.lemma == "do" and word.tag == "VB"


def _verb_follows(words: Sequence[Word], at: int) -> bool:
    while at < len(words) and words[at].tag in ("RB", "NEG"):
        at += 1
    return at < len(words) and words[at].tag in VERB_TAGS


def _noun_phrase(words: Sequence[Word], start: int) -> tuple[NounPhrase, int]:
    at = start + 1
    if words[start].tag == "PRP":
        return NounPhrase(words[start:at]), at
    while at < len(words):
        tag = words[at].tag
        if tag == "POS" and not (at + 1 < len(words) and words[at + 1].tag in VERB_TAGS and words[at + 1].tag != "VBN"):
            owner = NounPhrase(words[start:at])
            if at + 1 < len(words) and words[at + 1].tag in _BEFORE_HEAD - {"DT"}:
                rest, end = _noun_phrase(words, at + 1)
                return _own(rest, owner), end
            return owner, at + 1
        if (
            tag not in _BEFORE_HEAD
            or tag in ("PRP$",)
            or (tag == "DT" and words[at - 1].low not in ("all", "both", "half"))
        ):
            break
        if tag == "CD" and words[at - 1].tag in ("NN", "NNP") and words[at].quantity is not None:
            break
        if tag == "NNP" and words[at - 1].tag == "NN" and _is_side(words[at]) and _finite_follows(words, at + 1):
            break  # "the help Moscow could give"
        at += 1
    return NounPhrase(words[start:at]), at


def _is_side(word: Word) -> bool:
    return bool(word.names) and word.names[0].kind in ("state", "capital")


def _finite_follows(words: Sequence[Word], at: int) -> bool:
    while at < len(words) and words[at].tag in ("RB", "NEG"):
        at += 1
    return at < len(words) and words[at].tag in ("MD", "VBD", "VBZ", "VBP")


def _own(phrase: NounPhrase, owner: NounPhrase) -> NounPhrase:
    """Put `owner` before the leftmost possessor of `phrase`."""
    leftmost = phrase
    while leftmost.owner is not None:
        leftmost = leftmost.owner
    leftmost.owner = owner
    return phrase


def _drop_asides(items: list[Item]) -> list[Item]:
    """Leave out short brackets: "(FMLN)", "(100km)"."""
    kept: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        if isinstance(item, Mark) and item.tag in "([":
            close = next((i for i in range(at + 1, min(at + 8, len(items))) if _is_mark(items[i], ")", "]")), None)
            if close is not None and not any(isinstance(one, VerbGroup) for one in items[at:close]):
                _keep_alias(kept, items[at + 1 : close])
                at = close + 1
                continue
        kept.append(item)
        at += 1
    return kept


def _keep_alias(kept: Sequence[Item], aside: Sequence[Item]) -> None:
    """ "Chief of Army Staff (COAS)": remember the short form with the phrase before it."""
    lead = kept[-1] if kept else None
    only = aside[0] if len(aside) == 1 else None
    if (
        isinstance(lead, NounPhrase)
        and isinstance(only, NounPhrase)
        and len(only.words) == 1
        and only.head.text.isupper()
    ):
        lead.alias = only.head


def _is_reduced_aside(item: Item | None, following: Item | None) -> bool:
    """ "John Smith, the reporter seized by X, ...": a participle goes on with the explanation."""
    return (
        isinstance(item, VerbGroup)
        and len(item.words) == 1
        and isinstance(following, Mark)
        and following.word.low == "by"
    )


def _is_mark(item: Item | None, *tags: str) -> TypeGuard[Mark]:
    return isinstance(item, Mark) and item.tag in tags


def _at(items: Sequence[Item], index: int) -> Item | None:
    return items[index] if 0 <= index < len(items) else None


def _coordinate(items: list[Item]) -> list[Item]:
    """Join lists ("Russia, France and Iran") under their first phrase and hang appositions on theirs."""
    out: list[Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        if not isinstance(item, NounPhrase):
            out.append(item)
            at += 1
            continue
        at += 1
        while True:
            step = _join(items, out, item, at)
            if step == at:
                break
            at = step
        out.append(item)
    return out


def _join(items: list[Item], out: list[Item], lead: NounPhrase, at: int) -> int:
    """Consume what follows `lead` at `at` if it is coordinated with it or explains it; the new position."""
    mark, following = _at(items, at), _at(items, at + 1)
    if _is_mark(mark, "IN") and _lists_with_of(items, at):
        end = _chain_end(items, at)
        _hang_chain(lead, items[at:end])
        return end
    if lead.also and lead.after and _is_mark(mark, "IN") and mark.word.low == "of":
        end = _chain_end(items, at)
        _hang_chain(lead.also[-1], items[at:end])
        return end
    if _is_mark(mark, "CC") and isinstance(following, NounPhrase):
        fresh = bool(out) and _is_mark(out[-1], ",", "SC", "WP", ";", ":", "“")  # the lead opens a clause itself
        fresh = fresh or (bool(out) and _is_mark(out[-1], "IN") and out[-1].word.low == "between")
        fresh = fresh or (bool(out) and _takes_no_object(out[-1]))  # "said two soldiers and a nurse had been hurt"
        fresh = fresh or _counts_both(out, lead, following, _at(items, at + 2))
        return at + 2 if (fresh or not _opens_clause(items, out, at + 1)) and _add(lead, following) else at
    if not _is_mark(mark, ","):
        return at
    if _is_mark(following, "CC") and isinstance(_at(items, at + 2), NounPhrase):
        third = items[at + 2]
        assert isinstance(third, NounPhrase)
        return at + 3 if not _opens_clause(items, out, at + 2) and _add(lead, third) else at
    if not isinstance(following, NounPhrase):
        return at
    last = _in_list(items, at + 1, with_of=bool(lead.after) and lead.after[0].preposition == "of")
    # "in X, A and B said"
    behind_preposition = bool(last and out) and _is_mark(out[-1], "IN")
    subject = behind_preposition and (_opens_clause(items, out, last) or _is_only_subject(items, out, last))
    if last and not subject and not _explains(lead, following):
        return at + 2 if _add(lead, following) else at
    end = _chain_end(items, at + 2)
    office = _office_before(out)
    if (office is not None and _is_full_name(following) and _is_mark(_at(items, end), ",")) or (
        office is not None and _is_full_name(following) and isinstance(_at(items, end), VerbGroup)
    ):
        office.other_names.append(following)
        return end + 1 if _is_mark(_at(items, end), ",") else end
    behind = _at(items, end)
    closes = behind is None or (isinstance(behind, Mark) and behind.tag not in ("IN", "SC"))
    if _explains(lead, following) and (closes or _is_reduced_aside(behind, _at(items, end + 1))):
        lead.other_names.append(following)
        _hang_chain(following, items[at + 2 : end])
        second = _at(items, end + 1)
        if _is_mark(behind, "CC") and isinstance(second, NounPhrase) and second.head.tag == "NN":
            return end + 2  # "the envoy and former president": both of one person
        return end + 1 if _is_mark(_at(items, end), ",") and not _is_mark(_at(items, end + 1), "CC") else end
    return at


def _office_before(out: Sequence[Item]) -> NounPhrase | None:
    """The holder in "minister of foreign affairs, Sergei Ivanov,": the phrase that the last one hangs on by "of"."""
    if len(out) < 2 or not _is_mark(out[-1], "IN") or out[-1].word.low != "of":
        return None
    office = out[-2]
    return office if isinstance(office, NounPhrase) and office.head.lemma in _OFFICES else None


def _is_full_name(phrase: NounPhrase) -> bool:
    return all(word.tag == "NNP" for word in phrase.words) and (
        len(phrase.words) > 1 or (bool(phrase.head.names) and phrase.head.names[0].kind == "leader")
    )


def _add(lead: NounPhrase, phrase: NounPhrase) -> bool:
    if lead.head.names and lead.head.names[0].kind == "adjective" and phrase.head.tag == "NN":
        phrase.shares = [lead, *lead.also]
    lead.also.append(phrase)
    return True


def _in_list(items: Sequence[Item], at: int, *, with_of: bool) -> int:
    """Where a list ends: from a phrase at `at` on, ", phrase" any number of times, then "and phrase"; 0 for none.

    with_of: each phrase may have its "of".
    """
    for _ in range(12):
        if with_of:
            at = _chain_end(items, at + 1) - 1
        following = _at(items, at + 1)
        if _is_mark(following, "CC"):
            return at + 2 if isinstance(_at(items, at + 2), NounPhrase) else 0
        if not _is_mark(following, ","):
            return 0
        if _is_mark(_at(items, at + 2), "CC"):
            return at + 3 if isinstance(_at(items, at + 3), NounPhrase) else 0
        if not isinstance(_at(items, at + 2), NounPhrase):
            return 0
        at += 2
    return 0


def _lists_with_of(items: Sequence[Item], at: int) -> bool:
    """ "X of Bosnia, Y of Croatia and Z of Serbia": names with their states, in a list."""
    for _ in range(8):
        mark = _at(items, at)
        if not (_is_mark(mark, "IN") and mark.word.low == "of" and isinstance(_at(items, at + 1), NounPhrase)):
            return False
        joint = _at(items, at + 2)
        following = at + 3 if not (_is_mark(joint, ",") and _is_mark(_at(items, at + 3), "CC")) else at + 4
        name = _at(items, following)
        if not isinstance(name, NounPhrase) or name.head.tag != "NNP":
            return False
        if _is_mark(joint, "CC") or following == at + 4:
            return _is_mark(_at(items, following + 1), "IN")
        if not _is_mark(joint, ","):
            return False
        at = following + 1
    return False


def _explains(lead: NounPhrase, phrase: NounPhrase) -> bool:
    """Whether "lead, phrase," reads as a name and its explanation, in either order, or a name and an age."""
    if all(word.tag == "CD" for word in phrase.words):
        return lead.head.tag == "NNP"
    if lead.head.tag == "NNP" and phrase.words[0].low in _ROLE_COMMA:
        return True
    if lead.head.tag != "NN" or phrase.head.tag != "NNP" or phrase.words[0].tag != "NNP":
        return False
    return not phrase.head.names or phrase.head.names[0].kind == "leader"


def _chain_end(items: Sequence[Item], at: int) -> int:
    """The end of "of X in Y ..." from `at` on."""
    while _is_mark(_at(items, at), "IN") and isinstance(_at(items, at + 1), NounPhrase):
        at += 2
    return at


def _hang_chain(phrase: NounPhrase, chain: Sequence[Item]) -> None:
    host = phrase
    for mark, item in zip(chain[::2], chain[1::2], strict=False):
        assert isinstance(mark, Mark) and isinstance(item, NounPhrase)
        item.preposition = mark.word.low
        host.after.append(item)
        host = item


def _takes_no_object(item: Item) -> bool:
    """Whether what stands behind is told, not done something to: "said", but not "reported"."""
    return isinstance(item, VerbGroup) and item.form == "finite" and item.main.lemma in _TELLING


def _counts_both(out: Sequence[Item], lead: NounPhrase, following: NounPhrase, behind: Item | None) -> bool:
    """ "count 1,177 soldiers and 50 civilians killed": both numbers are what is counted."""
    counts = bool(out) and isinstance(out[-1], VerbGroup) and out[-1].main.lemma in _COUNTING
    numbered = lead.first.tag == "CD" and following.first.tag == "CD"
    return counts and numbered and isinstance(behind, VerbGroup) and [word.tag for word in behind.words] == ["VBD"]


def _is_only_subject(items: Sequence[Item], out: Sequence[Item], at: int) -> bool:
    """Whether the list that ends at `at`, behind a preposition that opens the sentence, has the verb's only subject."""
    following = _at(items, _chain_end(items, at + 1))
    opens = all(isinstance(item, Mark) for item in out)
    return opens and isinstance(following, VerbGroup) and following.form == "finite"


def _opens_clause(items: Sequence[Item], out: Sequence[Item], at: int) -> bool:
    """Whether the phrase at `at`, behind "and", is the subject of a clause of its own."""
    if not any(isinstance(item, VerbGroup) and item.form == "finite" for item in out):
        return False
    following = _at(items, _chain_end(items, at + 1))
    return isinstance(following, VerbGroup) and following.form == "finite"
