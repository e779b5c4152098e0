"""The wire: feeds watched all day, their articles read into a ledger, each once."""

from casus.wire.health import Health, health
from casus.wire.notebook import Notebook, beside
from casus.wire.watching import Watcher

__all__ = ["Health", "Notebook", "Watcher", "beside", "health"]
