"""How fast a ledger takes in and answers, measured on a million statements made from real ones."""
