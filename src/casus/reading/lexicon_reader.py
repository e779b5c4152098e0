"""The lexicon reader: sentences, clauses, an editable lexicon, and rules that a reader of English can follow.

It has no trained part. It is the baseline every other reader is measured against, and the fallback where no model is
wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casus import __version__
from casus.knowledge.actors import Known, actor_book
from casus.knowledge.numbers import find_quantities
from casus.knowledge.places import find_places, resolve_place
from casus.knowledge.ruled_regions import RuledRegion, ruled_region
from casus.knowledge.times import find_times
from casus.knowledge.tokens import TOKEN
from casus.reading.assembly import Assembly
from casus.reading.drafts import Draft
from casus.reading.games import is_of_game, tells_of_game
from casus.reading.lexicon import lexicon, lexicon_with
from casus.reading.passage import Passage
from casus.reading.pledges import PledgeDraft, find_pledges
from casus.reading.quotes import Quotation, find_quotations, quotes_in
from casus.reading.reader import in_another_language, reads
from casus.reading.referents import Referents
from casus.reading.scene import Scene
from casus.reading.sentence_reader import is_record, read_passage
from casus.reading.sentences import Sentence, split_sentences, within_reach
from casus.reading.stances import Stances
from casus.reading.ties import TieDraft, find_ties
from casus.reading.tolls import TollDraft, find_tolls
from casus.reading.truce_sides import pair_told
from casus.reading.truces import TruceDraft, find_truces
from casus.reading.words import Labels, Mark, Marks, read_words
from casus.records import Actor, Reading, Report, Span

if TYPE_CHECKING:
    from casus.knowledge.codebook import Codebook

_NOISE = re.compile(r"https?://|@\w+\.\w|\bclick here\b|\bsubscribe\b|\bread more\b|\bjoin the debate\b", re.IGNORECASE)
_AHEAD = 50
"""Sentences behind one that are searched for the speaker of a quotation that runs on."""


@dataclass(slots=True)
class Sketch:
    """What the lexicon and its rules make of one sentence.

    stances: how the sentence tells what it tells. drafts: every act they see; kept: those among them worth a record.
    seen: False where the sentence tells of a game and was not read.
    """

    passage: Passage
    stances: Stances | None = None
    drafts: Sequence[Draft] = ()
    kept: Sequence[Draft] = ()
    tolls: Sequence[TollDraft] = ()
    truces: Sequence[TruceDraft] = ()
    pledges: Sequence[PledgeDraft] = ()
    ties: Sequence[TieDraft] = ()
    seen: bool = True


class LexiconReader:
    """Reads English news by lexicon and rule; codebook: the user's own types and changes, before ours."""

    languages = frozenset({"en"})

    def __init__(self, codebook: Codebook | None = None) -> None:
        self.lexicon = lexicon() if codebook is None else lexicon_with(codebook)
        self.version = versioned(f"lexicon {__version__}", codebook)
        self.serious = self.lexicon.classes["armed"] | self.lexicon.classes["police"] | self.lexicon.classes["bomb"]

    def read(self, report: Report) -> Reading:
        """All statements the rules find in a report; empty, with a note, for a language it does not read."""
        if not reads(self, report):
            return in_another_language(report, self)
        report, sentences = within_reach(report, split_sentences(report))
        quotes = find_quotations(report)
        assembly = Assembly(report, self.version)
        for sketch in self.sketches(report, body_of(report, sentences), quotes):
            if sketch.seen:
                assembly.add(sketch.passage, sketch.kept, sketch.tolls, sketch.truces, sketch.pledges, sketch.ties)
        return assembly.reading(sentences, quotes)

    def sketches(self, report: Report, sentences: Sequence[Sentence], quotes: Sequence[Quotation]) -> Iterator[Sketch]:
        """The sentences of a report one by one, read in order: what a sketch refers to is the memory up to it."""
        scene = Scene(report.published)
        cased = _has_case(report.text)
        labels = find_labels(report, cased=cased)
        referents = Referents(scene)
        passages = [
            Passage(
                report,
                sentence,
                read_words(report.text, sentence.start, sentence.end, labels, cased=cased),
                scene,
                self.lexicon,
                referents,
                inside,
            )
            for sentence, inside in zip(sentences, quotes_in(quotes, sentences), strict=True)
        ]
        _count_countries(scene, passages)
        scene.home, scene.two = _home_of(report), _most_told(scene)
        _tell_grounds(scene, passages)
        _name_openers(scene, passages)
        game = tells_of_game([passage.words for passage in passages])
        for at, passage in enumerate(passages):
            if is_of_game(passage.words, in_game_report=game, serious=self.serious):
                yield Sketch(passage, seen=False)
            else:
                yield self._sketch(passage, passages[at + 1 : at + 1 + _AHEAD])

    def _sketch(self, passage: Passage, following: Sequence[Passage]) -> Sketch:
        passage.parse()
        passage.scene.opening = _opening(passage)
        both = next((word.start for word in passage.words if word.low in ("both", "two", "each")), None)
        if both is not None and len(passage.scene.sides) != 2:
            passage.scene.pair = pair_told(passage, both) or passage.scene.two
        drafts, stances = read_passage(passage, following)
        tell_sides(passage.scene, drafts)
        ties = find_ties(passage, drafts, stances)
        standing = {tie.span for tie in ties if tie.kind == "backs"}
        asked = passage.words[-1].text == "?"
        kept = [
            draft
            for draft in drafts
            if is_record(draft, asked=asked) and not (draft.type == "SUPPORT" and draft.span in standing)
        ]
        for draft in kept:
            draft.confidence = _rated(draft)
        return Sketch(
            passage,
            stances,
            drafts,
            kept,
            find_tolls(passage, drafts, stances),
            find_truces(passage, drafts, stances),
            find_pledges(passage, drafts, stances),
            ties,
        )


