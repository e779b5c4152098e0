"""What each page shows, as dataclasses made from the ledger: the same for its HTML and its JSON."""
