"""Where the names of places stand in a text, and how sure that is; not yet which places they are."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from casus.knowledge import place_words as words
from casus.knowledge.place_index import Spot, abbreviations, fold_name, look_up, name_key, words_after

LONGEST = 5  # words in a name, connecting ones not counted


@dataclass(slots=True)
class Word:
    """One capitalised word. key: its folded form. gap: the text between the word before and this one."""

    start: int
    end: int
    text: str
    key: str
    gap: str


@dataclass(slots=True)
class Sighting:
    """A span that may name a place. first, last: the words it covers. spots: what it may be; none for an
    unknown name.

    evidence: points for a place from the words around it. need: points without which it is not believed.
    container: the sighting of the larger place it is said to lie in. embedded: it stands inside a longer name.
    wants_province: the text calls it a province or the like.
    """

    start: int
    end: int
    key: str
    first: int
    last: int
    spots: tuple[Spot, ...]
    evidence: int = 0
    need: int = 0
    embedded: bool = False
    wants_province: bool = False
    drawn: bool = False
    container: "Sighting | None" = None
    before: list[str] = field(default_factory=list)


@lru_cache(maxsize=20000)
def folded(word: str) -> str:
    """`fold_name`, remembered: news repeats its words."""
    return fold_name(word)


def words_of(text: str, pattern: re.Pattern[str], taken: Sequence[tuple[int, int]]) -> list[Word]:
    """The words that may be part of a name, in order; those in a taken span left out."""
    spans = sorted(taken)
    found: list[Word] = []
    last, skip = 0, 0
    for match in pattern.finditer(text):
        start, end = match.span()
        while skip < len(spans) and spans[skip][1] <= start:
            skip += 1
        if skip < len(spans) and spans[skip][0] < end:
            # what follows a person's name is not joined to it
            last = max(end, spans[skip][1])
            continue
        word = match[0]
        found.append(Word(start, end, word, folded(word), text[last:start]))
        last = end
    return found


# ------------------------------------------------------------------ names in the index
def spots_of(name: str, key: str) -> tuple[Spot, ...]:
    """What one word or several may mean. A short word in capitals is an acronym first ("US", not "us")."""
    if name.isupper() and len(name) <= 9:
        acronym = look_up(name_key(name))
        if acronym or "." in name or (len(name) > 2 and name in abbreviations()):
            return acronym or _abbreviated(name)
    return look_up(key) if len(key) > 1 else ()


def _abbreviated(name: str) -> tuple[Spot, ...]:
    """The province of an abbreviation that is safe on its own ("B.C.", "NSW")."""
    province = abbreviations().get(name)
    return () if province is None else (province,)


def longest_name(list_of_words: list[Word], first: int) -> tuple[int, str, tuple[Spot, ...]] | None:
    """The longest known name that begins with a word: its last word, its key and what it may mean."""
    one = list_of_words[first]
    keys = [one.key]
    longest = 2 if _has_article(one) else min(LONGEST, words_after(one.key))
    for word in list_of_words[first + 1 : first + 1 + longest]:
        joint = words.JOINTS.get(word.gap)
        if joint is None:
            break
        keys.append(keys[-1] + joint + word.key)
    for extra in range(len(keys) - 1, 0, -1):
        if spots := look_up(keys[extra]) or _without_article(one.text, keys[extra]):
            return first + extra, keys[extra], spots
    spots = spots_of(one.text, one.key) or _without_article(one.text, one.key)
    return (first, one.key, spots) if spots else None


def _without_article(word: str, key: str) -> tuple[Spot, ...]:
    """A name with an Arabic article that the index has without it."""
    return look_up(key[3:]) if word[0] in "ae" and key[2:3] == " " else ()


def _has_article(word: Word) -> bool:
    """Whether a word carries the Arabic article ("al-Hasakah")."""
    return word.text[0] in "ae" and word.key[2:3] == " "


@lru_cache(maxsize=2000)
def _is_plain(key: str) -> bool:
    """Whether a word neither names a place nor begins the name of one."""
    return key in words.FUNCTION and words_after(key) == 0


def known_names(list_of_words: list[Word]) -> list[Sighting]:
    """Every known name, longest first from the left; none overlap."""
    found: list[Sighting] = []
    i = 0
    while i < len(list_of_words):
        hit = None if _is_plain(list_of_words[i].key) else longest_name(list_of_words, i)
        if hit is None:
            i += 1
            continue
        last, key, spots = hit
        found.append(Sighting(list_of_words[i].start, list_of_words[last].end, key, i, last, spots))
        i = last + 1
    return found


# ------------------------------------------------------------------ persons
_SPEECH_AFTER = re.compile(r"\s(?:[a-z]+ly\s|also\s|has\s|had\s)?([a-z]+)\b")
_AGE_AFTER = re.compile(r",\s+(?:aged\s+)?\d\d?,")


def person_words(text: str, list_of_words: list[Word]) -> set[str]:
    """The parts of the names of persons in the text: "London" of "Jack London" and of "London, 34, said"."""
    traps = words.traps()
    persons = {word.key for word in list_of_words if _speaks(text, word) and not _is_large(word)}
    for before, word in pairwise(list_of_words):
        if word.gap == ". " and len(before.text) == 1:
            persons.add(word.key)
        if word.gap != " " or _names_a_place(before, word):
            continue
        titled = before.key in words.TITLES and not word.text.isupper()
        if (
            titled
            or traps.get(before.key) == "given"
            or _AGE_AFTER.match(text, word.end)
            or (before.key not in words.FUNCTION and _speaks(text, word))
        ):
            persons.add(word.key)
    return persons | {key[3:] for key in persons if key[:3] in ("al ", "el ")}


def _speaks(text: str, word: Word) -> bool:
    """Whether the words around a name say that it spoke ("Noma said", not "residents of Noma said")."""
    led = word.gap.split()[-1:]
    if led and (led[0] in words.IN or led[0] in words.AT):
        return False
    match = _SPEECH_AFTER.match(text, word.end)
    return match is not None and match[1] in words.SPEECH


def _is_large(word: Word) -> bool:
    """Whether a word names a place large enough to speak through its government ("Ankara said")."""
    spots = spots_of(word.text, word.key)
    return bool(spots) and spots[0].fame >= 6


def _names_a_place(one: Word, other: Word) -> bool:
    """Whether two words are the name of a place, or the second of them begins something else than a surname."""
    return other.text in words.ORGANISATIONS or other.text in words.HEADS or bool(look_up(f"{one.key} {other.key}"))


# ------------------------------------------------------------------ evidence
_SHORT_LINE = re.compile(r"^[^\n]{15,160}$", re.MULTILINE)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def _is_title(line: str) -> bool:
    """Whether a line has nearly all of its longer words capitalised."""
    longer = _LONG_WORD.findall(line)
    return len(longer) >= 4 and sum(word[0].isupper() for word in longer) >= 0.8 * len(longer)


class Scene:
    """The text and its words, to look around in. persons: keys of words that are parts of the names of persons.

    shouted: the text is in capitals.
    """

    def __init__(self, text: str, list_of_words: list[Word], persons: set[str]) -> None:
        self.text, self.words, self.persons = text, list_of_words, persons
        letters = text[:1000]
        self._titles = [m.span() for m in _SHORT_LINE.finditer(text) if _is_title(m[0])]
        self.shouted = sum(map(str.isupper, letters)) * 2 > sum(map(str.isalpha, letters))

    def before(self, sighting: Sighting) -> list[str]:
        """Up to three words before a name, nearest first, in lower case; none where a sentence begins."""
        text = self.text[max(0, sighting.start - 45) : sighting.start]
        if not text[-1:].isspace():
            return []
        found: list[str] = []
        for word in reversed(text.split()[-4:]):
            if word[-1] in '.!?:;"”' and len(word) > 3:
                break
            found.append(word.strip("()[]“”\"'‘’,").lower())
            if word[-1] == ",":
                break
        if found and text.rstrip()[-1] == ",":
            return []
        return found[1:] if found and found[0] == "the" else found

    def in_title(self, start: int) -> bool:
        """Whether a word stands in a headline that capitalises its words, where neighbours tell nothing."""
        at = bisect_right(self._titles, (start, len(self.text))) - 1
        return at >= 0 and start < self._titles[at][1]

    def after(self, sighting: Sighting) -> str:
        """The text after a name."""
        return self.text[sighting.end : sighting.end + 60]

    def at_line_start(self, sighting: Sighting) -> bool:
        """Whether a line begins with the name."""
        before = self.text[max(0, sighting.start - 2) : sighting.start]
        return not before or "\n" in before

    def joined_before(self, sighting: Sighting) -> Word | None:
        """The capitalised word that the name continues, if any."""
        if sighting.first == 0:
            return None
        word = self.words[sighting.first]
        before = self.words[sighting.first - 1]
        joint = words.JOINTS.get(word.gap)
        if joint is None or joint.startswith(" and") or word.gap[0] != " " or before.key in words.FUNCTION:
            return None
        if word.gap == " " and before.key in words.COMPASS:
            return None
        return before if _opens_a_person(before) or not self.in_title(word.start) else None

    def joined_after(self, sighting: Sighting) -> list[Word]:
        """The capitalised words that continue the name."""
        found: list[Word] = []
        for word in self.words[sighting.last + 1 : sighting.last + 5]:
            if word.gap not in (" ", " & ", " of "):
                break
            found.append(word)
        loose = found and found[0].text not in words.ORGANISATIONS and self.in_title(sighting.start)
        return [] if loose else found


def points_before(before: list[str]) -> int:
    """Points for a place from the words before the name."""
    if not before:
        return 0
    nearest = before[0]
    if nearest in words.COMPASS or nearest in words.IN:
        return 2
    if nearest == "of" and len(before) > 1 and before[1] in words.SETTLEMENTS:
        return 1 if before[1] == "state" else 3  # "the State of the Union"
    if nearest in ("on", "of", "for", "against") and len(before) > 1 and before[1] in words.ATTACKS:
        return 2
    if nearest in words.SETTLEMENTS:
        return 2
    if nearest in words.SPEECH:
        return -2
    return 1 if nearest in words.AT else 0


_NEXT_WORD = re.compile(r"(?:'s|’s)?\s+([a-z]+(?:\s+(?=camp))?)")


def points_after(scene: Scene, sighting: Sighting) -> int:
    """Points for a place from the words after the name."""
    after = scene.after(sighting)
    if words.BASED.match(after):
        return 3
    dateline = words.DATELINE.match(after) if scene.at_line_start(sighting) else None
    if dateline is not None and (dateline["colon"] is None or sighting.spots[0].fame >= 5):
        return 3
    shouted = not sighting.before and scene.text[sighting.start : sighting.end].isupper()
    if shouted and words.SHOUTED_DATELINE.match(after):
        return 3
    match = _NEXT_WORD.match(after)
    if match is None:
        return 0
    if match[1] in words.SETTLEMENTS and not after.startswith(("'s", "’s")):
        sighting.wants_province = match[1] in words.PROVINCES
        return 3
    if match[1] in words.LOCALS:
        return 1
    return -1 if match[1] in words.SPEECH and sighting.spots[0].fame < 6 else 0


def need_of(scene: Scene, sighting: Sighting) -> int:
    """Points without which a name is not believed to be a place."""
    top = sighting.spots[0]
    if top.people:
        return _need_of_people(sighting)
    if top.kind == "seat":
        return 1
    need = 0 if top.fame >= 5.7 else 1 if top.fame >= 4.6 or _is_distinctive(sighting) else 2
    several = sighting.last > sighting.first
    trap = words.traps().get(scene.words[sighting.first].key)
    if several:
        need -= trap is None
    elif trap == "word":
        need += 1 if top.fame >= 5 else 2
    elif trap is not None:
        need += top.fame < 6.5
    if not several and sighting.key in scene.persons:
        need += 2
    if sighting.key in words.FUNCTION:
        need += 3  # "March"
    return max(0, need) + _need_beside(scene, sighting, trap)


def _is_distinctive(sighting: Sighting) -> bool:
    """Whether a small town has a name of its own that hardly means anything else."""
    spots = sighting.spots
    return len(sighting.key) >= 7 and spots[0].fame >= 4.0 and len(spots) == 1 and not spots[0].second


def _need_of_people(sighting: Sighting) -> int:
    trap = words.traps().get(sighting.key)
    return 0 if trap is None else 2


def _need_beside(scene: Scene, sighting: Sighting, trap: str | None) -> int:
    """What capitalised neighbours add: they make the name a part of a longer one, of a person or an
    organisation."""
    need, top = 0, sighting.spots[0]
    before, after = scene.joined_before(sighting), scene.joined_after(sighting)
    first, several = scene.words[sighting.first], sighting.last > sighting.first
    if before is not None:
        sighting.embedded = True
        if first.gap == " " and _opens_a_person(before):
            need += 3
        elif top.fame < 6:
            need += 1 if top.fame >= 5 or first.gap != " " else 4
    if after:
        sighting.embedded = True
        if any(word.text in words.ORGANISATIONS for word in after):
            need += top.fame < 5
        elif trap in ("given", "surname"):
            need += 9 if after[0].key in scene.persons else 3
        elif top.fame < 6:
            need += 1 if top.fame >= 5 or several else 4
    short = first.text.isupper() and len(first.text) <= 5 and not several and not scene.shouted
    if short and top.kind == "city" and "." not in first.text:
        need += 3  # "SANA" is a news agency before it is a city
    return need


def _opens_a_person(word: Word) -> bool:
    """Whether a title, a given name or an initial makes the next word a surname."""
    return word.key in words.TITLES or words.traps().get(word.key) == "given" or len(word.text) == 1


def weigh(scene: Scene, sightings: list[Sighting]) -> list[Sighting]:
    """The sightings with their evidence and need, those left out that nothing else in the report can save."""
    for sighting in sightings:
        sighting.before = scene.before(sighting)
        sighting.need = need_of(scene, sighting)
        if sighting.spots[0].people:
            continue
        sighting.evidence = points_before(sighting.before) + points_after(scene, sighting)
        if sighting.spots[0].fame >= 6:
            sighting.evidence = max(0, sighting.evidence)  # "said China" may go on "was ..."
        if sighting.before[:1] == ["of"] and len(sighting.before) > 1 and sighting.before[1] in words.PROVINCES:
            sighting.wants_province = True
    return [one for one in sightings if one.need - one.evidence < 3]


# ------------------------------------------------------------------ texts whose capitals tell nothing
_PLAIN_ACRONYMS = frozenset(("#USA", "#UK", "#UAE", "#DRC", "#USSR", "#EU", "#PRC"))


def weigh_uncased(scene: Scene, sightings: list[Sighting]) -> list[Sighting]:
    """The sightings that may be places even where every word or none is in capitals, with their evidence and
    need."""
    kept: list[Sighting] = []
    for one in sightings:
        one.before = scene.before(one)
        one.evidence = points_before(one.before) + max(0, points_after(scene, one))
        one.need = _need_uncased(scene, one)
        ordinary = words.traps().get(one.key) == "word" or scene.words[one.first].key in words.FUNCTION
        if not ordinary and len(one.key) > 3:
            kept.append(one)
    return kept


def _need_uncased(scene: Scene, one: Sighting) -> int:
    top = one.spots[0]
    word = scene.words[one.first]
    trap = words.traps().get(one.key)
    several = one.last > one.first
    if not several and word.text.isupper() and len(word.text) <= 5 and look_up(name_key(word.text)):
        plain = name_key(word.text) in _PLAIN_ACRONYMS or "." in word.text
        return 0 if plain or scene.text[word.start - 4 : word.start].lower() == "the " else 2
    known = top.kind not in ("city", "province", "seat") or (top.fame >= 5.7 and not top.second)
    need = 0 if known else 1 if top.fame >= 5 or several else 2 if top.fame >= 4 else 3
    if trap is not None and top.fame < 8:
        need += 1
    before = scene.words[one.first - 1] if one.first and word.gap == " " else None
    return need + 2 * (before is not None and words.traps().get(before.key) == "given" and not look_up(before.key))
