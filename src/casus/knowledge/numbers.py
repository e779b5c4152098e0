"""How many, as the words say: bounds from "at least 130", "dozens", "between five and seven", "1.2 million".

What a phrase means follows the reading contract (see `Quantity`). Numbers that count nobody and nothing are left
alone: percentages, money, ordinals, years, dates, clock times, ages, measures, calibres, phone numbers, sections
of laws, scores of games, and the first half of a compound ("two-state", "10,000-strong").

One pattern finds every place where a number could start; from there short patterns read the number itself, what
stands left of it ("more than", "section", "$") and right of it ("or more", "miles", "-year-old"). All of them look
at a bounded stretch of text, so the time grows with the length of the text and no faster.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal, NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number of people or things, as one phrase gives it.

    start, end: [start, end) of all its words, "more than" and "or more" included.
    low, best, high: inclusive bounds and the figure itself; None = the words give no such bound. At least one is
        given. "12" is 12, 12, 12; "more than 12" has low 13; "almost 12" high 11; "up to 12" high 12; "about 12"
        best 12; "dozens" low 24; "5 to 7" low 5 and high 7.
    word_start, word_end: the bare number words ("12", "a dozen", "5 to 7", "half of 40").
    approximate: the words themselves call the figure inexact ("about", "nearly", "dozens").
    """

    start: int
    end: int
    low: int | None
    best: int | None
    high: int | None
    word_start: int
    word_end: int
    approximate: bool


GAP = r"[^\S\n]?\s"
"""One or two white-space characters with at most one line break: words of one sentence, not of two paragraphs."""


def compile_words(pattern: str) -> re.Pattern[str]:
    """Compile a pattern in which every blank stands for `GAP`, and "[ -]" for that or a hyphen."""
    return re.compile(pattern.replace("[ -]", "(?: |-)").replace(" ", GAP))


def any_of(words: str) -> str:
    """A group that matches any of the blank-separated words, longer ones first; "_" stands for a blank."""
    options = sorted(words.split(), key=len, reverse=True)
    return "(?:" + "|".join(option.replace("_", " ") for option in options) + ")"


