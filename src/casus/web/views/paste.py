"""An article that an analyst pastes: a form for it, and how it is read, before anything is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from casus.intake.report import LONGEST_TEXT
from casus.ledger.about import Listed
from casus.records import Reading
from casus.web.addresses import report_at
from casus.web.pasting import Pasted
from casus.web.views.report import Group, Passage, facts_of, groups_of, passages_of
from casus.wording.terms import printable


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPaste:
    """A reading that is not kept. id: what its report will be called; known: its page if it is in the ledger."""

    id: str
    title: str
    source: str | None
    language: str | None
    facts: tuple[str, ...]
    notes: tuple[str, ...]
    groups: tuple[Group, ...]
    passages: tuple[Passage, ...]
    known: str | None
    is_read: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PastePage:
    """The form, as it was filled in. longest: characters that are read. problem: why it was not read."""

    longest: int
    given: Pasted
    problem: str | None = None
    reading: ReadPaste | None = None


def paste() -> PastePage:
    """The empty form."""
    return PastePage(longest=LONGEST_TEXT, given=Pasted(text=""))


def unread(given: Pasted, problem: str) -> PastePage:
    """The form with what is wrong with it."""
    return PastePage(longest=LONGEST_TEXT, given=given, problem=printable(problem))


def read(given: Pasted, reading: Reading, *, is_known: bool) -> PastePage:
    """The form with how it is read."""
    report, statements = reading.report, _listed(reading)
    shown = ReadPaste(
        id=report.id,
        title=printable(report.title or "Report without a title"),
        source=printable(report.source) if report.source else None,
        language=report.language,
        facts=facts_of(report, len(statements), reading.reader),
        notes=tuple(map(printable, report.notes)),
        groups=tuple(_within(group) for group in groups_of(statements)),
        passages=passages_of(report, statements),
        known=report_at(report.id) if is_known else None,
    )
    return PastePage(longest=LONGEST_TEXT, given=given, reading=shown)


def _listed(reading: Reading) -> Sequence[Listed]:
    """The statements as a ledger would list them; they have no number in it yet."""
    its = reading.report
    return [
        Listed(
            0, (its.id, one.id), type(one).__name__.lower(), one, its.published, its.source, its.title, None,
            reading.reader or "",
        )
        for one in reading.statements()
    ]  # fmt: skip


def _within(group: Group) -> Group:
    """Its lines lead to their words in the article: they have no pages yet."""
    return replace(
        group, lines=tuple(replace(line, href=f"#words-{quote(line.label, safe='')}") for line in group.lines)
    )
