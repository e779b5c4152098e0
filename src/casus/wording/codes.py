"""Types of users' codebooks in words."""

from __future__ import annotations

from casus.ledger.codes import Code


def explained(code: Code) -> str:
    """A code with its gloss and whose it is; where no codebook was kept, with its PLOVER type alone."""
    of = f"{code.parent}, codebook {code.codebook}" if code.codebook else code.parent
    return f"{code.name}: {code.gloss} ({of})" if code.gloss else f"{code.name} ({of})"
