"""Files, folders and standard input to clean reports."""

from casus.intake.reports import read_reports

__all__ = ["read_reports"]
