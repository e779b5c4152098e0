"""The situation: the state of every conflict on any day, derived from the ledger, each part with its statements."""

from casus.situation.state import Glance, Situation, overview, situations

__all__ = ["Glance", "Situation", "overview", "situations"]
