"""Keep the words of the report, drop the page around it.

Whole lines go where every word of the line belongs to the page; inside a paragraph only closed phrases go (a photo
credit in brackets, "Read More" between two sentences, credits after the last sentence). What goes is counted in a
note.
"""

import re
from collections import Counter
from collections.abc import Sequence

from casus.intake import furniture
from casus.intake.lines import Line, ends_sentence, unwrap, wrap_width

_EDGES = " -–—*•|>»[](){}_=~#\t"
_MOST_TAILS = 10
_OPENING_QUOTES = "\"'“‘«("
_BETWEEN = re.compile(r"[\s|,;:/•·+()–—]+")


def clean(lines: Sequence[Line]) -> tuple[list[Line], tuple[str, ...]]:
    """The paragraphs that are the report, out of the lines of a page, and a note on each kind of thing dropped."""
    dropped: Counter[str] = Counter()
    notes: list[str] = []
    if wrap_width(lines) is None:
        # Each line is a paragraph, and share bars must not be joined to the line before them.
        paragraphs = unwrap(_drop_furniture(lines, dropped, notes))
    else:
        # A line may be any part of a sentence: only whole paragraphs can be told from furniture.
        paragraphs = _drop_furniture(unwrap(lines), dropped, notes)
    _cut_tail(paragraphs, dropped, notes)
    names = furniture.NAMES
    counted = [f"removed {count} {names[kind][count > 1]}" for kind, count in dropped.items() if kind in names]
    return paragraphs, (*counted, *notes)


def _drop_furniture(lines: Sequence[Line], dropped: Counter[str], notes: list[str]) -> list[Line]:
    kept: list[Line] = []
    for number, line in enumerate(lines):
        kind = _furniture_kind(lines, number)
        if kind:
            dropped[kind] += 1
        elif len(line.text) < 2 * furniture.LONGEST and furniture.CORRECTION.fullmatch(line.text):
            notes.append(_note_correction(line.text))
        else:
            kept += _clean_line(line, dropped)
    return kept


def _furniture_kind(lines: Sequence[Line], number: int) -> str | None:
    """The kind of furniture that a whole line is, or None for words of the report; a "rule" holds no words."""
    text = lines[number].text
    if len(text) > furniture.LONGEST:
        return None
    core = text.strip(_EDGES)
    if not core:
        return "rule"
    found = furniture.WHOLE_LINE.fullmatch(core.rstrip(":")) or furniture.WHOLE_LINE.fullmatch(core)
    # "Watch: rebels enter the town" is a teaser inside a report but the headline of one that starts with it.
    if found and not (number == 0 and found.lastgroup in ("read_also", "reporting")):
        return found.lastgroup
    return "share_bar" if _is_share_bar(lines, number) else None


def _is_share_bar(lines: Sequence[Line], number: int) -> bool:
    """A line of share words. One that holds a single network's name counts only beside another such line."""
    words = _share_words(lines[number].text)
    if len(words) != 1 or words[0] in furniture.SHARE_ALONE:
        return bool(words)
    beside = (*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2])
    return any(_share_words(line.text) for line in beside)


def _share_words(text: str) -> list[str]:
    """The words of a line, if all are such as share bars hold; else none."""
    if len(text) > furniture.LONGEST / 2:
        return []
    words = [word for word in _BETWEEN.split(text.lower()) if word]
    is_share = all(furniture.SHARE_WORD.fullmatch(word) for word in words)
    return words if is_share and any(furniture.SHARE_SURE.match(word) for word in words) else []


def _clean_line(line: Line, dropped: Counter[str]) -> list[Line]:
    """The line without placeholders, credits and "Read More", split where a credit stood between two sentences."""
    text = line.text
    if "[" in text:
        text = _cut(furniture.PLACEHOLDER, text, " ", "advertising", dropped)
    if "Read More" in text:
        text = _cut(furniture.READ_MORE, text, " ", "read_also", dropped)
    if "/" in text or ":" in text or "Photo" in text:
        text = _cut(furniture.CREDIT_SENTENCE, text, "\n", "credit", dropped)
        text = _cut(furniture.CREDIT, text, "\n", "credit", dropped)
    if text == line.text:
        return [line]
    parts = _join_inside_sentence([" ".join(part.split()) for part in text.split("\n")])
    if len(parts) > 1 and furniture.CAPTION_LABEL.fullmatch(parts[0]):
        parts = parts[1:]
    captions = [not ends_sentence(part) for part in parts[:-1]] + [False]
    return [
        Line(part, "item" if is_caption else line.mark, line.apart or number > 0)
        for number, (part, is_caption) in enumerate(zip(parts, captions, strict=True))
        if part
    ]


def _join_inside_sentence(parts: list[str]) -> list[str]:
    """A credit in the middle of a sentence is no paragraph break: what goes on in lower case is joined again."""
    joined = parts[:1]
    for part in parts[1:]:
        start = part.lstrip(_OPENING_QUOTES)[:1]
        if joined[-1] and (start.islower() or not start.isalnum()) and not ends_sentence(joined[-1]):
            joined[-1] += (" " if start.islower() else "") + part
        else:
            joined.append(part)
    return joined


def _cut(pattern: re.Pattern[str], text: str, instead: str, kind: str, dropped: Counter[str]) -> str:
    cleaned, count = pattern.subn(instead, text)
    if count:
        dropped[kind] += count
    return cleaned


def _cut_tail(lines: list[Line], dropped: Counter[str], notes: list[str]) -> None:
    """Cut what follows the last sentence of the report, piece by piece from the end."""
    for _ in range(_MOST_TAILS):
        if not lines:
            return
        text = lines[-1].text
        start = max(len(text) - furniture.LONGEST_TAIL, 0)
        found = _find_tail(text[start:])
        if found is None:
            return
        kind, cut = found
        if kind == "cut off":
            notes.append("the source cut the text off before its end")
        elif kind == "correction":
            notes.append(_note_correction(cut.group()))
        else:
            dropped[kind] += 1
        rest = text[: start + cut.start()].rstrip(" •*(")
        lines[-1:] = [lines[-1]._replace(text=rest)] if rest else []


def _find_tail(tail: str) -> tuple[str, re.Match[str]] | None:
    """(kind, match) of the first pattern that finds something to cut."""
    if cut := furniture.CUT_OFF.search(tail):
        return "cut off", cut
    return next(((kind, found) for kind, pattern in furniture.TAILS if (found := pattern.search(tail))), None)


def _note_correction(words: str) -> str:
    return f"the publisher's correction was left out: '{' '.join(words.split())[:300]}'"
