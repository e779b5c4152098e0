"""Who is who: names of states, leaders, institutions, armed groups and organisations in running text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from casus.knowledge.tables import document, rows, values
from casus.knowledge.tokens import fold, name_key
from casus.records import Actor

Kind = Literal[
    "state", "capital", "adjective", "people", "leader", "institution", "group", "organisation", "ethnic", "region"
]

# Where the family name comes first.
FAMILY_NAME_FIRST = {"CHN", "PRK", "KOR", "VNM", "TWN", "KHM", "HKG"}
# Given names, months and plain words that are also the family names of leaders: never resolved alone.
NOT_ALONE = set(
    "may march king khan ali mohammed muhammad mohamed ahmed hassan hussein brown hun sen abdullah ibrahim li "
    "ma young church rice black white green hill smith jones long major johnson wallace david joseph charles "
    "george jean park day cook straw hunt silva santos costa gomes van baker bush powell carter ford clark "
    "price fox power mason said un le ban do so no roh moon che to war state general can won son".split()
)
PARTICLES = set("al el bin ben de van von da der le la du dos ibn abu ould ul".split())


@dataclass(frozen=True, slots=True)
class Known:
    """One entry of the book. since, until: ISO dates or prefixes of them, "" when open. office: for leaders."""

    kind: Kind
    name: str
    country: str | None
    sectors: tuple[str, ...]
    since: str = ""
    until: str = ""
    office: str = ""

    def actor(self, mention: tuple[int, int] | None = None) -> Actor:
        """The entry as an actor of a record."""
        return Actor(name=self.name, country=self.country, sectors=self.sectors, mention=mention)

    def serves_on(self, day: str | None) -> bool:
        """Whether the entry exists, or holds the office, on an ISO date; unknown dates count as yes."""
        if day is None:
            return True
        return self.since[: len(day)] <= day[: len(self.since) or None] and (not self.until or day <= self.until + "~")


@dataclass(frozen=True, slots=True)
class NameHit:
    """Tokens [start, end) name one of these entries."""

    start: int
    end: int
    entries: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    rest: tuple[str, ...]
    entry: Known
    exact: str | None  # the spelling an acronym must have, dots dropped


class ActorBook:
    """All known names, looked up by their first word."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[_Name]] = {}
        self.by_country: dict[str, Known] = {}
        self.surnames: dict[str, list[Known]] = {}
        self.transnational: set[str] = set()
        self.office_holders: dict[tuple[str, str], list[Known]] = {}

    def add(self, name: str, entry: Known, *, exact: bool = False) -> None:
        """Make `name` mean `entry`. exact: only in this very spelling (acronyms that are also words)."""
        key = name_key(name)
        if key:
            spelling = name.replace(".", "") if exact or (name.isupper() and len(name.replace(".", "")) <= 5) else None
            self._by_first.setdefault(key[0], []).append(_Name(key[1:], entry, spelling))

    def settle(self) -> None:
        """Order names so that the longest is tried first. Call once, after the last `add`."""
        for names in self._by_first.values():
            names.sort(key=lambda one: -len(one.rest))

    def find(self, texts: Sequence[str], *, cased: bool = True) -> list[NameHit]:
        """Longest matches, left to right, in a token list.

        cased: the text has meaningful capitals, so a name must start with one and acronyms must be spelled exactly.
        """
        keys = [fold(text).rstrip(".") if len(text) > 1 else fold(text) for text in texts]
        hits: list[NameHit] = []
        at = 0
        while at < len(keys):
            hit = self._match(keys, texts, at, cased) if keys[at] in self._by_first else None
            if hit is None:
                at += 1
            else:
                hits.append(hit)
                at = hit.end
        return hits

    def _match(self, keys: Sequence[str], texts: Sequence[str], at: int, cased: bool) -> NameHit | None:
        length, entries = -1, []
        for name in self._by_first[keys[at]]:
            size = len(name.rest)
            if size < length:
                break
            if tuple(keys[at + 1 : at + 1 + size]) != name.rest:
                continue
            written = "".join(texts[at : at + 1 + size]).replace(".", "")
            if (
                name.exact is not None
                and not _is_spoken(name.exact, written)
                and (written != name.exact.replace(" ", "") if cased else not _safe_caseless(name))
            ):
                continue
            if cased and not any(text != text.lower() for text in texts[at : at + 1 + size]):
                continue
            length = size
            if name.entry not in entries:
                entries.append(name.entry)
        return NameHit(at, at + 1 + length, tuple(entries)) if entries else None

    def leaders_named(self, surname: str) -> list[Known]:
        """Office holders with this family name."""
        return self.surnames.get(fold(surname), [])


