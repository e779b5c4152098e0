"""The feeds that casus comes with: what the list says of each holds together."""

from __future__ import annotations

import re
from collections import defaultdict
from urllib.parse import urlsplit

from casus.intake.feeds import starter_feeds

FEEDS = starter_feeds()
HOSTS_OF_MANY = {"feeds.feedburner.com"}
"""Where publishers of all kinds keep their feeds."""
PARTIES = set("AFG ARM AZE BFA CHN ETH IRN MMR NER PAK RUS SOM SYR UKR YEM".split())
"""States at war, or that threaten one, with media of their own that publish a feed."""


def host_of(address: str) -> str:
    return urlsplit(address).netloc.removeprefix("www.")


def test_every_feed_is_asked_over_a_protected_connection() -> None:
    assert [one.address for one in FEEDS if not one.address.startswith("https://")] == []


def test_no_feed_comes_twice_under_another_spelling() -> None:
    plain = [one.address.removeprefix("https://").removeprefix("www.").rstrip("/").lower() for one in FEEDS]
    assert len(set(plain)) == len(plain)
    names = [one.name.casefold() for one in FEEDS]
    assert len(set(names)) == len(names)


def test_the_list_is_in_order_of_region_and_name() -> None:
    assert list(FEEDS) == sorted(FEEDS, key=lambda one: (one.region or "", one.name))


def test_what_one_publisher_puts_out_is_one_voice() -> None:
    families = defaultdict(set)
    for one in FEEDS:
        families[host_of(one.address)].add(one.family)
    assert {host for host, its in families.items() if len(its) > 1} <= HOSTS_OF_MANY


def test_a_family_is_written_in_one_way() -> None:
    spellings = defaultdict(set)
    for one in FEEDS:
        family = one.family or ""
        spellings[re.sub(r"\b(the|group|media|inc|ltd)\b|\W", "", family.casefold())].add(family)
    assert [its for its in spellings.values() if len(its) > 1] == []


def test_an_outlet_is_of_a_kind_that_readers_of_the_list_know() -> None:
    kinds = {"agency", "broadcaster", "humanitarian", "newspaper", "official", "research", "state media"}
    assert {one.kind for one in FEEDS} == kinds


def test_parties_to_wars_speak_for_themselves() -> None:
    assert {one.country for one in FEEDS if one.kind == "state media"} >= PARTIES


def test_those_who_help_and_those_who_watch_are_listed() -> None:
    families = {one.family for one in FEEDS}
    assert families >= {
        "Amnesty International", "Human Rights Watch", "Institute for the Study of War",
        "International Committee of the Red Cross", "International Crisis Group", "United Nations",
    }  # fmt: skip
