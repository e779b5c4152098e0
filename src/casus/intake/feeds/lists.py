"""Lists of feeds that a user keeps: TOML, a table [[feed]] for each, or OPML as feed readers write it."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, fields
from importlib.resources import files

from lxml import etree

from casus.records import BadKnowledge

_LONGEST = 5_000_000
"""Characters of a list."""
_MOST = 20_000
"""Feeds of a list."""
_STARTER = "feeds.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed. name: of its publisher; address: where it stands.

    family: publishers of one family are one voice. country: ISO3 of the publisher, None for international bodies.
    region: what it tells of; language: ISO 639-1; kind: agency, newspaper, and so on. None where a list does not say.
    """

    address: str
    name: str
    family: str | None = None
    country: str | None = None
    region: str | None = None
    language: str | None = None
    kind: str | None = None


_NAMES = tuple(field.name for field in fields(Feed))
_HOST = re.compile(r"https?://(?P<user>[^\s/?#]*@)?(?P<host>[^\s/?#@]+)(?:[/?#]\S*)?\Z")


def starter_feeds() -> tuple[Feed, ...]:
    """The feeds that casus comes with, over all regions."""
    text = (files("casus.intake") / "data" / _STARTER).read_text(encoding="utf-8")
    return read_list(text, _STARTER)


def read_list(text: str, name: str) -> tuple[Feed, ...]:
    """The feeds of a list, each address once. name: of the file, for messages.

    Raises BadKnowledge for what is no list of feeds, naming the entry.
    """
    if len(text) > _LONGEST:
        raise BadKnowledge(f"{name} is longer than {_LONGEST:,} characters; a list of feeds is shorter.")
    found = _opml(text, name) if text.lstrip("\ufeff \t\r\n").startswith("<") else _toml(text, name)
    if len(found) > _MOST:
        raise BadKnowledge(f"{name} lists more than {_MOST:,} feeds; split it.")
    if not found:
        raise BadKnowledge(f"{name} lists no feed; add one: casus feeds add ADDRESS --list {name}")
    return tuple({one.address: one for one in reversed(found)}.values())[::-1]


def written(feed: Feed) -> str:
    """A feed as a table of TOML, to be put at the end of a list."""
    given = [(name, getattr(feed, name)) for name in _NAMES]
    lines = [f"{name} = {_quoted(value)}" for name, value in given if value is not None]
    return "\n".join(("[[feed]]", *lines, ""))


def _quoted(words: str) -> str:
    """Words as a string of TOML in ASCII, so that a list is the same in every terminal."""
    # as JSON has it, but for signs beyond 16 bits, which JSON writes as two
    signs = json.dumps(words, ensure_ascii=False)
    return "".join(
        sign if sign.isascii() else f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"
        for sign in signs
    )


def _toml(text: str, name: str) -> list[Feed]:
    try:
        tables = tomllib.loads(text.lstrip("\ufeff")).get("feed", [])
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadKnowledge(f"{name} is no list of feeds in TOML or OPML ({str(error)[:100]}).") from error
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise BadKnowledge(f"{name}: write each feed as a table [[feed]] with its address and name.")
    return [_feed(dict(one), f"{name}, feed {number}") for number, one in enumerate(tables, 1)]


def _feed(table: dict[str, object], where: str) -> Feed:
    for key, value in table.items():
        if key not in _NAMES:
            raise BadKnowledge(f"{where}: {key[:40]!r} is none of: {', '.join(_NAMES)}.")
        if not isinstance(value, str) or not value.strip() or len(value) > 2000 or not value.isprintable():
            raise BadKnowledge(f"{where}: {key} must be one line of words.")
    if "address" not in table:
        raise BadKnowledge(f'{where} has no address; write address = "https://...".')
    host = _host(str(table["address"]), where)
    return Feed(**{"name": host, **{key: str(its) for key, its in table.items()}})


def _host(address: str, where: str) -> str:
    """The host of a feed's address. Raises BadKnowledge for what is no address of the web, or holds a password."""
    if not address.startswith(("http://", "https://")):
        raise BadKnowledge(f"{where}: the address {address[:60]!r} does not start with https://.")
    found = _HOST.match(address)
    if found is None:
        raise BadKnowledge(f"{where}: the address {address[:60]!r} has no host, or a blank within it.")
    if found["user"]:
        raise BadKnowledge(f"{where}: take the user name out of the address; feeds are read without one.")
    return found["host"]


def _opml(text: str, name: str) -> list[Feed]:
    if "<!ENTITY" in text.upper():
        raise BadKnowledge(f"{name} defines entities of its own, as no list of feeds needs to; take them out.")
    # nothing outside the file is followed; the text is decoded, whatever encoding its first line names
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadKnowledge(f"{name} is no OPML ({str(error)[:100]}).") from error
    found = []
    for number, one in enumerate(root.iter("outline"), 1):
        address = one.get("xmlUrl") or one.get("xmlurl")
        if address is not None:
            title = " ".join((one.get("title") or one.get("text") or "").split())
            table: dict[str, object] = {"address": address.strip()} | ({"name": title[:500]} if title else {})
            found.append(_feed(table, f"{name}, outline {number}"))
    return found
