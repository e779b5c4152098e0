"""The ledger for assistants, by the Model Context Protocol: read-only questions, each answer with its citations."""
