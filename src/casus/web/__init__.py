"""The desk: pages to work at and an API for programs, over one ledger. No logic of its own."""
