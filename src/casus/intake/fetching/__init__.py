"""Getting something from the network, safely and politely."""

from casus.intake.fetching.addresses import BadAddress, is_public
from casus.intake.fetching.fetcher import Fetched, Fetcher, Limits, NotFetched

__all__ = ["BadAddress", "Fetched", "Fetcher", "Limits", "NotFetched", "is_public"]
