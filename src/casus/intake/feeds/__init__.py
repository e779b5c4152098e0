"""Feeds: lists of them, and what one feed says."""

from casus.intake.feeds.lists import Feed, read_list, starter_feeds, written
from casus.intake.feeds.parsing import KINDS, Channel, Entry, read_feed

__all__ = ["KINDS", "Channel", "Entry", "Feed", "read_feed", "read_list", "starter_feeds", "written"]