def versioned(reader: str, codebook: Codebook | None) -> str:
    """The version of a reader that reads by a codebook: another codebook makes another reading."""
    return reader if codebook is None else f"{reader} codebook {codebook.label}"


def _rated(draft: Draft) -> float:
    """How sure the rules are; see docs/evaluation.md for how the figures were set."""
    confidence = draft.confidence
    if not draft.recipients and draft.sense is not None and not draft.sense.sides:
        confidence -= 0.05
    return round(max(0.1, min(0.95, confidence)), 2)


def body_of(report: Report, sentences: list[Sentence]) -> list[Sentence]:
    """The sentences that may state something: no headings, no notices to readers."""
    body = [sentence for sentence in sentences if not sentence.heading]
    return [one for one in body or sentences if not _NOISE.search(report.text, one.start, one.end)]


def _has_case(text: str) -> bool:
    """Whether capitals mean something: neither shouted wire text nor all lower case."""
    letters = [ch for ch in text[:20000] if ch.isalpha()]
    upper = sum(ch.isupper() for ch in letters)
    return bool(letters) and 0.005 < upper / len(letters) < 0.6


def find_labels(report: Report, *, cased: bool) -> Labels:
    """Known names, and number, time and place phrases of a report; of several phrases at one offset the longest."""
    names = find_names(report.text, cased=cased)
    countries, taken = named_in(names)
    marks: Marks = {}
    places = find_places(report.text, hints=countries, cased=cased, taken=taken)
    times = find_times(report.text, published=report.published)
    found: list[Mark] = [*places, *find_quantities(report.text), *times]
    for mark in found:
        known = marks.get(mark.start)
        if known is None or mark.end >= known.end:
            marks[mark.start] = mark
    return Labels(marks, names)


def find_names(text: str, *, cased: bool) -> dict[int, tuple[int, tuple[Known, ...]]]:
    """Known names by the offset they start at, with their end and what they may stand for."""
    tokens = list(TOKEN.finditer(text))
    hits = actor_book().find([token.group() for token in tokens], cased=cased)
    return {tokens[hit.start].start(): (tokens[hit.end - 1].end(), hit.entries) for hit in hits}


