"""What-if runs: who would be drawn in if something happened, by pacts, promises, borders and past disputes."""

from casus.outlook.whatif.run import WhatIf, what_if

__all__ = ["WhatIf", "what_if"]