def _is_spoken(acronym: str, written: str) -> bool:
    """British papers write acronyms that are spoken as words like names: "Farc", "Nato"."""
    return acronym.lower() in SPOKEN_ACRONYMS and written == acronym.capitalize()


SPOKEN_ACRONYMS = set(
    "farc unita renamo frelimo swapo unifil unrwa monusco minusma unamid amisom ecomog ecowas unesco unicef "
    "nato asean isaf unprofor untac unmiss minurso opec interpol fretilin renovica zanu zapu anc opcw isis isil "
    "daesh unhcr".split()
)


def _safe_caseless(name: _Name) -> bool:
    """Whether an acronym may be recognised in text without meaningful capitals."""
    return name.exact is not None and len(name.exact) >= 3 and name.exact.lower() not in CASELESS_WORDS


CASELESS_WORDS = set(
    "las los del que una san por con sur des les par der und van bin abu big new old who aid has was may are "
    "all ira cop mod rap gas mit raw sad man can isi aim act app ode car far fan fis fin arm jem map lot ram "
    "ten too".split()
)


def _family_names(name: str, country: str | None) -> Iterable[str]:
    words = name.split()
    if len(words) < 2:
        return
    yield words[0] if country in FAMILY_NAME_FIRST else words[-1].removeprefix("al-").removeprefix("el-")


def _add_states(book: ActorBook) -> None:
    for row in rows("states.csv"):
        life = {"since": row["from"], "until": row["to"]}
        state = Known("state", row["government"], row["code"], ("GOV",), **life)
        book.by_country[row["code"]] = state
        for name in (row["name"], *values(row["names"])):
            book.add(name, state)
        for adjective in values(row["adjectives"]):
            book.add(adjective, Known("adjective", row["government"], row["code"], ("GOV",), **life))
        for people in values(row["people"]):
            book.add(people, Known("people", people, row["code"], ("CVL",), **life))
        for seat in (*values(row["capital"]), *values(row["metonyms"])):
            book.add(seat, Known("capital", row["government"], row["code"], ("GOV",), **life))


def _add_leaders(book: ActorBook) -> None:
    for row in rows("leaders.csv"):
        sectors = {"other": ("ELI",), "defence minister": ("GOV", "MIL")}.get(row["office"], ("GOV",))
        country = row["state"] or None
        entry = Known("leader", row["name"], country, sectors, row["from"], row["to"], row["office"])
        if country is not None:
            book.office_holders.setdefault((country, row["office"]), []).append(entry)
        for name in (row["name"], *values(row["aliases"])):
            book.add(name, entry)
            for surname in _family_names(name, country):
                known = book.surnames.setdefault(fold(surname), [])
                if fold(surname) not in NOT_ALONE and entry not in known:
                    known.append(entry)


def _add_groups(book: ActorBook) -> None:
    tables: tuple[tuple[str, Kind], ...] = (
        ("armed_groups.csv", "group"),
        ("organisations.csv", "organisation"),
        ("institutions.csv", "institution"),
    )
    for table, kind in tables:
        for row in rows(table):
            entry = Known(
                kind,
                row["name"],
                row.get("state") or None,
                tuple(values(row["sectors"])),
                row.get("from", ""),
                row.get("to", ""),
            )
            if entry.country is None:
                book.transnational.add(entry.name)
            for name in (row["name"], *values(row["aliases"])):
                book.add(name, entry)
            for acronym in values(row.get("acronyms", "")):
                book.add(acronym, entry, exact=True)


def _add_peoples(book: ActorBook) -> None:
    for name, country in generics()["ethnic"].items():
        book.add(name, Known("ethnic", name, country, ("CVL",)))  # a name may also be a place or a state's adjective
    for name, region in generics()["regions"].items():
        book.add(name, Known("region", name, None, tuple(region["sectors"])))


@cache
def generics() -> dict[str, dict[str, Any]]:
    """Role nouns, modifiers, ethnic names and regions: `data/generics.yaml` as it stands."""
    loaded: dict[str, dict[str, Any]] = document("generics.yaml")
    return loaded


@cache
def actor_book() -> ActorBook:
    """The book of all known actors, built once."""
    book = ActorBook()
    for fill in (_add_states, _add_leaders, _add_groups, _add_peoples):
        fill(book)
    book.settle()
    return book
