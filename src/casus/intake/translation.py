"""Signs that a report in English is the work of a translation machine.

Readers should know: such a text confuses who did what ("your country" for "his country").
"""

import re

_LONGEST = 50_000
"""Characters looked at."""

_QUOTED = re.compile(r"“[^“”]{0,1000}”|\"[^\"]{0,1000}\"")
# Each sign is looked for only where its first part, a plain string, occurs in the text: that is ten times as fast.
_Sign = tuple[tuple[str, ...], re.Pattern[str]]
# No one writes these in English.
_SURE: tuple[_Sign, ...] = (
    ((" and failed", " failed"), re.compile(r"\b(?:dead|killed|martyrs?|wounded|injured) and (?:wounded )?failed\b")),
    ((" as said",), re.compile(r"(?<=[,”\"’]) as said(?=[.,”])")),
)
# Each of these may slip into a text that people wrote; two of them in one text seldom do.
_LIKELY: tuple[_Sign, ...] = (
    ((" your ",), re.compile(r"(?<=hat )your (?:country|government|army|people|forces)\b")),
    ((", according to ",), re.compile(r", according to (?:him|her|them)(?=\.)")),
    (("according to what",), re.compile(r"\baccording to what (?:he|she|they|was|has been)\b")),
    (
        ("ing that", "ing out that"),
        re.compile(
            r"(?:(?<=[.!?”\"] )|^)"
            r"(?:Adding|Noting|Stressing|Explaining|Indicating|Considering|Believing|Pointing out) that\b",
            re.MULTILINE,
        ),
    ),
    (
        ("day ", "day,", "morning", "evening"),
        re.compile(
            r"\b(?:today|yesterday|tomorrow|this morning|this evening),?"
            r" (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
        ),
    ),
    ((" exclude",), re.compile(r"\b(?:did|does|do) not exclude that\b|\bis not excluded that\b")),
    ((" pressure on",), re.compile(r"\b(?:exercis|practic)(?:e|ed|ing) pressure on\b")),
    (
        ("he the ", " a a ", "he a ", " a the ", "he an ", " an the ", " of of "),
        re.compile(r"\b(?:the the|a a|the a|a the|the an|an the|of of) (?=[a-z])"),
    ),
)
_LOWER_START = re.compile(r"(?<=[a-z])\. [a-z]{3}")
_BEFORE = re.compile(r"[a-z]{4,20}$")
_AFTER = re.compile(r"[a-z]{3,20}\b")
_ABBREVIATIONS = frozenset(("approx", "dept", "govt", "corp", "intl", "prof", "capt", "brig", "hosp", "univ", "assn"))


def signs_of_translation(text: str) -> tuple[str, ...]:
    """The words that read like machine translation, in their order; empty where the signs do not suffice."""
    sample = text[:_LONGEST]
    sure = [sign for signs in _find(_SURE, sample) for sign in signs]
    narration = _QUOTED.sub(lambda quote: " " * len(quote.group()), sample) if "“" in text or '"' in text else sample
    likely = [*_find(_LIKELY, narration), *([lower] if (lower := _lower_starts(narration)) else [])]
    if not sure and len(likely) < 2:
        return ()
    in_order = sorted([*sure, *(sign for signs in likely for sign in signs)])
    return tuple(dict.fromkeys(words.strip(' ,”"’') for _, words in in_order))


def _find(signs: tuple[_Sign, ...], text: str) -> list[list[tuple[int, str]]]:
    """For each sign that the text shows, where and in which words."""
    shown = (
        [(found.start(), found.group()) for found in pattern.finditer(text)]
        for keys, pattern in signs
        if any(key in text for key in keys)
    )
    return [places for places in shown if places]


def _lower_starts(text: str) -> list[tuple[int, str]]:
    """Sentences that start in lower case, where others do not ("assistance. necessary")."""
    found = []
    for stop in _LOWER_START.finditer(text):
        before = _BEFORE.search(text, max(stop.start() - 20, 0), stop.start())
        after = _AFTER.match(text, stop.start() + 2)
        if before and after and before.group() not in _ABBREVIATIONS:
            found.append((before.start(), f"{before.group()}. {after.group()}"))
    return found if len(found) * 4 <= text.count(". ") + text.count(".\n") else []
