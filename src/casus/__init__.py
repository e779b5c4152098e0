"""casus reads news about armed conflict and keeps a sourced ledger of it."""

__version__ = "0.1.0"
