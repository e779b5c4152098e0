"""Killed bounds on UCDP GED headlines: of headlines that state deaths, how often do the bounds hold the number stated?

    python bench/ged_tolls.py [SHARED] [--errors]        SHARED defaults to ../shared

The number stated is found by the rule below, which knows nothing of the reader: a number right behind a killing
verb ("kill at least 12"), or a number followed within four plain words by killed, dead, died or the like. A
headline counts when the rule finds exactly one number in it. "More than 12" states 13 or more, so 13 is asked for;
"nearly 12" at most 11.
"""

import gzip
import json
import re
import sys
from pathlib import Path

from casus.reading import get_reader
from casus.records import Report, Toll, report_id

_WORDS = {
    word: value
    for value, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        1,
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "a dozen": 12}
_NUMBER = (
    r"(?P<{0}>\d{{1,3}}(?:,\d{{3}})+|\d{{1,5}}|"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")(?![\d.,:/%-]*\d|[-–]|(?:st|nd|rd|th)\b|\s*(?:%|percent|per cent|km|miles|hours?|days?|weeks?|months?|years?))"
)
_MORE = r"(?P<more{0}>more than |over |at least |atleast |some |about |around |nearly |almost |up to |as many as )?"
_AFTER_VERB = re.compile(r"\bkill(?:s|ed|ing)? " + _MORE.format(1) + _NUMBER.format("a"), re.IGNORECASE)
_BEFORE_STATE = re.compile(
    r"(?<![\w,.$-])"
    + _MORE.format(2)
    + _NUMBER.format("b")
    + r"(?: (?!and\b|but\b|after\b|as\b|wounded\b|injured\b|arrested\b|hurt\b|houses?\b|homes?\b|missing\b)"
    r"[A-Za-z'-]+){0,4}?"
    r" (?:were |are |was |is |been |reported |reportedly |confirmed |found |left |shot )?"
    r"(?:killed|dead|die|dies|died|slain|executed|massacred|deaths)\b(?! in \d{4})",
    re.IGNORECASE,
)


def stated_deaths(headline: str) -> set[int]:
    """The numbers of dead a headline states, by the rule of this file."""
    found = set()
    for pattern, group, more in ((_AFTER_VERB, "a", "more1"), (_BEFORE_STATE, "b", "more2")):
        for match in pattern.finditer(headline):
            words = match[group].lower().replace(",", "")
            number = _WORDS.get(words) or int(words)
            before = (match[more] or "").strip().lower()
            found.add(
                number + 1
                if before in ("more than", "over")
                else number - 1
                if before in ("nearly", "almost")
                else number
            )
    return found


def holds(toll: Toll, number: int) -> bool:
    """Whether the bounds of a toll contain a number; a toll that gives only a best figure must give that one."""
    if toll.low is None and toll.high is None:
        return toll.best == number
    return (toll.low is None or toll.low <= number) and (toll.high is None or number <= toll.high)


def main(shared: Path, *, show_errors: bool) -> None:
    """Print the share of headlines whose killed bounds hold the number stated."""
    reader = get_reader()
    asked = right = 0
    seen: set[str] = set()
    with gzip.open(shared / "data" / "ged_headlines.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            for headline in json.loads(line)["source_headline"].split(";"):
                text = headline.strip()
                numbers = stated_deaths(text)
                if text in seen or len(numbers) != 1:
                    continue
                seen.add(text)
                asked += 1
                reading = reader.read(Report(id=report_id(text), text=text, language="en"))
                tolls = [toll for toll in reading.tolls if toll.effect == "killed"]
                (number,) = numbers
                ok = any(holds(toll, number) for toll in tolls)
                right += ok
                if show_errors and not ok:
                    print(f"MISS {number}: {text}  {[(t.low, t.best, t.high) for t in tolls]}")
    print(f"killed bounds hold the number stated: {right / asked:.3f} ({right}/{asked} headlines)")


if __name__ == "__main__":
    paths = [one for one in sys.argv[1:] if not one.startswith("--")]
    main(Path(paths[0] if paths else "../shared"), show_errors="--errors" in sys.argv)
