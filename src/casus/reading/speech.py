"""Who speaks in a sentence: inverted and trailing attributions, "according to", quotations."""

from __future__ import annotations

from collections.abc import Sequence

from casus.reading.clauses import Clause
from casus.reading.drafts import Stance
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.quotes import Quotation
from casus.reading.referents import role_of
from casus.reading.stances import Stances
from casus.records import Actor

_SPEECH = set(
    "say tell add report announce state declare tweet write confirm claim insist explain note stress warn argue "
    "post reply respond ask quote cite observe remark continue conclude reveal recall believe think vow promise "
    "pledge threaten allege suggest admit acknowledge predict estimate demand urge call testify read comment".split()
)


def turn_inversions(passage: Passage) -> None:
    """ "said the minister": the speaker behind the verb is its subject."""
    for clause in passage.clauses:
        verb = clause.verb
        if clause.subject is None and verb.main.lemma in _SPEECH and verb.form == "finite" and clause.objects:
            clause.subject = clause.objects.pop(0)
        if verb.main.lemma == "be" and clause.subject is None and clause.objects:
            clause.subject = clause.objects[0]


def hang_on_speech(passage: Passage) -> None:
    """A speech verb at the end, or inserted between commas, holds the clauses before it: ", the ministry said"."""
    for at, clause in enumerate(passage.clauses):
        if not _is_trailing_speech(passage, at, clause):
            continue
        for other in passage.clauses[:at]:
            if other.parent is None and other is not clause:
                other.parent, other.relation = clause, "that"
        clause.parent, clause.relation = None, "main"
        assert clause.subject is not None
        for other in passage.clauses[at + 1 :]:
            started_before = other.subject is not None and other.subject.first.index < clause.subject.first.index
            if other.parent is None and started_before:
                other.parent, other.relation = clause, "that"  # "the forces, the army said, shelled"


def _is_trailing_speech(passage: Passage, at: int, clause: Clause) -> bool:
    if clause.verb.main.lemma not in _SPEECH or clause.verb.form != "finite" or clause.subject is None:
        return False
    if clause.relation not in ("main", "joined") or clause.parent is not None:
        return False
    if any(other.parent is clause and other.relation in ("that", "infinitive") for other in passage.clauses):
        return False
    if any(
        role_of(phrase.words) is None and not phrase.head.names and phrase.head.tag != "NNP"
        for phrase in clause.objects
    ):
        return False
    first = min(clause.subject.first.index, clause.verb.main.index)
    return first > 0 and passage.words[first - 1].tag in (",", "”", "'", '"', "—", "–", "--", "-")


def according_to(passage: Passage, start: int = 0, end: int | None = None) -> tuple[Actor, ...]:
    """The source of "according to X", among the words from `start` to `end`."""
    for item in passage.items:
        if (
            isinstance(item, NounPhrase)
            and item.preposition == "to"
            and item.first.index >= start + 2
            and (end is None or item.first.index < end)
            and passage.words[item.first.index - 2].low == "according"
        ):
            actors = passage.referents.all_of(item)
            name = " ".join(word.text for word in item.words if word.tag not in ("DT", "PRP$"))
            return actors or ((Actor(name=name, mention=item.span),) if name else ())
    return ()


def speech_clause(passage: Passage, quote: Quotation | None = None) -> Clause | None:
    """The clause outside the quotation marks that says who speaks."""
    best: Clause | None = None
    for clause in passage.clauses:
        main = clause.verb.main
        inside = quote is not None and quote.start <= main.start < quote.end
        spoken = main.lemma in _SPEECH or passage.lexicon.is_voice(main.lemma)
        if not spoken or inside or clause.quoted:
            continue
        nearer = quote is None or best is None or _gap(clause, quote) < _gap(best, quote)
        if nearer or main.lemma in ("say", "tell"):
            best = clause
    return best


def _gap(clause: Clause, quote: Quotation) -> int:
    return abs(clause.verb.main.start - quote.start)


def attribute_quotes(passage: Passage, stances: Stances, following: Sequence[Passage]) -> None:
    """Find the speaker of each quotation that touches the sentence."""
    for quote in passage.quotes:
        if quote.speakers:
            continue
        holder = _holder(passage, quote, following)
        if holder is None:
            actors: tuple[Actor, ...] = ()
            inner = quote.start <= passage.sentence.start
            if not inner:
                actors = _any_agent(passage, quote, stances)
            quote.speakers = actors or (passage.scene.speaker if _goes_on(passage, quote) else ())
            continue
        clause, _ = holder
        quote.speakers = stances.speakers(clause)
        quote.channel = stances.channel(clause)


def _goes_on(passage: Passage, quote: Quotation) -> bool:
    """A quotation that opens its sentence and has no speaker of its own goes on with the last one."""
    return quote.start - 1 <= passage.sentence.start


def _any_agent(passage: Passage, quote: Quotation, stances: Stances) -> tuple[Actor, ...]:
    """The subject of the clause a quotation stands in ("accused the force of “crimes”")."""
    before = [
        clause for clause in passage.clauses if clause.verb.main.start < quote.start and clause.subject is not None
    ]
    for clause in reversed(before):
        speaker = stances.of(clause).voice
        if speaker:
            return speaker
    operators = [
        c
        for c in before
        if any(
            d.sense is not None and d.type in ("ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE")
            for d in passage.drafts.get(c, ())
        )
    ]
    return passage.referents.all_of(operators[-1].subject) if operators else ()


def _holder(passage: Passage, quote: Quotation, following: Sequence[Passage]) -> tuple[Clause, Passage] | None:
    clause = speech_clause(passage, quote)
    if clause is not None and clause.subject is not None:
        return clause, passage
    for other in following:
        if other.sentence.start >= quote.end:
            break
        if other.sentence.end >= quote.end:
            other.parse()
            turn_inversions(other)
            clause = speech_clause(other, quote)
            if clause is not None and clause.subject is not None and clause.verb.main.start >= quote.end:
                return clause, other
    return None


def quoted_stance(passage: Passage) -> Stance:
    """How what stands between quotation marks in this sentence is told."""
    for quote in passage.quotes:
        if quote.speakers:
            return Stance(None, quote.speakers, quote.channel)
    return Stance()
