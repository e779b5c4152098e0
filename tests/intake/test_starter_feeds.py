"""The feeds that casus comes with: what the list says of each holds together; and lists from strangers."""

from __future__ import annotations

import re
from collections import defaultdict
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.intake.feeds import Feed, read_list, starter_feeds, written
from casus.records import BadKnowledge

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


ENTITIES = '<!DOCTYPE o [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f'{ENTITIES}<opml><outline text="&b;" xmlUrl="https://a.example.org"/></opml>', "entities of its own"),
        (f"<opml>{'<outline>' * 1000}</opml>", "is no OPML"),
        ('<opml><outline text="a" xmlUrl="javascript:alert(1)"/></opml>', "does not start with https"),
        ('<opml><outline text="a&#x202e;b" xmlUrl="https://a.example.org"/></opml>', "name must be one line"),
        ("[[feed]]\naddress = 'https://'", "has no host"),
        ("[[feed]]\naddress = 'https:///rss'", "has no host"),
        ("[[feed]]\naddress = 'https://a b.example.org/'", "has no host, or a blank"),
        ("[[feed]]\naddress = 'https://ann:secret@a.example.org/'", "take the user name out"),
    ],
    ids=lambda value: value[:40],
)
def test_a_hostile_list_is_refused_in_one_sentence(text: str, says: str) -> None:
    with pytest.raises(BadKnowledge, match=says) as refused:
        read_list(text, "list")
    assert "\n" not in str(refused.value) and "secret" not in str(refused.value)


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "utf-16", "utf-8"])
def test_names_are_read_whatever_encoding_the_first_line_names(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><opml><outline text="Médias" xmlUrl="https://a.example.org"/></opml>'
    assert [one.name for one in read_list(text, "list")] == ["Médias"]


def test_outlines_in_outlines_are_found_and_no_file_outside_is_read() -> None:
    text = (
        '<!DOCTYPE o SYSTEM "http://a.example.org/o.dtd"><opml><body><outline text="a"><outline text="b">'
        '<outline title="Deep" xmlUrl="https://a.example.org/rss?a=b#c"/></outline></outline></body></opml>'
    )
    assert [(one.name, one.address) for one in read_list(text, "list")] == [("Deep", "https://a.example.org/rss?a=b#c")]


@given(name=st.text(min_size=1, max_size=40).filter(lambda name: name.isprintable() and bool(name.strip())))
def test_any_name_that_can_be_printed_is_read_as_it_was_written(name: str) -> None:
    feed = Feed(address="https://a.example.org/rss", name=name)
    assert written(feed).isascii()
    assert read_list(written(feed), "list") == (feed,)


def test_the_starter_list_is_read_as_it_is_printed() -> None:
    assert read_list("\n".join(map(written, FEEDS)), "list") == FEEDS