def lowered(text: str) -> str:
    """`text` in lower case with every offset kept (a few letters grow when lowered; those stay as they are)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


# --- vocabulary --------------------------------------------------------------------------------------------------

CARDINALS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "lakh": 100_000, "million": 1_000_000,
    "crore": 10_000_000, "billion": 1_000_000_000,
}  # fmt: skip
_SCALE_WORD, _CARDINAL_WORD = any_of(" ".join(_SCALES)), any_of(" ".join(CARDINALS))
_SUFFIXES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000}
# The least number each plural can mean is two of them; "several" and "a few" are at least three.
_PLURALS = {"tens": 20, "scores": 40} | {f"{word}s": 2 * value for word, value in _SCALES.items()}
_SOME = {"several": 3, "few": 3, "couple": 2}

MONTH_NAMES = "january february march april may june july august september october november december"
MONTH_SHORT = "jan feb mar apr jun jul aug sept sep oct nov dec"
MONTH = rf"(?:{any_of(MONTH_NAMES)}\b|{any_of(MONTH_SHORT)}\b\.?)"

PEOPLE = any_of(
    "people persons civilians soldiers troops fighters militants rebels insurgents terrorists guerrillas "
    "gunmen men women children boys girls refugees migrants residents villagers families victims casualties "
    "deaths fatalities dead killed wounded injured hurt missing arrests arrested detained displaced prisoners "
    "hostages detainees captives protesters demonstrators policemen police officers personnel members others "
    "lives bodies homes houses villages inhabitants citizens workers students pilgrims inmates combatants "
    "peacekeepers mercenaries recruits reservists conscripts jihadists extremists supporters followers "
    "patients passengers survivors homeless injuries dead_bodies"
)
COUNTED = compile_words(rf" (?:[a-z-]+ ){{0,2}}?{PEOPLE}\b")
_PLURAL_NOUN = compile_words(r" [a-z-]*[a-rt-z]s\b")

_UNITS = any_of(
    "seconds minutes? hours? days nights weeks? months? years? decades? centur(?:y|ies) fortnights? weekends? "
    "hrs? yrs? mins? secs? km kms kilomet(?:er|re)s? miles? met(?:er|re)s? yards feet ft inch(?:es)? cm mm kph "
    "mph knots acres? hectares? tons? tonnes? kilos? kgs? kilograms? kilogrammes? grams? lbs? lit(?:er|re)s? "
    "gallons? barrels? degrees? megawatts? kilowatts? watts? volts? calib(?:er|re)s? millimet(?:er|re)s? "
    "centimet(?:er|re)s? dollars? euros? pounds? rupees? pesos? francs? yen rubles? roubles? riyals? rials? "
    "dinars? dirhams? liras? shekels? yuan sterling cents? usd eur gbp colones quetzales soles bolivars? "
    "hryvnias? afghanis? shillings? naira rand kyats? lempiras? cordobas? bolivianos? sucres? intis? guaranis? "
    r"birr taka baht rupiah ringgit tenge manats? kwacha percentage percent per_?cent pct day(?!_labou?rers?\b) "
    r"foot(?!_(?:soldiers?|patrols?)\b)"
)
_BEFORE_UNIT = any_of(
    "sq long full straight consecutive more bloody short whole calendar further additional successive grinding "
    "brutal gruelling grueling extra square cubic nautical metric us other working light solid tense bitter "
    "american canadian australian syrian lebanese turkish iraqi egyptian jordanian sudanese iranian pakistani "
    "indian british russian"
)
UNIT_FOLLOWS = compile_words(rf"(?: (?:of )?(?:{_BEFORE_UNIT} ){{0,2}}{_UNITS}\b|\s?(?:[%°º‰]|percent\b))")


# --- the number itself -------------------------------------------------------------------------------------------


class _Figure(NamedTuple):
    """A bare number. at_least: it is the least its words can mean. scale: the factor its last word stands for.
    bare: written in digits without a separator."""

    start: int
    end: int
    value: Fraction
    at_least: bool = False
    scale: int = 1
    bare: bool = False


_START = compile_words(
    rf"[0-9]|\b(?:(?P<zero>no|nobody|none)|{_CARDINAL_WORD}|{_SCALE_WORD}|an? (?:{_SCALE_WORD}|few|couple)"
    rf"|{any_of(' '.join(_PLURALS))}|several|few|half)\b"
)
_DIGITS = re.compile(r"[0-9](?:[0-9,.:/]*[0-9])?")
_SPACED = re.compile(r"(?:[ \u00a0\u2009\u202f][0-9]{3}){1,4}(?![ \u00a0\u2009\u202f.,:/]?[0-9])")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
_LONGEST = 15  # digits; longer ones are identifiers, and int() refuses thousands of digits
_LONGEST_BARE = 7  # without separators: eight are a date (20220121) or a telephone number
_SCALE = compile_words(rf"[ -]({_SCALE_WORD})s?\b")
_AND_A_HALF = compile_words(rf"[ -]and[ -]a[ -]half(?:[ -]({_SCALE_WORD})\b)?")
_SUFFIX = re.compile(r"(bn|mn|[km])\b")
_TOKEN = compile_words(rf"(?:(?P<and> and )|[ -])?(?P<word>{_CARDINAL_WORD}|{_SCALE_WORD})\b")
_ARTICLE = compile_words(r"an?(?= )")
_HALF_A = compile_words(rf"half[ -](?:an?[ -])?({_SCALE_WORD})\b")
_SOME_OF = compile_words(rf"(?:an? )?(several|few|couple)\b(?: (?:of )?(tens of )?({_SCALE_WORD})s?\b)?")
_PLURAL = compile_words(rf"({any_of(' '.join(_PLURALS))})\b(?: of (?:(tens|hundreds) of )?({_SCALE_WORD})s\b)?")
_SCORES_COUNT = compile_words(
    r"scores (?:of|more|were|are|have|others|people|feared|trapped|killed|dead|die|wounded|injured|hurt|missing"
    r"|arrested|detained|flee|displaced)\b"
)
_TENS_COUNT = compile_words(r"tens of\b")


def _figure_at(low: str, start: int) -> _Figure | None:
    """The number that starts exactly at `start`, or None."""
    if low[start : start + 1].isdigit():
        return _in_digits(low, start)
    return _half_a(low, start) or _plural(low, start) or _some_of(low, start) or _spelled(low, start)


def _in_digits(low: str, start: int) -> _Figure | None:
    """1250, 1,250, 1 250, 12,50,000, 1.250.000, 1.2 million, 3m. None for 11:30, 9/11, 1.250, 007 and the like."""
    match = _DIGITS.match(low, start)
    if match is None or len(match[0]) > _LONGEST:
        return None
    written, end = match[0], match.end()
    spaced = _SPACED.match(low, end) if written.isdigit() and len(written) <= 3 else None
    if spaced:
        whole = "".join(low[start : spaced.end()].split())
        return _scaled(low, _Figure(start, spaced.end(), Fraction(whole))) if whole[0] != "0" else None
    if _GROUPED.fullmatch(written):
        return _scaled(low, _Figure(start, end, Fraction(written.replace(",", "").replace(".", ""))))
    if _DECIMAL.fullmatch(written):
        return _scaled(low, _Figure(start, end, Fraction(written)))
    if not written.isdigit() or (written[0] == "0" and len(written) > 1) or len(written) > _LONGEST_BARE:
        return None
    return _scaled(low, _Figure(start, end, Fraction(written), bare=True))


def _scaled(low: str, figure: _Figure) -> _Figure | None:
    """The figure with the scale words after it. None when what results is no whole number."""
    if suffix := _SUFFIX.match(low, figure.end):  # "3m" may be metres
        if not COUNTED.match(low, suffix.end()):
            return None
        figure = _times(figure, _SUFFIXES[suffix[1]], suffix.end())
    while (scale := _SCALE.match(low, figure.end)) and figure.scale * _SCALES[scale[1]] <= _SCALES["billion"]:
        figure = _times(figure, _SCALES[scale[1]], scale.end())
    return _and_a_half(low, figure)


def _times(figure: _Figure, scale: int, end: int) -> _Figure:
    return _Figure(figure.start, end, figure.value * scale, scale=figure.scale * scale)


def _and_a_half(low: str, figure: _Figure) -> _Figure | None:
    """ "one and a half million", "a million and a half". None when what results is no whole number."""
    if half := _AND_A_HALF.match(low, figure.end):
        value = figure.value + Fraction(figure.scale, 2)
        figure = _Figure(figure.start, half.end(), value, scale=figure.scale)
        if half[1]:
            figure = _times(figure, _SCALES[half[1]], half.end())
    return figure if figure.value.denominator == 1 else None


def _half_a(low: str, start: int) -> _Figure | None:
    match = _HALF_A.match(low, start)
    return _Figure(start, match.end(), Fraction(_SCALES[match[1]], 2)) if match else None


def _plural(low: str, start: int) -> _Figure | None:
    """ "dozens", "hundreds of thousands", "tens of thousands"."""
    match = _PLURAL.match(low, start)
    if match is None or (match[1] == "scores" and not _SCORES_COUNT.match(low, start)):
        return None
    if match[1] == "tens" and not _TENS_COUNT.match(low, start):
        return None
    value = _PLURALS[match[1]]
    if match[3]:
        value *= _SCALES[match[3]] * ({"tens": 10, "hundreds": 100}[match[2]] if match[2] else 1)
    return _Figure(start, match.end(), Fraction(value), at_least=True)


def _some_of(low: str, start: int) -> _Figure | None:
    """ "several", "a few", "a couple", "several hundred", "a few tens of thousands"; "few" alone is no number."""
    match = _SOME_OF.match(low, start)
    if match is None or (match[0] == "few"):
        return None
    value = _SOME[match[1]] * (10 if match[2] else 1) * (_SCALES[match[3]] if match[3] else 1)
    return _Figure(start, match.end(), Fraction(value), at_least=match[1] != "couple")


def _spelled(low: str, start: int) -> _Figure | None:
    """ "seven", "a hundred", "one hundred and twenty-three thousand", "two dozen": the longest good English."""
    article = _ARTICLE.match(low, start)
    begun = _Spelling(group=1 if article else None)
    end = first = article.end() if article else start
    while token := _TOKEN.match(low, end):
        longer = _with_word(begun, token["word"], joined=token["and"] is not None)
        if longer is None:
            break
        begun, end = longer, token.end()
    if end == first:
        return None
    figure = _Figure(start, end, Fraction(begun.total + (begun.group or 0)), scale=begun.scale)
    return _and_a_half(low, figure)


class _Spelling(NamedTuple):
    """A spelled-out number so far: what its scale words closed, the hundreds, tens and units since (None = none
    yet), the last scale closed, and the factor its last word stands for."""

    total: int = 0
    group: int | None = None
    limit: int | None = None
    scale: int = 1


def _with_word(so_far: _Spelling, word: str, *, joined: bool) -> _Spelling | None:
    """The number with one more word, `joined` to it by "and"; None when the word starts another number."""
    group, limit = so_far.group, so_far.limit
    if word in CARDINALS:
        added = _with_cardinal(group, CARDINALS[word], joined=joined, after_scale=limit is not None)
        return None if added is None or limit == _SCALES["dozen"] else so_far._replace(group=added, scale=1)
    if joined or (group is None and limit is not None):
        return None
    if word == "hundred":
        return so_far._replace(group=100 * (group or 1), scale=100) if (group or 1) < 100 else None
    if limit is not None and _SCALES[word] >= limit:
        return None
    total = so_far.total + _SCALES[word] * (1 if group is None else group)
    return _Spelling(total=total, limit=_SCALES[word], scale=_SCALES[word])


def _with_cardinal(group: int | None, value: int, *, joined: bool, after_scale: bool) -> int | None:
    if group is None:
        return value if after_scale or not joined else None
    if group >= 100 and group % 100 == 0 and value > 0:
        return group + value
    if not joined and group % 100 >= 20 and group % 10 == 0 and 0 < value < 10:
        return group + value
    return None


# --- words around it ---------------------------------------------------------------------------------------------

_Bound = Literal["more", "least", "most", "less", "about"]
_BOUNDS: dict[str | None, _Bound] = {
    "more": "more", "least": "least", "most": "most", "less": "less", "about": "about",
    "~": "about", "≈": "about", ">": "more", "<": "less", "≥": "least", "≤": "most",
}  # fmt: skip

_QUALIFIER = compile_words(
    r"(?<![\w-])(?:"
    r"(?P<more>(?:(?:well|just|far|slightly|significantly|considerably|a little|many) )?"
    r"(?:more than|over|above|upwards? of|in excess of|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|tops|topped))"
    r"|(?P<least>at (?:the very )?least|at a minimum|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of"
    r"|as few as)"
    r"|(?P<most>(?:no|not) more than|up to|as (?:many|much|high) as|at (?:the very )?most|a maximum of)"
    r"|(?P<less>(?:just )?(?:fewer|less|lower) than|(?:just |well )?(?:under|below)|just short of|almost|nearly)"
    r"|(?P<about>about|around|some|approximately|approx\.?|an estimated|estimated(?: (?:at|to be))?|roughly|circa"
    r"|perhaps|possibly|probably|maybe|close to|in the region of)"
    r"|(?P<filler>another|(?:a )?further|an additional|additional|a total of|the|other|all|only)"
    r") $"
)
_PLACED = frozenset(("over", "above", "under", "below"))  # also prepositions of place: "under two bridges"
_AFTER = compile_words(
    r"(?:(?P<least>\+|[ -]plus\b| or more\b| and counting\b| at least\b)"
    r"|(?P<most> or (?:fewer|less)\b| at most\b)|(?P<about>[ -]odd\b| or so\b))"
)
_SHARE = compile_words(
    r"\b(?:(?P<majority>most of|(?:an?|the) majority of)"
    r"|(?:(?:an?|one|two|three)[ -])?(?P<part>half|thirds?|quarters?) of|(?P<half>half))"
    r"(?: (?:the|its|their|his|her|all|those|these|some|about|an estimated))? $"
)
_PARTS = {
    "half": Fraction(1, 2), "third": Fraction(1, 3), "thirds": Fraction(2, 3),
    "quarter": Fraction(1, 4), "quarters": Fraction(3, 4),
}  # fmt: skip
_WINDOW = 44  # characters looked at on the left: the longest qualifier with room


class _Lead(NamedTuple):
    """What stands left of a number: where it starts, how it bounds the number, whether it calls it inexact."""

    start: int
    bound: _Bound | None
    approximate: bool


def _lead(low: str, start: int, since: int, *, small_word: bool) -> _Lead:
    """Read qualifiers leftwards from `start`, not beyond `since`. The outermost one counts, "about" only if alone.

    small_word: the number is a spelled-out one below 13, before which "over" and "under" are taken for places.
    """
    bound = _BOUNDS.get(low[start - 1]) if start > since else None
    first = at = start - (bound is not None)
    approximate = bound == "about"
    for _ in range(3):
        match = _QUALIFIER.search(low, max(since, at - _WINDOW), at)
        if match is None:
            break
        at, words = match.start(), match[0].rstrip()
        if match.lastgroup == "filler" or (small_word and words in _PLACED):
            continue
        first = at
        if bound in (None, "about") or match.lastgroup != "about":
            bound = _BOUNDS[match.lastgroup]
        approximate = approximate or match.lastgroup == "about" or words in ("almost", "nearly")
    return _Lead(first, bound, approximate)


_JOINT = compile_words(
    r"(?:(?P<dash>[-‐‑–])|(?P<to> to )|(?P<or> or )|(?P<and> and ))"
    r"(?:(?:about|around|some|perhaps|possibly|even) )?"
)
_BETWEEN = compile_words(r"\bbetween (?:(?:about|around|some|an estimated|roughly|approximately) )?$")
_CHANGE = compile_words(
    r"\b(?:ris(?:e|es|en|ing)|rose|rais(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|gr(?:ow|ew|own|owing)|jump(?:s|ed)?"
    r"|climb(?:s|ed)?|soar(?:s|ed)?|doubled|tripled|fell|fall(?:s|en|ing)?|drop(?:s|ped)?|declin(?:e|es|ed)"
    r"|decreas(?:e|es|ed)|reduc(?:e|es|ed|ing)|cut|cuts|down|up|revis(?:e|es|ed)|went|going|chang(?:e|es|ed))\b"
    r"[^.]{0,40} (?:from|(?P<by>by)) $"
)
_FAR = 4
"""From so many times the first number on, the second is no bound of a range: "raised its count by 11 to 974"."""
_GAME = re.compile(r"\b(?:won|lost|beat|beaten|drew|draw|win|victory|defeat|scored?|vote[ds]?)\b[^.]{0,20}$")


class _Range(NamedTuple):
    """Two numbers read as one phrase. counts is False for what only looks like a range: 3-1, 2013-15, 555-1234."""

    start: int
    first: _Figure
    second: _Figure
    counts: bool


def _range(low: str, first: _Figure, since: int) -> _Range | None:
    """ "5-7", "five to seven", "five or six", "between 5 and 7", "5 to 7 million" from its first number on."""
    joint = _JOINT.match(low, first.end)
    if joint is None or first.at_least or _START.match(low, joint.end()) is None:
        return None
    second = _figure_at(low, joint.end())
    if second is None or second.at_least:
        return None
    between = _BETWEEN.search(low, max(since, first.start - _WINDOW), first.start)
    if joint["and"] and between is None:
        return None
    change = _CHANGE.search(low, max(0, first.start - 70), first.start) if joint["to"] else None
    if change is not None and (change["by"] is None or second.value > _FAR * first.value):
        return None
    if first.scale == 1 < second.scale and first.value <= second.value / second.scale:
        first = first._replace(value=first.value * second.scale)
    start = between.start() if between else first.start
    if joint["or"]:
        return _Range(start, min(first, second, key=_value), max(first, second, key=_value), True)
    return _Range(start, first, second, _is_true_range(low, first, second, dashed=joint["dash"] is not None))


def _value(figure: _Figure) -> Fraction:
    return figure.value


def _is_true_range(low: str, first: _Figure, second: _Figure, *, dashed: bool) -> bool:
    if first.value >= second.value:  # the score of a game, a ratio, or 2013-15
        return False
    if first.bare and second.bare and _is_bare_year(low, first) and _is_bare_year(low, second):
        return False
    if not dashed:
        return True
    is_phone = (first.end - first.start, second.end - second.start) == (3, 4) and second.value % 10 != 0
    return not (is_phone or first.value == 0 or _GAME.search(low, max(0, first.start - 40), first.start))


# --- numbers that count nothing ----------------------------------------------------------------------------------

_MONEY_LEFT = r"(?:[$£€¥₹₽₪₦]|(?<![a-z])(?:rs|usd|eur|gbp)\.?)\s?"
_IDENTIFIER = any_of(
    "sections? articles? resolutions? unscr chapters? clauses? paragraphs? pages? flights? channels? routes? "
    "highways? phase stage level version volume figure table amendments? protocols? decrees? directives? "
    r"verses? episodes? number nos?\.? rooms? lanes? annex appendix world_war air_force"
)
# Nouns that name a thing by number only when written with a capital ("Camp 7", but "in the camp 7 died").
_NAMED = any_of(
    "camp unit brigade battalion regiment division area block gate checkpoint terminal runway formula day week "
    "year plan option bill law platform line radio bbc boeing airbus category apollo proposition title part "
    "ward district zone sector vision agenda"
)
_NAME_LEFT = compile_words(rf"(?:{_MONEY_LEFT}|(?<![\w.-]){_IDENTIFIER}\s?|№\s?)$")
_CAPITAL_NAME_LEFT = compile_words(rf"\b{_NAMED} $")
# What follows is the whole that a share is taken of, an age, a short year or a telephone number.
_BASE_LEFT = compile_words(
    r"(?:(?:%|per ?cent|pct) of (?:the |its |their )?|\b(?:one|1) in (?:every )?|\bout of (?:every )?"
    r"|\b(?:aged?|ages)(?: of| between| from)? |\b(?:in|of|since|by|from|until|to|the|and) ['’‘]"
    r"|(?<![0-9])0[0-9]{2,4} (?:[0-9]{3,4} )?)$"
)
_RIGHT_REJECT = compile_words(
    r"(?:\w|['’]s?\b|[-‐‑](?:[a-z0-9]| (?:to|and|or)\b)|[–/][0-9]"
    r"|\s?(?:[ap]\.\s?m\b|[ap]m\b|o['’]clock|gmt\b|utc\b|noon\b)"
    r"|[ -](?:half|halves|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)\b"
    r"|\s?[x×]\s?[0-9]| out of (?:every )?(?:[0-9]+|three|four|five|ten)\b| tolerance\b)"
)
_DAY_RIGHT = compile_words(rf"(?:(?:[-–]| (?:and|or|to) )[0-9]{{1,2}})?(?: of)? (?P<month>{MONTH})(?![a-z])")
_DAY_LEFT = compile_words(rf"\b{MONTH} (?:the )?(?:[0-9]{{1,2}}(?:st|nd|rd|th)?(?:[-–]| (?:and|or|to) ))?$")
_MONTH_ALONE = compile_words(rf"\b(?:in|during|last|this) {MONTH} $")
_AFTER_DATE = compile_words(r"\s?(?:[,.;:)\]]|$|[0-9]{4})")
AFTER_VERB = compile_words(
    r" (?:have|be|not|also|well|still|yet|soon|never|only|need|want|remain|face|get|go|come|die|lose|even|already"
    r"|now|no|actually|against|on|through|towards?|into|back|out|past|for)\b"
)
_STREET = re.compile(r"\s(?:[A-Z][\w’'-]{1,20}\s){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Boulevard|Blvd)\b")
_AGE_NAME = re.compile(r"[A-Z][\w’'.-]{0,20}(?:,\s|\s\()$")
_AGE_OF = re.compile(r"\b(?:I|[Hh]e|[Ss]he) (?:was|is|turned|am) (?:only |just )?$")
_LIST_LEFT = re.compile(r"(?:^|\n|\s{3})[ \t]*$")
_CLOCK_LEFT = compile_words(r"\bat (?:approximately |about |around )?$")
_TOLL_LEFT = re.compile(
    r"\b(?:estimated|put|puts|stands|stood|toll|figures?|placed|numbers?)\b[^.]{0,24} at [a-z ]{0,14}$"
)
_CLOCK_RIGHT = compile_words(r"(?: local time| \((?:[0-9]{4} gmt|local)| to 0[0-9]{3}\b| hours?\b| gmt\b)")
_ONE_LEFT = compile_words(
    r"\b(?:no|any|every|some|each|the|this|that|which|loved|another|an?|last|first|previous|by|next|right|new"
    r"|the (?:only|main|[a-z]{1,20}est)) $"
)
_ONE_RIGHT = compile_words(
    r" (?:another|thing|day|time|way|hand|side|point|reason|moment|step|must|can|could|should|would|may|might"
    r"|by one|in (?:every )?(?:[0-9]{1,2}|two|three|four|five|six|seven|eight|nine|ten|100)"
    r"|of (?:the|its|their|his|her|our|my|[a-z]{1,20}['’]s) (?:[a-z]{1,20}['’]s )?"
    r"(?:most|least|best|worst|many|few|main|key|top|reasons?|[a-z]{1,20}est))\b"
)
_GLUE = frozenset("./#@+_=&\\$£€¥₹")


def _is_left_alone(text: str, low: str, figure: _Figure, lead_start: int) -> bool:
    """Does the number count nothing: money, measure, date, year, age, name of a thing, compound?"""
    after = _AFTER.match(low, figure.end)
    end = after.end() if after else figure.end
    return (
        _is_glued(low, figure.start)
        or _is_named(text, low, figure.start)
        or (lead_start < figure.start and _is_named(text, low, lead_start))
        or UNIT_FOLLOWS.match(low, end) is not None
        or _RIGHT_REJECT.match(low, end) is not None
        or (figure.value <= 31 and _is_day(text, low, figure))
        or (figure.bare and _is_label(text, low, figure))
        or (figure.value == 1 and _is_no_count_of_one(low, figure))
        or (figure.value == 0 and _MEASURED_ZERO.search(low, max(0, figure.start - 12), figure.start) is not None)
        or _STREET.match(text, figure.end) is not None
    )


def _is_label(text: str, low: str, figure: _Figure) -> bool:
    """A bare number that is an age, the number of a paragraph, "911", or "at 1430 on Monday"."""
    start, end, value = figure.start, figure.end, figure.value
    if value <= 110:
        if _is_age(text, figure):
            return True
        return text[end : end + 1] in (".", ")") and _LIST_LEFT.search(text, max(0, start - 6), start) is not None
    if value == 911:
        return COUNTED.match(low, end) is None
    return is_clock(low, start, end)


def is_clock(low: str, start: int, end: int) -> bool:
    """Are the bare digits at [start, end) a time of day: "at 1430", "2100 (0300 GMT)"? low: from `lowered`."""
    if end - start != 4 or int(low[start:end]) >= 2400 or int(low[start + 2 : end]) >= 60:
        return False
    if _CLOCK_RIGHT.match(low, end):
        return True
    since = max(0, start - _WINDOW)
    if COUNTED.match(low, end) or _TOLL_LEFT.search(low, since, start):
        return False
    return _CLOCK_LEFT.search(low, since, start) is not None


_MEASURED_ZERO = compile_words(r"\b(?:ground|below|above|near|net|sub)[ -]$")


def _is_glued(low: str, start: int) -> bool:
    """Part of a longer token on its left: "M-16", "MH17", "12/05", "+44"."""
    if start == 0:
        return False
    before, earlier = low[start - 1], low[start - 2] if start > 1 else " "
    if before in "-‐‑–":
        return earlier.isdigit() or (before != "–" and earlier.isalpha())
    return before.isalnum() or before in _GLUE or (before == ":" and earlier.isdigit())


def _is_named(text: str, low: str, start: int) -> bool:
    """ "section 8", "Camp 7", "$5", and what is no count for other words on its left ("aged 18", "5% of 200")."""
    return names_a_thing(text, low, start) or _BASE_LEFT.search(low, max(0, start - _WINDOW), start) is not None


def names_a_thing(text: str, low: str, start: int) -> bool:
    """Does the number at `start` stand after the noun it numbers, or after money: "section 8", "Camp 7", "$5"?"""
    since = max(0, start - _WINDOW)
    if _NAME_LEFT.search(low, since, start):
        return True
    named = _CAPITAL_NAME_LEFT.search(low, since, start)
    # In text that is all capitals nothing tells a name from a noun.
    return named is not None and text[named.start()].isupper() and text[named.start() + 1].islower()


def _is_day(text: str, low: str, figure: _Figure) -> bool:
    """The day of a date: "27 September", "3-5 May", "Sept. 27"; not "In May 12 civilians" or "12 may have"."""
    after = _DAY_RIGHT.match(low, figure.end)
    if after is not None:
        return is_month(text, low, *after.span("month"))
    since = max(0, figure.start - _WINDOW)
    if not figure.bare or _DAY_LEFT.search(low, since, figure.start) is None:
        return False
    return COUNTED.match(low, figure.end) is None or _MONTH_ALONE.search(low, since, figure.start) is None


def is_month(text: str, low: str, start: int, end: int) -> bool:
    """Is the name of a month at [start, end), beside a day, meant as one? Only "may" and "march" are in doubt."""
    if low[start:end] not in ("may", "march"):
        return True
    if text[start].isupper() or text[max(0, start - 80) : end + 80].islower():
        return AFTER_VERB.match(low, end) is None
    return _AFTER_DATE.match(low, end) is not None


def _is_age(text: str, figure: _Figure) -> bool:
    """ "Ali Hassan, 43," and "Ali Hassan (43)", "she was 43"."""
    before, after = text[max(0, figure.start - 24) : figure.start], text[figure.end : figure.end + 1]
    if after == "," and before.endswith(", ") and before[-3:-2].isalpha():
        return True
    if _AGE_OF.search(before):
        return True
    return after in (".", ")", ";", "") and _AGE_NAME.search(before) is not None


def _is_no_count_of_one(low: str, figure: _Figure) -> bool:
    """ "the one", "one another", "one can", "one of the largest", "one in five"."""
    left = _ONE_LEFT.search(low, max(0, figure.start - 12), figure.start)
    return left is not None or _ONE_RIGHT.match(low, figure.end) is not None


_YEAR_CERTAIN = compile_words(
    rf"(?:\b(?:in|since|until|till|during|circa|early|late|mid|years?|spring|summer|autumn|winter|{MONTH})(?: of)?"
    rf"(?: (?:about|around|early|late|the|at least))?[ -]|\b{MONTH} [0-9]{{1,2}}(?:st|nd|rd|th)?,? )$"
)
_YEAR_LIKELY = compile_words(r"\b(?:by|of|from|to|before|after|between|and|or|the|for|through|pre|post)[ -]$")
_COUNT_LEFT = compile_words(
    r"\b(?:than|over|least|some|about|around|nearly|almost|estimated|approximately|roughly|up to|as many as"
    r"|another|further|total of) $"
)


def is_year(low: str, start: int, end: int) -> bool:
    """Is the bare number at [start, end) a year rather than a count?

    low: text from `lowered`. Years 1900 to 2049 are recognised anywhere, unless what follows is counted in people
    or measured, or the words before bound a count ("more than 2000"); other years from 1000 on only after "in",
    "from" and the like.
    """
    if end - start != 4 or not 1000 <= int(low[start:end]) <= 2099:
        return False
    is_modern, since = 1900 <= int(low[start:end]) <= 2049, max(0, start - 30)
    if _YEAR_CERTAIN.search(low, since, start):
        return is_modern or _PLURAL_NOUN.match(low, end) is None
    if UNIT_FOLLOWS.match(low, end) or COUNTED.match(low, end) or _COUNT_LEFT.search(low, since, start):
        return False
    if is_modern:
        return True
    return _YEAR_LIKELY.search(low, since, start) is not None and _PLURAL_NOUN.match(low, end) is None


def _is_bare_year(low: str, figure: _Figure) -> bool:
    return is_year(low, figure.start, figure.end)


# --- none --------------------------------------------------------------------------------------------------------

_HARMED = any_of(
    "killed hurt injured wounded harmed died dead missing captured kidnapped abducted arrested detained displaced"
)
_NO_LOSSES = compile_words(
    r"no (?!(?:immediate|further|other|new|more|serious|major|known|confirmed|reported|official|additional)\b)"
    r"(?:[a-z-]{1,20} )?(?:casualt(?:y|ies)|deaths?|fatalit(?:y|ies)|injur(?:y|ies)|victims?|losses|loss of life"
    r"|wounded|dead|one killed)\b(?! (?:figures?|counts?|tolls?|numbers?|reports?)\b)"
)
_NO_PERSON = compile_words(
    rf"(?:no[ -]one|nobody|none|no (?:[a-z-]{{1,20}} )?(?:{PEOPLE}|person|civilian|soldier|policeman|officer))\b"
    rf"(?: (?:of (?:the|them|its|their)|was|were|has|have|had|been|is|are|being|got|{PEOPLE})){{0,4}} {_HARMED}\b"
)


def _none_at(low: str, start: int) -> Quantity | None:
    """ "no casualties", "no one was hurt", "no soldiers were killed": zero, at the word that says it."""
    if _NO_LOSSES.match(low, start) is None and _NO_PERSON.match(low, start) is None:
        return None
    end = start + (2 if low.startswith(("no ", "no\n"), start) else len("none"))
    if low.startswith("nobody", start):
        end = start + len("nobody")
    return Quantity(start=start, end=end, low=0, best=0, high=0, word_start=start, word_end=end, approximate=False)


# --- putting it together -----------------------------------------------------------------------------------------


def find_quantities(text: str) -> list[Quantity]:
    """All counts in `text`, in order and without overlap. Articles ("a soldier") are not counts; "one" is.

    Never raises, whatever the text.
    """
    low = lowered(text)
    found: list[Quantity] = []
    since, start = 0, _START.search(low)
    while start:
        quantity, next_at = _quantity_at(text, low, start, since)
        if quantity is not None:
            found.append(quantity)
            since = quantity.end
        start = _START.search(low, max(next_at, start.end()))
    return found


def bounds_of(words: str) -> Quantity | None:
    """The count in one phrase that is known to count something, offsets within `words`; None when there is none.

    Here "a" and "an" count one ("a soldier"), and four bare digits are a count, never a year ("2000").
    """
    found = find_quantities(words)
    if found:
        return found[0]
    low = lowered(words)
    bare = _ONLY_DIGITS.search(low)
    if bare and (figure := _in_digits(low, bare.start(1))):
        return _bounded(_lead(low, figure.start, 0, small_word=False), figure, None, low)
    article = _ONLY_ARTICLE.match(low)
    if article is None:
        return None
    start, end = article.span(1)
    return Quantity(start=start, end=end, low=1, best=1, high=1, word_start=start, word_end=end, approximate=False)


_ONLY_DIGITS = re.compile(r"(?:^|\s)([12][0-9]{3})(?=\s|$)")
_ONLY_ARTICLE = re.compile(r"\s*(an?)\s+[a-z]")


def _quantity_at(text: str, low: str, found: re.Match[str], since: int) -> tuple[Quantity | None, int]:
    """The count whose first number word is at `found`, and where to go on looking."""
    if found["zero"]:
        return _none_at(low, found.start()), found.end()
    figure = _figure_at(low, found.start())
    if figure is None:
        digits = _DIGITS.match(low, found.start())
        return None, digits.end() if digits else found.end()
    span = _range(low, figure, since)
    if span is None:
        return _single(text, low, figure, since), figure.end
    last = max(span.first.end, span.second.end)
    if not span.counts:
        return None, last
    whole = span.second._replace(start=figure.start, end=last, bare=span.second.bare and figure.bare)
    lead = _lead(low, span.start, since, small_word=False)
    if _is_left_alone(text, low, whole, lead.start):
        return None, last
    return _spanning(lead, span, figure.start, last), last


def _single(text: str, low: str, figure: _Figure, since: int) -> Quantity | None:
    small_word = figure.value < 13 and low[figure.start].isalpha()
    start, share = figure.start, _SHARE.search(low, max(since, figure.start - _WINDOW), figure.start)
    if share:
        start = share.start()
    lead = _lead(low, start, since, small_word=small_word and not share)
    if figure.value.denominator != 1 or _is_left_alone(text, low, figure, lead.start):
        return None
    if figure.bare and _is_bare_year(low, figure):
        return None
    if low[figure.start : figure.end] in _SCALES and not (lead.bound or _counts_alone(low, figure)):
        return None
    return _bounded(lead, figure, share, low)


def _counts_alone(low: str, figure: _Figure) -> bool:
    """ "hundred" without a number before it counts only in "another million", "the dozen or so men"."""
    if _AFTER.match(low, figure.end):
        return True
    return _MORE_OF_IT.search(low, max(0, figure.start - 12), figure.start) is not None


_MORE_OF_IT = compile_words(r"\b(?:further|another|additional|extra) $")


def _spanning(lead: _Lead, span: _Range, word_start: int, word_end: int) -> Quantity | None:
    upper_only = lead.bound in ("most", "less")
    return Quantity(
        start=lead.start,
        end=word_end,
        low=None if upper_only else int(span.first.value),
        best=None,
        high=int(span.second.value),
        word_start=word_start,
        word_end=word_end,
        approximate=lead.approximate,
    )


def _bounded(lead: _Lead, figure: _Figure, share: re.Match[str] | None, low: str) -> Quantity | None:
    """The number with the words around it as bounds; None when they leave none ("up to hundreds")."""
    after = _AFTER.match(low, figure.end) if lead.bound in (None, "about") else None
    bound = _BOUNDS[after.lastgroup] if after else lead.bound
    value = figure.value
    if share:
        value *= Fraction(1, 2) if share["majority"] else _PARTS[share["part"] or "half"]
        bound = "more" if share["majority"] else bound
    bounds = _bounds(value, bound, at_least=figure.at_least)
    if bounds == (None, None, None):
        return None
    return Quantity(
        start=lead.start,
        end=after.end() if after else figure.end,
        low=bounds[0],
        best=bounds[1],
        high=bounds[2],
        word_start=share.start() if share else figure.start,
        word_end=figure.end,
        approximate=lead.approximate or bound == "about" or figure.at_least,
    )


def _bounds(value: Fraction, bound: _Bound | None, *, at_least: bool) -> tuple[int | None, int | None, int | None]:
    """(low, best, high) of "`bound` `value`". value may be broken ("half of 41")."""
    if at_least:
        return (None if bound in ("most", "less") else int(value), None, None)
    match bound:
        case "more":
            return (floor(value) + 1, None, None)
        case "least":
            return (ceil(value), None, None)
        case "most":
            return (None, None, floor(value))
        case "less":
            return (None, None, max(ceil(value) - 1, 0))
        case _:
            exact = bound is None and value.denominator == 1
            return (int(value), int(value), int(value)) if exact else (None, round(value), None)
