"""The way in: paths to reports."""

from collections.abc import Iterator, Sequence

from casus.intake.report import report_of
from casus.intake.sources import read_documents
from casus.records import Refused, Report


def read_reports(
    paths: Sequence[str], *, published: str | None = None, source: str | None = None
) -> Iterator[Report | Refused]:
    """Each text behind the paths as a report, or the reason why it is not read, in the order given.

    paths: files, folders (walked in sorted order over the suffixes of `sources`, hidden files skipped) or "-" for
    standard input. JSON Lines and CSV give one report a row; a bad row is refused alone.
    published: ISO date that overrides what the texts say. source: publisher of the texts that name none.
    """
    for document in read_documents(paths):
        if isinstance(document, Refused):
            yield document
            continue
        try:
            report = report_of(document, published=published, source=source)
        except Refused as refused:
            yield refused
        else:
            yield report