def named_in(names: dict[int, tuple[int, tuple[Known, ...]]]) -> tuple[set[str], list[Span]]:
    """The states that names belong to, and the spans of those that are no places."""
    countries: set[str] = set()
    taken: list[Span] = []
    for start, (end, entries) in names.items():
        first = entries[0]
        if len({entry.country for entry in entries}) == 1 and first.country is not None:
            countries.add(first.country)
        if first.kind in ("leader", "group", "organisation", "institution") and " " in first.name:
            taken.append((start, end))
    return countries, taken


def tell_sides(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Remember the sides of the fighting for "the two sides"."""
    for draft in drafts:
        if (
            len(draft.actors) == 2
            and draft.status == "actual"
            and draft.sense is not None
            and draft.sense.sides
            and draft.type in ("ASSAULT", "AGREE", "RETREAT", "CONCEDE")
        ):
            scene.sides = draft.actors


def _most_told(scene: Scene) -> tuple[Actor, ...]:
    """The two states a report is about: told three times each, and twice as often as any third."""
    ranked = scene.countries.most_common(3)
    third = ranked[2][1] if len(ranked) > 2 else 0
    if len(ranked) < 2 or ranked[1][1] < max(3, 2 * third):
        return ()
    states = (actor_book().by_country.get(country) for country, _ in ranked[:2])
    return tuple(state.actor() for state in states if state is not None)


def _name_openers(scene: Scene, passages: Sequence[Passage]) -> None:
    """A first word is a name if it stands capitalised within another sentence."""
    for passage in passages:
        first = next((word for word in passage.words if word.tag[0].isalpha()), None)
        if first is not None and first.tag == "NN" and first.text[0].isupper() and first.low in scene.names:
            first.tag = "NNP"


def _home_of(report: Report) -> str | None:
    """The country a report is written from: that of its dateline, else the one its outlet's name tells."""
    if report.dateline_place is not None:
        towns = [town for name in re.split(r"[/,]| and ", report.dateline_place) if (town := _town(name, report))]
        there = {country for country in towns if country}
        return there.pop() if len(there) == 1 else None
    hits = actor_book().find((report.source or "").split())
    states = {entry.country for hit in hits for entry in hit.entries if entry.kind in ("state", "capital", "adjective")}
    return states.pop() if len(states) == 1 else None


def _town(name: str, report: Report) -> str | None:
    """The country of a town in a dateline; none for the seat of a self-ruled region."""
    place = resolve_place(name.strip().title())
    if place is None or ruled_region(place.name, report.published) is not None:
        return None
    return place.country


def _opening(passage: Passage) -> tuple[str | None, RuledRegion | None]:
    """The country, and the self-ruled region, of "In Aleppo," at the head of a sentence."""
    lead = passage.words[:3]
    place = lead[1].place.place if len(lead) == 3 and lead[0].low == "in" and lead[1].place is not None else None
    if place is None or lead[2].tag != ",":
        return None, None
    return place.country, ruled_region(place.name, passage.scene.published)


def _tell_grounds(scene: Scene, passages: Sequence[Passage]) -> None:
    """Where places are named, with the self-ruled region each of them means."""
    for word in (word for passage in passages for word in passage.words):
        if word.place is not None and word.place.place is not None:
            named = ruled_region(word.place.place.name, scene.published)
            scene.grounds.append((word.start, named or ruled_region(word.text, scene.published)))


def _count_countries(scene: Scene, passages: Sequence[Passage]) -> None:
    """How often each state is named, its people, towns and adjectives included."""
    for passage in passages:
        for word in passage.words:
            if word.tag == "NNP" and word.index and not word.names:
                scene.names.add(word.low)
            if word.tag == "NNP" and " " in word.text and all(entry.kind == "leader" for entry in word.names):
                scene.names.add(word.low.split()[-1])
            states = {entry.country for entry in word.names}
            country = states.pop() if len(states) == 1 else None
            if country is None and word.place is not None and word.place.place is not None:
                country = word.place.place.country
            if country is not None:
                scene.countries[country] += 1
