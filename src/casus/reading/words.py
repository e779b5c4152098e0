"""The words of a sentence with their parts of speech: a small hand-written tagger, enough to find clauses.

Tags are Penn tags where a clause finder needs them (VB VBP VBZ VBD VBN VBG MD TO IN CC CD NN NNP JJ RB PRP PRP$ DT WP
POS), plus SC for words that open a clause (that, if, while), NEG, and punctuation as itself. A known name is one word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from casus.knowledge.actors import Known
from casus.knowledge.numbers import Quantity
from casus.knowledge.places import PlaceMention
from casus.knowledge.times import TimeMention
from casus.knowledge.tokens import TOKEN, fold

CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?= +[A-Z])")
"""The hour before an entry of a day in brief: "08:10 Officials in Aden say"."""
Mark = Quantity | TimeMention | PlaceMention
Marks = dict[int, Mark]
"""Number, time and place phrases of a report by the offset they start at; the longest where several do."""

_CLOSED = {
    "DT": "the a an this these those every each either neither both all any no some another such half",
    "PRP": "i you he she it we they me him them us himself herself itself themselves themself everyone everybody "
    "someone somebody anyone anybody nobody nothing everything something anything none",
    "PRP$": "my your his its our their",
    "WP": "who whom whose which what",
    "SC": "if when while because although though whether unless where why how whereas once lest",
    "MD": "will would shall should can could may might must cannot won't wouldn't can't couldn't shouldn't "
    "ca wo 'll 'd",
    "CC": "and or but nor yet plus & as-well-as",
    "NEG": "not n't never hardly barely",
    "IN": "of in on at by for with from into against over under between among amid during through across near around "
    "about after before since until till towards toward without within along beside besides behind beyond despite "
    "except inside outside off onto upon via per like unlike above below beneath throughout alongside regarding "
    "concerning versus vs amidst amongst as than including according",
    "RB": "also too very still already just now then here there again even soon later earlier ago away back together "
    "however meanwhile moreover furthermore therefore thus indeed instead perhaps maybe almost nearly quite rather "
    "apart further once twice ever often always sometimes alone yesterday today tonight tomorrow up down out forward "
    "overnight else otherwise abroad altogether nevertheless nonetheless hence likewise so well far",
    "JJ": "own other same first second third only next new former latter many much more most few several less least "
    "several two-day old big large small major heavy armed",
    "VBZ": "is has does 's",
    "VBP": "are am have do 're 've 'm",
    "VBD": "was were had did",
    "VB": "be",
    "VBN": "been",
    "VBG": "being",
}
CLOSED = {word: tag for tag, words in _CLOSED.items() for word in words.split()}
_LEMMAS = {
    "is": "be", "are": "be", "am": "be", "was": "be", "were": "be", "be": "be", "been": "be", "being": "be",
    "'s": "be", "'re": "be", "'m": "be",
    "has": "have", "have": "have", "had": "have", "having": "have", "'ve": "have",
    "does": "do", "do": "do", "did": "do", "doing": "do", "done": "do",
}  # fmt: skip
NUMBER_WORDS = set(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion "
    "dozen dozens scores hundreds thousands tens millions".split()
)
VERB_TAGS = {"VB", "VBP", "VBZ", "VBD", "VBN", "VBG"}
_NOMINAL = {"NN", "NNP", "JJ", "CD", "POS", "DT", "PRP$"}
_NOUN_ENDINGS = ("tion", "sion", "ment", "ness", "ity", "ism", "ship", "ance", "ence")
_OPEN_QUOTES, _CLOSE_QUOTES = "“«", "”»"


@dataclass(slots=True)
class Word:
    """One word or known name. start, end index `report.text`; names: what a known name may stand for."""

    text: str
    low: str
    start: int
    end: int
    tag: str = ""
    lemma: str = ""
    names: tuple[Known, ...] = ()
    quantity: Quantity | None = None
    time: TimeMention | None = None
    place: PlaceMention | None = None
    index: int = 0
    readings: tuple[tuple[str, frozenset[str]], ...] = field(default=())  # verb readings: lemma, Penn tags
    share: float = 1.0  # how often the form is no verb


@cache
def verb_forms() -> dict[str, tuple[float, tuple[tuple[str, frozenset[str]], ...]]]:
    """form -> (share of uses that are not verbs, readings as (lemma, tags))."""
    table: dict[str, tuple[float, tuple[tuple[str, frozenset[str]], ...]]] = {}
    for line in (files("casus.reading") / "data" / "verbs.tsv").read_text(encoding="utf-8").splitlines():
        form, lemma, tags, share = line.split("\t")
        known = table.get(form, (1.0, ()))[1]
        table[form] = (float(share), (*known, (lemma, frozenset(tags.split("|")))))
    return table


@lru_cache(50_000)
def noun_lemma(form: str) -> str:
    """The singular of a noun form, by rule; unknown shapes are left alone."""
    irregular = _IRREGULAR.get(form) or (form[:-2] + "an" if form.endswith("men") and len(form) > 4 else None)
    if irregular:
        return irregular
    if not form.endswith("s") or form.endswith(("ss", "us", "is")) or len(form) < 4:
        return form
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("ches", "shes", "xes", "sses", "zes")):
        return form[:-2]
    return form[:-1]


_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "people", "persons": "person", "gunmen": "gunman",
    "militiamen": "militiaman", "policemen": "policeman", "servicemen": "serviceman", "tribesmen": "tribesman",
    "airmen": "airman",
    "spokesmen": "spokesman", "fishermen": "fisherman", "clergymen": "clergyman", "countrymen": "countryman",
    "news": "news",
    "troops": "troop", "forces": "force", "talks": "talks", "lives": "life", "wives": "wife",
    "houses": "house", "bases": "base",
    "crises": "crisis", "hostilities": "hostilities", "arms": "arms", "casualties": "casualty",
    "authorities": "authority",
    "police": "police", "media": "media", "aides": "aide", "allies": "ally", "armies": "army", "refugees": "refugee",
    "ties": "tie", "lies": "lie", "series": "series", "damages": "damage", "premises": "premises", "mosques": "mosque",
    "newsmen": "newsman", "noncombatants": "noncombatant", "corps": "corps", "chaos": "chaos", "gas": "gas",
    "chassis": "chassis",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Labels:
    """What is known of a report's words before its sentences are read.

    marks: number, time and place phrases by the offset they start at. names: known names likewise, each with its end
    and what it may stand for.
    """

    marks: Marks
    names: dict[int, tuple[int, tuple[Known, ...]]]


def read_words(text: str, start: int, end: int, labels: Labels, *, cased: bool = True) -> list[Word]:
    """The tagged words of text[start:end]. cased: capitals mean something in this text."""
    words = _tokens(text, start, end, labels, cased)
    title_case = cased and _is_title_case(words)
    for index, word in enumerate(words):
        word.index = index
        _look_up(word, cased and not title_case)
    _turn_straight_marks(words)
    for index, word in enumerate(words):
        if word.tag == "NNP?":
            word.tag = "VERB?" if index == 0 or words[index - 1].tag in ("“", ":", '"') else "NNP"
        elif word.tag == "SC" and word.low == "that" and index and words[index - 1].tag in ("IN", "TO"):
            word.tag = "DT"
        elif word.tag == "NNP" and not word.names and word.place is None and _opens_sentence(words, index):
            word.tag = "NN"
    for index, word in enumerate(words):
        if index and word.low in _POSTNOMINAL and words[index - 1].tag in ("NN", "NNP") and _precedes_to(words, index):
            word.tag = "RB"  # "fighters loyal to the president": nothing that the noun is called
        if word.tag in ("", "VERB?"):
            word.tag = _disambiguate(words, index)
        _set_lemma(word)
    return words


_POSTNOMINAL = set("loyal close responsible opposed hostile sympathetic faithful allied affiliated based".split())


def _precedes_to(words: Sequence[Word], index: int) -> bool:
    return index + 1 < len(words) and words[index + 1].low in ("to", "for", "with", "in")


def _turn_straight_marks(words: Sequence[Word]) -> None:
    """A straight quotation mark opens before a word and closes behind one."""
    for before, mark, after in zip([None, *words], words, [*words[1:], None], strict=False):
        if mark.text == '"':
            touches_before = before is not None and before.end == mark.start
            touches_after = after is not None and after.start == mark.end
            if touches_before != touches_after:
                mark.tag = "”" if touches_before else "“"


def _opens_sentence(words: Sequence[Word], index: int) -> bool:
    """Whether a capital here may be due to the position: first word, and no name goes on after it."""
    if index and words[index - 1].tag not in ("“", '"', ":") and not (index == 1 and CLOCK.match(words[0].text + " A")):
        return False
    return index + 1 >= len(words) or words[index + 1].tag not in ("NNP", "NNP?")


def _tokens(text: str, start: int, end: int, labels: Labels, cased: bool) -> list[Word]:
    """Tokens of the sentence; a known name, a number phrase or a time phrase becomes one word."""
    found = [Word(m.group(), fold(m.group()), m.start(), m.end()) for m in TOKEN.finditer(text, start, end)]
    merged: list[Word] = []
    at = 0
    while at < len(found):
        first = found[at]
        clock = CLOCK.match(text, first.start, end) if at == 0 else None
        if clock is not None:
            merged.append(Word(clock.group(), clock.group(), first.start, clock.end(), tag="RB"))
            while at < len(found) and found[at].start < clock.end():
                at += 1
            continue
        mark = labels.marks.get(first.start)
        name_end, entries = labels.names.get(first.start, (-1, ()))
        if name_end > end or (name_end == first.end and (len(first.low) == 1 or (not cased and first.low in CLOSED))):
            name_end = -1
        mark_end = mark.end if mark is not None and first.end <= mark.end <= end else -1
        stop = max(name_end, mark_end)
        if stop < 0:
            merged.append(first)
            at += 1
            continue
        word = Word(text[first.start : stop], fold(text[first.start : stop]), first.start, stop)
        if name_end == stop:
            word.tag, word.names = "NNP", entries
        if mark is not None and mark_end == stop:
            _mark(word, mark)
        merged.append(word)
        while at < len(found) and found[at].start < stop:
            at += 1
    return merged


def _mark(word: Word, mark: Mark) -> None:
    if isinstance(mark, Quantity):
        word.tag, word.quantity = "CD", mark
    elif isinstance(mark, TimeMention):
        word.tag, word.time = "TIME", mark
    else:
        word.tag, word.place = "NNP", mark


def _is_title_case(words: Sequence[Word]) -> bool:
    """A headline with Most Words Capitalised: its capitals say nothing about names."""
    plain = [word for word in words if word.text[0].isalpha() and not word.names and word.low not in CLOSED]
    return (
        len(plain) >= 4 and words[-1].text != "." and sum(word.text[0].isupper() for word in plain) >= 0.8 * len(plain)
    )


def _look_up(word: Word, cased: bool) -> None:
    """Set the tag of words that need no context; mark words that may be verbs."""
    if word.tag:
        return
    low = word.low
    first = word.text[0]
    if not first.isalnum() and len(low) == 1:
        word.tag = "“" if first in _OPEN_QUOTES else "”" if first in _CLOSE_QUOTES else word.text
        return
    if low == "'s":
        word.tag = "POS"
    elif first.isdigit() or first in "€£$¥" or low in NUMBER_WORDS:
        word.tag = "CD"
    elif low == "to":
        word.tag = "TO"
    elif low == "that":
        word.tag = "SC"
    elif low in CLOSED and not (cased and first.isupper() and word.text.isupper() and len(word.text) > 1):
        word.tag = CLOSED[low]
    else:
        known = verb_forms().get(low)
        if known is not None:
            word.share, word.readings = known
            word.tag = "VERB?"
        elif (
            low.endswith("ly") and len(low) > 4 and low not in ("family", "ally", "assembly", "supply", "july", "italy")
        ):
            word.tag = "RB"
        if cased and first.isupper() and word.tag != "RB":
            word.tag = "NNP?" if word.tag == "VERB?" else "NNP"


def _set_lemma(word: Word) -> None:
    if word.tag in VERB_TAGS:
        word.lemma = (
            _LEMMAS.get(word.low)
            or next((lemma for lemma, tags in word.readings if word.tag in tags), "")
            or (word.readings[0][0] if word.readings else word.low)
        )
    elif word.tag in ("NN", "NNP"):
        word.lemma = noun_lemma(word.low)
    else:
        word.lemma = word.low


def _verb_tags(word: Word) -> set[str]:
    tags: set[str] = set()
    for _, some in word.readings:
        tags |= some
    return tags


def _previous(words: Sequence[Word], index: int) -> Word | None:
    """The word before, adverbs and negation skipped."""
    at = index - 1
    while at >= 0 and words[at].tag in ("RB", "NEG"):
        at -= 1
    return words[at] if at >= 0 else None


def _disambiguate(words: Sequence[Word], index: int) -> str:
    """The tag of a word that may be a verb, from its neighbours."""
    word = words[index]
    if not word.readings:
        return "NN"
    tags, before = _verb_tags(word), _previous(words, index)
    after = words[index + 1] if index + 1 < len(words) else None
    last = before.tag if before is not None else ""
    if last == "TO":
        return "VB" if "VB" in tags else "VBG" if "VBG" in tags and word.share < 0.6 else "NN"
    if last == "MD" or (before is not None and before.lemma == "do"):
        return "VB" if "VB" in tags else _noun_or_participle(tags, word, after)
    if before is not None and before.low in ("help", "helped", "helping") and before.tag in VERB_TAGS and "VB" in tags:
        return "VB"  # "help fight the insurgents"
    if before is not None and before.lemma in ("be", "have", "get") and before.tag in VERB_TAGS:
        return _after_auxiliary(tags, before, word, after)
    if before is not None and before.low == "of" and "VBG" in tags and _joined_gerunds(words, index):
        return "VBG"  # "accused of killing and torturing"
    if (
        before is not None
        and before.low == "of"
        and "VBG" in tags
        and after is not None
        and after.tag in ("DT", "NNP", "PRP$", "PRP", "CD")
    ):
        return "VBG"  # "accused of shelling the town"
    if before is not None and before.low == "of" and "VBG" in tags and word.share < 0.35 and _goes_on(after):
        return "VBG"  # "accused of opening fire"
    if last in ("DT", "PRP$", "POS", "JJ", "CD") or (before is not None and before.low in ("of", "whose")):
        return _inside_noun_phrase(tags, word, after, last)
    if last in ("PRP", "WP"):
        return _finite(tags)
    if "VBG" in tags:
        return _gerund(word, before, after)
    if (
        after is not None
        and after.low == "that"
        and tags & {"VB", "VBZ"}
        and before is not None
        and before.tag in ("NN", "NNP")
        and word.share < 0.75
    ):
        return _finite(tags)
    if "VBD" in tags or "VBN" in tags:
        return _past_form(words, tags, word, before, after)
    return _bare_form(words, tags, word, before, after)


def _after_auxiliary(tags: set[str], before: Word, word: Word, after: Word | None) -> str:
    if before.lemma == "have":
        return "VBN" if "VBN" in tags else "VBD" if "VBD" in tags else "NN"
    if "VBN" in tags and "VBG" not in tags:
        return "VBN"
    if "VBG" in tags:
        return "VBG"
    return "NN"


def _noun_or_participle(tags: set[str], word: Word, after: Word | None) -> str:
    if "VBN" in tags:
        return "VBN"
    return "VBG" if "VBG" in tags and _opens_noun_phrase(after) else "NN"


def _opens_noun_phrase(word: Word | None) -> bool:
    return word is not None and word.tag in ("DT", "PRP$", "NNP", "CD", "PRP", "NNP?", "JJ")


def _inside_noun_phrase(tags: set[str], word: Word, after: Word | None, last: str) -> str:
    """After a determiner or adjective: a noun, or a participle before one ("the captured soldiers")."""
    follows_noun = after is not None and (
        after.tag in ("NN", "NNP", "JJ", "CD", "NNP?", "") or (after.tag == "VERB?" and after.share > 0.3)
    )
    if last == "CD" and (
        word.low in _HARMED or (word.low == "killed" and (after is None or after.tag in (",", "CC", ".", ":")))
    ):
        return "NN"  # "two dead, five wounded"
    if "VBN" in tags and "VB" not in tags:
        if last == "CD" and "VBD" in tags and any(lemma in NEVER_PASSIVE for lemma, _ in word.readings):
            return "VBD"  # "thousands marched"
        if last in ("CD", "JJ") and not follows_noun:
            return "VBN"
        return "JJ" if follows_noun or last in ("DT", "PRP$") else "VBN"
    if "VBG" in tags:
        return "JJ" if follows_noun and last != "POS" else "NN"
    if (
        last in ("CD", "JJ")
        and word.share < 0.5
        and "VBZ" not in tags
        and (_opens_noun_phrase(after) or word.low == "die")
    ):
        return _finite(tags)
    return "NN"


# Verbs also used as nouns that take a clause or an infinitive.
_TAKES_CLAUSE = set("fear hope claim plan doubt demand report promise pledge aim warn plot request wish".split())
# Verbs without a passive: their past form is no participle.
NEVER_PASSIVE = set(
    "emerge arrive die come go happen occur erupt flee rise fall appear disappear collapse explode remain begin "
    "resume continue clash vote march protest gather travel return live stay fight last cease proceed intervene "
    "retaliate react respond belong exist perish vanish rally demonstrate riot".split()
)
_HARMED = {"dead", "wounded", "injured", "hurt", "missing"}


def _finite(tags: set[str]) -> str:
    for tag in ("VBD", "VBZ", "VB", "VBG", "VBN"):
        if tag in tags:
            return "VBP" if tag == "VB" else tag
    return "NN"


def _gerund(word: Word, before: Word | None, after: Word | None) -> str:
    if _is_plain_verb(after) or _has_happened(after):
        return "NN"  # "shelling kills three", "shelling continued"
    if before is None and after is not None and after.low == "by":
        return "NN"  # "Shelling by government forces"
    if _is_past(after) and before is not None and before.tag in ("NN", "NNP", "JJ"):
        return "NN"  # "Russian shelling killed"
    if before is None or before.tag in (",", "IN", "SC", "CC", "“", "--", "-", "–", "—", ":"):
        if _opens_noun_phrase(after) or (after is not None and after.tag in ("TO", "SC")):
            return "VBG"
        follows = after is not None and after.tag in ("IN", "RB", ".", ",")
        return (
            "VBG"
            if word.share < 0.35 or (follows and before is not None and before.tag in (",", "CC") and word.share < 0.6)
            else "NN"
        )
    if before.tag in ("NN", "NNP", "NNP?"):
        if (after is not None and after.low in ("between", "there", "among")) or before.low.endswith(
            ("ic", "ical", "ious", "ive")
        ):
            return "NN"  # "fighting between", "ethnic cleansing"
        if before.tag == "NN" and word.share > 0.5 and not _opens_noun_phrase(after):
            return "NN"
        return "VBG" if word.share < 0.75 or _opens_noun_phrase(after) else "NN"
    if before.tag in VERB_TAGS and _opens_noun_phrase(after):
        return "VBG"  # "denied ordering the attack"
    return "VBG" if word.share < (0.75 if before.tag in VERB_TAGS else 0.5) else "NN"


def _has_happened(word: Word | None) -> bool:
    """The past form of a verb of happening, not yet tagged."""
    return (
        word is not None and word.tag == "VERB?" and "VBD" in _verb_tags(word) and word.readings[0][0] in NEVER_PASSIVE
    )


def _is_past(word: Word | None) -> bool:
    """A word not yet tagged that is hardly ever anything but a past form."""
    return word is not None and word.tag == "VERB?" and word.share < 0.2 and "VBD" in _verb_tags(word)


def _is_plain_verb(word: Word | None) -> bool:
    """A word not yet tagged that is hardly ever anything but a finite verb."""
    if word is None or word.tag != "VERB?" or word.share >= 0.3:
        return False
    tags = _verb_tags(word)
    return bool(tags & {"VB", "VBZ"}) or ("VBD" in tags and "VBN" not in tags)


def _joined_gerunds(words: Sequence[Word], index: int) -> bool:
    joined = words[index + 1 : index + 3]
    return len(joined) == 2 and joined[0].tag == "CC" and "VBG" in _verb_tags(joined[1])


def _goes_on(after: Word | None) -> bool:
    """Whether a noun may follow at once."""
    return after is not None and after.tag in ("NN", "NNP", "JJ", "", "VERB?")


def _past_form(words: Sequence[Word], tags: set[str], word: Word, before: Word | None, after: Word | None) -> str:
    ambiguous = "VB" in tags
    if ambiguous and word.share > 0.6:
        return "NN"  # bed, bid, cost: the same form in all tenses, and mostly no verb
    if ambiguous and word.share > 0.45 and after is not None and after.tag == "IN" and after.low == "of":
        return "NN"
    if (
        before is not None
        and before.tag == "CC"
        and ambiguous
        and any(earlier.tag in ("MD", "TO") for earlier in words[: word.index])
    ):
        return "VB"
    if before is not None and before.tag == "IN" and after is not None and after.tag in ("NN", "NNP", "", "VERB?"):
        return "JJ" if not ambiguous else "NN"
    if before is None and after is not None and after.tag in ("NN", "NNP", "", "NNP?") and not ambiguous:
        return "JJ"
    if "VBD" in tags and not (
        word.low in ("wounded", "injured") and before is not None and before.tag in ("DT", "CC", "CD")
    ):
        return "VBD"
    return "VBN"


def _bare_form(words: Sequence[Word], tags: set[str], word: Word, before: Word | None, after: Word | None) -> str:
    """attack, attacks: noun or present tense. A noun phrase on both sides makes a verb."""
    if _is_awaited(words, tags, word, before, after):
        return _finite(tags)
    singular = before is not None and before.tag in ("NN", "NNP") and before.low == noun_lemma(before.low)
    if "VBZ" in tags and singular and after is not None and after.tag == "CD":
        return "VBZ"  # "the army counts 1,100 dead"
    if "VBZ" in tags and word.share > 0.3 and _is_past(after):
        return "NN"  # "air strikes destroyed"
    if before is None or before.tag in (",", "IN", "CC", "SC", "“", "(", ":"):
        if before is not None and before.tag == "SC" and before.low != "that":
            return "NN" if word.share > 0.3 else _finite(tags)
        if before is not None and before.tag == "CC" and word.share < 0.6 and _opens_noun_phrase(after):
            return _coordinate(words, word, tags)
        return "NN" if before is not None or word.share > 0.3 or not _opens_noun_phrase(after) else "VB"
    if (
        before.tag in VERB_TAGS
        or (_is_plain_verb(after) and word.share > 0.1)
        or (word.share >= 0.4 and after is not None and after.tag == "IN")
    ):
        return "NN"
    if word.share < 0.3 and _opens_noun_phrase(after):
        return _finite(tags)
    if not _agrees(tags, _head_before(words, before)):
        return _finite(tags) if word.share < 0.1 and before.tag in ("NN", "NNP") and "VB" in tags else "NN"
    if after is not None and after.tag in ("DT", "PRP$") and word.share < 0.97:
        return _finite(tags)
    limit = 0.97 if _opens_noun_phrase(after) and not any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in words) else 0.3
    if after is not None and after.tag in ("", "VERB?", "NN"):
        limit = max(limit, 0.5)  # a noun may follow as object
    return _finite(tags) if word.share <= limit and (after is None or after.tag not in ("VBD", "VBZ", "MD")) else "NN"


def _head_before(words: Sequence[Word], last: Word) -> Word:
    """The noun that a place or state at the end of a subject hangs on: "prosecutors" of "prosecutors in Kenya"."""
    held = last.index > 1 and words[last.index - 1].low in ("of", "in", "from") and (last.place or last.names)
    return words[last.index - 2] if held and words[last.index - 2].tag == "NN" else last


def _agrees(tags: set[str], subject: Word) -> bool:
    """Whether a present form may go with the noun before it."""
    plural = subject.low != noun_lemma(subject.low) or subject.low in ("troops", "forces")
    either = subject.low in ("police", "people", "army", "military", "government")
    return either or ("VB" in tags if plural else "VBZ" in tags)


def _is_awaited(words: Sequence[Word], tags: set[str], word: Word, before: Word | None, after: Word | None) -> bool:
    """Whether the sentence waits for a verb here: "if Armenia attacks,", "rebels that hold the town"."""
    if before is None or not tags & {"VB", "VBZ"}:
        return False
    if before.low == "that" and before.index > 0 and words[before.index - 1].tag in ("NN", "NNP"):
        return _agrees(tags, words[before.index - 1]) and (_opens_noun_phrase(after) or word.share < 0.5)
    if before.tag not in ("NN", "NNP") or not _agrees(tags, before):
        return False
    opener = next((at for at in range(before.index, -1, -1) if words[at].tag == "SC"), None)
    since = words[(opener or 0) : word.index]
    if any(earlier.tag in ("VBD", "VBZ", "VBP", "MD") for earlier in since):
        return False
    ends = after is None or after.tag in (",", ".", "PRP", "DT", "PRP$", "NNP")
    if opener is not None and words[opener].low in ("if", "unless", "when", "once") and ends:
        return before.tag == "NNP" or "VB" in tags
    speaks = any(lemma in _TAKES_CLAUSE for lemma, _ in word.readings)
    return speaks and after is not None and (after.low in ("that", "to") or after.tag == "NNP")


def _coordinate(words: Sequence[Word], word: Word, tags: set[str]) -> str:
    """After "and": the form of the verb it joins, if one stands before."""
    for earlier in reversed(words[: word.index or len(words)]):
        if earlier is word:
            continue
        if earlier.tag in ("VB", "VBP", "VBZ"):
            return "VB" if "VB" in tags and earlier.tag == "VB" else _finite(tags)
    return "NN"
