"""What every record in a reading has in common."""

from dataclasses import dataclass

from casus.records.actor import Actor, Span
from casus.records.errors import BadRecord
from casus.records.translation import Translated


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something a report says. Never edited: a correction is a new record.

    id: unique within the reading, the same for the same text and version.
    span: the words that state it; sentence: the sentence that holds them.
    voice: who says so, the nearest speaker; empty = the report in its own voice.
    channel: how it was said when the report tells (tweet, telephone, statement, ...), else None.
    confidence: 0..1.
    translated: where it was read in a translation; span and sentence are then the whole sentences of the original, as
        nobody knows which of their words became which. None: read as it was written.

    Raises BadRecord when the span does not lie in the sentence, is empty, or confidence is out of range.
    """

    id: str
    span: Span
    sentence: Span
    voice: tuple[Actor, ...] = ()
    channel: str | None = None
    confidence: float
    translated: Translated | None = None

    def __post_init__(self) -> None:
        (first, last), (start, end) = self.sentence, self.span
        if not 0 <= first <= start < end <= last:
            raise BadRecord(f"Record {self.id} points at {self.span}, outside its sentence {self.sentence}.")
        if not 0.0 <= self.confidence <= 1.0:
            raise BadRecord(f"Record {self.id} has confidence {self.confidence}; it must lie between 0 and 1.")
