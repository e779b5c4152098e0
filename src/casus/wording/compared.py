"""Two readers side by side, in words."""

from __future__ import annotations

from casus.records import Actor, Place, Report, Statement, Time, Trigger
from casus.wording import terms
from casus.wording.lines import record_line

_KINDS = {"Event": "event", "Toll": "toll", "Truce": "truce", "Pledge": "pledge", "Tie": "tie", "Quote": "quote"}
_LONGEST_SENTENCE = 300


def kind_of(one: Statement) -> str:
    """What a record is called."""
    return _KINDS[type(one).__name__]


def told(one: Statement) -> str:
    """A record in one line, with all that limits it."""
    line = record_line(one)
    words = f"{line.lead}: {line.words}" if line.lead else line.words
    return f"{words} [{'; '.join(line.limits)}]" if line.limits else words


def sentence_of(report: Report, one: Statement) -> str:
    """The sentence that holds a record, in the words of the report."""
    words = " ".join(report.text[slice(*one.sentence)].split())
    return words if len(words) <= _LONGEST_SENTENCE else words[:_LONGEST_SENTENCE].rstrip() + " …"


def difference(one: Statement, other: Statement, field: str) -> str:
    """One field in which two records differ: "status: actual / historical"."""
    return f"{field}: {_value(getattr(one, field))} / {_value(getattr(other, field))}"


def _value(value: object) -> str:
    if value is None or value == ():
        return "none"
    if isinstance(value, tuple):
        return ", ".join(_value(one) for one in value)
    if isinstance(value, Actor):
        return f"{value.name} ({value.country})" if value.country is not None else value.name
    if isinstance(value, Place):
        return f"{value.name} ({value.country})" if value.country is not None else value.name
    if isinstance(value, Time):
        return terms.when(value) or value.text or "none"
    if isinstance(value, Trigger):
        return terms.trigger(value) or "none"
    return str(value)
