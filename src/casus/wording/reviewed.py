"""What analysts said of statements, in words."""

from __future__ import annotations

import json

from casus.ledger.corrections import Word
from casus.records import as_json


def told_of(word: Word) -> str:
    """What an analyst said of a statement, when and why, on one line."""
    report, label = word.key
    what = "to be taken as it was read" if word.says == "as read" else word.says
    by = f" as {word.by_key[1]}" if word.by_key is not None and word.says == "corrected" else ""
    changes = f": {_difference(word)}" if word.says == "corrected" else ""
    why = f" ({word.why})" if word.why else ""
    return f"{report[:8]}/{label} {what}{by} by {word.author} on {word.said[:10]}{why}{changes}"


def _difference(word: Word) -> str:
    """The fields that a correction changed, with what was read and what counts."""
    read, counts = as_json(word.record), as_json(word.by_record)
    return "; ".join(
        f"{name}: {_short(read[name])} → {_short(counts[name])}"
        for name in read
        if name != "id" and read[name] != counts[name]
    )


def _short(value: object) -> str:
    if isinstance(value, dict):
        return _short(value.get("name") or value.get("text") or json.dumps(value, ensure_ascii=False))
    if isinstance(value, list):
        return ", ".join(_short(one) for one in value) or "none"
    return "none" if value is None else str(value)
