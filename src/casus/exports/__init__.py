"""Exports: the events of a ledger as files that others use, and the files of others as statements (docs/exports.md)."""
