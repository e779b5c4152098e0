"""Where readings go: JSON Lines, briefs on the terminal, or a page."""

import io
import sys
from typing import Protocol

from rich.console import Console

from casus.cli.inputs import Found
from casus.cli.page import ShownReport, page, shown_report
from casus.cli.terminal import rendered
from casus.records import CasusError
from casus.records.lines import json_line
from casus.wording.brief import brief_of

_MOST_FULL_BRIEFS = 5
"""Reports of one run from which the briefs on the terminal are short."""

_RULE = "-" * 40


class Output(Protocol):
    """Takes readings one by one. `add` may fail on one reading and go on with the next.

    keeps_unread: whether it also takes reports that nobody has read.
    """

    keeps_unread: bool

    def add(self, found: Found) -> None:
        """Write the reading, or keep it for the end."""
        ...

    def close(self) -> None:
        """Write what was kept."""
        ...


class JsonLines:
    """One reading per line on standard output: UTF-8, the same bytes for the same reading on any machine."""

    keeps_unread = False

    def add(self, found: Found) -> None:
        sys.stdout.buffer.write(json_line(found.reading).encode() + b"\n")
        sys.stdout.buffer.flush()

    def close(self) -> None:
        pass


class TerminalBriefs:
    """Briefs on standard output, short ones once there are more than five."""

    keeps_unread = False

    def __init__(self) -> None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a letter still shows the rest
        self._console = Console(highlight=False)
        self._full: list[str] = []
        self._short: list[str] = []
        self._is_written = False

    def add(self, found: Found) -> None:
        self._short.append(self._brief(found, is_short=True))
        if len(self._full) < _MOST_FULL_BRIEFS:
            self._full.append(self._brief(found, is_short=False))
        else:
            self._write(self._short)
            self._short.clear()

    def close(self) -> None:
        if self._short:
            self._write(self._full)

    def _brief(self, found: Found, *, is_short: bool) -> str:
        return rendered(brief_of(found.reading, name=found.name, is_short=is_short), self._console)

    def _write(self, briefs: list[str]) -> None:
        for brief in briefs:
            sys.stdout.write(f"\n{_RULE}\n\n{brief}" if self._is_written else brief)
            self._is_written = True
        sys.stdout.flush()


class BriefPage:
    """All briefs as one page, written at the end. file: its path."""

    keeps_unread = False

    def __init__(self, file: str) -> None:
        self._file = file
        self._reports: list[ShownReport] = []

    def add(self, found: Found) -> None:
        brief = brief_of(found.reading, name=found.name)
        self._reports.append(shown_report(len(self._reports) + 1, brief, found.reading))

    def close(self) -> None:
        """Raises CasusError where the file cannot be written."""
        if not self._reports:
            raise CasusError(f"No page was written to {self._file}: there is no reading to show.")
        try:
            with open(self._file, "w", encoding="utf-8", newline="\n") as file:
                file.write(page(self._reports))
        except OSError as error:
            raise CasusError(f"The page could not be written to {self._file} ({error.strerror}).") from error
