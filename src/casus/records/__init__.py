"""The frozen types every other room speaks in: a report, its reading, and the statements in it."""

from casus.records.actor import Actor, Span
from casus.records.errors import BadKnowledge, BadRecord, CasusError, LedgerError, Refused, UnknownName, Untranslated
from casus.records.event import CODE, EVENT_TYPES, STATUSES, Event, EventType, Status, is_code
from casus.records.place import Place, Precision
from casus.records.pledge import Pledge, Trigger
from casus.records.quote import Quote
from casus.records.reading import UNREAD, Reading, as_json, fields_of, from_json
from casus.records.report import Report, report_id
from casus.records.statement import Statement
from casus.records.tie import Tie, TieKind
from casus.records.time import Time
from casus.records.toll import ADDED, EFFECTS, Effect, Group, Toll
from casus.records.translation import Aligned, Translated, Translation
from casus.records.truce import Truce, TruceState

__all__ = [
    "ADDED", "CODE", "EFFECTS", "EVENT_TYPES", "STATUSES", "UNREAD",
    "Actor", "Aligned", "BadKnowledge", "BadRecord", "CasusError", "Effect", "Event", "EventType", "Group",
    "LedgerError", "Place", "Pledge", "Precision", "Quote", "Reading", "Refused", "Report", "Span", "Statement",
    "Status", "Tie", "TieKind", "Time", "Toll", "Translated", "Translation", "Trigger", "Truce", "TruceState",
    "UnknownName", "Untranslated",
    "as_json", "fields_of", "from_json", "is_code", "report_id",
]  # fmt: skip
