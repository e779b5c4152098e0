"""Paths to readings: what cannot be read is refused by name and never stops the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casus.cli.wording import printable
from casus.intake import read_reports
from casus.reading import Reader
from casus.records import Reading, Refused, Report

_LONGEST_REASON = 300
"""Characters shown of the message of an unexpected error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A reading, and the input it comes from as the user would recognise it."""

    name: str
    reading: Reading


def readings(
    paths: Sequence[str], reader: Reader, *, published: str | None, source: str | None
) -> Iterator[Found | Refused]:
    """Each text behind the paths as a reading, or the reason why there is none, in the order given."""
    for path in paths:
        for name, report in _named(path, _reports(path, published=published, source=source)):
            yield report if isinstance(report, Refused) else _reading(name, report, reader)


def crashed(name: str, error: Exception) -> Refused:
    """The refusal of an input on which casus itself failed."""
    message = " ".join(str(error).split())[:_LONGEST_REASON]
    what = f"{type(error).__name__}: {message}" if message else type(error).__name__
    return Refused(name, f"could not be read ({what}); please report this")


def _reports(path: str, *, published: str | None, source: str | None) -> Iterator[Report | Refused]:
    try:
        yield from read_reports([path], published=published, source=source)
    except Exception as error:  # whatever intake did not foresee must not cost the other inputs
        yield crashed(_shown(path), error)


def _shown(path: str) -> str:
    return "standard input" if path == "-" else printable(path)


def _named(path: str, reports: Iterator[Report | Refused]) -> Iterator[tuple[str, Report | Refused]]:
    """Each report with the path as its name, and its number where the path holds several."""
    name = _shown(path)
    first = next(reports, None)
    second = next(reports, None)
    if first is not None:
        yield (name if second is None else f"{name} report 1"), first
    if second is not None:
        yield f"{name} report 2", second
    for number, report in enumerate(reports, start=3):
        yield f"{name} report {number}", report


def _reading(name: str, report: Report, reader: Reader) -> Found | Refused:
    if report.language is not None and report.language not in reader.languages:
        known = ", ".join(sorted(reader.languages))
        return Refused(
            name, f"is in language {report.language!r}, which this reader does not read; it reads {known}"
        )
    try:
        return Found(name=name, reading=reader.read(report))
    except Exception as error:  # one report must not stop the run, whatever a reader does on it
        return crashed(name, error)
